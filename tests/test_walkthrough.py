"""The walk: every number against TensorFlow or its meaning, every step in its place."""

import itertools

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core import data, optimizers, ready_networks, terms
from core.activations import ACTIVATIONS
from core.backend import tensors
from core.data import Worked
from core.data.tasks import HIGHEST, one_hot
from core.experiment import Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS, Rates, rates
from core.parameters import LayerParameters, initialise, shapes
from core.snapshot import Slots, no_slots
from core.walkthrough import GRAINS, PHASES, Operand, Place, Proof, Walkthrough
from tests.helpers import flat

SMOOTH = ("linear", "sigmoid", "tanh", "elu", "softmax")


@st.composite
def networks(draw, activations=tuple(ACTIVATIONS), layers=4):
    loss = draw(st.sampled_from(list(LOSSES)))
    allowed = LOSSES[loss].output_activations or activations
    hidden = st.builds(Layer, st.integers(1, 8), st.sampled_from(activations))
    count = LOSSES[loss].outputs
    outputs = st.just(count) if count else st.integers(1, 8)
    last = st.builds(Layer, outputs, st.sampled_from(allowed))
    found = (*draw(st.lists(hidden, max_size=layers - 1)), draw(last))
    return Network(draw(st.integers(1, 8)), found, loss)


hyperparameters = st.builds(
    Hyperparameters,
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    learning_rate=st.sampled_from([0.001, 0.1]),
    # Some divide by the gradient's size: a larger epsilon keeps rounding errors small.
    epsilon=st.just(1e-3),
    l2=st.sampled_from([0.0, 0.3]),
)


@st.composite
def walks(draw, found=networks(), examples=5, dtype=np.float32):  # noqa: B008
    """A walk of random numbers, none of its z so near to 0 that rounding decides on its side."""
    network, chosen = draw(found), draw(hyperparameters)
    walk = random_walk(
        network, chosen, draw(st.integers(1, examples)), draw(st.integers(0, 2**32)), dtype
    )
    assume(all(np.abs(z).min() > 1e-4 for z in walk.forward.pre_activations))
    if network.loss == "mean absolute error":
        assume(np.abs(walk.forward.output - walk.targets).min() > 1e-4)
    return walk


def random_walk(network, chosen, examples=1, seed=0, dtype=np.float32):
    random = np.random.default_rng(seed)

    def numbers(scale):
        return tuple(
            LayerParameters(*(random.normal(0, scale, shape).astype(dtype) for shape in layer))
            for layer in shapes(network)
        )

    slots = no_slots(numbers(1), chosen.optimizer)
    # Squares among the slots are not negative.
    used = tuple(
        tuple(LayerParameters(*map(np.abs, layer)) for layer in numbers(0.5)) for _ in slots.arrays
    )
    labels = random.integers(network.sizes[-1], size=examples)
    return Walkthrough(
        network,
        numbers(0.8),
        random.normal(0, 1, (examples, network.inputs)).astype(np.float32),
        one_hot(labels, network.sizes[-1]),
        chosen,
        Slots(used, int(random.integers(1, 60))),
    )


def sgd_walk(network, **how):
    return random_walk(network, Hyperparameters(optimizer="sgd"), **how)


every_array_close = {"rtol": 1e-4, "atol": 2e-5}


# Against TensorFlow


