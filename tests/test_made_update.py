"""An update as a walk: TensorFlow made it with just this batch, and it led to just this."""

import numpy as np
import pytest
from msgspec.structs import replace

from core import data
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.data import Curve, Gate, Plane
from core.made_update import made_update
from core.network import Layer
from core.run import Run
from core.walkthrough import Walkthrough, update
from tests.helpers import flat, tiny_experiment


def trained(experiment, updates):
    """The trainer of an experiment after so many updates."""
    snapshot = Run.start(experiment).snapshot
    trainer = Trainer(experiment, data.load(experiment.source), snapshot)
    if updates:
        trainer.run(updates)
    return trainer


def next_update(experiment, trainer):
    """The snapshots before and after one more update, and that update."""
    before = trainer.snapshot(complete=True)
    trainer.run(1)
    after = trainer.snapshot()
    return before, after, made_update(experiment, before, after, data.load(experiment.source))


@pytest.mark.parametrize(
    ("experiment", "updates", "batch"),
    [
        (beginning(Gate("AND")), 0, 3),
        (beginning(Gate("AND")), 0, 16),  # more than there are examples
        (replace(beginning(Gate("XOR")), seed=5), 7, 1),
        (beginning(Plane("circle")), 33, 16),
        (beginning(Curve()), 50, 3),
        (tiny_experiment(optimizer="momentum", l2=0.1), 9, 16),
        (tiny_experiment(schedule="step", schedule_updates=2, l1=0.1), 9, 3),
    ],
)
def test_the_batch_that_is_told_is_the_one_that_was_learned_from(experiment, updates, batch):
    rates = replace(experiment.hyperparameters, batch_size=batch)
    experiment = replace(experiment, hyperparameters=rates)
    trainer = trained(experiment, updates)
    before, after, made = next_update(experiment, trainer)
    assert (made.number, len(made.places)) == (updates + 1, batch)
    assert made.examples == len(data.load(experiment.source).train)
    given = (getattr(made, name) for name in Walkthrough.__struct_fields__)
    computed = Walkthrough(*given).updated[0]
    np.testing.assert_allclose(flat(computed), flat(after.parameters), rtol=0, atol=2e-6)
    assert np.abs(flat(computed) - flat(before.parameters)).max() > 1e-5
    # The walk ends at TensorFlow's own numbers, whatever is known of the optimizer's state.
    assert made.updated[0] is after.parameters
    assert made.parameters is before.parameters


def test_the_batch_is_that_of_the_new_data_after_a_change_of_it():
    few, many = (beginning(Plane("circle", count=count)) for count in (60, 200))
    trainer = trained(few, 5)
    before = trainer.snapshot(complete=True)
    trainer = Trainer(many, data.load(many.source), before)
    trainer.run(1)
    made = made_update(many, before, trainer.snapshot(), data.load(many.source))
    given = (getattr(made, name) for name in Walkthrough.__struct_fields__)
    computed = Walkthrough(*given).updated[0]
    np.testing.assert_allclose(flat(computed), flat(trainer.parameters()), rtol=0, atol=2e-6)


def test_neurons_that_dropout_left_out_are_told_as_such():
    experiment = tiny_experiment((Layer(9, "tanh"), Layer(8, "relu")), dropout=0.5)
    trainer = trained(experiment, 7)
    _, after, made = next_update(experiment, trainer)
    computed, _ = update(made.parameters, made.backward.gradients, made.hyperparameters, made.slots)
    np.testing.assert_allclose(flat(computed), flat(after.parameters), rtol=0, atol=2e-6)
    assert 0.3 < (made.forward.activations[1] == 0).mean() < 0.7
    assert (made.again[0].activations[1] != 0).all()  # measured, the network is whole


def test_what_is_no_single_known_update_is_not_told():
    experiment = beginning(Gate("AND"))
    before, after, made = next_update(experiment, trained(experiment, 3))
    examples = data.load(experiment.source)
    assert made
    for wrong in (
        replace(after, updates=3),
        replace(after, updates=5),
        replace(after, examples=8),
        replace(after, examples_seen=before.examples_seen),  # of a walk: its batch is not counted
        replace(after, examples_seen=after.examples_seen + 4),
    ):
        assert made_update(experiment, before, wrong, examples) is None
    three = replace(experiment.hyperparameters, batch_size=3)  # since then
    assert made_update(replace(experiment, hyperparameters=three), before, after, examples) is None
