"""The fold: every layer's picture of the examples, turned towards the one before, and between."""

import numpy as np
import pytest
from msgspec.structs import replace

from core import data
from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane
from core.example import Example
from core.experiment import Experiment, fitted
from core.fold import PLANE, fold
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.projections import principal_components
from core.propagation import forward
from core.sample import sample_of, sheet_of


def parameters_of(*weights):
    """Parameters of these weights without biases."""
    layers = [np.array(one, np.float32) for one in weights]
    return tuple(
        LayerParameters(one, np.zeros(one.shape[1], np.float32), one[0, :0]) for one in layers
    )


def folded(experiment, parameters=None, **others):
    """The fold of an experiment, its sample, and its sheet."""
    source, network = experiment.source, experiment.network
    sample, sheet = sample_of(data.load(source)), sheet_of(source.input)
    parameters = parameters or initialise(network, 0)
    return fold(network, parameters, source.input, sample, sheet, **others), sample, sheet


def plane(*layers, shape="circle", **others):
    """An experiment on a plane with hidden layers such as (3, "tanh")."""
    source = Plane(shape, 60, **others)
    hidden = tuple(Layer(*one) for one in layers)
    return Experiment(fitted(Network(2, (*hidden, Layer(1, "sigmoid"))), source), source)


def test_a_sample_is_always_the_same_half_of_it_to_test_on():
    digits = data.load(Digits())
    sample, again = sample_of(digits), sample_of(digits)
    assert (len(sample), sample.trained, sample.total) == (1000, 500, 68_000)
    assert np.array_equal(sample.places, again.places)
    for row in (3, 700):
        name, place = sample.example(row)
        assert name == ("train" if row < 500 else "test")
        assert np.array_equal(sample.inputs[row], digits.examples(name).inputs[place])
        assert sample.labels[row] == digits.examples(name).labels[place]
    gate = sample_of(data.load(Gate("XNOR")))  # it is tested on what it is trained on
    assert (len(gate), gate.trained, gate.total) == (4, 4, 4)


def test_pictures_show_what_propagation_says_in_float64():
    experiment = plane((2, "tanh"), (5, "relu"))
    found, sample, sheet = folded(experiment)
    parameters = tuple(
        LayerParameters(*(part.astype(np.float64) for part in layer))
        for layer in initialise(experiment.network, 0)
    )
    rows = np.concatenate([sample.inputs, sheet.coordinates]).astype(np.float64)
    passed = forward(experiment.network, parameters, rows)
    assert [picture.neurons for picture in found.pictures] == [2, 2, 5, 1]
    for picture, places, values in zip(
        found.pictures, found.places, passed.activations, strict=True
    ):
        if picture.neurons == 5:
            components = principal_components(values[: len(sample)], picture.projection)
            drawn = components.of(values)
            assert picture.projection.shares == pytest.approx(components.shares, abs=1e-6)
        else:
            drawn = np.concatenate([values, np.zeros_like(values)], axis=1)[:, :2]
        left, right, bottom, top = picture.window
        unit = (drawn - (left, bottom)) / (right - left, top - bottom) - 0.5
        assert places == pytest.approx(unit @ picture.turn.T + 0.5, abs=1e-5)
    assert (found.places[-1][:, 1] == 0.5).all()  # one neuron: a line
    assert found.outputs == pytest.approx(passed.output[: len(sample)], abs=1e-6)


def test_between_two_pictures_everything_is_on_its_straight_way():
    found, _, _ = folded(plane((3, "tanh")))
    assert found.at(1) is not found.at(0)
    assert np.array_equal(found.at(1.25), 0.75 * found.places[1] + 0.25 * found.places[2])
    assert np.array_equal(found.at(-3), found.places[0])
    assert np.array_equal(found.at(99), found.places[-1])


@pytest.mark.parametrize(
    "weights", [[[-1, 0], [0, -1]], [[0, 1], [1, 0]], [[0, -1], [1, 0]], [[-1, 0], [0, 1]]]
)
def test_a_layer_that_turns_or_mirrors_the_plane_does_not_move_it(weights):
    found, sample, _ = folded(
        plane((2, "linear")), parameters_of(np.array(weights) * 0.5, [[1], [0]])
    )
    first, second = found.places[0][: len(sample)], found.places[1][: len(sample)]
    one, other = first - first.mean(axis=0), second - second.mean(axis=0)
    share = (one * other).sum() / (one**2).sum()
    assert other == pytest.approx(share * one, abs=1e-6)
    assert share > 0.9
    _, picture = found.pictures[:2]
    assert picture.turn @ np.array(weights).T == pytest.approx(np.eye(2))


