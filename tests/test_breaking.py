"""A damaged network is what the words say: everything against brute force."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core import data
from core.activations import ACTIVATIONS
from core.breaking import (
    MOST_BITS,
    NOTHING,
    Damage,
    damaged,
    kept_by_pruning,
    noisy,
    rounded,
    share_lost,
)
from core.broken import (
    PLACES,
    MeasuredOn,
    at_place,
    curve,
    damaged_run,
    how_good,
    rebuilt_run,
)
from core.data import Curve
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import check, equal, initialise, shapes
from core.propagation import forward
from core.run import Run
from core.snapshot import NOT_MEASURED, Metrics, Slots, Snapshot, no_slots
from tests.helpers import TINY, flat, tiny_experiment

NETWORK = Network(4, (Layer(5, "tanh"), Layer(3, "sigmoid"), Layer(2, "softmax")))
INPUTS = np.random.default_rng(1).normal(0, 1, (20, 4)).astype(np.float32)


def parameters_of(network=NETWORK, seed=1):
    """Parameters whose biases are not 0, as initial ones are."""
    random = np.random.default_rng(seed)
    return tuple(
        layer._replace(biases=random.normal(0, 1, layer.biases.shape).astype(np.float32))
        for layer in initialise(network, seed)
    )


PARAMETERS = parameters_of()
NUMBERS = st.sampled_from([0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, 1e-30, -3.25, math.inf, math.nan])
LAYERS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
        lambda shape: st.lists(NUMBERS, min_size=math.prod(shape), max_size=math.prod(shape)).map(
            lambda numbers: np.array(numbers, np.float32).reshape(shape)
        )
    ),
    min_size=1,
    max_size=3,
)


def brute_pruned(weights, share):
    """Which weights are left: one after the other goes, the smallest first, the first of equals."""
    left = [np.ones(one.shape, bool) for one in weights]
    places = [(layer, at) for layer, one in enumerate(weights) for at in np.ndindex(one.shape)]
    for _ in range(round(share * len(places))):
        size = math.inf
        chosen = next((layer, at) for layer, at in places if left[layer][at])
        for layer, at in places:
            value = abs(float(weights[layer][at]))
            if left[layer][at] and value < size:
                size, chosen = value, (layer, at)
        left[chosen[0]][chosen[1]] = False
    return left


@given(LAYERS, st.floats(0, 1))
@settings(max_examples=60)
def test_the_smallest_weights_go_and_ties_by_their_place(weights, share):
    for ours, theirs in zip(
        kept_by_pruning(weights, share), brute_pruned(weights, share), strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)


def test_exactly_the_share_goes_where_all_are_equal():
    weights = [np.full((2, 3), 0.5, np.float32), np.full((3, 2), -0.5, np.float32)]
    left = kept_by_pruning(weights, 0.75)
    assert [int(one.sum()) for one in left] == [0, 3]
    np.testing.assert_array_equal(left[1], [[False, False], [False, True], [True, True]])
    assert all(one.all() for one in kept_by_pruning(weights, 0.0))
    assert not any(one.any() for one in kept_by_pruning(weights, 1.0))


def brute_rounded(value, largest, bits):
    """The nearest of all levels, of two as near the even one."""
    most = 2 ** (bits - 1) - 1
    scale = largest / most
    nearest = sorted(range(-most, most + 1), key=lambda k: (abs(k * scale - value), k % 2))[0]
    return nearest * scale


@pytest.mark.parametrize("bits", range(2, 9))
@given(st.lists(st.floats(-4, 4, width=32), min_size=1, max_size=6))
@settings(max_examples=12)
def test_each_weight_becomes_the_nearest_level(bits, numbers):
    weights = np.array([numbers], np.float32)
    largest = float(np.abs(weights).max())
    found = rounded(weights, bits)
    assert found.dtype == np.float32
    if largest < 1e-30:
        return  # levels that float32 does not tell apart
    wanted = [brute_rounded(float(value), largest, bits) for value in weights[0]]
    step = largest / (2 ** (bits - 1) - 1)
    for value, ours, theirs in zip(weights[0], found[0], wanted, strict=True):
        # Half-way, the last bit of the quotient decides: either level is as near.
        half = abs(abs(value - theirs) - step / 2) < 1e-6 * largest
        assert ours == pytest.approx(theirs, abs=1e-6 * largest) or (
            half and abs(ours - value) == pytest.approx(step / 2, rel=1e-4)
        )


@pytest.mark.parametrize("bits", range(1, MOST_BITS + 1))
def test_so_many_bits_tell_the_weights(bits):
    weights = np.random.default_rng(bits).normal(0, 1, (300, 300)).astype(np.float32)
    found = rounded(weights, bits)
    levels = np.unique(found)
    assert len(levels) <= max(2**bits - 1, 2)
    np.testing.assert_array_equal(rounded(-weights, bits), -found)  # symmetric
    if bits == 1:
        np.testing.assert_array_equal(np.sign(found), np.sign(weights))
        assert levels[1] == pytest.approx(np.abs(weights, dtype=float).mean(), rel=1e-6)
    else:
        step = np.abs(weights).max() / (2 ** (bits - 1) - 1)
        assert np.abs(found - weights).max() <= step / 2 + 1e-6  # and the last bit of float32
        assert np.abs(found).max() == np.abs(weights).max()
        np.testing.assert_allclose(rounded(found, bits), found, rtol=1e-6)  # once is enough


def test_what_is_not_finite_stays_and_counts_for_no_scale():
    weights = np.array([[np.inf, np.nan, 1.0, 0.4, 0.0]], np.float32)
    np.testing.assert_array_equal(
        rounded(weights, 2), np.array([[np.inf, np.nan, 1, 0, 0]], np.float32)
    )
    zeros = np.zeros((2, 2), np.float32)
    for bits in (1, 4):
        np.testing.assert_array_equal(rounded(zeros, bits), zeros)


def test_one_bit_of_a_pruned_network_is_of_those_that_are_left():
    weights = np.array([[0.1, -1.0], [2.0, -0.2]], np.float32)
    left = np.array([[False, True], [True, False]])
    np.testing.assert_array_equal(
        rounded(weights, 1, left), np.array([[0, -1.5], [1.5, 0]], np.float32)
    )


@given(
    st.frozensets(st.tuples(st.integers(1, 2), st.integers(0, 4)), max_size=5),
    st.frozensets(st.integers(1, 2), max_size=2),
)
@settings(max_examples=30)
def test_neurons_that_are_off_say_nothing(neurons, layers):
    """As if dropout's mask had left them out, layer by layer."""
    network, broken = damaged(NETWORK, PARAMETERS, Damage(neurons=neurons, layers=layers))
    masks = []
    for layer in (1, 2):
        off = [
            layer in layers or (layer, index) in neurons for index in range(NETWORK.sizes[layer])
        ]
        masks.append(np.where(off, np.float32(0), np.float32(1))[None])
    wanted = forward(NETWORK, PARAMETERS, INPUTS, masks).output
    np.testing.assert_allclose(forward(network, broken, INPUTS).output, wanted, rtol=1e-6)
    check(broken, network)


