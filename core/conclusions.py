"""What ready experiments come to, in sentences that follow from the rows of this run.

Two settings differ where their means are further apart than their spreads over the seeds together;
else nothing is concluded but that. What diverged has no part in means, and what has not ended in
nothing: conclusions may be drawn while runs are still going.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from core.data import Digits, Plane, load
from core.experiment import Experiment
from core.sweep import COLUMNS, Row, Spread, spread
from core.varied import source_of
from core.vitals import case_of
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


def _said(way: int, more: str, less: str, unclear: str, **data: Value) -> Sentence:
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


def _depth(row: Row) -> int:
    return len(row.hidden)


def _width(row: Row) -> int:
    return sum(row.hidden)


def _varied(rows: Sequence[Row], name: str) -> list[Row]:
    return [row for row in rows if name in dict(row.trial.settings)]


# Deep or fat

_ON_SPIRAL = QT_TRANSLATE_NOOP("Core", "On the spiral")
_ON_DIGITS = QT_TRANSLATE_NOOP("Core", "On the digits")
_ON_THESE = QT_TRANSLATE_NOOP("Core", "On these data")
_DEEP = QT_TRANSLATE_NOOP(
    "Core",
    "{data}, deep beats fat: {best} give {high:.1%} right answers to test examples, {fat}"
    " {low:.1%}.",
)
_FAT = QT_TRANSLATE_NOOP(
    "Core",
    "{data}, fat beats deep: {fat} gives {high:.1%} right answers to test examples, {best} at best"
    " {low:.1%}.",
)
_NEITHER = QT_TRANSLATE_NOOP(
    "Core",
    "{data}, neither deep nor fat wins clearly: {fat} gives {low:.1%} right answers to test"
    " examples, {best} {high:.1%}, and the seeds alone make ± {spread:.1%}.",
)
_TOO_DEEP = QT_TRANSLATE_NOOP(
    "Core", "{data}, deeper is not always better: {deepest} give only {score:.1%}."
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
    for source, same in by(rows, lambda row: source_of(row.trial.experiment)).items():
        match source:
            case Plane(shape="spiral"):
                data = Sentence(_ON_SPIRAL)
            case Digits():
                data = Sentence(_ON_DIGITS)
            case _:
                data = Sentence(_ON_THESE)
        found += _depths(data, same)
    return tuple(found) or (NOTHING_YET,)


def _depths(data: Sentence, rows: list[Row]) -> list[Sentence]:
    scores = spreads(rows, _depth, "test_score")
    if len(scores) < 2:
        return []
    fat, deepest = min(scores), max(scores)
    best = max((depth for depth in scores if depth != fat), key=lambda one: scores[one].mean)
    way, ends = clearly(scores[fat], scores[best]), (scores[fat].mean, scores[best].mean)
    low, high = ends if way == 0 else sorted(ends)
    apart = math.hypot(scores[fat].deviation, scores[best].deviation)
    told: dict[str, Value] = {"data": data, "best": layers(best), "fat": layers(fat)}
    told |= {"low": low, "high": high}
    if way == 0 and math.isfinite(apart):
        told["spread"] = apart
    found = [_said(way, _DEEP, _FAT, _NEITHER if "spread" in told else _ONE_SEED, **told)]
    if deepest != best and clearly(scores[deepest], scores[best]) > 0:
        score = scores[deepest].mean
        found.append(
            Sentence(_TOO_DEEP, {"data": data, "deepest": layers(deepest), "score": score})
        )
    counts = [row.parameters for row in rows]
    share = max(counts) / min(counts) - 1
    numbers = {"least": min(counts), "most": max(counts), "share": share}
    return [*found, Sentence(_EQUAL if share <= AGREE else _UNEQUAL, {**numbers})]


_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "{data}, {fat} gives {low:.1%} right answers to test examples, {best} {high:.1%}; one seed does"
    " not tell whether that is luck.",
)

# How much is too much

_OVERFITS = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, the gap between test and training loss grows from"
    " {narrow:.2g} with {few} to {wide:.2g} with {many}: this is overfitting.",
)
_SHRINKS = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, the gap between test and training loss shrinks from"
    " {narrow:.2g} with {few} to {wide:.2g} with {many}: no overfitting by width.",
)
_NO_GAP = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, width does not clearly change the gap between test and"
    " training loss: {narrow:.2g} with {few}, {wide:.2g} with {many}.",
)
_CLOSES = QT_TRANSLATE_NOOP(
    "Core",
    "More examples close the gap: with {many} it is {few:.2g} for {least} examples and {all:.2g}"
    " for {most}.",
)
_OPENS = QT_TRANSLATE_NOOP(
    "Core",
    "More examples do not close the gap: with {many} it is {few:.2g} for {least} examples and"
    " {all:.2g} for {most}.",
)
_STAYS = QT_TRANSLATE_NOOP(
    "Core",
    "More examples do not clearly change the gap: with {many} it is {few:.2g} for {least} examples"
    " and {all:.2g} for {most}.",
)
_TOO_MUCH = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, the test loss is lowest with {best}: {low:.3g}. {most} are"
    " too many: {high:.3g}.",
)
_NOT_TOO_MUCH = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, the test loss is lowest with {best}: {low:.3g}. But {most}"
    " are not clearly worse: {high:.3g}.",
)
_MORE = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples} training examples, the test loss is lowest with the most neurons, {best}:"
    " {low:.3g}.",
)
_NOISE_OPENS = QT_TRANSLATE_NOOP(
    "Core",
    "Noise opens the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}.",
)
_NOISE_CLOSES = QT_TRANSLATE_NOOP(
    "Core", "Noise closes the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}."
)
_NOISE_NOT = QT_TRANSLATE_NOOP(
    "Core",
    "Noise does not clearly change the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at"
    " {most:g}.",
)
_REMEDIES = {
    "l2": QT_TRANSLATE_NOOP("Core", "L2"),
    "dropout": QT_TRANSLATE_NOOP("Core", "Dropout"),
    "patience": QT_TRANSLATE_NOOP("Core", "Early stopping"),
}
_HELPS = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy} helps: the test loss is {without:.3g} without and {with_:.3g} with"
    " {name} = {value:g}.",
)
_HARMS = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy} makes it worse: the test loss is {without:.3g} without and at best {with_:.3g}, with"
    " {name} = {value:g}.",
)
_USELESS = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy} makes no clear difference: the test loss is {without:.3g} without and at best"
    " {with_:.3g}, with {name} = {value:g}.",
)
_PEEKED = Sentence(
    QT_TRANSLATE_NOOP(
        "Core",
        "Early stopping looks at the test loss to choose when to stop. So its own test loss looks a"
        " little better than it is.",
    )
)


def how_much(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say where there is overfitting, and what helps against it."""
    found = [*_capacity(_varied(rows, "hidden")), *_noise(_varied(rows, "noise"))]
    for name in _REMEDIES:
        found += _remedy(name, _varied(rows, name))
    return tuple(found) or (NOTHING_YET,)


