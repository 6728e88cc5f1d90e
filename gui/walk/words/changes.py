"""The parameters that an update changes most: "w²₃₆: 0.5123 → 0.5130".

Where an update is a single line it is computed: "w²₃₆ ← 1 − 0.1·(−0.0211) = 1.0021".
"""

import numpy as np

from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import letter
from gui.translation import translate
from gui.walk.words import optimizers
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


def _change(step: Step, symbol: Node, before: float, after: float) -> Node:
    """Return "w²₃₆: 0.5123 → 0.5130", and by how much where these decimals do not show it."""
    line = (symbol, ": ", step.number(before), " → ", step.number(after))
    if before == after or step.number(before) != step.number(after):
        return line
    words = translate("Walkthrough", "{line}, changed by {change}")
    return fill(words, line=line, change=step.number(after - before))


def _largest_changes(step: Step, name: str, before: np.ndarray, after: np.ndarray) -> list[Node]:
    """Return a line for each of the largest changes, and one for the rest."""
    moved = (after - before).ravel()
    neuron = (step.unit,) if step.grain == "neuron" else ()
    if not neuron:
        chosen = [int(sizes(moved).argmax())]
    else:
        chosen = list(range(moved.size)) if moved.size <= SHOWN else largest(moved, _LISTED)
    lines: list[Node] = []
    for index in chosen:
        at = (*map(int, np.unravel_index(index, before.shape)), *neuron)
        if name != "α" and optimizers.is_one_line(step):
            lines += optimizers.numbers(step.of_parameter(at[-1], at[0] if name == "w" else None))
            continue
        symbol = letter(name, step.layer, *at)
        lines.append(_change(step, symbol, float(before.flat[index]), float(after.flat[index])))
    if len(lines) < moved.size:
        rest = np.delete(moved, chosen)
        most, count = sizes(rest).max(), rest.size
        words = (
            translate("Walkthrough", "… {count} more, which move by at most {most}")
            if most
            else translate("Walkthrough", "… {count} more, which do not move")
        )
        lines.append(fill(words, count=Words(f"{count:,}"), most=step.number(most)))
    return lines
