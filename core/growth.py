"""A training whose network changes its structure: snapshots and runs that grow and shrink."""

import functools
from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from core.data import load
from core.experiment import Experiment
from core.frozen import Frozen
from core.measure import measured_at_once
from core.run import Run
from core.snapshot import Snapshot
from core.surgery import AddNeurons, Change, changed_networks, operate


def examples_of(experiment: Experiment) -> np.ndarray:
    """Return the inputs [examples, inputs] that changes are fitted to; there may be none."""
    if experiment.source is None:
        return np.zeros((0, experiment.network.inputs), np.float32)
    return load(experiment.source).train.inputs


def keeps(run: Run) -> bool:
    """Whether a run has come to something that a change of its structure keeps."""
    return run.snapshot.updates > 0 or run.given is not None or run.trained is not None


def grown_experiment(experiment: Experiment, changes: Sequence[Change]) -> Experiment:
    """Return what to train after changes of the structure; what is frozen stays so.

    ValueError: a change cannot be made.
    """
    rates = experiment.hyperparameters
    frozen = functools.reduce(Frozen.moved, changes, rates.frozen)
    return replace(
        experiment,
        network=changed_networks(experiment.network, changes),
        hyperparameters=replace(rates, frozen=frozen),
    )


def grown_snapshot(
    experiment: Experiment, snapshot: Snapshot, changes: Sequence[Change]
) -> tuple[Experiment, Snapshot]:
    """Return what to train from now on, and from where; complete, if `snapshot` is.

    The window and its backend come to the same. ValueError: a change cannot be made.
    """
    inputs = examples_of(experiment)
    _, parameters, slots = operate(
        experiment.network, snapshot.parameters, snapshot.slots, changes, experiment.seed, inputs
    )
    after = replace(snapshot, parameters=parameters, slots=slots)
    return grown_experiment(experiment, changes), after


def grown_run(run: Run, changes: Sequence[Change], made: Snapshot | None = None) -> Run:
    """Return the run that goes on from `run` with changes of its structure, its curve its own.

    `made` is the snapshot after them, where the backend has made it. What it began with follows,
    so that changes since then are told; a run that begins again begins as the seed draws.
    """
    experiment, snapshot = grown_snapshot(run.experiment, run.exact, changes)
    if made is not None:
        snapshot = made
    train, test = measured_at_once(experiment, snapshot.parameters)
    if not np.isnan(test.loss) or not all(isinstance(one, AddNeurons) for one in changes):
        # What only has more neurons answers as before, and what was measured holds.
        snapshot = replace(snapshot, train=train, test=test)
    began = Snapshot(run.initial_parameters())
    _, given = grown_snapshot(run.experiment, began, changes)
    titled = run.name == run.experiment.network.title
    title = experiment.network.title
    trained = run.snapshot.updates > 0
    return replace(
        Run.start(experiment, given.parameters if trained else snapshot.parameters, parent=run),
        snapshot=snapshot,
        checkpoint=snapshot if snapshot.complete else None,
        history=run.history.copy(),
        name=title if titled else run.name,
        computed_on=run.computed_on,
        grown=trained,
    )
