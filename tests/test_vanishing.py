"""What counts for nothing in the update it leads to: it is said, painted pale, and never huge."""

import numpy as np
import pytest
from msgspec.structs import replace

from core import vanishing
from core.data.tasks import Classes, Values, one_hot
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.snapshot import Slots, Snapshot, no_slots
from core.walkthrough import Place, Walkthrough
from gui.diagram import tone
from gui.diagram.act import Act
from gui.diagram.captions import cautions
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.neurons import LEVELS, NeuronPainter
from gui.diagram.scene import Scene
from gui.numbers import short, shortest
from gui.theme import DARK
from gui.walk.matrix.paint import Look, levels_of
from gui.walk.nothing import NothingLabel

NETWORK = Network(3, (Layer(4, "tanh"), Layer(2, "softmax")))
TWO = Classes(("no", "yes"))


def walk_of(sure, target=0, optimizer="sgd", slots=None, **hyperparameters):
    """A walk of a network that answers class 0, the surer the larger `sure` is."""
    first, last = initialise(NETWORK, 0)
    biases = np.array([sure, -sure], np.float32)
    parameters = (first, LayerParameters(last.weights, biases, last.slopes))
    chosen = Hyperparameters(
        **{"learning_rate": 0.1, "optimizer": optimizer, "l2": 0.0, **hyperparameters}
    )
    slots = slots or no_slots(parameters, optimizer)
    inputs = np.array([[0.5, -1, 1]], np.float32)
    return Walkthrough(NETWORK, parameters, inputs, one_hot(np.array([target]), 2), chosen, slots)


def act_of(walk, kind, layer):
    number = next(at for at, stage in enumerate(walk.stages) if stage[:2] == (kind, layer))
    return Act(walk, Place(number), "layer", Scene(walk.network, walk.parameters))


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
def test_a_learned_example_counts_for_nothing_with_every_optimizer(optimizer):
    assert vanishing.of_walk(walk_of(26, optimizer=optimizer)) == (True, True)
    assert vanishing.of_walk(walk_of(0, optimizer=optimizer)) == (False, False)
    assert vanishing.of_walk(walk_of(26, 1, optimizer)) == (False, False)  # wrong, and sure of it


def test_what_momentum_moves_is_none_of_the_example():
    walk = walk_of(26, optimizer="momentum")
    rolling = tuple(
        LayerParameters(*(np.ones_like(one) for one in layer)) for layer in walk.parameters
    )
    rolling = replace(walk, slots=Slots((rolling,), 5))
    moved = rolling.updated[0][1].weights - rolling.parameters[1].weights
    assert np.abs(moved).min() > 0.1
    assert vanishing.of_walk(rolling) == (True, True)


def test_adam_makes_a_step_of_a_tiny_gradient_and_sgd_does_not():
    assert vanishing.of_walk(walk_of(7, optimizer="sgd")) == (True, True)
    assert vanishing.of_walk(walk_of(7, optimizer="adam")) == (False, False)


def test_a_layer_vanishes_alone():
    walk = walk_of(0)
    first, last = walk.parameters
    walk = replace(walk, parameters=(first, last._replace(weights=1e-9 * last.weights)))
    assert vanishing.of_walk(walk) == (True, False)
    found = {
        (stage.kind, stage.layer): vanishing.is_nothing(stage, (True, False))
        for stage in walk.stages
    }
    assert {key for key, nothing in found.items() if nothing} == {
        ("delta", 1), ("weight gradient", 1), ("bias gradient", 1),
    }  # fmt: skip


def test_a_delta_that_moves_a_layer_before_is_not_nothing():
    found = {
        (stage.kind, stage.layer): vanishing.is_nothing(stage, (False, True))
        for stage in walk_of(0).stages
    }
    assert {key for key, nothing in found.items() if nothing} == {
        ("weight gradient", 2), ("bias gradient", 2),
    }  # fmt: skip


def test_it_is_said_why():
    said = act_of(walk_of(26), "output delta", 2).scene_at(1).note
    assert said == "All about 0: this example is learned already."
    assert act_of(walk_of(0), "output delta", 2).scene_at(1).note == ""
    walk = walk_of(0, 1)  # answered wrongly, and yet nothing comes back
    first, last = walk.parameters
    saturated = LayerParameters(1e4 * first.weights, first.biases, first.slopes)
    walk = replace(walk, parameters=(saturated, last._replace(biases=np.array([9, -9], "f4"))))
    said = act_of(walk, "delta", 1).scene_at(1).note
    assert said == "All about 0: hardly anything comes back this far."


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ((0.3, 0.1), "All about 0: hardly anything comes back this far."),  # as large as the other
        ((0.9, -0.9), "All about 0: this example is learned already."),
    ],
)
def test_values_are_learned_where_they_are_right_not_where_the_largest_is(target, said):
    network = Network(3, (Layer(4, "tanh"), Layer(2, "linear")), "mean squared error")
    first, last = initialise(network, 0)
    lost = first._replace(weights=1e4 * first.weights)  # saturated: nothing passes
    last = LayerParameters(0 * last.weights, np.array([0.9, -0.9], np.float32), last.slopes)
    walk = Walkthrough(
        network,
        (lost, last),
        np.array([[0.5, -1, 1]], np.float32),
        np.array([target], np.float32),
        Hyperparameters(optimizer="sgd"),
        no_slots((lost, last), "sgd"),
    )
    act = act_of(walk, "delta", 1)
    act = replace(act, scene=replace(act.scene, task=Values(("a", "b"))))
    assert act.scene_at(1).note == said


