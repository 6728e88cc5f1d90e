"""How loss and score went: a curve of bounded size, however long the training."""

import math
from collections.abc import Sequence

import numpy as np

from core.rows import roomier
from core.snapshot import NOT_MEASURED, Metrics, Snapshot
from core.wording import QT_TRANSLATE_NOOP, SentenceError

CAPACITY = 4096
COLUMNS = ("epoch", "train_loss", "train_score", "test_loss", "test_score")


def curve(points: Sequence[Sequence[float]]) -> np.ndarray:
    """Return points, each with all of COLUMNS, as float64 [points, columns]; there may be none."""
    return np.array(points, float).reshape(-1, len(COLUMNS))


class History:
    """Points (epoch, train and test loss and score), each the mean of `stride` snapshots.

    When CAPACITY points are full, neighbours are averaged and the stride doubles: the curve keeps
    its whole length and at least half of CAPACITY points.
    """

    MAX_BYTES = CAPACITY * len(COLUMNS) * 8

    def __init__(self) -> None:
        self._points = curve(())
        self._count = 0
        self.stride = 1
        self._tested_at: int | None = None  # of the newest test metrics here
        self._waiting: list[tuple[float, ...]] = []

    @classmethod
    def restore(cls, points: np.ndarray, stride: int) -> "History":
        """Return the history that had these points. ValueError: they are none."""
        if points.ndim != 2 or points.shape[1] != len(COLUMNS) or len(points) > CAPACITY:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "A history is [points, {columns}], not {shape}."),
                columns=len(COLUMNS),
                shape=str(points.shape),
            )
        history = cls()
        history._points = np.array(points, float)
        history._count, history.stride = len(points), stride
        return history

    def __len__(self) -> int:
        return self._count

    @property
    def points(self) -> np.ndarray:
        """All points, float64 [points, columns]; a view, valid until the next `add`."""
        return self._points[: self._count]

    def add(self, snapshot: Snapshot) -> None:
        """Append one snapshot's metrics; the test set's only if they are new."""
        test = snapshot.test.marked if snapshot.tested_at != self._tested_at else NOT_MEASURED
        if not math.isnan(test.loss):
            self._tested_at = snapshot.tested_at
        self._waiting.append((snapshot.epoch, *snapshot.train.marked[:2], *test[:2]))
        if len(self._waiting) < self.stride:
            return
        if self._count == CAPACITY:
            self._halve()
            return
        if self._count == len(self._points):
            self._points = roomier(self._points, CAPACITY)
        self._points[self._count] = _mean(np.array(self._waiting))
        self._count += 1
        self._waiting.clear()

    def column(self, name: str) -> np.ndarray:
        """Return one of COLUMNS as float64 [points]; a view, valid until the next `add`."""
        return self.points[:, COLUMNS.index(name)]

    def lowest(self, name: str) -> int | None:
        """Return which point is lowest in one of COLUMNS; None: none is finite."""
        values = self.column(name)
        known = np.flatnonzero(np.isfinite(values))
        return int(known[values[known].argmin()]) if len(known) else None

    def newest(self, name: str, now: Metrics) -> Metrics:
        """Return the newest measured of `name` ("train" or "test"): `now`, or the curve's last.

        They are as in `Metrics.marked`, and NaN where nothing was ever measured.
        """
        if not np.isnan(now.marked.loss):
            return now.marked
        losses = self.column(f"{name}_loss")
        known = np.flatnonzero(~np.isnan(losses))
        if not len(known):
            return NOT_MEASURED
        score = self.column(f"{name}_score")[known[-1]]
        return Metrics(float(losses[known[-1]]), float(score)).marked

    def copy(self) -> "History":
        """Return a curve of its own that has come as far."""
        other = History.restore(self.points, self.stride)
        other._tested_at, other._waiting = self._tested_at, list(self._waiting)
        return other

    def cut(self, epoch: float) -> None:
        """Forget what came after `epoch`: training goes on from there."""
        self._count = int(np.searchsorted(self.column("epoch"), epoch, side="right"))
        self._waiting.clear()
        self._tested_at = None

    def _halve(self) -> None:
        half = CAPACITY // 2
        pairs = self._points.reshape(half, 2, len(COLUMNS))
        self._points[:half] = _mean(pairs, axis=1)
        self._count = half
        self.stride *= 2


def _mean(points: np.ndarray, axis: int = 0) -> np.ndarray:
    """Mean over `axis` that passes over what is not measured, and is NaN where nothing is."""
    known = ~np.isnan(points)
    total = np.where(known, points, 0).sum(axis)
    count = known.sum(axis)
    means = np.full(total.shape, np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means
