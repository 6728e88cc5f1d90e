"""Curves: one input x, and a value for each of one or more curves at it."""

import math
from collections.abc import Callable
from typing import ClassVar

import numpy as np

from core.checks import require, require_name
from core.data.data import Data, ExampleSet
from core.data.inputs import Point
from core.data.limited import Limited
from core.data.plane import check_amounts
from core.data.split import held_back
from core.data.tasks import Values
from core.wording import QT_TRANSLATE_NOOP

RANGE = (-1.0, 1.0)  # of x
MOST = 10_000  # points
MOST_CURVES = 4
PLACES = 201  # where a drawn curve has a height: evenly from one end of RANGE to the other
HIGHEST = 2.0  # that a drawn curve goes, and −HIGHEST the lowest

_X = Point(("x",), (RANGE,))

# Each maps x float64 [points] to heights [points], about −1 to 1.
CURVES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sine": lambda x: np.sin(math.pi * x).round(12),  # 0 at the ends, not 1e−16
    "step": lambda x: np.where(x > 0, 1.0, -1.0),
    "absolute value": lambda x: 2 * np.abs(x) - 1,
    "bump": lambda x: np.exp(-((x / 0.3) ** 2)),
    "saw": lambda x: 2 * ((x + 1) % 1) - 1,
    "polynomial": lambda x: 4 * x**3 - 3 * x,
    "noise": lambda x: np.random.default_rng(len(x)).uniform(-1, 1, len(x)),
}


class Curve(Limited, frozen=True, forbid_unknown_fields=True, tag="curve"):
    """`count` points of the curves `shapes`, some of CURVES, an output each.

    `noise`, 0 to 1, is how far heights are off at most; `test_share` of the points are to test on.
    """

    shapes: tuple[str, ...] = ("sine",)
    count: int = 100
    noise: float = 0.0
    test_share: float = 0.3
    seed: int = 0

    input: ClassVar[Point] = _X

    def __post_init__(self) -> None:
        require(
            1 <= len(self.shapes) <= MOST_CURVES,
            QT_TRANSLATE_NOOP("Core", "There must be 1 to {most} curves, not {count}."),
            most=MOST_CURVES,
            count=len(self.shapes),
        )
        for shape in self.shapes:
            require_name("curve", shape, CURVES)
        check_amounts(self.count, (2, MOST), self.noise, self.test_share, self.seed)

    @property
    def task(self) -> Values:
        """A value for each curve."""
        return value_names(len(self.shapes))


class DrawnCurve(Limited, frozen=True, forbid_unknown_fields=True, tag="drawn curve"):
    """A curve that somebody drew: its height at each of PLACES; None where there is a gap."""

    heights: tuple[float | None, ...] = ()
    test_share: float = 0.0

    input: ClassVar[Point] = _X
    task: ClassVar[Values] = Values(("y",))

    def __post_init__(self) -> None:
        require(
            len(self.heights) in (0, PLACES),
            QT_TRANSLATE_NOOP("Core", "A drawn curve has {count} heights, not {found}."),
            count=PLACES,
            found=len(self.heights),
        )
        require(
            all(height is None or abs(height) <= HIGHEST for height in self.heights),
            QT_TRANSLATE_NOOP("Core", "A drawn curve stays between −{most:g} and {most:g}."),
            most=HIGHEST,
        )
        check_amounts(PLACES, (2, MOST), 0, self.test_share, 0)


def places() -> np.ndarray:
    """Return x of each height of a drawn curve: float64 [PLACES]."""
    return np.linspace(*RANGE, PLACES)


def value_names(count: int) -> Values:
    """Return so many values, called y or y₁, y₂ …"""
    return Values(("y",) if count == 1 else tuple("y" + "₁₂₃₄"[i] for i in range(count)))


def load(source: Curve) -> Data:
    """Draw the points, evenly along x: inputs float32 [examples, 1]."""
    random = np.random.default_rng(source.seed)
    x = np.linspace(*RANGE, source.count)
    heights = np.stack([CURVES[shape](x) for shape in source.shapes], axis=1)
    heights += random.uniform(-source.noise, source.noise, heights.shape)
    return _data(source, x, heights, random)


def load_drawn(source: DrawnCurve) -> Data:
    """Return the points that were drawn; without any there are no examples."""
    drawn = np.array([height is not None for height in source.heights], bool)
    heights = np.array([height or 0.0 for height in source.heights], float)
    x = places()[: len(drawn)]
    return _data(source, x[drawn], heights[drawn][:, None], np.random.default_rng(0))


def _data(
    source: Curve | DrawnCurve, x: np.ndarray, heights: np.ndarray, random: np.random.Generator
) -> Data:
    inputs, targets = x.astype(np.float32)[:, None], heights.astype(np.float32)
    tested = held_back(random, np.zeros(len(x), int), source.test_share)

    def examples(chosen: np.ndarray) -> ExampleSet:
        return ExampleSet(inputs[chosen], targets[chosen], coordinates=inputs[chosen])

    train = examples(~tested)
    return Data(source, train, examples(tested) if tested.any() else train)
