"""No letter of the walk is cut off: raised, lowered and tall ones have room in their label."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QLabel, QWidget

from core.network import Layer, Network
from core.notation.markup import Script, Words
from core.stages import KINDS
from gui.walk.formula_label import FormulaLabel
from tests.walks import said, walk_of

SCALES = (1, 1.25, 1.5, 2, 3)
SIZES = range(9, 25)  # pt
WALK = walk_of(Network(3, (Layer(3, "softmax"), Layer(2, "sigmoid"))), examples=2, l2=0.1)
TALL = {
    "transposed": Script("W", above="T"),
    "squared": Script("δ", above="2", below="j"),
    "prime": (Script("C", above="n"), " → ", Script("C", above="n′")),
    "low": Script("w", above="12", below="12,6"),
}


def inked_rows(label, scale):
    """Which rows of a label's picture have any ink, at a scale of the screen."""
    width, height = (round(side * scale) for side in label.size().toTuple())
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    label.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    alpha = np.frombuffer(picture.constBits(), np.uint8).reshape(height, width, 4)[..., 3]
    return alpha.any(axis=1)


def beheaded(lines, label=None, **how):
    """The (size, scale) at which these lines have ink in their label's first or last row."""
    label, found = label or FormulaLabel(), []
    for size in SIZES:
        font = label.font()
        font.setPointSize(size)
        label.setFont(font)
        if isinstance(label, FormulaLabel):
            label.show_lines(*lines, **how)
        label.resize(900, label.heightForWidth(900))
        for scale in SCALES:
            rows = inked_rows(label, scale)
            assert rows.any()
            if rows[0] or rows[-1]:
                found.append((size, scale))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_formula_of_a_stage_loses_its_head(qapp, kind):
    told = said(WALK, kind, "neuron")
    assert beheaded((*told.formula, *told.numbers)) == []


@pytest.mark.parametrize("name", TALL)
@pytest.mark.parametrize("bold", [False, True])
def test_high_and_low_letters_have_room(qapp, name, bold):
    assert beheaded((TALL[name],), bold=bold) == []
    assert beheaded((Words("Plain words, jÅ"),), bold=bold) == []


def test_room_grows_with_the_font(qapp):
    label = FormulaLabel()
    label.show_lines(TALL["squared"])
    rooms = []
    for size in (9, 24):
        font = label.font()
        font.setPointSize(size)
        label.setFont(font)
        label.resize(900, label.heightForWidth(900))
        rows = np.flatnonzero(inked_rows(label, 1))
        rooms.append(label.text())
        assert 0 < rows[0] < rows[-1] < label.height() - 1
    assert rooms[0] != rooms[1]


@pytest.mark.parametrize("width", [120, 300])
def test_height_is_that_of_the_newest_words_and_font(qapp, width):
    """It is kept for each width, as layouts ask for it many times."""
    label, font = FormulaLabel(), QLabel().font()
    for words, size in (("short", 9), ("longer words " * 20, 9), ("longer words " * 20, 24)):
        font.setPointSize(size)
        fresh = FormulaLabel()
        for one in (label, fresh):
            one.setFont(font)
            one.show_lines(Words(words))
        assert label.heightForWidth(width) == QLabel.heightForWidth(fresh, width)
        assert label.heightForWidth(width) == label.heightForWidth(width)
        assert label.heightForWidth(2 * width) == QLabel.heightForWidth(fresh, 2 * width)


def test_a_plain_label_of_qt_would_cut_them(qapp):
    plain = QLabel("<i>W</i><sup>T</sup>", textFormat=Qt.TextFormat.RichText, wordWrap=True)
    assert beheaded((), plain)
