"""What the matrices of an equation say in letters and figures."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.walkthrough import Operand, Stage
from gui.diagram.close_up import largest
from gui.numbers import number
from gui.walk.matrix.marks import Equation, operands

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_LAYER = ("x", "ŷ", "Cⁿ", "Cⁿ′")  # the example's and the loss's, not a layer's
_FUNCTIONS = ("f", "C", "∂C/∂z", "mean")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matrices", text)


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
            parts.append(f"{_tr('mean') if part == 'mean' else part} (")
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
        return _tr("not finite")
    return f"± {number(largest(values), 2)}" if np.nan_to_num(values).any() else _tr("all 0")


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
        places.append(_tr("example {}").format(row + 1))
    elif operand.axes[0] == "term" and row == stage.bias_term:
        places.append(_tr("biases"))
    elif rows > 1:
        places.append(_tr("row {}").format(row + 1))
    if operand.axes[1] == "example":
        places.append(_tr("example {}").format(column + 1))
    elif columns > 1:
        places.append(_tr("column {}").format(column + 1))
    return f"{', '.join(places)}: {number(float(operand.values[row, column]), 6)}"


def remarks(equation: Equation, stage: Stage) -> list[str]:
    """Say what the matrices do not: where biases are, and what is not finite."""
    said = []
    if stage.kind == "update":
        said.append(_tr("The last row holds the biases."))
    for operand in operands(equation):
        broken = np.count_nonzero(~np.isfinite(operand.values))
        if broken:
            words = _tr("{symbol}: {count} of {all} numbers are not finite.")
            said.append(
                words.format(
                    symbol=title(operand), count=f"{broken:,}", all=f"{operand.values.size:,}"
                )
            )
    return said


def shared_pixels(shares: Sequence[tuple[Operand, float, float]]) -> str:
    """Say which operands' pixels are means, each of so many rows by so many columns."""
    alike: dict[str, list[str]] = {}
    for operand, rows, columns in shares:
        alike.setdefault(f"{_count(rows)} × {_count(columns)}", []).append(title(operand))
    found = (f"{', '.join(titles)}: {count}" for count, titles in alike.items())
    return _tr("A pixel is the mean of several numbers ({}).").format("; ".join(found))


def spoken(equation: Equation) -> str:
    """Return the equation in words."""
    words = {
        "·": _tr("times"),
        "+": _tr("plus"),
        "−": _tr("minus"),
        "⊙": _tr("times, number by number,"),
        "=": _tr("equals"),
        "→": _tr("becomes"),
        ",": _tr("and"),
        "/": _tr("divided by"),
        "f": _tr("activation of"),
        "C": _tr("loss of"),
        "∂C/∂z": _tr("derivative by z of the loss of"),
        "mean": _tr("mean over the examples of"),
        "J": _tr("times the derivatives of softmax"),
    }
    said = [
        _operand_words(part) if isinstance(part, Operand) else words.get(part, part)
        for part in equation
    ]
    if equation[0] == "J":
        said[0] = _tr("the derivatives of softmax times")
    return " ".join(said).rstrip(",") + "."


def _operand_words(operand: Operand) -> str:
    rows, columns = operand.values.shape
    symbol = operand.symbol.rstrip("ᵀ")
    if symbol != operand.symbol:
        symbol = _tr("{} transposed").format(symbol)
    if operand.symbol.rstrip("ᵀ") not in _NO_LAYER:
        symbol = _tr("{symbol} of layer {layer}").format(symbol=symbol, layer=operand.layer)
    return _tr("{symbol}, {rows} by {columns},").format(symbol=symbol, rows=rows, columns=columns)


def _power(value: float) -> str:
    """Return "3e−4": a cell has little room."""
    mantissa, exponent = f"{value:.0e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def _count(values: float) -> str:
    return f"{values:.1f}".removesuffix(".0") if values > 1 else "1"
