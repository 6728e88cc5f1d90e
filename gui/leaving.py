"""Closing the window, whoever asks: nothing that no file holds is lost unasked."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from PySide6.QtGui import QAction

from core import signals
from core.wording import english
from gui import settings
from gui.document import Document
from gui.errors import sentence
from gui.keeping import Keeper
from gui.main_window import MainWindow
from gui.translation import translate


def wire_leaving(
    window: MainWindow,
    document: Document,
    keeper: Keeper,
    save: Callable[[Callable[[], object]], None],
    save_as: Callable[[Callable[[], object]], None],
) -> None:
    """Ask about unsaved work when the window closes, or keep it for the next start.

    It asks where `window.asks_to_save` and the user has not said that it need not: about the run on
    screen, and what belongs to it. What else no file holds is kept. Where keeping fails, it asks
    where to. `save(then)` saves, asking for a name where there is none, and
    `save_as(then)` asks for one; both call `then` if that succeeded.
    """

    waits = False  # for the file that is being written, and closes then

    def close_when_saved() -> None:
        if waits:
            QTimer.singleShot(0, window, lambda: window.isVisible() and window.close())

    def stop_waiting() -> None:
        nonlocal waits
        waits = waits and document.saving  # where it failed, that is told, and the window stays

    def may_close() -> bool:
        nonlocal waits
        document.stop_opening()  # what is asked about is what is seen
        if document.saving:
            waits = True
            return False
        asks = window.asks_to_save and settings.get("unsaved") == "ask"
        if document.modified and asks:
            ask()
            return False
        return keep()

    def ask() -> None:
        from gui import dialogs

        dialogs.ask_save_changes(
            window, window.network_name, save_first, leave_without, keep_always
        )

    def keep(shown: bool = True) -> bool:
        try:
            keeper.keep_now(shown)
        except Exception as error:  # whatever it is, the training is still here
            from gui import dialogs

            dialogs.ask_where_to_keep(window, sentence(error), lambda: save_as(window.close), leave)
            return False
        keeper.end()
        return True

    def save_first(ask_again: bool) -> None:
        remember(ask_again)
        window.session.settle()  # what is saved is what there is
        save(window.close)  # which asks again where more has come meanwhile

    def keep_always() -> None:
        remember(False)
        window.close()

    def remember(ask_again: bool) -> None:
        _remember(window, ask_again)

    def leave_without() -> None:
        if keep(shown=False):  # what else no file holds was not asked about
            close()

    def leave() -> None:
        keeper.end()
        close()

    def close() -> None:
        window.may_close = lambda: True
        window.close()

    document.saved.connect(close_when_saved)
    document.busy_changed.connect(stop_waiting)
    window.may_close = may_close
    window.add_choice(
        translate("Window", "When it closes with unsaved work"),
        {
            "ask": translate("Window", "Ask whether to save"),
            "keep": translate("Window", "Keep it for the next start"),
        },
        settings.get("unsaved"),
        lambda choice: settings.put("unsaved", choice),
        "Closing",
    )


def ask_about_evolutions(window: MainWindow, at_stake: Callable[[], int]) -> None:
    """Ask before anything else where evolutions would be lost, unless users want no questions.

    `at_stake` counts them. Those that may be lost are not asked about again.
    """
    may_close, agreed = window.may_close, 0

    def may() -> bool:
        count = at_stake()
        if count <= agreed or not window.asks_to_save or settings.get("unsaved") != "ask":
            return may_close()
        from gui import dialogs

        dialogs.ask_lose_evolutions(window, count, lambda again: leave(count, again))
        return False

    def leave(count: int, ask_again: bool) -> None:
        nonlocal agreed
        agreed = count
        _remember(window, ask_again)
        window.close()

    window.may_close = may


def _remember(window: MainWindow, ask_again: bool) -> None:
    if not ask_again:
        settings.put("unsaved", "keep")
        if action := window.findChild(QAction, "keepClosing"):
            action.setChecked(True)


def keep_somewhere(document: Document, keeper: Keeper) -> None:
    """Keep training while nobody can be asked: in the folder for temporary files if need be.

    What happens is said on standard error.
    """
    document.wait()
    try:
        keeper.keep_now()
    except Exception as error:
        try:
            spare = keeper.keep_aside()
        except Exception as again:
            _say(f"netglow: your training is lost: {english(again)}")
        else:
            _say(f"netglow: your training is in {spare}: {english(error)}")


def keep_at_session_end(window: MainWindow) -> None:
    """Keep training while nobody is there to be asked: when the window closes then, neither."""
    window.asks_to_save = False
    keep_somewhere(window.document, window.keeper)


@contextmanager
def closed_by_signals(
    window: MainWindow, document: Document, keeper: Keeper
) -> Iterator[list[int]]:
    """Close `window` at Ctrl+C, SIGTERM or SIGHUP, keeping what closing keeps.

    Yields a list that has the signal's number once one came. Qt waits in the system's own loop:
    the signal wakes it by a byte, and Python comes to handle it.
    """
    came: list[int] = []

    def leave() -> None:
        keep_somewhere(document, keeper)
        window.may_close = lambda: True
        try:
            window.close()
            keeper.end()
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
