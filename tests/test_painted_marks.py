"""Rings, frames and dimming around what is selected or pointed at, as values."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from gui.diagram.attention import Attention
from gui.diagram.layout import arrange
from gui.diagram.marks import (
    EdgeMark,
    Light,
    Mark,
    dimmed,
    edge_line,
    mark_hue,
    mark_rooms,
    neuron_room,
)
from gui.theme import DARK
from tests.painted import BLUE, LAYOUT, ORANGE, picture_of, scene_of


def test_a_neuron_is_ringed_and_its_pixel_framed():
    column = LAYOUT.columns[1]
    (room,) = mark_rooms(LAYOUT, 1, 2)
    reach = column.radius + 2 * LAYOUT.unit
    assert room == QRectF(column.x - reach, column.y[2] - reach, 2 * reach, 2 * reach)
    layout = arrange((12, 3, 2), 800, 500, (3, 4))
    assert layout.picture.width / 4 == layout.picture.height / 3
    side, box = layout.picture.width / 4, layout.picture
    pixel = mark_rooms(layout, 0, 6)[1]  # row 1, column 2
    assert pixel.getRect() == pytest.approx((box.x + 2 * side, box.y + side, side, side))
    strip = arrange((300, 3), 800, 500)
    (cell,) = mark_rooms(strip, 0, 7)
    assert cell.center().toTuple() == pytest.approx((strip.columns[0].x, strip.columns[0].y[7]))
    assert cell.height() == 4
    assert cell.width() == 2 * (strip.columns[0].half_width + 3)


def test_marks_have_the_hues_of_what_they_mean():
    assert mark_hue(Mark((1, 0)), DARK) == DARK.accent
    assert mark_hue(Mark((1, 0), strong=False), DARK) == DARK.text
    assert mark_hue(EdgeMark((0, 0, 0), 0.5), DARK) == ORANGE
    assert mark_hue(EdgeMark((0, 0, 0), -0.5), DARK) == BLUE


def test_an_edge_runs_from_rim_to_rim():
    line = edge_line(LAYOUT, (0, 1, 2))
    for point, (layer, index) in ((line.p1(), (0, 1)), (line.p2(), (1, 2))):
        column = LAYOUT.columns[layer]
        away = np.hypot(point.x() - column.x, point.y() - column.y[index])
        assert away == pytest.approx(column.radius + 2 * LAYOUT.unit)
    assert LAYOUT.columns[0].x < line.x1() < line.x2() < LAYOUT.columns[1].x


def test_what_does_not_stand_out_is_dimmed():
    room, (one, two, three) = LAYOUT.room, LAYOUT.columns
    left, right = dimmed(LAYOUT, Light(1, 1))
    top, height = room.y - 4, room.height + 8
    assert left.getRect() == pytest.approx((one.x, top, two.x - one.x, height))
    assert right.getRect() == pytest.approx((two.x, top, three.x - two.x, height))
    assert dimmed(LAYOUT, Light(0, 2)) == []
    (only,) = dimmed(LAYOUT, Light(0, 1))
    assert only.left() == pytest.approx(two.x)
    (only,) = dimmed(LAYOUT, Light(1, 2))
    assert only.right() == pytest.approx(two.x)
    assert len(dimmed(LAYOUT, Light.on((0, 1, 2)))) == 2


def attention_of(selected=None, pointed=None, under=None, mouse=None):
    scene = scene_of()
    attended = selected, pointed, under, mouse
    return Attention.of(scene, picture_of(scene), LAYOUT, *attended, DARK, QFont())


def test_what_is_selected_pointed_at_and_under_the_mouse_is_marked_in_this_order(qapp):
    mouse = QPointF(200, 200)
    said = attention_of((1, 0), (0, 0, 1), (2, 1), mouse)
    assert said.marks == (
        Mark((1, 0), strong=True),
        EdgeMark((0, 0, 1), -2.0),
        Mark((2, 1), strong=False),
    )
    assert said.lines[0] == "output “dog”"
    assert len(said.clear) == 2  # the neuron's number and the edge's
    assert [(label.edge, label.text) for label in said.labels] == [((0, 0, 1), "−2")]
    assert said.light == Light.on((0, 0, 1))
    said = attention_of(None, (1, 2), (1, 2, 1), mouse)
    assert said.marks == (Mark((1, 2), strong=False), EdgeMark((1, 2, 1), 0.25))
    assert said.lines[:2] == ("hidden 1, neuron 3 → output “dog”", "w = 0.25")
    assert attention_of((1, 0), None, (2, 1), None)[:4] == (((Mark((1, 0)),)), (), (), None)
    said = attention_of((1, 2, 1))
    assert said.marks == (EdgeMark((1, 2, 1), 0.25),)
    assert said.labels[0].text == "0.25"
    assert said.light is None  # a selection stays, and dims nothing
    legend = LAYOUT.legend
    said = attention_of(mouse=QPointF(legend.x + 5, legend.y + 5))
    assert any("full at |w|" in line for line in said.lines)
    assert not attention_of(mouse=mouse).lines


def test_the_neurons_of_dimmed_layers_are_dimmed_and_of_an_edge_all_but_two():
    light = Light(1, 1)
    assert [light.dims(layer, 2).tolist() for layer in range(3)] == [
        [True] * 2,
        [False] * 2,
        [True] * 2,
    ]
    light = Light.on((0, 1, 2))
    assert light.dims(0, 2).tolist() == [True, False]
    assert light.dims(1, 3).tolist() == [True, True, False]
    assert light.dims(2, 2).tolist() == [True, True]


def test_a_mark_runs_around_a_disc_and_a_cell():
    column = LAYOUT.columns[1]
    reach = column.radius + 2 * LAYOUT.unit
    place = QRectF(column.x - reach, float(column.y[2]) - reach, 2 * reach, 2 * reach)
    assert neuron_room(LAYOUT, 1, 2) == place
    for neurons in (200, 2000):  # half a pitch to each side, or 2 px at least
        wide = arrange((2, neurons, 2), 800, 600)
        strip, cell = wide.columns[1], neuron_room(wide, 1, 5)
        assert strip.is_strip
        assert cell.height() == pytest.approx(max(strip.pitch, 4))
        assert cell.width() == pytest.approx(2 * (strip.half_width + 3 * wide.unit))
