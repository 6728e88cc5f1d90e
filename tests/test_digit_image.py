"""What `normalise` and `as_ink` promise, over pictures of every size, place and polarity."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.digit_image import INK_SIDE, SIDE, as_ink, normalise

PICTURES = st.one_of(
    arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90))),
    arrays(
        np.float32,
        st.tuples(st.integers(1, 40), st.integers(1, 40)),
        elements=st.floats(0, 1000, width=32),
    ),
)


def seven(side: int, size: int, left: int, top: int, pen: float) -> np.ndarray:
    """A 7 in a black square: bar and slanted stem, `size` pixels high, drawn by a round pen."""
    y, x = np.mgrid[:side, :side] + 0.5
    corners = np.array([[0.1, 0.0], [0.7, 0.0], [0.3, 1.0]]) * size + [left, top]
    distance = np.full((side, side), np.inf)
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
        along = np.clip(along, 0, 1)
        from_line = np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))
        distance = np.minimum(distance, from_line)
    return (np.clip(pen / 2 - distance + 0.5, 0, 1) * 255).astype(np.uint8)


PAD = seven(280, 160, 60, 50, 16)


def extent(picture: np.ndarray) -> tuple[float, float]:
    """Height and width that hold the ink, the rim's pixels counted by how dark they are."""
    rows, columns = picture.max(axis=1), picture.max(axis=0)
    return float(rows.sum()), float(columns.sum())


@given(PICTURES)
def test_the_result_is_a_frame_from_0_to_1(picture):
    result = normalise(picture)
    assert result.shape == (SIDE, SIDE)
    assert result.dtype == np.float32
    assert np.isfinite(result).all()
    assert result.min() >= 0
    assert result.max() == (1 if picture.any() else 0)


@pytest.mark.parametrize("shape", [(280, 280), (28, 28), (1, 1), (0, 0), (5, 0)])
def test_an_empty_picture_gives_zeros(shape):
    assert not normalise(np.zeros(shape, np.uint8)).any()


@pytest.mark.parametrize("shape", [(), (4,), (4, 4, 3)])
def test_only_pictures_of_two_dimensions_are_taken(shape):
    for function in (normalise, as_ink):
        with pytest.raises(ValueError, match="two dimensions"):
            function(np.zeros(shape))


def test_negative_numbers_are_no_ink():
    picture = PAD.astype(np.float32) - 40
    assert normalise(picture).min() == 0
    assert not normalise(-PAD.astype(int)).any()


@given(st.integers(0, 279), st.integers(0, 279))
def test_a_single_dot_fills_the_middle(row, column):
    picture = np.zeros((280, 280), np.uint8)
    picture[row, column] = 9
    result = normalise(picture)
    expected = np.zeros((SIDE, SIDE))
    expected[1:-1, 1:-1] = 1
    np.testing.assert_allclose(result, expected, atol=1e-5)


@given(st.integers(-40, 60), st.integers(-30, 50))
def test_place_does_not_matter(right, down):
    moved = seven(280, 160, 60 + right, 50 + down, 16)
    np.testing.assert_allclose(normalise(moved), normalise(PAD), atol=0.02)


@given(st.floats(5, 25))
def test_size_hardly_matters_when_the_pen_grows_too(pen):
    scaled = seven(300, round(10 * pen), 30, 30, pen)
    assert np.abs(normalise(scaled) - normalise(PAD)).mean() < 0.02


def leaning(picture: np.ndarray, slant: float) -> np.ndarray:
    """Return `picture`, its rows shifted as in writing that leans: right at the top if above 0."""
    height, width = picture.shape
    shifts = slant * (height / 2 - np.arange(height))
    at = np.arange(width) - shifts[:, None]
    rows = zip(at, picture, strict=True)
    return np.stack([np.interp(row, np.arange(width), pixels) for row, pixels in rows])


def slant(picture: np.ndarray) -> float:
    """How far the ink goes to the right with each row upwards, on the average."""
    y, x = np.indices(picture.shape)
    y, x = y - np.average(y, weights=picture), x - np.average(x, weights=picture)
    return -float((picture * x * y).sum() / (picture * y * y).sum())


@given(st.floats(-0.7, 0.7))
def test_half_of_a_slant_is_taken_away(lean):
    zero = np.hypot((np.arange(280) - 140) / 50, (np.arange(280)[:, None] - 140) / 80)
    leans = leaning(255 * (np.abs(zero - 1) < 0.15), lean)
    assert slant(leans) == pytest.approx(lean, abs=0.01)
    assert slant(normalise(leans)) == pytest.approx(lean / 2, abs=0.03)


