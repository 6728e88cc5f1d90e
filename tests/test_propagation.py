"""Forward and backward against TensorFlow, finite differences and an example worked by hand."""

from typing import NamedTuple

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.data.tasks import one_hot
from core.losses import LOSSES
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import backward, forward

SMOOTH = ("linear", "sigmoid", "tanh", "softmax")  # the others have a kink at z = 0


class Case(NamedTuple):
    """A network with parameters, and a batch for it."""

    network: Network
    parameters: tuple[LayerParameters, ...]
    inputs: np.ndarray
    targets: np.ndarray

    def forward(self):
        return forward(self.network, self.parameters, self.inputs)

    def backward(self):
        return backward(self.network, self.parameters, self.forward(), self.targets)

    def keeps_clear_of_kinks(self, distance=1e-3):
        """No z is so close to a kink that rounding or a small step could carry it across.

        The absolute error has its kink where an output is what it should be.
        """
        if self.network.loss == "mean absolute error":
            errors = np.abs(self.forward().output - self.targets)
            if errors.min() <= 1e-6:
                return False
        return all(
            np.abs(z).min() > distance
            for layer, z in zip(self.network.layers, self.forward().pre_activations, strict=True)
            if layer.activation not in SMOOTH
        )


def parameters_of(network, draw):
    """Parameters for `network`, every array made by `draw(shape)`."""
    return tuple(
        LayerParameters(
            weights=draw((inputs, layer.neurons)),
            biases=draw((layer.neurons,)),
            slopes=draw((layer.neurons if layer.activation == "prelu" else 0,)),
        )
        for layer, inputs in zip(network.layers, network.sizes, strict=False)
    )


def random_case(network, examples, seed, dtype=np.float32, scale=1.0):
    random = np.random.default_rng(seed)

    def draw(shape):
        return (scale * random.standard_normal(shape)).astype(dtype)

    inputs = random.standard_normal((examples, network.inputs)).astype(dtype)
    labels = random.integers(network.sizes[-1], size=examples)
    targets = one_hot(labels, network.sizes[-1], dtype)
    return Case(network, parameters_of(network, draw), inputs, targets)


def constant_case(network, examples, value, dtype=np.float32):
    """Every parameter and every input is `value`."""
    targets = one_hot(np.arange(examples) % network.sizes[-1], network.sizes[-1], dtype)
    parameters = parameters_of(network, lambda shape: np.full(shape, value, dtype))
    return Case(network, parameters, np.full((examples, network.inputs), value, dtype), targets)


@st.composite
def networks(draw, activations=tuple(ACTIVATIONS)):
    sizes, names = st.integers(1, 8), st.sampled_from(activations)
    loss = draw(st.sampled_from(list(LOSSES)))
    outputs = LOSSES[loss].output_activations or activations
    last = draw(st.sampled_from(outputs))
    hidden = draw(st.lists(st.builds(Layer, sizes, names), max_size=3))
    return Network(draw(sizes), (*hidden, Layer(LOSSES[loss].outputs or draw(sizes), last)), loss)


@st.composite
def random_cases(draw, dtype=np.float32, activations=tuple(ACTIVATIONS)):
    case = random_case(
        draw(networks(activations)),
        examples=draw(st.integers(1, 7)),
        seed=draw(st.integers(0, 2**32 - 1)),
        dtype=dtype,
        scale=draw(st.sampled_from([0.1, 0.5, 1.0])),
    )
    assume(case.keeps_clear_of_kinks())
    return case


def tensorflow_activation(name, z, slopes):
    match name:
        case "linear":
            return tf.identity(z)
        case "sign":
            return tf.sign(z)
        case "step":
            return tf.cast(z > 0, z.dtype)
        case "leaky relu":
            return tf.nn.leaky_relu(z, 0.3)
        case "prelu":  # as keras.layers.PReLU
            return tf.nn.relu(z) - slopes * tf.nn.relu(-z)
        case _:
            return getattr(tf.nn, name)(z)


def tensorflow_losses(network, z, a, targets):
    if network.loss == "mean squared error":
        return keras.losses.mean_squared_error(targets, a)
    if network.loss == "mean absolute error":
        return keras.losses.mean_absolute_error(targets, a)
    if network.layers[-1].activation == "softmax":
        return tf.nn.softmax_cross_entropy_with_logits(targets, z)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, z), axis=-1)


