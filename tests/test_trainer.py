"""The optimizers and the compiled training loop: against Keras, against NumPy, bit for bit."""

import json
import os
import re

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core import data, optimizers, project_file, ready_networks
from core.activations import ACTIVATIONS
from core.backend import trainer as trainer_module
from core.backend.trainer import Trainer, example_order
from core.data import Digits, Given
from core.data.given import GivenExample
from core.data.inputs import Point, Row
from core.data.tasks import Classes, Values, one_hot
from core.experiment import Experiment, Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS, Rates, rates
from core.parameters import LayerParameters
from core.propagation import backward, forward
from core.run import Run
from core.snapshot import Snapshot, no_slots
from core.walkthrough import Walkthrough, update
from tests.helpers import (
    EXAMPLES,
    first_snapshot,
    flat,
    make_trainer,
    tiny_data,
    tiny_experiment,
)
from tests.processes import ROOT, run_python

# The optimizers


def keras_optimizer(hyperparameters):
    rate = hyperparameters.learning_rate
    match hyperparameters.optimizer:
        case "sgd":
            return keras.optimizers.SGD(rate)
        case "momentum":
            return keras.optimizers.SGD(rate, momentum=hyperparameters.momentum)
        case "rmsprop":
            return keras.optimizers.RMSprop(
                rate, rho=hyperparameters.decay, epsilon=hyperparameters.epsilon
            )
        case "adam":
            return keras.optimizers.Adam(
                rate,
                beta_1=hyperparameters.beta_1,
                beta_2=hyperparameters.beta_2,
                epsilon=hyperparameters.epsilon,
            )


class NumpyOptimizer:
    """The optimizer of `core.optimizers` with its slots, for one array."""

    def __init__(self, hyperparameters, parameter):
        self._name = hyperparameters.optimizer
        self._rates = Rates(*np.float32(rates(hyperparameters)))
        self._slots = [[np.zeros_like(parameter)]] * OPTIMIZERS[self._name].slot_count
        self._step = 0

    def update(self, parameter, gradient):
        self._step += 1
        (parameter,), self._slots = optimizers.update(
            self._name,
            [parameter],
            [gradient],
            self._slots,
            np.float32(self._step),
            self._rates,
            np.sqrt,
        )
        return parameter


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "changed", [{}, {"momentum": 0.5, "decay": 0.7, "beta_1": 0.6, "beta_2": 0.9, "epsilon": 1e-3}]
)
def test_updates_equal_those_of_keras(name, changed):
    hyperparameters = Hyperparameters(optimizer=name, learning_rate=0.02, **changed)
    random = np.random.default_rng(1)
    ours = random.normal(0, 1, (3, 4)).astype(np.float32)
    variable = keras.Variable(ours)
    mine, theirs = NumpyOptimizer(hyperparameters, ours), keras_optimizer(hyperparameters)
    for scale in (1, 1, 0.1, 10, 1, 0):
        gradient = (scale * random.normal(0, 1, (3, 4))).astype(np.float32)
        theirs.apply([gradient], [variable])
        ours = mine.update(ours, gradient)
        assert ours.dtype == np.float32
        np.testing.assert_allclose(ours, variable.numpy(), rtol=1e-5, atol=1e-5)


