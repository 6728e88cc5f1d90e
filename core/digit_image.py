"""Any grey picture of a digit -> the network's 16×16 input.

Training data, the digit pad and picture files all pass through `normalise`, so that the network
meets in use what it met in training: a digit of one size, in one place, at full contrast.
"""

from functools import cache

import numpy as np

SIDE = 16  # the network's input is SIDE × SIDE pixels
INK_SIDE = 14  # the longer side of the ink, in those pixels

_INK = 0.15  # of the peak: fainter pixels are the soft rim of a stroke, not its extent
_SMALL = 64  # px: pictures below this are enlarged, or single pixels would decide the box
_ENLARGE = 8
_LARGE = 512  # px: larger pictures are shrunk to about this, which also averages noise away


def normalise(picture: np.ndarray) -> np.ndarray:
    """Return the digit in `picture` as float32 `[16, 16]`, 0 no ink to 1 full ink.

    `picture` is `[height, width]`, any integer or finite float dtype and any scale, ink bright on
    a background of 0. The box around the ink is scaled to 14 pixels on its longer side, its aspect
    kept, and placed with its centre of mass at the middle of the frame, or as near to it as the
    ink stays inside the frame; the result is divided by its peak. Without ink it is all zeros.
    ValueError: not two-dimensional.
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
    np.maximum(box, 0, out=box)
    scale = INK_SIDE / max(box.shape)
    down = _averaging(box.sum(axis=1), scale)
    across = _averaging(box.sum(axis=0), scale)
    result: np.ndarray = down @ box @ across.T
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
    border = _border(picture.shape)
    difference = picture - _paper(picture, border)
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


def _averaging(mass: np.ndarray, scale: float) -> np.ndarray:
    """Return `[16, n]`: averages n pixels, scaled by `scale`, into the frame, centred by `mass`."""
    size = len(mass)
    centre = mass @ (np.arange(size, dtype=np.float32) + 0.5) / mass.sum()
    start = np.clip(SIDE / 2 - centre * scale, 0, SIDE - size * scale)
    edges = start + np.arange(size + 1) * scale
    frame = np.arange(SIDE)[:, None]
    reached = np.clip(edges - frame, 0, 1)
    shares: np.ndarray = np.diff(reached, axis=1).astype(np.float32)
    return shares


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


def _paper(picture: np.ndarray, border: np.ndarray) -> np.ndarray:
    """Return the paper's brightness everywhere: a plane through the border without its ink."""
    values = picture[border]
    median = np.median(values)
    near = np.abs(values - median) <= 0.25 * np.ptp(picture)
    y, x = np.nonzero(border)
    points = np.column_stack([np.ones(near.sum()), y[near], x[near]])
    level, down, across = np.linalg.lstsq(points, values[near] - median)[0]
    height, width = picture.shape
    plane: np.ndarray = (
        median + level + down * np.arange(height)[:, None] + across * np.arange(width)
    )
    return plane.astype(np.float32)
