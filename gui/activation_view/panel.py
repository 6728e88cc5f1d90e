"""Activation functions: nothing is made of them until somebody asks for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.activation_view.page import ActivationPage

_LIKED, _LEAST = QSize(140, 52), QSize(84, 34)  # units of the grid


class ActivationPanel(QWidget):
    """The function of the selected neuron, and where examples find it on that."""

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "activationView", translate("ActivationView", "Activation functions"))
        self._session, self._selection = session, selection
        self.page: ActivationPage | None = None  # there is one once it was seen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            from gui.activation_view.page import ActivationPage

            self.page = ActivationPage(self._session, self._selection)
            self._column.addWidget(self.page)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))
