"""How single numbers of the walk are written: signs, figures, what is all but zero."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notation import markup
from gui.walk.words.numbers import exact, number
from tests.arithmetic import RAISED, Range, value_of
from tests.walks import SMALL, numbers, walk_of


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(0, 8),
)
def test_number_is_the_value_rounded(value, decimals):
    written = markup.text(number(value, decimals))
    mantissa, _, exponent = written.partition("×10")
    assert re.fullmatch(r"−?\d{1,9}(\.\d+)?", mantissa)
    half = 0.5 * 10.0 ** ((int(exponent.translate(RAISED)) if exponent else 0) - decimals)
    assert value_of(written).meets(Range(value - half, value + half))
    assert written.startswith("−") == (value < 0)
    assert bool(set(mantissa) & set("123456789")) == (value != 0)
    if value != int(value) or exponent:
        assert len(mantissa.partition(".")[2]) == decimals


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.0, 3, "0"),
        (-0.0, 3, "0"),
        (-0.31, 2, "−0.31"),
        (1.0, 4, "1"),
        (0.9999, 2, "1.00"),
        (-0.0004, 2, "−4.00×10⁻⁴"),
        (0.6, 0, "1"),
        (12345678.5, 1, "12345678.5"),
        (123456789.0, 2, "1.23×10⁸"),
        (float("nan"), 2, "not a number"),
        (float("-inf"), 2, "−∞"),
    ],
)
def test_numbers(value, decimals, written):
    assert markup.text(number(value, decimals)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.001, "0.001"), (1e-7, "10⁻⁷"), (2.5e-6, "2.5×10⁻⁶"), (1 - 0.999, "0.001"), (-3, "−3")],
)
def test_hyperparameters_keep_their_figures(value, written):
    assert markup.text(exact(value)) == written


@pytest.mark.parametrize("decimals", range(9))
def test_decimals_are_respected(decimals):
    for kind in ("pre-activation", "weight gradient", "delta"):
        line = numbers(walk_of(SMALL, seed=4), kind, "neuron", decimals=decimals)[0]
        written = re.findall(r"\d+\.(\d+)", line)
        assert set(map(len, written)) == ({decimals} if decimals else set())
