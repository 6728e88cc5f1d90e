"""The lines of ruled and squared paper, and the sides of boxes: thin, straight and long."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from core.ink.masks import Box, boxes, pieces, runs

_THICKEST = 40  # to a picture's side: a thicker line is a stroke
_SLOPES = np.linspace(-0.2, 0.2, 81)  # px down for each px to the right
_LONG = 0.4  # of the picture's side, at least
_SHORT = 0.1  # of the side: a line that goes through a corner, beside longer ones
_GAP = 0.1  # of the side: so far a line may not be seen
_WHOLE = 0.7  # of a line's columns show it
_BEYOND = 0.03  # of a line's length sticks out of the digit at both ends
_LONE = 2  # times as long as the digit is wide, where no other line runs beside it or across
_DIGIT = 0.15  # of the picture's side: without so large a rest, the lines are the digit


class Line(Struct, frozen=True, eq=False):
    """A line: its pixels [height, width], and the first and last column (or row) it is in.

    `whole`: it goes through from one edge of the picture to another.
    """

    pixels: np.ndarray
    axis: int  # it runs along the columns (1) or the rows (0)
    first: int
    last: int
    whole: bool


def lines_in(inked: np.ndarray) -> np.ndarray:
    """Return which pixels of the mask `inked` are lines of the paper, and not of the digit.

    Where a stroke crosses a line, the pixels are the stroke's. Lines may lean by 11 degrees.
    """
    found = list(_lines(inked))
    none = np.zeros_like(inked)
    if not found:
        return none
    digit = _digit(inked & ~_together(found, inked))
    if not digit:
        return none
    beyond = [line for line in found if _sticks_out(line, digit)]
    ruled = [line for line in beyond if _is_ruled(line, beyond, digit)]
    # In the corners of leaning paper, lines are short.
    axes = {line.axis for line in ruled}
    ruled += [line for line in found if line.whole and line.axis in axes]
    return _together(ruled, inked)


def run_lengths(mask: np.ndarray, axis: int) -> np.ndarray:
    """Return how long the run of set pixels along `axis` is that each pixel is in; 0 if not set."""
    rows = np.ascontiguousarray(np.moveaxis(mask, axis, -1))
    _, starts, ends = runs(rows)
    lengths = ends - starts
    result = np.zeros(rows.shape, int)
    result[rows] = np.repeat(lengths, lengths)
    return np.moveaxis(result, -1, axis)


def _lines(inked: np.ndarray) -> Iterator[Line]:
    """Yield every thin straight thing that is long, of the paper or of the digit.

    Upright ones last: only when level lines are gone does a crossing of two not look like a stroke.
    """
    left = inked.copy()
    for axis in (1, 0):
        for line in list(_along(left, axis)):
            left &= ~line.pixels
            yield line


def _along(inked: np.ndarray, axis: int) -> Iterator[Line]:
    level = inked if axis else inked.T
    height, width = level.shape
    thickness = run_lengths(level, 0)
    thickest = max(2, min(level.shape) // _THICKEST)
    y, x = np.nonzero((thickness > 0) & (thickness <= thickest))
    if not len(x):
        return
    margin = int(np.ceil(_SLOPES[-1] * width / 2)) + 1
    size = height + 2 * margin
    lowered = [np.rint(y - slope * (x - width / 2)).astype(int) + margin for slope in _SLOPES]
    counts = np.stack([np.bincount(places, minlength=size) for places in lowered])
    # Where it is aligned with lines, the histogram is sharpest.
    best = np.argmax((counts.astype(float) ** 2).sum(axis=1))
    places, count = lowered[best], counts[best]
    chords = _chords(height, width, margin, _SLOPES[best], size)
    _, starts, ends = runs((count >= _WHOLE * np.maximum(_SHORT * width, _LONG * chords))[None])
    for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
        if last - first > 2 * thickest:
            continue
        near = (places >= first - 1) & (places <= last)
        centre = (first + last - 1) / 2 - margin
        row = np.rint(centre + _SLOPES[best] * (np.arange(width) - width / 2)).astype(int)
        seen = np.flatnonzero((row >= 0) & (row < height))
        crossed = seen[thickness[row[seen], seen] > thickest]
        start, end = _stretch(x[near], crossed, width)
        whole = start <= seen[0] + 2 + thickest and end >= seen[-1] - 1 - thickest
        if end - start < (_SHORT if whole else _LONG) * width:
            continue
        near &= (x >= start) & (x < end)
        hidden = np.count_nonzero((crossed >= start) & (crossed < end))
        if len(np.unique(x[near])) < _WHOLE * (end - start - hidden):
            continue
        pixels = np.zeros_like(level)
        pixels[y[near], x[near]] = True
        pixels &= thickness <= 1.5 * np.median(thickness[pixels]) + 1
        yield Line(pixels if axis else pixels.T, axis, start, end - 1, whole)


def _chords(height: int, width: int, margin: int, slope: float, size: int) -> np.ndarray:
    """Return for each place of the histogram how many columns its line crosses the picture in."""
    rows = np.arange(size)[:, None] - margin + slope * (np.arange(width) - width / 2)
    chords: np.ndarray = np.count_nonzero((rows >= 0) & (rows < height), axis=1)
    return chords


def _stretch(columns: np.ndarray, crossed: np.ndarray, width: int) -> tuple[int, int]:
    """Return the longest stretch of `columns` without a wide gap, from its first to past its last.

    Where a stroke crosses, or lies along the line, the line is under it.
    """
    both = np.union1d(columns, crossed)
    breaks = np.flatnonzero(np.diff(both) > max(_GAP * width, 3)) + 1
    pieces = [np.intersect1d(piece, columns) for piece in np.split(both, breaks)]
    longest = max((piece for piece in pieces if len(piece)), key=np.ptp)
    return int(longest[0]), int(longest[-1]) + 1


def _digit(rest: np.ndarray) -> list[Box]:
    """Return the boxes of what is left without lines, if that is as large as a digit.

    What touches the edge of the picture counts only where nothing else is left.
    """
    found = boxes(pieces(rest))
    height, width = rest.shape
    inside = [
        (rows, columns)
        for rows, columns in found
        if rows.start > 1
        and columns.start > 1
        and rows.stop < height - 1
        and columns.stop < width - 1
    ]
    for some in (inside, found):
        tallest = max((max(_lengths(box)) for box in some), default=0)
        if tallest >= _DIGIT * min(rest.shape):
            return [box for box in some if max(_lengths(box)) > 0.3 * tallest]
    return []


def _lengths(box: Box) -> tuple[int, ...]:
    return tuple(side.stop - side.start for side in box)


def _extent(axis: int, digit: list[Box]) -> tuple[int, int]:
    return min(box[axis].start for box in digit), max(box[axis].stop for box in digit)


def _sticks_out(line: Line, digit: list[Box]) -> bool:
    start, end = _extent(line.axis, digit)
    room = _BEYOND * (line.last - line.first)
    return line.first < start - room and line.last > end + room


def _is_ruled(line: Line, lines: list[Line], digit: list[Box]) -> bool:
    """Whether other lines say that it belongs to the paper, or its length alone does."""
    start, end = _extent(line.axis, digit)
    return len(lines) > 1 or line.last - line.first > _LONE * (end - start)


def _together(lines: list[Line], inked: np.ndarray) -> np.ndarray:
    mask = np.zeros_like(inked)
    for line in lines:
        mask |= line.pixels
    return mask
