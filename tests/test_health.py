"""Whether a training is healthy: rules, on trainings that were recorded from TensorFlow."""

import functools
import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from core.data import READY_SOURCES, Gate, load
from core.experiment import Experiment
from core.health import Remark, Watch
from core.losses import LOSSES
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import backward, forward
from core.snapshot import NOT_MEASURED, Metrics
from core.vitals import Case, LayerVitals, Sampled, Vitals, case_of
from tests.helpers import TINY, tiny_data, tiny_experiment

# Made by packaging/record_trainings.py (seeds 1 to 4; 5 and 6). The rules were made by looking at
# the first; the second was kept back until they stood.
RECORDED = {
    name: Path(__file__).parent / "files" / "trainings" / f"{name}.json.gz"
    for name in ("looked_at", "kept_back")
}
WELL = LayerVitals(0.3, 5.0, 0.01, 1e-3, 1.0, 0, 0)
CASE = Case(2.3, 0.1, 0.02, (16, 32, 10), ("relu", "softmax"), 1.0)


@functools.cache
def recorded(name):
    """What was recorded: {"healthy" or "sick": [(what it is, Case, [Vitals])]}."""
    found = json.loads(gzip.decompress(RECORDED[name].read_bytes()))
    return {
        kind: [
            (one["what"], case_in(one["case"]), [*map(vitals_in, one["vitals"])]) for one in all_
        ]
        for kind, all_ in found.items()
    }


def case_in(fields):
    lists = {name: tuple(fields[name]) for name in ("sizes", "activations")}
    return Case(**{**fields, **lists})


def vitals_in(numbers):
    # JSON has no infinity: it is written as text.
    updates, *middle, finite, layers = numbers
    rows = tuple(LayerVitals(*map(float, layer)) for layer in layers)
    return Vitals(updates, *map(float, middle), finite, rows)


def first_finding(case, vitals):
    """The first finding, and after how many seconds; None: none."""
    watch = Watch(case)
    for now in vitals:
        if found := watch.see(now):
            return found, now.seconds
    return None


def watched(*vitals, case=CASE):
    """What is found at each of the vitals, by its kind."""
    watch = Watch(case)
    return [found and found.kind for found in map(watch.see, vitals)]


def vitals(updates, loss=0.5, score=0.9, *, fit=None, finite=True, layers=(WELL, WELL), rate=0.01):
    fit = loss if fit is None else fit
    return Vitals(updates, updates / 1000, rate, loss, score, fit, finite, layers)


@pytest.mark.parametrize("name", RECORDED)
def test_no_healthy_training_is_called_sick(name):
    alarms = [
        (what, found)
        for what, case, taken in recorded(name)["healthy"]
        if (found := first_finding(case, taken))
    ]
    assert len(recorded(name)["healthy"]) >= {"looked_at": 200, "kept_back": 50}[name]
    assert alarms == []


@pytest.mark.parametrize("name", RECORDED)
def test_sick_trainings_are_found_within_a_second(name):
    missed = []
    for what, case, taken in recorded(name)["sick"]:
        found = first_finding(case, taken)
        if found is None or found[1] > what.get("after", 0.0) + 1.05:
            missed.append(what)
    count = len(recorded(name)["sick"])
    assert count >= {"looked_at": 60, "kept_back": 25}[name]
    assert len(missed) <= 0.05 * count, missed


def test_one_bad_moment_is_no_sickness():
    good, bump = vitals(1), vitals(2, 40.0, 0.1)
    assert watched(good, bump, good, bump, good, vitals(3, 5.0, 0.1), good) == [None] * 7
    assert watched(good, bump, bump) == [None, None, "loss"]
    assert watched(good, vitals(2, 1e5, 0.1)) == [None, "loss"]  # beyond doubt at once


def test_a_fall_to_chance_is_found_where_it_stays():
    good, fallen = vitals(1), vitals(2, 2.4, 0.1)
    assert watched(good, fallen, fallen, good) == [None] * 4
    assert watched(good, fallen, fallen, fallen, fallen) == [None, None, None, "chance", None]


def test_what_learns_slowly_or_cannot_learn_is_healthy():
    assert watched(*[vitals(number, 2.31, 0.1) for number in range(50)]) == [None] * 50
    # It knows what it is trained on, and nothing else.
    overfitted = vitals(2, 2.5, 0.1, fit=0.01)
    assert watched(vitals(1), *[overfitted] * 9) == [None] * 10


def test_where_it_was_healthy_layer_cause_and_a_better_rate():
    wild = WELL._replace(norm=50.0, change=50.0)
    watch = Watch(CASE)
    begun = vitals(0, 2.3, 0.1, rate=9.0)
    bad = vitals(1, 2.4, 0.1, layers=(WELL, wild), rate=9.0)
    assert watch.see(begun) is watch.see(bad) is None
    assert watch.healthy == 1
    found = watch.see(vitals(2, 1e5, 0.1, layers=(WELL, wild), rate=9.0))
    assert (found.kind, found.cause, found.updates, found.healthy, found.layer) == (
        *("loss", "rate"),
        *(2, 1, 2),
    )
    assert found.amount == 10.0  # of 5, one update changed 50; then 50 of 50
    assert found.better == pytest.approx(9.0 / 3**6)  # a share of 10 becomes one below 0.03
    # A rate that was raised: the one before.
    watch = Watch(CASE)
    assert watch.see(vitals(1, rate=0.01)) is None
    found = watch.see(vitals(9, 1e5, 0.1, rate=5.0))
    assert (found.cause, found.rate, found.better, found.healthy) == ("rate", 5.0, 0.01, 1)


