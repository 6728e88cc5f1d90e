"""The one example of a calculation by hand: small enough to check every number on paper.

From Hung-yi Lee's course on deep learning, where x = (1, −1) goes through the networks of
`core.ready_networks`. Nothing is held back for a test: the test example is the training example.
"""

from typing import ClassVar

import numpy as np
from msgspec import Struct

from core.data.data import Data, ExampleSet
from core.data.inputs import Point
from core.data.tasks import Classes


class Worked(Struct, frozen=True, forbid_unknown_fields=True, tag="worked"):
    """The course's one example."""

    input: ClassVar[Point] = Point(("x₁", "x₂"), ((-2.0, 2.0), (-2.0, 2.0)))
    task: ClassVar[Classes] = Classes(("y₁", "y₂"))


def load(source: Worked) -> Data:
    """Return x = (1, −1), float32 [1, 2], with label 0: the target ŷ is (1, 0)."""
    point = np.array([[1, -1]], np.float32)
    one = ExampleSet.of_classes(source.task, point, np.zeros(1), point)
    return Data(source, one, one)
