"""The line where a network's answer changes: against the network itself, and where it is seen."""

import numpy as np
import pytest

from core.data.inputs import Point
from core.data.tasks import Classes, Values
from core.maps import Grid, View, neuron_maps
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from gui.maps.boundary import boundary_of
from gui.maps.shades import Answers

KIND = Point(("x₁", "x₂"), ((-6.0, 6.0), (-6.0, 6.0)))
VIEW = View(-6, 6, -6, 6)


def level_places(outputs, last, task, side, seed=3):
    """The network, its parameters, and the boundary found in a grid of so many cells across."""
    network = Network(
        2,
        (Layer(5, "tanh"), Layer(outputs, last)),
        loss="mean squared error" if last == "linear" else "cross-entropy",
    )
    parameters = initialise(network, seed)
    grid = Grid(VIEW, side, side)
    maps = neuron_maps(network, parameters, KIND, grid)
    return network, parameters, boundary_of(Answers.of(maps, task, network.layers[-1], 1), grid)


@pytest.mark.parametrize("side", [40, 157, 570])
@pytest.mark.parametrize(("outputs", "last"), [(1, "sigmoid"), (4, "softmax")])
def test_two_classes_are_level_on_the_boundary_and_it_reaches_the_rim(outputs, last, side):
    names = "AB" if outputs == 1 else "ABCD"
    network, parameters, found = level_places(outputs, last, Classes(tuple(names)), side)
    assert len(found) > 20
    inside = found[(np.abs(found) < 6).all(axis=(1, 2))].mean(axis=1)
    said = forward(network, parameters, KIND.inputs(inside)).output
    if outputs == 1:
        said = np.hstack([1 - said, said])
    ahead = np.diff(np.sort(said, axis=1)[:, -2:], axis=1)
    assert np.quantile(ahead, 0.95) < 0.02
    assert np.abs(found).max() >= 6  # its ends are not short of the frame


def test_values_have_no_boundary():
    _, _, found = level_places(1, "linear", Values(("y",)), 40)
    assert found.shape == (0, 2, 2)
