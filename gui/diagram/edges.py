"""The picture of all edges: coverage × ink for every pair of layers, developed into pixels.

Lengths in a Layout are device-independent; here they become device pixels. No Qt here, so the
painter works in any thread, one at a time, and may spread its work over more.
"""

import itertools
import math
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from gui.diagram import coverage, tone
from gui.diagram.coverage import Coverage, Grid
from gui.diagram.layout import Layout
from gui.theme import Theme

FEW_EDGES = 2500  # of a pair: up to here its edges have full resolution
BUDGET = 10_000_000  # numbers in all matrices together: 12 bytes and about 1.2 ns a frame each
_VERY_FEW = 64  # edges of a pair that are broad lines, in focus or not
FOCUS_POWER = 1.5  # of |w|, for the few edges of the neuron in focus
_COARSE_BUDGET = 800_000
_COARSE_STEP = 8  # px, the columns of a coarse picture
# Widths of edges, by how many cross a pixel: a weight between two is drawn in a mix of both.
_WIDTHS = ((0.12, (1.0, 2.0, 3.5, 5.5)), (0.6, (1.0, 2.2)), (math.inf, (1.0,)))


class PairReport(Struct, frozen=True, eq=False):
    """What the legend says of one pair: its `curve`, and how many edges cross a pixel on average.

    `groups` are the neurons drawn as one, left and right; `broken` counts weights that are not
    finite (not drawn), `largest` is the largest finite |w|.
    """

    curve: tone.Curve
    crossing: float
    groups: tuple[int, int]
    broken: int
    largest: float


class Picture(Struct, frozen=True, eq=False):
    """All edges as `pixels` [rows, columns] uint32 0xAARRGGBB, in device pixels.

    `focus` is the same for the edges of the neuron in focus, transparent, or None. `mode` is the
    number that was painted (see MODES), `fixed` whether its scales stand still. `numbers` are those
    painted, [inputs, outputs] for each pair.
    """

    pixels: np.ndarray
    pairs: tuple[PairReport, ...]
    focus: np.ndarray | None = None
    mode: str = "weights"
    fixed: bool = False
    numbers: tuple[np.ndarray, ...] = ()


class _Pair(Struct, frozen=True, eq=False):
    coverage: Coverage | None
    crossing: float
    groups: tuple[int, int]


class EdgePainter:
    """Paints pictures, newest weights in, keeping what stands still between them.

    A `coarse` painter has its first picture in a tenth of the time and is slow from then on: it
    makes the one that stands in until the fine one is there.
    """

    def __init__(self, budget: int = BUDGET, coarse: bool = False) -> None:
        self._budget = _COARSE_BUDGET if coarse else budget
        self._coarse = coarse
        self.spread: Callable = map  # over the pairs: the `map` of an executor uses its threads
        self._geometry: tuple | None = None
        self._pairs: tuple[_Pair, ...] = ()
        self._steady: dict[str, tuple[tuple[tone.Steady, tone.Steady], ...]] = {}
        self._focus_key: tuple | None = None
        self._focus: tuple[tuple[int, _Pair], ...] = ()
        self._palettes: dict[tuple, np.ndarray] = {}

    def restart_scales(self) -> None:
        """Forget the scales: another network, or another training, begins."""
        self._steady.clear()

    def paint(
        self,
        layout: Layout,
        ratio: float,
        weights: tuple[np.ndarray, ...],
        theme: Theme,
        focus: tuple[int, ...] | None = None,
        cancelled=lambda: False,
        mode: str = "weights",
        fixed: bool = False,
    ) -> Picture:
        """Paint the edges of `weights` (of pairs, [inputs, outputs]) at `ratio` device pixels.

        `focus` is (layer, neuron), or (layer, neuron, pair) for its edges in one pair. Every
        `mode`, a name for what `weights` are, has scales of its own; `fixed` ones no longer follow
        the weights. Raises CancelledError when `cancelled()` turns true while the geometry is new
        and its matrices are being built.
        """
        if self._geometry is None or self._geometry[0] is not layout or self._geometry[1] != ratio:
            # The old matrices go before the new ones come: memory for both is not needed.
            self._geometry, self._pairs, self._focus_key = None, (), None
            options = self._budget, self._coarse, cancelled
            self._pairs = _build_pairs(layout, ratio, *options, self.spread)
            self._geometry = (layout, ratio)
        scales = self._steady.get(mode, ())
        if len(scales) != len(weights):
            scales = tuple((tone.Steady(), tone.Steady()) for _ in weights)
            self._steady[mode] = scales
        palette = self._palette(theme, theme.window)
        pixels = _blank(layout, ratio, palette[0, 0])
        finite = [_finite(matrix) for matrix in weights]

        def paint_pair(pair: tuple) -> PairReport:
            return _paint_pair(*pair, fixed, palette, pixels)

        pairs = zip(self._pairs, weights, finite, scales, strict=True)
        reports = tuple(self.spread(paint_pair, pairs))
        focused = self._paint_focus(layout, ratio, finite, theme, focus, scales)
        return Picture(pixels, reports, focused, mode, fixed, weights)

    def _paint_focus(self, layout, ratio, weights, theme, focus, scales):
        if focus is None:
            self._focus_key, self._focus = None, ()
            return None
        if self._focus_key != focus:
            self._focus = _build_focus(layout, ratio, focus)
            self._focus_key = focus
        pixels = _blank(layout, ratio, 0)
        layer, neuron, *_ = focus
        for index, pair in self._focus:
            matrix = weights[index]
            part = matrix[neuron : neuron + 1] if index == layer else matrix[:, neuron : neuron + 1]
            curve = tone.Curve(scales[index][0].value or 1.0, FOCUS_POWER, tone.FULL)
            _expose(pair, part, curve, self._palette(theme, None), pixels)
        return pixels

    def _palette(self, theme: Theme, background: str | None) -> np.ndarray:
        key = (theme, background)
        if key not in self._palettes:
            self._palettes[key] = tone.palette(theme, background)
        return self._palettes[key]


