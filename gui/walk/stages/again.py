"""The same example once more, after the update: whether the loss fell."""

import numpy as np

from core.notation.markup import Lines, Node, Script, Words, fill
from core.notation.symbols import LOSS
from core.optimizers import OPTIMIZERS
from gui.translation import translate
from gui.walk.words.numbers import exact
from gui.walk.words.optimizers import FOLLOWS_EARLIER
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step

_AFTER = Script("C", above="n′")


def compared(before: float, after: float) -> str:
    """Return "0.52 % lower", "unchanged", or nothing where no percentage says it."""
    if before == after:
        return translate("Walkthrough", "unchanged")
    if not (before > 0 and np.isfinite(after)):
        return ""
    percent = 100 * abs(float(after) - float(before)) / float(before)
    lower = after < before
    if percent < 0.001:
        template = (
            translate("Walkthrough", "less than {share} lower")
            if lower
            else translate("Walkthrough", "less than {share} higher")
        )
        return template.format(share="0.001 %")
    template = (
        translate("Walkthrough", "{share} lower")
        if lower
        else translate("Walkthrough", "{share} higher")
    )
    return template.format(share=f"{percent:,.0f} %" if percent >= 10 else f"{percent:.2g} %")


def _title(step: Step) -> Node:
    return Words(translate("Walkthrough", "The same example again, after the update"))


def _formula(step: Step) -> Lines:
    template = translate(
        "Walkthrough", "{before} with the parameters before the update, {after} with those after it"
    )
    return (fill(template, before=LOSS, after=_AFTER),)


def _numbers(step: Step) -> Lines:
    before, after = step.walk.backward.losses, step.walk.again[1].losses
    lines = [_change(step, (LOSS, " → ", _AFTER), before[0], after[0])]
    if step.batch > 1:
        batch = step.batch
        words = translate("Walkthrough", "mean over the %n examples", "", batch)
        lines.append(_change(step, Words(words), before.mean(), after.mean()))
    return tuple(lines)


def _change(step: Step, symbol: Node, before: float, after: float) -> Node:
    words = compared(before, after)
    change = Words(f", {words}") if words else ""
    return (symbol, ": ", step.number(before), " → ", step.number(after), change)


def _sentence(step: Step) -> Node:
    rates = step.walk.hyperparameters
    return fill(
        _template(step),
        rate=exact(rates.learning_rate),
        optimizer=Words(rates.optimizer),
    )


def _template(step: Step) -> str:
    before, after = step.walk.backward.losses, step.walk.again[1].losses
    rates, batch = step.walk.hyperparameters, step.batch
    if after[0] < before[0]:
        return translate(
            "Walkthrough",
            "The loss fell: the network does better at this example, and training is nothing but"
            " such updates, again and again.",
        )
    if after[0] == before[0]:
        gradients = step.walk.backward.gradients
        if not any(array.any() for layer in gradients for array in layer):
            return translate(
                "Walkthrough", "The loss is as it was: every gradient is 0, so nothing is learned."
            )
        return translate(
            "Walkthrough",
            "The loss is as it was: the update was too small to show, or changed nothing that"
            " this example feels.",
        )
    if batch > 1 and after.mean() < before.mean():
        return translate(
            "Walkthrough",
            "This example's loss rose although the batch's mean fell: an update serves the mean"
            " over all %n examples, not every single one.",
            "",
            batch,
        )
    if step.walk.slots.updates and rates.optimizer in FOLLOWS_EARLIER:
        return translate(
            "Walkthrough",
            "The loss rose: the step went too far, because the learning rate {rate} is too large"
            " or because {optimizer} still follows earlier gradients.",
        )
    if rates.l2:
        return translate(
            "Walkthrough",
            "The loss rose: the step went too far, because the learning rate {rate} is too large"
            " or because L2 regularisation pulls the weights elsewhere.",
        )
    if OPTIMIZERS[rates.optimizer].slots:
        return translate(
            "Walkthrough",
            "The loss rose: with the learning rate {rate} the step that {optimizer} takes went too"
            " far.",
        )
    return translate(
        "Walkthrough",
        "The loss rose: the learning rate {rate} is too large, so the step went beyond the"
        " bottom of the valley and up the other side.",
    )


WORDS = StageWords(
    _title, _formula, _numbers, _sentence, lambda step: step.walk.again[1].losses[:1]
)
