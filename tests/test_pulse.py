"""Whether the backend is called silent: by what the window itself has waited through, alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.pulse import PATIENCE_MS as PATIENCE
from gui.pulse import Pulse

IN_TIME, LATE = 500, 3000


@pytest.fixture
def pulse(qapp):
    """A pulse whose pipe is empty, by hand: its own ticks are too far apart to come."""
    pulse = Pulse(lambda: False)
    pulse.begin(PATIENCE)
    yield pulse
    pulse.end()


@pytest.fixture
def told(pulse):
    """What the pulse says, in ms."""
    told = []
    pulse.silent.connect(told.append)
    return told


def test_it_is_silent_after_its_patience_and_two_more_looks(pulse, told):
    for _ in range(11):
        pulse.tick(IN_TIME)
    assert told == []
    pulse.tick(IN_TIME)
    pulse.tick(IN_TIME)
    assert told == [6000, 6500]
    pulse.heard()
    pulse.heard()
    assert told == [6000, 6500, 0]


def test_a_window_that_was_stopped_or_a_computer_that_slept_blames_nobody(pulse, told):
    for _ in range(100):
        pulse.tick(LATE)
    pulse.tick(8 * 3600 * 1000)
    assert told == []


def test_what_waits_in_the_pipe_is_a_sign_of_life(qapp):
    waiting, told, looked = [True], [], []

    def look():
        looked.append(True)
        if waiting[0]:
            pulse.heard()
        return waiting[0]

    pulse = Pulse(look)
    pulse.silent.connect(told.append)
    pulse.begin(PATIENCE)
    for _ in range(40):
        pulse.tick(IN_TIME)
    assert (told, len(looked)) == ([], 4)
    waiting[0] = False
    for _ in range(12):
        pulse.tick(IN_TIME)
    assert told == [6000]
    pulse.end()


@given(st.lists(st.sampled_from([*[IN_TIME] * 16, *[LATE] * 3, "heard"]), max_size=120))
def test_nobody_is_called_silent_before_the_window_has_waited_long_enough(qapp, happens):
    pulse, told, waited = Pulse(lambda: False), [], 0
    pulse.begin(PATIENCE)
    pulse.silent.connect(told.append)
    for one in happens:
        before = len(told)
        if one == "heard":
            pulse.heard()
            assert told[before:] == ([0] if waited >= PATIENCE + 1000 else [])
            waited = 0
        else:
            pulse.tick(one)
            waited += one if one == IN_TIME else 0
            silent = one == IN_TIME and waited >= PATIENCE + 1000
            assert told[before:] == ([waited] if silent else [])
    pulse.end()


def test_its_own_clock_ticks(qtbot):
    pulse = Pulse(lambda: False)
    with qtbot.waitSignal(pulse.silent, timeout=5000) as silent:
        pulse.begin(100)
    assert 100 <= silent.args[0] <= 150
    pulse.end()
