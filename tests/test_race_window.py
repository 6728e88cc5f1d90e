"""The window of races: lanes side by side, their curves, and what mouse and keyboard do there."""

import functools

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QSlider

from core.backend.messages import Drawn, Phase, Race, Raced, SetPace, Stopped, Train
from core.backend.packing import pack_snapshot
from core.parameters import equal
from core.races import READY_RACES
from core.snapshot import Metrics, Slots, no_slots
from core.wording import Sentence
from gui import theme
from gui.backend_process import BackendProcess, Outcome
from gui.colouring import Colouring
from gui.pace_slider import PACES
from gui.race.model import RaceModel
from gui.race.window import RaceWindow
from gui.runs.panel import RunsPanel
from tests.panels import choose, field
from tests.processes import LONG_MS


class FakeProcess(QObject):
    """A backend that only notes what it is told."""

    received = Signal(object)
    ended = Signal(Outcome)
    silent = Signal(int)

    def __init__(self, parent):
        super().__init__(parent)
        self.sent, self.refused, self.runs = [], "", False

    def replace(self):
        self.runs = True
        self.ended.emit(Outcome(True, "It was asked to."))

    def stop(self):
        self.runs = False

    def expect(self, most):
        assert most > 0

    def send(self, message):
        if self.runs:
            self.sent.append(message)

    def refuse(self, reason):
        self.refused = reason

    def give_up(self, reason):
        self.ended.emit(Outcome(False, reason))


def model_of(**more):
    """A model of races whose processes, `made`, only note what they are told."""
    theme.apply("dark")
    made = []

    def make(parent):
        made.append(FakeProcess(parent))
        return made[-1]

    model = RaceModel(make, lambda: "CPU", **more)
    model.made = made
    return model


def shown(qtbot, model):
    """The window of a model, shown."""
    window = RaceWindow(model, Colouring())
    qtbot.addWidget(window)
    window.resize(1000, 700)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def model(qapp):
    model = model_of()
    yield model
    model.deleteLater()


@pytest.fixture
def window(qtbot, model):
    return shown(qtbot, model)


def process(model):
    return model.made[0]


def sent(model, kind):
    return [one for one in process(model).sent if isinstance(one, kind)]


def go_on(model, updates, *losses, ended=False):
    """Have all lanes come to so many updates with these losses on the test set."""
    number = sent(model, Race)[-1].run
    snapshots = []
    for lane, loss in zip(model.lanes, losses, strict=True):
        now = lane.snapshot
        optimizer = lane.experiment.hyperparameters.optimizer
        parameters = tuple(layer._replace(biases=layer.biases + 1) for layer in now.parameters)
        snapshot = replace(
            now,
            parameters=parameters,
            updates=updates,
            examples_seen=16 * updates,
            examples=280,
            train=Metrics(loss, 0.5),
            test=Metrics(loss, 0.75),
            tested_at=updates,
            slots=Slots(no_slots(now.parameters, optimizer).arrays, updates),
        )
        snapshots.append(pack_snapshot(snapshot))
    process(model).received.emit(Phase(number, "training", "CPU"))
    process(model).received.emit(Raced(number, tuple(snapshots), ended))


