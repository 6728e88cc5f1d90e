"""When two settings differ: where their means are further apart than their spreads together.

Spreads are those over the seeds. What diverged has no part in means, and what has not ended in
nothing: conclusions may be drawn while runs are still going.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from core.sweep import COLUMNS, Row, Spread, spread
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_Key = TypeVar("_Key")

NOTHING_YET = Sentence(
    QT_TRANSLATE_NOOP("Core", "Too few runs have come to an end to say anything.")
)


def by(rows: Iterable[Row], key: Callable[[Row], _Key]) -> dict[_Key, list[Row]]:
    """Return the rows that ended, and have not failed, by what `key` says of them."""
    found: dict[_Key, list[Row]] = {}
    for row in rows:
        if row.state not in (None, "failed"):
            found.setdefault(key(row), []).append(row)
    return found


def of(rows: Iterable[Row], column: str) -> Spread:
    """Return mean and deviation of a column (core.sweep.COLUMNS) over the rows that held."""
    return spread([COLUMNS[column](row) for row in rows if row.state != "diverged"])


def spreads(rows: Iterable[Row], key: Callable[[Row], _Key], column: str) -> dict[_Key, Spread]:
    """Return mean and deviation of a column by `key`, where there are any."""
    found = {name: of(same, column) for name, same in by(rows, key).items()}
    return {name: one for name, one in found.items() if math.isfinite(one.mean)}


def clearly(one: Spread, other: Spread) -> int:
    """Return 1 where the `other` mean is clearly the larger, −1 the smaller, else 0.

    Of a single seed there is no spread, and nothing is clear.
    """
    apart, noise = other.mean - one.mean, math.hypot(one.deviation, other.deviation)
    return int(math.copysign(1, apart)) if abs(apart) > noise else 0


def which(way: int, more: str, less: str, unclear: str, **data: Value) -> Sentence:
    """Return the text for what is clearly more (1), less (−1), or neither (0)."""
    return Sentence({1: more, -1: less}.get(way, unclear), data)


def layers(count: int) -> Sentence:
    """Say how many hidden layers there are."""
    if count == 1:
        return Sentence(QT_TRANSLATE_NOOP("Core", "1 hidden layer"))
    if count == 0:
        return Sentence(QT_TRANSLATE_NOOP("Core", "no hidden layer"))
    return Sentence(QT_TRANSLATE_NOOP("Core", "{count} hidden layers"), {"count": count})


def neurons(count: int) -> Sentence:
    """Say how many hidden neurons there are."""
    if count == 1:
        return Sentence(QT_TRANSLATE_NOOP("Core", "1 hidden neuron"))
    return Sentence(QT_TRANSLATE_NOOP("Core", "{count} hidden neurons"), {"count": count})


def depth(row: Row) -> int:
    """Return how many hidden layers its network has."""
    return len(row.hidden)


def width(row: Row) -> int:
    """Return how many hidden neurons its network has."""
    return sum(row.hidden)


def varied(rows: Sequence[Row], name: str) -> list[Row]:
    """Return the rows of those sweeps that vary `name`."""
    return [row for row in rows if name in dict(row.trial.settings)]
