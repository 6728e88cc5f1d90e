"""What every source loads: examples to train on and to test on, as arrays."""

from typing import Any, Self

import numpy as np
from msgspec import Struct

from core.data.tasks import Classes

SETS = ("train", "test")


class ExampleSet(Struct, frozen=True, eq=False):
    """Examples: inputs float32 [examples, inputs], targets float32 [examples, task.width].

    `labels`, int32 [examples], are the indices of their classes; None where there are values.
    `coordinates`, float32 [examples, coordinates], are the points that inputs were made of; None
    where inputs are no points.
    """

    inputs: np.ndarray
    targets: np.ndarray
    labels: np.ndarray | None = None
    coordinates: np.ndarray | None = None

    @classmethod
    def of_classes(
        cls,
        task: Classes,
        inputs: np.ndarray,
        labels: np.ndarray,
        coordinates: np.ndarray | None = None,
    ) -> Self:
        """Return examples with `labels`, integers [examples]."""
        labels = labels.astype(np.int32)
        return cls(inputs, task.one_hot(labels), labels, coordinates)

    def __len__(self) -> int:
        """How many examples there are."""
        return len(self.inputs)

    def chosen(self, places: np.ndarray) -> "ExampleSet":
        """Return the examples at `places` [chosen] alone, in that order."""
        labels, coordinates = (
            None if array is None else array[places] for array in (self.labels, self.coordinates)
        )
        return ExampleSet(self.inputs[places], self.targets[places], labels, coordinates)


class Data(Struct, frozen=True, eq=False):
    """The examples of a source (one of core.data.Source)."""

    source: Any
    train: ExampleSet
    test: ExampleSet

    def examples(self, name: str) -> ExampleSet:
        """Return the set called `name`, one of SETS."""
        return self.train if name == "train" else self.test
