"""The panel of ways: sliders, bars, words, and the process that does it all."""

import contextlib
import math

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget

from core.backend.job_messages import TimeWays, WayTimed
from core.backend.messages import Ready, Stopped, Train
from core.backend.packing import unpack_snapshot
from core.forward_ways import WAYS, Timing
from core.parameters import equal
from core.way_words import NO_GPU
from core.wording import Sentence
from gui import theme
from gui.backend_process import BackendProcess, Outcome
from gui.session import Session
from gui.ways.model import MOST_TIMED
from gui.ways.paint import paint_scene
from gui.ways.panel import WaysPanel
from gui.ways.scene import scene_of, way_at
from gui.ways.words import quickest_of, timing_text
from tests.painted_texts import faults
from tests.panels import field
from tests.processes import LONG_MS, is_alive
from tests.recorder import places, recorded

NOT_THERE = Sentence(NO_GPU)
SECONDS = dict(zip(WAYS, (0.13, 0.02, 0.001, 3.9e-5, 3e-4, 2e-4), strict=False))


class FakeProcess(QObject):
    """A backend that only notes what it is told, and how often it was started and stopped."""

    received = Signal(object)
    ended = Signal(Outcome)
    silent = Signal(int)

    def __init__(self, parent):
        super().__init__(parent)
        self.sent, self.told, self.refused = [], [], ""

    def replace(self):
        self.told.append("replace")
        self.sent.clear()

    def stop(self):
        self.told.append("stop")

    def close(self):
        self.told.append("close")

    def expect(self, most):
        assert most < 1 << 20

    def send(self, message):
        self.sent.append(message)

    def refuse(self, reason):
        self.refused = reason

    def give_up(self, reason):
        self.ended.emit(Outcome(False, reason))


@pytest.fixture
def panel(qtbot, qapp, monkeypatch):
    from gui.ways import model

    monkeypatch.setattr(model, "RESTS_MS", 60)
    theme.apply("dark")
    session, made = Session(), []

    def make(parent):
        made.append(FakeProcess(parent))
        return made[-1]

    panel = WaysPanel(session, make)
    panel.session, panel.made = session, made
    qtbot.addWidget(panel)
    panel.resize(760, 330)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.model = panel.page.model
    qtbot.waitUntil(lambda: len(asked(panel)) == 1)
    return panel


def process(panel):
    return panel.made[0]


def asked(panel):
    """The requests so far."""
    return [one for made in panel.made for one in made.sent if isinstance(one, TimeWays)]


def timing_of(way, seconds, batch=32, **more):
    return Timing(way, batch, seconds, 3, batch, 0.1, 1e-8, **more)


def tell(panel, *ways, **more):
    """Have the process tell how long these ways took."""
    request = asked(panel)[-1]
    for way in ways:
        timing = (
            Timing(way, request.batch, lacks=NOT_THERE)
            if way == "gpu"
            else timing_of(way, SECONDS[way], request.batch, **more)
        )
        process(panel).received.emit(WayTimed(request.number, timing))


def be_ready(panel):
    process(panel).received.emit(Ready("2", (("CPU", "CPU, 3 threads"),), None))


def click(qtbot, panel, name):
    qtbot.mouseClick(field(panel, name), Qt.MouseButton.LeftButton)


def said(panel, name):
    return field(panel, name).text()


def test_it_begins_with_the_network_as_it_is(panel):
    (request,) = asked(panel)
    session = panel.session
    assert request.experiment == session.experiment
    assert request.batch == session.experiment.hyperparameters.batch_size
    given = unpack_snapshot(request.snapshot)
    assert equal(given.parameters, session.snapshot.parameters)
    assert given.slots is None
    numbers = [field(panel, name).value() for name in ("waysWidth", "waysDepth", "waysBatch")]
    assert numbers == [64, 2, 32]
    assert not field(panel, "waysOwn").isEnabled()


def test_how_far_it_is_and_what_it_came_to_is_said(panel):
    assert "TensorFlow is loading" in said(panel, "waysTold")
    be_ready(panel)
    assert "Timing 1 of 7: Python loops" in said(panel, "waysTold")
    tell(panel, *WAYS[:3])
    assert "Timing 4 of 7: The whole batch at once" in said(panel, "waysTold")
    text = "One matrix product a layer is 130 times as quick as Python loops."
    assert said(panel, "waysQuickest") == text
    assert said(panel, "waysAgain") == "Stop"
    tell(panel, *WAYS[3:])
    assert "NumPy: one core. TensorFlow: CPU, 3 threads." in said(panel, "waysTold")
    assert said(panel, "waysQuickest").startswith("The whole batch at once is 3,300 times")
    assert said(panel, "waysAgain") == "Time again"
    panel.session.set_training(True)
    assert "beside a training" in said(panel, "waysTold")


