"""What the layer made of it: nothing is made of the view until somebody asks for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.colouring import Colouring
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.layer_view.page import LayerPage

_LIKED, _LEAST = QSize(140, 60), QSize(80, 46)  # units of the grid


class LayerView(QWidget):
    """The examples as any layer sees them, and how they fold from layer to layer."""

    chosen = Signal(str, int)  # an example: its set, its place there

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "layerView", translate("LayerView", "What the layer made of it"))
        self._session, self._colouring = session, colouring
        self.page: LayerPage | None = None  # there is one once it was seen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            from gui.layer_view.page import LayerPage

            self.page = LayerPage(self._session, self._colouring)
            self.page.chosen.connect(self.chosen)
            self._column.addWidget(self.page)
            self.page.show()  # now, and not when Qt comes to it
            self._column.activate()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))
