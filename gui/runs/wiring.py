"""Runs in the window: what is said of them, and how they are put side by side."""

from typing import TYPE_CHECKING

from gui.colouring import Colouring
from gui.main_window import MainWindow
from gui.runs.owner import RunTree
from gui.runs.panel import RunsPanel

if TYPE_CHECKING:
    from gui.runs.beside import BesideWindow

_SAID_MS = 12_000  # that a sentence stands in the status bar


def wire_runs(window: MainWindow, tree: RunTree, panel: RunsPanel, colouring: Colouring) -> None:
    """What had to go is said; pinned runs stand side by side in a window of their own."""
    made: list[BesideWindow] = []

    def show() -> None:
        from gui.runs.beside import BesideWindow, first_size

        if not made:
            beside = BesideWindow(tree, window.session, colouring, window)
            available = window.screen().availableSize()
            wide, high = first_size()
            beside.resize(min(wide, available.width() - 20), min(high, available.height() - 60))
            window.closed.connect(beside.close)
            made.append(beside)
        made[0].show()
        made[0].raise_()
        made[0].activateWindow()

    panel.beside_asked.connect(show)
    tree.thinned.connect(lambda text: window.statusBar().showMessage(text, _SAID_MS))
