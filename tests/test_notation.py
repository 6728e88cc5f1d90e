"""Formulas as trees: what they come to, and how they are written."""

import numpy as np
import pytest
import tensorflow as tf

from core.backend.tensors import OPERATIONS
from core.notation import markup
from core.notation.expressions import (
    Mean,
    Symbol,
    Total,
    cases,
    evaluate,
    exp,
    ln,
    log_of_one_plus_exp,
    magnitude,
    maximum,
    sign,
    sqrt,
    symbols_in,
    tanh,
)
from core.notation.latex import latex
from core.notation.writing import Style, Value, in_plain_text, is_single, write, write_term

X, Y = Symbol("x"), Symbol("y")
NUMBERS = {"x": np.array([[-2.0, 0.5, 3.0]]), "y": np.array([[1.5, 1.0, 0.25]])}
x, y = NUMBERS.values()

# A formula, how it is written, and what it is.
FORMULAS = [
    (X + Y - 2, "x + y − 2", x + y - 2),
    (X - (Y - 2), "x − (y − 2)", x - (y - 2)),
    (-(X + Y), "−(x + y)", -(x + y)),
    (-X * Y, "(−x)·y", -x * y),
    (X * -Y, "x·(−y)", x * -y),
    (2 * (X + Y), "2·(x + y)", 2 * (x + y)),
    ((X + Y) / Y, "(x + y)/y", (x + y) / y),
    (X / (2 * Y), "x/(2·y)", x / (2 * y)),
    (1 - X**2, "1 − x²", 1 - x**2),
    ((X - Y) ** 2, "(x − y)²", (x - y) ** 2),
    (Y**3, "y³", y**3),
    (exp(-X) - 1, "e^−x − 1", np.exp(-x) - 1),
    (ln(Y) * X, "ln y·x", np.log(y) * x),
    (ln(1 + Y), "ln(1 + y)", np.log(1 + y)),
    (log_of_one_plus_exp(X), "ln(1 + e^x)", np.log(1 + np.exp(x))),
    (sqrt(Y + 1), "√(y + 1)", np.sqrt(y + 1)),
    (tanh(X), "tanh(x)", np.tanh(x)),
    (sign(X - Y) / 2, "(sign(x − y))/2", np.sign(x - y) / 2),
    (magnitude(X - Y), "|x − y|", np.abs(x - y)),
    (maximum(0, X), "max(0, x)", np.maximum(0, x)),
    (cases((X, X > 0), otherwise=0), "x if x > 0, else 0", np.maximum(0, x)),
    (
        cases((1, X > 1), (-1, X < -1), otherwise=X),
        "1 if x > 1, −1 if x < −1, else x",
        np.clip(x, -1, 1),
    ),
    (2 * cases((1, X > 0), otherwise=Y), "2·(1 if x > 0, else y)", 2 * np.where(x > 0, 1, y)),
    (exp(X) / Total("j", exp(X)), "e^x/(Σⱼ e^xⱼ)", np.exp(x) / np.exp(x).sum()),
    (-Total("i", X * Y), "−Σᵢ xᵢ·yᵢ", [[-(x * y).sum()]]),
    (Total("i", X + Y), "Σᵢ (xᵢ + yᵢ)", [[(x + y).sum()]]),
    (Mean("i", (X - Y) ** 2), "1/m·Σᵢ (xᵢ − yᵢ)²", [[((x - y) ** 2).mean()]]),
]
each = pytest.mark.parametrize(
    ("formula", "written", "expected"), FORMULAS, ids=[row[1] for row in FORMULAS]
)


@each
def test_formula_is_written_and_computed(formula, written, expected):
    assert in_plain_text(formula) == written
    np.testing.assert_allclose(evaluate(formula, NUMBERS), expected, rtol=1e-14)


@each
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_tensorflow_and_numpy_compute_the_same_in_the_dtype_of_the_numbers(
    formula, written, expected, dtype
):
    numbers = {name: values.astype(dtype) for name, values in NUMBERS.items()}
    with tf.device("CPU"):
        tensors = {name: tf.constant(values) for name, values in numbers.items()}
        theirs = evaluate(formula, tensors, OPERATIONS)
    ours = evaluate(formula, numbers)
    assert ours.dtype == theirs.dtype.as_numpy_dtype == dtype
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)


def test_branch_that_is_not_taken_does_not_spoil_the_gradient():
    """Its own would be infinite, and 0·∞ is no number."""
    formula = cases((X, X > 0), otherwise=exp(X) - 1)
    with tf.device("CPU"), tf.GradientTape() as tape:
        numbers = tf.constant([1e4, -1.0])
        tape.watch(numbers)
        found = evaluate(formula, {"x": numbers}, OPERATIONS)
    np.testing.assert_allclose(tape.gradient(found, numbers), [1, np.exp(-1)], rtol=1e-6)
    np.testing.assert_allclose(evaluate(formula, {"x": numbers.numpy()}), found, rtol=1e-6)


def put(formula, x):
    symbols = {"x": x, "y": Value(1.0), "m": "1"}
    style = Style(lambda value: f"{value:.2f}".replace("-", "−"))
    return markup.text(write(formula, lambda name, index: symbols[name], style))


@pytest.mark.parametrize(
    ("formula", "x", "written"),
    [
        (X - Y, -0.5, "−0.50 − 1.00"),
        (Y - X, -0.5, "1.00 − (−0.50)"),
        (Y + X, -0.5, "1.00 + (−0.50)"),
        (2 * X, -0.5, "2·(−0.50)"),
        (X * Y, -0.5, "−0.50·1.00"),
        (Y + X * Y, -0.5, "1.00 + (−0.50·1.00)"),
        (X**2, -0.5, "(−0.50)²"),
        (X**2, 0.5, "0.50²"),
        (exp(-X), -0.5, "e^0.50"),
        (ln(X), 0.5, "ln 0.50"),
        (cases((2 * X, X > 0), otherwise=3 * X), 0.5, "2·0.50"),
        (cases((2 * X, X > 0), otherwise=3 * X), -0.5, "3·(−0.50)"),
        (Mean("i", X), 0.5, "Σᵢ 0.50"),
    ],
)
def test_numbers_are_put_in(formula, x, written):
    assert put(formula, Value(x)) == written


def test_constants_are_summed_and_keep_their_figures():
    assert put((1 - X) * Y, Value(0.9, exact=True)) == "0.1·1.00"
    assert put((1 - X**2) * Y, Value(0.9, exact=True)) == "(1 − 0.9²)·1.00"


def test_only_what_computes_nothing_is_single():
    choice = cases((X, X > 0), otherwise=2 * X)

    def at(number):
        return is_single(choice, lambda name, index: Value(number))

    assert at(1.0)
    assert not at(-1.0)
    assert not is_single(choice, lambda name, index: name)


def test_sum_is_a_term_in_parentheses():
    assert markup.text(write_term(X + Y, lambda name, index: name)) == "(x + y)"


def test_formula_is_written_in_latex():
    node = write(cases((1, X > 0), otherwise=exp(-X) / sqrt(Y)))
    assert latex(node) == r"1\text{ if }x > 0\text{, else }\frac{e^{-x}}{\sqrt{y}}"


def test_symbols_are_found_in_every_part():
    assert symbols_in(cases((X, Symbol("a") < 1), otherwise=Total("i", ln(-Y) ** 2 / 3))) == set(
        "xay"
    )


def test_unknown_symbol_and_part_are_errors():
    with pytest.raises(KeyError):
        evaluate(Symbol("w"), NUMBERS)
    with pytest.raises(TypeError, match="is not an expression"):
        evaluate("x", NUMBERS)
