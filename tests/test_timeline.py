"""The record: any update of a training again, from few checkpoints and a journal of changes."""

import gc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core import timeline
from core.backend.replay import Replaying
from core.backend.trainer import Trainer
from core.checkpoint import Checkpoint, checksum, same_bits
from core.data import load
from core.growth import grown_snapshot
from core.optimizers import OPTIMIZERS
from core.snapshot import no_slots
from core.surgery import AddNeurons
from core.timeline import Record, Stretch, check_bound
from tests.helpers import TINY, first_snapshot, tiny_experiment

OTHER_DATA = replace(TINY, train=TINY.train[:40])


class Training:
    """A training that is recorded, and the parameters that it had after every update."""

    def __init__(self, experiment, bound=10**9):
        self.experiment = experiment
        self._go_on(first_snapshot(experiment))
        self.record = Record(bound=bound).gone_on(experiment, first_snapshot(experiment))
        self.seen = {}
        self._see()

    def _go_on(self, snapshot):
        self.trainer = Trainer(self.experiment, load(self.experiment.source), snapshot)

    def _see(self):
        self.seen[self.trainer.updates] = checksum(self.trainer.snapshot(complete=True))

    def train(self, updates):
        for _ in range(updates):
            self.trainer.run(1)
            self._see()
        self.record = self.record.reached(self.trainer.updates)

    def check(self):
        self.record = self.record.with_checkpoint(self.trainer.snapshot(complete=True))

    def rates(self, **changes):
        rates = replace(self.experiment.hyperparameters, **changes)
        self.trainer.set_hyperparameters(rates)
        self._note(replace(self.experiment, hyperparameters=rates))

    def data(self, source):
        experiment = replace(self.experiment, source=source)
        snapshot = self.trainer.snapshot(complete=True)
        self._note(experiment)
        self._go_on(snapshot)
        self._see()

    def _note(self, experiment):
        self.experiment = experiment
        self.record = self.record.with_change(self.trainer.updates, experiment)
        self._see()

    def hand(self):
        snapshot = self.trainer.snapshot(complete=True)
        first, *rest = snapshot.parameters
        moved = first._replace(weights=first.weights + np.float32(0.5))
        self._given(self.experiment, replace(snapshot, parameters=(moved, *rest)))

    def grow(self):
        snapshot = self.trainer.snapshot(complete=True)
        self._given(*grown_snapshot(self.experiment, snapshot, (AddNeurons(1, 1),)))

    def _given(self, experiment, snapshot):
        self.experiment = experiment
        self._go_on(snapshot)
        self.record = self.record.gone_on(experiment, snapshot)
        self._see()


def again(record, update):
    """The snapshot at an update, had again."""
    replaying = Replaying(record.way_to(update), "/CPU:0")
    while not replaying.done:
        replaying.work()
    return replaying.snapshot()


CHANGES = st.one_of(
    st.tuples(st.just("train"), st.integers(1, 12)),
    st.just(("check",)),
    st.tuples(st.just("rates"), st.sampled_from(["learning_rate", "batch_size"])),
    st.tuples(st.just("data"), st.sampled_from([TINY, OTHER_DATA])),
    st.just(("hand",)),
    st.just(("grow",)),
)
VALUES = {"learning_rate": (0.1, 0.02), "batch_size": (4, 8)}


@settings(max_examples=5)
@given(st.lists(CHANGES, min_size=6, max_size=14), st.data())
def test_any_update_is_the_same_bits_as_when_it_was_first_there(changes, data):
    training = Training(tiny_experiment(optimizer="momentum"))
    grown = 0
    for name, *what in [("train", 3), *changes, ("train", 2)]:
        match name, *what:
            case "rates", field:
                now = getattr(training.experiment.hyperparameters, field)
                one, other = VALUES[field]
                training.rates(**{field: other if now == one else one})
            case ("grow",):
                grown += 1
                if grown == 1:  # each structure is another loop to compile
                    training.grow()
            case _:
                getattr(training, name)(*what)
    for update in data.draw(st.sets(st.integers(0, training.record.end), min_size=3, max_size=5)):
        assert checksum(again(training.record, update)) == training.seen[update]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_update_far_from_any_checkpoint_is_had_again_with_every_optimizer(optimizer):
    training = Training(tiny_experiment(optimizer="sgd"))
    training.train(10)
    training.rates(optimizer=optimizer)
    training.train(30)
    training.check()
    training.train(30)
    training.rates(learning_rate=0.05)
    training.train(30)
    for update in (10, 39, 40, 41, 70, 99):
        assert checksum(again(training.record, update)) == training.seen[update]


def test_of_points_that_are_moved_while_it_rests_only_where_they_came_to_counts():
    training = Training(tiny_experiment(optimizer="momentum"))
    training.train(2)
    for source in (OTHER_DATA, TINY, OTHER_DATA):
        training.data(source)
    training.train(2)
    assert [change.update for change in training.record.journal] == [0, 2]
    assert checksum(again(training.record, 4)) == training.seen[4]


# What is kept


def recorded(updates, bound=10**9, given=()):
    """A record with checkpoints at these updates, each of them of the same size."""
    experiment = tiny_experiment(optimizer="sgd")
    first = first_snapshot(experiment)
    record = Record(bound=bound).gone_on(experiment, first)
    for number, update in enumerate(updates):
        parameters = first.parameters
        if update in given:
            layer = parameters[0]._replace(biases=parameters[0].biases + np.float32(number))
            parameters = (layer, *parameters[1:])
        slots = no_slots(parameters, "sgd")._replace(updates=update)
        snapshot = replace(first, updates=update, parameters=parameters, slots=slots)
        if update in given:
            record = record.reached(update).gone_on(experiment, snapshot)
        else:
            record = record.with_checkpoint(snapshot)
    return record


