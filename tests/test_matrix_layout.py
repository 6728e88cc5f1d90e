"""Where the walk's matrices stand, what belongs to a step, and how cells are written."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.walkthrough import Operand, Place
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import CAPTION, MARGIN, NUMBER_WIDTH, TITLE, Part, arrange
from gui.walk.matrix.marks import cell_of, operands, pair_at, pointed_marks, step_marks
from tests.walk_matrices import BATCH, SMALL, stage_of, walk_of

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
    assert said == ["The last row holds the biases.", "W¹: 2 of 4 numbers not finite."]
