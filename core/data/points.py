"""Points of the plane that somebody put there by hand."""

from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace

from core.checks import require
from core.data.data import Data, ExampleSet
from core.data.features import PLANE
from core.data.inputs import Point
from core.data.limited import Limited
from core.data.plane import CLASS_NAMES, REACH, check_amounts, check_input_features, plane_point
from core.data.tasks import Classes
from core.wording import QT_TRANSLATE_NOOP

MOST = 20_000  # points: they travel with every experiment
_COORDINATES = np.dtype("<f4")


class Points(Limited, frozen=True, forbid_unknown_fields=True, tag="points"):
    """Points of `classes` classes: `coordinates` is float32 [points, 2], `labels` uint8 [points].

    Both are bytes, so that sources can be compared. Points stay where they are, in training or in
    the test set, when others come or go.
    """

    coordinates: bytes = b""
    labels: bytes = b""
    classes: int = 2
    test_share: float = 0.0
    features: tuple[str, ...] = PLANE

    def __post_init__(self) -> None:
        require(
            2 <= self.classes <= len(CLASS_NAMES),
            QT_TRANSLATE_NOOP("Core", "Points have 2 to {most} classes, not {count}."),
            most=len(CLASS_NAMES),
            count=self.classes,
        )
        count = len(self.labels)
        check_amounts(count, (0, MOST), 0, self.test_share, 0)
        check_input_features(self.features)
        require(
            len(self.coordinates) == 2 * _COORDINATES.itemsize * count,
            QT_TRANSLATE_NOOP("Core", "Each of {count} point(s) must have two coordinates."),
            count=count,
        )
        require(
            bool((np.abs(self.places()) <= REACH).all()),  # false for NaN, too
            QT_TRANSLATE_NOOP("Core", "Points must lie between −{most:g} and {most:g}."),
            most=REACH,
        )
        require(
            max(self.labels, default=0) < self.classes,
            QT_TRANSLATE_NOOP("Core", "A point is of class {label}; classes go from 0 to {last}."),
            label=max(self.labels, default=0),
            last=self.classes - 1,
        )

    @property
    def input(self) -> Point:
        """A point of the square, and what the network gets of it."""
        return plane_point(self.features)

    @property
    def task(self) -> Classes:
        """Classes called by letters."""
        return Classes(tuple(CLASS_NAMES[: self.classes]))

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.labels)

    def places(self) -> np.ndarray:
        """Where the points are: float32 [points, 2], not to be written to."""
        return np.frombuffer(self.coordinates, _COORDINATES).reshape(-1, 2)

    def class_indices(self) -> np.ndarray:
        """Return the class of each point: uint8 [points], not to be written to."""
        return np.frombuffer(self.labels, np.uint8)

    def put(self, coordinates: np.ndarray, labels: np.ndarray) -> "Points":
        """Return the same with other points: [points, 2] within the square, and their classes."""
        inside = np.clip(coordinates, -REACH, REACH).astype(_COORDINATES)
        return replace(
            self, coordinates=inside.tobytes(), labels=np.asarray(labels, np.uint8).tobytes()
        )

    def with_points(self, coordinates: np.ndarray, label: int) -> "Points":
        """Return the same with more points, [points, 2], of class `label`. ValueError: too many."""
        labels = np.full(len(coordinates), label, np.uint8)
        return self.put(
            np.concatenate([self.places(), coordinates]),
            np.concatenate([self.class_indices(), labels]),
        )

    def without(self, indices: Iterable[int]) -> "Points":
        """Return the same without the points `indices`."""
        kept = np.ones(len(self), bool)
        kept[list(indices)] = False
        return self.put(self.places()[kept], self.class_indices()[kept])

    def moved(self, index: int, to: tuple[float, float]) -> "Points":
        """Return the same with the point `index` at another place."""
        places = self.places().copy()
        places[index] = to
        return self.put(places, self.class_indices())


def load(source: Points) -> Data:
    """Return the points; without any there are no examples."""
    coordinates, labels = source.places(), source.class_indices()
    tested = _tested(coordinates, source.test_share)
    for label in range(source.classes):
        here = labels == label
        if tested[here].all():  # a class must be learned before it is asked for
            tested = tested & ~here

    def examples(chosen: np.ndarray) -> ExampleSet:
        chosen_points = coordinates[chosen]
        inputs = source.input.inputs(chosen_points)
        return ExampleSet.of_classes(source.task, inputs, labels[chosen], chosen_points)

    train = examples(~tested)
    return Data(source, train, examples(tested) if tested.any() else train)


def _tested(coordinates: np.ndarray, share: float) -> np.ndarray:
    """Return which points are to test on, by where they are alone: bool [points]."""
    bits = coordinates.view("<u4").astype(np.uint64)
    mixed = bits[:, 0] * np.uint64(0x9E3779B97F4A7C15) + bits[:, 1]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)  # the mixing of splitmix64 (Steele, Lea, Flood 2014)
    mixed ^= mixed >> np.uint64(32)
    even: np.ndarray = (mixed & np.uint64(0xFFFFFF)) / float(1 << 24)
    return even < share
