"""How much memory evolutions may take: whose weights are kept, and whose are let go of.

What is let go of still stands in the tree with its scores; but it can neither be opened nor have
children.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.checks import require
from core.evolution import Evolution, Problem, Settings
from core.optimizers import OPTIMIZERS
from core.parameters import bytes_of, count
from core.wording import QT_TRANSLATE_NOOP, Sentence

MOST_BYTES = 1 << 28  # of weights, and of what optimizers keep beside them
_FREE, _LINE, _NEWEST = range(3)  # how much weights are wanted


def bounded(evolutions: Sequence[Evolution], most: int = MOST_BYTES) -> tuple[Evolution, ...]:
    """Return them without the weights that are too many; the last is the one that goes on.

    Those of the others go before its own, the oldest first; the line of the best goes late, and the
    newest generation of the last never.
    """
    held: dict[str, tuple[tuple[bool, int, int, int], int]] = {}  # by run: how wanted, bytes
    for age, evolution in enumerate(evolutions):
        last, wanted = age == len(evolutions) - 1, _wanted(evolution)
        for one in evolution.individuals:
            if one.has_weights:
                how = last, wanted.get(one.number, _FREE), age, one.number
                before, size = held.get(one.run.id) or (how, bytes_of(one.run.arrays))
                held[one.run.id] = max(before, how), size
    left, gone = sum(size for _, size in held.values()), set[str]()
    for run, (how, size) in sorted(held.items(), key=lambda item: item[1]):
        if left <= most or how[:2] == (True, _NEWEST):
            break
        gone.add(run)
        left -= size
    return tuple(_without(evolution, gone) for evolution in evolutions)


def check_room(problem: Problem, settings: Settings, most: int = MOST_BYTES) -> None:
    """Raise ValueError where one generation of the first network takes too much memory."""
    experiment = problem.experiment
    parameters = count(experiment.network)
    copies = 2 + OPTIMIZERS[experiment.hyperparameters.optimizer].slot_count  # begun with, come to
    size = 4 * copies * parameters * settings.population
    require(
        size <= most,
        QT_TRANSLATE_NOOP(
            "Core",
            "{networks} of {count:,} parameter(s) take {size:,} MB of memory, and at most {most:,}"
            " MB are given. Have fewer networks, or begin with a smaller one.",
        ),
        networks=Sentence(
            QT_TRANSLATE_NOOP("Core", "{count} network(s)"), {"count": settings.population}
        ),
        count=parameters,
        size=-(-size >> 20),
        most=most >> 20,
    )


def _wanted(evolution: Evolution) -> dict[int, int]:
    best = evolution.best
    line = evolution.line(best.number) if best else ()
    newest = evolution.generations[-1] if best else ()
    return {one.number: _LINE for one in line} | dict.fromkeys(newest, _NEWEST)


def _without(evolution: Evolution, gone: set[str]) -> Evolution:
    if not any(one.run.id in gone for one in evolution.individuals):
        return evolution
    kept = tuple(
        replace(one, run=one.run.light) if one.run.id in gone else one
        for one in evolution.individuals
    )
    return replace(evolution, individuals=kept)
