"""How an update changes a parameter: the formulas of `core.optimizers`, and their numbers.

p stands for the parameter, a weight or a bias, and g for the gradient that the update uses.
"""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.parameters import Parameters
from gui.walk.words.changes import changes
from gui.walk.words.markup import Lines, Node, Over, Root, Script, fill
from gui.walk.words.numbers import exact, squared
from gui.walk.words.step import Step
from gui.walk.words.symbols import by, letter


class Numbers(NamedTuple):
    """One parameter's numbers in an update; slots are empty where the optimizer has none."""

    before: float
    gradient: float  # ∂C/∂p
    regularised: float  # with λ·w of L2: what the update uses
    after: float
    slots: tuple[float, ...]
    new_slots: tuple[float, ...]


def formula(step: Step) -> Lines:
    """Return the update's formula, line by line."""
    layer, unit = step.layer, step.unit
    if step.grain == "edge":
        return _formula(step, _symbol(step), regularised=not step.is_bias)
    indices = () if step.grain == "layer" else ("i", unit)
    weight = letter("w" if indices else "W", layer, *indices)
    bias = letter("b", layer, *indices[1:])
    if step.walk.hyperparameters.l2:
        words = QCoreApplication.translate(
            "Walkthrough", "likewise {bias}, but with {g} = {gradient}"
        )
    else:
        words = QCoreApplication.translate("Walkthrough", "likewise {bias}, with {gradient}")
    return (
        *_formula(step, weight, regularised=True),
        fill(words, bias=bias, gradient=by(bias), g="g"),
    )


def worked(step: Step) -> Lines:
    """Return the update's numbers: one parameter's, or those that change most."""
    if step.grain == "edge":
        return _worked(step)
    return changes(step)


def numbers_at(step: Step) -> Numbers:
    """Return the numbers of the parameter that the step of the edge at `step` updates."""
    walk = step.walk
    after, slots = walk.updated
    before, gradient = _pick(step, walk.parameters), _pick(step, walk.backward.gradients)
    decay = 0.0 if step.is_bias else walk.hyperparameters.l2
    return Numbers(
        before,
        gradient,
        gradient + decay * before,
        _pick(step, after),
        tuple(_pick(step, slot) for slot in walk.slots.arrays),
        tuple(_pick(step, slot) for slot in slots.arrays),
    )


def _pick(step: Step, parameters: Parameters) -> float:
    weights, biases, _ = parameters[step.layer - 1]
    return float(biases[step.unit] if step.is_bias else weights[step.term, step.unit])


def _symbol(step: Step) -> Node:
    if step.is_bias:
        return letter("b", step.layer, step.unit)
    return letter("w", step.layer, step.term, step.unit)


def _formula(step: Step, parameter: Node, regularised: bool) -> Lines:
    optimizer = step.walk.hyperparameters.optimizer
    gradient, lines = by(parameter), []
    if regularised and step.walk.hyperparameters.l2:
        lines.append(("g = ", gradient, " + λ·", parameter))
        gradient = "g"
    elif optimizer != "sgd":
        lines.append(("g = ", gradient))
        gradient = "g"
    if optimizer == "sgd":
        return (*lines, (parameter, " ← ", parameter, " − η·", gradient))
    return (*lines, *_FORMULAS[optimizer](parameter))


def _momentum(parameter: Node) -> Lines:
    return ("v ← μ·v − η·g", (parameter, " ← ", parameter, " + v"))


def _rmsprop(parameter: Node) -> Lines:
    mean_square = ("v ← ρ·v + (1 − ρ)·", _SQUARE)
    step = Over("η·g", Root("v + ε"))
    return (mean_square, (parameter, " ← ", parameter, " − ", step))


def _adam(parameter: Node) -> Lines:
    rate = Over(
        ("η·", Root(("1 − ", Script(_BETA_2, above="t")))),
        ("1 − ", Script(_BETA_1, above="t")),
    )
    step = Over((_RATE, "·m"), (Root("v"), " + ε"))
    return (
        ("m ← ", _BETA_1, "·m + (1 − ", _BETA_1, ")·g"),
        ("v ← ", _BETA_2, "·v + (1 − ", _BETA_2, ")·", _SQUARE),
        (_RATE, " = ", rate),
        (parameter, " ← ", parameter, " − ", step),
    )


