"""The formulas of the tables of `core` in the letters of a step, or with its numbers put in."""

from collections.abc import Mapping

import numpy as np

from core.activations import ACTIVATIONS
from core.notation.expressions import Mean, Total, evaluate
from core.notation.markup import Node, text
from core.notation.symbols import LOSS, activation, by, call, error, letter, slope, target
from core.notation.writing import (
    Style,
    Symbols,
    Value,
    is_single,
    terms_of,
    write,
    write_term,
)
from gui.formulas import in_words
from gui.walk.words.numbers import Term, added, exact, shortened
from gui.walk.words.step import Step


def style(step: Step) -> Style:
    """Return how a step's formulas are written: its decimals, and the window's language."""
    return in_words(Style(step.number, exact))


def put(nodes: Mapping[str, Node | Value]) -> Symbols:
    """Return symbols that stand for `nodes`, whatever they are summed by."""
    return lambda name, index: nodes[name]


# A layer's activation function.


def value_formula(step: Step, unit: int) -> Node:
    """Return a²₆ = relu(z²₆) = max(0, z²₆)."""
    layer, name = step.layer, step.activation(step.layer)
    symbols = _neurons(layer, unit)
    called = call(name, letter("z", layer, unit))
    whole = write(ACTIVATIONS[name].value, symbols, style(step))
    parts: tuple[Node, ...] = (activation(layer, unit),)
    if ACTIVATIONS[name].slope is not None:  # else it depends on more than this z
        parts = (*parts, " = ", called)
    return parts if text(whole) == text(called) else (*parts, " = ", whole)


def value_numbers(step: Step, unit: int) -> Node:
    """Return a²₆ = relu(0.3) = max(0, 0.3) = 0.3."""
    layer, name = step.layer, step.activation(step.layer)
    formula, symbols = ACTIVATIONS[name].value, put(_neuron_numbers(step, layer, unit))
    called = call(name, step.number(step.z(layer)[unit]))
    parts: tuple[Node, ...] = (activation(layer, unit), " = ", called)
    if not is_single(formula, symbols):
        whole = write(formula, symbols, style(step))
        parts = parts if text(whole) == text(called) else (*parts, " = ", whole)
    return (*parts, " = ", step.number(step.a(layer)[unit]))


def slope_formula(step: Step, layer: int, unit: int) -> Node:
    """Return f′(z²₆) = a²₆·(1 − a²₆), as the activation of `layer` has it."""
    formula = ACTIVATIONS[step.activation(layer)].slope
    assert formula is not None
    return (slope(layer, unit), " = ", write(formula, _neurons(layer, unit), style(step)))


def slope_numbers(step: Step, layer: int, unit: int) -> Node:
    """Return f′(z²₆) with its number."""
    formula, derivative = ACTIVATIONS[step.activation(layer)].slope, step.walk.derivative(layer)
    assert formula is not None
    assert derivative is not None
    symbols = put(_neuron_numbers(step, layer, unit))
    middle: Node = ("f′(", step.number(step.z(layer)[unit]), ")")
    if not is_single(formula, symbols):
        middle = write(formula, symbols, style(step))
    return (slope(layer, unit), " = ", middle, " = ", step.number(derivative[unit]))


def _neurons(layer: int, unit: int) -> Symbols:
    def symbols(name: str, index: str) -> Node:
        neuron = index or unit
        return activation(layer, neuron) if name == "a" else letter(name, layer, neuron)

    return symbols


def _neuron_numbers(step: Step, layer: int, unit: int) -> dict[str, Node | Value]:
    slopes = step.walk.parameters[layer - 1].slopes
    learned = {"α": Value(float(slopes[unit]))} if slopes.size else {}
    z, a = float(step.z(layer)[unit]), float(step.a(layer)[unit])
    return {"z": Value(z), "a": Value(a), **learned}


# The loss.


def loss_formula(step: Step) -> Node:
    """Return Cⁿ = 1/2·Σᵢ (a²ᵢ − ŷᵢ)²."""
    value = step.loss.value(step.activation(step.last))
    return (LOSS, " = ", write(value, _outputs(step), style(step)))


def loss_numbers(step: Step) -> Node:
    """Return Cⁿ = ((0.3 − 1)² + (0.2 − 0)²)/2 = 0.265, or the result alone where no sum says it."""
    loss = step.walk.backward.losses[0]
    result = (" = ", step.number(loss))
    minus, whole = terms_of(step.loss.value(step.activation(step.last)))
    if not isinstance(whole, Total | Mean):
        return (LOSS, *result)
    costs = evaluate(whole.inside, _output_numbers(step))
    costs = np.broadcast_to(-costs if minus else costs, (step.size(step.last),))
    whole_loss = costs.mean() if isinstance(whole, Mean) else costs.sum()
    if not np.isclose(whole_loss, loss, rtol=1e-4, atol=1e-6, equal_nan=True):
        return (LOSS, *result)  # computed from z, as it is lost in the rounding of a

    def cost(index: int) -> Term:
        numbers = {name: values[index] for name, values in _output_numbers(step).items()}
        negative, formula = terms_of(whole.inside)
        symbols = put({name: Value(float(number)) for name, number in numbers.items()})
        return Term(negative != minus, write_term(formula, symbols, style(step)))

    terms = added(shortened(costs, cost, step.decimals))
    if isinstance(whole, Mean) and len(costs) > 1:
        terms = ("(", terms, ")/", str(len(costs)))
    return (LOSS, " = ", terms, *result)


def loss_slope_formula(step: Step) -> Node:
    """Return ∂Cⁿ/∂a²₆ = 2/2·(a²₆ − ŷ₆), or δ²₆ = ∂Cⁿ/∂z²₆ = a²₆ − ŷ₆.

    At a layer's grain it is of all neurons.
    """
    unit = () if step.grain == "layer" else (step.unit,)
    symbol = _slope_symbol(step, *unit)
    if step.loss.delta:
        symbol = error(step.layer, *unit)
    return (symbol, " = ", write(step.loss.slope, _outputs(step), style(step)))


def loss_slope_numbers(step: Step) -> Node:
    """Return the same of a neuron with its numbers."""
    layer, unit = step.layer, step.unit
    found = step.delta(layer) if step.loss.delta else step.upstream(layer)
    nodes: dict[str, Node | Value] = {
        name: Value(float(values[unit])) for name, values in _output_numbers(step).items()
    }
    nodes["m"] = str(step.size(layer))
    middle = write(step.loss.slope, put(nodes), style(step))
    return (_slope_symbol(step, unit), " = ", middle, " = ", step.number(found[unit]))


def _slope_symbol(step: Step, *unit: int) -> Node:
    if step.loss.delta:
        return letter("δ", step.layer, *unit)
    return by(activation(step.layer, *unit), LOSS)


def _outputs(step: Step) -> Symbols:
    def symbols(name: str, index: str) -> Node:
        if name == "m":
            return str(step.size(step.last))
        at = (index,) if index else () if step.grain == "layer" else (step.unit,)
        if name == "ŷ":
            return target(*at)
        return activation(step.last, *at) if name == "a" else letter(name, step.last, *at)

    return symbols


def _output_numbers(step: Step) -> dict[str, np.ndarray]:
    a, z = step.a(step.last), step.z(step.last)
    return {"a": a.astype(np.float64), "ŷ": step.targets.astype(np.float64), "z": z.astype(float)}
