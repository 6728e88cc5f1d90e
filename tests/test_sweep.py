"""A sweep as a value: its trials, what they vary, and the table that they come to."""

import csv
import io
import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core import experiment as experiments
from core.commands.sweep_work import exit_code_of
from core.data import Curve, Digits, Gate, Plane, holds_back, load
from core.sweep import (
    COLUMNS,
    Axis,
    Row,
    Sweep,
    from_json,
    mean_and_deviation,
    summary,
    to_json,
    trials,
)
from core.sweep_table import csv_text, told
from core.varied import ALL, VARIED, changed, spaced, written_axis
from tests.sweeps import CIRCLE, RATES, made_up


def refused(call, *arguments) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at
        call(*arguments)
    return str(caught.value)


# Ranges


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(2, 40))
def test_even_ranges_keep_their_ends_and_their_order(low, high, count):
    values = spaced(low, high, count)
    assert len(values) == count
    assert (values[0], values[-1]) == (low, high)
    assert list(values) == sorted(values, reverse=low > high)
    size = max(abs(low), abs(high))
    assert np.allclose(values, np.linspace(low, high, count), atol=1e-5 * size)


@given(st.floats(-8, 4), st.floats(-8, 4), st.integers(2, 40))
def test_logarithmic_ranges_have_even_ratios(low, high, count):
    values = spaced(10**low, 10**high, count, logarithmic=True)
    assert np.allclose(np.log10(values), np.linspace(low, high, count), atol=1e-5)
    assert list(values) == sorted(values, reverse=low > high)


def test_ranges_are_of_short_numbers():
    assert spaced(1e-4, 1, 5, logarithmic=True) == (1e-4, 1e-3, 1e-2, 0.1, 1)
    assert spaced(0, 1, 4) == (0, 0.333333, 0.666667, 1)
    assert spaced(3, 3, 1) == (3,)


# Axes as they are written


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("learning_rate=0.1,1", "learning_rate", (0.1, 1.0)),
        ("learning_rate=log:1e-4:1:5,3", "learning_rate", (1e-4, 1e-3, 1e-2, 0.1, 1.0, 3.0)),
        ("l2=lin:0:1:3", "l2", (0.0, 0.5, 1.0)),
        ("layers=8,8-8,16:tanh-8,none", "hidden", ("8", "8-8", "16:tanh-8", "none")),
        ("batch=log:1:64:7", "batch_size", (1, 2, 4, 8, 16, 32, 64)),
        ("examples=20,all", "examples", (20, ALL)),
        ("activation=leaky_relu,tanh", "activation", ("leaky relu", "tanh")),
        ("weights=he normal", "initialiser", ("he normal",)),
    ],
)
def test_axes_are_read(text, name, values):
    axis = written_axis(text)
    assert (axis.name, axis.values) == (name, values)
    assert list(map(type, axis.values)) == list(map(type, values))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learning_rate", "What is varied is written like learning_rate=0.01,0.1, not “learning_r"),
        ("depth=1", "“depth” cannot be varied; these can: hidden, activation,"),
        ("learning_rate=", "learning_rate cannot be “”."),
        ("learning_rate=fast", "learning_rate cannot be “fast”."),
        ("learning_rate=nan", "learning_rate cannot be “nan”."),
        ("learning_rate=0.1,1e-1", "learning_rate has the value 0.1 twice."),
        ("batch=1.5", "batch_size must be a whole number, not 1.5."),
        ("batch=1e300", "batch_size must be a whole number, not 1e+300."),
        ("l2=log:0:1:3", "Only numbers above 0 can be spaced logarithmically."),
        ("l2=log:1:3", "A range is written like log:0.001:1:4, not “log:1:3”."),
        ("l2=lin:0:1:0", "A range has 1 to 1,000 values, not 0."),
        ("l2=lin:0:0.5:1", "From 0 to 0.5 there are 2 values or more, not 1."),
        ("l2=lin:0:inf:3", "A range goes from one finite number to another."),
        ("optimizer=adan", "There is no optimizer “adan”; there are"),
    ],
)
def test_what_is_no_axis_is_refused_in_a_sentence(text, said):
    assert refused(written_axis, text).startswith(said)


