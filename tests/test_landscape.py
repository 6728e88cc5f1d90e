"""The loss over parameters and directions: against TensorFlow, propagation, and differences."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.beginnings import beginning
from core.by_hand import with_parameter
from core.data import Curve, Digits, Gate, Plane, load
from core.descent import judged, paths
from core.experiment import Experiment, Hyperparameters, fitted
from core.frozen import Frozen, masks
from core.landscape import (
    gradient_of,
    in_dtype,
    losses_along,
    losses_over,
    objective_of,
    other_loss,
)
from core.maps import View
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import forward
from core.slices import Chosen, directions_from, same_ways
from core.snapshot import no_slots
from core.survey import COARSE, FINE, Request, loss_at, nearest, survey
from core.walkthrough import Walkthrough

ALL = 10**6


def experiment_of(source, *layers, loss=None, **rates):
    """An experiment on a source with hidden layers such as (3, "tanh")."""
    base = beginning(source)
    hidden = tuple(Layer(*one) for one in layers)
    network = replace(base.network, layers=(*hidden, base.network.layers[-1]))
    network = fitted(replace(network, loss=loss or network.loss), source)
    return replace(base, network=network, hyperparameters=Hyperparameters(**rates))


def plain_losses(objective, parameters, targets, values):
    """The mean losses one place after the other, by propagation in float64: what is slow."""
    found = np.empty((len(objective.losses), len(values[1]), len(values[0])))
    for index, name in enumerate(objective.losses):
        for row, up in enumerate(values[1]):
            for column, across in enumerate(values[0]):
                there = with_parameter(in_dtype(parameters, np.float64), targets[0], across)
                there = with_parameter(there, targets[1], up)
                found[index, row, column] = gradient_of(objective, there, name).losses.mean()
    return found


CASES = {
    "tanh": experiment_of(Plane("circle", 40), (3, "tanh"), (4, "relu")),
    "softmax behind prelu": experiment_of(Plane("blobs", 40), (3, "prelu"), (3, "sigmoid")),
    "softmax inside": experiment_of(Gate("XOR"), (3, "softmax"), (2, "elu")),
    "values": experiment_of(Curve(("sine",)), (4, "tanh"), (3, "leaky relu")),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "targets",
    [
        ((0, 0, 0), (0, 0, 1)),  # one layer, two neurons
        ((0, 0, 1), (1, 1)),  # one layer, a weight and a bias
        ((1, 0, 0), (0, 0, 0)),  # the later one across
        ((0, 0, 2), (1, 2, 0)),  # one behind the other
        ((1, 1), (2, 1, 0)),
        ((3, 0), (2, 0, 0)),  # of the output neuron, both
    ],
)
def test_the_loss_over_two_parameters_is_that_of_propagation(name, targets):
    experiment = CASES[name]
    objective = objective_of(experiment, ALL, beside=True)
    parameters = initialise(experiment.network, 4)
    values = np.array([-2.0, 0.3, 1.5, 40.0]), np.array([-1.0, 0.0, 3.0])
    expected = plain_losses(objective, parameters, targets, values)
    found = losses_over(objective, parameters, targets, values)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)
    quick = losses_over(objective, parameters, targets, values, np.float32)
    assert quick == pytest.approx(expected, rel=2e-4, abs=2e-5)
    alone = losses_over(objective, parameters, targets[:1], values[:1])
    here = Chosen(targets[1:]).place(parameters)
    plain = plain_losses(objective, parameters, targets, (values[0], here))
    assert alone == pytest.approx(plain, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_the_loss_along_directions_is_that_of_propagation(name):
    experiment = CASES[name]
    objective = objective_of(experiment, ALL, beside=True)
    parameters = in_dtype(initialise(experiment.network, 4), np.float64)
    ways = directions_from(objective, parameters, 1)
    distances = np.array([-1.0, 0.0, 0.5]), np.array([0.0, 2.0])
    found = losses_along(objective, parameters, ways.ways, distances)
    for row, up in enumerate(distances[1]):
        for column, across in enumerate(distances[0]):
            there = ways.at(parameters, (across, up))
            assert ways.place(there) == pytest.approx((across, up), abs=1e-9)
            for index, loss in enumerate(objective.losses):
                expected = gradient_of(objective, there, loss).losses.mean()
                assert found[index, row, column] == pytest.approx(expected, rel=1e-9)


def test_the_map_is_of_the_losses_that_tensorflow_has():
    tf = pytest.importorskip("tensorflow")
    experiment = experiment_of(Plane("blobs", 40), (3, "tanh"))
    objective = objective_of(experiment, ALL, beside=True)
    parameters = initialise(experiment.network, 2)
    targets, values = ((0, 1, 2), (1, 2, 3)), (np.array([-3.0, 1.0]), np.array([0.5, 2.0]))
    found = losses_over(objective, parameters, targets, values, np.float32)
    for row, up in enumerate(values[1]):
        for column, across in enumerate(values[0]):
            there = with_parameter(with_parameter(parameters, targets[0], across), targets[1], up)
            a = objective.inputs
            for layer, own in zip(experiment.network.layers, there, strict=True):
                z = tf.matmul(a, own.weights) + own.biases
                a = tf.nn.softmax(z) if layer.activation == "softmax" else tf.tanh(z)
            entropy = tf.nn.softmax_cross_entropy_with_logits(objective.targets, z)
            squared = tf.reduce_mean(tf.square(a - objective.targets), axis=-1)
            both = [float(tf.reduce_mean(one)) for one in (entropy, squared)]
            assert found[:, row, column] == pytest.approx(both, rel=2e-5)


@pytest.mark.parametrize("targets", [((0, 0, 1),), ((2, 0), (1, 1, 0))])
def test_slopes_are_those_of_small_differences(targets):
    experiment = experiment_of(Plane("circle", 40), (3, "tanh"))
    ways, parameters = Chosen(targets), initialise(experiment.network, 3)
    found = survey(Request(experiment, parameters, ways, seconds=FINE, beside=True))
    for index, surface in enumerate(found.surfaces):
        for way in range(len(targets)):
            ends = [list(found.place), list(found.place)]
            ends[0][way] -= 1e-5
            ends[1][way] += 1e-5
            low, high = (loss_at(found.objective, ways, parameters, tuple(end)) for end in ends)
            slope = (high[index] - low[index]) / 2e-5
            assert surface.slope[way] == pytest.approx(slope, rel=1e-5, abs=1e-9)
    along = survey(Request(experiment, parameters, None, seconds=FINE))
    ends = [
        loss_at(along.objective, along.ways, parameters, (step, 0.0))[0] for step in (-1e-4, 1e-4)
    ]
    assert along.surfaces[0].slope[0] == pytest.approx((ends[1] - ends[0]) / 2e-4, rel=1e-3)
    assert along.surfaces[0].slope[0] < 0  # to the right it goes down


def test_directions_are_at_a_right_angle_and_neuron_by_neuron_as_large_as_weights():
    experiment = experiment_of(Plane("circle", 40), (3, "tanh"))
    objective, parameters = objective_of(experiment, ALL), initialise(experiment.network, 3)
    ways, again = (directions_from(objective, parameters, 7) for _ in range(2))
    flat = [np.concatenate([part.ravel() for layer in way for part in layer]) for way in ways.ways]
    assert np.array([[a @ b for a in flat] for b in flat]) == pytest.approx(np.eye(2), abs=1e-12)
    gradient = gradient_of(objective, parameters).gradients
    down = -np.concatenate([part.ravel() for layer in gradient for part in layer])
    assert flat[0] == pytest.approx(down / np.linalg.norm(down), rel=1e-4, abs=1e-7)
    for one, other in zip(ways.ways[1], again.ways[1], strict=True):
        assert np.array_equal(one.weights, other.weights)
    # A neuron ten times as large has a direction ten times as large.
    large = with_parameter(parameters, (0, 0, 1), 1000.0)
    second = directions_from(objective, large, 7).ways[1][0].weights
    assert np.abs(second[:, 1]).max() > 50 * np.abs(second[:, [0, 2]]).max()
    assert same_ways(ways, ways)
    assert not same_ways(ways, again)
    assert same_ways(Chosen(((1, 0),)), Chosen(((1, 0),)))


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_the_paths_of_optimizers_are_those_of_whole_updates(l2):
    source = Plane("circle", 40)
    for name in ("sgd", "momentum", "rmsprop", "adam"):
        experiment = experiment_of(source, (3, "tanh"), optimizer=name, learning_rate=0.05, l2=l2)
        objective = objective_of(experiment, ALL)
        parameters = in_dtype(initialise(experiment.network, 3), np.float64)
        ways = directions_from(objective, parameters, 0)
        found = paths(objective, ways, parameters, experiment.hyperparameters, 4)[name]
        walk = Walkthrough(
            experiment.network,
            parameters,
            objective.inputs,
            objective.targets,
            experiment.hyperparameters,
            no_slots(parameters, name),
        )
        there = parameters
        for number in range(1, 5):
            there, slots = walk.updated
            assert found.places[number] == pytest.approx(ways.place(there), rel=1e-6, abs=1e-9)
            assert found.losses[number] == pytest.approx(
                gradient_of(objective, there).losses.mean(), rel=1e-6
            )
            walk = replace(walk, parameters=there, slots=slots)
        # Where two numbers alone move, the first step is theirs in the whole one.
        chosen = Chosen(((0, 1, 2), (2, 0)))
        alone = paths(objective, chosen, parameters, experiment.hyperparameters, 1)[name]
        whole = Walkthrough(
            experiment.network,
            parameters,
            objective.inputs,
            objective.targets,
            experiment.hyperparameters,
            no_slots(parameters, name),
        ).updated[0]
        assert alone.places[1] == pytest.approx(chosen.place(whole), rel=1e-6)


@pytest.mark.parametrize(
    ("end", "kind", "bottom"),
    [
        (0.05, "small", 1.0),
        (0.9, "right", 1.0),
        (1.7, "past", 1.0),
        (2.2, "worse", 1.0),
        (5.0, "other", 1.0),
        (0.0, "flat", None),
        (np.inf, "lost", None),
        (9.0, "lost", None),
    ],
)
def test_a_step_is_judged_by_the_curve(end, kind, bottom):
    def losses(x):  # a valley at 1, a deeper one at 5, nothing from 8 on
        found = np.minimum((x - 1) ** 2, (x - 5) ** 2 - 1)
        return np.where(x > 8, np.nan, found)

    verdict = judged(losses, 0.0, end, 2.0)
    assert verdict.kind == kind
    assert verdict.bottom == (None if bottom is None else pytest.approx(bottom, abs=0.02))
    if kind == "small":
        assert verdict.steps == pytest.approx(20, rel=0.02)
    assert judged(lambda x: losses(-x), 0.0, -end, 2.0).kind == kind  # to the left as well


def test_a_loss_that_only_falls_has_no_bottom():
    assert judged(lambda x: np.exp(-x), 0.0, 0.01, 3.0)[:2] == ("small", None)
    assert judged(lambda x: np.exp(-x), 0.0, 1.0, 3.0)[:2] == ("right", None)


def test_a_curve_is_as_wide_as_to_show_the_lowest_place_downhill():
    experiment = beginning(Curve(("sine",)))
    parameters, ways = initialise(experiment.network, 0), Chosen(((2, 3, 0),))
    found = survey(Request(experiment, parameters, ways))
    (surface,), view = found.surfaces, found.view
    lowest = int(surface.values[0].argmin())
    bottom = view.left + lowest / (surface.values.shape[1] - 1) * (view.right - view.left)
    # The curve is a parabola: the slope is 0 there.
    there = with_parameter(parameters, (2, 3, 0), bottom)
    steep = survey(Request(experiment, there, ways, view)).surfaces[0].slope[0]
    assert abs(steep) < 0.05 * abs(surface.slope[0])
    assert view.left < found.place[0] < view.right
    assert 20 < lowest < 236
    assert view.right - view.left > 4
    near = survey(Request(experiment, there, ways))
    assert near.view.right - near.view.left == 2.0  # as it usually is


def test_both_losses_where_the_output_allows_both():
    assert other_loss(experiment_of(Gate("XNOR"))) == "mean squared error"
    squared = experiment_of(Gate("XNOR"), loss="mean squared error")
    assert other_loss(squared) == "cross-entropy"
    assert other_loss(experiment_of(Curve(("sine",)))) is None
    tanh = replace(squared.network, layers=(Layer(1, "tanh"),))
    assert other_loss(replace(squared, network=tanh)) is None


def test_of_many_examples_a_sample_is_taken_always_the_same():
    experiment = beginning(Digits())
    objective, again = (objective_of(experiment, 128) for _ in range(2))
    assert (len(objective.inputs), objective.of, objective.whole) == (128, 67_000, False)
    assert np.array_equal(objective.inputs, again.inputs)
    whole = load(experiment.source).train
    places = [
        int(np.flatnonzero((whole.inputs == row).all(axis=1))[0]) for row in objective.inputs[:5]
    ]
    assert np.array_equal(whole.targets[places], objective.targets[:5])
    assert objective_of(beginning(Gate("OR")), 128).whole


def test_contours_lie_where_the_loss_has_their_height():
    experiment = beginning(Gate("XNOR"))
    ways, parameters = Chosen(((0, 0, 0), (1, 0, 0))), initialise(experiment.network, 0)
    view = View(-6, 6, -4, 4)
    found = survey(Request(experiment, parameters, ways, view))
    (surface,) = found.surfaces
    assert surface.values.shape == (65, 65)
    assert surface.contours
    for height, segments in surface.contours:
        for place in segments[::7, 0]:
            (loss,) = loss_at(found.objective, ways, parameters, tuple(place))
            assert loss == pytest.approx(height, abs=0.02 * (surface.high - surface.low))
    assert nearest(found, (6.0, -4.0)) == (surface.values[0, -1],)
    (corner,) = loss_at(found.objective, ways, parameters, (6.0, -4.0))
    assert surface.values[0, -1] == pytest.approx(corner, rel=1e-6)


@pytest.mark.parametrize("kind", [1, 2, None])
def test_a_huge_network_is_surveyed_coarsely(kind):
    hidden = (Layer(784), Layer(512), Layer(128))
    network = Network(256, (*hidden, Layer(10, "softmax")))
    experiment = Experiment(network, Digits())
    targets = ((0, 136, 0), (2, 0, 0))
    ways = Chosen(targets[:kind]) if kind else None
    found = survey(Request(experiment, initialise(network, 0), ways, seconds=COARSE))
    assert len(found.objective.inputs) == 64
    assert found.surfaces[0].values.size in (65, 81)
    assert np.isfinite(found.surfaces[0].values).all()


def test_what_is_not_finite_is_a_hole_and_what_is_dead_is_flat():
    experiment = experiment_of(Curve(("sine",)), (2, "relu"))
    parameters = initialise(experiment.network, 1)
    ways = Chosen(((0, 0, 0), (1, 0, 0)))
    broad = survey(Request(experiment, parameters, ways, View(-1e300, 1e300, -1e300, 1e300)))
    assert broad.surfaces[0].holes
    assert np.isfinite(broad.surfaces[0].here)
    dead = with_parameter(with_parameter(parameters, (1, 0), -1e6), (1, 1), -1e6)
    flat = survey(Request(experiment, dead, ways, View(-1, 1, -1, 1))).surfaces[0]
    assert flat.flat
    assert not flat.contours
    assert (
        survey(Request(experiment, dead, ways._replace(targets=ways.targets[:1])))
        .surfaces[0]
        .verdict.kind
        == "flat"
    )
    asleep = survey(Request(experiment, with_parameter(dead, (2, 0), 0.0), None))
    assert asleep.surfaces[0].values.shape == (65, 65)
    lost = with_parameter(parameters, (1, 0), 0.0)
    lost[0].biases[0] = np.nan
    assert survey(Request(experiment, lost, ways)).surfaces == ()
    nothing = replace(experiment, source=None)
    found = survey(Request(nothing, parameters, ways))
    assert (found.objective, found.surfaces) == (None, ())


def test_where_there_is_no_gradient_both_directions_are_random():
    experiment = experiment_of(Gate("AND"), (2, "step"))
    network = replace(
        experiment.network, layers=(Layer(2, "step"), Layer(1, "step")), loss="mean squared error"
    )
    experiment = replace(experiment, network=network)
    found = survey(Request(experiment, initialise(network, 0), None))
    assert not found.ways.downhill
    assert found.surfaces[0].step == pytest.approx(found.place)
    assert np.isfinite(found.surfaces[0].values).all()


def test_one_layer_of_one_neuron_has_a_landscape():
    experiment = experiment_of(Gate("AND"))
    parameters = initialise(experiment.network, 0)
    for ways in (Chosen(((1, 0),)), Chosen(((0, 0, 0), (0, 1, 0))), None):
        found = survey(Request(experiment, parameters, ways, updates=3))
        passed = forward(experiment.network, parameters, found.objective.inputs)
        assert passed.output.shape == (4, 1)
        assert np.isfinite(found.surfaces[0].values).all()
        assert len(found.surfaces[0].paths) == (0 if len(found.place) == 1 else 4)


@pytest.mark.parametrize("loss", ["", "mean squared error"])
def test_what_is_frozen_takes_no_step_and_the_rest_does(loss):
    held = Frozen(neurons=((1, 0),), weights=((1, 0, 0),))
    experiment = experiment_of(Gate("XOR"), (2, "tanh"), learning_rate=0.5, l2=0.1, frozen=held)
    parameters = initialise(experiment.network, experiment.seed)
    ways = Chosen(((0, 1, 0), (0, 0, 1)))  # into the frozen neuron, and into the other
    seen = survey(Request(experiment, parameters, ways, updates=5, beside=bool(loss)))
    for surface in seen.surfaces:
        assert surface.slope[0] != 0
        assert surface.step[0] == seen.place[0]
        assert surface.step[1] != seen.place[1]
        assert set(surface.paths) == {"sgd", "momentum", "rmsprop", "adam"}
        for path in surface.paths.values():
            assert (path.places[:, 0] == seen.place[0]).all()
            assert len(set(path.places[:, 1].tolist())) == 6
    assert not seen.frozen
    alone = survey(Request(experiment, parameters, Chosen(((1, 0, 0),))))
    assert alone.frozen
    assert alone.surfaces[0].step == alone.place
    assert alone.surfaces[0].after == pytest.approx(alone.surfaces[0].here, rel=1e-12)
    along = survey(Request(experiment, parameters, None, updates=3)).surfaces[0]
    objective = objective_of(experiment, ALL)
    exact = in_dtype(parameters, np.float64)
    gradients = gradient_of(objective, exact).gradients
    kept = masks(held, experiment.network)
    after = tuple(
        LayerParameters(
            *(
                np.where(mask, part, part - 0.5 * (slope + 0.1 * part * (part.ndim == 2)))
                for mask, part, slope in zip(*one, strict=True)
            )
        )
        for one in zip(kept, exact, gradients, strict=True)
    )
    assert along.after == pytest.approx(
        float(gradient_of(objective, after).losses.mean()), rel=1e-9
    )
