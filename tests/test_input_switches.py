"""The switches of the inputs that are made of a point, and what inputs are called."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core.beginnings import beginning
from core.data import Curve, Gate, Plane, Points, Worked
from core.example import Example
from core.network import Layer, Network
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.diagram.scene import (
    edge_lines,
    label,
    layer_details,
    neuron_lines,
    neuron_name,
    of_session,
)
from gui.input_switches import InputSwitches
from gui.session import Session
from gui.walk.words.step import Names, names_of
from tests.panels import choose_source, field
from tests.walks import by_hand, formula, title


@pytest.fixture
def session(qapp):
    return Session(beginning(Plane("circle")))


@pytest.fixture
def switches(show_panel, session):
    return show_panel(InputSwitches, Colouring(session))


def on(switches):
    """The inputs that are switched on."""
    return [button.text() for button in switches.buttons if button.isChecked()]


def test_there_is_a_switch_for_each_input(switches):
    assert [button.text() for button in switches.buttons] == [
        *("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂")
    ]
    assert on(switches) == ["x₁", "x₂"]
    for button in switches.buttons:
        assert button.accessibleName() == f"Input {button.text()}"


def test_a_click_gives_the_network_another_input(qtbot, switches, session):
    before = session.run
    qtbot.mouseClick(field(switches, "sin x₁Input"), Qt.MouseButton.LeftButton)
    assert session.experiment.source == Plane("circle", features=("x₁", "x₂", "sin x₁"))
    assert session.experiment.network.sizes == (3, 8, 8, 1)
    assert session.run.id != before.id
    qtbot.keyClick(field(switches, "x₁Input"), Qt.Key.Key_Space)
    assert session.experiment.source.features == ("x₂", "sin x₁")
    assert session.undo_stack.undoText() == "Switch the input x₁ off"
    qtbot.mouseClick(field(switches, "x₁²Input"), Qt.MouseButton.LeftButton)
    assert session.experiment.source.features == ("x₂", "x₁²", "sin x₁")  # in their order
    for _ in range(3):
        session.undo_stack.undo()
    assert session.run is before
    assert on(switches) == ["x₁", "x₂"]


def test_the_last_input_stays_and_says_why(qtbot, switches, session, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda *given: told.append(given[1]))
    qtbot.mouseClick(field(switches, "x₂Input"), Qt.MouseButton.LeftButton)
    last = field(switches, "x₁Input")
    assert last.toolTip() == "A network needs at least one input: switch one on."
    before = session.run
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert told == ["A network needs at least one input: switch one on."]
    assert last.isChecked()
    assert session.run is before
    qtbot.mouseClick(field(switches, "x₁x₂Input"), Qt.MouseButton.LeftButton)
    assert last.toolTip() == "The network gets x₁ of each point."


def test_they_are_there_for_points_of_the_plane_alone(switches, session):
    for source, there in (
        (Points(), True),
        (Gate(), False),
        (Plane("hills"), True),
        (Curve(), False),
        (Worked(), False),
    ):
        session.set_run(Run.start(beginning(source)))
        assert switches.isVisible() == there, source


def test_a_switch_that_is_off_is_pale(switches, session):
    theme.apply("light")
    button = field(switches, "x₁²Input")

    def corner(state):
        pixmap = button.icon().pixmap(QSize(24, 24), QIcon.Mode.Normal, state)
        return pixmap.toImage().pixelColor(0, 0)

    assert corner(QIcon.State.On).name() == theme.LIGHT.positive_ground
    assert corner(QIcon.State.On).alpha() == 255
    assert corner(QIcon.State.Off).alpha() == pytest.approx(0.35 * 255, abs=2)


# What inputs are called.

FEATURES = ("x₁²", "sin x₂")


def of_features():
    """A session whose network gets x₁² and sin x₂ of the point (2, 1)."""
    session = Session(beginning(Plane("circle", features=FEATURES)))
    inputs = session.experiment.input.inputs(np.array([[2, 1]], np.float32))
    session.set_example(Example(inputs[0], origin="hand"))
    return session


def test_the_diagram_calls_inputs_by_their_names(qapp):
    shown = of_session(of_features())
    assert neuron_name(shown, 0, 1) == "input sin x₂"
    assert label(shown, 0, 0) == "x₁²"
    assert neuron_lines(shown, 0, 0)[:2] == ["input x₁²", "input a = 4"]
    assert edge_lines(shown, 0, 1, 2)[0] == "input sin x₂ → hidden 1, neuron 3"
    strongest = neuron_lines(shown, 1, 0)
    assert any(line.endswith("from x₁²") for line in strongest)
    assert neuron_name(of_session(Session(beginning(Curve()))), 0, 0) == "input x"
    assert neuron_name(of_session(Session(beginning(Gate("AND", 3)))), 0, 2) == "input x₃"
    assert neuron_name(of_session(Session()), 0, 17) == "input, row 2, column 2"


def test_names_are_those_of_this_network_alone(qapp):
    scene = of_session(of_features())
    other = replace(scene, network=Network(5, (Layer(1, "sigmoid"),)))
    assert neuron_name(other, 0, 1) == "input, neuron 2"


def test_the_walk_calls_inputs_by_their_names(qapp):
    names = names_of(of_features().experiment)
    assert names.input_names == FEATURES
    walk = by_hand(("sigmoid", ((2,), (3,)), (1,)), inputs=(4.0, 0.5), target=(1.0,))

    def said(kind, grain="layer", term=0, names=names):
        args = (walk, kind, grain, 0, term)
        return [title(*args, names=names), *formula(*args, names=names)]

    assert said("input")[1] == "x = (x₁², sin x₂)"
    assert said("pre-activation", "edge", 1) == [
        "input sin x₂ → output “B”, number 1: sin x₂·w₂₁, term 2 of 3",
        "sin x₂·w¹₂₁",
    ]
    assert said("weight gradient", "edge", 0)[1].endswith("= x₁²·δ¹₁")
    plain = Names(input_names=("x₁", "x₂"))
    assert said("pre-activation", "edge", 1, plain)[1] == "x₂·w¹₂₁"
    assert said("pre-activation", "edge", 1, Names())[1] == "x₂·w¹₂₁"
    long = Names(input_names=("temperature", "age"))
    assert said("pre-activation", "edge", 0, long)[1] == "x₁·w¹₁₁"
    assert said("pre-activation", "edge", 1, long)[1] == "age·w¹₂₁"


def test_the_caption_lists_a_few_inputs(qapp):
    scene = of_session(of_features())
    assert layer_details(scene, 0) == "x₁², sin x₂"
    many = Session(beginning(Plane("circle", features=("x₁", "x₂", "x₁²", "x₂²"))))
    assert layer_details(of_session(many), 0) == "4"
    assert layer_details(of_session(Session()), 0) == "16×16"


# In the window.


def test_they_stand_left_of_the_diagram_and_leave_it_the_focus(qtbot, make_window):
    window = make_window()
    window.resize(1272, 756)
    diagram = window.findChild(QWidget, "diagram")
    assert not window.findChild(QWidget, "inputSwitches").isVisible()
    window.session.set_run(Run.start(beginning(Plane("circle"))))
    qtbot.waitUntil(lambda: diagram.x() > 0)
    switches = window.findChild(QWidget, "inputSwitches")
    assert switches.isVisible()
    assert switches.geometry().right() < diagram.geometry().left()
    assert switches.width() < diagram.width() / 4
    chain, following = [], window
    while (following := following.nextInFocusChain()) is not window:
        chain.append(following)
    assert chain.index(diagram) < chain.index(switches.buttons[0])


@pytest.mark.parametrize("size", [(1016, 556), (1272, 756)])
def test_all_of_them_are_seen(qtbot, make_window, size):
    window = make_window()
    window.resize(*size)
    window.session.set_run(Run.start(beginning(Plane("circle"))))
    window.arrangement.reset()
    switches = window.findChild(QWidget, "inputSwitches")

    def look():
        for button in switches.buttons:
            assert button.visibleRegion().boundingRect().size() == button.size()
            assert button.sizeHint().width() <= button.width()

    qtbot.waitUntil(look)
    sides = {button.iconSize().width() for button in switches.buttons}
    assert len(sides) == 1
    assert theme.space(4) <= sides.pop() <= theme.space(7)


def test_the_data_panel_has_more_room_for_more_settings(qtbot, make_window):
    window = make_window()
    window.resize(1272, 756)
    window.arrangement.reset()
    panel = window.findChild(QWidget, "dataPanel")
    dock = window.findChild(QWidget, "dataPanelDock")
    QApplication.processEvents()
    before = dock.height()
    choose_source(panel, "Circle")
    seed = field(panel, "dataSeed")

    def look():
        assert dock.height() > before + 40
        assert not seed.visibleRegion().isEmpty()

    qtbot.waitUntil(look)


class Asking(InputSwitches):
    """Switches that count how often they ask for another room."""

    asked = 0

    def updateGeometry(self):  # noqa: N802 - as Qt calls it
        self.asked += 1
        super().updateGeometry()


def test_larger_pictures_ask_for_a_wider_room(qtbot, session):
    """On dense screens the right edges were cut: a scroll area tells nobody that it needs more."""
    switches = Asking(session, Colouring(session))
    qtbot.addWidget(switches)
    switches.resize(80, 220)
    switches.show()
    small, before = switches.minimumSizeHint().width(), switches.asked
    switches.resize(80, 800)
    assert switches.minimumSizeHint().width() > small
    assert switches.asked > before
