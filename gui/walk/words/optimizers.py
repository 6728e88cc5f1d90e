"""What an optimizer does, in its formulas, their numbers, and a sentence."""

from typing import NamedTuple

import numpy as np

from core.notation.expressions import Symbol, evaluate, symbols_in
from core.notation.markup import Lines, Node, Script
from core.notation.symbols import by, letter
from core.notation.writing import Value, write
from core.optimizers import LETTERS, OPTIMIZERS, THETA, Decays, Optimizer, decays, rates
from core.parameters import Parameters
from gui.translation import translate
from gui.walk.words.numbers import exact
from gui.walk.words.step import Step
from gui.walk.words.trees import put, style


class Numbers(NamedTuple):
    """One parameter's numbers in an update; slots are empty where the optimizer has none."""

    before: float
    gradient: float  # ∂C/∂θ
    regularised: float  # with what L2 and L1 add: what the update uses
    after: float
    slots: tuple[float, ...]
    new_slots: tuple[float, ...]


def optimizer_of(step: Step) -> Optimizer:
    """Return the walk's optimizer."""
    return OPTIMIZERS[step.walk.hyperparameters.optimizer]


def is_one_line(step: Step) -> bool:
    """Whether an update is one line of numbers: it keeps nothing and adds nothing."""
    of = optimizer_of(step)
    return not of.slots and len(of.lines) == 1 and not any(decays_of(step))


def decays_of(step: Step) -> Decays:
    """Return which kinds of regularisation the walk's updates have."""
    return decays(step.walk.hyperparameters)


def formula(step: Step, parameter: Node, regularised: bool) -> Lines:
    """Return the update of `parameter`, line by line; with L2 and L1 where it is `regularised`."""
    lines: list[Node] = []
    gradient, kinds = by(parameter), decays_of(step)
    if regularised and any(kinds):
        l2, l1 = map(subscripted, kinds.letters)
        of_l2 = (" + ", l2, "·", parameter) if kinds.l2 else ""
        of_l1 = (" + ", l1, "·sign(", parameter, ")") if kinds.l1 else ""
        lines.append(("g = ", gradient, of_l2, of_l1))
        gradient = "g"
    elif optimizer_of(step).slots:
        lines.append(("g = ", gradient))
        gradient = "g"

    def symbols(name: str, index: str) -> Node:
        return {"θ": parameter, "g": gradient}.get(name) or subscripted(name)

    for line in optimizer_of(step).lines:
        arrow = " ← " if optimizer_of(step).changes(line) else " = "
        lines.append((symbols(line.name, ""), arrow, write(line.value, symbols, style(step))))
    return tuple(lines)


def numbers(step: Step) -> Lines:
    """Return the update of one parameter with its numbers, line by line; "w: 1 → 1" if frozen."""
    found, parameter = numbers_at(step), parameter_of(step)
    if step.is_frozen:
        return ((parameter, ": ", step.number(found.before), " → ", step.number(found.after)),)
    lines: list[Node] = []
    hyperparameters, of = step.walk.hyperparameters, optimizer_of(step)
    if any(decays_of(step)) and not step.is_bias:
        parts: list[Node] = [step.number(found.gradient)]
        if hyperparameters.l2:
            parts += [" + ", exact(hyperparameters.l2), "·", step.factor(found.before)]
        if hyperparameters.l1:
            parts += [" + ", exact(hyperparameters.l1), "·", step.factor(np.sign(found.before))]
        lines.append(("g = ", tuple(parts), " = ", step.number(found.regularised)))
    elif of.slots:
        lines.append(("g = ", step.number(found.gradient)))

    results = dict(zip((*of.slots, THETA.name), (*found.new_slots, found.after), strict=True))
    known = _known(step, found)
    for line in of.lines:
        written = write(line.value, put(known), style(step))
        arrow = " ← " if of.changes(line) else " = "
        symbol = parameter if line.name == THETA.name else subscripted(line.name)
        if line.name in results:
            known[line.name] = Value(results[line.name])
            result = step.number(results[line.name])
        else:
            plain = {name: np.float64(value.number) for name, value in known.items()}
            exactly = all(known[name].exact for name in symbols_in(line.value))
            known[line.name] = Value(float(evaluate(line.value, plain)), exactly)
            result = write(Symbol(line.name), put(known), style(step))
        lines.append((symbol, arrow, written, " = ", result))
    return tuple(lines)


