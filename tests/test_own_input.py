"""An example of one's own, typed: the course's numbers come out, and a walk goes through it."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget

from core import data
from core.data import Curve, Plane, Points
from core.data.inputs import Point
from core.parameters import LayerParameters
from core.propagation import forward
from gui.by_hand import ByHand
from gui.diagram.scene import of_session
from gui.walk.player import Player
from tests.panels import choose, field

ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(make_window):
    """A window whose backend says nothing."""
    window = make_window()
    window.resize(1280, 800)
    return window


def open_example(window, name):
    window.findChild(QAction, f"{name}Example").trigger()


def type_into(box, text):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, ENTER)


def type_x(window, *numbers):
    panel = field(window, "ownInput")
    for index, number in enumerate(numbers, 1):
        type_into(field(panel, f"inputField{index}"), str(number))


@pytest.mark.parametrize("first", [False, True])
def test_the_course_typed(window, first):
    open_example(window, "threeLayers")
    session = window.session
    if not first:
        type_x(window, 3, 4)
    exact = tuple(
        LayerParameters(*(array.astype(np.float64) for array in layer))
        for layer in session.snapshot.parameters
    )
    for x, course in (
        ((1, -1), [(0.98, 0.12), (0.86, 0.11), (0.62, 0.83)]),
        ((0, 0), [(0.73, 0.5), (0.72, 0.12), (0.51, 0.85)]),
    ):
        type_x(window, *x)
        layers = session.forward.activations
        assert layers[0].tolist() == [list(x)]
        shown = of_session(session)
        passed = forward(session.experiment.network, exact, np.array([x], np.float64))
        for layer, expected in enumerate(course, 1):
            np.testing.assert_array_equal(layers[layer][0].round(2), np.float32(expected))
            np.testing.assert_allclose(layers[layer], passed.activations[layer], rtol=1e-6)
            np.testing.assert_array_equal(shown.activations(layer), layers[layer][0])
    assert session.example.origin == "hand"


def test_the_fields_show_the_example_and_its_target(window):
    open_example(window, "xnorByHand")
    panel = field(window, "ownInput")
    fields = [field(panel, f"inputField{index}") for index in (1, 2)]
    target = field(panel, "ownTarget")
    assert [box.text() for box in fields] == ["0", "1"]
    assert target.currentText() == "0"
    window.actions_by_name["nextExampleAction"].trigger()
    assert [box.text() for box in fields] == ["1", "0"]
    type_x(window, 0.5)
    assert [box.text() for box in fields] == ["0.5", "0"]
    assert target.currentText() == "not known"
    assert window.session.undo_stack.undoText() == "Change x₁"
    choose(target, "1")
    assert window.session.example.label == 1
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    assert [box.text() for box in fields] == ["1", "0"]
    assert target.currentText() == "0"


def test_nothing_is_shown_until_something_is_typed(window):
    window.session.change_source(Points(), "points")  # there are none yet
    panel = field(window, "ownInput")
    first = field(panel, "inputField1")
    assert first.text() == "–"
    type_into(first, "0")
    assert window.session.example.origin == "hand"
    assert window.session.example.inputs.tolist() == [0, 0]
    assert first.text() == "0"


def test_the_word_for_no_number_is_none_where_there_has_to_be_one(window):
    window.session.change_source(Points(), "points")
    first = field(field(window, "ownInput"), "inputField1")
    for text, said in (
        ("–", ""),
        ("0.5", ""),
        ("–", "“–” is not a number. Type a number from −3.4"),
    ):
        first.setFocus()
        first.selectAll()
        first.lineEdit().insert(text)
        QTest.keyClick(first, ENTER)
        assert (first.refusal.startswith(said), bool(first.refusal)) == (True, bool(said))
    assert first.text() == "0.5"
    assert window.session.example.inputs.tolist() == [0.5, 0]


def test_coordinates_are_typed_where_inputs_are_made_of_them(window):
    window.session.change_source(Plane("circle", features=("x₁²", "sin x₂")), "points")
    type_x(window, 3, 0.5)
    np.testing.assert_allclose(window.session.example.inputs, [9, np.sin(0.5)], rtol=1e-6)
    assert window.session.example.coordinates.tolist() == [3, 0.5]


def test_a_curve_has_one_field_and_a_target_that_is_a_value(window):
    window.session.change_source(Curve(("sine",)), "a curve")
    panel, session = field(window, "ownInput"), window.session
    kind = session.experiment.input
    assert isinstance(kind, Point)
    assert len(kind.names) == 1
    type_x(window, 0.25)
    assert session.example.values is None
    goal = field(panel, "targetField1")
    assert goal.text() == "not known"
    type_into(goal, "-0.5")
    assert session.target.tolist() == [-0.5]
    type_into(goal, "not known")  # as it may be
    assert (session.example.values, goal.number, goal.refusal) == (None, None, "")
    example = data.load(session.experiment.source).test
    window.actions_by_name["nextExampleAction"].trigger()
    assert float(goal.number) == pytest.approx(float(example.targets[0, 0]))


def test_the_panel_is_there_for_points_alone(window):
    dock = window.findChild(QDockWidget, "ownInputDock")
    assert dock.isHidden()
    open_example(window, "andByHand")
    assert not dock.isHidden()
    assert not field(window, "ownInput").visibleRegion().isEmpty()
    window.session.undo_stack.undo()
    assert dock.isHidden()


def test_a_walk_goes_through_an_example_of_ones_own(window):
    open_example(window, "threeLayers")
    type_x(window, 0, 0)
    window.actions_by_name["walkthroughAction"].trigger()
    (player,) = window.session.findChildren(Player)
    for x, output in (((0, 0), (0.51, 0.85)), ((1, -1), (0.62, 0.83))):
        type_x(window, *x)  # the second one in the middle of the walk
        walk = player.walk
        assert walk.inputs.tolist() == [list(x)]
        np.testing.assert_array_equal(walk.forward.output[0].round(2), np.float32(output))
        # Without a target the loss is against the answer: the way back is there, too.
        assert walk.targets.tolist() == [[0, 1]]
    choose(field(window, "ownTarget"), "y₁")
    assert player.walk.targets.tolist() == [[1, 0]]


def test_a_change_by_hand_in_the_middle_of_a_walk_is_walked(window):
    open_example(window, "threeLayers")
    session = window.session
    window.actions_by_name["walkthroughAction"].trigger()
    (player,) = session.findChildren(Player)
    asked = []
    session.proof_requested.connect(lambda inputs, _: asked.append(inputs))
    player.go(4)
    QCoreApplication.processEvents()
    assert len(asked) <= 1
    before, place = player.walk, player.place
    asked.clear()
    ByHand(session).change((1, 0, 0), -2)
    assert player.walk is not before
    assert player.place == place
    assert player.walk.parameters[1].weights[0, 0] == -2
    np.testing.assert_array_equal(player.walk.forward.output, session.forward.output)
    assert player.proof is None
    QCoreApplication.processEvents()
    assert [inputs is player.walk.inputs for inputs in asked] == [True]  # the proof of the new one
    shown = field(window, "diagram").scene_now
    assert shown.parameters[1].weights[0, 0] == -2
