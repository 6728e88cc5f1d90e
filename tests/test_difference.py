"""A − B of two pinned runs: its colours, what it says of edges and neurons, and when there is none.

And the common scale of colours of diagrams beside each other.
"""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QComboBox

from core.data import Plane
from core.example import Example
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.diagram.difference import target_lines
from gui.diagram.legend_words import sentences
from gui.diagram.marks import edge_line
from gui.diagram.neurons import NeuronPainter
from gui.numbers import number
from gui.runs.beside import BesideWindow
from gui.runs.owner import RunTree
from gui.session import Session
from tests.panels import choose, field

EXPERIMENT = Experiment(
    Network(2, (Layer(3, "relu"), Layer(1, "sigmoid")), "binary cross-entropy"),
    Plane("moons", 60),
    Hyperparameters("sgd", 0.1, 4),
)


def shifted(run, by, factor=1.0):
    """`run` after 10 updates that added `by` to all of its numbers, or multiplied them."""
    now = run.snapshot
    parameters = tuple(
        LayerParameters(factor * one.weights + by, factor * one.biases + by, one.slopes)
        for one in now.parameters
    )
    snapshot = replace(now, parameters=parameters, updates=10, examples_seen=40, examples=60)
    return run.at(snapshot)


@pytest.fixture
def session(qapp):
    theme.apply("dark")
    session = Session(EXPERIMENT)
    yield session
    session.deleteLater()


@pytest.fixture
def tree(session):
    """Two pinned runs of the same start: "one" after 10 updates, and "two", which is shown."""
    tree = RunTree(session, session)
    run = replace(Run.start(EXPERIMENT), name="one")
    session.set_run(shifted(run, 0.5))
    tree.pin(run.id, True)
    other = replace(run.start_again(EXPERIMENT), name="two")
    session.set_run(shifted(other, 0.25))
    tree.pin(other.id, True)
    session.set_example(Example(np.array([0.5, 1.5], np.float32), origin="own"))
    return tree


@pytest.fixture
def beside(qtbot, session, tree):
    beside = BesideWindow(tree, session, Colouring())
    qtbot.addWidget(beside)
    beside.resize(900, 500)
    with qtbot.waitExposed(beside):
        beside.show()
    return beside


def tick(qtbot, beside, name="besideDifference"):
    box = field(beside, name)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def picture_of(diagram):
    diagram.wait_for_picture()
    return diagram.picture


def test_a_switch_shows_what_a_has_more_than_b(qtbot, beside, session):
    one = beside.panes[0]
    tick(qtbot, beside)
    diagram = beside.difference.diagram
    assert diagram.isVisible()
    assert not one.isVisible()
    assert not field(beside, "besideSameColours").isVisible()  # there is one scale alone
    picture = picture_of(diagram)
    assert picture.mode == "difference"
    for numbers in picture.numbers:
        np.testing.assert_allclose(numbers, 0.25, atol=1e-6)
    told = " ".join(sentences(diagram.scene_now, picture))
    assert "A − B: each weight of A minus the same weight of B." in told
    assert "full at |A − B| = 0.25" in told
    assert beside.difference.text.count("10 updates") == 2
    tick(qtbot, beside)
    assert one.isVisible()
    assert not diagram.isVisible()


def test_it_follows_both(qtbot, beside, session):
    tick(qtbot, beside)
    diagram = beside.difference.diagram
    qtbot.waitUntil(diagram.isVisible)
    picture_of(diagram)
    session.set_snapshot(replace(shifted(session.run, 1.0).snapshot, updates=20, examples_seen=80))
    for numbers in picture_of(diagram).numbers:
        np.testing.assert_allclose(numbers, -0.75, atol=1e-6)
    assert "20 updates" in beside.difference.text


def test_the_other_way_round_by_keyboard(qtbot, beside):
    tick(qtbot, beside)
    choose(beside.findChild(QComboBox, "differenceA"), "two")
    assert beside.findChild(QComboBox, "differenceB").currentText() == "one"
    choose(beside.findChild(QComboBox, "differenceB"), "two")
    assert beside.findChild(QComboBox, "differenceA").currentText() == "one"
    choose(beside.findChild(QComboBox, "differenceB"), "one")
    assert beside.findChild(QComboBox, "differenceA").currentText() == "two"
    diagram = beside.difference.diagram
    for numbers in picture_of(diagram).numbers:
        np.testing.assert_allclose(numbers, -0.25, atol=1e-6)


