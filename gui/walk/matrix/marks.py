"""Which cells of an equation belong to a unit and a term of its stage.

Pure: no Qt here.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.walkthrough import Operand, Place, Stage

Equation = Sequence[Operand | str]
Pair = tuple[int | None, int | None]  # unit and term, None where that is left open


class Mark(NamedTuple):
    """Cells of operand number `operand`: `strong` where they take part, light to lead the eye."""

    operand: int
    rows: range
    columns: range
    strong: bool


def operands(equation: Equation) -> list[Operand]:
    """Return the operands alone, in order."""
    return [part for part in equation if isinstance(part, Operand)]


def counted(operand: Operand, stage: Stage) -> tuple[str, str]:
    """Return what rows and columns are counted by: "unit", "term" or "".

    An axis as long as neither is neither: all outputs go into the one number of the loss. A sum's
    last term may be a bias, which has no row.
    """
    lengths = {"unit": (stage.units,), "term": (stage.terms, stage.terms - 1)}
    rows, columns = (
        axis if length in lengths.get(axis, ()) else ""
        for axis, length in zip(operand.axes, operand.values.shape, strict=True)
    )
    return rows, columns


def pair_at(operand: Operand, stage: Stage, row: int, column: int) -> Pair | None:
    """Return the unit and term that a cell belongs to; None: to none."""
    found = dict(zip(counted(operand, stage), (row, column), strict=True))
    pair = found.get("unit"), found.get("term")
    return None if pair == (None, None) else pair


def step_marks(equation: Equation, stage: Stage, place: Place, grain: str) -> list[Mark]:
    """Return the marks of the step at `place`: what takes part in it, with its row and column."""
    if grain == "layer" or stage.units == stage.terms == 1:  # all of it is the step
        return []
    term = place.term if grain == "edge" and stage.terms > 1 else None
    bias = stage.kind == "pre-activation" and term == stage.bias_term
    marks = []
    for number, (operator, operand) in enumerate(_after_operators(equation)):
        axes = counted(operand, stage)
        # What is added to a sum, or multiplied with it, has its turn after the sum's terms.
        later = term is not None and operator in ("+", "⊙") and not bias
        beside = bias and "term" in axes
        if axes != ("", "") and not (beside and "unit" not in axes):
            found = _marks(number, operand, axes, (place.unit, None if beside else term))
            marks += [mark._replace(strong=mark.strong and not (later or beside)) for mark in found]
    return marks


def pointed_marks(equation: Equation, stage: Stage, pair: Pair) -> list[Mark]:
    """Return the marks of a unit, a term or both: their rows and columns, and where they cross."""
    marks = []
    for number, operand in enumerate(operands(equation)):
        axes = counted(operand, stage)
        picks = _picks(operand, axes, pair)
        if picks != (None, None):
            marks += _marks(number, operand, axes, pair)
    return marks


def cell_of(operand: Operand, stage: Stage, pair: Pair) -> tuple[int, int] | None:
    """Return the (row, column) of the one cell of a unit and term; None: not one alone."""
    picks = _picks(operand, counted(operand, stage), pair)
    row, column = (
        0 if pick is None and length == 1 else pick
        for pick, length in zip(picks, operand.values.shape, strict=True)
    )
    return None if row is None or column is None or picks == (None, None) else (row, column)


def with_sum(
    equation: Equation, stage: Stage, place: Place, value: float | None
) -> list[Operand | str]:
    """Return the equation with `value` as the result of the unit at `place`; None: as it is."""
    parts = list(equation)
    if value is None or not parts or not isinstance(parts[-1], Operand):
        return parts
    result = parts[-1]
    if cell := cell_of(result, stage, (place.unit, None)):
        values = result.values.copy()
        values[cell] = value
        parts[-1] = result._replace(values=values)
    return parts


def _after_operators(equation: Equation) -> Iterator[tuple[str, Operand]]:
    """Yield every operand with the operator before it."""
    operator = ""
    for part in equation:
        if isinstance(part, str):
            operator = part
        else:
            yield operator, part


def _picks(operand: Operand, axes: tuple[str, str], pair: Pair) -> Pair:
    """Return the row and the column picked by a unit and term, None for all."""
    wanted = {"unit": pair[0], "term": pair[1]}
    row, column = (
        pick if pick is not None and pick < length else None
        for pick, length in zip(map(wanted.get, axes), operand.values.shape, strict=True)
    )
    return row, column


def _marks(number: int, operand: Operand, axes: tuple[str, str], pair: Pair) -> list[Mark]:
    picks = _picks(operand, axes, pair)
    everything = [range(length) for length in operand.values.shape]
    rows, columns = (
        whole if pick is None else range(pick, pick + 1)
        for pick, whole in zip(picks, everything, strict=True)
    )
    marks = [Mark(number, rows, columns, True)]
    if None not in picks:
        marks += [
            Mark(number, rows, everything[1], False),
            Mark(number, everything[0], columns, False),
        ]
    return marks[::-1]  # the crossing is painted last
