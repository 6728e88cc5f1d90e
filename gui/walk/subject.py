"""What is walked: the example or its mini-batch with targets, as the session has them.

And what an update of it came to, once TensorFlow has made it.
"""

from typing import NamedTuple

import numpy as np

from core import data
from core.data.data import SETS
from core.data.tasks import Classes
from core.parameters import largest_difference
from core.snapshot import Slots, no_slots
from core.walkthrough import Walkthrough
from gui.session import Session


class Applied(NamedTuple):
    """What "Apply this step" came to.

    The loss of the example that the walk `predicted`, what it is now, and the largest `difference`
    of a parameter from what the walk computed.
    """

    predicted: float
    loss: float
    difference: float


def applied(before: Walkthrough, after: Walkthrough) -> Applied:
    """Compare the update that `before` predicted with the one that led to `after`."""
    return Applied(
        float(before.again[1].losses[0]),
        float(after.backward.losses[0]),
        largest_difference(before.updated[0], after.parameters),
    )


def walk(session: Session, slots: Slots | None, chosen: int | None, batch: bool) -> Walkthrough:
    """Return the walk of the session's example, or of the mini-batch that it begins.

    `slots` are the optimizer's, None where the backend has not said them: then the snapshot's, or
    zeros. `chosen` is the class to compute the loss against; None: the example's own target.
    """
    experiment, snapshot = session.experiment, session.snapshot
    hyperparameters = experiment.hyperparameters.at(snapshot.updates)
    known = slots or snapshot.slots or no_slots(snapshot.parameters, hyperparameters.optimizer)
    inputs, targets = _examples(session, chosen, batch)
    return Walkthrough(
        experiment.network,
        snapshot.parameters,
        inputs,
        targets,
        hyperparameters,
        known,
        assumed=_is_assumed(session, chosen),
    )


def target(session: Session, chosen: int | None) -> int | None:
    """Return the class that the example should be: `chosen`, its label, or the network's answer.

    None where there are values instead of classes; the first class where nothing is answered.
    """
    experiment, example = session.experiment, session.example
    if not isinstance(experiment.task, Classes):
        return None
    if chosen is not None:
        return chosen
    if example.label is not None:
        return example.label
    output = experiment.network.layers[-1]
    return max(int(experiment.task.answers(session.forward.output, output)[0]), 0)


def _is_assumed(session: Session, chosen: int | None) -> bool:
    """Whether neither the data nor a person says what is right for the example."""
    by_hand = chosen is not None and isinstance(session.experiment.task, Classes)
    return session.target is None and not by_hand


def _examples(session: Session, chosen: int | None, batch: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs [examples, inputs] and targets [examples, outputs], the example's first."""
    experiment, example = session.experiment, session.example
    own = _own_target(session, chosen)
    if not batch or example.origin not in SETS:
        return session.taken.inputs[None], own
    examples = data.load(experiment.source).examples(example.origin)
    size = min(experiment.hyperparameters.batch_size, len(examples))
    places = (example.index + np.arange(size)) % len(examples)
    targets = experiment.task.coded(examples.targets[places], experiment.network.layers[-1])
    return examples.inputs[places], np.concatenate([own, targets[1:]])


def _own_target(session: Session, chosen: int | None) -> np.ndarray:
    """Return the target of the example, [1, outputs]."""
    experiment, label = session.experiment, target(session, chosen)
    task, output = experiment.task, experiment.network.layers[-1]
    if isinstance(task, Classes) and label is not None:
        return task.coded(task.one_hot(np.array([label])), output)
    known = session.target
    return session.forward.output if known is None else known[None]
