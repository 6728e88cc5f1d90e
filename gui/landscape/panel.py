"""The loss landscape in its dock: nothing is made of it until somebody asks for it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class LossLandscape(AskedPanel):
    """The loss of the training set over parameters of the network, and ways down it."""

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(QSize(150, 62), QSize(90, 36), parent)
        labelled(self, "lossLandscape", translate("Landscape", "Loss landscape"))
        self._session, self._selection = session, selection

    def make_page(self) -> QWidget:
        """Return the landscape."""
        from gui.landscape.page import LandscapePage

        return LandscapePage(self._session, self._selection)