class Taped:
    """The same batch in TensorFlow: z and a of every layer, losses, and what the tape derives."""

    def __init__(self, walk):
        self.parameters = [LayerParameters(*map(tf.constant, layer)) for layer in walk.parameters]
        self.z, self.a, slopes_of = [], [tf.constant(walk.inputs)], []
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(self.parameters)
            for layer, (weights, biases, slopes) in zip(
                walk.network.layers, self.parameters, strict=True
            ):
                self.z.append(self.a[-1] @ weights + biases)
                self.a.append(tensors.activation(layer.activation)(self.z[-1], slopes))
                slopes_of.append(tf.reduce_sum(self.a[-1]))
            measured, _ = tensors.measure(
                walk.network, HIGHEST, self.parameters, self.a[0], tf.constant(walk.targets)
            )
            # Through the very z and a of above, for their derivatives.
            self.losses = tensors.loss(walk.network.loss)(
                walk.network.layers[-1].activation, self.z[-1], self.a[-1], walk.targets
            )
            total, mean = tf.reduce_sum(self.losses), tf.reduce_mean(measured)
        np.testing.assert_allclose(self.losses, measured, rtol=1e-6)
        zero = tf.UnconnectedGradients.ZERO
        self.deltas = tape.gradient(total, self.z, unconnected_gradients=zero)
        self.gradients = tape.gradient(mean, self.parameters, unconnected_gradients=zero)
        self.derivatives = [
            tape.gradient(summed, z, unconnected_gradients=zero)
            for summed, z in zip(slopes_of, self.z, strict=True)
        ]

    def proof(self, walk):
        gradients = tuple(
            LayerParameters(*(array.numpy() for array in layer)) for layer in self.gradients
        )
        return Proof(1, float(tf.reduce_mean(self.losses)), gradients, walk.slots)


def scale_of(arrays):
    return max(1.0, *(float(np.abs(array).max(initial=0)) for array in arrays))


def assert_close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5 * scale_of([theirs]))


@settings(max_examples=80)
@given(walks())
def test_forward_losses_deltas_and_gradients_are_tensorflows(walk):
    taped = Taped(walk)
    for ours, theirs in zip(walk.forward.pre_activations, taped.z, strict=True):
        assert_close(ours, theirs)
    for ours, theirs in zip(walk.forward.activations, taped.a, strict=True):
        assert_close(ours, theirs)
    assert_close(walk.backward.losses, taped.losses)
    for ours, theirs in zip(walk.backward.deltas, taped.deltas, strict=True):
        assert_close(ours, theirs)
    for ours, theirs in zip(walk.backward.gradients, taped.gradients, strict=True):
        for array, other in zip(ours, theirs, strict=True):
            assert array.dtype == np.float32
            assert_close(array, other)
    for layer, theirs in enumerate(taped.derivatives, 1):
        derivative = walk.derivative(layer)
        if walk.network.layers[layer - 1].activation == "softmax":
            assert derivative is None
        else:
            assert_close(derivative, theirs[0])


@settings(max_examples=40)
@given(walks())
def test_updated_parameters_and_slots_are_tensorflows(walk):
    def tensors_of(layers):
        return [tf.constant(array) for layer in layers for array in layer]

    found, slots = optimizers.update(
        walk.hyperparameters.optimizer,
        tensors_of(walk.parameters),
        [tf.constant(array) for layer in Taped(walk).gradients for array in layer],
        list(map(tensors_of, walk.slots.arrays)),
        tf.constant(walk.slots.updates + 1, tf.float32),
        Rates(*tf.unstack(tf.constant(rates(walk.hyperparameters), tf.float32))),
        tf.sqrt,
    )
    parameters, new_slots = walk.updated
    assert new_slots.updates == walk.slots.updates + 1
    for ours, theirs in zip((parameters, *new_slots.arrays), (found, *slots), strict=True):
        assert tuple(tuple(map(np.shape, layer)) for layer in ours) == shapes(walk.network)
        theirs = np.concatenate([tf.reshape(array, -1) for array in theirs])
        assert flat(ours).dtype == np.float32
        np.testing.assert_allclose(flat(ours), theirs, **every_array_close)


@settings(max_examples=20)
@given(walks())
def test_again_is_the_loss_of_the_updated_parameters(walk):
    after = Taped(
        Walkthrough(
            walk.network,
            walk.updated[0],
            walk.inputs,
            walk.targets,
            walk.hyperparameters,
            walk.slots,
        )
    )
    passed, back = walk.again
    assert_close(passed.output, after.a[-1])
    assert_close(back.losses, after.losses)


# Proof


