"""Updates told one by one: forward, back, the weights change; and when nothing is told."""

import functools
import math
import time

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core import data
from core.backend.messages import NewSnapshot
from core.backend.packing import pack_snapshot
from core.beginnings import beginning
from core.data import Gate
from core.made_update import MadeUpdate, made_update
from core.order import example_order
from core.parameters import LayerParameters
from core.propagation import forward
from core.run import Run
from core.snapshot import Snapshot
from gui import app
from gui.backend_process import BackendProcess
from gui.diagram.view import Diagram
from gui.examples import Examples
from gui.session import Session
from gui.slow_motion import FASTEST, SHARE, SlowMotion, moment, said
from gui.walk.player import Player
from tests.helpers import flat
from tests.panels import at_rest
from tests.processes import LONG_MS

AND = replace(beginning(Gate("XOR")), source=Gate("AND"))  # with hidden neurons
FIRST = int(example_order(AND.seed, 4, 0, 4)[0])  # the example that the first update begins with


class Clock:
    """A clock that the test sets on."""

    def __init__(self):
        self.now = 50.0

    def __call__(self):
        return self.now


def later(snapshot, by=1, **changes):
    """A snapshot of AND `by` updates after another one, every number of it other."""
    moved = (
        LayerParameters(*(array + np.float32(0.25 * by) for array in layer))
        for layer in snapshot.parameters
    )
    updates = snapshot.updates + by
    return replace(Snapshot(tuple(moved), updates, 4 * updates, 4), **changes)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def window(make_window, monkeypatch, clock):
    """A window with AND, trained at one update in two seconds; its backend says nothing."""
    monkeypatch.setattr(app, "SlowMotion", functools.partial(SlowMotion, clock=clock))
    window = make_window(AND, size=(1000, 700))
    window.session.set_pace(0.5)
    window.session.set_training(True)
    return window


def motion_of(window):
    return window.session.findChild(SlowMotion)


def receive(window, snapshot):
    """Have the backend say so."""
    window.findChild(BackendProcess).received.emit(NewSnapshot(1, pack_snapshot(snapshot)))


def tell(window, clock, share):
    """Have so much of the telling behind us."""
    clock.now = 50.0 + share * SHARE / window.session.pace
    motion_of(window).tick()


def words(window):
    return window.findChild(QLabel, "backendStatus").text()


def seen(window):
    """What the neurons of each layer show: the symbol and the numbers."""
    scene = window.findChild(Diagram).scene_now
    return [(part.symbol, part.values) for part in scene.shown]


def test_the_walk_of_an_update_is_played_in_order():
    session = Session(AND)
    made = made_update(AND, session.snapshot, later(session.snapshot), data.load(AND.source))
    moments = [moment(made, share) for share in np.linspace(0, 1, 400)]
    kinds = [made.stages[one.place.stage].kind for one in moments]
    assert list(dict.fromkeys(kinds)) == [
        "input",
        "pre-activation",
        "activation",
        "loss",
        "output delta",
        "delta",
        "update",
    ]
    assert [one.place.stage for one in moments] == sorted(one.place.stage for one in moments)
    assert all(0 <= one.progress <= 1 for one in moments)
    assert moments[0] == ((0, 0, 0), 0.0)
    assert moments[-1].progress == 1.0
    forward_time = sum(made.stages[one.place.stage].phase == "forward" for one in moments)
    assert 160 < forward_time < 200  # of 400


def test_stages_take_their_share_of_the_time():
    session = Session(AND)
    made = made_update(AND, session.snapshot, later(session.snapshot), data.load(AND.source))
    kinds = [one.kind for one in made.stages]
    lengths = {
        "input": 1, "pre-activation": 3, "activation": 1, "loss": 1, "output delta": 2,
        "delta": 4, "update": 3,
    }  # fmt: skip
    told = [(at, lengths[kind]) for at, kind in enumerate(kinds) if kind in lengths]
    whole, passed = sum(length for _, length in told), 0
    for at, length in told:
        for part in (0.125, 0.75):
            place, progress = moment(made, (passed + part * length) / whole)
            assert place == (at, 0, 0)
            assert progress == pytest.approx(part)
        passed += length
    assert (FASTEST, SHARE) == (2.0, 0.8)


