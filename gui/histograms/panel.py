"""Histograms of each layer's numbers, live: nothing is made of it until somebody asks for it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.colouring import Colouring
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class HistogramPanel(AskedPanel):
    """How weights, activations, δ and gradients of each layer are spread."""

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(QSize(140, 52), QSize(84, 34), parent)
        labelled(self, "histograms", translate("Histograms", "Histograms"))
        self._session, self._colouring = session, colouring

    def make_page(self) -> QWidget:
        """Return the histograms."""
        from gui.histograms.page import HistogramPage

        return HistogramPage(self._session, self._colouring)