@settings(max_examples=40)
@given(walks(), st.data())
def test_difference_tells_agreement_from_spoiled_numbers(walk, data):
    proof = Taped(walk).proof(walk)
    assert walk.difference(proof) <= 1e-5 * scale_of([flat(proof.gradients)])
    number = data.draw(st.integers(0, len(flat(proof.gradients))))
    spoil = data.draw(st.sampled_from([0.2, -0.2, 1e30, np.inf]))
    assert walk.difference(with_changed(proof, number, spoil)) > 0.1
    assert np.isnan(walk.difference(with_changed(proof, number, np.nan)))


def with_changed(proof, number, change):
    """The proof with `change` added to one number: of the gradients, or after them the loss."""
    if number == len(flat(proof.gradients)):
        return proof._replace(loss=proof.loss + change)
    arrays, place = [], number
    for layer in proof.gradients:
        fields = []
        for array in layer:
            copy = array.copy()
            if 0 <= place < copy.size:
                copy.flat[place] += change
            place -= copy.size
            fields.append(copy)
        arrays.append(LayerParameters(*fields))
    return proof._replace(gradients=tuple(arrays))


def test_walk_that_diverged_agrees_with_nothing():
    walk = sgd_walk(Network(2, (Layer(2, "linear"),), "mean squared error"))
    walk.parameters[0].weights[0, 0] = np.inf
    proof = Proof(1, np.inf, walk.backward.gradients, walk.slots)
    assert np.isnan(walk.difference(proof))
    for stage in walk.stages:  # it can be shown all the same
        walk.equation(stage)


# Against finite differences


@settings(max_examples=30)
@given(walks(networks(SMOOTH), dtype=np.float64), st.data())
def test_gradients_are_the_slopes_of_the_loss(walk, data):
    for pair, gradient in enumerate(walk.backward.gradients):
        rows, columns = gradient.weights.shape
        source = data.draw(st.integers(0, rows - 1))
        target = data.draw(st.integers(0, columns - 1))
        slope = walk.slope(pair, source, target)
        assert slope == pytest.approx(gradient.weights[source, target], rel=1e-5, abs=1e-7)


def test_loss_along_a_weight_is_in_float64_and_changes_nothing():
    walk = sgd_walk(Network(3, (Layer(4, "tanh"), Layer(2, "softmax"))), examples=3)
    before = flat(walk.parameters).copy()
    losses = walk.loss_along(0, 2, 1, np.array([0.0, 0.5, 0.0]))
    assert losses.dtype == np.float64
    assert losses[0] == losses[2] == pytest.approx(walk.backward.losses.mean(), rel=1e-6)
    changed = [LayerParameters(*map(np.copy, layer)) for layer in walk.parameters]
    changed[0].weights[2, 1] += 0.5
    other = Walkthrough(
        walk.network, changed, walk.inputs, walk.targets, walk.hyperparameters, walk.slots
    )
    assert losses[1] == pytest.approx(other.backward.losses.mean(), rel=1e-5)
    np.testing.assert_array_equal(flat(walk.parameters), before)


# What a stage says


def loss_by_definition(network, output, target):
    """Cⁿ from the outputs a, in float64."""
    if network.loss == "mean squared error":
        return np.mean((output - target) ** 2)
    if network.loss == "mean absolute error":
        return np.mean(np.abs(output - target))
    if network.layers[-1].activation == "softmax":
        return -np.sum(target * np.log(output))
    return -np.sum(target * np.log(output) + (1 - target) * np.log(1 - output))


def is_saturated(walk, output):
    """Whether 1 − a is mostly rounding: Cⁿ, computed from z, is then more exact than from a."""
    return walk.network.layers[-1].activation == "sigmoid" and output.max() > 1 - 1e-9


def softmax_jacobian(output):
    """∂a/∂z [outputs, outputs] of softmax."""
    return np.diag(output) - np.outer(output, output)


