"""When two settings differ: by Welch's t-test of their means over the seeds, 5 % for each sentence.

B. L. Welch, The generalization of "Student's" problem when several different population variances
are involved, Biometrika 34 (1947). Where a sentence takes the best of several settings, it has
compared as many pairs as it could choose from, and each has its share of the 5 % (Bonferroni). So
where all settings are equally good, it says a difference of at most about one table in twenty.

What diverged has no part in means, and what has not ended in nothing: conclusions may be drawn
while runs are still going.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from core.sweep import COLUMNS, Row, mean_and_deviation
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_Key = TypeVar("_Key")
_Number = TypeVar("_Number", int, float)

ERROR = 0.05  # so often a sentence may say a difference where there is none
_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Core", "{said}. {diverged} of these {count} run(s) diverged and are left out."
)
_ONE_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Core", "{said}. One of these {count} run(s) diverged and is left out."
)
_STEPS = 4000  # of the integral

NOTHING_YET = Sentence(
    QT_TRANSLATE_NOOP("Core", "Too few runs have come to an end to say anything.")
)


class OverSeeds(NamedTuple):
    """What a setting came to: mean and standard deviation over `seeds` that held (of one: NaN)."""

    mean: float
    deviation: float
    seeds: int


class Ends(NamedTuple, Generic[_Number]):
    """The settings with the `fewest` and with the `most` of something, and what they came to."""

    fewest: _Number
    most: _Number
    first: OverSeeds
    last: OverSeeds


def by(rows: Iterable[Row], key: Callable[[Row], _Key]) -> dict[_Key, list[Row]]:
    """Return the rows that ended, and have not failed, by what `key` says of them."""
    found: dict[_Key, list[Row]] = {}
    for row in rows:
        if row.ended:
            found.setdefault(key(row), []).append(row)
    return found


def of(rows: Iterable[Row], column: str) -> OverSeeds:
    """Return what a column (core.sweep.COLUMNS) came to over the rows that held."""
    values = [COLUMNS[column](row) for row in rows if row.state != "diverged"]
    return OverSeeds(*mean_and_deviation(values), sum(map(math.isfinite, values)))


def over_seeds(
    rows: Iterable[Row], key: Callable[[Row], _Key], column: str
) -> dict[_Key, OverSeeds]:
    """Return what a column came to by `key`, where there is anything."""
    found = {name: of(same, column) for name, same in by(rows, key).items()}
    return {name: one for name, one in found.items() if math.isfinite(one.mean)}


def ends(rows: Sequence[Row], key: Callable[[Row], _Number], column: str) -> Ends[_Number] | None:
    """Return what a column came to where `key` is least and where it is most; None: not yet.

    Which settings these are is known before any run has ended, so that nothing is picked; but one
    of which every run diverged is left out.
    """
    planned = {key(row) for row in rows if row.state != "diverged"}
    came = over_seeds(rows, key, column)
    if len(planned) < 2 or not {min(planned), max(planned)} <= came.keys():
        return None
    return Ends(min(planned), max(planned), came[min(planned)], came[max(planned)])


def clearly(one: OverSeeds, other: OverSeeds, pairs: int = 1) -> int | None:
    """Return 1 where the `other` mean is clearly the larger, −1 the smaller, else 0.

    It is one of so many `pairs` that were looked at. None: one seed does not tell.
    """
    if min(one.seeds, other.seeds) < 2:
        return None
    apart = other.mean - one.mean
    if math.isclose(one.mean, other.mean, rel_tol=1e-9):
        return 0
    errors = [each.deviation / math.sqrt(each.seeds) for each in (one, other)]
    noise = math.hypot(*errors)
    if noise > 0:
        parts = zip(errors, (one, other), strict=True)
        freedom = 1 / sum((error / noise) ** 4 / (each.seeds - 1) for error, each in parts)
        if chance(apart / noise, freedom) > ERROR / pairs:
            return 0
    return int(math.copysign(1, apart))


def chance(t: float, freedom: float) -> float:
    """Return how likely Student's t is so far from 0 or further, with `freedom` >= 1.

    With t = √freedom · tan θ its density is proportional to cos θ to the power freedom − 1.
    """
    first = math.atan(abs(t) / math.sqrt(freedom))
    step = (math.pi / 2 - first) / _STEPS
    angles = first + step * (np.arange(_STEPS) + 0.5)
    tail = step * float(np.sum(np.cos(angles) ** (freedom - 1)))
    whole = math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom + 1) / 2))
    return min(tail / (whole * math.sqrt(math.pi) / 2), 1.0)


def which(
    way: int | None, more: str, less: str, unclear: str, one_seed: str, **data: Value
) -> Sentence:
    """Return the text for what is clearly more (1), less (−1) or neither (0), or of one seed."""
    return Sentence({1: more, -1: less, 0: unclear, None: one_seed}[way], data)


def counted(said: Sentence, rows: Iterable[Row]) -> Sentence:
    """Return what is said of these rows and, where some diverged, how many have no part in it."""
    states = [row.state for same in by(rows, lambda row: None).values() for row in same]
    diverged = states.count("diverged")
    if not diverged:
        return said
    text = _ONE_LEFT_OUT if diverged == 1 else _LEFT_OUT
    return Sentence(text, {"said": said, "diverged": diverged, "count": len(states)})


def layers(count: int) -> Sentence:
    """Say how many hidden layers there are."""
    if count == 0:
        return Sentence(QT_TRANSLATE_NOOP("Core", "no hidden layer"))
    return Sentence(QT_TRANSLATE_NOOP("Core", "{count} hidden layer(s)"), {"count": count})


def neurons(count: int) -> Sentence:
    """Say how many hidden neurons there are."""
    return Sentence(QT_TRANSLATE_NOOP("Core", "{count} hidden neuron(s)"), {"count": count})


def depth(row: Row) -> int:
    """Return how many hidden layers its network has."""
    return len(row.hidden)


def width(row: Row) -> int:
    """Return how many hidden neurons its network has."""
    return sum(row.hidden)


def varied(rows: Sequence[Row], name: str) -> list[Row]:
    """Return the rows of those sweeps that vary `name`."""
    return [row for row in rows if name in dict(row.trial.settings)]