def test_each_optimizer_names_the_rates_it_depends_on():
    gradient = np.array([0.5, -0.3], np.float32)

    def result(hyperparameters):
        optimizer, parameter = NumpyOptimizer(hyperparameters, gradient), np.zeros(2, np.float32)
        for _ in range(3):
            parameter = optimizer.update(parameter, gradient)
        return parameter

    other = {"momentum": 0.4, "decay": 0.4, "beta_1": 0.4, "beta_2": 0.4, "epsilon": 0.1}
    for name, optimizer in OPTIMIZERS.items():
        plain = Hyperparameters(optimizer=name)
        # A constant gradient hides what only averages: the first step does not.
        used = {
            rate
            for rate, value in other.items()
            if not np.array_equal(result(plain), result(replace(plain, **{rate: value})))
        }
        assert used <= set(optimizer.rates)
        assert set(optimizer.rates) <= used | {"beta_1", "beta_2"}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_l2_regularisation_is_that_of_keras(name):
    """Keras's L2(λ/2) adds λ/2·Σw² to the loss, whose gradient is λ·w; biases have none."""
    experiment = tiny_experiment(optimizer=name, l2=0.3, epsilon=1e-3)
    regularizer = keras.regularizers.L2(0.3 / 2)
    model = keras.Sequential(
        [
            keras.layers.Dense(5, "tanh", kernel_regularizer=regularizer),
            keras.layers.Dense(3, kernel_regularizer=regularizer),
        ]
    )
    model.build((None, 4))
    start = first_snapshot(experiment).parameters
    model.set_weights([array for layer in start for array in layer[:2]])
    model.compile(
        keras_optimizer(experiment.hyperparameters),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        run_eagerly=True,
    )
    dataset = tiny_data()
    for batch in example_order(experiment.seed, EXAMPLES, 0, 6 * 8).reshape(-1, 8):
        model.train_on_batch(dataset.train.inputs[batch], dataset.train.labels[batch])
    trainer = make_trainer(experiment)
    trainer.run(6)
    expected = np.concatenate([array.ravel() for array in model.get_weights()])
    np.testing.assert_allclose(flat(trainer.parameters()), expected, rtol=1e-4, atol=1e-5)


# Compiling: before the tests that would take hours if every call compiled


# XLA writes down every module that it compiles: the one count that does not lie.
COUNT_COMPILATIONS = """
import json, os, pathlib, sys
folder = pathlib.Path(sys.argv[1])
os.environ["XLA_FLAGS"] = (
    f"--xla_dump_to={folder} --xla_dump_hlo_as_text --xla_dump_hlo_module_re=.*train.*"
)
from msgspec.structs import replace
from tests.helpers import make_trainer, tiny_experiment
from core.backend import loop

counts = []

def count():
    modules = {path.name.split(".")[0] for path in folder.glob("module_*")}
    counts.append((len(modules), loop.training_loop.cache_info().misses))

trainer = make_trainer(tiny_experiment())
rates = trainer.hyperparameters
trainer.compile()
count()
for chunk in (1, 1, 7, 1000, 3, 1, 9000):  # 9,000 updates outrun the order on the device
    trainer.run(chunk)
count()
for rate in (0.1, 0.02):
    trainer.set_hyperparameters(replace(rates, learning_rate=rate, beta_1=0.5, epsilon=1e-4))
    trainer.run(5)
count()
trainer.set_hyperparameters(replace(rates, batch_size=9))
trainer.run(5)
count()
for l2 in (0.1, 0.2, 1e-6):
    trainer.set_hyperparameters(replace(rates, l2=l2))
    trainer.run(5)
count()
trainer.set_hyperparameters(rates)
trainer.run(5)
make_trainer(tiny_experiment(seed=9)).run(5)
count()
print(json.dumps(counts))
"""