def meaning(walk, stage):
    """What the result of the stage's equation is, from its operands and operators alone."""
    parts = walk.equation(stage)
    arrays = [part.values for part in parts if isinstance(part, Operand)]
    signs = [part for part in parts if isinstance(part, str)]
    activation = walk.network.layers[stage.layer - 1].activation
    slopes = walk.parameters[stage.layer - 1].slopes
    match stage.kind, signs:
        case "input", []:
            return walk.inputs[:1]
        case "pre-activation", ["·", "+", "="]:
            a, weights, biases, _ = arrays
            return a @ weights + biases
        case "activation", ["f", "="]:
            return ACTIVATIONS[activation].function(arrays[0], slopes)
        case (("loss" | "again"), ["C", ",", "="]):
            return loss_by_definition(walk.network, *arrays[:2]) * np.ones((1, 1))
        case "output delta", ["−", "="]:
            return arrays[0] - arrays[1]
        case "output delta", ["⊙", "="]:
            return arrays[0] * arrays[1]
        case "output delta", ["J", "="]:
            return arrays[0] @ softmax_jacobian(walk.forward.output[0])
        case "weight gradient", ["·", "="]:
            assert len(walk.inputs) == 1
            return arrays[0] @ arrays[1]
        case "weight gradient", ["·", "/", count, "="]:
            return arrays[0] @ arrays[1] / int(count)
        case "bias gradient", ["="]:
            assert len(walk.inputs) == 1
            return arrays[0]
        case "bias gradient", ["mean", "="]:
            return arrays[0].mean(axis=0, keepdims=True)
        case "delta", ["·", "⊙", "="]:
            return arrays[0] @ arrays[1] * arrays[2]
        case "delta", ["·", "J", "="]:
            return (
                arrays[0] @ arrays[1] @ softmax_jacobian(walk.forward.activations[stage.layer][0])
            )
        case "update", [",", "→"]:
            return updated_by_formula(walk, stage.layer, *arrays[:2])
    raise AssertionError(f"{stage.kind}: {signs}")


def updated_by_formula(walk, layer, parameters, gradients):
    """θ′, by the formula of the optimizer, of weights with the biases below them."""
    chosen = walk.hyperparameters
    eta, mu, rho, epsilon = (
        chosen.learning_rate, chosen.momentum, chosen.decay, chosen.epsilon
    )  # fmt: skip
    one, two, step = chosen.beta_1, chosen.beta_2, walk.slots.updates + 1
    slots = [np.vstack(arrays[layer - 1][:2]) for arrays in walk.slots.arrays]
    match chosen.optimizer, slots:
        case "sgd", []:
            return parameters - eta * gradients
        case "momentum", [velocity]:
            return parameters + mu * velocity - eta * gradients
        case "rmsprop", [square]:
            square = rho * square + (1 - rho) * gradients**2
            return parameters - eta * gradients / np.sqrt(square + epsilon)
        case "adam", [mean, square]:
            mean = one * mean + (1 - one) * gradients
            square = two * square + (1 - two) * gradients**2
            # Keras's ε stands beside √v, not beside the corrected √v̂.
            rate = eta * np.sqrt(1 - two**step) / (1 - one**step)
            return parameters - rate * mean / (np.sqrt(square) + epsilon)
    raise AssertionError(chosen.optimizer)


@settings(max_examples=80)
@given(walks(dtype=np.float64))
def test_every_equation_is_true(walk):
    for stage in walk.stages:
        *_, result = walk.equation(stage)
        if stage.phase in ("loss", "again") and is_saturated(walk, walk.equation(stage)[1].values):
            continue
        np.testing.assert_allclose(
            result.values, meaning(walk, stage), rtol=1e-7, atol=1e-9, err_msg=str(stage)
        )