def numbers_at(step: Step) -> Numbers:
    """Return the numbers of the parameter that the step of the edge at `step` updates."""
    walk = step.walk
    after, slots = walk.updated
    before, gradient = _pick(step, walk.parameters), _pick(step, walk.backward.gradients)
    rates = walk.hyperparameters
    decay = 0.0 if step.is_bias else rates.l2 * before + rates.l1 * float(np.sign(before))
    return Numbers(
        before,
        gradient,
        gradient + decay,
        _pick(step, after),
        tuple(_pick(step, slot) for slot in walk.slots.arrays),
        tuple(_pick(step, slot) for slot in slots.arrays),
    )


def parameter_of(step: Step) -> Node:
    """Return the symbol of the parameter that the step of an edge updates."""
    if step.is_bias:
        return letter("b", step.layer, step.unit)
    return letter("w", step.layer, step.term, step.unit)


def layer_template(name: str) -> str:
    """Return what the optimizer called `name` does to every weight and bias."""
    match name:
        case "sgd":
            return translate(
                "Walkthrough",
                "Every weight and bias moves downhill: against its gradient, by {rate} times"
                " the gradient.",
            )
        case "momentum":
            return translate(
                "Walkthrough",
                "Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains"
                " a push against the gradient. So updates in one direction add up.",
            )
        case "nesterov":
            return translate(
                "Walkthrough",
                "Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains"
                " a push against the gradient. The update looks ahead: it goes as far as the"
                " velocity will carry it next, and adds the push once more.",
            )
        case "rmsprop":
            return translate(
                "Walkthrough",
                "Every update is divided by the root of {v}, the running mean of the squared"
                " gradient. So weights with small gradients move as far as those with large"
                " ones.",
            )
        case "adam":
            return translate(
                "Walkthrough",
                "Every weight and bias moves against {m}, the running mean of its gradient."
                " This is divided by the root of {v}, the running mean of its square. So an"
                " update is about as large as the learning rate {rate}, whatever the gradient's"
                " size.",
            )
    return translate(
        "Walkthrough",
        "Every weight and bias moves as {optimizer} says, with the learning rate {rate}.",
    )


def layer_template_with_l2(name: str) -> str:
    """Return the same with what L2 regularisation adds to it."""
    match name:
        case "sgd":
            return translate(
                "Walkthrough",
                "Every weight and bias moves downhill: against its gradient, by {rate} times"
                " the gradient. L2 also pulls every weight towards 0, with {decay}.",
            )
        case "momentum":
            return translate(
                "Walkthrough",
                "Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains"
                " a push against the gradient. So updates in one direction add up. L2 also"
                " pulls every weight towards 0, with {decay}.",
            )
        case "nesterov":
            return translate(
                "Walkthrough",
                "Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains"
                " a push against the gradient. The update looks ahead: it goes as far as the"
                " velocity will carry it next, and adds the push once more. L2 also pulls every"
                " weight towards 0, with {decay}.",
            )
        case "rmsprop":
            return translate(
                "Walkthrough",
                "Every update is divided by the root of {v}, the running mean of the squared"
                " gradient. So weights with small gradients move as far as those with large"
                " ones. L2 also pulls every weight towards 0, with {decay}.",
            )
        case "adam":
            return translate(
                "Walkthrough",
                "Every weight and bias moves against {m}, the running mean of its gradient."
                " This is divided by the root of {v}, the running mean of its square. So an"
                " update is about as large as the learning rate {rate}, whatever the gradient's"
                " size. L2 also pulls every weight towards 0, with {decay}.",
            )
    return translate(
        "Walkthrough",
        "Every weight and bias moves as {optimizer} says, with the learning rate {rate}. L2"
        " also pulls every weight towards 0, with {decay}.",
    )


def of_l1() -> str:
    """Return what L1 regularisation does, as a sentence of its own."""
    return translate(
        "Walkthrough",
        "L1 also pulls every weight towards 0, as strongly from near as from far, with {l1}.",
    )


def _known(step: Step, found: Numbers) -> dict[str, Value]:
    """Return the numbers of an optimizer's symbols before the update."""
    of, updates = optimizer_of(step), step.walk.slots.updates + 1
    values = zip(LETTERS, rates(step.walk.hyperparameters), strict=True)
    return {
        "θ": Value(found.before),
        "g": Value(found.regularised),
        "t": Value(updates, exact=True),
        **{name: Value(value, exact=True) for name, value in values},
        **{name: Value(value) for name, value in zip(of.slots, found.slots, strict=True)},
    }


def _pick(step: Step, parameters: Parameters) -> float:
    weights, biases, _ = parameters[step.layer - 1]
    return float(biases[step.unit] if step.is_bias else weights[step.term, step.unit])


def subscripted(name: str) -> Node:
    """Return "β₁" with a subscript of its own."""
    subscripts = {"₁": "1", "₂": "2", "ₜ": "t"}
    below = subscripts.get(name[-1], "")
    return Script(name[:-1], below=below) if below else name
