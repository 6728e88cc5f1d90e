"""The optimizers: one update of each against Keras, and their regularisation."""

import keras
import numpy as np
import pytest
from msgspec.structs import replace

from core.experiment import Hyperparameters
from core.optimizers import OPTIMIZERS
from core.order import example_order
from tests.helpers import EXAMPLES, first_snapshot, flat, make_trainer, tiny_data, tiny_experiment
from tests.reference import NumpyOptimizer


def keras_optimizer(hyperparameters):
    rate = hyperparameters.learning_rate
    match hyperparameters.optimizer:
        case "sgd":
            return keras.optimizers.SGD(rate)
        case "momentum":
            return keras.optimizers.SGD(rate, momentum=hyperparameters.momentum)
        case "nesterov":
            return keras.optimizers.SGD(rate, momentum=hyperparameters.momentum, nesterov=True)
        case "rmsprop":
            return keras.optimizers.RMSprop(
                rate, rho=hyperparameters.decay, epsilon=hyperparameters.epsilon
            )
        case "adam":
            return keras.optimizers.Adam(
                rate,
                beta_1=hyperparameters.beta_1,
                beta_2=hyperparameters.beta_2,
                epsilon=hyperparameters.epsilon,
            )


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "changed", [{}, {"momentum": 0.5, "decay": 0.7, "beta_1": 0.6, "beta_2": 0.9, "epsilon": 1e-3}]
)
def test_updates_equal_those_of_keras(name, changed):
    hyperparameters = Hyperparameters(optimizer=name, learning_rate=0.02, **changed)
    random = np.random.default_rng(1)
    ours = random.normal(0, 1, (3, 4)).astype(np.float32)
    variable = keras.Variable(ours)
    mine, theirs = NumpyOptimizer(hyperparameters, ours), keras_optimizer(hyperparameters)
    for scale in (1, 1, 0.1, 10, 1, 0):
        gradient = (scale * random.normal(0, 1, (3, 4))).astype(np.float32)
        theirs.apply([gradient], [variable])
        ours = mine.update(ours, gradient)
        assert ours.dtype == np.float32
        np.testing.assert_allclose(ours, variable.numpy(), rtol=1e-5, atol=1e-5)


def test_each_optimizer_names_the_rates_it_depends_on():
    gradient = np.array([0.5, -0.3], np.float32)

    def result(hyperparameters):
        optimizer, parameter = NumpyOptimizer(hyperparameters, gradient), np.zeros(2, np.float32)
        for _ in range(3):
            parameter = optimizer.update(parameter, gradient)
        return parameter

    other = {"momentum": 0.4, "decay": 0.4, "beta_1": 0.4, "beta_2": 0.4, "epsilon": 0.1}
    for name, optimizer in OPTIMIZERS.items():
        plain = Hyperparameters(optimizer=name)
        # A constant gradient hides what only averages: the first step does not.
        used = {
            rate
            for rate, value in other.items()
            if not np.array_equal(result(plain), result(replace(plain, **{rate: value})))
        }
        assert used <= set(optimizer.rates)
        assert set(optimizer.rates) <= used | {"beta_1", "beta_2"}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_l2_regularisation_is_that_of_keras(name):
    """Keras's L2(λ/2) adds λ/2·Σw² to the loss, whose gradient is λ·w; biases have none."""
    experiment = tiny_experiment(optimizer=name, l2=0.3, epsilon=1e-3)
    regularizer = keras.regularizers.L2(0.3 / 2)
    model = keras.Sequential(
        [
            keras.layers.Dense(5, "tanh", kernel_regularizer=regularizer),
            keras.layers.Dense(3, kernel_regularizer=regularizer),
        ]
    )
    model.build((None, 4))
    start = first_snapshot(experiment).parameters
    model.set_weights([array for layer in start for array in layer[:2]])
    model.compile(
        keras_optimizer(experiment.hyperparameters),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        run_eagerly=True,
    )
    dataset = tiny_data()
    for batch in example_order(experiment.seed, EXAMPLES, 0, 6 * 8).reshape(-1, 8):
        model.train_on_batch(dataset.train.inputs[batch], dataset.train.labels[batch])
    trainer = make_trainer(experiment)
    trainer.run(6)
    expected = np.concatenate([array.ravel() for array in model.get_weights()])
    np.testing.assert_allclose(flat(trainer.parameters()), expected, rtol=1e-4, atol=1e-5)


def test_those_that_keep_a_mean_of_gradients_follow_earlier_ones():
    found = {name for name, optimizer in OPTIMIZERS.items() if optimizer.follows_earlier}
    assert found == {"momentum", "nesterov", "adam"}
