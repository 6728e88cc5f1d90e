"""Pictures and tables that are saved: made in the window's thread, written by one beside it.

A disk may take most of a second to say that a file lasts.
"""

from collections.abc import Callable
from pathlib import Path

from gui.errors import sentence
from gui.main_window import MainWindow
from gui.writer import Writer, Written

_NAME = "exports"


def exported(
    window: MainWindow, make: Callable[[Path], Callable[[], object]]
) -> Callable[[Path], None]:
    """Return what saves to a path: `make` returns, for that path, the work of writing it.

    What fails of the two is told in a sentence.
    """

    def export(path: Path) -> None:
        try:
            work = make(path)
        except (OSError, ValueError) as error:
            _tell(window, error)
        else:
            _writer(window).write(work, lambda written: _finish(window, written))

    return export


def wait(window: MainWindow) -> None:
    """Return when all that was exported is written, and what failed is told."""
    if known := window.findChild(Writer, _NAME):
        known.wait()


def _writer(window: MainWindow) -> Writer:
    if known := window.findChild(Writer, _NAME):
        return known
    writer = Writer(window)
    writer.setObjectName(_NAME)
    window.closed.connect(writer.wait)
    return writer


def _finish(window: MainWindow, written: Written) -> None:
    if written.error is not None:
        _tell(window, written.error)


def _tell(window: MainWindow, error: Exception) -> None:
    from gui import dialogs

    dialogs.tell_error(window, sentence(error))
