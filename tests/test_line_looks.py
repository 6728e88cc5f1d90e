"""Lines on a map: whose colour they have, which is in front, and who is told of it."""

import itertools
import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from core.beginnings import beginning
from core.data import Curve, Plane
from core.maps import View
from core.network import Layer
from core.run import Run
from gui import theme
from gui.colouring import PALETTES, themed
from gui.diagram.layout import arrange
from gui.diagram.line_marks import MarkedLayer, line_marks
from gui.diagram.view import Diagram
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.decision_map import DecisionMap
from gui.maps.frame import Frame
from gui.maps.line_paint import paint_strokes, stroke_at, strokes_of
from gui.maps.line_tag import tag_of
from gui.maps.lines import Line
from gui.theme import DARK, LIGHT
from tests.panels import choose, field
from tests.test_contrast import lab
from tests.test_painted_theme import contrast

THEMES = pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)
FRAME = Frame(View(-1, 1, -1, 1), QRectF(0, 0, 300, 300))


def upright(neuron, x, heard=1.0, points=2):
    """The line x₁ = x of a neuron; of many points, if it is a contour."""
    places = np.stack([np.full(points, x), np.linspace(-1, 1, points)], axis=1)
    return Line(neuron, (places,), heard)


@THEMES
def test_colours_of_neurons_are_seen_on_every_map_and_mean_nothing_else(now):
    assert len(now.neurons) == 8
    for hue in now.neurons:
        assert contrast(hue, now.surface) >= 4.5  # its halo, and the number in its disc
        assert contrast(hue, now.window) >= 4.5  # the number at the neuron in the diagram
        assert min(contrast(hue, ground) for ground in now.class_grounds) >= 2
    signs = {
        getattr(themed(now, name), sign) for name in PALETTES for sign in ("positive", "negative")
    }
    others = {*signs, *now.classes, now.accent, now.train, now.test, now.error}
    for hue, other in itertools.product(now.neurons, others):
        assert np.linalg.norm(lab(hue) - lab(other)) >= 17, (hue, other)
    for one, two in itertools.combinations(now.neurons, 2):
        assert np.linalg.norm(lab(one) - lab(two)) >= 25, (one, two)


@THEMES
def test_a_line_has_its_neurons_colour_and_no_two_are_drawn_alike(now, qapp):
    strokes = strokes_of([upright(neuron, 0.0) for neuron in range(40)], FRAME, now)
    by_neuron = {stroke.neuron: stroke for stroke in strokes}
    assert [by_neuron[neuron].colour for neuron in range(9)] == [*now.neurons, now.neurons[0]]
    assert len({(stroke.colour, stroke.dashes) for stroke in strokes}) == 40


def test_what_is_barely_listened_to_is_faint(qapp):
    lines = [upright(0, -0.5, 1.0), upright(1, 0.5, 0.0)]
    faint, clear = strokes_of(lines, FRAME, DARK)
    assert (faint.neuron, clear.neuron) == (1, 0)  # what matters lies on top
    assert (faint.opacity, clear.opacity) == pytest.approx((0.3, 1.0))
    assert faint.width < clear.width / 2
    assert faint.halo
    assert clear.halo


def test_many_contours_are_calm_and_the_one_that_is_meant_is_not(qapp):
    lines = [upright(neuron, neuron / 5 - 0.5, points=50) for neuron in range(6)]
    assert {stroke.opacity for stroke in strokes_of(lines, FRAME, DARK)} == {0.75}
    assert {stroke.opacity for stroke in strokes_of(lines[:3], FRAME, DARK)} == {1.0}
    *others, last = strokes_of(lines, FRAME, DARK, 2)
    assert (last.neuron, last.opacity, last.halo > 0, last.forward) == (2, 1.0, True, True)
    assert {stroke.opacity for stroke in others} == {0.28}
    assert max(stroke.width for stroke in others) < last.width / 2
    unknown = strokes_of(lines, FRAME, DARK, 9)
    assert not any(stroke.forward for stroke in unknown)


