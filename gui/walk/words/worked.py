"""Each step of a walk with its numbers put in, line by line."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.walk.words import functions, losses, updates
from gui.walk.words.markup import Lines, Node, Over, fill
from gui.walk.words.numbers import (
    SHOWN,
    added,
    largest,
    matrix,
    product,
    products,
    row,
    shortened,
    sizes,
    summary,
    term,
)
from gui.walk.words.step import Step
from gui.walk.words.symbols import LOSS, activation, by, letter, mixture

_LISTED = 4  # gradients of single weights


def worked(step: Step) -> Lines:
    """Return the lines that compute the step's numbers."""
    return _WORKED[step.kind](step)


def _input(step: Step) -> Lines:
    return (("x = ", row(step.a(0), step.decimals)),)


def _pre_activation(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    a, (weights, biases, _) = step.a(layer - 1), step.walk.parameters[layer - 1]
    if step.grain == "layer":
        return (_vector(step, letter("z", layer), step.z(layer)),)
    bias, result = biases[unit], (" = ", step.number(step.z(layer)[unit]))
    z = (letter("z", layer, unit), " = ")
    if step.grain == "neuron":
        terms = [*products(a, weights[:, unit], step.decimals), term(bias, step.decimals)]
        return ((z, added(terms), result),)
    if step.is_bias:
        so_far = _sum(a, weights[:, unit])
        total_line = added([term(so_far, step.decimals), term(bias, step.decimals)])
        return ((letter("b", layer, unit), " = ", step.number(bias)), (z, total_line, result))
    return _running(step, a, weights[:, unit])


def _activation(step: Step) -> Lines:
    if step.grain == "layer":
        return (_vector(step, activation(step.layer), step.a(step.layer)),)
    return functions.worked(step, step.unit)


def _output_delta(step: Step) -> Lines:
    layer = step.layer
    if step.grain == "layer":
        whole = _vector(step, letter("δ", layer), step.delta(layer))
        label = _output_delta(step.at(step.label)) if step.size(layer) > 1 else ()
        return (whole, *label)
    unit = step.unit
    a, wanted = step.a(layer)[unit], step.targets[unit]
    difference = (step.number(a), " − ", step.factor(wanted))
    if step.has_delta_rule:
        delta = step.number(step.delta(layer)[unit])
        return ((letter("δ", layer, unit), " = ", difference, " = ", delta),)
    outputs = step.size(layer)
    rate = Over("2", str(outputs)) if outputs > 1 else "2"
    upstream = (by(activation(layer, unit), LOSS), " = ", rate, "·(", difference, ")")
    line = (upstream, " = ", step.number(step.upstream(layer)[unit]))
    return (line, *_through_activation(step))


def _weight_gradient(step: Step) -> Lines:
    layer, unit, source = step.layer, step.unit, step.term
    weights = step.walk.backward.gradients[layer - 1].weights
    if step.grain == "layer":
        return _matrix_lines(step, weights)
    if step.grain == "neuron":
        return _gradients_of(step, weights[:, unit])
    a = step.walk.forward.activations[layer - 1][:, source]
    delta = step.walk.backward.deltas[layer - 1][:, unit]
    symbol = by(letter("w", layer, source, unit))
    terms = added(products(a, delta, step.decimals))
    return (_mean(step, symbol, terms, weights[source, unit]),)


def _bias_gradient(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    biases = step.walk.backward.gradients[layer - 1].biases
    if step.grain == "layer":
        return (_vector(step, by(letter("b", layer)), biases),)
    symbol = by(letter("b", layer, unit))
    if step.batch == 1:
        return ((symbol, " = ", letter("δ", layer, unit), " = ", step.number(biases[unit])),)
    deltas = step.walk.backward.deltas[layer - 1][:, unit]
    terms = shortened(deltas, lambda index: term(deltas[index], step.decimals), step.decimals)
    return (_mean(step, symbol, added(terms), biases[unit]),)


def _delta(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    if step.grain == "layer":
        return (_vector(step, letter("δ", layer), step.delta(layer)),)
    deltas, weights = step.delta(layer + 1), step.walk.parameters[layer].weights[unit]
    if step.grain == "neuron":
        upstream = (by(activation(layer, unit), LOSS), " = ")
        terms = added(products(deltas, weights, step.decimals))
        result = step.number(_sum(deltas, weights))
        return ((upstream, terms, " = ", result), *_through_activation(step))
    lines = _running(step, deltas, weights)
    if step.term == step.stage.terms - 1:
        return (*lines, *_through_activation(step))
    return lines


def _through_activation(step: Step) -> Lines:
    """Return the lines from ∂Cⁿ/∂a of a neuron to its δ."""
    layer, unit = step.layer, step.unit
    upstream, derivative = step.upstream(layer), step.walk.derivative(layer)
    symbol, delta = letter("δ", layer, unit), step.number(step.delta(layer)[unit])
    if derivative is not None:
        factors = product(upstream[unit], derivative[unit], step.decimals)
        line = (symbol, " = ", added([factors]), " = ", delta)
        return (functions.slope_worked(step, layer, unit), line)
    a = step.a(layer)
    mean = _sum(a, upstream)
    terms = added(products(a, upstream, step.decimals))
    inside = (step.number(upstream[unit]), " − ", step.factor(mean))
    return (
        (mixture(layer), " = ", terms, " = ", step.number(mean)),
        (symbol, " = ", step.number(a[unit]), "·(", inside, ") = ", delta),
    )


def _running(step: Step, left: np.ndarray, right: np.ndarray) -> Lines:
    """Return the product of the step's term, and the sum from the first term to this one."""
    at = step.term
    this = float(left[at]) * float(right[at])
    line = (added([product(left[at], right[at], step.decimals)]), " = ", step.number(this))
    before = _sum(left[:at], right[:at])
    parts = [term(before, step.decimals), term(this, step.decimals)]
    so_far: Node = step.number(before + this)
    if at:
        so_far = (added(parts), " = ", so_far)
    words = QCoreApplication.translate("Walkthrough", "sum so far: {sum}")
    return (line, fill(words, sum=so_far))


def _sum(left: np.ndarray, right: np.ndarray) -> float:
    """Return Σ left·right in float64."""
    return float((left.astype(np.float64) * right).sum())


def _mean(step: Step, symbol: Node, terms: Node, value: float) -> Node:
    """Return a mean over the examples of the batch: its terms, divided by how many they are."""
    if step.batch > 1:
        terms = ("(", terms, ")/", str(step.batch))
    return (symbol, " = ", terms, " = ", step.number(value))


def _vector(step: Step, symbol: Node, values: np.ndarray) -> Node:
    return (symbol, " = ", row(values, step.decimals))


def _matrix_lines(step: Step, gradients: np.ndarray) -> Lines:
    layer = step.layer
    whole = (by(letter("W", layer)), " = ", matrix(gradients, step.decimals))
    if gradients.size == 1:
        return (whole,)
    place = np.unravel_index(sizes(gradients).argmax(), gradients.shape)
    symbol = by(letter("w", layer, *map(int, place)))
    words = QCoreApplication.translate("Walkthrough", "the largest: {gradient}")
    return (whole, fill(words, gradient=(symbol, " = ", step.number(gradients[place]))))


def _gradients_of(step: Step, gradients: np.ndarray) -> Lines:
    """Return the gradients of all weights into a neuron, or the largest."""
    layer, unit = step.layer, step.unit
    few = len(gradients) <= SHOWN
    chosen = list(range(len(gradients))) if few else largest(gradients, _LISTED)
    a, delta = step.a(layer - 1), step.delta(layer)[unit]
    lines: list[Node] = []
    for source in chosen:
        symbol, value = by(letter("w", layer, source, unit)), step.number(gradients[source])
        middle = ()
        if step.batch == 1:
            middle = (added([product(a[source], delta, step.decimals)]), " = ")
        lines.append((symbol, " = ", middle, value))
    if not few:
        rest = np.delete(gradients, chosen)
        words = QCoreApplication.translate("Walkthrough", "… and {rest}")
        lines.append(fill(words, rest=summary(rest, f"{len(rest):,}", step.decimals)))
    return tuple(lines)


_WORKED = {
    "input": _input,
    "pre-activation": _pre_activation,
    "activation": _activation,
    "loss": losses.worked,
    "output delta": _output_delta,
    "weight gradient": _weight_gradient,
    "bias gradient": _bias_gradient,
    "delta": _delta,
    "update": updates.worked,
    "again": losses.worked_again,
}
