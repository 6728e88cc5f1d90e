"""Digits on paper: found on every ground, one by one, and what is not of them taken away."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from core.digit_image import as_ink, normalise
from core.ink.find import find
from core.ink.found import DOUBTFUL, FRAME, LINES, SEVERAL, SPECKS, TABLE
from core.ink.lines import run_lengths

SIDE = 320
# Strokes of digits, in a box of 1 × 1.
THREE = [[(0.2, 0.1), (0.6, 0.0), (0.7, 0.25), (0.35, 0.48), (0.75, 0.7), (0.6, 1), (0.15, 0.9)]]
FOUR = [[(0.5, 0.0), (0.1, 0.65), (0.9, 0.65)], [(0.65, 0.35), (0.6, 1.0)]]
OPEN_FOUR = [[(0.2, 0.0), (0.1, 0.6), (0.68, 0.6)], [(0.75, 0.1), (0.75, 1.0)]]
FIVE = [
    [(0.2, 0.1), (0.2, 0.45), (0.7, 0.6), (0.6, 0.95), (0.1, 1.0)],
    [(0.35, -0.03), (0.8, -0.05)],
]
SEVEN = [[(0.1, 0.0), (0.8, 0.0), (0.3, 1.0)]]
ONE = [[(0.3, 0.2), (0.5, 0.0), (0.5, 1.0)], [(0.2, 1.0), (0.8, 1.0)]]
ZERO = [[(0.5, 0.0), (0.8, 0.3), (0.8, 0.7), (0.5, 1), (0.2, 0.7), (0.2, 0.3), (0.5, 0.0)]]
SQUARE_EIGHT = [[(0.2, 0.5), (0.2, 0), (0.8, 0), (0.8, 1), (0.2, 1), (0.2, 0.5), (0.8, 0.5)]]
DIGITS = {
    "1": ONE,
    "3": THREE,
    "4": FOUR,
    "open 4": OPEN_FOUR,
    "5": FIVE,
    "7": SEVEN,
    "0": ZERO,
    "8": SQUARE_EIGHT,
}


def paper(height: int = SIDE, width: int = SIDE) -> np.ndarray:
    return np.full((height, width), 255.0)


def draw(picture: np.ndarray, strokes, left=90.0, top=70.0, size=180.0, pen=14.0, ink=0.0) -> None:
    """Draw strokes with a round pen whose edge is soft."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]] + 0.5
    nearest = np.full(picture.shape, np.inf)
    reach = pen / 2 + 1
    for stroke in strokes:
        points = np.array(stroke) * size + [left, top]
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            place = tuple(
                slice(max(int(min(ends) - reach), 0), max(int(max(ends) + reach) + 1, 0))
                for ends in ((y0, y1), (x0, x1))
            )
            x, y, here = columns[place], rows[place], nearest[place]
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            along = np.clip(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length, 0, 1)
            away = np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))
            np.minimum(here, away, out=here)
    cover = np.clip(pen / 2 - nearest + 0.5, 0, 1)
    picture += cover * (ink - picture)


def rule(picture: np.ndarray, gap: int, level: float, squares: bool, lean: float = 0) -> None:
    height, width = picture.shape
    y, x = np.mgrid[:height, :width]
    for along, across in ((x, y), (-y, x))[: 1 + squares]:
        picture[(across - lean * along).astype(int) % gap < 2] = level


def box(picture: np.ndarray, inset: int, width: int, level: float = 0) -> None:
    inside = np.zeros(picture.shape, bool)
    inside[inset : -inset or None, inset : -inset or None] = True
    hole = ndimage.binary_erosion(inside, iterations=width)
    picture[inside & ~hole] = level


def speck(picture: np.ndarray, row: int, column: int, size: int = 5) -> None:
    picture[row : row + size, column : column + size] = 0


def on_table(picture: np.ndarray, turned: float) -> np.ndarray:
    wide = np.pad(picture, 70, constant_values=-1)
    turned_picture = ndimage.rotate(wide, turned, reshape=False, order=1, cval=-1)
    return np.where(turned_picture < 0, 55, turned_picture)


def digit(strokes=THREE, **how) -> np.ndarray:
    picture = paper()
    draw(picture, strokes, **how)
    return picture


def same(picture: np.ndarray, strokes=THREE, tolerance: float = 0.03, **how) -> None:
    """Check that one digit is found in `picture`, and is as it would be on clean paper."""
    found = find(picture)
    assert len(found.digits) == 1
    assert not found.doubtful
    (inputs,) = found.inputs
    clean = normalise(as_ink(digit(strokes, **how))).ravel()
    assert np.abs(inputs - clean).mean() < tolerance