def test_an_input_an_output_and_neurons_that_are_not_there():
    _, broken = damaged(NETWORK, PARAMETERS, Damage(neurons=frozenset({(0, 2), (1, 99), (9, 0)})))
    zeroed = INPUTS.copy()
    zeroed[:, 2] = 0
    wanted = forward(NETWORK, PARAMETERS, zeroed).output
    np.testing.assert_allclose(forward(NETWORK, broken, INPUTS).output, wanted, rtol=1e-6)
    _, broken = damaged(NETWORK, PARAMETERS, Damage(neurons=frozenset({(3, 1)})))
    z = forward(NETWORK, broken, INPUTS).pre_activations[-1]
    assert not z[:, 1].any()
    assert z[:, 0].all()


def test_biases_are_off_and_nothing_else():
    network, broken = damaged(NETWORK, PARAMETERS, Damage(biases=True))
    assert network is NETWORK
    for before, after in zip(PARAMETERS, broken, strict=True):
        assert before.weights is after.weights
        assert before.biases.any()
        np.testing.assert_array_equal(after.biases, np.zeros_like(before.biases))


def test_noise_on_weights_is_measured_in_their_deviation():
    network = Network(60, (Layer(80), Layer(40)), "mean squared error")
    parameters = parameters_of(network)
    damage = Damage(weight_noise=0.5, seed=3)
    broken = damaged(network, parameters, damage)[1]
    noises = []
    for before, after in zip(parameters, broken, strict=True):
        noises.append((after.weights - before.weights) / before.weights.std())
        assert noises[-1].std() == pytest.approx(0.5, rel=0.05)
        assert before.biases is after.biases
    assert abs(np.corrcoef(noises[0].ravel()[:3200], noises[1].ravel())[0, 1]) < 0.1
    again = damaged(network, parameters, damage)[1]
    assert equal(broken, again)
    assert not equal(broken, damaged(network, parameters, replace(damage, seed=4))[1])


