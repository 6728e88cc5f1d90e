"""What gradient descent would have done: so many updates from a snapshot, in NumPy.

It takes the batches and makes the updates that the backend would, as the walkthrough has them.
"""

from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from core.data import load
from core.dropout import masks
from core.experiment import Experiment
from core.measure import measure
from core.order import example_order
from core.parameters import Parameters
from core.snapshot import Snapshot, no_slots
from core.walkthrough import Walkthrough

MOST = 1000  # updates that are made


def loss_of(experiment: Experiment, parameters: Parameters) -> float:
    """Return the loss of all training examples; NaN: there are none."""
    if experiment.source is None:
        return np.nan
    train = load(experiment.source).train
    return measure(experiment.network, parameters, experiment.task, train).loss


def descended(experiment: Experiment, start: Snapshot) -> Iterator[Snapshot]:
    """Yield `start` and what it becomes by update after update; without examples `start` alone."""
    yield start
    train = load(experiment.source).train if experiment.source is not None else None
    if train is None or not len(train):
        return
    rates, network = experiment.hyperparameters, experiment.network
    slots = start.slots or no_slots(start.parameters, rates.optimizer)
    now = replace(start, slots=slots)
    while True:
        assert now.slots is not None
        places = example_order(experiment.seed, len(train), now.examples_seen, rates.batch_size)
        aims = experiment.task.coded(train.targets[places], network.layers[-1])
        walk = Walkthrough(
            network,
            now.parameters,
            train.inputs[places],
            aims,
            rates.at(now.updates),
            now.slots,
            masks(network, experiment.seed, now.updates, rates.batch_size, rates.dropout),
        )
        parameters, slots = walk.updated
        now = replace(
            now,
            parameters=parameters,
            slots=slots,
            updates=now.updates + 1,
            examples_seen=now.examples_seen + rates.batch_size,
        )
        yield now


def losses(experiment: Experiment, start: Snapshot, updates: int) -> tuple[float, ...]:
    """Return the loss of all training examples at `start` and after each update, MOST at most."""
    made = zip(range(min(updates, MOST) + 1), descended(experiment, start), strict=False)
    return tuple(loss_of(experiment, one.parameters) for _, one in made)
