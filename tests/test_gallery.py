"""The gallery: a picture of weights for each neuron of the first layer; a click selects it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor

from core.experiment import Experiment
from core.network import Layer, Network
from gui import theme
from gui.colouring import Colouring
from gui.diagram.neurons import LEVELS, fills
from gui.panels.gallery import Cells, Gallery, weight_pictures
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK, current

ROOM = QRectF(8, 8, 600, 160)


@pytest.mark.parametrize(
    ("total", "columns", "side"),
    [
        (1, 1, 160),  # as high as the room
        (4, 4, 600 / (4 * 1.12 - 0.12)),  # as wide as the room
        (64, 16, 600 / (16 * 1.12 - 0.12)),  # of four rows the widest
    ],
)
def test_pictures_are_as_large_as_there_is_room_for(total, columns, side):
    cells = Cells.of(total, (16, 16), ROOM)
    assert cells.height == pytest.approx(side, rel=0.02)
    assert cells.width == cells.height
    assert abs(cells.columns - columns) <= 1
    rooms = [cells.cell(index) for index in range(total)]
    assert all(ROOM.adjusted(-1, -1, 1, 1).contains(room) for room in rooms)
    pairs = [(one, other) for one in rooms for other in rooms if one is not other]
    assert not any(one.intersects(other) for one, other in pairs)


def test_a_place_belongs_to_the_picture_there_and_gaps_to_none():
    cells = Cells.of(6, (16, 8), ROOM)
    assert cells.width == cells.height / 2
    for index in range(6):
        assert cells.at(cells.cell(index).center()) == index
    gap = cells.cell(0).topRight() + QPoint(1, 1)
    assert cells.at(gap) is None
    assert cells.at(ROOM.topLeft() - QPoint(5, 5)) is None
    assert cells.at(cells.cell(5).center() + QPoint(0, 500)) is None


def test_pictures_have_the_colours_of_the_weights_on_one_scale():
    weights = np.array([[1, 0.5], [-1, 0], [0, 0], [0.5, np.nan]], np.float32)
    first, second = weight_pictures(weights, (2, 2), DARK)
    table = fills(DARK)
    shades = {1: 2 * LEVELS, -1: 0, 0: LEVELS, 0.5: LEVELS + round(LEVELS / 2)}
    at = [(0, 0), (1, 0), (0, 1), (1, 1)]  # x, y: row by row
    for image, values in ((first, (1, -1, 0, 0.5)), (second, (0.5, 0, 0))):
        for (x, y), value in zip(at, values, strict=False):
            assert image.pixel(x, y) == table[shades[value]], (x, y)
    assert second.pixel(1, 1) == table[-1]  # not finite


@pytest.fixture
def selection(session):
    return Selection(session, session)


@pytest.fixture
def gallery(qtbot, session, selection):
    shown = Gallery(session, selection, Colouring(session))
    qtbot.addWidget(shown)
    shown.resize(700, 180)
    shown.show()
    return shown


def test_a_click_selects_the_neuron_of_the_picture(qtbot, gallery, selection):
    at = gallery.cells.cell(7).center().toPoint()
    qtbot.mouseClick(gallery, Qt.MouseButton.LeftButton, pos=at)
    assert selection.neuron == (1, 7)
    assert gallery.accessibleDescription() == "hidden 1, neuron 8"
    qtbot.mouseClick(gallery, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert selection.neuron is None
    assert gallery.accessibleDescription() == gallery.legend


def test_arrow_keys_go_from_picture_to_picture(qtbot, gallery, selection):
    columns = gallery.cells.columns
    for key, there in (
        (Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0),
    ):  # fmt: skip
        qtbot.keyClick(gallery, key)
        assert selection.neuron == (1, there)
    qtbot.keyClick(gallery, Qt.Key.Key_Escape)
    assert selection.neuron is None


def test_the_legend_says_the_scale(gallery, session):
    largest = np.abs(session.snapshot.parameters[0].weights).max()
    low, high = (float(word.strip(".").replace("−", "-")) for word in gallery.legend.split()[-3::2])
    assert (-low, high) == pytest.approx((largest, largest), abs=0.01)


def test_only_a_selected_neuron_is_framed(gallery, selection):
    frame = gallery.cells.cell(3).adjusted(-1.5, -1.5, 1.5, 1.5)
    above = QPoint(round(frame.center().x()), round(frame.top()))
    plain = gallery.grab().toImage().pixelColor(above)
    selection.select((1, 3))
    framed = gallery.grab().toImage().pixelColor(above)
    assert framed != plain
    assert framed == QColor(current().accent)
    selection.select((2, 3))
    assert gallery.grab().toImage().pixelColor(above) == plain


def test_where_the_input_is_no_picture_there_are_no_pictures(qtbot):
    network = Network(2, (Layer(3, "tanh"), Layer(2, "softmax")))
    session = Session(Experiment(network=network, source=None))
    shown = Gallery(session, Selection(session, session), Colouring(session))
    qtbot.addWidget(shown)
    shown.show()
    assert shown.cells is None
    shown.grab()


def test_margins_grow_with_the_text(gallery):
    top, size = gallery.cells.top, gallery.minimumSizeHint()
    theme.set_text_size(200)
    grown, least = gallery.cells.top, gallery.minimumSizeHint()
    theme.set_text_size(100)
    assert least == 2 * size
    assert grown == 2 * top > 0
