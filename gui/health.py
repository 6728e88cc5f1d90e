"""How the training is, as the backend tells it; and the way back to where it was healthy."""

import math

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.backend.messages import Changed, Checkpoint
from core.backend.messages import Health as Told
from core.health import Finding, Remark
from core.run import Run
from core.snapshot import Snapshot
from gui.session import Session
from gui.translation import translate

# A score so near to the best one is as good: the newer network counts.
_AS_GOOD = 0.02
# To begin with: what keeps sizes as they are from layer to layer.
_MILD = "glorot uniform"


class Health(QObject):
    """What is wrong with the run that is shown, if anything, and how it can go on.

    It keeps two complete snapshots that were judged healthy, the best and the newest, and one that
    is not judged yet.
    """

    changed = Signal()  # the finding
    remarks_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding: Finding | None = None
        self._remarks: tuple[Remark, ...] = ()
        self._trained = self._single = False  # when it was found
        self._best: Snapshot | None = None
        self._newest: Snapshot | None = None
        self._waiting: Snapshot | None = None
        self._healthy = -1  # updates up to which it was
        self._source = session.live.experiment.source
        self._scored = -1  # only after so many updates was it measured on these data
        session.live_changed.connect(self._begin)
        session.parameters_changed.connect(self._begin)
        session.newest_changed.connect(self._keep)
        session.experiment_changed.connect(self._take_experiment)
        self._begin()

    @property
    def finding(self) -> Finding | None:
        """What is wrong, until something was done about it."""
        return self._finding

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is worth a word now, and stops nothing."""
        return self._remarks

    @property
    def single(self) -> bool:
        """Whether it was found after a single update."""
        return self._single

    @property
    def can_begin_mildly(self) -> bool:
        """Whether other weights to begin with would help."""
        return self._finding is not None and self._finding.cause == "start"

    @property
    def back(self) -> Snapshot | None:
        """Where the way back leads; None: to the beginning, which is drawn again.

        The newest that was healthy, unless another was clearly better.
        """
        best, newest = self._best, self._newest
        if best is None or newest is None:
            return newest
        return best if best.test.score > newest.test.score + _AS_GOOD else newest

    @property
    def third(self) -> float:
        """A third of the learning rate."""
        return _rounded(self._session.live.experiment.hyperparameters.learning_rate / 3)

    @property
    def gentle(self) -> float | None:
        """The rate to go on with where a third of it is still too high; None: it is not."""
        found, rates = self._finding, self._session.live.experiment.hyperparameters
        if found is None or found.cause != "rate" or found.better <= 0:
            return None
        # What was found is of the rate that the schedule had come to.
        now = rates.at(found.updates).learning_rate
        better = _rounded(found.better / now * rates.learning_rate)
        return better if better < self.third else None

    def take(self, told: Told) -> None:
        """Take what the backend says of the run that is shown."""
        self._healthy = told.healthy
        self._judge()
        if told.remarks != self._remarks:
            self._remarks = told.remarks
            self.remarks_changed.emit()
        if told.finding:
            self._waiting = None
            self._trained = told.stopped or self._session.training
            self._single = not self._trained
            self._set(told.finding)
        elif self._finding and told.healthy >= self._finding.updates:
            self._set(None)

    def take_recorded(self, recorded: Changed | Checkpoint) -> None:
        """Take what the backend says that it has done: from an update on other data count."""
        if isinstance(recorded, Changed) and recorded.source is not None:
            self._forget_best(recorded.updates)

    def go_back(self, learning_rate: float) -> None:
        """Go on, undoably, from where it was healthy, with this learning rate."""
        trained = self._trained or self._session.training
        self._session.open_run(self._run_back(learning_rate), self.way_back(learning_rate))
        self._session.set_training(trained)

    def way_back(self, learning_rate: float) -> str:
        """What going back with this learning rate is called."""
        if self.back is None:
            return translate("Health", "Start again at rate {rate:g}").format(rate=learning_rate)
        return translate("Health", "Back to update {updates:,} at rate {rate:g}").format(
            updates=self.back.updates, rate=learning_rate
        )

    def begin_mildly(self) -> None:
        """Begin again, undoably, with smaller initial weights."""
        run, trained = self._session.live, self._trained or self._session.training
        network = replace(run.experiment.network, initialiser=_MILD)
        again = Run.start(replace(run.experiment, network=network), parent=run)
        self._session.open_run(again, translate("Health", "Start with smaller weights"))
        self._session.set_training(trained)

    def go_on(self) -> None:
        """Let the training go on as it is."""
        trained = self._trained
        self._set(None)
        if trained:
            self._session.set_training(True)

    def close(self) -> None:
        """Let things be as they are."""
        self._set(None)

    def _set(self, finding: Finding | None) -> None:
        if finding is not self._finding:
            self._finding = finding
            self.changed.emit()

    def _begin(self) -> None:
        """Forget the run before: another has begun, or its parameters were changed by hand."""
        self._newest = self._waiting = None
        self._healthy = -1
        self._source = self._session.live.experiment.source
        self._forget_best(-1)
        if self._remarks:
            self._remarks = ()
            self.remarks_changed.emit()
        self._set(None)
        self._keep()

    def _take_experiment(self) -> None:
        live = self._session.live
        if live.experiment.source != self._source:
            self._source = live.experiment.source
            self._forget_best(live.snapshot.updates)

    def _forget_best(self, updates: int) -> None:
        """After so many updates it goes on with other data: what was scored till then is past."""
        self._best, self._scored = None, updates

    def _keep(self) -> None:
        """Keep the newest complete snapshot until it is judged; none that comes meanwhile."""
        now = self._session.live.snapshot
        if self._waiting and self._waiting.updates > now.updates:
            self._waiting = None  # a backend was lost, and what it had come to with it
        if self._waiting is None and now.slots is not None and now.updates:
            self._waiting = now
            self._judge()

    def _judge(self) -> None:
        if self._waiting and self._waiting.updates <= self._healthy:
            self._confirm(self._waiting)
            self._waiting = None

    def _confirm(self, snapshot: Snapshot) -> None:
        self._newest = snapshot
        if snapshot.tested_at <= self._scored:
            return
        score = -math.inf if math.isnan(snapshot.test.score) else snapshot.test.score
        if self._best is None or score >= self._best.test.score:
            self._best = snapshot

    def _run_back(self, learning_rate: float) -> Run:
        run, back = self._session.live, self.back
        if back is not None:
            return run.back_at(back, learning_rate)
        rates = replace(run.experiment.hyperparameters, learning_rate=learning_rate)
        return run.start_again(replace(run.experiment, hyperparameters=rates))


def _rounded(rate: float) -> float:
    """Return `rate` with two figures, within what a rate may be."""
    return float(f"{max(rate, 1e-12):.2g}")
