"""A pinned parameter over the updates: its value, its gradient, how it changed."""

from typing import NamedTuple

import numpy as np

from core.by_hand import parameter_at
from core.data import load
from core.experiment import Experiment
from core.parameters import Parameters
from core.propagation import backward, forward

CAPACITY = 1024  # moments that are kept; when they are full, every second one goes
MOST_EXAMPLES = 256  # of the training set, that gradients are of
_MOST_PRODUCTS = 2_000_000  # a·w of all of them together: some milliseconds


class Moment(NamedTuple):
    """A parameter after so many updates; its gradient is NaN where it is not known."""

    updates: int
    value: float
    gradient: float = np.nan


class Pinned:
    """The moments of one parameter, in the order of their updates."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []

    def __len__(self) -> int:
        return len(self._moments)

    def add(self, moment: Moment) -> None:
        """Take a newer moment; what came after it, if training went back, is forgotten."""
        while self._moments and self._moments[-1].updates >= moment.updates:
            self._moments.pop()
        if len(self._moments) == CAPACITY:
            del self._moments[1::2]
        self._moments.append(moment)

    @property
    def updates(self) -> np.ndarray:
        """After how many updates each moment was, [moments]."""
        return np.array([one.updates for one in self._moments], float)

    @property
    def values(self) -> np.ndarray:
        """The parameter at each moment, [moments]."""
        return np.array([one.value for one in self._moments], float)

    @property
    def gradients(self) -> np.ndarray:
        """Its gradient at each moment, [moments]."""
        return np.array([one.gradient for one in self._moments], float)

    @property
    def changes(self) -> np.ndarray:
        """By how much it changed in one update, the mean since the moment before, [moments]."""
        if not self._moments:
            return np.zeros(0)
        with np.errstate(all="ignore"):
            changes = np.diff(self.values) / np.diff(self.updates)
        return np.concatenate([[np.nan], changes])


def examples_for(experiment: Experiment, parameters: Parameters) -> int:
    """Return of how many training examples gradients are; 0: there are none."""
    if experiment.source is None:
        return 0
    weights = sum(layer.weights.size for layer in parameters)
    most = min(MOST_EXAMPLES, max(_MOST_PRODUCTS // weights, 8))
    return min(most, len(load(experiment.source).train))


def moments(
    experiment: Experiment,
    parameters: Parameters,
    updates: int,
    targets: tuple[tuple[int, ...], ...],
) -> tuple[Moment, ...]:
    """Return weights of edges and biases of neurons, their gradients those of training examples."""
    count, gradients = examples_for(experiment, parameters), None
    if count and experiment.source is not None:
        train = load(experiment.source).train
        network = experiment.network
        aims = experiment.task.coded(train.targets[:count], network.layers[-1])
        passed = forward(network, parameters, train.inputs[:count])
        gradients = backward(network, parameters, passed, aims).gradients
    return tuple(
        Moment(
            updates,
            parameter_at(parameters, target),
            parameter_at(gradients, target) if gradients else np.nan,
        )
        for target in targets
    )
