"""Points and curves drawn by hand: what each tool makes of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core import curve_drawing, point_drawing
from core.beginnings import beginning
from core.curve_fit import curve_fit
from core.data import Curve, DrawnCurve, Gate, Plane, Points, load
from core.data.curves import HIGHEST, PLACES, places
from core.data.plane import REACH
from core.data.points import MOST
from core.parameters import initialise
from core.point_drawing import Brush, PointStroke
from core.propagation import forward

coordinate = st.floats(-7, 7, width=32)
spots = st.tuples(coordinate, coordinate)
inside = st.lists(st.tuples(*[st.floats(-6, 6, width=32)] * 2), min_size=1, max_size=30)


def points_at(*spots, label=0):
    return Points(classes=3).with_points(np.array(spots).reshape(-1, 2), label)


def drag(brush, points, *way, seed=0):
    random = np.random.default_rng(seed)
    stroke = point_drawing.begin(brush, points, way[0], random)
    for spot in way[1:]:
        stroke = point_drawing.go_on(stroke, spot)
    return stroke.points


def test_a_click_of_the_pen_puts_one_point_of_its_class():
    points = drag(Brush("pen", 2), points_at((1, 1)), (-2.5, 0.5))
    np.testing.assert_array_equal(points.places(), [(1, 1), (-2.5, 0.5)])
    assert points.class_indices().tolist() == [0, 2]
    assert drag(Brush("pen"), points, (6.5, 0)) == points  # outside of the square


def test_a_drag_of_the_pen_puts_points_apart():
    way = [(0.06 * number, 0.0) for number in range(31)]
    x = drag(Brush("pen"), Points(), *way).places()[:, 0]
    np.testing.assert_allclose(x, [0, 0.36, 0.72, 1.08, 1.44, 1.8], atol=1e-6)


@given(inside, spots, spots, st.floats(0.1, 3))
def test_the_eraser_takes_what_it_passes_over_and_nothing_else(spots, start, end, radius):
    points = points_at(*spots)
    left = drag(Brush("erase", radius=radius), points, start, end)
    # A hundred dabs on the way, by brute force; what is on the edge may go or stay.
    way = np.linspace(start, end, 400)
    far = np.array([np.hypot(*(way - spot).T).min() for spot in points.places()])
    kept = {tuple(spot) for spot in left.places().tolist()}
    for spot, distance in zip(points.places().tolist(), far, strict=True):
        if distance < radius:
            assert tuple(spot) not in kept
        elif distance > radius + 0.05:
            assert tuple(spot) in kept


@given(spots, spots, st.floats(0.1, 3), st.integers(1, 50), st.integers(0, 9))
def test_spray_stays_within_its_reach_and_the_square(start, end, radius, count, seed):
    stroke = PointStroke(Brush("spray", 1, radius), points_at((0, 0)), end)
    random = np.random.default_rng(seed)
    points = point_drawing.spray(stroke, count, random, start).points
    new = points.places()[1:]
    assert len(new) <= count
    assert (np.abs(new) <= REACH).all()
    assert (point_drawing.distances(new, start, end) <= radius + 1e-3).all()
    assert points.class_indices()[1:].tolist() == [1] * len(new)
    if max(map(abs, (*start, *end))) + radius < REACH:
        assert len(new) == count


def test_spray_is_even_over_its_disc():
    stroke = PointStroke(Brush("spray", radius=2.0), Points(), (1.0, -1.0))
    points = point_drawing.spray(stroke, 4000, np.random.default_rng(0)).points
    off = np.hypot(*(points.places() - (1, -1)).T)
    assert (off < math.sqrt(2)).mean() == pytest.approx(0.5, abs=0.03)
    assert points.places().mean(axis=0) == pytest.approx((1, -1), abs=0.1)


def test_the_nearest_point_is_moved_and_the_others_stay():
    points = points_at((1, 1), (1.2, 1), (4, 4))
    moved = drag(Brush("move", radius=0.5), points, (1.25, 1), (2, 0), (9, -3))
    np.testing.assert_allclose(moved.places(), [(1, 1), (6, -3), (4, 4)])
    assert moved.labels == points.labels
    assert drag(Brush("move", radius=0.5), points, (-3, 0), (1, 1)) == points


@pytest.mark.parametrize("tool", ["pen", "spray"])
def test_more_points_than_fit_are_refused_in_a_sentence(tool):
    full = Points().with_points(np.zeros((MOST, 2)), 1)
    with pytest.raises(ValueError, match=r"^There are 20,000 points, and no more fit\. Erase"):
        drag(Brush(tool), full, (0, 0))
    almost = Points().with_points(np.zeros((MOST - 3, 2)), 1)
    stroke = PointStroke(Brush("spray"), almost, (0.0, 0.0))
    filled = point_drawing.spray(stroke, 50, np.random.default_rng(0)).points
    assert len(filled) == MOST
    assert len(drag(Brush("erase"), filled, (0, 0))) == 0


def test_a_plane_becomes_its_points():
    plane = Plane("spiral", count=101, test_share=0.3, features=("x₁", "sin x₂"))
    points = point_drawing.drawable(plane)
    data = load(plane)
    assert len(points) == 101
    assert (points.input, points.task) == (plane.input, plane.task)
    assert points.test_share == 0.3
    found = {(*spot, label) for spot, label in zip(points.places(), points.labels, strict=True)}
    for examples in (data.train, data.test):
        for spot, label in zip(examples.coordinates, examples.labels, strict=True):
            assert (*spot, label) in found
    untested = point_drawing.drawable(Plane("rings", count=30, test_share=0))
    assert (len(untested), untested.classes) == (30, 3)


def test_what_cannot_be_drawn_on_is_told():
    with pytest.raises(ValueError, match="There are 100,000 points, and at most 20,000 can be"):
        point_drawing.drawable(Plane("circle", count=100_000))
    for source in (Plane("hills"), Gate("AND"), Curve()):
        assert not point_drawing.can_be_drawn(source)
        with pytest.raises(ValueError, match="Points can be drawn only where there are classes"):
            point_drawing.drawable(source)
    assert point_drawing.can_be_drawn(Points())
    assert not point_drawing.can_be_drawn(None)


# Curves.

heights = st.lists(st.none() | st.floats(-2, 2), min_size=PLACES, max_size=PLACES)
curves = st.just(DrawnCurve()) | st.builds(lambda found: DrawnCurve(tuple(found)), heights)
on_curve = st.tuples(st.floats(-1.2, 1.2), st.floats(-3, 3))


def draw(tool, curve, *way):
    stroke = curve_drawing.begin(tool, curve, way[0])
    for spot in way[1:]:
        stroke = curve_drawing.go_on(stroke, spot)
    return stroke.curve


def numbers(curve):
    """Heights as numbers, NaN in gaps."""
    return np.array([math.nan if one is None else one for one in curve.heights or [None] * PLACES])


@given(curves, on_curve, on_curve)
def test_a_line_is_drawn_between_its_ends_alone(curve, start, end):
    drawn, before = numbers(draw("draw", curve, start, end)), numbers(curve)
    x, (low, high) = places(), sorted((start[0], end[0]))
    away = (x < low - 0.0051) | (x > high + 0.0051)
    np.testing.assert_array_equal(drawn[away], before[away])
    between = (x >= low) & (x <= high)
    if high - low > 0.02:
        slope = (end[1] - start[1]) / (end[0] - start[0])
        line = np.clip(start[1] + slope * (x - start[0]), -HIGHEST, HIGHEST)
        np.testing.assert_allclose(drawn[between], line[between], atol=1e-6)
    assert np.nanmax(np.abs(drawn), initial=0) <= HIGHEST


@given(curves, on_curve, on_curve)
def test_erasing_leaves_a_gap_there_alone(curve, start, end):
    left, before = numbers(draw("erase", curve, start, end)), numbers(curve)
    x, (low, high) = places(), sorted((start[0], end[0]))
    gone = (x >= low - 0.03) & (x <= high + 0.03)
    assert np.isnan(left[gone]).all()
    np.testing.assert_array_equal(left[~gone], before[~gone])


def test_a_click_draws_one_point_and_everything_erased_is_nothing():
    curve = draw("draw", DrawnCurve(), (0.102, 1.5))
    assert [number for number, one in enumerate(curve.heights) if one is not None] == [110]
    assert curve.heights[110] == 1.5
    assert draw("erase", curve, (-1, 0), (1, 0)) == DrawnCurve()
    assert curve_drawing.cleared(replace(curve, test_share=0.2)) == DrawnCurve(test_share=0.2)


def test_another_curve_is_begun_from():
    curve = curve_drawing.drawable(Curve(("sine", "step"), noise=0.5, test_share=0.2))
    np.testing.assert_allclose(curve.heights, np.sin(math.pi * places()), atol=1e-12)
    assert curve.test_share == 0.2
    assert curve_drawing.drawable(curve) is curve


# What a network makes of it.


@pytest.mark.parametrize("shapes", [("sine",), ("sine", "bump")])
def test_the_parts_sum_up_to_the_output(shapes):
    experiment = beginning(Curve(shapes))
    *hidden, last = initialise(experiment.network, 3)
    biases = np.array([0.5, -0.25], np.float32)[: len(shapes)]
    parameters = (*hidden, last._replace(biases=biases))
    x = np.linspace(-1.2, 1.2, 25)
    fit = curve_fit(experiment.network, parameters, experiment.input, x, len(shapes) - 1)
    expected = forward(experiment.network, parameters, x[:, None].astype(np.float32))
    np.testing.assert_array_equal(fit.outputs, expected.output.T)
    weights = last.weights
    hidden = expected.activations[-2]
    np.testing.assert_allclose(fit.contributions[5], hidden[:, 5] * weights[5, -1], rtol=1e-6)
    assert fit.sums.shape == (17, 25)
    np.testing.assert_array_equal(fit.sums[0], np.full(25, biases[-1]))
    np.testing.assert_allclose(fit.sums[-1], fit.outputs[-1], atol=1e-5)
