"""Who survives, and who has children: ranks, species by depth, elites and tournaments.

All of it goes by rank alone: how much better one is than the next does not count.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Judged(NamedTuple):
    """One of a generation: its fitness (−inf: none), its loss on the same examples, its depth."""

    number: int
    fitness: float
    loss: float
    depth: int  # hidden layers: of one depth, one species


def ranked(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return them, the fittest first; of equal ones the one of lower loss, then the older one."""
    return tuple(
        sorted(judged, key=lambda one: (-one.fitness, np.nan_to_num(one.loss, nan=np.inf),
                                        one.number))
    )  # fmt: skip


def species(ranks: Sequence[Judged]) -> dict[int, tuple[Judged, ...]]:
    """Return the species by depth, each in the order of `ranks`; that of the best comes first."""
    found: dict[int, tuple[Judged, ...]] = {}
    for one in ranks:
        found[one.depth] = (*found.get(one.depth, ()), one)
    return found


def elites(ranks: Sequence[Judged], count: int) -> tuple[int, ...]:
    """Return who lives on unchanged: the best, then the best of each other species, then others."""
    champions = [members[0] for members in species(ranks).values()]
    others = [one for one in ranks if one not in champions]
    return tuple(one.number for one in (*champions, *others)[:count])


def places(ranks: Sequence[Judged], count: int) -> dict[int, int]:
    """Return how many children each species has, by depth: `count` in all.

    They are in proportion to the mean rank of its members, not to their number: a species of one
    good network is not crowded out by many middling ones (after fitness sharing in NEAT).
    """
    worth = {one.number: len(ranks) - at for at, one in enumerate(ranks)}
    means = {
        depth: float(np.mean([worth[one.number] for one in members]))
        for depth, members in species(ranks).items()
    }
    shares = {depth: count * mean / sum(means.values()) for depth, mean in means.items()}
    found = {depth: int(share) for depth, share in shares.items()}
    left = sorted(shares, key=lambda depth: (found[depth] - shares[depth], depth))
    for depth in left[: count - sum(found.values())]:
        found[depth] += 1
    return found


def chosen(random: np.random.Generator, members: Sequence[Judged], tournament: int) -> int:
    """Return who becomes a parent: the best of `tournament` members, drawn with repetition."""
    return members[int(random.integers(len(members), size=tournament).min())].number
