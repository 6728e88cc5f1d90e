"""Loop, matrix, GPU: nothing is made of it until somebody asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.backend_process import BackendProcess
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.ways.model import WaysModel


class WaysPanel(AskedPanel):
    """The ways to compute the network's answers, timed in a process of their own."""

    def __init__(
        self,
        session: Session,
        make_process: Callable[[QObject], BackendProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QSize(150, 62), QSize(90, 36), parent)
        labelled(self, "waysPanel", translate("Ways", "Loop, matrix, GPU"))
        self._session, self._make_process = session, make_process
        self._model: WaysModel | None = None

    def make_page(self) -> QWidget:
        """Return the bars with what they are of."""
        from gui.ways.model import WaysModel
        from gui.ways.page import WaysPage

        self._model = WaysModel(self._session, self._make_process, self)
        return WaysPage(self._model)

    def kill(self) -> None:
        """End the process before this returns: the program ends."""
        if self._model:
            self._model.kill()
