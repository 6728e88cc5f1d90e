"""Ways to compute the same answers: all agree, each has its time, and what is said follows."""

import math
from array import array

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import forward_ways
from core.activations import ACTIVATIONS, activation
from core.forward_ways import (
    COMPARED,
    LEAST,
    LIMIT_S,
    MOST,
    PLAIN,
    WAYS,
    Answered,
    Timing,
    by_loops,
    difference,
    reference,
    timed,
)
from core.network import Layer, Network
from core.notation.expressions import Z, exp, ln
from core.parameters import initialise
from core.way_words import (
    CODE,
    EXPLAINED,
    TITLES,
    against_before,
    against_loops,
    duration,
    figures,
    stopped,
)
from core.wording import Sentence

HIDDEN = [name for name in ACTIVATIONS if name not in ("sign", "step")]


def never():
    return False


def network_of(sizes, activations):
    layers = tuple(map(Layer, sizes[1:], activations))
    return Network(sizes[0], layers, "mean squared error", "glorot normal")


def answers(network, parameters, inputs):
    return {way: make(network, parameters, inputs)(never) for way, make in PLAIN.items()}


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=5),
    st.lists(st.sampled_from(HIDDEN), min_size=4, max_size=4),
    st.integers(1, 5),
    st.integers(0, 2**20),
)
def test_all_ways_agree(sizes, activations, batch, seed):
    network, random = network_of(sizes, activations), np.random.default_rng(seed)
    parameters = initialise(network, seed)
    parameters = tuple(
        layer._replace(biases=random.normal(size=layer.biases.shape).astype(np.float32))
        for layer in parameters
    )
    inputs = random.normal(size=(batch, sizes[0])).astype(np.float32)
    exact = reference(network, parameters, inputs)
    assert exact.dtype == np.float64
    for way, done in answers(network, parameters, inputs).items():
        assert done.examples == batch
        assert done.answers.shape == (batch, sizes[-1])
        assert difference(done.answers, exact) < (1e-12 if way == "loops" else 2e-5), way


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_loops_know_every_activation_at_any_number(name):
    network = network_of((4, 4), [name])
    parameters = initialise(network, 0)
    parameters = (parameters[0]._replace(weights=np.eye(4, dtype=np.float32)),)
    large = np.array([[0, 0, 0, 0], [-1, 1, 800, -800], [3, -0.5, 2, 1]], np.float32)
    exact = reference(network, parameters, large)
    assert difference(by_loops(network, parameters, large)(never).answers, exact) < 1e-12
    broken = np.array([[np.nan, 1, 2, 3], [np.inf, -np.inf, 1, 0]], np.float32)
    with np.errstate(all="ignore"):
        exact = reference(network, parameters, broken)
    for way, done in answers(network, parameters, broken).items():
        assert difference(done.answers, exact) < 1e-6, way


def test_an_activation_that_is_added_is_computed(monkeypatch):
    soft = activation(ln(1 + exp(Z)), 1 / (1 + exp(-Z)), "(0, ∞)")
    monkeypatch.setitem(ACTIVATIONS, "softplus", soft)
    network = network_of((3, 4, 2), ["softplus", "softplus"])
    parameters, inputs = initialise(network, 1), np.ones((2, 3), np.float32)
    exact = reference(network, parameters, inputs)
    assert difference(by_loops(network, parameters, inputs)(never).answers, exact) < 1e-12


def test_difference_says_what_is_not_finite():
    exact = np.array([[1.0, np.nan], [np.inf, 2.0]])
    assert difference(exact.astype(np.float32), exact) == 0
    assert difference(np.array([[1.5, np.nan]]), exact) == 0.5
    assert difference(np.array([[np.nan, np.nan]]), exact) == math.inf
    assert difference(np.array([[1.0, 7.0]]), exact) == math.inf
    assert math.isnan(difference(exact[:0], exact))