def _examples(row: Row) -> int:
    return len(load(source_of(row.trial.experiment)).train)


def _capacity(rows: list[Row]) -> list[Sentence]:
    gaps = spreads(rows, lambda row: (_examples(row), _width(row)), "gap")
    if len({width for _, width in gaps}) < 2:
        return []
    least, most = (choose(examples for examples, _ in gaps) for choose in (min, max))
    narrow, wide = (choose(width for _, width in gaps) for choose in (min, max))
    found: list[Sentence] = []
    if (least, narrow) in gaps and (least, wide) in gaps:
        one, other = gaps[least, narrow], gaps[least, wide]
        told: dict[str, Value] = {"examples": least, "narrow": one.mean, "wide": other.mean}
        told |= {"few": neurons(narrow), "many": neurons(wide)}
        way = clearly(one, other)
        found.append(_said(way, _OVERFITS, _SHRINKS, _NO_GAP, **told))
    if most > least and (least, wide) in gaps and (most, wide) in gaps:
        one, other = gaps[least, wide], gaps[most, wide]
        told = {"many": neurons(wide), "least": least, "most": most}
        told |= {"few": one.mean, "all": other.mean}
        found.append(_said(clearly(one, other), _OPENS, _CLOSES, _STAYS, **told))
    for examples in sorted({least, most}):
        losses = spreads((row for row in rows if _examples(row) == examples), _width, "test_loss")
        found += _enough(examples, losses)
    return found


def _enough(examples: int, losses: dict[int, Spread]) -> list[Sentence]:
    if len(losses) < 2:
        return []
    best, most = min(losses, key=lambda width: losses[width].mean), max(losses)
    told: dict[str, Value] = {"examples": examples, "best": neurons(best), "most": neurons(most)}
    told |= {"low": losses[best].mean, "high": losses[most].mean}
    if best == most:
        return [Sentence(_MORE, told)]
    worse = clearly(losses[best], losses[most]) > 0
    return [Sentence(_TOO_MUCH if worse else _NOT_TOO_MUCH, told)]


