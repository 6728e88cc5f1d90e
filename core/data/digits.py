"""Handwritten digits, 16×16.

The training examples stand in this order:

* 9,000 digits of MNIST, indices 0 to 8,999: the ones to show and to walk through;
* 18,000 more, examples 9,000 + i and 18,000 + i being example i turned, stretched, thickened or
  thinned;
* 40,000 digits drawn from stroke templates, in the ways of writing that MNIST lacks (crossed 7,
  slashed 0, open 4, 1 with a flag and a foot), so that the digits of a pen are recognised too; of
  the last 16,000, some as if printed, and some in pictures of few pixels.

The test examples are 1,000 other digits of MNIST, 100 a class, as they are: the network never
trains on them or on variants of them. Every picture went through `core.digit_image.normalise`.
"""

from functools import cache
from importlib.resources import as_file, files
from typing import ClassVar

import numpy as np

from core.data.data import Data, ExampleSet
from core.data.inputs import Picture
from core.data.limited import Limited
from core.data.tasks import Classes
from core.digit_image import SIDE

REAL = 9_000  # training examples that are digits of MNIST, unchanged


class Digits(Limited, frozen=True, forbid_unknown_fields=True, tag="digits"):
    """The handwritten digits that come with Netglow."""

    input: ClassVar[Picture] = Picture(SIDE, SIDE)
    task: ClassVar[Classes] = Classes(tuple("0123456789"))


@cache
def load(source: Digits) -> Data:
    """Read the embedded digits, once: inputs float32 [examples, 256], 0 to 1."""
    with (
        as_file(files("resources") / "digits" / "digits.npz") as path,
        np.load(path, allow_pickle=False) as arrays,
    ):
        parts = [arrays["real"], arrays["varied"], arrays["drawn"]]
        inputs = np.empty((sum(map(len, parts)), SIDE * SIDE), np.float32)
        np.concatenate(parts, out=inputs)
        inputs *= np.float32(1 / 255)
        copies = 1 + len(parts[1]) // len(parts[0])
        real_labels = np.tile(arrays["real_labels"], copies)
        labels = np.concatenate([real_labels, arrays["drawn_labels"]])
        return Data(
            source,
            ExampleSet.of_classes(source.task, inputs, labels),
            ExampleSet.of_classes(
                source.task, arrays["test"] * np.float32(1 / 255), arrays["test_labels"]
            ),
        )


@cache
def samples() -> np.ndarray:
    """Return one test example of each digit, 0 to 9, without reading the others: [10, 256]."""
    with (
        as_file(files("resources") / "digits" / "digits.npz") as path,
        np.load(path, allow_pickle=False) as arrays,
    ):
        labels = arrays["test_labels"]
        places = [int((labels == digit).argmax()) for digit in range(10)]
        found: np.ndarray = arrays["test"][places] * np.float32(1 / 255)
    return found
