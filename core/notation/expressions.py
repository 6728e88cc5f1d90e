"""Formulas as trees that can be computed, by NumPy or TensorFlow alike.

Trees are built with Python's own operators: `1 / (1 + exp(-Z))`. `core.notation.writing` puts them
into symbols or numbers.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct


class Expression(Struct, frozen=True):
    """A formula, or a part of one."""

    def __add__(self, other: "Operand") -> "Expression":
        return Sum((*_terms(self), *_terms(_expression(other))))

    def __radd__(self, other: "Operand") -> "Expression":
        return _expression(other) + self

    def __neg__(self) -> "Expression":
        return Negative(self)

    def __sub__(self, other: "Operand") -> "Expression":
        return Sum((*_terms(self), Negative(_expression(other))))

    def __rsub__(self, other: "Operand") -> "Expression":
        return _expression(other) - self

    def __mul__(self, other: "Operand") -> "Expression":
        return Product((*_factors(self), *_factors(_expression(other))))

    def __rmul__(self, other: "Operand") -> "Expression":
        return _expression(other) * self

    def __truediv__(self, other: "Operand") -> "Expression":
        return Quotient(self, _expression(other))

    def __rtruediv__(self, other: "Operand") -> "Expression":
        return _expression(other) / self

    def __pow__(self, other: "Operand") -> "Expression":
        return Power(self, _expression(other))

    def __gt__(self, other: "Operand") -> "Relation":
        return Relation(self, ">", _expression(other))

    def __lt__(self, other: "Operand") -> "Relation":
        return Relation(self, "<", _expression(other))


Operand: TypeAlias = Expression | float


class Number(Expression, frozen=True):
    """A constant of the formula."""

    value: float


class Symbol(Expression, frozen=True):
    """A quantity that has a letter: "z", "ŷ", "β₁"."""

    name: str


class Sum(Expression, frozen=True):
    """What is added up; a Negative term is taken away."""

    terms: tuple[Expression, ...]


class Negative(Expression, frozen=True):
    """Minus something."""

    inside: Expression


class Product(Expression, frozen=True):
    """What is multiplied, number by number."""

    factors: tuple[Expression, ...]


class Quotient(Expression, frozen=True):
    """A fraction."""

    top: Expression
    bottom: Expression


class Power(Expression, frozen=True):
    """A base with an exponent."""

    base: Expression
    exponent: Expression


class Apply(Expression, frozen=True):
    """A function, one of those in Operations, applied to its arguments."""

    name: str
    arguments: tuple[Expression, ...]


class Relation(Struct, frozen=True):
    """A condition: `sign` is ">" or "<"."""

    left: Expression
    sign: str
    right: Expression


class Cases(Expression, frozen=True):
    """The value of the first of one or two branches whose condition holds, or `otherwise`."""

    branches: tuple[tuple[Expression, Relation], ...]
    otherwise: Expression


class Total(Expression, frozen=True):
    """Σ over the neurons of a layer, counted by `index`; not inside of Cases."""

    index: str
    inside: Expression


class Mean(Expression, frozen=True):
    """A Total divided by how many are added, "m"."""

    index: str
    inside: Expression


# Quantities that the tables share; M is how many outputs there are.
Z, A, ALPHA, TARGET, M = map(Symbol, ("z", "a", "α", "ŷ", "m"))


def cases(*branches: tuple[Operand, Relation], otherwise: Operand) -> Cases:
    """Return `branches`, (value, condition) each, and the value where no condition holds."""
    found = tuple((_expression(value), condition) for value, condition in branches)
    return Cases(found, _expression(otherwise))


def exp(exponent: Operand) -> Expression:
    """Return e to the power of `exponent`."""
    return Apply("exp", (_expression(exponent),))


def ln(argument: Operand) -> Expression:
    """Return the natural logarithm of `argument`."""
    return Apply("ln", (_expression(argument),))


def sqrt(argument: Operand) -> Expression:
    """Return the square root of `argument`."""
    return Apply("sqrt", (_expression(argument),))


def tanh(argument: Operand) -> Expression:
    """Return the hyperbolic tangent of `argument`."""
    return Apply("tanh", (_expression(argument),))


def sign(argument: Operand) -> Expression:
    """Return −1, 0 or 1, the sign of `argument`."""
    return Apply("sign", (_expression(argument),))


def magnitude(argument: Operand) -> Expression:
    """Return |argument|."""
    return Apply("abs", (_expression(argument),))


def maximum(*arguments: Operand) -> Expression:
    """Return the larger of two."""
    return Apply("max", tuple(map(_expression, arguments)))


def log_of_one_plus_exp(exponent: Operand) -> Expression:
    """Return ln(1 + e^exponent), computed so that it never overflows."""
    return Apply("ln(1 + e)", (_expression(exponent),))


class Operations(NamedTuple):
    """What `evaluate` computes with, NumPy's or TensorFlow's.

    `number(value, like)` is a scalar in the dtype of the array `like`; `total` and `mean` are
    taken over the last axis, which stays; `functions` are those of Apply, by name.
    """

    number: Callable[[float, Any], Any]
    where: Callable[[Any, Any, Any], Any]
    total: Callable[[Any], Any]
    mean: Callable[[Any], Any]
    functions: Mapping[str, Callable[..., Any]]


NUMPY = Operations(
    number=lambda value, like: like.dtype.type(value),
    where=np.where,
    total=lambda values: values.sum(axis=-1, keepdims=True),
    mean=lambda values: values.mean(axis=-1, keepdims=True),
    functions={
        "exp": np.exp,
        "ln": np.log,
        "sqrt": np.sqrt,
        "tanh": np.tanh,
        "sign": np.sign,
        "abs": np.abs,
        "max": np.maximum,
        "ln(1 + e)": lambda exponent: np.logaddexp(exponent.dtype.type(0), exponent),
    },
)

# A branch that is not taken sees this instead of numbers it is not made for: its own may be
# infinite, and TensorFlow's gradient would be 0·∞, which is NaN.
_HARMLESS = 0.5


def evaluate(
    expression: Expression, values: Mapping[str, Any], operations: Operations = NUMPY
) -> Any:
    """Return what `expression` comes to where its symbols have `values`, arrays of one dtype.

    They are broadcast as usual; neurons are the last axis. KeyError: a symbol has no value.
    """

    def number(value: float) -> Any:
        return operations.number(value, next(iter(values.values())))

    def at(part: Expression) -> Any:
        match part:
            case Number(value):
                return number(value)
            case Symbol(name):
                return values[name]
            case Sum(terms):
                first, *others = terms
                whole = at(first)
                for term in others:
                    if isinstance(term, Negative):
                        whole = whole - at(term.inside)
                    else:
                        whole = whole + at(term)
                return whole
            case Negative(inside):
                return -at(inside)
            case Product(factors):
                first, *others = factors
                whole = at(first)
                for factor in others:
                    whole = whole * at(factor)
                return whole
            case Quotient(top, bottom):
                return at(top) / at(bottom)
            case Power(base, Number(2)):
                root = at(base)
                return root * root
            case Power(base, exponent):
                return at(base) ** at(exponent)
            case Apply(name, arguments):
                return operations.functions[name](*map(at, arguments))
            case Total(_, inside):
                return operations.total(at(inside))
            case Mean(_, inside):
                return operations.mean(at(inside))
            case Cases(branches, otherwise):
                return choose(list(branches), otherwise)
        raise TypeError(f"{part!r} is not an expression.")

    def choose(branches: list[tuple[Expression, Relation]], otherwise: Expression) -> Any:
        if not branches:
            return at(otherwise)
        (value, condition), *others = branches
        left, right = at(condition.left), at(condition.right)
        holds = left > right if condition.sign == ">" else left < right

        rest = Cases(tuple(others), otherwise) if others else otherwise
        harmless = number(_HARMLESS)

        def only_where(taken: Any, part: Expression) -> dict[str, Any]:
            found = symbols_in(part) | symbols_in(condition)
            return {name: operations.where(taken, values[name], harmless) for name in found}

        return operations.where(
            holds,
            evaluate(value, only_where(holds, value), operations),
            evaluate(rest, only_where(~holds, rest), operations),
        )

    return at(expression)


def symbols_in(expression: Expression | Relation) -> set[str]:
    """Return the names of all symbols in an expression."""
    match expression:
        case Symbol(name):
            return {name}
        case Cases(branches, otherwise):
            parts = [part for branch in branches for part in branch] + [otherwise]
        case Sum(parts) | Product(parts) | Apply(_, parts):
            pass
        case Negative(inside) | Total(_, inside) | Mean(_, inside):
            parts = [inside]
        case Quotient(left, right) | Power(left, right) | Relation(left, _, right):
            parts = [left, right]
        case _:
            return set()
    return set().union(*map(symbols_in, parts))


def _expression(operand: Operand) -> Expression:
    return operand if isinstance(operand, Expression) else Number(operand)


def _terms(expression: Expression) -> tuple[Expression, ...]:
    return expression.terms if isinstance(expression, Sum) else (expression,)


def _factors(expression: Expression) -> tuple[Expression, ...]:
    return expression.factors if isinstance(expression, Product) else (expression,)
