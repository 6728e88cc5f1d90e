"""The lines that a layer draws: against the formula, and z ≈ 0; arrows against the weights."""

import numpy as np
import pytest

from core.beginnings import beginning
from core.data import Gate, Plane, load
from core.data.inputs import Point
from core.experiment import Experiment, Hyperparameters
from core.maps import Grid, View, neuron_maps
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import backward, forward
from gui.maps.frame import path_of
from gui.maps.lines import (
    MOST_LINES,
    contours,
    is_perceptron,
    joined,
    listened_to,
    mistakes,
    straight,
    straight_lines,
    weight_arrow,
)
from gui.maps.points import PointSet

KIND = Point(("x₁", "x₂"), ((-6.0, 6.0), (-6.0, 6.0)))
VIEW = View(-6, 6, -6, 6)


def perceptron(w1, w2, bias):
    return (
        LayerParameters(
            np.array([[w1], [w2]], np.float32), np.array([bias], np.float32), np.zeros(0)
        ),
    )


@pytest.mark.parametrize(
    ("weights", "bias", "ends"),
    [
        ((1, 1), 0, {(-6, 6), (6, -6)}),
        ((2, 0), -2, {(1, -6), (1, 6)}),
        ((0, -1), 3, {(-6, 3), (6, 3)}),
        ((1, -2), 0, {(-6, -3), (6, 3)}),
    ],
)
def test_a_line_goes_from_edge_to_edge_where_w_x_and_b_are_0(weights, bias, ends):
    (chain,) = straight(np.array(weights, float), bias, VIEW)
    assert {tuple(np.round(end, 9) + 0.0) for end in chain} == ends


@pytest.mark.parametrize(
    ("weights", "bias"),
    [((1, 0), 7), ((0, 0), 1), ((np.nan, 1), 0), ((1, 1), np.inf), ((1, 1), 13)],
)
def test_there_is_no_line_where_none_is_seen(weights, bias):
    assert straight(np.array(weights, float), bias, VIEW) == ()


def test_the_lines_of_a_first_layer_are_those_of_its_neurons():
    network = Network(2, (Layer(6, "tanh"), Layer(3, "softmax")))
    parameters = initialise(network, 1)
    lines = straight_lines(parameters, VIEW)
    assert [line.neuron for line in lines] == list(range(6))
    for line in lines:
        for chain in line.chains:
            z = chain @ parameters[0].weights[:, line.neuron] + parameters[0].biases[line.neuron]
            assert np.abs(z).max() < 1e-5
            assert np.abs(chain).max() == pytest.approx(6)


