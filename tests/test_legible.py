"""What is painted in the diagram can be read: contrast of every ink on its ground, and sizes."""

import itertools

import numpy as np
import pytest
from PySide6.QtGui import QFont

from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from gui.colouring import PALETTES, themed
from gui.diagram import neurons, tone
from gui.diagram.attention import Attention
from gui.diagram.captions import captions, cautions
from gui.diagram.edge_labels import edge_labels
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import Layout, Lettering, arrange
from gui.diagram.legend import fitting
from gui.diagram.marks import EdgeMark, Light, Mark, mark_hue
from gui.diagram.neurons import LEVELS, RINGS, number_sizes
from gui.diagram.output_bars import Answers, output_bars_width
from gui.diagram.pulses import Moment
from gui.diagram.scene import Scene
from gui.theme import DARK, LIGHT
from tests.test_painted_pulses import pulses_of

THEMES = [themed(*both) for both in itertools.product((DARK, LIGHT), PALETTES)]
NETWORK = Network(2, (Layer(2, "tanh"), Layer(2, "tanh"), Layer(2, "softmax")))
ALL_LIGHTS = [None, Light(1, 2), Light(0, 0), Light(3, 3), Light.on((1, 0, 1))]
DIAGRAM_ON_FHD = 1250, 640  # px: what the window leaves of 1920×1080, docks and bars beside it


def scene_of(network=NETWORK):
    parameters = initialise(network, 1)
    passed = forward(network, parameters, np.full((1, network.inputs), 0.5, np.float32))
    return Scene(network, parameters, passed, ("cat", "dog"))


def layout_of(width, height, sizes=NETWORK.sizes, em=12.0):
    return arrange(sizes, width, height, None, output_bars_width(("cat", "dog"), QFont()), em)


def painted(layout, theme, scene, mode="weights"):
    return EdgePainter(once=True).paint(layout, 1.0, scene.weights, theme, mode=mode)


def named(theme):
    return f"{theme.name} {theme.positive}"


@pytest.mark.parametrize("theme", THEMES, ids=named)
@pytest.mark.parametrize("dim", [False, True])
def test_numbers_are_read_on_every_fill_dimmed_or_not(theme, dim):
    for level in range(-LEVELS, LEVELS + 2):
        fill = int(neurons.fills(theme, dim=dim)[level + LEVELS]) & 0xFFFFFF
        assert tone.contrast(neurons.number_ink(level, theme, dim), f"#{fill:06x}") >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=named)
@pytest.mark.parametrize("light", ALL_LIGHTS)
def test_words_and_numbers_are_read_whatever_stands_out(theme, light, qapp):
    """All stand on grounds of the window's colour, which hide the edges under them."""
    scene, layout = scene_of(), layout_of(1100, 600)
    picture = painted(layout, theme, scene)
    labels = edge_labels(layout, picture, theme, QFont(), light)
    assert len(labels) == 12
    dim = light.dims(3, 2) if light else np.zeros(2, bool)
    answers = Answers.of(layout, scene, theme, QFont(), dim).rows
    broken = scene_of()
    broken.parameters[0].weights[0] = np.nan
    said = cautions(layout, broken, painted(layout, theme, broken), theme)
    assert len(said) == 1
    inks = [one.ink for one in (*labels, *answers, *said)]
    inks += [theme.text, theme.muted]  # captions, and the bias under a neuron
    inks += [tone.readable(hue, theme) for hue in (theme.positive, theme.negative)]  # the legend
    assert min(tone.contrast(ink, theme.window) for ink in inks) >= 4.5
    assert tone.contrast(theme.text, theme.raised) >= 4.5  # the card, and what a pulse carries


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_marks_are_seen(theme):
    rings = [neurons.ring_colour(ring / RINGS, theme).name() for ring in range(-RINGS, RINGS + 1)]
    marks = [Mark((0, 0), strong) for strong in (False, True)]
    marks += [EdgeMark((0, 0, 0), number) for number in (-1.0, 1.0)]
    hues = [mark_hue(mark, theme) for mark in marks]
    hues += Moment.of(layout_of(800, 500, (2, 3, 2)), pulses_of(), 0, theme).hues
    assert min(tone.contrast(one, theme.window) for one in (*rings, *hues)) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_a_readable_hue_is_the_hue_where_that_is_read(theme):
    for hue in (theme.positive, theme.negative):
        mixed = tone.readable(hue, theme)
        assert (mixed == hue) == (tone.contrast(hue, theme.window) >= 4.5)