def test_a_slider_that_rests_has_another_network_timed(qtbot, panel):
    be_ready(panel)
    tell(panel, *WAYS[:2])
    slider = field(panel, "waysWidthSlider")
    slider.setFocus()
    with qtbot.waitSignal(panel.model.changed):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    # What is done for the old one ends at once, and its times go.
    assert process(panel).sent[-1] == Train(False)
    assert not panel.model.timings
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert "when the slider rests" in said(panel, "waysTold")
    assert "256-256-256-10, with random weights" in said(panel, "waysTold")
    qtbot.waitUntil(lambda: len(asked(panel)) == 2)
    request = asked(panel)[-1]
    assert request.experiment.network.title == "256-256-256-10"
    assert request.snapshot is None
    assert process(panel).told == ["replace"]  # the process is the same
    # What comes of the old one is not taken.
    number = asked(panel)[0].number
    process(panel).received.emit(WayTimed(number, timing_of("loops", 1.0)))
    assert not panel.model.timings
    assert not process(panel).refused
    click(qtbot, panel, "waysOwn")
    qtbot.waitUntil(lambda: len(asked(panel)) == 3)
    assert asked(panel)[-1].experiment == panel.session.experiment
    assert not field(panel, "waysOwn").isEnabled()


def test_depth_and_batch_are_dragged_with_the_mouse(qtbot, panel):
    for name, value in (("waysDepth", panel.model.depth), ("waysBatch", panel.model.batch)):
        slider = field(panel, f"{name}Slider")
        place = QPoint(slider.width() - 2, slider.height() // 2)
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
        assert field(panel, name).value() > value
    qtbot.waitUntil(lambda: len(asked(panel)) == 2)  # both in one
    request = asked(panel)[-1]
    assert len(request.experiment.network.layers) == panel.model.depth + 1 > 3
    assert request.batch == panel.model.batch > 32


def test_what_is_too_large_is_said_and_not_asked_for(qtbot, panel):
    panel.model.set_width(4096)
    panel.model.set_depth(5)
    qtbot.waitUntil(lambda: bool(panel.model.trouble))
    assert len(asked(panel)) == 1
    assert said(panel, "waysQuickest").startswith("This network has 68,198,400 weights.")
    assert not panel.model.running
    panel.model.set_width(16)
    assert not panel.model.trouble
    qtbot.waitUntil(lambda: len(asked(panel)) == 2)


def test_back_from_a_network_that_was_too_large_what_is_said_is_of_this_one(qtbot, panel):
    session, own = panel.session, panel.session.experiment
    network = own.network
    layers = (replace(network.layers[0], neurons=4096),) * 5 + network.layers[-1:]
    session.change_experiment(replace(own, network=replace(network, layers=layers)), "")
    qtbot.waitUntil(lambda: bool(panel.model.trouble))
    session.undo_stack.undo()
    assert not panel.model.trouble
    qtbot.waitUntil(lambda: len(asked(panel)) == 2)
    assert asked(panel)[-1].experiment.network == network


def test_stop_ends_the_process_and_another_one_begins_again(qtbot, panel):
    be_ready(panel)
    tell(panel, "loops")
    click(qtbot, panel, "waysAgain")
    assert process(panel).told == ["replace", "stop"]
    assert not panel.model.running
    assert "It was stopped." in said(panel, "waysTold")
    tell(panel, "neurons")  # it was on its way
    assert list(panel.model.timings) == ["loops"]
    click(qtbot, panel, "waysAgain")
    assert process(panel).told == ["replace", "stop", "replace"]
    assert len(asked(panel)) == 1
    assert "TensorFlow is loading" in said(panel, "waysTold")


def test_it_ends_when_nobody_looks_and_begins_again_when_somebody_does(qtbot, panel):
    be_ready(panel)
    tell(panel, "loops")
    panel.hide()
    assert process(panel).told == ["replace", "stop"]
    panel.model.again()  # nobody looks
    assert not panel.model.running
    assert process(panel).told == ["replace", "stop"]
    panel.show()
    qtbot.waitUntil(lambda: process(panel).told == ["replace", "stop", "replace"])
    be_ready(panel)
    tell(panel, *WAYS)
    assert tuple(panel.model.timings) == WAYS
    panel.hide()
    panel.show()
    panel.repaint()
    assert not panel.model.running  # there is nothing new
    panel.hide()
    panel.model.set_width(8)
    assert not panel.model.running
    panel.show()
    qtbot.waitUntil(lambda: panel.model.running)


def test_another_network_of_the_window_is_timed_and_other_numbers_are_not(qtbot, panel):
    session = panel.session
    be_ready(panel)
    tell(panel, *WAYS)
    rates = replace(session.experiment.hyperparameters, learning_rate=0.5)
    session.set_hyperparameters(rates)
    assert not panel.model.running
    session.set_hyperparameters(replace(rates, batch_size=64))
    qtbot.waitUntil(lambda: len(asked(panel)) == 2)
    assert asked(panel)[-1].batch == 64
    panel.model.set_depth(4)
    network = replace(session.experiment.network, layers=session.experiment.network.layers[1:])
    session.change_experiment(replace(session.experiment, network=network), "")
    qtbot.waitUntil(lambda: len(asked(panel)) == 3)
    assert asked(panel)[-1].experiment.network == network
    assert field(panel, "waysDepth").value() == 1


def test_what_fails_is_said(panel):
    be_ready(panel)
    number = asked(panel)[-1].number
    process(panel).received.emit(Stopped(number, Sentence("There is not enough memory."), True))
    assert said(panel, "waysQuickest") == "There is not enough memory."
    assert not panel.model.running
    panel.model.again()
    process(panel).ended.emit(Outcome(False, "The backend has crashed."))
    assert said(panel, "waysQuickest") == "The backend has crashed."
    panel.model.again()
    assert process(panel).told == ["replace", "replace"]
    process(panel).ended.emit(Outcome(True, "It was asked to."))
    assert not panel.model.trouble
    process(panel).silent.emit(4200)
    assert said(panel, "waysQuickest") == "The backend has not answered for 5\u00a0s."


@pytest.mark.parametrize("wrong", [timing_of("neurons", 1.0), timing_of("loops", 1.0, 31)])
def test_nonsense_is_refused(panel, wrong):
    be_ready(panel)
    process(panel).received.emit(WayTimed(asked(panel)[-1].number, wrong))
    assert process(panel).refused
    assert not panel.model.timings


def test_a_process_that_has_compiled_many_networks_is_replaced(panel):
    for _ in range(MOST_TIMED):
        panel.model.again()
    assert process(panel).told == ["replace"] * 2


def test_a_click_or_an_arrow_explains_another_way(qtbot, panel):
    canvas = panel.page.canvas
    be_ready(panel)
    tell(panel, *WAYS[:5], prepared=0.25)
    room = next(row.room for row in canvas.scene.rows if row.way == "batch")
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=room.center().toPoint())
    assert said(panel, "waysTitle") == "The whole batch at once"
    assert "A @ W" in said(panel, "waysCode")
    assert said(panel, "waysMeasured") == (
        "The whole batch at once is 3,300 times as quick as Python loops. It is 26 times as quick"
        " as the way above. Compiling it took 250 ms, which is not counted. Largest difference from"
        " the exact answers: 1×10⁻⁸."
    )
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert said(panel, "waysTitle") == "Plain TensorFlow"
    assert "It takes 7.7 times as long as the way above." in said(panel, "waysMeasured")
    for _ in WAYS:
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert said(panel, "waysTitle") == "The GPU"
    tip = canvas.tip_at(room.center())
    assert tip.startswith("The whole batch at once\n")
    assert "3,300 times" in tip
    assert canvas.tip_at(QPointF(5, canvas.height() - 2)) == ""
    assert "Python loops: 130 ms" in canvas.accessibleDescription()


