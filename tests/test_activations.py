"""Every activation function and its derivative against TensorFlow, Keras and finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.activations import ACTIVATIONS, LEAKY_SLOPE, pull_back
from core.backend import tensors
from core.notation.expressions import evaluate
from core.notation.writing import in_plain_text


def keras_prelu(z, slopes):
    """What a keras PReLU layer that has learned `slopes` gives."""
    layer = keras.layers.PReLU()
    layer.build(z.shape)
    return layer.stateless_call([slopes], [], z)[0]


# a = f(z, slopes) as TensorFlow or Keras computes it.
TENSORFLOW = {
    "linear": lambda z, _: tf.identity(z),
    "sign": lambda z, _: tf.sign(z),
    "step": lambda z, _: tf.cast(z > 0, z.dtype),
    "sigmoid": lambda z, _: tf.nn.sigmoid(z),
    "tanh": lambda z, _: tf.nn.tanh(z),
    "relu": lambda z, _: tf.nn.relu(z),
    "leaky relu": lambda z, _: keras.layers.LeakyReLU(0.3)(z),
    "prelu": keras_prelu,
    "elu": lambda z, _: tf.nn.elu(z),
    "softmax": lambda z, _: tf.nn.softmax(z),
}
ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
SMALLEST_NORMAL = np.finfo(np.float32).tiny

every_activation = pytest.mark.parametrize("name", ACTIVATIONS)
every_elementwise_activation = pytest.mark.parametrize("name", ELEMENTWISE)
# TensorFlow takes a subnormal number for zero, so there is a test of its own for those.
rows = arrays(np.float32, (3, 5), elements=st.floats(-1e4, 1e4, width=32, allow_subnormal=False))


def slopes_for(name, neurons, dtype=np.float32):
    return np.linspace(-0.5, 1.5, neurons if name == "prelu" else 0, dtype=dtype)


def assert_is_tensorflows(name, z, upstream):
    """f(z), and ∂C/∂z where ∂C/∂a is `upstream`, are TensorFlow's, number by number."""
    slopes = slopes_for(name, z.shape[-1])
    with tf.device("CPU"), tf.GradientTape() as tape:
        tensor = tf.constant(z)
        tape.watch(tensor)
        output = TENSORFLOW[name](tensor, tf.constant(slopes))
    gradient = tape.gradient(output, tensor, upstream, unconnected_gradients="zero")
    np.testing.assert_allclose(ACTIVATIONS[name].function(z, slopes), output, 1e-5, 1e-5)
    np.testing.assert_allclose(pull_back(name, z, slopes, upstream), gradient, 1e-5, 1e-5)


def slope_between(function, z, step=1e-5):
    """f'(z) by central finite differences."""
    return (function(z + step) - function(z - step)) / (2 * step)


def test_every_activation_has_a_tensorflow_twin():
    assert set(ACTIVATIONS) == set(TENSORFLOW)


@every_activation
@settings(max_examples=40)
@given(z=rows, upstream=arrays(np.float32, (3, 5), elements=st.floats(-4, 4, width=16)))
def test_values_and_derivatives_are_tensorflows(name, z, upstream):
    assert_is_tensorflows(name, z, upstream)


@every_activation
def test_extreme_pre_activations_agree_with_tensorflow(name):
    z = np.array([[1e4, -1e4, 100, -100, 0.0], [1e4, 1e4, -0.0, 0.0, 1e-30]], np.float32)
    assert_is_tensorflows(name, np.concatenate([z, -z]), np.ones((4, 5), np.float32))


@every_elementwise_activation
@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_the_derivative_at_zero_is_exactly_tensorflows_choice(name, zero):
    z, slopes = np.full((1, 1), zero, np.float32), slopes_for(name, 1)
    with tf.device("CPU"), tf.GradientTape() as tape:
        tensor = tf.constant(z)
        tape.watch(tensor)
        output = TENSORFLOW[name](tensor, tf.constant(slopes))
    expected = tape.gradient(output, tensor, unconnected_gradients="zero")
    np.testing.assert_array_equal(ACTIVATIONS[name].derivative(z, slopes), expected)


@every_elementwise_activation
def test_subnormal_pre_activations_behave_as_the_smallest_normal_ones(name):
    subnormal = np.array([1e-45, 1e-40, 1e-38, -1e-38, -1e-40, -1e-45], np.float32)
    z, slopes = np.sign(subnormal) * SMALLEST_NORMAL, slopes_for(name, 6)
    assert (np.abs(subnormal) < SMALLEST_NORMAL).all()
    for ours in (ACTIVATIONS[name].function, ACTIVATIONS[name].derivative):
        np.testing.assert_allclose(ours(subnormal, slopes), ours(z, slopes), atol=1e-37)
    assert_is_tensorflows(name, z[np.newaxis], np.ones((1, 6), np.float32))