def test_noise_is_drawn_once_for_all_snapshots(monkeypatch):
    damage, drawn, make = Damage(weight_noise=0.5, seed=77), [], np.random.default_rng
    monkeypatch.setattr(np.random, "default_rng", lambda seed: drawn.append(seed) or make(seed))
    first = damaged(NETWORK, PARAMETERS, damage)[1]
    assert len(drawn) == len(PARAMETERS)
    assert equal(damaged(NETWORK, PARAMETERS, damage)[1], first)
    assert len(drawn) == len(PARAMETERS)
    damaged(NETWORK, PARAMETERS, replace(damage, seed=78))
    assert len(drawn) == 2 * len(PARAMETERS)


def test_what_is_pruned_has_neither_noise_nor_bits():
    damage = Damage(pruned=0.5, weight_noise=2.0, bits=3, seed=1)
    broken = damaged(NETWORK, PARAMETERS, damage)[1]
    left = kept_by_pruning([one.weights for one in PARAMETERS], 0.5)
    only = damaged(NETWORK, PARAMETERS, Damage(weight_noise=2.0, seed=1))[1]
    for one, there, noise in zip(broken, left, only, strict=True):
        assert not one.weights[~there].any()
        np.testing.assert_array_equal(one.weights, rounded(noise.weights, 3, there))


@pytest.mark.parametrize(
    "damage",
    [
        Damage(),
        Damage(pruned=0.3),
        Damage(weight_noise=1.0, pruned=0.3, seed=4),
        Damage(neurons=frozenset({(1, 0)}), layers=frozenset({2})),
    ],
)
def test_what_bits_lose_is_counted_among_what_is_left(damage):
    whole = [one.weights for one in damaged(NETWORK, PARAMETERS, damage)[1]]
    worn = [one.weights for one in damaged(NETWORK, PARAMETERS, replace(damage, bits=2))[1]]
    left = lost = 0
    for before, after in zip(whole, worn, strict=True):
        left += int((before != 0).sum())
        lost += int(((before != 0) & (after == 0)).sum())
    assert 0 < lost < left
    assert share_lost(NETWORK, PARAMETERS, replace(damage, bits=2)) == lost / left


def test_bits_lose_nothing_of_a_network_without_weights():
    gone = Damage(pruned=1.0, bits=2)
    assert share_lost(NETWORK, PARAMETERS, gone) == 0
    assert share_lost(NETWORK, PARAMETERS, Damage(bits=1)) == 0  # signs lose none