class Clock:
    """Time goes on by what is computed alone."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def computing(clock, *seconds, batch=8):
    """A way whose examples all take a share of the next of `seconds`, the last again and again."""
    left = list(seconds)

    def compute(over):
        each = (left.pop(0) if len(left) > 1 else left[0]) / batch
        for number in range(batch):
            if number and over():
                return Answered(np.zeros((number, 1)), number)
            clock.now += each
        return Answered(np.zeros((batch, 1)), batch)

    return compute


def time_of(*seconds, **more):
    clock = Clock()
    compute = computing(clock, *seconds)
    return timed("loops", compute, 8, np.zeros((8, 1)), clock=clock, **more), clock.now - 100


def test_a_time_is_the_median_of_warm_repeats():
    timing, took = time_of(1.0, 0.5, 0.01, 0.02)  # the first one fetches everything
    assert timing.seconds == pytest.approx(0.02)
    assert timing.repeats == LEAST
    assert not timing.stopped
    assert timing.difference == 0
    timing, took = time_of(1e-6)
    assert (timing.repeats, timing.seconds) == (MOST, pytest.approx(1e-6))
    assert took < LIMIT_S


def test_a_way_is_stopped_after_its_time_and_says_how_far_it_came():
    timing, took = time_of(4.0)
    assert took == pytest.approx(LIMIT_S)
    assert (timing.examples, timing.repeats, timing.stopped) == (4, 0, True)
    assert timing.seconds == pytest.approx(4.0)
    text = "Stopped after 2 s, 4 of 8 examples: about 4 s for all of them."
    assert str(stopped(timing)) == text
    timing, took = time_of(1.5)  # once through, and no second time
    assert took == pytest.approx(LIMIT_S, abs=0.2)
    assert (timing.repeats, timing.stopped) == (1, False)
    assert timing.seconds == pytest.approx(1.5)


def test_what_somebody_ends_goes_no_further():
    asked = []
    timing, _ = time_of(0.8, ended=lambda: asked.append(0) or len(asked) >= 3)
    assert timing.examples == 3


def test_loops_stop_within_an_example_and_within_a_layer():
    network = network_of((100, 10, 4), ["relu", "linear"])
    parameters, inputs = initialise(network, 0), np.ones((2, 100), np.float32)
    asked = []
    done = by_loops(network, parameters, inputs)(lambda: asked.append(0) or len(asked) == 5)
    assert len(done.answers) == 0
    assert done.examples == pytest.approx(5 * 100 / 1040)


def test_what_is_too_much_for_lists_is_computed_alike(monkeypatch):
    network = network_of((9, 5, 4, 2), ["tanh", "prelu", "softmax"])
    parameters, inputs = initialise(network, 0), np.eye(9, dtype=np.float32)
    listed = by_loops(network, parameters, inputs)(never)
    monkeypatch.setattr(forward_ways, "MOST_LISTED", 50)
    np.testing.assert_array_equal(
        by_loops(network, parameters, inputs)(never).answers, listed.answers
    )
    parts = forward_ways.listed(network, parameters)
    assert [type(columns[0]) for _, columns, *_ in parts] == [list, array, array]


def test_only_the_first_examples_of_a_large_batch_are_compared():
    network = network_of((2, 1), ["linear"])
    inputs = np.ones((COMPARED + 5, 2), np.float32)
    assert len(reference(network, initialise(network, 0), inputs)) == COMPARED


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 0.0},
        {"seconds": math.nan},
        {"seconds": math.inf},
        {"examples": 9.0},
        {"examples": 0.0},
        {"batch": 0},
        {"repeats": -1},
        {"spent": math.nan},
        {"way": "magic"},
    ],
    ids=str,
)
def test_a_time_that_cannot_be_is_refused(wrong):
    right = {"way": "loops", "batch": 8, "seconds": 0.5, "repeats": 3, "examples": 8.0}
    assert msgspec.convert(right, Timing).seconds == 0.5
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(right | wrong, Timing)
    lacks = {"way": "gpu", "batch": 8, "lacks": {"text": "None."}}
    assert not msgspec.convert(lacks, Timing).stopped


def of(way, seconds):
    return Timing(way, 8, seconds, 3, 8.0)


def test_how_quick_a_way_is_stands_in_words():
    loops = of("loops", 1.3)
    said = [
        str(against_loops(of(way, seconds), loops))
        for way, seconds in [
            ("layers", 0.01),
            ("gpu", 0.0003812),
            ("eager", 1.0),
            ("compiled", 2.99),
            ("batch", 1.26),
            ("neurons", 1.33),
        ]
    ]
    assert said == [
        "One matrix product a layer is 130 times as quick as Python loops.",
        "The GPU is 3,400 times as quick as Python loops.",
        "Plain TensorFlow is 1.3 times as quick as Python loops.",
        "Compiled TensorFlow takes 2.3 times as long as Python loops.",
        "The whole batch at once takes about as long as Python loops.",
        "One dot product a neuron takes about as long as Python loops.",
    ]
    assert str(against_before(of("layers", 0.1), of("neurons", 0.45))) == (
        "It is 4.5 times as quick as the way above."
    )
    assert str(against_before(of("layers", 2.0), of("neurons", 0.1))) == (
        "It takes 20 times as long as the way above."
    )


def test_what_was_stopped_is_compared_by_about():
    loops = msgspec.structs.replace(of("loops", 12.0), examples=0.5)
    assert str(against_loops(of("batch", 0.001), loops)) == (
        "The whole batch at once is about 12,000 times as quick as Python loops."
    )
    assert str(against_before(loops, of("batch", 0.001))) == (
        "It takes about 12,000 times as long as the way above."
    )


def test_times_and_numbers_have_few_figures():
    times = [4.06e-6, 1.319e-4, 0.0125, 0.99949, 0.9996, 1.4, 13.999, 1399.0, 2.0]
    assert list(map(duration, times)) == [
        *("4.06 µs", "132 µs", "12.5 ms", "999 ms", "1 s", "1.4 s", "14 s", "1,400 s", "2 s"),
    ]
    assert list(map(figures, [0.412, 1, 2.44, 9.96, 37.2, 129.6, 3412, 1.2e6])) == [
        *("0.41", "1", "2.4", "10", "37", "130", "3,400", "1,200,000"),
    ]


def test_every_way_is_named_explained_and_has_its_code():
    for table in (TITLES, EXPLAINED, CODE):
        assert tuple(table) == WAYS
    assert all(len(code.splitlines()) <= 3 for code in CODE.values())
    assert isinstance(against_loops(of("gpu", 1.0), of("loops", 2.0)), Sentence)
