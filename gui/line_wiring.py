"""Lines on the map, thin lines of the curve fit, and neurons in the diagram: which is whose."""

from gui.diagram.line_marks import MarkedLayer
from gui.diagram.view import Diagram
from gui.maps.curve_view import CurveView
from gui.maps.lines_seen import LinesSeen
from gui.neuron_hues import line_hues, neuron_hues


def wire_lines(lines: LinesSeen, curve: CurveView, diagram: Diagram) -> None:
    """The diagram marks the neurons whose lines are seen; what is pointed at comes forward in both.

    There is a map or a curve, never both.
    """

    def mark() -> None:
        on_map = MarkedLayer(lines.layer, line_hues)
        diagram.marked = on_map if on_map.layer else MarkedLayer(curve.parts_layer, neuron_hues)
        diagram.update()

    lines.changed.connect(mark)
    curve.parts_changed.connect(mark)
    for view in (lines, curve):
        view.pointed.connect(diagram.show_pointed)
        diagram.pointed.connect(view.show_pointed)
