"""A race of the window's own network: what differs, in which lanes, from one start."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QComboBox, QToolButton

from core.backend.messages import Race
from core.data import Curve, Plane
from core.example import Example
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.own_race import DIFFER, OwnRace, differing, usual
from core.parameters import equal
from core.run import Run
from gui.race.model import OWN
from gui.race.window import RaceWindow
from gui.widgets import Readout
from tests.helpers import tiny_experiment
from tests.panels import choose, field
from tests.test_half_typed import click as press_button
from tests.test_half_typed import type_half
from tests.test_race_window import click, go_on, model_of, sent, shown

RATES = Hyperparameters("sgd", 0.3, 16, l2=0.01)
EXPERIMENT = replace(tiny_experiment(), hyperparameters=RATES)
RUN = Run.start(EXPERIMENT)
NAMES = ("one", "two", "three", "four")


class Opened:
    """What the main window shows."""

    run = RUN


@pytest.fixture
def opened():
    return Opened()


@pytest.fixture
def model(qapp, opened):
    model = model_of(open_run=lambda: opened.run)
    yield model
    model.deleteLater()


@pytest.fixture
def window(qtbot, model):
    window = shown(qtbot, model)
    choose_last(window)
    return window


def choose_last(window):
    combo = window.findChild(QComboBox, "raceChoice")
    choose(combo, combo.itemText(combo.count() - 1))


def names(window):
    return [lane.accessibleName() for lane in window.lanes]


@pytest.mark.parametrize("what", DIFFER)
def test_one_thing_differs_and_nothing_else(what):
    own = OwnRace.of(RUN, what)
    assert len(own.values) == len(set(own.values)) == 3
    runs = own.ready(NAMES[:3]).runs()
    seen = [
        (
            run.experiment.hyperparameters.learning_rate,
            run.experiment.hyperparameters.optimizer,
            run.experiment.network.layers[0].activation,
            run.experiment.network.initialiser,
            run.experiment.hyperparameters.batch_size,
        )
        for run in runs
    ]
    at = DIFFER.index(what)
    assert tuple(one[at] for one in seen) == own.values
    assert len({one[:at] + one[at + 1 :] for one in seen}) == 1
    assert seen[1 if what in ("learning_rate", "batch_size") else 0] == (
        0.3,
        "sgd",
        EXPERIMENT.network.layers[0].activation,
        EXPERIMENT.network.initialiser,
        16,
    )
    assert {run.experiment.hyperparameters.l2 for run in runs} == {0.01}
    if what != "initialiser":
        one, *others = (run.snapshot.parameters for run in runs)
        assert all(equal(one, other) for other in others)


def test_weights_that_were_given_are_those_of_all_lanes():
    given = tuple(layer._replace(biases=layer.biases + 2) for layer in RUN.snapshot.parameters)
    runs = OwnRace.of(Run.start(EXPERIMENT, given)).ready(NAMES[:3]).runs()
    assert all(equal(run.snapshot.parameters, given) for run in runs)
    assert {run.snapshot.updates for run in runs} == {0}
    assert len({run.id for run in runs}) == 3


def test_what_cannot_be_is_not_offered_or_refused():
    flat = Experiment(Network(2, (Layer(1, "sigmoid"),), "binary cross-entropy"), Plane("moons"))
    assert "activation" not in differing(flat)
    assert "activation" in differing(EXPERIMENT)
    no_data = Run.start(replace(EXPERIMENT, source=None))
    with pytest.raises(ValueError, match="A race needs data"):
        OwnRace.of(no_data).ready(NAMES)
    fast = replace(EXPERIMENT, hyperparameters=replace(RATES, learning_rate=500, batch_size=60000))
    assert usual(fast, "learning_rate") == (50, 500, 1000, 1000)
    assert max(usual(fast, "batch_size")) == 65536


def test_this_network_races_with_three_rates(window, model):
    assert model.name == OWN
    assert names(window) == ["η = 0.03", "η = 0.3", "η = 3"]
    asked = sent(model, Race)[-1]
    assert [one.hyperparameters.learning_rate for one, _ in asked.lanes] == [0.03, 0.3, 3]
    assert field(window, "raceOwn").isVisible()
    assert EXPERIMENT.network.title in field(window, "raceSee").text()
    choose(window.findChild(QComboBox, "raceChoice"), "SGD, momentum, Adam")
    assert not field(window, "raceOwn").isVisible()


def test_what_differs_and_how_many_lanes_is_chosen_with_keys_and_mouse(qtbot, window, model):
    choose(window.findChild(QComboBox, "raceWhat"), "optimizer")
    assert names(window) == ["SGD", "Momentum", "Adam"]

    def press(name):
        button = window.findChild(QToolButton, name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    press("raceMore")
    assert names(window) == ["SGD", "Momentum", "Adam", "RMSprop"]
    assert not field(window, "raceMore").isEnabled()
    choose(field(window, "raceValue4"), "Nesterov")
    assert names(window)[3] == "Nesterov"
    press("raceFewer")
    press("raceFewer")
    assert names(window) == ["SGD", "Momentum"]
    assert not field(window, "raceFewer").isEnabled()
    assert len(window.lanes) == len(window.own.fields) == 2


def test_a_rate_is_typed(qtbot, window, model):
    box = field(window, "raceValue1")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.7")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert names(window) == ["η = 0.7", "η = 0.3", "η = 3"]
    assert field(window, "raceValue1") is box  # and goes on being typed in
    choose(window.findChild(QComboBox, "raceWhat"), "batch")
    assert names(window) == ["batch 1", "batch 16", "batch 160"]
    box = field(window, "raceValue3")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert model.lanes[2].experiment.hyperparameters.batch_size == 161


def test_a_rate_that_is_typed_half_counts_where_lanes_come(window):
    type_half(window, "raceValue2", "0.7")
    press_button(field(window, "raceMore"))
    assert names(window)[1] == "η = 0.7"
    assert field(window, "raceValue2").text() == "0.7"
    assert len(window.lanes) == 4


def test_the_network_is_taken_again_as_it_is_now(qtbot, window, model, opened):
    choose(window.findChild(QComboBox, "raceWhat"), "initial weights")
    before = [lane.experiment.seed for lane in model.lanes]
    opened.run = Run.start(replace(EXPERIMENT, seed=9))
    assert [lane.experiment.seed for lane in model.lanes] == before
    click(qtbot, window, "raceTakeAgain")
    assert {lane.experiment.seed for lane in model.lanes} == {9}
    assert model.own.what == "initialiser"
    opened.run = Run.start(replace(EXPERIMENT, source=None))
    click(qtbot, window, "raceTakeAgain")
    assert field(window, "raceTrouble").text() == "A race needs data to train on. Choose some."
    assert {lane.experiment.seed for lane in model.lanes} == {9}  # the one before stays


def test_all_lanes_answer_the_example_of_the_window(window, model):
    example = Example(np.full(4, 0.5, np.float32), origin="own")
    model.show_example(example, True)
    assert {id(lane.example) for lane in model.lanes} == {id(example)}
    choose(window.findChild(QComboBox, "raceWhat"), "optimizer")
    assert {id(lane.example) for lane in model.lanes} == {id(example)}  # those that came, too
    assert [lane.example_is_chosen for lane in model.lanes] == [True] * 3
    choose(window.findChild(QComboBox, "raceChoice"), "SGD, momentum, Adam")
    model.show_example(example, True)
    assert example not in [lane.example for lane in model.lanes]  # it is none of theirs


def test_with_four_lanes_nothing_is_cut_in_the_smallest_window(qtbot, window, model):
    model.choose_own(model.own.with_values((0.001, 0.1, 10.0, 1000.0)))
    window.resize(1016, 556)
    go_on(model, 40, 0.5, 0.1, 0.2, np.inf)
    qtbot.waitUntil(lambda: window.lanes[3].width() < 300)
    assert window.minimumSizeHint().width() <= 1016
    for lane in window.lanes:
        head = lane.findChild(Readout)
        document = QTextDocument()
        document.setDefaultFont(head.font())
        document.setHtml(lane.text)
        assert document.idealWidth() - 2 * document.documentMargin() <= head.width()
    assert "η = 1000" in window.lanes[3].text
    assert "exploded" in window.lanes[3].text
    assert "0.2000, 75.0 %" in window.lanes[2].text
    assert "75.0 %" in window.lanes[0].text


def test_what_gives_values_is_scored_by_r_squared(window, model, opened):
    network = Network(1, (Layer(4, "tanh"), Layer(1, "linear")), "mean squared error")
    opened.run = Run.start(Experiment(network, Curve(("sine",)), RATES))
    model.take_again()
    go_on(model, 40, 0.5, 0.2, 0.1)
    assert "0.750" in window.lanes[0].text
    assert "%" not in window.lanes[0].text
    window.draw_now()
    np.testing.assert_allclose(window.score.lines[1].y, [0.75])
    assert "R²" in window.score.text
    assert window.score.plot.viewRange()[1] == pytest.approx([-0.5 - 0.135, 1 + 0.135])
    choose(window.findChild(QComboBox, "raceChoice"), "SGD, momentum, Adam")
    assert "Accuracy" in window.score.text
    assert window.score.plot.viewRange()[1] == pytest.approx([-9, 109])


def test_the_main_window_lends_its_network_and_its_example(make_window):
    main = make_window(EXPERIMENT)
    main.session.set_example(Example(np.full(4, 0.5, np.float32), origin="own"))
    main.actions_by_name["raceAction"].trigger()
    (window,) = main.findChildren(RaceWindow)
    choose_last(window)
    model = window.model
    assert [lane.experiment.hyperparameters.learning_rate for lane in model.lanes] == [0.03, 0.3, 3]
    assert model.own.run is main.session.run
    assert all(lane.example is main.session.example for lane in model.lanes)
    main.session.set_example(Example(np.zeros(4, np.float32), origin="own"))
    assert all(lane.example is main.session.example for lane in model.lanes)
    model.kill()
    window.close()
