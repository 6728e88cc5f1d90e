"""A crew: child processes that do jobs (core.jobs), each the bits of training alone.

They are backends (core.backend.process). A child that dies is replaced, and its job done again;
where the next one dies of it, too, the job has failed. Whoever holds a crew closes it, and then no
process is left. All of it is threads and pipes: a window works with it in a thread of its own.
"""

import contextlib
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, NamedTuple

from msgspec.structs import replace

from core.backend.frames import FrameReader, MessageError, pieces
from core.backend.job_messages import Work, Worked, Working
from core.backend.messages import Ready, ToBackend, ToWindow, Train
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.program import environment, program
from core.history import curve
from core.jobs import Done, Job, Outcome, Progress, begun, came_to
from core.own_folder import OwnFolder
from core.sentences import plain
from core.wording import QT_TRANSLATE_NOOP, Sentence

MOST_LOOPS = 24  # compiled loops that a child may hold: TensorFlow never lets go of one
LOW_PRIORITY = 10  # of children, where the system counts to 19
TRIES = 2  # children that may die of one job
DIED = QT_TRANSLATE_NOOP("Core", "The process that trained it ended. {reason}")
HUNG = QT_TRANSLATE_NOOP("Core", "The process that trained it did not answer any more.")
LOOK_S = 1.0  # between two looks at the children; each says once a second that it is alive
PATIENCE = 60  # looks: while it loads TensorFlow it says nothing


def most_workers() -> int:
    """Return how many children there are as a rule: one for each core but one, at least one."""
    return max(1, (os.cpu_count() or 2) - 1)


class _Said(NamedTuple):
    """What a child says; None: it has ended."""

    child: "_Child"
    message: ToWindow | None


