"""Jobs: trainings that nobody watches, as values; core.crew has them done."""

from typing import Literal, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.experiment import Experiment
from core.history import History
from core.run import Run, given_at_start
from core.snapshot import Snapshot
from core.wording import Sentence

MEASURED = 50  # losses on the way, where nobody says how many

# How a job ended: all updates were made; its hyperparameters stopped it; its loss was no longer a
# finite number; it could not be done.
State = Literal["done", "stopped", "diverged", "failed"]


class Job(Struct, frozen=True, eq=False):
    """A training of `experiment` for so many `updates`, from `start` on (None: its beginning).

    Loss and score are measured about `measured` times on the way. Equal jobs come to equal bits,
    those that `netglow train` comes to.
    """

    experiment: Experiment
    updates: int
    start: Snapshot | None = None
    measured: int = MEASURED


class Outcome(Struct, frozen=True, eq=False):
    """What became of a job: its run, complete, with its curve, and how it ended.

    The newest snapshot of the run has both sets measured as they are then. `seconds` were spent in
    updates. `reason` says why it ended early, in a sentence; None: it did not.
    """

    run: Run
    seconds: float = 0.0
    reason: Sentence | None = None
    state: State = "done"


class Done(NamedTuple):
    """Job `number`, counted from 0, has ended."""

    number: int
    outcome: Outcome


class Progress(NamedTuple):
    """Job `number` has made `updates`; `points` is its curve so far, as core.history has it."""

    number: int
    updates: int
    points: np.ndarray


def begun(job: Job) -> Run:
    """Return the run that a job begins."""
    if job.start is None:
        return Run.start(job.experiment)
    given = given_at_start(job.experiment, job.start)
    return replace(Run.start(job.experiment, given), snapshot=job.start, checkpoint=job.start)


def came_to(job: Job, snapshot: Snapshot, points: np.ndarray, device: str = "") -> Run:
    """Return the run of a job that came to `snapshot` on `device`, by the `points` of its curve."""
    curve = History.restore(points, 1)
    return replace(begun(job), history=curve, computed_on=device).at(snapshot)
