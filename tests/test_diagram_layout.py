"""Where neurons stand: inside the picture, apart from each other, and found under the mouse."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.diagram import layout as layouts

SHAPES = [
    (1, 1), (2, 1), (2, 2), (2, 4, 2, 1), (3, 8, 3), (4, 4, 4, 4, 4), (2, 8, 8, 8, 8, 8, 8, 2),
    (8, 8, 8, 8, 8, 8, 3), (2, 16, 16, 4), (10, 10), (16, 32, 10), (20, 40, 60, 80, 10),
    (64, 10), (64, 32, 10), (100, 50, 2), (256, 10), (256, 64, 32, 10), (256, 128, 64, 32, 10),
    (256, 256, 10), (256, 512, 10), (784, 10), (784, 30, 10), (784, 128, 64, 10),
    (784, 512, 512, 10), (2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2), (2, *[32] * 9, 3),
    (256, *[64] * 9, 10), (1024, 1024, 10), (4096, 10), (4096, 4096, 4096), (2, 4096, 100),
]  # fmt: skip
WINDOWS = [(600, 350), (900, 520), (1280, 800), (1900, 1000)]
SMALL = layouts.arrange((2, 3, 2), 800, 500)
PICTURES = {256: (16, 16), 784: (28, 28), 4096: (64, 64)}


def arrange(sizes, window):
    return layouts.arrange(sizes, *window, PICTURES.get(sizes[0]))


@pytest.mark.parametrize("sizes", SHAPES, ids=lambda sizes: "-".join(map(str, sizes)))
def test_every_neuron_has_a_place_of_its_own(sizes):
    for window in WINDOWS:
        layout = arrange(sizes, window)
        room = layout.room
        assert [len(column.y) for column in layout.columns] == list(sizes)
        for column in layout.columns:
            reach = column.radius or column.half_width
            assert room.x <= column.x - reach
            assert column.x + reach <= room.x + room.width
            assert room.y <= column.top + 1e-6
            assert column.bottom <= room.y + room.height + 1e-6
            # Neighbours touch at most.
            assert np.all(np.diff(column.y) >= 2 * column.radius)
            assert np.all(np.diff(column.y) > 0)
        for left, right in itertools.pairwise(layout.columns):
            between = right.x - left.x
            assert between >= 3 * max(left.radius or left.half_width, right.radius)
        if layout.picture:
            first, picture = layout.columns[0], layout.picture
            assert picture.x >= room.x
            assert picture.x + picture.width < first.x - (first.radius or first.half_width)
            assert room.y <= picture.y
            assert picture.y + picture.height <= room.y + room.height
        assert layout.legend.y >= room.y + room.height
        assert layout.columns[-1].x + layout.answers <= room.x + room.width + 1e-6


@pytest.mark.parametrize("sizes", SHAPES, ids=lambda sizes: "-".join(map(str, sizes)))
def test_neuron_is_found_at_its_place(sizes):
    layout = arrange(sizes, (1280, 800))
    for layer, column in enumerate(layout.columns):
        for index in {0, len(column.y) // 2, len(column.y) - 1}:
            assert layouts.neuron_at(layout, column.x, float(column.y[index])) == (layer, index)
    between = (layout.columns[0].x + layout.columns[1].x) / 2
    assert layouts.neuron_at(layout, between, layout.room.y) is None


def test_pixel_of_the_picture_is_an_input():
    layout = arrange((256, 64, 10), (1280, 800))
    box = layout.picture
    cell = box.width / 16
    at = layouts.neuron_at(layout, box.x + 5.5 * cell, box.y + 2.5 * cell)
    assert at == (0, 2 * 16 + 5)
    assert layouts.neuron_at(layout, box.x + box.width, box.y + box.height) == (0, 255)


def test_the_strongest_edge_near_the_mouse_is_found():
    layout = arrange((8, 6, 2), (1280, 800))
    weights = (np.full((8, 6), 0.01, np.float32), np.full((6, 2), 0.01, np.float32))
    weights[0][2, 4] = -1
    left, right = layout.columns[0], layout.columns[1]
    x = left.x + 0.3 * (right.x - left.x)
    y = 0.7 * left.y[2] + 0.3 * right.y[4]
    assert layouts.edge_at(layout, weights, x, y + 2) == (0, 2, 4)
    assert layouts.edge_at(layout, weights, x, layout.room.y) is None
    assert layouts.edge_at(layout, weights, layout.columns[-1].x + 50, y) is None
    weights[0][:] = np.nan
    assert layouts.edge_at(layout, weights, x, y) is None


def test_zooming_keeps_what_is_under_the_fixed_point():
    layout = arrange((8, 6, 2), (1280, 800))
    fixed = layout.columns[1].x, layout.columns[1].y[3]
    zoomed = layout.zoomed(4, *(place * (1 - 4) for place in fixed))
    assert zoomed.columns[1].x == pytest.approx(fixed[0])
    assert zoomed.columns[1].y[3] == pytest.approx(fixed[1])
    assert zoomed.columns[1].pitch == pytest.approx(4 * layout.columns[1].pitch)
    assert zoomed.room == layout.room


def test_strips_open_into_discs_when_zoomed():
    layout = arrange((256, 10), (900, 520))
    assert layout.columns[0].is_strip
    assert not layout.zoomed(8, 0, 0).columns[0].is_strip


def every_edge_near(layout, weights, pair, x, y, reach):
    """The strongest edge within reach, found by looking at all of them."""
    left, right = layout.columns[pair], layout.columns[pair + 1]
    share = (x - left.x) / (right.x - left.x)
    slope = (right.y[None, :] - left.y[:, None]) / (right.x - left.x)
    distance = np.abs((1 - share) * left.y[:, None] + share * right.y[None, :] - y)
    distance /= np.hypot(1, slope)
    score = np.where(distance <= reach, np.abs(weights[pair]) * (1.5 - distance / reach), 0)
    return (pair, *np.unravel_index(score.argmax(), score.shape)) if score.max() > 0 else None


@given(st.sampled_from([(8, 6), (60, 40), (256, 64), (3, 300)]), st.integers(0, 2**31))
def test_the_edge_found_is_the_best_of_all(sizes, seed):
    random = np.random.default_rng(seed)
    layout = arrange(sizes, (1280, 800))
    weights = (random.normal(size=sizes),)
    left, right = layout.columns
    x = random.uniform(left.x + left.half_width + 1, right.x - right.half_width - 1)
    y = random.uniform(0, 800)
    expected = every_edge_near(layout, weights, 0, x, y, 4.0)
    assert layouts.edge_at(layout, weights, x, y) == expected


def test_among_very_many_edges_one_at_the_mouse_is_found():
    layout = arrange((4096, 4096), (1280, 800))
    weights = (np.random.default_rng(0).normal(size=(4096, 4096)).astype(np.float32),)
    left, right = layout.columns
    for share in (0.1, 0.5, 0.8):
        x = left.x + share * (right.x - left.x)
        _, source, target = layouts.edge_at(layout, weights, x, 333.0)
        y = (1 - share) * left.y[source] + share * right.y[target]
        assert abs(y - 333) < 4 * np.hypot(1, 800 / (right.x - left.x))


def test_arrows_go_to_the_nearest_neuron_there_is():
    assert layouts.neighbour(SMALL, None, -1, 0) == (2, 0)
    assert layouts.neighbour(SMALL, (1, 1), 0, 1) == (1, 2)
    assert layouts.neighbour(SMALL, (1, 2), 0, 1) == (1, 2)
    assert layouts.neighbour(SMALL, (1, 0), 0, -1) == (1, 0)
    assert layouts.neighbour(SMALL, (1, 2), 1, 0) == (2, 1)
    assert layouts.neighbour(SMALL, (0, 0), -1, 0) == (0, 0)
    assert layouts.neighbour(SMALL, (2, 1), 1, 0) == (2, 1)


def test_boxes_hold_their_rims():
    box = layouts.Box(1, 2, 3, 4)
    assert box.contains(1, 2)
    assert box.contains(4, 6)
    assert not box.contains(4.1, 3)
    assert not box.contains(2, 1.9)


@pytest.mark.parametrize(
    ("sizes", "least"),
    [((2, 3, 2), 3), ((2, 6, 1), 6), ((1, 2), 3)],
    ids=lambda found: str(found),
)
def test_few_neurons_stand_as_close_as_those_of_the_largest_layer(sizes, least):
    layout = layouts.arrange(sizes, 800, 500)
    pitch = layout.room.height / least
    for column in layout.columns:
        assert column.pitch == pytest.approx(pitch)
        assert column.y.mean() == pytest.approx(layout.room.y + layout.room.height / 2)
        assert np.diff(column.y) == pytest.approx(pitch)


def test_beside_many_neurons_few_stand_apart_and_many_fill_the_room():
    layout = layouts.arrange((2, 20, 3), 800, 500)
    assert [column.pitch for column in layout.columns] == [56, layout.room.height / 20, 56]