# What is seen.


def timings(*seconds, **more):
    pairs = zip(WAYS, seconds, strict=False)
    return {way: timing_of(way, one, **more) for way, one in pairs}


def bars(scene):
    return [row.bar for row in scene.rows if row.bar]


def test_a_bar_is_longer_by_the_same_for_every_ten_times(qapp):
    scene = scene_of(timings(0.01, 1e-3, 1e-4, 1e-6, 1e-5), None, "loops", 500, 200)
    lengths = [bar.width() for bar in bars(scene)]
    assert lengths[0] - lengths[1] == pytest.approx(lengths[1] - lengths[2])
    assert lengths[2] - lengths[4] == pytest.approx(lengths[1] - lengths[2])
    assert lengths[3] == 2  # the least there is: seen all the same
    assert [text for _, text in scene.ticks][:1] == ["1 µs"]
    # The axis stays, unless something takes longer than it reaches.
    places = [at for at, _ in scene.ticks]
    assert [at for at, _ in scene_of({}, None, "loops", 500, 200).ticks] == places
    longer = scene_of(timings(5000.0), None, "loops", 500, 200)
    assert bars(longer)[0].right() <= longer.plot.right()
    assert longer.ticks[0][1] == "1 µs"
    # A time stands beside its bar, or in it where there is no room.
    long, short, *_ = scene_of(timings(9.0, 1e-4), None, "loops", 500, 200).rows
    assert (long.inside, short.inside) == (True, False)
    assert long.bar.left() < long.texted.left() < long.texted.right() < long.bar.right()
    assert short.texted.left() > short.bar.right()


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK], ids=lambda now: now.name)
def test_the_way_that_is_explained_is_in_the_accent(qapp, now):
    stopped = replace(timing_of("loops", 14.0), examples=4.5, spent=2.0)
    for explained in WAYS[:3]:
        found = {**timings(14.0, 0.05, 0.001), "loops": stopped}
        scene = scene_of(found, None, explained, 560, 150)
        lines = recorded(lambda painter, scene=scene: paint_scene(painter, scene, now))
        for row in scene.rows[:3]:
            ink = now.accent if row.way == explained else now.muted
            room = places(*row.bar.getRect())
            drawn = f"drawRect {room} | pen {ink} 1 | brush {ink}"
            filled = f"fillRect {room} {ink}"
            assert (drawn if row.stopped else filled) in lines


