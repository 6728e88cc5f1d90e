"""What every layer made of the examples, as pictures that follow one another: how a network folds.

The point, the inputs, a¹, a² ... the output: of each there is a picture of the same rows in a
square from 0 to 1. The axes of a picture are turned by right angles or mirrored towards the picture
before it, so that what moves between two of them is what the layer does.
"""

import itertools
import math
from typing import NamedTuple

import numpy as np

from core.data.inputs import InputKind, Point
from core.example import Example
from core.network import Network
from core.parameters import Parameters
from core.projections import Projection, projection_of
from core.propagation import forward
from core.sample import Sample, Sheet

PLANE = -1  # the layer of the point, where inputs are made of it
_BOUNDS = {
    "sigmoid": (0.0, 1.0),
    "softmax": (0.0, 1.0),
    "step": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "sign": (-1.0, 1.0),
}
_MARGIN = 0.12  # of half a picture, around what is bounded
_ROOM, _GROWING = 1.1, 1.15  # times what is needed: at first, and when examples outgrow it
_SHRUNK = 0.4  # of a picture, and it is made smaller
_FAR = 2.5  # times where 98 of 100 examples lie, and an outlier is left outside
_BEYOND = 10.0  # pictures, beyond which nobody asks where something lies
# Two neurons lie as they are while that is this part as good as the best way to turn them.
_GOOD = 0.6
_SIGNS = tuple(itertools.product((1.0, -1.0), repeat=2))
_TURNS = [np.diag(signs) @ axes for axes in (np.eye(2), np.eye(2)[::-1]) for signs in _SIGNS]
_MIRRORED = [np.eye(2), np.diag([-1.0, 1.0])]  # a line stays level


class Window(NamedTuple):
    """The rectangle of a projection that its picture shows."""

    left: float
    right: float
    bottom: float
    top: float

    def unit(self, places: np.ndarray) -> np.ndarray:
        """Return `places` [..., 2] as parts of its width and height."""
        low, high = np.array(self[::2]), np.array(self[1::2])
        with np.errstate(invalid="ignore", over="ignore"):
            found: np.ndarray = (places - low) / (high - low)
        return found


class Picture(NamedTuple):
    """What a `layer` of so many `neurons` gives; 0: the input, PLANE: the point it is made of.

    `turn` [2, 2] says which way its axes point: the first to the right and the second up, if it is
    1. `state` is "", "not finite" (of all examples), "dead" (they all give zeros) or "alike".
    `lost` examples are not finite, and `outside` so many lie outside the `window`.
    """

    layer: int
    neurons: int
    projection: Projection
    window: Window
    turn: np.ndarray
    state: str
    lost: int
    outside: int


class Fold(NamedTuple):
    """The pictures of all layers: `places` float64 [pictures, rows, 2], in squares from 0 to 1.

    The rows are the `examples` of a sample, then the one that is shown (if `shown`), then the
    places of a sheet, then the last `border`: a line across the plane, in pieces of two. `outputs`
    [examples (+ 1), outputs] are what the network answers to the `inputs`.
    """

    pictures: tuple[Picture, ...]
    places: np.ndarray
    examples: int
    shown: bool
    border: int
    outputs: np.ndarray
    inputs: np.ndarray

    def at(self, position: float) -> np.ndarray:
        """Return where all rows are [rows, 2] at a `position`: 0 is the first picture, 1 the next.

        NaN where a row is not finite in one of the two pictures that it lies between.
        """
        position = min(max(position, 0.0), len(self.pictures) - 1.0)
        before = math.floor(position)
        share = position - before
        if not share:
            whole: np.ndarray = self.places[before]
            return whole
        mixed: np.ndarray = (1 - share) * self.places[before] + share * self.places[before + 1]
        return mixed


def fold(
    network: Network,
    parameters: Parameters,
    kind: InputKind,
    sample: Sample,
    sheet: Sheet | None = None,
    shown: Example | None = None,
    border: np.ndarray | None = None,
    last: Fold | None = None,
    again: bool = True,
) -> Fold:
    """Return the pictures of `sample`, of the example `shown`, of `sheet` and `border`.

    The last is [places, coordinates], where there is a sheet.

    In `last`, the fold before, components have their order and signs, and windows stay while they
    do. So do the turns of axes; without `again` they stay however they do.
    """
    inputs, points = [sample.inputs], [sample.coordinates]
    if shown is not None:
        inputs.append(shown.inputs[None])
        points.append(None if shown.coordinates is None else shown.coordinates[None])
    if sheet is not None and isinstance(kind, Point):
        laid = sheet.coordinates if border is None else np.vstack([sheet.coordinates, border])
        inputs.append(kind.inputs(laid))
        points.append(laid)
    passed = forward(network, parameters, np.concatenate(inputs))
    layers = list(enumerate(passed.activations))
    made = isinstance(kind, Point) and kind.features not in ((), kind.names)
    if made and sheet is not None and not any(one is None for one in points):
        layers.insert(0, (PLANE, np.concatenate([one for one in points if one is not None])))
    count = len(sample)
    held = {picture.layer: picture for picture in last.pictures} if last else {}
    pictures: list[Picture] = []
    places: list[np.ndarray] = []
    for layer, values in layers:
        before = held.get(layer)
        before = before if before and before.neurons == values.shape[1] else None
        same = layer <= 0 and last is not None and last.inputs is sample.inputs
        picture, unit = _picture(network, kind, layer, values, count, before, same)
        turn = before.turn if before else None
        if places and (turn is None or again):
            turn = _turned(places[-1][:count], unit[:count], picture, turn)
        turn = np.eye(2) if turn is None else turn
        pictures.append(picture._replace(turn=turn))
        with np.errstate(invalid="ignore"):
            around = np.clip((unit - 0.5) @ turn.T, -_BEYOND, _BEYOND)
        around[~np.isfinite(values).all(axis=1)] = np.nan
        places.append(around + 0.5)
    outputs = passed.output[: count + (shown is not None)]
    known = count, shown is not None, 0 if border is None else len(border)
    return Fold(tuple(pictures), np.stack(places), *known, outputs, sample.inputs)


