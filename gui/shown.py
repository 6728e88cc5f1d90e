"""Which run the session shows: the live one or its past, whole or with damage."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.example import Example
from core.experiment import Experiment
from core.history import History
from core.parameters import Parameters
from core.run import Run
from core.snapshot import Metrics, Snapshot
from gui.session_signals import SessionSignals


class Shown(SessionSignals):
    """What there is to see of a run; `gui.session.Session` changes it.

    Who breaks a network says what is shown of a run, as what an example is taken in, and keeps the
    damage where parameters are changed in it; nobody does at first.
    """

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._past: Run | None = None
        # Equal runs are shown as the same object: views tell by that what is new.
        self.shown_as: Callable[[Run], Run] = lambda run: run
        self.taken_as: Callable[[Example], Example] = lambda example: example
        self.keep_damage: Callable[[Parameters, str], None] = lambda parameters, text: None

    @property
    def run(self) -> Run:
        """The run that is shown: the live one, or its past, with its damage."""
        return self.shown_as(self.whole)

    @property
    def whole(self) -> Run:
        """The run that is shown, without the damage that it is shown with."""
        return self._past or self._run

    @property
    def damaged(self) -> bool:
        """Whether the network that is shown is damaged; noise on inputs leaves it whole."""
        return self.run is not self.whole

    @property
    def live(self) -> Run:
        """The run that is trained, and changed."""
        return self._run

    @property
    def past(self) -> Run | None:
        """The live run as it was, while that is looked at."""
        return self._past

    @property
    def experiment(self) -> Experiment:
        """What the run trains."""
        return self.run.experiment

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot of the run that is shown: its newest, unless it is its past."""
        return self.run.snapshot

    @property
    def history(self) -> History:
        """How loss and score of the run went."""
        return self.run.history

    @property
    def train_metrics(self) -> Metrics:
        """The newest that were measured while training, of the whole network."""
        return self._newest("train", self.whole.snapshot.train)

    @property
    def test_metrics(self) -> Metrics:
        """The newest that were measured on the test set, of the whole network."""
        return self._newest("test", self.whole.snapshot.test)

    def show_past(self, past: Run | None) -> None:
        """Show the live run as it was, while it is trained as before; None: as it is now."""
        before, self._past = self.run, past
        self.tell_shown(before)

    def tell_shown(self, before: Run) -> None:
        """Tell what is shown now, where that is something else than `before`."""
        now = self.run
        if now is before:
            return
        if now.id != before.id:  # it had another structure
            self.run_changed.emit()
        if now.id != before.id or now.experiment != before.experiment:
            self.experiment_changed.emit()
        self.snapshot_changed.emit()
        self.forward_changed.emit()

    def _newest(self, name: str, now: Metrics) -> Metrics:
        # The curve is of what was trained: it says nothing of what was put in its place.
        alone = self.whole.trained or self._past
        return now.marked if alone else self.history.newest(name, now)
