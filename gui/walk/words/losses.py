"""What each loss says; of one without words here, what its formula says and what is true of all.

The number is always computed from z; what is written from rounded outputs is written only where
it comes to the same.
"""

import numpy as np

from core.notation.markup import Function, Lines, Node, Words, fill
from core.notation.symbols import LOSS, activation, call, exponential, letter, total
from gui.numbers import percent
from gui.translation import translate
from gui.walk.words import trees
from gui.walk.words.numbers import Term, added, shortened
from gui.walk.words.step import Step

_LEAST = np.finfo(np.float32).tiny  # below it float32 loses figures
_SURE = 0.999  # a probability above which a loss is next to 0


def formula(step: Step) -> Lines:
    """Return Cⁿ of the network's loss and output activation."""
    line = trees.loss_formula(step)
    if _name(step) == ("cross-entropy", "softmax") and step.has_label:
        line = (line, " = −", _ln(activation(step.last, step.label)))
    return (line,)


def numbers(step: Step) -> Lines:
    """Return the lines that compute Cⁿ."""
    match _name(step):
        case "cross-entropy", "softmax":
            return (_softmax(step),)
        case "cross-entropy" | "binary cross-entropy", "sigmoid":
            return (_sigmoids(step),)
    return (trees.loss_numbers(step),)


def sentence(step: Step) -> Node:
    """Say what the loss judges the example by; by the network's own answer it judges nothing."""
    if step.walk.assumed:
        return Words(
            translate(
                "Walkthrough",
                "The right answer is not known: the target is the network's own answer. So this"
                " loss does not say how good the answer is.",
            )
        )
    outputs = step.a(step.last)
    best = int(outputs.argmax())
    return fill(
        _template(step, outputs, best),
        loss=LOSS,
        name=Words(step.walk.network.loss),
        label=Words(step.name(step.last, step.label)),
        right=Words(percent(outputs[step.label])),
        best=Words(step.name(step.last, best)),
        wrong=Words(percent(outputs[best])),
    )


def _template(step: Step, outputs: np.ndarray, best: int) -> str:
    match _name(step):
        case "mean squared error", _:
            return translate(
                "Walkthrough",
                "The loss is the mean of the squared errors. It is 0 only if every output is"
                " exactly right.",
            )
        case "mean absolute error", _:
            return translate(
                "Walkthrough",
                "The loss is the mean of the absolute errors. It is 0 only if every output is"
                " exactly right.",
            )
        case "cross-entropy" | "binary cross-entropy", "sigmoid":
            if not np.isin(step.targets, (0, 1)).all():
                return translate(
                    "Walkthrough",
                    "The loss judges every output by itself. An output costs least when it"
                    " equals its target. It costs more the further away it is.",
                )
            if len(outputs) == 1:
                return translate(
                    "Walkthrough",
                    "A right output costs nothing. The more certain a wrong output is, the more it"
                    " costs.",
                )
            return translate(
                "Walkthrough",
                "The loss judges every output by itself. A right output costs nothing. The more"
                " certain a wrong output is, the more it costs.",
            )
        case "cross-entropy", "softmax":
            return _label_template(step, outputs, best)
    return translate(
        "Walkthrough",
        "The loss, {name}, says in one number how far the outputs are from their targets."
        " Training makes it smaller.",
    )


def _label_template(step: Step, outputs: np.ndarray, best: int) -> str:
    if not step.has_label:
        return translate(
            "Walkthrough",
            "The loss is smallest when every output equals its target.",
        )
    if outputs[step.label] > _SURE:
        return translate(
            "Walkthrough",
            "The network is already sure of {label} ({right}). So {loss} is close to 0, and"
            " there is hardly anything to learn from this example.",
        )
    if best == step.label:
        return translate(
            "Walkthrough",
            "Only the label counts. The network gives {label} the highest probability,"
            " {right}. The closer that is to 100 %, the closer {loss} is to 0.",
        )
    return translate(
        "Walkthrough",
        "Only the label counts. The network prefers {best} ({wrong}) and gives {label} only"
        " {right}. The less that is, the larger {loss} is.",
    )


def _name(step: Step) -> tuple[str, str]:
    return step.walk.network.loss, step.activation(step.last)


def _softmax(step: Step) -> Node:
    result = (" = ", step.number(step.walk.backward.losses[0]))
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
        return (LOSS, " = ", added(terms), result)
    a, loss = float(step.a(step.last)[label]), step.walk.backward.losses[0]
    if (a > _LEAST and a < 1) or loss == 0 or np.isnan(loss):
        return (LOSS, " = −", _ln(step.number(a)), result)
    # Rounded to 0 or 1, a says nothing of the loss.
    powers = (total("j"), exponential(letter("z", step.last, "j")))
    symbols = (call("ln", powers), " − ", letter("z", step.last, label))
    values = (step.number(log_sum), " − ", step.factor(z[label]))
    return (LOSS, " = ", symbols, " = ", values, result)


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

    result = (" = ", step.number(step.walk.backward.losses[0]))
    return (LOSS, " = ", added(shortened(costs, cost, step.decimals)), result)


def _ln(a: Node) -> Node:
    return (Function("ln"), " ", a)
