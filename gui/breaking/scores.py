"""How good the network still is with its damage: measured in threads, the newest first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from core.broken import Quantity
from core.snapshot import Metrics
from gui.breaking.judge import Job, Judge, Verdict, base_of
from gui.breaking.owner import Breaking
from gui.newest_worker import NewestWorker

_PACE_MS, _CURVE_MS = 150, 1000  # from one measurement of a training to the next, at least
# What takes longer to measure is not said of another damage meanwhile.
_SLOW_S, _SLOW_CURVE_S = 0.1, 0.5


class Scores(QObject):
    """The score of the network that is shown, whole and damaged, and a curve of it."""

    changed = Signal()  # what is known, or what the curve is of

    def __init__(self, breaking: Breaking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.breaking = breaking
        self._session = breaking.session
        self.seen: Callable[[], bool] = lambda: False  # whether anybody looks at the curve
        self._of: Quantity = "pruned"
        self._score: tuple[Job, Verdict] | None = None
        self._curve: tuple[Job, Verdict] | None = None
        self._score_worker = NewestWorker(Judge(), "damage", self)
        self._curve_worker = NewestWorker(Judge(), "damage curve", self)
        self._score_worker.ready.connect(self._take_score)
        self._curve_worker.ready.connect(self._take_curve)
        self._score_pace = QTimer(self, singleShot=True, interval=_PACE_MS)
        self._curve_pace = QTimer(self, singleShot=True, interval=_CURVE_MS)
        for pace in (self._score_pace, self._curve_pace):
            pace.timeout.connect(self.follow)
        self._session.run_changed.connect(self._forget)
        self._session.experiment_changed.connect(self.follow)
        self._session.snapshot_changed.connect(self.follow)
        breaking.changed.connect(self._follow_at_once)

    @property
    def can_measure(self) -> bool:
        """Whether there are examples to measure it on."""
        return self._session.experiment.source is not None

    @property
    def score(self) -> tuple[Metrics, Metrics] | None:
        """How good the whole and the damaged network are on the test set; None: not known yet.

        While a slider is dragged it may be that of a moment ago.
        """
        if self._score is None:
            return None
        job, found = self._score
        if job.damage != self.breaking.damage and found.took > _SLOW_S:
            return None
        return found.before, found.after[0]

    @property
    def quantity(self) -> Quantity:
        """What the curve is of."""
        return self._of

    @property
    def curve(self) -> tuple[Metrics, ...]:
        """How good it is at each of core.broken.PLACES, all other damage as it is; empty: unknown.

        It may be that of a moment ago, too.
        """
        found = self._seen_curve
        return () if found is None else found.after

    @property
    def lost(self) -> float:
        """The share of the weights that become 0 with two bits, where the curve rises at one.

        Else 0.
        """
        found = self._seen_curve
        return 0.0 if found is None else found.lost

    @property
    def _seen_curve(self) -> Verdict | None:
        if self._curve is None:
            return None
        job, found = self._curve
        new = job.damage != base_of(self.breaking.damage, self._of)
        if job.of != self._of or (new and found.took > _SLOW_CURVE_S):
            return None
        return found

    @property
    def is_current(self) -> bool:
        """Whether all that is asked for is known of the snapshot that is shown."""
        return self.knows_score and not (self.seen() and self._due(self._of))

    @property
    def knows_score(self) -> bool:
        """Whether the score is that of what is shown, and not of a moment ago."""
        return not self._due(None)

    def look_away(self) -> None:
        """Measure no curve any more: who looked at it is gone."""
        self.seen = lambda: False

    def choose(self, of: Quantity) -> None:
        """Show the curve of another quantity."""
        if of != self._of:
            self._of = of
            self._curve_pace.stop()
            self.follow()
            self.changed.emit()

    def follow(self) -> None:
        """Have measured what is new, if anybody wants to know, and it is time."""
        seen = self.seen()
        if not self.can_measure or not (self.breaking.damage or seen):
            return
        if not self._score_pace.isActive() and self._due(None):
            self._score_worker.request(self._job(None))
            self._score_pace.start()
        if seen and not self._curve_pace.isActive() and self._due(self._of):
            self._curve_worker.request(self._job(self._of))
            self._curve_pace.start()

    def wait(self) -> None:
        """Have all measured before this returns."""
        self._follow_at_once()
        self._score_worker.wait()
        self._curve_worker.wait()

    def _follow_at_once(self) -> None:
        for pace in (self._score_pace, self._curve_pace):
            pace.stop()
        self.follow()

    def _forget(self) -> None:
        """What was measured is of another run."""
        for worker in (self._score_worker, self._curve_worker):
            worker.forget()
        self._score = self._curve = None
        self._follow_at_once()
        self.changed.emit()

    def _job(self, of: Quantity | None) -> Job:
        run, damage = self._session.whole, self.breaking.damage
        given = run.experiment, run.snapshot.parameters
        return Job(*given, damage if of is None else base_of(damage, of), of)

    def _due(self, of: Quantity | None) -> bool:
        """Whether what was measured is of something else than what is shown."""
        known, job = self._score if of is None else self._curve, self._job(of)
        return known is None or not _same(known[0], job)

    def _take_score(self, job: Job, found: Verdict) -> None:
        self._score = job, found
        self.changed.emit()

    def _take_curve(self, job: Job, found: Verdict) -> None:
        self._curve = job, found
        self.changed.emit()


def _same(one: Job, other: Job) -> bool:
    """Whether both ask for the same."""
    alike = one.experiment is other.experiment and one.parameters is other.parameters
    return alike and one[2:] == other[2:]
