"""Formulas put into symbols, or with their numbers put in: from a tree to what `markup` writes."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct

from core.notation.expressions import (
    Apply,
    Cases,
    Expression,
    Mean,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Total,
    evaluate,
    symbols_in,
)
from core.notation.markup import Function, Node, Over, Root, Script, fill, join, text
from core.notation.symbols import call, exponential, total


class Value(Struct, frozen=True):
    """A number in a symbol's place; an `exact` one is known to all its figures, as rates are."""

    number: float
    exact: bool = False


# What stands for the symbol of this name, counted by an index inside of a sum, else by "".
Symbols: TypeAlias = Callable[[str, str], Node | Value]


def plain(value: float) -> Node:
    """Return a constant with all its figures."""
    return f"{value:.6g}".replace("-", "−")


class Style(NamedTuple):
    """How numbers are written, those that are rounded and exact ones, and how a choice is told."""

    rounded: Callable[[float], Node] = plain
    exact: Callable[[float], Node] = plain
    one_case: str = "{first} if {condition}, else {otherwise}"
    two_cases: str = "{first} if {condition}, {second} if {condition2}, else {otherwise}"


PLAIN = Style()

# How tightly a part holds together; one that is looser than its place asks for gets parentheses.
_LOOSE, _SUM, _SIGNED, _PRODUCT, _ATOM = range(5)


def letters(name: str, index: str = "") -> Node:
    """Return a symbol as the tables name it: "β₁", or "z" with the index it is summed by."""
    return Script(name, below=index) if index else name


def write(expression: Expression, symbols: Symbols = letters, style: Style = PLAIN) -> Node:
    """Return `expression` with what `symbols` gives for each symbol.

    Where the symbols of a condition are Values, only the branch that is taken is written.
    """
    return _Writer(symbols, style).write(expression)[0]


def terms_of(expression: Expression) -> tuple[bool, Expression]:
    """Return whether an expression is taken away from what stands before it, and what is."""
    if isinstance(expression, Negative):
        return True, expression.inside
    return False, expression


def write_term(expression: Expression, symbols: Symbols, style: Style = PLAIN) -> Node:
    """Return `expression` as it stands among the terms of a sum: another sum in parentheses."""
    writer = _Writer(symbols, style)
    return writer.within(expression, _PRODUCT)


def in_plain_text(expression: Expression) -> str:
    """Return `expression` as plain text, as a tooltip shows it."""
    return text(write(expression))


def is_single(expression: Expression, symbols: Symbols) -> bool:
    """Whether nothing is computed in `expression`, or in the branch of it that is taken."""
    taken = _Writer(symbols, PLAIN).taken(expression)
    return isinstance(taken, Number | Symbol) or (
        isinstance(taken, Negative) and isinstance(taken.inside, Number)
    )


