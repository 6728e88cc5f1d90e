"""What maps of the plane and curves draw, as it was found right: see `tests/kept.py`."""

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from core.data import Curve, DrawnCurve, Gate, Plane, Points
from core.example import Example
from core.experiment import Experiment, Hyperparameters, fitted
from core.maps import View
from core.network import Layer, Network
from gui import theme
from gui.colouring import Colouring
from gui.examples import Examples
from gui.maps import (
    arrow_paint,
    curve_fit,
    curve_legend,
    curve_paint,
    curve_view,
    decision_map,
    line_paint,
    line_tag,
    map_axes,
    map_foot,
    map_paint,
    map_view,
    points,
)
from gui.maps.frame import Frame
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK
from tests.kept import assert_kept
from tests.recorder import painted_by, places, plain, recorded

MAP = map_view, map_paint, line_paint, line_tag, arrow_paint, points
CURVE = curve_view, curve_legend, curve_paint


class Shown:
    """A decision map that is shown, with its owners."""

    def __init__(self, told, qtbot, source, *hidden, rates=None):
        layers = (*(Layer(count, "tanh") for count in hidden), Network().layers[-1])
        network = fitted(Network(source.input.count, layers), source)
        self.session = Session(Experiment(network, source, rates or Hyperparameters()))
        self.selection = Selection(self.session, self.session)
        self.probe = Probe(self.session, self.session)
        examples = Examples(self.session, self.session)
        colouring = Colouring(self.session)
        self.panel = decision_map.DecisionMap(
            self.session, examples, self.selection, colouring, self.probe
        )
        qtbot.addWidget(self.panel)
        self.panel.resize(320, 400)
        self.view, self.model = self.panel.view, self.panel.model
        self.foot = self.panel.findChild(map_foot.MapFoot)
        self.panel.show()
        self.view.setFixedSize(260, 250)
        self.foot.setFixedWidth(300)
        self.panel.layout().activate()
        self.model.wait()
        self._told = told

    def tell(self, name, **chosen):
        if chosen:
            self.model.choose(**chosen)
        QApplication.sendPostedEvents()  # another theme comes by one
        self.model.wait()
        self._told(name, self.view, *MAP)
        self._told(f"{name}, its foot", self.foot, map_foot)
        assert self.foot.accessibleDescription() == self.foot.foot.words


def own(session, x1, x2):
    """Show the network a point of one's own."""
    session.set_example(Example.own(session.experiment.input, np.array([x1, x2])))


def test_a_map_of_classes(told, qtbot, monkeypatch):
    monkeypatch.setattr("gui.maps.late_strokes.AT_ONCE", 10_000)  # else they are but an image
    shown = Shown(told, qtbot, Plane("blobs", 24, noise=0.9, seed=3), 3)
    shown.tell("as it begins")
    own(shown.session, -3.0, 1.5)
    shown.selection.select((1, 1))
    shown.probe.look_at((2.0, -1.5))
    shown.tell("lines, an own example, and a point that is looked at", layer=1)
    shown.session.set_example(Example(np.zeros(2, np.float32), 0, "train", 0,
                                      coordinates=np.array([1.0, 2.0], np.float32)))  # fmt: skip
    for mode in ("decision", "unsure", "errors", "change"):
        shown.tell(mode, mode=mode, tests=False)
    shown.model.zoom((1.0, 1.0), 2.0)
    shown.tell("each by itself, zoomed", mode="shades", each=True, layer=2)
    told.lines.append(places(*shown.view.sizeHint().toTuple(), shown.view.radius))
    told.lines.append(places(*shown.view.minimumSizeHint().toTuple()))
    told.lines.append(places(*shown.foot.sizeHint().toTuple()))
    assert_kept("map_of_classes", told.lines)


def test_a_map_of_values(told, qtbot):
    shown = Shown(told, qtbot, Plane("hills", 12), 3)
    shown.probe.look_at((-5.0, 1.0))
    shown.tell("values")
    shown.probe.look_at(None)
    for mode in ("decision", "errors", "change"):
        shown.tell(mode, mode=mode)
    shown.session.open_run(shown.session.run)
    assert_kept("map_of_values", told.lines)


def test_a_map_of_a_perceptron(told, qtbot):
    shown = Shown(
        told, qtbot, Gate("AND"), rates=Hyperparameters(optimizer="sgd", learning_rate=1.0)
    )
    parameters = shown.session.snapshot.parameters
    layer = parameters[0]._replace(
        weights=np.array([[0.75], [-1.5]], np.float32), biases=np.array([0.5], np.float32)
    )
    snapshot = replace(shown.session.snapshot, parameters=(layer,), updates=1)
    shown.session.set_snapshot(snapshot)
    shown.tell("its arrow and its mistakes", layer=1)
    wanted = np.array([[2.0], [2.0]], np.float32), np.array([-3.0], np.float32)
    layer = layer._replace(weights=wanted[0], biases=wanted[1])
    shown.session.set_snapshot(replace(snapshot, parameters=(layer,), updates=2))
    shown.tell("no mistakes")
    assert_kept("map_of_a_perceptron", told.lines)


