"""The optimizers and the compiled training loop: against Keras, against NumPy, bit for bit."""

import json
import os

import numpy as np
import pytest
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.backend import trainer as trainer_module
from core.data.tasks import one_hot
from core.losses import LOSSES
from core.network import Layer
from core.optimizers import OPTIMIZERS
from core.propagation import backward, forward
from tests.helpers import EXAMPLES, first_snapshot, flat, make_trainer, tiny_data, tiny_experiment
from tests.processes import ROOT, run_python
from tests.reference import bits, reference

# Compiling: before the tests that would take hours if every call compiled


# XLA writes down every module that it compiles: the one count that does not lie.
COUNT_COMPILATIONS = """
import json, os, pathlib, sys
folder = pathlib.Path(sys.argv[1])
os.environ["XLA_FLAGS"] = (
    f"--xla_dump_to={folder} --xla_dump_hlo_as_text --xla_dump_hlo_module_re=.*train.*"
)
from msgspec.structs import replace
from core.heavy_imports import heavy_imports
with heavy_imports():
    from core.backend import loop
from tests.helpers import make_trainer, tiny_experiment

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


def test_only_another_loop_is_compiled(tmp_path, loaded_python):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = "-c", COUNT_COMPILATIONS, tmp_path / "modules"
    ended = run_python(*words, env=env, timeout=120, python=loaded_python)
    assert ended.returncode == 0, ended.stderr
    first, other_places, other_rates, other_batch, other_l2, again = json.loads(ended.stdout)
    assert first == [1, 1]
    assert other_places == other_rates == first
    assert other_batch == [2, 2]  # what is to be noticed is noticed
    assert other_l2 == [3, 3]  # it begins to regularise
    assert again == other_l2


# Adam and RMSprop divide by the gradient's size: a larger epsilon keeps rounding errors small.
# Each activation is in a hidden layer, two in a network: to compile one takes a second.
CASES = [
    *(
        {
            "hidden": (Layer(5, activation), Layer(6, list(ACTIVATIONS)[-1 - index])),
            "optimizer": list(OPTIMIZERS)[index % len(OPTIMIZERS)],
            "loss": list(LOSSES)[index % 2],
        }
        for index, activation in enumerate(list(ACTIVATIONS)[: (len(ACTIVATIONS) + 1) // 2])
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
    monkeypatch.setattr(trainer_module, "MEASURED_AT_ONCE", 7)
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
