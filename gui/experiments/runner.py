"""A thread that has sweeps done by a crew; what comes is handed over in the window's own time."""

import contextlib
import functools
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.jobs import Done, Job, Outcome, Progress
from core.sweep import Row, job
from core.sweep_file import Held
from core.sweep_journal import Journal, rows
from core.sweeps import Sweeps
from core.sweeps_kept import journal_path
from gui.threads import Post, with_crew

EVERY_MS = 100  # at most, that what has come is handed over

_log = logging.getLogger(__name__)


class Works(Protocol):
    """Who does jobs: core.crew.Crew."""

    def work(
        self, jobs: Sequence[Job], progress: Callable[[Progress], None] | None = None
    ) -> Iterator[Done]:
        """Do them; yield each that has ended."""

    def pause(self, on: bool) -> None:
        """Pause, or go on."""

    def cancel(self) -> None:
        """End all children before it returns; `work` ends, too."""


class News(NamedTuple):
    """What has come: the whole table at first, then outcomes and curves by number of the row.

    `trouble` is what goes wrong, though the work goes on; `over`: it has ended, because of
    `failure` or because all is done.
    """

    table: tuple[Row, ...] | None = None
    outcomes: Mapping[int, Outcome] = MappingProxyType({})
    live: Mapping[int, Progress] = MappingProxyType({})
    trouble: Exception | None = None
    over: bool = False
    failure: Exception | None = None


def _merged(before: News, news: News) -> News:
    return News(
        news.table or before.table,
        {**before.outcomes, **news.outcomes},
        {**before.live, **news.live},
        news.trouble or before.trouble,
        news.over or before.over,
        news.failure or before.failure,
    )


class Runner(QObject):
    """Does what is left of `sweeps`; `folder` is where what has come is kept."""

    came = Signal(object)  # News

    def __init__(
        self,
        sweeps: Sweeps,
        crew: Works,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._crew = crew
        self._inbox = _Inbox()
        self._soon = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._soon.timeout.connect(self._hand_over)
        self._inbox.post.done.connect(self._wait)
        work = functools.partial(_work, sweeps, crew, folder, self._inbox)
        self._end = with_crew(work, crew, self._inbox.stopped, "experiments", self)

    def pause(self, on: bool) -> None:
        """Have the work pause, or go on."""
        self._crew.pause(on)

    def stop(self) -> None:
        """End the work now: when it returns, neither thread nor process is left."""
        self._end()
        self._soon.stop()

    def taken(self) -> News:
        """Return what has come and was not handed over yet."""
        return self._inbox.take()

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _hand_over(self) -> None:
        self.came.emit(self.taken())


class _Inbox:
    """What the thread has put down; it is told of once, until it is taken."""

    def __init__(self) -> None:
        self.post = Post()
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._news, self._told = News(), False

    def put(self, news: News) -> None:
        """Put something to what has come."""
        with self._lock:
            self._news = _merged(self._news, news)
            told, self._told = self._told, True
        if not told and not self.stopped.is_set():
            self.post.done.emit(None, None)

    def take(self) -> News:
        """Return what has come since it was asked last."""
        with self._lock:
            news, self._news, self._told = self._news, News(), False
        return news


def _work(sweeps: Sweeps, crew: Works, folder: Path, inbox: _Inbox) -> None:
    """In the thread: do what is left, write it down, tell of it."""
    failure: Exception | None = None
    try:
        with contextlib.ExitStack() as stack:
            kept = [
                stack.enter_context(_Kept(one, folder, inbox))
                for one in sweeps.held or [Held(sweep, ()) for sweep in sweeps.sweeps]
            ]
            table = tuple(row for one in kept for row in rows(one.sweep, one.outcomes))
            inbox.put(News(table))
            _do(sweeps._replace(rows=table), kept, crew, inbox)
    except (OSError, ValueError) as error:
        failure = error
    except Exception as error:
        _log.exception("The runs of an experiment failed")
        failure = error
    finally:
        crew.cancel()
    inbox.put(News(over=True, failure=failure))


def _do(sweeps: Sweeps, kept: Sequence["_Kept"], crew: Works, inbox: _Inbox) -> None:
    keepers = [one for one in kept for _ in range(one.sweep.runs)]  # of every row
    left = [at for at, row in enumerate(sweeps.rows) if not row.ended]
    if not left or inbox.stopped.is_set():
        return

    def progress(one: Progress) -> None:
        inbox.put(News(live={left[one.number]: one}))

    jobs = [job(sweeps.rows[at].trial, keepers[at].sweep) for at in left]
    for done in crew.work(jobs, progress):
        at, outcome = left[done.number], done.outcome
        keepers[at].add(sweeps.rows[at].trial.number, outcome)
        inbox.put(News(outcomes={at: outcome}))


class _Kept:
    """The journal of a sweep; where none can be written, that is told and the work goes on."""

    def __init__(self, held: Held, folder: Path, inbox: _Inbox) -> None:
        self.sweep, self._inbox = held.sweep, inbox
        self.outcomes = {row.trial.number: row.outcome for row in held.rows if row.outcome}
        self._journal: Journal | None = None
        try:
            self._journal = Journal(journal_path(folder, held.sweep), held.sweep)
        except (OSError, ValueError) as error:
            self._tell(error)
            return
        there = dict(self._journal.outcomes)
        for number, outcome in self.outcomes.items():
            if number not in there:
                self.add(number, outcome)
        self.outcomes = there | self.outcomes

    def __enter__(self) -> "_Kept":
        return self

    def __exit__(self, *_: object) -> None:
        if self._journal:
            self._journal.close()

    def add(self, number: int, outcome: Outcome) -> None:
        """Write down what became of a trial."""
        if self._journal is None:
            return
        try:
            self._journal.add(number, outcome)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self._inbox.put(News(trouble=error))
