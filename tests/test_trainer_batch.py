"""One batch for the walk: the trainer's gradients and slots, and the update that is applied."""

import re

import numpy as np
import pytest
from msgspec.structs import replace

from core import data, project_file
from core.backend.trainer import Trainer
from core.data.tasks import one_hot
from core.network import Layer
from core.optimizers import OPTIMIZERS
from core.order import example_order
from core.propagation import backward, forward
from core.run import Run
from core.snapshot import no_slots
from core.walkthrough import Walkthrough, update
from tests.helpers import EXAMPLES, first_snapshot, flat, make_trainer, tiny_data, tiny_experiment
from tests.reference import bits


def walk_of(trainer, inputs, targets, slots):
    return Walkthrough(
        trainer.network, trainer.parameters(), inputs, targets, trainer.hyperparameters, slots
    )


def some_batch(size=5):
    dataset = tiny_data()
    return dataset.test.inputs[:size], dataset.test.targets[:size]


def slots_after(experiment, steps):
    """The slots after so many updates, in NumPy."""
    dataset, parameters = tiny_data(), first_snapshot(experiment).parameters
    slots = no_slots(parameters, experiment.hyperparameters.optimizer)
    for batch in example_order(experiment.seed, EXAMPLES, 0, steps * 8).reshape(steps, 8):
        passed = forward(experiment.network, parameters, dataset.train.inputs[batch])
        targets = one_hot(dataset.train.labels[batch], 3)
        gradients = backward(experiment.network, parameters, passed, targets).gradients
        parameters, slots = update(parameters, gradients, experiment.hyperparameters, slots)
    return slots


# One network for all, for each that is new is compiled for a second with each optimizer.
HIDDEN = (Layer(4, "prelu"),)

every_optimizer_and_l2 = pytest.mark.parametrize(
    ("optimizer", "l2"), [*((name, 0.0) for name in OPTIMIZERS), ("adam", 0.5), ("momentum", 0.5)]
)


@every_optimizer_and_l2
def test_gradients_and_slots_are_those_of_numpy(optimizer, l2):
    experiment = tiny_experiment(HIDDEN, optimizer=optimizer, l2=l2)
    trainer = make_trainer(experiment)
    trainer.run(7)
    inputs, labels = some_batch()
    proof = trainer.check_gradients(inputs, labels)
    assert walk_of(trainer, inputs, labels, proof.slots).difference(proof) < 1e-6
    expected = slots_after(experiment, 7)
    assert (proof.updates, proof.slots.updates) == (7, 7)
    assert len(proof.slots.arrays) == len(expected.arrays)
    for slot, other in zip(proof.slots.arrays, expected.arrays, strict=True):
        np.testing.assert_allclose(flat(slot), flat(other), rtol=1e-4, atol=1e-6)
    for layers in (proof.gradients, *proof.slots.arrays):
        assert {array.dtype for layer in layers for array in layer} == {np.dtype(np.float32)}


def test_slots_of_an_optimizer_that_started_late_have_seen_fewer_updates():
    trainer = make_trainer(tiny_experiment(optimizer="sgd"))
    trainer.run(7)
    trainer.set_hyperparameters(replace(trainer.hyperparameters, optimizer="adam"))
    empty = trainer.check_gradients(*some_batch()).slots
    assert empty.updates == 0
    assert not any(flat(slot).any() for slot in empty.arrays)
    trainer.run(2)
    proof = trainer.check_gradients(*some_batch())
    assert (proof.updates, proof.slots.updates) == (9, 2)


def test_checking_gradients_does_not_change_the_training():
    trainer = make_trainer(tiny_experiment())
    for _ in range(10):
        trainer.run(2)
        trainer.check_gradients(*some_batch())
    assert flat(trainer.parameters()).tobytes() == bits(tiny_experiment(), [20])