def test_the_layer_that_is_not_finite_is_named():
    broken = WELL._replace(norm=math.inf)
    for layers, named in (((WELL, broken), 2), ((broken, broken), 1), ((WELL, WELL), 0)):
        watch = Watch(CASE)
        assert watch.see(vitals(10)) is None
        assert watch.see(vitals(20, layers=layers, finite=False)).layer == named


def test_large_inputs_and_large_first_weights_are_causes():
    huge = vitals(0, 1e4, 0.1)
    watch = Watch(replace(CASE, largest=3000.0))
    found = [watch.see(huge) for _ in range(4)][-2:]
    assert [(one.cause, one.amount) for one in found if one] == [("data", 3000.0)]
    large = WELL._replace(norm=4000.0)
    watch = Watch(CASE)
    found = [watch.see(vitals(0, 1e4, 0.1, layers=(large, WELL))) for _ in range(4)][-2:]
    assert [one.cause for one in found if one] == ["start"]


def test_it_is_told_once_and_again_when_it_was_healthy_between():
    good, bad = vitals(1), vitals(2, 1e5, 0.1)
    found = watched(good, bad, bad, bad, good, good, good, good, bad)
    assert found == [None, "loss", *[None] * 6, "loss"]
    # What is not finite is always told.
    lost = vitals(3, math.inf, finite=False)
    assert watched(good, bad, lost, lost) == [None, "loss", "not finite", "not finite"]


def test_remarks_stop_nothing_and_go():
    watch = Watch(CASE)
    dead, full = WELL._replace(dead=8), WELL._replace(saturated=16)
    faint = WELL._replace(gradient=1e-9)
    for layers, remarks in (
        ((dead, WELL), (Remark("dead", 1, 8, 32),)),
        ((WELL._replace(dead=7), WELL), ()),
        ((full, WELL), (Remark("saturated", 1, 16, 32),)),
        ((faint, WELL), (Remark("vanishing", 1),)),
        ((WELL, WELL), ()),
    ):
        assert watch.see(vitals(1, layers=layers)) is None
        assert watch.remarks == remarks


@pytest.mark.parametrize("loss", LOSSES)
def test_what_knowing_nothing_costs(loss):
    """No answer that is the same for all examples has a smaller loss, nor a better score."""
    source = Gate("AND", 3)
    output = "sigmoid" if "entropy" in loss else "linear"
    if output == "linear":
        source = READY_SOURCES["hills"]
    network = Network(source.input.count, (Layer(1, output),), loss)
    data, task = load(source), source.task
    case = case_of(network, task, data)
    targets = task.coded(data.train.targets, network.layers[-1])
    least = min(
        float(
            LOSSES[loss]
            .function(output, np.full_like(targets, z, dtype=float), np.zeros(0), targets)
            .mean()
        )
        for z in np.linspace(-4, 4, 801)
    )
    assert case.ignorant == pytest.approx(least, abs=1e-4)
    assert case.chance == (pytest.approx(7 / 8) if output == "sigmoid" else 0.0)


def test_vitals_are_those_of_the_layers():
    experiment = tiny_experiment((Layer(5, "relu"), Layer(4, "tanh")))
    data, first = tiny_data(), initialise(experiment.network, 3)
    weights, biases, slopes = first[0]
    biases = np.array([0, -1e3, 0, -1e3, 0], np.float32)  # two are never awake
    second = (LayerParameters(2 * weights, biases, slopes), *first[1:])
    sampled = Sampled(experiment.network, TINY.task, data, first)
    taken = sampled.take(second, 7, 0.5, 0.01, Metrics(0.25, 0.75))
    assert taken[:5] == (7, 0.5, 0.01, 0.25, 0.75)
    one = taken.layers[0]
    assert one.norm == pytest.approx(2 * np.linalg.norm(weights), rel=1e-5)
    assert one.change == pytest.approx(np.linalg.norm(weights), rel=1e-5)
    assert one.largest == pytest.approx(2 * np.abs(weights).max())
    assert (one.dead, one.saturated, taken.layers[1].change) == (2, 0, 0.0)
    passed = forward(experiment.network, second, data.train.inputs)
    back = backward(experiment.network, second, passed, data.train.targets)
    gradients = back.gradients[0].weights
    assert (gradients[:, [1, 3]] == 0).all()  # they say nothing of how the layer learns
    gradient = np.median(np.abs(gradients[:, [0, 2, 4]]))
    assert one.gradient == pytest.approx(gradient, rel=1e-4)
    assert taken.fit == pytest.approx(back.losses.mean(), rel=1e-4)
    # Without a change, nothing changes; what was not measured is estimated.
    again = sampled.take(second, 8, 0.5, 0.01, NOT_MEASURED)
    assert {layer.change for layer in again.layers} == {0.0}
    assert again.loss == again.fit
    broken = (LayerParameters(np.full_like(weights, np.inf), biases, slopes), *first[1:])
    assert not sampled.take(broken, 9, 0.5, 0.01, NOT_MEASURED).finite
    assert first_finding(sampled.case, [again, sampled.take(broken, 9, 1, 1, NOT_MEASURED)])


def test_no_training_is_sick_before_its_first_update():
    for name in ("glorot uniform", "zeros", "ones", "he normal"):
        network = replace(Network(), initialiser=name)
        experiment = Experiment(network)
        sampled = Sampled(network, experiment.task, load(experiment.source))
        taken = sampled.take(initialise(network, 0), 0, 0.0, 0.1, NOT_MEASURED)
        assert first_finding(sampled.case, [taken] * 2) is None
