"""Learning rate: which are too small, right, too large, and which diverged."""

import math
from collections.abc import Sequence

import numpy as np

from core.conclusions.comparing import (
    NOTHING_YET,
    by,
    of,
)
from core.conclusions.examples import examples_of
from core.sweep import Row
from core.vitals import case_of
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_RIGHT = QT_TRANSLATE_NOOP(
    "Core",
    "Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {count:,}"
    " update(s).",
)
_RIGHT_ONE = QT_TRANSLATE_NOOP(
    "Core", "Right: {best} alone. The training loss is {loss:.2g} after {count:,} update(s)."
)
_LEARNS_NOTHING = QT_TRANSLATE_NOOP(
    "Core",
    "With none of these rates anything is learned: the loss is {loss:.2g} at best, with {best}. One"
    " answer for all examples has {ignorant:.2g}.",
)
_SMALL = QT_TRANSLATE_NOOP(
    "Core",
    "Too small: {high} and below. With {low} the loss is still {loss:.2g} after all these updates.",
)
_NONE_SMALL = QT_TRANSLATE_NOOP("Core", "None of them is too small, not even {low}.")
_LARGE = QT_TRANSLATE_NOOP(
    "Core",
    "Too large: {low} to {high}. With {high} the loss is still a number, but it ends at"
    " {loss:.2g}.",
)
_LARGE_ONE = QT_TRANSLATE_NOOP(
    "Core", "Too large: {low}. The loss is still a number, but it ends at {loss:.2g}."
)
_NONE_LARGE = QT_TRANSLATE_NOOP("Core", "None of them is too large, not even {high}.")
_DIVERGED = QT_TRANSLATE_NOOP(
    "Core",
    "Diverged: {low} and above. In {fell} of {count} such run(s) the loss was no longer a number.",
)
_NONE_DIVERGED = QT_TRANSLATE_NOOP("Core", "No run diverged, not even with {high}.")
_ALL_DIVERGED = QT_TRANSLATE_NOOP("Core", "Every run diverged: all these rates are too large.")
_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core", "These are runs of one seed each: with another one, the borders may lie elsewhere."
)
# So near to the lowest loss is about as good, in shares of what is learned at best: from one answer
# for all examples to the lowest loss.
NEARLY = 0.05


def learning_rate(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say which rates are too small, right, too large, and which diverged."""
    same = by(rows, lambda row: row.trial.experiment.hyperparameters.learning_rate)
    rates = sorted(same)
    if len(rates) < 2:
        return (NOTHING_YET,)
    fell = [rate for rate in rates if any(row.state == "diverged" for row in same[rate])]
    losses = {rate: of(same[rate], "train_loss").mean for rate in rates if rate not in fell}
    if not losses:
        return (Sentence(_ALL_DIVERGED),)
    best = min(losses, key=lambda rate: losses[rate])
    lowest, ignorant = losses[best], _ignorant(same[best][0])
    if lowest >= ignorant:
        told: dict[str, Value] = {"best": _short(best), "loss": lowest, "ignorant": ignorant}
        return Sentence(_LEARNS_NOTHING, told), *_ends(rates, same, fell)
    worse = [rate for rate in losses if losses[rate] - lowest > NEARLY * (ignorant - lowest)]
    small, large = [rate for rate in worse if rate < best], [rate for rate in worse if rate > best]
    right = [one for one in losses if max(small, default=0) < one < min(large, default=math.inf)]
    told = {"best": _short(best), "loss": lowest, "count": same[best][0].updates}
    told |= {"low": _short(min(right)), "high": _short(max(right))}
    found = [Sentence(_RIGHT if len(right) > 1 else _RIGHT_ONE, told)]
    if small:
        told = {"high": _short(max(small)), "low": _short(min(small)), "loss": losses[min(small)]}
        found.append(Sentence(_SMALL, told))
    else:
        found.append(Sentence(_NONE_SMALL, {"low": _short(rates[0])}))
    if large:
        told = {"low": _short(min(large)), "high": _short(max(large)), "loss": losses[max(large)]}
        found.append(Sentence(_LARGE if len(large) > 1 else _LARGE_ONE, told))
    elif not fell:
        found.append(Sentence(_NONE_LARGE, {"high": _short(rates[-1])}))
    found += _ends(rates, same, fell)
    if min(map(len, same.values())) < 2:
        found.append(Sentence(_ONE_SEED))
    return tuple(found)


def _ends(
    rates: list[float], same: dict[float, list[Row]], fell: list[float]
) -> tuple[Sentence, ...]:
    """Say which diverged, those of the rates `fell`."""
    if not fell:
        return (Sentence(_NONE_DIVERGED, {"high": _short(rates[-1])}),)
    ended = [row for rate in rates if rate >= fell[0] for row in same[rate]]
    lost = sum(row.state == "diverged" for row in ended)
    return (Sentence(_DIVERGED, {"low": _short(fell[0]), "fell": lost, "count": len(ended)}),)


def _ignorant(row: Row) -> float:
    """Return the loss of the best answer that is the same for all examples."""
    experiment = row.trial.experiment
    return case_of(experiment.network, experiment.task, examples_of(row)).ignorant


def _short(rate: float) -> str:
    """Return a rate in two figures, without an exponent: 0.00001."""
    return np.format_float_positional(float(f"{rate:.2g}"), trim="-")
