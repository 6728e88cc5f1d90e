"""How finely the edges of every pair of layers are painted: in what pixels, widths and groups.

A picture has a budget of numbers. Where edges would take more, what is least seen is coarsened
first: neighbouring neurons are drawn as one where they stand close, and columns of pixels become
broader where neurons stand far apart. Pure NumPy: no Qt here.
"""

import itertools
import math
from typing import NamedTuple

import numpy as np

from gui.diagram.coverage import Grid
from gui.diagram.layout import Column, Layout

# Of a picture that moves, and of one that stands still: more would take too long, or too much room.
LIVE_PIXELS, STILL_PIXELS = 2_000_000, 36_000_000
FEW_EDGES = 2500  # of a pair: up to here its edges have full resolution
BUDGET = 10_000_000  # numbers in all matrices together: 12 bytes and about 1.2 ns a frame each
COARSE_BUDGET = 800_000
STEP, _COARSE_STEP = 2, 8  # px, the columns of many edges, and those of a coarse picture
_FRACTIONS = 4  # of a sample, to which the ends of few edges are rounded
# How much less a broad column is seen than a group of neurons as high: edges are smooth along it.
_BROAD = 4
# Widths of edges, by how many cross a pixel: a weight between two is drawn in a mix of both.
_WIDTHS = ((0.12, (1.0, 2.0, 3.5, 5.5)), (0.6, (1.0, 2.2)), (math.inf, (1.0,)))


def affordable(layout: Layout, ratio: float, pixels: int) -> float:
    """Return `ratio`, or less where a picture would have more than so many `pixels`."""
    return min(ratio, math.sqrt(pixels / (layout.width * layout.height)))


class Fineness(NamedTuple):
    """How one pair is painted: `groups` neurons left and right are drawn as one.

    `grid` is None where nothing of the pair is seen. `crossing` edges cross a pixel on average;
    each has one of `widths` (device-independent pixels) or a mix of two.
    """

    grid: Grid | None
    groups: tuple[int, int]
    crossing: float
    widths: tuple[float, ...]


def choose(layout: Layout, ratio: float, budget: int, coarse: bool) -> tuple[Fineness, ...]:
    """Return how every pair is painted at `ratio` device pixels with `budget` numbers in all."""
    pairs = list(itertools.pairwise(layout.columns))
    few = [len(left.y) * len(right.y) <= FEW_EDGES for left, right in pairs]
    steps = [
        1 if some else max(1, round((_COARSE_STEP if coarse else STEP) * ratio)) for some in few
    ]
    crossing = [_crossing(*pair) for pair in pairs]
    widths = [next(widths for most, widths in _WIDTHS if some <= most) for some in crossing]
    seen = [_seen(layout, *pair) * ratio for pair in pairs]
    ends = [2 * len(some) * (2 if fine else 1) for some, fine in zip(widths, few, strict=True)]
    groups = [1] * len(layout.columns)

    def cost(pair: int) -> float:
        left, right = (
            math.ceil(len(column.y) / size)
            for column, size in zip(pairs[pair], groups[pair : pair + 2], strict=True)
        )
        return ends[pair] * left * right * seen[pair] / steps[pair]

    costs = [cost(pair) for pair in range(len(pairs))]
    while sum(costs) > budget:
        pair = costs.index(max(costs))
        apart = {
            layer: layout.columns[layer].pitch * groups[layer]
            for layer in (pair, pair + 1)
            if groups[layer] < len(layout.columns[layer].y)
        }
        layer = min(apart, key=lambda one: apart[one], default=None)
        if layer is not None and apart[layer] <= _BROAD * steps[pair] / ratio:
            groups[layer] += 1
        elif steps[pair] < seen[pair]:
            steps[pair] += 1
        else:
            break
        costs = [cost(pair) for pair in range(len(pairs))]
    return tuple(
        Fineness(
            grid(layout, ratio, pair, steps[pair], few[pair], coarse),
            (groups[pair], groups[pair + 1]),
            crossing[pair],
            widths[pair],
        )
        for pair in range(len(pairs))
    )


def grid(
    layout: Layout, ratio: float, pair: int, step: int, few: bool, coarse: bool = False
) -> Grid | None:
    """Return the pixels between two columns that are seen; None: there are none."""
    left, right = (column.x * ratio for column in layout.columns[pair : pair + 2])
    first = max(math.floor(left), 0)
    last = min(math.floor(right), round(layout.width * ratio))
    # Above and below both layers there are no edges.
    ends, room = layout.columns[pair : pair + 2], layout.room
    top = max(min(end.top for end in ends) - 4, room.y)
    bottom = min(max(end.bottom for end in ends) + 4, room.y + room.height)
    top, rows = math.floor(top * ratio), math.ceil(bottom * ratio) - math.floor(top * ratio)
    if last <= first or rows < 1:
        return None
    dense = 1 if few or coarse or ratio > 1.25 else 2
    columns = math.ceil((last - first) / step)
    fractions = _FRACTIONS if few else 1
    return Grid(first, top, columns, rows, step, dense, fractions, last - first)


def _crossing(left: Column, right: Column) -> float:
    shown = max(column.bottom - column.top for column in (left, right))
    return len(left.y) * len(right.y) / shown


def _seen(layout: Layout, left: Column, right: Column) -> float:
    """Return the width (px) of the pixels that a pair's edges cover, on average of all edges."""
    width = max(min(right.x, layout.width) - max(left.x, 0), 0)
    # Zoomed in, only so much of a pair is seen, and covered.
    height = max(column.pitch * len(column.y) for column in (left, right))
    return width * min(1.0, layout.room.height / height)


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