def _picture(
    network: Network,
    kind: InputKind,
    layer: int,
    values: np.ndarray,
    count: int,
    before: Picture | None,
    same: bool,
) -> tuple[Picture, np.ndarray]:
    """Return a layer's picture, not turned yet, and where its rows are in it.

    It is projected as `before`, if its examples are the `same`.
    """
    examples, held = values[:count], before.projection if before else None
    projection = held if held and same else projection_of(examples, held)
    drawn = projection.of(values)
    finite = np.isfinite(examples).all(axis=1)
    known = drawn[:count][finite]
    window = _bounds(network, kind, layer, values.shape[1])
    window = window or _window(known, before.window if before else None)
    unit = window.unit(drawn)
    inside = ((unit[:count] >= 0) & (unit[:count] <= 1)).all(axis=1)
    state = ""
    if not finite.any():
        state = "not finite" if count else ""
    elif (examples[finite] == examples[finite][0]).all() and finite.sum() > 1:
        state = "dead" if layer > 0 and not examples[finite].any() else "alike"
    lost = count - int(finite.sum())
    outside = count - lost - int((inside & finite).sum())
    neurons = values.shape[1]
    return Picture(layer, neurons, projection, window, np.eye(2), state, lost, outside), unit


def _bounds(network: Network, kind: InputKind, layer: int, neurons: int) -> Window | None:
    """The window of a layer of one or two neurons whose ends are known; None: they are not."""
    if neurons > 2:
        return None
    if layer <= 0:
        known = isinstance(kind, Point) and (layer == PLANE or not kind.features)
        ranges = kind.ranges[:neurons] if isinstance(kind, Point) and known else ()
    else:
        ends = _BOUNDS.get(network.layers[layer - 1].activation)
        if ends is None:
            return None
        aside = _MARGIN * (ends[1] - ends[0]) / 2
        ranges = ((ends[0] - aside, ends[1] + aside),) * neurons
    if not ranges:
        return None
    first, second = (*ranges, (-1.0, 1.0))[:2]
    return Window(*first, *second)


def _window(known: np.ndarray, last: Window | None) -> Window:
    """Return the square that shows the places `known` [examples, 2]: `last` while it does well."""
    if not len(known):
        return last or Window(-1.0, 1.0, -1.0, 1.0)
    low, high = known.min(axis=0), known.max(axis=0)
    ends = np.percentile(known, (1, 99), axis=0)
    middle, half = ends.mean(axis=0), (ends[1] - ends[0]) / 2
    varied = half > 0
    low = np.where(varied, np.maximum(low, middle - _FAR * half), low)
    high = np.where(varied, np.minimum(high, middle + _FAR * half), high)
    centre, reach = (low + high) / 2, float((high - low).max() / 2)
    grown = _ROOM
    if last is not None and reach >= _SHRUNK * (last.right - last.left) / 2:
        held_low, held_high = np.array(last[::2]), np.array(last[1::2])
        if (low >= held_low).all() and (high <= held_high).all():
            return last
        low, high = np.minimum(low, held_low), np.maximum(high, held_high)
        centre, reach = (low + high) / 2, float((high - low).max() / 2)
        grown = _GROWING
    reach *= grown
    least = 1e-9 * float(np.abs(centre).max())  # where float64 can still tell both ends apart
    reach = reach if reach > least else 1.0
    left, bottom = (centre - reach).tolist()
    right, top = (centre + reach).tolist()
    return Window(left, right, bottom, top)


def _turned(
    before: np.ndarray, unit: np.ndarray, picture: Picture, held: np.ndarray | None
) -> np.ndarray:
    """Return which way the axes of a picture point, so that it lies most like the one `before`.

    `unit` [examples, 2] are its places, not turned. What was `held` stays while it does well.
    """
    usual = np.eye(2) if held is None else held
    seen = (np.abs(np.hstack([before, unit]) - 0.5) <= 1.5).all(axis=1)
    if not seen.any():
        return usual
    one = before[seen] - before[seen].mean(axis=0)
    other = unit[seen] - unit[seen].mean(axis=0)
    both = one.T @ other
    ways = _TURNS if picture.neurons > 1 else _MIRRORED
    good = [float((both * way).sum()) for way in ways]
    best = max(good)
    as_it_is = held is not None or not picture.projection.principal
    enough = _GOOD if as_it_is else 1 - 1e-9
    well = float((both * usual).sum()) >= enough * best
    return usual if well else ways[int(np.argmax(good))]