def test_noise_on_inputs_is_measured_in_their_deviation():
    inputs, deviations = np.zeros((4000, 2), np.float32), np.array([2.0, 0.0])
    found = noisy(inputs, Damage(input_noise=0.25, seed=2), deviations)
    assert found.dtype == np.float32
    assert found[:, 0].std() == pytest.approx(0.5, rel=0.05)
    assert not found[:, 1].any()
    np.testing.assert_array_equal(
        found, noisy(inputs, Damage(input_noise=0.25, seed=2), deviations)
    )
    assert (found != noisy(inputs, Damage(input_noise=0.25, seed=5), deviations)).any()
    assert noisy(inputs, Damage(seed=2), deviations) is inputs


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("before", ["tanh", "prelu"])
def test_another_activation_of_hidden_layers(name, before):
    hidden = (Layer(5, before), Layer(3, before))
    network = replace(NETWORK, layers=(*hidden, NETWORK.layers[-1]))
    parameters = parameters_of(network)
    other, broken = damaged(network, parameters, Damage(activation=name))
    assert [layer.activation for layer in other.layers] == [name, name, "softmax"]
    check(broken, other)
    for one, after in zip(parameters, broken, strict=True):
        assert one.weights is after.weights
        if after.slopes.size:
            assert set(after.slopes.tolist()) == {0.25}


def test_nothing_broken_is_the_very_network():
    assert not NOTHING
    assert not Damage(seed=7)
    assert damaged(NETWORK, PARAMETERS, Damage(seed=7))[1] is PARAMETERS
    # Noise on inputs is damage, but not the network's.
    assert Damage(input_noise=0.1)
    assert damaged(NETWORK, PARAMETERS, Damage(input_noise=0.1))[1] is PARAMETERS
    assert Damage(pruned=0.1, input_noise=0.2, seed=3).of_inputs == Damage(input_noise=0.2, seed=3)


def test_the_network_that_is_given_stays():
    before = flat(PARAMETERS)
    damage = Damage(
        frozenset({(1, 0)}), frozenset({2}), True, 1.0, 1.0, 3, 0.5, 2, activation="prelu"
    )
    network, broken = damaged(NETWORK, PARAMETERS, damage)
    check(broken, network)
    np.testing.assert_array_equal(flat(PARAMETERS), before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pruned": 1.1},
        {"pruned": math.nan},
        {"bits": 17},
        {"weight_noise": -1.0},
        {"input_noise": math.inf},
        {"seed": -1},
        {"activation": "cube"},
    ],
)
def test_damage_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\."):
        Damage(**wrong)


EXPERIMENT = tiny_experiment()
ON = MeasuredOn(TINY.task, data.load(TINY).test, data.load(TINY).train.inputs.std(axis=0))
TRAINED = parameters_of(EXPERIMENT.network, 5)


@pytest.mark.parametrize(
    "damage", [NOTHING, Damage(pruned=0.6), Damage(input_noise=1.5, biases=True, seed=2)]
)
def test_accuracy_is_counted(damage):
    network, broken = damaged(EXPERIMENT.network, TRAINED, damage)
    right = 0
    inputs = noisy(ON.examples.inputs, damage, ON.deviations)
    for one, label in zip(inputs, ON.examples.labels, strict=True):
        right += int(forward(network, broken, one[None]).output.argmax() == label)
    assert how_good(EXPERIMENT, TRAINED, damage, ON).score == pytest.approx(right / 20)


@pytest.mark.parametrize("of", ["pruned", "bits"])
def test_the_curve_is_the_network_at_each_place(of):
    damage = Damage(biases=True, pruned=0.3, bits=5)
    found = curve(EXPERIMENT, TRAINED, damage, ON, of)
    assert len(found) == len(PLACES[of])
    for place, metrics in zip(PLACES[of], found, strict=True):
        assert metrics == how_good(EXPERIMENT, TRAINED, at_place(damage, of, place), ON)
    assert len({one.score for one in found}) > 1
    assert PLACES["bits"] == tuple(range(1, 17))
    assert PLACES["pruned"][0] == 0
    assert PLACES["pruned"][-1] == 1


