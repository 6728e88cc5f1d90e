"""Rows of ready experiments that nobody trained: what came of them is made up."""

from msgspec.structs import replace

from core.jobs import Outcome
from core.ready_sweeps import READY
from core.run import Run
from core.snapshot import DIVERGED, Metrics, Snapshot
from core.sweep import Row, trials


def rows_of(name, came, parameters=lambda trial: ()):
    """Rows of READY[name]; `came(trial)` is (train loss, test loss, test score).

    None: it diverged. They are of a seed that counts from 0; `parameters` are those it ended with.
    """
    return [row_of(one, came(one), parameters(one)) for one in ready_trials(name)]


def ready_trials(name):
    """The trials of all sweeps of READY[name]."""
    return [one for sweep in READY[name].make() for one in trials(sweep)]


def row_of(trial, numbers, parameters=()):
    """The row of a trial that came to (train loss, test loss, test score), or diverged: None."""
    train, test, score = (0, 0, 0) if numbers is None else numbers
    snapshot = Snapshot(
        parameters,
        updates=2000,
        train=Metrics(train, score) if numbers is not None else DIVERGED,
        test=Metrics(test, score) if numbers is not None else DIVERGED,
    )
    run = replace(Run.start(trial.experiment), snapshot=snapshot)
    return Row(trial, Outcome(run, 1.0, state="diverged" if numbers is None else "done"))