def click(qtbot, window, name):
    qtbot.mouseClick(window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_every_ready_race_differs_in_one_thing_alone(qapp):
    for name, race in READY_RACES.items():
        runs = race.runs()
        assert len({run.name for run in runs}) == len(runs) > 1, name
        sources = {repr(run.experiment.source) for run in runs}
        assert len(sources) == 1
        assert len({run.experiment.seed for run in runs}) == 1
        if name != "starts" and name != "deep":
            one, *others = (run.snapshot.parameters for run in runs)
            assert all(equal(one, other) for other in others), name
    zeros, large, glorot = READY_RACES["starts"].runs()
    assert not zeros.snapshot.parameters[0].weights.any()
    np.testing.assert_allclose(
        large.snapshot.parameters[0].weights, 10 * glorot.snapshot.parameters[0].weights
    )


def test_start_pause_and_reset_with_the_mouse(qtbot, window, model):
    (asked,) = sent(model, Race)  # prepared while one looks
    assert (len(asked.lanes), asked.updates, asked.device) == (3, 2000, "CPU")
    click(qtbot, window, "raceStart")
    assert sent(model, Train) == [Train(True)]
    assert field(window, "raceStart").text() == "Pause"
    go_on(model, 40, 0.5, 0.2, 3)
    assert field(window, "raceUpdates").text() == "40 of 2,000 updates"
    click(qtbot, window, "raceStart")
    assert sent(model, Train) == [Train(True), Train(False)]
    click(qtbot, window, "raceReset")
    assert field(window, "raceUpdates").text() == "0 of 2,000 updates"
    assert len(sent(model, Race)) == 2
    assert model.updates == 0


def test_the_window_asks_for_more_when_it_has_drawn(qtbot, window, model):
    go_on(model, 1, 0.5, 0.2, 3)
    qtbot.waitUntil(lambda: sent(model, Drawn) == [Drawn()])


def test_lanes_say_what_they_came_to_and_the_charts_show_all(qtbot, window, model):
    for updates in (20, 40):
        go_on(model, updates, 0.5 - updates / 1000, 0.2, np.inf)
    now = theme.current()
    one, two, three = (lane.text for lane in window.lanes)
    assert "η = 0.003" in one
    assert now.runs[0] in one
    assert "0.4600, 75.0 %" in one
    assert "exploded" in three
    assert "exploded" not in two
    window.draw_now()
    loss = window.loss.lines
    assert [(line.name, line.of_test) for line in loss] == [
        (name, of_test) for name in ("η = 0.003", "η = 0.3", "η = 30") for of_test in (False, True)
    ]
    np.testing.assert_allclose(loss[1].x, [20, 40])
    np.testing.assert_allclose(loss[1].y, [0.48, 0.46])
    np.testing.assert_allclose(window.score.lines[1].y, [75, 75])
    assert "0.4600" in window.loss.text


def test_values_stand_under_the_mouse(window, model):
    for updates in (500, 1000):
        go_on(model, updates, 1 / updates, 0.2, 3)
    window.draw_now()
    window.loss.read(700)
    assert "after 700 updates" in window.loss.text
    assert "0.0020" in window.loss.text  # what was known by then
    window.loss.read(None)
    assert "0.0010" in window.loss.text


def test_all_diagrams_look_the_same_way(qtbot, window):
    one, two, three = (lane.diagram for lane in window.lanes)
    before = two.layout_now.columns[1].x
    place = QPoint(60, 60)
    event = QWheelEvent(
        QPointF(place),
        QPointF(one.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(one, event)
    assert two.layout_now.columns[1].x != before
    xs = [[column.x for column in one.layout_now.columns] for one in (one, two, three)]
    np.testing.assert_allclose(xs, [xs[0]] * 3, atol=2)  # one may be a pixel wider
    qtbot.mouseDClick(three, Qt.MouseButton.LeftButton, pos=place)
    assert one.layout_now.columns[1].x == pytest.approx(before, abs=2)


def test_the_same_weight_may_have_the_same_colour_in_all(qtbot, window, model):
    def scales():
        for lane in window.lanes:
            lane.diagram.wait_for_picture()
        return [[pair.curve for pair in lane.diagram.picture.pairs] for lane in window.lanes]

    click(qtbot, window, "raceReset")
    choose(window.findChild(QComboBox, "raceChoice"), "Initial weights: zeros, too large, Glorot")
    _, large, glorot = scales()
    assert large[0].scale == pytest.approx(10 * glorot[0].scale, rel=0.3)
    tick = field(window, "raceSameColours")
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.height() // 2))
    assert tick.isChecked()
    one, *others = scales()
    assert others == [one, one]
    assert one[0].scale == large[0].scale


def test_another_race_is_chosen_by_keyboard_and_has_its_lanes(qtbot, window, model):
    combo = window.findChild(QComboBox, "raceChoice")
    choose(combo, "Sigmoid or ReLU in a deep network")
    assert model.name == "deep"
    assert [lane.accessibleName() for lane in window.lanes] == ["sigmoid", "ReLU"]
    assert len(sent(model, Race)[-1].lanes) == 2
    slider = window.findChild(QSlider, "racePace")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert sent(model, SetPace)[-1] == SetPace(PACES[0])


def test_a_lane_is_opened_as_a_run_that_can_be_trained(qtbot, window, model):
    go_on(model, 40, 0.5, 0.2, 3)
    with qtbot.waitSignal(window.opened) as opened:
        click(qtbot, window, "raceOpen1")
    assert opened.args == [1]
    one, two, three = (kept.run for kept in model.runs())
    assert (two.name, two.snapshot.updates, two.exact.complete) == ("η = 0.3", 40, True)
    assert two.experiment == model.lanes[1].experiment
    assert two.id != model.lanes[1].run.id
    assert len(two.history) == 1
    assert [run.parent for run in (one, two, three)] == ["", one.id, one.id]
    assert model.runs() is model.runs()  # another one that is opened is of the same race
    go_on(model, 60, 0.5, 0.2, 3)
    assert model.runs()[0].run.id != one.id


def test_its_end_and_its_trouble_are_said(qtbot, window, model):
    click(qtbot, window, "raceStart")
    process(model).received.emit(Phase(sent(model, Race)[-1].run, "compiling", "CPU"))
    assert model.told == "Compiling the networks …"
    go_on(model, 2000, 0.1, 0.2, 3, ended=True)
    assert field(window, "raceUpdates").text() == "Over: 2,000 updates"
    assert field(window, "raceStart").text() == "Start"
    number = sent(model, Race)[-1].run
    process(model).received.emit(Stopped(number, Sentence("There is not enough memory."), True))
    assert field(window, "raceTrouble").text() == "There is not enough memory."
    process(model).ended.emit(Outcome(False, "The backend has crashed."))
    assert field(window, "raceTrouble").text() == "The backend has crashed."
    click(qtbot, window, "raceStart")  # another one begins again
    assert not field(window, "raceTrouble").isVisible()
    assert sent(model, Train)[-1] == Train(True)


def test_a_backend_that_is_silent_is_given_up(qtbot, window, model):
    click(qtbot, window, "raceStart")
    process(model).silent.emit(0)  # it speaks again
    assert not field(window, "raceTrouble").isVisible()
    process(model).silent.emit(4200)
    assert field(window, "raceTrouble").text() == "The backend has not answered for 5\u00a0s."
    assert field(window, "raceStart").text() == "Start"
    click(qtbot, window, "raceStart")
    assert not field(window, "raceTrouble").isVisible()
    assert sent(model, Train)[-1] == Train(True)


def test_nonsense_is_refused(window, model):
    number = sent(model, Race)[-1].run
    other = READY_RACES["deep"].runs()[0].snapshot
    process(model).received.emit(Raced(number, (pack_snapshot(other),) * 3, False))
    assert process(model).refused
    assert model.updates == 0


def test_the_menu_opens_it_and_a_real_race_is_held(qtbot, make_window, monkeypatch, forked_backend):
    """With the real backend: what came first is opened in the main window."""
    from gui import app

    main = make_window()
    forked = functools.partial(BackendProcess, forked_backend)
    monkeypatch.setattr(app, "BackendProcess", forked)
    main.actions_by_name["raceAction"].trigger()
    (window,) = main.findChildren(RaceWindow)
    model = window.model
    model.set_pace(float("inf"))
    click(qtbot, window, "raceStart")
    qtbot.waitUntil(lambda: model.ended, timeout=2 * LONG_MS)
    losses = [lane.test_metrics.loss for lane in model.lanes]
    assert losses[1] < 0.05 < losses[0]
    click(qtbot, window, "raceOpen1")
    assert main.session.run.name == "η = 0.3"
    assert main.session.snapshot.updates == 2000
    # The others stand beside it.
    runs = main.findChild(RunsPanel).tree.runs
    assert [kept.run.name for kept in runs.kept] == ["η = 0.003", "η = 0.3", "η = 30"]
    assert [depth for _, depth in runs.tree] == [0, 1, 1]
    model.kill()
    window.close()
