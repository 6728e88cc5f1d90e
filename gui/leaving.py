"""Closing the window, whoever asks: training that no file holds is kept for the next start."""

import contextlib
import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer

from core import project_file, signals
from core.wording import english
from gui import settings
from gui.document import Document
from gui.errors import sentence
from gui.main_window import MainWindow

_KEPT = 5  # files of training that was left


def wire_leaving(
    window: MainWindow, document: Document, save_as: Callable[[Callable[[], object]], None]
) -> None:
    """Keep what is left whenever the window closes; where that fails, ask where to.

    `save_as(then)` lets the user save to a file, and calls `then` if that succeeded.
    """

    def may_close() -> bool:
        try:
            keep(document)
        except Exception as error:  # whatever it is, the training is still here
            from gui import dialogs

            dialogs.ask_where_to_keep(
                window, sentence(error), lambda: save_as(window.close), leave_without
            )
            return False
        return True

    def leave_without() -> None:
        window.may_close = lambda: True
        window.close()

    window.may_close = may_close


def keep(document: Document) -> None:
    """Write training that no file holds to where the next start finds it. OSError: it cannot."""
    if not document.modified or document.kept:
        return
    file = settings.left_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_stem(f"{file.stem}-new")
    document.export(fresh)
    _make_room(file)
    os.replace(fresh, file)
    document.kept = True


def _make_room(file: Path) -> None:
    """Move aside what another window or an earlier start has left there; up to `_KEPT` stay."""
    names = [file, *(file.with_stem(f"{file.stem}-{age}") for age in range(1, _KEPT))]
    if file.exists():
        for younger, older in reversed(list(itertools.pairwise(names))):
            if younger.exists():
                os.replace(younger, older)


def keep_somewhere(document: Document) -> None:
    """Keep training while nobody can be asked: in the folder for temporary files if need be.

    What happens is said on standard error.
    """
    try:
        keep(document)
    except Exception as error:
        try:
            spare = project_file.save_aside(document.run)
        except Exception as again:
            _say(f"netglow: your training is lost: {english(again)}")
        else:
            _say(f"netglow: your training is in {spare}: {english(error)}")


@contextmanager
def closed_by_signals(window: MainWindow, document: Document) -> Iterator[list[int]]:
    """Close `window` at Ctrl+C, SIGTERM or SIGHUP, keeping what closing keeps.

    Yields a list that has the signal's number once one came. Qt waits in the system's own loop:
    the signal wakes it by a byte, and Python comes to handle it.
    """
    came: list[int] = []

    def leave() -> None:
        keep_somewhere(document)
        window.may_close = lambda: True
        try:
            window.close()
        finally:
            QCoreApplication.exit(0)

    def take(number: int) -> None:
        came.append(number)
        # Not here, in the midst of whatever Python was at.
        QTimer.singleShot(0, window, leave)

    with _wire() as (ours, systems):
        before = signal.set_wakeup_fd(systems, warn_on_full_buffer=False)
        awake = QSocketNotifier(ours, QSocketNotifier.Type.Read, window)
        awake.activated.connect(lambda: awake.setEnabled(False))  # once is enough
        try:
            with signals.told_to_end(take):
                yield came
        finally:
            awake.setEnabled(False)
            signal.set_wakeup_fd(before)


@contextmanager
def _wire() -> Iterator[tuple[int, int]]:
    """Yield the descriptors of two ends: what is written into the second can be read at the first.

    Windows can wait for sockets alone; elsewhere they would only make the start longer.
    """
    if sys.platform == "win32":
        import socket

        ours, systems = socket.socketpair()
        with ours, systems:
            systems.setblocking(False)
            yield ours.fileno(), systems.fileno()
        return
    ends = os.pipe()
    try:
        os.set_blocking(ends[1], False)
        yield ends
    finally:
        for end in ends:
            os.close(end)


def _say(text: str) -> None:
    # A windowed program of Windows has no standard error, and a terminal may be closed.
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)