def test_only_another_loop_is_compiled(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = run_python("-c", COUNT_COMPILATIONS, tmp_path / "modules", env=env, timeout=120)
    assert ended.returncode == 0, ended.stderr
    first, other_places, other_rates, other_batch, other_l2, again = json.loads(ended.stdout)
    assert first == [1, 1]
    assert other_places == other_rates == first
    assert other_batch == [2, 2]  # what is to be noticed is noticed
    assert other_l2 == [3, 3]  # it begins to regularise
    assert again == other_l2


# Against NumPy


def reference(experiment, steps, snapshot=None):
    """Train in NumPy; return parameters, sum of losses and share of right answers."""
    dataset, batch_size = tiny_data(), experiment.hyperparameters.batch_size
    snapshot = snapshot or first_snapshot(experiment)
    parameters, losses, right = snapshot.parameters, [], []
    optimizers = [
        [NumpyOptimizer(experiment.hyperparameters, array) for array in layer]
        for layer in parameters
    ]
    order = example_order(
        experiment.seed, EXAMPLES, snapshot.examples_seen, max(1, steps) * batch_size
    )
    for batch in order.reshape(-1, batch_size)[:steps]:
        targets = one_hot(dataset.train.labels[batch], 3)
        passed = forward(experiment.network, parameters, dataset.train.inputs[batch])
        back = backward(experiment.network, parameters, passed, targets)
        losses.append(back.losses)
        right.append(passed.output.argmax(axis=-1) == dataset.train.labels[batch])
        parameters = tuple(
            LayerParameters(
                *(
                    optimizer.update(array, gradient)
                    for optimizer, array, gradient in zip(row, layer, gradients, strict=True)
                )
            )
            for row, layer, gradients in zip(optimizers, parameters, back.gradients, strict=True)
        )
    return parameters, np.mean(losses), np.mean(right)


# Adam and RMSprop divide by the gradient's size: a larger epsilon keeps rounding errors small.
CASES = [
    *(
        {
            "hidden": (Layer(5, activation),),
            "optimizer": list(OPTIMIZERS)[index % len(OPTIMIZERS)],
            "loss": list(LOSSES)[index % 2],
        }
        for index, activation in enumerate(ACTIVATIONS)
    ),
    {"output": "sigmoid"},
    {"output": "prelu", "loss": "mean squared error", "optimizer": "momentum"},
    {"hidden": (), "output": "linear", "loss": "mean squared error", "optimizer": "sgd"},
    {"hidden": (Layer(4), Layer(1, "elu"), Layer(3, "prelu")), "optimizer": "rmsprop"},
    *({"hidden": (Layer(4, "prelu"),), "optimizer": name, "l2": 0.5} for name in OPTIMIZERS),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case.values())))
def test_training_agrees_with_the_numpy_reference(case):
    experiment = tiny_experiment(**case, epsilon=1e-3)
    trainer = make_trainer(experiment)
    trainer.run(6)
    parameters, loss, accuracy = reference(experiment, 6)
    snapshot = trainer.snapshot()
    for layer, expected in zip(snapshot.parameters, parameters, strict=True):
        for array, other in zip(layer, expected, strict=True):
            assert array.dtype == np.float32
            np.testing.assert_allclose(array, other, rtol=1e-4, atol=1e-5)
    assert snapshot.train.loss == pytest.approx(loss, rel=1e-4)
    assert snapshot.train.score == pytest.approx(accuracy)
    assert (snapshot.updates, snapshot.examples_seen, snapshot.examples) == (6, 48, EXAMPLES)


def test_layer_without_gradient_keeps_its_weights():
    experiment = tiny_experiment(hidden=(Layer(5, "step"),), optimizer="sgd")
    trainer = make_trainer(experiment)
    trainer.run(5)
    before, after = first_snapshot(experiment).parameters, trainer.parameters()
    np.testing.assert_array_equal(after[0].weights, before[0].weights)
    assert not np.array_equal(after[1].weights, before[1].weights)


def test_metrics_equal_the_numpy_reference():
    experiment = tiny_experiment()
    trainer, dataset = make_trainer(experiment), tiny_data()
    trainer.run(9)
    for measured, inputs, labels in (
        (trainer.measure_test(), dataset.test.inputs, dataset.test.labels),
        (trainer.measure_train(), dataset.train.inputs, dataset.train.labels),
    ):
        passed = forward(experiment.network, trainer.parameters(), inputs)
        back = backward(experiment.network, trainer.parameters(), passed, one_hot(labels, 3))
        assert measured.loss == pytest.approx(back.losses.mean(), rel=1e-5)
        assert measured.score == pytest.approx((passed.output.argmax(axis=-1) == labels).mean())


