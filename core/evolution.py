"""Evolution: a population of small networks that find their own structure.

Each child is a copy of its parent with one mutation, trained for a while. What is fit survives: a
network is as fit as its score on validation examples, which no training sees, less a price for each
parameter. The test examples are looked at once, when all is over, for the winner alone.

An Evolution is a value, and so is each step of it: equal settings come to equal bits, whether it
was stopped in between or not.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.checks import require
from core.data import Data, Part, holds_back, load, part_of
from core.experiment import MOST_UPDATES, Experiment
from core.jobs import Done, Job, Outcome, State
from core.measure import measure
from core.mutations import Bounds, Mutation, drawn, mutated
from core.network import MAX_LAYERS, MAX_NEURONS
from core.parameters import count
from core.run import Run
from core.snapshot import NOT_MEASURED, Metrics
from core.surgery import answer_difference
from core.survival import Judged, chosen, elites, places, ranked, species
from core.varied import source_of
from core.wording import QT_TRANSLATE_NOOP

MOST_POPULATION, MOST_GENERATIONS = 200, 1000
_STREAM = 4  # of random numbers
_MEASURED = 10  # losses on the way of each training


class Problem(Struct, frozen=True):
    """What is to be learned: `experiment` with its whole source, the first of all networks.

    The share `validation` of its training examples selects; which ones, `split` decides. This never
    changes in an evolution: what has selected must not be trained on later.
    """

    experiment: Experiment
    validation: float = 0.3
    split: int = 0

    def __post_init__(self) -> None:
        require(
            holds_back(self.part),
            QT_TRANSLATE_NOOP("Core", "There are too few examples to hold some back."),
        )
        require(
            holds_back(self.experiment.source),
            QT_TRANSLATE_NOOP(
                "Core",
                "These data hold no examples back to test on. Give them a share to test on first.",
            ),
        )

    @property
    def part(self) -> Part:
        """What training and selection see: without the test examples."""
        return part_of(self.experiment.source, validation=self.validation, seed=self.split)


def problem_of(experiment: Experiment) -> Problem:
    """Return what an experiment is to learn; of a part of data, all of these.

    ValueError: it has no data, or too few.
    """
    source = source_of(experiment)
    return Problem(replace(experiment, source=source.of if isinstance(source, Part) else source))


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How it goes: so many networks a generation, each child trained for so many `updates`.

    `price` is what each parameter costs of the fitness. So many `elites` live on unchanged; a
    parent is the best of `tournament` that were drawn.
    """

    population: int = 12
    generations: int = 12
    updates: int = 300
    price: float = 0.0005
    elites: int = 2
    tournament: int = 3
    most_layers: int = 4
    most_neurons: int = 16
    seed: int = 0

    def __post_init__(self) -> None:
        for text, value, least, most in (
            (QT_TRANSLATE_NOOP("Core", "A population has {least} to {most} networks, not {value}."),
             self.population, 2, MOST_POPULATION),
            (QT_TRANSLATE_NOOP("Core", "There are {least} to {most} generations, not {value}."),
             self.generations, 1, MOST_GENERATIONS),
            (QT_TRANSLATE_NOOP("Core", "A child is trained for {least} to {most} updates, not"
                               " {value}."), self.updates, 1, MOST_UPDATES),
            (QT_TRANSLATE_NOOP("Core", "The price of a parameter is {least} to {most}, not"
                               " {value:g}."), self.price, 0, 1),
            (QT_TRANSLATE_NOOP("Core", "Of this population {least} to {most} can live on"
                               " unchanged, not {value}."), self.elites, 1, self.population - 1),
            (QT_TRANSLATE_NOOP("Core", "A tournament has {least} to {most} networks, not {value}."),
             self.tournament, 1, MOST_POPULATION),
            (QT_TRANSLATE_NOOP("Core", "There are {least} to {most} hidden layers at most, not"
                               " {value}."), self.most_layers, 1, MAX_LAYERS - 1),
            (QT_TRANSLATE_NOOP("Core", "A hidden layer has {least} to {most} neurons at most, not"
                               " {value}."), self.most_neurons, 1, MAX_NEURONS),
            (QT_TRANSLATE_NOOP("Core", "The seed must be {least} to {most}, not {value}."),
             self.seed, 0, 2**32 - 1),
        ):  # fmt: skip
            require(least <= value <= most, text, least=least, most=most, value=value)

    @property
    def bounds(self) -> Bounds:
        """How large a network may become."""
        return Bounds(self.most_layers, self.most_neurons)