def test_values_are_scored_by_r_squared():
    source = Curve(("sine",))
    network = Network(1, (Layer(4, "tanh"), Layer(1, "linear")), "mean squared error")
    found, examples = Experiment(network, source), data.load(source).test
    on = MeasuredOn(source.task, examples, np.ones(1))
    all_gone = how_good(found, initialise(network, 0), Damage(pruned=1.0), on)
    # What answers 0 everywhere errs by the values themselves.
    wanted = float(np.square(examples.targets, dtype=float).mean())
    assert all_gone.rmse == pytest.approx(wanted**0.5, rel=1e-5)
    assert all_gone.score == pytest.approx(1 - wanted / examples.targets.var(dtype=float), abs=1e-5)


def test_no_examples_and_what_diverged():
    none = replace(ON.examples, inputs=ON.examples.inputs[:0], targets=ON.examples.targets[:0])
    assert math.isnan(
        how_good(EXPERIMENT, TRAINED, Damage(pruned=0.5), ON._replace(examples=none)).loss
    )
    lost = (TRAINED[0]._replace(weights=np.full_like(TRAINED[0].weights, np.nan)), *TRAINED[1:])
    found = how_good(EXPERIMENT, lost, Damage(weight_noise=1.0, bits=3), ON)
    assert found.loss == math.inf


def trained_run(experiment=EXPERIMENT):
    parameters = parameters_of(experiment.network, 5)
    slots = Slots(no_slots(parameters, experiment.hyperparameters.optimizer).arrays, 9)
    good = Metrics(0.1, 0.95)
    return Run.start(experiment).at(Snapshot(parameters, 9, 72, 50, good, good, 9, slots))


def test_a_run_that_is_shown_damaged_was_not_measured():
    run = trained_run()
    assert damaged_run(run, Damage(input_noise=0.5)) is run
    shown = damaged_run(run, Damage(biases=True))
    assert shown.id == run.id
    assert shown.experiment is run.experiment
    assert math.isnan(shown.snapshot.test.loss)
    assert math.isnan(shown.snapshot.train.score)
    assert shown.exact is shown.snapshot
    assert shown.history is run.history
    other = damaged_run(run, Damage(activation="prelu"))
    check(other.snapshot.parameters, other.experiment.network)
    assert other.exact is other.snapshot
    assert other.snapshot.slots is None


@pytest.mark.parametrize("name", ["relu", "prelu"])
def test_other_activations_that_are_kept_can_be_trained_on(name):
    run = trained_run()
    network, broken = damaged(
        run.experiment.network, run.snapshot.parameters, Damage(activation=name)
    )
    kept = rebuilt_run(run, network, broken, NOT_MEASURED, Metrics(0.5, 0.75))
    assert kept.id != run.id
    assert kept.parent == run.id
    assert kept.snapshot.complete
    assert math.isnan(kept.snapshot.train.loss)
    assert kept.snapshot.test == (0.5, 0.75, pytest.approx(math.nan, nan_ok=True))
    kept.snapshot.check_slots(kept.experiment.hyperparameters.optimizer)
    for parameters in (kept.snapshot.parameters, kept.initial_parameters()):
        assert tuple(tuple(part.shape for part in one) for one in parameters) == shapes(network)
    assert kept.snapshot.updates == 9
    assert kept.history is not run.history
    # Where shapes are the same the optimizer goes on; else it begins anew.
    assert kept.snapshot.slots.updates == (9 if name == "relu" else 0)


@pytest.mark.parametrize("size", [3.4e38, math.inf, math.nan])
def test_a_network_that_diverged_is_broken_without_a_word(size):
    """Warnings are errors here."""
    weights = [np.sign(layer.weights) * np.float32(size) for layer in TRAINED]
    lost = tuple(
        one._replace(weights=numbers) for one, numbers in zip(TRAINED, weights, strict=True)
    )
    for one in ({"weight_noise": 1.0}, {"pruned": 0.5}, {"bits": 1}, {"bits": 8}):
        damage = Damage(**one)
        damaged(EXPERIMENT.network, lost, damage)
        share_lost(EXPERIMENT.network, lost, damage)
