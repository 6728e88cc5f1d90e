"""Which pixels an edge covers: a fixed sparse matrix for two neighbouring layers.

Neurons stand still while weights change, so the density of ink in every pixel is a fixed linear
function of the ink of every edge. In each pixel column an edge covers a box of rows, and a box is
its first row and the row after its last: +1 and -1, which a running sum down the column fills. So
an edge costs two numbers a column, however steep or thick it is. Where edges are so few that they
leave most pixels bare, boxes are kept filled instead, and nothing is done for bare pixels; such
pairs of layers are one matrix together.

All lengths are device pixels. Pure NumPy and SciPy: no Qt here.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from scipy import sparse

_CHUNK = 1 << 19  # boxes built at a time: keeps the temporary arrays small
_BLOCK = 16  # rows summed up side by side
_FEW = 300  # edges: of up to so many, boxes are kept filled
_BAND = 1 << 15  # pixels worked on at a time: as many as a processor keeps close by
_HALF = 2.0**26  # both signs ride in one float64: positive ink above this, negative ink below


class CancelledError(Exception):
    """The matrix being built is no longer wanted."""


class Grid(Struct, frozen=True):
    """The pixels between two layers: `columns` of `step` x 1 pixels from (`left`, `top`) on.

    Rows are sampled `oversampling` times and the ends of boxes rounded to 1/`fractions` sample.
    `width` pixels are seen, not all of the last column; None: all of them.
    """

    left: int
    top: int
    columns: int
    rows: int
    step: int
    oversampling: int
    fractions: int
    width: int | None = None

    @property
    def across(self) -> slice:
        """The columns of pixels that are seen."""
        width = self.columns * self.step if self.width is None else self.width
        return slice(self.left, self.left + width)

    @property
    def down(self) -> slice:
        """The rows of pixels."""
        return slice(self.top, self.top + self.rows)


class Entries(NamedTuple):
    """A sparse matrix of `rows` rows as it is built: quick to make, ten times slower to use.

    `values` int8 stand at (`cells`, `sources`), int32 each.
    """

    rows: int
    cells: np.ndarray
    sources: np.ndarray
    values: np.ndarray

    def __matmul__(self, vector: np.ndarray) -> np.ndarray:
        sums = np.bincount(self.cells, self.values * vector[self.sources], self.rows)
        return sums.astype(np.float64, copy=False)  # of nothing at all, NumPy counts in integers


class Coverage(Struct, frozen=True, eq=False):
    """Edges between groups of neurons, each in every one of `widths`, on a grid.

    `matrix` [(samples + 1) * columns, widths * left groups * right groups] float64 holds integers.
    `gain` [widths, left groups, right groups] float64 is an edge's share in each pixel of its box.
    """

    grid: Grid
    matrix: "sparse.csr_matrix | Entries"
    gain: np.ndarray
    widths: tuple[float, ...]

    def density(self, positive: np.ndarray, negative: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Spread ink [widths, left groups, right groups] >= 0 over the pixels.

        Returns the densities of both signs, [rows, columns] float32. One product carries both: as
        integers in the two halves of float64's 53 bits every sum is exact, so no ink means exactly
        none.
        """
        grid = self.grid
        total = max(positive.sum(), negative.sum(), 1e-30)
        # No sample can hold more than all the ink, so nothing overflows its half.
        unit = min(
            _HALF / 4 / (total * self.gain.max() * grid.fractions * grid.oversampling), 2**16
        )
        rate = self.gain * unit  # float64: float32 could not hold both halves
        ink = np.rint(positive * rate) * _HALF + np.rint(negative * rate)
        rows, columns = grid.rows, grid.columns
        samples = (self.matrix @ ink.ravel()).reshape(-1, columns)
        accumulate(samples)
        factor = 1 / (unit * grid.fractions * grid.oversampling)
        found = np.empty((2, rows, columns), np.float32)
        for band in bands(rows, columns):
            first, last = band.start * grid.oversampling, band.stop * grid.oversampling
            part = samples[first:last]
            if grid.oversampling == 2:
                part = part[0::2] + part[1::2]
            above = np.floor(part * (1 / _HALF))
            np.multiply(above, factor, out=found[0, band], casting="same_kind")
            np.multiply(part - above * _HALF, factor, out=found[1, band], casting="same_kind")
        return found[0], found[1]


