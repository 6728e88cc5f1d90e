"""The inspector: it shows the neuron selected, live, with the numbers of the session."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from core.activations import ACTIVATIONS
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.snapshot import Snapshot
from gui import theme
from gui.colouring import Colouring
from gui.diagram import close_up
from gui.diagram.neurons import LEVELS, fills
from gui.diagram.scene import of_session
from gui.numbers import number
from gui.panels.inspector import Inspector
from gui.selection import Selection
from gui.session import Session
from tests.helpers import tiny_experiment
from tests.painted_texts import faults


@pytest.fixture
def digits(qapp):
    theme.apply("dark")
    session = Session(Experiment())
    inputs = np.random.default_rng(0).random(256).astype(np.float32)
    session.set_example(Example(inputs, 3, "test", 0))
    return session


@pytest.fixture
def show(qtbot):
    def make(session, width=270, height=300):
        inspector = Inspector(session, Selection(session, session), Colouring(session))
        qtbot.addWidget(inspector)
        inspector.resize(width, height)
        inspector.show()
        return inspector

    return make


def image(widget):
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(painted):
    array = np.frombuffer(painted.constBits(), np.uint32).reshape(painted.height(), -1)
    return set(np.unique(array[:, : painted.width()] & 0xFFFFFF).tolist())


def rgb(text):
    return QColor(text).rgb() & 0xFFFFFF


def test_some_of_the_strongest_weights_stand_below_the_picture(digits, show):
    parameters = digits.snapshot.parameters
    parameters[0].weights[:] = 1
    digits.set_snapshot(Snapshot(parameters, updates=1))
    inspector = show(digits, 286, 284)  # in a window of 1280x800
    inspector.selection.select((1, 5))
    painted = image(inspector)
    array = np.frombuffer(painted.constBits(), np.uint32).reshape(painted.height(), -1)
    ink = (array[:, 143 : painted.width()] & 0xFFFFFF) == rgb(theme.current().positive)
    assert np.count_nonzero(np.diff(ink.astype(int), axis=0) == 1, axis=0).max() >= 5


def test_without_a_selection_it_says_how_to_select(digits, show):
    inspector = show(digits)
    assert inspector.objectName() == "inspector"
    assert "Click a neuron" in inspector.accessibleDescription()
    assert len(colours(image(inspector))) > 2


@pytest.mark.parametrize("size", [(200, 260), (270, 300), (400, 700)])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_neuron_can_be_shown(name, size, digits, show):
    theme.apply(name)
    inspector, seen = show(digits, *size), set()
    for layer, neurons in enumerate(digits.experiment.network.sizes):
        for index in {0, neurons - 1}:
            inspector.selection.select((layer, index))
            picture = image(inspector)  # kept: the bytes are its own
            seen.add(bytes(picture.constBits()))
    assert len(seen) == 2 * len(digits.experiment.network.sizes)
    theme.apply("dark")


def test_it_follows_the_selection(digits, show):
    inspector = show(digits)
    inspector.selection.select((1, 5))
    assert "hidden 1, neuron 6" in inspector.accessibleDescription()
    smaller = Network(256, (Layer(3, "relu"), Layer(10, "softmax")))
    digits.change_experiment(Experiment(smaller, digits.experiment.source), "smaller")
    assert inspector.selection.neuron is None
    image(inspector)


def test_new_numbers_are_shown_at_once(digits, show):
    inspector = show(digits)
    inspector.selection.select((1, 5))
    before, said = image(inspector), inspector.accessibleDescription()
    parameters = tuple(
        layer._replace(weights=2 * layer.weights) for layer in digits.snapshot.parameters
    )
    digits.set_snapshot(Snapshot(parameters, 1))
    assert inspector.accessibleDescription() != said
    assert image(inspector) != before


def test_hidden_it_does_nothing_and_shown_again_it_is_up_to_date(digits, show):
    inspector = show(digits)
    inspector.selection.select((1, 5))
    inspector.hide()
    said = inspector.accessibleDescription()
    digits.set_example(Example(np.zeros(256, np.float32), 3, "test", 1))
    assert inspector.accessibleDescription() == said
    inspector.show()
    assert inspector.accessibleDescription() != said


def canvas(side=160):
    made = QImage(side, side, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.DARK.window))
    return made


def test_weights_are_painted_as_the_picture_they_look_at(qapp):
    weights = np.zeros(256, np.float32)
    weights[3 * 16 + 5], weights[9 * 16 + 2], weights[0] = 0.5, -0.5, np.nan
    made = canvas()
    painter = QPainter(made)
    room = QRectF(0, 0, 160, 160)
    close_up.paint_weight_picture(painter, room, weights, (16, 16), theme.DARK)
    painter.end()
    table = fills(theme.DARK)

    def at(row, column):
        return made.pixel(10 * column + 5, 10 * row + 5)

    assert at(3, 5) == table[2 * LEVELS]
    assert at(9, 2) == table[0]
    assert at(7, 7) == table[LEVELS]
    assert at(0, 0) & 0xFFFFFF == rgb(theme.DARK.error)


def test_bars_show_the_strongest_weights_to_their_side(digits, qapp):
    scene = of_session(digits)
    weights = np.zeros(256, np.float32)
    weights[7], weights[9] = 0.5, -1.0
    made = canvas(200)
    painter = QPainter(made)
    room = QRectF(0, 0, 200, 3 * close_up.ROW)
    metrics = QFontMetricsF(painter.font())
    bars = close_up.WeightBars.of(room, scene, 0, weights, theme.DARK, metrics)
    close_up.paint_weight_bars(painter, bars, theme.DARK)
    painter.end()

    def columns_of(row, text):
        y = int((row + 0.5) * close_up.ROW)
        return [x for x in range(200) if made.pixel(x, y) & 0xFFFFFF == rgb(text)]

    negative, positive = columns_of(0, theme.DARK.negative), columns_of(1, theme.DARK.positive)
    assert max(negative) <= min(positive) + 1
    assert len(negative) == pytest.approx(2 * len(positive), abs=2)
    assert not columns_of(2, theme.DARK.positive)


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_the_curve_goes_through_the_neurons_place(name, monkeypatch, qapp):
    hidden = (Layer(5, "relu" if name == "softmax" else name),)
    session = Session(tiny_experiment(hidden))
    session.set_example(Example(np.array([0.3, -1, 0.5, 2], np.float32), 1, "train", 0))
    scene = of_session(session)
    layer = 2 if name == "softmax" else 1
    for index in range(3):
        curve = close_up.activation_curve(scene, layer, index)
        z, a = curve.now
        assert z == scene.forward.pre_activations[layer - 1][0, index]
        assert a == scene.forward.activations[layer][0, index]
        if ACTIVATIONS[name].differentiable:
            assert np.interp(z, curve.z, curve.a) == pytest.approx(a, abs=0.01)


def test_what_is_not_finite_has_no_place_on_the_curve(digits, show):
    parameters = tuple(
        layer._replace(weights=np.full_like(layer.weights, np.nan))
        for layer in digits.snapshot.parameters
    )
    digits.set_snapshot(Snapshot(parameters, 1))
    inspector = show(digits)
    for layer in range(len(digits.experiment.network.sizes)):
        inspector.selection.select((layer, 1))
        image(inspector)
    assert close_up.activation_curve(of_session(digits), 1, 0).now is None
    assert "not a number" in inspector.accessibleDescription()


def test_the_hues_are_those_of_the_diagram(digits, show):
    inspector = show(digits)
    inspector.selection.select((2, 1))
    before = colours(image(inspector))
    inspector.colouring.choose(palette="purple-green")
    assert rgb(theme.DARK.positive) in before
    assert rgb(theme.DARK.positive) not in colours(image(inspector))


def test_an_edge_tells_where_it_leads_and_all_its_numbers(digits, show):
    inspector = show(digits)
    inspector.selection.select((2, 3, 4))
    before = float(digits.snapshot.parameters[2].weights[3, 4])
    for step, change in ((1, 0.25), (2, 0.125)):
        parameters = tuple(
            layer._replace(weights=layer.weights.copy()) for layer in digits.snapshot.parameters
        )
        parameters[2].weights[3, 4] += change
        digits.set_snapshot(Snapshot(parameters, step))
    inspector.hide()
    inspector.show()  # at once
    said = inspector.accessibleDescription().splitlines()
    gradient = float(digits.backward.gradients[2].weights[3, 4])
    assert said == [
        "Edge",
        "from hidden 2, neuron 4",
        "to digit 4",
        f"weight w = {number(before + 0.375)}",
        "change since the start Δw = 0.375",
        "change in the last snapshot Δw = 0.125",
        f"gradient ∂C/∂w = {number(gradient)}",
    ]
    assert len(colours(image(inspector))) > 2


def test_an_edge_wants_the_room_of_its_lines(digits, show):
    inspector = show(digits)
    inspector.selection.select((1, 5))
    of_neuron = inspector.minimumSizeHint()
    inspector.selection.select((0, 100, 5))
    of_edge = inspector.minimumSizeHint()
    assert of_edge.height() < 0.75 * of_neuron.height()
    inspector.resize(inspector.width(), of_edge.height())
    assert faults(inspector) == []
    inspector.resize(inspector.width(), of_edge.height() - theme.space(6))
    assert faults(inspector) != []


def test_without_a_target_an_edge_has_no_gradient(digits, show):
    digits.set_example(Example(np.zeros(256, np.float32), None, "pad", 0))
    inspector = show(digits)
    inspector.selection.select((0, 0, 0))
    assert "gradient" not in inspector.accessibleDescription()
