"""Points on a map: which colour, which shape, which ring, and that many of them are quick."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from core.beginnings import beginning
from core.data import Plane, Points, load
from core.data.tasks import Classes
from core.maps import View
from core.parameters import initialise
from core.propagation import forward
from gui.maps.frame import Frame, moved, tiles, zoomed
from gui.maps.points import (
    SHAPED,
    Marks,
    PointSet,
    answered_wrongly,
    marks_image,
    nearest_point,
    nearest_targets,
    radius_of,
)
from gui.theme import DARK, LIGHT
from gui.ticks import decimals, ticks
from tests.helpers import rgb

VIEW = View(-6, 6, -6, 6)
FRAME = Frame(VIEW, QRectF(0, 0, 240, 240))  # 20 px a unit
THEMES = pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)


def drawn(*points, share=0.0):
    """Points of (x₁, x₂, class), put there by hand."""
    rows = np.array(points, float).reshape(-1, 3)
    return Points(classes=3, test_share=share).put(rows[:, :2], rows[:, 2].astype(int))


def is_like(colour, text):
    """Whether a colour is #rrggbb, but for rounding."""
    return colour.alpha() > 240 and np.abs(rgb(colour.name()) - rgb(text)).max() <= 2


THREE = PointSet.of(load(drawn((0, 0, 0), (3, 3, 1), (-3, 3, 2))))


@THEMES
def test_a_point_has_the_colour_of_its_class_and_a_ring_if_it_is_answered_wrongly(now, qapp):
    wrong = np.array([False, True, False])
    marks = Marks.of(THREE, FRAME, 10.0, now, wrong)
    assert marks.places.tolist() == [[120, 120], [180, 60], [60, 60]]
    assert marks.fills.tolist() == [rgb(text).tolist() for text in now.classes[:3]]
    assert marks.rings.tolist() == [False, True, False]
    assert not marks.squares.any()
    image = marks_image(marks, 240, 240, 1, now)
    for (x, y), fill, ring in zip(
        marks.places.astype(int).tolist(), now.classes, wrong, strict=False
    ):
        assert image.pixelColor(x, y).name() == fill
        across = [image.pixelColor(x + off, y) for off in range(14)]
        assert is_like(across[10], now.text) == ring  # a thin ring of ink
        assert is_like(across[8], now.surface) == ring  # around a gap
        assert is_like(across[6], fill)
        assert across[13].alpha() == 0  # and hardly larger than the others
    assert image.pixelColor(120, 60).alpha() == 0


def test_points_to_test_on_are_squares_that_can_be_left_out(qapp):
    source = Plane("circle", 40)
    data = load(source)
    points = PointSet.of(data)
    assert (len(points), points.trained) == (40, 20)
    assert points.example(19) == ("train", 19)
    assert points.example(20) == ("test", 0)
    assert points.places[20:] == pytest.approx(data.test.coordinates)
    marks = Marks.of(points, FRAME, 5.0, DARK)
    assert marks.squares.tolist() == [False] * 20 + [True] * 20
    assert len(Marks.of(points, FRAME, 5.0, DARK, tests=False).places) == 20
    one = Marks.of(points, FRAME, 5.0, DARK)._replace(
        places=np.array([[50.0, 50.0], [150.0, 50.0]]),
        fills=np.array([rgb(DARK.classes[0])] * 2, int),
        squares=np.array([False, True]),
        rings=np.array([False, False]),
    )
    image = marks_image(one, 240, 240, 1, DARK)
    assert image.pixelColor(54, 54).alpha() == 0  # round
    assert image.pixelColor(154, 54).alpha() > 0  # with corners


@pytest.mark.parametrize("shape", ["circle", "blobs"])
def test_the_ring_is_that_of_a_wrong_answer(shape):
    experiment = beginning(Plane(shape, 60))
    parameters, points = initialise(experiment.network, 2), PointSet.of(load(experiment.source))
    found = answered_wrongly(experiment, parameters, points)
    output = forward(experiment.network, parameters, points.inputs).output
    said = (output[:, 0] > 0.5) if shape == "circle" else output.argmax(axis=1)
    assert found.tolist() == (said != points.labels).tolist()
    assert 0 < found.sum() < 60
    output = parameters[-1]
    broken = (*parameters[:-1], output._replace(biases=output.biases * np.nan))
    assert answered_wrongly(experiment, broken, points).all()
    values = beginning(Plane("hills", 60))
    assert isinstance(experiment.task, Classes)
    points = PointSet.of(load(values.source))
    assert answered_wrongly(values, initialise(values.network, 0), points) is None
    assert points.scale == pytest.approx(np.abs(points.targets).max())


@THEMES
def test_a_value_has_the_colour_of_its_sign_and_an_outline_that_is_seen(now):
    points = PointSet.of(load(Plane("slope", 60)))
    marks = Marks.of(points, FRAME, 5.0, now)
    assert marks.outline == f"#8c{now.text[1:]}"  # half of the ink, on every ground
    paper = rgb(now.surface)
    for target, fill in zip(points.targets[:, 0], marks.fills, strict=True):
        hue = rgb(now.positive_ground if target > 0 else now.negative_ground)
        share = abs(target) / points.scale
        assert fill == pytest.approx(paper + share * (hue - paper), abs=2.5)


def test_many_values_have_few_colours(qapp):
    marks = Marks.of(PointSet.of(load(Plane("slope", 2000))), FRAME, 5.0, DARK)
    assert 60 < len(np.unique(marks.fills, axis=0)) <= 129


