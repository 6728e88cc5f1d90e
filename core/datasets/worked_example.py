"""The one example of a calculation by hand: small enough to check every number on paper.

From Hung-yi Lee's course on deep learning, where x = (1, −1) goes through the networks of
`core.ready_networks`. Nothing is held back for a test: the test example is the training example.
"""

import numpy as np

from core.datasets.dataset import Dataset, DatasetSpec

SPEC = DatasetSpec(
    name="worked example",
    title="One worked example",
    input_shape=(2,),
    class_names=("y₁", "y₂"),
)


def load() -> Dataset:
    """Return x = (1, −1), float32 `[1, 2]`, with label 0, int32 `[1]`: the target ŷ is (1, 0)."""
    inputs, labels = np.array([[1, -1]], np.float32), np.zeros(1, np.int32)
    return Dataset(SPEC, inputs, labels, inputs, labels)
