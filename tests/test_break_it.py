"""A network that is broken in the window: shown so, undone, kept; training stays whole."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QWidget

from core import data
from core.breaking import NOTHING, Damage, damaged
from core.broken import PLACES, MeasuredOn, how_good
from core.data import Curve
from core.data.data import ExampleSet
from core.data.inputs import Picture, Row
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import equal, largest_difference
from core.propagation import forward
from core.snapshot import Metrics, Slots, no_slots
from gui import theme
from gui.breaking import chart, judge
from gui.breaking.band import DamageBand
from gui.breaking.chart import scene_of
from gui.breaking.judge import deviations_of
from gui.breaking.owner import Breaking
from gui.breaking.page import BreakPage
from gui.breaking.scores import Scores
from gui.by_hand import ByHand
from gui.diagram.view import Diagram
from gui.growth import Growth
from gui.panels.network_panel import NetworkPanel
from gui.selection import Selection
from gui.session import Session
from gui.walk.player import Player
from gui.walk.proof import sentence
from tests.helpers import TINY, tiny_experiment
from tests.panels import choose, field
from tests.recorder import painted_by
from tests.reference import bits

EXPERIMENT = tiny_experiment((Layer(6, "tanh"), Layer(4, "sigmoid")))


def learned(session, updates=5, seed=1):
    """Let the run have come to other numbers, complete."""
    random, now = np.random.default_rng(seed), session.live.snapshot
    parameters = tuple(
        layer._replace(
            weights=random.normal(0, 1, layer.weights.shape).astype(np.float32),
            biases=random.normal(0, 1, layer.biases.shape).astype(np.float32),
        )
        for layer in now.parameters
    )
    optimizer = session.live.experiment.hyperparameters.optimizer
    session.set_snapshot(
        replace(
            now,
            parameters=parameters,
            updates=updates,
            examples_seen=8 * updates,
            examples=50,
            train=Metrics(0.2, 0.9),
            test=Metrics(0.3, 0.8),
            tested_at=updates,
            slots=Slots(no_slots(parameters, optimizer).arrays, updates),
        )
    )


@pytest.fixture
def session(qapp):
    session = Session(EXPERIMENT)
    learned(session)
    one = data.load(TINY).test
    session.set_example(Example(one.inputs[0], int(one.labels[0]), "test", 0))
    return session


@pytest.fixture
def breaking(session):
    return Breaking(session, parent=session)


@pytest.fixture
def scores(breaking):
    return Scores(breaking, parent=breaking)


@pytest.fixture
def page(qtbot, scores):
    page = BreakPage(scores, Selection(scores.breaking.session, scores))
    qtbot.addWidget(page)
    page.resize(700, 300)
    page.show()
    qtbot.waitExposed(page)
    scores.wait()
    return page


def shown_is(session, damage):
    network, parameters = damaged(
        session.whole.experiment.network, session.whole.snapshot.parameters, damage
    )
    return session.experiment.network == network and equal(session.snapshot.parameters, parameters)


# What is shown.


def test_what_is_shown_is_damaged_and_the_run_is_whole(qtbot, session, breaking):
    whole, before = session.run, session.forward.output
    with qtbot.waitSignals([session.snapshot_changed, session.forward_changed, breaking.changed]):
        breaking.change("Prune weights", pruned=0.5)
    assert shown_is(session, Damage(pruned=0.5))
    assert session.damaged
    assert session.live is session.whole is whole
    assert session.run is session.run  # views tell by that what is new
    wanted = forward(EXPERIMENT.network, session.snapshot.parameters, session.example.inputs[None])
    np.testing.assert_array_equal(session.forward.output, wanted.output)
    assert (before != wanted.output).any()
    # What was measured is of the training, and says so nowhere of the damaged network.
    assert math.isnan(session.snapshot.test.loss)
    assert session.test_metrics.loss == pytest.approx(0.3)
    breaking.mend()
    assert session.run is whole
    np.testing.assert_array_equal(session.forward.output, before)


def test_every_snapshot_that_comes_is_shown_damaged(session, breaking):
    breaking.change("Prune weights", pruned=0.5)
    learned(session, 9, seed=2)
    assert session.live.snapshot.updates == session.snapshot.updates == 9
    assert shown_is(session, Damage(pruned=0.5))
    assert not equal(session.live.snapshot.parameters, session.snapshot.parameters)


def test_it_is_undone_and_done_again_by_name(session, breaking):
    stack = session.undo_stack
    breaking.toggle((1, 2))
    breaking.change("Prune weights", pruned=0.1)
    breaking.change("Prune weights", pruned=0.7)  # of one drag
    assert [stack.text(at) for at in range(stack.count())] == [
        "Switch off hidden 1, neuron 3",
        "Prune weights",
    ]
    stack.undo()
    assert breaking.damage == Damage(neurons=frozenset({(1, 2)}))
    assert shown_is(session, breaking.damage)
    assert breaking.toggle_words((1, 2)) == "Switch on hidden 1, neuron 3"
    stack.undo()
    assert session.run is session.live
    stack.redo()
    stack.redo()
    assert breaking.damage == Damage(neurons=frozenset({(1, 2)}), pruned=0.7)
    # A drag that comes back where it began leaves nothing to undo.
    breaking.mend()
    breaking.change("Round weights", bits=3)
    breaking.change("Round weights", bits=0)
    assert stack.undoText() == "Mend the network"


def test_another_activation_is_shown_and_changes_are_made_of_the_whole(session, breaking, qtbot):
    with qtbot.assertNotEmitted(session.experiment_changed):
        breaking.change("Prune", pruned=0.1)
    breaking.mend()
    with qtbot.waitSignal(session.experiment_changed, timeout=100):
        breaking.change("Other", activation="prelu")
    assert [one.activation for one in session.experiment.network.layers[:2]] == ["prelu"] * 2
    rates = replace(session.experiment.hyperparameters, learning_rate=0.5)
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Rate")
    assert session.live.experiment.network == EXPERIMENT.network
    assert session.live.experiment.hyperparameters.learning_rate == 0.5
    assert session.live.snapshot.updates == 5  # it is no new run
    assert shown_is(session, Damage(activation="prelu"))
    more = replace(TINY, examples=40)
    session.change_source(more, "Fewer")
    assert session.live.experiment.network == EXPERIMENT.network
    assert session.live.experiment.source == more
    panel = NetworkPanel(session, Growth(session, parent=session))
    qtbot.addWidget(panel)
    choose(field(panel, "outputActivation"), "sigmoid")
    field(panel, "outputActivation").textActivated.emit("sigmoid")
    changed = session.live.experiment.network
    assert [one.activation for one in changed.layers] == ["tanh", "sigmoid", "sigmoid"]


def test_a_run_that_begins_again_is_damaged_too_and_another_is_whole(session, breaking):
    breaking.toggle((1, 5))
    session.reset()
    assert session.live.snapshot.updates == 0
    assert breaking.damage == Damage(neurons=frozenset({(1, 5)}))
    assert session.damaged
    network = replace(EXPERIMENT.network, layers=(Layer(3), *EXPERIMENT.network.layers[1:]))
    session.change_experiment(replace(EXPERIMENT, network=network), "Fewer neurons")
    assert breaking.damage == NOTHING
    assert not session.damaged
    session.undo_stack.undo()
    assert session.damaged
    session.undo_stack.undo()
    assert session.live.snapshot.updates == 5
    assert session.damaged
    session.undo_stack.undo()
    assert not session.damaged


def test_the_past_is_shown_damaged_too(session, breaking):
    past = replace(session.live, snapshot=replace(session.live.snapshot, updates=3))
    learned(session, 9, seed=2)
    breaking.change("Prune weights", pruned=0.5)
    session.show_past(past)
    assert session.snapshot.updates == 3
    assert session.whole is past
    assert shown_is(session, Damage(pruned=0.5))
    session.branch_off()  # what trains on from there is whole, and shown as before
    assert session.live.snapshot is past.snapshot
    assert shown_is(session, Damage(pruned=0.5))


def test_noise_on_inputs_leaves_the_network_and_the_example(qtbot, session, breaking):
    example, before = session.example, session.forward
    with qtbot.waitSignal(session.forward_changed):
        breaking.change("Noise", input_noise=1.0, seed=3)
    assert not session.damaged
    assert session.example is example
    deviations = data.load(TINY).train.inputs.std(axis=0)
    noise = (session.forward.activations[0] - before.activations[0])[0] / deviations
    drawn = np.random.default_rng([3, 3]).standard_normal((1, 4), np.float32)[0]
    np.testing.assert_allclose(noise, drawn, rtol=1e-4)
    assert session.taken is session.taken


def test_pixels_vary_together_and_numbers_apart():
    inputs = np.array([[0, 0], [0, 4]], np.float32)
    examples = ExampleSet(inputs, inputs)
    np.testing.assert_allclose(deviations_of(Row(("a", "b")), examples), [0, 2])
    np.testing.assert_allclose(deviations_of(Picture(1, 2), examples), [inputs.std()] * 2)


def test_a_walk_of_a_damaged_network_is_its_own_and_nobody_checks_it(session, breaking, qtbot):
    player = Player(session, parent=session)
    breaking.change("Biases and noise", biases=True, input_noise=0.5)
    with qtbot.assertNotEmitted(session.proof_requested, wait=50):
        player.begin()
    np.testing.assert_array_equal(player.walk.inputs, session.taken.inputs[None])
    assert (player.walk.inputs != session.example.inputs).any()
    assert player.walk.parameters is session.snapshot.parameters
    assert "damaged" in sentence(player, "damaged").text
    player.end()
    breaking.mend()
    with qtbot.waitSignal(session.proof_requested):
        player.begin()


# What is kept.


def test_what_is_kept_is_the_networks_own_and_undone(session, breaking):
    breaking.change("Break", pruned=0.5, biases=True, input_noise=0.5)
    shown, stack, before = session.snapshot.parameters, session.undo_stack, session.live
    breaking.keep()
    assert stack.undoText() == "Keep the damage"
    assert equal(session.live.snapshot.parameters, shown)
    assert breaking.damage == Damage(input_noise=0.5)  # inputs are not of the network
    assert not session.damaged
    assert session.live.snapshot.complete
    assert session.live.trained is before.snapshot
    stack.undo()
    assert equal(session.live.snapshot.parameters, before.snapshot.parameters)
    assert breaking.damage == Damage(pruned=0.5, biases=True, input_noise=0.5)
    assert equal(session.snapshot.parameters, shown)
    stack.redo()
    assert equal(session.live.snapshot.parameters, shown)
    assert not session.damaged
    stack.undo()
    stack.undo()
    assert breaking.damage == NOTHING
    assert session.run is session.live


def test_a_weight_changed_by_hand_in_a_damaged_network_keeps_what_is_seen(session, breaking):
    breaking.change("Biases", biases=True)
    hand = ByHand(session)
    assert hand.value((1, 0)) == 0
    hand.change((1, 0), 0.25)
    hand.change((1, 0), 0.5)  # of one drag
    assert session.live.snapshot.parameters[0].biases.tolist() == [0.5, 0, 0, 0, 0, 0]
    assert not session.damaged
    assert session.undo_stack.undoText() == "Change b₁ of layer 1"
    session.undo_stack.undo()
    assert session.live.snapshot.parameters[0].biases.all()
    assert breaking.damage == Damage(biases=True)
    assert session.undo_stack.undoText() == "Biases"


def test_other_activations_that_are_kept_go_on_as_a_run(session, breaking):
    breaking.change("Other", activation="relu", biases=True)
    shown, before = session.run, session.live
    breaking.keep()
    assert session.live.id != before.id
    assert session.live.parent == before.id
    assert session.live.experiment.network == shown.experiment.network
    assert equal(session.live.snapshot.parameters, shown.snapshot.parameters)
    assert session.live.snapshot.complete
    assert session.live.snapshot.updates == 5
    assert not session.damaged
    session.undo_stack.undo()
    assert session.live.id == before.id
    assert breaking.damage == Damage(activation="relu", biases=True)
    session.undo_stack.redo()
    assert not session.damaged


def test_nothing_is_kept_where_nothing_of_the_network_is_broken(session, breaking):
    breaking.change("Noise", input_noise=0.5)
    breaking.keep()
    assert session.undo_stack.undoText() == "Noise"
    assert session.live.trained is None


# How good it is.


def exactly(session, damage):
    examples, train = data.load(TINY).test, data.load(TINY).train
    on = MeasuredOn(TINY.task, examples, train.inputs.std(axis=0))
    return how_good(EXPERIMENT, session.whole.snapshot.parameters, damage, on)


def test_the_score_and_the_curve_are_of_what_is_shown(session, breaking, scores):
    scores.seen = lambda: True
    assert scores.score is None  # nothing is said that was not measured
    assert scores.curve == ()
    breaking.change("Break", pruned=0.6, input_noise=0.7, seed=2)
    assert not scores.is_current
    scores.wait()
    assert scores.is_current
    assert scores.score == (exactly(session, NOTHING), exactly(session, breaking.damage))
    for place, found in zip(PLACES["pruned"], scores.curve, strict=True):
        assert found == exactly(session, replace(breaking.damage, pruned=place))
    scores.choose("bits")
    assert scores.curve == ()
    scores.wait()
    for place, found in zip(PLACES["bits"], scores.curve, strict=True):
        assert found == exactly(session, replace(breaking.damage, bits=place))
    learned(session, 9, seed=2)
    assert not scores.is_current
    scores.wait()
    assert scores.score == (exactly(session, NOTHING), exactly(session, breaking.damage))
    session.open_run(session.live.start_again(replace(EXPERIMENT, seed=9)))
    assert scores.score is None


def test_a_panel_that_is_gone_does_not_look(qtbot, session, scores):
    page = BreakPage(scores, Selection(session, session))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert scores.seen()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert not scores.seen()
    scores.follow()


def test_nobody_measures_where_nobody_looks(session, breaking, scores):
    scores.wait()
    assert scores.score is None
    breaking.toggle((1, 0))
    scores.wait()
    assert scores.score is not None  # the band tells
    assert scores.curve == ()


# The panel.


def test_sliders_boxes_and_buttons_break_it(qtbot, page, session, breaking):
    slider = field(page, "prunedSlider")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert breaking.damage.pruned == pytest.approx(0.11)
    assert field(page, "prunedValue").text() == "11 %"
    bits_slider = field(page, "bitsSlider")
    assert field(page, "bitsValue").text() == "all 32"
    QTest.keyClick(bits_slider, Qt.Key.Key_Right)
    assert breaking.damage.bits == 16
    QTest.keyClick(bits_slider, Qt.Key.Key_End)
    assert breaking.damage.bits == 1
    assert field(page, "bitsValue").text() == "1"
    QTest.keyClick(field(page, "weight_noiseSlider"), Qt.Key.Key_End)
    QTest.keyClick(field(page, "input_noiseSlider"), Qt.Key.Key_Right)
    assert (breaking.damage.weight_noise, breaking.damage.input_noise) == (2.0, 0.05)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(field(page, "otherNoise"), left)
    assert breaking.damage.seed == 1
    qtbot.mouseClick(field(page, "layerOff2"), left)
    assert breaking.damage.layers == {2}
    qtbot.mouseClick(field(page, "biasesOff"), left, pos=field(page, "biasesOff").rect().center())
    if not breaking.damage.biases:  # a box takes the click on its text or square
        field(page, "biasesOff").click()
    assert breaking.damage.biases
    choose(field(page, "otherActivation"), "relu")
    assert breaking.damage.activation == "relu"
    assert shown_is(session, breaking.damage)
    texts = [session.undo_stack.text(at) for at in range(session.undo_stack.count())]
    assert texts == [
        "Prune weights",
        "Round weights",
        "Put noise on weights",
        "Put noise on inputs",
        "Draw other noise",
        "Switch layer 2 off",
        "Switch all biases off",
        "Change activation of the hidden layers",
    ]
    # Undone, all of them show what there is.
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert breaking.damage == NOTHING
    assert slider.value() == bits_slider.value() == 0
    assert field(page, "otherActivation").currentText() == "its own"
    assert not field(page, "layerOff2").isChecked()
    assert not field(page, "biasesOff").isChecked()


def test_the_selected_neuron_is_switched(qtbot, page, breaking):
    button, selection = field(page, "neuronOff"), breaking.session.findChild(Selection)
    assert not button.isEnabled()
    selection.select((2, 1))
    assert button.text() == "Switch off hidden 2, neuron 2"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert breaking.damage.neurons == {(2, 1)}
    assert button.text() == "Switch on hidden 2, neuron 2"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert breaking.damage == NOTHING


def test_it_says_what_the_damage_costs(qtbot, page, session, breaking, scores):
    whole = exactly(session, NOTHING).score
    assert page.said == f"Test accuracy {100 * whole:.1f} %"
    keep, mend = field(page, "keepDamage"), field(page, "mendDamage")
    assert not keep.isEnabled()
    assert not mend.isEnabled()
    breaking.change("Break", layers=frozenset({1}))
    scores.wait()
    after = exactly(session, breaking.damage).score
    assert page.said == f"Test accuracy {100 * whole:.1f} % → {100 * after:.1f} %"
    qtbot.mouseClick(mend, Qt.MouseButton.LeftButton)
    assert breaking.damage == NOTHING
    breaking.change("Noise", input_noise=1.0)
    assert not keep.isEnabled()
    breaking.change("Biases", biases=True)
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert session.undo_stack.undoText() == "Keep the damage"


def test_the_score_is_large_where_it_has_room(page, breaking, scores):
    breaking.change("Break", biases=True)
    scores.wait()
    score = field(page, "damageScore")
    large = score.fontMetrics().height()
    page.resize(440, 300)
    metrics = score.fontMetrics()
    assert score.fontMetrics().height() < large
    assert metrics.horizontalAdvance(score.text()) <= score.width()
    page.resize(700, 300)
    assert score.fontMetrics().height() == large


def test_values_have_no_accuracy(qtbot):
    network = Network(1, (Layer(4, "tanh"), Layer(1, "linear")), "mean squared error")
    session = Session(Experiment(network, Curve(("sine",))))
    scores = Scores(Breaking(session, session), session)
    page = BreakPage(scores, Selection(session, session))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    scores.breaking.change("Prune", pruned=1.0)
    scores.wait()
    assert page.said.startswith("Test R² ")
    assert "\nRMSE " in page.said
    assert "accuracy" not in page.said
    low = min(one.score for one in (*scores.curve, *scores.score))
    assert low < -0.15
    ticks = [(tick.text, tick.at) for tick in page.chart.scene.up]
    assert [text for text, _ in ticks] == [f"{low:.1f}".replace("-", "−"), "0", "1"]
    plot = page.chart.scene.plot
    assert ticks[0][1] == pytest.approx(plot.bottom())
    assert ticks[1][1] == pytest.approx(plot.top() + plot.height() / (1 - low))
    # What is far off stands at the lower edge, and the axis says so.
    scores.breaking.change("Noise", pruned=0.0, weight_noise=2.0)
    for seed in range(20):
        scores.breaking.change("Noise", seed=seed)
        scores.wait()
        if scores.score[1].score < -1:
            break
    else:
        pytest.fail("no noise was strong enough")
    assert page.chart.scene.up[0].text == "≤ −1.0"
    assert page.chart.scene.mark.y() == pytest.approx(page.chart.scene.plot.bottom())


def test_without_examples_nothing_is_measured_and_all_can_be_broken(qtbot):
    session = Session(replace(EXPERIMENT, source=None))
    scores = Scores(Breaking(session, session), session)
    page = BreakPage(scores, Selection(session, session))
    qtbot.addWidget(page)
    page.show()
    scores.breaking.change("Break", biases=True, pruned=0.5, input_noise=0.5)
    scores.wait()
    assert page.said == "There are no examples to measure on."
    assert session.damaged
    assert session.taken is session.example
    page.grab()


def test_a_network_without_hidden_layers_and_one_that_diverged(qtbot):
    session = Session(tiny_experiment(()))
    scores = Scores(Breaking(session, session), session)
    page = BreakPage(scores, Selection(session, session))
    qtbot.addWidget(page)
    page.show()
    assert field(page, "layerOff1").isHidden()
    assert not field(page, "otherActivation").isEnabled()
    lost = tuple(
        one._replace(weights=np.full_like(one.weights, np.nan))
        for one in session.snapshot.parameters
    )
    session.set_snapshot(replace(session.snapshot, parameters=lost, updates=1))
    scores.breaking.change("Round", bits=2)
    scores.wait()
    assert page.said == "Test accuracy not finite → not finite"
    assert [len(one) for one in page.chart.scene.pieces] == [1]  # all pruned: it answers 0
    assert page.chart.scene.mark is None
    page.grab()


def test_it_says_why_two_bits_may_be_worse_than_one(page, session, scores, monkeypatch):
    score = {1: 0.2, 2: 0.1}

    def curve(*job):
        return tuple(Metrics(score=score.get(at, 0.9)) for at in PLACES[job[-1]])

    def told(at):
        """What is said where so many bits are kept: of the right end, 1."""
        plot = page.chart.scene.plot
        return page.chart.tip_at(QPointF(plot.right() - (at - 1) / 15 * plot.width(), 40))

    monkeypatch.setattr(judge, "curve", curve)
    scores.choose("bits")
    scores.wait()
    weights = [layer.weights for layer in session.whole.snapshot.parameters]
    gone = sum(int((np.abs(one) <= np.abs(one).max() / 2).sum()) for one in weights)
    share = gone / sum(one.size for one in weights)
    assert 0.3 < share < 0.99
    said = f"So {100 * share:.0f} % of the weights that are not 0 become 0."
    assert told(1).startswith("1-bit weights: 20.0 %\nWhy")
    assert told(2).startswith("2-bit weights: 10.0 %\nWhy")
    assert all(said in text for text in (told(1), told(2), page.chart.accessibleDescription()))
    assert told(3) == "3-bit weights: 90.0 %"
    scores.breaking.change("Prune", pruned=0.3)
    scores.wait()
    assert scores.lost < share  # of those that are left
    assert f"So {100 * scores.lost:.0f} %" in told(2)
    scores.choose("pruned")
    scores.wait()
    assert "Why" not in told(1) + page.chart.accessibleDescription()
    score[2] = 0.2  # no worse: there is nothing to explain
    scores.choose("bits")
    scores.breaking.change("Prune", pruned=0.0)
    scores.wait()
    assert told(2) == "2-bit weights: 20.0 %"
    assert "Why" not in page.chart.accessibleDescription()


# The curve.


def scene(scores):
    return scene_of(scores, QRectF(0, 0, 400, 200), QFontMetricsF(theme.font("small")))


def test_the_curve_stands_where_it_was_measured(scores, session):
    scores.seen = lambda: True
    scores.breaking.change("Prune", pruned=0.4)
    scores.wait()
    seen = scene(scores)
    plot, (piece,) = seen.plot, seen.pieces
    assert len(piece) == 21
    for place, metrics, point in zip(PLACES["pruned"], scores.curve, piece, strict=True):
        assert point.x() == pytest.approx(plot.left() + place * plot.width())
        assert point.y() == pytest.approx(plot.bottom() - metrics.score * plot.height())
    assert seen.mark == piece[8]  # 40 %: it is a point of the curve
    before = scores.score[0].score
    assert seen.whole == pytest.approx(plot.bottom() - before * plot.height())
    assert [one.text for one in seen.across] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert [one.text for one in seen.up] == ["0 %", "50 %", "100 %"]
    # Of bits the most stand left: to the right there is more damage, as on the sliders.
    scores.choose("bits")
    scores.wait()
    seen = scene(scores)
    assert [one.text for one in seen.across] == ["16", "12", "8", "4", "2", "1"]
    (piece,) = seen.pieces
    assert piece[0].x() == pytest.approx(plot.right())
    assert piece[-1].x() == pytest.approx(plot.left())
    assert seen.mark is None  # all bits are there
    scores.breaking.change("Round", bits=4)
    scores.wait()
    assert scene(scores).mark == scene(scores).pieces[0][3]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_curve_is_the_test_set_s_and_the_whole_network_a_dashed_line(
    page, scores, session, monkeypatch, name
):
    theme.apply(name)
    now = theme.current()
    scores.breaking.change("Prune", pruned=0.4)
    scores.wait()
    lines = painted_by(page.chart, chart, monkeypatch=monkeypatch)
    (curve,) = (line for line in lines if line.startswith("drawPolyline"))
    assert f"| pen {now.test} " in curve
    (whole,) = (line for line in lines if line.endswith("dashed"))
    assert f"| pen {now.muted} " in whole
    (mark,) = (line for line in lines if line.startswith("drawEllipse"))
    assert f"| pen {now.surface} " in mark
    assert mark.endswith(f"| brush {now.text}")


def test_the_curve_says_its_numbers_under_the_mouse(page, scores):
    chart, plot = page.chart, page.chart.scene.plot
    found = 100 * scores.curve[4].score
    at = QPointF(plot.left() + 0.21 * plot.width(), plot.center().y())
    assert chart.tip_at(at) == f"20 % of the weights pruned: {found:.1f} %"
    scores.choose("bits")
    assert chart.tip_at(at) == ""
    scores.wait()
    found = 100 * scores.curve[0].score
    assert chart.tip_at(plot.topRight()) == f"1-bit weights: {found:.1f} %"


# The window.


def top_of(widget):
    return widget.mapTo(widget.window(), QPoint()).y()


def bottom_of(widget):
    return top_of(widget) + widget.height() - 1


def test_the_window_says_that_the_network_is_damaged(qtbot, make_window):
    window = make_window(EXPERIMENT, size=(1024, 600))
    session, diagram = window.session, window.findChild(Diagram)
    breaking, scores = session.findChild(Breaking), session.findChild(Scores)
    band, dock = window.findChild(DamageBand), window.findChild(QDockWidget, "breakItPanelDock")
    assert dock.isHidden()
    assert band.isHidden()
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: window.findChild(BreakPage) is not None)
    panel = window.findChild(QWidget, "breakItPanel")
    assert panel.accessibleName() == "Break it"
    for widget in panel.page.controls.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName():
            assert widget.accessibleName(), widget.objectName()
    qtbot.waitUntil(lambda: scores.score is not None)  # though nothing has changed, or is broken
    # Snapshots are shown at once while what is shown is made of them.
    assert diagram.prepare(session.snapshot)
    breaking.change("Prune weights", pruned=0.5)
    assert not diagram.prepare(session.snapshot)
    scores.wait()
    assert band.isVisible()
    assert "50 % of the weights pruned" in band.text
    assert "Test accuracy" in band.text
    qtbot.waitUntil(lambda: bottom_of(band) < top_of(diagram))
    # A right click on a neuron offers to switch it off.
    column = diagram.layout_now.columns[1]
    at = QPointF(column.x, float(column.y[2])).toPoint()
    menu = menu_at(diagram, at)
    action = next(one for one in menu.actions() if one.objectName() == "switchOff")
    assert action.text() == "Switch off hidden 1, neuron 3"
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert breaking.damage == Damage(neurons=frozenset({(1, 2)}), pruned=0.5)
    assert "hidden 1, neuron 3 off" in band.text
    # Below what says that this is the past.
    session.show_past(replace(session.live, name="before"))
    past = window.findChild(QWidget, "pastBand")
    assert past.isVisible()
    qtbot.waitUntil(lambda: bottom_of(past) < top_of(band))
    assert bottom_of(band) < top_of(diagram)
    session.show_past(None)
    qtbot.waitUntil(lambda: bottom_of(band) < top_of(diagram))
    window.actions_by_name["undoAction"].trigger()
    assert breaking.damage == Damage(pruned=0.5)
    qtbot.mouseClick(field(band, "damageMend"), Qt.MouseButton.LeftButton)
    assert breaking.damage == NOTHING
    assert band.isHidden()


def menu_at(widget, point):
    """Open the menu at `point` as a right click does."""
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    return QApplication.activePopupWidget()


def test_training_goes_on_undisturbed_to_the_bit(make_real_window, qtbot):
    experiment = tiny_experiment(optimizer="adam")
    window = make_real_window(experiment)
    session, breaking = window.session, window.session.findChild(Breaking)
    session.set_pace(500)
    session.set_training(True)
    for damage in (Damage(pruned=0.5), Damage(activation="relu", biases=True), NOTHING):
        updates = session.live.snapshot.updates
        breaking.set_damage(damage, "Break")
        qtbot.waitUntil(lambda n=updates: session.live.snapshot.updates > n + 30, timeout=30_000)
        assert session.snapshot.updates == session.live.snapshot.updates
        assert shown_is(session, damage)
        assert session.training
    breaking.set_damage(Damage(pruned=0.9), "Break")
    session.settle()
    last = session.live.snapshot
    assert np.concatenate(
        [part.ravel() for one in last.parameters for part in one]
    ).tobytes() == bits(experiment, [last.updates])
    # What is kept is trained on.
    breaking.keep()
    kept = session.live.snapshot
    assert np.count_nonzero(kept.parameters[0].weights) < kept.parameters[0].weights.size / 2
    session.request_update()
    qtbot.waitUntil(lambda: session.live.snapshot.updates == last.updates + 1, timeout=30_000)
    assert 0 < largest_difference(session.live.snapshot.parameters, kept.parameters) < 0.1
