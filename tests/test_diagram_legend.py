"""The legend: its colours are those of the edges, its numbers those of the curve."""

import re

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont

from core.network import Layer, Network
from core.parameters import initialise
from gui.colouring import PALETTES, themed
from gui.diagram import legend, margins, tone
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.legend import Legend
from gui.diagram.legend_words import sentences
from gui.diagram.render import render
from gui.diagram.scene import Scene
from gui.theme import DARK, LIGHT
from gui.widgets import for_file

NETWORK = Network(40, (Layer(60, "relu"), Layer(30, "relu"), Layer(5, "softmax")))
DEEP = Network(4, (*[Layer(4, "relu")] * 9, Layer(2, "softmax")))


def painted(mode="weights", fixed=False, network=NETWORK):
    parameters = initialise(network, 0)
    scene = Scene(network, parameters)
    layout = arrange(network.sizes, 800, 500)
    picture = EdgePainter().paint(layout, 1.0, scene.weights, DARK, mode=mode, fixed=fixed)
    return scene, picture


def made(width=800, theme=DARK, selected=None, zoom=None, **options):
    """The legend of NETWORK, or another, in a window of `width`."""
    scene, picture = painted(**options)
    layout = arrange(scene.network.sizes, width, 500)
    if zoom:
        layout = layout.zoomed(*zoom)
    return Legend.of(scene, picture, layout, theme, selected), layout, picture


def plain(rich):
    return re.sub("<[^>]*>", "", rich)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_bar_has_the_colours_of_edges_of_these_weights(theme, qapp):
    bar = made()[0].bars[0]
    ramp = legend.ramp_of(bar, 201, theme)
    assert legend.ramp_of(made()[0].bars[0], 201, theme) is ramp
    palette = tone.palette(theme, theme.window)
    for share in (-1.0, -0.6, -0.2, 0.0, 0.4, 1.0):
        weights = np.array([[share * bar.curve.scale]], np.float32)
        densities = [max(bar.crossing, 1) * part for part in tone.ink(weights, bar.curve)]
        edge = int(tone.develop(*densities, palette)[0, 0])
        colour = ramp.pixel(round(100 * (1 + share)), 0)
        apart = [abs((edge >> shift & 255) - (colour >> shift & 255)) for shift in (0, 8, 16)]
        assert max(apart) <= 8


@pytest.mark.parametrize("width", [520, 800, 1900])
def test_every_pair_has_its_bar_below_its_edges(width):
    shown, layout, picture = made(width)
    assert [bar.curve for bar in shown.bars] == [pair.curve for pair in picture.pairs]
    for pair, bar in enumerate(shown.bars):
        left, right = layout.columns[pair].x, layout.columns[pair + 1].x
        assert left < bar.left < bar.left + bar.width < right
        assert bar.left + bar.width / 2 == pytest.approx((left + right) / 2)
        # As long as there is room beside its neighbours, and 104 px at most where letters have 12.
        unit = layout.unit
        assert bar.width == pytest.approx(min(104 * unit, right - left - 16 * unit))
        assert not bar.title
    assert "edges above it" in " ".join(shown.sentences)


def test_zoomed_the_bars_stay_with_the_edges_that_are_seen():
    shown, layout, picture = made(zoom=(6, -6 * 500, 0))
    seen = [
        pair
        for pair in range(3)
        if layout.columns[pair].x < 740 and layout.columns[pair + 1].x > 60
    ]
    assert 0 < len(seen) < 3
    assert [bar.curve for bar in shown.bars] == [picture.pairs[pair].curve for pair in seen]
    assert all(0 < bar.left < bar.left + bar.width < 800 for bar in shown.bars)


def test_where_columns_stand_close_there_is_the_bar_of_the_selected_pair():
    for selected, pair, title in (
        (None, 0, "input → hidden 1"),
        ((0, 3), 0, "input → hidden 1"),
        ((2, 0), 1, "hidden 1 → hidden 2"),
        ((10, 1), 9, "hidden 9 → output"),
    ):
        shown, _, picture = made(400, network=DEEP, selected=selected)
        assert [bar.title for bar in shown.bars] == [title]
        assert shown.bars[0].curve is picture.pairs[pair].curve
        assert "has its own scale" in " ".join(shown.sentences)
    assert len(made(1900, network=DEEP)[0].bars) == 10


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("palette", PALETTES)
def test_the_first_sentence_names_the_hues(palette, theme):
    theme = themed(theme, palette)
    first = made(theme=theme)[0].sentences[0]
    positive, negative = palette.split("-")
    assert plain(first) == f"{positive.capitalize()}: positive weight; {negative}: negative."
    inks = [tone.readable(hue, theme) for hue in (theme.positive, theme.negative)]
    assert first.index(inks[0]) < first.index(inks[1])


