"""Whether the backend still speaks, judged by the window's own clock.

Only what the window itself has waited through counts: a tick that comes late says that the window
was busy or stopped, or the computer asleep, and nothing of the backend.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

PATIENCE_MS = 5000  # it says every second that it lives
LOADING_MS = 60_000  # while libraries are read, from a slow disk perhaps, it cannot
_MOST_TICK_MS = 500
_LOOKS = 2  # into the pipe, before it is called silent


class Pulse(QObject):
    """Counts for how long nothing was `heard`, in ticks of the window that came in time.

    `look` reads what waits in the pipe, and says whether there was anything: data that waits is a
    sign of life.
    """

    silent = Signal(int)  # ms without a word, again with every tick; 0: it speaks again

    def __init__(self, look: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._patience_ms = PATIENCE_MS
        self._quiet_ms = self._looks = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self.tick(self._since.restart()))

    @property
    def tick_ms(self) -> int:
        """How long a tick is."""
        return max(1, min(_MOST_TICK_MS, self._patience_ms // 10))

    def begin(self, patience_ms: int) -> None:
        """Listen from now on, with so much patience."""
        self.heard()
        self._patience_ms = patience_ms
        self._since.start()
        self._timer.start(self.tick_ms)

    def end(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self.heard()

    def heard(self) -> None:
        """Something came: all begins again."""
        was_silent = self._looks > _LOOKS
        self._quiet_ms = self._looks = 0
        if was_silent:
            self.silent.emit(0)

    def tick(self, passed_ms: int) -> None:
        """Take note of a tick, `passed_ms` after the one before."""
        if passed_ms > 2 * self.tick_ms:
            return
        self._quiet_ms += self.tick_ms
        if self._quiet_ms < self._patience_ms or self._look():
            return
        self._looks += 1
        if self._looks > _LOOKS:
            self.silent.emit(self._quiet_ms)
