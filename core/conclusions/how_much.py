"""How much is too much: where there is overfitting, and what helps."""

from collections.abc import Sequence

from core.conclusions.comparing import (
    NOTHING_YET,
    OverSeeds,
    clearly,
    counted,
    ends,
    neurons,
    over_seeds,
    varied,
    which,
    width,
)
from core.conclusions.examples import trained_on
from core.sweep import Row
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

_OVERFITS = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the gap between test and training loss grows from"
    " {narrow:.2g} with {few} to {wide:.2g} with {many}: this is overfitting.",
)
_SHRINKS = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the gap between test and training loss shrinks from"
    " {narrow:.2g} with {few} to {wide:.2g} with {many}: no overfitting by width.",
)
_NO_GAP = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, width does not clearly change the gap between test and"
    " training loss: {narrow:.2g} with {few}, {wide:.2g} with {many}.",
)
_GAP_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the gap between test and training loss is {narrow:.2g} with"
    " {few} and {wide:.2g} with {many}. One seed does not tell whether that is chance.",
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
_EXAMPLES_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "With {many}, the gap is {few:.2g} for {least} examples and {all:.2g} for {most}. One seed does"
    " not tell whether that is chance.",
)
_TOO_MUCH = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the test loss is lowest with {best}: {low:.3g}. With"
    " {most} it is clearly higher, {high:.3g}: that is too much.",
)
_NOT_TOO_MUCH = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the test loss is lowest with {best}: {low:.3g}. But with"
    " {most} it is not clearly higher: {high:.3g}.",
)
_WIDTH_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the test loss is {low:.3g} with {best} and {high:.3g} with"
    " {most}. One seed does not tell whether that is chance.",
)
_MORE = QT_TRANSLATE_NOOP(
    "Core",
    "With {examples}, the test loss is lowest with {best}, the most that were tried: {low:.3g}.",
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
_NOISE_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "The gap is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}. One seed does not tell"
    " whether that is chance.",
)
# What is done, with its value: the beginning of what is said of it.
_REMEDIES = {
    "l2": QT_TRANSLATE_NOOP("Core", "L2 of {value:g}"),
    "dropout": QT_TRANSLATE_NOOP("Core", "Dropout of {value:.0%}"),
    "patience": QT_TRANSLATE_NOOP(
        "Core", "Early stopping after {count:,.0f} update(s) without a better test loss"
    ),
}
_HELPS = QT_TRANSLATE_NOOP(
    "Core", "{remedy}: this helps. The test loss is {with_:.3g}, without it {without:.3g}."
)
_HARMS = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy}: even this makes it worse. The test loss is {with_:.3g}, without it {without:.3g}.",
)
_USELESS = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy}: even this makes no clear difference. The test loss is {with_:.3g}, without it"
    " {without:.3g}.",
)
_REMEDY_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "{remedy}: the test loss is {with_:.3g}, without it {without:.3g}. One seed does not tell"
    " whether that is chance.",
)
_CHOSEN = QT_TRANSLATE_NOOP(
    "Core",
    "This value was chosen from those tried by this very test loss. So its test loss looks a little"
    " better than it is.",
)
_STOPPED = QT_TRANSLATE_NOOP(
    "Core",
    "Early stopping looks at the test loss to choose when to stop. So its own test loss looks a"
    " little better than it is.",
)


def how_much(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say where there is overfitting, and what helps against it."""
    found = [*_capacity(varied(rows, "hidden")), *_noise(varied(rows, "noise"))]
    for name in _REMEDIES:
        found += _remedy(name, varied(rows, name))
    return tuple(found) or (NOTHING_YET,)


def _capacity(rows: list[Row]) -> list[Sentence]:
    found: list[Sentence] = []
    sizes = sorted({trained_on(row) for row in rows})
    tables = {size: [row for row in rows if trained_on(row) == size] for size in sizes}
    if not sizes:
        return []
    if gaps := ends(tables[sizes[0]], width, "gap"):
        told: dict[str, Value] = {"examples": _examples(sizes[0]), "few": neurons(gaps.fewest)}
        told |= {"narrow": gaps.first.mean, "wide": gaps.last.mean, "many": neurons(gaps.most)}
        way = clearly(gaps.first, gaps.last)
        text = which(way, _OVERFITS, _SHRINKS, _NO_GAP, _GAP_OF_ONE, **told)
        found.append(counted(text, tables[sizes[0]]))
    wide = max((width(row) for row in rows if row.state != "diverged"), default=0)
    widest = [row for row in rows if width(row) == wide]
    if gaps := ends(widest, trained_on, "gap"):
        told = {"many": neurons(wide), "least": gaps.fewest, "most": gaps.most}
        told |= {"few": gaps.first.mean, "all": gaps.last.mean}
        way = clearly(gaps.first, gaps.last)
        text = which(way, _OPENS, _CLOSES, _STAYS, _EXAMPLES_OF_ONE, **told)
        found.append(counted(text, widest))
    for examples, same in tables.items():
        if ends(same, width, "test_loss"):
            text = _enough(examples, over_seeds(same, width, "test_loss"))
            found.append(counted(text, same))
    return found


def _examples(count: int) -> Sentence:
    return Sentence(QT_TRANSLATE_NOOP("Core", "{count} training example(s)"), {"count": count})


def _enough(examples: int, losses: dict[int, OverSeeds]) -> Sentence:
    best, most = min(losses, key=lambda width: losses[width].mean), max(losses)
    if best == most and losses[most].seeds < 2:
        best = min(losses)
    told: dict[str, Value] = {"examples": _examples(examples), "best": neurons(best)}
    told |= {"most": neurons(most), "low": losses[best].mean, "high": losses[most].mean}
    way = clearly(losses[best], losses[most], len(losses) - 1)
    if best == most:
        return Sentence(_MORE, told)
    return which(way, _TOO_MUCH, _NOT_TOO_MUCH, _NOT_TOO_MUCH, _WIDTH_OF_ONE, **told)


def _noise(rows: list[Row]) -> list[Sentence]:
    gaps = ends(rows, lambda row: float(row.value("noise")), "gap")
    if not gaps:
        return []
    told = {"low": gaps.first.mean, "least": gaps.fewest}
    told |= {"high": gaps.last.mean, "most": gaps.most}
    way = clearly(gaps.first, gaps.last)
    text = which(way, _NOISE_OPENS, _NOISE_CLOSES, _NOISE_NOT, _NOISE_OF_ONE, **told)
    return [counted(text, rows)]


def _remedy(name: str, rows: list[Row]) -> list[Sentence]:
    losses = over_seeds(rows, lambda row: float(row.value(name)), "test_loss")
    planned = {float(row.value(name)) for row in rows if row.state != "diverged"}
    tried = [value for value in losses if value]
    if 0 not in losses or not tried or planned != losses.keys():
        return []
    best = min(tried, key=lambda value: losses[value].mean)
    way = clearly(losses[0], losses[best], len(tried))
    told: dict[str, Value] = {"remedy": Sentence(_REMEDIES[name], {"value": best, "count": best})}
    told |= {"without": losses[0].mean, "with_": losses[best].mean}
    found = [counted(which(way, _HARMS, _HELPS, _USELESS, _REMEDY_OF_ONE, **told), rows)]
    if way == -1 and name == "patience":
        found.append(Sentence(_STOPPED))
    elif way == -1 and len(tried) > 1:
        found.append(Sentence(_CHOSEN))
    return found
