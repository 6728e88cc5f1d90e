"""The loss around a network as a view shows it: values, contours, slope, a step, and paths."""

import math
import time
from typing import NamedTuple

import numpy as np

from core.by_hand import parameter_at
from core.contours import contour
from core.descent import Path, Verdict, judged, paths
from core.experiment import Experiment, Hyperparameters
from core.landscape import Objective, gradient_of, in_dtype, layer_of, objective_of
from core.maps import View
from core.network import Network
from core.parameters import Parameters, finite
from core.slices import Chosen, Directions, Slice, directions_from, length_of

SIDES = (65, 33, 17, 9)  # places across a map: as many as there is time for
LEAST_FINE = 17  # across a map at rest, however long it takes
CURVE, COARSE_CURVE = 257, 65  # places across a curve
LEVELS = 10  # contours, closer to each other where the loss is low
FINE, COARSE = 0.8, 0.03  # s, what a map may take at rest, and at once
_ENOUGH, _FEWEST = 256, 64  # examples; fewer than enough only where a map would be too coarse
# ns an example takes for each neuron and each weight behind what changes, and for each weight that
# is itself made for a place.
_NEURON, _WEIGHT, _MADE = 3.5, 0.06, 5.0
_PATHS = 0.5  # s, that the paths of all optimizers may take
_CALLS = 5e-4  # s, beside what is computed for one update
_LEAST_UPDATES = 3
_HIGH = 0.95  # share of the places that are below the highest contour
_FLAT = 1e-9  # of the loss: what differs by less is level
_DEEP = 0.05  # of what is usually seen: from there on figures of float32 are too few
_USUAL = 1.0  # times the size of a layer's weights: how far is usually seen
# Of that, a step to look downhill with; times the way to the lowest place, what is then seen.
_LITTLE, _BEHIND = 1e-3, 1.3
_SEARCH = 4.0  # times what is usually seen: how far the lowest place is looked for
_FAR = 0.25  # times the length of all parameters: how far along directions


class Request(NamedTuple):
    """What is to be seen: the loss of an experiment's training set around `parameters`.

    `ways` are None for directions that begin there, `view` for what is usually seen; of a curve
    only its left and right count. `seconds` is what the map may take, `updates` how many of each
    optimizer are wanted, and `beside` asks for the other loss, too. `made` is how many updates the
    parameters have had, `trail` [places, ways] where they were before.
    """

    experiment: Experiment
    parameters: Parameters
    ways: Slice | None
    view: View | None = None
    beside: bool = False
    seconds: float = FINE
    updates: int = 0
    made: int = 0
    trail: np.ndarray | None = None

    @property
    def rates(self) -> Hyperparameters:
        """What the next step and the optimizers go by."""
        return self.experiment.hyperparameters.at(self.made)


class Surface(NamedTuple):
    """One loss: `values` [rows, columns], the lowest row and the left column first; one row: curve.

    `here` is the loss at the place where the network is, `slope` its derivative along each way;
    `step` is where one step of gradient descent leads, `after` the loss there. `low` and `high`
    are where shades begin and end; `contours` are heights and segments [n, 2, 2] of places.
    """

    loss: str
    values: np.ndarray
    here: float
    slope: tuple[float, ...]
    step: tuple[float, ...]
    after: float
    verdict: Verdict | None
    paths: dict[str, Path]
    low: float
    high: float
    contours: tuple[tuple[float, np.ndarray], ...]

    @property
    def holes(self) -> bool:
        """Whether the loss is not finite somewhere."""
        return not bool(np.isfinite(self.values).all())

    @property
    def flat(self) -> bool:
        """Whether it is the same everywhere."""
        return self.high - self.low <= _FLAT * max(abs(self.high), 1.0)


class Survey(NamedTuple):
    """What there is to be seen of a request.

    Without training data (no `objective`), or where the network's numbers are not finite, there are
    no `surfaces`. `place` is where the network is, `home` what is usually seen; `took` is in s.
    """

    request: Request
    objective: Objective | None
    ways: Slice | None
    place: tuple[float, ...]
    view: View
    home: View
    surfaces: tuple[Surface, ...]
    took: float

    @property
    def on_map(self) -> bool:
        """Whether it is a map, over two ways; else it is a curve."""
        return len(self.place) == 2

    @property
    def frozen(self) -> bool:
        """Whether all that it is looked at over is frozen: no step is made."""
        if not isinstance(self.ways, Chosen):
            return False
        held = self.request.experiment.hyperparameters.frozen
        return all(held.holder(target) is not None for target in self.ways.targets)


