"""What the layer made of it: nothing is made of the view until somebody asks for it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.colouring import Colouring
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class LayerView(AskedPanel):
    """The examples as any layer sees them, and how they fold from layer to layer."""

    chosen = Signal(str, int)  # an example: its set, its place there

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(QSize(140, 60), QSize(80, 46), parent)
        labelled(self, "layerView", translate("LayerView", "What the layer made of it"))
        self._session, self._colouring = session, colouring

    def make_page(self) -> QWidget:
        """Return the pictures of the layers."""
        from gui.layer_view.page import LayerPage

        page = LayerPage(self._session, self._colouring)
        page.chosen.connect(self.chosen)
        return page
