"""What is learned: values, classes of one output, digits; and how it is scored."""

import numpy as np
import pytest
from msgspec.structs import replace

from core import data, ready_networks
from core.backend.trainer import Trainer
from core.data import Digits, Given
from core.data.given import GivenExample
from core.data.inputs import Point, Row
from core.data.tasks import Classes, Values
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters
from core.propagation import backward, forward
from tests.helpers import first_snapshot, flat, make_trainer, tiny_experiment

# Tasks


def values_experiment(output="linear", loss="mean squared error") -> Experiment:
    """Two values of one input to learn: its sine and its square."""
    examples = tuple(
        GivenExample((x,), values=(float(np.sin(2 * x)), x * x)) for x in np.linspace(-1, 1, 40)
    )
    kind = Point(("x",), ((-1.0, 1.0),))
    source = Given(kind, Values(("sine", "square"), ("V", "")), examples)
    network = Network(1, (Layer(12, "tanh"), Layer(2, output)), loss)
    rates = Hyperparameters(learning_rate=0.02, batch_size=8)
    return Experiment(network, source, rates)


def test_values_are_learned_and_scored_by_rmse_and_r_squared():
    experiment = values_experiment()
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, first_snapshot(experiment))
    trainer.run(600)
    measured = trainer.measure_test()
    outputs = forward(experiment.network, trainer.parameters(), examples.test.inputs).output
    errors = (outputs - examples.test.targets).astype(float)
    spread = examples.test.targets - examples.test.targets.mean(axis=0)
    assert measured.rmse == pytest.approx(np.sqrt((errors**2).mean()), rel=1e-4)
    assert measured.score == pytest.approx(1 - (errors**2).sum() / (spread**2).sum(), rel=1e-4)
    assert measured.score > 0.95
    assert trainer.snapshot().train.score > 0


def test_values_without_variance_have_no_r_squared():
    source = Given(Row(("x",)), Values(("y",)), (GivenExample((1.0,), values=(3.0,)),))
    network = Network(1, (Layer(1, "linear"),), "mean squared error")
    experiment = Experiment(network, source)
    trainer = Trainer(experiment, data.load(source), first_snapshot(experiment))
    measured = trainer.measure_test()
    assert np.isnan(measured.score)
    assert measured.rmse == pytest.approx(measured.loss**0.5)


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "cross-entropy"),
        ("sigmoid", "mean squared error"),
        ("tanh", "mean squared error"),
    ],
)
def test_one_output_learns_two_classes(output, loss):
    examples = tuple(GivenExample((x, -x), int(x > 0.3)) for x in np.linspace(-1, 1, 41))
    source = Given(Point(("x", "y"), ((-1.0, 1.0),) * 2), Classes(("below", "above")), examples)
    network = Network(2, (Layer(3, "tanh"), Layer(1, output)), loss)
    experiment = Experiment(network, source, Hyperparameters(learning_rate=0.05))
    loaded = data.load(source)
    trainer = Trainer(experiment, loaded, first_snapshot(experiment))
    trainer.run(400)
    measured = trainer.measure_test()
    outputs = forward(network, trainer.parameters(), loaded.test.inputs).output
    answers = source.task.answers(outputs, network.layers[-1])
    assert measured.score == pytest.approx((answers == loaded.test.labels).mean())
    assert measured.score > 0.9


def test_an_answer_on_the_middle_is_right_by_half():
    source = Given(Row(("x",)), Classes(("no", "yes")), (GivenExample((0.0,), 1),))
    experiment = Experiment(Network(1, (Layer(1, "sigmoid"),)), source)
    trainer = Trainer(experiment, data.load(source), first_snapshot(experiment))
    assert trainer.measure_test().score == 0.5


# Learning


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_loss_falls_with_every_optimizer(optimizer):
    trainer = make_trainer(tiny_experiment(optimizer=optimizer))
    before = trainer.measure_train()
    trainer.run(400)
    after = trainer.measure_train()
    assert after.loss < 0.7 * before.loss
    assert after.score > 0.8


def test_digits_are_learned_in_a_thousand_updates():
    experiment = Experiment()
    trainer = Trainer(experiment, data.load(Digits()), first_snapshot(experiment))
    before = trainer.measure_test()
    trainer.run(1000)
    after = trainer.measure_test()
    assert before.score < 0.3
    assert after.score > 0.8
    assert after.loss < 0.4 * before.loss


@pytest.mark.parametrize("name", ["oneLayer", "threeLayers"])
def test_a_dataset_of_one_example_is_trained_on(name):
    """A batch larger than the dataset is the one example many times: its mean changes nothing."""
    start = ready_networks.READY_NETWORKS[name].run()
    experiment, expected = start.experiment, start.snapshot.parameters
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, start.snapshot)
    first = trainer.measure_test()
    assert trainer.measure_train() == first
    trainer.run(3)
    assert (trainer.updates, trainer.epoch) == (3, 3)
    trainer.set_hyperparameters(replace(experiment.hyperparameters, batch_size=32))
    trainer.run(2)
    assert (trainer.updates, trainer.epoch) == (5, 67)
    rate, targets = experiment.hyperparameters.learning_rate, examples.train.targets
    losses = []
    for _ in range(5):
        passed = forward(experiment.network, expected, examples.train.inputs)
        back = backward(experiment.network, expected, passed, targets)
        losses.append(float(back.losses[0]))
        expected = tuple(
            LayerParameters(*(w - rate * g for w, g in zip(layer, gradient, strict=True)))
            for layer, gradient in zip(expected, back.gradients, strict=True)
        )
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=1e-6)
    snapshot = trainer.snapshot()
    assert snapshot.train.loss == pytest.approx(
        np.average(losses, weights=[1, 1, 1, 32, 32]), rel=1e-5
    )
    assert snapshot.examples == 1
    assert trainer.measure_test().loss < first.loss
