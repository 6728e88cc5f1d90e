"""The line by which the output parts two classes: only where one line does."""

import numpy as np
import pytest

from core.network import Layer, Network
from core.parameters import LayerParameters
from core.parting import parting_of
from core.propagation import forward


def parted(activation, weights, biases):
    """Return a network of 2 numbers whose output layer this is, its parameters, and its line."""
    network = Network(2, (Layer(len(biases), activation),), "mean squared error")
    parameters = (
        LayerParameters(np.array(weights, "f4"), np.array(biases, "f4"), np.zeros(0, "f4")),
    )
    return network, parameters, parting_of(network, parameters)


@pytest.mark.parametrize("activation", ["softmax", "sigmoid", "tanh"])
def test_two_outputs_that_rise_with_z_are_level_on_a_line(activation):
    network, parameters, line = parted(activation, [[1, -2], [0.5, 1]], [0.25, -0.5])
    assert line.layer == 0
    along = np.array([-line.weights[1], line.weights[0]])
    foot = -line.bias * line.weights / (line.weights @ line.weights)
    points = np.array([foot, foot + along, foot - along], np.float32)
    outputs = forward(network, parameters, points).output
    np.testing.assert_allclose(outputs[:, 0], outputs[:, 1], atol=1e-6)


@pytest.mark.parametrize("activation", ["step", "sign"])
def test_two_steps_are_level_over_whole_areas(activation):
    network, parameters, line = parted(activation, [[1, 0], [0, 1]], [0, 0])
    assert line is None
    outputs = forward(network, parameters, np.array([[3, 1], [1, 3]], np.float32)).output
    np.testing.assert_array_equal(outputs, np.ones((2, 2)))  # level on both sides of z₁ = z₂
    assert parted(activation, [[1], [2]], [0.5])[2].weights.tolist() == [1, 2]  # one has its z = 0


@pytest.mark.parametrize("activation", ["linear", "relu"])
def test_other_outputs_part_by_no_such_line(activation):
    assert parted(activation, [[1], [2]], [0.5])[2] is None