class _Child:
    """A backend that does jobs. What it says goes into `inbox`."""

    def __init__(self, command: Sequence[str], inbox: "queue.SimpleQueue[_Said | None]") -> None:
        self.job: int | None = None
        self.hung = False  # it was ended, for it did not answer
        self.kind: object = None  # of the job that it did last
        self.loops = 0
        self.points: list[tuple[float, ...]] = []
        self._folder = OwnFolder()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it ends with the child
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=os.environ | environment(self._folder.path),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        if hasattr(os, "setpriority"):  # a window beside it comes first
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, LOW_PRIORITY)
        self._outbox: queue.SimpleQueue[ToBackend | None] = queue.SimpleQueue()
        self._spoke, self._quiet = True, 0  # since it was looked at last, and looks in silence
        # Whoever tells it something waits for nobody: one that is stopped does not read.
        self._threads = [
            threading.Thread(target=self._read, args=(inbox,), daemon=True),
            threading.Thread(target=self._write, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        """The system's number of it."""
        return self._process.pid

    def begin(self, job: int, kind: object) -> None:
        """Take note of what it does next."""
        self.job, self.kind, self.points = job, kind, []

    def send(self, message: ToBackend) -> None:
        """Tell it something, soon; of one that has died, its end is told anyway."""
        self._outbox.put(message)

    def look(self) -> None:
        """End it where it has been silent for `PATIENCE` looks; its end is told as always."""
        self._spoke, self._quiet = False, 0 if self._spoke else self._quiet + 1
        if self._quiet >= PATIENCE:
            self.hung = True
            self._process.kill()

    def end(self) -> None:
        """End it now, and wait until it has ended."""
        self._process.kill()
        self._process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe
                pipe.close()
        self._log.close()
        self._folder.remove()

    def last_line(self) -> str:
        """Return the last line that it has written to its log; "": none."""
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            lines = self._log.read().decode(errors="replace").split("\n")
            return plain(next((line for line in reversed(lines) if line.strip()), ""), 200)
        return ""

    def _read(self, inbox: "queue.SimpleQueue[_Said | None]") -> None:
        reader, output = FrameReader[ToWindow](ToWindow), self._process.stdout
        assert output
        with contextlib.suppress(OSError, ValueError, MessageError):
            while data := _some(output):
                self._spoke = True
                for message in reader.feed(data):
                    inbox.put(_Said(self, message))
        inbox.put(_Said(self, None))

    def _write(self) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError, ValueError):
            while (message := self._outbox.get()) is not None:
                for piece in pieces(message):
                    self._process.stdin.write(piece)
                self._process.stdin.flush()


def _kind(job: Job) -> object:
    """Return what tells from others the jobs that one compiled loop is for."""
    experiment = job.experiment
    network = replace(experiment.network, initialiser="zeros")
    return network, experiment.source, experiment.hyperparameters.compiled_in


def outcome(job: Job, message: Worked) -> Outcome:
    """Return what became of a job, as its child tells it."""
    if message.snapshot is None:
        return Outcome(begun(job), message.seconds, message.reason, message.state)
    last, device = unpack_snapshot(message.snapshot), plain(message.device, 100)
    run = came_to(job, last, curve(message.points), device)
    return Outcome(run, message.seconds, message.reason, message.state)


def _some(output: IO[bytes]) -> bytes:
    """Return what has come, waiting until there is anything; nothing: it has ended."""
    return os.read(output.fileno(), 1 << 16)


class Crew:
    """Children that do jobs, `workers` at most (None: `most_workers`), on `device` ("": the best).

    `command` is what a child is started by. They stay for the next jobs until `cancel` or `close`,
    or until the thread ends in which they were started.
    """

    def __init__(
        self,
        workers: int | None = None,
        device: str = "",
        command: Sequence[str] | None = None,
    ) -> None:
        self._most = workers or most_workers()
        self._device = device
        self._command = list(command or program())
        self._inbox: queue.SimpleQueue[_Said | None] = queue.SimpleQueue()
        self._children: list[_Child] = []
        self._lock = threading.RLock()  # of what follows, and of the children
        self._paused = self._cancelled = False
        self._look_at = 0.0  # by the clock

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The children that there are."""
        with self._lock:
            return tuple(child.process_id for child in self._children)

    def work(
        self, jobs: Sequence[Job], progress: Callable[[Progress], None] | None = None
    ) -> Iterator[Done]:
        """Do `jobs`; yield each as it ends, and call `progress` with what comes on the way.

        Those of one structure go to one child, where there is work for the others. Where it is
        cancelled it ends early.
        """
        self._cancelled = False
        work = _Work(jobs)
        try:
            while work.left:
                self._hand_out(work)
                said = self._next()
                if self._cancelled:
                    return
                if said is not None and said.child in self._children:
                    yield from self._heard(work, *said, progress)
        finally:
            with self._lock:
                for child in [one for one in self._children if one.job is not None]:
                    self._dismiss(child)

    def _next(self) -> _Said | None:
        """Return what is said next; None: nothing, for a second. Children are looked at."""
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + LOOK_S
            with self._lock:
                for child in self._children:
                    child.look()
        with contextlib.suppress(queue.Empty):
            return self._inbox.get(timeout=LOOK_S)
        return None

    def pause(self, on: bool) -> None:
        """Have them pause, or go on."""
        with self._lock:
            self._paused = on
            for child in self._children:
                child.send(Train(not on))
        self._inbox.put(None)

    def stop(self) -> None:
        """Have `work` end as soon as it hears of it; a signal's handler may call this."""
        self._cancelled = True
        self._inbox.put(None)

    def cancel(self) -> None:
        """End all children now: when it returns, no process is left. `work` ends, too."""
        with self._lock:
            self._cancelled, self._paused = True, False
            for child in list(self._children):
                self._dismiss(child)
        self._inbox.put(None)

    def close(self) -> None:
        """End all children: nothing more is to be done."""
        self.cancel()

    def _dismiss(self, child: _Child) -> None:
        child.end()
        if child in self._children:
            self._children.remove(child)

    def _hand_out(self, work: "_Work") -> None:
        """Give every child that has none a job, starting children while there are too few."""
        with self._lock:
            if self._paused or self._cancelled:
                return
            for child in [one for one in self._children if one.job is None]:
                full = child.loops >= MOST_LOOPS and not work.has(child.kind)
                if full or not child.alive:
                    self._dismiss(child)
            while len(self._children) < min(self._most, work.left) and not self._cancelled:
                self._children.append(_Child(self._command, self._inbox))
            for child in self._children:
                if child.job is None and work.waiting:
                    kinds = [one.kind for one in self._children if one.job is not None]
                    number, job = work.take(child.kind, kinds)
                    child.begin(number, work.kinds[number])
                    start = pack_snapshot(begun(job).exact)
                    told = job.updates, max(1, job.measured), self._device
                    child.send(Work(number, job.experiment, start, *told))

    def _heard(
        self,
        work: "_Work",
        child: _Child,
        message: ToWindow | None,
        progress: Callable[[Progress], None] | None,
    ) -> Iterator[Done]:
        match message:
            case Ready():
                work.in_vain = 0
            case Working(number, updates, points) if number == child.job:
                child.points += points
                if progress:
                    progress(Progress(number, updates, curve(child.points)))
            case Worked(number) if number == child.job:
                child.job, child.loops = None, message.loops
                yield Done(number, outcome(work.ended(number), message))
            case None:
                with self._lock:
                    line = child.last_line()
                    self._dismiss(child)
                reason = Sentence(HUNG) if child.hung else Sentence(DIED, {"reason": line})
                for number in work.died(child.job):
                    run = begun(work.ended(number))
                    yield Done(number, Outcome(run, reason=reason, state="failed"))


class _Work:
    """Which jobs are to be done, by their kind: what a child compiles one loop for."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs
        self.kinds = [_kind(job) for job in jobs]
        self.waiting = list(range(len(jobs)))
        self.left = len(jobs)
        self.in_vain = 0  # children that died before they were ready
        self._died = [0] * len(jobs)

    def has(self, kind: object) -> bool:
        """Whether a job of this kind waits."""
        return any(self.kinds[number] == kind for number in self.waiting)

    def take(self, kind: object, others: Sequence[object]) -> tuple[int, Job]:
        """Return a job for a child that did `kind` last, one that the `others` do not do now."""
        own = [number for number in self.waiting if self.kinds[number] == kind]
        free = [number for number in self.waiting if self.kinds[number] not in others]
        number = (own or free or self.waiting)[0]
        self.waiting.remove(number)
        return number, self.jobs[number]

    def ended(self, number: int) -> Job:
        """Take note that a job has ended; return it."""
        self.left -= 1
        return self.jobs[number]

    def died(self, number: int | None) -> list[int]:
        """Take note that a child has died, of its job perhaps; return which jobs have failed."""
        self.in_vain += 1
        if number is not None:
            self._died[number] += 1
            if self._died[number] < TRIES:
                self.waiting.insert(0, number)
                number = None
        if self.in_vain > TRIES:  # no child comes to life here
            failed, self.waiting = self.waiting, []
            return failed if number is None else [number, *failed]
        return [] if number is None else [number]
