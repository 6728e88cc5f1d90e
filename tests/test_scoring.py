"""Targets, answers and scores where one output says two classes, steps among them, by hand."""

import numpy as np
import pytest
import tensorflow as tf

from core import data
from core.backend import tensors
from core.backend.trainer import Trainer
from core.data import Gate
from core.data.tasks import HIGHEST, SIDE, Classes
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.snapshot import Snapshot

TWO = Classes(("no", "yes"))
HALF = 0.5
# For outputs on either side of the middle and on it: z, a, how strongly each class is answered,
# the class that is, and how it scores where "no" and where "yes" is right.
TABLES = {
    "step": [
        (-2, 0, (1, 0), 0, 1, 0),
        (0, 0, (1, 0), 0, 1, 0),
        (0.25, 1, (0, 1), 1, 0, 1),
        (7, 1, (0, 1), 1, 0, 1),
    ],
    "sign": [
        (-2, -1, (1, 0), 0, 1, 0),
        (0, 0, (HALF, HALF), 0, HALF, HALF),
        (0.25, 1, (0, 1), 1, 0, 1),
    ],
    "sigmoid": [
        (-2, 0.1192, (0.8808, 0.1192), 0, 1, 0),
        (0, 0.5, (HALF, HALF), 0, HALF, HALF),
        (0.25, 0.5622, (0.4378, 0.5622), 1, 0, 1),
    ],
    "tanh": [
        (-2, -0.9640, (0.9820, 0.0180), 0, 1, 0),
        (0, 0, (HALF, HALF), 0, HALF, HALF),
        (0.25, 0.2449, (0.3775, 0.6225), 1, 0, 1),
    ],
}
TARGETS = {"step": (0, 1), "sigmoid": (0, 1), "sign": (-1, 1), "tanh": (-1, 1)}


def perceptron(*layers):
    """Parameters of neurons, layer by layer, each (bias, weights)."""
    return tuple(
        LayerParameters(
            np.array([weights for _, *weights in layer], np.float32).T,
            np.array([bias for bias, *_ in layer], np.float32),
            np.zeros(0, np.float32),
        )
        for layer in layers
    )


@pytest.mark.parametrize("activation", TABLES)
def test_targets_are_what_the_output_can_give(activation):
    coded = TWO.coded(TWO.one_hot(np.array([0, 1, 1])), Layer(1, activation))
    low, high = TARGETS[activation]
    assert coded.tolist() == [[low], [high], [high]]
    assert coded.dtype == np.float32


@pytest.mark.parametrize("activation", TABLES)
def test_outputs_say_how_strongly_each_class_is_answered(activation):
    _, a, shares, answers, *_ = zip(*TABLES[activation], strict=True)
    outputs = np.array(a, np.float32)[:, None]
    np.testing.assert_allclose(TWO.shares(outputs, Layer(1, activation)), shares, atol=1e-4)
    assert TWO.answers(outputs, Layer(1, activation)).tolist() == list(answers)
    outputs[0] = np.nan
    assert TWO.answers(outputs, Layer(1, activation)).tolist() == [-1, *answers[1:]]


@pytest.mark.parametrize("activation", TABLES)
def test_tensorflow_scores_each_example(activation):
    z, a, _, _, *scores = zip(*TABLES[activation], strict=True)
    network = Network(1, (Layer(1, activation),), "mean squared error")
    parameters, inputs = perceptron([(0, 1)]), np.array(z, np.float32)[:, None]
    for label, expected in enumerate(scores):
        labels = np.full(len(z), label)
        targets = TWO.coded(TWO.one_hot(labels), network.layers[-1])
        costs, found = tensors.measure(network, SIDE, parameters, tf.constant(inputs), targets)
        assert found.numpy().tolist() == list(expected)
        wanted = TARGETS[activation][label]
        np.testing.assert_allclose(costs, (np.array(a) - wanted) ** 2, atol=1e-3)


def test_two_steps_share_what_both_or_neither_say():
    network = Network(1, (Layer(2, "step"),), "mean squared error")
    # For x = −2, −1 … 2: the first steps above −1.5, the second above 0.5.
    parameters = perceptron([(1.5, 1), (-0.5, 1)])
    inputs = np.array([[-2], [-1], [0], [1], [2]], np.float32)
    for label, expected in ((0, [HALF, 1, 1, HALF, HALF]), (1, [HALF, 0, 0, HALF, HALF])):
        targets = TWO.one_hot(np.full(5, label))
        _, found = tensors.measure(network, HIGHEST, parameters, tf.constant(inputs), targets)
        assert found.numpy().tolist() == expected


AND, OR = (-3, 2, 2), (-1, 2, 2)
XNOR = ([AND, OR], [(1, 3, -3)])


@pytest.mark.parametrize(
    ("gate", "layers", "score"),
    [
        ("AND", ([AND],), 1),
        ("OR", ([OR],), 1),
        ("NAND", ([AND],), 0),
        ("OR", ([AND],), 0.5),
        ("XNOR", XNOR, 1),
        ("XOR", XNOR, 0),
        ("AND", XNOR, 0.75),
    ],
)
@pytest.mark.parametrize("output", ["step", "sign"])
def test_the_courses_perceptrons_score_as_on_paper(gate, layers, score, output):
    *hidden, last = layers
    network = Network(
        2, (*(Layer(len(one), "step") for one in hidden), Layer(len(last), output)),
        "mean squared error",
    )  # fmt: skip
    experiment = Experiment(network, Gate(gate))
    trainer = Trainer(experiment, data.load(Gate(gate)), Snapshot(perceptron(*layers)))
    measured = trainer.measure_test()
    assert measured.score == score
    # A wrong answer is 1 away from its target, or 2 of sign, squared.
    assert measured.loss == pytest.approx((1 - score) * (1 if output == "step" else 4))
    assert trainer.measure_train() == measured


@pytest.mark.parametrize("output", ["step", "sign"])
def test_what_steps_learns_nothing_and_stays(output):
    network = Network(2, (Layer(1, output),), "mean squared error")
    experiment = Experiment(network, Gate("OR"))
    trainer = Trainer(experiment, data.load(Gate("OR")), Snapshot(perceptron([AND])))
    trainer.run(50)
    (layer,) = trainer.parameters()
    assert layer.weights.tolist() == [[2], [2]]
    assert layer.biases.tolist() == [-3]