def tensorflow_results(case):
    """Every array that forward and backward give, by name, as TensorFlow computes it."""
    with tf.device("CPU"), tf.GradientTape(persistent=True) as tape:
        parameters = [LayerParameters(*map(tf.constant, layer)) for layer in case.parameters]
        tape.watch(parameters)
        activations, pre_activations = [tf.constant(case.inputs)], []
        for layer, (weights, biases, slopes) in zip(case.network.layers, parameters, strict=True):
            pre_activations.append(activations[-1] @ weights + biases)
            activations.append(tensorflow_activation(layer.activation, pre_activations[-1], slopes))
        losses = tensorflow_losses(case.network, pre_activations[-1], activations[-1], case.targets)
        mean_loss = tf.reduce_mean(losses)
    deltas = tape.gradient(losses, pre_activations, unconnected_gradients="zero")
    gradients = tape.gradient(mean_loss, parameters, unconnected_gradients="zero")
    return by_name(pre_activations, activations, losses, deltas, gradients)


def our_results(case):
    passed, back = case.forward(), case.backward()
    return by_name(*passed, *back)


def by_name(pre_activations, activations, losses, deltas, gradients):
    return {
        "losses": np.asarray(losses),
        **{f"a of layer {number}": np.asarray(a) for number, a in enumerate(activations)},
        **{f"z of layer {number}": np.asarray(z) for number, z in enumerate(pre_activations, 1)},
        **{f"δ of layer {number}": np.asarray(delta) for number, delta in enumerate(deltas, 1)},
        **{
            f"gradient of the {kind} of layer {number}": np.asarray(array)
            for number, layer in enumerate(gradients, 1)
            for kind, array in zip(LayerParameters._fields, layer, strict=True)
        },
    }


def assert_close(ours, expected, tolerance=1e-5):
    """Each array is as expected, up to the rounding of the largest number in it."""
    assert ours.keys() == expected.keys()
    for name, array in expected.items():
        assert ours[name].dtype == array.dtype, name
        largest = np.abs(array).max(initial=1)
        np.testing.assert_allclose(
            ours[name], array, rtol=tolerance, atol=tolerance * largest, err_msg=name
        )


@settings(max_examples=150)
@given(random_cases())
def test_every_number_is_tensorflows(case):
    assert_close(our_results(case), tensorflow_results(case))


@settings(max_examples=60)
@given(networks(), st.integers(1, 7), st.sampled_from([0, 0.25, -0.25]))
def test_parameters_that_are_all_equal_give_tensorflows_numbers(network, examples, value):
    case = constant_case(network, examples, value)
    assert_close(our_results(case), tensorflow_results(case))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_blank_input_whose_every_z_lies_on_the_kink_gives_tensorflows_numbers(name):
    network = Network(4, (Layer(6, name), Layer(3, "sigmoid")))
    case = random_case(network, examples=2, seed=6)
    case.inputs[:] = 0
    case.parameters[0].biases[:] = 0
    assert not case.forward().pre_activations[0].any()
    assert_close(our_results(case), tensorflow_results(case))


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_hidden_activation_gives_tensorflows_numbers(name, loss):
    outputs = LOSSES[loss].outputs or 3
    network = Network(4, (Layer(6, name), Layer(5, name), Layer(outputs, "sigmoid")), loss)
    # Smaller weights keep a sigmoid from 0 and 1, where the absolute error has its kinks.
    scale = 0.5 if loss == "mean absolute error" else 1.0
    case = random_case(network, examples=7, seed=5, scale=scale)
    assert case.keeps_clear_of_kinks()
    assert_close(our_results(case), tensorflow_results(case))


@pytest.mark.parametrize("activation", ["relu", "tanh", "prelu"])
def test_a_classifier_of_digits_has_tensorflows_numbers(activation):
    layers = (Layer(64, activation), Layer(32, activation), Layer(10, "softmax"))
    network, random = Network(256, layers), np.random.default_rng(0)
    case = Case(
        network,
        initialise(network, seed=8),
        inputs=random.random((32, 256), np.float32),
        targets=one_hot(random.integers(10, size=32), 10),
    )
    assert activation == "tanh" or case.keeps_clear_of_kinks(distance=1e-5)
    assert_close(our_results(case), tensorflow_results(case))


def mean_loss(case):
    return case.backward().losses.mean()


def slopes_of_the_mean_loss(case, step=1e-6):
    """The gradient of every parameter by central finite differences."""
    gradients = []
    for layer in case.parameters:
        slopes = LayerParameters(*map(np.zeros_like, layer))
        for array, its_slopes in zip(layer, slopes, strict=True):
            for index in np.ndindex(array.shape):
                kept = array[index]
                array[index] = kept + step
                higher = mean_loss(case)
                array[index] = kept - step
                lower = mean_loss(case)
                array[index] = kept
                its_slopes[index] = (higher - lower) / (2 * step)
        gradients.append(slopes)
    return gradients


