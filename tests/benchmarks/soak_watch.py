"""What a soak watches: how long the event loop is kept from its work, what goes wrong, memory."""

import faulthandler
import gc
import logging
import re
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import common
from PySide6.QtCore import QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler

TICK_MS = 10
LOOK_S = 0.04  # between two looks at where the window's thread is
TOLD_MS = 100  # a gap of so much is told, with where it was spent
MOST_TOLD = 400
STOPPED_S = 0.2  # that the thread sleeps on, and does not wait for a processor


class Gaps(QObject):
    """Times the ticks of a timer in the event loop.

    Of each gap it knows what is the window's own: its thread's time on a processor, and the time
    that it waited for something else than a processor, and how much of it went into collecting
    garbage. A thread looks where it is meanwhile; where that thread slept on as well, somebody has
    stopped the whole process.
    """

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__()
        self._doing = doing
        self._main = threading.main_thread().ident or 0
        self.longest = self.longest_own = 0.0  # ms
        self.told: list[dict[str, Any]] = []
        self.ticks = 0
        self._last = _now()
        self._stopped_s = 0.0
        self._garbage_ms, self._collecting_since = 0.0, 0.0
        self.longest_garbage = 0.0  # ms
        self._stacks: list[str] = []
        self._dump = tempfile.TemporaryFile("w+")  # noqa: SIM115 - as long as this
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        gc.callbacks.append(self._hear_of_garbage)
        threading.Thread(target=self._look, daemon=True).start()

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """Within, the driver itself keeps the event loop from its work: that does not count."""
        self._tick()
        try:
            yield
        finally:
            self._last = _now()
            self._stacks = []

    def _tick(self) -> None:
        now, last = _now(), self._last
        self._last = now
        self.ticks += 1
        wall, used, waited = (1000 * (new - old) for new, old in zip(now, last, strict=True))
        stopped, self._stopped_s = 1000 * self._stopped_s, 0.0
        wall = max(wall - stopped, used)
        own = max(wall - waited, used)
        garbage, self._garbage_ms = self._garbage_ms, 0.0
        self.longest_garbage = max(self.longest_garbage, garbage)
        stacks, self._stacks = self._stacks, []
        self.longest, self.longest_own = max(self.longest, wall), max(self.longest_own, own)
        if wall >= TOLD_MS:
            self.told.append(
                {
                    "ms": round(wall),
                    "own_ms": round(own),
                    "cpu_ms": round(used),
                    "garbage_ms": round(garbage),
                    "action": self._doing(),
                    "at": _most_of(stacks),
                }
            )
            if len(self.told) > 2 * MOST_TOLD:
                self.told = self.worst(MOST_TOLD)

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        gc.callbacks.remove(self._hear_of_garbage)

    def worst(self, count: int) -> list[dict[str, Any]]:
        """Return the longest gaps, by what is the window's own."""
        return sorted(self.told, key=lambda gap: -gap["own_ms"])[:count]

    def _hear_of_garbage(self, phase: str, _told: dict[str, int]) -> None:
        if phase == "start":
            self._collecting_since = time.perf_counter()
        else:
            self._garbage_ms += 1000 * (time.perf_counter() - self._collecting_since)

    def _look(self) -> None:
        before, waited = time.perf_counter(), _waited()
        while True:
            time.sleep(LOOK_S)
            now, waits = time.perf_counter(), _waited()
            over = now - before - LOOK_S - (waits - waited)
            before, waited = now, waits
            if over > STOPPED_S:
                self._stopped_s += over
            last = self._last[0]
            if time.perf_counter() - last < 2 * LOOK_S:
                continue
            place = self._where()
            before, waited = time.perf_counter(), _waited()
            if place and self._last[0] == last and len(self._stacks) < 200:
                self._stacks.append(place)

    def _where(self) -> str:
        """Return the innermost calls of Netglow's own code in the window's thread.

        A frame of Python would keep that thread's painters alive, and end them in this one.
        """
        self._dump.seek(0)
        self._dump.truncate()
        faulthandler.dump_traceback(self._dump, all_threads=True)
        self._dump.seek(0)
        _, _, text = self._dump.read().partition(f"0x{self._main:016x}")
        found = re.findall(r'File "(.*)", line (\d+) in (.*)', text.split("\n\n")[0])
        ours = [
            f"{Path(name).name}:{line} {function}"
            for name, line, function in found
            if name.startswith(str(common.ROOT)) and "/benchmarks/" not in name
        ]
        return " < ".join(ours[:4])


def _now() -> tuple[float, float, float]:
    """Return clock, processor time of this thread, and how long it waited for a processor, in s."""
    return time.perf_counter(), time.thread_time(), _waited()


def _waited() -> float:
    try:
        with open(f"/proc/self/task/{threading.get_native_id()}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):  # another system does not tell
        return 0.0


def _most_of(stacks: list[str]) -> list[str]:
    """Return the places that were seen most often."""
    counts = {place: stacks.count(place) for place in dict.fromkeys(stacks)}
    return [f"{counts[place]}× {place}" for place in sorted(counts, key=lambda one: -counts[one])][
        :3
    ]


class Troubles(logging.Handler):
    """Gathers exceptions, warnings of Python, of Qt and of the log, and effects that did not come.

    What is done in a thread tells the log what went wrong, and goes on.
    """

    # What the offscreen platform says of itself.
    IGNORED = (
        "This plugin does not support",
        "propagateSizeHints",
        "QFontDatabase: Cannot find font directory",
    )

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__(logging.WARNING)
        self._doing = doing
        self.errors: list[str] = []
        self.setFormatter(logging.Formatter())
        logging.getLogger().addHandler(self)
        self.qt_warnings: list[str] = []
        self._handler = qInstallMessageHandler(self._take_message)
        sys.excepthook = self._take_exception
        threading.excepthook = lambda it: self._take_exception(
            it.exc_type, it.exc_value, it.exc_traceback
        )
        sys.unraisablehook = lambda it: self._take_exception(
            it.exc_type, it.exc_value, it.exc_traceback
        )
        warnings.simplefilter("always")
        warnings.showwarning = self._take_warning  # type: ignore[assignment]

    def add(self, text: str) -> None:
        """Take note of an error, and of what was done before it."""
        self.errors.append(f"{self._doing()}: {text}")
        common.say(f"ERROR {self.errors[-1]}")

    def emit(self, record: logging.LogRecord) -> None:
        """Take what is logged."""
        self.add(self.format(record))

    def _take_exception(self, kind: Any, value: Any, trace: Any) -> None:
        if kind is KeyboardInterrupt:
            raise value
        self.add("".join(traceback.format_exception(kind, value, trace)))

    def _take_warning(
        self, message: Any, category: type, filename: str, line: int, *_: object
    ) -> None:
        self.add(f"{category.__name__}: {message} ({filename}:{line})")

    def _take_message(self, kind: QtMsgType, _context: object, text: str) -> None:
        if any(part in text for part in self.IGNORED) or kind == QtMsgType.QtInfoMsg:
            return
        self.qt_warnings.append(f"{self._doing()}: {text}")
        common.say(f"QT {self.qt_warnings[-1]}")


def growth(memory: list[float]) -> float:
    """Return by which share memory grew after the warm-up, a quarter of the time.

    Of medians: a minute in which a large network is open weighs as any other.
    """
    warm = [one for one in memory[len(memory) // 4 :] if one]
    if len(warm) < 4:
        return 0.0
    half = len(warm) // 2
    first, last = warm[:half], warm[half:]
    return median(last) / median(first) - 1