def test_rows_say_their_times_and_what_was_stopped(qapp):
    stopped = replace(timing_of("loops", 14.0), examples=4.5, spent=2.0)
    found = {**timings(14.0, 0.05), "loops": stopped, "gpu": Timing("gpu", 32, lacks=NOT_THERE)}
    scene = scene_of(found, "layers", "neurons", 560, 150)
    said = {row.way: (row.text, row.times, row.stopped, row.explained) for row in scene.rows}
    assert said["loops"] == ("≈ 14 s", "", True, False)
    assert said["neurons"] == ("50 ms", "280×", False, True)
    assert said["layers"] == ("timing …", "", False, False)
    assert said["batch"] == ("", "", False, False)
    assert said["gpu"] == (NO_GPU, "", False, False)
    assert scene_of(found, None, "loops", 400, 150).rows[-1].text == "no GPU to use"
    assert timing_text("loops", found).startswith(
        "Stopped after 2 s, 4.5 of 32 examples: about 14 s for all of them."
    )
    assert timing_text("gpu", found) == NO_GPU
    assert "above" not in timing_text("neurons", found)  # that are the loops
    assert way_at(scene, QPointF(10, scene.rows[1].room.center().y())) == "neurons"
    assert way_at(scene, QPointF(10, 149)) is None


def test_the_quickest_is_told_whatever_it_is(qapp):
    assert quickest_of({}) == ""
    assert quickest_of(timings(0.1)) == ""
    assert quickest_of(timings(1e-6, 2e-6)).startswith("Python loops are the quickest here")
    assert quickest_of(timings(0.1, 0.01)) == (
        "One dot product a neuron is 10 times as quick as Python loops."
    )
    broken = replace(timing_of("loops", 0.1), difference=math.inf)
    assert "not finite" in timing_text("loops", {"loops": broken})


@pytest.mark.parametrize("text", [100, 150])
def test_no_text_is_clipped_or_over_another(qtbot, panel, text):
    theme.set_text_size(text)
    be_ready(panel)
    tell(panel, *WAYS)
    for size in ((500, 200), (760, 330), (1100, 400)):
        panel.resize(*(round(one * text / 100) for one in size))
        # Layouts follow the newest words a little later.
        with contextlib.suppress(TimeoutError):
            qtbot.waitUntil(lambda: not faults(panel), timeout=1000)
        assert faults(panel) == [], size


# With a real process.


def test_the_window_goes_on_while_a_process_times_and_none_is_left(
    qtbot, make_window, forked_backend, monkeypatch
):
    from gui import app

    window = make_window()
    made = []

    def make(parent):
        made.append(BackendProcess(forked_backend, parent=parent))
        return made[-1]

    monkeypatch.setattr(app, "BackendProcess", make)
    dock = window.findChild(QDockWidget, "waysPanelDock")
    dock.toggleViewAction().trigger()
    panel = window.findChild(WaysPanel)
    qtbot.waitUntil(lambda: panel.page is not None)
    model = panel.page.model
    model.set_depth(1)
    turns, counter = [0], QTimer(window, interval=0)

    def count():
        turns[0] += 1

    counter.timeout.connect(count)
    qtbot.waitUntil(lambda: model.timed_now == "loops", timeout=LONG_MS)
    counter.start()
    qtbot.waitUntil(lambda: not model.running, timeout=LONG_MS)
    counter.stop()
    # Each way is a message, and the window had its turns between them.
    assert turns[0] > 10 * len(WAYS)
    assert tuple(model.timings) == WAYS
    assert model.timings["loops"].seconds > model.timings["batch"].seconds
    assert all(one.difference < 1e-5 for one in model.timings.values() if one.lacks is None)
    (process,) = made
    ended = process.process_id
    assert is_alive(ended)
    model.again()
    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        click(qtbot, panel, "waysAgain")
    assert not is_alive(ended)
    model.again()
    another = process.process_id
    assert is_alive(another)
    window.close()
    assert not is_alive(another)
