"""The parameters that an update changes most: "w²₃₆: 0.5123 → 0.5130"."""

import numpy as np

from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import letter
from gui.translation import translate
from gui.walk.words.numbers import SHOWN, largest, sizes
from gui.walk.words.step import Step

_LISTED = 4  # of a neuron's weights, where they are not all


def changes(step: Step) -> Lines:
    """Return the parameters of a layer or neuron that change most, as "before → after"."""
    layer, unit = step.layer, step.unit
    old, new = step.walk.parameters[layer - 1], step.walk.updated[0][layer - 1]
    lines: list[Node] = []
    for name, before, after in zip("wbα", old, new, strict=True):
        if before.size == 0:  # only prelu has slopes
            continue
        if step.grain == "neuron":
            before, after = before[..., unit], after[..., unit]
        lines += _largest_changes(step, name, before, after)
    return tuple(lines)


def _hidden_change(step: Step, before: float, after: float) -> Node:
    """Return words for a change that is too small to show in numbers with these decimals."""
    if before == after or step.number(before) != step.number(after):
        return ""
    words = translate("Walkthrough", ", changed by {change}")
    return fill(words, change=step.number(float(after) - float(before)))


def _largest_changes(step: Step, name: str, before: np.ndarray, after: np.ndarray) -> list[Node]:
    """Return a line for each of the largest changes, and one for the rest."""
    moved = (after - before).ravel()
    neuron = (step.unit,) if step.grain == "neuron" else ()
    if not neuron:
        chosen = [int(sizes(moved).argmax())]
    else:
        chosen = range(moved.size) if moved.size <= SHOWN else largest(moved, _LISTED)
    lines: list[Node] = [
        (
            letter(name, step.layer, *map(int, np.unravel_index(index, before.shape)), *neuron),
            ": ",
            step.number(before.flat[index]),
            " → ",
            step.number(after.flat[index]),
            _hidden_change(step, before.flat[index], after.flat[index]),
        )
        for index in chosen
    ]
    if len(lines) < moved.size:
        rest = np.delete(moved, chosen)
        most = sizes(rest).max()
        words = (
            translate("Walkthrough", "… {count} more, moved by {most} at most", "", rest.size)
            if most
            else translate("Walkthrough", "… {count} more, which do not move", "", rest.size)
        )
        lines.append(fill(words, count=Words(f"{rest.size:,}"), most=step.number(most)))
    return lines
