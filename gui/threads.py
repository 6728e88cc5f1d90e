"""Work in threads beside the window: how what comes of it gets back, and how it ends."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

_Made = TypeVar("_Made")
_Given = ParamSpec("_Given")


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

    # Not a method: when the owner is gone the threads must still hear of it.
    owner.destroyed.connect(end)
    # At exit Python ends the executors before the window goes: work under way would fail.
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.connect(end)
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
