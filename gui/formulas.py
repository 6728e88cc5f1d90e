"""What the tables of `core` compute, as tooltips: their formulas, with the window's words."""

import functools

from core.activations import ACTIVATIONS
from core.losses import LOSSES
from core.notation.expressions import Expression
from core.notation.markup import text
from core.notation.writing import PLAIN, Style, write
from core.optimizers import OPTIMIZERS
from core.wording import Sentence
from gui.translation import translate, worded


def in_words(style: Style) -> Style:
    """Return a style with the words of a choice in the window's language."""
    return style._replace(
        one_case=translate("Formulas", "{first} if {condition}, else {otherwise}"),
        two_cases=translate(
            "Formulas", "{first} if {condition}, {second} if {condition2}, else {otherwise}"
        ),
    )


def activation_tip(name: str) -> str:
    """Return what the activation called `name` computes, and what its outputs can be."""
    activation = ACTIVATIONS[name]
    lines = (
        f"f(z) = {_plain(activation.value)}",
        translate("Formulas", "Range: {range}").format(range=activation.range),
        worded(Sentence(activation.note)),
    )
    return "\n".join(filter(None, lines))


def loss_tip(name: str) -> str:
    """Return the formula of the loss called `name`, or one for each output activation."""
    values = LOSSES[name].values
    formulas = [f"Cⁿ = {_plain(value)}" for value in values.values()]
    if len(formulas) > 1:
        formulas = [
            f"{output}: {formula}" for output, formula in zip(values, formulas, strict=True)
        ]
    return "\n".join(formulas)


def optimizer_tip(name: str) -> str:
    """Return the lines of an update by the optimizer called `name`."""
    optimizer = OPTIMIZERS[name]
    return "\n".join(
        f"{line.name} {'←' if optimizer.changes(line) else '='} {_plain(line.value)}"
        for line in optimizer.lines
    )


def _plain(expression: Expression) -> str:
    return _written(expression, in_words(PLAIN))


@functools.cache  # a window has dozens, and the next one the same
def _written(expression: Expression, style: Style) -> str:
    return text(write(expression, style=style))