DIFFERENTIABLE = tuple(name for name in ACTIVATIONS if ACTIVATIONS[name].differentiable)


@settings(max_examples=30)
@given(random_cases(np.float64, DIFFERENTIABLE))
def test_gradients_are_the_slopes_of_the_mean_loss(case):
    gradients = case.backward().gradients
    for ours, expected in zip(gradients, slopes_of_the_mean_loss(case), strict=True):
        for array, its_slopes in zip(ours, expected, strict=True):
            scale = np.abs(its_slopes).max(initial=1)
            np.testing.assert_allclose(array, its_slopes, atol=1e-6 * scale)


@given(random_cases(np.float64))
def test_a_batch_gives_each_examples_numbers_and_the_mean_of_their_gradients(case):
    whole = case.backward()
    parts = [
        case._replace(inputs=case.inputs[i : i + 1], targets=case.targets[i : i + 1]).backward()
        for i in range(len(case.inputs))
    ]
    np.testing.assert_allclose(whole.losses, np.concatenate([part.losses for part in parts]))
    for number, deltas in enumerate(whole.deltas):
        alone = np.concatenate([part.deltas[number] for part in parts])
        np.testing.assert_allclose(deltas, alone, rtol=1e-9, atol=1e-12)
        for kind, gradient in enumerate(whole.gradients[number]):
            mean = np.mean([part.gradients[number][kind] for part in parts], axis=0)
            np.testing.assert_allclose(gradient, mean, rtol=1e-9, atol=1e-12)


@given(random_cases())
def test_gradients_have_the_shapes_of_the_parameters(case):
    for gradient, layer in zip(case.backward().gradients, case.parameters, strict=True):
        assert [array.shape for array in gradient] == [array.shape for array in layer]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@settings(max_examples=50)
@given(
    network=networks(),
    inputs_dtype=st.sampled_from([np.uint8, np.float32, np.float64]),
    targets_dtype=st.sampled_from([np.int64, np.float32, np.float64]),
)
def test_every_number_has_the_dtype_of_the_parameters(dtype, network, inputs_dtype, targets_dtype):
    case = constant_case(network, 2, 1, dtype)
    case = case._replace(
        inputs=case.inputs.astype(inputs_dtype), targets=case.targets.astype(targets_dtype)
    )
    assert {array.dtype for array in our_results(case).values()} == {np.dtype(dtype)}


def test_neither_way_changes_what_it_was_given():
    network = Network(3, (Layer(4, "prelu"), Layer(2, "linear")), "mean squared error")
    case, untouched = (random_case(network, examples=5, seed=9) for _ in range(2))
    case.backward()
    np.testing.assert_array_equal(case.inputs, untouched.inputs)
    np.testing.assert_array_equal(case.targets, untouched.targets)
    for layer, before in zip(case.parameters, untouched.parameters, strict=True):
        for array, its_before in zip(layer, before, strict=True):
            np.testing.assert_array_equal(array, its_before)


@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("value", [1e30, np.inf, np.nan])
def test_a_diverged_network_gives_numbers_that_are_not_finite_and_no_warning(output, value):
    network = Network(3, (Layer(4, "relu"), Layer(2, output)), "mean squared error")
    passed = constant_case(network, 2, value)
    z = passed.forward().pre_activations[-1]
    assert not np.isfinite(z).any()
    assert passed.backward().losses.shape == (2,)


def test_the_example_worked_in_the_course():
    """W[inputs, outputs], x = (1, −1): z = (4, −2), a = (0.98, 0.12)."""
    network = Network(2, (Layer(2, "sigmoid"),))
    weights, biases = np.array([[1.0, -1.0], [-2.0, 1.0]]), np.array([1.0, 0.0])
    passed = forward(
        network, (LayerParameters(weights, biases, np.zeros(0)),), np.array([[1.0, -1.0]])
    )
    assert passed.pre_activations[0].tolist() == [[4, -2]]
    assert passed.output.round(2).tolist() == [[0.98, 0.12]]


def test_a_step_against_the_gradient_lowers_the_loss():
    network = Network(5, (Layer(8, "tanh"), Layer(3, "softmax")))
    case = random_case(network, examples=7, seed=4)
    stepped = tuple(
        LayerParameters(*(value - 0.01 * slope for value, slope in zip(*pair, strict=True)))
        for pair in zip(case.parameters, case.backward().gradients, strict=True)
    )
    assert mean_loss(case._replace(parameters=stepped)) < mean_loss(case)


def test_one_hot_marks_the_label_of_each_example():
    targets = one_hot(np.array([2, 0]), 3)
    assert targets.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert targets.dtype == np.float32
