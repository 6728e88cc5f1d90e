"""Files written and read in a thread: one after the other, and the window goes on."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.threads import Post, end_with, submitted


class Done(NamedTuple):
    """How a piece of work ended: what went wrong, if anything, and its seconds of a processor."""

    error: Exception | None
    cost: float
    result: Any = None


class _Job:
    def __init__(
        self, work: Callable[[], object], then: Callable[[Done], None], reads: bool
    ) -> None:
        self.work, self.then, self.reads = work, then, reads
        self.future: Future[Done] | None = None


class FileWork(QObject):
    """Does one piece of work after the other, and tells of each, in the window's thread.

    So what is read has been written whole. Work touches nothing of Qt but what any thread may
    touch.
    """

    changed = Signal()  # whether something is written, or read

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[_Job] = []
        self._post = Post()
        self._post.done.connect(self._finish)
        self._executor = ThreadPoolExecutor(1, "files")
        end_with(self, self._executor)

    @property
    def writing(self) -> bool:
        """Whether something is being written, or waits to be."""
        return any(not job.reads for job in self._jobs)

    @property
    def reading(self) -> bool:
        """Whether something is being read, or waits to be."""
        return any(job.reads for job in self._jobs)

    def write(self, work: Callable[[], object], then: Callable[[Done], None]) -> None:
        """Do `work` when what came before is done; `then` hears how it ended."""
        self._begin(_Job(work, then, reads=False))

    def read(self, work: Callable[[], object], then: Callable[[Done], None]) -> None:
        """As `write`; of what is asked to be read the newest counts: of others nobody hears."""
        self.forget()
        self._begin(_Job(work, then, reads=True))

    def forget(self) -> None:
        """Tell nobody what is being read."""
        before = self._state
        for job in self._jobs:
            if job.reads and job.future:
                job.future.cancel()  # unless it has begun
        self._jobs = [job for job in self._jobs if not job.reads]
        self._tell_since(before)

    def wait(self) -> None:
        """Return when all of it is done, and told."""
        while self._jobs:
            job = self._jobs[0]
            if job.future is None:
                return
            self._finish(job, job.future.result())

    def _begin(self, job: _Job) -> None:
        before = self._state
        self._jobs.append(job)
        job.future = submitted(self._executor, self._do, job)
        if job.future is None:  # the program ends: better late than never
            self._finish(job, _done(job.work))
        self._tell_since(before)

    def _do(self, job: _Job) -> Done:
        done = _done(job.work)
        self._post.done.emit(job, done)
        return done

    def _finish(self, job: _Job, done: Done) -> None:
        if job not in self._jobs:  # `wait` was quicker, or it was forgotten
            return
        before = self._state
        self._jobs.remove(job)
        job.then(done)
        self._tell_since(before)

    @property
    def _state(self) -> tuple[bool, bool]:
        return self.writing, self.reading

    def _tell_since(self, before: tuple[bool, bool]) -> None:
        if self._state != before:
            self.changed.emit()


def _done(work: Callable[[], object]) -> Done:
    began = time.thread_time()
    try:
        result = work()
    except Exception as error:  # whatever it is, somebody waits to hear of it
        return Done(error, time.thread_time() - began)
    return Done(None, time.thread_time() - began, result)
