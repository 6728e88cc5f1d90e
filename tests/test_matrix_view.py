"""The matrices of the walkthrough: where they stand, what they say, and what they answer."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from core.data.tasks import one_hot
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.snapshot import no_slots
from core.walkthrough import Operand, Place, Walkthrough
from gui import theme
from gui.colouring import Colouring
from gui.diagram.neurons import LEVELS, fills
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import CAPTION, MARGIN, NUMBER_WIDTH, TITLE, Part, arrange
from gui.walk.matrix.marks import cell_of, operands, pair_at, pointed_marks, step_marks
from gui.walk.matrix.paint import means
from gui.walk.matrix.view import MatrixView


def walk_of(sizes, examples=1, activation="tanh", output="softmax", loss="cross-entropy"):
    hidden = tuple(Layer(neurons, activation) for neurons in sizes[1:-1])
    network = Network(sizes[0], (*hidden, Layer(sizes[-1], output)), loss)
    random = np.random.default_rng(1)
    parameters = tuple(
        layer._replace(biases=random.normal(0, 0.1, layer.biases.shape).astype(np.float32))
        for layer in initialise(network, 3)
    )
    inputs = random.normal(0, 1, (examples, sizes[0])).astype(np.float32)
    targets = one_hot(random.integers(0, sizes[-1], examples), sizes[-1])
    chosen = Hyperparameters()
    slots = no_slots(parameters, chosen.optimizer)
    return Walkthrough(network, parameters, inputs, targets, chosen, slots)


def stage_of(walk, kind, layer):
    return next(stage for stage in walk.stages if stage[:2] == (kind, layer))


SMALL = walk_of((2, 3, 1), output="sigmoid")
BATCH = walk_of((6, 5, 4), examples=8)


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


# Where everything stands.

sides = st.integers(1, 1000)
operand_parts = st.builds(Part, st.floats(20, 50), sides, sides)
operator_parts = st.builds(Part, st.floats(4, 24), st.just(0), st.just(0))
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])


@st.composite
def equations(draw):
    """Up to four operands, an operator between any two."""
    parts = [draw(operand_parts)]
    for _ in range(draw(st.integers(0, 3))):
        parts += [draw(operator_parts), draw(operand_parts)]
    return parts


@given(equations(), st.integers(260, 1600), st.integers(120, 700), ratios)
def test_everything_is_inside_and_nothing_overlaps(parts, width, height, ratio):
    layout = arrange(parts, width, height, ratio)
    assert len(layout.slots) == len(parts)
    right = 0.0
    for slot in layout.slots:
        assert slot.x >= right - 1e-6
        right = slot.x + slot.width
        assert slot.y >= MARGIN - 1
        assert slot.y + slot.height <= layout.note.y + 1e-6
    assert right <= width
    slots = [slot for slot, part in zip(layout.slots, parts, strict=True) if part.rows]
    for slot, grid in zip(slots, layout.grids, strict=True):
        box = grid.box
        assert slot.x - 1 / ratio <= box.x
        assert box.x + box.width <= slot.x + slot.width + 1e-6
        assert box.y == pytest.approx(slot.y + TITLE)
        assert box.y + box.height == pytest.approx(slot.y + slot.height - CAPTION)


@given(equations(), st.integers(260, 1600), st.integers(120, 700), ratios)
@example([Part(20.0, 115, 10)], 260, 120, 2.0)
def test_matrices_and_their_texts_stay_readable(parts, width, height, ratio):
    layout = arrange(parts, width, height, ratio)
    for slot, part in zip(layout.slots, parts, strict=True):
        room = width - 2 * MARGIN - 2 * (len(parts) - 1)
        assert slot.width >= part.least * min(1, room / sum(one.least for one in parts)) - 1e-6
    for grid in layout.grids:
        assert grid.box.width >= min(12, 12 * width / 260)
        assert grid.box.height >= 12


@given(equations(), st.integers(260, 1600), st.integers(120, 700), ratios)
@example([Part(20.0, 115, 10)], 260, 120, 2.0)
def test_cells_are_whole_pixels(parts, width, height, ratio):
    for box, rows, columns in arrange(parts, width, height, ratio).grids:
        for length in box:
            assert length * ratio == pytest.approx(round(length * ratio), abs=1e-6)
        for length, cells in ((box.width, columns), (box.height, rows)):
            # A thin matrix would lose too much of its little width.
            if length * ratio >= 2 * cells and length * ratio // cells * cells / ratio >= 12:
                assert length * ratio / cells == pytest.approx(round(length * ratio / cells))


@given(equations(), st.data())
def test_the_cell_at_a_place_is_the_one_painted_there(parts, data):
    layout = arrange(parts, data.draw(st.integers(260, 1600)), data.draw(st.integers(120, 700)))
    number = data.draw(st.integers(0, len(layout.grids) - 1))
    grid = layout.grids[number]
    row = data.draw(st.integers(0, grid.rows - 1))
    column = data.draw(st.integers(0, grid.columns - 1))
    box = grid.cell(row, column)
    found = layout.cell_at(box.x + box.width / 2, box.y + box.height / 2)
    assert found == (number, row, column)
    assert layout.cell_at(1, 1) is None
    assert layout.cell_at(grid.box.x, grid.box.y - 1) is None


def test_a_small_networks_cells_are_all_alike_and_hold_numbers():
    parts = [Part(46, 1, 2), Part(8), Part(46, 2, 3), Part(12), Part(46, 1, 3), Part(12)]
    layout = arrange([*parts, Part(46, 1, 3)], 640, 240)
    assert len({(box.width / c, box.height / r) for box, r, c in layout.grids}) == 1
    assert layout.grids[0].box.width / 2 > NUMBER_WIDTH


def test_vectors_stay_thin_beside_tall_matrices():
    layout = arrange([Part(46, 1, 784), Part(8), Part(46, 784, 128)], 1200, 500)
    vector, matrix = (grid.box for grid in layout.grids)
    assert vector.height < 30
    assert matrix.height > 400


# What belongs to a step.


def cells(marks, number, strong):
    """Return the cells of all marks of an operand, as (row, column)."""
    return {
        (row, column)
        for mark in marks
        if mark.operand == number and mark.strong == strong
        for row in mark.rows
        for column in mark.columns
    }


def marks_of(walk, kind, layer, grain, unit=0, term=0):
    stage = stage_of(walk, kind, layer)
    place = Place(walk.stages.index(stage), unit, term)
    return step_marks(walk.equation(stage), stage, place, grain)


def test_at_grain_layer_nothing_is_marked():
    assert not marks_of(BATCH, "pre-activation", 1, "layer", 2, 3)


def test_at_grain_neuron_a_column_makes_an_entry():
    marks = marks_of(BATCH, "pre-activation", 1, "neuron", 2, 3)
    assert cells(marks, 0, True) == {(0, term) for term in range(6)}
    assert cells(marks, 1, True) == {(term, 2) for term in range(6)}
    assert cells(marks, 2, True) == cells(marks, 3, True) == {(0, 2)}


def test_at_grain_edge_the_crossing_stands_out():
    marks = marks_of(BATCH, "pre-activation", 1, "edge", 2, 3)
    assert cells(marks, 0, True) == {(0, 3)}
    assert cells(marks, 1, True) == {(3, 2)}
    assert cells(marks, 1, False) == {(3, unit) for unit in range(5)} | {
        (term, 2) for term in range(6)
    }
    assert cells(marks, 2, True) == set()  # the bias has its turn after the products
    assert cells(marks, 2, False) == {(0, 2)}
    assert cells(marks, 3, True) == {(0, 2)}


def test_the_last_term_of_a_sum_is_its_bias():
    marks = marks_of(BATCH, "pre-activation", 1, "edge", 2, 6)
    assert not cells(marks, 0, True) | cells(marks, 0, False) | cells(marks, 1, True)
    assert cells(marks, 1, False) == {(term, 2) for term in range(6)}
    assert cells(marks, 2, True) == cells(marks, 3, True) == {(0, 2)}


def test_a_weights_gradient_is_a_row_times_a_column():
    marks = marks_of(BATCH, "weight gradient", 1, "edge", 2, 3)
    assert cells(marks, 0, True) == {(3, example) for example in range(8)}
    assert cells(marks, 1, True) == {(example, 2) for example in range(8)}
    assert cells(marks, 2, True) == {(3, 2)}


def test_a_delta_is_multiplied_by_the_slope_after_the_sum():
    marks = marks_of(BATCH, "delta", 1, "edge", 2, 3)
    assert cells(marks, 0, True) == {(0, 3)}
    assert cells(marks, 1, True) == {(3, 2)}
    assert cells(marks, 2, False) == {(0, 2)}
    assert cells(marks, 3, True) == {(0, 2)}


def test_all_outputs_go_into_the_loss():
    assert not marks_of(BATCH, "loss", 2, "edge")
    stage = stage_of(BATCH, "loss", 2)
    assert pair_at(BATCH.equation(stage)[1], stage, 0, 2) is None


@pytest.mark.parametrize("walk", [SMALL, BATCH], ids=["small", "batch"])
@pytest.mark.parametrize("grain", ["layer", "neuron", "edge"])
def test_every_mark_lies_in_its_matrix(walk, grain):
    for index in range(walk.count(grain)):
        place = walk.place(grain, index)
        stage = walk.stages[place.stage]
        equation = walk.equation(stage)
        pointed = pointed_marks(equation, stage, (place.unit, place.term))
        for mark in [*step_marks(equation, stage, place, grain), *pointed]:
            rows, columns = operands(equation)[mark.operand].values.shape
            assert 0 <= mark.rows.start < mark.rows.stop <= rows
            assert 0 <= mark.columns.start < mark.columns.stop <= columns


def test_a_cell_and_its_pair_find_each_other():
    for stage in BATCH.stages:
        for operand in operands(BATCH.equation(stage)):
            for row, column in np.ndindex(operand.values.shape):
                pair = pair_at(operand, stage, row, column)
                if pair and None not in pair:
                    assert cell_of(operand, stage, pair) == (row, column)


# What they say.


def test_an_equation_is_written_with_its_brackets():
    def texts(walk, kind, layer):
        parts = matrix_text.written(walk.equation(stage_of(walk, kind, layer)))
        return " ".join(p if isinstance(p, str) else matrix_text.title(p) for p in parts)

    assert texts(BATCH, "pre-activation", 1) == "x · W¹ + b¹ = z¹"
    assert texts(BATCH, "pre-activation", 2) == "a¹ · W² + b² = z²"
    assert texts(BATCH, "activation", 1) == "f ( z¹ ) = a¹"
    assert texts(BATCH, "loss", 2) == "C ( a² , ŷ ) = Cⁿ"
    assert texts(BATCH, "weight gradient", 2) == "(a¹)ᵀ · δ² / 8 = ∂C/∂W²"
    assert texts(SMALL, "weight gradient", 1) == "xᵀ · δ¹ = ∂C/∂W¹"
    assert texts(BATCH, "bias gradient", 2) == "mean ( δ² ) = ∂C/∂b²"
    assert texts(BATCH, "delta", 1) == "( δ² · (W²)ᵀ ) ⊙ f′(z¹) = δ¹"
    assert texts(BATCH, "update", 1) == "θ¹ , g¹ → θ′¹"
    squared = walk_of((4, 3, 2), loss="mean squared error")
    assert texts(squared, "output delta", 2) == "J · ∂C/∂a² = δ²"


def test_an_equation_is_told_in_words():
    said = matrix_text.spoken(BATCH.equation(stage_of(BATCH, "pre-activation", 2)))
    assert said == (
        "a of layer 1, 1 by 5, times W of layer 2, 5 by 4, plus b of layer 2, 1 by 4,"
        " equals z of layer 2, 1 by 4."
    )
    for walk in (SMALL, BATCH):
        for stage in walk.stages:
            said = matrix_text.spoken(walk.equation(stage))
            assert not set(said) & set("·⊙→=")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.834, 2, "0.83"),
        (-0.834, 2, "−0.83"),
        (-1.23456, 4, "−1.2346"),
        (1.0, 2, "1"),
        (-3.0, 2, "−3"),
        (0.5, 0, "5e−1"),
        (0.0, 2, "0"),
        (-0.0, 2, "0"),
        (0.0003, 2, "3e−4"),
        (-12345.0, 2, "−1e4"),
        (np.nan, 2, "NaN"),
        (-np.inf, 2, "−∞"),
    ],
)
def test_figures(value, decimals, text):
    assert matrix_text.figure(value, decimals) == text


@given(st.floats(-1e5, 1e5), st.integers(0, 8))
def test_no_figure_calls_a_number_zero(value, decimals):
    text = matrix_text.figure(value, decimals)
    assert (not set(text) & set("123456789")) == (value == 0)
    brief = matrix_text.figure(value, decimals, brief=True)
    assert (brief == "0") == (value == 0)
    assert not brief.startswith(("0.", "−0."))


def test_scales_and_what_is_not_finite():
    values = np.array([[0.5, np.nan], [-0.834, np.inf]], np.float32)
    stage = stage_of(BATCH, "update", 1)

    def operand(values):
        return Operand("W", 1, values, ("term", "unit"))

    assert matrix_text.scale(operand(values)) == "± 0.83"
    assert matrix_text.scale(operand(np.zeros((2, 2)))) == "all 0"
    assert matrix_text.scale(operand(np.full((2, 2), np.nan))) == "not finite"
    assert matrix_text.scale(operand(np.full((2, 2), 1.23e-5))) == "± 1.2×10⁻⁵"
    said = matrix_text.remarks((operand(values),), stage)
    assert said == ["The last row holds the biases.", "W¹: 2 of 4 numbers are not finite."]


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
    assert "W¹: 1 of 19,200 numbers are not finite." in view.accessibleDescription()


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
