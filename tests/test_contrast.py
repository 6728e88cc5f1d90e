"""What must be read or seen stands out from its ground: WCAG 2, AA, in both themes and palettes."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QToolButton, QWidget

from gui import theme
from gui.colouring import PALETTES, themed
from gui.panels.answer import Bar
from gui.panels.predictions import bar_colour
from gui.theme import DARK, LIGHT
from tests.test_painted_theme import contrast

READ, SEEN = 4.5, 3.0
LOOKS = [(now, palette) for now in (DARK, LIGHT) for palette in PALETTES]
NAMES = [f"{now.name} {palette}" for now, palette in LOOKS]
EVERY_LOOK = pytest.mark.parametrize(("now", "palette"), LOOKS, ids=NAMES)
THEMES = pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)
TEXTS = ("text", "muted", "accent", "positive", "negative", "train", "test", "error")


@pytest.fixture
def on(now, qtbot):
    """A function: a widget, shown in the theme on its window's ground -> its pixels as #rrggbb."""
    theme.apply(now.name)

    def paint(widget: QWidget) -> list[list[str]]:
        box = QWidget()
        qtbot.addWidget(box)
        widget.setParent(box)
        widget.move(6, 6)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.adjustSize()
        box.resize(widget.width() + 12, widget.height() + 12)
        box.show()
        image = box.grab().toImage()
        columns, rows = range(image.width()), range(image.height())
        return [[image.pixelColor(x, y).name() for x in columns] for y in rows]

    yield paint
    theme.apply("dark")


def lab(text: str) -> np.ndarray:
    """CIE L*a*b* of #rrggbb."""
    parts = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(to_xyz) @ linear / (0.9505, 1.0, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@EVERY_LOOK
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_every_text_can_be_read_on_every_ground(now, palette, ground):
    look = themed(now, palette)
    read = {name: contrast(getattr(look, name), getattr(look, ground)) for name in TEXTS}
    assert {name: found for name, found in read.items() if found < READ} == {}
    assert contrast(look.edge, getattr(look, ground)) >= SEEN
    assert contrast(look.on_accent, look.accent) >= READ


@EVERY_LOOK
def test_signs_sets_and_errors_are_never_taken_for_each_other(now, palette):
    look = themed(now, palette)
    hues = {name: lab(getattr(look, name)) for name in ("positive", "negative", "train", "test")}
    apart = {
        pair: float(np.linalg.norm(hues[pair[0]] - hues[pair[1]]))
        for pair in itertools.combinations(hues, 2)
    }
    assert {pair: far for pair, far in apart.items() if far < 28} == {}


@THEMES
@pytest.mark.parametrize("kind", [QSpinBox, QComboBox, QLineEdit, QCheckBox, QToolButton])
def test_the_line_around_a_field_is_seen(on, now, kind):
    widget = kind()
    if isinstance(widget, QToolButton):
        widget.setText("Undo stroke")
    pixels = on(widget)
    row = pixels[len(pixels) // 2]
    line = next(hue for hue in row if contrast(hue, now.window) >= SEEN)
    inside = now.raised if kind in (QComboBox, QToolButton) else now.surface
    assert contrast(line, now.window) >= SEEN
    assert contrast(line, inside) >= SEEN
    assert row.index(line) <= 10


@THEMES
def test_a_box_that_is_ticked_shows_a_tick(on, now):
    box, ticked = QCheckBox(), QCheckBox()
    ticked.setChecked(True)
    before, after = on(box), on(ticked)
    ink = [
        contrast(new, old)
        for old_row, new_row in zip(before, after, strict=True)
        for old, new in zip(old_row, new_row, strict=True)
        if new != old
    ]
    assert len(ink) >= 12
    assert max(ink) >= READ


@EVERY_LOOK
def test_bars_stand_out_from_their_track(now, palette):
    for shares, best, value in itertools.product((True, False), (True, False), (0.5, -0.5)):
        hue = bar_colour(Bar("", value, "", 0.0, 0.5, best), shares, themed(now, palette))
        assert hue.alphaF() == 1
        assert contrast(hue.name(), now.raised) >= SEEN


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.1)


def seen_as(text: str, kind: str) -> np.ndarray:
    """L*a*b* of #rrggbb as eyes see it that lack a kind of cone (Machado et al., 2009)."""
    seen = {
        "all": np.eye(3),
        "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
        "deutan": [[0.367, 0.861, -0.228], [0.28, 0.673, 0.047], [-0.012, 0.043, 0.969]],
        "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
    }[kind]
    parts = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    there = np.clip(np.array(seen) @ linear, 0, 1)
    back = np.where(there <= 0.0031308, 12.92 * there, 1.055 * there ** (1 / 2.4) - 0.055)
    return lab("#" + "".join(f"{round(255 * part):02x}" for part in back))


@EVERY_LOOK
def test_classes_are_told_apart_by_every_eye_and_mean_nothing_else(now, palette):
    look = themed(now, palette)
    assert len(look.classes) == len(look.class_grounds) == 8
    apart = {
        (one, other, kind): float(np.linalg.norm(seen_as(one, kind) - seen_as(other, kind)))
        for one, other in itertools.combinations(look.classes, 2)
        for kind in ("all", "protan", "deutan", "tritan")
    }
    assert {pair: far for pair, far in apart.items() if far < 13.5} == {}
    others = ("positive", "negative", "train", "test", "error")
    taken = {
        (one, name): float(np.linalg.norm(lab(one) - lab(getattr(look, name))))
        for one in look.classes
        for name in others
    }
    assert {pair: far for pair, far in taken.items() if far < 17} == {}


@THEMES
def test_points_are_seen_on_a_map(now):
    for fill, ground in zip(now.classes, now.class_grounds, strict=True):
        assert contrast(fill, ground) >= SEEN  # where it is answered rightly
        assert contrast(fill, now.surface) >= READ  # its outline, and where it is a word
        assert contrast(now.text, ground) >= SEEN  # the ring of what is wrong, lines
    grounds = list(now.class_grounds[:2])
    assert np.linalg.norm(lab(grounds[0]) - lab(grounds[1])) > 60


@EVERY_LOOK
def test_grounds_of_signs_are_apart_for_every_eye_and_of_the_signs_hue(now, palette):
    look = themed(now, palette)
    for kind in ("all", "protan", "deutan", "tritan"):
        far = seen_as(look.positive_ground, kind) - seen_as(look.negative_ground, kind)
        assert np.linalg.norm(far) > 35
    for sign in ("positive", "negative"):
        ground, hue = (QColor(getattr(look, name)) for name in (f"{sign}_ground", sign))
        assert abs(ground.hslHueF() - hue.hslHueF()) < 0.04
    assert look.positive_ground != now.positive_ground or palette == "orange-blue"
