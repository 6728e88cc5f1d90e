"""Any grey picture of a digit -> the network's 16×16 input.

Training data, the digit pad and picture files all pass through `normalise`, so that the network
meets in use what it met in training: a digit of one size, in one place, at full contrast.
"""

from functools import cache

import numpy as np

SIDE = 16  # the network's input is SIDE × SIDE pixels
INK_SIDE = 14  # the longer side of the ink, in those pixels

_INK = 0.15  # of the peak: fainter pixels are the soft rim of a stroke, not its extent
# Of the slant. Without any, MNIST reads better still, and pens worse: a 4 and a 7 lean by nature.
_STRAIGHTENED = 0.5
_STEEPEST = 1.0  # columns a row: what leans more was not meant to stand
_SMALL = 64  # px: pictures below this are enlarged, or single pixels would decide the box
_ENLARGE = 8
_LARGE = 512  # px: larger pictures are shrunk to about this, which also averages noise away


def normalise(picture: np.ndarray) -> np.ndarray:
    """Return the digit in `picture` as float32 `[16, 16]`, 0 no ink to 1 full ink.

    `picture` is `[height, width]`, any integer or finite float dtype and any scale, ink bright on
    a background of 0. Hands lean to the right or to the left: rows are shifted until half of the
    slant is gone, which is how far the ink goes sideways with each row, on the average. The box
    around it is scaled to 14 pixels on its longer side, its aspect kept, and placed with its centre
    of mass at the middle of the frame, or as near to it as the ink stays inside the frame; the
    result is divided by its peak. Without ink it is all zeros. ValueError: not two-dimensional.
    """
    picture = np.asarray(picture)
    if picture.ndim != 2:
        raise ValueError(f"a picture has two dimensions, not {picture.ndim}")
    if picture.size and max(picture.shape) < _SMALL:
        height, width = picture.shape
        picture = _enlarging(height) @ picture.astype(np.float32) @ _enlarging(width).T
    peak = float(picture.max(initial=0))
    if not peak > 0:
        return np.zeros((SIDE, SIDE), np.float32)
    inked = picture > _INK * peak
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    box = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] / np.float32(peak)
    result = _straightened(np.maximum(box, 0, out=box))
    result /= result.max()
    return result


def as_ink(picture: np.ndarray) -> np.ndarray:
    """Return a grey `picture` from a file as ink for `normalise`: float32, 0 to 1, ink bright on 0.

    `picture` is `[height, width]`, any integer or finite float dtype, dark on light or light on
    dark. The border shows the paper: its brightness (which may slope from side to side) and its
    grain are taken off, and ink is what differs from it most. Pictures above 512 pixels are shrunk
    by a whole number, so the result may be smaller. A blank picture gives zeros.
    ValueError: not two-dimensional, or no pixels.
    """
    picture = shrunk(picture)
    difference = against_paper(picture)
    border = _border(picture.shape)
    grain = 4 * np.median(np.abs(difference[border]))
    light, dark = np.maximum(difference - grain, 0), np.maximum(-difference - grain, 0)
    # Squared, few strokes of strong ink outweigh much faint shadow.
    ink = light if np.vdot(light, light) >= np.vdot(dark, dark) else dark
    # The brightest strokes count as full ink: a glint or a dust grain must not dim them.
    full = max(np.percentile(ink, 99.5), 0.5 * ink.max())
    result: np.ndarray = np.minimum(ink / full, 1) if full > 0 else ink
    return result


