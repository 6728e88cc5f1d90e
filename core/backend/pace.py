"""How many updates to make in one call, so that the window hears of them at display rate."""

import math
import time
from collections.abc import Callable

# Half of what the display shows a picture for: between two calls the backend hears that the window
# wants the next snapshot, which so is there in time.
_CALL_S = 0.008
_MOST = 1 << 16

_FORGETS = 1.02  # a call: some 40 calls after an update takes twice as long, that is known

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


class Unasked:
    """When checkpoints come by themselves: so that updates between two are soon made again.

    An update counts by the quickest of late: however busy the machine is, they are as dense.
    """

    def __init__(self) -> None:
        self._every_s, self._more = 0.0, 0
        self._spent_s, self._least_s = 0.0, math.inf

    def ask(self, every_s: float, more: int) -> None:
        """Have `more` of them, one after every so many seconds of updates."""
        self._every_s, self._more = every_s, more

    def taken(self) -> None:
        """There is a checkpoint of where the training stands, asked for or not."""
        self._spent_s = 0.0

    def due(self, updates: int, seconds: float) -> bool:
        """Take note of updates; return whether now one is to come, which is the less to come."""
        # It is forgotten by and by: the next loop may be a slower one.
        self._least_s = min(_FORGETS * self._least_s, seconds / updates)
        self._spent_s += updates * self._least_s
        if not self._more or self._spent_s < self._every_s:
            return False
        self._more -= 1
        return True


class Limit:
    """Lets `most` updates a second be made, evenly in time; infinite: any number.

    It counts in portions of what a frame of the display has room for, or one by one. Of what was
    missed it makes up for a frame at most: a pace is what one sees.
    """

    def __init__(self, most: float = math.inf, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._empty = 0.0  # the moment up to which all that could be made was
        self.begin()

    @property
    def at_once(self) -> int:
        """The most updates that are ever allowed at once."""
        return max(1, round(2 * _LIMITED_S * self.most))

    @property
    def wait_s(self) -> float:
        """Seconds until something is to be done; 0: now."""
        if math.isinf(self.most):
            return 0.0
        return max(0.0, self._empty + self._portion / self.most - self._clock())

    def begin(self) -> None:
        """Allow the first updates now, whatever was made before."""
        if math.isfinite(self.most):
            self._empty = self._clock() - self._portion / self.most

    def change(self, most: float) -> None:
        """Let `most` updates a second be made from now on; what is waited for is as far as it is.

        So a slider that is drawn to and fro makes no more of them.
        """
        now, before = self._clock(), self.most
        self.most = most
        if math.isinf(before):
            self.begin()
        elif math.isfinite(most):
            self._empty = now - (now - self._empty) * before / most

    def allowed(self, updates: int) -> int:
        """Return how many of `updates` may be made now, and take them as made; 0: none yet."""
        if math.isinf(self.most):
            return updates
        if self.wait_s > 0:
            return 0
        now = self._clock()
        self._empty = max(self._empty, now - self.at_once / self.most)
        taken = min(updates, max(self._portion, math.floor((now - self._empty) * self.most)))
        self._empty += taken / self.most
        return taken

    @property
    def _portion(self) -> int:
        """How many updates are waited for before they are made."""
        return max(1, round(_LIMITED_S * self.most))
