"""What is painted of the network, as values: texts, places, colours and directions."""

from collections import namedtuple

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from core.network import Layer, Network
from core.parameters import LayerParameters
from core.propagation import forward
from gui.diagram import neurons
from gui.diagram.act import ARRIVAL, Pulses
from gui.diagram.attention import Attention
from gui.diagram.captions import captions, cautions
from gui.diagram.edge_labels import edge_labels
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import RING_RADIUS, VALUE_RADIUS, Box, Lettering, arrange, neighbour
from gui.diagram.marks import EdgeMark, Light, Mark, dimmed, edge_line, mark_hue, mark_rooms
from gui.diagram.neurons import (
    LEVELS,
    NeuronPainter,
    Numbers,
    broken_tops,
    fills,
    number_ink,
    numbers_of,
    ring_colour,
    ring_levels,
    shades,
)
from gui.diagram.output_bars import Answers, output_bars_width
from gui.diagram.pulses import Moment
from gui.diagram.scene import Scene, Shown
from gui.theme import DARK, LIGHT, tabular
from tests.diagrams import pixels

NETWORK = Network(2, (Layer(3, "relu"), Layer(2, "softmax")))
NAMES = ("cat", "dog")
LAYOUT = arrange((2, 3, 2), 800, 500)
ORANGE, BLUE = DARK.positive, DARK.negative


def scene_of(inputs=(1.0, 0.5), **more):
    parameters = (
        LayerParameters(
            np.array([[1, -2, 0.5], [2, 1, -1]], np.float32),
            np.array([0.5, -1, 0], np.float32),
            np.zeros(0, np.float32),
        ),
        LayerParameters(
            np.array([[1, -1], [0.5, 2], [-3, 0.25]], np.float32),
            np.array([0, 1], np.float32),
            np.zeros(0, np.float32),
        ),
    )
    passed = inputs and forward(NETWORK, parameters, np.array([inputs], np.float32))
    return Scene(NETWORK, parameters, passed, NAMES, **more)


def channels(number):
    return [int(number) >> shift & 255 for shift in (16, 8, 0)]


# Pulses.


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


# Neurons.


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


def painted(width, height, paint):
    """[rows, columns] 0xRRGGBB of what `paint` does to an image of the window's colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return pixels(image)


def mixed(text, alpha, under=DARK.window):
    """The channels of a colour that lies with `alpha` over another."""
    over, below = (np.array(channels(int(one[1:], 16))) for one in (text, under))
    return (alpha * over + (1 - alpha) * below).tolist()


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


def written(radius, pitch=200.0):
    """What is written of the neurons of the hidden layer, the first's fill strong."""
    column = replace(LAYOUT.columns[1], radius=radius, pitch=pitch)
    columns = LAYOUT.columns[0], column, LAYOUT.columns[2]
    layout = replace(LAYOUT, columns=columns, lettering=Lettering())
    painter = _Written()
    lit = np.zeros(3, bool)
    neurons.paint_values(painter, layout, scene_of(), 1, np.array([48, 0, 0]), DARK, lit)
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


# Answers.


def answers_of(scene, layout=LAYOUT, theme=DARK):
    return Answers.of(layout, scene, theme, QFont())


def test_every_answer_stands_beside_its_own_output(qapp):
    scene = scene_of()
    shares, last = scene.forward.activations[2][0], LAYOUT.columns[-1]
    assert shares[0] > 0.5 > shares[1]
    found = answers_of(scene)
    assert [row.name for row in found.rows] == ["cat", "dog"]
    assert [row.y for row in found.rows] == last.y.tolist()
    assert [row.figures for row in found.rows] == [f"{100 * share:.1f} %" for share in shares]
    assert [row.fill for row in found.rows] == pytest.approx(shares.tolist())
    assert [row.best for row in found.rows] == [True, False]
    assert [row.ink for row in found.rows] == [DARK.text, DARK.muted]
    assert [row.hue for row in found.rows] == [ORANGE, DARK.muted]
    assert found.left == last.x + last.radius + 8 * LAYOUT.unit
    assert found.bar >= 10
    gap = 7 * found.size / 12
    used = found.left + found.names + gap + found.bar + gap + found.figures
    assert used == pytest.approx(last.x + LAYOUT.answers)