class _Writer(NamedTuple):
    symbols: Symbols
    style: Style
    counted: str = ""

    def write(self, expression: Expression) -> tuple[Node, int]:
        """Return what is written, and how tightly that holds together."""
        match expression:
            case Number(value):
                return self.value(Value(value, exact=True))
            case Symbol(name):
                found = self.symbols(name, self.counted)
                return self.value(found) if isinstance(found, Value) else (found, _ATOM)
            case Sum(terms):
                return self.sum(terms)
            case Negative(inside):
                return self.negative(inside)
            case Product(factors):
                return self.product(factors)
            case Quotient(top, bottom):
                return self.quotient(top, bottom)
            case Power(base, exponent):
                return self.power(base, exponent)
            case Apply(name, arguments):
                return self.apply(name, arguments)
            case Cases():
                return self.cases(expression)
            case Total(index, inside):
                return self.total(index, inside), _SUM
            case Mean(index, inside):
                count = self.write(Symbol("m"))[0]
                whole = self.total(index, inside)
                return (whole, _SUM) if count == "1" else ((Over("1", count), "·", whole), _SUM)
        raise TypeError(f"{expression!r} is not an expression.")

    def within(self, expression: Expression, tightness: int) -> Node:
        """Write a part, in parentheses where it does not hold together so tightly."""
        written, own = self.write(expression)
        return written if own >= tightness else ("(", written, ")")

    def value(self, value: Value) -> tuple[Node, int]:
        written = (self.style.exact if value.exact else self.style.rounded)(value.number)
        return written, _SIGNED if value.number < 0 else _ATOM

    def exactly(self, expression: Expression) -> float | None:
        """Return a constant, or a symbol that stands for an exact number; None: it is neither."""
        match expression:
            case Number(value):
                return value
            case Symbol(name):
                found = self.symbols(name, self.counted)
                return found.number if isinstance(found, Value) and found.exact else None
            case Negative(inside):
                exact = self.exactly(inside)
                return None if exact is None else -exact
        return None

    def sum(self, terms: tuple[Expression, ...]) -> tuple[Node, int]:
        known = [self.exactly(term) for term in terms]
        if None not in known:  # 1 − 0.9 is 0.1
            return self.value(Value(float(sum(filter(None, known))), exact=True))
        parts = [self.within(terms[0], _SIGNED)]
        for term in terms[1:]:
            negative, part = terms_of(term)
            parts += [" − " if negative else " + ", self.within(part, _PRODUCT)]
        return tuple(parts), _SUM

    def negative(self, inside: Expression) -> tuple[Node, int]:
        if isinstance(inside, Symbol):
            found = self.symbols(inside.name, self.counted)
            if isinstance(found, Value):
                return self.value(Value(-found.number, found.exact))
        open_end = isinstance(inside, Total)
        return ("−", self.within(inside, _SUM if open_end else _PRODUCT)), _SIGNED

    def product(self, factors: tuple[Expression, ...]) -> tuple[Node, int]:
        last = len(factors) - 1
        parts = []
        for position, factor in enumerate(factors):
            open_end = isinstance(factor, Total) and position == last
            first = position == 0 and not isinstance(factor, Negative)
            written = self.within(factor, _SUM if open_end else _SIGNED if first else _PRODUCT)
            if not (isinstance(factor, Quotient) and written == "1"):
                parts.append(written)
        signed = self.write(factors[0])[1] == _SIGNED
        return join("·", parts), _SIGNED if signed and last else _PRODUCT

    def quotient(self, top: Expression, bottom: Expression) -> tuple[Node, int]:
        above, below = self.write(top)[0], self.write(bottom)[0]
        return (above, _PRODUCT) if below == "1" else (Over(above, below), _PRODUCT)

    def power(self, base: Expression, exponent: Expression) -> tuple[Node, int]:
        root, tightness = self.write(base)
        raised = tightness < _ATOM or isinstance(root, tuple)
        raised = raised or (isinstance(root, Script) and root.above != "")
        return Script(("(", root, ")") if raised else root, above=self.write(exponent)[0]), _ATOM

    def apply(self, name: str, arguments: tuple[Expression, ...]) -> tuple[Node, int]:
        written = [self.write(argument)[0] for argument in arguments]
        match name:
            case "exp":
                return exponential(written[0]), _ATOM
            case "sqrt":
                return Root(written[0]), _ATOM
            case "abs":
                return ("|", written[0], "|"), _ATOM
            case "ln" if self.write(arguments[0])[1] == _ATOM:
                return (Function("ln"), " ", written[0]), _PRODUCT
            case "ln(1 + e)":
                return call("ln", "1 + ", exponential(written[0])), _ATOM
        return call(name, join(", ", written)), _ATOM

    def total(self, index: str, inside: Expression) -> Node:
        return (total(index), self._replace(counted=index).within(inside, _PRODUCT))

    def cases(self, expression: Cases) -> tuple[Node, int]:
        taken = self.taken(expression)
        if taken is not expression:
            return self.write(taken)
        (first, condition), *others = expression.branches
        parts = {
            "first": self.within(first, _SUM),
            "condition": self.relation(condition),
            "otherwise": self.within(expression.otherwise, _SUM),
        }
        if not others:
            return fill(self.style.one_case, **parts), _LOOSE
        second, condition = others[0]
        parts |= {"second": self.within(second, _SUM), "condition2": self.relation(condition)}
        return fill(self.style.two_cases, **parts), _LOOSE

    def relation(self, relation: Relation) -> Node:
        left, right = self.write(relation.left)[0], self.write(relation.right)[0]
        return (left, f" {relation.sign} ", right)

    def taken(self, expression: Expression) -> Expression:
        """Return the branch that is taken where that is known, else the expression itself."""
        if not isinstance(expression, Cases):
            return expression
        for value, condition in expression.branches:
            names = symbols_in(condition)
            found = {name: self.symbols(name, self.counted) for name in names}
            if not all(isinstance(value, Value) for value in found.values()):
                return expression
            numbers = {
                name: np.float64(value.number)
                for name, value in found.items()
                if isinstance(value, Value)
            }
            left, right = evaluate(condition.left, numbers), evaluate(condition.right, numbers)
            if left > right if condition.sign == ">" else left < right:
                return self.taken(value)
        return self.taken(expression.otherwise)
