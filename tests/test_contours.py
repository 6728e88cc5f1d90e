"""Contours: a circle, a line and saddles, where they are known to be."""

import numpy as np
import pytest

from core.contours import contour


def grid(columns, rows):
    """The (column, row) of every value: two arrays [rows, columns]."""
    return np.meshgrid(np.arange(columns), np.arange(rows))


def ends(segments):
    """Each segment as its two ends, in no order."""
    return {frozenset(map(tuple, one.round(9).tolist())) for one in segments}


def test_a_circle_is_where_it_is_and_closed():
    x, y = grid(61, 51)
    segments = contour(np.hypot(x - 30, y - 25) ** 2, 18.3**2)
    radius = np.hypot(segments[..., 0] - 30, segments[..., 1] - 25)
    # Between two values the square of the distance is taken for straight: 1/8 / radius off.
    assert np.abs(radius - 18.3).max() < 0.008
    lengths = np.hypot(*(segments[:, 0] - segments[:, 1]).T)
    assert lengths.sum() == pytest.approx(2 * np.pi * 18.3, rel=2e-3)
    points, counts = np.unique(segments.reshape(-1, 2).round(9), axis=0, return_counts=True)
    assert (counts == 2).all()  # no end is loose
    assert len(points) == len(segments)


@pytest.mark.parametrize("turned", [1, -1])
def test_a_line_is_exact_and_goes_from_rim_to_rim(turned):
    x, y = grid(40, 30)
    segments = contour(turned * (2 * x - 3 * y + 7.25))
    np.testing.assert_allclose(2 * segments[..., 0] - 3 * segments[..., 1], -7.25, atol=1e-9)
    lengths = np.hypot(*(segments[:, 0] - segments[:, 1]).T)
    # From (0, 2.4167) to (39, 28.4167).
    assert lengths.sum() == pytest.approx(np.hypot(39, 26))


def test_a_height_is_a_shift():
    values = np.random.default_rng(0).normal(size=(12, 9))
    np.testing.assert_allclose(contour(values, 0.4), contour(values - 0.4, 0.0))


@pytest.mark.parametrize(
    ("square", "lines"),
    [
        # A corner alone: from the edge above or below it to the edge at its side.
        ([[3, -1], [-1, -1]], [((0.75, 0), (0, 0.75))]),
        ([[-1, 3], [-1, -1]], [((0.25, 0), (1, 0.75))]),
        ([[-1, -1], [-1, 3]], [((0.25, 1), (1, 0.25))]),
        ([[-1, -1], [3, -1]], [((0.75, 1), (0, 0.25))]),
        # Two corners: across.
        ([[1, 3], [-1, -1]], [((0, 0.5), (1, 0.75))]),
        ([[1, -1], [3, -1]], [((0.5, 0), (0.75, 1))]),
        # Saddles: a high middle joins the high corners, a low one parts them.
        ([[3, -1], [-1, 3]], [((0.75, 0), (1, 0.25)), ((0, 0.75), (0.25, 1))]),
        ([[1, -3], [-3, 1]], [((0.25, 0), (0, 0.25)), ((1, 0.75), (0.75, 1))]),
        ([[-1, 3], [3, -1]], [((0.25, 0), (0, 0.25)), ((1, 0.75), (0.75, 1))]),
        ([[-3, 1], [1, -3]], [((0.75, 0), (1, 0.25)), ((0, 0.75), (0.25, 1))]),
        ([[1, 1], [1, 2]], []),
        ([[-1, -1], [0, 0]], []),  # 0 is not above
    ],
)
def test_every_pattern_of_a_square(square, lines):
    values = np.array(square, float)
    assert ends(contour(values)) == {frozenset(line) for line in lines}
    upside_down = {frozenset((x, 1 - y) for x, y in line) for line in lines}
    assert ends(contour(values[::-1])) == upside_down


def test_a_saddle_over_a_grid_is_two_lines_that_cross():
    x, y = grid(21, 21)
    segments = contour((x - 9.5) * (y - 10.5))
    on_a_line = np.isclose(segments[..., 0], 9.5) | np.isclose(segments[..., 1], 10.5)
    assert on_a_line.all()
    lengths = np.hypot(*(segments[:, 0] - segments[:, 1]).T)
    assert lengths.sum() == pytest.approx(2 * 20 - 2 + 2**0.5)  # the crossing is cut short


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_there_is_no_line_beside_what_is_not_finite(broken):
    x, _ = grid(6, 6)
    values = x - 2.5
    whole = ends(contour(values))
    values[3, 2], values[3, 3] = broken, -broken
    left = ends(contour(values))
    assert left < whole
    assert {min(y for _, y in one) for one in whole - left} == {2, 3}


def test_where_nothing_crosses_there_is_nothing():
    for values in (np.ones((5, 5)), -np.ones((5, 5)), np.zeros((5, 5)), np.ones((1, 4))):
        assert contour(values).shape == (0, 2, 2)
