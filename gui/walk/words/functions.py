"""The activation functions and their derivatives f′, in symbols and with the numbers put in."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.activations import LEAKY_SLOPE
from gui.walk.words.markup import Lines, Node, Over, fill
from gui.walk.words.numbers import Term, added, exact, shortened, squared
from gui.walk.words.step import Step
from gui.walk.words.symbols import activation, call, exponential, letter, slope, square, total

SATURATED = {"sigmoid": 4.0, "tanh": 2.0}  # beyond this |z| they are nearly flat: f′ < 0.07
_FAR = 100  # where the largest z is beyond this, e to the power of it would soon overflow


def formula(step: Step, unit: int) -> Node:
    """Return a²₆ = relu(z²₆) = max(0, z²₆)."""
    layer, name = step.layer, step.activation(step.layer)
    z = letter("z", layer, unit)
    parts: list[Node] = [activation(layer, unit), " = ", call(name, z)]
    if name == "softmax":
        powers = total("j"), exponential(letter("z", layer, "j"))
        parts[2:] = [Over(exponential(z), powers)]
    elif name in _FUNCTIONS:
        parts += [" = ", _FUNCTIONS[name](z, letter("α", layer, unit))]
    return tuple(parts)


def worked(step: Step, unit: int) -> Lines:
    """Return lines that compute a²₆ from the number z²₆."""
    layer, name = step.layer, step.activation(step.layer)
    if name == "softmax":
        return _softmax(step, unit)
    z = float(step.z(layer)[unit])
    parts: list[Node] = [activation(layer, unit), " = ", call(name, step.number(z))]
    match name:
        case "sigmoid":
            parts += [" = ", _sigmoid(exponential(step.number(-z)))]
        case "relu":
            parts += [" = ", call("max", "0, ", step.number(z))]
        case "leaky relu" if z <= 0:
            parts += [" = ", exact(LEAKY_SLOPE), "·", step.factor(z)]
        case "prelu" if z < 0:
            learned = step.walk.parameters[layer - 1].slopes[unit]
            parts += [" = ", step.number(learned), "·", step.factor(z)]
        case "elu" if z <= 0:
            parts += [" = ", exponential(step.number(z)), " − 1"]
    return ((*parts, " = ", step.number(step.a(layer)[unit])),)


def slope_formula(step: Step, layer: int, unit: int | str) -> Node:
    """Return f′(z²₆) = a²₆·(1 − a²₆), as the activation of `layer` has it."""
    name = step.activation(layer)
    z, a = letter("z", layer, unit), activation(layer, unit)
    return (slope(layer, unit), " = ", _SLOPES[name](z, a, letter("α", layer, unit)))


def slope_worked(step: Step, layer: int, unit: int) -> Node:
    """Return f′(z²₆) with its number."""
    z, a = float(step.z(layer)[unit]), step.number(step.a(layer)[unit])
    match step.activation(layer):
        case "sigmoid":
            middle = (a, "·(1 − ", a, ")")
        case "tanh":
            middle = ("1 − ", squared(step.a(layer)[unit], step.decimals))
        case "elu" if z <= 0:
            middle = exponential(step.number(z))
        case _:
            middle = ("f′(", step.number(z), ")")
    value = step.walk.derivative(layer)[unit]
    return (slope(layer, unit), " = ", middle, " = ", step.number(value))


def _softmax(step: Step, unit: int) -> Lines:
    layer = step.layer
    z = step.z(layer).astype(np.float64)
    peak, lines = z.max(), []
    if abs(peak) > _FAR:
        words = QCoreApplication.translate(
            "Walkthrough", "with the largest z, {peak}, taken from each, which changes no share:"
        )
        lines.append(fill(words, peak=step.number(peak)))
        z = z - peak
    powers = np.exp(z)
    terms = shortened(
        powers, lambda index: Term(False, exponential(step.number(z[index]))), step.decimals
    )
    whole = step.number(powers.sum())
    sum_symbol = (total("j"), exponential(letter("z", layer, "j")))
    lines.append((sum_symbol, " = ", added(terms), " = ", whole))
    share = Over(step.number(powers[unit]), whole)
    power_over = Over(exponential(step.number(z[unit])), whole)
    result = step.number(step.a(layer)[unit])
    lines.append((activation(layer, unit), " = ", power_over, " = ", share, " = ", result))
    return tuple(lines)


def _sigmoid(power_of_e: Node) -> Node:
    return Over("1", ("1 + ", power_of_e))


def _by_sign(above: Node, below: Node, z: Node) -> Node:
    words = QCoreApplication.translate("Walkthrough", "{above} if {z} > 0, else {below}")
    return fill(words, above=above, below=below, z=z)


def _by_three_signs(above: Node, below: Node, z: Node) -> Node:
    words = QCoreApplication.translate(
        "Walkthrough", "{above} if {z} > 0, {below} if {z} < 0, else {zero}"
    )
    return fill(words, above=above, below=below, z=z, zero="0")


_LEAK = exact(LEAKY_SLOPE)

# f(z), where its name alone does not say it; α is prelu's.
_FUNCTIONS = {
    "linear": lambda z, _: z,
    "sign": lambda z, _: _by_three_signs("1", "−1", z),
    "step": lambda z, _: _by_sign("1", "0", z),
    "sigmoid": lambda z, _: _sigmoid(exponential(("−", z))),
    "relu": lambda z, _: call("max", "0, ", z),
    "leaky relu": lambda z, _: _by_sign(z, (_LEAK, "·", z), z),
    "prelu": lambda z, learned: _by_sign(z, (learned, "·", z), z),
    "elu": lambda z, _: _by_sign(z, (exponential(z), " − 1"), z),
}
# f′(z), from z or from a = f(z).
_SLOPES = {
    "linear": lambda *_: "1",
    "sign": lambda *_: "0",
    "step": lambda *_: "0",
    "sigmoid": lambda z, a, _: (a, "·(1 − ", a, ")"),
    "tanh": lambda z, a, _: ("1 − ", square(a)),
    "relu": lambda z, *_: _by_sign("1", "0", z),
    "leaky relu": lambda z, *_: _by_sign("1", _LEAK, z),
    "prelu": lambda z, _, learned: _by_three_signs("1", learned, z),
    "elu": lambda z, *_: _by_sign("1", exponential(z), z),
}
