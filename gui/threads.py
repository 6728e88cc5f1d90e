"""Work in threads beside the window: how what comes of it gets back, and how it ends."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

_Made = TypeVar("_Made")
_Given = ParamSpec("_Given")
_PATIENCE = 0.05  # s that a thread is waited for before its crew is told again
# s that a thread may compute in Python while the window waits for its turn. Each call of Qt lets
# others have theirs, and new text takes hundreds of calls: with Python's own 5 ms, seconds of it.
_TURN = 0.0001
# Less than the backend: what is trained is seen sooner than it is trained on.
GIVES_WAY = 4


def give_way_to_window() -> None:
    """Have threads that compute in Python let the window have its turn soon."""
    sys.setswitchinterval(_TURN)


def thread_pool(threads: int, name: str) -> ThreadPoolExecutor:
    """Return threads that work beside the window, which has a processor first where both want one.

    Maps of the plane, made in three threads, kept turns of the window's own waiting for 50 to 120
    ms on two processors.
    """
    return ThreadPoolExecutor(threads, name, initializer=_come_second)


def _come_second() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        with contextlib.suppress(OSError):
            own = os.getpriority(os.PRIO_PROCESS, os.getpid())
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), own + GIVES_WAY)


class Post(QObject):
    """Brings results out of a thread: a signal of its own, for whoever asked may go meanwhile."""

    done = Signal(object, object)  # the job, and what came of it


def end_with(owner: QObject, *executors: ThreadPoolExecutor) -> threading.Event:
    """Have `executors` end when `owner` goes, or the program does; return what is set then."""
    stop = threading.Event()

    def end() -> None:
        stop.set()
        for executor in executors:
            executor.shutdown(wait=False, cancel_futures=True)

    def gone() -> None:
        end()
        QObject.disconnect(quits)  # which would keep the threads

    # Not a method: when the owner is gone the threads must still hear of it.
    owner.destroyed.connect(gone)
    # At exit Python ends the executors before the window goes: work under way would fail.
    application = QCoreApplication.instance()
    assert application is not None
    quits = application.aboutToQuit.connect(end)
    return stop


def submitted(
    executor: ThreadPoolExecutor,
    work: Callable[_Given, _Made],
    *given: _Given.args,
    **named: _Given.kwargs,
) -> Future[_Made] | None:
    """Have `work` done by `executor`; None: the program ends, and no more work is taken."""
    try:
        return executor.submit(work, *given, **named)
    except RuntimeError as error:
        if "cannot schedule" not in str(error):
            raise
        return None


class Cancelled(Protocol):
    """Who has processes: core.crew.Crew."""

    def cancel(self) -> None:
        """End all of them before it returns; what they were to do ends, too."""


def with_crew(
    work: Callable[[], None], crew: Cancelled, ended: threading.Event, name: str, owner: QObject
) -> Callable[[], None]:
    """Have `work` done, for which a crew has processes, in a thread; return what ends it.

    When that has returned, or `owner` is gone, `ended` is set, and neither the thread nor a process
    is left.
    """
    thread = threading.Thread(target=work, name=name, daemon=True)

    def gone() -> None:
        ended.set()
        while thread.is_alive():
            crew.cancel()  # again: it may just have begun
            thread.join(_PATIENCE)

    def end() -> None:
        gone()
        QObject.disconnect(goes)  # which would keep the crew

    # Not a method: when the owner is gone, no process may stay.
    goes = owner.destroyed.connect(gone)
    thread.start()
    return end