@THEMES
def test_a_line_is_painted_in_its_colour_within_a_halo(now, qapp):
    strokes = strokes_of([upright(0, 0.0)], FRAME, now)
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    painter = QPainter(image)
    paint_strokes(painter, strokes, now)
    painter.end()
    y = 150 if abs(strokes[0].mark.y() - 150) > 30 else 220
    row = [image.pixelColor(x, y).name() for x in range(140, 160)]
    assert (row[9], row[10]) == (now.neurons[0], now.neurons[0])
    beside = math.ceil(150 + strokes[0].width / 2)
    assert (row[beside - 140], row[299 - beside - 140]) == (now.surface, now.surface)
    assert row[0] == row[-1] == "#808080"
    mark = strokes[0].mark.toPoint()
    disc = {
        image.pixelColor(mark + QPoint(x, y)).name() for x in range(-9, 10) for y in range(-9, 10)
    }
    assert {now.neurons[0], now.surface} <= disc


def test_the_line_or_the_number_under_the_mouse_is_found(qapp):
    strokes = strokes_of([upright(0, -0.5), upright(1, 0.5, points=80)], FRAME, DARK)
    assert stroke_at(strokes, QPointF(78, 110), 5) == 0
    assert stroke_at(strokes, QPointF(222, 180), 5) == 1
    assert stroke_at(strokes, QPointF(150, 150), 5) is None
    mark = next(stroke.mark for stroke in strokes if stroke.neuron == 1)
    assert stroke_at(strokes, mark + QPointF(8, 0), 5) == 1
    assert stroke_at(strokes, mark + QPointF(14, 0), 5) is None


def test_the_tag_stands_at_the_mouse_or_at_the_number_and_within_the_map(qapp):
    strokes = strokes_of([upright(0, 0.9)], FRAME, DARK, 0)
    words = "neuron 1 of hidden 1"
    for mouse in (None, QPointF(285, 6), QPointF(2, 290)):
        tag = tag_of(strokes, words, FRAME.room, mouse)
        assert (tag.words, tag.colour) == (words, DARK.neurons[0])
        assert FRAME.room.contains(tag.room)
        assert not tag.room.contains(mouse or strokes[0].mark)
    assert tag_of(strokes_of([upright(0, 0.9)], FRAME, DARK), words, FRAME.room, None) is None


@THEMES
def test_neurons_have_marks_at_their_corners(now):
    layout = arrange((2, 4, 2), 900, 600, square=True)
    column = layout.columns[1]
    marks = line_marks(layout, MarkedLayer(1), now)
    assert [(mark.neuron, mark.colour, mark.text) for mark in marks] == [
        (index, now.neurons[index], str(index + 1)) for index in range(4)
    ]
    for mark, y in zip(marks, column.y, strict=True):
        away = mark.at - QPointF(column.x, y)
        assert (away.x(), away.y()) == pytest.approx((-0.9 * column.radius,) * 2)
    assert line_marks(layout, MarkedLayer(0), now) == ()
    assert line_marks(arrange((2, 400, 2), 900, 600), MarkedLayer(1), now) == ()  # a strip
    small = line_marks(arrange((2, 30, 2), 900, 600), MarkedLayer(1), now)
    assert {mark.text for mark in small} == {""}
    assert len(small) == 30


# In the window.


