"""The loss landscape in its dock: nothing is made of it until somebody asks for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.landscape.page import LandscapePage

_LIKED, _LEAST = QSize(150, 62), QSize(90, 36)  # units of the grid


class LossLandscape(QWidget):
    """The loss of the training set over parameters of the network, and ways down it."""

    asked = Signal()  # for the first time: it may need more room

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "lossLandscape", translate("Landscape", "Loss landscape"))
        self._session, self._selection = session, selection
        self.page: LandscapePage | None = None  # there is one once it was seen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            QTimer.singleShot(0, self, self.asked.emit)  # once it has its place
            from gui.landscape.page import LandscapePage

            self.page = LandscapePage(self._session, self._selection)
            self._column.addWidget(self.page)
            # At once, and not only when Qt comes to it.
            self.page.setGeometry(self.contentsRect())
            self.page.show()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))
