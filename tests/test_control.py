"""Regularisation, dropout, schedules and stops, against Keras; the same bits in any portions."""

import json
import math

import keras
import numpy as np
import pytest
import tensorflow as tf
from msgspec.structs import replace

from core import data, dropout, project_file, schedules, stops
from core.backend.stopping import Stopping
from core.backend.trainer import Trainer
from core.data import Given
from core.experiment import Hyperparameters, from_json, to_json
from core.network import Layer
from core.order import example_order
from core.run import Run
from core.stops import Patience, Stand
from core.walkthrough import update
from tests.helpers import EXAMPLES, TINY, first_snapshot, flat, make_trainer, tiny_data
from tests.helpers import tiny_experiment as tiny
from tests.reference import bits

FEATURES = [
    {"l1": 0.01, "l2": 0.02, "optimizer": "momentum"},
    {"dropout": 0.4, "l1": 0.01, "optimizer": "nesterov"},
    {"dropout": 0.2, "schedule": "step", "schedule_updates": 3, "schedule_factor": 0.7},
    {"schedule": "cosine", "schedule_updates": 6, "schedule_floor": 0.1},
]
each_feature = pytest.mark.parametrize("feature", FEATURES, ids=lambda one: "-".join(one))
TWO_HIDDEN = (Layer(6, "tanh"), Layer(5, "sigmoid"))


class Left(keras.layers.Layer):
    """Multiplies by the factors that it is given: those of an update, or 1."""

    factors = 1.0

    def call(self, inputs):
        return inputs * self.factors


def in_keras(experiment, updates):
    """Train the same in Keras, with its regularizers, optimizers and schedules; flat parameters."""
    wanted, network = experiment.hyperparameters, experiment.network
    decay = keras.regularizers.L1L2(wanted.l1, wanted.l2 / 2)  # Keras: λ·w², ours λ/2·w²
    dense = [
        keras.layers.Dense(one.neurons, one.activation, kernel_regularizer=decay)
        for one in network.layers
    ]
    left = [Left() for _ in network.layers[:-1]]
    stack = [dense[0], *(part for pair in zip(left, dense[1:], strict=True) for part in pair)]
    model = keras.Sequential([keras.Input((network.inputs,)), *stack])
    for layer, (weights, biases, _) in zip(
        dense, first_snapshot(experiment).parameters, strict=True
    ):
        layer.set_weights([weights, biases])
    rate = {
        "constant": wanted.learning_rate,
        "step": keras.optimizers.schedules.ExponentialDecay(
            wanted.learning_rate, wanted.schedule_updates, wanted.schedule_factor, staircase=True
        ),
        "cosine": keras.optimizers.schedules.CosineDecay(
            wanted.learning_rate, wanted.schedule_updates, wanted.schedule_floor
        ),
    }[wanted.schedule]
    optimizer = {
        "adam": keras.optimizers.Adam(rate),
        "momentum": keras.optimizers.SGD(rate, momentum=0.9),
        "nesterov": keras.optimizers.SGD(rate, momentum=0.9, nesterov=True),
    }[wanted.optimizer]
    known, loss_of = tiny_data(), keras.losses.CategoricalCrossentropy()
    order = example_order(experiment.seed, EXAMPLES, 0, updates * 8).reshape(updates, 8)
    for number, batch in enumerate(order):
        masks = dropout.masks(network, experiment.seed, number, 8, wanted.dropout)
        for layer, factors in zip(left, masks, strict=False):
            layer.factors = factors
        with tf.GradientTape() as tape:
            answers = model(known.train.inputs[batch], training=True)
            targets = experiment.task.coded(known.train.targets[batch], network.layers[-1])
            loss = loss_of(targets, answers) + sum(model.losses)
        variables = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
    return np.concatenate([one.numpy().ravel() for one in variables])


@each_feature
def test_updates_are_those_of_keras(feature):
    experiment = tiny(TWO_HIDDEN, **feature)
    trainer = make_trainer(experiment)
    trainer.run(5)
    np.testing.assert_allclose(
        flat(trainer.parameters()), in_keras(experiment, 5), rtol=0, atol=1e-5
    )
    assert bits(experiment, [5]) != bits(tiny(TWO_HIDDEN), [5])


