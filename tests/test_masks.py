"""Masks of ink: each function against the one of the same purpose in SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from core.ink.masks import boxes, eaten, filled, grown, pieces

MASKS = arrays(bool, st.tuples(st.integers(1, 14), st.integers(1, 14)))


@given(MASKS, st.booleans())
def test_pieces_are_numbered_in_reading_order(mask, diagonal):
    expected, _ = ndimage.label(mask, np.ones((3, 3)) if diagonal else None)
    np.testing.assert_array_equal(pieces(mask, diagonal), expected)


def test_a_long_winding_piece_is_one():
    y, x = np.mgrid[:200, :200]
    # Walls with a gap at one end, then at the other: one way through.
    snake = (y % 2 == 0) | (x == np.where(y % 4 == 1, 199, 0))
    assert pieces(snake, diagonal=False).max() == 1
    spiral = np.maximum(abs(x - 100), abs(y - 100)) % 4 < 2
    expected, _ = ndimage.label(spiral)
    np.testing.assert_array_equal(pieces(spiral, diagonal=False), expected)


@given(MASKS)
def test_boxes_are_around_the_pieces(mask):
    labels = pieces(mask)
    assert boxes(labels) == ndimage.find_objects(labels)


@given(MASKS, st.integers(1, 3))
def test_masks_grow(mask, times):
    np.testing.assert_array_equal(
        grown(mask, times), ndimage.binary_dilation(mask, iterations=times)
    )


@given(MASKS, st.integers(1, 3), st.booleans())
def test_masks_are_eaten(mask, times, around):
    expected = ndimage.binary_erosion(mask, iterations=times, border_value=around)
    np.testing.assert_array_equal(eaten(mask, times, around), expected)


@given(MASKS)
def test_holes_are_filled(mask):
    np.testing.assert_array_equal(filled(mask), ndimage.binary_fill_holes(mask))


@pytest.mark.parametrize("shape", [(1, 1), (3, 5)])
def test_of_nothing_there_are_no_pieces(shape):
    nothing = np.zeros(shape, bool)
    assert not pieces(nothing).any()
    assert boxes(pieces(nothing)) == []
    assert not filled(nothing).any()
