"""The panels of a plane and of a curve, with all that belongs to them: made for such data."""

from gui.colouring import Colouring
from gui.diagram.line_marks import MarkedLayer
from gui.diagram.view import Diagram
from gui.examples import Examples
from gui.line_wiring import LineMarks
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.decision_map import DecisionMap
from gui.maps.point_tools import PointTools
from gui.neuron_hues import line_hues, neuron_hues
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session


def make_map(
    session: Session,
    examples: Examples,
    selection: Selection,
    colouring: Colouring,
    probe: Probe,
    diagram: Diagram,
    marks: LineMarks,
) -> DecisionMap:
    """Return the decision map, which comes with the diagram's edges; tools to draw are above it."""
    panel = DecisionMap(session, examples, selection, colouring, probe)
    lines, tools = panel.lines, PointTools(session)
    diagram.plane = lambda: panel.model.coarse
    diagram.faces_shown.connect(panel.model.take_faces)
    marks.follow(lines, lines.changed, lambda: MarkedLayer(lines.layer, line_hues))
    panel.hold(tools)

    def take_tool() -> None:
        panel.tool = tools.chosen

    tools.chosen_changed.connect(take_tool)
    take_tool()
    return panel


def make_curve(
    session: Session, selection: Selection, examples: Examples, marks: LineMarks
) -> CurveFitPanel:
    """Return the curve fit."""
    panel = CurveFitPanel(session, selection, examples)
    view = panel.view
    marks.follow(view, view.parts_changed, lambda: MarkedLayer(view.parts_layer, neuron_hues))
    return panel
