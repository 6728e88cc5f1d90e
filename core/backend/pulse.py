"""The heartbeat: while the backend runs, it says every second that it lives, and what it does."""

import queue
import threading
import time
from collections.abc import Callable

from core.backend.frames import pieces
from core.backend.messages import Alive, DoingName

BEAT_S = 1.0


class Doing:
    """What the main thread does, and since when; another thread may ask."""

    def __init__(
        self, name: DoingName = "loading", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._now: tuple[DoingName, float] = name, clock()

    def begin(self, name: DoingName) -> None:
        """Say that the main thread does this from now on."""
        self._now = name, self._clock()  # one value, so that nobody sees half of it

    def told(self) -> Alive:
        """Return what the main thread does as it is told to the window."""
        name, since = self._now
        return Alive(name, max(0, int(self._clock() - since)))


def beat(
    doing: Doing, outbox: "queue.SimpleQueue[tuple[bytes, ...]]", ended: threading.Event
) -> None:
    """Put a beat into `outbox` every second until `ended`; none where something waits already."""
    while not ended.wait(BEAT_S):
        if outbox.empty():
            outbox.put(pieces(doing.told()))