@given(st.lists(st.floats(1e-9, 1e3), min_size=1, max_size=6, unique=True))
def test_numbers_are_read_as_they_are(values):
    text = "learning_rate=" + ",".join(map(repr, values))
    assert written_axis(text).values == tuple(values)


# Trials


def test_every_combination_is_tried_with_every_seed():
    found = trials(RATES)
    settings = itertools.product((0.02, 0.2), ("4", "3-2"), (5, 6))
    assert [(*(value for _, value in one.settings), one.seed) for one in found] == list(settings)
    assert [one.number for one in found] == list(range(8))
    assert len(found) == RATES.runs
    for one in found:
        rate, hidden = (value for _, value in one.settings)
        assert one.experiment.hyperparameters.learning_rate == rate
        assert "-".join(map(str, one.experiment.network.sizes[1:-1])) == hidden
        assert one.experiment.seed == one.seed
        assert one.experiment.source == CIRCLE.source


def test_a_sample_is_some_of_the_settings_in_order_and_follows_from_the_seed():
    axes = (Axis("learning_rate", spaced(0.1, 1, 7)), Axis("batch_size", (1, 2, 4, 8, 16)))
    whole = [one.settings for one in trials(Sweep(CIRCLE, axes))]
    sampled = Sweep(CIRCLE, axes, seeds=3, sample=6, seed=1)
    found = [one.settings for one in trials(sampled)]
    assert len(found) == sampled.runs == 18
    places = [whole.index(one) for one in found[::3]]
    assert places == sorted(set(places))
    assert found == [one.settings for one in trials(sampled)]
    assert found != [one.settings for one in trials(replace(sampled, seed=2))]
    assert len(trials(replace(sampled, sample=100))) == 3 * len(whole)


_VALUES = {
    "hidden": ("5:relu-3", lambda e: [(x.neurons, x.activation) for x in e.network.layers[:-1]]),
    "activation": ("relu", lambda e: e.network.layers[0].activation),
    "initialiser": ("he normal", lambda e: e.network.initialiser),
    "loss": ("mean squared error", lambda e: e.network.loss),
    "optimizer": ("momentum", lambda e: e.hyperparameters.optimizer),
    "learning_rate": (0.5, lambda e: e.hyperparameters.learning_rate),
    "batch_size": (7, lambda e: e.hyperparameters.batch_size),
    "l1": (0.5, lambda e: e.hyperparameters.l1),
    "l2": (0.5, lambda e: e.hyperparameters.l2),
    "dropout": (0.5, lambda e: e.hyperparameters.dropout),
    "patience": (70, lambda e: e.hyperparameters.patience),
    "examples": (9, lambda e: len(load(e.source).train)),
    "noise": (0.5, lambda e: e.source.noise),
}


@pytest.mark.parametrize("name", VARIED)
def test_each_value_goes_where_it_belongs(name):
    value, look = _VALUES[name]
    now = changed(CIRCLE, ((name, value),))
    assert look(now) == ([(5, "relu"), (3, "tanh")] if name == "hidden" else value)
    assert look(CIRCLE) != look(now)


def test_an_activation_is_that_of_the_layers_which_are_tried_with_it():
    for settings in itertools.permutations((("activation", "relu"), ("hidden", "5-6"))):
        layers = changed(CIRCLE, settings).network.layers
        assert [layer.activation for layer in layers] == ["relu", "relu", "sigmoid"]
    assert changed(CIRCLE, (("hidden", "none"),)).network.sizes == (2, 1)