def test_metrics_do_not_depend_on_how_many_examples_are_measured_at_once(monkeypatch):
    trainer = make_trainer(tiny_experiment())
    whole = trainer.measure_train()
    monkeypatch.setattr(trainer_module, "_MEASURED_AT_ONCE", 7)
    assert trainer.measure_train()[:2] == pytest.approx(whole[:2], rel=1e-6)


def test_snapshot_tells_at_which_step_the_test_set_was_measured():
    trainer = make_trainer(tiny_experiment())
    assert np.isnan(trainer.snapshot().test.loss)
    trainer.run(2)
    measured = trainer.measure_test()
    trainer.run(1)
    snapshot = trainer.snapshot()
    assert (snapshot.test, snapshot.tested_at, snapshot.updates) == (measured, 2, 3)


def test_running_metrics_cover_the_updates_since_the_last_snapshot():
    trainer = make_trainer(tiny_experiment())
    losses = []
    for _ in range(3):
        trainer.run(1)
        losses.append(trainer.snapshot().train.loss)
    assert trainer.snapshot().train.loss == losses[-1]
    together = make_trainer(tiny_experiment())
    together.run(3)
    assert together.snapshot().train.loss == pytest.approx(np.mean(losses), rel=1e-6)


def test_snapshot_is_not_changed_by_later_training():
    trainer = make_trainer(tiny_experiment())
    snapshot = trainer.snapshot()
    before = flat(snapshot.parameters).copy()
    trainer.run(5)
    np.testing.assert_array_equal(flat(snapshot.parameters), before)
    assert not np.array_equal(flat(trainer.parameters()), before)


# Bit for bit


def bits(experiment, chunks):
    trainer = make_trainer(experiment)
    for chunk in chunks:
        trainer.run(chunk)
    return flat(trainer.parameters()).tobytes()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weights_are_the_same_bits_for_any_chunk_length(optimizer):
    experiment = tiny_experiment(optimizer=optimizer)
    whole = bits(experiment, [1000])
    assert bits(experiment, [7] * 142 + [6]) == whole
    assert bits(experiment, [1] * 100 + [900]) == whole
    assert bits(experiment, [1000]) == whole
    assert bits(replace(experiment, seed=4), [1000]) != whole


def test_weights_are_the_same_bits_wherever_the_order_is_filled_up(monkeypatch):
    experiment = tiny_experiment()
    whole = bits(experiment, [1000])
    monkeypatch.setattr(trainer_module, "_ORDER_SIZE", 100)
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
    old = Snapshot(
        first_snapshot(experiment).parameters,
        updates=2**31 - 2,
        examples_seen=8 * (2**31 - 2),
        examples=EXAMPLES,
    )
    trainer = make_trainer(experiment, old)
    trainer.run(3)
    trainer._slots_began = 0  # as if it had trained all the way
    trainer.run(3)
    assert trainer.updates == 2**31 + 4
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
    monkeypatch.setattr(trainer_module, "_ORDER_SIZE", 4)
    experiment = tiny_experiment()
    expected = bits(experiment, [3])
    monkeypatch.undo()
    assert bits(experiment, [3]) == expected


# Hyperparameters that change


def test_learning_rate_changes_from_the_next_update_on():
    experiment = tiny_experiment(optimizer="sgd")
    trainer = make_trainer(experiment)
    trainer.run(3)
    faster = replace(experiment.hyperparameters, learning_rate=0.5)
    middle = trainer.snapshot()
    trainer.set_hyperparameters(faster)
    trainer.run(3)
    expected, *_ = reference(replace(experiment, hyperparameters=faster), 3, middle)
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=1e-5)


def test_other_rates_keep_the_slots():
    experiment = tiny_experiment(optimizer="momentum")
    trainer = make_trainer(experiment)
    for chunk in (3, 4):
        trainer.set_hyperparameters(replace(experiment.hyperparameters, batch_size=8))
        trainer.run(chunk)
    assert flat(trainer.parameters()).tobytes() == bits(experiment, [7])