def test_what_is_told_is_said_in_words():
    made = MadeUpdate(
        *(AND.network, (), np.zeros((1, 2)), np.zeros((1, 1)), AND.hyperparameters, None),
        after=(),
        number=1013,
        places=(1,),
        examples=4,
    )
    assert said(made, "forward") == "Update 1,013: forward, example 2 of 4"
    assert said(made, "loss") == "Update 1,013: forward, example 2 of 4"
    assert said(made, "backward") == "Update 1,013: backward"
    assert said(made, "update") == "Update 1,013: weights change"
    assert said(made, "again") == "Update 1,013: the same example again"
    batch = replace(made, places=(2, 0, 3))
    assert said(batch, "update") == "Update 1,013: weights change, mean of 3 examples"
    assert said(batch, "forward") == "Update 1,013: forward, example 3 of 4, first in a batch of 3"


def test_an_update_is_told_before_it_is_shown(window, clock):
    session, diagram = window.session, window.findChild(Diagram)
    old, new = session.snapshot, later(session.snapshot)
    x = data.load(AND.source).train.inputs[FIRST]
    passed = forward(AND.network, old.parameters, x[None])
    receive(window, new)
    first = f"Update 1: forward, example {FIRST + 1} of 4, first in a batch of 4"

    # The input, then pulses with the old weights.
    assert words(window) == first
    symbol, values = seen(window)[0]
    assert symbol == "x"
    np.testing.assert_array_equal(values, x)
    assert seen(window)[1] == ("", None)
    tell(window, clock, 0.09)
    pulses = diagram.act.pulses
    assert (pulses.pair, pulses.backward) == (0, False)
    for (source, target), value in zip(pulses.edges.tolist(), pulses.values, strict=True):
        assert value == x[source] * old.parameters[0].weights[source, target]
    tell(window, clock, 0.405)
    symbol, values = seen(window)[2]
    assert symbol == "a"
    np.testing.assert_allclose(values, passed.output[0], rtol=1e-6)
    assert words(window) == first

    # δ back, along edges that have the colours of their weights still.
    tell(window, clock, 0.6)
    assert words(window) == "Update 1: backward"
    assert diagram.act.pulses.backward
    assert diagram.act.coloured_at(0.9).mode == "weights"
    for numbers, layer in zip(diagram.act.numbers_at(0.9), old.parameters, strict=True):
        assert numbers is layer.weights
    target = float(data.load(AND.source).train.targets[FIRST].argmax())
    np.testing.assert_allclose(seen(window)[2][1], passed.output[0] - target, rtol=1e-5)

    # The weights change, a layer at a time; all else is still of the snapshot before.
    tell(window, clock, 1 - 1e-9)
    assert words(window) == "Update 1: weights change, mean of 4 examples"
    shown = diagram.act.coloured_at(motion_of(window).progress).numbers
    for numbers, layer in zip(shown, new.parameters, strict=True):
        np.testing.assert_allclose(numbers, layer.weights, rtol=1e-5)
    assert session.snapshot is old
    assert window.findChild(QLabel, "trainingStatus").text().endswith("update 0")

    # And it is shown; until the next one the same example, through the new weights.
    tell(window, clock, 1)
    assert session.snapshot.updates == 1
    assert at_rest(motion_of(window))
    assert words(window) == "Update 1: the same example again"
    again = forward(AND.network, new.parameters, x[None])
    assert [symbol for symbol, _ in seen(window)] == ["x", "a′", "a′"]
    np.testing.assert_allclose(seen(window)[2][1], again.output[0], rtol=1e-6)
    assert not session.example_is_chosen  # nobody has chosen one

    # The next one begins at once.
    clock.now = 50.0
    receive(window, later(session.snapshot))
    assert words(window).startswith("Update 2: forward")
    assert session.snapshot.updates == 1