def test_the_nearest_point_is_found_within_reach():
    assert nearest_point(THREE, FRAME, QPointF(182, 61), 5) == 1
    assert nearest_point(THREE, FRAME, QPointF(182, 61), 2) is None
    assert nearest_point(THREE, FRAME, QPointF(61, 61), 5, tests=False) == 2
    assert nearest_point(PointSet.of(load(drawn((0, 0, 0), (1, 1, 1)))), FRAME, QPointF(), 999) == 0


def test_the_nearest_training_point_of_each_cell_is_found():
    points = PointSet.of(load(Plane("blobs", 300)))
    cells = (points.places + 6) / 12 * 50
    cells[:, 1] = 50 - cells[:, 1]
    found = nearest_targets(points, cells, 50, 50)
    x, y = np.meshgrid(np.arange(50) + 0.5, np.arange(50) + 0.5)
    trained = cells[: points.trained]
    far = np.hypot(x[..., None] - trained[:, 0], y[..., None] - trained[:, 1])
    exact = points.targets[: points.trained][far.argmin(axis=-1)]
    assert (found == exact).all(axis=-1).mean() > 0.98
    none = PointSet(
        *(part[:0] for part in (points.places, points.inputs, points.targets)), None, 0, 1
    )
    assert np.isnan(nearest_targets(none, cells[:0], 4, 5)).all()


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_hundred_thousand_points_are_stamped(qapp, ratio):
    points = PointSet.of(load(Plane("gaussians", 100_000)))
    wrong = np.arange(len(points)) % 7 == 0
    marks = Marks.of(points, FRAME, radius_of(len(points), 240), DARK, wrong)
    image = marks_image(marks, 241, 241, ratio, DARK)
    assert len(marks.places) > SHAPED
    place = (FRAME.to_screen(points.places[-1].astype(float)) * ratio).astype(int)
    assert image.pixelColor(*place.tolist()).name() in (*DARK.classes[:2], DARK.text)


def test_of_very_many_points_the_wrong_ones_have_their_ink_within(qapp):
    points = PointSet.of(load(Plane("gaussians", SHAPED + 2)))
    marks = Marks.of(points, FRAME, 2.0, DARK, np.arange(len(points)) == 0)
    marks = marks._replace(places=np.where(marks.rings[:, None], (120.0, 120.0), (20.0, 20.0)))
    image = marks_image(marks, 240, 240, 1, DARK)
    rows = [[image.pixelColor(x, y) for x in range(117, 123)] for y in range(117, 123)]
    seen = [[one.name() if one.alpha() else "" for one in row] for row in rows]
    fill = DARK.classes[points.labels[0]]
    edge = ["", *[DARK.text] * 4, ""]
    inner = ["", DARK.text, fill, fill, DARK.text, ""]
    assert seen == [[""] * 6, edge, inner, inner, edge, [""] * 6]


# How the plane lies on the screen.


def test_places_go_to_the_screen_and_back():
    frame = Frame(View(-2, 6, 1, 5), QRectF(10, 20, 400, 100))
    assert frame.to_screen(np.array([[-2, 5], [6, 1], [2, 3]])).tolist() == [
        [10, 20],
        [410, 120],
        [210, 70],
    ]
    assert frame.to_plane(QPointF(210, 70)) == (2, 3)
    assert frame.px(2) == 100


def test_zoom_leaves_the_place_under_the_mouse_where_it_is():
    view = zoomed(VIEW, (3, -2), 2, VIEW)
    assert view == (-1.5, 4.5, -4, 2)
    frame, before = Frame(view, QRectF(0, 0, 240, 240)), FRAME
    at = np.array([3.0, -2.0])
    assert frame.to_screen(at) == pytest.approx(before.to_screen(at))
    far = VIEW
    for _ in range(200):
        far = zoomed(far, (0, 0), 0.5, VIEW)
    assert far.right == pytest.approx(6000)
    for start in (VIEW, far, zoomed(VIEW, (0, 0), 3, VIEW)):  # from a thousandth to a thousand
        for factor, right in ((1e9, 0.006), (1e-9, 6000)):
            assert zoomed(start, (0, 0), factor, VIEW).right == pytest.approx(right)
    assert moved(VIEW, 0.5, -0.25) == (0, 12, -9, 3)


def test_ticks_are_even_numbers_and_few():
    assert ticks(-6, 6, 7) == (-6, -4, -2, 0, 2, 4, 6)
    assert ticks(-0.5, 1.5, 5) == (-0.5, 0, 0.5, 1, 1.5)
    assert decimals(ticks(-0.5, 1.5, 5)) == 1
    assert decimals((0, 2)) == 0
    assert (decimals((0.0,)), decimals((0.5,))) == (0, 2)
    assert ticks(1, 1, 5) == ()


def test_several_maps_are_squares_beside_each_other():
    room = QRectF(0, 0, 300, 200)
    (one,) = tiles(1, room, 10, 20)
    assert (one.width(), one.height(), one.center()) == (200, 200, room.center())
    four = tiles(4, QRectF(0, 0, 300, 320), 10, 20)
    assert {tile.width() for tile in four} == {tile.height() for tile in four}
    assert len({tile.left() for tile in four}) == len({tile.top() for tile in four}) == 2
    assert not any(a.intersects(b) for a in four for b in four if a is not b)