def test_checkpoints_thin_out_with_age_and_take_no_more_than_they_may():
    size = recorded([]).size
    record = recorded(range(10, 4001, 10), bound=40 * size)
    assert record.size <= 40 * size
    assert len(record.checkpoints) == 40
    gaps = np.diff(record.updates)
    assert (record.updates[0], record.updates[-1]) == (0, 4000)
    assert gaps[-1] <= 20 < gaps[:5].max() <= 16 * gaps[-5:].mean()
    assert not record.lost
    assert all(record.way_to(update) for update in range(0, 4001, 7))


def test_small_checkpoints_are_thinned_out_by_their_number(monkeypatch):
    monkeypatch.setattr(timeline, "MOST_CHECKPOINTS", 20)
    record = recorded(range(10, 1010, 10))
    assert len(record.checkpoints) == 20
    gaps = np.diff(record.updates)
    assert record.updates[[0, -1]].tolist() == [0, 1000]
    assert gaps[-4:].mean() < gaps.mean() < gaps[:4].mean()


def test_what_was_changed_by_hand_stays_while_its_neighbours_are_thinned_out():
    size = recorded([]).size
    record = recorded(range(10, 2001, 10), bound=12 * size, given=(50, 1300))
    assert {50, 1300} <= set(record.updates.tolist())
    assert record.size <= 12 * size
    assert record.nearest(1310).update == 1300


def test_where_nothing_else_can_go_the_record_begins_later():
    size = recorded([]).size
    record = recorded(range(10, 201, 10), bound=5 * size, given=range(10, 201, 10))
    assert record.updates.tolist() == [160, 170, 180, 190, 200]
    with pytest.raises(ValueError, match=r"The record has updates 160 to 200, not 20\."):
        record.way_to(20)


def test_a_bound_below_one_checkpoint_keeps_nothing_and_says_so():
    record = recorded([10, 20], bound=100)
    assert (record.checkpoints, record.size) == ((), 0)
    experiment = tiny_experiment()
    parameters = first_snapshot(experiment).parameters
    with pytest.raises(ValueError, match=r"One moment of this training takes 0\.0 MB\. Its record"):
        check_bound(500, experiment, parameters)  # with Adam's slots it is three times as large
    check_bound(600, experiment, parameters)


def test_a_spoiled_checkpoint_loses_only_what_it_alone_led_to():
    record = recorded([10, 20, 30, 40], given=(20,))
    assert record.without(lambda one: one.update in (10, 30)).lost == ()
    spoiled = record.without(lambda one: one.update == 20)
    assert spoiled.lost == (Stretch(20, 29),)
    with pytest.raises(ValueError, match=r"Updates 20 to 29 are not kept\."):
        spoiled.way_to(25)
    assert [spoiled.way_to(update).checkpoint.update for update in (19, 30)] == [10, 30]
    # Nor can anything lead over a stretch that is lost.
    assert spoiled.without(lambda one: one.update == 30).lost == (Stretch(20, 39),)


def test_a_training_that_comes_back_to_where_it_was_left_has_lost_what_came_in_between():
    training = Training(tiny_experiment())
    training.train(5)
    before = training.trainer.snapshot(complete=True)
    training.train(5)
    left = training.trainer.snapshot(complete=True)
    record = training.record.gone_on(training.experiment, before)  # undo
    assert (record.end, record.lost) == (5, ())
    record = record.gone_on(training.experiment, left)  # redo
    assert (record.end, record.lost) == (10, (Stretch(6, 9),))
    assert [one.kind for one in record.journal] == ["begin", "hand", "hand"]


def test_going_back_to_the_best_forgets_what_came_after_and_keeps_the_newest_rates():
    training = Training(tiny_experiment())
    training.train(5)
    training.check()
    training.train(5)
    training.rates(learning_rate=0.5)
    training.train(5)
    record = training.record.went_back(5)
    assert (record.end, record.experiment.hyperparameters.learning_rate) == (5, 0.5)
    assert checksum(again(record, 5)) == training.seen[5]


def test_a_record_is_nothing_to_the_garbage_collector_however_long():
    experiment = tiny_experiment()
    record = Record().gone_on(experiment, first_snapshot(experiment))
    before = len(gc.get_objects())
    for update in range(1, 200):
        snapshot = replace(first_snapshot(experiment), updates=update)
        slots = no_slots(snapshot.parameters, experiment.hyperparameters.optimizer)
        record = record.with_checkpoint(replace(snapshot, slots=slots))
    assert len(record.checkpoints) == 200
    del snapshot, slots
    gc.collect()  # it is only then that Python leaves tuples of numbers out
    assert len(gc.get_objects()) - before < 20


def test_a_checkpoint_is_the_snapshot_that_it_was_taken_of():
    training = Training(tiny_experiment())
    training.train(3)
    taken = training.trainer.snapshot(complete=True)
    found = Checkpoint.of(taken, training.experiment).snapshot
    assert same_bits(found, taken)
    assert found.slots.updates == taken.slots.updates == 3
    assert (found.epoch, found.train, found.test, found.tested_at) == (
        taken.epoch, taken.train, taken.test, taken.tested_at,
    )  # fmt: skip
    assert list(map(id, found.arrays)) == list(map(id, taken.arrays))  # nothing is copied


def test_before_the_first_update_no_checkpoint_has_slots():
    experiment = tiny_experiment()
    begun = first_snapshot(experiment)
    slots = no_slots(begun.parameters, experiment.hyperparameters.optimizer)
    kept = Checkpoint.of(replace(begun, slots=slots), experiment)
    assert kept.snapshot.slots is None
    assert len(kept.arrays) == 3 * len(experiment.network.layers)
