"""The runs of the window, beside each other: nothing is made of it until somebody asks for it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.runs.owner import RunTree
from gui.translation import translate
from gui.widgets import labelled


class RunsPanel(AskedPanel):
    """A tree of all runs, and what can be done with each."""

    beside_asked = Signal()  # the pinned runs side by side

    def __init__(self, tree: RunTree, parent: QWidget | None = None) -> None:
        super().__init__(QSize(140, 44), QSize(84, 28), parent)
        labelled(self, "runsPanel", translate("Runs", "Runs"))
        self.tree = tree

    def make_page(self) -> QWidget:
        """Return the table of runs."""
        from gui.runs.page import RunsPage

        page = RunsPage(self.tree)
        page.beside_asked.connect(self.beside_asked)
        return page