def test_contrast_is_that_of_wcag():
    assert tone.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tone.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert tone.contrast("#d4620a", "#ffffff") == tone.contrast("#ffffff", "#d4620a")


# Sizes.


def sizes_of(layout: Layout):
    """How large everything is written: labels, values, biases, answers, captions, words."""
    scene = scene_of()
    labels = edge_labels(layout, painted(layout, DARK, scene), DARK, QFont())
    value, beside = number_sizes(layout, layout.columns[1].radius)
    return {
        "edges": min(label.size for label in labels),
        "values": value,
        "biases": beside,
        "answers": Answers.of(layout, scene, DARK, QFont()).size,
        "captions": captions(layout, scene, QFont())[0],
        "words": layout.lettering.text,
    }


def test_a_small_network_reads_from_the_back_row(qapp):
    sizes = sizes_of(layout_of(*DIAGRAM_ON_FHD))
    assert min(sizes[name] for name in ("edges", "values", "biases", "answers")) >= 24
    assert sizes["captions"] >= 18


def test_a_picture_twice_as_large_is_written_twice_as_large(qapp):
    small, large = layout_of(1920, 1080), layout_of(3840, 2160)
    assert sizes_of(small)["words"] == pytest.approx(12 * 1.8)
    for name, size in sizes_of(small).items():
        assert sizes_of(large)[name] == pytest.approx(2 * size, rel=0.01)
    for one, other in zip(small.columns, large.columns, strict=True):
        assert (other.x, other.radius) == pytest.approx((2 * one.x, 2 * one.radius), rel=0.01)
    for sizes in ((256, 64, 32, 10), (784, 100, 10), (2, 8, 8, 1)):
        one, other = (arrange(sizes, *size) for size in ((1920, 1080), (3840, 2160)))
        assert [end.is_strip for end in one.columns] == [end.is_strip for end in other.columns]
        assert other.lettering == pytest.approx([2 * size for size in one.lettering])


@pytest.mark.parametrize("sizes", [(2, 2, 2, 2), (256, 64, 32, 10), (2, *[8] * 9, 1)])
def test_nothing_is_smaller_than_the_font(sizes, qapp):
    for em, room in itertools.product((12, 16), [(600, 350), (1024, 600), (1280, 800)]):
        layout = layout_of(*room, sizes, em)
        assert layout.lettering.text >= min(em, 0.055 * room[1])
        assert layout.lettering.figures >= layout.lettering.text
        assert layout.lettering.title >= layout.lettering.text


def test_all_lengths_follow_the_font():
    one, other = (arrange((256, 64, 10), 1500, 600, (16, 16), 150, em) for em in (12, 24))
    assert other.lettering == Lettering(24, 24, 24)
    assert other.unit == 2 * one.unit == 2
    assert other.legend.height == 2 * one.legend.height == 124
    assert other.room.y == 2 * one.room.y == 84


def test_numbers_grow_with_the_zoom_and_captions_do_not(qapp):
    near, far = (layout_of(900, 560).zoomed(zoom, 0, 0) for zoom in (4, 1))
    assert near.lettering.figures == 2 * far.lettering.figures
    assert near.lettering[:2] == far.lettering[:2]
    assert near.answers == 2 * far.answers
    assert far.zoomed(40, 0, 0).lettering.figures == 2.5 * far.lettering.figures


def test_the_legend_never_shrinks_its_words(qapp):
    font = QFont()
    font.setPixelSize(13)
    text = fitting((("One sentence.", "Another one of many words."),), 190, 20, font, DARK)
    assert text.defaultFont().pixelSize() == 13
    assert text.toPlainText() == "One sentence. More: point here."


def test_an_edge_without_a_label_has_one_while_it_stands_out(qapp):
    network = Network(10, (Layer(12, "relu"), Layer(2, "softmax")))
    scene, layout = scene_of(network), layout_of(900, 600, network.sizes)
    picture = painted(layout, DARK, scene)
    assert not any(label.edge[0] == 0 for label in edge_labels(layout, picture, DARK, QFont()))
    said = Attention.of(scene, picture, layout, (0, 3, 4), None, None, None, DARK, QFont())
    (label,) = said.labels
    left, right = layout.columns[:2]
    share = (label.room.center().x() - left.x) / (right.x - left.x)
    assert 0.45 < share < 0.55
    y = left.y[3] + share * (right.y[4] - left.y[3])
    assert label.room.center().y() == pytest.approx(y, abs=0.01)
    assert label.room.height() > label.size
