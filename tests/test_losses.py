"""All losses and their gradients against TensorFlow, their formulas and finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from core.activations import ACTIVATIONS, pull_back
from core.backend import tensors
from core.losses import LOSSES, taking
from core.network import Layer, Network
from core.notation.expressions import evaluate
from core.notation.writing import in_plain_text

CROSS_ENTROPY = LOSSES["cross-entropy"]
SQUARED_ERROR = LOSSES["mean squared error"]
MAE, BINARY = "mean absolute error", "binary cross-entropy"
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
    outputs, loss = LOSSES[loss].outputs or 4, LOSSES[loss]
    z = random_z(outputs, dtype=np.float64)
    z += 0.01 * np.sign(z)  # away from a kink
    slopes, targets = slopes_for(output, z), one_hot_rows(20, outputs, np.float64)
    ours = gradient_by_z(loss, output, z, slopes, targets)
    for index, step in enumerate(1e-5 * np.eye(outputs)):
        higher = loss.function(output, z + step, slopes, targets)
        lower = loss.function(output, z - step, slopes, targets)
        np.testing.assert_allclose(ours[:, index], (higher - lower) / 2e-5, atol=1e-8)


@every_pair
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_is_kept_and_there_is_one_loss_for_each_example(loss, output, dtype):
    outputs, loss = LOSSES[loss].outputs or 3, LOSSES[loss]
    z, targets = random_z(outputs, dtype=dtype), one_hot_rows(20, outputs, dtype)
    losses = loss.function(output, z, slopes_for(output, z), targets)
    gradient = gradient_by_z(loss, output, z, slopes_for(output, z), targets)
    assert losses.shape == (20,)
    assert gradient.shape == (20, outputs)
    assert losses.dtype == gradient.dtype == dtype


# What each formula is, written down a second time for NumPy.
FORMULAS = {
    "Cⁿ = −Σᵢ ŷᵢ·ln aᵢ": lambda y, a: -(y * np.log(a)).sum(axis=-1),
    "Cⁿ = −Σᵢ (ŷᵢ·ln aᵢ + (1 − ŷᵢ)·ln(1 − aᵢ))": lambda y, a: (
        -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=-1)
    ),
    "Cⁿ = 1/m·Σᵢ (aᵢ − ŷᵢ)²": lambda y, a: ((a - y) ** 2).sum(axis=-1) / y.shape[-1],
    "Cⁿ = 1/m·Σᵢ |aᵢ − ŷᵢ|": lambda y, a: np.abs(a - y).sum(axis=-1) / y.shape[-1],
}


@every_pair
def test_the_loss_is_what_its_formula_says(loss, output):
    outputs, loss = LOSSES[loss].outputs or 3, LOSSES[loss]
    z, targets = random_z(outputs, dtype=np.float64), one_hot_rows(20, outputs, np.float64)
    slopes = slopes_for(output, z)
    a, value = ACTIVATIONS[output].function(z, slopes), loss.value(output)
    found = loss.function(output, z, slopes, targets)
    written = FORMULAS[f"Cⁿ = {in_plain_text(value)}"]
    np.testing.assert_allclose(found, written(targets, a))
    np.testing.assert_allclose(found, evaluate(value, {"a": a, "ŷ": targets})[..., 0])


@every_pair
@pytest.mark.parametrize("targets", [0.0, 0.3, 1.0])
def test_the_formula_of_the_gradient_is_its_slope(loss, output, targets):
    outputs, loss = LOSSES[loss].outputs or 3, LOSSES[loss]
    z = random_z(outputs, dtype=np.float64)
    targets, slopes = np.full_like(z, targets), slopes_for(output, z)
    if output == "softmax":
        targets /= max(1, targets.sum(axis=-1).max())
        targets[:, 0] += 1 - targets.sum(axis=-1)
    a = ACTIVATIONS[output].function(z, slopes)
    numbers = {"a": a, "ŷ": targets, "m": np.float64(outputs)}
    ours = np.broadcast_to(evaluate(loss.slope, numbers), z.shape)
    for index, step in enumerate(1e-6 * np.eye(outputs)):
        if loss.delta:
            sides = [loss.function(output, z + side, slopes, targets) for side in (step, -step)]
        else:
            sides = [
                evaluate(loss.value(output), numbers | {"a": a + side})[..., 0]
                for side in (step, -step)
            ]
        away = np.abs(a - targets)[:, index] > 1e-5  # from the kink of the absolute error
        expected = (sides[0] - sides[1]) / 2e-6
        np.testing.assert_allclose(ours[away, index], expected[away], atol=1e-7)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_there_is_a_formula_for_every_output_activation(loss):
    for output in loss.output_activations or ACTIVATIONS:
        assert loss.value(output) in loss.values.values()


@every_output
@sizes
@scales
def test_absolute_error_is_keras(output, outputs, scale):
    """By a, and by z through the backend's formula; 0 where an output is what it should be."""
    z, targets, loss = random_z(outputs, scale), one_hot_rows(20, outputs), LOSSES[MAE]
    slopes = slopes_for(output, z)
    a = ACTIVATIONS[output].function(z, slopes)
    losses, gradient = tensorflow_losses_and_gradient(
        lambda a: keras.losses.mean_absolute_error(targets, a), a
    )
    backends, its_gradient = tensorflow_losses_and_gradient(
        lambda a: tensors.loss(MAE)(output, tf.constant(z), a, targets), a
    )
    assert_close(loss.function(output, z, slopes, targets), losses)
    # TensorFlow takes a subnormal number for zero.
    normal = (a == targets) | (np.abs(a - targets) >= np.finfo(np.float32).tiny)
    np.testing.assert_array_equal(loss.upstream(a, targets)[normal], gradient[normal])
    assert_close(backends, losses)
    np.testing.assert_array_equal(its_gradient, gradient)
    assert not loss.upstream(targets, targets).any()


@pytest.mark.parametrize("target", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("z", [[-1e4], [-30.0], [-1.0], [0.0], [0.5], [30.0], [1e4]])
def test_binary_cross_entropy_is_tensorflows(z, target):
    """By z, from a formula that is exact at either end, and at 0 too."""
    z, targets = np.array([z], np.float32), np.full((1, 1), target, np.float32)
    losses, gradient = tensorflow_losses_and_gradient(
        lambda z: tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, z), axis=-1), z
    )
    backends, its_gradient = tensorflow_losses_and_gradient(
        lambda z: tensors.loss(BINARY)("sigmoid", z, tf.sigmoid(z), targets), z
    )
    assert np.isfinite(losses).all()
    assert_close(LOSSES[BINARY].function("sigmoid", z, None, targets), losses)
    assert_close(LOSSES[BINARY].delta("sigmoid", z, targets), gradient)
    assert_close(backends, losses)
    assert_close(its_gradient, gradient)


def test_loss_says_how_many_outputs_it_takes():
    assert BINARY in taking(1)
    assert set(taking(2)) == set(LOSSES) - {BINARY}
    Network(2, (Layer(1, "sigmoid"),), BINARY)
    with pytest.raises(ValueError, match="needs an output layer of 1 neuron, not 2"):
        Network(2, (Layer(2, "sigmoid"),), BINARY)
    with pytest.raises(ValueError, match="needs an output layer with sigmoid, not tanh"):
        Network(2, (Layer(1, "tanh"),), BINARY)
