"""Diagrams beside each other: they look the same way and, if wished, have one scale of colours."""

import functools
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from gui.diagram import scene
from gui.diagram.scene import Scene
from gui.diagram.view import Diagram
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled


class Together(QObject):
    """Turns all diagrams when one is turned; its `choice` has all in the same colours."""

    def __init__(self, name: str, same: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: list[tuple[Session, Diagram]] = []
        self.choice = labelled(
            QCheckBox(translate("Runs", "Same colours")),
            name,
            translate("Runs", "Same colours in all diagrams"),
            translate("Runs", "The same weight or activation has the same colour in all diagrams"),
        )
        self.choice.setChecked(same)
        self.choice.toggled.connect(self.look_again)

    def hold(self, shown: Sequence[tuple[Session, Diagram]]) -> None:
        """Have these diagrams together, each with its session."""
        self._shown = list(shown)
        for session, diagram in self._shown:
            diagram.beside = functools.partial(self._others, session)
            diagram.looked.connect(lambda diagram=diagram: self._turn(diagram))
        self.look_again()

    def look_again(self) -> None:
        """Have all of them painted with the scales of now."""
        for _, diagram in self._shown:
            diagram.look_again()

    def _turn(self, turned: Diagram) -> None:
        for _, diagram in self._shown:
            if diagram is not turned:
                diagram.look_again()

    def _others(self, of: Session) -> tuple[Scene, ...]:
        """Return what the others of the same sizes have come to."""
        if not self.choice.isChecked():
            return ()
        sizes = of.experiment.network.sizes
        return tuple(
            scene.of_session(session)
            for session, _ in self._shown
            if session is not of and session.experiment.network.sizes == sizes
        )