def test_without_an_example_names_stand_alone(qapp):
    found = answers_of(scene_of(None))
    assert [(row.name, row.figures, row.fill) for row in found.rows] == [
        ("cat", "", None),
        ("dog", "", None),
    ]
    assert {row.ink for row in found.rows} == {DARK.text}


def test_of_values_none_is_the_answer(qapp):
    assert [row.best for row in answers_of(scene_of(one_is_answered=False)).rows] == [False, False]
    assert sum(row.best for row in answers_of(scene_of()).rows) == 1


def test_outputs_that_are_no_shares_are_told_in_figures(qapp):
    scene = scene_of()
    network = Network(2, (Layer(3, "relu"), Layer(2, "tanh")), "mean squared error")
    values = (*scene.forward.activations[:2], np.array([[-0.25, np.nan]], np.float32))
    passed = scene.forward._replace(activations=values)
    found = answers_of(Scene(network, scene.parameters, passed, NAMES))
    assert [row.figures for row in found.rows] == ["−0.25", "NaN"]
    assert not found.bar
    assert not any(row.best for row in found.rows)


def test_where_outputs_are_close_only_the_best_is_written(qapp):
    network = Network(2, (Layer(60, "softmax"),))
    shares = np.full((1, 60), 0.01, np.float32)
    shares[0, 17] = 0.41
    scene = scene_of()
    passed = scene.forward._replace(activations=(scene.forward.activations[0], shares))
    layout = arrange((2, 60), 800, 500)
    (row,) = answers_of(Scene(network, scene.parameters[:1], passed), layout).rows
    assert (row.output, row.name, row.figures, row.y) == (
        17,
        "18",
        "41.0 %",
        layout.columns[1].y[17],
    )
    assert not answers_of(Scene(network, scene.parameters[:1]), layout).rows


def test_answers_outside_the_stage_are_left_out(qapp):
    layout = LAYOUT.zoomed(4, -4 * 700, -4 * float(LAYOUT.columns[-1].y[0]) + 250)
    assert [row.name for row in answers_of(scene_of(), layout).rows] == ["cat"]


def test_answers_ask_for_the_room_of_the_longest_name(qapp):
    font = QFont()
    short, long = output_bars_width(["a"], font), output_bars_width(["a", "a long name"], font)
    assert 100 < short < long
    wide = arrange((2, 3, 2), 800, 500, None, output_bars_width(NAMES, font))
    found = answers_of(scene_of(), wide)
    bold = QFont(font)
    bold.setPixelSize(round(found.size))
    bold.setBold(True)
    assert found.names == pytest.approx(QFontMetricsF(bold).horizontalAdvance("dog"), abs=6)


# Captions, labels, cautions.


def test_every_layer_has_its_own_caption(qapp):
    size, found = captions(LAYOUT, scene_of(), QFont())
    assert size == LAYOUT.lettering.title
    assert [caption[:2] for caption in found] == [
        ("input", "2"),
        ("hidden 1", "3 relu"),
        ("output", "2 softmax"),
    ]
    for caption, column in zip(found, LAYOUT.columns, strict=True):
        assert caption.left + caption.width / 2 == pytest.approx(column.x, abs=20)
    middle = found[1]
    assert middle.left + middle.width / 2 == pytest.approx(LAYOUT.columns[1].x)
    shown = (Shown("x"), Shown("z", np.zeros(3)), Shown(""))
    walking = captions(LAYOUT, scene_of(shown=shown), QFont())[1]
    assert [caption.details for caption in walking] == ["2: x", "3 relu: z", "2 softmax"]


def test_captions_grow_smaller_and_shorter_and_stay_in_the_window(qapp):
    network = Network(4, (*[Layer(4, "leaky relu")] * 9, Layer(2, "softmax")))
    scene = Scene(network, ())
    layout = arrange(network.sizes, 400, 300)
    size, found = captions(layout, scene, QFont())
    assert size == 10
    assert found[1].details.endswith("…")
    lefts = [caption.left for caption in found]
    assert lefts == sorted(set(lefts))
    assert all(caption.left >= 2 and caption.left + caption.width <= 398 for caption in found)
    far = layout.zoomed(6, -2000, 0)
    assert len(captions(far, scene, QFont())[1]) < len(found)


def picture_of(scene, layout=LAYOUT, mode="weights"):
    return EdgePainter(once=True).paint(layout, 1.0, scene.weights, DARK, mode=mode)


