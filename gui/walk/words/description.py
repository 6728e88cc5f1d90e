"""The words of the walkthrough: what a step is called, its formula, its numbers, what it means.

`describe` makes them; the rest writes them to copy, as plain text, Markdown or LaTeX.
"""

from typing import NamedTuple

import numpy as np

from core.notation import markup
from core.notation.latex import latex, latex_prose, markdown
from core.notation.markup import Lines, Node, Words, fill
from core.walkthrough import Place, Walkthrough
from gui.translation import translate
from gui.walk.stages.table import STAGES
from gui.walk.words import passed_over
from gui.walk.words.step import Names, step_at


class Description(NamedTuple):
    """One step of a walk; `core.notation.markup` writes its parts.

    `title` and `sentence` are words with mathematics between them, `formula` and `numbers` are
    lines of mathematics: symbols, and the same with the numbers put in.
    """

    title: Node
    formula: Lines
    numbers: Lines
    sentence: Node


# A walk through a network that diverged computes with inf and nan, and says so.
@np.errstate(all="ignore")
def describe(
    names: Names, walk: Walkthrough, place: Place, grain: str, decimals: int
) -> Description:
    """Describe the step of `walk` that holds `place` at `grain`; numbers have 0 to 8 `decimals`."""
    step = step_at(names, walk, place, grain, decimals)
    words = STAGES[step.kind]
    computed = np.asarray(words.computed(step))
    return Description(
        words.title(step),
        words.formula(step),
        words.numbers(step),
        (
            words.sentence(step) if np.isfinite(computed).all() else _diverged(computed),
            passed_over.said(step),
        ),
    )


def _diverged(computed: np.ndarray) -> Node:
    """Say that the numbers of a step are not finite, and what that means."""
    broken, count = np.count_nonzero(~np.isfinite(computed)), computed.size
    if count > 1:
        template = translate(
            "Walkthrough",
            "{broken} of {all} number(s) are infinite or not a number. Training has diverged and"
            " must start again. Usually the learning rate is too large.",
            "",
            count,
        )
    elif np.isnan(computed).any():
        template = translate(
            "Walkthrough",
            "The result is not a number, because ∞ − ∞ and 0·∞ have no value. Training has"
            " diverged and must start again. Usually the learning rate is too large.",
        )
    else:
        template = translate(
            "Walkthrough",
            "The result is infinite: larger than any number the computer can hold. Training"
            " has diverged and must start again. Usually the learning rate is too large.",
        )
    return fill(template, broken=Words(f"{broken:,}"), all=Words(f"{computed.size:,}"))


def as_text(description: Description) -> str:
    """Return a description as plain text."""
    title, formula, numbers, sentence = description
    mathematics = markup.text(*formula, *numbers)
    return f"{markup.text(title)}\n\n{mathematics}\n\n{markup.text(sentence)}\n"


def as_markdown(description: Description) -> str:
    """Return a description as Markdown, its mathematics as LaTeX between dollars."""
    title, formula, numbers, sentence = description
    lines = [f"${latex(line)}$" for line in (*formula, *numbers)]
    paragraphs = [f"**{markdown(title)}**", *lines, markdown(sentence)]
    return "\n\n".join(paragraphs) + "\n"


def as_latex(description: Description) -> str:
    """Return a description as LaTeX to put into a document that uses amsmath.

    Mathematics stands in paragraphs, not in displays, so that a long sum is broken into lines.
    """
    title, formula, numbers, sentence = description
    lines = [rf"$\displaystyle {latex(line)}$" for line in (*formula, *numbers)]
    heading = rf"\paragraph{{{latex_prose(title)}}}"
    return "\n\n".join([heading, *lines, latex_prose(sentence)]) + "\n"