def _blank(layout: Layout, ratio: float, pixel: int) -> np.ndarray:
    return np.full((round(layout.height * ratio), round(layout.width * ratio)), pixel, np.uint32)


def _grid(layout: Layout, ratio: float, pair: int, few: bool, coarse: bool = False) -> Grid | None:
    """The pixels between two columns that the stage shows; None: none of them."""
    left, right = layout.columns[pair].x * ratio, layout.columns[pair + 1].x * ratio
    step = 1 if few else max(1, round((_COARSE_STEP if coarse else 2) * ratio))
    first = max(math.floor(left), 0)
    last = min(math.ceil(right), round(layout.width * ratio))
    columns = (last - first) // step
    # Above and below both layers there are no edges.
    ends, stage = layout.columns[pair : pair + 2], layout.stage
    top = max(min(end.top for end in ends) - 4, stage.y)
    bottom = min(max(end.bottom for end in ends) + 4, stage.y + stage.height)
    top, rows = math.floor(top * ratio), math.ceil(bottom * ratio) - math.floor(top * ratio)
    if columns < 1 or rows < 1:
        return None
    dense = 1 if few or coarse or ratio > 1.25 else 2
    return Grid(first, top, columns, rows, step, dense, 4 if few else 1)


def _build_pairs(layout, ratio, budget, coarse, cancelled, spread) -> tuple[_Pair, ...]:
    sizes = [len(column.y) for column in layout.columns]
    grids = [
        _grid(layout, ratio, pair, few=a * b <= FEW_EDGES, coarse=coarse)
        for pair, (a, b) in enumerate(itertools.pairwise(sizes))
    ]
    pitches = [column.pitch for column in layout.columns]
    # Zoomed in, only so much of a pair is seen, and covered.
    columns = [
        grid.columns * min(1.0, layout.stage.height / max(a.pitch * len(a.y), b.pitch * len(b.y)))
        if grid
        else 0
        for grid, (a, b) in zip(grids, itertools.pairwise(layout.columns), strict=True)
    ]
    groups = group_sizes(sizes, pitches, columns, budget)

    def build(pair: int) -> _Pair:
        two = groups[pair], groups[pair + 1]
        return _build_pair(layout, ratio, pair, grids[pair], two, coarse, cancelled)

    return tuple(spread(build, range(len(grids))))


def _build_pair(layout, ratio, pair, grid, groups, coarse, cancelled) -> _Pair:
    ends = layout.columns[pair], layout.columns[pair + 1]
    shown = max(column.bottom - column.top for column in ends)
    crossing = len(ends[0].y) * len(ends[1].y) / shown
    if grid is None:
        return _Pair(None, crossing, groups)
    y = [group_means(column.y, size) * ratio for column, size in zip(ends, groups, strict=True)]
    heights = [(size - 1) * column.pitch for column, size in zip(ends, groups, strict=True)]
    widths = next(widths for most, widths in _WIDTHS if crossing <= most)
    built = coverage.build(
        grid,
        (ends[0].x * ratio, ends[1].x * ratio),
        tuple(y),
        tuple(ratio * width for width in widths),
        ratio * sum(heights) / 2,
        cancelled,
        once=coarse,
    )
    return _Pair(built, crossing, groups)


