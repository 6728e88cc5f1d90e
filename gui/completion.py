"""Who waits for a complete snapshot of the run: the window goes on until it has come."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.run import Run
from gui.session import Session

PATIENCE_MS = 10_000  # for a backend that is busy; then there is what there is


class Completion(QObject):
    """Hands on the run as soon as it is complete: with all that had been trained when it was asked.

    Where another run is shown meanwhile, or nobody answers any more, it hands on what there is.
    """

    changed = Signal()  # whether anybody waits

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[Callable[[Run], None]] = []
        self._run = session.live  # that is waited for, in its newest state
        self._least = 0  # updates that it is to have at least
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.end)
        for told in (session.live_changed, session.newest_changed, session.backend_changed):
            told.connect(self._look)

    @property
    def waits(self) -> bool:
        """Whether anybody waits."""
        return bool(self._waiting)

    @property
    def is_due(self) -> bool:
        """Whether a complete snapshot is to come."""
        return self._session.checkpoint_is_due() and self._session.backend.answers

    def hand_on(self, then: Callable[[Run], None]) -> None:
        """Have `then` hear the run, at once where nothing is waited for; in the order of asking."""
        self._session.request_checkpoint()
        self._run, self._least = self._session.live, self._session.live.snapshot.updates
        self._waiting.append(then)
        if not self.is_due:
            self.end()
        elif self._look() and not self._patience.isActive():
            self._patience.start(PATIENCE_MS)
            self.changed.emit()

    def end(self) -> None:
        """Wait no more."""
        self._patience.stop()
        live = self._session.live
        self._run = live if live.id == self._run.id else self._run
        run = at_exact(self._run) if self._is_complete else settled(self._run)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(run)
        if waiting:
            self.changed.emit()

    @property
    def _is_complete(self) -> bool:
        exact = self._run.exact
        new_enough = exact is self._run.snapshot or exact.updates >= self._least
        return exact.complete and new_enough

    def _look(self) -> bool:
        """Look whether it has come; return whether somebody waits still."""
        live = self._session.live
        if self._waiting and live.id == self._run.id:
            self._run = live
            if self._is_complete or not self._session.backend.answers:
                self.end()
        elif self._waiting:
            self.end()
        return self.waits


def settled(run: Run) -> Run:
    """Return `run` with a curve of its own: that of the session grows."""
    return replace(run, history=run.history.copy())


def at_exact(run: Run) -> Run:
    """Return `run` as it was at its newest complete snapshot, with a curve of its own."""
    run, exact = settled(run), run.exact
    if exact is run.snapshot:
        return run
    run.history.cut(exact.epoch)
    return replace(run.at(exact), history=run.history)
