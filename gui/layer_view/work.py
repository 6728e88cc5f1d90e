"""What is computed in a thread for the fold: its pictures of now and of the beginning."""

import time
from typing import NamedTuple

from core import data
from core.data import Source
from core.example import Example
from core.fold import Fold, fold
from core.parameters import Parameters, shapes
from core.run import Run
from core.sample import Sample, Sheet, sample_of, sheet_of
from gui.layer_view.border import border_of

_PRODUCTS = 1_000_000_000  # a·w of all rows: more would take a second
_LEAST, _MOST = 50, 1000  # examples
_COARSE, _FINE = 7, 13  # lines of the grid, each way


class FoldJob(NamedTuple):
    """The fold of a `run` as it is, with the `example` that is shown.

    It is to be like the `last` one on the screen; axes may turn `again`. With `before` it is shown
    how the run began, too.
    """

    run: Run
    source: Source
    example: Example | None
    before: bool
    again: bool
    last: "FoldFrame | None"


class FoldFrame(NamedTuple):
    """What is on the screen: the fold `now`, and the one `before` the first update, if asked for.

    `job` is what it is of, `sample` and `sheet` what both are made of, and `began` are the
    parameters before the first update. It took so many `seconds`.
    """

    job: FoldJob
    sample: Sample
    sheet: Sheet | None
    now: Fold
    before: Fold | None
    began: Parameters | None
    seconds: float

    @property
    def folds(self) -> tuple[Fold, ...]:
        """The folds that are seen beside each other."""
        return (self.now,) if self.before is None else (self.before, self.now)


def folded(job: FoldJob) -> FoldFrame:
    """Return what is seen of a job; in a thread."""
    run, last, experiment = job.run, job.last, job.run.experiment
    network = experiment.network
    if last is not None and last.job.run.experiment.network != network:
        last = None
    if last is not None and last.job.source == job.source:
        sample, sheet = last.sample, last.sheet
    else:
        weights = sum(layer.weights.size for layer in run.snapshot.parameters)
        most = min(max(_PRODUCTS // weights, _LEAST), _MOST)
        sample = sample_of(data.load(job.source), most)
        sheet = sheet_of(experiment.input, _FINE if most == _MOST else _COARSE)
    start = time.perf_counter()  # loading is done once
    given = experiment.input, sample, sheet, job.example
    held = last.now if last is not None else None
    border = border_of(experiment, run.snapshot.parameters)
    now = fold(network, run.snapshot.parameters, *given, border, held, job.again)
    began, before = None, None
    if job.before:
        began = _beginning(job, last)
        if last is not None and last.before and _begins_alike(last, job, sample):
            before = last.before
        elif began is not None:
            before = fold(network, began, *given, border_of(experiment, began))
    done = job._replace(last=None)  # else none before it would ever go
    return FoldFrame(done, sample, sheet, now, before, began, time.perf_counter() - start)


def _beginning(job: FoldJob, last: FoldFrame | None) -> Parameters | None:
    """Return the parameters before the first update; None: they do not fit the network."""
    run = job.run
    if last is not None and last.began is not None and _same_beginning(last.job.run, run):
        return last.began
    began = run.initial_parameters()
    found = tuple(tuple(part.shape for part in layer) for layer in began)
    return began if found == shapes(run.experiment.network) else None


def _same_beginning(one: Run, other: Run) -> bool:
    return one.id == other.id and one.given is other.given


def _begins_alike(last: FoldFrame, job: FoldJob, sample: Sample) -> bool:
    """Whether the fold of the beginning would be the same again."""
    same = _same_beginning(last.job.run, job.run) and last.job.example is job.example
    return same and last.sample is sample