def hover(widget, place):
    """Move the mouse over a widget."""
    none, at = Qt.MouseButton.NoButton, QPointF(place)
    where = widget.mapToGlobal(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, where, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


def marked(diagram, mark):
    """How many pixels around a mark have its colour."""
    image, middle, reach = diagram.grab().toImage(), mark.at.toPoint(), range(-9, 10)
    around = (image.pixelColor(middle + QPoint(x, y)).name() for x in reach for y in reach)
    return sum(name == mark.colour for name in around)


@pytest.fixture
def window(make_window):
    found = make_window(beginning(Plane("circle")), size=(1280, 800))
    theme.apply("dark")
    panel = found.findChild(DecisionMap)
    panel.model.wait()
    choose(field(panel, "decisionMapLines"), "Lines of hidden 1")
    return found


def test_map_and_diagram_show_the_same_neuron(window, qtbot):
    panel, diagram = window.findChild(DecisionMap), window.findChild(Diagram)
    view, lines = panel.view, panel.lines
    assert diagram.marked.layer == 1
    diagram.wait_for_picture()
    seen = [marked(diagram, mark) for mark in line_marks(diagram.layout_now, MarkedLayer(1), DARK)]
    assert min(seen) > 30
    # At its line on the map.
    strokes = strokes_of(panel.model.lines, view.frames[0], DARK)
    stroke = next(one for one in strokes if one.neuron == 1)
    hover(view, QPointF(*stroke.chains[0].mean(axis=0)))
    assert lines.forward == view.line_at(QPointF(*stroke.chains[0].mean(axis=0)))
    assert diagram.pointed_elsewhere == (1, lines.forward)
    # The ring of what is pointed at leaves the mark to be seen.
    mark = line_marks(diagram.layout_now, MarkedLayer(1), DARK)[lines.forward]
    assert marked(diagram, mark) == seen[lines.forward] > 30
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert (lines.forward, diagram.pointed_elsewhere) == (None, None)
    # At the neuron in the diagram.
    column = diagram.layout_now.columns[1]
    hover(diagram, QPointF(column.x, column.y[2]))
    assert lines.forward == 2
    hover(diagram, QPointF(diagram.layout_now.columns[0].x, diagram.layout_now.columns[0].y[0]))
    assert lines.forward is None
    # Neither while another layer's lines are there, nor without any.
    choose(field(panel, "decisionMapLines"), "No lines")
    assert (diagram.marked.layer, lines.layer) == (0, 0)


def test_what_is_pointed_at_goes_with_the_run_it_is_of(window):
    panel, diagram = window.findChild(DecisionMap), window.findChild(Diagram)
    session, view, lines = window.session, panel.view, panel.lines
    column = diagram.layout_now.columns[1]
    hover(diagram, QPointF(column.x, column.y[2]))
    assert lines.forward == 2
    session.set_run(Run.start(session.experiment))  # there it is again
    assert (diagram.under_mouse, lines.forward) == ((1, 2), 2)
    one_neuron = replace(session.experiment.network, layers=(Layer(1), Layer(1, "sigmoid")))
    before = session.set_run(Run.start(replace(session.experiment, network=one_neuron)))
    assert (diagram.under_mouse, lines.forward) == (None, None)
    # At a line of the map.
    session.set_run(before)
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    panel.model.wait()
    stroke = strokes_of(panel.model.lines, view.frames[0], DARK)[-1]
    hover(view, QPointF(*stroke.chains[0].mean(axis=0)))
    assert diagram.pointed_elsewhere == (1, lines.forward)
    session.set_run(Run.start(session.experiment))
    assert (diagram.pointed_elsewhere, lines.forward) == (None, None)


def test_a_thin_line_is_not_in_front_once_another_run_is_shown(make_window):
    window = make_window(beginning(Curve()), size=(1280, 800))
    panel, diagram = window.findChild(CurveFitPanel), window.findChild(Diagram)
    choose(field(panel, "curveParts"), "Contributions")
    column = diagram.layout_now.columns[2]
    hover(diagram, QPointF(column.x, column.y[0]))
    assert panel.view.neuron == 0
    experiment = window.session.experiment
    layers = (*experiment.network.layers[:-2], Layer(1, "tanh"), experiment.network.layers[-1])
    narrow = replace(experiment, network=replace(experiment.network, layers=layers))
    window.session.set_run(Run.start(narrow))
    assert (diagram.under_mouse, panel.view.neuron) == (None, None)


def test_without_the_map_no_neuron_has_a_mark(window):
    panel, diagram = window.findChild(DecisionMap), window.findChild(Diagram)
    (dock,) = [dock for dock in window.docks if dock.isAncestorOf(panel)]
    dock.close()
    assert diagram.marked.layer == 0
    dock.show()
    assert diagram.marked.layer == 1


def test_thin_lines_of_a_curve_and_neurons_have_the_same_colours(make_window):
    window = make_window(beginning(Curve()), size=(1280, 800))
    theme.apply("dark")
    panel, diagram = window.findChild(CurveFitPanel), window.findChild(Diagram)
    view = panel.view
    assert diagram.marked.layer == 0
    choose(field(panel, "curveParts"), "Contributions")
    marks = line_marks(diagram.layout_now, diagram.marked, DARK)
    parts = {line.neuron: line.colour for line in view.scene.lines if line.neuron is not None}
    assert {mark.neuron: mark.colour for mark in marks} == parts
    column = diagram.layout_now.columns[2]
    hover(diagram, QPointF(column.x, column.y[5]))
    assert (view.scene.lines[-2].neuron, view.scene.lines[-2].strong) == (5, True)
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert not view.scene.lines[-2].strong
    thin = view.scene.line("part 3").places
    hover(view, QPointF(*thin[230]))
    assert diagram.pointed_elsewhere == (2, view.part_at(QPointF(*thin[230])))
    choose(field(panel, "curveParts"), "Network")
    assert (diagram.marked.layer, diagram.pointed_elsewhere) == (0, None)
