"""Evolution in its dock: nothing is made of it until somebody asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.asked_panel import AskedPanel
from gui.runs.owner import RunTree
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

if TYPE_CHECKING:
    from core.crew import Crew


class EvolutionPanel(AskedPanel):
    """A population of small networks, and how it finds its structure.

    `make_crew` makes who trains them, on a device; None: child processes.
    """

    def __init__(
        self,
        session: Session,
        tree: RunTree,
        make_crew: "Callable[[str], Crew] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QSize(150, 66), QSize(90, 36), parent)
        labelled(self, "evolutionPanel", translate("Evolution", "Evolution"))
        self._session, self._tree, self.make_crew = session, tree, make_crew
        self._end: Callable[[], None] = lambda: None
        self.at_stake: Callable[[], int] = lambda: 0  # evolutions that closing loses

    def make_page(self) -> QWidget:
        """Return the page."""
        from core.crew import Crew
        from gui.evolution.model import EvolutionModel
        from gui.evolution.page import EvolutionPage

        make = self.make_crew or (lambda device: Crew(device=device))
        model = EvolutionModel(self._session, self._tree, make, self)
        self._end = model.end
        self.at_stake = lambda: model.at_stake
        return EvolutionPage(model)

    def end(self) -> None:
        """Leave no process behind: the window closes."""
        self._end()
