"""Evolution: a population of small networks that find their own structure.

Each child is a copy of its parent with one mutation, trained for a while. What is fit survives: a
network is as fit as its score on validation examples, which no training sees, less a price for each
parameter. The test examples are looked at once, when all is over, for the winner alone.

An Evolution is a value; core.evolving makes one generation after the other.
"""

import math

from msgspec import Struct
from msgspec.structs import replace

from core.checks import require
from core.data import Part, holds_back, part_of
from core.experiment import MOST_UPDATES, Experiment
from core.jobs import State
from core.mutations import Bounds, Mutation
from core.network import MAX_LAYERS, MAX_NEURONS
from core.parameters import count
from core.run import Run
from core.snapshot import NOT_MEASURED, Metrics
from core.survival import Judged, ranked
from core.varied import source_of
from core.wording import QT_TRANSLATE_NOOP

MOST_POPULATION, MOST_GENERATIONS = 200, 1000


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

    @property
    def has_weights(self) -> bool:
        """Whether its weights are kept: else they were let go of, to save memory."""
        return bool(self.run.snapshot.parameters)

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

    def has_weights(self, generation: int = -1) -> bool:
        """Return whether all members of a generation have weights, so that it can have children."""
        return all(self.individuals[number].has_weights for number in self.generations[generation])

    def line(self, number: int) -> tuple[Individual, ...]:
        """Return an individual after all that it comes from, the oldest first."""
        found: list[Individual] = []
        at: int | None = number
        while at is not None:
            found.insert(0, self.individuals[at])
            at = found[0].parent
        return tuple(found)


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
