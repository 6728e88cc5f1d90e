"""What every dataset is: inputs and labels, split into training and test examples."""

import math

import numpy as np
from msgspec import Struct


class DatasetSpec(Struct, frozen=True):
    """What is known of a dataset before its examples are loaded.

    `input_shape` says what one input is: `(16, 16)` a grey picture, row by row, 0 no ink, 1 full
    ink; `(2,)` a point of the plane.
    """

    name: str
    title: str
    input_shape: tuple[int, ...]
    class_names: tuple[str, ...]

    @property
    def inputs(self) -> int:
        """Numbers in one input."""
        return math.prod(self.input_shape)


class Dataset(Struct, frozen=True, eq=False):
    """Examples to train and to test on.

    Inputs are float32 `[examples, inputs]`, labels int32 `[examples]`, indices into
    `spec.class_names`.
    """

    spec: DatasetSpec
    train_inputs: np.ndarray
    train_labels: np.ndarray
    test_inputs: np.ndarray
    test_labels: np.ndarray
