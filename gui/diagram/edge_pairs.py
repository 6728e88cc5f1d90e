"""The edges of one pair of layers: how they are built, how much ink they have, and their pixels.

Lengths in a Layout are device-independent; here they become device pixels. No Qt here.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct

from gui.diagram import coverage, fineness, tone
from gui.diagram.coverage import Coverage, Filled
from gui.diagram.fineness import FEW_EDGES, group_means, group_sums
from gui.diagram.layout import Layout

_VERY_FEW = 64  # edges of a pair that are broad lines, in focus or not
FOCUS_POWER = 1.5  # of |w|, for the few edges of the neuron in focus

# (layer, neuron), or (layer, neuron, pair) for its edges in that pair alone.
Focus: TypeAlias = tuple[int, int] | tuple[int, int, int]


class PairReport(Struct, frozen=True, eq=False):
    """What the legend says of one pair: its `curve`, and how many edges cross a pixel on average.

    Each edge has one of `widths` (px) or a mix of two. `groups` are the neurons drawn as one, left
    and right; `broken` counts weights that are not finite (not drawn), `largest` is the largest
    finite |w|. `failed`: the pair's edges could not be painted, and are not there. `pale`: they
    count for nothing, and have little of their ink.
    """

    curve: tone.Curve
    crossing: float
    groups: tuple[int, int]
    broken: int
    largest: float
    widths: tuple[float, ...] = (1.0,)
    failed: bool = False
    pale: bool = False


FAILED = PairReport(tone.Curve(1.0, 1.0, tone.FULL), 0.0, (1, 1), 0, 0.0, failed=True)


class Pair(Struct, frozen=True, eq=False):
    """The edges of one pair as they stand; `coverage` is None where none of them is seen."""

    coverage: Coverage | Filled | None
    crossing: float
    groups: tuple[int, int]
    widths: tuple[float, ...]


class Painted(NamedTuple):
    """What was painted of a pair; of few edges `ink`, as Filled wants it, is still to be spread."""

    report: PairReport
    ink: np.ndarray | None = None


def build_pair(
    layout: Layout,
    ratio: float,
    pair: int,
    fine: fineness.Fineness,
    cancelled: Callable[[], bool],
    once: bool,
) -> Pair:
    """Return the edges of the pair of layers `pair`, as fine as `fine` says.

    What is painted `once` alone is built in a fraction of the time.
    """
    if fine.grid is None:
        return Pair(None, fine.crossing, fine.groups, fine.widths)
    ends = layout.columns[pair], layout.columns[pair + 1]
    sized = list(zip(ends, fine.groups, strict=True))
    heights = [(size - 1) * column.pitch for column, size in sized]
    left, right = (group_means(column.y, size) * ratio for column, size in sized)
    built = coverage.build(
        fine.grid,
        (ends[0].x * ratio, ends[1].x * ratio),
        (left, right),
        tuple(ratio * width for width in fine.widths),
        ratio * sum(heights) / 2,
        cancelled,
        once,
    )
    return Pair(built, fine.crossing, fine.groups, fine.widths)


def build_focus(layout: Layout, ratio: float, focus: Focus) -> tuple[tuple[int, Pair], ...]:
    """Return the edges of one neuron alone, by pairs of layers, to be painted above all."""
    layer, neuron, *pairs = focus
    built = []
    for index in pairs or (layer - 1, layer):
        if not 0 <= index < len(layout.columns) - 1:
            continue
        ends = [layout.columns[index], layout.columns[index + 1]]
        few = max(len(end.y) for end in ends) <= FEW_EDGES
        step = 1 if few else max(1, round(fineness.STEP * ratio))
        if (grid := fineness.grid(layout, ratio, index, step, few)) is None:
            continue
        y = [ends[0].y * ratio, ends[1].y * ratio]
        mine = layer - index
        y[mine] = y[mine][neuron : neuron + 1]
        width = 3.0 if math.prod(len(end.y) for end in ends) <= _VERY_FEW else 1.3
        cover = coverage.build(
            grid, (ends[0].x * ratio, ends[1].x * ratio), (y[0], y[1]), (width * ratio,)
        )
        built.append((index, Pair(cover, 0.0, (1, 1), (width,))))
    return tuple(built)


def finite_of(matrix: np.ndarray) -> np.ndarray:
    """The weights with 0 for what is not finite; the very same array where all are."""
    finite = np.isfinite(matrix)
    return matrix if finite.all() else np.where(finite, matrix, np.float32(0))


def paint_pair(
    pair: Pair,
    weights: np.ndarray,
    finite: np.ndarray,
    scales: tuple[tone.Steady, tone.Steady],
    fixed: bool,
    pale: bool,
    palette: np.ndarray,
    pixels: np.ndarray,
    beside: Sequence[np.ndarray] = (),
) -> Painted:
    """Paint one pair's edges; each pair has its own columns of `pixels`.

    Of few edges it is only said how much ink they have. Their scale suits those `beside` them, too,
    which other diagrams show.
    """
    broken = 0 if finite is weights else int(np.count_nonzero(~np.isfinite(weights)))
    scale, mean = scales
    curve = _curve(pair.crossing, (finite, *beside), scale, mean, fixed)
    if pale:
        curve = curve._replace(full=tone.PALE * curve.full)
    largest = float(max(finite.max(), -finite.min()))
    found = curve, pair.crossing, pair.groups, broken, largest, pair.widths
    report = PairReport(*found, pale=pale)
    if isinstance(pair.coverage, Filled):
        return Painted(report, _ink_of_few(pair, finite, curve))
    expose(pair, finite, curve, palette, pixels)
    return Painted(report)


def _curve(
    crossing: float,
    weights: Sequence[np.ndarray],
    scale: tone.Steady,
    mean: tone.Steady,
    fixed: bool,
) -> tone.Curve:
    """The curve that suits these weights; it follows them in steps, or not at all if `fixed`."""
    power = tone.power(crossing)
    if fixed and scale.value and mean.value:
        return tone.Curve(scale.value, power, tone.exposure(crossing, power, mean.value))
    sizes = np.concatenate([tone.sample(one) for one in weights])
    top = scale.follow(tone.strength(sizes))
    average = mean.follow(float(((np.minimum(sizes, top) / top) ** power).mean()))
    return tone.Curve(top, power, tone.exposure(crossing, power, average))


def expose(
    pair: Pair, weights: np.ndarray, curve: tone.Curve, palette: np.ndarray, pixels: np.ndarray
) -> None:
    """Paint one pair's weights into `pixels`."""
    match pair.coverage:
        case Coverage(grid=grid) as there:
            positive, negative = _inks(pair, weights, curve)
            found = tone.develop(*there.density(positive, negative), palette)
            pixels[grid.down, grid.across] = tone.widen(found, grid.step)[:, : grid.width]
        case Filled() as few:
            pixels[few.rows, few.columns] = developed(
                few, _ink_of_few(pair, weights, curve), palette
            )


