"""What a view shows, computed in a thread: the newest job wins, and the window never waits."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from gui.threads import Post, end_with, submitted, thread_pool

_log = logging.getLogger(__name__)


class NewestWorker(QObject):
    """Computes one job at a time; of those that come meanwhile only the newest is kept.

    A job is any value that `compute` makes a result of, which may not touch a widget. One that
    fails is logged, as the work of the thread's `name`, and the next one is done.
    """

    ready = Signal(object, object)  # the job, and what came of it

    def __init__(
        self, compute: Callable[[Any], object], name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compute, self._name = compute, name
        self._wanted: object = None
        self._running: object = None
        self._future: Future[_Came] | None = None
        self._post = Post()
        self._post.done.connect(self._finish)
        # What asks has more to do in its turn, in which the thread would hold it up.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start)
        self._executor = thread_pool(1, name)
        self._stop = end_with(self, self._executor)

    @property
    def idle(self) -> bool:
        """Whether nothing is being computed, nor waits to be."""
        return self._running is None and self._wanted is None

    def request(self, job: object) -> None:
        """Compute `job` in a later turn, when the one under way is done; forget older wishes."""
        self._wanted = job
        self._soon.start()

    def forget(self) -> None:
        """Deliver nothing of what was asked for: there is something newer."""
        self._wanted = self._running = None

    def wait(self) -> None:
        """Compute everything asked for, now, and deliver it before returning."""
        self._start()
        while self._running is not None and self._future is not None:
            self._finish(self._running, self._future.result())

    def _start(self) -> None:
        if self._running is not None or self._wanted is None or self._stop.is_set():
            return
        given = self._compute, self._name, self._stop, self._post
        self._future = submitted(self._executor, _do, self._wanted, *given)
        if self._future is not None:
            self._running, self._wanted = self._wanted, None

    def _finish(self, job: object, done: "_Came") -> None:
        if job is not self._running:  # wait() was quicker, or it was forgotten
            return
        self._running = None
        self._start()
        if done.well:
            self.ready.emit(job, done.result)


class _Came(NamedTuple):
    """What came of a job, if it went well."""

    well: bool
    result: object = None


def _do(
    job: object,
    compute: Callable[[Any], object],
    name: str,
    stop: threading.Event,
    post: Post,
) -> _Came:
    """In the thread: return what came of a job, and tell of it; a failure is logged.

    `post` itself is given, and not its signal, which does not keep it: whoever asked may be gone.
    """
    done = _Came(well=False)
    try:
        done = _Came(well=True, result=compute(job))
    except Exception:
        _log.exception("A job of the thread %s failed", name)
    if not stop.is_set():
        post.done.emit(job, done)
    return done
