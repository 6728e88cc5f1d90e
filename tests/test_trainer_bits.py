"""Equal trainings give equal bits: in any chunks, gone on with, from a file; their order too."""

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core import optimizers
from core.backend import trainer as trainer_module
from core.backend.loop import training_loop
from core.network import Layer
from core.optimizers import OPTIMIZERS, rates
from core.order import example_order
from core.snapshot import Snapshot, no_slots
from tests.helpers import EXAMPLES, first_snapshot, flat, make_trainer, tiny_experiment
from tests.reference import bits, reference


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weights_are_the_same_bits_for_any_chunk_length(optimizer):
    experiment = tiny_experiment(optimizer=optimizer)
    whole = bits(experiment, [1000])
    assert bits(experiment, [7] * 142 + [6]) == whole
    assert bits(experiment, [1] * 100 + [900]) == whole
    assert bits(experiment, [1000]) == whole
    assert bits(replace(experiment, seed=4), [1000]) != whole


@pytest.mark.parametrize("together", [2, 8])
def test_weights_are_the_same_bits_for_any_number_of_updates_together(monkeypatch, together):
    experiment = tiny_experiment(dropout=0.3, schedule="cosine")
    whole = bits(experiment, [500])
    loop = functools.partial(training_loop, together=together)
    monkeypatch.setattr(trainer_module, "training_loop", loop)
    assert bits(experiment, [500]) == whole
    assert bits(experiment, [1] * 9 + [7] * 70 + [1]) == whole


def test_weights_are_the_same_bits_wherever_the_order_is_filled_up(monkeypatch):
    experiment = tiny_experiment()
    whole = bits(experiment, [1000])
    monkeypatch.setattr(trainer_module, "ORDER_SIZE", 100)
    assert bits(experiment, [7] * 142 + [6]) == whole
    assert bits(experiment, [1] * 1000) == whole


def test_snapshots_and_measurements_do_not_change_the_weights():
    experiment = tiny_experiment()
    trainer = make_trainer(experiment)
    for _ in range(30):
        trainer.run(2)
        trainer.measure_test()
        trainer.snapshot()
    assert flat(trainer.parameters()).tobytes() == bits(experiment, [60])


def test_without_regularisation_not_a_bit_of_it_is_computed(monkeypatch):
    experiment = tiny_experiment(hidden=(Layer(33, "elu"), Layer(1, "sigmoid")))
    expected = bits(experiment, [100])
    found = rates
    monkeypatch.setattr(optimizers, "rates", lambda given: found(given)._replace(l2=np.nan))
    assert bits(experiment, [100]) == expected


def test_resumed_training_goes_on_where_it_was():
    experiment = tiny_experiment(optimizer="sgd")
    first = make_trainer(experiment)
    first.run(20)
    second = make_trainer(experiment, first.snapshot())
    second.run(30)
    assert flat(second.parameters()).tobytes() == bits(experiment, [50])
    assert (second.updates, second.epoch) == (50, 8.0)


def test_optimizer_that_starts_late_corrects_for_its_empty_slots():
    """Adam's first update moves every parameter by the learning rate, at step 500 as at step 1."""
    experiment = tiny_experiment(optimizer="adam", learning_rate=0.01)
    start = first_snapshot(experiment)
    late = Snapshot(start.parameters, updates=500, examples_seen=4000, examples=EXAMPLES)
    resumed = make_trainer(experiment, late)
    switched = make_trainer(tiny_experiment(optimizer="sgd", learning_rate=1e-6), late)
    switched.set_hyperparameters(experiment.hyperparameters)
    expected, *_ = reference(experiment, 3, late)
    for trainer in (resumed, switched):
        trainer.run(3)
        np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=1e-5)


def test_training_goes_on_after_two_thousand_million_updates():
    experiment = tiny_experiment()
    parameters, updates = first_snapshot(experiment).parameters, 2**31 - 2
    old = Snapshot(
        parameters,
        updates=updates,
        slots=no_slots(parameters, "adam")._replace(updates=updates),  # it trained all the way
        examples_seen=8 * updates,
        examples=EXAMPLES,
    )
    trainer = make_trainer(experiment, old)
    trainer.run(3)
    assert trainer.updates == trainer.slots().updates == 2**31 + 1
    assert np.isfinite(flat(trainer.parameters())).all()


def test_parameters_that_do_not_fit_are_refused():
    other = first_snapshot(tiny_experiment(hidden=(Layer(6),)))
    with pytest.raises(ValueError, match="do not fit a network 4-5-3"):
        make_trainer(tiny_experiment(), other)


# The order of the examples


@given(
    seed=st.integers(0, 2**32 - 1),
    examples=st.integers(1, 40),
    start=st.integers(0, 200),
    size=st.integers(1, 200),
)
def test_order_is_one_permutation_after_another(seed, examples, start, size):
    whole = example_order(seed, examples, 0, start + size)
    part = example_order(seed, examples, start, size)
    assert part.dtype == np.int32
    np.testing.assert_array_equal(part, whole[start:])
    for epoch in range(len(whole) // examples):
        of_epoch = whole[epoch * examples : (epoch + 1) * examples]
        assert sorted(of_epoch) == list(range(examples))


def test_order_differs_from_epoch_to_epoch_and_from_seed_to_seed():
    order = example_order(0, 50, 0, 100)
    assert not np.array_equal(order[:50], order[50:])
    assert not np.array_equal(order, example_order(1, 50, 0, 100))


def test_batch_may_be_larger_than_the_dataset():
    experiment = tiny_experiment(batch_size=3 * EXAMPLES + 1)
    trainer = make_trainer(experiment)
    trainer.run(4)
    expected, loss, _ = reference(experiment, 4)
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=2e-5)
    assert trainer.snapshot().train.loss == pytest.approx(loss, rel=1e-4)


def test_batch_may_be_larger_than_the_order_on_the_device(monkeypatch):
    monkeypatch.setattr(trainer_module, "ORDER_SIZE", 4)
    experiment = tiny_experiment()
    expected = bits(experiment, [3])
    monkeypatch.undo()
    assert bits(experiment, [3]) == expected
