"""How many updates a call makes, and how many are made in a second."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backend.pace import Limit, Pace, Unasked


def settled(pace, seconds_of, calls=30):
    """The steps `pace` comes to where `seconds_of(steps)` says how long a call takes."""
    for _ in range(calls):
        pace.took(pace.updates, seconds_of(pace.updates))
    return pace.updates


def test_starts_with_a_single_update():
    assert Pace().updates == 1


@pytest.mark.parametrize(("step_s", "steps"), [(0.001, 8), (0.0001, 80), (0.1, 1)])
def test_calls_come_to_last_half_as_long_as_a_frame_of_the_display(step_s, steps):
    assert settled(Pace(), lambda n: n * step_s) == pytest.approx(steps, abs=1)


def test_cost_of_the_call_itself_is_taken_into_account():
    steps = settled(Pace(0.1), lambda n: 0.02 + n * 0.001)
    assert 0.02 + steps * 0.001 == pytest.approx(0.1, rel=0.05)


def dense(unasked, seconds, calls=200):
    """After how many calls of ten updates checkpoints come, where a call takes `seconds`."""
    due = []
    for call in range(calls):
        if unasked.due(10, seconds(call)):
            unasked.taken()
            due.append(call)
    return np.diff(due).tolist()


def test_checkpoints_are_as_dense_on_a_busy_machine():
    unasked = Unasked()
    unasked.ask(0.04, 1000)
    calm = dense(unasked, lambda call: 0.01)
    assert set(calm) == {4}
    busy = dense(unasked, lambda call: 0.01 if call % 5 == 0 else 0.05)
    assert set(busy) <= {3, 4}
    # Another batch makes updates that take ten times as long.
    slow = dense(unasked, lambda call: 0.1)
    assert slow[-3:] == [1, 1, 1]


def test_no_more_checkpoints_come_than_were_asked_for_last():
    unasked = Unasked()
    assert dense(unasked, lambda call: 1.0) == []
    unasked.ask(0.01, 3)
    unasked.ask(0.01, 5)
    assert len(dense(unasked, lambda call: 1.0)) == 4


def test_grows_at_most_fourfold():
    pace = Pace()
    pace.took(1, 1e-9)
    assert pace.updates == 4
    pace.took(4, 0.0)
    assert pace.updates == 16


def test_shrinks_at_once_when_a_call_took_too_long():
    pace = Pace(0.016)
    settled(pace, lambda n: n * 1e-5)
    pace.took(pace.updates, 16.0)
    assert pace.updates <= 2


@given(
    st.lists(st.tuples(st.integers(1, 1 << 16), st.floats(0, 1e6))),
    st.floats(1e-3, 1),
)
def test_plans_between_one_update_and_what_the_order_holds(calls, target):
    pace = Pace(target)
    for steps, seconds in calls:
        pace.took(steps, seconds)
        assert isinstance(pace.updates, int)
        assert 1 <= pace.updates <= 1 << 16


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


PACES = st.sampled_from([0.5, 1.0, 2.0, 5.0, 30.0, 100.0, 1000.0]) | st.floats(0.01, 1e5)


@given(PACES, st.lists(st.tuples(st.floats(0, 10), st.integers(1, 1 << 16)), max_size=40))
def test_in_no_stretch_of_time_more_is_made_than_the_limit_and_one_portion(most, calls):
    clock = Clock()
    limit = Limit(most, clock)
    made = []
    for seconds, asked in calls:
        clock.now += seconds
        made.append((clock.now, limit.allowed(asked)))
    assert all(0 <= taken <= limit.at_once for _, taken in made)
    for first, (start, _) in enumerate(made):
        for last in range(first, len(made)):
            taken = sum(count for _, count in made[first : last + 1])
            assert taken <= most * (made[last][0] - start) + limit.at_once + 1e-3


@given(PACES, st.integers(1, 1 << 16))
def test_who_waits_as_told_makes_all_that_the_limit_allows(most, asked):
    clock = Clock()
    limit = Limit(most, clock)
    made = 0
    for _ in range(50):
        before, wait = clock.now, limit.wait_s
        clock.now += wait
        if taken := limit.allowed(asked):
            made += taken
        else:  # the clock is coarser than the wait
            assert limit.wait_s < 1e-6 * max(1, before)
            clock.now = math.nextafter(clock.now, math.inf)
    assert made >= most * (clock.now - 1000.0) * (1 - 1e-9)


def test_a_limit_changes_in_the_middle_of_a_wait():
    clock = Clock()
    limit = Limit(0.5, clock)
    assert limit.allowed(8) == 1
    clock.now += 1.0  # half of the way
    assert limit.wait_s == pytest.approx(1.0)
    limit.change(1.0)
    assert limit.wait_s == pytest.approx(0.5)
    limit.change(0.5)
    assert limit.wait_s == pytest.approx(1.0)
    assert limit.allowed(8) == 0
    limit.change(math.inf)
    assert (limit.wait_s, limit.allowed(1 << 16)) == (0.0, 1 << 16)
    limit.change(0.5)  # the first one is seen at once
    assert (limit.wait_s, limit.allowed(8), limit.allowed(8)) == (0.0, 1, 0)
    limit.begin()
    assert limit.allowed(8) == 1
