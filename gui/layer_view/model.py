"""What the layer made of it: the one owner of where the fold stands and what it is made of.

Folds are computed in a thread, of the newest snapshot, a few times a second while training, and
only while somebody sees them.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from core.data.inputs import Picture
from core.experiment import Experiment
from gui.layer_view.work import FoldFrame, FoldJob, folded
from gui.newest_worker import NewestWorker
from gui.session import Session

_PACE_MS = 100  # from one fold to the next, at least
_SHARE, _REST_MS = 4, 1000  # times as long as the last fold took, it rests, but not longer


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
        if example is not None and len(example.inputs) != session.experiment.network.inputs:
            example = None  # of the experiment before: the next one is about to come
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
        self._frame, self._alike = frame, True
        most = self.count - 1.0
        rest = min(round(1000 * _SHARE * frame.seconds), _REST_MS)
        if rest > _PACE_MS:
            self._rest.start(rest)
        # Where it stood may be beyond the output of a network that was not shown before.
        if not self._placed or self._position > most:
            # What the last hidden layer made of it tells most.
            position = self._position if self._placed else max(most - 1, 0.0)
            self._placed = True
            self._position = min(position, most)
            self.position_changed.emit()
        self.changed.emit()

    # What the session says.

    def _take_run(self) -> None:
        self._alike = False  # what comes need not be like what is on the screen
        self._worker.forget()
        self._take_kind()  # before its snapshot comes

    def _take_kind(self) -> None:
        kind = self._session.experiment.input
        if type(kind) is not self._kind:
            self._kind, self._placed = type(kind), False
            self._before = isinstance(kind, Picture)

    def _take_experiment(self) -> None:
        experiment, frame = self._session.experiment, self._frame
        other = frame is not None and frame.job.run.experiment.network != experiment.network
        if other or experiment.source is None:
            self._frame = None
        self._take_kind()
        self._ask()
        self.changed.emit()

    def _take_training(self) -> None:
        if not self._session.training:
            self._ask()
