"""The example comes in: x."""

import numpy as np

from core.notation.markup import Lines, Node, Words, fill, join
from gui.translation import translate
from gui.walk.words.numbers import row
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    return fill(translate("Walkthrough", "Input: the example {x}"), x="x")


def _formula(step: Step) -> Lines:
    count = step.size(0)
    if count <= 3:
        listed = [step.output_of(0, index) for index in range(count)]
    else:
        listed = [step.output_of(0, 0), step.output_of(0, 1), "…", step.output_of(0, count - 1)]
    inside = join(", ", listed)
    return (("x = ", ("(", inside, ")") if count > 1 else inside),)


def _numbers(step: Step) -> Lines:
    return (("x = ", row(step.a(0), step.decimals)),)


def _sentence(step: Step) -> Node:
    shape = step.names.picture_shape
    assumed = step.walk.assumed
    labelled = not assumed and step.has_label and step.size(step.last) > 1
    if shape and labelled:
        template = translate(
            "Walkthrough",
            "The example enters. Its {size} pixels, read row by row, are the vector {x}. The"
            " right answer, {label}, is not used before the loss.",
        )
    elif shape:
        template = translate(
            "Walkthrough",
            "The example enters. Its {size} pixels, read row by row, are the vector {x}.",
        )
    elif labelled:
        template = translate(
            "Walkthrough",
            "The example enters. The input passes its numbers on. The right answer, {label},"
            " is not used before the loss.",
        )
    else:
        template = translate("Walkthrough", "The example enters. The input passes its numbers on.")
    size = f"{shape[0]}×{shape[1]}" if shape else ""
    label = step.name(step.last, step.label) if labelled else ""
    said = fill(template, x="x", size=Words(size), label=Words(label))
    return (said, " ", Words(_assumed(step))) if assumed else said


def _assumed(step: Step) -> str:
    """Say what the target is where nobody knows it; a network that diverged has no answer."""
    if not np.isfinite(step.a(step.last)).all():
        return translate("Walkthrough", "The right answer is not known.")
    return translate(
        "Walkthrough",
        "The right answer is not known. So the walk takes the network's own answer as the target.",
    )


WORDS = StageWords(_title, _formula, _numbers, _sentence, lambda step: step.a(0))
