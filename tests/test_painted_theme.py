"""Themes and inks: absolute colours, and contrasts that can be read."""

import itertools

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QPalette

from gui import theme
from gui.colouring import PALETTES, themed
from gui.diagram import tone
from gui.theme import DARK, LIGHT

THEMES = pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)


def luminance(text):
    parts = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def hue(text):
    return QColor(text).hsvHue()


@THEMES
def test_colours_mean_what_they_say(now):
    assert 15 <= hue(now.positive) <= 40  # orange
    assert 200 <= hue(now.negative) <= 220  # blue
    assert 320 <= hue(now.train) <= 340  # rose
    assert 150 <= hue(now.test) <= 165  # green
    assert not 3 < hue(now.error) < 357  # red
    assert (luminance(now.window) < 0.1) == (now.name == "dark")


@THEMES
def test_words_can_be_read(now):
    for text, background in itertools.product(
        (now.text, now.muted), (now.window, now.surface, now.raised)
    ):
        assert contrast(text, background) >= 4.5
    assert contrast(now.on_accent, now.accent) >= 4.5


@THEMES
def test_every_part_of_the_window_has_its_colour(now, qapp):
    theme.apply(now.name)
    palette, role = qapp.palette(), QPalette.ColorRole
    for part, text in (
        (role.Window, now.window),
        (role.Base, now.surface),
        (role.Button, now.raised),
        (role.ToolTipBase, now.raised),
        (role.Mid, now.border),
        (role.WindowText, now.text),
        (role.ButtonText, now.text),
        (role.ToolTipText, now.text),
        (role.PlaceholderText, now.muted),
        (role.Highlight, now.accent),
        (role.HighlightedText, now.on_accent),
    ):
        assert palette.color(part).name() == text
    disabled = palette.color(QPalette.ColorGroup.Disabled, role.Text)
    assert disabled.name() == now.muted
    assert disabled.alphaF() == pytest.approx(0.6, abs=0.01)
    assert theme.current() is now
    theme.apply("dark")


def test_a_colour_has_the_opacity_it_is_given():
    assert theme.colour("#102030").getRgb() == (16, 32, 48, 255)
    assert theme.colour("#102030", 0.4).alphaF() == pytest.approx(0.4, abs=0.01)


def test_figures_have_one_width(qapp):
    font = theme.tabular(QFont())
    assert font.featureValue(QFont.Tag("tnum")) == 1


@pytest.mark.parametrize(
    ("now", "positive", "negative"),
    [(DARK, "#c78bfa", "#9bd14b"), (LIGHT, "#7b2fbe", "#457407")],
    ids=["dark", "light"],
)
def test_a_palette_changes_two_hues(now, positive, negative):
    assert themed(now, PALETTES[0]) is now
    other = themed(now, "purple-green")
    assert other is themed(now, "purple-green")
    assert (other.positive, other.negative) == (positive, negative)
    assert (other.text, other.train, other.window) == (now.text, now.train, now.window)


# Ink.


def test_the_power_of_the_curve_grows_with_what_crosses():
    assert tone.power(1) == pytest.approx(2.0)
    assert tone.power(10) == pytest.approx(3.4)
    assert tone.power(1000) == pytest.approx(6.2)
    assert tone.power(0) == 1.0
    assert tone.power(1e9) == 8.0


def test_exposure_is_thinner_the_more_ink_there_is():
    assert tone.exposure(0.01, 2.0, 1 / 3) == tone.FULL
    assert tone.exposure(100, 2.0, 1 / 3) == pytest.approx(0.35 / (100 / 3))  # evenly drawn
    assert tone.exposure(100, 2.0, 1 / 9) == pytest.approx(1.05 / (100 / 9), rel=0.06)
    assert tone.exposure(100, 2.0, 0.01) == pytest.approx(1.0)  # at most 1 of a pixel on average


def test_ink_is_of_one_sign_each():
    weights = np.array([[1.0, -0.5], [0.0, 4.0]], np.float32)
    positive, negative = tone.ink(weights, tone.Curve(2.0, 2.0, 3.0))
    np.testing.assert_allclose(positive, [[0.75, 0], [0, 3]], atol=1e-6)
    np.testing.assert_allclose(negative, [[0, 3 / 16], [0, 0]], atol=1e-6)


def test_strength_leaves_one_in_two_hundred_out():
    assert tone.strength(np.arange(1, 201, dtype=float)) == 199
    assert tone.strength(np.array([0.0, 0.5, 1.0])) == 1.0
    assert tone.strength(np.zeros(4)) == 0


def test_round_numbers():
    for value, expected in ((1.0, 1.0), (1.01, 1.25), (0.7, 0.8), (0.81, 1.0), (55, 63)):
        assert tone.nice(value) == expected


def test_a_steady_number_grows_at_once_and_shrinks_seldom():
    steady = tone.Steady()
    assert steady.follow(0.0) == 1.0
    assert [steady.follow(value) for value in (0.9, 1.1, 0.8, 0.76, 0.74)] == [
        1.0,
        1.25,
        1.25,
        1.25,
        0.8,
    ]


