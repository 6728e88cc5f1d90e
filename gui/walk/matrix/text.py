"""What the matrices of an equation say in letters and figures."""

from collections.abc import Sequence

import numpy as np

from core.notation.markup import RAISED
from core.walkthrough import Operand, Stage
from gui.diagram.close_up import largest
from gui.numbers import number
from gui.translation import translate
from gui.walk.matrix.marks import Equation, operands

_RAISED = str.maketrans(RAISED)
_NO_LAYER = ("x", "ŷ", "Cⁿ", "Cⁿ′")  # the example's and the loss's, not a layer's
_FUNCTIONS = ("f", "C", "∂C/∂z", "mean")


def written(equation: Equation) -> list[Operand | str]:
    """Return the equation as it is drawn: its operators in signs, with brackets."""
    has_product = "·" in equation
    bracket = has_product and ("⊙" in equation or "J" in equation)
    parts: list[Operand | str] = ["("] if bracket else []
    function = False
    for index, part in enumerate(equation):
        if isinstance(part, Operand):
            parts.append(part)
        elif part in _FUNCTIONS:
            name = translate("Matrices", "mean") if part == "mean" else part
            parts.append(f"{name} (")
            function = True
        elif part == "=" and function:
            parts.append(") =")
        elif part == "J":
            parts.append("J ·" if index == 0 else ") · J")
        elif part == "⊙" and has_product:
            parts.append(") ⊙")
        elif part.isdecimal():  # the examples that a sum is divided by
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def title(operand: Operand) -> str:
    """Return an operand's symbol with its layer raised: "W²", "(a¹)ᵀ", "f′(z²)", "∂C/∂b³"."""
    symbol, layer = operand.symbol, str(operand.layer).translate(_RAISED)
    if symbol.rstrip("ᵀ") in _NO_LAYER:
        return symbol
    if symbol.endswith("ᵀ"):
        return f"({symbol[:-1]}{layer})ᵀ"
    if symbol.endswith(")"):
        return f"{symbol[:-1]}{layer})"
    return symbol + layer


def size(operand: Operand) -> str:
    """Return "rows × columns"."""
    rows, columns = operand.values.shape
    return f"{rows} × {columns}"


def scale(operand: Operand) -> str:
    """Return the value of full colour, "± 0.83"; in words where there is none."""
    values = operand.values
    if not np.isfinite(values).any():
        return translate("Matrices", "not finite")
    if not np.nan_to_num(values).any():
        return translate("Matrices", "all 0")
    return f"± {number(largest(values), 2)}"


def figure(value: float, decimals: int, brief: bool = False) -> str:
    """Return a number for a cell: with these decimals, or with a power of ten where they say 0.

    A whole number is written whole. A `brief` one has neither a power nor a 0 before the point.
    """
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else number(value)
    if abs(value) >= 10000:
        return _power(value)
    if value == int(value):
        return str(int(value)).replace("-", "−")
    text = f"{value:.{decimals}f}".replace("-", "−")
    if not set(text) & set("123456789"):
        return "≈0" if brief else _power(value)
    return text.replace("0.", ".", 1) if brief and abs(value) < 1 else text


def cell(operand: Operand, stage: Stage, row: int, column: int) -> str:
    """Return what a cell is, and its value: "W², row 3, column 4: −0.1234"."""
    rows, columns = operand.values.shape
    places = [title(operand)]
    if operand.axes[0] == "example":
        places.append(translate("Matrices", "example {number}").format(number=row + 1))
    elif operand.axes[0] == "term" and row == stage.bias_term:
        places.append(translate("Matrices", "biases"))
    elif rows > 1:
        places.append(translate("Matrices", "row {number}").format(number=row + 1))
    if operand.axes[1] == "example":
        places.append(translate("Matrices", "example {number}").format(number=column + 1))
    elif columns > 1:
        places.append(translate("Matrices", "column {number}").format(number=column + 1))
    return f"{', '.join(places)}: {number(float(operand.values[row, column]), 6)}"