class Pen:
    """A tool with a circle around the mouse."""

    cursor_radius = 1.5


def test_a_map_of_own_points(told, qtbot):
    shown = Shown(told, qtbot, Points(), 2)
    shown.panel.tool = Pen()
    at = QPointF(140, 90)
    event = QMouseEvent(QEvent.Type.MouseMove, at, shown.view.mapToGlobal(at),
                        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(shown.view, event)
    shown.tell("none yet, and a tool")
    places = np.random.default_rng(0).uniform(-5, 5, (60, 2))
    many = Points().put(places, np.arange(60) % 2)
    shown.session.change_source(many, "Draw")
    shown.tell("many")
    theme.apply("light")
    shown.tell("light")
    assert_kept("map_of_own_points", told.lines)


def test_a_curve(told, qtbot):
    network = Network(1, (Layer(3, "tanh"), Network().layers[-1]))
    source = Curve(("sine", "bump"), count=8)
    session = Session(Experiment(fitted(network, source), source))
    selection = Selection(session, session)
    panel = curve_fit.CurveFitPanel(session, selection, Examples(session, session))
    qtbot.addWidget(panel)
    panel.show()
    view = panel.view
    view.setFixedSize(300, 240)
    told("two outputs", view, *CURVE)
    selection.select((1, 1))
    session.set_example(Example.own(session.experiment.input, np.array([0.4])))
    for parts in ("contributions", "sums"):
        view.set_parts(parts)
        told(parts, view, *CURVE)
        told.lines.extend([panel.reading, panel.caption])
    at = QPointF(100, 120)
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton,
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(view, event)
    told("pointed at", view, *CURVE)
    told.lines.extend([panel.reading, panel.caption])
    for wide in range(80, 300, 10):
        view.setFixedSize(wide, 240)
        told.lines.append(f"{wide} {[places(*place) for place in view.legend.places]}")
    view.setFixedSize(300, 240)
    session.change_source(DrawnCurve(), "Draw")
    view.set_parts("none")
    told("nothing drawn yet", view, *CURVE)
    told.lines.append(panel.reading)
    told.lines.append(places(*view.sizeHint().toTuple(), *view.minimumSizeHint().toTuple()))
    assert_kept("curve", told.lines)


def texts_in(paint):
    """The texts that `paint(painter)` writes."""
    drawn = [line.split("|")[0].split() for line in recorded(paint)]
    return " ".join(" ".join(line[3:]) for line in drawn if line[0] == "drawText")


def axes(painter, frame, kind, left, lower):
    metrics = painter.fontMetrics()
    map_axes.paint_axes(painter, map_axes.Axes.of(frame, kind, metrics, left, lower), DARK)


def test_the_numbers_of_axes_where_there_is_more_or_less_room(told, monkeypatch):
    plain(monkeypatch, map_paint)
    kind = Plane("circle").input
    for wide in range(30, 330, 10):
        room = QRectF(40, 20, wide, 0.7 * wide)
        for view in (View(-6, 6, -6, 6), View(0.125, 0.375, 2, 9)):
            frame = Frame(view, room)
            told.lines.append(texts_in(lambda p, at=frame: axes(p, at, kind, True, True)))
    frame = Frame(View(-6, 6, -6, 6), QRectF(40, 20, 200, 200))
    for sides in ((True, False), (False, True), (False, False)):
        painted = recorded(lambda p, sides=sides: axes(p, frame, None, *sides))
        told.lines.extend([str(sides), *painted])
    for count in (0, 1, 5, 20, 50, 200, 1000, 100_000):
        told.lines.append(places(count, *(points.radius_of(count, side) for side in (50, 300))))
    assert_kept("axes", told.lines)


def test_a_foot_has_as_many_lines_as_its_classes_take(told, qtbot, monkeypatch):
    plain(monkeypatch, map_foot)
    shown = Shown(told, qtbot, Points(classes=8), 2)
    for wide in (60, 90, 130, 200, 300, 400, 700, 1200):
        shown.foot.setFixedWidth(wide)
        drawn = recorded_foot(shown.foot, monkeypatch)
        chips = [line for line in drawn if line.startswith("drawRoundedRect")]
        told.lines.append(f"{wide} {shown.foot.sizeHint().height()}")
        told.lines.extend(chips)
    assert_kept("map_foot", told.lines)


def recorded_foot(foot, monkeypatch):
    return painted_by(foot, map_foot, monkeypatch=monkeypatch)
