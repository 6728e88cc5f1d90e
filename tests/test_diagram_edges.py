"""The fast picture of edges against what lines are: where ink lies, how much, and of which sign."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gui.diagram import coverage, edges, fineness, tone
from gui.diagram.coverage import CancelledError, Filled, Grid
from gui.diagram.layout import arrange
from gui.theme import DARK, LIGHT


def true_cover(grid, x, y, width, samples=8):
    """Share of each pixel [rows, columns] of `grid` that a line covers, by sampling points."""
    slope = (y[1] - y[0]) / (x[1] - x[0])
    across = grid.left + (np.arange(grid.columns * samples) + 0.5) / samples * grid.step
    down = grid.top + (np.arange(grid.rows * samples) + 0.5) / samples
    distance = np.abs(down[:, None] - y[0] - slope * (across - x[0])) / np.hypot(1, slope)
    inside = (distance <= width / 2).reshape(grid.rows, samples, grid.columns, samples)
    return inside.mean(axis=(1, 3))


def shape_of(cover):
    return cover.shape if isinstance(cover, Filled) else cover.gain.shape


def ones(cover, value=1.0):
    return np.full(shape_of(cover), value)


@st.composite
def lines(draw):
    """A grid, and one line across it."""
    step, oversampling, fractions = draw(st.sampled_from([(1, 1, 4), (2, 2, 1), (2, 1, 1)]))
    grid = Grid(
        draw(st.integers(0, 20)), draw(st.integers(0, 20)), 40 // step, 90, step, oversampling,
        fractions,
    )  # fmt: skip
    inside = st.floats(grid.top + 12, grid.top + 78)
    return grid, (grid.left, grid.left + 40), (draw(inside), draw(inside)), draw(st.floats(1, 6))


def density(cover, grid, positive, negative):
    """The densities of both signs [rows, columns], whichever way they are computed."""
    if isinstance(cover, coverage.Coverage):
        return cover.density(positive, negative)
    found = np.zeros((2, grid.rows, grid.columns), np.float32)
    inks = [ink.ravel().astype(np.float32) for ink in (positive, negative)]
    found[:, cover.rows - grid.top, cover.columns - grid.left] = cover.density(*inks)
    return found


@given(lines())
def test_an_edge_has_the_ink_and_the_place_of_a_line(line):
    grid, x, y, width = line
    cover = coverage.build(grid, x, (np.array(y[:1]), np.array(y[1:])), (width,))
    fast, none = density(cover, grid, ones(cover), 0 * ones(cover))
    true = true_cover(grid, x, y, width)
    assert not none.any()
    steep = np.hypot(1, (y[1] - y[0]) / 40)
    assert np.allclose(fast.sum(axis=0), width * steep, rtol=1e-3)
    # Sampled eight times a pixel, the true line errs by an eighth in every column.
    assert fast.sum() == pytest.approx(true.sum(), abs=40 / 8 + 0.02 * true.sum())
    # A box stands on whole samples or parts of them, so it is off by at most one.
    rounding = 1 / (grid.oversampling * grid.fractions)
    rows = np.arange(grid.rows)[:, None]
    place = (fast * rows).sum(axis=0) / fast.sum(axis=0)
    assert np.allclose(place, (true * rows).sum(axis=0) / true.sum(axis=0), atol=rounding + 0.1)
    assert fast.max() <= 1 + 0.51 / max(1, width / rounding - 0.5)


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**31))
def test_ink_adds_up_and_signs_stay_apart(left, right, seed):
    random = np.random.default_rng(seed)
    grid = Grid(3, 2, 25, 70, 1, 1, 4)
    y = random.uniform(5, 70, left), random.uniform(5, 70, right)
    cover = coverage.build(grid, (3, 28), y, (1.0, 3.0))
    # Groups of neurons carry both signs at once.
    positive, negative = random.random((2, *cover.shape), np.float32)
    found = density(cover, grid, positive, negative)
    swapped = density(cover, grid, negative, positive)
    assert np.array_equal(found[0], swapped[1])
    assert np.array_equal(found[1], swapped[0])
    # One edge at a time, by dense arithmetic.
    slow = coverage.build(grid, (3, 28), y, (1.0, 3.0), once=True)
    cells, edges, values = slow.matrix[1:]
    dense = np.zeros((71 * 25, slow.gain.size))
    np.add.at(dense, (cells, edges), values)
    dense = dense.reshape(71, 25, -1).cumsum(axis=0)[:-1] / 4
    for one, ink in zip(found, (positive, negative), strict=True):
        expected = dense @ (ink * slow.gain).ravel()
        assert np.allclose(one, expected, atol=1e-6)
        assert one.min() >= 0
    # Boxes kept filled come to the same numbers as running sums.
    assert isinstance(cover, Filled)
    np.testing.assert_allclose(found, density(slow, grid, positive, negative), rtol=1e-4, atol=2e-5)
    covered = np.divmod(np.flatnonzero((dense != 0).any(axis=-1)), 25)
    np.testing.assert_array_equal([cover.rows - 2, cover.columns - 3], covered)


def test_many_edges_are_running_sums():
    grid = Grid(0, 0, 40, 100, 1, 1, 4)
    for count, filled in ((17, True), (18, False)):  # 289 and 324 edges
        cover = coverage.build(grid, (0, 40), (np.linspace(5, 95, count),) * 2, (1.0,))
        assert isinstance(cover, Filled) is filled


def density_of(grid, y, width=2.0, **options):
    """The density of one edge across `grid`, from y[0] to y[1], with ink 1."""
    x = grid.left, grid.left + grid.columns * grid.step
    ends = np.array(y[:1]), np.array(y[1:])
    cover = coverage.build(grid, x, ends, (width,), **options)
    return density(cover, grid, ones(cover), 0 * ones(cover))[0]


@pytest.mark.parametrize("once", [False, True])
def test_a_level_edge_covers_these_pixels(once):
    grid = Grid(10, 20, 4, 8, 1, 1, 4)
    whole = density_of(grid, (24.0, 24.0), once=once)
    assert whole.shape == (8, 4)
    for column in whole.T:
        assert column == pytest.approx([0, 0, 0, 1, 1, 0, 0, 0], abs=1e-3)
    between = density_of(grid, (24.25, 24.25), once=once)
    assert between[:, 2] == pytest.approx([0, 0, 0, 0.75, 1, 0.25, 0, 0], abs=1e-3)
    double = density_of(Grid(10, 20, 2, 8, 2, 2, 1), (24.5, 24.5), 1.0, once=once)
    assert double[:, 1] == pytest.approx([0, 0, 0, 0, 1, 0, 0, 0], abs=1e-3)
    top = density_of(grid, (20.0, 20.0), once=once)
    assert top[:, 0] == pytest.approx([1, 0, 0, 0, 0, 0, 0, 0], abs=1e-3)
    bottom = density_of(grid, (28.0, 28.0), once=once)
    assert bottom[:, 0] == pytest.approx([0, 0, 0, 0, 0, 0, 0, 1], abs=1e-3)


def test_spread_ink_is_as_much_and_thinner():
    grid = Grid(0, 0, 3, 12, 1, 1, 4)
    found = density_of(grid, (6.0, 6.0), 1.0, spread=3.0)
    assert found[:, 1] == pytest.approx([0, 0, 0, 0, *[0.25] * 4, 0, 0, 0, 0], abs=1e-3)


def test_a_steep_edge_goes_down_with_its_ink():
    found = density_of(Grid(0, 0, 4, 20, 1, 1, 4), (2.0, 18.0), 1.0)
    assert found.sum(axis=0) == pytest.approx([np.hypot(1, 4)] * 4, rel=1e-3)
    middles = (found * (np.arange(20) + 0.5)[:, None]).sum(axis=0) / found.sum(axis=0)
    assert middles == pytest.approx([4, 8, 12, 16], abs=0.2)


def test_a_grid_says_which_pixels_it_is():
    grid = Grid(10, 20, 4, 8, 2, 1, 4)
    assert (grid.across, grid.down) == (slice(10, 18), slice(20, 28))
    assert replace(grid, width=7).across == slice(10, 17)


def test_bands_are_all_rows_each_once():
    assert list(coverage.bands(5, 10)) == [slice(0, 5)]
    assert list(coverage.bands(40, 1 << 12)) == [slice(at, at + 8) for at in range(0, 40, 8)]
    assert list(coverage.bands(3, 1 << 14)) == [slice(0, 2), slice(2, 3)]
    assert list(coverage.bands(2, 1 << 20)) == [slice(0, 1), slice(1, 2)]
    assert list(coverage.bands(4, 0)) == [slice(0, 4)]


def test_no_ink_is_exactly_none_whatever_the_other_sign_does():
    grid = Grid(0, 0, 50, 100, 2, 2, 1)
    cover = coverage.build(grid, (0, 100), (np.linspace(5, 95, 60),) * 2, (1.0,))
    ink = np.random.default_rng(0).random(cover.gain.shape)
    positive, negative = density(cover, grid, ink, 0 * ink)
    assert not negative.any()
    assert positive.sum() > 0


def test_edges_outside_the_grid_cost_nothing():
    grid = Grid(0, 100, 20, 50, 1, 1, 4)
    cover = coverage.build(grid, (0, 20), (np.array([0.0, 500.0]), np.array([10.0, 480.0])), (1.0,))
    # Only the two that cross it leave entries.
    used = np.unique(cover.matrix.nonzero()[1])
    assert used.tolist() == [1, 2]


def test_edges_that_are_all_outside_leave_the_grid_bare():
    grid = Grid(0, 100, 20, 50, 1, 1, 4)
    cover = coverage.build(grid, (0, 20), (np.array([0.0, 10.0]), np.array([5.0])), (1.0, 2.0))
    assert len(cover.rows) == len(cover.columns) == 0
    assert [one.shape for one in cover.density(*np.ones((2, 4), np.float32))] == [(0,), (0,)]


def test_building_can_be_cancelled():
    with pytest.raises(CancelledError):
        coverage.build(
            Grid(0, 0, 20, 50, 1, 1, 4), (0, 20), (np.arange(9.0),) * 2, (1.0,), 0.0, lambda: True
        )


# Pictures of whole networks.


def weights_of(sizes, seed=0):
    random = np.random.default_rng(seed)
    return tuple(
        random.uniform(-1, 1, shape).astype(np.float32) for shape in itertools.pairwise(sizes)
    )


def picture(sizes, weights, theme=DARK, window=(420, 260), **options):
    layout = arrange(sizes, *window)
    return layout, edges.EdgePainter().paint(layout, 1.0, weights, theme, **options)


SIZES = [(2, 1), (2, 4, 2, 1), (16, 24, 10), (60, 70, 4)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("sizes", SIZES)
def test_zero_weights_leave_no_ink(sizes, theme):
    zeros = tuple(0 * matrix for matrix in weights_of(sizes))
    _, painted = picture(sizes, zeros, theme)
    background = 0xFF000000 | int(theme.window[1:], 16)
    assert np.all(painted.pixels == background)


@pytest.mark.parametrize("sizes", SIZES)
def test_flipping_all_signs_swaps_the_hues(sizes):
    weights = weights_of(sizes)
    swapped = replace(DARK, positive=DARK.negative, negative=DARK.positive)
    _, painted = picture(sizes, weights)
    _, flipped = picture(sizes, tuple(-matrix for matrix in weights))
    _, both = picture(sizes, tuple(-matrix for matrix in weights), swapped)
    assert np.array_equal(painted.pixels, both.pixels)
    assert not np.array_equal(painted.pixels, flipped.pixels)


@pytest.mark.parametrize(("sizes", "edge"), [((2, 4, 2, 1), (0, 1, 3)), ((16, 24, 10), (1, 20, 2))])
def test_raising_one_weight_adds_ink_on_its_edge_and_nowhere_else(sizes, edge):
    pair, source, target = edge
    layout = arrange(sizes, 420, 260)
    painter = edges.EdgePainter()
    weights = weights_of(sizes)
    weights[pair][source, target] = 0.3
    before = painter.paint(layout, 1.0, weights, DARK).pixels
    weights[pair][source, target] = 0.6
    after = painter.paint(layout, 1.0, weights, DARK).pixels
    rows, columns = np.nonzero(before != after)
    left, right = layout.columns[pair], layout.columns[pair + 1]
    slope = (right.y[target] - left.y[source]) / (right.x - left.x)
    away = np.abs(rows + 0.5 - left.y[source] - slope * (columns + 0.5 - left.x))
    assert (away / np.hypot(1, slope)).max() < 5
    assert len(rows) > 0.5 * (right.x - left.x)
    assert columns.min() >= left.x - 2
    assert columns.max() <= right.x + 2


@given(
    st.sampled_from([(2, 3), (9, 4), (40, 30), (60, 70)]),
    st.floats(1, 12),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.integers(0, 2**31),
)
@settings(max_examples=40)
def test_zoomed_the_ink_of_an_edge_is_where_its_line_is(sizes, zoom, fixed, seed):
    place = np.random.default_rng(seed)
    source, target = int(place.integers(sizes[0])), int(place.integers(sizes[1]))
    weights = np.zeros(sizes, np.float32)
    weights[source, target] = 0.7
    around = fixed[0] * 420, fixed[1] * 260
    layout = arrange(sizes, 420, 260).zoomed(zoom, *(p * (1 - zoom) for p in around))
    pixels = edges.EdgePainter().paint(layout, 1.0, (weights,), DARK).pixels
    rows, columns = np.nonzero(pixels != (0xFF000000 | int(DARK.window[1:], 16)))
    left, right = layout.columns
    slope = (right.y[target] - left.y[source]) / (right.x - left.x)

    def line(x):
        return left.y[source] + slope * (x - left.x)

    away = np.abs(rows + 0.5 - line(columns + 0.5)) / np.hypot(1, slope)
    assert away.max(initial=0) < 6
    room, across = layout.room, np.arange(420) + 0.5
    seen = (across > max(left.x, 0) + 3) & (across < min(right.x, 420) - 3)
    seen &= (line(across) > room.y + 6) & (line(across) < room.y + room.height - 6)
    assert set(np.flatnonzero(seen)) <= set(columns.tolist())


@pytest.mark.parametrize("rows", [1, 2, 15, 16, 17, 31, 32, 33, 64, 70])
def test_sums_down_the_columns(rows):
    samples = np.random.default_rng(rows).integers(-9, 9, (rows, 5)).astype(float)
    expected = samples.cumsum(axis=0)
    coverage.accumulate(samples)
    assert np.array_equal(samples, expected)


def test_groups_are_formed_only_beyond_the_budget_and_keep_all_ink():
    sizes = (784, 512, 10)
    layout = arrange(sizes, 420, 260)
    assert [plan.groups for plan in fineness.choose(layout, 1.0, 10**9, False)] == [(1, 1)] * 2
    (one, other), again = (plan.groups for plan in fineness.choose(layout, 1.0, 10**6, False))
    assert again == (other, 1)
    assert one > other > 1
    random = np.random.default_rng(0)
    for groups in ((1, 1), (3, 1), (1, 4), (5, 7), (50, 30)):
        matrix = random.random((23, 17))
        summed = fineness.group_sums(matrix, groups)
        assert summed.shape == (-(-23 // groups[0]), -(-17 // groups[1]))
        assert summed.sum() == pytest.approx(matrix.sum())
        assert summed[0, 0] == pytest.approx(matrix[: groups[0], : groups[1]].sum())


def test_a_grouped_picture_is_said_to_be_one():
    sizes, layout = (300, 200, 4), arrange((300, 200, 4), 420, 260)
    report = edges.EdgePainter(budget=300_000).paint(layout, 1.0, weights_of(sizes), DARK)
    assert report.pairs[0].groups[0] > 1
    assert report.pairs[0].groups[1] == report.pairs[1].groups[0]


def test_weights_that_are_not_finite_are_counted_and_not_drawn():
    sizes = (2, 4, 2, 1)
    weights = weights_of(sizes)
    weights[0][:] = np.nan
    weights[1][0, 0] = np.inf
    _, painted = picture(sizes, weights)
    assert [pair.broken for pair in painted.pairs] == [8, 1, 0]
    assert all(np.isfinite(pair.curve.scale) for pair in painted.pairs)


@pytest.mark.parametrize("size", [1e-44, 1e-20, 1e30, 3e38])
def test_weights_of_any_size_are_painted(size):
    weights = weights_of((4, 5, 3))
    weights[0][:] = np.float32(size)
    weights[1][0, 0] = np.float32(size)
    _, painted = picture((4, 5, 3), weights, focus=(1, 2))
    assert all(np.isfinite(pair.curve.scale) for pair in painted.pairs)


def test_a_painter_survives_being_cancelled():
    sizes = (4, 5, 3)
    first, second = arrange(sizes, 420, 260), arrange(sizes, 500, 300)
    painter, weights = edges.EdgePainter(), weights_of(sizes)
    before = painter.paint(first, 1.0, weights, DARK).pixels
    with pytest.raises(CancelledError):
        painter.paint(second, 1.0, weights, DARK, cancelled=lambda: True)
    assert np.array_equal(painter.paint(first, 1.0, weights, DARK).pixels, before)


def test_focus_shows_only_the_edges_of_one_neuron():
    layout, painted = picture((4, 5, 3), weights_of((4, 5, 3)), focus=(1, 2))
    rows, columns = np.nonzero(painted.focus)
    middle = layout.columns[1]
    near = np.abs(columns - middle.x) < 4
    assert near.any()
    assert np.abs(rows[near] - middle.y[2]).max() < 12
    assert columns.min() >= layout.columns[0].x - 3
    assert columns.max() <= layout.columns[2].x + 3


# Tone.


def test_scales_are_round_and_move_seldom():
    scale = tone.Steady()
    assert scale.follow(0.0) == 1
    assert scale.follow(0.77) == 0.8
    assert scale.follow(0.5) == 0.8
    assert scale.follow(0.81) == 1.0
    assert scale.follow(0.3) == 0.32


@given(st.floats(1e-12, 1e12))
def test_nice_is_the_next_round_number(value):
    assert value * (1 - 1e-6) <= tone.nice(value) <= value * 1.29


def test_strength_is_what_one_weight_in_200_exceeds():
    sizes = np.random.default_rng(0).permutation(np.arange(1, 1001.0))
    assert tone.strength(sizes) == 995
    assert tone.strength(np.append(sizes, np.zeros(10**6))) == 995  # of those that are there
    assert tone.strength(np.zeros(3)) == 0
    assert tone.strength(np.array([3.0, 1.0])) == 3


@given(st.floats(0.01, 5), st.sampled_from([1.0, 1.5, 3.7, 8.0]))
def test_ink_is_a_power_of_the_weight_and_saturates(scale, power):
    weights = np.array([0, 0.5 * scale, -0.5 * scale, scale, 9 * scale], np.float32)
    positive, negative = tone.ink(weights, tone.Curve(scale, power, 2.0))
    half = 2 * 0.5**power
    assert np.allclose(positive, [0, half, 0, 2, 2], rtol=1e-4, atol=1e-12)
    assert np.allclose(negative, [0, 0, half, 0, 0], rtol=1e-4, atol=1e-12)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_more_ink_covers_more_and_balance_is_grey(theme):
    density = np.linspace(0, 5, 50)
    colour, opacity = tone.colours(density, 0 * density, theme)
    assert opacity[0] == 0
    assert np.all(np.diff(opacity) > 0)
    balanced, _ = tone.colours(density[1:], density[1:], theme)
    assert np.ptp(balanced, axis=-1).max() < 0.12
    assert np.ptp(colour[1:], axis=-1).min() > 0.4
