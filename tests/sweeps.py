"""Sweeps for tests: small ones, and what their trials might have come to."""

import numpy as np

from core.data import Plane
from core.experiment import Experiment, Hyperparameters
from core.jobs import Outcome, came_to
from core.network import Layer, Network
from core.parameters import initialise
from core.snapshot import DIVERGED, Metrics, Snapshot, no_slots
from core.sweep import Axis, Sweep, job
from core.wording import Sentence

CIRCLE = Experiment(
    Network(2, (Layer(4, "tanh"), Layer(1, "sigmoid"))),
    Plane("circle", 60, seed=3),
    Hyperparameters(learning_rate=0.02, batch_size=10),
    seed=5,
)
RATES = Sweep(CIRCLE, (Axis("learning_rate", (0.02, 0.2)), Axis("hidden", ("4", "3-2"))), 2, 40)


def made_up(sweep, trial, state="done", loss=0.25) -> Outcome:
    """An outcome of a trial that nobody trained; its numbers follow from the trial's."""
    number, experiment = trial.number, trial.experiment
    parameters = initialise(experiment.network, number + 1)
    ended = DIVERGED if state == "diverged" else Metrics(loss, 0.5)
    snapshot = Snapshot(
        parameters,
        updates=sweep.updates,
        examples_seen=sweep.updates * 10,
        examples=30,
        train=ended,
        test=ended,
        tested_at=sweep.updates,
        slots=no_slots(parameters, experiment.hyperparameters.optimizer)._replace(updates=7),
    )
    points = np.random.default_rng(number).random((5, 5))
    points[0, 1:3] = np.nan
    points[:, 0] = np.linspace(0, snapshot.epoch, 5)
    reason = Sentence("Trial {number} went wrong.", {"number": number}) if state != "done" else None
    run = came_to(job(trial, sweep), snapshot, points, "CPU, 1 thread")
    return Outcome(run, 0.5 + number, reason, state)


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes say the same, to the bit, but for the ids of their runs."""
    return _numbers(one) == _numbers(other) and all(
        np.array_equal(*arrays, equal_nan=True)
        for arrays in zip(_arrays(one), _arrays(other), strict=True)
    )


def _numbers(outcome: Outcome) -> str:
    run, now = outcome.run, outcome.run.snapshot
    counts = now.updates, now.examples_seen, now.examples, now.tested_at
    how = outcome.seconds, outcome.reason, outcome.state, run.computed_on
    return repr((run.experiment, counts, how, now.train, now.test, now.slots and now.slots.updates))


def _arrays(outcome: Outcome) -> list[np.ndarray]:
    now = outcome.run.snapshot
    slots = now.slots.arrays if now.slots else ()
    found = [array for one in (now.parameters, *slots) for layer in one for array in layer]
    return [*found, outcome.run.history.points]