def test_what_lies_is_not_made_to_stand():
    """A bar that leans by more than half a right angle keeps most of its lean."""
    x, y = np.arange(280) - 140, np.arange(280)[:, None] - 140
    bar = (np.abs(y + x / 3) < 10) & (np.abs(x) < 100)
    # Half of 45 degrees is taken away, and no more.
    assert slant(normalise(bar)) == pytest.approx(slant(bar) - 0.5, abs=0.2)


@given(st.floats(1e-3, 1e6))
def test_contrast_does_not_matter(factor):
    np.testing.assert_allclose(normalise(PAD * factor), normalise(PAD), atol=1e-5)


@given(st.integers(4, 250), st.integers(4, 250))
def test_the_longer_side_takes_14_pixels_and_the_aspect_stays(height, width):
    picture = np.zeros((280, 280), np.uint8)
    picture[10 : 10 + height, 20 : 20 + width] = 255
    result = normalise(picture)
    longer = max(height, width)
    expected = np.array([height, width]) * INK_SIDE / longer
    # A side below one pixel is a faint line that the peak makes full.
    np.testing.assert_allclose(extent(result), np.maximum(expected, 1), atol=1)


@given(st.integers(0, 3), st.integers(70, 200), st.integers(30, 60))
def test_ink_is_centred_by_mass_but_stays_inside(quarter_turns, length, thickness):
    """A T has its mass near its bar: the frame's edge stops it on its way to the middle."""
    picture = np.zeros((280, 280), np.uint8)
    arm = (length * 2 // 3 - thickness) // 2
    picture[30 : 30 + length, 140 : 140 + thickness] = 255
    picture[30 : 30 + thickness, 140 - arm : 140 + thickness + arm] = 255
    result = normalise(np.rot90(picture, quarter_turns))
    mass = result.sum()
    for along in (result.sum(axis=1), result.sum(axis=0)):
        centred = abs(along @ (np.arange(SIDE) + 0.5) / mass - SIDE / 2) < 0.1
        assert centred or max(along[0], along[-1]) > 0.01
    assert mass == pytest.approx((picture > 0).sum() * (INK_SIDE / length) ** 2, rel=0.01)


def test_a_symmetric_digit_is_centred_exactly():
    picture = np.zeros((200, 200))
    picture[20:120, 37:60] = 1
    result = normalise(picture)
    np.testing.assert_allclose(result, result[::-1], atol=1e-5)
    np.testing.assert_allclose(result, result[:, ::-1], atol=1e-5)


def test_small_pictures_give_what_large_ones_give():
    blocks = PAD.reshape(28, 10, 28, 10).mean(axis=(1, 3))
    assert np.abs(normalise(blocks) - normalise(PAD)).mean() < 0.04


@given(
    paper=st.integers(0, 255),
    ink=st.integers(0, 255),
    slope=st.floats(-0.15, 0.15),
    grain=st.floats(0, 3),
    seed=st.integers(0, 99),
)
def test_ink_is_found_on_any_paper(paper, ink, slope, grain, seed):
    contrast = ink - paper
    if abs(contrast) < 80:
        ink = paper + (120 if paper < 128 else -120)
    strokes = PAD / 255
    picture = paper * (1 - strokes) + ink * strokes
    picture = picture + slope * np.arange(280)
    picture += np.random.default_rng(seed).normal(0, grain, picture.shape)
    found = normalise(as_ink(picture))
    assert np.abs(found - normalise(PAD)).mean() < 0.05


@given(st.integers(1, 5))
def test_large_pictures_shrink_and_stay_the_same_digit(times):
    large = np.kron(255 - PAD, np.ones((times, times), np.uint8))
    ink = as_ink(large)
    assert max(ink.shape) <= 560
    assert np.abs(normalise(ink) - normalise(PAD)).mean() < 0.03


@pytest.mark.parametrize("invert", [False, True])
def test_a_small_thin_digit_on_much_paper_is_found(invert):
    small = seven(500, 60, 300, 80, 3)
    picture = 255 - small if invert else small
    assert np.abs(normalise(as_ink(picture)) - normalise(small)).mean() < 0.02


@given(PICTURES)
def test_ink_is_from_0_to_1(picture):
    ink = as_ink(picture)
    assert ink.dtype == np.float32
    assert np.isfinite(ink).all()
    assert ink.min() >= 0
    assert ink.max() <= 1


@pytest.mark.parametrize("level", [0, 0.5, 200])
def test_blank_paper_has_no_ink(level):
    assert not as_ink(np.full((100, 80), level)).any()


def test_a_digit_that_touches_the_border_keeps_its_polarity():
    tight = PAD[40:225, 60:190]
    for picture in (tight, 255 - tight):
        assert np.abs(normalise(as_ink(picture)) - normalise(tight)).mean() < 0.03