def test_the_example_that_is_chosen_comes_back(window, clock):
    session = window.session
    session.findChild(Examples).show("train", 1)
    chosen = session.example
    receive(window, later(session.snapshot))
    tell(window, clock, 0.3)
    assert window.findChild(Diagram).act.walk.places[0] == FIRST
    assert session.example is chosen
    tell(window, clock, 1)
    assert session.example is chosen
    assert window.findChild(Diagram).act is None
    assert words(window) != ""
    assert not words(window).startswith("Update")
    scene = window.findChild(Diagram).scene_now
    np.testing.assert_array_equal(scene.forward.activations[0][0], chosen.inputs)


def test_a_complete_snapshot_meanwhile_is_kept_back_too(window, clock):
    session = window.session
    old, new = session.snapshot, later(session.snapshot)
    receive(window, new)
    tell(window, clock, 0.5)
    receive(window, replace(new, tested_at=1))
    assert session.snapshot is old
    tell(window, clock, 1)
    assert (session.snapshot.updates, session.snapshot.tested_at) == (1, 1)
    assert motion_of(window).act.place.stage == len(motion_of(window).act.walk.stages) - 1


def test_an_update_that_comes_too_early_is_told_after_the_one_before(window, clock):
    session, motion = window.session, motion_of(window)
    receive(window, later(session.snapshot))
    tell(window, clock, 0.9)
    receive(window, later(session.snapshot, by=2))
    receive(window, later(session.snapshot, by=2, tested_at=2))
    assert (session.snapshot.updates, motion.act.walk.number) == (0, 1)
    tell(window, clock, 1)
    assert (session.snapshot.updates, motion.act.walk.number) == (1, 2)
    assert words(window).startswith("Update 2: forward")
    clock.now += 0.9 * SHARE / 0.5
    motion.tick()
    # Of two at once none is told.
    receive(window, later(session.snapshot, by=2))
    receive(window, later(session.snapshot, by=3))
    clock.now += 0.11 * SHARE / 0.5
    motion.tick()
    assert session.snapshot.updates == 4
    assert motion.act is None
    assert at_rest(motion)


