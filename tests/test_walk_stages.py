"""The stages of a walk: every equation of them is true, and their steps come in order."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import terms
from core.activations import ACTIVATIONS
from core.network import Layer, Network
from core.walkthrough import GRAINS, PHASES, Operand, Place
from tests.random_walks import networks, sgd_walk, walks


def is_stop(walk, stage, unit, term):
    """Whether a walk by edges stops at a term of a short sum: it is not 0, or the last."""
    found = walk.terms(stage)
    assert found is None or len(found) <= terms.MOST
    return found is None or term == stage.terms - 1 or found[term, unit] != 0


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
        case "nesterov", [velocity]:
            velocity = mu * velocity - eta * gradients
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
    l2, l1 = np.float32(walk.hyperparameters.l2), np.float32(walk.hyperparameters.l1)
    for layer, (weights, biases, _) in enumerate(walk.parameters, 1):
        gradients, after = walk.backward.gradients[layer - 1], walk.updated[0][layer - 1]
        used = gradients.weights + l2 * weights + l1 * np.sign(weights)
        expected = {
            ("pre-activation", "W"): weights,
            ("pre-activation", "b"): biases[None],
            ("pre-activation", "z"): walk.forward.pre_activations[layer - 1][:1],
            ("activation", "a"): walk.forward.activations[layer][:1],
            ("weight gradient", "δ"): walk.backward.deltas[layer - 1],
            ("weight gradient", "∂C/∂W"): gradients.weights,
            ("bias gradient", "∂C/∂b"): gradients.biases[None],
            ("update", "θ"): np.vstack([weights, biases]),
            ("update", "g"): np.vstack([used, gradients.biases]),
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
