"""Points of the plane that belong to classes, or that have a value each.

Circle, xor, gaussians, spiral, slope and hills are those of TensorFlow Playground (its dataset.ts),
in its square from −6 to 6; classes are of equal size, as far as the count divides.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from core.checks import require, require_name
from core.data.data import Data, ExampleSet
from core.data.features import PLANE
from core.data.inputs import Point, check_features
from core.data.limited import Limited
from core.data.split import held_back
from core.data.tasks import Classes, Task, Values
from core.wording import QT_TRANSLATE_NOOP

REACH = 6.0  # the square goes from −REACH to REACH
RADIUS = 5.0  # of what lies in it
MOST = 100_000  # points
CLASS_NAMES = "ABCDEFGH"
NO_INPUT = QT_TRANSLATE_NOOP("Core", "A network needs at least one input: switch one on.")

_Random = np.random.Generator
# Called with random numbers, the class (from 0), how many of its points, and the noise, 0 to 1;
# returns coordinates float64 [points, 2].
_OfClass = Callable[[_Random, int, int, float], np.ndarray]
# Maps coordinates float64 [points, 2] to values [points], about −1 to 1.
_OfPoints = Callable[[np.ndarray], np.ndarray]


class _Shape(NamedTuple):
    """Points of so many `classes`, or, where `values` is given, with a value each."""

    classes: int = 0
    points: _OfClass | None = None
    values: _OfPoints | None = None


def _polar(radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _displaced(random: _Random, points: np.ndarray, by: float) -> np.ndarray:
    displaced: np.ndarray = points + random.uniform(-by, by, points.shape)
    return displaced


def _rings(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    """Three rings, class 0 the disc inside; the gaps are half as broad as the rings."""
    width = RADIUS / 4
    inner = 1.5 * width * label
    # Even over the area: the radius as the root of what is even.
    radius = np.sqrt(random.uniform(inner**2, (inner + width) ** 2, count))
    points = _polar(radius, random.uniform(0, 2 * math.pi, count))
    return _displaced(random, points, 1.5 * noise)


def _circle(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    inner, outer = ((0, 0.5), (0.7, 1))[label]
    radius = random.uniform(inner * RADIUS, outer * RADIUS, count)
    points = _polar(radius, random.uniform(0, 2 * math.pi, count))
    return _displaced(random, points, 2 * noise)


def _xor(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    points = random.uniform(0.3, RADIUS, (count, 2))
    points[:, 0] *= np.where(random.random(count) < 0.5, -1, 1)
    side = np.sign(points[:, 0])
    points[:, 1] *= side if label == 0 else -side
    return _displaced(random, points, 2 * noise)


def _gaussians(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    centre = (2, -2)[label]
    return centre + random.normal(0, math.sqrt(0.5 + 3.5 * noise), (count, 2))


def _spiral(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    place = np.arange(count) / max(count, 1)
    angle = math.pi / 2 - (1.75 * place * 2 * math.pi + label * math.pi)
    return _displaced(random, _polar(place * RADIUS, angle), 0.5 * noise + 1e-3)


def _moons(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    points = 3 * _polar(np.ones(count), random.uniform(0, math.pi, count))
    points = points - (1.5, 0.75) if label == 0 else (1.5, 0.75) - points
    return points + random.normal(0, 0.2 + noise, points.shape)


def _checkerboard(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    column = random.integers(0, 4, count)
    row = 2 * random.integers(0, 2, count) + (column + label) % 2
    cell = 2 * RADIUS / 4
    points = np.stack([column, row], axis=1) * cell - RADIUS
    points += random.uniform(0.05 * cell, 0.95 * cell, (count, 2))
    return _displaced(random, points, noise)


def _blobs(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    centre = _polar(np.full(1, 3.2), np.full(1, math.pi / 4 + label * math.pi / 2))
    return centre + random.normal(0, 0.6 + noise, (count, 2))


def _pinwheel(random: _Random, label: int, count: int, noise: float) -> np.ndarray:
    along = random.normal(1, 0.3, count)
    across = random.normal(0, 0.05 + 0.1 * noise, count)
    angle = label * 2 * math.pi / 5 + np.exp(along) / 4
    arm = np.stack([along, across], axis=1) * 2.6
    turn = np.stack([np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)], axis=1)
    points: np.ndarray = np.einsum("nij,nj->ni", turn.reshape(-1, 2, 2), arm)
    return points


_HILLS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))


def _hills(points: np.ndarray) -> np.ndarray:
    values = np.zeros(len(points))
    for x, y, sign in _HILLS:
        near = np.clip(1 - np.hypot(points[:, 0] - x, points[:, 1] - y) / 2, 0, 1)
        values = np.where(near > np.abs(values), sign * near, values)
    return values


SHAPES: dict[str, _Shape] = {
    "circle": _Shape(2, _circle),
    "xor": _Shape(2, _xor),
    "gaussians": _Shape(2, _gaussians),
    "spiral": _Shape(2, _spiral),
    "moons": _Shape(2, _moons),
    "checkerboard": _Shape(2, _checkerboard),
    "blobs": _Shape(4, _blobs),
    "pinwheel": _Shape(5, _pinwheel),
    "rings": _Shape(3, _rings),
    "slope": _Shape(values=lambda points: points.sum(axis=1) / 10),
    "hills": _Shape(values=_hills),
    "saddle": _Shape(values=lambda points: points[:, 0] * points[:, 1] / RADIUS**2),
    "ripple": _Shape(values=lambda points: np.cos(1.5 * np.hypot(points[:, 0], points[:, 1]))),
}


class Plane(Limited, frozen=True, forbid_unknown_fields=True, tag="plane"):
    """`count` points in one of SHAPES, `test_share` of them to test on.

    `noise`, 0 to 1, displaces the points, or changes the values. `features` are what the network
    gets of a point (core.data.features).
    """

    shape: str = "circle"
    count: int = 400
    noise: float = 0.0
    test_share: float = 0.5
    seed: int = 0
    features: tuple[str, ...] = PLANE

    def __post_init__(self) -> None:
        require_name("shape", self.shape, SHAPES)
        least = max(2, SHAPES[self.shape].classes)
        check_amounts(self.count, (least, MOST), self.noise, self.test_share, self.seed)
        check_input_features(self.features)

    @property
    def input(self) -> Point:
        """A point of the square, and what the network gets of it."""
        return plane_point(self.features)

    @property
    def task(self) -> Task:
        """Classes called by letters, or one value."""
        return _task_of(SHAPES[self.shape].classes)


@cache  # they are asked for at every frame
def _task_of(classes: int) -> Task:
    return Classes(tuple(CLASS_NAMES[:classes])) if classes else Values(("y",))


@cache
def plane_point(features: tuple[str, ...]) -> Point:
    """Return what an input is where a network gets `features` of a point of the square."""
    made = () if features == PLANE else features
    return Point(PLANE, ((-REACH, REACH), (-REACH, REACH)), made)


def check_input_features(features: tuple[str, ...]) -> None:
    """Raise ValueError unless a network can be fed with `features`."""
    require(bool(features), NO_INPUT)
    check_features(features)


def check_amounts(
    count: int, bounds: tuple[int, int], noise: float, test_share: float, seed: int
) -> None:
    """Raise ValueError unless so many points, so noisy, can be drawn and divided."""
    least, most = bounds
    require(
        least <= count <= most,
        QT_TRANSLATE_NOOP("Core", "There must be {least} to {most} points, not {count}."),
        least=least,
        most=most,
        count=count,
    )
    require(
        0 <= noise <= 1 and math.copysign(1, noise) > 0,  # NumPy draws nothing by −0
        QT_TRANSLATE_NOOP("Core", "The noise must be 0 to 1, not {value:g}."),
        value=noise,
    )
    require(
        0 <= test_share <= 0.9,
        QT_TRANSLATE_NOOP(
            "Core", "The share of examples to test on must be 0 to 0.9, not {value:g}."
        ),
        value=test_share,
    )
    require(
        0 <= seed < 2**32,
        QT_TRANSLATE_NOOP("Core", "The seed must be 0 to 4294967295, not {seed}."),
        seed=seed,
    )


def load(source: Plane) -> Data:
    """Draw the points: coordinates float32 [examples, 2]."""
    shape, random = SHAPES[source.shape], np.random.default_rng(source.seed)
    labels = np.zeros(source.count, int)
    values = np.zeros((source.count, 1))
    if shape.points:
        labels = np.arange(source.count) % shape.classes
        points = np.empty((source.count, 2))
        for label in range(shape.classes):
            here = labels == label
            points[here] = shape.points(random, label, int(here.sum()), source.noise)
    else:
        assert shape.values is not None
        points = random.uniform(-RADIUS, RADIUS, (source.count, 2))
        noise = random.uniform(-source.noise, source.noise, source.count)
        values[:, 0] = shape.values(points) + noise
    tested = held_back(random, labels, source.test_share)
    coordinates = points.astype(np.float32)

    def examples(chosen: np.ndarray) -> ExampleSet:
        chosen = random.permutation(np.flatnonzero(chosen))
        inputs, task = source.input.inputs(coordinates[chosen]), source.task
        if isinstance(task, Classes):
            return ExampleSet.of_classes(task, inputs, labels[chosen], coordinates[chosen])
        targets = values[chosen].astype(np.float32)
        return ExampleSet(inputs, targets, coordinates=coordinates[chosen])

    train = examples(~tested)
    return Data(source, train, examples(tested) if tested.any() else train)