def pause(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.training


def change_pace(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_BracketRight)
    assert window.session.pace == 1


def walk(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_W)
    assert window.session.findChild(Player).walk.parameters is window.session.snapshot.parameters


def step(window, qtbot):
    window.actions_by_name["stepAction"].trigger()


def choose(window, qtbot):
    window.session.findChild(Examples).show("train", 0)


def close(window, qtbot):
    window.may_close = lambda: True
    window.close()


@pytest.mark.parametrize(
    ("end", "share"),
    [
        *((end, 0.4) for end in (pause, change_pace, walk, step, choose, close)),
        *((end, 1.0) for end in (pause, walk, choose)),  # when all has been told
    ],
)
def test_it_ends_at_once(qtbot, window, clock, end, share):
    receive(window, later(window.session.snapshot))
    tell(window, clock, share)
    assert motion_of(window).act
    end(window, qtbot)
    assert window.session.snapshot.updates == 1
    assert motion_of(window).act is None
    assert motion_of(window).words == ""
    assert at_rest(motion_of(window))
    act = window.findChild(Diagram).act
    assert (act is None) == (end is not walk)
    assert act is None or act.walk is window.session.findChild(Player).walk


@pytest.mark.parametrize("stepped", [False, True])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_another_run_takes_its_place(window, clock, share, stepped):
    if stepped:
        window.actions_by_name["stepAction"].trigger()
    receive(window, later(window.session.snapshot))
    tell(window, clock, share)
    other = Run.start(replace(AND, seed=9))
    window.session.open_run(other)
    assert window.session.run.id == other.id
    assert window.session.snapshot.updates == 0
    assert window.findChild(Diagram).act is None
    assert at_rest(motion_of(window))


def test_nothing_of_other_paces_and_pauses_is_told(window):
    session, motion = window.session, motion_of(window)
    session.set_pace(5.0)
    receive(window, later(session.snapshot))
    assert motion.act is None
    session.set_pace(0.5)
    receive(window, later(session.snapshot, by=3))
    assert motion.act is None
    session.set_training(False)
    receive(window, later(session.snapshot))  # it was on its way
    assert motion.act is None
    window.findChild(Diagram).hide()
    session.set_training(True)
    receive(window, later(session.snapshot))
    assert motion.act is None


def test_a_step_is_told_at_a_slow_pace(qtbot, window, clock):
    session, motion = window.session, motion_of(window)
    session.set_training(False)
    window.actions_by_name["stepAction"].trigger()
    receive(window, later(session.snapshot))
    assert motion.act
    assert session.snapshot.updates == 0
    tell(window, clock, 1)
    assert session.snapshot.updates == 1
    assert motion.act is None  # no other follows
    receive(window, later(session.snapshot))
    assert motion.act is None
    session.set_pace(math.inf)
    window.actions_by_name["stepAction"].trigger()
    receive(window, later(session.snapshot))
    assert motion.act is None


def test_a_walk_takes_the_place_of_a_step_that_is_told(qtbot, window, clock):
    session, diagram = window.session, window.findChild(Diagram)
    session.findChild(Examples).show("train", 1)
    window.actions_by_name["stepAction"].trigger()
    receive(window, later(session.snapshot))
    tell(window, clock, 0.5)
    assert isinstance(diagram.act.walk, MadeUpdate)
    walk(window, qtbot)
    assert session.snapshot.updates == 1
    assert motion_of(window).act is None
    assert diagram.act.walk is session.findChild(Player).walk
    assert not isinstance(diagram.act.walk, MadeUpdate)


def test_the_real_backend_is_watched_learning_a_gate(qtbot, make_real_window):
    window = make_real_window(AND, size=(1000, 700))
    session, motion = window.session, motion_of(window)
    told, shown, walks = [], [session.snapshot], []
    motion.words_changed.connect(lambda: told.append(motion.words))
    motion.words_changed.connect(lambda: motion.act and walks.append(motion.act.walk))
    session.snapshot_changed.connect(lambda: shown.append(session.snapshot))
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_BracketLeft)
    assert session.pace == 2.0
    began = time.monotonic()
    window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: session.snapshot.updates >= 3, timeout=LONG_MS)
    assert time.monotonic() - began >= 2 / 2.0 + SHARE / 2.0 - 0.05
    window.actions_by_name["trainAction"].trigger()
    window.may_close = lambda: True
    assert list(dict.fromkeys(snapshot.updates for snapshot in shown))[:4] == [0, 1, 2, 3]
    places = [int(example_order(AND.seed, 4, 4 * number, 4)[0]) for number in range(3)]
    expected = iter(
        text
        for number, place in enumerate(places, 1)
        for text in (
            f"Update {number}: forward, example {place + 1} of 4, first in a batch of 4",
            f"Update {number}: backward",
            f"Update {number}: weights change, mean of 4 examples",
        )
    )
    # In this order; between two frames of a busy machine, one may go by. Between them, where there
    # is time, the same example again.
    found = [one for one in told if one.startswith(("Update 1", "Update 2", "Update 3"))]
    assert found[0].startswith("Update 1: forward")
    assert all(one in expected for one in found if not one.endswith("again"))
    assert {made.number for made in walks} >= {1, 2, 3}
    for made in walks:  # each led from one snapshot on screen to the next
        at = {snapshot.updates: flat(snapshot.parameters) for snapshot in shown}
        np.testing.assert_array_equal(flat(made.parameters), at[made.number - 1])
        np.testing.assert_array_equal(flat(made.after), at[made.number])


def test_what_the_numbers_are_is_said_where_they_are_first_seen(window, clock):
    diagram, notes = window.findChild(Diagram), {}
    receive(window, later(window.session.snapshot))
    for share in np.linspace(0, 1, 80):
        tell(window, clock, share)
        notes[diagram.act.walk.stages[diagram.act.place.stage].kind] = diagram.scene_now.note
    assert notes == {
        "input": "",
        "pre-activation": "z: the sum of weight · input, plus the bias.",
        "activation": "a: what the neuron passes on.",
        "loss": "",
        "output delta": "δ: how much the loss changes with the neuron's z.",
        "delta": "δ: how much the loss changes with the neuron's z.",
        "update": "The optimizer changes the weights, to make the loss smaller.",
        "again": "a′: what the neuron passes on with the new weights.",
    }
    window.session.findChild(Examples).show("train", 1)  # then the walk says it alone
    assert diagram.act is None