def test_a_card_at_an_edge_says_both_and_their_difference(qtbot, beside):
    tick(qtbot, beside)
    diagram = beside.difference.diagram
    picture_of(diagram)
    line = edge_line(diagram.layout_now, (0, 0, 0))
    qtbot.mouseMove(diagram, line.pointAt(0.4).toPoint())
    pair = diagram.under_mouse
    assert pair is not None
    assert len(pair) == 3
    lines = target_lines(diagram.scene_now, pair)
    weight = float(beside.panes[0].session.snapshot.parameters[0].weights[pair[1], pair[2]])
    a, b = number(weight), number(weight - 0.25)
    assert lines[1:] == [f"A: w = {a}", f"B: w = {b}", f"A − B = {number(0.25)}"]
    qtbot.waitUntil(lambda: diagram.card.isValid())
    diagram.selection.select((1, 1))
    said = diagram.accessibleDescription()
    assert f"b: A {number(0.5)}, B {number(0.25)}, A − B {number(0.25)}" in said
    assert "from x₁" in said


def test_neurons_show_the_difference_of_activations(qtbot, beside, session):
    tick(qtbot, beside)
    seen = beside.difference.diagram.scene_now
    a, b = seen.compared
    np.testing.assert_allclose(seen.fill(1).values, a.activations(1) - b.activations(1))
    np.testing.assert_allclose(seen.fill(0).values, a.activations(0))
    np.testing.assert_allclose(seen.parameters[0].biases, 0.25)


def test_other_layers_have_no_difference_and_it_is_said(qtbot, beside, session, tree):
    tick(qtbot, beside)
    assert beside.difference.diagram
    network = replace(EXPERIMENT.network, layers=(Layer(4, "relu"), EXPERIMENT.network.layers[1]))
    other = replace(Run.start(replace(EXPERIMENT, network=network)), name="three")
    session.set_run(shifted(other, 0))
    tree.pin(other.id, True)
    choose(beside.findChild(QComboBox, "differenceB"), "three")
    assert beside.difference.diagram is None
    assert "A has the layers 2-3-1 and B has 2-4-1." in beside.difference.text


def test_other_weights_at_the_start_are_said(qtbot, beside, session, tree):
    tick(qtbot, beside)
    assert "began" not in beside.difference.text
    other = replace(Run.start(replace(EXPERIMENT, seed=1)), name="three")
    session.set_run(shifted(other, 0))
    tree.pin(other.id, True)
    choose(beside.findChild(QComboBox, "differenceB"), "three")
    assert "began with different weights" in beside.difference.text
    assert beside.difference.diagram


def test_one_zoom_for_the_difference_and_all(qtbot, beside):
    before = beside.panes[1].diagram.layout_now.columns[1].x
    tick(qtbot, beside)
    beside.difference.diagram.zoom_at(QPointF(20, 20), 2)
    tick(qtbot, beside)
    assert beside.panes[1].diagram.layout_now.columns[1].x > 1.5 * before


def test_faces_beside_each_other_have_one_scale(qtbot, beside, session):
    def scales():
        return [picture_of(pane.diagram).faces.scales for pane in beside.panes]

    scales()
    session.set_run(shifted(session.run, 0, 8))  # says more, and had a scale of its own
    qtbot.waitUntil(lambda: all(map(np.array_equal, *scales())))  # the other one follows
    one, _ = scales()
    assert one[1].max() > 0
    tick(qtbot, beside, "besideSameColours")
    one, two = scales()
    assert (one[1] < two[1]).any()


def test_fills_beside_each_other_have_one_scale(qtbot, beside, session):
    session.set_run(shifted(session.run, 0, 8))
    for pane in beside.panes:
        picture_of(pane.diagram)
    one, two = (pane.diagram.scene_now for pane in beside.panes)
    largest = [np.abs(scene.activations(1)).max() for scene in (one, two)]
    levels = [np.abs(NeuronPainter().levels(scene, 1)).max() for scene in (one, two)]
    shares = np.array(largest) / max(largest)
    np.testing.assert_allclose(levels, np.rint(48 * shares), atol=1)