_SQUARE = Script("g", above="2")
_BETA_1, _BETA_2 = Script("β", below="1"), Script("β", below="2")
_RATE = Script("η", below="t")
_FORMULAS = {"momentum": _momentum, "rmsprop": _rmsprop, "adam": _adam}


def _worked(step: Step) -> Lines:
    found, parameter = numbers_at(step), _symbol(step)
    rates = step.walk.hyperparameters
    lines: list[Node] = []
    if rates.l2 and not step.is_bias:
        decay = (exact(rates.l2), "·", step.factor(found.before))
        middle = (step.number(found.gradient), " + ", decay)
        lines.append(("g = ", middle, " = ", step.number(found.regularised)))
    elif rates.optimizer != "sgd":
        lines.append(("g = ", step.number(found.gradient)))
    slot_lines, change = _WORKED[rates.optimizer](step, found)
    arrow = (parameter, " ← ", step.number(found.before))
    return (*lines, *slot_lines, (*arrow, *change, " = ", step.number(found.after)))


def _sgd_numbers(step: Step, found: Numbers) -> tuple[Lines, Node]:
    rate = exact(step.walk.hyperparameters.learning_rate)
    return (), (" − ", rate, "·", step.factor(found.regularised))


def _momentum_numbers(step: Step, found: Numbers) -> tuple[Lines, Node]:
    rates = step.walk.hyperparameters
    velocity = (
        *("v ← ", exact(rates.momentum), "·", step.factor(found.slots[0])),
        *(" − ", exact(rates.learning_rate), "·", step.factor(found.regularised)),
        *(" = ", step.number(found.new_slots[0])),
    )
    return (velocity,), (" + ", step.factor(found.new_slots[0]))


def _rmsprop_numbers(step: Step, found: Numbers) -> tuple[Lines, Node]:
    rates = step.walk.hyperparameters
    line = _mean(step, "v", rates.decay, found.slots[0], found.new_slots[0], found.regularised, 2)
    top = (exact(rates.learning_rate), "·", step.factor(found.regularised))
    bottom = Root((step.number(found.new_slots[0]), " + ", exact(rates.epsilon)))
    return (line,), (" − ", Over(top, bottom))


def _adam_numbers(step: Step, found: Numbers) -> tuple[Lines, Node]:
    rates, updates = step.walk.hyperparameters, step.walk.slots.updates + 1
    (mean, square), (new_mean, new_square) = found.slots, found.new_slots
    powers = [Script(exact(beta), above=str(updates)) for beta in (rates.beta_1, rates.beta_2)]
    top = (exact(rates.learning_rate), "·", Root(("1 − ", powers[1])))
    value = rates.learning_rate * np.sqrt(1 - rates.beta_2**updates) / (1 - rates.beta_1**updates)
    rate = exact(value)
    lines = (
        _mean(step, "m", rates.beta_1, mean, new_mean, found.regularised, 1),
        _mean(step, "v", rates.beta_2, square, new_square, found.regularised, 2),
        (_RATE, " = ", Over(top, ("1 − ", powers[0])), " = ", rate),
    )
    bottom = (Root(step.number(new_square)), " + ", exact(rates.epsilon))
    return lines, (" − ", Over((rate, "·", step.factor(new_mean)), bottom))


_WORKED = {
    "sgd": _sgd_numbers,
    "momentum": _momentum_numbers,
    "rmsprop": _rmsprop_numbers,
    "adam": _adam_numbers,
}


def _mean(
    step: Step, name: str, kept: float, old: float, new: float, gradient: float, exponent: int
) -> Node:
    """Return "m ← 0.9·0.1 + 0.1·(−0.07) = 0.083", or the same of the gradient's square."""
    new_part = squared(gradient, step.decimals) if exponent == 2 else step.factor(gradient)
    return (
        *(f"{name} ← ", exact(kept), "·", step.factor(old)),
        *(" + ", exact(1 - kept), "·", new_part, " = ", step.number(new)),
    )
