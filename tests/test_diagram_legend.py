"""The legend: its colours are those of the edges, its numbers those of the curve."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from core.experiment import Layer, Network
from core.parameters import initialise
from gui.diagram import legend, tone
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.legend import Legend, sentences
from gui.diagram.scene import Scene
from gui.theme import DARK, LIGHT

NETWORK = Network(40, (Layer(60, "relu"), Layer(30, "relu"), Layer(5, "softmax")))


def painted(mode="weights", fixed=False, network=NETWORK):
    parameters = initialise(network, 0)
    scene = Scene(network, parameters)
    layout = arrange(network.sizes, 800, 500)
    picture = EdgePainter().paint(layout, 1.0, scene.weights, DARK, mode=mode, fixed=fixed)
    return scene, picture


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_bar_has_the_colours_of_edges_of_these_weights(theme, qapp):
    scene, picture = painted()
    bar = Legend.of(scene, picture, 2000).bars[0]
    ramp = legend._ramp(bar, 201, theme)
    palette = tone.palette(theme, theme.window)
    for share in (-1.0, -0.6, -0.2, 0.0, 0.4, 1.0):
        weights = np.array([[share * bar.curve.scale]], np.float32)
        densities = [max(bar.crossing, 1) * part for part in tone.ink(weights, bar.curve)]
        edge = int(tone.develop(*densities, palette)[0, 0])
        colour = ramp.pixel(round(100 * (1 + share)), 0)
        apart = [abs((edge >> shift & 255) - (colour >> shift & 255)) for shift in (0, 8, 16)]
        assert max(apart) <= 8


def test_every_pair_has_a_bar_where_there_is_room_else_the_selected_one():
    scene, picture = painted()
    assert [bar.title for bar in Legend.of(scene, picture, 2000).bars] == [
        "input → hidden 1",
        "hidden 1 → hidden 2",
        "hidden 2 → output",
    ]
    for selected, title in (
        (None, "input → hidden 1"),
        ((0, 3), "input → hidden 1"),
        ((2, 0), "hidden 1 → hidden 2"),
        ((3, 1), "hidden 2 → output"),
    ):
        bars = Legend.of(scene, picture, 500, selected).bars
        assert [bar.title for bar in bars] == [title]


def test_the_bars_end_at_the_scale_that_the_words_say():
    scene, picture = painted()
    made = Legend.of(scene, picture, 2000)
    for bar, pair in zip(made.bars, picture.pairs, strict=True):
        assert bar.curve is pair.curve
        assert f"{pair.curve.scale:g}" in made.sentences[0]


def test_what_does_not_fit_is_left_out_by_whole_sentences(qapp):
    said = ("The first sentence.", "The second sentence.", "The third sentence.")
    flags, font = int(Qt.TextFlag.TextWordWrap), QFont()
    assert legend._fitting(said, QRectF(0, 0, 900, 40), flags, font)[0] == " ".join(said)
    text, _ = legend._fitting(said, QRectF(0, 0, 130, 24), flags, font)
    assert text.startswith(said[0])
    assert text.endswith("…")
    assert said[2] not in text


def test_the_words_say_what_is_coloured():
    assert "|w|" in sentences(*painted())[0]
    start = " ".join(sentences(*painted("change")))
    assert "since the start" in start
    assert "|Δw|" in start
    assert "in the last snapshot" in " ".join(sentences(*painted("update")))
    assert "fixed" not in start
    assert "fixed" in " ".join(sentences(*painted(fixed=True)))
