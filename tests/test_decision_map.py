"""The decision map in use: what it shows of a session, and mouse and keys on it."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from core.beginnings import beginning
from core.data import Gate, Plane, load
from core.experiment import Experiment, fitted
from core.maps import View
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.diagram.faces import FaceMaker, Wish
from gui.diagram.layout import arrange
from gui.diagram.scene import of_session
from gui.examples import Examples
from gui.maps.decision_map import DecisionMap
from gui.maps.map_foot import MapFoot
from gui.maps.map_paint import Layers
from gui.maps.map_view import MapView
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK
from tests.helpers import rgb
from tests.panels import choose, field

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MIDDLE = Qt.MouseButton.MiddleButton


class Shown:
    """A decision map on screen, with its owners."""

    def __init__(self, experiment, qtbot, source=None):
        theme.apply("dark")
        self.session = Session(experiment)
        self.examples = Examples(self.session, self.session)
        self.selection = Selection(self.session, self.session)
        self.probe = Probe(self.session, self.session)
        self.colouring = Colouring(self.session)
        self.panel = DecisionMap(
            self.session, self.examples, self.selection, self.colouring, self.probe
        )
        qtbot.addWidget(self.panel)
        self.panel.resize(340, 430)
        self.panel.show()
        self.model, self.view = self.panel.model, self.panel.view
        self.model.wait()

    def at(self, x1, x2):
        """Where a point of the plane is, in whole px of the view."""
        return QPointF(*self.view.frames[0].to_screen(np.array([x1, x2], float))).toPoint()

    def mouse(self, kind, at, button=LEFT, held=LEFT):
        event = QMouseEvent(kind, at, self.view.mapToGlobal(at), button, held, NONE)
        QApplication.sendEvent(self.view, event)

    def hover(self, at):
        self.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)

    def drag(self, start, *places, button=LEFT):
        self.mouse(QEvent.Type.MouseButtonPress, start, button, button)
        for place in places:
            self.mouse(QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton, button)
        self.mouse(QEvent.Type.MouseButtonRelease, places[-1], button, Qt.MouseButton.NoButton)

    def pixel(self, x1, x2):
        image = self.view.grab().toImage()
        return image.pixelColor(self.at(x1, x2))


@pytest.fixture
def show_map(qtbot):
    """A function: source, and layers of a network -> its decision map, shown."""

    def make(source=None, experiment=None):
        return Shown(experiment or beginning(source or Plane("blobs", 40)), qtbot)

    return make


def click(shown, x1, x2):
    QTest.mouseClick(shown.view, LEFT, NONE, shown.at(x1, x2))


def test_the_map_on_screen_is_what_the_network_answers_there(show_map):
    shown = show_map()
    assert shown.model.is_current
    session = shown.session
    grounds = np.array([rgb(text) for text in DARK.class_grounds[:4]])
    for x1, x2 in ((-5.5, 5.5), (5.4, 0.2), (0.3, -5.2), (-5.3, -0.4)):  # away from the points
        inputs = np.array([[x1, x2]], np.float64)
        answer = forward(session.experiment.network, session.snapshot.parameters, inputs).output[0]
        colour = shown.pixel(x1, x2)
        found = [colour.red(), colour.green(), colour.blue()]
        *_, second, first = sorted(answer.tolist())
        paper, strength = rgb(DARK.surface), 0.15 + 0.85 * (first - second)
        assert found == pytest.approx(paper + strength * (answer @ grounds - paper), abs=3)


def test_the_map_follows_the_newest_snapshot_and_is_fine_at_rest(show_map, qtbot):
    shown = show_map()
    before = shown.pixel(0, -5.5)
    snapshot = shown.session.snapshot
    parameters = initialise(shown.session.experiment.network, 9)
    with qtbot.waitSignal(shown.model.changed):
        shown.session.set_snapshot(replace(snapshot, parameters=parameters, updates=1))
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.job.parameters is parameters
    assert shown.model.job.grid.columns == int(shown.view.frames[0].room.width())
    assert shown.pixel(0, -5.5) != before


def test_while_training_the_map_is_coarse_and_fine_when_it_pauses(show_map, qtbot):
    shown = show_map()
    shown.session.set_training(True)
    parameters = initialise(shown.session.experiment.network, 9)
    snapshot = replace(shown.session.snapshot, parameters=parameters, updates=1)
    with qtbot.waitSignal(shown.model.changed):
        shown.session.set_snapshot(snapshot)
    assert shown.model.job.parameters is parameters
    assert shown.model.job.grid.columns == 40
    shown.session.set_training(False)
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.job.grid.columns > 100


def faces_of(shown, parameters, side=36, plane=None):
    """The faces of the neurons with these parameters, as the diagram makes them."""
    network = shown.session.experiment.network
    layout = arrange(network.sizes, 700, 500, square=True)
    wish = Wish(network, shown.model.kind, parameters, plane=plane)
    return FaceMaker().make(wish, layout, side, DARK)


def test_maps_that_faces_were_made_of_are_not_made_again(show_map, qtbot):
    shown = show_map()
    shown.session.set_training(True)
    old, new, next_one = (initialise(shown.session.experiment.network, seed) for seed in (8, 9, 10))
    snapshot = shown.session.snapshot
    shown.session.set_snapshot(replace(snapshot, parameters=old, updates=1))  # is asked for
    faces = faces_of(shown, new)
    shown.model.take_faces(faces)
    shown.session.set_snapshot(replace(snapshot, parameters=new, updates=2))
    assert shown.model.maps is faces.maps  # at once
    assert shown.model.job.parameters is new
    shown.model.wait()
    assert shown.model.maps is faces.maps  # what was asked for before does not come after it
    # They do not serve for other parameters, too few cells, or another view.
    shown.session.set_snapshot(replace(snapshot, parameters=next_one, updates=3))
    for change in (
        lambda: None,
        lambda: shown.model.take_faces(faces_of(shown, next_one, 20)),
        lambda: shown.model.zoom((0, 0), 2),
    ):
        change()
        shown.model.wait()
        assert shown.model.job.parameters is next_one
        assert shown.model.job.grid.columns == 40
    shown.model.take_faces(faces_of(shown, new))
    shown.session.set_snapshot(replace(snapshot, parameters=new, updates=4))
    shown.model.wait()
    assert shown.model.job.grid.view == shown.model.view != shown.model.home


def test_maps_come_with_faces_that_are_too_coarse_or_of_another_view(show_map):
    shown = show_map()
    shown.session.set_training(True)
    for updates, side in enumerate((36, 20, 20), 1):
        new = initialise(shown.session.experiment.network, updates)
        faces = faces_of(shown, new, side, shown.model.coarse)
        assert (faces.plane is None) == (side == 36)  # its own do
        shown.model.take_faces(faces)
        snapshot = replace(shown.session.snapshot, parameters=new, updates=updates)
        shown.session.set_snapshot(snapshot)
        assert shown.model.maps is (faces.plane or faces.maps)  # at once
        grid = shown.model.job.grid
        assert (grid.view, grid.columns) == (shown.model.view, 36 if side == 36 else 40)
        points = shown.model.kind.inputs(grid.coordinates())
        network = shown.session.experiment.network
        expected = forward(network, new, points).output
        np.testing.assert_array_equal(shown.model.maps.passed.output, expected)
        shown.model.zoom((0, 0), 2)
    shown.panel.hide()
    assert shown.model.coarse is None


def test_nothing_is_computed_that_nobody_sees(show_map):
    shown = show_map()
    shown.panel.hide()
    job = shown.model.job
    shown.session.reset()
    snapshot = replace(shown.session.snapshot, updates=1)
    shown.session.set_snapshot(snapshot)
    shown.model.wait()
    assert shown.model.job is job
    shown.panel.show()
    shown.model.wait()
    assert shown.model.job.snapshot is snapshot


def test_the_point_under_the_mouse_is_told_and_shown_in_every_neuron(show_map):
    shown = show_map()
    click(shown, -5, -5)
    example = of_session(shown.session, probe=shown.probe)
    at = shown.at(2, -1.5)
    shown.hover(at)
    x1, x2 = shown.probe.at
    assert (x1, x2) == pytest.approx((2, -1.5), abs=0.05)
    session = shown.session
    passed = forward(
        session.experiment.network, session.snapshot.parameters, np.array([[x1, x2]], np.float32)
    )
    scene = of_session(session, probe=shown.probe)
    for layer in range(4):
        assert scene.activations(layer) == pytest.approx(passed.activations[layer][0])
    foot = shown.panel.findChild(MapFoot).foot
    shares = [f"{100 * share:.1f} %" for share in passed.output[0]]
    assert [chip.share for chip in foot.chips] == shares
    said = "ABCD"[passed.output[0].argmax()]
    assert foot.words == f"x₁ = {x1:.2f},  x₂ = {x2:.2f}:  {said}".replace("-", "−")
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.Leave))
    assert shown.probe.at is None
    assert np.array_equal(
        of_session(session, probe=shown.probe).activations(1), example.activations(1)
    )
    assert (
        shown.panel.findChild(MapFoot).foot.words
        == "Stronger: more certain. Line: the answer changes."
    )


def test_a_click_on_a_point_chooses_that_example(show_map):
    shown = show_map(Plane("blobs", 24))
    data = load(shown.session.experiment.source)
    for name, index in (("train", 3), ("test", 5)):
        click(shown, *data.examples(name).coordinates[index].tolist())
        found = shown.session.example
        assert (found.origin, found.index) == (name, index)


def test_a_click_elsewhere_is_an_example_of_ones_own_and_it_can_be_dragged(show_map):
    shown = show_map(Plane("circle", 40, features=("x₁", "x₁x₂")))
    click(shown, -5.5, 4)
    example = shown.session.example
    assert example.origin == "hand"
    assert example.coordinates == pytest.approx([-5.5, 4], abs=0.05)
    x1, x2 = example.coordinates
    assert example.inputs == pytest.approx([x1, x1 * x2], rel=1e-6)
    assert example.label is None
    shown.drag(shown.at(-5.5, 4), shown.at(-5, 2), shown.at(5.5, -5))
    assert shown.session.example.coordinates == pytest.approx([5.5, -5], abs=0.05)
    # Outside the map nobody could take it up again: it stays at the rim.
    shown.drag(shown.at(5.5, -5), shown.at(7, -3), shown.at(8, -2))
    assert shown.session.example.coordinates == pytest.approx([6, -2], abs=0.05)
    shown.drag(shown.at(5.9, -2), shown.at(3, -5), shown.at(3, -9))
    assert shown.session.example.coordinates == pytest.approx([3, -6], abs=0.05)


def test_a_drag_is_one_undo_and_what_a_double_click_puts_back_none(show_map):
    shown = show_map(Plane("blobs", 24))
    stack, first = shown.session.undo_stack, shown.session.example
    shown.drag(shown.at(-5, -5.5), shown.at(-3, -5.5), shown.at(0, -5.5))
    moved = shown.session.example
    shown.drag(shown.at(0, -5.5), shown.at(1, -5.5), shown.at(3, -5.5))
    assert (stack.count(), stack.undoText()) == (2, "Move the input")  # however soon
    stack.undo()
    assert shown.session.example is moved
    click(shown, 5.5, -5.5)
    QTest.mouseDClick(shown.view, LEFT, NONE, shown.at(5.5, -5.5))
    assert shown.session.example is moved
    assert stack.count() == 1
    stack.undo()
    assert shown.session.example is first
    assert first.origin == "test"


def test_a_point_that_is_dragged_leaves_its_class_with_the_own_example(show_map):
    shown = show_map(Plane("blobs", 24))
    data = load(shown.session.experiment.source).train
    start = shown.at(*data.coordinates[2].tolist())
    shown.drag(start, start + QPoint(2, 0))  # that is a click
    assert shown.session.example.origin == "train"
    shown.drag(start, start + QPoint(30, 10), shown.at(0, 0))
    example = shown.session.example
    assert (example.origin, example.label) == ("hand", data.labels[2])
    assert example.coordinates == pytest.approx([0, 0], abs=0.05)


def test_the_chosen_example_has_a_ring(show_map):
    shown = show_map(Plane("blobs", 24))
    click(shown, 0, -5.5)
    centre = shown.at(0, -5.5)
    row = shown.view.grab().toImage()
    colours = {row.pixelColor(centre.x() + off, centre.y()).name() for off in range(20)}
    assert DARK.accent in colours
    assert DARK.text in colours  # one's own: a disc


def wheel(shown, at, turns):
    event = QWheelEvent(
        QPointF(at), shown.view.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shown.view, event)


def test_the_wheel_zooms_at_the_mouse_and_a_double_click_fits(show_map):
    shown = show_map()
    at = shown.at(3, 2)
    before = shown.view.frames[0].to_plane(QPointF(at))
    wheel(shown, at, 2)
    view = shown.model.view
    assert view.right - view.left == pytest.approx(12 / 1.44)
    assert shown.view.frames[0].to_plane(QPointF(at)) == pytest.approx(before)
    wheel(shown, at, -8)
    assert shown.model.view.left < -10  # beyond the data
    shown.model.wait()
    assert shown.model.is_current
    assert shown.model.job.grid.view == shown.model.view
    click(shown, 9, 9)
    held = shown.session.example
    place = shown.at(-9, -9)
    QTest.mouseClick(shown.view, LEFT, NONE, place)
    QTest.mouseDClick(shown.view, LEFT, NONE, place)
    assert shown.model.view == View(-6, 6, -6, 6)
    assert shown.session.example.coordinates == pytest.approx(held.coordinates)


def test_space_or_the_middle_button_drags_the_map(show_map):
    shown = show_map()
    side = shown.view.frames[0].room.width()
    shown.drag(QPoint(150, 150), QPoint(150 + round(side / 4), 150), button=MIDDLE)
    assert shown.model.view.left == pytest.approx(-9, abs=0.05)
    example = shown.session.example
    QTest.keyPress(shown.view, Qt.Key.Key_Space)
    shown.drag(QPoint(150, 150), QPoint(150, 150 + round(side / 4)))
    QTest.keyRelease(shown.view, Qt.Key.Key_Space)
    assert shown.model.view.top == pytest.approx(9, abs=0.05)
    assert shown.session.example is example
    click(shown, shown.model.view.left + 1, shown.model.view.top - 1)
    assert shown.session.example.origin == "hand"


def test_keys_zoom_move_and_fit(show_map):
    shown = show_map()
    QTest.keyClick(shown.view, Qt.Key.Key_Plus)
    assert shown.model.view == pytest.approx((-4.8, 4.8, -4.8, 4.8))
    QTest.keyClick(shown.view, Qt.Key.Key_Right)
    assert shown.model.view.left == pytest.approx(-3.84)
    QTest.keyClick(shown.view, Qt.Key.Key_Up)
    assert shown.model.view.bottom == pytest.approx(-3.84)
    QTest.keyClick(shown.view, Qt.Key.Key_0)
    assert shown.model.view == View(-6, 6, -6, 6)
    QTest.keyClick(shown.view, Qt.Key.Key_Minus)
    assert shown.model.view.right == pytest.approx(7.5)


def test_lines_of_a_layer_are_chosen_and_the_selected_neurons_stands_out(show_map):
    shown = show_map()
    lines = field(shown.panel, "decisionMapLines")
    assert isinstance(lines, QComboBox)
    texts = [lines.itemText(index) for index in range(lines.count())]
    assert texts == ["No lines", "Lines of hidden 1", "Lines of hidden 2", "Lines of output"]
    choose(lines, "Lines of hidden 1")
    assert [line.neuron for line in shown.model.lines] == list(range(8))
    shown.selection.select((1, 3))
    assert shown.panel.lines.forward == 3
    image = shown.view.grab().toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width())
        for y in range(0, image.height())
    }
    assert {*DARK.neurons} & seen == {DARK.neurons[3]}  # the others fade
    choose(lines, "No lines")
    assert shown.model.lines == ()


def test_a_perceptron_has_an_arrow_and_its_mistakes(show_map):
    experiment = Experiment(Network(2, (Layer(1, "sigmoid"),)), Gate("AND"))
    shown = show_map(experiment=experiment)
    choose(field(shown.panel, "decisionMapLines"), "Lines of output")
    weights, adds = shown.model.arrows
    w = shown.session.snapshot.parameters[0].weights[:, 0]
    found = np.subtract(weights.tip, weights.tail) / weights.factor
    assert found == pytest.approx(w, rel=1e-5)
    assert {arrow.tail for arrow in adds} == {
        tuple(place)
        for place, wrong in zip(shown.model.points.places.tolist(), shown.model.wrong, strict=True)
        if wrong and place != [0, 0]
    }
    words = shown.panel.findChild(MapFoot).foot.words
    assert ("∂C/∂w" in words) == bool(adds)


def test_several_classes_can_have_a_map_each(show_map):
    shown = show_map()
    each = field(shown.panel, "decisionMapEach")
    assert each.isVisible()
    QTest.mouseClick(each, LEFT, NONE, QPoint(8, each.height() // 2))
    frames = shown.view.frames
    assert len(frames) == 4
    at = frames[2].to_screen(np.array([2.0, -1.0]))
    shown.hover(QPoint(*np.rint(at).astype(int).tolist()))
    assert shown.probe.at == pytest.approx((2, -1), abs=0.1)
    assert not field(show_map(Plane("circle", 40)).panel, "decisionMapEach").isVisible()


def test_what_has_changed_is_told_since_the_last_pause(show_map, qtbot):
    shown = show_map()
    choose(field(shown.panel, "decisionMapMode"), "What has changed")
    shown.model.wait()
    (picture,) = shown.model.pictures
    assert np.unique(picture.colours.reshape(-1, 3), axis=0).tolist() == [
        rgb(DARK.surface).tolist()
    ]
    shown.session.set_training(True)
    parameters = initialise(shown.session.experiment.network, 9)
    shown.session.set_snapshot(replace(shown.session.snapshot, parameters=parameters, updates=1))
    shown.session.set_training(False)
    qtbot.waitUntil(lambda: shown.model.is_current)
    (picture,) = shown.model.pictures
    assert len(np.unique(picture.colours.reshape(-1, 3), axis=0)) > 50
    shown.session.set_training(True)  # from here on, nothing has changed yet
    shown.session.set_snapshot(replace(shown.session.snapshot, updates=2))
    shown.session.set_training(False)
    qtbot.waitUntil(lambda: shown.model.is_current)
    (picture,) = shown.model.pictures
    assert len(np.unique(picture.colours.reshape(-1, 3), axis=0)) == 1


def test_another_mode_is_seen_when_a_thread_has_coloured_it(show_map, qtbot):
    shown = show_map()
    told = []
    shown.model.changed.connect(lambda: told.append(shown.model.is_current))
    shown.model.choose(mode="decision")
    assert told == [False]
    qtbot.waitUntil(lambda: told[-1])
    (picture,) = shown.model.pictures
    assert len(np.unique(picture.colours.reshape(-1, 3), axis=0)) <= 4


def test_other_hues_of_the_window_come_to_the_map(show_map):
    shown = show_map(Plane("hills", 40))
    (before,) = shown.model.pictures
    shown.colouring.choose(palette="purple-green")
    shown.model.wait()
    (after,) = shown.model.pictures
    assert not np.array_equal(before.colours, after.colours)
    assert after.colours.shape == before.colours.shape


def test_a_tool_has_the_left_button(show_map):
    class Pen:
        cursor_radius = 1.0

        def __init__(self):
            self.told = []

        def press(self, at, modifiers):
            self.told.append(("press", *np.round(at, 1), modifiers))

        def move(self, at):
            self.told.append(("move", *np.round(at, 1)))

        def release(self, at):
            self.told.append(("release", *np.round(at, 1)))

    shown = show_map()
    example = shown.session.example
    shown.panel.tool = pen = Pen()
    shown.drag(shown.at(1, 1), shown.at(2, -3))
    assert [one[0] for one in pen.told] == ["press", "move", "release"]
    assert pen.told[0][1:] == (pytest.approx(1, abs=0.1), pytest.approx(1, abs=0.1), NONE)
    assert pen.told[2][1:] == (pytest.approx(2, abs=0.1), pytest.approx(-3, abs=0.1))
    assert shown.session.example is example
    shown.panel.tool = None
    click(shown, 1, 1)
    assert shown.session.example.origin


def test_points_are_painted_once_for_each_data_and_size(show_map):
    shown = show_map()
    layers = Layers(shown.view.strokes)
    drawn = shown.view.drawn(shown.view.frames)
    image = shown.view.grab()
    painter = QPainter(image)
    for _ in range(3):
        layers.paint(painter, shown.model, drawn, 4.0)
    painter.end()
    assert layers.painted == 1


def test_other_data_of_the_same_kind_takes_the_place_of_the_old(show_map):
    shown = show_map(Plane("circle", 40))
    shown.session.change_source(Plane("circle", 60, seed=3), "Seed")
    assert len(shown.model.points) == 60
    shown.session.change_source(Plane("hills", 50), "Hills")
    shown.model.wait()
    assert len(shown.model.points) == 50
    modes = field(shown.panel, "decisionMapMode")
    assert [modes.itemText(at) for at in range(modes.count())] == [
        "Shades",
        "In steps",
        "Where it is wrong",
        "What has changed",
    ]
    foot = shown.panel.findChild(MapFoot).foot
    assert foot.chips == ()
    assert foot.scale == shown.model.points.scale


def test_the_panel_is_there_for_planes_alone(qtbot, make_window):
    window = make_window(beginning(Plane("circle", 40)))
    panel = window.findChild(QWidget, "decisionMap")
    qtbot.waitUntil(panel.isVisible)
    entries = [dock.toggleViewAction() for dock in window.docks if dock.isAncestorOf(panel)]
    assert entries[0].isVisible()
    assert entries[0].text() == "Decision map"
    window.session.change_experiment(Experiment(), "Digits")
    assert not panel.isVisible()
    assert not entries[0].isVisible()
    window.session.change_experiment(beginning(Gate("XOR", 3)), "Three inputs")
    assert not panel.isVisible()
    window.session.change_experiment(beginning(Gate("XOR")), "Two inputs")
    assert panel.isVisible()


def test_more_points_than_can_be_asked_at_once_are_not_told_wrong(show_map):
    few = show_map(Plane("circle", 1000))
    assert few.model.wrong is not None
    few.session.set_training(True)
    assert few.model.wrong is not None
    many = show_map(Plane("circle", 50_000))
    assert many.model.wrong is None
    words = many.panel.findChild(MapFoot).foot.words
    assert words == "Too many points to say which are answered wrongly."
    some = show_map(Plane("circle", 10_000))
    assert some.model.wrong is not None
    some.session.set_training(True)
    assert some.model.wrong is None


def test_a_map_asked_for_between_two_experiments_does_not_hold_up_the_next(show_map, qtbot):
    shown = show_map()
    first, session = shown.session.experiment, shown.session
    cells = iter((30, 31, 32))
    session.run_changed.connect(lambda: shown.model.set_cells(next(cells)))  # as a resize does
    session.open_run(Run.start(Experiment()))
    assert shown.model.kind is None
    session.open_run(Run.start(first))
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.job.network == first.network


@pytest.mark.parametrize("layers", [(Layer(4),), ()])
def test_points_of_the_data_before_are_not_asked_about_the_next(show_map, layers):
    source = Plane("circle", 30)
    shown = show_map(
        experiment=Experiment(fitted(Network(2, (*layers, Layer(1, "sigmoid"))), source), source)
    )
    session, foot = shown.session, shown.panel.findChild(MapFoot)
    shown.model.choose(layer=1)
    assert shown.model.points is not None
    told = []

    def look():
        told.append((shown.model.points, shown.model.wrong, shown.model.arrows))
        told.append(foot.foot)

    session.run_changed.connect(look)  # as what is selected does, before the map has heard of it
    made = replace(source, features=("x₁", "x₂", "x₁²"))
    session.open_run(Run.start(Experiment(fitted(session.experiment.network, made), made)))
    assert told[0][:2] == (None, None)
    assert shown.model.wrong is not None


def test_lines_of_a_layer_are_not_shown_for_those_of_another(show_map):
    experiment = beginning(Plane("blobs", 40))
    layers = (Layer(3, "tanh"), Layer(5, "tanh"), *experiment.network.layers[-1:])
    network = replace(experiment.network, layers=layers)
    shown = show_map(experiment=replace(experiment, network=network))
    model = shown.model
    for layer, neurons in ((2, 5), (3, 4), (1, 3), (2, 5), (0, 0)):
        model.choose(layer=layer)
        # Contours come soon, and until then none are there.
        assert len(model.lines) in (0, neurons)
        model.wait()
        assert len(model.lines) == neurons
        assert all(line.chains for line in model.lines) or layer == 3


def test_lines_that_a_thread_has_painted_are_seen_when_they_come(show_map, monkeypatch):
    monkeypatch.setattr("gui.maps.late_strokes.AT_ONCE", 0)
    asked = []
    monkeypatch.setattr(MapView, "update", lambda view: asked.append(view))
    shown = show_map()
    shown.model.choose(layer=1)
    shown.model.wait()
    shown.view.grab()  # the thread begins
    asked.clear()
    shown.view.strokes.wait()
    assert asked == [shown.view]
