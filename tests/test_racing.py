"""A race in the backend: all lanes the same number of updates, each the bits of training alone."""

import queue
from collections import deque

import numpy as np
import pytest
from msgspec.structs import replace

from core.backend.devices import Device
from core.backend.jobs import through_others
from core.backend.messages import Drawn, Phase, Quit, Race, Raced, SetPace, Stopped, Train
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.pulse import Doing
from core.backend.trainer import Trainer
from core.data import load
from core.parameters import equal
from core.races import READY_RACES
from core.run import Run

CPU = (Device("CPU", "CPU, 1 thread"),)


class Script:
    """An inbox: what the window says, where there is a number so many times nothing; then Quit."""

    def __init__(self, *script):
        self.script = deque(script)

    def get(self, block=True, timeout=None):
        if self.script and not isinstance(self.script[0], int):
            return self.script.popleft()
        if not self.script:
            return Quit()
        self.script[0] -= 1  # so many times there is nothing
        if not self.script[0]:
            self.script.popleft()
        raise queue.Empty


def asked(runs, updates):
    lanes = tuple((run.experiment, pack_snapshot(run.exact)) for run in runs)
    return Race(5, lanes, updates, "")


def held(runs, updates, *script):
    """What is told in a race, and the message that ended it."""
    told = []
    last = through_others(asked(runs, updates), Script(*script), told.append, CPU, Doing())
    return told, last


@pytest.fixture(scope="module")
def runs():
    return READY_RACES["rates"].runs()[:2]


def test_each_lane_comes_to_the_bits_of_training_alone(runs):
    told, last = held(runs, 90, Train(True), *[10, Drawn()] * 60)
    assert last == Quit()
    rounds = [one for one in told if isinstance(one, Raced)]
    for one in rounds:  # all of them from the same round
        assert len({snapshot.updates for snapshot in one.snapshots}) == 1
    assert [one.ended for one in rounds[:-1]] == [False] * (len(rounds) - 1)
    assert rounds[-1].ended
    for run, data in zip(runs, rounds[-1].snapshots, strict=True):
        alone = Trainer(run.experiment, load(run.experiment.source), run.snapshot)
        alone.run(90)
        came = unpack_snapshot(data)
        assert came.updates == 90
        assert equal(came.parameters, alone.parameters())
        assert came.complete
    phases = [one.phase for one in told if isinstance(one, Phase)]
    assert phases == ["compiling", "training", "ready"]


def test_nothing_is_trained_before_the_start_or_after_a_pause(runs):
    told, _ = held(runs, 90, 3)
    (start,) = (one for one in told if isinstance(one, Raced))
    assert [snapshot.updates for snapshot in start.snapshots] == [0, 0]
    told, _ = held(runs, 1000, SetPace(30.0), Train(True), 5, Train(False), Drawn())
    last = [one for one in told if isinstance(one, Raced)][-1]
    assert 0 < last.snapshots[0].updates < 1000
    assert not last.ended


def test_one_that_explodes_stands_still_and_the_others_go_on(runs):
    one = runs[0]
    wild = one.experiment.hyperparameters
    wild = replace(one.experiment, hyperparameters=replace(wild, learning_rate=1000.0, l2=10.0))
    told, _ = held((one, Run.start(wild)), 60, Train(True), *[10, Drawn()] * 60)
    calm, exploded = [one for one in told if isinstance(one, Raced)][-1].snapshots
    assert calm.updates == 60
    assert exploded.updates < 60
    assert np.isinf(exploded.train[0])


def test_what_fails_is_told_and_another_race_can_begin(runs):
    broken = replace(asked(runs, 10), device="GPU:7")
    told = []
    script = Script(asked(runs, 10), Train(True), 5)
    assert through_others(broken, script, told.append, CPU, Doing()) == Quit()
    assert isinstance(told[0], Stopped)
    assert "GPU:7" in str(told[0].reason)
    assert any(isinstance(one, Raced) for one in told)