@settings(max_examples=40)
@given(walks())
def test_operands_are_the_arrays_of_the_walk(walk):
    """What the tests above and TensorFlow agree on is what the equations show."""
    shown = {
        (stage.kind, stage.layer, part.symbol): part
        for stage in walk.stages
        for part in walk.equation(stage)
        if isinstance(part, Operand)
    }
    decay = np.float32(walk.hyperparameters.l2)
    for layer, (weights, biases, _) in enumerate(walk.parameters, 1):
        gradients, after = walk.backward.gradients[layer - 1], walk.updated[0][layer - 1]
        expected = {
            ("pre-activation", "W"): weights,
            ("pre-activation", "b"): biases[None],
            ("pre-activation", "z"): walk.forward.pre_activations[layer - 1][:1],
            ("activation", "a"): walk.forward.activations[layer][:1],
            ("weight gradient", "δ"): walk.backward.deltas[layer - 1],
            ("weight gradient", "∂C/∂W"): gradients.weights,
            ("bias gradient", "∂C/∂b"): gradients.biases[None],
            ("update", "θ"): np.vstack([weights, biases]),
            ("update", "g"): np.vstack([gradients.weights + decay * weights, gradients.biases]),
            ("update", "θ′"): np.vstack([after.weights, after.biases]),
        }
        if layer < len(walk.parameters):
            expected["delta", "δ"] = walk.backward.deltas[layer - 1][:1]
        for (kind, symbol), values in expected.items():
            np.testing.assert_array_equal(shown[kind, layer, symbol].values, values)
    last = len(walk.parameters)
    losses = walk.backward.losses[:1, None]
    np.testing.assert_array_equal(shown["loss", last, "Cⁿ"].values, losses)
    np.testing.assert_array_equal(
        shown["again", last, "Cⁿ′"].values, walk.again[1].losses[:1, None]
    )
    np.testing.assert_array_equal(
        shown["output delta", last, "δ"].values, walk.backward.deltas[-1][:1]
    )


@settings(max_examples=40)
@given(walks())
def test_axes_count_what_they_say(walk):
    for stage in walk.stages:
        lengths = {
            "unit": {stage.units},
            # The last term may be a bias, which W has no row for.
            "term": {stage.terms, stage.terms - 1},
            "example": {len(walk.inputs)},
        }
        for part in walk.equation(stage):
            if isinstance(part, Operand):
                assert part.values.ndim == 2
                for axis, length in zip(part.axes, part.values.shape, strict=True):
                    assert axis == "" or length in lengths[axis], (stage, part.symbol)


# The order of steps


def test_stages_of_a_small_network_in_their_order():
    walk = sgd_walk(Network(3, (Layer(4, "tanh"), Layer(2, "softmax"))))
    assert [tuple(stage) for stage in walk.stages] == [
        ("input", 0, 1, 1),
        ("pre-activation", 1, 4, 4),
        ("activation", 1, 4, 1),
        ("pre-activation", 2, 2, 5),
        ("activation", 2, 2, 1),
        ("loss", 2, 1, 1),
        ("output delta", 2, 2, 1),
        ("weight gradient", 2, 2, 4),
        ("bias gradient", 2, 2, 1),
        ("delta", 1, 4, 2),
        ("weight gradient", 1, 4, 3),
        ("bias gradient", 1, 4, 1),
        ("update", 1, 4, 4),
        ("update", 2, 2, 5),
        ("again", 2, 1, 1),
    ]
    assert [walk.count(grain) for grain in GRAINS] == [15, 39, 97]


@pytest.mark.parametrize("layers", [1, 2, 10])
def test_phases_follow_each_other(layers):
    walk = sgd_walk(Network(3, (Layer(2, "sigmoid"),) * layers))
    phases = [phase for phase, _ in itertools.groupby(stage.phase for stage in walk.stages)]
    assert (
        phases
        == ["forward", "loss", "backward", "update", "again"]
        == list(dict.fromkeys(PHASES.values()))
    )
    assert {stage.layer for stage in walk.stages} == set(range(layers + 1))
    # Forward two stages a layer; back two, and δ between them; one to update each.
    assert walk.count("layer") == 1 + 2 * layers + 2 + 2 * layers + (layers - 1) + layers + 1


small_networks = networks(layers=3)


def is_stop(walk, stage, unit, term):
    """Whether a walk by edges stops at a term of a short sum: it is not 0, or the last."""
    found = walk.terms(stage)
    assert found is None or len(found) <= terms.MOST
    return found is None or term == stage.terms - 1 or found[term, unit] != 0


