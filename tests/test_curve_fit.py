"""The curve fit: what is seen of it, read from it and drawn on it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from core.beginnings import beginning
from core.data import Curve, DrawnCurve, Plane, load
from core.data.curves import PLACES
from core.example import Example
from core.network import Layer
from core.parameters import Parameters
from core.propagation import forward
from core.run import Run
from gui import theme
from gui.examples import Examples
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.curve_paint import finite_parts, slim
from gui.maps.curve_scene import MOST_PARTS, reach_for
from gui.neuron_hues import neuron_hues
from gui.selection import Selection
from gui.session import Session
from tests.panels import field

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qapp):
    return Session(beginning(Curve(("sine",), count=20)))


@pytest.fixture
def selection(session):
    return Selection(session)


@pytest.fixture
def panel(qtbot, session, selection):
    theme.apply("dark")
    found = CurveFitPanel(session, selection, Examples(session, session))
    qtbot.addWidget(found)
    found.resize(420, 460)
    with qtbot.waitExposed(found):
        found.show()
    return found


@pytest.fixture
def view(panel):
    return panel.view


def at(view, x, y):
    """The place on the screen of a point of the curve."""
    return QPointF(*view.scene.frame.to_screen(np.array((x, y), float))).toPoint()


def mouse(view, kind, where, button=LEFT):
    {"press": QTest.mousePress, "release": QTest.mouseRelease, "move": QTest.mouseMove}[kind](
        view, *(() if kind == "move" else (button, Qt.KeyboardModifier.NoModifier)), where
    )


def stroke(view, *places, button=LEFT):
    """Draw through places (x, height) with the mouse."""
    mouse(view, "press", at(view, *places[0]), button)
    for place in places[1:]:
        mouse(view, "move", at(view, *place))
    mouse(view, "release", at(view, *places[-1]), button)


def choose(panel, name):
    QTest.mouseClick(field(panel, f"curve{name}"), LEFT)


def heights(session):
    return np.array([np.nan if one is None else one for one in session.experiment.source.heights])


def show_parts(panel, text):
    field(panel, "curveParts").setCurrentText(text)
    panel.layout().activate()  # the words below take their room at once


# What is seen.


def test_the_networks_curve_is_what_it_answers(view, session):
    scene = view.scene
    line = scene.line("output 0")
    for x in (-1.2, -0.37, 0.0, 0.81, 1.2):
        inputs = np.array([[x]], np.float32)
        expected = forward(session.experiment.network, session.snapshot.parameters, inputs)
        seen = scene.frame.to_plane(QPointF(*line.places[round((x + 1.2) * 100)]))
        assert seen == pytest.approx((x, float(expected.output[0, 0])), abs=1e-5)
    assert (line.colour, line.strong) == ("#e8eaee", True)


def test_examples_of_both_sets_are_told_apart(view):
    data, scene = load(Curve(("sine",), count=20)), view.scene
    train, test = scene.marks
    assert (train.name, train.colour, len(train.places)) == ("train", "#f58bc0", 14)
    assert (test.name, test.colour, len(test.places)) == ("test", "#3fd39f", 6)
    seen = [scene.frame.to_plane(QPointF(*place)) for place in test.places]
    np.testing.assert_allclose(seen, np.hstack([data.test.inputs, data.test.targets]), atol=1e-5)
    assert [(key.mark, key.word) for key in view.legend.keys] == [
        ("train", "training"),
        ("test", "test"),
        ("line", "network"),
    ]


def test_axes_have_numbers_and_the_data_its_ground(view):
    scene = view.scene
    assert [tick.text for tick in scene.across] == ["−1.0", "−0.5", "0.0", "0.5", "1.0"]
    assert [tick.text for tick in scene.up] == ["−1.0", "−0.5", "0.0", "0.5", "1.0"]
    assert scene.across[0].at == pytest.approx(scene.data.left())
    assert scene.frame.room.left() < scene.data.left()
    image = view.grab().toImage()
    corner = scene.data.topRight().toPoint() + QPoint(-6, 6)
    assert image.pixelColor(corner).name() == "#1b1e25"
    assert image.pixelColor(corner + QPoint(12, 0)).name() == "#14161b"


def test_contributions_and_bias_are_thin_lines(panel, view, session):
    show_parts(panel, "Contributions")
    scene, (weights, *_) = view.scene, session.snapshot.parameters[-1]
    x = np.array([[0.4]], np.float32)
    hidden = forward(session.experiment.network, session.snapshot.parameters, x).activations[-2][0]
    names = [line.name for line in scene.lines]
    assert names == ["bias", *(f"part {neuron}" for neuron in range(16)), "output 0"]
    for neuron in (0, 7, 15):
        line = scene.line(f"part {neuron}")
        seen = scene.frame.to_plane(QPointF(*line.places[160]))
        expected = float(hidden[neuron] * weights[neuron, 0])
        assert seen == pytest.approx((0.4, expected), abs=1e-5)
        assert not line.strong
    assert len({line.colour for line in scene.lines}) == 18
    assert scene.line("bias").dash
    assert panel.caption == ("Each thin line is w·a of one neuron. All 16 and the bias 0 sum to y.")
    assert all(marks.faint for marks in scene.marks)


def test_the_running_sum_ends_at_the_output(panel, view, session):
    layers = (*session.experiment.network.layers[:-1], Layer(1, "tanh"))
    network = replace(session.experiment.network, layers=layers)
    session.change_experiment(replace(session.experiment, network=network), "Output")
    show_parts(panel, "Running sum")
    scene = view.scene
    last = scene.line("part 15").places
    z = np.array([scene.frame.to_plane(QPointF(*place))[1] for place in last])
    np.testing.assert_allclose(np.tanh(z), view.fit.outputs[0], atol=1e-5)
    assert panel.caption.endswith("All 16 make z. y is tanh of z.")


def test_a_wide_layer_shows_the_lines_that_change_most(panel, view, session):
    layers = (Layer(100, "tanh"), session.experiment.network.layers[-1])
    network = replace(session.experiment.network, layers=layers)
    session.change_experiment(replace(session.experiment, network=network), "Width")
    show_parts(panel, "Contributions")
    drawn = [line.neuron for line in view.scene.lines if line.neuron is not None]
    spread = np.ptp(view.fit.contributions, axis=1)
    assert len(drawn) == MOST_PARTS
    assert spread[drawn].min() >= np.delete(spread, drawn).max()
    assert panel.caption.endswith("Only the 64 that vary most are drawn.")


def test_several_outputs_are_several_curves(panel, view, session):
    session.set_run(Run.start(beginning(Curve(("sine", "bump"), count=20))))
    first, second = (view.scene.line(f"output {index}") for index in (0, 1))
    assert first.dash != second.dash
    assert [key.word for key in view.legend.keys][2:] == ["y₁", "y₂"]
    outputs = field(panel, "curveOutput")
    assert isinstance(outputs, QComboBox)
    assert not outputs.isVisible()  # there are no parts of either
    show_parts(panel, "Contributions")
    assert outputs.isVisible()
    outputs.setCurrentText("y₂")
    np.testing.assert_allclose(view.fit.sums[-1], view.fit.outputs[1], atol=1e-5)
    session.undo_stack.undo()


def test_a_diverged_network_leaves_gaps(view, session):
    broken: Parameters = session.snapshot.parameters
    layer = broken[-1]._replace(biases=np.full(1, np.nan, np.float32))
    session.set_snapshot(replace(session.snapshot, parameters=(*broken[:-1], layer), updates=1))
    assert finite_parts(view.scene.line("output 0").places) == []
    assert np.isfinite(view.scene.frame.view).all()
    view.grab()


def test_it_follows_every_snapshot(view, session):
    before = view.scene.line("output 0").places
    session.set_snapshot(replace(session.snapshot, updates=1))
    np.testing.assert_array_equal(view.scene.line("output 0").places, before)
    layer = session.snapshot.parameters[-1]
    other = (*session.snapshot.parameters[:-1], layer._replace(biases=layer.biases + 0.5))
    session.set_snapshot(replace(session.snapshot, parameters=other, updates=2))
    higher = view.scene.frame.to_plane(QPointF(*view.scene.line("output 0").places[0]))
    assert higher[1] == pytest.approx(view.fit.outputs[0, 0])
    assert (view.scene.line("output 0").places[:, 1] < before[:, 1]).all()


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_axis_reaches_far_enough_and_no_further(largest, other):
    reach = reach_for(largest)
    assert reach >= largest
    assert reach <= max(2 * largest, 1.25)
    kept = reach_for(other, reach)
    assert kept >= other
    # Once it stands it stands still: a little less or more changes nothing.
    assert reach_for(other, kept) == kept


@pytest.mark.parametrize("now", [theme.DARK, theme.LIGHT])
def test_neurons_have_colours_apart_and_legible(now):
    def light(text):
        parts = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ (0.2126, 0.7152, 0.0722)

    hues = neuron_hues(16, now)
    assert len(set(hues)) == 16
    for hue in hues:
        one, other = sorted((light(hue), light(now.surface)))
        assert (other + 0.05) / (one + 0.05) >= 3


# What is read and chosen.


def test_the_value_under_the_mouse_is_read(panel, view, session):
    data = load(session.experiment.source)
    x, y = float(data.train.inputs[4, 0]), float(data.train.targets[4, 0])
    mouse(view, "move", at(view, x, 0))
    expected = float(np.interp(view.read_x, view.fit.x, view.fit.outputs[0]))
    answer = f"{expected:.3f}".replace("-", "−")
    said = f"x = {x:.2f}   y: target {y:.3f}, network {answer}".replace("-", "−")
    assert panel.reading == said == field(panel, "curveReading").text()
    mouse(view, "move", at(view, 1.15, 0))  # there is no target that far out
    assert panel.reading.startswith("x = 1.15   y: network ")


@pytest.mark.parametrize("shapes", [("sine", "saw"), ("bump",)])
def test_what_is_read_follows_another_run(panel, view, session, shapes):
    session.open_run(Run.start(beginning(Curve(("sine", "bump", "saw")))))
    # The example goes first, and what hears of it reads the curve of the run that comes.
    session.set_example(Example(np.full(1, 0.5, np.float32), origin="hand"))
    read = []
    session.example_changed.connect(lambda: read.append(len(view.fit.outputs)))
    session.open_run(Run.start(beginning(Curve(shapes, count=20))))
    for x in (-0.3, 0.3):  # a mouse that stands still tells nothing
        mouse(view, "move", at(view, x, 0.2))
    names = session.experiment.task.names
    assert read == [len(names)] * 2  # and then its own first example
    assert all(f"{name}: " in panel.reading for name in names)


def test_a_click_chooses_the_example_there(view, session):
    data = load(session.experiment.source)
    place = float(data.test.inputs[2, 0]), float(data.test.targets[2, 0])
    QTest.mouseClick(view, LEFT, pos=at(view, *place))
    assert (session.example.origin, session.example.index) == ("test", 2)
    ring = view.scene.frame.to_plane(view.scene.example[0])
    assert ring == pytest.approx((place[0], float(session.forward.output[0, 0])), abs=1e-4)


def test_a_click_elsewhere_makes_an_example_and_dragging_moves_it(panel, view, session):
    mouse(view, "press", at(view, -0.5, 1.1))
    mouse(view, "move", at(view, 0.25, 1.1))
    mouse(view, "release", at(view, 0.25, 1.1))
    example = session.example
    assert example.origin == "hand"
    assert example.inputs.dtype == np.float32
    np.testing.assert_allclose(example.inputs, [0.25], atol=0.01)
    np.testing.assert_array_equal(example.coordinates, example.inputs)
    mouse(view, "move", at(view, -0.9, 0))  # the button is up
    assert session.example is example
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    np.testing.assert_allclose(session.example.inputs, example.inputs + 0.01, atol=1e-6)


def test_a_thin_line_that_is_pointed_at_is_told_and_chosen(panel, view, session, selection):
    show_parts(panel, "Contributions")
    shown = session.example
    part = view.fit.contributions[:, 230]  # x = 1.1: beyond the data
    apart = np.abs(part[:, None] - part) + np.eye(16)
    neuron = int(apart.min(axis=1).argmax())
    mouse(view, "move", at(view, 1.1, float(part[neuron])))
    assert view.scene.lines[-2].name == f"part {neuron}"
    assert view.scene.lines[-2].strong
    assert f"neuron {neuron + 1}: w·a = {part[neuron]:.2f}" in panel.reading
    QTest.mouseClick(view, LEFT, pos=at(view, 1.1, float(part[neuron])))
    assert selection.target == (2, neuron)
    assert session.example is shown


def test_a_drag_of_the_example_is_one_undo_and_a_double_click_adds_none(view, session):
    before, stack = session.example, session.undo_stack
    stroke(view, (-0.9, -0.9), (0.2, -0.9), (0.5, -0.9))
    np.testing.assert_allclose(session.example.inputs, [0.5], atol=0.01)
    QTest.mouseDClick(view, LEFT, pos=at(view, 0.5, -0.9))
    assert (stack.count(), stack.undoText()) == (1, "Move the input")
    stroke(view, (0.8, -0.9), (0.7, -0.9))
    assert stack.count() == 2  # however soon
    stack.undo()
    np.testing.assert_allclose(session.example.inputs, [0.5], atol=0.01)
    stack.undo()
    assert session.example is before


def test_a_scene_is_worked_out_once_until_something_changes(panel, view, session, selection):
    show_parts(panel, "Contributions")
    view.grab()
    made, first = view.scenes_made, view.scene
    for x in np.linspace(-0.9, 0.9, 12):  # no thin line there, and no two places alike
        mouse(view, "move", at(view, x, 1.2))
        view.grab()
        assert view.scene.pointed == pytest.approx(at(view, x, 0).x())
    session.set_example(Example(np.full(1, 0.5, np.float32), origin="hand"))
    view.grab()
    assert len(view.scene.example) == 1
    assert view.scenes_made == made
    assert view.scene.lines is first.lines
    session.set_snapshot(replace(session.snapshot, updates=1))  # the same numbers
    view.grab()
    assert view.scenes_made == made
    layer = session.snapshot.parameters[-1]
    other = (*session.snapshot.parameters[:-1], layer._replace(biases=layer.biases + 0.5))
    session.set_snapshot(replace(session.snapshot, parameters=other, updates=2))
    view.grab()
    assert view.scenes_made == made + 1
    selection.select((2, 3))
    assert view.scene.lines[-2].neuron == 3
    panel.resize(500, 520)
    view.grab()
    assert view.scene.frame.room.right() > first.frame.room.right()


# What is drawn.


def test_drawing_on_a_curve_begins_with_it(panel, view, session):
    network = session.experiment.network
    choose(panel, "Draw")
    assert isinstance(session.experiment.source, DrawnCurve)
    np.testing.assert_allclose(heights(session)[150], 1, atol=1e-6)
    stroke(view, (-1.1, 1.5), (-0.5, 1.5), (0.0, -1.5))
    drawn = heights(session)
    np.testing.assert_allclose(drawn[:48], 1.5, atol=0.02)
    np.testing.assert_allclose(drawn[75], 0, atol=0.05)
    np.testing.assert_allclose(drawn[150], 1, atol=1e-6)
    assert session.experiment.network == network
    assert session.undo_stack.undoText() == "Draw a curve"
    stroke(view, (0.2, 0.5), (0.4, 0.5))
    session.undo_stack.undo()
    np.testing.assert_array_equal(heights(session), drawn)
    session.undo_stack.undo()
    np.testing.assert_allclose(heights(session)[25], -np.sin(0.75 * np.pi), atol=1e-6)
    session.undo_stack.undo()
    assert isinstance(session.experiment.source, Curve)
    assert view.tool.kind == "look"
    assert field(panel, "curveLook").isChecked()


@pytest.mark.parametrize(
    ("tool", "button", "held"),
    [("Erase", LEFT, NONE), ("Draw", RIGHT, NONE), ("Draw", LEFT, SHIFT)],
)
def test_a_part_is_erased(panel, view, session, tool, button, held):
    choose(panel, tool)
    QTest.mousePress(view, button, held, at(view, -0.2, 0.9))
    mouse(view, "move", at(view, 0.2, 0.3))
    mouse(view, "release", at(view, 0.2, 0.3), button)
    gap = np.isnan(heights(session))
    assert gap[80:121].all()
    assert not gap[:75].any()
    assert not gap[126:].any()
    assert session.undo_stack.undoText() == "Erase a part of the curve"


def test_a_narrow_panel_has_room_for_all_that_is_read(panel, view, session):
    label = panel.findChild(QLabel, "curveReading")
    line = label.fontMetrics().lineSpacing()
    panel.resize(500, 500)
    assert label.height() == line
    panel.resize(230, 500)
    panel.layout().activate()
    assert label.height() == 2 * line
    mouse(view, "move", at(view, -0.99, 0))
    assert label.heightForWidth(label.width()) <= label.height()


def test_on_an_empty_canvas_one_draws_at_once(panel, view, session):
    assert view.tool.kind == "look"
    session.change_source(DrawnCurve(), "Choose my own curve")
    assert view.tool.kind == "draw"
    assert field(panel, "curveDraw").isChecked()
    stroke(view, (-0.5, 0.5), (0.5, 0.5))
    assert np.nanmax(heights(session)) == pytest.approx(0.5, abs=0.05)
    choose(panel, "Look")
    session.change_source(DrawnCurve(test_share=0.2), "Clear")  # who looks goes on looking
    assert view.tool.kind == "look"
    session.change_source(Curve(("step",)), "Choose Step")
    assert view.tool.kind == "look"


def test_a_cleared_canvas_invites_to_draw(panel, view, session):
    choose(panel, "Clear")
    assert session.experiment.source == DrawnCurve(test_share=0.3)
    assert view.tool.kind == "draw"
    assert view.scene.marks[0].places.shape == (0, 2)
    assert view.legend.keys[0].word == "network"
    view.grab()
    stroke(view, (-1, -1), (1, 1))
    np.testing.assert_allclose(heights(session), np.linspace(-1, 1, PLACES), atol=0.03)
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.experiment.source == Curve(("sine",), count=20)


def test_a_curve_that_changes_in_mid_stroke_ends_it(panel, view, session):
    choose(panel, "Draw")
    mouse(view, "press", at(view, -0.5, 1))
    session.undo_stack.undo()
    before = session.experiment.source
    mouse(view, "move", at(view, 0.5, 1))
    mouse(view, "release", at(view, 0.5, 1))
    assert session.experiment.source == before


def test_the_panel_is_there_for_curves_alone(make_window):
    window = make_window(beginning(Curve()))
    panel = field(window, "curveFit")
    (dock,) = [dock for dock in window.docks if dock.isAncestorOf(panel)]
    assert panel.isVisible()
    assert dock.toggleViewAction().isVisible()
    network = window.session.experiment.network
    assert network.inputs == 1
    window.session.set_run(Run.start(beginning(Plane("circle"))))
    assert not panel.isVisible()
    assert not dock.toggleViewAction().isVisible()


@given(st.floats(0.5, 60), st.floats(-120, 120))
def test_a_line_with_fewer_points_is_the_same_line(steep, shift):
    x = np.linspace(30, 260, 241)
    places = np.stack([x, 100 + 80 * np.tanh((x - 145 - shift) / steep)], axis=-1)
    fewer = slim(places)
    np.testing.assert_array_equal(fewer[[0, -1]], places[[0, -1]])
    np.testing.assert_allclose(np.interp(x, *fewer.T), places[:, 1], atol=0.5)
    assert len(fewer) < 160
