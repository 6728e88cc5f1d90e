"""Maps of neurons: every value is that of the network, in float64, at the middle of its cell."""

import numpy as np
import pytest

from core.data import Gate, Plane
from core.data.features import FEATURES
from core.data.inputs import Point
from core.maps import Grid, View, level_lines, neuron_maps
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise

VIEW = View(-2.0, 6.0, -1.0, 1.5)
POINT = Point(("x₁", "x₂"), ((-6.0, 6.0), (-1.0, 2.0)))


def some_parameters(network, seed):
    """Weights as training has them: larger than at the start, biases and slopes too."""
    random = np.random.default_rng(seed)
    return tuple(
        LayerParameters(*(random.normal(0, 1, part.shape).astype(np.float32) for part in layer))
        for layer in initialise(network, seed)
    )


def by_hand(network, parameters, coordinates, features):
    """z and a of every layer at points [points, 2], in float64 and in its own words."""
    x, y = coordinates.T
    made = {
        "x₁": x, "x₂": y, "x₁²": x * x, "x₂²": y * y, "x₁x₂": x * y,
        "sin x₁": np.sin(x), "sin x₂": np.sin(y),
    }  # fmt: skip
    a = np.stack([made[name] for name in features], axis=1)
    layers = [(a, a)]
    for layer, (weights, biases, slopes) in zip(network.layers, parameters, strict=True):
        z = a @ weights.astype(np.float64) + biases
        a = {
            "tanh": lambda z, _: np.tanh(z),
            "sigmoid": lambda z, _: 1 / (1 + np.exp(-z)),
            "relu": lambda z, _: np.where(z > 0, z, 0),
            "prelu": lambda z, slopes: np.where(z > 0, z, slopes * z),
            "softmax": lambda z, _: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
        }[layer.activation](z, slopes)
        layers.append((z, a))
    return layers


def test_a_grid_is_the_middles_of_its_cells_the_top_row_first():
    found = Grid(VIEW, 4, 5).coordinates()
    assert found.dtype == np.float32
    x, y = [-1, 1, 3, 5], [1.25, 0.75, 0.25, -0.25, -0.75]
    assert found.tolist() == [[column, row] for row in y for column in x]


def test_a_view_is_what_is_usually_seen():
    assert View.of(POINT) == (-6, 6, -1, 2)
    assert View.of(Plane().input) == (-6, 6, -6, 6)
    assert View.of(Gate("AND").input) == (-0.5, 1.5, -0.5, 1.5)


@pytest.mark.parametrize(
    ("features", "layers"),
    [
        (("x₁", "x₂"), (Layer(5, "tanh"), Layer(4, "sigmoid"), Layer(1, "sigmoid"))),
        (("x₂",), (Layer(3, "relu"), Layer(4, "softmax"))),
        (tuple(FEATURES), (Layer(8, "prelu"), Layer(8, "tanh"), Layer(2, "softmax"))),
    ],
)
@pytest.mark.parametrize("seed", [0, 1])
def test_every_map_is_the_network_at_its_points(features, layers, seed):
    network = Network(len(features), layers)
    parameters = some_parameters(network, seed)
    kind = Plane(features=features).input
    grid = Grid(View(-6, 6, -4, 8), 37, 23)
    maps = neuron_maps(network, parameters, kind, grid)
    assert maps.grid == grid
    random = np.random.default_rng(seed)
    rows, columns = random.integers(0, 23, 200), random.integers(0, 37, 200)
    # The middle of each cell, from the view alone.
    points = np.stack([-6 + (columns + 0.5) * 12 / 37, 8 - (rows + 0.5) * 12 / 23], axis=1)
    for index, (z, a) in enumerate(by_hand(network, parameters, points, features)):
        found = maps.activations(index)
        assert found.shape == (network.sizes[index], 23, 37)
        np.testing.assert_allclose(found[:, rows, columns].T, a, rtol=2e-4, atol=2e-4)
        if index:
            found = maps.pre_activations(index)
            np.testing.assert_allclose(found[:, rows, columns].T, z, rtol=2e-4, atol=2e-4)


def test_maps_are_views_of_what_was_computed():
    network = Network(2, (Layer(3, "tanh"), Layer(1, "sigmoid")))
    maps = neuron_maps(network, some_parameters(network, 0), POINT, Grid(VIEW, 6, 4))
    assert np.shares_memory(maps.activations(1), maps.passed.activations[1])
    assert np.shares_memory(maps.pre_activations(2), maps.passed.pre_activations[1])


@pytest.mark.parametrize("side", [1, 2, 3, 40])
def test_a_line_goes_straight_on_to_the_rim(side):
    grid = Grid(View(-1, 1, -1, 1), side, side)
    x, y = np.moveaxis(grid.coordinates().reshape(side, side, 2), -1, 0)
    segments = level_lines(x + 2 * y - 0.03, grid)
    if side == 1:  # what a single value says goes on as it is
        assert len(segments) == 0
        return
    np.testing.assert_allclose(segments[..., 0] + 2 * segments[..., 1], 0.03, atol=1e-6)
    assert segments[..., 0].min() <= -1
    assert segments[..., 0].max() >= 1
