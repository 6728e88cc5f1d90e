"""Histograms of each layer's numbers, live: nothing is made of it until somebody asks for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.histograms.page import HistogramPage

_LIKED, _LEAST = QSize(140, 52), QSize(84, 34)  # units of the grid


class HistogramPanel(QWidget):
    """How weights, activations, δ and gradients of each layer are spread."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "histograms", translate("Histograms", "Histograms"))
        self._session = session
        self.page: HistogramPage | None = None  # there is one once it was seen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            from gui.histograms.page import HistogramPage

            self.page = HistogramPage(self._session)
            self._column.addWidget(self.page)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))