@settings(max_examples=25)
@given(small_networks, st.sampled_from(GRAINS))
def test_every_step_has_its_place(network, grain):
    walk = sgd_walk(network)
    places = [walk.place(grain, index) for index in range(walk.count(grain))]
    assert [walk.index(grain, place) for place in places] == list(range(len(places)))
    assert places == sorted(set(places))
    expected = [
        Place(number, unit, term)
        for number, stage in enumerate(walk.stages)
        for unit in range(stage.units if grain != "layer" else 1)
        for term in range(stage.terms if grain == "edge" else 1)
        if grain != "edge" or is_stop(walk, stage, unit, term)
    ]
    assert places == expected
    assert all(isinstance(number, int) for place in places for number in place)


@settings(max_examples=25)
@given(small_networks)
def test_another_grain_keeps_stage_and_unit(network):
    walk = sgd_walk(network)
    for index in range(walk.count("edge")):
        place = walk.place("edge", index)
        by_neuron = walk.place("neuron", walk.index("neuron", place))
        assert by_neuron == place._replace(term=0)
        assert walk.place("layer", walk.index("layer", place)) == Place(place.stage)
        # And to smaller steps again: the first of the unit that was shown.
        again = walk.place("edge", walk.index("edge", by_neuron))
        assert again._replace(term=0) == by_neuron
        assert again <= place


def test_a_walk_by_edges_passes_over_what_is_0_or_small():
    random = np.random.default_rng(4)
    walk = sgd_walk(Network(100, (Layer(3, "linear"), Layer(2, "linear")), "mean squared error"))
    inputs = np.where(random.random(100) < 0.6, 0, walk.inputs)
    inputs[0, :3] = 0
    walk = Walkthrough(
        walk.network, walk.parameters, inputs, walk.targets, walk.hyperparameters, walk.slots
    )
    for kind in ("pre-activation", "weight gradient", "update"):
        number = next(n for n, stage in enumerate(walk.stages) if stage[:2] == (kind, 1))
        stage = walk.stages[number]
        found = np.abs(walk.terms(stage))
        start = walk.index("edge", Place(number, 1))
        count = walk.index("edge", Place(number, 2)) - start
        places = [walk.place("edge", start + index) for index in range(count)]
        stops = [place.term for place in places]
        assert {place[:2] for place in places} == {(number, 1)}
        largest = set(np.argsort(-found[:, 1])[: terms.MOST].tolist())
        assert set(stops) == largest | {stage.terms - 1}
        assert stops == sorted(stops)
        assert not set(stops) & {0, 1, 2}  # nothing comes in there
        # What is passed over belongs to the stop after it.
        assert walk.index("edge", Place(number, 1, 1)) == start


def test_a_sum_that_diverged_is_walked_to_where_it_did():
    walk = sgd_walk(Network(40, (Layer(2, "tanh"),), "mean squared error"))
    walk.parameters[0].weights[7, 0] = np.inf
    stage = walk.stages[1]
    start = walk.index("edge", Place(1))
    count = walk.index("edge", Place(1, 1)) - start
    assert Place(1, 0, 7) in [walk.place("edge", start + index) for index in range(count)]
    assert stage.kind == "pre-activation"


@pytest.mark.parametrize("grain", GRAINS)
def test_beyond_the_ends_is_no_step(grain):
    walk = sgd_walk(Network(3, (Layer(2, "sigmoid"),)))
    for index in (-1, walk.count(grain), 10**9):
        with pytest.raises(IndexError, match=f"Step {index} of {walk.count(grain)}"):
            walk.place(grain, index)


def shown_at(walk, place):
    """All that a view asks of the walk at a place."""
    stage = walk.stages[place.stage]
    equation = [
        (part.symbol, part.layer, part.axes, part.values.tobytes())
        if isinstance(part, Operand)
        else part
        for part in walk.equation(stage)
    ]
    return stage, equation, walk.edge(place), walk.neuron(place)


