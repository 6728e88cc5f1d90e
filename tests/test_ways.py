"""The ways in the backend: all of them to the same answers, and a new request ends the old one."""

import math
import queue

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.backend import tensors, ways
from core.backend.devices import Device
from core.backend.job_messages import TimeWays, WayTimed
from core.backend.jobs import through_others
from core.backend.messages import Quit, Stopped
from core.backend.packing import pack_snapshot
from core.backend.pulse import Doing
from core.backend.ways import compiled, eager, timings
from core.beginnings import beginning
from core.data import Plane
from core.experiment import Experiment
from core.forward_ways import WAYS, difference, reference
from core.network import Layer, Network
from core.parameters import initialise
from core.run import Run
from core.way_choice import varied

CPU = (Device("CPU", "CPU, 1 thread"),)
# At a jump the last bit of z may decide.
SMOOTH = [name for name in ACTIVATIONS if name not in ("sign", "step")]
SPIRAL = beginning(Plane("spiral"))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A few repeats are enough."""
    from core import forward_ways

    monkeypatch.setattr(forward_ways, "ENOUGH_S", 0.0)


def never():
    return False


@given(
    st.lists(st.integers(1, 7), min_size=2, max_size=4),
    st.lists(st.sampled_from(SMOOTH), min_size=3, max_size=3),
    st.integers(1, 4),
    st.integers(0, 2**20),
)
@settings(max_examples=15)
def test_tensorflow_has_the_same_answers(sizes, activations, batch, seed):
    layers = tuple(map(Layer, sizes[1:], activations))
    network = Network(sizes[0], layers, "mean squared error")
    parameters = initialise(network, seed)
    inputs = np.random.default_rng(seed).normal(size=(batch, sizes[0])).astype(np.float32)
    exact = reference(network, parameters, inputs)
    done = eager(network, parameters, inputs)(never)
    assert done.examples == batch
    assert difference(done.answers, exact) < 2e-5


def test_what_is_compiled_has_the_same_answers_with_every_activation():
    network = Network(3, tuple(Layer(5, name) for name in ACTIVATIONS))
    parameters = initialise(network, 3)
    inputs = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float32)
    exact = reference(network, parameters, inputs)
    assert difference(compiled(network, parameters, inputs)(never).answers, exact) < 2e-5


@pytest.mark.parametrize("make", [eager, compiled])
def test_what_tensorflow_does_for_the_first_time_is_not_counted(make, monkeypatch):
    made = []

    def noted(name):
        made.append(name)
        return lambda z, _: made.append("called") or z

    monkeypatch.setattr(tensors, "activation", noted)
    network = Network(2, (Layer(1, "linear"),), "mean squared error")
    make(network, initialise(network, 0), np.ones((1, 2), np.float32))
    assert made == ["linear", "called"]


def test_every_way_is_timed_of_the_networks_own_parameters():
    run = Run.start(SPIRAL)
    given_ones = tuple(layer._replace(biases=layer.biases + 1) for layer in run.snapshot.parameters)
    snapshot = replace(run.snapshot, parameters=given_ones)
    inbox, told = queue.SimpleQueue(), []

    def send(message):
        told.append(message)
        if len(told) == len(WAYS):
            inbox.put(Quit())

    message = TimeWays(7, SPIRAL, pack_snapshot(snapshot), 9)
    assert through_others(message, inbox, send, CPU, Doing()) == Quit()
    assert {type(one) for one in told} == {WayTimed}
    assert {one.number for one in told} == {7}
    *there, gpu = [one.timing for one in told]
    assert tuple(one.way for one in (*there, gpu)) == WAYS
    for timing in there:
        assert timing.lacks is None
        assert (timing.batch, timing.examples, timing.stopped) == (9, 9, False)
        assert timing.seconds > 0
        assert timing.repeats >= 3
        assert timing.difference < 1e-5
    assert [one.way for one in there if one.prepared] == ["compiled"]
    assert "GPU" in str(gpu.lacks)
    assert math.isnan(gpu.seconds)


def test_a_newer_request_ends_the_older_and_its_way_is_not_told():
    inbox = queue.SimpleQueue()
    first, second = (TimeWays(number, SPIRAL, None, 2) for number in (1, 2))
    told = []

    def send(message):
        told.append((message.number, message.timing.way))
        if told == [(1, "loops"), (1, "neurons")]:
            inbox.put(second)
        if len(told) == 2 + len(WAYS):
            inbox.put(Quit())

    assert through_others(first, inbox, send, CPU, Doing()) == Quit()
    assert told == [(1, "loops"), (1, "neurons"), *((2, way) for way in WAYS)]


def test_what_comes_meanwhile_stops_a_way_in_the_middle(monkeypatch):
    network = varied(Network(), 256, 4)
    asks, found = [], timings(Experiment(network), None, 4096, CPU, lambda: len(asks) > 4)
    real = ways.timed

    def timed(way, compute, batch, exact, ended, *more):
        def over():
            asks.append(way)
            return ended()

        return real(way, compute, batch, exact, over, *more)

    monkeypatch.setattr(ways, "timed", timed)
    assert list(found) == []
    assert asks == ["loops"] * 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"experiment": Experiment(varied(Network(), 4096, 9))}, "20,000,000"),
        ({"snapshot": pack_snapshot(Run.start(Experiment()).snapshot)}, "do not fit"),
    ],
)
def test_what_cannot_be_is_told_and_the_next_request_is_done(change, said):
    inbox = queue.SimpleQueue()
    inbox.put(Quit())
    message, told = replace(TimeWays(3, SPIRAL, None, 2), **change), []
    assert through_others(message, inbox, told.append, CPU, Doing()) == Quit()
    (stopped,) = told
    assert isinstance(stopped, Stopped)
    assert stopped.run == 3
    assert said in str(stopped.reason)


def test_a_way_that_fails_says_why_and_the_others_go_on(monkeypatch):
    def fail(*_):
        raise MemoryError("too little")

    monkeypatch.setattr(ways, "eager", fail)
    found = {one.way: one for one in timings(SPIRAL, None, 2, CPU)}
    assert tuple(found) == WAYS
    assert "too little" in str(found["eager"].lacks)
    assert found["compiled"].lacks is None