@np.errstate(all="ignore")
def survey(request: Request) -> Survey:
    """Return what there is to be seen."""
    began = time.perf_counter()
    network, parameters = request.experiment.network, request.parameters
    many = len(request.ways.targets) if isinstance(request.ways, Chosen) else 2
    begins = request.ways.begins() if request.ways else 0
    every = not isinstance(request.ways, Chosen)
    most = _size(network, begins, many, every)
    objective = objective_of(request.experiment, most, request.beside)
    if objective is None or not finite(parameters):
        empty = View(-1, 1, -1, 1)
        return Survey(request, objective, None, (), empty, empty, (), 0.0)
    ways = request.ways or directions_from(objective, parameters, request.experiment.seed)
    place, home = ways.place(parameters), home_of(ways, parameters)
    if many == 1 and request.view is None:
        home = _reaching(objective, ways, parameters, home)
    view = request.view or home
    each, own = _costs(network, begins, every)
    cost, fine = len(objective.inputs) * each + own, request.seconds >= FINE
    if many == 1:
        side = CURVE if fine or 2 * CURVE * cost <= request.seconds else COARSE_CURVE
    else:
        side = next((one for one in SIDES if one * one * cost <= request.seconds), SIDES[-1])
        side = max(side, LEAST_FINE) if fine else side
    across = np.linspace(view.left, view.right, side)
    values = (across,) if many == 1 else (across, np.linspace(view.bottom, view.top, side))
    deep = view.right - view.left < _DEEP * (home.right - home.left)
    quick = deep or many == 1 or 3 * side * side * cost < COARSE
    losses = ways.losses(objective, parameters, values, np.float64 if quick else np.float32)
    surfaces = tuple(
        _surface(request, objective, ways, place, home, name, found, view)
        for name, found in zip(objective.losses, losses, strict=True)
    )
    took = time.perf_counter() - began
    return Survey(request, objective, ways, place, view, home, surfaces, took)


def loss_at(
    objective: Objective, ways: Slice, parameters: Parameters, place: tuple[float, ...]
) -> tuple[float, ...]:
    """Return the losses of an objective at a place."""
    values = tuple(np.array([value]) for value in place)
    return tuple(map(float, ways.losses(objective, parameters, values)[:, 0, 0]))


def nearest(survey: Survey, place: tuple[float, ...]) -> tuple[float, ...]:
    """Return the losses at the computed place that is nearest: without computing any."""
    view = survey.view
    rows, columns = survey.surfaces[0].values.shape
    column = round((place[0] - view.left) / (view.right - view.left) * (columns - 1))
    row = 0
    if survey.on_map:
        row = round((place[1] - view.bottom) / (view.top - view.bottom) * (rows - 1))
    row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
    return tuple(float(surface.values[row, column]) for surface in survey.surfaces)


def home_of(ways: Slice, parameters: Parameters) -> View:
    """Return what is usually seen: the place of the parameters near the middle."""
    if isinstance(ways, Directions):
        far = _rounded(_FAR * length_of(ways.anchor))
        return View(-far, far, -far, far)
    sides: list[float] = []
    for target in ways.targets:
        value = parameter_at(parameters, target)
        layer = parameters[layer_of(target)].weights
        size = float(np.sqrt(np.square(layer, dtype=np.float64).mean()))
        far = _rounded(max(1.0, _USUAL * size))
        middle = _snapped(value, far)
        sides += (middle - far, middle + far)
    return View(*(sides if len(sides) == 4 else [*sides, 0.0, 1.0]))


def _reaching(objective: Objective, ways: Slice, parameters: Parameters, home: View) -> View:
    """Return what is usually seen of a curve: wider where the lowest place downhill is outside."""
    exact, alone = in_dtype(parameters, np.float64), objective._replace(losses=objective.losses[:1])
    (slope,) = slope_along(ways, gradient_of(objective, exact).gradients)
    (at,) = ways.place(exact)
    if not slope or not math.isfinite(slope):
        return home
    reach = _SEARCH * (home.right - home.left)
    bottom = judged(
        lambda places: ways.losses(alone, exact, (places,))[0, 0],
        at,
        at - math.copysign(_LITTLE * reach, slope),
        reach,
        COARSE_CURVE // 2,
    ).bottom
    if bottom is None or home.left < bottom < home.right:
        return home
    far = _rounded(_BEHIND * abs(bottom - at))
    middle = _snapped(at, far)
    return View(middle - far, middle + far, home.bottom, home.top)


def _snapped(value: float, far: float) -> float:
    """Return a middle near a value such that there are round numbers `far` beside it."""
    return far / 4 * round(4 * value / far)