@each_feature
def test_the_same_bits_in_any_portions_and_from_a_file(feature, tmp_path):
    experiment = tiny(TWO_HIDDEN, **feature)
    whole = bits(experiment, [120])
    assert bits(experiment, [1] * 20 + [7, 60, 33]) == whole
    trainer = make_trainer(experiment)
    trainer.run(31)
    run = Run.start(experiment).at(trainer.snapshot(complete=True))
    project_file.save(tmp_path / "run.netglow", run)
    opened = project_file.load(tmp_path / "run.netglow")
    assert opened.experiment == experiment
    again = Trainer(opened.experiment, tiny_data(), opened.exact)
    again.run(89)
    assert flat(again.parameters()).tobytes() == whole


@each_feature
def test_changed_and_changed_back_while_it_trains_is_as_if_it_had_been_so(feature):
    usual, experiment = tiny(TWO_HIDDEN), tiny(TWO_HIDDEN, **feature)
    if experiment.hyperparameters.optimizer != "adam":
        return  # its slots begin empty
    trainer = make_trainer(usual)
    trainer.run(20)
    trainer.set_hyperparameters(experiment.hyperparameters)
    trainer.set_hyperparameters(usual.hyperparameters)
    trainer.run(20)
    assert flat(trainer.parameters()).tobytes() == bits(usual, [40])
    trainer.set_hyperparameters(experiment.hyperparameters)
    trainer.run(20)
    assert flat(trainer.parameters()).tobytes() != bits(usual, [60])


def test_nothing_is_dropped_where_it_is_measured_or_applied():
    one, other = make_trainer(tiny(TWO_HIDDEN)), make_trainer(tiny(TWO_HIDDEN, dropout=0.9))
    assert one.measure_test() == other.measure_test()
    batch = tiny_data().train.inputs[:5], tiny_data().train.targets[:5]
    proofs = [trainer.check_gradients(*batch) for trainer in (one, other)]
    assert np.array_equal(*(flat(proof.gradients) for proof in proofs))
    for trainer in (one, other):
        trainer.apply(*batch)
    assert np.array_equal(flat(one.parameters()), flat(other.parameters()))


@each_feature
def test_an_applied_update_is_that_of_the_walk_with_the_rate_of_now(feature):
    trainer = make_trainer(tiny(TWO_HIDDEN, **feature))
    trainer.run(4)
    batch = tiny_data().train.inputs[:5], tiny_data().train.targets[:5]
    proof, now = trainer.check_gradients(*batch), trainer.hyperparameters.at(4)
    expected, _ = update(trainer.parameters(), proof.gradients, now, proof.slots)
    trainer.apply(*batch)
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), rtol=0, atol=1e-6)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_sum_on_the_whole_and_no_two_updates_are_alike(share):
    network = tiny((Layer(20), Layer(30))).network
    found = [dropout.masks(network, 3, update, 8, share) for update in range(400)]
    for layer in range(2):
        factors = np.array([masks[layer] for masks in found])
        assert set(np.unique(factors)) == {0, np.float32(1 / (1 - np.float32(share)))}
        assert factors.mean() == pytest.approx(1, abs=0.01 / (1 - share))
        kept = (factors > 0).reshape(len(factors), -1)
        assert len(np.unique(kept, axis=0)) == len(kept)
        # Each place on its own: as often as the others, whatever its neighbours do.
        assert np.abs(kept.mean(0) - (1 - share)).max() < 0.13
        assert np.abs(np.corrcoef(kept[:, :60].T) - np.eye(60)).max() < 0.25
    other = dropout.masks(network, 4, 0, 8, share)[0]
    assert not np.array_equal(found[0][0], other)


