"""The loss landscape in use: what it shows of a session, and mouse and keys on it."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.beginnings import beginning
from core.by_hand import parameter_at, with_parameter
from core.data import Curve, Digits, Gate, Plane
from core.experiment import Experiment, Hyperparameters
from core.frozen import Frozen
from core.landscape import gradient_of, objective_of
from core.maps import View
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.run import Run
from core.slices import Chosen
from core.snapshot import no_slots
from core.survey import FINE, Request, survey
from gui import theme
from gui.landscape.legend import keys_of
from gui.landscape.model import MOST_MS, pause_after
from gui.landscape.paint import paint_seen
from gui.landscape.panel import LossLandscape
from gui.landscape.scene import labels_of, seen_of, tiles_of
from gui.landscape.trail import Trail
from gui.landscape.words import about, reading, surface_words, told_apart
from gui.newest_worker import NewestWorker
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK
from gui.ticks import ticks_in
from tests.helpers import rgb
from tests.panels import field, going

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Shown:
    """A loss landscape on screen, with its owners."""

    def __init__(self, experiment, qtbot, size=(900, 320)):
        theme.apply("dark")
        self.session = Session(experiment)
        self.selection = Selection(self.session, self.session)
        self.panel = LossLandscape(self.session, self.selection)
        qtbot.addWidget(self.panel)
        self.panel.resize(*size)
        self.panel.show()
        self.panel.grab()  # everything has its place
        self.page = self.panel.page
        self.model, self.view = self.page.model, self.page.view
        self.model.wait()

    @property
    def seen(self):
        return self.view.seen[0]

    def at(self, x, y):
        return QPointF(*self.seen.frame.to_screen(np.array([x, y], float))).toPoint()

    def mouse(self, kind, at, button=LEFT, held=LEFT):
        event = QMouseEvent(kind, QPointF(at), self.view.mapToGlobal(at), button, held, NONE)
        QApplication.sendEvent(self.view, event)

    def hover(self, at):
        self.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)

    def choose(self, kind):
        field(self.page, "landscapeKind").setCurrentIndex(("one", "two", "along").index(kind))
        self.model.wait()

    def train_to(self, parameters, updates):
        snapshot = replace(self.session.snapshot, parameters=parameters, updates=updates)
        self.session.set_snapshot(snapshot)
        self.model.wait()


@pytest.fixture
def show_landscape(qtbot):
    """A function: source or experiment -> its loss landscape, shown."""

    def make(what=None, **others):
        what = what or Gate("XNOR")
        experiment = what if isinstance(what, Experiment) else beginning(what)
        return Shown(experiment, qtbot, **others)

    return make


def rated(source, rate):
    """How one begins with a source, at a learning rate."""
    return replace(beginning(source), hyperparameters=Hyperparameters("sgd", learning_rate=rate))


def loss_of(shown, *changes):
    """The mean loss with some parameters changed, by propagation in float64."""
    parameters = shown.session.snapshot.parameters
    exact = tuple(LayerParameters(*(part.astype(float) for part in one)) for one in parameters)
    for target, value in changes:
        exact = with_parameter(exact, target, value)
    objective = objective_of(shown.session.experiment, 10**6)
    return gradient_of(objective, exact).losses.mean()


def test_a_curve_goes_through_the_network_and_its_step_lands_on_it(show_landscape):
    shown = show_landscape(rated(Gate("XNOR"), 300.0))
    seen, target = shown.seen, (0, 0, 0)
    value = parameter_at(shown.session.snapshot.parameters, target)
    objective = objective_of(shown.session.experiment, 10**6)
    slope = gradient_of(objective, shown.session.snapshot.parameters).gradients[0].weights[0, 0]
    expected = seen.frame.to_screen(np.array([value, loss_of(shown)]))
    assert (seen.here.x(), seen.here.y()) == pytest.approx(expected, abs=1e-3)
    # The curve itself, at three places.
    (line,) = seen.lines
    for x in (-0.9, 0.1, 0.8):
        height = seen.frame.to_screen(np.array([x, loss_of(shown, (target, x))]))
        assert np.interp(height[0], *line.T) == pytest.approx(height[1], abs=0.05)
    # The tangent has the slope of the loss; the step is the rate times it.
    rise = seen.frame.to_plane(seen.tangent.p2())[1] - seen.frame.to_plane(seen.tangent.p1())[1]
    run = seen.frame.to_plane(seen.tangent.p2())[0] - seen.frame.to_plane(seen.tangent.p1())[0]
    assert rise / run == pytest.approx(slope, rel=1e-4)
    end = value - 300 * slope
    landing = seen.frame.to_screen(np.array([end, loss_of(shown, (target, end))]))
    assert (seen.landing.x(), seen.landing.y()) == pytest.approx(landing, abs=0.01)
    assert seen.step.y1() == seen.step.y2() == seen.here.y()
    image = shown.view.grab().toImage()
    at = shown.at(0.8, loss_of(shown, (target, 0.8)))
    beside = [image.pixelColor(at.x(), at.y() + by) for by in (-1, 0, 1)]
    found = min(np.abs([*one.getRgb()[:3]] - rgb(DARK.train)).max() for one in beside)
    assert found < 30


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (0.05, "about 20 such steps"),
        (0.8, "about right"),
        (1.5, "past the lowest place, but"),
        (2.5, "Over the hill"),
    ],
)
def test_a_sentence_says_whether_the_rate_is_right(times, words, show_landscape):
    # Squared error over a weight of a linear neuron is a parabola: one step of 1/C″ ends at its
    # lowest place.
    shown = show_landscape(Curve(("sine",)))
    shown.selection.select((2, 3, 0))
    value = parameter_at(shown.session.snapshot.parameters, (2, 3, 0))
    three = [loss_of(shown, ((2, 3, 0), value + by)) for by in (-1.0, 0.0, 1.0)]
    rate = times / (three[0] - 2 * three[1] + three[2])
    experiment = shown.session.experiment
    rates = replace(experiment.hyperparameters, learning_rate=rate)
    shown.session.change_experiment(replace(experiment, hyperparameters=rates), "Rate")
    shown.model.wait()
    assert words in shown.page.verdict
    assert shown.page.words == shown.page.verdict
    assert "Mean over the 70 training examples, at update " in shown.page.about


def test_a_map_has_the_loss_as_shades_and_the_paths_of_four_optimizers(show_landscape):
    shown = show_landscape(rated(Gate("XNOR"), 0.5))
    shown.choose("two")
    seen, surface = shown.seen, shown.model.survey.surfaces[0]
    assert shown.model.is_current
    assert surface.values.shape == (65, 65)
    view = shown.model.survey.view
    x, y = np.linspace(view.left, view.right, 65)[9], np.linspace(view.bottom, view.top, 65)[50]
    loss = loss_of(shown, ((0, 0, 0), x), ((1, 0, 0), y))
    assert surface.values[50, 9] == pytest.approx(loss, rel=1e-6)
    share = np.sqrt((loss - surface.low) / (surface.high - surface.low))
    paper, ink = rgb(DARK.surface), rgb(DARK.train)
    assert seen.colours[64 - 50, 9] == pytest.approx(paper + 0.62 * share * (ink - paper), abs=1)
    # The cell is painted around its place.
    cell = seen.ground.width() / 65
    assert seen.ground.left() + 9.5 * cell == pytest.approx(shown.at(x, y).x(), abs=0.51)
    names = [path.name for path in seen.paths]
    assert names == ["sgd", "momentum", "rmsprop", "adam"]
    assert len({(path.colour, path.dash) for path in seen.paths}) == 4
    for path in seen.paths:
        assert len(path.points) == 31
        assert tuple(path.points[0]) == pytest.approx((seen.here.x(), seen.here.y()), abs=1e-3)
    sgd = seen.paths[0]
    assert (seen.step.x2(), seen.step.y2()) == pytest.approx(tuple(sgd.points[1]), abs=1e-3)
    words = [key.word for key in keys_of(shown.model.survey, DARK)]
    assert words[2].startswith("SGD → ")
    assert words[-1].startswith("loss ")


def test_both_losses_stand_beside_each_other(show_landscape):
    shown = show_landscape()
    shown.choose("two")
    field(shown.page, "landscapeBeside").setChecked(True)
    shown.model.wait()
    one, other = shown.view.seen
    assert (one.title, other.title) == ("cross-entropy", "squared error")
    assert one.frame.room.right() < other.frame.room.left()
    assert one.frame.view == other.frame.view
    squared = shown.model.survey.surfaces[1]
    objective = objective_of(shown.session.experiment, 10**6, beside=True)
    exact = gradient_of(objective, shown.session.snapshot.parameters, "mean squared error")
    assert squared.here == pytest.approx(exact.losses.mean(), rel=1e-6)
    assert reading(shown.model.survey, ("a", "b"), (0.5, -1), (0.25, 0.125)) == (
        "a = 0.500,  b = −1.000:  cross-entropy 0.25,  squared error 0.125"
    )
    # Of values there is one loss alone.
    values = show_landscape(Curve(("sine",)))
    assert not field(values.page, "landscapeBeside").isVisibleTo(values.page)
    values.model.choose(beside=True)
    values.model.wait()
    assert len(values.view.seen) == 1


def test_two_pictures_stand_where_they_are_largest():
    around = QSizeF(40, 68)
    one, other = tiles_of(2, QRectF(0, 0, 310, 320), 8, around)
    assert (one.width(), one.height(), other.left()) == (151, 320, 159)
    one, other = tiles_of(2, QRectF(0, 0, 200, 500), 8, around)
    assert (one.width(), one.height(), other.top()) == (200, 246, 254)
    assert tiles_of(1, QRectF(0, 0, 310, 320), 8, around) == (QRectF(0, 0, 310, 320),)


def test_what_is_selected_is_looked_at(show_landscape):
    shown = show_landscape()
    shown.selection.select((1, 1, 0))
    shown.model.wait()
    assert shown.view.names == ("w₂₁ of layer 2", "loss")
    shown.selection.select((1, 1))  # the bias of a neuron
    shown.model.wait()
    assert shown.view.names == ("b₂ of layer 1", "loss")
    shown.selection.select((0, 1))  # an input has none
    shown.selection.select(None)
    assert shown.model.targets[0] == (1, 1)
    shown.choose("two")
    shown.selection.select((0, 0, 1))
    shown.model.wait()
    assert shown.view.names == ("w₁₂ of layer 1", "b₂ of layer 1")


def test_fields_choose_the_parameter_and_keep_within_the_network(show_landscape):
    shown = show_landscape(Curve(("sine",)))
    layer, source, neuron = (
        field(shown.page, f"landscape{name}1") for name in ("Layer", "From", "To")
    )
    assert (layer.maximum(), source.maximum(), neuron.maximum()) == (3, 1, 16)
    neuron.setValue(16)
    layer.setValue(3)  # of one neuron
    assert shown.model.targets[0] == (2, 0, 0)
    assert (neuron.value(), neuron.maximum(), source.maximum()) == (1, 1, 16)
    source.setFocus()
    QTest.keyClick(source, Qt.Key.Key_Down)
    assert source.text() == "bias"
    assert shown.model.targets[0] == (3, 0)
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert shown.model.targets[0] == (3, 0)
    shown.choose("two")
    up = [field(shown.page, f"landscape{name}2") for name in ("Layer", "From", "To")]
    for box, value in zip(up, (3, 0, 1), strict=True):
        box.setValue(value)
    assert shown.model.targets[0] != shown.model.targets[1]  # never the same twice


def test_wheel_and_keys_zoom_and_move_and_fit(show_landscape):
    shown = show_landscape()
    shown.choose("two")
    home, at = shown.model.view, shown.at(0.5, 0.25)
    place = shown.seen.frame.to_plane(QPointF(at))
    turned = QPointF(at)
    wheel = QWheelEvent(
        turned,
        QPointF(shown.view.mapToGlobal(at)),
        QPointF(0, 0).toPoint(),
        QPointF(0, 120).toPoint(),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown.view, wheel)
    view = shown.model.view
    assert view.right - view.left == pytest.approx((home.right - home.left) / 1.2)
    assert shown.seen.frame.to_plane(turned) == pytest.approx(place)
    shown.model.wait()
    assert shown.model.survey.view == view
    QTest.keyClick(shown.view, Qt.Key.Key_Right)
    assert shown.model.view.left == pytest.approx(view.left + 0.1 * (view.right - view.left))
    QTest.keyClick(shown.view, Qt.Key.Key_Minus)
    assert shown.model.view.right - shown.model.view.left > view.right - view.left
    start = shown.at(0.5, 0.25)
    before = shown.model.view
    shown.mouse(QEvent.Type.MouseButtonPress, start)
    for step in (2, 12):
        shown.mouse(QEvent.Type.MouseMove, start + QPointF(step, 0).toPoint(), LEFT)
    shown.mouse(QEvent.Type.MouseButtonRelease, start + QPointF(12, 0).toPoint())
    assert shown.model.view.left < before.left
    assert shown.model.pinned is None  # it was no click
    field(shown.page, "landscapeFit").click()
    shown.model.wait()
    assert shown.model.view == home


def test_the_place_under_the_mouse_is_told(show_landscape):
    shown = show_landscape()
    shown.choose("two")
    at = shown.at(0.5, -0.25)
    shown.hover(at)
    x, y = shown.seen.frame.to_plane(QPointF(at))
    loss = loss_of(shown, ((0, 0, 0), x), ((1, 0, 0), y))
    assert shown.page.words.startswith(f"w₁₁ of layer 1 = {x:.2f}".replace("-", "−"))
    assert shown.page.words.endswith(f"loss {loss:.4g}")
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.Leave))
    assert shown.page.words == shown.page.verdict


@pytest.mark.parametrize("kind", ["one", "two", "along"])
def test_a_place_that_was_clicked_at_can_be_gone_to_and_back(kind, show_landscape):
    shown = show_landscape()
    shown.choose(kind)
    go = field(shown.page, "landscapeGo")
    before, here = shown.session.snapshot.parameters, shown.model.survey.place
    assert not go.isEnabled()
    QTest.mouseClick(shown.view, LEFT, NONE, shown.seen.frame.room.center().toPoint())
    place = shown.model.pinned
    assert len(place) == len(here)
    go.click()
    now = shown.session.snapshot.parameters
    shown.model.wait()
    assert shown.model.survey.place == pytest.approx(place, abs=1e-5)
    assert not go.isEnabled()
    changed = [
        not np.array_equal(*both)
        for pair in zip(now, before, strict=True)
        for both in zip(*pair, strict=True)
    ]
    assert sum(changed) == {"one": 1, "two": 2, "along": 4}[kind]
    assert shown.session.undo_stack.undoText() == "Go to a place of the landscape"
    shown.session.undo_stack.undo()
    shown.model.wait()
    assert shown.session.snapshot.parameters is before
    assert shown.model.survey.place == pytest.approx(here, abs=1e-6)


def test_who_goes_elsewhere_keeps_what_training_has_come_to(show_landscape):
    shown = show_landscape()
    session, start = shown.session, shown.session.snapshot
    session.set_snapshot(replace(start, updates=5))  # to draw: training is further
    newest = with_parameter(start.parameters, (1, 0, 0), 0.75)
    complete = replace(start, parameters=newest, updates=9, slots=no_slots(newest, "sgd"))
    session.checkpoint_requested.connect(lambda: session.set_snapshot(complete))
    shown.model.wait()
    shown.model.pin((0.5,))
    field(shown.page, "landscapeGo").click()
    now = session.snapshot.parameters
    assert parameter_at(now, (0, 0, 0)) == 0.5
    assert parameter_at(now, (1, 0, 0)) == 0.75


def test_a_mark_goes_with_its_picture(show_landscape):
    shown = show_landscape()
    shown.model.choose(kind="two")
    QTest.mouseClick(shown.view, LEFT, NONE, shown.seen.frame.room.center().toPoint())
    assert len(shown.model.pinned) == 1  # the curve is still there
    shown.model.wait()
    assert shown.model.pinned is None


def test_numbers_that_are_not_finite_leave_gaps_in_a_path(show_landscape):
    shown = show_landscape()
    shown.choose("along")
    lost = initialise(shown.session.experiment.network, 0)
    lost[0].weights[0, 0] = np.inf
    shown.train_to(lost, 1)
    shown.train_to(with_parameter(lost, (0, 0, 0), 0.25), 2)
    assert len(shown.model.survey.request.trail) == 3
    assert np.isfinite(shown.seen.trail).all()
    assert len(shown.seen.trail) == 2
    shown.view.grab()


def test_the_path_so_far_ends_at_the_network_while_it_trains(show_landscape):
    shown = show_landscape()
    shown.choose("along")
    shown.session.set_training(True)
    for number in range(1, 6):
        parameters = with_parameter(shown.session.snapshot.parameters, (1, 0, 0), 0.1 * number)
        shown.train_to(parameters, number)
    survey = shown.model.survey
    assert survey.request.made == 5  # it is live, and all of it of one snapshot
    assert survey.request.parameters is shown.session.snapshot.parameters
    assert not survey.surfaces[0].paths  # these take their time
    seen = shown.seen
    assert len(seen.trail) == 6
    assert tuple(seen.trail[-1]) == pytest.approx((seen.here.x(), seen.here.y()), abs=1e-3)
    begin = seen.frame.to_screen(np.zeros(2))
    assert tuple(seen.trail[0]) == pytest.approx(tuple(begin), abs=1e-3)
    assert shown.model.anchored == 0
    assert "after 0 updates" in shown.page.about
    shown.session.set_training(False)
    shown.model.wait()
    assert shown.model.survey.request.seconds == FINE
    assert len(shown.model.survey.surfaces[0].paths) == 4
    shown.model.fit()
    shown.model.wait()
    assert shown.model.anchored == 5


def test_it_follows_a_training_with_pauses_and_becomes_fine_at_rest(show_landscape, qtbot):
    shown = show_landscape()
    shown.choose("two")
    shown.session.set_training(True)
    start = shown.session.snapshot
    for number in (1, 2):
        parameters = with_parameter(start.parameters, (0, 0, 0), 0.1 * number)
        with qtbot.waitSignal(shown.model.changed):
            shown.session.set_snapshot(replace(start, parameters=parameters, updates=number))
        assert shown.model.survey.request.made == number
        assert going(shown.model)  # it rests, and does not ask for the next one at once
        last = replace(start, parameters=start.parameters, updates=10 * number)
        shown.session.set_snapshot(last)
        assert shown.model.findChild(NewestWorker).idle
        qtbot.waitUntil(lambda last=last: shown.model.survey.request.made == last.updates)
        assert not shown.model.is_current
    shown.session.set_training(False)
    qtbot.waitUntil(lambda: shown.model.is_current)
    assert shown.model.survey.surfaces[0].values.shape == (65, 65)


def test_it_is_never_long_behind_a_training():
    assert [pause_after(seconds) for seconds in (0.001, 0.02, 0.9)] == [40, 180, MOST_MS]
    assert MOST_MS <= 2000


def test_numbers_are_told_apart():
    assert told_apart(2.34112, 2.34109) == ("2.34112", "2.34109")
    assert told_apart(0.5, 0.25) == ("0.5", "0.25")
    assert told_apart(2.31, 2.34, least=2) == ("2.31", "2.34")
    assert told_apart(1.0, 1.0) == ("1", "1")
    assert told_apart(0.0268365712, 0.0268365713) == ("0.02684", "0.02684")
    assert told_apart(1.0, np.inf) == ("1", "not finite")
    assert [about(one) for one in (20.2, 13_900, 3e7)] == ["20", "14,000", "3×10⁷"]


def test_of_many_snapshots_every_other_is_kept_and_the_newest():
    trail, start = Trail(), initialise(beginning(Gate("XNOR")).network, 0)
    ways = Chosen(((1, 0, 0),))
    for number in range(900):
        parameters = with_parameter(start, (1, 0, 0), float(number))
        trail.add(parameters)
        trail.add(parameters)  # the same moment is no other
        places = trail.places(ways)[:, 0]
        assert (places[0], places[-1]) == (0, number)
        assert len(places) == len(trail) <= 400
    assert (np.diff(places) > 0).all()
    assert trail.places(Chosen(((0, 0, 0),)))[0] == start[0].weights[0, 0]
    trail.clear()
    assert len(trail) == 0


def test_the_view_follows_a_network_that_leaves_it(show_landscape):
    shown = show_landscape()
    home = shown.model.view
    shown.train_to(with_parameter(shown.session.snapshot.parameters, (0, 0, 0), 40.0), 1)
    assert shown.model.view.left < 40 < shown.model.view.right
    assert shown.model.view != home
    shown.model.zoom((40.0, 0.0), 2.0)
    own = shown.model.view
    shown.train_to(with_parameter(shown.session.snapshot.parameters, (0, 0, 0), -40.0), 2)
    assert shown.model.view == own  # it is the user's


def test_nothing_is_computed_while_nobody_sees_it(show_landscape):
    shown = show_landscape()
    before = shown.model.survey
    shown.panel.hide()
    shown.train_to(with_parameter(shown.session.snapshot.parameters, (0, 0, 0), 0.5), 1)
    shown.model.choose(kind="two")
    assert shown.model.findChild(NewestWorker).idle
    assert shown.model.survey is before
    shown.panel.show()
    shown.model.wait()
    assert shown.model.is_current


def test_another_network_has_the_parameters_it_has(show_landscape):
    shown = show_landscape(Plane("circle", 40))
    shown.selection.select((2, 7, 0))
    small = replace(
        shown.session.experiment,
        network=replace(shown.session.experiment.network, layers=(Layer(1, "sigmoid"),)),
    )
    shown.session.change_experiment(small, "Smaller")
    shown.model.wait()
    assert shown.model.targets == ((0, 0, 0), (0, 1, 0))
    assert shown.model.is_current
    shown.choose("two")
    assert np.isfinite(shown.model.survey.surfaces[0].values).all()


def test_of_digits_it_says_which_examples_the_loss_is_of(show_landscape):
    shown = show_landscape(Digits())
    assert "512 of 67,000 training examples" in shown.page.about
    assert shown.model.targets[0] == (0, 136, 0)  # the middle of the picture


def test_other_data_is_looked_at_where_there_is_something(show_landscape):
    shown = show_landscape()
    shown.session.set_run(Run.start(Experiment()))
    shown.model.wait()
    assert shown.model.targets[0] == (0, 136, 0)  # and not the corner
    shown.model.choose(targets=((0, 0, 0), (1, 0, 0)))
    shown.model.wait()
    assert shown.page.verdict.startswith("Flat")
    assert "comes from is 0 in all of these examples" in shown.page.about


def test_numbers_of_an_axis_stay_apart(qapp):
    def wide(text):
        return 6.0 * len(text)

    for room in (60, 200, 581, 900):
        for low, high in ((-0.74, 2.25), (0.0, 10.0), (-1e-3, 2e-3)):
            places = ticks_in(low, high, room, 12, wide, labels_of)
            assert len(places) >= 2
            apart = room * (places[1] - places[0]) / (high - low)
            assert apart >= max(map(wide, labels_of(places))) + 12 or len(places) <= 4


def test_why_there_is_nothing_to_be_seen(show_landscape):
    rows = Experiment(Network(3, (Layer(2, "sigmoid"),), "mean squared error"), None)
    shown = show_landscape(rows)
    assert shown.view.hint.startswith("Without training data there is no loss.")
    assert shown.view.seen == ()
    shown.view.grab()
    lost = show_landscape()
    lost.train_to(with_parameter(lost.session.snapshot.parameters, (1, 0), 0.0), 1)
    parameters = initialise(lost.session.experiment.network, 0)
    parameters[0].biases[0] = np.nan
    lost.train_to(parameters, 2)
    assert lost.view.hint.startswith("A weight or a bias is not a finite number")
    assert lost.page.words == ""


def test_a_dead_network_is_said_to_be_flat(show_landscape):
    base = beginning(Curve(("sine",)))
    network = replace(base.network, layers=(Layer(2, "relu"), base.network.layers[-1]))
    shown = show_landscape(replace(base, network=network))
    parameters = shown.session.snapshot.parameters
    for neuron in (0, 1):
        parameters = with_parameter(parameters, (1, neuron), -1e6)
    shown.train_to(parameters, 1)
    assert shown.page.verdict == "Flat: the loss is the same everywhere here."
    assert "dead" in shown.page.about
    shown.choose("two")
    shown.model.choose(targets=((0, 0, 0), (0, 0, 1)))
    shown.model.wait()
    assert shown.page.verdict.startswith("Flat")
    assert "dead" in shown.page.about


def test_a_hole_is_hatched_and_said(show_landscape):
    base = beginning(Curve(("sine",)))
    network = replace(base.network, layers=(Layer(2, "relu"), base.network.layers[-1]))
    shown = show_landscape(replace(base, network=network))
    ways, far = Chosen(((0, 0, 0), (1, 0, 0))), View(-1e300, 1e300, -1e300, 1e300)
    found = survey(Request(shown.session.experiment, shown.session.snapshot.parameters, ways, far))
    room, metrics = QRectF(0, 0, 300, 300), QFontMetrics(theme.font("small"))
    seen = seen_of(found, far, room, ("w", "v"), "", 0, None, metrics, DARK)
    row, column = np.argwhere(seen.holes)[-1]
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_seen(painter, seen, DARK)
    painter.end()
    side = seen.ground.width() / 65, seen.ground.height() / 65
    left, top = seen.ground.left() + column * side[0], seen.ground.top() + row * side[1]
    cell = [image.pixelColor(round(left) - x, round(top) - y) for x in range(8) for y in range(8)]
    assert any(one.red() > 120 > one.green() for one in cell)  # of the hatching
    assert surface_words(found, 0) == "Hatched: the loss is not finite there."


@pytest.mark.parametrize("size", [(900, 260), (620, 240), (380, 760)])
def test_picture_and_words_have_their_room_in_every_shape(size, show_landscape):
    shown = show_landscape(size=size)
    shown.choose("two")
    QApplication.processEvents()
    room = shown.seen.frame.room
    assert room.width() >= 90
    assert room.height() >= 90
    assert shown.view.rect().contains(room.toRect())
    for names in shown.seen.axes.names:
        assert names[0].x() >= 0


def test_of_a_frozen_weight_no_step_is_drawn_or_told_of(show_landscape):
    shown = show_landscape(Gate("XOR"))
    assert shown.seen.step is not None
    experiment = shown.session.experiment
    rates = replace(experiment.hyperparameters, frozen=Frozen(weights=((0, 0, 0),)))
    shown.session.change_experiment(replace(experiment, hyperparameters=rates), "Freeze")
    shown.model.wait()
    assert (shown.seen.step, shown.seen.landing) == (None, None)
    assert shown.seen.tangent is not None  # the loss has its slope all the same
    assert shown.page.words == shown.page.verdict == "It is frozen: it takes no step."
    assert "step" not in shown.page.about
    assert "next step" not in [key.word for key in keys_of(shown.model.survey, DARK)]
