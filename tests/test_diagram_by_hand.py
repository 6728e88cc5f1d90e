"""Numbers changed in the diagram: the wheel, a drag, Enter and a double click, as a user does."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.data import Plane
from core.experiment import Experiment
from core.network import Layer, Network
from gui import theme
from gui.diagram.by_hand import DiagramByHand
from gui.diagram.edge_labels import edge_labels
from gui.session import Session
from tests.ready import session_with

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def xnor(qapp):
    theme.apply("dark")
    return session_with("xnorByHand")


@pytest.fixture
def hand(xnor, show):
    """Takes events of a diagram that is shown."""
    diagram = show(xnor)
    return DiagramByHand(xnor, diagram, parent=diagram), diagram


def wheel(diagram, at, turns, modifiers=CTRL, sideways=False):
    place, angle = QPointF(at), round(120 * turns)
    event = QWheelEvent(
        place,
        QPointF(diagram.mapToGlobal(at)),
        QPoint(0, 0),
        QPoint(angle, 0) if sideways else QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(diagram, event)


def on_edge(diagram, pair, source, end, share=0.36):
    one, other = diagram.layout_now.columns[pair : pair + 2]
    x = one.x + share * (other.x - one.x)
    y = one.y[source] + share * (other.y[end] - one.y[source])
    return QPoint(round(x), round(float(y)))


def on_neuron(diagram, layer, index):
    column = diagram.layout_now.columns[layer]
    return QPoint(round(column.x), round(float(column.y[index])))


def weight(session, pair, source, end):
    return float(session.snapshot.parameters[pair].weights[source, end])


@pytest.mark.parametrize(
    ("modifiers", "step", "sideways"),
    [(CTRL, 0.1, False), (CTRL | SHIFT, 1, False), (CTRL | ALT, 0.01, True)],
)
def test_the_wheel_turns_a_weight(xnor, hand, modifiers, step, sideways):
    _, diagram = hand
    at, zoom = on_edge(diagram, 0, 0, 1), diagram.layout_now.zoom
    wheel(diagram, at, 1, modifiers, sideways)
    wheel(diagram, at, 2, modifiers, sideways)
    assert weight(xnor, 0, 0, 1) == np.float32(2 + 3 * step)
    wheel(diagram, at, -1, modifiers, sideways)
    assert weight(xnor, 0, 0, 1) == np.float32(2 + 2 * step)
    assert xnor.undo_stack.count() == 1
    assert xnor.undo_stack.undoText() == "Change w₁₂ of layer 1"
    assert diagram.layout_now.zoom == zoom
    assert diagram.scene_now.weights[0][0, 1] == np.float32(2 + 2 * step)


def test_half_a_notch_is_half_a_step_that_waits(xnor, hand):
    _, diagram = hand
    at = on_edge(diagram, 0, 0, 0)
    wheel(diagram, at, 0.5)
    assert weight(xnor, 0, 0, 0) == 2
    wheel(diagram, at, 0.5)
    assert weight(xnor, 0, 0, 0) == np.float32(2.1)


def test_the_wheel_goes_on_with_its_edge_down_through_zero(xnor, hand):
    _, diagram = hand
    at = on_edge(diagram, 0, 0, 0)
    for _ in range(5):
        wheel(diagram, at, -1, CTRL | SHIFT)
    assert weight(xnor, 0, 0, 0) == -3
    assert xnor.undo_stack.count() == 1


def test_where_edges_cross_the_wheel_stays_with_one(xnor, hand):
    _, diagram = hand
    at = on_edge(diagram, 0, 0, 1, share=0.5)
    for _ in range(5):
        wheel(diagram, at, -1)
    crossing = sorted([weight(xnor, 0, 0, 1), weight(xnor, 0, 1, 0)])
    assert crossing == [1.5, 2]  # the other would be the strongest after the first turn


def test_an_edge_of_weight_zero_is_still_there(xnor, hand, qtbot):
    _, diagram = hand
    wheel(diagram, on_edge(diagram, 0, 0, 0), -2, CTRL | SHIFT)
    assert weight(xnor, 0, 0, 0) == 0
    qtbot.mouseMove(diagram, QPoint(2, 2))
    wheel(diagram, on_edge(diagram, 0, 0, 0, share=0.3), 1)
    assert weight(xnor, 0, 0, 0) == np.float32(0.1)


def test_the_wheel_turns_biases_and_inputs(xnor, hand):
    _, diagram = hand
    wheel(diagram, on_neuron(diagram, 1, 1), 1)
    assert xnor.snapshot.parameters[0].biases.tolist() == [-3, np.float32(-0.9)]
    wheel(diagram, on_neuron(diagram, 0, 0), -1, CTRL | SHIFT)
    assert xnor.example.inputs.tolist() == [-1, 1]
    assert xnor.example.origin == "hand"


def test_without_a_key_the_wheel_zooms_and_beside_everything_it_does_nothing(xnor, hand):
    _, diagram = hand
    wheel(diagram, on_edge(diagram, 0, 0, 0), 1, Qt.KeyboardModifier.NoModifier)
    assert diagram.layout_now.zoom == pytest.approx(1.2)
    wheel(diagram, QPoint(3, 3), 1)
    assert diagram.layout_now.zoom == pytest.approx(1.2)
    assert xnor.undo_stack.count() == 0


def test_an_input_made_of_others_is_not_turned(qapp, show):
    theme.apply("dark")
    source = Plane("circle", features=("x₁²", "x₂"))
    session = Session(Experiment(Network(2, (Layer(2, "softmax"),)), source))
    diagram = show(session)
    DiagramByHand(session, diagram, parent=diagram)
    wheel(diagram, on_neuron(diagram, 0, 0), 1)
    assert session.example.origin == ""
    wheel(diagram, on_neuron(diagram, 0, 1), 1)
    assert session.example.inputs.tolist() == [0, np.float32(0.1)]


def drag(diagram, start, end, modifiers):
    QTest.mousePress(diagram, LEFT, modifiers, start)
    for share in (0.25, 0.5, 0.75, 1):
        at = start + (end - start) * share
        move(diagram, at, LEFT, modifiers)
    QTest.mouseRelease(diagram, LEFT, modifiers, end)


def move(diagram, at, button, modifiers):
    QApplication.sendEvent(
        diagram,
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(diagram.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            button,
            modifiers,
        ),
    )


@pytest.mark.parametrize(
    ("modifiers", "step"), [(CTRL, 0.1), (CTRL | SHIFT, 1), (CTRL | ALT, 0.01)]
)
def test_a_drag_along_the_selected_edge_changes_its_weight(xnor, hand, modifiers, step):
    _, diagram = hand
    diagram.selection.select((0, 0, 0))
    start, before = on_edge(diagram, 0, 0, 0), diagram.layout_now.columns[0].x
    far = QPoint(6 * theme.space(2) + 2, 0)  # six steps to the right: the edge is level
    drag(diagram, start, start + far, modifiers)
    assert weight(xnor, 0, 0, 0) == np.float32(2 + 6 * step)
    drag(diagram, start, start - far, modifiers)
    assert weight(xnor, 0, 0, 0) == np.float32(2)
    assert diagram.layout_now.columns[0].x == before  # it does not pan
    assert diagram.selection.target == (0, 0, 0)


def test_a_drag_there_and_back_changes_nothing(xnor, hand):
    _, diagram = hand
    diagram.selection.select((0, 0, 0))
    start = on_edge(diagram, 0, 0, 0)
    QTest.mousePress(diagram, LEFT, CTRL, start)
    for across in (30, 60, 0):
        move(diagram, start + QPoint(across, 0), LEFT, CTRL)
    QTest.mouseRelease(diagram, LEFT, CTRL, start)
    assert weight(xnor, 0, 0, 0) == 2


def test_a_drag_up_from_a_selected_neuron_changes_its_bias(xnor, hand):
    _, diagram = hand
    diagram.selection.select((1, 0))
    start = on_neuron(diagram, 1, 0)
    drag(diagram, start, start - QPoint(0, 3 * theme.space(2) + 1), CTRL)
    assert xnor.snapshot.parameters[0].biases[0] == np.float32(-2.7)


def test_a_drag_of_what_is_not_selected_pans(xnor, hand):
    _, diagram = hand
    start, before = on_edge(diagram, 0, 0, 0), diagram.layout_now.columns[0].x
    drag(diagram, start, start + QPoint(40, 0), CTRL)
    assert diagram.layout_now.columns[0].x == pytest.approx(before + 40)
    assert xnor.undo_stack.count() == 0


def room_of(diagram, edge):
    labels = edge_labels(
        diagram.layout_now, diagram.picture, diagram.colouring.theme, diagram.font()
    )
    return next(label.room for label in labels if label.edge == edge)


def type_into(field, text):
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_double_click_on_a_number_opens_a_field_there(xnor, hand, qtbot):
    by_hand, diagram = hand
    room = room_of(diagram, (1, 1, 0))
    place = room.center().toPoint()
    QTest.mouseClick(diagram, LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(diagram, LEFT, Qt.KeyboardModifier.NoModifier, place)
    field = by_hand.field
    assert field.isVisible()
    assert field.text() == "−3"
    assert (field.geometry().center() - place).manhattanLength() <= 3
    assert diagram.selection.target == (1, 1, 0)
    assert field.accessibleName() == "w₂₁ of layer 2"
    type_into(field, "-2.5")
    assert weight(xnor, 1, 1, 0) == -3  # not before Enter
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert weight(xnor, 1, 1, 0) == -2.5
    assert not field.isVisible()
    assert xnor.undo_stack.undoText() == "Change w₂₁ of layer 2"


def test_a_double_click_beside_the_numbers_fits(xnor, hand):
    by_hand, diagram = hand
    diagram.zoom_at(QPointF(100, 100), 2)
    QTest.mouseDClick(diagram, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert diagram.layout_now.zoom == 1
    assert not by_hand.field.isVisible()


def test_enter_types_what_is_selected_and_esc_leaves_it(xnor, hand):
    by_hand, diagram = hand
    field = by_hand.field
    diagram.selection.select((1, 0))
    QTest.keyClick(diagram, Qt.Key.Key_Return)
    assert (field.isVisible(), field.text()) == (True, "−3")
    type_into(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert xnor.undo_stack.count() == 0
    assert diagram.selection.target == (1, 0)  # Esc was the field's
    QTest.keyClick(diagram, Qt.Key.Key_Enter)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert xnor.snapshot.parameters[0].biases[0] == np.float32(-2.9)  # at once
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert xnor.snapshot.parameters[0].biases[0] == np.float32(-1.9)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert xnor.snapshot.parameters[0].biases[0] == -3
    diagram.selection.select((0, 1))
    QTest.keyClick(diagram, Qt.Key.Key_Return)
    type_into(field, "0.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert xnor.example.inputs.tolist() == [0, 0.25]


def test_the_field_closes_when_the_picture_moves_away(xnor, hand):
    by_hand, diagram = hand
    diagram.selection.select((1, 0))
    QTest.keyClick(diagram, Qt.Key.Key_Return)
    assert by_hand.field.isVisible()
    wheel(diagram, QPoint(3, 3), 1, Qt.KeyboardModifier.NoModifier)
    assert not by_hand.field.isVisible()
    assert xnor.undo_stack.count() == 0


def test_what_is_changed_is_painted_with_the_next_edges(xnor, hand, qtbot):
    _, diagram = hand
    wheel(diagram, on_edge(diagram, 0, 0, 0), 1, CTRL | SHIFT)
    diagram.wait_for_picture()
    assert diagram.is_current
    assert diagram.picture.numbers[0][0, 0] == 3
