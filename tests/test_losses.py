"""Both losses and their gradients against TensorFlow, their formulas and finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from core.activations import ACTIVATIONS, pull_back
from core.losses import LOSSES

CROSS_ENTROPY = LOSSES["cross-entropy"]
SQUARED_ERROR = LOSSES["mean squared error"]
EXTREME = np.array([[1e4, -1e4, 0], [-1e4, 1e4, -0.0], [1e4, 1e4, 1e4], [-1e4] * 3], np.float32)

# Every loss with every output activation it is defined for.
every_pair = pytest.mark.parametrize(
    ("loss", "output"),
    [
        (loss, output)
        for loss in LOSSES
        for output in LOSSES[loss].output_activations or ACTIVATIONS
    ],
)
every_cross_entropy = pytest.mark.parametrize("output", CROSS_ENTROPY.output_activations)
every_output = pytest.mark.parametrize("output", ACTIVATIONS)
sizes = pytest.mark.parametrize("outputs", [1, 2, 10])
scales = pytest.mark.parametrize("scale", [0.0, 1.0, 30.0])


def random_z(outputs, scale=1.0, dtype=np.float32):
    return dtype(scale) * np.random.default_rng(outputs).standard_normal((20, outputs), dtype)


def one_hot_rows(examples, outputs, dtype=np.float32):
    return np.eye(outputs, dtype=dtype)[np.arange(examples) % outputs]


def slopes_for(output, z):
    return np.linspace(-0.5, 1.5, z.shape[-1] if output == "prelu" else 0, dtype=z.dtype)


def tensorflow_losses_and_gradient(function, values):
    with tf.device("CPU"), tf.GradientTape() as tape:
        tensor = tf.constant(values)
        tape.watch(tensor)
        losses = function(tensor)
    return losses.numpy(), tape.gradient(losses, tensor).numpy()


def assert_close(ours, expected):
    assert ours.dtype == expected.dtype
    np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-5)


def assert_cross_entropy_is_tensorflows(output, z, targets):
    """By z, where back propagation starts."""

    def cross_entropy(z):
        if output == "softmax":
            return tf.nn.softmax_cross_entropy_with_logits(targets, z)
        return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, z), axis=-1)

    losses, gradient = tensorflow_losses_and_gradient(cross_entropy, z)
    assert np.isfinite(losses).all()
    assert_close(CROSS_ENTROPY.function(output, z, None, targets), losses)
    assert_close(CROSS_ENTROPY.delta(output, z, targets), gradient)


def assert_squared_error_is_tensorflows(output, z, targets):
    """By a, where back propagation starts."""
    slopes = slopes_for(output, z)
    a = ACTIVATIONS[output].function(z, slopes)
    losses, gradient = tensorflow_losses_and_gradient(
        lambda a: keras.losses.mean_squared_error(targets, a), a
    )
    assert np.isfinite(losses).all()
    assert_close(SQUARED_ERROR.function(output, z, slopes, targets), losses)
    assert_close(SQUARED_ERROR.upstream(a, targets), gradient)


def gradient_by_z(loss, output, z, slopes, targets):
    """∂Cⁿ/∂z, the way back propagation asks for it."""
    if loss.delta:
        return loss.delta(output, z, targets)
    a = ACTIVATIONS[output].function(z, slopes)
    return pull_back(output, z, slopes, loss.upstream(a, targets))


@every_cross_entropy
@sizes
@scales
def test_cross_entropy_is_tensorflows(output, outputs, scale):
    z = random_z(outputs, scale)
    assert_cross_entropy_is_tensorflows(output, z, one_hot_rows(20, outputs))


@every_output
@sizes
@scales
def test_squared_error_is_keras(output, outputs, scale):
    z = random_z(outputs, scale)
    assert_squared_error_is_tensorflows(output, z, one_hot_rows(20, outputs))


@every_cross_entropy
def test_soft_targets_are_taken_as_tensorflow_takes_them(output):
    targets = np.random.default_rng(1).dirichlet(np.ones(4), size=20).astype(np.float32)
    assert_cross_entropy_is_tensorflows(output, random_z(4), targets)


@every_cross_entropy
@pytest.mark.parametrize("label", range(3))
def test_extreme_pre_activations_give_tensorflows_finite_cross_entropy(output, label):
    targets = np.eye(3, dtype=np.float32)[[label] * 4]
    assert_cross_entropy_is_tensorflows(output, EXTREME, targets)


@every_output
@pytest.mark.parametrize("label", range(3))
def test_extreme_pre_activations_give_keras_finite_squared_error(output, label):
    targets = np.eye(3, dtype=np.float32)[[label] * 4]
    assert_squared_error_is_tensorflows(output, EXTREME, targets)


def test_cross_entropy_behind_softmax_does_not_depend_on_a_number_added_to_every_z():
    z = np.array([[1e4, 1e4]], np.float32)
    loss = CROSS_ENTROPY.function("softmax", z, None, one_hot_rows(1, 2))
    np.testing.assert_allclose(loss, [np.log(2)], rtol=1e-6)


@every_pair
def test_the_gradient_is_the_slope_of_the_loss(loss, output):
    z, loss = random_z(4, dtype=np.float64), LOSSES[loss]
    assert np.abs(z).min() > 1e-3, "too close to a kink"
    slopes, targets = slopes_for(output, z), one_hot_rows(20, 4, np.float64)
    ours = gradient_by_z(loss, output, z, slopes, targets)
    for index, step in enumerate(1e-5 * np.eye(4)):
        higher = loss.function(output, z + step, slopes, targets)
        lower = loss.function(output, z - step, slopes, targets)
        np.testing.assert_allclose(ours[:, index], (higher - lower) / 2e-5, atol=1e-8)


@every_pair
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_is_kept_and_there_is_one_loss_for_each_example(loss, output, dtype):
    z, targets, loss = random_z(3, dtype=dtype), one_hot_rows(20, 3, dtype), LOSSES[loss]
    losses = loss.function(output, z, slopes_for(output, z), targets)
    gradient = gradient_by_z(loss, output, z, slopes_for(output, z), targets)
    assert losses.shape == (20,)
    assert gradient.shape == (20, 3)
    assert losses.dtype == gradient.dtype == dtype


# What each formula says, written down a second time for NumPy.
FORMULAS = {
    "Cⁿ = −Σᵢ ŷᵢ ln aᵢ": lambda y, a: -(y * np.log(a)).sum(axis=-1),
    "Cⁿ = −Σᵢ (ŷᵢ ln aᵢ + (1 − ŷᵢ) ln(1 − aᵢ))": lambda y, a: (
        -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=-1)
    ),
    "Cⁿ = 1/m Σᵢ (aᵢ − ŷᵢ)²": lambda y, a: ((a - y) ** 2).sum(axis=-1) / y.shape[-1],
}


@every_pair
def test_the_loss_is_what_its_formula_says(loss, output):
    z, targets, loss = random_z(3, dtype=np.float64), one_hot_rows(20, 3, np.float64), LOSSES[loss]
    slopes = slopes_for(output, z)
    np.testing.assert_allclose(
        loss.function(output, z, slopes, targets),
        FORMULAS[loss.formulas[output]](targets, ACTIVATIONS[output].function(z, slopes)),
    )


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_there_is_a_formula_for_every_output_activation_and_one_text_of_all(loss):
    assert set(loss.formulas) == set(loss.output_activations or ACTIVATIONS)
    assert all(loss.formula.count(formula) == 1 for formula in loss.formulas.values())
