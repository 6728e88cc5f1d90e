"""Where on the plane the network's answer changes, so exactly that it can be followed inwards.

Layers that saturate tear what is next to each other far apart: a place that is a little off the
line would end anywhere.
"""

import numpy as np

from core.data.inputs import Point, plane_of
from core.data.tasks import Classes
from core.experiment import Experiment
from core.maps import Grid, View, neuron_maps
from core.parameters import Parameters
from core.propagation import forward
from gui.maps.answer_colours import Answers
from gui.maps.boundary import boundary_of

_CELLS = 72  # each way, that the line is looked for in
_PRODUCTS = 200_000_000  # a·w for all of them: more would take too long
_PIECES = 3000  # of the line, at most
_HALVINGS = 16  # of the way between two middles of cells


def border_of(experiment: Experiment, parameters: Parameters) -> np.ndarray | None:
    """Return where the answer changes: float32 [2 · pieces, 2], two ends of a piece each.

    None: it is not of a plane, there are no classes, or it would take too long.
    """
    network, kind, task = experiment.network, plane_of(experiment.input), experiment.task
    products = _CELLS**2 * sum(layer.weights.size for layer in parameters)
    if kind is None or not isinstance(task, Classes) or products > _PRODUCTS:
        return None
    grid = Grid(View.of(kind), _CELLS, _CELLS)
    maps = neuron_maps(network, parameters, kind, grid)
    answers = Answers.of(maps, task, network.layers[-1], 1.0)
    ends = boundary_of(answers, grid)[:_PIECES].reshape(-1, 2)
    places, which = np.unique(np.round(ends, 9), axis=0, return_inverse=True)
    found = _refined(experiment, kind, task, parameters, grid, places)[which.ravel()]
    pieces = found.reshape(-1, 2, 2)
    whole: np.ndarray = pieces[np.isfinite(pieces).all(axis=(1, 2))].reshape(-1, 2)
    return whole.astype(np.float32)


def _refined(
    experiment: Experiment,
    kind: Point,
    task: Classes,
    parameters: Parameters,
    grid: Grid,
    places: np.ndarray,
) -> np.ndarray:
    """Return `places` [n, 2], each on the edge between two cells' middles, where it changes there.

    By halving, in float64; NaN where it does not change after all.
    """
    network, output = experiment.network, experiment.network.layers[-1]
    exact = tuple(type(layer)(*(part.astype(np.float64) for part in layer)) for layer in parameters)

    def answer(cells: np.ndarray) -> np.ndarray:
        inputs = kind.inputs(first + cells * step)
        return task.answers(forward(network, exact, inputs).output, output)

    left, right, bottom, top = grid.view
    step = np.array([(right - left) / grid.columns, (top - bottom) / grid.rows])
    first = np.array([left, bottom]) + step / 2
    cells = (places - first) / step
    near, far = np.floor(cells + 1e-6), np.ceil(cells - 1e-6)  # one of two is whole already
    known = answer(near)
    near[known == answer(far)] = np.nan
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        before = (answer(middle) == known)[:, None]
        near, far = np.where(before, middle, near), np.where(before, far, middle)
    found: np.ndarray = first + (near + far) / 2 * step
    return found