class Individual(Struct, frozen=True, eq=False):
    """A network of the population, `number` in the order of birth; its `run`, once it is trained.

    `parent` is a number, None for one of the first. `shift` is by how much it answered otherwise
    than its parent before it was trained, at most (NaN: it had none).
    """

    number: int
    generation: int
    run: Run
    parent: int | None = None
    mutation: Mutation | None = None
    shift: float = math.nan
    state: State = "done"

    @property
    def validation(self) -> Metrics:
        """How good it is on the examples that select; those are what its run tests on."""
        return self.run.snapshot.test

    @property
    def parameters(self) -> int:
        """How many parameters it has."""
        return count(self.run.experiment.network)

    @property
    def depth(self) -> int:
        """How many hidden layers it has."""
        return len(self.run.experiment.network.layers) - 1

    def fitness(self, price: float) -> float:
        """Return its score on validation less what its parameters cost; −inf: it has none."""
        score = self.validation.score
        if self.state == "failed" or not math.isfinite(score):
            return -math.inf
        return score - price * self.parameters


class Evolution(Struct, frozen=True, eq=False):
    """An evolution so far: all individuals by number, the members of each generation.

    `test` is what the winner came to on the test examples, once all generations were made.
    `looks` counts how often these were looked at, in what it was branched from, too.
    """

    problem: Problem
    settings: Settings
    individuals: tuple[Individual, ...] = ()
    generations: tuple[tuple[int, ...], ...] = ()
    test: Metrics = NOT_MEASURED
    looks: int = 0

    @property
    def over(self) -> bool:
        """Whether all generations were made."""
        return len(self.generations) >= self.settings.generations

    def fitness(self, number: int) -> float:
        """Return how fit an individual is, at the price of now."""
        return self.individuals[number].fitness(self.settings.price)

    def ranks(self, generation: int = -1) -> tuple[Judged, ...]:
        """Return the members of a generation, the fittest first."""
        return ranked(
            [
                Judged(number, self.fitness(number), one.validation.loss, one.depth)
                for number in self.generations[generation]
                for one in (self.individuals[number],)
            ]
        )

    @property
    def best(self) -> Individual | None:
        """The fittest of the newest generation, which is the fittest of all; None: none yet."""
        return self.individuals[self.ranks()[0].number] if self.generations else None

    def line(self, number: int) -> tuple[Individual, ...]:
        """Return an individual after all that it comes from, the oldest first."""
        found: list[Individual] = []
        at: int | None = number
        while at is not None:
            found.insert(0, self.individuals[at])
            at = found[0].parent
        return tuple(found)


# Does jobs and yields each as it ends, in any order; fewer, where it was stopped.
Work: TypeAlias = Callable[[Sequence[Job]], Iterable[Done]]


def evolve(
    problem: Problem, settings: Settings, work: Work, so_far: Evolution | None = None
) -> Iterator[Evolution]:
    """Make one generation after the other, and yield what there is after each.

    With the last one the winner is measured on the test set. Where `work` is stopped it ends, and
    goes on from `so_far` later, to the same bits.
    """
    now = so_far or Evolution(problem, settings)
    while not now.over:
        made = _next(now, work)
        if made is None:
            return
        now = measured(made) if made.over else made
        yield now


def measured(evolution: Evolution) -> Evolution:
    """Return it with its winner measured on the test set, which nothing has looked at before."""
    best = evolution.best
    assert best is not None
    whole: Data = load(evolution.problem.experiment.source)
    run = best.run
    test = measure(run.experiment.network, run.snapshot.parameters, run.experiment.task, whole.test)
    return replace(evolution, test=test, looks=evolution.looks + 1)


def branched(evolution: Evolution, settings: Settings, generation: int | None = None) -> Evolution:
    """Return one that goes on otherwise, from a generation (None: the newest) on."""
    last = len(evolution.generations) - 1 if generation is None else generation
    return Evolution(
        evolution.problem,
        settings,
        tuple(one for one in evolution.individuals if one.generation <= last),
        evolution.generations[: last + 1],
        looks=evolution.looks,
    )


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