def _costs(network: Network, begins: int, every: bool) -> tuple[float, float]:
    """Return about how long an example takes, and a place beside, in s, from a layer on.

    `every` says that all parameters may change, and not one or two.
    """
    sizes = network.sizes
    neurons = sum(sizes[begins + 1 :])
    first = begins if every else begins + 1
    pairs = zip(sizes[first:-1], sizes[first + 1 :], strict=True)
    weights = sum(ins * outs for ins, outs in pairs)
    own = _MADE * weights if every else 0.0
    return 1e-9 * (_NEURON * neurons + _WEIGHT * weights), 1e-9 * own


def _size(network: Network, begins: int, many: int, every: bool) -> int:
    """Return how many examples there is time for at rest: as many as leave the map fine."""
    each, own = _costs(network, begins, every)
    if many == 1:
        most = FINE / (8 * CURVE * each)
    else:
        for side in SIDES[:-1]:
            most = (FINE / side**2 - own) / each
            if most >= _ENOUGH:
                break
    return max(_FEWEST, 1 << int(math.log2(max(most, 1))))


def _surface(
    request: Request,
    objective: Objective,
    ways: Slice,
    place: tuple[float, ...],
    home: View,
    name: str,
    values: np.ndarray,
    view: View,
) -> Surface:
    rates, exact = request.rates, in_dtype(request.parameters, np.float64)
    alone = objective._replace(losses=(name,))
    small = sum(layer.weights.size for layer in exact) * len(objective.inputs) < 1 << 24
    parameters = exact if small else request.parameters
    back = gradient_of(objective, parameters, name)
    slope = slope_along(ways, back.gradients)
    dtype = parameters[0].weights.dtype.type
    step = paths(objective, ways, parameters, rates, 1, ("sgd",), name, dtype)["sgd"]
    verdict, end = None, tuple(map(float, step.places[-1]))
    after = float(step.losses[-1]) if len(step.places) > 1 else math.nan
    if len(place) == 1:
        reach = _SEARCH * (home.right - home.left)
        verdict = judged(
            lambda at: ways.losses(alone, parameters, (at,))[0, 0],
            place[0],
            end[0] if math.isfinite(after) else math.inf,
            reach,
            values.shape[1] // 2,
        )
    found = {}
    if request.updates and len(place) == 2:
        count = _updates(request, objective)
        found = paths(objective, ways, parameters, rates, count, loss=name, dtype=dtype)
    here = float(back.losses.mean(dtype=float))
    low, high = _ends(values, here)
    lines = _contours(values, low, high, view) if len(place) == 2 else ()
    return Surface(name, values, here, slope, end, after, verdict, found, low, high, lines)


def slope_along(ways: Slice, gradient: Parameters) -> tuple[float, ...]:
    """Return the derivative of a loss along each way, of its gradient."""
    if isinstance(ways, Chosen):
        return ways.place(gradient)
    whole = ways._replace(anchor=tuple(layer._replace(**_nothing(layer)) for layer in gradient))
    return whole.place(gradient)


def _nothing(layer: "NamedTuple") -> dict[str, np.ndarray]:
    return {name: np.zeros_like(part) for name, part in layer._asdict().items()}


def _updates(request: Request, objective: Objective) -> int:
    """Return how many updates of four optimizers there is time for."""
    each, own = _costs(request.experiment.network, 0, True)
    took = 4 * (3 * each * len(objective.inputs) + 3 * own + _CALLS)
    return max(_LEAST_UPDATES, min(request.updates, int(_PATHS / took)))


def _ends(values: np.ndarray, here: float) -> tuple[float, float]:
    """Return the lowest loss, and one that nearly all places are below; `here` is between."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return math.nan, math.nan
    low, high = float(finite.min()), float(np.quantile(finite, _HIGH))
    return (min(low, here), max(high, here)) if math.isfinite(here) else (low, high)


def _contours(
    values: np.ndarray, low: float, high: float, view: View
) -> tuple[tuple[float, np.ndarray], ...]:
    """Return heights, and where they are in the view."""
    if not high - low > _FLAT * max(abs(high), 1.0):
        return ()
    rows, columns = values.shape
    found = []
    for number in range(1, LEVELS + 1):
        height = low + (high - low) * (number / LEVELS) ** 2
        cells = contour(values, height)
        x = view.left + cells[..., 0] * (view.right - view.left) / (columns - 1)
        y = view.bottom + cells[..., 1] * (view.top - view.bottom) / (rows - 1)
        found.append((height, np.stack([x, y], axis=-1)))
    return tuple(found)


def _rounded(value: float) -> float:
    """Return 1, 1.5, 2, 3, 5 or 7 times a power of ten, not below a value above 0."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * one for one in (1, 1.5, 2, 3, 5, 7, 10) if power * one >= value * 0.999)
