"""Initial weights against Keras's initialisers, and which seed gives which weights."""

import keras
import numpy as np
import pytest

from core.initialisers import INITIALISERS
from core.network import Layer, Network
from core.parameters import (
    LayerParameters,
    check,
    equal,
    initialise,
    largest_difference,
    shapes,
)

KERAS = {
    "glorot uniform": keras.initializers.GlorotUniform,
    "glorot normal": keras.initializers.GlorotNormal,
    "he uniform": keras.initializers.HeUniform,
    "he normal": keras.initializers.HeNormal,
    "lecun uniform": keras.initializers.LecunUniform,
    "lecun normal": keras.initializers.LecunNormal,
    "random uniform": keras.initializers.RandomUniform,
    "random normal": keras.initializers.RandomNormal,
    "zeros": keras.initializers.Zeros,
    "ones": keras.initializers.Ones,
}
UNBOUNDED = "random normal"

every_initialiser = pytest.mark.parametrize("name", INITIALISERS)


def network(*neurons, inputs=6, activation="tanh", initialiser="he normal"):
    """A network whose hidden layers have `neurons`, before an output layer of 3."""
    hidden = tuple(Layer(count, activation) for count in neurons)
    return Network(inputs, (*hidden, Layer(3, "softmax")), initialiser=initialiser)


def keras_weights(name, shape):
    seed = {} if name in ("zeros", "ones") else {"seed": 1}
    return np.asarray(KERAS[name](**seed)(shape))


def our_weights(name, shape):
    inputs, neurons = shape
    return initialise(network(neurons, inputs=inputs, initialiser=name), seed=1)[0].weights


def same_bits(parameters, others):
    return all(
        array.tobytes() == other.tobytes()
        for layer, its_other in zip(parameters, others, strict=True)
        for array, other in zip(layer, its_other, strict=True)
    )


def test_every_initialiser_has_a_keras_twin():
    assert set(INITIALISERS) == set(KERAS)


@every_initialiser
@pytest.mark.parametrize("shape", [(600, 200), (200, 600)])
def test_weights_are_spread_as_keras_spreads_them(name, shape):
    ours, expected = our_weights(name, shape), keras_weights(name, shape)
    deviation = expected.std()
    quantiles = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
    np.testing.assert_allclose(
        np.quantile(ours, quantiles), np.quantile(expected, quantiles), atol=0.03 * deviation
    )
    np.testing.assert_allclose(ours.mean(), expected.mean(), atol=0.02 * deviation)
    np.testing.assert_allclose(ours.std(), deviation, rtol=0.01)


@every_initialiser
def test_weights_reach_as_far_as_keras_weights_and_no_farther(name):
    """The limit of a uniform distribution; where a normal one is cut, or that it is not."""
    ours, expected = our_weights(name, (600, 200)), keras_weights(name, (600, 200))
    tolerance = 0.15 if name == UNBOUNDED else 0.001
    np.testing.assert_allclose(
        [ours.min(), ours.max()], [expected.min(), expected.max()], tolerance
    )


@every_initialiser
def test_parameters_are_float32_with_zero_biases_in_the_shapes_asked_for(name):
    asked = network(5, 4, initialiser=name)
    parameters = initialise(asked, seed=0)
    check(parameters, asked)
    assert [layer.weights.shape for layer in parameters] == [(6, 5), (5, 4), (4, 3)]
    assert {array.dtype for layer in parameters for array in layer} == {np.dtype(np.float32)}
    assert not any(layer.biases.any() for layer in parameters)


def test_prelu_layers_alone_have_slopes_and_they_start_at_a_quarter():
    first, last = initialise(network(5, activation="prelu"), seed=0)
    assert first.slopes.tolist() == [0.25] * 5
    assert last.slopes.shape == (0,)


@every_initialiser
def test_equal_seeds_give_equal_bits(name):
    asked = network(5, 4, initialiser=name)
    assert same_bits(initialise(asked, seed=7), initialise(asked, seed=7))


def test_other_seeds_give_other_weights():
    starts = [initialise(network(5), seed)[0].weights for seed in (0, 1, 2, 2**32 - 1)]
    assert len({weights.tobytes() for weights in starts}) == len(starts)


def test_layers_of_one_shape_have_different_weights():
    layers = initialise(network(6, 6, 6), seed=3)
    assert len({layer.weights.tobytes() for layer in layers[:3]}) == 3


def test_the_first_layers_weights_are_not_the_numbers_the_seed_alone_gives():
    """Else whatever else draws from the seed, such as the order of the examples, follows them."""
    weights = initialise(network(5, initialiser="random normal"), seed=3)[0].weights
    others = np.random.default_rng(3).normal(0, 0.05, (6, 5)).astype(np.float32)
    assert not np.isin(weights, others).any()


def test_changing_layer_2_leaves_the_weights_of_layer_1_alone():
    before = initialise(network(5, 4), seed=3)
    after = initialise(network(5, 7), seed=3)
    assert same_bits(before[:1], after[:1])
    assert before[1].weights.shape != after[1].weights.shape


def test_changing_layer_1_leaves_the_weights_of_layer_3_alone():
    before = initialise(network(5, 4), seed=3)
    after = initialise(network(8, 4), seed=3)
    assert same_bits(before[2:], after[2:])


def test_shapes_are_those_of_the_parameters():
    asked = network(5, 4, activation="prelu")
    found = tuple(tuple(array.shape for array in layer) for layer in initialise(asked, seed=0))
    assert shapes(asked) == found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda first, last: (first,),
        lambda first, last: (first, last, last),
        lambda first, last: (last, first),
        lambda first, last: (first._replace(weights=first.weights.T), last),
        lambda first, last: (first._replace(biases=first.biases[:-1]), last),
        lambda first, last: (first._replace(biases=first.biases[np.newaxis]), last),
        lambda first, last: (first._replace(slopes=first.slopes[:0]), last),
        lambda first, last: (first, last._replace(slopes=last.biases)),
        lambda first, last: (),
    ],
    ids=[
        "a layer missing",
        "a layer too many",
        "layers swapped",
        "weights transposed",
        "a bias missing",
        "biases as a row",
        "no slopes",
        "slopes without prelu",
        "nothing",
    ],
)
def test_parameters_of_other_shapes_are_refused(spoil):
    asked = network(5, activation="prelu")
    parameters = initialise(asked, seed=0)
    check(parameters, asked)
    with pytest.raises(ValueError, match="do not fit a network 6-5-3"):
        check(spoil(*parameters), asked)


def test_parameters_of_another_network_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        check(initialise(network(5), seed=0), network(4))
    with pytest.raises(ValueError, match="do not fit"):
        check((LayerParameters(np.ones((6, 3)), np.ones(3), np.ones(0)),), network(5))


def test_parameters_that_diverged_are_equal_to_themselves():
    one = initialise(Network(3, (Layer(2), Layer(2, "softmax"))), 1)
    broken = tuple(layer._replace(biases=np.full_like(layer.biases, np.nan)) for layer in one)
    copy = tuple(LayerParameters(*map(np.copy, layer)) for layer in broken)
    assert equal(broken, copy)
    assert not equal(broken, one)
    assert not equal(one, broken)


def test_the_difference_of_what_is_not_finite_is_nan_without_a_word():
    lost = (LayerParameters(*(np.full(shape, np.inf, np.float32) for shape in ((2, 1), 1, 0))),)
    assert np.isnan(largest_difference(lost, lost))
