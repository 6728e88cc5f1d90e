"""Many trainings as one experiment: nothing is made of it until somebody asks for it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.experiments.owner import Experiments
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class ExperimentsPanel(AskedPanel):
    """What is varied, the table that it comes to, and a plot of it."""

    opened = Signal(int)  # a row of the owner's table
    export_asked = Signal(str)  # "csv" or "json"

    def __init__(self, session: Session, owner: Experiments, parent: QWidget | None = None) -> None:
        super().__init__(QSize(140, 52), QSize(84, 34), parent)
        labelled(self, "experimentsPanel", translate("Experiments", "Experiments"))
        self._session, self.owner = session, owner

    def make_page(self) -> QWidget:
        """Return the form, the table and the plot."""
        from gui.experiments.page import ExperimentsPage

        page = ExperimentsPage(self._session, self.owner)
        page.opened.connect(self.opened)
        page.export_asked.connect(self.export_asked)
        return page