@pytest.mark.parametrize("name", DIGITS)
@pytest.mark.parametrize("pen", [4, 14, 30])
@pytest.mark.parametrize(("tight", "light"), [(False, False), (True, False), (False, True)])
def test_a_digit_on_clean_paper_is_all_there_is(name, pen, tight, light):
    picture = digit(DIGITS[name], pen=pen)
    if tight and name != "8":  # that would be a frame around nothing
        rows, columns = np.flatnonzero((picture < 99).any(1)), np.flatnonzero((picture < 99).any(0))
        picture = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if light:
        picture = 255 - picture
    found = find(picture)
    assert (len(found.digits), found.taken, found.doubtful) == (1, [], False)
    np.testing.assert_allclose(found.inputs[0], normalise(as_ink(picture)).ravel(), atol=0.02)
    assert not found.away.any()


@pytest.mark.parametrize("name", ["0", "4", "5"])
@pytest.mark.parametrize(
    ("inset", "width", "taken"),
    [(0, 2, None), (0, 5, None), (0, 12, TABLE), (0, 30, TABLE), (10, 2, None), (20, 6, None)],
)
def test_frames_and_boxes_are_taken_away(name, inset, width, taken):
    picture = digit(DIGITS[name])
    box(picture, inset, width)
    same(picture, DIGITS[name])
    said = find(picture).taken
    assert said == [taken] if taken else len(said) == 1


def test_a_ring_around_the_digit_is_a_frame():
    picture = digit()
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    picture[abs(np.hypot(y, x) - 150) < 3] = 0
    same(picture)
    assert find(picture).taken == [FRAME]


@pytest.mark.parametrize("name", ["1", "4", "7"])
@pytest.mark.parametrize("squares", [False, True])
@pytest.mark.parametrize(("level", "lean"), [(0, 0), (150, 0.07), (205, -0.1)])
def test_ruled_and_squared_paper_is_taken_away(name, squares, level, lean):
    picture = paper()
    rule(picture, 37, level, squares, lean)
    draw(picture, DIGITS[name])
    same(picture, DIGITS[name])
    assert find(picture).taken == [LINES]


def test_a_stroke_along_a_line_stays():
    # The bar of the 4, all of it, is on a rule that was printed over it.
    picture = digit(FOUR)
    row = round(70 + 0.65 * 180)
    for place in range(row % 40, SIDE, 40):
        picture[place : place + 2] = 150
    same(picture, FOUR)


def test_one_line_under_the_digit_is_taken_away():
    picture = digit()
    picture[290:292] = 0
    same(picture)
    assert find(picture).taken == [LINES]