@THEMES
def test_one_sign_has_its_hue_and_both_are_grey(now):
    full, none = np.array([7.0]), np.array([0.0])
    for densities, text in (((full, none), now.positive), ((none, full), now.negative)):
        ((red, green, blue),), (opacity,) = tone.colours(*densities, now)
        assert abs(QColor.fromRgbF(red, green, blue).hsvHue() - hue(text)) <= 3
        assert opacity == pytest.approx(1 - np.exp(-7))
    (colour,), (opacity,) = tone.colours(full, full, now)
    assert np.ptp(colour) < 0.1
    assert opacity == pytest.approx(0.4, abs=0.001)
    faint = tone.colours(np.array([0.5]), none, now)[1][0]
    assert faint == pytest.approx(1 - np.exp(-0.5))


@pytest.mark.parametrize(
    ("now", "positive", "negative", "expected"),
    [
        # 1 − exp(−0.35 · 2) of 30 % towards white, or of 35 % towards black.
        (DARK, 2.0, 0.0, "#ffad5f"),
        (DARK, 0.0, 2.0, "#68b3ff"),
        (LIGHT, 2.0, 0.0, "#913e00"),
        (LIGHT, 0.0, 2.0, "#1256a4"),
        (DARK, 1.0, 1.0, "#78808f"),
        (LIGHT, 1.0, 1.0, "#808794"),
    ],
)
def test_colours_of_ink_are_these(now, positive, negative, expected):
    (found,), (opacity,) = tone.colours(np.array([positive]), np.array([negative]), now)
    assert QColor.fromRgbF(*found.tolist()).name() == expected
    pure = 1.0 if positive == 0 or negative == 0 else 0.4
    assert opacity == pytest.approx((1 - np.exp(-2)) * pure)


def test_ink_of_both_signs_lies_between_a_hue_and_grey():
    (found,), (opacity,) = tone.colours(np.array([3.0]), np.array([1.0]), LIGHT)
    purity = 0.5**0.75
    hue = tone.rgb(LIGHT.positive) * (1 - 0.35 * (1 - np.exp(-0.7)))
    grey = np.array([0.50, 0.53, 0.58])
    assert found == pytest.approx(grey + purity * (hue - grey))
    assert opacity == pytest.approx((1 - np.exp(-4)) * (0.4 + 0.6 * purity))


@THEMES
def test_densities_are_developed_into_their_pixels(now):
    table = tone.palette(now, now.window)
    density = np.array([[0, 0.25, 1.0, 3.0, 7.0, 50.0]], np.float32)
    none = np.zeros_like(density)
    for positive, negative in ((density, none), (none, density), (density, density)):
        found = tone.develop(positive.copy(), negative.copy(), table)[0]
        colour, opacity = tone.colours(np.minimum(positive, 7)[0], np.minimum(negative, 7)[0], now)
        share = opacity[:, None]
        expected = 255 * (colour * share + tone.rgb(now.window) * (1 - share))
        parts = np.stack([found >> 16 & 255, found >> 8 & 255, found & 255], -1)
        assert np.abs(parts - expected).max() < 2.5
    clear = tone.palette(now, None)[100, 0]
    solid = 7 * (100 / 223) ** 2
    assert clear >> 24 == pytest.approx(255 * (1 - np.exp(-solid)), abs=1)


def test_many_weights_are_judged_by_a_sample():
    few = np.array([[1.0, -2.0], [0.0, 4.0]])
    assert tone.sample(few).tolist() == [1, 2, 0, 4]
    many = -np.arange(20_000.0)
    found = tone.sample(many)
    assert len(found) == 8000
    assert (found == tone.sample(many)).all()
    assert found.min() >= 0
    assert found.mean() == pytest.approx(10_000, rel=0.03)
    assert len(tone.sample(np.zeros(8000))) == 8000


@THEMES
def test_a_palette_lies_over_its_background(now):
    table = tone.palette(now, now.window)
    assert table.shape == (tone.LEVELS, tone.LEVELS)
    assert table[0, 0] == 0xFF000000 | int(now.window[1:], 16)
    clear = tone.palette(now, None)
    assert clear[0, 0] == 0
    assert clear[-1, 0] >> 24 == 255
    assert abs(QColor(int(table[-1, 0]) & 0xFFFFFF).hsvHue() - hue(now.positive)) <= 3
    assert abs(QColor(int(table[0, -1]) & 0xFFFFFF).hsvHue() - hue(now.negative)) <= 3


def test_columns_flow_over_softly():
    row = np.array([[0xFF000000, 0xFF808080]], np.uint32)
    assert tone.widen(row, 1) is row
    shades = (tone.widen(row, 4) & 255).tolist()[0]
    assert shades == [0, 0, 0, 32, 96, 128, 128, 128]
    assert tone.rgb("#ff8000").tolist() == [1.0, 128 / 255, 0.0]


def test_words_take_of_the_texts_colour_what_they_need_to_be_read():
    assert tone.readable(DARK.positive, DARK) == DARK.positive  # read as it is
    for hue, now, expected in (
        ("#804000", DARK, "#a2774d"),
        ("#000080", DARK, "#7a7bba"),
        ("#ffc080", LIGHT, "#826850"),
        ("#14161b", DARK, "#7e8084"),
    ):
        found = tone.readable(hue, now)
        assert found == expected
        assert tone.contrast(found, now.window) >= tone.READABLE
    assert tone.ink_on("#808080", "#909090") == "#000000"
    assert tone.ink_on("#303030", "#404040") == "#ffffff"
    assert tone.ink_on("#000000", "#ff9f43") == "#ff9f43"
    assert tone.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tone.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