def remarks(equation: Equation, stage: Stage) -> list[str]:
    """Say what the matrices do not: where biases are, and what is not finite."""
    said = []
    if stage.kind == "update":
        said.append(translate("Matrices", "The last row holds the biases."))
    for operand in operands(equation):
        broken = np.count_nonzero(~np.isfinite(operand.values))
        if broken:
            there = operand.values.size
            text = translate(
                "Matrices", "{symbol}: {count} of {all} number(s) not finite.", "", there
            )
            said.append(text.format(symbol=title(operand), count=f"{broken:,}", all=f"{there:,}"))
    return said


def shared_pixels(shares: Sequence[tuple[Operand, float, float]]) -> str:
    """Say which operands' pixels are means, each of so many rows by so many columns."""
    alike: dict[str, list[str]] = {}
    for operand, rows, columns in shares:
        alike.setdefault(f"{_count(rows)} × {_count(columns)}", []).append(title(operand))
    found = (f"{', '.join(titles)}: {count}" for count, titles in alike.items())
    return translate("Matrices", "A pixel is the mean of several numbers ({matrices}).").format(
        matrices="; ".join(found)
    )


def spoken(equation: Equation) -> str:
    """Return the equation in words, from left to right."""
    said = function = operator = ""
    for part in equation:
        if isinstance(part, Operand):
            said = _joined(operator, said, _operand_words(part))
        elif part.isdecimal():  # the examples that a sum is divided by
            said = _joined(operator, said, part)
        elif part in _FUNCTIONS:
            function = part
        elif part == "J" and said:  # behind its operand
            said = translate("Matrices", "{before}, times the derivatives of softmax").format(
                before=said
            )
        else:
            if part == "=":  # the function is of all that is before it
                said, function = _function(function, said), ""
            operator = part
    return translate("Matrices", "{equation}.").format(equation=said)


def _joined(operator: str, before: str, after: str) -> str:
    """Say an operator, "" for none yet, between what is before it and the operand after it."""
    template = {
        "·": translate("Matrices", "{before}, times {after}"),
        "+": translate("Matrices", "{before}, plus {after}"),
        "−": translate("Matrices", "{before}, minus {after}"),
        "⊙": translate("Matrices", "{before}, times, number by number, {after}"),
        "=": translate("Matrices", "{before}, equals {after}"),
        "→": translate("Matrices", "{before}, becomes {after}"),
        ",": translate("Matrices", "{before}, and {after}"),
        "/": translate("Matrices", "{before}, divided by {after}"),
        "J": translate("Matrices", "the derivatives of softmax times {after}"),
        "": "{after}",
    }[operator]
    return template.format(before=before, after=after)


def _function(function: str, argument: str) -> str:
    """Say a function, one of _FUNCTIONS, or "" for none, of what it is of, in words."""
    template = {
        "f": translate("Matrices", "activation of {argument}"),
        "C": translate("Matrices", "loss of {argument}"),
        "∂C/∂z": translate("Matrices", "derivative by z of the loss of {argument}"),
        "mean": translate("Matrices", "mean over the examples of {argument}"),
        "": "{argument}",
    }[function]
    return template.format(argument=argument)


def _operand_words(operand: Operand) -> str:
    rows, columns = operand.values.shape
    symbol = operand.symbol.rstrip("ᵀ")
    layered = symbol not in _NO_LAYER
    if symbol != operand.symbol:
        symbol = translate("Matrices", "{symbol} transposed").format(symbol=symbol)
    if layered:
        symbol = translate("Matrices", "{symbol} of layer {layer}").format(
            symbol=symbol, layer=operand.layer
        )
    return translate("Matrices", "{symbol}, {rows} by {columns}").format(
        symbol=symbol, rows=rows, columns=columns
    )


def _power(value: float) -> str:
    """Return "3e−4": a cell has little room."""
    mantissa, exponent = f"{value:.0e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def _count(values: float) -> str:
    return f"{values:.1f}".removesuffix(".0") if values > 1 else "1"
