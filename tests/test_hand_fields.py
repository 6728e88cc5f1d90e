"""The inspector's fields: they show the numbers of the selection, and change them."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.experiment import Experiment
from core.network import Layer, Network
from gui import theme
from gui.colouring import Colouring
from gui.panels.hand_fields import MOST_WEIGHTS, HandFields
from gui.panels.inspector import Inspector
from gui.panels.parameter_box import ParameterBox
from gui.selection import Selection
from gui.session import Session
from tests.diagrams import network_of, source_of
from tests.panels import field
from tests.ready import session_with

ENTER = Qt.Key.Key_Return


@pytest.fixture
def xnor(qapp):
    theme.apply("dark")
    return session_with("xnorByHand")


@pytest.fixture
def show(qtbot):
    def make(session):
        inspector = Inspector(session, Selection(session, session), Colouring(session))
        qtbot.addWidget(inspector)
        inspector.resize(280, 300)
        inspector.show()
        return inspector

    return make


def boxes(inspector):
    """The fields that are seen, by name, with what they say."""
    found = inspector.findChildren(ParameterBox)
    return {box.objectName(): box.text() for box in found if box.isVisible()}


def type_into(box, text):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, ENTER)


def test_the_fields_are_those_of_the_selection(xnor, show):
    inspector = show(xnor)
    assert boxes(inspector) == {}
    inspector.selection.select((1, 1))
    assert boxes(inspector) == {"biasField": "−1", "weightField1": "2", "weightField2": "2"}
    inspector.selection.select((2, 0))
    assert boxes(inspector) == {"biasField": "1", "weightField1": "3", "weightField2": "−3"}
    inspector.selection.select((1, 1, 0))
    assert boxes(inspector) == {"weightField": "−3"}
    assert field(inspector, "weightField").accessibleName() == "w₂₁ of layer 2"
    inspector.selection.select((0, 1))
    assert boxes(inspector) == {"inputField": "1"}
    inspector.selection.select(None)
    assert boxes(inspector) == {}


def test_the_fields_stand_between_words_and_function(xnor, show):
    inspector = show(xnor)
    for target in ((1, 0), (1, 1, 0), (0, 0)):
        inspector.selection.select(target)
        fields = inspector.findChild(HandFields)
        assert inspector.rect().contains(fields.geometry())
        assert fields.y() >= theme.space(2 + 4)
        for box in fields.findChildren(ParameterBox):
            if box.isVisible():
                assert fields.rect().contains(box.geometry())


def test_what_is_typed_is_the_sessions(xnor, show):
    inspector = show(xnor)
    inspector.selection.select((1, 0))
    type_into(field(inspector, "weightField2"), "-1.25")
    assert xnor.snapshot.parameters[0].weights[1, 0] == -1.25
    type_into(field(inspector, "biasField"), "1e-3")
    assert xnor.snapshot.parameters[0].biases[0] == np.float32(0.001)
    assert boxes(inspector)["biasField"] == "0.001"
    inspector.selection.select((0, 0))
    type_into(field(inspector, "inputField"), "0,5")  # a comma is a point
    assert xnor.example.inputs.tolist() == [0.5, 1]
    assert [xnor.undo_stack.text(row) for row in range(3)] == [
        "Change w₂₁ of layer 1",
        "Change b₁ of layer 1",
        "Change x₁",
    ]


def test_arrows_step_and_undo_shows_the_old_number(xnor, show):
    inspector = show(xnor)
    inspector.selection.select((0, 0, 0))
    box = field(inspector, "weightField")
    box.setFocus()
    for key, text in (
        (Qt.Key.Key_Up, "2.1"),
        (Qt.Key.Key_Up, "2.2"),
        (Qt.Key.Key_PageUp, "3.2"),
        (Qt.Key.Key_Down, "3.1"),
    ):
        QTest.keyClick(box, key)
        assert box.text() == text
        assert xnor.snapshot.parameters[0].weights[0, 0] == np.float32(text)
    xnor.undo_stack.undo()
    assert box.text() == "2"
    xnor.undo_stack.redo()
    assert box.text() == "3.1"


def test_a_number_that_is_being_typed_stays(xnor, show):
    inspector = show(xnor)
    inspector.selection.select((0, 0, 0))
    box = field(inspector, "weightField")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "7")
    xnor.change_parameters(
        tuple(layer._replace(weights=layer.weights + 1) for layer in xnor.snapshot.parameters),
        "elsewhere",
    )
    assert box.text() == "7"
    QTest.keyClick(box, ENTER)
    assert xnor.snapshot.parameters[0].weights[0, 0] == 7


def test_the_exact_float32_is_shown_and_enter_leaves_it(xnor, show):
    inspector = show(xnor)
    inspector.selection.select((0, 0, 0))
    box = field(inspector, "weightField")
    for text in ("0.1", "−0.33333334", "1234567.9", "1.5e−9", "3e10"):
        type_into(box, text.replace("−", "-"))
        assert box.text().replace("e+", "e") == text
        count = xnor.undo_stack.count()
        box.selectAll()
        QTest.keyClick(box, ENTER)
        assert xnor.undo_stack.count() == count


def test_a_large_network_lists_its_bias_alone(qapp, show):
    session = Session(Experiment())
    inspector = show(session)
    inspector.selection.select((1, 5))
    assert list(boxes(inspector)) == ["biasField"]
    inspector.selection.select((0, 40, 5))
    assert list(boxes(inspector)) == ["weightField"]


def test_as_many_weights_as_have_room_are_listed(qapp, show):
    sizes = (MOST_WEIGHTS, 2, 3)
    session = Session(Experiment(network_of(sizes), source_of(sizes)))
    inspector = show(session)
    inspector.selection.select((1, 1))
    assert len(boxes(inspector)) == MOST_WEIGHTS + 1
    # What has no room scrolls in its dock.
    fields = inspector.findChild(HandFields)
    assert inspector.minimumSizeHint().height() > fields.geometry().bottom()


def test_what_is_not_finite_says_so_and_takes_a_number(xnor, show):
    broken = tuple(
        layer._replace(biases=layer.biases * np.float32(np.nan))
        for layer in xnor.snapshot.parameters
    )
    xnor.change_parameters(broken, "break")
    inspector = show(xnor)
    inspector.selection.select((1, 0))
    assert boxes(inspector)["biasField"] == "not finite"
    type_into(field(inspector, "biasField"), "2")
    assert xnor.snapshot.parameters[0].biases[0] == 2


def test_another_network_takes_the_fields_away(xnor, show):
    inspector = show(xnor)
    inspector.selection.select((2, 0))
    network = Network(2, (Layer(1, "step"),), "mean squared error")
    xnor.change_experiment(Experiment(network, xnor.experiment.source), "smaller")
    assert boxes(inspector) == {}