class Filled(Struct, frozen=True, eq=False):
    """Few edges between groups of neurons, each in every one of some widths.

    `matrix` [pixels, widths * left groups * right groups] float32 says how dense the ink of an edge
    lies in each pixel that any of them covers. It lies there edge by edge: there are many more
    pixels, and pixel by pixel takes twice as long. These pixels are at `rows` and `columns` of the
    picture (int32 [pixels]); all others are bare. `shape` is (widths, left groups, right groups).
    """

    matrix: "sparse.csc_matrix"
    rows: np.ndarray
    columns: np.ndarray
    shape: tuple[int, int, int]

    def density(self, positive: np.ndarray, negative: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Spread ink >= 0, float32 [edges in their widths], over the pixels [pixels].

        Nothing is ever subtracted, so no ink means exactly none.
        """
        return self.matrix @ positive, self.matrix @ negative


def together(parts: Sequence[Filled]) -> Filled:
    """Return the edges of all `parts`, no two of which share a pixel, as one matrix."""
    from scipy import sparse

    matrix = sparse.block_diag([part.matrix for part in parts], format="csc", dtype=np.float32)
    rows = np.concatenate([part.rows for part in parts])
    columns = np.concatenate([part.columns for part in parts])
    return Filled(matrix, rows, columns, (1, 1, matrix.shape[1]))


def build(
    grid: Grid,
    x: tuple[float, float],
    y: tuple[np.ndarray, np.ndarray],
    widths: tuple[float, ...],
    spread: float = 0.0,
    cancelled: Callable[[], bool] = lambda: False,
    once: bool = False,
) -> Coverage | Filled:
    """Cover `grid` with the edges from every (x[0], y[0][i]) to every (x[1], y[1][j]).

    An edge of `widths[k]` pixels is drawn that wide; `spread` makes all of them so many pixels
    higher with the ink of the thin one (groups of neurons stand for parallel edges). What is used
    `once` is built in a fraction of the time.
    Raises CancelledError soon after `cancelled()` turns true.
    """
    starts = np.repeat(y[0], len(y[1])).astype(np.float32)
    slopes = (np.tile(y[1], len(y[0])).astype(np.float32) - starts) / np.float32(x[1] - x[0])
    steep = np.sqrt(1 + slopes * slopes)
    starts += slopes * np.float32(grid.left - x[0])  # from here on x counts from the grid's left
    scale = grid.oversampling * grid.fractions
    filled = not once and starts.size <= _FEW and grid.oversampling == 1 and grid.step == 1
    ends_of = _filled_boxes if filled else _boxes
    parts, gain = [], []
    for index, width in enumerate(widths):
        # A box is as high as the edge rises in one pixel column and as thick as it is. Its ink is
        # that of a line `width` thick, so steep and gentle edges are equally strong.
        ink = np.float32(width) * steep
        height = np.maximum(np.rint((grid.step * np.abs(slopes) + ink + spread) * scale), 1)
        gain.append((ink * scale / height).astype(np.float64))
        half = height / (2 * scale)
        ends = starts, starts + slopes * np.float32(grid.step * grid.columns)
        reaches = (np.maximum(*ends) + half > grid.top) & (
            np.minimum(*ends) - half < grid.top + grid.rows
        )
        seen = np.flatnonzero(reaches).astype(np.int32)
        for chosen in np.array_split(seen, max(1, seen.size * grid.columns // _CHUNK)):
            if cancelled():
                raise CancelledError
            cells, which, values = ends_of(grid, starts[chosen], slopes[chosen], height[chosen])
            parts.append((cells, chosen[which] + np.int32(index * starts.size), values))
    if cancelled():
        raise CancelledError
    columns = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    entries = Entries((grid.rows * grid.oversampling + 1) * grid.columns, *columns)
    parts.clear()
    shape = len(widths), len(y[0]), len(y[1])
    if filled:
        return _filled(grid, entries, np.concatenate(gain) / scale, shape)
    matrix = entries if once else _compressed(entries, math.prod(shape))
    return Coverage(grid, matrix, np.stack(gain).reshape(shape), widths)


def bands(rows: int, columns: int) -> Iterator[slice]:
    """Yield slices of rows that together are all of them, each small enough for a cache."""
    height = max(1, _BAND // max(columns, 1))
    for first in range(0, rows, height):
        yield slice(first, min(first + height, rows))


def accumulate(samples: np.ndarray) -> None:
    """Replace every row of `samples` by the sum of the rows up to it.

    As np.cumsum(axis=0), but most sums are over whole rows side by side: half the time.
    """
    whole = len(samples) // _BLOCK * _BLOCK
    blocks = samples[:whole].reshape(-1, _BLOCK, samples.shape[1])
    for row in range(1, _BLOCK):
        blocks[:, row] += blocks[:, row - 1]
    blocks[1:] += np.cumsum(blocks[:-1, -1], axis=0)[:, None]
    rest = samples[max(whole - 1, 0) :]
    np.cumsum(rest, axis=0, out=rest)


def _compressed(entries: Entries, columns: int) -> "sparse.csr_matrix":
    # SciPy takes a tenth of a second to import: the window opens without it.
    from scipy import sparse

    shape = entries.rows, columns
    places = entries.cells, entries.sources
    small = sparse.coo_matrix((entries.values, places), shape=shape).tocsr()
    data = small.data.astype(np.float64)
    return sparse.csr_matrix((data, small.indices, small.indptr), shape=shape)


def _filled(grid: Grid, entries: Entries, gain: np.ndarray, shape: tuple[int, int, int]) -> Filled:
    """Return filled boxes with rows of the matrix for the pixels alone that have any ink."""
    from scipy import sparse

    has_any = np.zeros(entries.rows, bool)
    has_any[entries.cells] = True
    covered = np.flatnonzero(has_any).astype(np.int32)
    row_of = np.cumsum(has_any, dtype=np.int32) - np.int32(1)
    shares = (entries.values * gain[entries.sources]).astype(np.float32)
    places = row_of[entries.cells], entries.sources
    matrix = sparse.coo_matrix((shares, places), shape=(len(covered), math.prod(shape))).tocsc()
    down, across = np.divmod(covered, np.int32(grid.columns))
    return Filled(matrix, down + np.int32(grid.top), across + np.int32(grid.left), shape)


def _boxes(
    grid: Grid, starts: np.ndarray, slopes: np.ndarray, height: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the ends of the boxes of some edges, one box a pixel column.

    Each end is (cell int32, which edge int32, value int8): +1 where a box begins, -1 after it,
    split over two samples where it lies between them. `starts` are at the grid's left, `height`
    counts parts of samples; what is outside the grid has no ends.
    """
    upper, lower, which, column = _seen_boxes(grid, starts, slopes, height)
    cells, edges, values = [], [], []
    for ends, sign in ((upper, 1), (lower, -1)):
        row, rest = np.divmod(ends, np.int32(grid.fractions))
        cell = row * np.int32(grid.columns) + column
        cells.append(cell)
        edges.append(which)
        values.append((sign * (grid.fractions - rest)).astype(np.int8))
        split = np.flatnonzero(rest)
        if split.size:
            cells.append(cell[split] + np.int32(grid.columns))
            edges.append(which[split])
            values.append((sign * rest[split]).astype(np.int8))
    return np.concatenate(cells), np.concatenate(edges), np.concatenate(values)


def _filled_boxes(
    grid: Grid, starts: np.ndarray, slopes: np.ndarray, height: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the samples that boxes cover, and how many parts of each, as `_boxes` does."""
    upper, lower, which, column = _seen_boxes(grid, starts, slopes, height)
    parts = np.int32(grid.fractions)
    first = upper // parts
    rows = (lower - 1) // parts - first + 1
    box = np.repeat(np.arange(rows.size, dtype=np.int32), rows)
    row = np.arange(box.size, dtype=np.int32) - np.repeat(np.cumsum(rows) - rows, rows) + first[box]
    row = row.astype(np.int32)
    values = np.minimum(lower[box], (row + 1) * parts) - np.maximum(upper[box], row * parts)
    return row * np.int32(grid.columns) + column[box], which[box], values.astype(np.int8)


def _seen_boxes(
    grid: Grid, starts: np.ndarray, slopes: np.ndarray, height: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the boxes that are on the grid: where each begins and ends, of which edge, column.

    All int32; places count parts of samples from the top.
    """
    scale, most = grid.oversampling * grid.fractions, grid.rows * grid.oversampling * grid.fractions
    middles = grid.step * (np.arange(grid.columns, dtype=np.float32) + np.float32(0.5))
    at = (starts[:, None] + slopes[:, None] * middles - np.float32(grid.top)) * np.float32(scale)
    upper = np.rint(at - height[:, None] / 2).astype(np.int32)
    lower = np.clip(upper + height[:, None].astype(np.int32), 0, most)
    upper = np.clip(upper, 0, most)
    which, column = np.nonzero(upper < lower)
    flat = which * grid.columns + column
    return upper.ravel()[flat], lower.ravel()[flat], which.astype(np.int32), column.astype(np.int32)
