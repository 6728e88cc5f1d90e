"""What is pinned: its numbers, its charts, how it is pinned and let go of."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from core.data import load
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.pinned import CAPACITY, Moment, Pinned, moments
from core.propagation import backward, forward
from core.snapshot import Snapshot
from gui import theme
from gui.diagram.view import Diagram
from gui.growth import Growth
from gui.panels.inspector import Inspector
from gui.pinned.chart import PinnedChart
from gui.pinned.panel import PinnedPanel
from gui.pinned.pins import MOST, Pins
from gui.session import Session
from tests.panels import field
from tests.test_diagram_by_hand import on_neuron
from tests.test_growth import PLANE, trained_run

LEFT = Qt.MouseButton.LeftButton


def test_a_pinned_parameter_knows_values_gradients_and_changes():
    known = Pinned()
    for updates, value, gradient in ((0, 1.0, 0.5), (10, 0.5, 0.25), (30, 1.5, np.nan)):
        known.add(Moment(updates, value, gradient))
    assert known.values.tolist() == [1, 0.5, 1.5]
    np.testing.assert_array_equal(known.changes, [np.nan, -0.05, 0.05])
    np.testing.assert_array_equal(known.gradients, [0.5, 0.25, np.nan])
    known.add(Moment(10, 0.4))  # training went back
    assert known.updates.tolist() == [0, 10]
    assert known.values.tolist() == [1, 0.4]
    for updates in range(11, 5 * CAPACITY):
        known.add(Moment(updates, 1.0))
    assert CAPACITY / 2 <= len(known) <= CAPACITY
    assert (np.diff(known.updates) > 0).all()


def test_gradients_are_those_of_the_first_training_examples_in_float64():
    parameters = trained_run().snapshot.parameters
    data = load(PLANE.source).train
    exact = tuple(LayerParameters(*(a.astype(float) for a in layer)) for layer in parameters)
    passed = forward(PLANE.network, exact, data.inputs[:256].astype(float))
    aims = PLANE.task.coded(data.targets[:256], PLANE.network.layers[-1])
    gradients = backward(PLANE.network, exact, passed, aims).gradients
    weight, bias = moments(PLANE, parameters, 7, [(0, 1, 2), (1, 3)])
    assert weight.updates == 7
    assert weight.value == parameters[0].weights[1, 2]
    assert weight.gradient == pytest.approx(gradients[0].weights[1, 2], rel=1e-4)
    assert bias.gradient == pytest.approx(gradients[0].biases[3], rel=1e-4)
    bare = Experiment(Network(2, (Layer(4), Layer(2, "softmax"))), None)
    (alone,) = moments(bare, trained_run().snapshot.parameters, 1, [(0, 0, 0)])
    assert np.isnan(alone.gradient)


def test_a_chart_is_as_high_as_its_numbers_go(qapp):
    updates, values = np.array([0.0, 5, 10]), np.array([-1.0, 1, 3])
    chart = PinnedChart.of("w", updates, values, QRectF(10, 0, 100, 120))
    assert chart.caption == "w = 3"
    ends = [(point.x(), point.y()) for point in chart.points]
    assert ends[0] == (chart.plot.left(), chart.plot.bottom())
    assert ends[-1] == (110, chart.plot.top())
    wide = QFontMetricsF(theme.font("small")).horizontalAdvance
    assert chart.plot.left() - 10 > max(wide("−1"), wide("3"))  # the numbers stand at the left
    assert chart.zero == chart.plot.bottom() - chart.plot.height() / 4
    assert (chart.least, chart.most) == ("−1", "3")
    unknown = PinnedChart.of("w", updates, np.full(3, np.nan), QRectF(0, 0, 100, 120))
    assert (unknown.caption, unknown.points) == ("w = –", ())
    flat = PinnedChart.of("w", updates, np.full(3, 2.0), QRectF(0, 0, 100, 120))
    assert {point.y() for point in flat.points} == {flat.plot.center().y()}
    low = PinnedChart.of("w", updates, values, QRectF(0, 0, 200, 40))
    assert low.caption == "w = 3, from −1 to 3"  # no two lines of numbers over each other
    assert (low.least, low.most, low.plot.left()) == ("", "", 0)


@pytest.fixture
def pinned(qapp):
    session = Session()
    session.set_run(trained_run())
    return session, Pins(session, session)


def learn(session, updates):
    now = session.snapshot
    parameters = tuple(one._replace(weights=one.weights + 0.5) for one in now.parameters)
    session.set_snapshot(Snapshot(parameters, updates, 400, 500, slots=now.slots))


def test_a_pinned_parameter_grows_with_the_snapshots(pinned):
    session, pins = pinned
    pins.toggle((0, 1, 2))
    pins.wait()
    learn(session, 44)
    pins.wait()
    known = pins.pinned((0, 1, 2))
    assert known.updates.tolist() == [40, 44]
    assert known.changes[1] == pytest.approx(0.125)
    session.undo_stack.clear()
    session.reset()
    assert len(pins.pinned((0, 1, 2))) <= 1  # of another run
    pins.toggle((0, 1, 2))
    assert pins.targets == ()


def test_pins_follow_the_structure_and_are_four_at_most(pinned):
    session, pins = pinned
    growth = Growth(session, session)
    growth.made.connect(pins.move)
    for target in ((1, 0), (1, 2), (0, 1, 3), (1, 1, 0)):
        pins.toggle(target)
    assert len(pins.targets) == MOST
    assert not pins.may_pin((1, 1))
    assert pins.may_pin((1, 2))
    growth.remove_neuron(1, 0)
    assert pins.targets == ((1, 1), (0, 1, 2), (1, 0, 0))
    assert not pins.may_pin((0, 0))  # an input has nothing that is learned


def test_the_key_and_the_inspector_pin_and_the_panel_comes_and_goes(make_window, qtbot):
    window = make_window(PLANE, size=(1100, 750))
    session, diagram = window.session, window.findChild(Diagram, "diagram")
    session.set_run(trained_run())
    panel = window.findChild(PinnedPanel)
    assert not panel.isVisible()
    QTest.mouseClick(diagram, LEFT, pos=on_neuron(diagram, 1, 1))
    qtbot.keyClick(diagram, Qt.Key.Key_T)
    qtbot.waitUntil(panel.isVisible)
    panel.pins.wait()
    learn(session, 50)
    panel.pins.wait()
    bias = session.snapshot.parameters[0].biases[1]
    assert panel.charts()[0][0].caption == f"b₂ = {bias:g}"
    assert "b₂ of layer 1" in panel.accessibleDescription()
    assert len(panel.charts()[0][0].points) == 2
    button = field(window.findChild(Inspector), "pinButton")
    assert button.isChecked()
    QTest.mouseClick(button, LEFT)
    assert panel.pins.targets == ()
    assert not panel.isVisible()
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(panel.isVisible)
    QTest.mouseClick(field(panel, "unpin1"), LEFT)
    assert panel.pins.targets == ()
