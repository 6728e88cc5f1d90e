"""How many updates to make in one call, so that the window hears of them at display rate."""

import math
import time
from collections.abc import Callable

# Half of what the display shows a picture for: between two calls the backend hears that the window
# wants the next snapshot, which so is there in time.
_CALL_S = 0.008
_MOST = 1 << 16

_LIMITED_S = 1 / 60  # between two calls where updates are limited


class Pace:
    """Learns from every call how many updates fit into `target_s` seconds."""

    def __init__(self, target_s: float = _CALL_S) -> None:
        self.updates = 1
        self._target_s = target_s

    def took(self, updates: int, seconds: float) -> None:
        """A call of so many `updates` took `seconds`: plan the next, growing at most fourfold."""
        fitting = updates * self._target_s / max(seconds, 1e-6)
        self.updates = int(min(max(fitting, 1), 4 * self.updates, _MOST))


class Limit:
    """Lets `most` updates a second be made, evenly in time; infinite: any number."""

    def __init__(self, most: float = math.inf, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._due = clock()  # when the next update may be made

    @property
    def wait_s(self) -> float:
        """Seconds until something is to be done; 0: now."""
        return 0.0 if math.isinf(self.most) else max(0.0, self._due - self._clock())

    def allowed(self, updates: int) -> int:
        """Return how many of `updates` may be made now, and take them as made; 0: none yet."""
        if math.isinf(self.most):
            return updates
        now = self._clock()
        if now < self._due:
            return 0
        # What was missed is not made up for: a pace is what one sees.
        taken = max(1, min(updates, round(self.most * _LIMITED_S)))
        self._due = max(self._due, now - _LIMITED_S) + taken / self.most
        return taken
