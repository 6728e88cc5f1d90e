"""What every neuron says over a rectangle of the plane: the network at the points of a grid."""

from typing import NamedTuple

import numpy as np

from core.contours import contour
from core.data.inputs import Point
from core.network import Network
from core.parameters import Parameters
from core.propagation import Forward, forward

_CELLS = 160  # across at most, that lines are looked for in: they are exact between them


class View(NamedTuple):
    """A rectangle of the plane: x₁ from `left` to `right`, x₂ from `bottom` to `top`."""

    left: float
    right: float
    bottom: float
    top: float

    @staticmethod
    def of(kind: Point) -> "View":
        """Return what is usually seen of the plane."""
        (left, right), (bottom, top) = kind.ranges
        return View(left, right, bottom, top)


class Grid(NamedTuple):
    """`columns` × `rows` cells of equal size that cover `view`; maps are taken at their middles."""

    view: View
    columns: int
    rows: int

    def coordinates(self) -> np.ndarray:
        """Return the middles of the cells, float32 [rows · columns, 2], the top row first."""
        left, right, bottom, top = self.view
        across = left + (np.arange(self.columns) + 0.5) * (right - left) / self.columns
        down = top - (np.arange(self.rows) + 0.5) * (top - bottom) / self.rows
        x, y = np.meshgrid(across, down)
        return np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float32)

    def every(self, step: int) -> "Grid":
        """Return the grid of every `step`th cell, across and down."""
        return Grid(self.view, -(-self.columns // step), -(-self.rows // step))


class Maps(NamedTuple):
    """A network over a `grid`; `passed` is its way forward, an example a cell of the grid."""

    grid: Grid
    passed: Forward

    def activations(self, layer: int) -> np.ndarray:
        """Return the maps of a layer, 0 being the input: float32 [neurons, rows, columns], a view.

        Of the neurons of layer 0 these are the inputs themselves.
        """
        return self._maps(self.passed.activations[layer])

    def pre_activations(self, layer: int) -> np.ndarray:
        """Return the same of z; `layer` is 1 or more."""
        return self._maps(self.passed.pre_activations[layer - 1])

    def _maps(self, values: np.ndarray) -> np.ndarray:
        return values.T.reshape(-1, self.grid.rows, self.grid.columns)


def neuron_maps(network: Network, parameters: Parameters, kind: Point, grid: Grid) -> Maps:
    """Return the maps of all neurons of `network`, whose input is `kind`, a point of the plane."""
    return Maps(grid, forward(network, parameters, kind.inputs(grid.coordinates())))


def coarse(values: np.ndarray, grid: Grid) -> np.ndarray:
    """Return `values` [rows, columns, ...] over `grid` in the cells that lines are looked for."""
    step = _step(grid)
    return values[::step, ::step]


def level_lines(values: np.ndarray, grid: Grid) -> np.ndarray:
    """Return where values are 0: segments [n, 2, 2] of (x₁, x₂).

    `values` [rows, columns] are in the `coarse` cells of `grid`. Lines go on straight as far as
    the rim. Where a value is not finite there is no line.
    """
    step = _step(grid)
    # One cell more on every side, straight on.
    cells = contour(np.pad(values, 1, mode="reflect", reflect_type="odd"))
    (left, right, bottom, top), columns, rows = grid
    x = left + ((cells[..., 0] - 1) * step + 0.5) * (right - left) / columns
    y = top - ((cells[..., 1] - 1) * step + 0.5) * (top - bottom) / rows
    return np.stack([x, y], axis=-1)


def _step(grid: Grid) -> int:
    """Return how many cells of `grid` are one that lines are looked for in, across and down."""
    return -(-max(grid.columns, grid.rows) // _CELLS)