@pytest.mark.parametrize("t", [0, 1, 2, 3, 5, 6, 100])
@pytest.mark.parametrize("feature", FEATURES[-2:])
def test_the_rate_of_now_is_that_of_keras(t, feature):
    now = Hyperparameters(learning_rate=0.3, **feature)
    step = keras.optimizers.schedules.ExponentialDecay(0.3, 3, 0.7, staircase=True)
    cosine = keras.optimizers.schedules.CosineDecay(0.3, 6, 0.1)
    theirs = {"step": step, "cosine": cosine}[now.schedule](t)
    assert now.at(t).learning_rate == pytest.approx(float(theirs), rel=1e-5, abs=1e-12)
    assert now.at(10**9).learning_rate > 0
    assert (now.at(t).schedule, Hyperparameters().at(t)) == ("constant", Hyperparameters())
    assert schedules.share("constant", t, now.schedule_numbers) == 1


# Stops


def losses(count=60):
    """A loss that falls, rises, falls a little again, and rises."""
    at = np.arange(count)
    return (np.cos(at / 7) / (1 + at / 20) + at / 400).tolist()


@pytest.mark.parametrize("patience", [1, 3, 12, 25, 90])
def test_patience_is_that_of_keras(patience):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    theirs = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    theirs.set_model(model)
    model.stop_training = False
    theirs.on_train_begin()
    ours, stopped = Patience(), None
    for epoch, loss in enumerate(losses()):
        model.layers[0].set_weights([np.array([[epoch]]), np.array([0])])
        theirs.on_epoch_end(epoch, {"val_loss": loss})
        lower = ours.is_lower(loss, 100 * (epoch + 1))
        if not lower and ours.is_over(100 * (epoch + 1), 100 * patience):
            stopped = epoch
        assert model.stop_training == (stopped is not None)
        if stopped is not None:
            theirs.on_train_end()  # it restores the best
            break
    assert (stopped is None) == (patience == 90)
    if stopped is not None:
        assert ours.at == 100 * (model.layers[0].get_weights()[0].item() + 1)


def trained(experiment, portions, most=5000):
    """Train in such portions until it stops by itself; the trainer, and why it stopped."""
    trainer = Trainer(experiment, data.load(experiment.source), first_snapshot(experiment))
    stopping = Stopping(trainer)
    while trainer.updates < most:
        trainer.run(int(min(portions, stopping.room(trainer))))
        if reason := stopping.look(trainer):
            return trainer, str(reason)
    return trainer, ""


@pytest.mark.parametrize("portions", [1, 13, 10**6])
def test_training_stops_at_the_same_update_in_any_portions(portions):
    experiment = tiny(stop_after=37.0)
    trainer, reason = trained(experiment, portions)
    assert (trainer.updates, reason) == (37, "Training has made its 37 updates and stopped.")
    assert flat(trainer.parameters()).tobytes() == bits(tiny(), [37])
    trainer, reason = trained(tiny(stop_after=2.5, stop_unit="epochs"), portions)
    assert trainer.updates == math.ceil(2.5 * EXAMPLES / 8)
    assert reason == "Training has made its 2.5 epochs and stopped."


def test_training_stops_under_a_loss():
    trainer, reason = trained(tiny(stop_under=0.05), 77)
    every = stops.looks_every(EXAMPLES, 8)
    assert (every, trainer.updates % every) == (105, 0)  # epochs of 7 updates, 100 at least
    assert trainer.measure_train().loss < 0.05
    loss = f"{trainer.measure_train().loss:.4g}"
    assert f"the whole training set, the loss is {loss}, under 0.05" in reason
    before = make_trainer(tiny())
    before.run(trainer.updates - every)
    assert before.measure_train().loss >= 0.05


def wrongly_labelled(every):
    """The tiny data with wrong labels: learned by heart, they make the test loss rise."""
    wrong = tuple(
        replace(one, label=(one.label + (at % every == 0)) % 3) for at, one in enumerate(TINY.train)
    )
    return Given(TINY.input, TINY.task, wrong, TINY.test)


