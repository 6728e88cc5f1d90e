"""The loss Cⁿ of the example, in symbols and with the numbers put in, before and after."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.walk.words.markup import Function, Lines, Node, Script, Words, fill
from gui.walk.words.numbers import Term, added, shortened
from gui.walk.words.step import Step
from gui.walk.words.symbols import (
    LOSS,
    activation,
    call,
    exponential,
    letter,
    mean_of,
    square,
    target,
    total,
)

_AFTER = Script("C", above="n′")
_LEAST = np.finfo(np.float32).tiny  # below it float32 loses figures


def formula(step: Step) -> Lines:
    """Return Cⁿ of the network's loss and output activation."""
    last, a = step.last, activation(step.last, "i")
    if not step.has_delta_rule:
        squares = (total("i"), square((a, " − ", target("i"))))
        return ((LOSS, " = ", mean_of(step.size(last), squares)),)
    right = (target("i"), "·", _ln(a))
    if step.activation(last) == "softmax":
        only = (" = −", _ln(activation(last, step.label))) if step.has_label else ()
        return ((LOSS, " = −", total("i"), right, only),)
    wrong = ("(1 − ", target("i"), ")·", call("ln", "1 − ", a))
    return ((LOSS, " = −", total("i"), "(", right, " + ", wrong, ")"),)


def formula_again(step: Step) -> Lines:
    """Say which loss is which."""
    words = QCoreApplication.translate(
        "Walkthrough", "{before} with the parameters before the update, {after} with those after it"
    )
    return (fill(words, before=LOSS, after=_AFTER),)


def worked(step: Step) -> Lines:
    """Return the lines that compute Cⁿ."""
    result = (" = ", step.number(step.walk.backward.losses[0]))
    if not step.has_delta_rule:
        return ((LOSS, " = ", _squared_errors(step), result),)
    if step.activation(step.last) == "softmax":
        return _softmax(step, result)
    return ((LOSS, " = ", _sigmoids(step), result),)


def worked_again(step: Step) -> Lines:
    """Return the loss before and after the update: the example's, and the batch's mean."""
    before, after = step.walk.backward.losses, step.walk.again[1].losses
    lines = [_change(step, (LOSS, " → ", _AFTER), before[0], after[0])]
    if step.batch > 1:
        words = QCoreApplication.translate("Walkthrough", "mean over the {count} examples")
        mean = fill(words, count=str(step.batch))
        lines.append(_change(step, mean, before.mean(), after.mean()))
    return tuple(lines)


def compared(before: float, after: float) -> str:
    """Return "0.52 % lower", "unchanged", or nothing where no percentage says it."""
    tr = QCoreApplication.translate
    if before == after:
        return tr("Walkthrough", "unchanged")
    if not (before > 0 and np.isfinite(after)):
        return ""
    percent = 100 * abs(float(after) - float(before)) / float(before)
    if percent >= 10:
        size = f"{percent:,.0f} %"
    elif percent >= 0.001:
        size = f"{percent:.2g} %"
    else:
        size = tr("Walkthrough", "less than {}").format("0.001 %")
    lower, higher = tr("Walkthrough", "{} lower"), tr("Walkthrough", "{} higher")
    return (lower if after < before else higher).format(size)


def _change(step: Step, symbol: Node, before: float, after: float) -> Node:
    words = compared(before, after)
    change = Words(f", {words}") if words else ""
    return (symbol, ": ", step.number(before), " → ", step.number(after), change)


def _squared_errors(step: Step) -> Node:
    a, wanted = step.a(step.last), step.targets

    def error(index: int) -> Term:
        difference = (step.number(a[index]), " − ", step.factor(wanted[index]))
        return Term(False, square(difference))

    errors = (a.astype(np.float64) - wanted) ** 2
    return _divided(added(shortened(errors, error, step.decimals)), step.size(step.last))


def _divided(whole: Node, count: int) -> Node:
    return ("(", whole, ")/", str(count)) if count > 1 else whole


def _softmax(step: Step, result: Node) -> Lines:
    z, label = step.z(step.last).astype(np.float64), step.label
    peak = z.max()
    log_sum = peak + np.log(np.exp(z - peak).sum())
    if not step.has_label:
        shares, costs = np.exp(z - log_sum), step.targets * (log_sum - z)
        terms = shortened(
            costs,
            lambda index: Term(
                True, (step.number(step.targets[index]), "·", _ln(step.number(shares[index])))
            ),
            step.decimals,
        )
        return ((LOSS, " = ", added(terms), result),)
    a, loss = float(step.a(step.last)[label]), step.walk.backward.losses[0]
    if (a > _LEAST and a < 1) or loss == 0 or np.isnan(loss):
        return ((LOSS, " = −", _ln(step.number(a)), result),)
    # Rounded to 0 or 1, a says nothing of the loss, which is always computed from z.
    powers = (total("j"), exponential(letter("z", step.last, "j")))
    symbols = (call("ln", powers), " − ", letter("z", step.last, label))
    values = (step.number(log_sum), " − ", step.factor(z[label]))
    return ((LOSS, " = ", symbols, " = ", values, result),)


def _sigmoids(step: Step) -> Node:
    z, wanted = step.z(step.last).astype(np.float64), step.targets
    costs = np.maximum(z, 0) - z * wanted + np.log1p(np.exp(-np.abs(z)))
    a, missing = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))  # missing: 1 − a, never rounded to 0

    def cost(index: int) -> Term:
        if wanted[index] == 1 and a[index]:
            return Term(True, _ln(step.number(a[index])))
        if wanted[index] == 0 and round(a[index], step.decimals) != 1:
            return Term(True, call("ln", "1 − ", step.number(a[index])))
        if wanted[index] == 0 and missing[index]:
            return Term(True, _ln(step.number(missing[index])))
        return Term(False, step.number(costs[index]))

    return added(shortened(costs, cost, step.decimals))


def _ln(a: Node) -> Node:
    return (Function("ln"), " ", a)
