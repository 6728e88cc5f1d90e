"""How the worker keeps to a pace, by a clock of the test's own, with a real trainer."""

import math
import queue
from collections import deque
from itertools import pairwise

import pytest

from core.backend.devices import Device
from core.backend.messages import Drawn, NewSnapshot, Phase, Quit, SetPace, Start, Train, UpdateOnce
from core.backend.packing import pack_snapshot
from core.backend.trainer import Trainer
from core.backend.worker import Worker
from core.network import Layer
from tests.helpers import first_snapshot, tiny_experiment

CALL_S = 0.001  # that a call of the training loop takes


class Conversation:
    """What the window says at which second; the clock goes on while the worker waits or trains."""

    def __init__(self, *script):
        self.now = 0.0
        self.heard = []  # (second, message) that the worker said
        self._script = deque(script)
        self._was_asked = 0

    def __call__(self):
        return self.now

    def send(self, message):
        self.heard.append((self.now, message))

    def get(self, block=True, timeout=None):
        at = self._script[0][0] if self._script else math.inf
        if at <= self.now:
            return self._script.popleft()[1]
        if not block:
            raise queue.Empty
        if timeout is None or at <= self.now + timeout:
            self.now = at
            return self._script.popleft()[1]
        self.now += timeout
        raise queue.Empty


@pytest.fixture
def made(monkeypatch):
    """A function: script -> the updates, as (second, how many), and what the worker said."""

    def converse(*script, stalls=()):
        talk = Conversation(*script)
        updates = []
        stalled = dict(stalls)

        def run(trainer, count):
            updates.append((talk.now, count))
            trainer.updates += count
            talk.now += stalled.pop(len(updates), CALL_S)

        monkeypatch.setattr(Trainer, "run", run)
        Worker(talk, talk.send, (Device("CPU", "a processor"),), talk).serve()
        return updates, talk.heard

    return converse


def start():
    experiment = tiny_experiment(hidden=(Layer(6),))
    return Start(1, experiment, "", pack_snapshot(first_snapshot(experiment)))


def times(updates):
    return [second for second, _ in updates]


def total(updates, start=0.0, end=math.inf):
    return sum(count for second, count in updates if start <= second < end)


@pytest.mark.parametrize("pace", [0.5, 1, 2, 5, 10, 30])
def test_single_updates_come_at_even_times(made, pace):
    script = (0, SetPace(pace)), (0, start()), (0, Train(True)), (20 / pace + 0.01, Quit())
    updates, _ = made(*script)
    assert [count for _, count in updates] == [1] * 21
    for number, second in enumerate(times(updates)):
        assert second == pytest.approx(number / pace, abs=0.005)


@pytest.mark.parametrize("pace", [100, 1000])
def test_many_updates_a_second_come_a_frame_at_a_time(made, pace):
    updates, _ = made((0, SetPace(pace)), (0, start()), (0, Train(True)), (10, Quit()))
    assert total(updates) == pytest.approx(10 * pace, abs=pace / 30 + 1)
    for second in range(10):
        assert total(updates, second, second + 1) == pytest.approx(pace, rel=0.04)
    steady = times(updates)[10:]
    assert all(0.009 < later - one < 0.035 for one, later in pairwise(steady))


def test_full_speed_is_back_at_once(made):
    updates, _ = made(
        (0, SetPace(0.5)), (0, start()), (0, Train(True)), (3, SetPace(math.inf)), (3.05, Quit())
    )
    assert times(updates)[:2] == [0, 2]
    assert times(updates)[2] == 3
    assert all(later - one == pytest.approx(CALL_S) for one, later in pairwise(times(updates)[2:]))


def test_a_message_is_answered_while_it_waits(made):
    updates, heard = made(
        (0, SetPace(0.5)),
        (0, start()),
        (0, Train(True)),
        (0.7, Drawn()),
        (1.1, Train(False)),
        (1.2, UpdateOnce()),
        (1.3, Drawn()),
        (9, Quit()),
    )
    assert times(updates) == [0, 1.2]  # none after the pause but the one that is asked for
    shown = [second for second, message in heard if isinstance(message, NewSnapshot)]
    assert shown == [CALL_S, 1.1, 1.3]
    phases = [(second, said.phase) for second, said in heard if isinstance(said, Phase)]
    assert phases[-1] == (1.1, "ready")


def test_what_a_stall_missed_is_not_made_up_for(made):
    updates, _ = made(
        (0, SetPace(2)), (0, start()), (0, Train(True)), (20, Quit()), stalls=[(3, 7.3)]
    )
    # The third, made at second 1, took until 8.3.
    assert times(updates)[2:6] == pytest.approx([1, 8.3, 8.8, 9.3], abs=0.01)
    assert {count for _, count in updates} == {1}


def test_a_pace_that_is_changed_to_and_fro_makes_no_more_updates(made):
    paces = [(0.1 * n, SetPace(0.5 if n % 2 else 2)) for n in range(1, 40)]
    updates, _ = made((0, SetPace(2)), (0, start()), (0, Train(True)), *paces, (4, Quit()))
    assert 4 <= total(updates) <= 6  # half of the time at 2 a second, half at one in two


def test_train_begins_with_an_update(made):
    updates, _ = made(
        (0, SetPace(0.5)),
        (0, start()),
        (0, Train(True)),
        (0.5, Train(False)),
        (0.8, Train(True)),
        (3, Quit()),
    )
    assert times(updates) == pytest.approx([0, 0.8, 2.8], abs=0.005)