def test_early_stopping_goes_back_to_the_best_update_bit_for_bit():
    experiment = tiny((Layer(12, "tanh"),), patience=300, learning_rate=0.002)
    experiment = replace(experiment, source=wrongly_labelled(4))
    source = experiment.source
    found = [trained(experiment, portions) for portions in (50, 1000)]
    (one, reason), (other, same) = found
    assert reason == same
    assert (one.updates, flat(one.parameters()).tobytes()) == (
        other.updates,
        flat(other.parameters()).tobytes(),
    )
    assert f"gone back to update {one.updates:,}, where it was lowest" in reason
    straight = Trainer(experiment, data.load(source), first_snapshot(experiment))
    tested = {}
    for _ in range(10):
        tested[straight.updates] = straight.measure_test().loss
        straight.run(105)
    assert min(tested, key=tested.__getitem__) == one.updates == 630
    straight = Trainer(experiment, data.load(source), first_snapshot(experiment))
    straight.run(one.updates)
    assert one.snapshot().train == straight.measure_train()
    # Slots and place among the examples, too: both go on alike.
    for trainer in (straight, one):
        trainer.run(50)
    assert flat(straight.parameters()).tobytes() == flat(one.parameters()).tobytes()


def test_stops_are_counted_from_the_start_and_change_while_it_trains():
    began, now = Stand(500, 4000, 50), Stand(530, 4240, 50)
    wanted = Hyperparameters(batch_size=8, stop_after=100.0)
    assert stops.updates_left(wanted, began, now) == 70
    assert stops.updates_left(replace(wanted, stop_after=20.0), began, now) == 0
    assert stops.updates_left(replace(wanted, stop_after=0.0), began, now) == math.inf
    epochs = replace(wanted, stop_after=6.0, stop_unit="epochs")
    assert stops.updates_left(epochs, began, now) == math.ceil((300 - 240) / 8)
    # With twice the data the epoch stays, and so does what is left of them.
    assert stops.updates_left(epochs, began, Stand(530, 8480, 100)) == math.ceil(120 / 8)
    assert stops.room(replace(wanted, patience=5), began, now) == 70  # of 105 it is the nearest


# Files


def test_a_file_names_what_is_new_only_where_it_differs():
    plain = json.loads(to_json(tiny()))["hyperparameters"]
    assert list(plain) == [
        "optimizer", "learning_rate", "batch_size", "momentum", "decay", "beta_1", "beta_2",
        "epsilon", "l2",
    ]  # fmt: skip
    new = tiny(l1=0.5, schedule="cosine", patience=300, stop_after=2.5, stop_unit="epochs")
    written = json.loads(to_json(new))["hyperparameters"]
    assert {*written} - {*plain} == {"l1", "schedule", "patience", "stop_after", "stop_unit"}
    assert from_json(to_json(new)) == new


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"l1": -1}, "l1 must be at least 0 and at most 10, not -1"),
        ({"dropout": 1}, "dropout must be at least 0 and below 1, not 1"),
        ({"dropout": math.nan}, "dropout must be"),
        ({"schedule": "linear"}, "no schedule “linear”; there are constant, step, cosine"),
        ({"schedule_updates": 0}, "A schedule takes 1 to 1000000000 updates, not 0"),
        ({"schedule_factor": 0}, "schedule_factor must be above 0 and at most 1, not 0"),
        ({"schedule_floor": 2}, "schedule_floor must be above 0 and at most 1, not 2"),
        ({"patience": -1}, "patience must be at least 0"),
        ({"stop_after": 1.5}, "stop_after in updates must be a whole number, not 1.5"),
        ({"stop_after": math.nan}, "stop_after must be at least 0"),
        ({"stop_unit": "years"}, "no unit “years”"),
        ({"stop_under": math.inf}, "stop_under must be at least 0"),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        Hyperparameters(**wrong)


def test_where_nothing_gets_better_training_goes_back_to_where_it_began():
    experiment = tiny((Layer(12, "tanh"),), patience=100, learning_rate=0.02)
    experiment = replace(experiment, source=wrongly_labelled(3))
    trainer, reason = trained(experiment, 1000)
    assert (trainer.updates, "gone back to update 0, " in reason) == (0, True)
    assert "The test loss has not fallen" in reason
    assert np.array_equal(flat(trainer.parameters()), flat(first_snapshot(experiment).parameters))


def test_without_examples_held_back_no_test_loss_is_told_of():
    experiment = tiny((Layer(12, "tanh"),), patience=100, learning_rate=1e-12)
    experiment = replace(experiment, source=replace(experiment.source, test=()))
    _, reason = trained(experiment, 1000)
    assert reason.startswith("The training loss has not fallen for 100 updates.")
