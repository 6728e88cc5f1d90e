"""The walk: every number against TensorFlow or its meaning, every step in its place."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core import data, optimizers, ready_networks, terms
from core.backend import tensors
from core.data import Worked
from core.data.tasks import HIGHEST
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS, Rates, rates
from core.parameters import LayerParameters, initialise, shapes
from core.snapshot import no_slots
from core.walkthrough import Operand, Place, Proof, Walkthrough
from tests.helpers import flat
from tests.random_walks import SMOOTH, networks, random_walk, sgd_walk, walks
from tests.walks import walk_of

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
        np.testing.assert_allclose(self.losses, measured, rtol=1e-6, atol=1e-6)
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


def test_a_neuron_that_is_pointed_at_is_a_term_of_its_neighbours():
    """Forward they are gathered from the layer before, backward from the layer behind."""
    found = walk_of(Network(3, (Layer(4, "tanh"), Layer(5, "tanh"), Layer(2, "softmax"))))
    number = {(stage.kind, stage.layer): at for at, stage in enumerate(found.stages)}
    forth, back = number["pre-activation", 2], number["delta", 2]
    assert found.pointed(forth, (1, 3)) == (None, 3)
    assert found.pointed(forth, (2, 4)) == (4, None)
    assert found.pointed(forth, (3, 1)) == (None, None)
    assert found.pointed(back, (3, 1)) == (None, 1)
    assert found.pointed(back, (1, 3)) == (None, None)
