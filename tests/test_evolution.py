"""Evolution: who survives, equal bits of equal settings, and a test set that nobody looks at."""

import itertools
from collections import Counter

import numpy as np
import pytest
from msgspec.structs import replace

from core import data, evolving
from core.data import Digits, Gate, Part, Plane, load
from core.evolution import Evolution, Problem, Settings, branched
from core.evolution_memory import bounded, check_room
from core.evolving import evolve, newborns
from core.experiment import Experiment
from core.jobs import Done
from core.measure import measure
from core.mutations import OtherActivation
from core.parameters import bytes_of, count, equal
from core.surgery import AddLayer, AddNeurons
from core.survival import Judged, chosen, elites, places, ranked, species
from tests.evolutions import EXPERIMENT, PROBLEM, SETTINGS, trained, work


def states(made):
    """All that is random of an evolution, to be compared."""
    return [
        (one.number, one.generation, one.parent, repr(one.mutation), repr(one.run.experiment))
        for one in made.individuals
    ], made.generations


def same(one, other):
    return states(one) == states(other) and all(
        equal(mine.run.snapshot.parameters, theirs.run.snapshot.parameters)
        for mine, theirs in zip(one.individuals, other.individuals, strict=True)
    )


def last(settings=SETTINGS, problem=PROBLEM, so_far=None, work=work):
    *_, found = evolve(problem, settings, work, so_far)
    return found


@pytest.fixture(scope="module")
def made():
    """An evolution of PROBLEM that is over."""
    return last()


# Who survives.

RANKS = ranked(
    [
        Judged(0, 0.5, 0.9, 1),
        Judged(1, 0.9, 0.3, 2),
        Judged(2, 0.5, 0.2, 1),
        Judged(3, -np.inf, np.nan, 3),
        Judged(4, 0.7, 0.4, 2),
        Judged(5, 0.5, 0.2, 1),
    ]
)


def test_the_fittest_come_first_then_the_lower_loss_then_the_older():
    assert [one.number for one in RANKS] == [1, 4, 2, 5, 0, 3]


def test_species_are_of_one_depth():
    assert {
        depth: [one.number for one in members] for depth, members in species(RANKS).items()
    } == {
        2: [1, 4],
        1: [2, 5, 0],
        3: [3],
    }


def test_elites_are_the_best_then_the_champions_of_other_species_then_others():
    assert elites(RANKS, 5) == (1, 2, 3, 4, 5)
    assert elites(RANKS, 1) == (1,)


@pytest.mark.parametrize("count", range(1, 12))
def test_places_go_by_the_mean_rank(count):
    found = places(RANKS, count)
    assert sum(found.values()) == count
    # Means of 5.5, 3 and 1.
    assert found[2] >= found[1] >= found[3]
    for depth, mean in ((2, 5.5), (1, 3), (3, 1)):
        assert abs(found[depth] - count * mean / 9.5) < 1


def test_a_tournament_of_many_is_won_by_the_best_and_one_of_one_by_anybody():
    random = np.random.default_rng(0)
    assert {chosen(random, RANKS, 60) for _ in range(20)} == {1}
    assert {chosen(random, RANKS, 1) for _ in range(200)} == {0, 1, 2, 3, 4, 5}


# Problems and settings.


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: Problem(Experiment(source=None)), "too few examples"),
        (lambda: Problem(replace(EXPERIMENT, source=Gate("XOR"))), "too few examples"),
        (
            lambda: Problem(replace(EXPERIMENT, source=Plane("circle", test_share=0.0))),
            "hold no examples back to test on",
        ),
        (
            lambda: Problem(replace(EXPERIMENT, source=Plane("circle", 4, test_share=0.5))),
            "too few examples to hold some back",
        ),
        (lambda: Problem(EXPERIMENT, 0.9), "share of examples to select by must be"),
        (lambda: Settings(population=1), "A population has 2 to 200 networks, not 1."),
        (lambda: Settings(population=4, elites=4), "1 to 3 can live on unchanged, not 4."),
        (lambda: Settings(price=2.0), "price of a parameter is 0 to 1, not 2."),
        (lambda: Settings(most_layers=10), "1 to 9 hidden layers at most, not 10."),
        (lambda: Settings(updates=0), "trained for 1 to 1000000000 updates, not 0."),
        (lambda: Settings(generations=0), "There are 1 to 1000 generations, not 0."),
        (lambda: Settings(tournament=0), "A tournament has 1 to 200 networks, not 0."),
        (lambda: Settings(most_neurons=0), "1 to 4096 neurons at most, not 0."),
        (lambda: Settings(seed=-1), "seed must be 0 to 4294967295, not -1."),
    ],
)
def test_what_cannot_be_is_said(ask, said):
    with pytest.raises(ValueError, match=said):
        ask()


# Evolution.


