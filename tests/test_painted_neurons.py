"""Discs, strips and the picture: their fills, rings and numbers, as values and as pixels."""

from collections import namedtuple

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from gui.diagram import neurons
from gui.diagram.layout import RING_RADIUS, VALUE_RADIUS, Lettering, arrange
from gui.diagram.marks import rim_width
from gui.diagram.neurons import (
    LEVELS,
    NeuronPainter,
    Numbers,
    broken_tops,
    fills,
    number_ink,
    number_sizes,
    numbers_of,
    ring_colour,
    ring_levels,
    shades,
)
from gui.diagram.scene import Shown
from gui.numbers import short
from gui.theme import DARK, LIGHT, tabular
from tests.painted import BLUE, LAYOUT, ORANGE, channels, mixed, painted, scene_of


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_bias_ring_has_the_sign_of_the_bias(theme):
    assert ring_levels(np.array([1.0, -0.5, 0.0, np.nan])).tolist() == [8, -4, 0, 0]
    assert ring_levels(np.array([0.125, -0.25])).tolist() == [4, -8]
    assert ring_levels(np.array([0.1, -0.05])).tolist() == [3, -2]  # small ones stay pale
    assert ring_colour(1.0, theme).name() == theme.positive
    assert ring_colour(-1.0, theme).name() == theme.negative
    calm, half = ring_colour(0.0, theme), ring_colour(0.5, theme)
    for part, weight in (("red", 16), ("green", 8), ("blue", 0)):
        muted, window = (int(text[1:], 16) >> weight & 255 for text in (theme.muted, theme.window))
        full = int(theme.positive[1:], 16) >> weight & 255
        grey = 0.75 * muted + 0.25 * window
        assert getattr(calm, part)() == pytest.approx(grey, abs=1)
        assert getattr(half, part)() == pytest.approx((grey + full) / 2, abs=1)