def test_a_layer_of_two_neurons_lies_as_it_is_where_that_does():
    turn = np.array([[np.cos(0.7), np.sin(0.7)], [-np.sin(0.7), np.cos(0.7)]])  # by 40°
    found, _, _ = folded(plane((2, "linear")), parameters_of(turn, [[1], [0]]))
    assert found.pictures[1].turn.tolist() == np.eye(2).tolist()


def test_while_it_trains_axes_and_windows_stay():
    experiment = plane((2, "relu"), (6, "tanh"))
    first = initialise(experiment.network, 0)
    found, sample, sheet = folded(experiment, first)
    for step in range(1, 12):
        share = 0.04 * step
        parameters = tuple(
            LayerParameters(*((1 - share) * a + share * b for a, b in zip(*both, strict=True)))
            for both in zip(first, initialise(experiment.network, 1), strict=True)
        )
        before = found
        found = fold(
            *(experiment.network, parameters, experiment.source.input, sample, sheet),
            last=before,
            again=False,
        )
        for old, new in zip(before.pictures, found.pictures, strict=True):
            assert np.array_equal(old.turn, new.turn)
            assert (np.diag(old.projection.axes @ new.projection.axes.T) > 0.5)[: new.neurons].all()
            assert new.window == old.window or new.window.right - new.window.left > 1.14 * (
                old.window.right - old.window.left
            )
        assert np.abs(found.places - before.places)[:, : len(sample)].max() < 0.35  # no flip
    other, _, _ = folded(experiment, initialise(experiment.network, 1), last=before)
    assert other.pictures[1].turn is not before.pictures[1].turn


def test_inputs_made_of_a_point_come_after_the_point_itself():
    experiment = plane((3, "tanh"), features=("x₁", "x₁x₂", "x₂²"))
    sample = sample_of(data.load(experiment.source))
    example = Example.of(data.load(experiment.source).test, "test", 2)
    found, sample, sheet = folded(experiment, shown=example)
    assert [picture.layer for picture in found.pictures] == [PLANE, 0, 1, 2]
    assert [picture.neurons for picture in found.pictures] == [2, 3, 3, 1]
    assert found.places[0][len(sample)] == pytest.approx((example.coordinates + 6) / 12)
    assert found.places[0][len(sample) + 1 :] == pytest.approx((sheet.coordinates + 6) / 12)
    assert len(found.outputs) == len(sample) + 1


def test_a_curve_begins_on_a_line_and_digits_with_components():
    found, _, sheet = folded(beginning(Curve(("sine",))))
    assert sheet.lines == 1
    assert (found.places[0][:, 1] == 0.5).all()
    experiment = Experiment()
    found, _, sheet = folded(experiment)
    assert sheet is None
    assert found.pictures[0].projection.principal
    assert found.places.shape == (len(experiment.network.sizes), 1000, 2)


def test_what_is_dead_alike_or_not_finite_is_said_and_nothing_fails():
    experiment = plane((3, "relu"), (2, "sigmoid"))
    parameters = list(initialise(experiment.network, 0))
    parameters[0] = parameters[0]._replace(biases=np.full(3, -1e4, np.float32))
    found, sample, _ = folded(experiment, tuple(parameters))
    assert [picture.state for picture in found.pictures] == ["", "dead", "alike", "alike"]
    assert np.isfinite(found.places).all()
    parameters[0] = parameters[0]._replace(biases=np.array([np.nan, 0, 0], np.float32))
    found, sample, _ = folded(experiment, tuple(parameters))
    assert [picture.state for picture in found.pictures] == ["", *["not finite"] * 3]
    assert [picture.lost for picture in found.pictures] == [0, *[len(sample)] * 3]
    assert np.isnan(found.at(0.5)).all()
    assert np.isfinite(found.at(0)).all()
    spoiled = sample.inputs.copy()
    spoiled[4, 0] = np.inf
    few = fold(
        *(experiment.network, initialise(experiment.network, 0), experiment.source.input),
        replace(sample, inputs=spoiled),
    )
    assert [picture.lost for picture in few.pictures[:3]] == [1, 1, 0]
    assert np.isnan(few.places[:2, 4]).all()
    assert np.isfinite(np.delete(few.places, 4, axis=1)).all()
    assert np.isnan(few.at(1.5)[4]).all()


def test_an_outlier_is_left_outside_and_told():
    experiment = plane((2, "linear"))
    sample = sample_of(data.load(replace(experiment.source, count=400)))
    inputs = sample.inputs.copy()
    inputs[7] = 5000.0
    found = fold(
        *(experiment.network, initialise(experiment.network, 0), experiment.source.input),
        replace(sample, inputs=inputs),
    )
    assert [picture.outside for picture in found.pictures] == [1, 1, 0]
    assert np.ptp(np.delete(found.places[1], 7, axis=0), axis=0).max() > 0.3
    assert np.abs(found.places[1][7] - 0.5).max() > 0.5