def _noise(rows: list[Row]) -> list[Sentence]:
    gaps = spreads(rows, lambda row: float(row.value("noise")), "gap")
    if len(gaps) < 2:
        return []
    least, most = min(gaps), max(gaps)
    told = {"low": gaps[least].mean, "least": least, "high": gaps[most].mean, "most": most}
    way = clearly(gaps[least], gaps[most])
    return [_said(way, _NOISE_OPENS, _NOISE_CLOSES, _NOISE_NOT, **told)]


def _remedy(name: str, rows: list[Row]) -> list[Sentence]:
    losses = spreads(rows, lambda row: float(row.value(name)), "test_loss")
    tried = [value for value in losses if value]
    if 0 not in losses or not tried:
        return []
    best = min(tried, key=lambda value: losses[value].mean)
    way = clearly(losses[0], losses[best])
    told: dict[str, Value] = {"remedy": Sentence(_REMEDIES[name]), "name": name, "value": best}
    told |= {"without": losses[0].mean, "with_": losses[best].mean}
    said = _said(way, _HARMS, _HELPS, _USELESS, **told)
    return [said, _PEEKED] if name == "patience" and way < 0 else [said]


# Learning rate

_RIGHT = QT_TRANSLATE_NOOP(
    "Core",
    "Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {updates:,}"
    " updates.",
)
_RIGHT_ONE = QT_TRANSLATE_NOOP(
    "Core", "Right: {best} alone. The training loss is {loss:.2g} after {updates:,} updates."
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
    "Too large: {low} and above. With {high} the loss is a number, but it ends at {loss:.2g}.",
)
_NONE_LARGE = QT_TRANSLATE_NOOP("Core", "None of them is too large, not even {high}.")
_DIVERGED = QT_TRANSLATE_NOOP(
    "Core",
    "Diverged: {low} and above. In {count} of {runs} such runs the loss was no longer a number.",
)
_NONE_DIVERGED = QT_TRANSLATE_NOOP("Core", "No run diverged, not even with {high}.")
_ALL_DIVERGED = QT_TRANSLATE_NOOP("Core", "Every run diverged: all these rates are too large.")
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
    lowest, ignorant = losses[best], _ignorant(same[best][0].trial.experiment)
    if lowest >= ignorant:
        told: dict[str, Value] = {"best": _short(best), "loss": lowest, "ignorant": ignorant}
        return Sentence(_LEARNS_NOTHING, told), *_ends(rates, same, fell)
    worse = [rate for rate in losses if losses[rate] - lowest > NEARLY * (ignorant - lowest)]
    small, large = [rate for rate in worse if rate < best], [rate for rate in worse if rate > best]
    right = [one for one in losses if max(small, default=0) < one < min(large, default=math.inf)]
    told = {"best": _short(best), "loss": lowest, "updates": same[best][0].updates}
    told |= {"low": _short(min(right)), "high": _short(max(right))}
    found = [Sentence(_RIGHT if len(right) > 1 else _RIGHT_ONE, told)]
    if small:
        told = {"high": _short(max(small)), "low": _short(min(small)), "loss": losses[min(small)]}
        found.append(Sentence(_SMALL, told))
    else:
        found.append(Sentence(_NONE_SMALL, {"low": _short(rates[0])}))
    if large:
        told = {"low": _short(min(large)), "high": _short(max(large)), "loss": losses[max(large)]}
        found.append(Sentence(_LARGE, told))
    elif not fell:
        found.append(Sentence(_NONE_LARGE, {"high": _short(rates[-1])}))
    return *found, *_ends(rates, same, fell)


def _ends(
    rates: list[float], same: dict[float, list[Row]], fell: list[float]
) -> tuple[Sentence, ...]:
    """Say which diverged, those of the rates `fell`."""
    if not fell:
        return (Sentence(_NONE_DIVERGED, {"high": _short(rates[-1])}),)
    ended = [row for rate in rates if rate >= fell[0] for row in same[rate]]
    count = sum(row.state == "diverged" for row in ended)
    return (Sentence(_DIVERGED, {"low": _short(fell[0]), "count": count, "runs": len(ended)}),)


def _ignorant(experiment: Experiment) -> float:
    """Return the loss of the best answer that is the same for all examples."""
    data = load(source_of(experiment))
    return case_of(experiment.network, experiment.task, data).ignorant


def _short(rate: float) -> str:
    """Return a rate in two figures, without an exponent: 0.00001."""
    return np.format_float_positional(float(f"{rate:.2g}"), trim="-")