def test_a_loss_brings_an_output_that_it_can_judge():
    linear = replace(CIRCLE.network, loss="mean squared error")
    linear = replace(
        linear, layers=(*linear.layers[:-1], replace(linear.layers[-1], activation="tanh"))
    )
    found = changed(replace(CIRCLE, network=linear), (("loss", "cross-entropy"),))
    assert found.network.layers[-1].activation == "sigmoid"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"axes": (Axis("noise", (0.1,)),), "base": experiments.Experiment()}, "has no noise"),
        ({"axes": (Axis("examples", (31,)),)}, "The data has 30 examples to train on, not 31."),
        ({"axes": (Axis("learning_rate", (0.0,)),)}, "The learning rate must be above 0"),
        ({"axes": (Axis("hidden", ("8-x",)),)}, "Hidden layers are written like 8, 8-8,"),
        ({"base": replace(CIRCLE, source=None)}, "A sweep needs data to train on. Choose some."),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_trained(change, said):
    assert said in refused(trials, replace(RATES, **change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seeds": 0}, "A sweep has 1 to 1,000 seeds, not 0."),
        ({"updates": 0}, "A run makes 1 to 1,000,000,000 updates, not 0."),
        ({"sample": -1}, "A sample has 1 to 10,000 settings, or 0: all; not -1."),
        ({"axes": (Axis("l2", (0.1,)), Axis("l2", (0.2,)))}, "l2 is varied twice; once is enough."),
        ({"seeds": 1000, "axes": (Axis("l2", spaced(0, 1, 11)),)}, "10,000 runs at most, not 11,0"),
        ({"seed": -1}, "The seed must be 0 to 4294967295, not -1."),
    ],
)
def test_what_is_no_sweep_is_refused(change, said):
    assert said in refused(lambda: replace(RATES, **change))


def test_seeds_count_on_from_the_highest():
    last = Sweep(replace(CIRCLE, seed=2**32 - 1), seeds=2)
    assert [one.seed for one in trials(last)] == [2**32 - 1, 0]


@given(st.lists(st.floats(1e-9, 1e3), max_size=5, unique=True), st.integers(1, 9))
def test_a_sweep_is_written_and_read(rates, seeds):
    axes = (Axis("learning_rate", tuple(rates)),) if rates else ()
    sweep = Sweep(CIRCLE, (*axes, Axis("hidden", ("none", "3-2"))), seeds)
    assert from_json(to_json(sweep)) == sweep


# Fewer examples


@pytest.mark.parametrize("source", [Digits(), Plane("blobs", 200), Curve()], ids=type)
def test_fewer_examples_are_a_beginning_of_more_and_the_test_stays(source):
    whole, more, few = (load(replace(source, examples=count)) for count in (0, 40, 20))
    assert [len(one.train) for one in (more, few)] == [40, 20]
    for one in (more, few):
        assert one.test is not one.train
        assert np.array_equal(one.test.inputs, whole.test.inputs)
        assert np.array_equal(one.test.targets, whole.test.targets)
    assert holds_back(replace(source, examples=20))
    rows = [{row.tobytes() for row in one.train.inputs} for one in (few, more, whole)]
    assert rows[0] < rows[1] < rows[2]
    for one in (more, few):
        if one.train.labels is not None:
            counts = np.bincount(one.train.labels)
            share = np.bincount(whole.train.labels) / len(whole.train)
            assert (abs(counts - share * len(one.train)) <= 1).all()
            assert (one.train.targets.argmax(1) == one.train.labels).all()


def test_where_nothing_is_held_back_the_fewer_serve_for_the_test_too():
    few = load(Plane("xor", 50, test_share=0, examples=8))
    assert few.test is few.train
    assert not holds_back(few.source)


def test_files_say_only_where_examples_are_fewer():
    few = replace(CIRCLE, source=replace(CIRCLE.source, examples=9))
    assert b"examples" not in experiments.to_json(CIRCLE)
    assert experiments.from_json(experiments.to_json(few)) == few


def test_a_gate_has_all_its_rows():
    gate = replace(CIRCLE, source=Gate("XOR"))
    assert "has all its examples" in refused(changed, gate, (("examples", 2),))


# The table


@pytest.fixture
def table():
    found = [Row(one, made_up(RATES, one, loss=0.1 * (one.number + 1))) for one in trials(RATES)]
    found[3] = Row(found[3].trial, made_up(RATES, found[3].trial, "diverged"))
    found[6] = Row(found[6].trial)
    return found