@settings(max_examples=10)
@given(walks(small_networks))
def test_there_and_back_and_there_again_is_the_same(walk):
    places = [walk.place("neuron", index) for index in range(walk.count("neuron"))]
    there = [shown_at(walk, place) for place in places]
    forward, backward, updated = walk.forward, walk.backward, walk.updated
    back = [shown_at(walk, place) for place in reversed(places)]
    assert there == back[::-1] == [shown_at(walk, place) for place in places]
    # Computed once.
    assert (walk.forward, walk.backward, walk.updated) == (forward, backward, updated)
    assert walk.forward is forward
    assert walk.backward is backward
    assert walk.updated is updated


@settings(max_examples=20)
@given(small_networks)
def test_terms_are_edges_each_weight_once(network):
    walk = sgd_walk(network)
    for number, stage in enumerate(walk.stages):
        edges = []
        for unit, term in itertools.product(range(stage.units), range(stage.terms)):
            place = Place(number, unit, term)
            edge = walk.edge(place)
            if edge:
                edges.append(edge)
                assert walk.pointed(number, edge) == (unit, term)
            neuron = walk.neuron(place)
            assert neuron in (None, (stage.layer, unit))
            if neuron:
                assert walk.pointed(number, neuron)[0] == unit
        if stage.kind in ("pre-activation", "weight gradient", "update"):
            pair = stage.layer - 1
        elif stage.kind == "delta":
            pair = stage.layer
        else:
            assert edges == []
            continue
        weights = walk.parameters[pair].weights
        assert sorted(edges) == [(pair, *place) for place in np.ndindex(*weights.shape)]


def test_terms_of_the_edges_sum_up():
    walk = sgd_walk(Network(3, (Layer(4, "tanh"), Layer(2, "softmax"))))
    a, deltas = walk.forward.activations, walk.backward.deltas
    sums = {"pre-activation": {}, "delta": {}}
    for index in range(walk.count("edge")):
        place = walk.place("edge", index)
        stage, edge = walk.stages[place.stage], walk.edge(place)
        if edge and stage.kind in sums:
            pair, source, target = edge
            weight = walk.parameters[pair].weights[source, target]
            term = a[pair][0, source] if stage.kind == "pre-activation" else deltas[pair][0, target]
            found, neuron = sums[stage.kind], walk.neuron(place)
            found[neuron] = found.get(neuron, 0) + term * weight
    for (layer, neuron), found in sums["pre-activation"].items():
        bias = walk.parameters[layer - 1].biases[neuron]
        z = walk.forward.pre_activations[layer - 1][0, neuron]
        assert found + bias == pytest.approx(z, rel=1e-5)
    for (layer, neuron), found in sums["delta"].items():
        slope = walk.derivative(layer)[neuron]
        assert found * slope == pytest.approx(deltas[layer - 1][0, neuron], rel=1e-4, abs=1e-6)
    assert [len(found) for found in sums.values()] == [6, 4]


# Cases worth a look


@pytest.mark.parametrize("flat_one", ["step", "sign"])
def test_nothing_goes_back_through_a_step(flat_one):
    layers = (Layer(4, "tanh"), Layer(5, flat_one), Layer(3, "tanh"), Layer(2, "softmax"))
    walk = sgd_walk(Network(3, layers), examples=3)
    for layer in (1, 2):
        assert not walk.backward.deltas[layer - 1].any()
        assert not any(array.any() for array in walk.backward.gradients[layer - 1])
        np.testing.assert_array_equal(
            walk.updated[0][layer - 1].weights, walk.parameters[layer - 1].weights
        )
    for layer in (3, 4):
        assert walk.backward.deltas[layer - 1].any()
    assert not walk.derivative(2).any()
    assert walk.difference(Taped(walk).proof(walk)) < 1e-5


