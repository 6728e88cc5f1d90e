"""A run: what it begins from, what it is at a snapshot, and where training can go on from."""

from msgspec.structs import replace

from core.experiment import Hyperparameters
from core.network import Layer
from core.parameters import Parameters, equal, initialise
from core.run import Run, given_at_start, new_id
from core.snapshot import Slots, Snapshot, no_slots
from tests.panels import two_numbers

EXPERIMENT = replace(two_numbers().experiment, hyperparameters=Hyperparameters("adam"))
DRAWN = initialise(EXPERIMENT.network, EXPERIMENT.seed)


def times(factor: float, parameters: Parameters = DRAWN) -> Parameters:
    return tuple(layer._replace(weights=factor * layer.weights) for layer in parameters)


def to_draw(updates: int, factor: float = 2) -> Snapshot:
    return Snapshot(times(factor), updates)


def complete(updates: int, factor: float = 2) -> Snapshot:
    slots = Slots(no_slots(DRAWN, "adam").arrays, updates)
    return replace(to_draw(updates, factor), slots=slots)


def test_a_run_begins_with_what_its_seed_draws():
    run = Run.start(EXPERIMENT)
    assert equal(run.snapshot.parameters, DRAWN)
    assert run.snapshot.updates == 0
    assert run.checkpoint is run.snapshot is run.exact
    assert run.given is None
    assert (run.parent, run.name) == ("", "2-2")
    assert len(run.history) == 0
    assert len({run.id, Run.start(EXPERIMENT).id, new_id(), new_id()}) == 4
    assert len(run.id) == 16


def test_a_run_begins_with_what_it_is_given():
    run = Run.start(EXPERIMENT, times(3), Run.start(EXPERIMENT))
    assert run.snapshot.parameters is run.given
    assert run.initial_parameters() is run.given
    trained = run.at(to_draw(8))
    assert trained.initial_parameters() is run.given
    drawn = Run.start(EXPERIMENT).at(to_draw(8))
    assert equal(drawn.initial_parameters(), DRAWN)


def test_another_run_begins_as_this_one_did_unless_it_draws_otherwise():
    run = Run.start(EXPERIMENT, times(3)).at(to_draw(8))
    again = run.start_again(replace(EXPERIMENT, hyperparameters=Hyperparameters(l2=0.5)))
    assert again.snapshot.parameters is run.given
    assert again.parent == run.id != again.id
    network = EXPERIMENT.network
    for other in (
        replace(EXPERIMENT, seed=4),
        replace(EXPERIMENT, network=replace(network, initialiser="zeros")),
        replace(EXPERIMENT, network=replace(network, layers=(Layer(3), *network.layers))),
    ):
        begun = run.start_again(other)
        assert begun.given is None
        assert equal(begun.snapshot.parameters, initialise(other.network, other.seed))


def test_training_goes_on_from_the_newest_complete_snapshot():
    run = Run.start(EXPERIMENT)
    first = run.exact
    drawn = run.at(to_draw(8))
    assert drawn.exact is first
    assert drawn.snapshot.updates == 8
    kept = drawn.at(complete(16))
    assert kept.exact is kept.snapshot is kept.checkpoint
    later = kept.at(to_draw(24))
    assert later.exact.updates == 16
    assert later.snapshot.updates == 24
    assert later.id == run.id
    assert later.history is run.history
    assert replace(later, checkpoint=None).exact is later.snapshot  # there is nothing better


def test_a_snapshot_to_draw_of_where_the_checkpoint_is_is_completed():
    kept = complete(16)
    run = Run.start(EXPERIMENT).at(kept).at(to_draw(16))
    assert run.snapshot.slots is kept.slots
    assert run.checkpoint is run.snapshot
    assert Run.start(EXPERIMENT).at(kept).at(to_draw(17)).snapshot.slots is None


def test_equal_parameters_stay_the_same_objects():
    run = Run.start(EXPERIMENT).at(to_draw(8))
    held = run.snapshot.parameters
    assert run.at(to_draw(8)).snapshot.parameters is held
    assert run.at(to_draw(8, 3)).snapshot.parameters is not held
    assert run.at(to_draw(9)).snapshot.parameters is not held


def test_other_rates_keep_the_slots_and_another_optimizer_begins_with_empty_ones():
    run = Run.start(EXPERIMENT).at(complete(16))
    rates = EXPERIMENT.hyperparameters
    faster = run.changed(replace(rates, learning_rate=0.5))
    assert faster.experiment.hyperparameters.learning_rate == 0.5
    assert faster.snapshot is run.snapshot
    assert run.experiment is EXPERIMENT
    other = run.changed(replace(rates, optimizer="momentum"))
    assert other.id == run.id
    assert len(other.snapshot.slots.arrays) == 1
    assert other.snapshot.slots.updates == 0
    assert not any(array.any() for layer in other.snapshot.slots.arrays[0] for array in layer)
    assert other.snapshot.updates == 16
    assert other.exact is other.snapshot


def test_only_untrained_parameters_that_no_seed_draws_are_given():
    assert given_at_start(EXPERIMENT, Snapshot(DRAWN)) is None
    other = times(3)
    assert given_at_start(EXPERIMENT, Snapshot(other)) is other
    assert given_at_start(EXPERIMENT, Snapshot(other, updates=1)) is None