def developed(few: Filled, ink: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """Return the pixels uint32 [n] that `few` edges cover, given their `ink` [2 signs, edges]."""
    positive, negative = few.density(*ink)
    pixels: np.ndarray = tone.develop(positive[None], negative[None], palette)[0]
    return pixels


def _ink_of_few(pair: Pair, weights: np.ndarray, curve: tone.Curve) -> np.ndarray:
    """Return the ink of both signs as Filled wants it: float32 [2, edges in their widths]."""
    return np.stack([part.ravel() for part in _inks(pair, weights, curve)])


def _inks(pair: Pair, weights: np.ndarray, curve: tone.Curve) -> list[np.ndarray]:
    """Return the ink of positive and of negative weights, [widths, left groups, right groups].

    First every edge's ink goes to its widths, then the edges of a group are summed, width by width:
    so a group's line is as broad, and has as much ink, as its edges have together.
    """
    inks = tone.ink(weights, curve)
    if len(pair.widths) == 1:
        return [group_sums(part, pair.groups)[None] for part in inks]
    last = len(pair.widths) - 1
    at = np.minimum(np.abs(weights), curve.scale) * (last / curve.scale)
    steps = np.arange(last + 1, dtype=weights.dtype)[:, None, None]
    shares = np.maximum(0, 1 - np.abs(at - steps))
    if pair.groups == (1, 1):
        return [shares * part for part in inks]
    return [np.stack([group_sums(share * part, pair.groups) for share in shares]) for part in inks]
