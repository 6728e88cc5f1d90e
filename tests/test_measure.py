"""What NumPy measures at once is what TensorFlow measures a little later."""

import math

import numpy as np
import pytest

from core import data
from core.backend.trainer import Trainer
from core.data import Curve, Digits, Gate, Plane, Worked
from core.data.data import ExampleSet
from core.data.tasks import Classes, r_squared
from core.experiment import Experiment, Hyperparameters
from core.measure import MOST_PRODUCTS, measure, measured_at_once, variance
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.ready_networks import READY_NETWORKS
from core.snapshot import DIVERGED, NOT_MEASURED, Snapshot
from tests.helpers import tiny_experiment

RATES = Hyperparameters(batch_size=4)


def network(inputs, output, loss, hidden=5):
    return Network(inputs, (Layer(hidden, "tanh"), output), loss)


EXPERIMENTS = {
    "classes, softmax": tiny_experiment(),
    "classes, squares": tiny_experiment(output="sigmoid", loss="mean squared error"),
    "one sigmoid": Experiment(
        network(2, Layer(1, "sigmoid"), "binary cross-entropy"), Plane("xor", noise=0.3), RATES
    ),
    "one tanh": Experiment(
        network(2, Layer(1, "tanh"), "mean absolute error"), Plane("moons"), RATES
    ),
    "one step": Experiment(network(2, Layer(1, "step"), "mean squared error"), Gate("XNOR"), RATES),
    "two sigmoids": Experiment(network(2, Layer(2, "sigmoid"), "cross-entropy"), Worked(), RATES),
    "values": Experiment(
        network(1, Layer(1, "linear"), "mean squared error"), Curve(("sine",)), RATES
    ),
}


def both(experiment, parameters):
    trainer = Trainer(experiment, data.load(experiment.source), Snapshot(parameters))
    return trainer.measure_train(), trainer.measure_test()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_figures_are_tensorflows(name, seed):
    experiment = EXPERIMENTS[name]
    parameters = initialise(experiment.network, seed)
    found = measured_at_once(experiment, parameters)
    for ours, theirs in zip(found, both(experiment, parameters), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=1e-6)
        assert not math.isnan(ours.loss)
        assert not math.isnan(ours.score)


def test_a_tie_counts_as_tensorflow_counts_it():
    experiment = tiny_experiment()
    zeros = tuple(
        LayerParameters(*map(np.zeros_like, layer)) for layer in initialise(experiment.network, 0)
    )
    (train, test), theirs = measured_at_once(experiment, zeros), both(experiment, zeros)
    assert (train.score, test.score) == pytest.approx((1 / 3, 1 / 3))
    assert (theirs[0].score, theirs[1].score) == pytest.approx((1 / 3, 1 / 3))


@pytest.mark.parametrize("loss", ["cross-entropy", "mean squared error"])
def test_outputs_that_are_rounded_alike_rank_as_tensorflow_ranks_them(loss):
    experiment = Experiment(network(2, Layer(4, "sigmoid"), loss), Plane("blobs"), RATES)
    large = tuple(
        layer._replace(weights=200 * layer.weights) for layer in initialise(experiment.network, 1)
    )
    found, theirs = measured_at_once(experiment, large), both(experiment, large)
    assert [one.score for one in found] == pytest.approx([one.score for one in theirs])


def test_r_squared_is_the_share_of_the_variance_that_is_explained():
    assert r_squared(0.5, 2.0) == 0.75
    assert r_squared(8.0, 2.0) == -3
    assert np.isnan(r_squared(0.5, 0.0))
    assert r_squared(np.inf, 2.0) == -np.inf
    targets = np.array([[0.0, 1.0], [4.0, 1.0]])  # variances 4 and 0
    assert variance(ExampleSet(np.zeros((2, 1)), targets)) == 2


def test_what_is_not_finite_has_diverged():
    experiment = tiny_experiment()
    broken = tuple(
        LayerParameters(*(np.full_like(array, np.nan) for array in layer))
        for layer in initialise(experiment.network, 0)
    )
    assert measured_at_once(experiment, broken) == (DIVERGED, DIVERGED)
    assert both(experiment, broken) == (DIVERGED, DIVERGED)


def test_nothing_is_not_measured():
    nobody = ExampleSet.of_classes(Classes(("a", "b")), np.zeros((0, 2)), np.zeros(0))
    run = READY_NETWORKS["andByHand"].run()
    found = measure(run.experiment.network, run.snapshot.parameters, run.experiment.task, nobody)
    assert np.isnan(found).all()


def test_what_is_large_waits_for_the_backend(monkeypatch):
    loaded = []
    monkeypatch.setattr("core.measure.load", lambda source: loaded.append(source))
    digits = Experiment(source=Digits())
    waits = measured_at_once(digits, initialise(digits.network, 0))
    assert waits == (NOT_MEASURED, NOT_MEASURED)
    assert not loaded  # nor are they read in the window
    monkeypatch.undo()
    many = Experiment(network(2, Layer(1, "sigmoid"), "cross-entropy", 50), Plane(count=60_000))
    assert MOST_PRODUCTS < 60_000 * 150
    waits = measured_at_once(many, initialise(many.network, 0))
    assert waits == (NOT_MEASURED, NOT_MEASURED)
    nothing = Experiment(Network(2, (Layer(2, "softmax"),)), None)
    waits = measured_at_once(nothing, initialise(nothing.network, 0))
    assert waits == (NOT_MEASURED, NOT_MEASURED)


def test_a_gate_by_hand_has_learned_its_table():
    for name in ("andByHand", "orByHand", "xnorByHand"):
        run = READY_NETWORKS[name].run()
        train, test = measured_at_once(run.experiment, run.snapshot.parameters)
        assert (train.loss, train.score, test.score) == (0, 1, 1)
