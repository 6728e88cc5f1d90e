"""What several tests need: a dataset small enough for milliseconds, and experiments on it."""

import functools
import queue

import numpy as np
import pytest

from core import datasets
from core.backend.trainer import Trainer
from core.datasets import Dataset, DatasetSpec
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.snapshot import Snapshot

TINY = DatasetSpec("tiny", "Three corners", (4,), ("left", "right", "top"))
EXAMPLES = 50
HIDDEN = (Layer(5, "tanh"),)


@functools.cache
def tiny_dataset() -> Dataset:
    """Fifty noisy examples of three classes to train on, twenty to test on."""
    random = np.random.default_rng(7)
    centres = random.normal(0, 1, (3, 4))

    def some(count):
        labels = np.arange(count, dtype=np.int32) % 3
        inputs = centres[labels] + random.normal(0, 0.3, (count, 4))
        return inputs.astype(np.float32), labels

    return Dataset(TINY, *some(EXAMPLES), *some(20))


def register_tiny(patch: pytest.MonkeyPatch) -> None:
    """Let experiments name the dataset "tiny"."""
    patch.setitem(datasets.SPECS, TINY.name, TINY)
    patch.setitem(datasets._LOADERS, TINY.name, tiny_dataset)


def tiny_experiment(
    hidden=HIDDEN,
    output="softmax",
    loss="cross-entropy",
    seed=3,
    **hyperparameters,
) -> Experiment:
    """An experiment on the dataset that `register_tiny` registered."""
    return Experiment(
        Network(4, (*hidden, Layer(3, output)), loss),
        "tiny",
        Hyperparameters(**{"batch_size": 8, "learning_rate": 0.01, **hyperparameters}),
        seed,
    )


def first_snapshot(experiment: Experiment) -> Snapshot:
    """The snapshot from which a run of `experiment` starts."""
    return Snapshot(initialise(experiment.network, experiment.seed))


def make_trainer(experiment: Experiment, snapshot: Snapshot | None = None) -> Trainer:
    """A trainer on the tiny dataset, from the beginning unless `snapshot` says otherwise."""
    return Trainer(experiment, tiny_dataset(), snapshot or first_snapshot(experiment))


def flat(parameters) -> np.ndarray:
    """All numbers of `parameters` in one row."""
    return np.concatenate([array.ravel() for layer in parameters for array in layer])


def everything_in(inbox: queue.SimpleQueue) -> list:
    """What waits in `inbox`."""
    found = []
    while not inbox.empty():
        found.append(inbox.get())
    return found
