"""What the layer made of it, in use: what is seen of a session, the slider, mouse, live updates."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractAnimation, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget

from core.data import Curve, Gate, Plane, load
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.examples import Examples
from gui.layer_view.panel import LayerView
from gui.layer_view.scene import LayerScene, Looks
from gui.layer_view.words import axis_names, told_of
from gui.panels.loss_panel import LossPanel
from gui.paragraph import Paragraph
from gui.session import Session
from gui.theme import DARK
from tests.helpers import rgb
from tests.panels import field

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton


class Shown:
    """The view on screen, with its session."""

    def __init__(self, experiment, qtbot, size=(700, 320)):
        theme.apply("dark")
        self.session = Session(experiment)
        self.examples = Examples(self.session, self.session)
        self.panel = LayerView(self.session, Colouring(self.session))
        self.panel.chosen.connect(self.examples.show)
        qtbot.addWidget(self.panel)
        self.panel.resize(*size)
        self.panel.show()
        page = self.panel.page
        self.model, self.view, self.stops = page.model, page.view, page.stops
        self.slider = self.stops.slider
        self.model.wait()

    @property
    def tile(self):
        """The last picture: how it is now."""
        return self.view.scene.tiles[-1]

    def words(self, name):
        return field(self.panel, name).text()

    def place(self, row):
        """Where a row of the sample is, in px."""
        marks = self.tile.marks
        return marks.places[np.flatnonzero(marks.rows == row)[0]]

    def hover(self, at):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            self.view.mapToGlobal(at),
            *[Qt.MouseButton.NoButton] * 2,
            NONE,
        )
        QApplication.sendEvent(self.view, event)

    def train(self, updates, seed=9):
        """Show a snapshot with other parameters."""
        parameters = initialise(self.session.experiment.network, seed)
        changed = replace(self.session.snapshot, parameters=parameters, updates=updates)
        self.session.set_snapshot(changed)
        return changed


@pytest.fixture
def show(qtbot):
    """A function: source, and hidden layers such as (2, "tanh") -> the view, shown."""

    def make(source, *layers, **others):
        hidden = tuple(Layer(*one) for one in layers)
        network = fitted(Network(2, (*hidden, Layer(1, "sigmoid"))), source)
        return Shown(Experiment(network, source), qtbot, **others)

    return make


def test_a_layer_of_two_neurons_is_painted_where_propagation_says(show):
    shown = show(Plane("circle", 40), (2, "tanh"))
    shown.model.place(1)
    sample, session = shown.model.frame.sample, shown.session
    room, turn = shown.tile.axes.room, shown.model.frame.now.pictures[1].turn
    values = forward(
        session.experiment.network, session.snapshot.parameters, sample.inputs.astype(np.float64)
    ).activations[1]
    unit = values / 2.24 @ turn.T + 0.5  # from −1.12 to 1.12
    image = shown.view.grab().toImage()
    for row in range(40):
        x = room.left() + unit[row, 0] * room.width()
        y = room.bottom() - unit[row, 1] * room.height()
        assert shown.place(row) == pytest.approx((x, y), abs=1e-3)
    fills = shown.tile.marks.fills[np.argsort(shown.tile.marks.rows)]
    labels = sample.labels
    assert (fills == np.array([rgb(DARK.classes[label]) for label in labels])).all()
    last = shown.tile.marks.rows[-1]  # nothing lies on it
    colour = image.pixelColor(QPointF(*shown.place(last)).toPoint())
    assert colour.name() == DARK.classes[labels[last]]
    assert shown.tile.marks.squares.sum() == 20
    assert {text for _, text in shown.tile.axes.names} == {"a₁", "a₂"}
    field(shown.panel, "layerViewTests").click()
    assert len(shown.tile.marks.rows) == 20
    assert not shown.tile.marks.squares.any()


def test_the_plane_bends_with_its_points(show):
    shown = show(Plane("circle", 40), (2, "tanh"))
    shown.model.place(0)
    room = shown.tile.axes.room
    lines = shown.tile.lines
    assert len(lines) == 26
    assert np.ptp(lines[3][:, 0]) < 1e-9  # x₁ = −3, from below to above
    assert lines[3][0] == pytest.approx((room.left() + room.width() / 4, room.bottom()))
    shown.model.place(0.5)
    half = shown.tile.lines[3]
    shown.model.place(1)
    assert half == pytest.approx((lines[3] + shown.tile.lines[3]) / 2)
    assert np.ptp(shown.tile.lines[3][:, 0]) > 5
    field(shown.panel, "layerViewGrid").click()
    assert shown.tile.lines == ()


def test_the_slider_folds_by_keys_and_names_and_says_where_it_is(show):
    shown = show(Plane("circle", 40), (4, "tanh"), (3, "relu"))
    assert shown.model.position == 2  # what the last hidden layer made of it comes first
    assert shown.words("layerViewTitle") == "hidden 2: 3 relu"
    shown.slider.setFocus()
    QTest.keyClick(shown.slider, Qt.Key.Key_Home)
    assert shown.model.position == 0
    assert shown.words("layerViewTitle") == "input: x₁, x₂"
    QTest.keyClick(shown.slider, Qt.Key.Key_Right)
    assert shown.model.position == 0.05
    assert shown.words("layerViewTitle") == "input → hidden 1: 5 %"
    assert shown.slider.accessibleDescription() == shown.words("layerViewTitle")
    assert shown.tile.axes.names == ()
    QTest.keyClick(shown.slider, Qt.Key.Key_PageUp)
    QTest.keyClick(shown.slider, Qt.Key.Key_Left)
    assert shown.model.position == 1
    shares = shown.model.frame.now.pictures[1].projection.shares
    assert {text for _, text in shown.tile.axes.names} == {
        f"component {number}: {100 * share:.1f} %" for number, share in enumerate(shares, 1)
    }
    names = shown.stops.names
    assert [names.names[stop][1] for stop in range(4)] == ["x", "a¹", "a²", "output"]
    QTest.mouseClick(names, LEFT, NONE, names.names[3][0].center())
    assert (shown.model.position, shown.slider.value()) == (3, 300)
    assert np.ptp(shown.tile.marks.places[:, 1]) < 0.19 * shown.tile.axes.room.height()
    shown.panel.resize(476, 320)
    shown.model.place(2)
    assert list(names.names) == [2, 0, 3, 1]
    names.resize(90, 20)  # there is room for few of them
    assert 2 in names.names
    rooms = [room for room, _ in names.names.values()]
    assert not any(one.intersects(two) for one in rooms for two in rooms if one is not two)
    shown.slider.setSliderDown(True)  # while it is dragged
    shown.slider.setSliderPosition(202)
    assert (shown.model.position, shown.slider.value()) == (2, 202)


def test_it_plays_to_the_output_and_from_the_input_again(show):
    shown = show(Plane("circle", 40), (4, "tanh"))
    run, play = shown.stops.run, shown.stops.play
    shown.model.place(2)
    QTest.mouseClick(play, LEFT)
    assert run.state() == QAbstractAnimation.State.Running
    run.setCurrentTime(run.duration() // 4)
    assert shown.model.position == pytest.approx(0.5, abs=0.05)
    QTest.mouseClick(play, LEFT)
    held = shown.model.position
    QTest.mouseClick(play, LEFT)
    run.setCurrentTime(run.duration())
    assert held < shown.model.position == 2
    assert run.state() == QAbstractAnimation.State.Stopped


def test_a_click_shows_the_example_and_the_mouse_says_which_it_is(show):
    shown = show(Plane("circle", 24), (4, "tanh"))
    frame = shown.model.frame
    row = int(shown.tile.marks.rows[-1])
    at = QPointF(*shown.place(row))
    shown.hover(at)
    name, index = frame.sample.example(row)
    assert name == "test"
    label = frame.sample.labels[row]
    said = int(frame.now.outputs[row, 0] > 0.5)
    words = f"{'AB'[label]}, answered {'AB'[said]}: test example {index + 1}"
    assert shown.view.card.words == words == shown.view.accessibleDescription()
    QTest.mouseClick(shown.view, LEFT, NONE, at.toPoint())
    assert (shown.session.example.origin, shown.session.example.index) == (name, index)
    shown.model.wait()
    ring = shown.tile.example
    assert (ring.x(), ring.y()) == pytest.approx(shown.place(row), abs=0.01)
    before = shown.session.example
    QTest.mouseClick(shown.view, LEFT, NONE, QPoint(2, 2))
    assert shown.session.example is before
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.Leave))
    assert shown.view.card is None


def test_digits_are_written_shown_under_the_mouse_and_as_they_began(qtbot):
    shown = Shown(Experiment(), qtbot)
    assert shown.model.before
    shown.train(70)
    shown.model.wait()
    before, now = shown.view.scene.tiles
    assert (before.title[1], now.title[1]) == ("Before training", "Now: update 70")
    frame, session = shown.model.frame, shown.session
    network = session.experiment.network
    for fold, seed in ((frame.before, session.experiment.seed), (frame.now, 9)):
        passed = forward(network, initialise(network, seed), frame.sample.inputs)
        assert np.array_equal(fold.outputs, passed.output)
    row = int(now.marks.rows[-1])
    assert now.marks.names[-1] == str(frame.sample.labels[row])
    shown.hover(QPointF(*now.marks.places[-1]))
    card, (name, index) = shown.view.card, frame.sample.example(row)
    picture = load(session.experiment.source).examples(name).inputs[index].reshape(16, 16)
    paper, ink = rgb(DARK.surface), rgb(DARK.text)
    for place in ((8, 8), (3, 9), (0, 0)):
        colour = card.image.pixelColor(*place[::-1])
        wanted = paper + picture[place] * (ink - paper)
        assert [colour.red(), colour.green(), colour.blue()] == pytest.approx(wanted, abs=1)
    assert shown.view.rect().toRectF().contains(card.room)
    assert shown.words("layerViewSample") == "A sample of 1,000 of 68,000 examples."
    field(shown.panel, "layerViewBefore").click()
    shown.model.wait()
    assert len(shown.view.scene.tiles) == 1
    assert shown.model.frame.job.last is None  # frames keep none before them


def test_it_follows_the_training_a_few_times_a_second_and_only_while_it_is_seen(show, qtbot):
    shown = show(Plane("circle", 40), (2, "tanh"))
    shown.session.set_training(True)
    frames = []
    shown.model.changed.connect(lambda: frames.append(shown.model.frame))
    for updates in range(1, 30):
        newest = shown.train(updates, seed=updates)
        QApplication.processEvents()
    assert len(frames) <= 3
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.frame.job.run.snapshot is newest
    assert len(frames) <= 4
    shown.panel.hide()
    shown.train(40)
    shown.model.wait()
    assert shown.model.frame.job.run.snapshot is newest
    shown.panel.show()
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.frame.job.run.snapshot.updates == 40


def test_values_have_their_shades_and_a_curve_begins_as_a_line(show):
    shown = show(Curve(("sine",)), (3, "tanh"))
    sample, marks = shown.model.frame.sample, shown.tile.marks
    scale = np.abs(sample.targets).max()
    share = sample.targets[marks.rows[0], 0] / scale
    end = rgb(DARK.positive_ground if share > 0 else DARK.negative_ground)
    wanted = rgb(DARK.surface) + abs(share) * (end - rgb(DARK.surface))
    assert marks.fills[0] == pytest.approx(wanted, abs=6)
    shown.model.place(0)
    (line,) = shown.tile.lines
    middle = shown.tile.axes.room.center().y()
    assert line[:, 1] == pytest.approx(middle)
    assert DARK.positive in field(shown.panel, "layerViewLegend").text()


def test_what_cannot_be_shown_is_said(show, qtbot):
    shown = show(Gate("XNOR"), (2, "relu"))
    assert not field(shown.panel, "layerViewTests").isVisible()
    parameters = list(initialise(shown.session.experiment.network, 0))
    dead = parameters[0]._replace(biases=np.full(2, -9, np.float32))
    shown.session.change_parameters((dead, parameters[1]), "Try")
    shown.model.wait()
    assert shown.words("layerViewWords").startswith("All neurons of hidden 1 are dead:")
    assert len(shown.tile.marks.rows) == 4
    spoiled = parameters[0]._replace(biases=np.full(2, np.nan, np.float32))
    shown.session.change_parameters((spoiled, parameters[1]), "Try")
    shown.model.wait()
    assert shown.words("layerViewWords") == (
        "The values of hidden 1 are not finite: nothing can be drawn. Reset, and train with a"
        " smaller learning rate."
    )
    assert len(shown.tile.marks.rows) == 0
    assert not shown.view.grab().isNull()
    shown.model.place(2)
    assert shown.words("layerViewTitle") == "output: 1 sigmoid"
    bare = Run.start(Experiment(Network(2, (Layer(2, "relu"), Layer(1, "sigmoid"))), None))
    shown.session.open_run(bare)
    shown.model.wait()
    assert shown.view.scene is None
    assert not field(shown.panel, "layerViewSlider").isVisible()


def test_the_window_has_it_once_it_is_asked_for(make_window, qtbot):
    window = make_window((Experiment(source=None) and None) or Experiment(), size=(1280, 800))
    view = window.findChild(LayerView)
    assert not view.isVisible()
    assert view.page is None
    dock = next(dock for dock in window.docks if dock.isAncestorOf(view))
    assert dock.toggleViewAction().text() == "What the layer made of it"
    assert dock.windowTitle() == "Layers"  # on its tab, where there is little room
    dock.toggleViewAction().trigger()
    model = view.page.model
    qtbot.waitUntil(lambda: model.frame is not None, timeout=20_000)
    assert not view.page.view.visibleRegion().isEmpty()
    assert view.height() >= 0.35 * window.height()
    # Another panel comes to its place: nobody sees it, and nothing is computed.
    seen = model.frame
    window.arrangement.bring_up(window.findChild(LossPanel))
    snapshot = replace(window.session.snapshot, updates=3)
    window.session.set_snapshot(snapshot)
    model.wait()
    assert model.frame is seen
    dock.raise_()
    qtbot.waitUntil(lambda: model.is_current)
    assert model.frame.job.run.snapshot is snapshot


def test_the_first_component_is_that_of_most_variance(show):
    shown = show(Plane("spiral"), (8, "tanh"))
    frame, picture = shown.model.frame, shown.model.frame.now.pictures[1]
    turned = picture._replace(projection=picture.projection._replace(shares=(0.18, 0.73)))
    assert axis_names(frame, turned) == ("component 2: 18.0 %", "component 1: 73.0 %")


def test_words_that_change_do_not_arrange_the_window_again(qtbot):
    words = Paragraph()
    qtbot.addWidget(words)
    words.resize(120, 40)
    words.show()
    words.set_text("Two numbers: each point lies at its values, as they are.")
    high = words.sizeHint().height()
    assert high >= 3 * words.fontMetrics().height()
    words.set_text("One number.")
    assert (words.text(), words.sizeHint().height()) == ("One number.", high)
    words.resize(121, 40)
    assert words.sizeHint().height() < high


def test_the_line_where_the_answer_changes_is_straight_before_the_output(show):
    shown = show(Plane("circle", 40), (6, "tanh"), (2, "tanh"))
    parameters = [
        layer._replace(weights=6 * layer.weights)
        for layer in initialise(shown.session.experiment.network, 3)
    ]  # steep: what is near is torn
    shown.session.change_parameters(tuple(parameters), "Try")
    shown.model.wait()
    session, now = shown.session, shown.model.frame.now
    weights, biases, _ = session.snapshot.parameters[-1]
    shown.model.place(2)
    assert now.border > 20
    room, (picture,) = shown.tile.axes.room, [now.pictures[2]]
    unit = (shown.tile.border - (room.left(), room.top())) / (room.width(), room.height())
    values = ((unit * (1, -1) + (0, 1)) - 0.5) @ picture.turn * 2.24  # turned back
    z = values @ weights[:, 0] + biases[0]
    assert np.abs(z).max() < 0.01 * np.abs(weights).max()
    line = shown.tile.parting
    ends = (np.array(line.toTuple()).reshape(2, 2) - (room.left(), room.top())) / room.width()
    ends = ((ends * (1, -1) + (0, 1)) - 0.5) @ picture.turn * 2.24
    assert ends @ weights[:, 0] + biases[0] == pytest.approx(0, abs=1e-4)
    assert np.abs(ends).max(axis=1) == pytest.approx(1.12, abs=1e-4)  # from side to side
    shown.model.place(1)
    assert shown.tile.parting is None
    shown.model.place(2)
    assert "one straight line" in shown.words("layerViewWords")
    assert "the answer changes" in field(shown.panel, "layerViewLegend").text()


def turned(shown, stop, turn):
    """The numbers along both sides, from the left and from below, its axes turned."""
    shown.model.place(stop)
    frame = shown.model.frame
    pictures = list(frame.now.pictures)
    pictures[stop] = pictures[stop]._replace(turn=np.array(turn, float))
    seen = frame._replace(now=frame.now._replace(pictures=tuple(pictures)))
    room, metrics = QRectF(0, 0, 500, 300), QFontMetrics(theme.font("small"))
    looks = Looks.of(seen, DARK)
    (tile,) = LayerScene.of(seen, float(stop), room, metrics, looks).tiles
    left, bottom = tile.axes.room.left(), tile.axes.room.bottom()
    numbers = [(at, float(text.replace("−", "-"))) for at, text in tile.axes.numbers]
    below = sorted((at.x(), number) for at, number in numbers if at.y() > bottom)
    beside = sorted(
        (-at.y(), number) for at, number in numbers if at.x() < left and at.y() < bottom
    )
    return [[number for _, number in side] for side in (below, beside)]


def test_components_grow_to_the_right_and_upwards_and_neurons_keep_their_numbers(show):
    of_eight = show(Plane("spiral"), (8, "tanh"))
    plain = turned(of_eight, 1, [[1, 0], [0, 1]])
    for numbers in (plain, turned(of_eight, 1, [[-1, 0], [0, -1]])):
        assert all(len(each) > 1 and each == sorted(each) for each in numbers)
    of_two = show(Plane("circle", 40), (2, "tanh"))
    plain = turned(of_two, 1, [[1, 0], [0, 1]])
    assert all(len(each) > 2 for each in plain)
    assert turned(of_two, 1, [[-1, 0], [0, -1]])[1] == plain[1][::-1]
    of_two.model.place(2)
    frame, picture = of_two.model.frame, of_two.model.frame.now.pictures[2]
    for turn, said in ((np.eye(2), False), (np.diag([-1.0, 1.0]), True)):
        pictures = (*frame.now.pictures[:2], picture._replace(turn=turn))
        seen = frame._replace(now=frame.now._replace(pictures=pictures))
        assert ("The axis is turned" in told_of(seen, 2.0)) == said


def test_on_a_line_the_answer_changes_at_a_line_across(show):
    shown = show(Plane("circle", 40), (2, "tanh"))
    shown.model.place(2)
    border, room = shown.tile.border, shown.tile.axes.room
    assert len(border)
    high = np.abs(np.diff(border[..., 1], axis=1))
    assert high == pytest.approx(0.18 * room.height(), rel=0.01)
    assert np.ptp(border[..., 0]) < 0.02 * room.width()  # at one value: 0.5


def test_digits_come_as_they_were_at_once(show):
    shown, before = show(Plane("circle", 40), (2, "tanh")), []
    shown.model.changed.connect(lambda: before.append(shown.model.frame))
    shown.session.set_run(Run.start(Experiment()))
    shown.model.wait()
    frames = [frame for frame in before if frame and frame.job.run is shown.session.run]
    assert frames
    assert all(frame.before is not None for frame in frames)


def test_a_view_that_floats_has_its_whole_title(make_window):
    window = make_window()
    dock = window.findChild(QDockWidget, "layerViewDock")
    dock.toggleViewAction().trigger()
    dock.setFloating(True)
    assert dock.windowTitle() == "What the layer made of it"
    frame = dock.grab().toImage()
    left = {frame.pixelColor(0, y).name() for y in range(frame.height())}
    assert left == {theme.current().edge}
    dock.setFloating(False)
    assert dock.windowTitle() == "Layers"
    assert dock.toggleViewAction().text() == "What the layer made of it"


def test_at_the_output_of_a_deep_network_it_goes_to_that_of_a_flatter_one(show):
    shown = show(source := Plane("circle", 60), *4 * [(4, "tanh")])
    shown.model.place(5)
    assert shown.model.position == 5
    for layers in (1, 0):
        hidden = layers * (Layer(4, "tanh"),)
        network = fitted(Network(2, (*hidden, Layer(1, "sigmoid"))), source)
        shown.session.set_run(Run.start(Experiment(network, source)))
        shown.model.wait()
        assert shown.model.position == shown.model.count - 1 == layers + 1
        shown.panel.grab()
        assert shown.view.scene is not None
