"""Lines on the map, thin lines of the curve fit, and neurons in the diagram: which is whose."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance

from gui.diagram.line_marks import MarkedLayer
from gui.diagram.view import Diagram

if TYPE_CHECKING:
    from gui.maps.curve_view import CurveView
    from gui.maps.lines_seen import LinesSeen


class LineMarks(QObject):
    """The diagram marks the neurons whose lines are seen; what is pointed at comes forward in both.

    There is a map or a curve, never both.
    """

    def __init__(self, diagram: Diagram, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagram = diagram
        self._layers: list[Callable[[], MarkedLayer]] = []

    def follow(
        self,
        view: "LinesSeen | CurveView",
        changed: SignalInstance,
        layer: Callable[[], MarkedLayer],
    ) -> None:
        """Mark the `layer` whose lines `view` shows, from now on; `changed` tells of another."""
        self._layers.append(layer)
        changed.connect(self._mark)
        view.pointed.connect(self._diagram.show_pointed)
        self._diagram.pointed.connect(view.show_pointed)

    def _mark(self) -> None:
        seen = (marked for layer in self._layers if (marked := layer()).layer)
        self._diagram.marked = next(seen, MarkedLayer())
        self._diagram.update()