def test_it_begins_with_the_network_of_the_problem_and_others_of_one_mutation():
    first, *others = newborns(Evolution(PROBLEM, SETTINGS))
    assert first.run.experiment.network == EXPERIMENT.network
    assert len(others) == SETTINGS.population - 1
    assert all(one.parent is None and one.generation == 0 for one in (first, *others))
    assert len({one.run.experiment.seed for one in others}) == len(others)
    assert len({one.run.experiment.network for one in others}) > 1


def test_each_generation_has_its_elites_and_as_many_children_as_there_is_room(made):
    assert len(made.generations) == SETTINGS.generations
    for at, members in enumerate(made.generations):
        assert len(members) == SETTINGS.population
        if at:
            kept = elites(made.ranks(at - 1), SETTINGS.elites)
            assert members[: SETTINGS.elites] == kept
            born = [made.individuals[number] for number in members[SETTINGS.elites :]]
            assert all(one.generation == at for one in born)
            assert all(one.parent in made.generations[at - 1] for one in born)
            ranks = made.ranks(at - 1)
            depths = Counter(made.individuals[one.parent].depth for one in born)
            wanted = places(ranks, SETTINGS.population - SETTINGS.elites)
            assert depths == Counter({depth: count for depth, count in wanted.items() if count})
    # None of the random numbers come twice.
    assert len({one.run.experiment.seed for one in made.individuals}) == len(made.individuals)
    assert [one.number for one in made.individuals] == list(range(len(made.individuals)))


def test_the_best_never_gets_worse(made):
    best = [made.ranks(at)[0].fitness for at in range(len(made.generations))]
    assert best == sorted(best)
    assert (
        made.fitness(made.best.number)
        == best[-1]
        == max(map(made.fitness, range(len(made.individuals))))
    )


def test_children_inherit_what_their_parents_have_learned():
    """Where the mutation allows it they answer exactly as their parents do, before any training."""
    asked = []

    def watched(jobs):
        asked.extend(jobs)
        return work(jobs)

    made = last(replace(SETTINGS, generations=6), work=watched)
    assert len(asked) == len(made.individuals)
    inputs, grown = load(PROBLEM.part).train.inputs, 0
    for one, job in zip(made.individuals, asked, strict=True):
        if one.parent is None:
            assert np.isnan(one.shift)
            continue
        parent = made.individuals[one.parent].run
        pair = (
            (parent.experiment.network, parent.snapshot.parameters),
            (job.experiment.network, job.start.parameters),
        )
        assert evolving.answer_difference(*pair, inputs) == one.shift
        assert job.start.updates == 0
        assert one.run.parent == parent.id
        if isinstance(one.mutation, AddNeurons | AddLayer):
            assert one.shift <= 1e-6
            grown += 1
        if isinstance(one.mutation, OtherActivation):
            assert one.shift > 1e-6
    assert grown


def test_parameters_have_their_price(made):
    one = made.individuals[0]
    assert one.parameters == count(one.run.experiment.network) == 9
    assert one.fitness(0.01) == one.validation.score - 0.09
    assert replace(one, state="failed").fitness(0) == -np.inf
    small, large = sorted(made.individuals, key=lambda one: one.parameters)[
        :: len(made.individuals) - 1
    ]
    assert small.parameters < large.parameters
    dear = Evolution(PROBLEM, replace(SETTINGS, price=1.0), made.individuals, made.generations)
    assert dear.fitness(small.number) > dear.fitness(large.number)
    assert [one.fitness for one in dear.ranks()] == sorted(map(dear.fitness, dear.generations[-1]))[
        ::-1
    ]
    assert dear.best.parameters == min(
        made.individuals[number].parameters for number in dear.generations[-1]
    )


def test_equal_seeds_equal_bits(made):
    assert same(last(), made)
    assert not same(last(replace(SETTINGS, seed=2)), made)


@pytest.mark.parametrize("jobs", [0, 3, 7, 9])
def test_stopped_in_the_middle_it_goes_on_to_the_same(jobs, made):
    left = [jobs]

    def stopping(asked):
        for done in work(asked):
            if not left[0]:
                return
            left[0] -= 1
            yield done

    some = list(evolve(PROBLEM, SETTINGS, stopping))
    assert len(some) < SETTINGS.generations
    so_far = some[-1] if some else None
    assert same(last(so_far=so_far), made)
    assert not some or (some[-1].looks == 0 and np.isnan(some[-1].test.loss))


def test_a_branch_keeps_what_was_and_goes_on_otherwise(made):
    other = replace(SETTINGS, price=0.05, generations=5, population=4)
    begun = branched(made, other, 1)
    assert begun.generations == made.generations[:2]
    assert begun.individuals == made.individuals[: len(begun.individuals)]
    assert begun.individuals[-1].generation == 1
    assert np.isnan(begun.test.loss)
    branch = last(so_far=begun)
    assert len(branch.generations) == 5
    assert len(branch.generations[-1]) == 4
    assert branch.looks == 2  # the one that it was branched from had looked before
    assert branched(made, SETTINGS).generations == made.generations
    assert same(last(so_far=branched(made, SETTINGS, 1)), made)


