"""When complete snapshots are asked for: how often while training, and when somebody waits."""

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from core.backend.messages import Alive, ToWindow
from core.optimizers import OPTIMIZERS
from core.run import Run
from gui.session import Session

_PATIENCE_MS = 50  # for one that somebody waits for; nearly all that come take less than 30
# From the last one a lost backend's training goes on. With the time that one takes, no more than
# two seconds are lost.
_LEAST_MS, _MOST_MS, _MS_A_MB = 500, 1500, 20
# In a record, what lies between two of them is computed again in about as long as it took.
_DENSE_MS = 30
_AHEAD_MB, _AHEAD = 16, 200  # of a record, for a window that is late


class Recording(NamedTuple):
    """The backend sends a checkpoint after every `every` seconds of updates, `more` in all."""

    every: float
    more: int


ALONE = Recording(0.0, 0)  # the one that is asked for


def interval_ms(run: Run) -> int:
    """Return the time between two complete snapshots of `run` that are asked for."""
    return min(max(_LEAST_MS, round(_MS_A_MB * _size_mb(run))), _MOST_MS)


def recording(run: Run) -> Recording:
    """Return how a run is recorded: there are enough for twice the time until it is asked again."""
    size, asked_ms = _size_mb(run), interval_ms(run)
    every_ms = min(_DENSE_MS + _MS_A_MB * size, _MOST_MS)
    ahead = max(2 * asked_ms / every_ms, min(_AHEAD_MB / size, _AHEAD))
    return Recording(every_ms / 1000, math.ceil(ahead))


def _size_mb(run: Run) -> float:
    """Return how large a complete snapshot is: large ones are rare."""
    sets = 1 + OPTIMIZERS[run.experiment.hyperparameters.optimizer].slot_count
    return sets * sum(array.nbytes for layer in run.snapshot.parameters for array in layer) / 1e6


class Checkpoints(QObject):
    """Asks for them: `ask` sends for one, and those that come with it by themselves.

    `wait` takes messages until something is true, or so many ms are over. While `is_recorded`, more
    come than are asked for.
    """

    def __init__(
        self,
        session: Session,
        send: Callable[[Recording], None],
        wait: Callable[[Callable[[], bool], int], None],
        is_recorded: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._send, self._wait = session, send, wait
        self._is_recorded = is_recorded
        self.awaited = False  # somebody waits for a snapshot: it is not kept back
        self.in_vain = False  # somebody did, and nothing has come since: nobody is to wait again
        self._due = 0  # asked for, and not come
        session.checkpoint_is_due = lambda: self._due > 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask_regularly)

    def begin(self) -> None:
        """Training begins: ask again and again."""
        self._timer.start(interval_ms(self._session.live))

    def end(self) -> None:
        """Training has ended: ask where it is, for the last time."""
        self._timer.stop()
        self.ask()

    def ask(self, which: Recording = ALONE) -> None:
        """Ask for one now, and for those that `which` says."""
        self._due += 1
        self._send(which)

    def ask_regularly(self) -> None:
        """Ask for one, and for those that are recorded; where one is due still, it is awaited."""
        # They do not queue up: one may take longer than the time between two.
        if not self._due:
            self.ask(recording(self._session.live) if self._is_recorded() else ALONE)

    def wait(self) -> None:
        """Ask for one, and take messages until it has come, but not for long."""
        self.awaited = True
        self.ask()
        # The newest one comes after everything that was wished for before.
        self._wait(lambda: not self._due, _PATIENCE_MS)
        self.awaited, self.in_vain = False, bool(self._due)

    def hear(self, message: ToWindow) -> None:
        """Take note that something has come; that it lives says nothing of when it answers."""
        self.in_vain = self.in_vain and isinstance(message, Alive)

    def come(self, asked: bool) -> None:
        """Take note that one has come, which was `asked` for or came by itself."""
        self._due -= asked

    def forget(self) -> None:
        """Those that are due are of another run: they do not count."""
        self._due = 0
