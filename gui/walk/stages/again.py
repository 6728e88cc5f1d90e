"""The same example once more, after the update: whether the loss fell."""

import numpy as np

from core.notation.markup import Lines, Node, Script, Words, fill
from core.notation.symbols import LOSS
from core.optimizers import OPTIMIZERS
from core.parameters import equal
from gui.translation import translate
from gui.walk.words.numbers import exact
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step

_AFTER = Script("C", above="n′")


def compared(change: Node, before: float, after: float) -> Node:
    """Return the line `change` with how far it goes, where a percentage says it.

    "C: 0.5 → 0.4" becomes "C: 0.5 → 0.4, 20 % lower".
    """
    if before == after:
        return fill(translate("Walkthrough", "{change}, unchanged"), change=change)
    if not (before > 0 and np.isfinite(after)):
        return change
    percent = 100 * abs(float(after) - float(before)) / float(before)
    share = f"{percent:,.0f} %" if percent >= 10 else f"{percent:.2g} %"
    return fill(
        _compared_template(percent < 0.001, bool(after < before)),
        change=change,
        share="0.001 %" if percent < 0.001 else share,
    )


def _compared_template(is_tiny: bool, is_lower: bool) -> str:
    match is_tiny, is_lower:
        case True, True:
            return translate("Walkthrough", "{change}, less than {share} lower")
        case True, False:
            return translate("Walkthrough", "{change}, less than {share} higher")
        case False, True:
            return translate("Walkthrough", "{change}, {share} lower")
    return translate("Walkthrough", "{change}, {share} higher")


def _title(step: Step) -> Node:
    return Words(translate("Walkthrough", "The same example again, after the update"))


def _formula(step: Step) -> Lines:
    template = translate(
        "Walkthrough", "{before} is the loss before the update, {after} the loss after it"
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
    line = (symbol, ": ", step.number(before), " → ", step.number(after))
    return compared(line, before, after)


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
    if after[0] < before[0] and step.walk.assumed:
        return translate(
            "Walkthrough",
            "The loss fell: the outputs are nearer to the network's own answer. Whether that is"
            " right is not known.",
        )
    if after[0] < before[0]:
        return translate(
            "Walkthrough",
            "The loss fell: the network now does better on this example. Training repeats such"
            " updates again and again.",
        )
    if after[0] == before[0]:
        gradients = step.walk.backward.gradients
        if not any(array.any() for layer in gradients for array in layer):
            return translate(
                "Walkthrough",
                "The loss has not changed. Every gradient is 0, so nothing is learned.",
            )
        if rates.frozen and equal(step.walk.updated[0], step.walk.parameters):
            return translate(
                "Walkthrough",
                "The loss has not changed, as no weight and no bias has moved. What is frozen"
                " learns nothing.",
            )
        return translate(
            "Walkthrough",
            "The loss has not changed. The update was too small to show, or it did not touch"
            " this example.",
        )
    if batch > 1 and after.mean() < before.mean():
        return translate(
            "Walkthrough",
            "This example's loss rose, although the mean of the batch fell. An update serves"
            " the mean of all %n examples, not each one.",
            "",
            batch,
        )
    if step.walk.slots.updates and OPTIMIZERS[rates.optimizer].follows_earlier:
        return translate(
            "Walkthrough",
            "The loss rose: the update went too far. The learning rate {rate} is too large, or"
            " {optimizer} still follows earlier gradients.",
        )
    if rates.l1:
        return translate(
            "Walkthrough",
            "The loss rose: the update went too far. The learning rate {rate} is too large, or"
            " regularisation pulls the weights elsewhere.",
        )
    if rates.l2:
        return translate(
            "Walkthrough",
            "The loss rose: the update went too far. The learning rate {rate} is too large, or"
            " L2 regularisation pulls the weights elsewhere.",
        )
    if OPTIMIZERS[rates.optimizer].slots:
        return translate(
            "Walkthrough",
            "The loss rose: with a learning rate of {rate}, {optimizer} went too far.",
        )
    return translate(
        "Walkthrough",
        "The loss rose: the learning rate {rate} is too large. The update went past the bottom"
        " of the valley and up the other side.",
    )


WORDS = StageWords(
    _title, _formula, _numbers, _sentence, lambda step: step.walk.again[1].losses[:1]
)