def test_all_that_is_said_names_the_pair_it_is_said_of():
    scene, picture = painted()
    said = sentences(scene, picture)
    for name, pair in zip(
        ("input → hidden 1", "hidden 1 → hidden 2", "hidden 2 → output"),
        picture.pairs,
        strict=True,
    ):
        (line,) = [line for line in said if line.startswith(name)]
        assert f"full at |w| = {pair.curve.scale:g} " in line
        assert f"|w|^{pair.curve.power:.2g}" in line


def test_what_does_not_fit_is_left_out_by_whole_sentences(qapp):
    said = ("The first sentence.", "The second sentence.", "The third sentence.")
    whole = legend.fitting((said, ()), 900, 40, QFont(), DARK).toPlainText()
    assert whole == " ".join(said)
    brief = "First.", "Second.", "Third."
    text = legend.fitting((said, brief), 260, 20, QFont(), DARK).toPlainText()
    assert text == " ".join(brief)
    text = legend.fitting((said, said), 260, 20, QFont(), DARK).toPlainText()
    assert text == f"{said[0]} More: point here."


def test_nobody_is_asked_to_point_at_a_file(qapp):
    scene, picture = painted(network=DEEP)
    layout = arrange(DEEP.sizes, 200, 500)
    for pointable in (True, False):
        found = Legend.of(scene, picture, layout, DARK, None, pointable)
        for way in (found.sentences, found.brief):
            assert "has its own scale" in " ".join(way)
            assert ("point" in " ".join(way)) == pointable
    text = legend.fitting((("First.", "Second."),), 60, 20, QFont(), DARK, pointable=False)
    assert text.toPlainText() == "First. …"


def test_a_diagram_knows_when_it_is_painted_for_a_file(session_of, show, monkeypatch):
    told = []
    monkeypatch.setattr(margins, "paint_legend", lambda *given: told.append(given[2].pointable))
    session = session_of(3, 2)
    diagram = show(session)
    with for_file(diagram):
        diagram.grab()
    diagram.grab()
    assert told[-2:] == [False, True]
    render(session.experiment.network, session.snapshot.parameters, (300, 200))
    assert told[-1] is False


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        ("weights", "stronger"),
        ("gradient", "stronger"),
        ("change", "stronger"),
        ("update", "stronger"),
        ("difference", "larger"),
    ],
)
def test_few_words_say_what_many_say(mode, word):
    found = made(mode=mode)[0]
    assert f"Denser: {word}." in found.brief
    assert word in " ".join(found.sentences).lower()


@pytest.mark.parametrize("mode", ["weights", "gradient", "update"])
def test_a_legend_of_many_layers_says_all_where_it_is_narrow(mode):
    """As of a network of ten layers, in the least room that the diagram has in a small window."""
    shown, layout, _ = made(520, mode=mode, network=DEEP)
    font = QFont()
    font.setPixelSize(11)
    ways = shown.sentences, shown.brief
    text = legend.fitting(ways, layout.legend.width, 48, font, DARK).toPlainText()
    whole, brief = (plain(" ".join(way)) for way in ways)
    assert text == (whole if mode == "weights" else brief)
    assert len(brief) < len(whole)


def test_the_words_say_what_is_coloured():
    assert "|w|" in " ".join(sentences(*painted()))
    for mode, symbol, meaning, noun in (
        ("change", "Δw", "since the start", "change"),
        ("update", "Δw", "in the last snapshot", "change"),
        ("gradient", "∂C/∂w", "gradient of the loss C of the current example", "gradient"),
    ):
        all_said = " ".join(sentences(*painted(mode)))
        assert f"|{symbol}|" in all_said
        assert "|w|" not in all_said
        shown = [plain(said) for said in made(mode=mode)[0].sentences]
        assert f"positive {noun}" in shown[0]
        assert any(f"{symbol}: " in said and meaning in said for said in shown)


def test_a_fixed_scale_is_said_to_be_fixed():
    for fixed in (False, True):
        assert ("fixed" in " ".join(sentences(*painted(fixed=fixed)))) is fixed
        assert ("fixed" in " ".join(made(fixed=fixed)[0].sentences)) is fixed


def test_where_no_edges_could_be_painted_it_says_so_without_a_bar():
    scene, picture = painted()
    failed = replace(picture, pairs=tuple(replace(pair, failed=True) for pair in picture.pairs))
    found = Legend.of(scene, failed, arrange(scene.network.sizes, 800, 500), DARK)
    assert not found.bars
    *remarks, meanings = found.sentences
    assert [said for said in remarks if "could not be painted" in said] == remarks
    assert len(remarks) == len(picture.pairs)
    assert "ring: bias" in meanings
