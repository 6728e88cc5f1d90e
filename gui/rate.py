"""How fast training goes: updates a second over the last second."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session

_WINDOW = 1.0  # s
_SEEN = 2.5  # updates at least, in the window, where the pace is slow


def rate_text(rate: float) -> str:
    """Return updates a second as they are shown: few of them with a decimal."""
    return f"{rate:,.0f}" if rate >= 9.95 else f"{rate:.1f}"


class RateMeter:
    """Updates a second over about the last `window` seconds; `clock` returns seconds."""

    def __init__(
        self, window: float = _WINDOW, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.window = window
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def clear(self) -> None:
        """Forget what was seen: what comes next does not go on from it."""
        self._seen.clear()

    def add(self, update: int) -> None:
        """Note that training stands at `update` now; an earlier one (another run) starts afresh."""
        if self._seen and update < self._seen[-1][1]:
            self.clear()
        now = self._clock()
        self._seen.append((now, update))
        # One older than the window stays: two points are needed to tell a rate.
        while len(self._seen) > 2 and self._seen[1][0] <= now - self.window:
            self._seen.popleft()

    def rate(self) -> float:
        """Return updates a second; 0 when none came within the window."""
        if len(self._seen) < 2 or self._clock() - self._seen[-1][0] > self.window:
            return 0.0
        (start, first), (end, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end - start) if end > start else 0.0


class TrainingRate(QObject):
    """The rate of a session's training; a pause, another run or device start it afresh."""

    ran_out = Signal()  # nothing came for so long that there is no rate any more

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._meter = RateMeter(clock=clock)
        # A little late: a coarse timer may be early.
        self._silence = QTimer(self, singleShot=True, interval=round(1100 * _WINDOW))
        self._silence.timeout.connect(self.ran_out)
        session.pace_changed.connect(self._take_pace)
        session.newest_changed.connect(self._take_snapshot)
        for signal in (session.training_changed, session.live_changed, session.device_changed):
            signal.connect(self._meter.clear)

    def rate(self) -> float:
        """Return updates a second; 0 while nothing trains."""
        return self._meter.rate() if self._session.training else 0.0

    def _take_pace(self) -> None:
        self._meter.clear()
        self._meter.window = max(_WINDOW, _SEEN / self._session.pace)
        self._silence.setInterval(round(1100 * self._meter.window))

    def _take_snapshot(self) -> None:
        self._meter.add(self._session.live.snapshot.updates)
        self._silence.start()