def test_vanishing_deltas_are_pale_and_never_read_as_zero():
    for sure, pale in ((26, True), (0, False)):
        shown = act_of(walk_of(sure), "output delta", 2).scene_at(1)
        assert shown.fill(2).symbol == "δ"
        assert shown.fill(2).pale is pale
        strongest = np.abs(NeuronPainter().levels(shown, 2)).max()
        assert strongest <= 0.15 * LEVELS if pale else strongest > 0.5 * LEVELS
    assert short(2.4e-23) == "2e−23"
    assert short(-0.0049) == "−5e−3"
    assert short(0.0) == "0.00"
    assert short(0.005) == "0.01"
    assert [shortest(value) for value in (7e-29, -0.0049, 0.005, 0.0, -1.5)] == [
        "≈0", "≈0", "0.01", "0.00", "−1.50",
    ]  # fmt: skip


def test_vanishing_gradients_have_a_share_of_their_ink_and_say_so(qapp):
    act = act_of(walk_of(26), "weight gradient", 1)
    assert act.mode == "gradient"
    assert act.pale == (True, True)
    assert act_of(walk_of(0), "weight gradient", 1).pale == (False, False)
    assert act_of(walk_of(26), "weight gradient", 2).pale == (False, True)  # the first is to come
    assert act_of(walk_of(26), "update", 1).pale == ()
    layout, numbers = arrange(NETWORK.sizes, 800, 500), act.numbers_at(1)

    def painted(pale):
        painter = EdgePainter(once=True)
        return painter.paint(layout, 1.0, numbers, DARK, (1, 0), mode="gradient", pale=pale)

    full, faint = painted(()), painted(act.pale)
    for one, other in zip(full.pairs, faint.pairs, strict=True):
        assert other.curve.full == pytest.approx(tone.PALE * one.curve.full)
        assert (one.pale, other.pale) == (False, True)

    def ink(pixels):
        window = np.uint32(int(DARK.window[1:], 16))
        parts = [
            np.abs((pixels >> at & 255).astype(int) - int(window >> at & 255)) for at in (0, 8, 16)
        ]
        return np.sum(parts)

    assert 0 < ink(faint.pixels) < 0.5 * ink(full.pixels)
    assert (faint.focus >> 24).sum() < 0.5 * (full.focus >> 24).sum()
    again = EdgePainter(once=True)
    again.paint(layout, 1.0, numbers, DARK, mode="gradient", pale=act.pale)
    assert np.array_equal(again.refocus(faint, layout, 1.0, DARK, (1, 0)).focus, faint.focus)
    shown = act.scene_at(1)
    assert [said.text for said in cautions(layout, shown, faint, DARK)] == ["All about 0"] * 2
    assert cautions(layout, shown, full, DARK) == []


def test_matrices_of_what_comes_back_are_pale_and_others_not(qapp):
    walk = walk_of(26)
    stage = next(stage for stage in walk.stages if stage.kind == "weight gradient")
    operands = [part for part in walk.equation(stage) if not isinstance(part, str)]
    look = Look(DARK, NothingLabel().font(), 4, 1.0, nothing=True)
    for operand in operands:
        levels = np.abs(levels_of(operand, operand.values, look)).max()
        assert (levels <= 0.15 * LEVELS) == (operand.symbol[0] in "δ∂")
        plain = levels_of(operand, operand.values, look._replace(nothing=False))
        assert np.abs(plain).max() == LEVELS


def test_one_click_leads_to_an_example_that_is_answered_wrongly(qtbot):
    label = NothingLabel()
    qtbot.addWidget(label)
    walk = walk_of(26)
    stage = next(stage for stage in walk.stages if stage.kind == "output delta")
    label.show_stage(walk, stage, TWO)
    assert label.isVisible()
    assert label.text().startswith("All about 0: this example is learned already. <a href")
    with qtbot.waitSignal(label.wrong_asked):
        label.linkActivated.emit("wrong")
    label.show_stage(walk, stage, Values(("a", "b")))  # there is no wrong one
    assert "href" not in label.text()
    label.show_stage(walk, walk.stages[0], TWO)
    assert not label.isVisible()
    label.show_stage(walk_of(0), stage, TWO)
    assert not label.isVisible()


def test_the_gradients_mode_is_pale_for_a_learned_example_without_a_walk(session_of, show):
    session = session_of(2, 3, 2)
    diagram = show(session)
    first, last = session.snapshot.parameters
    for sure, pale in ((26, (True, True)), (0, ())):
        biases = np.array([sure, -sure], np.float32)
        session.set_snapshot(Snapshot((first, last._replace(biases=biases)), 1 + (sure == 0)))
        for mode, expected in (("gradient", pale), ("weights", ())):
            diagram.colouring.choose(mode=mode)
            diagram.wait_for_picture()
            assert diagram.job.pale == expected
