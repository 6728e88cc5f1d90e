"""Arithmetic with the numbers of a text: each stands for all those that are rounded to it."""

import ast
import math
import re
from typing import NamedTuple

from core.notation import markup


class Range(NamedTuple):
    low: float
    high: float

    def meets(self, other):
        slack = 1e-9 * (1 + max(map(abs, (*self, *other))))
        return self.low <= other.high + slack and other.low <= self.high + slack


def range_of(function, *ranges):
    """The range of a function that is monotonic in each of its arguments."""
    corners = [()]
    for ends in ranges:
        corners = [(*corner, end) for corner in corners for end in ends]
    values = [function(*corner) for corner in corners]
    return Range(min(values), max(values))


def literal(written):
    half = 0.5 * 10.0 ** -len(written.partition(".")[2]) if "." in written else 0
    return Range(float(written) - half, float(written) + half)


def power(base, exponent):
    found = range_of(lambda x: x**exponent, base)
    return Range(0.0, found.high) if base.low < 0 < base.high else found


FUNCTIONS = {
    "sqrt": lambda x: math.sqrt(max(x, 0)),
    "exp": math.exp,
    "ln": lambda x: math.log(max(x, 1e-300)),
    "max": max,
    "sign": lambda x: (x > 0) - (x < 0),
}
UNSCRIPTED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵀᵗ₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₜ", "0123456789−nTt0123456789ijknt")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def evaluate(node):
    match node:
        case ast.Call(ast.Name("literal"), [ast.Constant(written)]):
            return literal(written)
        case ast.Call(ast.Name("abs"), [inside]):
            low, high = evaluate(inside)
            return Range(0 if low < 0 < high else min(abs(low), abs(high)), max(-low, high))
        case ast.Call(ast.Name(name), arguments):
            return range_of(FUNCTIONS[name], *map(evaluate, arguments))
        case ast.UnaryOp(ast.USub(), operand):
            return range_of(lambda x: -x, evaluate(operand))
        case ast.BinOp(left, ast.Pow(), right):
            return power(evaluate(left), evaluate(right).low)
        case ast.BinOp(left, operator, right):
            return range_of(OPERATORS[type(operator)], evaluate(left), evaluate(right))
    raise ValueError(ast.dump(node))


def raised(match):
    return f"**({match[0].translate(RAISED)})"


def value_of(text):
    """What an expression of numbers comes to, as written; None: it has other symbols."""
    text = re.sub(r"\(… [\d,]+ more, together ([^()]+)\)", r"(\1)", text.strip())
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", raised, text)
    text = text.replace("−", "-").replace("·", "*").replace("×", "*")
    text = re.sub(r"e\^(\(([^()]*(\([^()]*\))?)\)|-?[\d.]+)", r"exp(\1)", text)
    text = re.sub(r"e\*\*(\(-?\d+\))", r"exp\1", text)
    text = re.sub(r"ln ([\d.]+(\*10\*\*\(-?\d+\))?)", r"ln(\1)", text)
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text)
    text = re.sub(r"√([\d.]+)", r"sqrt(\1)", text).replace("√(", "sqrt(")
    if re.search(r"[^\W\d]|…", re.sub("sqrt|exp|ln|max|abs|sign", "", text)):
        return None
    expression = re.sub(r"\d+(\.\d+)?", r"literal('\g<0>')", text)
    return evaluate(ast.parse(expression, mode="eval").body)


def values_in(line):
    """What the expressions of numbers of "symbol = expression = result" come to, as written."""
    if re.search(r"numbers|^… |→", line) or re.search(r"= \([^()]*, ", line):
        return []  # nothing is computed there: a row, a matrix, a change
    parts = re.split(r" = | ← ", re.sub("^[^:=]*: ", "", line))
    found = [value_of(part) for part in parts]
    return [value for value in found if value is not None]


def result(line):
    return values_in(line)[-1]


def equations(description):
    """How many lines of a description are equations of numbers; all must be right."""
    count = 0
    for line in map(markup.text, description.numbers):
        values = values_in(line)
        count += len(values) > 1
        for value in values:
            assert value.meets(values[-1]), line
    return count
