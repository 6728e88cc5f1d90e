"""The diagram's camera: points stand still under a zoom, and equal views are the same layout."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.diagram.camera import MAX_ZOOM, Camera

ROOM = (5, 3, 2), 640, 420
FACTORS = st.lists(st.floats(0.2, 5), min_size=1, max_size=6)


@given(x=st.floats(0, 640), y=st.floats(0, 420), factors=FACTORS)
def test_the_point_under_the_mouse_stands_still(x, y, factors):
    camera = Camera()
    camera.zoom_at(x, y, 2)
    for factor in factors:
        before = camera.layout(*ROOM)
        camera.zoom_at(x, y, factor)
        after = camera.layout(*ROOM)
        if after.zoom == 1:
            return  # the whole network: it stands where it stands
        share = (x - before.columns[0].x) / (before.columns[-1].x - before.columns[0].x)
        now = after.columns[0].x + share * (after.columns[-1].x - after.columns[0].x)
        assert np.isclose(now, x, atol=1e-6 * after.zoom)
        height = (y - before.columns[0].y[0]) / before.zoom
        assert np.isclose(after.columns[0].y[0] + height * after.zoom, y, atol=1e-6 * after.zoom)


@given(factors=FACTORS)
def test_the_zoom_stays_within_bounds(factors):
    camera = Camera()
    for factor in factors:
        camera.zoom_at(10, 10, factor)
        assert 1 <= camera.layout(*ROOM).zoom <= MAX_ZOOM


def test_equal_views_are_one_layout_and_others_are_not():
    camera = Camera()
    fitted = camera.layout(*ROOM)
    assert camera.layout(*ROOM) is fitted
    camera.move(3, 0)
    moved = camera.layout(*ROOM)
    assert moved.columns[0].x == fitted.columns[0].x + 3
    camera.fit()
    again = camera.layout(*ROOM)
    assert again is not moved
    assert again.columns[0].x == fitted.columns[0].x
    assert camera.layout((5, 3, 2), 641, 420) is not again
