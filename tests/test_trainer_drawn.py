"""Training on what people draw: odd points and curves are learned, or it is said why not."""

import math

import numpy as np
import pytest

from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.curve_fit import curve_fit
from core.data import DrawnCurve, Plane, Points, load
from core.data.curves import places
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.point_drawing import drawable
from tests.helpers import first_snapshot, flat


def trainer_of(source, experiment=None):
    experiment = experiment or beginning(source)
    return Trainer(experiment, load(source), first_snapshot(experiment))


def random_points(count):
    random = np.random.default_rng(0)
    return Points().put(random.uniform(-6, 6, (count, 2)), random.integers(0, 2, count))


def test_a_class_of_one_point_is_learned():
    around = np.random.default_rng(0).normal(0, 0.5, (40, 2)) + 3
    source = Points(test_share=0.5).with_points(around, 0).with_points(np.array([(-4.0, -4.0)]), 1)
    trainer = trainer_of(source)
    trainer.run(600)
    assert trainer.measure_train().score == 1
    assert load(source).train.labels.tolist().count(1) == 1  # it is not held back


@pytest.mark.parametrize("labels", [[0], [0, 0, 0], [0, 1, 0, 1]])
def test_points_in_one_place_are_trained_on(labels):
    trainer = trainer_of(Points().put(np.full((len(labels), 2), 2.0), np.array(labels)))
    trainer.run(300)
    metrics = trainer.measure_train()
    assert math.isfinite(metrics.loss)
    # Both classes in one place: half of them is all that can be right.
    assert metrics.score == (0.5 if 1 in labels else 1)


@pytest.mark.parametrize("height", [0.0, 1.5])
def test_a_curve_of_one_point_is_learned(height):
    heights = [None] * 201
    heights[50] = height
    trainer = trainer_of(DrawnCurve(tuple(heights)))
    trainer.run(400)
    assert trainer.measure_test().loss < 1e-3


def test_a_curve_is_learned_on_both_sides_of_its_gap():
    x = places()
    heights = [None if abs(one) < 0.295 else float(np.sign(one)) for one in x]
    source = DrawnCurve(tuple(heights))
    trainer = trainer_of(source)
    trainer.run(1000)
    assert len(load(source).train) == 142
    fit = curve_fit(trainer.network, trainer.parameters(), source.input, np.array([-0.6, 0.6]))
    np.testing.assert_allclose(fit.outputs[0], [-1, 1], atol=0.1)


def test_a_hundred_thousand_points_are_learned_and_refused_by_hand():
    source = Plane("gaussians", count=100_000)
    trainer = trainer_of(source)
    trainer.run(300)
    assert trainer.measure_test().score > 0.98
    with pytest.raises(ValueError, match=r"There are 100,000 points, and at most 20,000 can be"):
        drawable(source)
    with pytest.raises(ValueError, match=r"There must be 0 to 20000 points, not 100000\."):
        Points().put(np.zeros((100_000, 2)), np.zeros(100_000))


def test_the_loop_is_kept_for_up_to_twice_as_many_points():
    def loop(count):
        return trainer_of(random_points(count)).compiled_for

    assert loop(129) == loop(200) == loop(256) != loop(257)
    assert loop(16_385) == loop(20_000)


def test_room_for_more_points_changes_no_bit():
    network = Network(2, (Layer(3, "tanh"), Layer(1, "sigmoid")))
    source = random_points(70)
    experiment = Experiment(network, source, Hyperparameters(batch_size=7, optimizer="sgd"))
    trainer = trainer_of(source, experiment)
    trainer.run(10)  # an epoch: every point once, none of those that fill the room
    examples = load(source).train
    plain = trainer_of(source, experiment)
    from core.order import example_order

    for row in example_order(0, 70, 0, 70).reshape(10, 7):
        plain.apply(examples.inputs[row], (examples.labels[row, None]).astype(np.float32))
    np.testing.assert_allclose(flat(trainer.parameters()), flat(plain.parameters()), atol=1e-6)
