"""When a run came how far: updates and seconds of training over its epochs, of bounded size."""

import numpy as np

from core.rows import roomier
from core.wording import QT_TRANSLATE_NOOP, SentenceError

CAPACITY = 1024
COLUMNS = ("epoch", "updates", "seconds")


class Stopwatch:
    """Points (epoch, updates, seconds of training), each later than the one before.

    When CAPACITY points are full, one in two goes. Between two points a run went evenly.
    """

    def __init__(self) -> None:
        self._points = np.zeros((0, len(COLUMNS)))
        self._count = 0

    @classmethod
    def even(cls, epoch: float, updates: int) -> "Stopwatch":
        """Return that of a run that made `updates` evenly up to `epoch`, in a time not known."""
        found = cls()
        found.note(0, 0, 0)
        if updates:
            found.note(epoch, updates, 0)
        return found

    @classmethod
    def restore(cls, points: np.ndarray) -> "Stopwatch":
        """Return the one that had these points. ValueError: they are none."""
        shaped = points.ndim == 2 and points.shape[1] == len(COLUMNS) and len(points) <= CAPACITY
        if not (shaped and np.isfinite(points).all() and (points >= 0).all()):
            raise SentenceError(QT_TRANSLATE_NOOP("Core", "The times of a run are no times."))
        found = cls()
        found._points, found._count = np.array(points, float), len(points)
        return found

    def __len__(self) -> int:
        return self._count

    @property
    def points(self) -> np.ndarray:
        """All points, float64 [points, columns]; a view, valid until the next `note`."""
        return self._points[: self._count]

    @property
    def seconds(self) -> float:
        """How long it was trained, as far as that is known."""
        return float(self.points[-1, 2]) if self._count else 0.0

    def note(self, epoch: float, updates: int, seconds: float) -> None:
        """Note that `updates` had been made at `epoch`, after so many more `seconds`.

        A run that went back forgets what came after; the time that it took stays.
        """
        total = self.seconds + seconds
        self._count = int(np.searchsorted(self.points[:, 0], epoch, side="left"))
        if self._count == CAPACITY:
            self._count = CAPACITY // 2
            self._points[: self._count] = self._points[::2].copy()
        if self._count == len(self._points):
            self._points = roomier(self._points, CAPACITY)
        self._points[self._count] = epoch, updates, total
        self._count += 1

    def copy(self) -> "Stopwatch":
        """Return one of its own that has come as far."""
        return Stopwatch.restore(self.points)

    def until(self, epoch: float) -> "Stopwatch":
        """Return one of its own that knows what was up to `epoch`."""
        return Stopwatch.restore(self.points[self.points[:, 0] <= epoch])

    def at(self, epochs: np.ndarray, column: str) -> np.ndarray:
        """Return `column` at these epochs, NaN before and after what was noted."""
        points = self.points
        if not len(points):
            return np.full(len(epochs), np.nan)
        of, nothing = points[:, COLUMNS.index(column)], np.nan
        found: np.ndarray = np.interp(epochs, points[:, 0], of, left=nothing, right=nothing)
        return found
