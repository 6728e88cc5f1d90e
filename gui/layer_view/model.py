"""What the layer made of it: the one owner of where the fold stands and what it is made of.

Folds are computed in a thread, of the newest snapshot, a few times a second while training, and
only while somebody sees them.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from core import data
from core.data import Source
from core.data.inputs import Picture
from core.example import Example
from core.experiment import Experiment
from core.fold import Fold, fold
from core.parameters import Parameters, shapes
from core.run import Run
from core.sample import Sample, Sheet, sample_of, sheet_of
from gui.newest_worker import NewestWorker
from gui.session import Session

_PACE_MS = 100  # from one fold to the next, at least
_SHARE, _REST_MS = 4, 1000  # times as long as the last fold took, it rests, but not longer
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
    now = fold(network, run.snapshot.parameters, *given, held, job.again)
    began, before = None, None
    if job.before:
        began = _beginning(job, last)
        if last is not None and last.before and _begins_alike(last, job, sample):
            before = last.before
        elif began is not None:
            before = fold(network, began, *given)
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


class LayerModel(QObject):
    """Where the fold stands, what is seen of it, and the newest fold."""

    changed = Signal()  # another fold, or other things are seen of it
    position_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._position, self._placed = 0.0, False
        self._tests, self._grid, self._before = True, True, False
        self._frame: FoldFrame | None = None
        self._stale, self._alike = True, True
        self._kind: type | None = None
        self._seen: Callable[[], bool] = lambda: False
        self._worker = NewestWorker(folded, "folds", self)
        self._worker.ready.connect(self._take)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.catch_up)
        session.run_changed.connect(self._take_run)
        session.experiment_changed.connect(self._take_experiment)
        session.snapshot_changed.connect(self._ask)
        session.example_changed.connect(self._ask)
        session.training_changed.connect(self._take_training)
        self._take_experiment()

    # What there is.

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        return self._session.experiment

    @property
    def frame(self) -> FoldFrame | None:
        """What is on the screen; None: nothing is yet, or there is nothing to show."""
        return self._frame

    @property
    def has_data(self) -> bool:
        """Whether there are examples at all; a network may come without."""
        return self._session.experiment.source is not None

    @property
    def count(self) -> int:
        """How many stops there are from the input to the output, both included."""
        if self._frame is not None:
            return len(self._frame.now.pictures)
        return len(self._session.experiment.network.sizes)

    @property
    def position(self) -> float:
        """Where the fold stands: 0 is the input, 1 the first hidden layer, 0.5 half way."""
        return self._position

    @property
    def tests(self) -> bool:
        """Whether the examples to test on are shown."""
        return self._tests

    @property
    def grid(self) -> bool:
        """Whether the grid of the plane is shown."""
        return self._grid

    @property
    def before(self) -> bool:
        """Whether it is shown beside it how the run began."""
        return self._before

    @property
    def is_current(self) -> bool:
        """Whether what is on the screen is of the session's snapshot."""
        frame = self._frame
        current = frame is not None and frame.job.run.snapshot is self._session.snapshot
        return current and self._worker.idle and not self._stale

    # What users ask for.

    def place(self, position: float) -> None:
        """Let the fold stand at a position, 0 to `count` − 1."""
        position = min(max(position, 0.0), self.count - 1.0)
        if position != self._position:
            self._position = position
            self.position_changed.emit()

    def choose(
        self, tests: bool | None = None, grid: bool | None = None, before: bool | None = None
    ) -> None:
        """Show test examples, the grid, and how the run began, or do not."""
        self._tests = self._tests if tests is None else tests
        self._grid = self._grid if grid is None else grid
        if before is not None and before != self._before:
            self._before = before
            self._ask()
        self.changed.emit()

    # What the view says.

    def watch(self, seen: Callable[[], bool]) -> None:
        """Compute only while `seen()`: else nobody looks."""
        self._seen = seen

    def catch_up(self) -> None:
        """Compute what has become old while nobody looked, unless it was just computed."""
        source = self._session.experiment.source
        if not self._stale or self._rest.isActive() or source is None or not self._seen():
            return
        session = self._session
        example = session.example if session.example.origin else None
        last = self._frame if self._alike else None
        job = FoldJob(session.run, source, example, self._before, not session.training, last)
        self._stale = False
        self._rest.start(_PACE_MS)
        self._worker.request(job)

    def wait(self) -> None:
        """Have the newest fold before this returns."""
        for _ in range(2):
            self._rest.stop()
            self.catch_up()
            self._worker.wait()

    # How it is done.

    def _ask(self) -> None:
        self._stale = True
        self.catch_up()

    def _take(self, job: FoldJob, frame: FoldFrame) -> None:
        if job.run.experiment.network != self.experiment.network:
            return  # of another run
        before, self._alike = self.count, True
        self._frame = frame
        rest = min(round(1000 * _SHARE * frame.seconds), _REST_MS)
        if rest > _PACE_MS:
            self._rest.start(rest)
        if not self._placed or self.count != before:
            # What the last hidden layer made of it tells most.
            position = self._position if self._placed else max(self.count - 2.0, 0.0)
            self._placed = True
            self._position = min(position, self.count - 1.0)
            self.position_changed.emit()
        self.changed.emit()

    # What the session says.

    def _take_run(self) -> None:
        self._alike = False  # what comes need not be like what is on the screen
        self._worker.forget()

    def _take_experiment(self) -> None:
        experiment, frame = self._session.experiment, self._frame
        other = frame is not None and frame.job.run.experiment.network != experiment.network
        if other or experiment.source is None:
            self._frame = None
        if type(experiment.input) is not self._kind:
            self._kind, self._placed = type(experiment.input), False
            self._before = isinstance(experiment.input, Picture)
        self._ask()
        self.changed.emit()

    def _take_training(self) -> None:
        if not self._session.training:
            self._ask()