def test_every_edge_has_its_number_on_it(qapp):
    scene = scene_of()
    layout = arrange((2, 3, 2), 1100, 500)
    labels = edge_labels(layout, picture_of(scene, layout), DARK, QFont())
    assert len(labels) == 12
    said = {label.edge: (label.text, label.ink) for label in labels}
    assert said[0, 0, 1] == ("−2", BLUE)
    assert said[0, 1, 0] == ("2", ORANGE)
    assert said[1, 2, 1] == ("0.25", ORANGE)
    for (pair, source, target), _, room, *_ in labels:
        left, right = layout.columns[pair], layout.columns[pair + 1]
        share = (room.center().x() - left.x) / (right.x - left.x)
        assert 0.1 < share < 0.9
        y = left.y[source] + share * (right.y[target] - left.y[source])
        assert room.center().y() == pytest.approx(y)
        assert not any(room.intersects(other.room) for other in labels if other.room != room)


def test_labels_stand_at_the_first_place_that_is_free(qapp):
    layout = arrange((2, 3, 2), 1100, 500)
    close = replace(layout.columns[1], y=layout.columns[1].y[1] + np.array([-9.0, 0.0, 9.0]))
    layout = replace(layout, columns=(layout.columns[0], close, layout.columns[2]))
    found = edge_labels(layout, picture_of(scene_of(), layout), DARK, QFont())
    shares = []
    for (pair, *_), _, room, *_ in found:
        left, right = layout.columns[pair], layout.columns[pair + 1]
        shares.append(round((room.center().x() - left.x) / (right.x - left.x), 2))
    assert shares[:3] == [0.28, 0.5, 0.72]


def test_zero_is_labelled_as_a_weight_alone(qapp):
    scene = scene_of()
    scene.parameters[0].weights[0, 0] = 0
    layout = arrange((2, 3, 2), 1100, 500)
    for mode, count in (("weights", 12), ("change", 11)):
        picture = picture_of(scene, layout, mode)
        assert len(edge_labels(layout, picture, DARK, QFont())) == count


def test_weights_that_are_not_finite_are_told_over_their_edges(qapp):
    scene = scene_of()
    scene.parameters[1].weights[0] = np.nan
    (said,) = cautions(LAYOUT, scene, picture_of(scene), DARK)
    assert said.text == "2 of 6 weights\nare not finite"
    assert said.x == (LAYOUT.columns[1].x + LAYOUT.columns[2].x) / 2
    assert said.y == LAYOUT.stage.y + LAYOUT.stage.height / 2


# Marks.


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
    stage, (one, two, three) = LAYOUT.stage, LAYOUT.columns
    left, right = dimmed(LAYOUT, Light(1, 1))
    top, height = stage.y - 4, stage.height + 8
    assert left.getRect() == pytest.approx((one.x, top, two.x - one.x, height))
    assert right.getRect() == pytest.approx((two.x, top, three.x - two.x, height))
    assert dimmed(LAYOUT, Light(0, 2)) == []
    (only,) = dimmed(LAYOUT, Light(0, 1))
    assert only.left() == pytest.approx(two.x)
    (only,) = dimmed(LAYOUT, Light(1, 2))
    assert only.right() == pytest.approx(two.x)
    assert len(dimmed(LAYOUT, Light.on((0, 1, 2)))) == 2


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


def test_arrows_go_to_the_nearest_neuron_there_is():
    assert neighbour(LAYOUT, None, -1, 0) == (2, 0)
    assert neighbour(LAYOUT, (1, 1), 0, 1) == (1, 2)
    assert neighbour(LAYOUT, (1, 2), 0, 1) == (1, 2)
    assert neighbour(LAYOUT, (1, 0), 0, -1) == (1, 0)
    assert neighbour(LAYOUT, (1, 2), 1, 0) == (2, 1)
    assert neighbour(LAYOUT, (0, 0), -1, 0) == (0, 0)
    assert neighbour(LAYOUT, (2, 1), 1, 0) == (2, 1)


def test_boxes_hold_their_rims():
    box = Box(1, 2, 3, 4)
    assert box.contains(1, 2)
    assert box.contains(4, 6)
    assert not box.contains(4.1, 3)
    assert not box.contains(2, 1.9)