def test_course_example_by_hand():
    """Hung-yi Lee: x = (1, −1) gives z = (4, −2) and a = (0.98, 0.12)."""
    project = ready_networks.READY_NETWORKS["oneLayer"].run()
    examples = data.load(Worked()).train
    weights, biases, _ = project.snapshot.parameters[0]
    assert weights.tolist() == [[1, -1], [-2, 1]]
    assert biases.tolist() == [1, 0]
    walk = Walkthrough(
        project.experiment.network,
        project.snapshot.parameters,
        examples.inputs,
        examples.targets,
        project.experiment.hyperparameters,
        no_slots(project.snapshot.parameters, "sgd"),
    )
    x, *_, z = (part.values for part in walk.equation(walk.stages[1]) if isinstance(part, Operand))
    assert x.tolist() == [[1, -1]]
    assert z.tolist() == [[4, -2]]
    np.testing.assert_allclose(walk.forward.output, [[0.98, 0.12]], atol=0.005)
    # On paper: δ = a − ŷ, ∂C/∂W = xᵀ·δ, and w ← w − 0.1 ∂C/∂W.
    delta = walk.forward.output[0] - [1, 0]
    np.testing.assert_allclose(walk.backward.deltas[0][0], delta, rtol=1e-6)
    gradient = np.outer([1, -1], delta)
    np.testing.assert_allclose(walk.backward.gradients[0].weights, gradient, rtol=1e-6)
    np.testing.assert_allclose(walk.updated[0][0].weights, weights - 0.1 * gradient, rtol=1e-6)
    np.testing.assert_allclose(walk.updated[0][0].biases, biases - 0.1 * delta, rtol=1e-6)
    assert walk.again[1].losses[0] < walk.backward.losses[0]


def test_three_layers_by_hand_answer_what_the_course_says():
    project = ready_networks.READY_NETWORKS["threeLayers"].run()
    examples = data.load(Worked()).train
    walk = Walkthrough(
        project.experiment.network,
        project.snapshot.parameters,
        examples.inputs,
        examples.targets,
        project.experiment.hyperparameters,
        no_slots(project.snapshot.parameters, "sgd"),
    )
    for a, expected in zip(
        walk.forward.activations[1:], [(0.98, 0.12), (0.86, 0.11), (0.62, 0.83)], strict=True
    ):
        np.testing.assert_allclose(a[0], expected, atol=0.005)


def test_ten_layers_agree_with_tensorflow():
    network = Network(6, (Layer(6, "elu"),) * 9 + (Layer(3, "softmax"),))
    walk = random_walk(network, Hyperparameters(l2=0.1), examples=4, seed=8)
    assert walk.difference(Taped(walk).proof(walk)) < 1e-5
    assert len(walk.updated[0]) == 10


def test_regularisation_pulls_weights_alone_towards_zero():
    network = Network(4, (Layer(3, "prelu"), Layer(2, "softmax")))
    chosen = Hyperparameters(optimizer="sgd", learning_rate=0.1)
    plain = random_walk(network, chosen)
    pulled = random_walk(network, replace(chosen, l2=0.5))
    np.testing.assert_array_equal(pulled.backward.losses, plain.backward.losses)
    np.testing.assert_array_equal(flat(pulled.backward.gradients), flat(plain.backward.gradients))
    for before, without, after in zip(
        plain.parameters, plain.updated[0], pulled.updated[0], strict=True
    ):
        np.testing.assert_allclose(
            after.weights, without.weights - 0.1 * 0.5 * before.weights, atol=1e-6
        )
        np.testing.assert_array_equal(after.biases, without.biases)
        np.testing.assert_array_equal(after.slopes, without.slopes)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_slots_begin_empty(optimizer):
    parameters = initialise(Network(3, (Layer(2, "prelu"), Layer(2, "softmax"))), 0)
    slots = no_slots(parameters, optimizer)
    assert slots.updates == 0
    assert len(slots.arrays) == OPTIMIZERS[optimizer].slot_count
    for slot in slots.arrays:
        for layer, other in zip(slot, parameters, strict=True):
            assert [array.shape for array in layer] == [array.shape for array in other]
        assert not flat(slot).any()