def test_where_they_come_from(made):
    line = made.line(made.best.number)
    assert line[-1] is made.best
    assert line[0].parent is None
    assert all(child.parent == one.number for one, child in itertools.pairwise(line))


# No leak.


def test_neither_training_nor_selection_has_the_test_examples(monkeypatch):
    """Until the winner stands nobody loads the whole source but to part it."""
    loaded, asked = [], []
    monkeypatch.setattr(evolving, "load", lambda source: loaded.append(source) or load(source))

    def watched(jobs):
        asked.extend(jobs)
        return work(jobs)

    *_, before, _ = evolve(PROBLEM, SETTINGS, watched)
    assert {one.experiment.source for one in asked} == {PROBLEM.part}
    assert isinstance(PROBLEM.part, Part)
    assert [type(source) for source in loaded].count(Plane) == 1
    assert isinstance(loaded[-1], Plane)
    assert before.looks == 0
    tested = {row.tobytes() for row in load(EXPERIMENT.source).test.inputs}
    seen = load(PROBLEM.part)
    assert not tested & {row.tobytes() for row in (*seen.train.inputs, *seen.test.inputs)}


def test_the_winner_alone_is_measured_on_the_test_set_at_the_end():
    *others, made = evolve(PROBLEM, SETTINGS, work)
    assert all(np.isnan(one.test.loss) for one in others)
    run = made.best.run
    alone = measure(
        run.experiment.network,
        run.snapshot.parameters,
        run.experiment.task,
        load(EXPERIMENT.source).test,
    )
    assert (made.test, made.looks) == (alone, 1)
    assert made.test != made.best.validation
    assert list(evolve(PROBLEM, SETTINGS, work, made)) == []


def test_digits_are_those_that_nobody_varied():
    problem = Problem(Experiment(source=Digits(examples=500)))
    assert problem.part == data.part_of(Digits(), 500, 0.3)


def test_what_failed_or_diverged_has_no_children_where_others_have():
    def failing(jobs):
        for number, job in enumerate(jobs):
            outcome = trained(job)
            yield Done(number, replace(outcome, state="failed") if number % 2 else outcome)

    made = last(work=failing)
    ranks = made.ranks(0)
    assert [one.fitness > -np.inf for one in ranks] == [True] * 3 + [False] * 3


# Memory.


def weightless(made):
    return {one.number for one in made.individuals if not one.has_weights}


def test_weights_that_nobody_needs_are_let_go_of_the_oldest_first(made):
    size = sum(bytes_of(one.run.arrays) for one in made.individuals)
    assert bounded((made,), size) == (made,)
    newest = set(made.generations[-1])
    line = {one.number for one in made.line(made.best.number)} - newest
    free = set(range(len(made.individuals))) - newest - line
    assert line
    assert free
    (less,) = bounded((made,), size - 1)
    assert weightless(less) == {min(free)}
    (none,) = bounded((made,), 0)
    assert weightless(none) == free | line
    some = size - sum(bytes_of(made.individuals[number].run.arrays) for number in free)
    assert weightless(bounded((made,), some)[0]) == free
    assert bytes_of(none.individuals[min(free)].run.arrays) == 0
    assert [none.ranks(at) for at in range(4)] == [made.ranks(at) for at in range(4)]
    assert none.has_weights()
    assert not none.has_weights(0)


def test_the_weights_of_earlier_evolutions_go_before_those_of_the_one_that_goes_on(made):
    branch = last(replace(SETTINGS, price=0.05), so_far=branched(made, SETTINGS, 1))
    shared = {one.number for one in branch.individuals if one.generation <= 1}
    mine = sum(bytes_of(one.run.arrays) for one in branch.individuals)
    earlier, now = bounded((made, branch), mine)
    assert now is branch
    assert weightless(earlier) == set(range(len(made.individuals))) - shared


def test_an_evolution_that_lets_go_of_weights_comes_to_the_same(made):
    for found in evolve(PROBLEM, SETTINGS, work, most_bytes=0):
        needed = set(found.generations[-1])
        assert weightless(found) == set(range(len(found.individuals))) - needed
    assert states(found) == states(made)
    assert found.test == made.test


def test_what_a_generation_takes_is_asked_for_before():
    size = 6 * 4 * 4 * 9  # networks, copies, bytes, parameters
    check_room(PROBLEM, SETTINGS, size)
    with pytest.raises(ValueError, match="6 networks of 9 parameters take 1 MB of memory, and at"):
        check_room(PROBLEM, SETTINGS, size - 1)
