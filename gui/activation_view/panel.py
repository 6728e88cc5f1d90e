"""Activation functions: nothing is made of them until somebody asks for them."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.colouring import Colouring
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class ActivationPanel(AskedPanel):
    """The function of the selected neuron, and where examples find it on that."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QSize(140, 52), QSize(84, 34), parent)
        labelled(self, "activationView", translate("ActivationView", "Activation functions"))
        self._session, self._selection, self._colouring = session, selection, colouring

    def make_page(self) -> QWidget:
        """Return the curves."""
        from gui.activation_view.page import ActivationPage

        return ActivationPage(self._session, self._selection, self._colouring)