def test_batch_size_changes_in_mid_epoch():
    experiment = tiny_experiment(optimizer="sgd")
    trainer = make_trainer(experiment)
    trainer.run(2)
    middle = trainer.snapshot()
    smaller = replace(experiment.hyperparameters, batch_size=3)
    trainer.set_hyperparameters(smaller)
    trainer.run(5)
    assert trainer.examples_seen == 2 * 8 + 5 * 3
    expected, *_ = reference(replace(experiment, hyperparameters=smaller), 5, middle)
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=1e-5)


def test_loss_that_is_not_finite_is_noticed():
    experiment = tiny_experiment(
        (), "linear", "mean squared error", optimizer="sgd", learning_rate=1000.0
    )
    trainer = make_trainer(experiment)
    assert trainer.loss_is_finite
    trainer.run(200)
    assert not trainer.loss_is_finite
    trainer.snapshot()
    assert trainer.loss_is_finite


def test_each_change_tells_whether_another_loop_is_to_be_compiled():
    trainer, told = make_trainer(tiny_experiment()), []
    for change in (
        {"learning_rate": 0.5},
        {"optimizer": "sgd"},
        {"batch_size": 3},
        {"l2": 0.1},
        {"l2": 0.2},
        {"l2": 0.0},
    ):
        told.append(trainer.set_hyperparameters(replace(trainer.hyperparameters, **change)))
    assert told == [False, True, True, True, False, True]


# One batch, for the walkthrough


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


every_optimizer_and_l2 = pytest.mark.parametrize(
    ("optimizer", "l2"), [*((name, 0.0) for name in OPTIMIZERS), ("adam", 0.5), ("momentum", 0.5)]
)


@every_optimizer_and_l2
def test_gradients_and_slots_are_those_of_numpy(optimizer, l2):
    experiment = tiny_experiment(hidden=(Layer(4, "prelu"),), optimizer=optimizer, l2=l2)
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
    experiment = tiny_experiment(hidden=(Layer(4, "prelu"),), optimizer=optimizer, l2=l2)
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
    experiment = tiny_experiment(optimizer=optimizer, l2=l2)
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


@pytest.mark.parametrize("change", [{}, {"l2": 0.1}, {"batch_size": 5}])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_goes_on_bit_for_bit_from_a_complete_snapshot(optimizer, change):
    experiment = tiny_experiment(hidden=(Layer(4, "prelu"),), optimizer=optimizer)
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
    experiment = tiny_experiment(optimizer=optimizer)
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


# Tasks


def values_experiment(output="linear", loss="mean squared error") -> Experiment:
    """Two values of one input to learn: its sine and its square."""
    examples = tuple(
        GivenExample((x,), values=(float(np.sin(2 * x)), x * x)) for x in np.linspace(-1, 1, 40)
    )
    kind = Point(("x",), ((-1.0, 1.0),))
    source = Given(kind, Values(("sine", "square"), ("V", "")), examples)
    network = Network(1, (Layer(12, "tanh"), Layer(2, output)), loss)
    rates = Hyperparameters(learning_rate=0.02, batch_size=8)
    return Experiment(network, source, rates)


def test_values_are_learned_and_scored_by_rmse_and_r_squared():
    experiment = values_experiment()
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, first_snapshot(experiment))
    trainer.run(600)
    measured = trainer.measure_test()
    outputs = forward(experiment.network, trainer.parameters(), examples.test.inputs).output
    errors = (outputs - examples.test.targets).astype(float)
    spread = examples.test.targets - examples.test.targets.mean(axis=0)
    assert measured.rmse == pytest.approx(np.sqrt((errors**2).mean()), rel=1e-4)
    assert measured.score == pytest.approx(1 - (errors**2).sum() / (spread**2).sum(), rel=1e-4)
    assert measured.score > 0.95
    assert trainer.snapshot().train.score > 0


