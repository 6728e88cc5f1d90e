"""Sources, tasks and kinds of input: what they hold, what they refuse, how they code targets."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import data
from core.data import READY_SOURCES, Digits, Given, Plane, Source, Worked
from core.data.given import MOST, GivenExample
from core.data.inputs import Picture, Point, Row
from core.data.tasks import (
    ACCURACY,
    HIGHEST,
    R_SQUARED,
    SIDE,
    SQUARES,
    Classes,
    Values,
    one_hot,
    task_without_data,
)
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.snapshot import DIVERGED, Metrics

KIND = Point(("x", "y"), ((0.0, 1.0), (0.0, 1.0)))
TWO, THREE = Classes(("no", "yes")), Classes(("red", "green", "blue"))
VALUES = Values(("height", "mass"), ("m", "kg"))


def examples(task, count=4):
    if isinstance(task, Values):
        return tuple(GivenExample((i, -i), values=(0.5 * i, 2 * i)) for i in range(count))
    return tuple(GivenExample((i, -i), i % task.width) for i in range(count))


def given_source(task, count=4):
    return Given(KIND, task, examples(task, count))


SOURCES = [*READY_SOURCES.values(), *map(given_source, (TWO, THREE, VALUES))]


# Sources


@pytest.mark.parametrize("source", SOURCES, ids=repr)
def test_a_source_loads_what_it_says(source):
    loaded = data.load(source)
    assert loaded.source == source
    for part in (loaded.train, loaded.test):
        assert part.inputs.shape == (len(part), source.input.count)
        assert part.targets.shape == (len(part), source.task.width)
        assert part.inputs.dtype == part.targets.dtype == np.float32
        if isinstance(source.task, Classes):
            assert part.labels.dtype == np.int32
            np.testing.assert_array_equal(part.targets, one_hot(part.labels, source.task.width))
        else:
            assert part.labels is None


@pytest.mark.parametrize("source", SOURCES, ids=repr)
def test_equal_sources_load_equal_data(source):
    again = msgspec.json.decode(msgspec.json.encode(source), type=Source)
    assert again == source
    assert data.load(again) is data.load(source)
    data.load.cache_clear()
    one = data.load(source)
    data.load.cache_clear()
    np.testing.assert_array_equal(one.train.inputs, data.load(again).train.inputs)


def test_digits_stay_whatever_else_was_looked_at():
    """They take a quarter of a second to read, and whoever had them has them back at once."""
    digits = data.load(Digits())
    for count in range(20, 30):
        data.load(Plane("rings", count))
    assert data.load(Digits()) is digits


def test_given_examples_are_those_that_were_given():
    source = Given(KIND, VALUES, examples(VALUES), (GivenExample((9, 8), values=(7, 6)),))
    loaded = data.load(source)
    assert loaded.train.inputs[3].tolist() == [3, -3]
    assert loaded.train.targets[3].tolist() == [1.5, 6]
    assert (loaded.test.inputs.tolist(), loaded.test.targets.tolist()) == ([[9, 8]], [[7, 6]])


def test_given_points_are_coordinates_whatever_the_network_gets_of_them():
    kind = Point(KIND.names, KIND.ranges, ("x₁²", "x₁x₂", "x₂"))
    loaded = data.load(Given(kind, TWO, (GivenExample((3, -2), 1),)))
    assert loaded.train.inputs.tolist() == [[9, -6, -2]]
    assert loaded.train.coordinates.tolist() == [[3, -2]]


@pytest.mark.parametrize(
    ("task", "wrong", "said"),
    [
        (
            TWO,
            GivenExample((1,), 0),
            "Example 2 to train on has a wrong number of inputs: 1, not 2.",
        ),
        (TWO, GivenExample((1, 2), 2), "has the label 2; labels go from 0 to 1."),
        (TWO, GivenExample((1, 2), -1), "has the label -1"),
        (TWO, GivenExample((1, np.nan)), "a number that is not finite"),
        (VALUES, GivenExample((1, 2)), "wrong number of values: 0, not 2"),
        (VALUES, GivenExample((1, 2), values=(1, np.inf)), "a number that is not finite"),
    ],
)
def test_given_examples_that_do_not_fit_are_refused(task, wrong, said):
    with pytest.raises(ValueError, match=said):
        Given(KIND, task, (*examples(task, 1), wrong))


def test_given_examples_have_an_end():
    with pytest.raises(ValueError, match="at least one example"):
        Given(KIND, TWO, ())
    one = GivenExample((0.0,) * 4000)
    with pytest.raises(ValueError, match=f"{MOST} numbers at most"):
        Given(Row(tuple(map(str, range(4000)))), TWO, (one,) * 26)
    # Inputs and targets of all examples count: 100 times 998 + 2 are the most there can be.
    row, one = Row(tuple(map(str, range(998)))), GivenExample((0.0,) * 998)
    assert len(Given(row, TWO, (one,) * 60, (one,) * 40).test) == 40
    with pytest.raises(ValueError, match="101000"):
        Given(row, TWO, (one,) * 60, (one,) * 41)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Picture(0, 4), "not 0 × 4"),
        (lambda: Point((), ()), "at least one coordinate"),
        (lambda: Point(("x",), ()), "as many ranges as coordinates, 1, not 0"),
        (lambda: Row(()), "at least one number"),
        (lambda: Classes(("one",)), "at least two classes, not 1"),
        (lambda: Classes(("a", "a")), "a name of its own, unlike these: a, a"),
        (lambda: Values(()), "at least one value"),
        (lambda: Values(("a",), ("m", "s")), "as many units as values, 1, or none, not 2"),
    ],
)
def test_kinds_that_make_no_sense_are_refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_inputs_know_how_many_numbers_they_are():
    assert [kind.count for kind in (Picture(3, 5), KIND, Row(("a",)))] == [15, 2, 1]


# Tasks


def network(outputs, activation, loss="mean squared error"):
    return Network(2, (Layer(3), Layer(outputs, activation)), loss)


@pytest.mark.parametrize(
    ("task", "found", "said"),
    [
        (
            THREE,
            network(2, "softmax"),
            "There are 3 classes, which need as many output neurons, not 2",
        ),
        (THREE, network(1, "sigmoid"), "There are 3 classes"),
        (TWO, network(3, "softmax"), "Two classes need two output neurons, or one, not 3"),
        (TWO, network(1, "relu"), "needs sigmoid or tanh or step or sign, not relu"),
        (TWO, network(1, "softmax"), "needs sigmoid or tanh or step or sign, not softmax"),
        (
            VALUES,
            network(1, "linear"),
            "For 2 values there must be as many output neurons, not 1",
        ),
        (VALUES, network(2, "softmax"), "The outputs of softmax sum to 1"),
        (VALUES, network(2, "sigmoid", "cross-entropy"), "compares probabilities of classes"),
    ],
)
def test_networks_that_cannot_answer_are_refused(task, found, said):
    with pytest.raises(ValueError, match=said):
        task.check(found)
    with pytest.raises(ValueError, match=said):
        Experiment(found, given_source(task))


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (Layer(2, "softmax"), [[1, 0], [0, 1]]),
        (Layer(2, "tanh"), [[1, 0], [0, 1]]),
        (Layer(1, "sigmoid"), [[0], [1]]),
        (Layer(1, "tanh"), [[-1], [1]]),
    ],
)
def test_targets_are_coded_for_the_output_layer(output, expected):
    coded = TWO.coded(TWO.one_hot(np.array([0, 1])), output)
    assert coded.tolist() == expected
    assert coded.dtype == np.float32


@pytest.mark.parametrize("output", [Layer(2, "softmax"), Layer(1, "sigmoid"), Layer(1, "tanh")])
def test_what_is_aimed_at_is_answered(output):
    labels = np.array([0, 1, 1, 0])
    coded = TWO.coded(TWO.one_hot(labels), output)
    np.testing.assert_array_equal(TWO.answers(coded, output), labels)
    np.testing.assert_allclose(TWO.shares(coded, output).sum(axis=1), 1)


@given(st.floats(-1, 1))
def test_shares_of_one_output_are_two_probabilities(value):
    outputs = np.array([[value]], np.float32)
    ((low, high),) = TWO.shares(outputs, Layer(1, "tanh"))
    assert low + high == pytest.approx(1)
    assert high == pytest.approx((1 + value) / 2, abs=1e-6)
    assert TWO.answers(outputs, Layer(1, "tanh"))[0] == (high > low)


def test_values_are_their_own_targets():
    targets = np.array([[1.5, -2]], np.float32)
    assert VALUES.coded(targets, Layer(2, "linear")) is targets
    assert (VALUES.unit(0), Values(("a",)).unit(0)) == ("m", "")


def test_tasks_say_how_they_score_and_name_outputs():
    assert (THREE.scoring(3), TWO.scoring(2), TWO.scoring(1)) == (HIGHEST, HIGHEST, SIDE)
    assert VALUES.scoring(2) == SQUARES
    assert (TWO.output_names(2), TWO.output_names(1)) == (("no", "yes"), ("yes",))
    assert VALUES.output_names(2) == ("height", "mass")


@pytest.mark.parametrize(
    ("activation", "shares"),
    [("softmax", True), ("sigmoid", True), ("step", True), ("tanh", False), ("relu", False)],
)
def test_only_of_classes_are_outputs_shares(activation, shares):
    assert TWO.are_shares(Layer(2, activation)) == shares
    assert not VALUES.are_shares(Layer(2, activation))
    assert (TWO.one_is_answered, VALUES.one_is_answered) == (True, False)


@pytest.mark.parametrize(
    ("task", "output", "target", "learned"),
    [
        (THREE, (0.05, 0.92, 0.03), (0, 1, 0), True),
        (THREE, (0.3, 0.4, 0.3), (0, 1, 0), False),  # right, and yet there is more to learn
        (THREE, (0.92, 0.05, 0.03), (0, 1, 0), False),
        (TWO, (-0.95,), (-1,), True),
        (TWO, (0.95,), (-1,), False),
        (TWO, (np.nan,), (1,), False),
        (VALUES, (0.9, -0.9), (0.3, 0.1), False),  # the larger one is the larger one
        (VALUES, (0.3, 0.1), (0.3, 0.1), True),
        (VALUES, (0.302, 0.0), (0.3, 0.0), True),
        (VALUES, (0.35, 0.0), (0.3, 0.0), False),
        (VALUES, (3e-4, 1.0), (1e-3, 1.0), False),  # whatever the unit is
        (VALUES, (3004.0, 1.0), (3000.0, 1.0), True),
        (VALUES, (-np.inf, 1.0), (1e38, 1.0), False),
        (VALUES, (np.nan, 1.0), (0.0, 1.0), False),
    ],
)
def test_a_task_says_what_is_learned(task, output, target, learned):
    assert task.is_learned(np.array(output, "f4"), np.array(target, "f4")) == learned


def test_a_task_makes_scores_of_means():
    def never():
        raise AssertionError("nobody needs the variance of classes")

    assert TWO.metrics(0.25, 0.75, never) == Metrics(0.25, 0.75)
    assert TWO.metrics(np.nan, 0.75, never) == DIVERGED
    assert TWO.metrics(np.inf, np.nan, never) == DIVERGED
    assert VALUES.metrics(0.25, 4.0, lambda: 16.0) == Metrics(0.25, 0.75, 2.0)
    assert VALUES.metrics(np.nan, 4.0, lambda: 16.0) == DIVERGED
    assert (TWO.scored_by, VALUES.scored_by) == (ACCURACY, R_SQUARED)
    assert (TWO.has_rmse, VALUES.has_rmse) == (False, True)


def test_a_task_knows_what_one_answer_for_all_scores():
    assert THREE.chance(THREE.one_hot(np.array([0, 2, 2, 1]))) == 0.5
    assert VALUES.chance(np.array([[1, 2], [3, 4]], np.float32)) == 0  # of R²: the mean


# Experiments


def test_an_experiment_without_data_is_one():
    experiment = Experiment(Network(3, (Layer(4, "softmax"),)), None)
    assert experiment.input == Row(("x1", "x2", "x3"))
    assert experiment.task == Classes(("1", "2", "3", "4"))
    values = network(2, "linear")
    assert task_without_data(values) == Values(("y₁", "y₂"))
    assert task_without_data(network(1, "sigmoid", "cross-entropy")).width == 2


@pytest.mark.parametrize("source", SOURCES, ids=repr)
@pytest.mark.parametrize(
    "before",
    [
        Network(),
        network(1, "tanh"),
        network(3, "relu"),
        Network(5, (Layer(2, "sigmoid"),)),
        Network(4, (Layer(9, "elu"), Layer(1, "softmax")), "mean squared error"),
    ],
)
def test_any_network_is_fitted_to_any_source(source, before):
    after = fitted(before, source)
    assert Experiment(after, source).network == after
    assert after.layers[:-1] == before.layers[:-1]
    assert after.initialiser == before.initialiser


def test_what_fits_stays():
    sigmoid = Network(7, (Layer(5, "sigmoid"),), "mean squared error")
    assert fitted(sigmoid, Worked()).layers == (Layer(1, "sigmoid"),)
    assert fitted(sigmoid, Worked()).loss == "mean squared error"
    assert fitted(Network(), given_source(VALUES)).layers[-1] == Layer(2, "linear")
    # A value may be negative: what answers two classes does not stay.
    two_classes = fitted(Network(2, (Layer(4, "tanh"), Layer(10, "softmax"))), Plane("xor"))
    assert two_classes.layers[-1] == Layer(1, "sigmoid")
    assert fitted(two_classes, Plane("ripple")).layers == (Layer(4, "tanh"), Layer(1, "linear"))
    assert fitted(two_classes, Plane("spiral")) == two_classes
    assert fitted(network(2, "linear"), Digits()).layers[-1] == Layer(10, "linear")


def test_a_part_of_the_digits_is_of_digits():
    assert data.is_of_digits(Digits())
    assert data.is_of_digits(data.part_of(Digits()))
    assert not data.is_of_digits(Plane("xor"))
    assert not data.is_of_digits(None)
