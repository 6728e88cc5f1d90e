"""Break it: nothing is made of it until somebody asks for it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.breaking.scores import Scores
from gui.selection import Selection
from gui.translation import translate
from gui.widgets import labelled


class BreakPanel(AskedPanel):
    """What can be broken of the network, and how good it still is."""

    def __init__(self, scores: Scores, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(QSize(140, 52), QSize(84, 34), parent)
        labelled(self, "breakItPanel", translate("Breaking", "Break it"))
        self.scores, self._selection = scores, selection

    def make_page(self) -> QWidget:
        """Return sliders, buttons and the curve."""
        from gui.breaking.page import BreakPage

        return BreakPage(self.scores, self._selection)