def test_a_row_says_what_came(table):
    row = table[1]
    assert (row.state, row.value("learning_rate"), row.value("seed")) == ("done", 0.02, 6)
    assert row.value("test_loss") == pytest.approx(0.2)
    assert row.value("parameters") == 2 * 4 + 4 + 4 + 1
    assert (row.value("updates"), row.value("seconds")) == (40, 1.5)
    losses = row.history.points[:, 3]
    assert row.value("best_test_loss") == min(*losses, row.test.loss)
    assert row.value("best_at") == round(row.history.points[losses.argmin(), 0] * 30 / 10)
    assert row.value("best_train_score") == max(*row.history.points[1:, 2], 0.5)
    assert math.isnan(row.value("dropout"))
    assert (row.value("hidden_layers"), row.value("hidden_neurons")) == (1, 4)
    assert (table[2].value("hidden_layers"), table[2].value("hidden_neurons")) == (2, 5)


def test_the_gap_is_how_much_worse_the_test_is(table):
    now = table[0].outcome.run.snapshot
    now = replace(now, train=now.train._replace(loss=0.25), test=now.test._replace(loss=1.0))
    outcome = replace(table[0].outcome, run=replace(table[0].outcome.run, snapshot=now))
    assert Row(table[0].trial, outcome).value("gap") == 0.75
    assert math.isnan(table[3].value("gap"))  # it diverged
    assert math.isnan(table[6].value("gap"))


def test_what_diverged_says_so_and_what_has_not_ended_nothing(table):
    assert table[3].state == "diverged"
    assert table[3].value("test_loss") == math.inf
    assert table[6].state is None
    assert math.isnan(table[6].value("test_loss"))


def test_means_and_deviations_are_over_seeds_that_came_to_something(table):
    groups = summary(table)
    assert [dict(group.settings)["hidden"] for group in groups] == ["4", "3-2", "4", "3-2"]
    assert [(group.runs, group.diverged) for group in groups] == [(2, 0), (2, 1), (2, 0), (1, 0)]
    expected = np.mean([0.1, 0.2]), np.std([0.1, 0.2], ddof=1)
    assert groups[0].columns["test_loss"] == pytest.approx(expected)
    mean, deviation = groups[1].columns["test_loss"]
    assert mean == pytest.approx(0.3)
    assert math.isnan(deviation)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=9))
def test_means_and_deviations_are_numpys(values):
    assert mean_and_deviation(values) == pytest.approx(
        (np.mean(values), np.std(values, ddof=1)), abs=1e-9
    )


def test_csv_has_a_line_a_run(table):
    lines = list(csv.DictReader(io.StringIO(csv_text(table))))
    assert len(lines) == 8
    assert list(lines[0]) == ["run", "learning_rate", "hidden", "seed", "state", *COLUMNS]
    for line, row in zip(lines, table, strict=True):
        assert (float(line["learning_rate"]), line["hidden"]) == (
            *(value for _, value in row.trial.settings),
        )
        assert line["state"] == (row.state or "")
        loss = row.test.loss
        assert line["test_loss"] == "" if math.isnan(loss) else float(line["test_loss"]) == loss
    assert lines[3]["test_loss"] == "inf"


def test_json_has_no_number_that_json_lacks(table):
    said = told(RATES, table)
    assert said["rows"][3]["test_loss"] == "inf"
    assert said["rows"][6]["test_loss"] is None
    assert said["rows"][0]["curve"]["train_loss"][0] is None
    assert said["rows"][0]["curve"]["test_loss"] == table[0].history.points[:, 3].tolist()
    assert said["settings"][1]["columns"]["test_loss"]["deviation"] is None
    assert said["rows"][3]["reason"] == "Trial 3 went wrong."
    assert from_json(to_json(RATES)).axes == RATES.axes


@pytest.mark.parametrize(
    ("runs", "said"), [(1, "1 of 1 run failed: "), (2, "2 of 2 runs failed: ")]
)
def test_runs_that_failed_are_counted(runs, said):
    rows = [Row(one, made_up(RATES, one, "failed")) for one in trials(RATES)[:runs]]
    with pytest.raises(ValueError, match=f"{said}Trial 0 went wrong."):
        exit_code_of(rows, [])
