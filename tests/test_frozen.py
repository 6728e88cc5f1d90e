"""What is frozen keeps its bits, with every optimizer, whatever else is changed."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.tasks import one_hot
from core.experiment import Experiment, Hyperparameters, from_json, to_json
from core.frozen import Frozen, masks
from core.growth import grown_snapshot
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.run import Run
from core.snapshot import no_slots
from core.surgery import AddLayer, AddNeurons, RemoveLayer, RemoveNeurons
from core.walkthrough import Walkthrough
from tests.helpers import flat, make_trainer, tiny_experiment

HIDDEN = (Layer(5, "prelu"), Layer(4, "prelu"))
# Of a network 4-5-4-3: a layer, a neuron and two weights.
FROZEN = Frozen.of([(3,), (2, 1), (0, 0, 4), (0, 3, 0)])


def experiment(optimizer="adam", frozen=FROZEN, **rates):
    found = tiny_experiment(hidden=HIDDEN, optimizer=optimizer, **rates)
    return replace(found, hyperparameters=replace(found.hyperparameters, frozen=frozen))


def test_masks_are_of_what_is_frozen_alone():
    first, second, third = masks(FROZEN, experiment().network)
    assert np.argwhere(first.weights).tolist() == [[0, 4], [3, 0]]
    assert not first.biases.any()
    assert not first.slopes.any()
    for mask in (second.weights.T, second.biases, second.slopes):
        assert [bool(one.all()) for one in mask] == [False, True, False, False]
        assert not mask[[0, 2, 3]].any()
    assert third.weights.all()
    assert third.biases.all()


@pytest.mark.parametrize(
    ("optimizer", "l2"), [*((name, 0.0) for name in OPTIMIZERS), ("momentum", 0.01)]
)
def test_the_rest_learns_and_what_is_frozen_keeps_its_bits(optimizer, l2):
    free = tiny_experiment(hidden=HIDDEN, optimizer=optimizer, l2=l2)
    trainer = make_trainer(free)
    for _ in range(3):  # so that there is momentum; nothing is compiled for it
        trainer.apply(*batch(6))
    before = trainer.snapshot(complete=True)
    trainer.set_hyperparameters(replace(free.hyperparameters, frozen=FROZEN))
    trainer.run(25)
    trainer.apply(*batch(6))
    after = trainer.snapshot(complete=True)
    held = flat(masks(FROZEN, free.network)).astype(bool)
    old, new = flat(before.parameters), flat(after.parameters)
    assert old[held].tobytes() == new[held].tobytes()
    assert (old[~held] != new[~held]).mean() > 0.9
    for one, other in zip(before.slots.arrays, after.slots.arrays, strict=True):
        assert flat(one)[held].tobytes() == flat(other)[held].tobytes()
    # From there on as if it had been so from the beginning.
    again = make_trainer(experiment(optimizer, l2=l2), before)
    again.run(25)
    again.apply(*batch(6))
    assert flat(again.parameters()).tobytes() == new.tobytes()


def test_thawed_again_all_of_it_learns():
    trainer = make_trainer(experiment())
    trainer.run(25)
    held = flat(masks(FROZEN, experiment().network)).astype(bool)
    before = flat(trainer.parameters())
    trainer.set_hyperparameters(experiment(frozen=Frozen()).hyperparameters)
    trainer.run(5)
    assert (flat(trainer.parameters())[held] != before[held]).mean() > 0.9


def batch(count):
    random = np.random.default_rng(2)
    labels = one_hot(np.arange(count) % 3, 3)
    return random.normal(0, 1, (count, 4)).astype(np.float32), labels.astype(np.float32)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_walk_freezes_as_the_backend_does(optimizer):
    found = experiment(optimizer)
    trainer = make_trainer(found)
    before = trainer.snapshot(complete=True)
    inputs, targets = batch(4)
    trainer.apply(inputs, targets)
    empty = no_slots(before.parameters, optimizer)
    rates = found.hyperparameters
    walk = Walkthrough(found.network, before.parameters, inputs, targets, rates, empty)
    np.testing.assert_allclose(flat(walk.updated[0]), flat(trainer.parameters()), atol=1e-5)
    held = flat(masks(FROZEN, found.network)).astype(bool)
    assert flat(walk.updated[0])[held].tobytes() == flat(before.parameters)[held].tobytes()
    for slot in walk.updated[1].arrays:
        assert not flat(slot)[held].any()


def test_without_anything_frozen_nothing_is_compiled_for_it():
    free, frozen = (make_trainer(experiment(frozen=one)) for one in (Frozen(), FROZEN))
    assert free.compiled_for[:-1] == frozen.compiled_for[:-1]
    assert free.compiled_for[-1] is False
    other = Frozen.of([(1, 0)])
    assert not frozen.set_hyperparameters(experiment(frozen=other).hyperparameters)
    assert frozen.set_hyperparameters(experiment(frozen=Frozen()).hyperparameters)


def test_targets_that_hold_others():
    one = Frozen.of([(0, 1, 2), (1, 2), (0, 1, 3)])
    assert one == Frozen((), ((1, 2),), ((0, 1, 3),))
    assert one.holder((0, 1, 2)) == (1, 2)
    assert one.holder((0, 0, 3)) is None
    assert one.holder((1, 3)) is None
    layer = one.toggled((1,))
    assert layer == Frozen((1,))
    assert layer.holder((0, 0, 3)) == layer.holder((1, 0)) == (1,)
    assert not layer.toggled((0, 0, 3))
    assert one.toggled((0, 1, 2)) == Frozen((), (), ((0, 1, 3),))
    assert one.toggled((0, 0, 0)).weights == ((0, 0, 0), (0, 1, 3))


def test_it_is_in_a_file_only_where_something_is_frozen():
    free = experiment(frozen=Frozen())
    assert free.hyperparameters == replace(free.hyperparameters)
    assert b"frozen" not in to_json(free)
    assert b"frozen" in to_json(experiment())
    assert from_json(to_json(experiment())) == experiment()
    assert from_json(to_json(free)) == free


def test_it_moves_with_the_structure_and_another_network_has_nothing_frozen():
    found, snapshot = experiment(), Run.start(experiment()).snapshot

    def after(*changes):
        return grown_snapshot(found, snapshot, changes)[0].hyperparameters.frozen

    assert after(AddNeurons(2)) == FROZEN
    assert after(RemoveNeurons(2, (0,))).neurons == ((2, 0),)
    assert after(RemoveNeurons(2, (1,))).neurons == ()
    assert after(AddLayer(2, "relu")) == Frozen((4,), ((3, 1),), ((0, 0, 4), (0, 3, 0)))
    assert after(RemoveLayer(1)) == Frozen((2,), ((1, 1),))
    run = Run.start(found)
    assert run.start_again(found).experiment == found
    other = replace(found, network=Network(4, (Layer(7), Layer(3, "softmax"))))
    assert run.start_again(other).experiment.hyperparameters == Hyperparameters(
        batch_size=8, learning_rate=0.01
    )
    assert Experiment().hyperparameters.frozen == Frozen()


def test_what_the_network_has_not_is_passed_over():
    strange = Frozen((0, -1, 9), ((0, 0), (1, 99), (1, -1), (99, 0)), ((0, 0, 99), (-1, 0, 0)))
    assert not any(mask.any() for layer in masks(strange, experiment().network) for mask in layer)
