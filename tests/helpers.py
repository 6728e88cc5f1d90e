"""What several tests need: a dataset small enough for milliseconds, and experiments on it."""

import queue

import numpy as np

from core import data
from core.backend.trainer import Trainer
from core.data import Data, Given
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Classes
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.snapshot import Snapshot

EXAMPLES = 50
HIDDEN = (Layer(5, "tanh"),)


def _three_corners() -> Given:
    """Fifty noisy examples of three classes to train on, twenty to test on."""
    random = np.random.default_rng(7)
    centres = random.normal(0, 1, (3, 4))

    def some(count: int) -> tuple[GivenExample, ...]:
        labels = np.arange(count) % 3
        inputs = centres[labels] + random.normal(0, 0.3, (count, 4))
        pairs = zip(inputs.tolist(), labels.tolist(), strict=True)
        return tuple(GivenExample(tuple(one), label) for one, label in pairs)

    kind = Row(("one", "two", "three", "four"))
    return Given(kind, Classes(("left", "right", "top")), some(EXAMPLES), some(20))


TINY = _three_corners()


def tiny_data() -> Data:
    """The examples of `TINY`."""
    return data.load(TINY)


def tiny_experiment(
    hidden=HIDDEN,
    output="softmax",
    loss="cross-entropy",
    seed=3,
    **hyperparameters,
) -> Experiment:
    """An experiment on `TINY`."""
    return Experiment(
        Network(4, (*hidden, Layer(3, output)), loss),
        TINY,
        Hyperparameters(**{"batch_size": 8, "learning_rate": 0.01, **hyperparameters}),
        seed,
    )


def first_snapshot(experiment: Experiment) -> Snapshot:
    """The snapshot from which a run of `experiment` starts."""
    return Snapshot(initialise(experiment.network, experiment.seed))


def make_trainer(experiment: Experiment, snapshot: Snapshot | None = None) -> Trainer:
    """A trainer on the tiny data, from the beginning unless `snapshot` says otherwise."""
    return Trainer(experiment, tiny_data(), snapshot or first_snapshot(experiment))


def flat(parameters) -> np.ndarray:
    """All numbers of `parameters` in one row."""
    return np.concatenate([array.ravel() for layer in parameters for array in layer])


def everything_in(inbox: queue.SimpleQueue) -> list:
    """What waits in `inbox`."""
    found = []
    while not inbox.empty():
        found.append(inbox.get())
    return found


def rgb(text: str) -> np.ndarray:
    """Return #rrggbb as floats [3], 0 to 255."""
    return np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)], float)
