"""Evolving: one generation of networks after the other.

Each step of an evolution is a value: equal settings come to equal bits, whether it was stopped in
between or not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from msgspec.structs import replace

from core.data import Data, load
from core.evolution import Evolution, Individual, Problem, Settings
from core.evolution_memory import MOST_BYTES, bounded
from core.jobs import Done, Job, Outcome
from core.measure import measure
from core.mutations import drawn, mutated
from core.run import Run
from core.surgery import answer_difference
from core.survival import chosen, elites, places, species

_STREAM = 4  # of random numbers
_MEASURED = 10  # losses on the way of each training

# Does jobs and yields each as it ends, in any order; fewer, where it was stopped.
Work: TypeAlias = Callable[[Sequence[Job]], Iterable[Done]]


def evolve(
    problem: Problem,
    settings: Settings,
    work: Work,
    so_far: Evolution | None = None,
    most_bytes: int = MOST_BYTES,
) -> Iterator[Evolution]:
    """Make one generation after the other, and yield what there is after each.

    With the last one the winner is measured on the test set. Where `work` is stopped it ends, and
    goes on from `so_far` later, to the same bits. The weights take `most_bytes` at most, and one
    generation: before that they are let go of.
    """
    now = so_far or Evolution(problem, settings)
    while not now.over:
        made = _next(now, work)
        if made is None:
            return
        (now,) = bounded((tested(made) if made.over else made,), most_bytes)
        yield now


def tested(evolution: Evolution) -> Evolution:
    """Return it with its winner measured on the test set, which nothing has looked at before."""
    best = evolution.best
    assert best is not None
    whole: Data = load(evolution.problem.experiment.source)
    run = best.run
    test = measure(run.experiment.network, run.snapshot.parameters, run.experiment.task, whole.test)
    return replace(evolution, test=test, looks=evolution.looks + 1)


def newborns(evolution: Evolution) -> tuple[Individual, ...]:
    """Return those that the next generation has besides its elites, not trained yet."""
    generation, settings = len(evolution.generations), evolution.settings
    # (Counted from 1: to NumPy, a 0 at the end of a seed is nothing.)
    random = np.random.default_rng([settings.seed, _STREAM, generation + 1])
    if not generation:
        return _first(evolution, random)
    ranks, born = evolution.ranks(), list[Individual]()
    groups = species(ranks)
    wanted = settings.population - settings.elites
    for depth, children in places(ranks, wanted).items():
        for _ in range(children):
            parent = evolution.individuals[chosen(random, groups[depth], settings.tournament)]
            number = len(evolution.individuals) + len(born)
            born.append(_child(parent, number, generation, random, settings))
    return tuple(born)


def _first(evolution: Evolution, random: np.random.Generator) -> tuple[Individual, ...]:
    """The network of the problem, and others that have one mutation each; weights are drawn."""
    problem, settings = evolution.problem, evolution.settings
    base = replace(problem.experiment, source=problem.part)
    found = []
    for number in range(settings.population):
        experiment = replace(base, seed=_seed(random))
        run = Run.start(experiment)
        if number:
            mutation = drawn(random, experiment, run.snapshot.parameters, settings.bounds)
            experiment, _ = mutated(experiment, run.snapshot.parameters, mutation)
            run = Run.start(experiment)
        found.append(Individual(number, 0, run))
    return tuple(found)


def _child(
    parent: Individual,
    number: int,
    generation: int,
    random: np.random.Generator,
    settings: Settings,
) -> Individual:
    before, parameters = parent.run.experiment, parent.run.snapshot.parameters
    mutation = drawn(random, before, parameters, settings.bounds)
    experiment = replace(before, seed=_seed(random))
    experiment, given = mutated(experiment, parameters, mutation)
    inputs = load(experiment.source).train.inputs
    with np.errstate(all="ignore"):  # a parent may have diverged
        shift = answer_difference((before.network, parameters), (experiment.network, given), inputs)
    run = Run.start(experiment, given, parent=parent.run)
    return Individual(number, generation, run, parent.number, mutation, shift)


def _seed(random: np.random.Generator) -> int:
    return int(random.integers(2**32))


def _next(evolution: Evolution, work: Work) -> Evolution | None:
    """Return it with one generation more; None: it was stopped before all were trained."""
    settings, born = evolution.settings, newborns(evolution)
    jobs = [Job(one.run.experiment, settings.updates, one.run.snapshot, _MEASURED) for one in born]
    ended = {done.number: done.outcome for done in work(jobs)}
    if len(ended) < len(jobs):
        return None
    grown = tuple(_grown_up(one, ended[at]) for at, one in enumerate(born))
    kept = elites(evolution.ranks(), settings.elites) if evolution.generations else ()
    members = (*kept, *(one.number for one in grown))
    return replace(
        evolution,
        individuals=evolution.individuals + grown,
        generations=(*evolution.generations, members),
    )


def _grown_up(newborn: Individual, outcome: Outcome) -> Individual:
    """Return it trained; of the run that a job begins, where it comes from is not known."""
    run = replace(outcome.run, parent=newborn.run.parent, id=newborn.run.id)
    return replace(newborn, run=run, state=outcome.state)