def _build_focus(layout, ratio, focus) -> tuple[tuple[int, _Pair], ...]:
    layer, neuron, *pairs = focus
    built = []
    for index in pairs or (layer - 1, layer):
        if not 0 <= index < len(layout.columns) - 1:
            continue
        ends = [layout.columns[index], layout.columns[index + 1]]
        grid = _grid(layout, ratio, index, few=max(len(end.y) for end in ends) <= FEW_EDGES)
        if grid is None:
            continue
        y = [ends[0].y * ratio, ends[1].y * ratio]
        mine = layer - index
        y[mine] = y[mine][neuron : neuron + 1]
        width = 3.0 if math.prod(len(end.y) for end in ends) <= _VERY_FEW else 1.3
        cover = coverage.build(
            grid, (ends[0].x * ratio, ends[1].x * ratio), tuple(y), (width * ratio,)
        )
        built.append((index, _Pair(cover, 0.0, (1, 1))))
    return tuple(built)


def _finite(matrix: np.ndarray) -> np.ndarray:
    """The weights with 0 for what is not finite; the very same array where all are."""
    finite = np.isfinite(matrix)
    return matrix if finite.all() else np.where(finite, matrix, np.float32(0))


def _paint_pair(pair: _Pair, weights, finite, scales, fixed, palette, pixels) -> PairReport:
    """Paint one pair's edges; each pair has its own columns of `pixels`."""
    broken = 0 if finite is weights else int(np.count_nonzero(~np.isfinite(weights)))
    curve = _curve(pair.crossing, finite, *scales, fixed)
    _expose(pair, finite, curve, palette, pixels)
    largest = float(max(finite.max(), -finite.min()))
    return PairReport(curve, pair.crossing, pair.groups, broken, largest)


def _curve(crossing, weights, scale: tone.Steady, mean: tone.Steady, fixed: bool) -> tone.Curve:
    """The curve that suits these weights; it follows them in steps, or not at all if `fixed`."""
    power = tone.power(crossing)
    if fixed and scale.value and mean.value:
        return tone.Curve(scale.value, power, tone.exposure(crossing, power, mean.value))
    sizes = tone.sample(weights)
    top = scale.follow(tone.strength(sizes))
    average = mean.follow(float(((np.minimum(sizes, top) / top) ** power).mean()))
    return tone.Curve(top, power, tone.exposure(crossing, power, average))


def _expose(pair: _Pair, weights, curve: tone.Curve, palette, pixels) -> None:
    """Paint one pair's weights into `pixels`."""
    if pair.coverage is None:
        return
    grid, widths = pair.coverage.grid, pair.coverage.widths
    inks = [group_sums(part, pair.groups) for part in tone.ink(weights, curve)]
    if len(widths) > 1:
        share = np.minimum(np.abs(weights), curve.scale) * ((len(widths) - 1) / curve.scale)
        mix = np.maximum(0, 1 - np.abs(share - np.arange(len(widths))[:, None, None]))
        inks = [mix * part for part in inks]
    else:
        inks = [part[None] for part in inks]
    found = tone.develop(*pair.coverage.density(*inks), palette)
    wide = tone.widen(found, grid.step)
    pixels[grid.top : grid.top + grid.rows, grid.left : grid.left + wide.shape[1]] = wide


def group_sizes(sizes, pitches, columns, budget) -> list[int]:
    """Choose how many neighbouring neurons of each layer are drawn as one.

    None are while the matrices fit the `budget`; then those of the closest-standing layer.
    `columns` are the pixel columns of each pair.
    """
    groups = [1] * len(sizes)

    def cost() -> int:
        counts = [math.ceil(n / g) for n, g in zip(sizes, groups, strict=True)]
        return sum(2 * a * b * c for a, b, c in zip(counts, counts[1:], columns, strict=False))

    while cost() > budget:
        apart = [
            pitch * size if size < n else math.inf
            for pitch, size, n in zip(pitches, groups, sizes, strict=True)
        ]
        if min(apart) == math.inf:
            break
        groups[apart.index(min(apart))] += 1
    return groups


def group_means(y: np.ndarray, size: int) -> np.ndarray:
    """Return the mean place of every `size` neighbours; the last group may be smaller."""
    if size == 1:
        return y
    starts = np.arange(0, len(y), size)
    return np.add.reduceat(y, starts) / np.diff(np.append(starts, len(y)))


def group_sums(matrix: np.ndarray, groups: tuple[int, int]) -> np.ndarray:
    """Sum `matrix` [inputs, outputs] over groups of neighbouring inputs and outputs."""
    for size in groups:
        if size > 1:
            # Whole rows at a time: many times quicker than reduceat along either axis.
            rest = len(matrix) % size
            summed = matrix[: len(matrix) - rest : size].copy()
            for offset in range(1, size):
                summed += matrix[offset : len(matrix) - rest : size]
            if rest:
                summed = np.vstack([summed, matrix[-rest:].sum(axis=0)])
            matrix = summed
        matrix = np.ascontiguousarray(matrix.T) if max(groups) > 1 else matrix.T
    return matrix
