"""How many updates a call makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backend.pace import Pace


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