@every_elementwise_activation
@given(z=arrays(np.float64, 7, elements=st.floats(-20, 20)))
def test_the_derivative_is_the_slope_of_the_function(name, z):
    z, slopes = np.where(np.abs(z) < 1e-3, 0.5, z), slopes_for(name, 7, np.float64)
    activation = ACTIVATIONS[name]
    np.testing.assert_allclose(
        activation.derivative(z, slopes),
        slope_between(lambda z: activation.function(z, slopes), z),
        atol=1e-8,
        rtol=1e-8,
    )


@given(
    z=arrays(np.float64, 4, elements=st.floats(-20, 20)),
    upstream=arrays(np.float64, 4, elements=st.floats(-3, 3)),
)
def test_pull_back_through_softmax_is_the_slope_of_the_cost(z, upstream):
    def cost(z):
        return (upstream * ACTIVATIONS["softmax"].function(z, None)).sum(axis=-1)

    # Row i of the identity moves zᵢ alone.
    expected = [slope_between(lambda t, row=row: cost(z + t * row), 0.0) for row in np.eye(4)]
    np.testing.assert_allclose(pull_back("softmax", z, None, upstream), expected, atol=1e-8)


@every_activation
@settings(max_examples=40)  # of seven numbers each
@given(z=arrays(np.float64, 7, elements=st.floats(-20, 20, allow_subnormal=False)))
def test_the_formulas_are_the_functions(name, z):
    """By NumPy, and by TensorFlow as the backend computes an activation that is only a formula."""
    activation, slopes = ACTIVATIONS[name], slopes_for(name, 7, np.float64)
    values, found = {"z": z, "α": slopes}, activation.function(z, slopes)
    close = {"rtol": 1e-12, "atol": 1e-12}
    np.testing.assert_allclose(evaluate(activation.value, values), found, **close)
    if activation.slope is not None:
        ours = evaluate(activation.slope, values | {"a": found})
        derivative = activation.derivative(z, slopes)
        np.testing.assert_allclose(np.broadcast_to(ours, z.shape), derivative, **close)
    with tf.device("CPU"), tf.GradientTape() as tape:
        tensor = tf.constant(z)
        tape.watch(tensor)
        output = tensors.formula_of(activation.value, tensor, tf.constant(slopes))
    gradient = tape.gradient(output, tensor, unconnected_gradients="zero")
    np.testing.assert_allclose(output, found, rtol=1e-9, atol=1e-12)
    expected = pull_back(name, z, slopes, np.ones_like(z))
    away = np.abs(z) > 1e-9  # from a kink
    np.testing.assert_allclose(gradient.numpy()[away], expected[away], rtol=1e-9, atol=1e-12)


@every_activation
def test_what_is_not_a_number_does_not_become_one(name):
    z = np.array([np.nan, np.inf, -np.inf, 2], np.float32)
    for one in (z[:1], z[[3, 0]]):
        found = ACTIVATIONS[name].function(one, slopes_for(name, len(one)))
        assert np.isnan(found[-1]), (name, one)
        found = tensors.activation(name)(tf.constant(one), slopes_for(name, len(one)))
        assert np.isnan(found[-1]), (name, one)
    if name == "step":
        assert ACTIVATIONS[name].function(z[1:], z[:0]).tolist() == [1, 0, 1]


@every_activation
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_and_the_input_are_kept(name, dtype):
    z = np.linspace(-3, 3, 12, dtype=dtype).reshape(3, 4)
    before, slopes = z.copy(), slopes_for(name, 4, dtype)
    output = ACTIVATIONS[name].function(z, slopes)
    gradient = pull_back(name, z, slopes, np.ones_like(z))
    assert output.dtype == gradient.dtype == dtype
    assert output.shape == gradient.shape == z.shape
    output += 1
    gradient += 1
    np.testing.assert_array_equal(z, before)


@every_elementwise_activation
def test_the_range_stated_is_the_range_taken(name):
    z = np.array([-1e30, 1e30])
    lowest, highest = ACTIVATIONS[name].function(z, np.array([0.25, 0.25]))
    stated = ACTIVATIONS[name].range.strip("([{)]}").replace("−", "-").replace("∞", "inf")
    bounds = [float(bound) for bound in stated.split(",")]
    ends = [end if abs(end) <= 1 else np.sign(end) * np.inf for end in (lowest, highest)]
    assert [bounds[0], bounds[-1]] == ends


@every_elementwise_activation
def test_only_where_the_derivative_is_zero_everywhere_is_an_activation_not_differentiable(name):
    z = np.linspace(-2, 2, 9, dtype=np.float32)
    learns = ACTIVATIONS[name].derivative(z, slopes_for(name, 9)).any()
    assert ACTIVATIONS[name].differentiable == learns


def test_the_slope_of_leaky_relu_is_keras_default_and_stands_in_its_formula():
    assert keras.layers.LeakyReLU().negative_slope == LEAKY_SLOPE
    assert f"{LEAKY_SLOPE}·z" in in_plain_text(ACTIVATIONS["leaky relu"].value)
