"""Deep or fat: whether depth beats width at equal numbers of parameters."""

import math
from collections.abc import Sequence

from core.conclusions.comparing import (
    NOTHING_YET,
    by,
    clearly,
    counted,
    depth,
    ends,
    layers,
    over_seeds,
    which,
)
from core.data import Digits, Plane, Source
from core.sweep import Row
from core.varied import source_of
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_SPIRAL = QT_TRANSLATE_NOOP("Core", "Spiral")
_DIGITS = QT_TRANSLATE_NOOP("Core", "Digits")
_OTHERS = QT_TRANSLATE_NOOP("Core", "Other data")
_DEEP = QT_TRANSLATE_NOOP(
    "Core",
    "{data}: deep beats fat. {high:.1%} of the test examples are right with {best}, {low:.1%} with"
    " {fat}.",
)
_FAT = QT_TRANSLATE_NOOP(
    "Core",
    "{data}: fat beats deep. {high:.1%} of the test examples are right with {fat}, at best"
    " {low:.1%} with {best}.",
)
_NEITHER = QT_TRANSLATE_NOOP(
    "Core",
    "{data}: neither deep nor fat wins clearly. {low:.1%} of the test examples are right with"
    " {fat}, {high:.1%} with {best}, and other seeds alone make ± {spread:.1%}.",
)
_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "{data}: {low:.1%} of the test examples are right with {fat}, {high:.1%} with {best}. One seed"
    " does not tell whether that is luck.",
)
_TOO_DEEP = QT_TRANSLATE_NOOP(
    "Core",
    "{data}: deeper is not always better. {score:.1%} of the test examples are right with"
    " {deepest}, {high:.1%} with {best}.",
)
_EQUAL = QT_TRANSLATE_NOOP(
    "Core",
    "All these networks have {least:,} to {most:,} parameters, {share:.1%} apart: what differs is"
    " the depth.",
)
_UNEQUAL = QT_TRANSLATE_NOOP(
    "Core",
    "These networks have {least:,} to {most:,} parameters, {share:.1%} apart: depth is not all"
    " that differs.",
)
AGREE = 0.02  # of the parameters: so near are equal numbers of them


def deep_or_fat(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say for each source whether depth beats width at equal numbers of parameters."""
    found: list[Sentence] = []
    for source in by(rows, _source):
        match source:
            case Plane(shape="spiral"):
                data = Sentence(_SPIRAL)
            case Digits():
                data = Sentence(_DIGITS)
            case _:
                data = Sentence(_OTHERS)
        found += _depths(data, [row for row in rows if _source(row) == source])
    return tuple(found) or (NOTHING_YET,)


def _source(row: Row) -> Source:
    return source_of(row.trial.experiment)


def _depths(data: Sentence, rows: list[Row]) -> list[Sentence]:
    both = ends(rows, depth, "test_score")
    if not both:
        return []
    scores = over_seeds(rows, depth, "test_score")
    fat, deepest, pairs = both.fewest, both.most, len(scores) - 1
    best = max((depth for depth in scores if depth != fat), key=lambda one: scores[one].mean)
    means, way = (both.first.mean, scores[best].mean), clearly(both.first, scores[best], pairs)
    low, high = sorted(means) if way else means
    apart = math.hypot(both.first.deviation, scores[best].deviation) / math.sqrt(2)
    told: dict[str, Value] = {"data": data, "best": layers(best), "fat": layers(fat)}
    told |= {"low": low, "high": high, "spread": apart}
    found = [counted(which(way, _DEEP, _FAT, _NEITHER, _ONE_SEED, **told), rows)]
    if deepest != best and clearly(both.last, scores[best], pairs) == 1:
        score = both.last.mean
        told = {"data": data, "deepest": layers(deepest), "score": score}
        told |= {"best": layers(best), "high": scores[best].mean}
        found.append(Sentence(_TOO_DEEP, told))
    counts = [row.parameters for row in rows if row.ended]
    share = max(counts) / min(counts) - 1
    numbers = {"least": min(counts), "most": max(counts), "share": share}
    return [*found, Sentence(_EQUAL if share <= AGREE else _UNEQUAL, {**numbers})]
