"""The matrices of the walkthrough: where they stand, what they say, and what they answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from core.walkthrough import Place
from gui import theme
from gui.colouring import Colouring
from gui.diagram.neurons import LEVELS, fills
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.marks import operands
from gui.walk.matrix.paint import means
from gui.walk.matrix.view import MatrixView
from tests.walk_matrices import BATCH, SMALL, stage_of, walk_of


@pytest.fixture
def show(qtbot, qapp):
    theme.apply("dark")

    def make(walk, kind, layer, grain="layer", unit=0, term=0, size=(640, 240)):
        view = MatrixView(Colouring(qapp))
        qtbot.addWidget(view)
        view.resize(*size)
        stage = stage_of(walk, kind, layer)
        place = Place(walk.stages.index(stage), unit, term)
        view.show_equation(walk.equation(stage), place, grain, stage)
        view.show()
        return view

    yield make
    theme.apply("dark")


def centre(view, operand, row, column):
    box = view.drawn()[0].grids[operand].cell(row, column)
    return QPointF(box.x + box.width / 2, box.y + box.height / 2).toPoint()


def image(widget):
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels(painted):
    """Return the pixels of an image that the caller keeps, as bytes to compare."""
    return bytes(painted.constBits())


# The picture.


@given(st.integers(1, 60), st.integers(1, 60))
def test_rows_are_drawn_together_to_their_means(rows, count):
    values = np.random.default_rng(rows).normal(0, 1, (rows, 2))
    drawn = means(values, count)
    assert drawn.shape == (count, 2)
    if count <= rows:
        np.testing.assert_allclose(drawn.mean(axis=0), values.mean(axis=0), atol=1e-12)
        each = np.repeat(values, count, axis=0).reshape(count, rows, 2).mean(axis=1)
        np.testing.assert_allclose(drawn, each, atol=1e-12)
    else:
        assert (np.isin(drawn, values)).all()


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_cells_have_the_colours_of_their_numbers(name, ratio, show, monkeypatch):
    theme.apply(name)
    monkeypatch.setattr(MatrixView, "devicePixelRatioF", lambda self: ratio)
    view = show(BATCH, "weight gradient", 1, size=(300, 160))
    layout, picture, _ = view.drawn()
    painted = picture.toImage()
    table = fills(theme.current())
    for operand, grid in zip(operands(view.equation), layout.grids, strict=True):
        largest = np.abs(operand.values).max()
        for row, column in np.ndindex(operand.values.shape):
            box = grid.cell(row, column)
            share = round(float(operand.values[row, column] / largest) * LEVELS)
            # The corners, as no number stands there: nothing is blurred or shifted.
            for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
                left = (box.x + x * box.width) * ratio + (2.5 * ratio, -2.5 * ratio)[x]
                top = (box.y + y * box.height) * ratio + (2.5 * ratio, -2.5 * ratio)[y]
                found = painted.pixel(int(left), int(top)) & 0xFFFFFF
                assert found == table[share + LEVELS] & 0xFFFFFF


@pytest.mark.parametrize("size", [(260, 120), (400, 180), (1100, 300)])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_stage_can_be_shown(name, size, qtbot, qapp):
    theme.apply(name)
    view, walk = MatrixView(Colouring(qapp)), walk_of((784, 128, 10), 4, "relu")
    qtbot.addWidget(view)
    view.resize(*size)
    seen = set()
    for number, stage in enumerate(walk.stages):
        view.show_equation(walk.equation(stage), Place(number), "edge", stage)
        seen.add(pixels(image(view)))
    assert len(seen) == len(walk.stages)
    theme.apply("dark")


def test_the_picture_is_painted_once(show):
    view = show(BATCH, "pre-activation", 1, "edge")
    stage = stage_of(BATCH, "pre-activation", 1)
    before = image(view)
    picture = view.drawn()[1]
    for term in range(stage.terms):
        view.show_equation(BATCH.equation(stage), Place(1, 3, term), "edge", stage)
        image(view)
        assert view.drawn()[1] is picture
    assert image(view) != before


def test_new_numbers_size_theme_and_decimals_are_painted_anew(show):
    view = show(BATCH, "pre-activation", 1)
    seen = [pixels(image(view))]
    stage = stage_of(BATCH, "pre-activation", 1)
    other = walk_of((6, 5, 4), 8, "relu")
    for change in (
        lambda: view.show_equation(other.equation(stage), Place(1), "layer", stage),
        lambda: setattr(view, "decimals", 1),
        lambda: view.colouring.choose(palette="purple-green"),
        lambda: theme.apply("light"),
        lambda: view.resize(500, 240),
    ):
        change()
        seen.append(pixels(image(view)))
    assert len(set(seen)) >= len(seen) - 1  # decimals only where numbers have room
    assert view.decimals == 1


def test_decimals_are_seen_where_there_is_room(show):
    view = show(SMALL, "pre-activation", 2, size=(900, 240))
    before = image(view)
    view.decimals = 4
    assert image(view) != before


def test_cells_that_share_a_pixel_are_owned_up_to(show):
    walk = walk_of((300, 64, 4))
    view = show(walk, "pre-activation", 1, size=(400, 180))
    assert "W¹" in view.drawn()[2]
    view = show(BATCH, "pre-activation", 1)
    assert view.drawn()[2] == ""


def test_one_number_that_is_not_finite_is_seen_among_thousands(show):
    walk = walk_of((300, 64, 4))
    walk.parameters[0].weights[150, 30] = np.nan
    view = show(walk, "pre-activation", 1, size=(400, 180))
    painted = image(view)
    array = np.frombuffer(painted.constBits(), np.uint32).reshape(painted.height(), -1)
    box = view.drawn()[0].grids[1].box
    inside = array[int(box.y) : int(box.y + box.height), int(box.x) : int(box.x + box.width)]
    error = QColor(theme.DARK.error).rgb() & 0xFFFFFF
    assert 0 < np.count_nonzero((inside & 0xFFFFFF) == error) < 9
    assert "W¹: 1 of 19,200 numbers not finite." in view.accessibleDescription()


def test_before_anything_is_shown_it_says_what_will_be_here(qtbot, qapp):
    view = MatrixView(Colouring(qapp))
    qtbot.addWidget(view)
    view.resize(300, 120)
    assert view.objectName() == "matrixView"
    assert view.accessibleName()
    assert "appear here" in view.accessibleDescription()
    image(view)
    qtbot.mouseMove(view, QPoint(100, 60))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)


# Pointing.


def told(signal):
    """Return a list that grows with what `signal` says."""
    heard = []
    signal.connect(lambda *said: heard.append(said if len(said) > 1 else said[0]))
    return heard


def test_the_mouse_points_at_units_and_terms(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    heard = told(view.pointed)
    for operand, row, column in ((1, 3, 2), (0, 0, 4), (3, 0, 1)):
        qtbot.mouseMove(view, centre(view, operand, row, column))
    qtbot.mouseMove(view, QPoint(2, 2))
    assert heard == [(2, 3), (None, 4), (1, None), None]


def test_within_a_cell_it_is_told_once(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    heard, place = told(view.pointed), centre(view, 1, 3, 2)
    for offset in range(3):
        qtbot.mouseMove(view, place + QPoint(offset - 1, 0))
    assert heard == [(2, 3)]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert heard == [(2, 3), None]


def test_pointing_elsewhere_lights_up_here_and_says_nothing(show):
    view = show(BATCH, "pre-activation", 1)
    heard, seen = told(view.pointed), [image(view)]
    for pair in ((2, 3), (2, None), (None, 3), (None, None)):
        view.show_pointed(*pair)
        seen.append(image(view))
    assert seen[0] == seen[-1]
    assert len({pixels(picture) for picture in seen}) == 4
    assert not heard


def test_what_the_mouse_lights_up_may_come_back_without_end(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    heard = told(view.pointed)
    view.pointed.connect(lambda pair: view.show_pointed(*(pair or (None, None))))
    qtbot.mouseMove(view, centre(view, 1, 3, 2))
    qtbot.mouseMove(view, centre(view, 1, 3, 2) + QPoint(1, 0))
    assert heard == [(2, 3)]


def test_another_stage_ends_the_pointing(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    qtbot.mouseMove(view, centre(view, 1, 3, 2))
    heard, stage = told(view.pointed), stage_of(BATCH, "activation", 2)
    view.show_equation(BATCH.equation(stage), Place(4), "layer", stage)
    assert heard == [None]


def test_a_click_chooses(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    heard = told(view.chosen)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(view, 1, 5, 0))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(view, 2, 0, 4))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert heard == [(0, 5), (4, None)]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=centre(view, 1, 5, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=centre(view, 1, 0, 0))
    assert len(heard) == 2


def test_what_was_clicked_stays_pointed_at(show, qtbot):
    view = show(BATCH, "pre-activation", 1)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(view, 1, 5, 0))
    told_of = view.accessibleDescription()
    assert told_of.startswith("W¹, row 6, column 1")
    qtbot.mouseMove(view, centre(view, 1, 1, 1))
    qtbot.mouseMove(view, centre(view, 1, 3, 2))
    assert view.accessibleDescription() != told_of
    heard = told(view.pointed)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert heard == [(0, 5)]
    assert view.accessibleDescription() == told_of
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert heard[-1] is None


def test_the_input_belongs_to_no_unit(show, qtbot):
    view = show(BATCH, "input", 0)
    pointed, chosen = told(view.pointed), told(view.chosen)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre(view, 0, 0, 2))
    assert not pointed + chosen


def test_the_arrow_keys_walk_through_the_matrix(show, qtbot):
    view = show(BATCH, "pre-activation", 1, "edge", 2, 3)
    pointed, chosen = told(view.pointed), told(view.chosen)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert pointed == [(2, 3), (3, 3), (3, 2), (2, 2)]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == [(2, 2)]
    for _ in range(9):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert pointed[-1] == (0, 2)
    assert view.accessibleDescription().startswith("W¹, row 3, column 1: ")


def test_a_cell_tells_its_name_and_number(show):
    view = show(BATCH, "pre-activation", 1)
    place = centre(view, 1, 3, 2)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    value = f"{BATCH.parameters[0].weights[3, 2]:.6g}".replace("-", "−")
    assert QToolTip.text() == f"W¹, row 4, column 3: {value}"
    QToolTip.hideText()


def test_words_of_cells():
    def words(walk, kind, layer, number, row, column):
        stage = stage_of(walk, kind, layer)
        operand = operands(walk.equation(stage))[number]
        return matrix_text.cell(operand, stage, row, column).partition(":")[0]

    assert words(BATCH, "pre-activation", 2, 0, 0, 3) == "a¹, column 4"
    assert words(BATCH, "loss", 2, 2, 0, 0) == "Cⁿ"
    assert words(BATCH, "weight gradient", 1, 1, 7, 0) == "δ¹, example 8, column 1"
    assert words(BATCH, "weight gradient", 1, 0, 5, 7) == "xᵀ, row 6, example 8"
    assert words(BATCH, "update", 1, 0, 6, 1) == "θ¹, biases, column 2"