@every_optimizer_and_l2
def test_an_applied_update_is_that_of_the_walk(optimizer, l2):
    experiment = tiny_experiment(HIDDEN, optimizer=optimizer, l2=l2)
    trainer = make_trainer(experiment)
    trainer.run(7)
    train = trainer.snapshot().train
    for number, size in enumerate((1, 5), 1):
        inputs, labels = some_batch(size)
        slots = trainer.check_gradients(inputs, labels).slots
        expected, expected_slots = walk_of(trainer, inputs, labels, slots).updated
        before = flat(trainer.parameters())
        trainer.apply(inputs, labels)
        after, found = trainer.snapshot(), trainer.check_gradients(inputs, labels).slots
        assert not np.array_equal(flat(after.parameters), before)
        np.testing.assert_allclose(flat(after.parameters), flat(expected), rtol=0, atol=1e-6)
        for slot, other in zip(found.arrays, expected_slots.arrays, strict=True):
            np.testing.assert_allclose(flat(slot), flat(other), rtol=0, atol=1e-6)
        assert found.updates == expected_slots.updates == 7 + number
        # It counts as an update, but no training example was seen.
        assert (after.updates, after.examples_seen, after.train) == (7 + number, 56, train)


@every_optimizer_and_l2
def test_training_goes_on_from_an_applied_update(optimizer, l2):
    """Applied to the batches that are next, it is the compiled loop's update."""
    experiment = tiny_experiment(HIDDEN, optimizer=optimizer, l2=l2)
    looped, applied = make_trainer(experiment), make_trainer(experiment)
    dataset = tiny_data()
    for batch in example_order(experiment.seed, EXAMPLES, 0, 24).reshape(3, 8):
        applied.apply(dataset.train.inputs[batch], dataset.train.targets[batch])
    assert (applied.updates, applied.examples_seen) == (3, 0)
    applied.examples_seen = 24
    for trainer in (applied, looped):
        trainer.run(2 if trainer is applied else 5)
    np.testing.assert_allclose(flat(applied.parameters()), flat(looped.parameters()), atol=2e-6)


@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        ((2, 3), (2, 3)),
        ((2, 4), (1, 3)),
        ((8,), (2, 3)),
        ((0, 4), (0, 3)),
        ((2, 4), (2, 2)),
        ((2, 4), (6,)),
    ],
)
def test_batch_that_does_not_fit_is_refused(inputs, targets):
    trainer = make_trainer(tiny_experiment())
    said = f"Inputs {inputs} with targets {targets} do not fit a network 4-5-3."
    for method in (trainer.check_gradients, trainer.apply):
        with pytest.raises(ValueError, match=re.escape(said)):
            method(np.zeros(inputs, np.float32), np.zeros(targets, np.float32))
    assert trainer.updates == 0


@pytest.mark.parametrize(
    ("optimizer", "change"),
    [
        *((name, {}) for name in OPTIMIZERS),
        *((name, {"l2": 0.1}) for name in ("adam", "momentum")),
        *((name, {"batch_size": 5}) for name in ("adam", "sgd")),
    ],
)
def test_training_goes_on_bit_for_bit_from_a_complete_snapshot(optimizer, change):
    experiment = tiny_experiment(HIDDEN, optimizer=optimizer)
    straight = make_trainer(experiment)
    straight.run(9)
    straight.set_hyperparameters(replace(straight.hyperparameters, **change))
    straight.apply(*some_batch())
    straight.run(3)
    complete = straight.snapshot(complete=True)
    changed = replace(experiment, hyperparameters=straight.hyperparameters)
    other = make_trainer(changed, complete)
    for trainer in (straight, other):
        trainer.run(200)
    one, two = straight.snapshot(complete=True), other.snapshot(complete=True)
    assert (one.updates, one.slots.updates) == (two.updates, two.slots.updates) == (213, 213)
    for ours, theirs in zip(
        (one.parameters, *one.slots.arrays), (two.parameters, *two.slots.arrays), strict=True
    ):
        np.testing.assert_array_equal(flat(ours), flat(theirs))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_goes_on_bit_for_bit_from_a_file(optimizer, tmp_path):
    experiment = tiny_experiment(HIDDEN, optimizer=optimizer)
    straight = make_trainer(experiment)
    straight.run(30)
    path = tmp_path / "run.netglow"
    project_file.save(path, Run.start(experiment).at(straight.snapshot(complete=True)))
    opened = project_file.load(path)
    other = Trainer(opened.experiment, data.load(opened.experiment.source), opened.exact)
    for trainer in (straight, other):
        trainer.run(70)
    np.testing.assert_array_equal(flat(other.parameters()), flat(straight.parameters()))


def test_slots_of_another_optimizer_are_refused():
    trainer = make_trainer(tiny_experiment(optimizer="adam"))
    trainer.run(1)
    with pytest.raises(ValueError, match="The optimizer sgd has 0 slots, not 2"):
        make_trainer(tiny_experiment(optimizer="sgd"), trainer.snapshot(complete=True))