@pytest.mark.parametrize("side", [90, 157, 570])
@pytest.mark.parametrize(("layer", "features"), [(2, ()), (1, ("x₁²", "x₂²", "sin x₁")), (3, ())])
def test_contours_lie_where_z_is_0_and_end_at_the_rim_or_nowhere(layer, features, side):
    kind = Point(KIND.names, KIND.ranges, features)
    network = Network(kind.count, (Layer(6, "tanh"), Layer(4, "tanh"), Layer(1, "sigmoid")))
    parameters = tuple(
        layer._replace(biases=np.linspace(-0.4, 0.5, len(layer.biases)))
        for layer in initialise(network, 5)
    )
    maps = neuron_maps(network, parameters, kind, Grid(VIEW, side, side))
    cell = 12 / side * -(-side // 160)
    found = 0
    for line in contours(parameters, layer, maps):
        for chain in line.chains:
            z = forward(network, parameters, kind.inputs(chain)).pre_activations[layer - 1]
            spread = np.abs(maps.pre_activations(layer)[line.neuron]).max()
            assert np.abs(z[:, line.neuron]).max() < 0.01 * spread
            steps = np.hypot(*np.diff(chain, axis=0).T)
            assert steps.max() < cell * 1.5  # its points follow each other
            assert len(chain) < 4 * 160  # which are painted at once, however fine the map is
            closed = np.allclose(chain[0], chain[-1])
            assert closed or (np.abs(chain[[0, -1]]).max(axis=1) >= 6 - 1e-9).all()
            found += 1
    assert found


def test_contours_of_each_third_cell_are_those_of_a_coarser_map():
    network = Network(2, (Layer(5, "tanh"), Layer(3, "tanh"), Layer(1, "sigmoid")))
    parameters = initialise(network, 5)
    maps = neuron_maps(network, parameters, KIND, Grid(VIEW, 100, 100))
    rough = contours(parameters, 2, maps, 3)
    assert [line.neuron for line in rough] == [0, 1, 2]
    found = 0
    for line, fine in zip(rough, contours(parameters, 2, maps), strict=True):
        assert sum(map(len, line.chains)) < 0.4 * sum(map(len, fine.chains)) + 1
        whole = np.concatenate(fine.chains) if fine.chains else np.empty((0, 2))
        for place in np.concatenate(line.chains) if line.chains else ():
            assert np.hypot(*(whole - place).T).min() < 2 * 12 / 33
            found += 1
    assert found


def test_segments_become_chains():
    square = np.array(
        [[[0, 0], [1, 0]], [[1, 1], [0, 1]], [[1, 0], [1, 1]], [[0, 1], [0, 0]], [[5, 5], [6, 5]]],
        float,
    )
    chains = joined(square)
    assert sorted(map(len, chains)) == [2, 5]
    assert joined(np.zeros((0, 2, 2))) == ()


def path_points(path):
    """The places of a path, [n, 2], in px."""
    places = [path.elementAt(index) for index in range(path.elementCount())]
    return np.array([(one.x, one.y) for one in places])


@pytest.mark.parametrize("count", [1, 3, 16, 17, 18, 640, 641])
def test_a_path_leaves_out_what_nobody_sees(count):
    turns = np.linspace(0, 2 * np.pi, count)
    circle = 200 + 150 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    kept = path_points(path_of(circle))
    assert len(kept) < 0.3 * count or count < 640
    np.testing.assert_allclose(kept[[0, -1]], circle[[0, -1]])
    if count == 1:
        return
    starts, ways = kept[:-1], np.diff(kept, axis=0)
    for place in circle:  # each is on the path as it is, or nearly
        off = place - starts
        share = np.clip((off * ways).sum(axis=1) / np.maximum((ways**2).sum(axis=1), 1e-9), 0, 1)
        assert np.hypot(*(off - share[:, None] * ways).T).min() < 0.15


def test_a_path_goes_to_the_tip_of_what_turns_back():
    for tip in ([9.0, 0.0], [-3.0, 0.0], [2.0, 7.0]):
        for end in ([0.0, 0.0], [5.0, 0.0]):
            spike = np.array([[0.0, 0.0], tip, end])
            np.testing.assert_allclose(path_points(path_of(spike)), spike)
            again = np.tile(spike[:-1], (20, 1))
            np.testing.assert_allclose(path_points(path_of(again)), again)
    straight = np.stack([np.linspace(0, 80, 65), np.linspace(5, 45, 65)], axis=1)
    np.testing.assert_allclose(path_points(path_of(straight)), straight[::8])


def test_a_line_is_thick_where_the_next_layer_listens():
    network = Network(2, (Layer(3, "tanh"), Layer(2, "softmax")))
    parameters = initialise(network, 0)
    outgoing = np.array([[1, -1], [0, 0], [0.25, -0.25]], np.float32)
    parameters = (parameters[0], parameters[1]._replace(weights=outgoing))
    assert listened_to(parameters, 1).tolist() == [1, 0, 0.25]
    assert [line.heard for line in straight_lines(parameters, VIEW)] == [
        1,
        0,
        0.25,
    ]
    assert listened_to(parameters, 2).tolist() == [1, 1]


def test_of_many_neurons_those_have_lines_that_the_next_layer_listens_to_most():
    network = Network(2, (Layer(200, "tanh"), Layer(100, "tanh"), Layer(1, "sigmoid")))
    parameters = initialise(network, 1)
    maps = neuron_maps(network, parameters, KIND, Grid(VIEW, 20, 20))
    for layer, lines in (
        (1, straight_lines(parameters, VIEW)),
        (1, contours(parameters, 1, maps)),
        (2, contours(parameters, 2, maps)),
    ):
        heard = listened_to(parameters, layer)
        assert [line.neuron for line in lines] == sorted(np.argsort(-heard)[:MOST_LINES])
        assert [line.heard for line in lines] == [heard[line.neuron] for line in lines]


@pytest.mark.parametrize(
    ("weights", "factor"), [((3.0, 1.0), 1), ((30.0, 40.0), 4.8 / 50), ((0.6, 0), 2.4)]
)
def test_the_arrow_of_a_perceptron_is_its_weights_from_its_line(weights, factor):
    parameters = perceptron(*weights, -2.0)
    arrow = weight_arrow(parameters, KIND, VIEW)
    tail, tip = np.array(arrow.tail), np.array(arrow.tip)
    assert arrow.factor == pytest.approx(factor)
    assert tip - tail == pytest.approx(factor * np.array(weights))
    assert tail @ weights - 2 == pytest.approx(0, abs=1e-6)
    assert np.cross([*tail, 0], [*weights, 0]) == pytest.approx(
        [0, 0, 0], abs=1e-6
    )  # nearest to the middle
    assert weight_arrow(perceptron(0, 0, 1), KIND, VIEW) is None


def test_what_a_mistake_adds_is_its_own_gradient_times_the_rate():
    network = Network(2, (Layer(1, "sigmoid"),))
    experiment = Experiment(network, Gate("AND"), Hyperparameters("sgd", learning_rate=0.5))
    points, parameters = PointSet.of(load(Gate("AND"))), perceptron(1.0, -2.0, 0.5)
    kind = experiment.input
    view = View.of(kind)
    arrows = mistakes(experiment, parameters, points, view)
    # Says 1 at (0, 0) and (1, 0), which are 0, and 0 at (1, 1), which is 1.
    assert {arrow.tail for arrow in arrows} == {(1, 0), (1, 1)}  # x = 0 adds nothing to w
    for arrow in arrows:
        x = np.array([arrow.tail])
        target = np.array([[float(arrow.tail == (1, 1))]])
        passed = forward(network, parameters, x)
        gradient = backward(network, parameters, passed, target).gradients[0].weights[:, 0]
        added = (np.array(arrow.tip) - arrow.tail) / arrow.factor
        assert added == pytest.approx(-0.5 * gradient, rel=1e-5)
    longest = max(np.hypot(*np.subtract(arrow.tip, arrow.tail)) for arrow in arrows)
    assert longest == pytest.approx(0.12 * 2)


def test_only_one_neuron_over_the_coordinates_is_a_perceptron():
    assert is_perceptron(Network(2, (Layer(1, "sigmoid"),)), KIND)
    assert not is_perceptron(Network(2, (Layer(2, "tanh"), Layer(1, "sigmoid"))), KIND)
    with_features = Point(KIND.names, KIND.ranges, ("x₁²", "x₂²"))
    assert not is_perceptron(Network(2, (Layer(1, "sigmoid"),)), with_features)
    assert not mistakes(
        beginning(Plane("hills")), perceptron(1, 1, 0), PointSet.of(load(Plane("hills"))), VIEW
    )
