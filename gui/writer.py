"""Files written in a thread beside the window: one after the other, and the window goes on."""

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.threads import Post, end_with, submitted, thread_pool


class Written(NamedTuple):
    """How a piece of work ended: what went wrong, if anything, and its seconds of a processor."""

    error: Exception | None
    cost: float


class _Job:
    def __init__(self, work: Callable[[], object], then: Callable[[Written], None]) -> None:
        self.work, self.then = work, then
        self.future: Future[Written] | None = None


class Writer(QObject):
    """Does one piece of work after the other, and tells of each, in the window's thread."""

    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[_Job] = []
        self._post = Post()
        self._post.done.connect(self._finish)
        self._executor = thread_pool(1, "writer")
        end_with(self, self._executor)

    @property
    def busy(self) -> bool:
        """Whether something is being written, or waits to be."""
        return bool(self._jobs)

    @property
    def under_way(self) -> Callable[[], None]:
        """What returns, in any thread, when what is to be written now is written."""
        futures = [job.future for job in self._jobs if job.future]
        return lambda: wait(futures) and None

    def write(self, work: Callable[[], object], then: Callable[[Written], None]) -> None:
        """Do `work` when what came before is done; `then` hears how it ended.

        `work` touches nothing of Qt but what any thread may touch.
        """
        job = _Job(work, then)
        self._jobs.append(job)
        job.future = submitted(self._executor, self._do, job)
        if job.future is None:  # the program ends: better late than never
            self._finish(job, _done(work))
        elif len(self._jobs) == 1:
            self.busy_changed.emit()

    def wait(self) -> None:
        """Return when all of it is done, and told."""
        while self._jobs:
            job = self._jobs[0]
            if job.future is None:
                return
            self._finish(job, job.future.result())

    def _do(self, job: _Job) -> Written:
        written = _done(job.work)
        self._post.done.emit(job, written)
        return written

    def _finish(self, job: _Job, written: Written) -> None:
        if job not in self._jobs:  # `wait` was quicker
            return
        self._jobs.remove(job)
        job.then(written)
        if not self._jobs:
            self.busy_changed.emit()


def _done(work: Callable[[], object]) -> Written:
    began = time.thread_time()
    try:
        work()
    except Exception as error:  # whatever it is, somebody waits to hear of it
        return Written(error, time.thread_time() - began)
    return Written(None, time.thread_time() - began)