def shrunk(picture: np.ndarray) -> np.ndarray:
    """Return a `picture`, [height, width], as float32 of at most about 512 pixels a side.

    ValueError: not two-dimensional, or no pixels.
    """
    picture = np.asarray(picture)
    if picture.ndim != 2 or not picture.size:
        raise ValueError(f"a picture has two dimensions and pixels, not shape {picture.shape}")
    picture = picture.astype(np.float32)
    step = -(-max(picture.shape) // _LARGE)
    height, width = (max(side // step, 1) for side in picture.shape)
    if step == 1 or min(picture.shape) < step:
        return picture
    blocks = picture[: height * step, : width * step].reshape(height, step, width, step)
    means: np.ndarray = blocks.mean(axis=(1, 3))
    return means


def _straightened(box: np.ndarray) -> np.ndarray:
    """Return the ink of `box` [height, width], less of its slant, averaged into the frame [16, 16].

    Each row has a place of its own in the frame: that is all that a slant is.
    """
    height, width = box.shape
    y, x = np.arange(height) + 0.5, np.arange(width) + 0.5
    by_row, mass = box.sum(axis=1), box.sum()
    centre_y, centre_x = by_row @ y / mass, box.sum(axis=0) @ x / mass
    y -= centre_y
    moment = by_row @ (y * y)
    slant = y @ box @ (x - centre_x) / moment if moment > 0 else 0.0
    shift = -_STRAIGHTENED * np.clip(slant, -_STEEPEST, _STEEPEST) * y
    inked = box > _INK
    some = inked.any(axis=1)
    left = (inked.argmax(axis=1) + shift)[some].min()
    right = (width - inked[:, ::-1].argmax(axis=1) + shift)[some].max()
    scale = INK_SIDE / max(height, right - left)
    top = np.clip(SIDE / 2 - centre_y * scale, 0, SIDE - height * scale)
    start = np.clip(SIDE / 2 - centre_x * scale, -left * scale, SIDE - right * scale)
    rows = _averaged(box, start + shift * scale, scale)
    return _averaged(rows.T, np.full(SIDE, top), scale).T


def _averaged(rows: np.ndarray, starts: np.ndarray, scale: float) -> np.ndarray:
    """Return `rows` [n, pixels], scaled by `scale`, averaged into 16 pixels: float32 [n, 16].

    Row i begins at `starts[i]` of these. A pixel has what lies left of its right edge, less what
    lies left of its left one.
    """
    count, pixels = rows.shape
    before = np.zeros((count, pixels + 1))
    np.cumsum(rows, axis=1, out=before[:, 1:])
    edges = np.clip((np.arange(SIDE + 1) - starts[:, None]) / scale, 0, pixels)
    whole = np.minimum(edges.astype(int), pixels - 1)
    part = (edges - whole) * np.take_along_axis(rows, whole, axis=1)
    sums = np.take_along_axis(before, whole, axis=1) + part
    averaged: np.ndarray = (np.diff(sums, axis=1) * scale).astype(np.float32)
    return averaged


@cache
def _enlarging(size: int) -> np.ndarray:
    """Return `[8·size, size]`: interpolates linearly between pixel centres, dark beyond them."""
    fine = (np.arange(size * _ENLARGE) + 0.5) / _ENLARGE - 0.5
    distance = np.abs(fine[:, None] - np.arange(size))
    shares: np.ndarray = np.maximum(1 - distance, 0).astype(np.float32)
    return shares


def _border(shape: tuple[int, int]) -> np.ndarray:
    """Return a mask of the outer frame, a twentieth of the picture wide."""
    height, width = shape
    depth = max(1, min(shape) // 20)
    mask = np.ones(shape, bool)
    mask[depth : height - depth, depth : width - depth] = False
    return mask


def against_paper(picture: np.ndarray) -> np.ndarray:
    """Return how much brighter than the paper each pixel of a grey `picture` is.

    The paper's brightness is a plane through the border, without the ink there.
    """
    border = _border(picture.shape)
    values = picture[border]
    median = np.median(values)
    near = np.abs(values - median) <= 0.25 * np.ptp(picture)
    y, x = np.nonzero(border)
    points = np.column_stack([np.ones(near.sum()), y[near], x[near]])
    level, down, across = np.linalg.lstsq(points, values[near] - median)[0]
    height, width = picture.shape
    plane = median + level + down * np.arange(height)[:, None] + across * np.arange(width)
    difference: np.ndarray = picture - plane.astype(np.float32)
    return difference