def test_values_without_variance_have_no_r_squared():
    source = Given(Row(("x",)), Values(("y",)), (GivenExample((1.0,), values=(3.0,)),))
    network = Network(1, (Layer(1, "linear"),), "mean squared error")
    experiment = Experiment(network, source)
    trainer = Trainer(experiment, data.load(source), first_snapshot(experiment))
    measured = trainer.measure_test()
    assert np.isnan(measured.score)
    assert measured.rmse == pytest.approx(measured.loss**0.5)


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "cross-entropy"),
        ("sigmoid", "mean squared error"),
        ("tanh", "mean squared error"),
    ],
)
def test_one_output_learns_two_classes(output, loss):
    examples = tuple(GivenExample((x, -x), int(x > 0.3)) for x in np.linspace(-1, 1, 41))
    source = Given(Point(("x", "y"), ((-1.0, 1.0),) * 2), Classes(("below", "above")), examples)
    network = Network(2, (Layer(3, "tanh"), Layer(1, output)), loss)
    experiment = Experiment(network, source, Hyperparameters(learning_rate=0.05))
    loaded = data.load(source)
    trainer = Trainer(experiment, loaded, first_snapshot(experiment))
    trainer.run(400)
    measured = trainer.measure_test()
    outputs = forward(network, trainer.parameters(), loaded.test.inputs).output
    answers = source.task.answers(outputs, network.layers[-1])
    assert measured.score == pytest.approx((answers == loaded.test.labels).mean())
    assert measured.score > 0.9


def test_an_answer_on_the_middle_is_right_by_half():
    source = Given(Row(("x",)), Classes(("no", "yes")), (GivenExample((0.0,), 1),))
    experiment = Experiment(Network(1, (Layer(1, "sigmoid"),)), source)
    trainer = Trainer(experiment, data.load(source), first_snapshot(experiment))
    assert trainer.measure_test().score == 0.5


# Learning


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_loss_falls_with_every_optimizer(optimizer):
    trainer = make_trainer(tiny_experiment(optimizer=optimizer))
    before = trainer.measure_train()
    trainer.run(400)
    after = trainer.measure_train()
    assert after.loss < 0.7 * before.loss
    assert after.score > 0.8


def test_digits_are_learned_in_a_thousand_updates():
    experiment = Experiment()
    trainer = Trainer(experiment, data.load(Digits()), first_snapshot(experiment))
    before = trainer.measure_test()
    trainer.run(1000)
    after = trainer.measure_test()
    assert before.score < 0.3
    assert after.score > 0.8
    assert after.loss < 0.4 * before.loss


@pytest.mark.parametrize("name", ["oneLayer", "threeLayers"])
def test_a_dataset_of_one_example_is_trained_on(name):
    """A batch larger than the dataset is the one example many times: its mean changes nothing."""
    start = ready_networks.READY_NETWORKS[name].run()
    experiment, expected = start.experiment, start.snapshot.parameters
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, start.snapshot)
    first = trainer.measure_test()
    assert trainer.measure_train() == first
    trainer.run(3)
    assert (trainer.updates, trainer.epoch) == (3, 3)
    trainer.set_hyperparameters(replace(experiment.hyperparameters, batch_size=32))
    trainer.run(2)
    assert (trainer.updates, trainer.epoch) == (5, 67)
    rate, targets = experiment.hyperparameters.learning_rate, examples.train.targets
    losses = []
    for _ in range(5):
        passed = forward(experiment.network, expected, examples.train.inputs)
        back = backward(experiment.network, expected, passed, targets)
        losses.append(float(back.losses[0]))
        expected = tuple(
            LayerParameters(*(w - rate * g for w, g in zip(layer, gradient, strict=True)))
            for layer, gradient in zip(expected, back.gradients, strict=True)
        )
    np.testing.assert_allclose(flat(trainer.parameters()), flat(expected), atol=1e-6)
    snapshot = trainer.snapshot()
    assert snapshot.train.loss == pytest.approx(
        np.average(losses, weights=[1, 1, 1, 32, 32]), rel=1e-5
    )
    assert snapshot.examples == 1
    assert trainer.measure_test().loss < first.loss
