"""What runs along edges, as values: where pulses are, which way they go, and their hues."""

import numpy as np
import pytest

from gui.diagram.act import ARRIVAL, Pulses
from gui.diagram.pulses import Moment
from gui.theme import DARK
from tests.painted import BLUE, LAYOUT, ORANGE


def pulses_of(values=(2.0, -1.0), edges=((0, 1), (1, 2)), backward=False, rest=0, rest_sum=0.0):
    return Pulses(0, np.array(edges), np.array(values), backward, rest, rest_sum)


@pytest.mark.parametrize("backward", [False, True])
def test_pulses_run_along_their_edges_the_way_they_are_passed(backward):
    left, right = LAYOUT.columns[:2]
    start, end = (right.x, left.x) if backward else (left.x, right.x)
    at = [
        Moment.of(LAYOUT, pulses_of(backward=backward), share * ARRIVAL, DARK).places
        for share in np.linspace(0, 0.999, 9)
    ]
    assert at[0][:, 0] == pytest.approx([start, start])
    assert at[-1][:, 0] == pytest.approx([end, end], abs=0.2)
    steps = np.diff([places[:, 0] for places in at], axis=0) * np.sign(end - start)
    assert (steps > -1e-9).all()
    middle = at[4]
    assert abs(middle[0, 0] - start) > abs(middle[1, 0] - start)  # the largest is ahead
    for places in at:
        for (x, y), (source, target) in zip(places, [(0, 1), (1, 2)], strict=True):
            share = (x - left.x) / (right.x - left.x)
            assert y == pytest.approx(left.y[source] + share * (right.y[target] - left.y[source]))


def test_the_first_pulse_is_half_way_at_the_middle_of_its_way():
    left, right = LAYOUT.columns[:2]
    places = Moment.of(LAYOUT, pulses_of(), ARRIVAL / 2 / 1.35, DARK).places
    assert places[0, 0] == pytest.approx((left.x + right.x) / 2)
    assert places[1, 0] == pytest.approx(left.x + (right.x - left.x) * 0.15**2 * (3 - 0.3))


def test_pulses_start_one_after_the_other_the_last_in_time():
    left, right = LAYOUT.columns[:2]
    three = pulses_of((3.0, 2.0, 1.0), ((0, 0), (0, 1), (1, 2)))
    places = Moment.of(LAYOUT, three, ARRIVAL / 2 / 1.35, DARK).places
    shares = (places[:, 0] - left.x) / (right.x - left.x)
    ways = np.array([0.5, 0.5 - 0.35 / 2, 0.5 - 0.35])
    assert shares == pytest.approx(ways**2 * (3 - 2 * ways))


def test_pulses_have_the_hue_of_their_sign_and_the_size_of_their_value():
    moment = Moment.of(LAYOUT, pulses_of((4.0, -1.0, 0.0), ((0, 0), (0, 1), (1, 1))), 0, DARK)
    assert moment.hues == (ORANGE, BLUE, ORANGE)
    assert moment.radii == pytest.approx([7.0, 4.5, 2.0])
    many = Moment.of(LAYOUT, pulses_of([1.0] * 24, [(0, 0)] * 24), 0, DARK)
    assert many.radii == pytest.approx([3.5] * 24)
    few = Moment.of(LAYOUT, pulses_of([1.0] * 23, [(0, 0)] * 23), 0, DARK)
    assert few.radii == pytest.approx([7.0] * 23)


def test_only_a_single_pulse_says_what_it_carries():
    assert Moment.of(LAYOUT, pulses_of((-0.25,), ((1, 0),)), 0, DARK).text == "−0.25"
    assert Moment.of(LAYOUT, pulses_of(), 0, DARK).text == ""


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize(("total", "hue"), [(0.5, ORANGE), (-0.5, BLUE)])
def test_the_rest_is_a_wave_across_the_layers(total, hue, backward):
    left, right = LAYOUT.columns[:2]
    given = pulses_of(backward=backward, rest=5, rest_sum=total)
    wave = Moment.of(LAYOUT, given, 0, DARK).wave
    at = right if backward else left
    assert wave == (at.x, at.top, at.bottom, hue)
    wave = Moment.of(LAYOUT, given, ARRIVAL / 2, DARK).wave
    assert wave.x == pytest.approx((left.x + right.x) / 2)
    assert wave.top == pytest.approx((left.top + right.top) / 2)
    assert wave.bottom == pytest.approx((left.bottom + right.bottom) / 2)
    assert Moment.of(LAYOUT, pulses_of(), 0, DARK).wave is None


def test_what_has_arrived_is_gone():
    assert Moment.of(LAYOUT, pulses_of(), ARRIVAL - 0.01, DARK)
    assert Moment.of(LAYOUT, pulses_of(), ARRIVAL, DARK) is None
