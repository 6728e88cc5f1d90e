"""A step of a walk on the diagram: nothing is shown before it is computed, nothing is made up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.data.tasks import Values, one_hot
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.snapshot import no_slots
from core.walkthrough import GRAINS, Walkthrough
from gui.diagram.act import ARRIVAL, MOST_PULSES, Act
from gui.diagram.marks import Light
from gui.diagram.scene import Scene


def walk_of(sizes=(5, 4, 3), activation="tanh", seed=0, **hyperparameters):
    layers = (*(Layer(size, activation) for size in sizes[1:-1]), Layer(sizes[-1], "softmax"))
    network = Network(sizes[0], layers)
    random = np.random.default_rng(seed)
    parameters = tuple(
        LayerParameters(
            layer.weights, random.normal(0, 1, layer.biases.shape).astype("f4"), layer.slopes
        )
        for layer in initialise(network, seed)
    )
    hyperparameters = Hyperparameters(**{"learning_rate": 0.1, **hyperparameters})
    inputs = random.normal(0, 1, (1, sizes[0])).astype("f4")
    targets = one_hot(np.array([1]), sizes[-1])
    slots = no_slots(parameters, hyperparameters.optimizer)
    return Walkthrough(network, parameters, inputs, targets, hyperparameters, slots)


def act_at(walk, grain, index):
    scene = Scene(walk.network, walk.parameters)
    return Act(walk, walk.place(grain, index), grain, scene)


def index_of(walk, grain, kind, layer, unit=0, term=0):
    number = next(n for n, stage in enumerate(walk.stages) if stage[:2] == (kind, layer))
    return walk.index(grain, walk.place("layer", number)._replace(unit=unit, term=term))


def known(shown):
    return 0 if shown.values is None else len(shown.values) if shown.known is None else shown.known


def expected(walk, act, done):
    """What each layer shows: (symbols, values), unit by unit; a symbol "" is not known yet."""
    forward, deltas = walk.forward, walk.backward.deltas
    shown = [[("", 0.0)] * size for size in walk.network.sizes]
    shown[0] = [("x", value) for value in forward.activations[0][0]]
    for number, (kind, layer, units, terms) in enumerate(walk.stages[: act.place.stage + 1]):
        whole = number < act.place.stage or (act.grain == "layer" and done)
        finished = act.grain == "neuron" or act.place.term == terms - 1
        known = units if whole else 0 if act.grain == "layer" else act.place.unit
        known += 0 if whole or act.grain == "layer" else int(done and finished)
        computed = {
            "pre-activation": lambda layer=layer: ("z", forward.pre_activations[layer - 1][0]),
            "activation": lambda layer=layer: ("a", forward.activations[layer][0]),
            "output delta": lambda layer=layer: ("δ", deltas[layer - 1][0]),
            "delta": lambda layer=layer: ("δ", deltas[layer - 1][0]),
        }
        if kind in computed:
            symbol, values = computed[kind]()
            shown[layer][:known] = [(symbol, value) for value in values[:known]]
        if kind == "again":
            primed = walk.again[0].activations
            for layer in range(1, len(shown)):
                fresh = [("a′", value) for value in primed[layer][0]]
                shown[layer] = fresh if done else [("", 0.0)] * len(fresh)
    return shown


@settings(max_examples=40)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    grain=st.sampled_from(GRAINS),
    done=st.booleans(),
    data=st.data(),
)
def test_what_neurons_show_is_what_the_walk_has_computed(sizes, grain, done, data):
    walk = walk_of((*sizes, 2))
    act = act_at(walk, grain, data.draw(st.integers(0, walk.count(grain) - 1)))
    scene = act.scene_at(1.0 if done else 0.0)
    for layer, units in enumerate(expected(walk, act, done)):
        part = scene.fill(layer)
        for unit, (symbol, value) in enumerate(units):
            if grain == "edge" and act.neuron == (layer, unit) and part.symbol == "z":
                continue  # a sum that grows: see below
            assert (symbol == "") == (unit >= known(part))
            if symbol:
                assert symbol in part.symbol.split(" → ")
                assert part.values[unit] == value
        names = {symbol for symbol, _ in units} - {""}
        # The caption names z from the start of its sums.
        assert set(part.symbol.split(" → ")) - {"", "z"} <= names


@settings(max_examples=40)
@given(grain=st.sampled_from(GRAINS), done=st.booleans(), data=st.data())
def test_cards_tell_only_what_is_computed(grain, done, data):
    walk = walk_of((3, 2, 2))
    act = act_at(walk, grain, data.draw(st.integers(0, walk.count(grain) - 1)))
    scene, stage = act.scene_at(1.0 if done else 0.0), walk.stages[act.place.stage]
    units = expected(walk, act, done)
    for layer in (1, 2):
        whole = all(symbol in ("a", "δ", "a′") for symbol, _ in units[layer])
        activations = scene.activations(layer)
        assert (activations is not None) == whole
        if whole:
            passed = walk.again[0] if stage.kind == "again" else walk.forward
            np.testing.assert_array_equal(activations, passed.activations[layer][0])
    assert (scene.backward is not None) == (stage.kind == "update")
    old, new = walk.parameters, walk.updated[0]
    for layer, parameters in enumerate(scene.parameters, 1):
        moved = stage.kind == "again" or (
            stage.kind == "update"
            and (layer < stage.layer or (layer == stage.layer and grain == "layer" and done))
        )
        if stage.kind == "update" and layer == stage.layer and grain != "layer":
            moved = np.arange(2) < act.place.unit + (
                done and (grain == "neuron" or act.place.term == stage.terms - 1)
            )
        for part in ("weights", "biases"):
            before, after = getattr(old[layer - 1], part), getattr(new[layer - 1], part)
            np.testing.assert_array_equal(getattr(parameters, part), np.where(moved, after, before))


@pytest.mark.parametrize("grain", GRAINS)
def test_nothing_is_known_before_its_step(grain):
    walk = walk_of()
    at_start = act_at(walk, grain, 0).scene_at(1.0)
    assert [known(shown) for shown in at_start.shown] == [5, 0, 0]
    assert at_start.reached == 0
    first = act_at(walk, grain, index_of(walk, grain, "pre-activation", 1, 2))
    before, after = (known(first.scene_at(p).shown[1]) for p in (ARRIVAL - 0.01, ARRIVAL))
    assert (before, after) == {"layer": (0, 4), "neuron": (2, 3), "edge": (3, 3)}[grain]
    assert first.scene_at(0).shown[1].symbol == "z"
    answered = act_at(walk, grain, index_of(walk, grain, "loss", 2)).scene_at(0)
    assert answered.reached == 2
    assert answered.shown[2].symbol == "a"


def test_the_sum_grows_term_by_term():
    walk = walk_of()
    z = walk.forward.pre_activations[0][0]
    a, weights = walk.forward.activations[0][0], walk.parameters[0].weights
    for term in range(6):
        act = act_at(walk, "edge", index_of(walk, "edge", "pre-activation", 1, 1, term))
        partial = act.scene_at(1).shown[1].values[1]
        expected = z[1] if term == 5 else a[: term + 1] @ weights[: term + 1, 1]
        assert partial == pytest.approx(expected, rel=1e-6)
        assert act.scene_at(1).shown[1].values[0] == z[0]


@pytest.mark.parametrize("sizes", [(5, 4, 3), (80, 40, 3)])
def test_pulses_carry_the_terms_of_the_sums(sizes):
    walk = walk_of(sizes)
    forward = act_at(walk, "layer", index_of(walk, "layer", "pre-activation", 1))
    pulses = forward.pulses
    carried = walk.forward.activations[0][0][:, None] * walk.parameters[0].weights
    assert not pulses.backward
    assert pulses.pair == 0
    assert len(pulses.values) == min(carried.size, MOST_PULSES)
    assert len(pulses.values) + pulses.rest == carried.size
    assert (np.diff(np.abs(pulses.values)) <= 0).all()  # the largest first
    for (source, target), value in zip(pulses.edges, pulses.values, strict=True):
        assert carried[source, target] == value
    assert np.abs(pulses.values).min() >= np.sort(np.abs(carried).ravel())[-len(pulses.values)]
    assert pulses.values.sum() + pulses.rest_sum == pytest.approx(carried.sum(), abs=1e-3)
    assert ("48 largest" in forward.scene_at(0).note) == (carried.size > MOST_PULSES)

    back = act_at(walk, "neuron", index_of(walk, "neuron", "delta", 1, 2))
    assert back.pulses.backward
    assert back.pulses.pair == 1
    terms = walk.backward.deltas[1][0] * walk.parameters[1].weights[2]
    assert sorted(back.pulses.values) == sorted(terms[terms != 0])
    assert (back.pulses.edges[:, 0] == 2).all()

    one = Act(walk, forward.place._replace(stage=3, unit=1, term=3), "edge", forward.scene)
    assert one.edge == (1, 3, 1)
    assert one.pulses.edges.tolist() == [[3, 1]]
    bias = act_at(walk, "edge", index_of(walk, "edge", "pre-activation", 2, 1, sizes[1]))
    assert bias.edge is None
    assert bias.pulses is None


@pytest.mark.parametrize("grain", GRAINS)
def test_gradients_appear_as_they_are_computed(grain):
    walk = walk_of()
    act = act_at(walk, grain, index_of(walk, grain, "output delta", 2))
    assert act.mode == "weights"  # there is no gradient yet
    assert act.numbers_at(1)[0] is walk.parameters[0].weights
    act = act_at(walk, grain, index_of(walk, grain, "weight gradient", 2, 1, 2))
    gradient = walk.backward.gradients[1].weights
    before, after = act.numbers_at(0)[1], act.numbers_at(1)[1]
    shown = {
        "layer": (np.zeros_like(gradient, bool), np.ones_like(gradient, bool)),
        "neuron": (np.arange(3) < 1, np.arange(3) < 2),
        "edge": (
            (np.arange(3) < 1) | ((np.arange(3) == 1) & (np.arange(4)[:, None] < 2)),
            (np.arange(3) < 1) | ((np.arange(3) == 1) & (np.arange(4)[:, None] < 3)),
        ),
    }[grain]
    np.testing.assert_array_equal(before, np.where(shown[0], gradient, 0))
    np.testing.assert_array_equal(after, np.where(shown[1], gradient, 0))
    assert not act.numbers_at(1)[0].any()
    assert act.numbers_at(1) is act.numbers_at(1)  # the same arrays are not painted again


@pytest.mark.parametrize("grain", GRAINS)
def test_weights_move_from_old_to_new_at_the_update(grain):
    walk = walk_of()
    old = [layer.weights for layer in walk.parameters]
    new = [layer.weights for layer in walk.updated[0]]
    act = act_at(walk, grain, index_of(walk, grain, "update", 2, 1, 2))
    assert act.mode == "weights"
    first, second = act.numbers_at(0.0)
    np.testing.assert_array_equal(first, new[0])  # layer 1 came before
    moving = {"layer": np.s_[:, :], "neuron": np.s_[:, 1], "edge": np.s_[2, 1]}[grain]
    np.testing.assert_array_equal(second[moving], old[1][moving])
    half = act.numbers_at(0.5)[1][moving]
    np.testing.assert_allclose(half, (old[1] + new[1])[moving] / 2, rtol=1e-5)
    np.testing.assert_allclose(act.numbers_at(1)[1][moving], new[1][moving], rtol=1e-6)
    if grain != "layer":
        np.testing.assert_allclose(second[:, 0], new[1][:, 0], rtol=1e-6)
        np.testing.assert_array_equal(act.numbers_at(1)[1][:, 2], old[1][:, 2])
    if grain == "edge":
        np.testing.assert_allclose(second[:2, 1], new[1][:2, 1], rtol=1e-6)
        np.testing.assert_array_equal(act.numbers_at(1)[1][3, 1], old[1][3, 1])


def test_what_stands_out():
    walk = walk_of()
    act = act_at(walk, "layer", index_of(walk, "layer", "delta", 1))
    assert act.light == Light(1, 2)
    assert act.focus is None
    assert act.neuron is None
    act = act_at(walk, "neuron", index_of(walk, "neuron", "delta", 1, 3))
    assert act.neuron == (1, 3)
    assert act.focus == (1, 3, 1)
    act = act_at(walk, "neuron", index_of(walk, "neuron", "pre-activation", 2, 1))
    assert act.focus == (2, 1, 1)
    loss = act_at(walk, "neuron", index_of(walk, "neuron", "loss", 2))
    assert loss.light == Light(2, 2)
    assert loss.neuron == (2, 1)  # the target
    of_values = replace(loss.scene, task=Values(("a", "b", "c")))
    assert replace(loss, scene=of_values).neuron is None  # each has a target of its own
    again = act_at(walk, "layer", walk.count("layer") - 1)
    assert again.scene_at(1).shown[2].symbol == "a′"
    assert again.numbers_at(1)[0] is walk.updated[0][0].weights
