"""The faces of neurons whose input is one number: each shows its own function over x, as a curve.

Up is positive and down negative; between the curve and zero, in the middle, is a shade of the
sign's colour. No Qt here: faces are made in a thread.
"""

import numpy as np

from core.data.inputs import InputKind, Point
from core.maps import Grid, Maps, View
from core.network import Network
from core.parameters import Parameters
from core.propagation import forward
from gui.diagram.fills import MAP_LEVELS

_AREA = 0.35  # of the full colour, between the curve and zero
_LINE = 0.07  # of a side: how thick the curve is,
_LEAST_LINE = 1.5  # points, at least
_FULL = 0.9  # of half a side: how far up the largest goes


def has_faces(kind: InputKind) -> bool:
    """Whether a neuron has a face: inputs are points of a plane, or of one coordinate."""
    return isinstance(kind, Point) and (kind.on_plane or kind.on_line)


def curve_maps(network: Network, parameters: Parameters, kind: Point, places: int) -> Maps:
    """Return all neurons over so many `places` of x, as maps of one row."""
    ((least, most),) = kind.ranges
    grid = Grid(View(least, most, 0, 1), places, 1)
    x = grid.coordinates()[:, :1]
    return Maps(grid, forward(network, parameters, kind.inputs(x)))


def curve_levels(values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return the fills of faces [neurons, places, places] (intp) of `values` [neurons, 1, places].

    A value of ±`scale` [neurons] reaches the upper or lower rim, unless others go further. Where
    it is not finite, the whole column is beyond the last fill.
    """
    values = values[:, 0].astype(float)
    side = values.shape[1]
    finite = np.isfinite(values)
    shares = np.where(finite, values, 0) / np.where(scale > 0, scale, 1)[:, None]
    shares /= np.maximum(np.abs(shares).max(axis=1, initial=0), 1)[:, None]
    middle = side / 2
    heights = middle - _FULL * middle * shares  # rows, from above
    before = np.concatenate([heights[:, :1], heights[:, :-1]], axis=1)
    after = np.concatenate([heights[:, 1:], heights[:, -1:]], axis=1)
    ends = np.stack([heights, (heights + before) / 2, (heights + after) / 2])
    thick = max(_LINE * side, _LEAST_LINE) / 2
    line = _covered(side, ends.min(axis=0) - thick, ends.max(axis=0) + thick)
    area = _covered(side, np.minimum(heights, middle), np.maximum(heights, middle))
    strength = np.maximum(line, _AREA * area)
    signs = np.where(shares < 0, -1, 1)[:, None]
    levels = np.rint(MAP_LEVELS * strength * signs).astype(np.intp)
    return np.where(finite[:, None], levels, MAP_LEVELS + 1)


def _covered(side: int, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Return how much of each row is between two heights: [neurons, rows, places], 0 to 1."""
    rows = np.arange(side)[None, :, None]
    top, bottom = np.maximum(upper[:, None], rows), np.minimum(lower[:, None], rows + 1)
    found: np.ndarray = np.clip(bottom - top, 0, 1)
    return found
