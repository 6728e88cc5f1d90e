"""Numbers in a formula: one as people write it, a long sum by its largest terms, a row, a matrix.

Every function takes `decimals`, 0 to 8, the figures behind the point.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.notation.markup import Lines, Node, Script, Words, fill, join
from core.sums import sum_of as sum_of
from gui.translation import translate

SHOWN = 6  # numbers of a sum or a row: with more, some are left out and counted
_LARGEST = 1e8  # from here on a number is written with a power of ten


class Term(NamedTuple):
    """A part of a sum: whether it is taken away, and what is added or taken away."""

    negative: bool
    node: Node


def number(value: float, decimals: int) -> Node:
    """Return a number as it stands in a formula, in words where it is none.

    A whole number is written whole: it is known exactly. Where `decimals` would show nothing but
    zeros, and from nine figures before the point, it has a power of ten.
    """
    value = float(value)
    if np.isnan(value):
        return Words(translate("Walkthrough", "not a number"))
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    fixed = f"{value:.{decimals}f}"
    if abs(value) < _LARGEST:
        if value == int(value):
            return _minus(str(int(value)))
        if set(fixed) & set("123456789"):
            return _minus(fixed)
    return _scientific(*f"{value:.{decimals}e}".split("e"))


def exact(value: float) -> Node:
    """Return a number that a person chose, such as the learning rate, with all its figures."""
    mantissa, _, exponent = f"{value:.6g}".partition("e")
    if mantissa == "1" and exponent:
        return _power_of_ten(exponent)
    return _scientific(mantissa, exponent) if exponent else _minus(mantissa)


def factor(value: float, decimals: int) -> Node:
    """Return a number as it stands behind "·" or "−": a negative one in parentheses."""
    return ("(", number(value, decimals), ")") if value < 0 else number(value, decimals)


def squared(value: float, decimals: int) -> Node:
    """Return value², in parentheses unless that is plain: "0.5²", "(−0.5)²"."""
    written = number(value, decimals)
    plain = isinstance(written, str) and value >= 0
    return Script(written if plain else ("(", written, ")"), above="2")


def term(value: float, decimals: int) -> Term:
    """Return a single number as a part of a sum."""
    return Term(bool(value < 0), number(abs(value), decimals))


def product(left: float, right: float, decimals: int) -> Term:
    """Return left·right as a part of a sum: "− 0.31·(−0.2)" for two negative numbers."""
    return Term(bool(left < 0), (number(abs(left), decimals), "·", factor(right, decimals)))


def added(terms: list[Term]) -> Node:
    """Return a sum: "−0.31·0.2 + 0.5 − 0.04"."""
    first, *others = terms
    parts: list[Node] = ["−" if first.negative else "", first.node]
    for negative, node in others:
        parts += [" − " if negative else " + ", node]
    return tuple(parts)


def shortened(values: np.ndarray, write: Callable[[int], Term], decimals: int) -> list[Term]:
    """Return the parts of the sum of `values` [terms], each as `write(index)` writes it.

    Of more than SHOWN only the largest are written, and the rest as one: what it comes to.
    """
    if len(values) <= SHOWN:
        return [write(index) for index in range(len(values))]
    chosen = largest(values, SHOWN - 1)
    rest = np.delete(values, chosen)
    return [*map(write, chosen), Term(False, ("(", _together(rest, decimals), ")"))]


def products(left: np.ndarray, right: np.ndarray, decimals: int) -> list[Term]:
    """Return the parts of Σ left·right, both [terms]."""
    left, right = left.astype(np.float64), right.astype(np.float64)
    return shortened(
        left * right, lambda index: product(left[index], right[index], decimals), decimals
    )


def largest(values: np.ndarray, count: int) -> list[int]:
    """Return the places of the `count` largest |values| [n], the largest first.

    What is not finite comes before all. Zeros are left out, but never all of them.
    """
    found = sizes(values)
    order = np.argsort(-found, kind="stable")[:count].tolist()
    return [index for index in order if found[index] > 0] or order[:1]


def sizes(values: np.ndarray) -> np.ndarray:
    """Return |values|, ∞ where one is not finite."""
    return np.where(np.isfinite(values), np.abs(values), np.inf)


def row(values: np.ndarray, decimals: int) -> Node:
    """Return a vector [n]: all of it, or how it begins, then its size and range."""
    listed = [number(value, decimals) for value in values[:SHOWN].tolist()]
    if len(values) == 1:
        return listed[0]
    if len(values) <= SHOWN:
        return ("(", join(", ", listed), ")")
    begins = ("(", join(", ", listed[:4]), ", …)")
    return (begins, Words(": "), summary(values, f"{len(values):,}", decimals))


def matrix(values: np.ndarray, decimals: int) -> Node:
    """Return a matrix's size and range; a single number is written out."""
    if values.size == 1:
        return number(values.item(), decimals)
    return summary(values, "×".join(f"{side:,}" for side in values.shape), decimals)


def summary(values: np.ndarray, count: str, decimals: int) -> Node:
    """Return "64 numbers, from −1.20 to 0.80", `count` being how many there are."""
    size = values.size
    low, high = values.min(), values.max()  # NaN where there is one
    nodes = {"count": Words(count), "low": number(low, decimals), "high": number(high, decimals)}
    if not (np.isfinite(low) and np.isfinite(high)):
        template = translate(
            "Walkthrough", "{count} number(s), {broken} of them not finite", "", size
        )
        nodes["broken"] = Words(f"{np.count_nonzero(~np.isfinite(values)):,}")
    elif low == high:
        template = translate("Walkthrough", "{count} number(s), all of them {low}", "", size)
    else:
        template = translate("Walkthrough", "{count} number(s), from {low} to {high}", "", size)
    return fill(template, **nodes)


def running(left: np.ndarray, right: np.ndarray, at: int, decimals: int) -> Lines:
    """Return the product number `at` of Σ left·right, and the sum from the first to this one."""
    this = float(left[at]) * float(right[at])
    line = (added([product(left[at], right[at], decimals)]), " = ", number(this, decimals))
    before = sum_of(left[:at], right[:at])
    so_far: Node = number(before + this, decimals)
    if at:
        so_far = (added([term(before, decimals), term(this, decimals)]), " = ", so_far)
    return (line, fill(translate("Walkthrough", "sum so far: {sum}"), sum=so_far))


def mean_line(symbol: Node, terms: Node, count: int, value: Node) -> Node:
    """Return a mean over `count` examples of a batch: its terms, divided by how many they are."""
    if count > 1:
        terms = ("(", terms, ")/", str(count))
    return (symbol, " = ", terms, " = ", value)


def _together(rest: np.ndarray, decimals: int) -> Node:
    return fill(
        translate("Walkthrough", "… {count} more, together {sum}"),
        count=Words(f"{len(rest):,}"),
        sum=number(rest.sum(), decimals),
    )


def _scientific(mantissa: str, exponent: str) -> Node:
    return (f"{_minus(mantissa)}×", _power_of_ten(exponent))


def _power_of_ten(exponent: str) -> Node:
    return Script("10", _minus(str(int(exponent))))


def _minus(written: str) -> str:
    return written.replace("-", "−")