@pytest.mark.parametrize("turned", [0, 7, -12, 30])
@pytest.mark.parametrize("light", [False, True])
def test_a_sheet_on_a_table_is_looked_at_alone(turned, light):
    picture = on_table(digit(), turned)
    found = find(255 - picture if light else picture)
    assert (len(found.digits), found.taken, found.doubtful) == (1, [TABLE], False)
    clean = np.pad(digit(), 70, constant_values=255)
    clean = ndimage.rotate(clean, turned, reshape=False, order=1, cval=255)
    assert np.abs(found.inputs[0] - normalise(as_ink(clean)).ravel()).mean() < 0.03
    # What is away is the table, and not the sheet.
    assert found.away[3, 3]
    assert not found.away[picture.shape[0] // 2, picture.shape[1] // 2 + 60]


def test_a_table_that_is_seen_at_one_side_is_taken_away():
    picture = digit()
    picture[:, :40] = 55
    same(picture)
    assert find(picture).taken == [TABLE]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_specks_are_taken_away(size):
    picture = digit()
    for row, column in ((5, 9), (30, 280), (300, 150), (200, 310), (150, 60)):
        speck(picture, row, column, size)
    same(picture)
    found = find(picture)
    assert found.taken == [SPECKS]
    assert found.away[5, 9]


def test_a_lone_dot_is_not_a_speck():
    picture = paper()
    speck(picture, 100, 100)
    assert len(find(picture).digits) == 1


def test_all_at_once():
    picture = paper()
    rule(picture, 40, 180, True)
    draw(picture, THREE)
    speck(picture, 290, 20, 7)
    picture = on_table(picture, 5)
    found = find(picture)
    assert (len(found.digits), found.doubtful) == (1, False)
    assert found.taken == [TABLE, LINES, SPECKS]


@pytest.mark.parametrize("ground", ["clean", "squared", "boxed"])
def test_several_digits_are_read_from_left_to_right(ground):
    picture = paper(SIDE, 3 * SIDE)
    if ground == "squared":
        rule(picture, 40, 150, True)
    wanted = [SEVEN, THREE, ZERO]
    for index, strokes in enumerate(wanted):
        # Not all on one level.
        draw(picture, strokes, left=90 + index * SIDE, top=90 - 30 * (index % 2))
        if ground == "boxed":
            box(picture[:, index * SIDE : (index + 1) * SIDE], 15, 3)
    found = find(picture)
    assert len(found.digits) == 3
    for inputs, strokes in zip(found.inputs, wanted, strict=True):
        assert np.abs(inputs - normalise(as_ink(digit(strokes))).ravel()).mean() < 0.04
    assert [note.text for note in found.notes if note.text in (SEVERAL, DOUBTFUL)] == [SEVERAL]


def test_rows_are_read_one_after_the_other():
    picture = paper(2 * SIDE, 2 * SIDE)
    wanted = [THREE, FOUR, ZERO, SEVEN]
    for index, strokes in enumerate(wanted):
        draw(picture, strokes, left=90 + index % 2 * SIDE, top=70 + index // 2 * SIDE)
    found = find(picture)
    assert len(found.digits) == 4
    for inputs, strokes in zip(found.inputs, wanted, strict=True):
        assert np.abs(inputs - normalise(as_ink(digit(strokes))).ravel()).mean() < 0.04


def test_digits_that_touch_are_told_of():
    picture = paper(SIDE, 2 * SIDE)
    draw(picture, THREE, left=90)
    draw(picture, ZERO, left=245)
    draw(picture, [[(0, 0.5), (1, 0.5)]], left=220, top=120, size=75)
    assert DOUBTFUL in [note.text for note in find(picture).notes]


def test_what_belongs_to_no_digit_is_told_of():
    picture = digit(left=5)
    draw(picture, [[(0.0, 0.0), (0.3, 0.0)]], left=250, top=290)
    found = find(picture)
    assert len(found.digits) == 1
    assert found.doubtful
    assert found.away[290, 270]


@pytest.mark.parametrize("make", [lambda p: None, lambda p: box(p, 0, 3), lambda p: box(p, 0, 30)])
def test_paper_without_a_digit_has_none(make):
    picture = paper()
    make(picture)
    assert find(picture).digits == []


def test_an_empty_sheet_on_a_table_has_no_digit():
    assert find(on_table(paper(), 4)).digits == []


@settings(max_examples=30)
@given(
    arrays(
        np.uint8,
        st.tuples(st.integers(1, 90), st.integers(1, 90)),
        elements=st.sampled_from([0, 60, 250, 255]),
    )
)
def test_of_any_picture_every_ink_is_in_one_digit_or_away(picture):
    found = find(picture)
    assert found.away.shape == picture.shape
    for digit, inputs in zip(found.digits, found.inputs, strict=True):
        assert digit.shape == picture.shape
        assert digit.dtype == np.float32
        assert 0 <= digit.min() <= digit.max() <= 1
        assert inputs.any()
        assert not (digit[found.away] > 0.15).any()


@given(arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12))), st.sampled_from([0, 1]))
def test_run_lengths_are_those_counted_one_by_one(mask, axis):
    lengths = run_lengths(mask, axis)
    rows, counted = (mask, lengths) if axis else (mask.T, lengths.T)
    for row, line in zip(rows, counted, strict=True):
        text = "".join("x" if one else " " for one in row)
        for place, length in enumerate(line):
            before = len(text[:place]) - len(text[:place].rstrip("x")) if row[place] else 0
            after = len(text[place:]) - len(text[place:].lstrip("x"))
            assert length == before + after


def lit(seed: int, shade: float, grain: float) -> np.ndarray:
    """Return a sheet on which light falls from a corner, with grain."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE
    light = 220 - shade * np.hypot(x - random.random(), y - random.random())
    return np.clip(light + random.normal(0, grain, light.shape), 0, 255)


@pytest.mark.parametrize("shade", [0, 5, 120])
@pytest.mark.parametrize("grain", [0, 0.5, 4])
def test_a_sheet_without_ink_is_blank_whatever_its_light_and_grain(shade, grain):
    sheets = [lit(seed, shade, grain) for seed in range(4)]
    assert [len(find(sheet).digits) for sheet in sheets] == [0] * 4
    small = [sheet[::4, ::4] for sheet in sheets]
    assert [len(find(sheet).digits) for sheet in small] == [0] * 4


@pytest.mark.parametrize("shade", [0, 30, 120])
@pytest.mark.parametrize("turned", [0, 0.1, 0.2, -0.3, 0.6])
def test_a_sheet_without_ink_is_blank_however_it_lies_on_a_table(shade, turned):
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
    along = x * np.cos(turned) + y * np.sin(turned)
    across = y * np.cos(turned) - x * np.sin(turned)
    sheet = (np.abs(along) < 0.33) & (np.abs(across) < 0.38)
    light = np.where(sheet, 1.0, 0.27) * lit(1, shade, 1)
    found = find(light)
    assert (len(found.digits), found.taken) == (0, [TABLE])
    draw(light, FOUR, 120, 110, 100, 8, 40)
    assert len(find(light).digits) == 1


@pytest.mark.parametrize(("shade", "grain"), [(0, 6), (60, 3), (120, 1)])
def test_pale_ink_on_such_a_sheet_is_found(shade, grain):
    picture = lit(0, shade, grain)
    blank = picture.copy()
    draw(picture, FOUR, pen=5, ink=picture.min() - 45)
    assert len(find(picture).digits) == 1
    assert not find(blank).digits
