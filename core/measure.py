"""How good a network is on a set of examples, in NumPy: what the backend measures, at once.

The backend has the last word; a window that changes a parameter by hand does not wait for it.
"""

import functools

import numpy as np

from core.activations import OUTPUT_MIDDLES
from core.data import load
from core.data.data import ExampleSet
from core.data.tasks import HIGHEST, SIDE, Task
from core.experiment import Experiment
from core.losses import LOSSES
from core.network import Network
from core.parameters import Parameters
from core.propagation import Forward, forward
from core.snapshot import NOT_MEASURED, Metrics

MOST_INPUTS = 32  # of an example; what has more is loaded and measured by the backend alone
MOST_PRODUCTS = 4_000_000  # a·w, of all examples together: some milliseconds


def measure(network: Network, parameters: Parameters, task: Task, examples: ExampleSet) -> Metrics:
    """Return loss and score of `examples`, as the task has them; without any: not measured."""
    if not len(examples):
        return NOT_MEASURED
    output = network.layers[-1]
    with np.errstate(all="ignore"):  # what is not finite is told as such
        passed = forward(network, parameters, examples.inputs)
        targets = task.coded(examples.targets, output)
        losses = LOSSES[network.loss].function(
            output.activation, passed.pre_activations[-1], parameters[-1].slopes, targets
        )
        scores = _scores(network, task, passed, targets)
        loss, score = float(losses.mean(dtype=float)), float(scores.mean(dtype=float))
    return metrics(task, loss, score, examples)


def metrics(task: Task, loss: float, score: float, examples: ExampleSet) -> Metrics:
    """Return the means of the losses and scores of `examples` as the task has them."""
    return task.metrics(loss, score, lambda: variance(examples))


def measured_at_once(experiment: Experiment, parameters: Parameters) -> tuple[Metrics, Metrics]:
    """Return how good they are on the training and on the test set, where that takes no time.

    Where there is much to compute, or no data, they are not measured.
    """
    source, weights = experiment.source, sum(layer.weights.size for layer in parameters)
    if source is None or source.input.count > MOST_INPUTS:
        return NOT_MEASURED, NOT_MEASURED
    data = load(source)
    if (len(data.train) + len(data.test)) * weights > MOST_PRODUCTS:
        return NOT_MEASURED, NOT_MEASURED
    train = measure(experiment.network, parameters, experiment.task, data.train)
    if data.test is data.train:
        return train, train
    return train, measure(experiment.network, parameters, experiment.task, data.test)


@functools.lru_cache(maxsize=4)
def variance(examples: ExampleSet) -> float:
    """Return the variance of the targets, the mean over their columns."""
    return float(examples.targets.var(axis=0, dtype=np.float64).mean())


def _scores(network: Network, task: Task, passed: Forward, targets: np.ndarray) -> np.ndarray:
    """Return the score of each example, as core.backend.tensors computes it."""
    output, a = network.layers[-1], passed.output
    match task.scoring(output.neurons):
        case how if how == HIGHEST:
            scores = passed.pre_activations[-1] if LOSSES[network.loss].ranks_by_z else a
            highest = scores >= scores.max(axis=1, keepdims=True)
            found: np.ndarray = (highest * targets).sum(axis=1) / highest.sum(axis=1)
        case how if how == SIDE:
            middle = OUTPUT_MIDDLES[output.activation]
            found = (1 + np.sign(a[:, 0] - middle) * np.sign(targets[:, 0] - middle)) / 2
        case _:
            found = np.square(a - targets).mean(axis=1)
    return found