def test_fills_go_from_blue_through_nothing_to_orange():
    dark, light = fills(DARK), fills(LIGHT)
    assert len(dark) == 2 * LEVELS + 2
    assert light[2 * LEVELS] & 0xFFFFFF == int(LIGHT.positive[1:], 16)
    assert light[0] & 0xFFFFFF == int(LIGHT.negative[1:], 16)
    assert light[LEVELS] & 0xFFFFFF == int(LIGHT.surface[1:], 16)
    assert dark[LEVELS] & 0xFFFFFF == int(DARK.raised[1:], 16)
    for table, theme in ((dark, DARK), (light, LIGHT)):
        assert table[-1] & 0xFFFFFF == int(theme.error[1:], 16)
    for level, hue in ((2 * LEVELS, ORANGE), (0, BLUE)):  # 35 % towards white
        glow = [c + 0.35 * (255 - c) for c in channels(int(hue[1:], 16))]
        assert channels(dark[level]) == pytest.approx(glow, abs=1)
    picture = fills(DARK, neutral=True)
    assert picture[2 * LEVELS] & 0xFFFFFF == int(DARK.text[1:], 16)
    middle = channels(fills(LIGHT)[LEVELS + LEVELS // 2])
    share = 0.5**0.8
    full = channels(int(LIGHT.positive[1:], 16))
    assert middle == pytest.approx([255 + share * (c - 255) for c in full], abs=1)


def test_shades_are_shares_of_the_scale():
    values = np.array([2.0, -2.0, 1.0, -0.5, 0.0, 9.0, np.nan, np.inf])
    assert shades(values, 2.0).tolist() == [48, -48, 24, -12, 0, 48, 49, 49]


def test_each_neuron_has_its_own_fill():
    scene = scene_of((1.0, 0.5))
    assert scene.forward.activations[1][0].tolist() == [2.5, 0.0, 0.0]
    painter = NeuronPainter()
    assert painter.levels(scene, 1).tolist() == [48, 0, 0]  # 2.5 is the scale's round number
    assert painter.levels(scene, 0).tolist() == [48, 24]
    shares = scene.forward.activations[2][0]
    assert painter.levels(scene, 2).tolist() == np.rint(shares * 48).tolist()  # of 1, no scale
    assert painter.levels(scene_of(None), 1).tolist() == [0, 0, 0]
    shown = (Shown(""), Shown("z", np.array([-4.0, 2.0, 1.0]), 2), Shown(""))
    assert painter.levels(scene_of(shown=shown), 1).tolist() == [-48, 24, 0]  # one is not known


def test_neurons_tell_their_numbers_as_far_as_there_is_room():
    scene, column = scene_of(), LAYOUT.columns[1]
    assert column.radius < 10 / 3 * LAYOUT.lettering.figures
    assert numbers_of(scene, 1, 1, LAYOUT) == Numbers("0.00", under="b −1.00")
    near = LAYOUT.zoomed(9, 0, 0)
    assert numbers_of(scene, 1, 0, near) == Numbers("2.50", "1", "z 2.50", "b 0.50")
    assert numbers_of(scene, 1, 1, near) == Numbers("0.00", "2", "z −2.50", "b −1.00")
    assert numbers_of(scene, 0, 1, near) == Numbers("0.50", "2")
    assert numbers_of(scene, 2, 1, near)[1::2] == ("“dog”", "b 1.00")
    assert numbers_of(scene_of(None), 1, 0, near) == Numbers(None, "1", None, "b 0.50")
    shown = (Shown(""), Shown("z", np.array([-4.0, 2.0, 1.0]), 1), Shown(""))
    walking = scene_of(shown=shown)
    assert numbers_of(walking, 1, 0, near) == Numbers("−4.00", "1", None, "b 0.50")
    assert numbers_of(walking, 1, 1, near).value is None
    crowded = arrange((2, 12, 2), 800, 500)
    assert numbers_of(scene, 1, 1, crowded) == Numbers("0.00")  # no room below


def test_numbers_are_written_in_a_colour_that_is_read_on_the_fill():
    assert number_ink(0, DARK) == number_ink(9, DARK) == DARK.text
    assert number_ink(24, DARK) == number_ink(-48, DARK) == number_ink(48, DARK) == "#000000"
    assert number_ink(-24, DARK) == "#ffffff"
    assert number_ink(0, LIGHT) == number_ink(24, LIGHT) == LIGHT.text
    assert number_ink(-48, LIGHT) == "#ffffff"
    assert number_ink(0, LIGHT, dim=True) == LIGHT.muted


def test_cells_that_are_not_finite_are_found():
    column = arrange((2, 300, 2), 800, 500).columns[1]
    assert column.is_strip
    levels = np.zeros(300, np.intp)
    levels[[10, 200]] = LEVELS + 1
    tops = [int(np.floor(column.y[at] - column.pitch / 2)) for at in (10, 200)]
    assert broken_tops(column, levels) == tops


@pytest.mark.parametrize(("radius", "width"), [(4, 1.0), (10, 1.6), (24, 2.5)])
def test_a_disc_is_its_fill_in_a_ring_in_a_gap(radius, width, qapp):
    """Along the row through the middle, to the right; edges lie under it."""

    def paint(painter):
        painter.fillRect(0, 0, 81, 81, QColor("#ffffff"))
        neurons.draw_disc(painter, QPointF(40.5, 40.5), radius, 48, -8, False, DARK)

    image = painted(81, 81, paint)
    row, rim = image[40], 40 + radius  # the outer half of the pixel at the rim is gap
    fill, ring = fills(DARK)[2 * LEVELS] & 0xFFFFFF, ring_colour(-1, DARK).name()
    assert row[40] == row[int(rim - width - 1)] == fill
    if width > 1.5:
        assert row[rim - 1] == int(ring[1:], 16)
    assert channels(row[rim]) == pytest.approx(mixed(ring, 0.5), abs=20)
    assert channels(row[rim + 1]) == pytest.approx(mixed("#ffffff", 0.5), abs=12)
    assert row[rim + 2] == 0xFFFFFF
    for other in (row[::-1], image[:, 40], image[::-1, 40]):
        for one, two in zip(row, other, strict=True):
            assert channels(one) == pytest.approx(channels(two), abs=24)


def test_a_disc_that_is_not_finite_is_crossed_out(qapp):
    def disc(level, radius=10.0):
        return painted(
            41,
            41,
            lambda one: neurons.draw_disc(one, QPointF(20.5, 20.5), radius, level, 0, False, DARK),
        )

    broken = disc(LEVELS + 1)
    error, window = int(DARK.error[1:], 16), int(DARK.window[1:], 16)
    for row, column in ((20, 20), (17, 17), (23, 23), (17, 23), (23, 17)):
        assert broken[row, column] == window
    for row, column in ((20, 15), (20, 25), (15, 20), (25, 20)):
        assert broken[row, column] == error
    assert broken[14, 14] != window  # the cross ends within the disc
    small, large = RING_RADIUS - 0.5, float(VALUE_RADIUS)
    for radius in (small, large):
        assert disc(LEVELS + 1, radius)[20, 20] == error
    assert disc(LEVELS)[20, 20] == int(fills(DARK)[2 * LEVELS]) & 0xFFFFFF


def test_the_picture_unrolls_into_the_column(qapp):
    """Lines go from its corners to the ends of the column, ink is where the input is 1."""
    layout = arrange((12, 3, 2), 800, 500, (3, 4))
    box, column = layout.picture, layout.columns[0]
    values = np.zeros(12, np.float32)
    values[6] = 1.0  # row 1, column 2
    image = painted(
        800, 500, lambda one: neurons.paint_picture(one, layout, values.reshape(3, 4), DARK, False)
    )
    window = np.array(channels(image[0, 0]), float)
    line, right = mixed(DARK.muted, 0.45) - window, box.x + box.width
    away = column.x - (column.radius or column.half_width) - right
    for start, end in ((box.y, column.top), (box.y + box.height, column.bottom)):
        slope = (end - start) / away
        steep = np.hypot(1, slope)
        for share in (0.2, 0.5, 0.8):
            x = int(right + share * away)
            y = start + (x + 0.5 - right) * slope
            reach = int(steep + 2)
            part = image[int(y) - reach : int(y) + reach + 1, x]
            ink = np.array([channels(one) for one in part], float) - window
            assert ink.sum(axis=0) == pytest.approx(line * steep, rel=0.15)
            rows = np.arange(len(part)) + 0.5 + int(y) - reach
            assert rows @ ink[:, 0] / ink[:, 0].sum() == pytest.approx(y, abs=1)
    side = box.width / 4
    for row, at in np.ndindex(3, 4):
        colour = image[int(box.y + (row + 0.5) * side), int(box.x + (at + 0.5) * side)]
        expected = DARK.text if (row, at) == (1, 2) else DARK.raised
        assert colour == int(expected[1:], 16)
    assert not (image[: int(min(box.y, column.top)) - 2] - image[0, 0]).any()
    frame = image[int(box.y + box.height / 2), int(box.x) - 1 : int(box.x) + 2]
    assert (frame != image[0, 0]).any()
    assert image[int(box.y + side), int(box.x) - 3] == image[0, 0]
    empty = painted(
        800, 500, lambda one: neurons.paint_picture(one, layout, np.zeros((3, 4)), DARK, False)
    )
    assert empty[int(box.y + 1.5 * side), int(box.x + 2.5 * side)] == int(DARK.raised[1:], 16)


def test_a_strip_has_a_cell_for_each_neuron_and_what_is_broken_sticks_out(qapp):
    column = arrange((2, 300, 2), 800, 500).columns[1]
    levels = np.zeros(300, np.intp)
    levels[:150] = 48
    levels[200] = LEVELS + 1
    image = painted(
        800,
        500,
        lambda one: neurons.paint_strip(
            one, column, levels, DARK, False, np.zeros(len(levels), bool)
        ),
    )
    middle, half = int(column.x), column.half_width
    table = fills(DARK) & 0xFFFFFF
    assert image[int(column.y[75]), middle] == table[2 * LEVELS]
    assert image[int(column.y[275]), middle] == table[LEVELS]
    error = int(DARK.error[1:], 16)
    rows, columns = np.nonzero(image == error)
    (top,) = broken_tops(column, levels)
    beside = np.flatnonzero(image[:, int(column.x - half - 3)] == error)
    assert beside.tolist() == list(range(top, top + round(column.pitch)))
    assert set(rows) <= {top, top + 1}
    assert columns.min() == pytest.approx(column.x - half - 4, abs=1)
    assert columns.max() == pytest.approx(column.x + half + 3, abs=1)
    inked = np.flatnonzero((image != image[0, 0]).any(axis=1))
    assert inked[0] == pytest.approx(column.top - 1, abs=1)
    assert inked[-1] == pytest.approx(column.bottom, abs=1)
    across = np.flatnonzero(image[int(column.y[75])] != image[0, 0])
    assert across[0] == pytest.approx(column.x - half - 1, abs=1)
    assert across[-1] == pytest.approx(column.x + half, abs=1)


def test_rows_of_numbers_stand_under_each_other_in_the_middle(qapp):
    font, small = QFont(), QFont()
    font.setPixelSize(20)
    small.setPixelSize(10)
    said = []
    one = namedtuple("Painter", "setFont drawText")(
        lambda font: said.append(font.pixelSize()),
        lambda room, flags, text: said.append((room.getRect(), flags, text)),
    )
    rows = (("1", small), ("2.50", font), (None, small), ("b", small))
    neurons.write_rows(one, QPointF(100, 50), 80, rows)
    centre = Qt.AlignmentFlag.AlignCenter
    assert said == [
        10,
        ((60, 24, 80, 13), centre, "1"),
        20,
        ((60, 37, 80, 26), centre, "2.50"),
        10,
        ((60, 63, 80, 13), centre, "b"),
    ]


class _Written:
    """A painter that keeps what is written: (text, px, ink, place), and boxes under texts."""

    def __init__(self):
        self.texts, self.boxes = [], []
        self._size, self._ink = 0, ""

    def font(self):
        return QFont()

    def setFont(self, font):  # noqa: N802
        self._size = font.pixelSize()

    def setPen(self, ink):  # noqa: N802
        self._ink = ink.name()

    def fillRect(self, box, colour):  # noqa: N802
        self.boxes.append((box, colour))

    def drawText(self, room, _flags, text):  # noqa: N802
        self.texts.append((text, self._size, self._ink, room))


def written(radius, pitch=200.0, scene=None):
    """What is written of the neurons of the hidden layer, the first's fill strong."""
    column = replace(LAYOUT.columns[1], radius=radius, pitch=pitch)
    columns = LAYOUT.columns[0], column, LAYOUT.columns[2]
    layout = replace(LAYOUT, columns=columns, lettering=Lettering())
    painter = _Written()
    lit = np.zeros(3, bool)
    scene = scene or scene_of()
    neurons.paint_values(painter, layout, scene, 1, np.array([48, 0, 0]), DARK, lit)
    return painter, column


@pytest.mark.parametrize(
    ("radius", "large", "small"),
    [
        (16, 10, 10),
        (20, 12, 12),
        (24, 12, 12),
        (30, 15, 12),
        (50, 25, 12),
        (60, 30, 14),
        (120, 48, 14),
    ],
)
def test_numbers_are_as_large_as_the_disc_lets_them(radius, large, small, qapp):
    painter, _ = written(radius)
    sizes = {text: size for text, size, *_ in painter.texts}
    assert sizes["2.50"] == large
    assert sizes["b 0.50"] == small
    assert ("1" in sizes) == (radius > 40)


def test_numbers_stand_in_their_disc_and_the_bias_under_it(qapp):
    painter, column = written(24)
    assert [text for text, *_ in painter.texts] == [
        "2.50", "b 0.50", "0.00", "b −1.00", "0.00", "b 0.00",
    ]  # fmt: skip
    assert [ink for _, _, ink, _ in painter.texts[:4]] == [
        "#000000", DARK.muted, DARK.text, DARK.muted,
    ]  # fmt: skip
    for index, y in enumerate(column.y.tolist()):
        value, bias = (room for *_, room in painter.texts[2 * index : 2 * index + 2])
        assert value.center().toTuple() == pytest.approx((column.x, y))
        assert value.width() == 48
        assert bias.center().x() == pytest.approx(column.x)
        assert (bias.top(), bias.height()) == pytest.approx((y + 24 + 2, 14.4))
        box, colour = painter.boxes[index]
        assert box == bias
        assert colour.name() == DARK.window
        assert colour.alphaF() == 1.0
        font = QFont()
        font.setPixelSize(12)
        text = painter.texts[2 * index + 1][0]
        width = QFontMetricsF(tabular(font)).horizontalAdvance(text)
        assert bias.width() == pytest.approx(width + 6)
    assert not written(24, pitch=48.0 + 14)[0].boxes
    assert written(24, pitch=48.0 + 15)[0].boxes


@pytest.mark.parametrize("value", [7e-29, -3e-4, -0.25, -12.3, 1.0, -123.0, -1e12, np.nan])
@pytest.mark.parametrize("radius", [16, 20, 24, 41])
def test_no_number_is_wider_than_the_inside_of_its_ring(radius, value, qapp):
    shown = (Shown(""), Shown("δ", np.array([value, 1.0, 1.0])), Shown(""))
    painter, _ = written(radius, scene=scene_of(shown=shown))
    inside = 2 * (radius - rim_width(radius, 1.0))
    text, size = next(one[:2] for one in painter.texts if one[0] != "1")
    assert text == ("≈0" if abs(value) < 0.005 else short(value))
    font = QFont()
    font.setPixelSize(size)
    assert QFontMetricsF(tabular(font)).horizontalAdvance(text) <= inside
    usual = round(number_sizes(replace(LAYOUT, lettering=Lettering()), radius)[0])
    assert size == usual if value == 1.0 else 0.6 * usual <= size <= usual


def test_numbers_of_discs_out_of_sight_are_not_written(qapp):
    for y, seen in ((-25, False), (-23, True), (523, True), (525, False)):
        column = replace(LAYOUT.columns[1], radius=24.0, pitch=50.0, y=np.array([y, 250.0, 250.0]))
        layout = replace(LAYOUT, columns=(LAYOUT.columns[0], column, LAYOUT.columns[2]))
        painter = _Written()
        dim = np.zeros(3, bool)
        neurons.paint_values(painter, layout, scene_of(), 1, np.zeros(3, np.intp), DARK, dim)
        assert [text for text, *_ in painter.texts] == ["2.50"] * seen + ["0.00"] * 2


def test_cells_smaller_than_a_pixel_are_averaged(qapp):
    column = arrange((2, 2000, 2), 800, 500).columns[1]
    assert column.pitch < 1
    levels = np.zeros(2000, np.intp)
    levels[::2] = LEVELS
    table = fills(DARK)
    image = painted(
        800,
        500,
        lambda one: neurons.paint_strip(
            one, column, levels, DARK, False, np.zeros(len(levels), bool)
        ),
    )
    inside = image[int(column.top) + 10 : int(column.bottom) - 10, int(column.x)]
    full, none = (np.array(channels(table[at + LEVELS])) for at in (LEVELS, 0))
    for one in inside:
        assert channels(one) == pytest.approx(((full + none) / 2).tolist(), abs=40)
    # Cells larger than a pixel are cut sharply.
    column = arrange((2, 100, 2), 800, 500).columns[1]
    if column.is_strip:
        sharp = np.where(np.arange(100) % 2, 0, LEVELS)
        image = painted(
            800,
            500,
            lambda one: neurons.paint_strip(
                one, column, sharp, DARK, False, np.zeros(len(sharp), bool)
            ),
        )
        inside = image[int(column.top) + 10 : int(column.bottom) - 10, int(column.x)]
        assert set(inside.tolist()) == {int(table[at + LEVELS]) & 0xFFFFFF for at in (0, LEVELS)}


def test_discs_are_kept_and_stand_on_whole_pixels(qapp):
    painter, scene = NeuronPainter(), scene_of()
    image = painted(800, 500, lambda one: painter.paint(one, LAYOUT, scene, DARK))
    for layer, column in enumerate(LAYOUT.columns):
        table = fills(DARK) & 0xFFFFFF
        levels = painter.levels(scene, layer)
        for y, level in zip(column.y.tolist(), levels.tolist(), strict=True):
            # Left of the numbers.
            beside = image[int(y), int(column.x - 0.72 * column.radius)]
            assert channels(beside) == pytest.approx(channels(table[level + LEVELS]), abs=3)
