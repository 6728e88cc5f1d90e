"""Universality: whether one hidden layer follows a curve the better the more neurons it has."""

from collections.abc import Sequence
from itertools import pairwise

from core.conclusions.comparing import (
    NOTHING_YET,
    clearly,
    counted,
    ends,
    neurons,
    over_seeds,
    which,
    width,
)
from core.sweep import Row
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_FALLS = QT_TRANSLATE_NOOP(
    "Core",
    "The more neurons, the smaller the error: its mean square is {first:.2g} with {few} and"
    " {last:.2g} with {many}, {times:,} times less.",
)
_FALLS_A_LITTLE = QT_TRANSLATE_NOOP(
    "Core",
    "The more neurons, the smaller the error: its mean square is {first:.2g} with {few} and"
    " {last:.2g} with {many}.",
)
_RISES = QT_TRANSLATE_NOOP(
    "Core",
    "More neurons made the error larger here: its mean square is {first:.2g} with {few} and"
    " {last:.2g} with {many}.",
)
_SAME = QT_TRANSLATE_NOOP(
    "Core",
    "More neurons did not clearly change the error here: its mean square is {first:.2g} with {few}"
    " and {last:.2g} with {many}.",
)
_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "The mean square of the error is {first:.2g} with {few} and {last:.2g} with {many}. One seed"
    " does not tell whether that is chance.",
)
_STEPS = QT_TRANSLATE_NOOP(
    "Core",
    "At {fell} of the {count} step(s) to more neurons it fell clearly, at {rose} it rose clearly.",
)
_LOWEST = QT_TRANSLATE_NOOP(
    "Core",
    "The lowest is {low:.2g}, with {best}. More of them could follow the curve even better, but"
    " training did not find how.",
)
TIMES = 1.5  # so many times less is worth a number


def universality(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say whether the error falls with the number of neurons."""
    both, losses = ends(rows, width, "train_loss"), over_seeds(rows, width, "train_loss")
    if not both:
        return (NOTHING_YET,)
    first, last = both.first.mean, both.last.mean
    told: dict[str, Value] = {"few": neurons(both.fewest), "many": neurons(both.most)}
    told |= {"first": first, "last": last}
    falls = _FALLS_A_LITTLE
    if last and first / last >= TIMES:
        falls, times = _FALLS, float(f"{first / last:.2g}")
        told["times"] = int(times) if times.is_integer() else times
    way = clearly(both.first, both.last)
    found = [counted(which(way, _RISES, falls, _SAME, _ONE_SEED, **told), rows)]
    steps, pairs = list(pairwise(sorted(losses))), len(losses) - 1
    ways = [clearly(losses[one], losses[other], pairs) for one, other in steps]
    if None not in ways and pairs > 1:
        told = {"fell": ways.count(-1), "count": pairs, "rose": ways.count(1)}
        found.append(Sentence(_STEPS, told))
    best = min(losses, key=lambda count: losses[count].mean)
    if clearly(losses[best], both.last, pairs) == 1:
        found.append(Sentence(_LOWEST, {"low": losses[best].mean, "best": neurons(best)}))
    return tuple(found)
