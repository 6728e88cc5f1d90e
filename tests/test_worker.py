"""The worker: what it answers to a window's messages, with a real trainer of a tiny network."""

import queue
from collections import deque

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.backend.devices import Device
from core.backend.messages import (
    Apply,
    CheckGradients,
    Drawn,
    GradientsChecked,
    MessageError,
    NewSnapshot,
    Phase,
    Quit,
    SetHyperparameters,
    Start,
    Step,
    Stopped,
    Train,
    frame,
    pack_array,
    pack_snapshot,
    unpack_proof,
    unpack_snapshot,
)
from core.backend.trainer import Trainer
from core.backend.worker import Worker
from core.network import Layer
from core.propagation import one_hot
from core.walkthrough import Walkthrough
from tests.helpers import first_snapshot, flat, make_trainer, register_tiny, tiny_experiment

IDLE = object()  # nothing has arrived: the worker may work


@pytest.fixture(autouse=True, scope="module")
def _tiny():
    with pytest.MonkeyPatch.context() as patch:
        register_tiny(patch)
        yield


def standard():
    """The experiment of most tests; compiled once, as its value is always the same."""
    return tiny_experiment(hidden=(Layer(6),))


class Script:
    """An inbox with everything the window says, in order; then Quit."""

    def __init__(self, script, read):
        self._script = deque(script)
        self._read = read

    def get(self, block):
        while self._script:
            message = self._script.popleft()
            if message is not IDLE:
                self._read(message)
                return message
            if not block:
                raise queue.Empty
            # It waits, and time passes.
        return Quit()


def converse(*script):
    """Everything that was said, in order, when the window says `script`."""
    said = []
    Worker(Script(script, said.append), said.append, (Device("CPU", "a processor"),)).serve()
    return said


def start(run=1, experiment=None, device="", snapshot=None):
    experiment = experiment or standard()
    return Start(run, experiment, device, pack_snapshot(snapshot or first_snapshot(experiment)))


def snapshots(said):
    return [unpack_snapshot(message.snapshot) for message in of(said, NewSnapshot)]


def of(said, kind):
    return [message for message in said if isinstance(message, kind)]


def phases(said):
    return [message.phase for message in of(said, Phase)]


def trained(steps, experiment=None):
    """The parameters after `steps` updates."""
    trainer = make_trainer(experiment or standard())
    trainer.run(steps)
    return flat(trainer.parameters())


def test_started_network_is_compiled_measured_and_shown():
    said = converse(start(run=7), IDLE, IDLE)
    assert [(message.run, message.device) for message in of(said, Phase)] == [(7, "CPU")] * 2
    assert phases(said) == ["compiling", "ready"]
    (snapshot,) = snapshots(said)
    assert (snapshot.step, snapshot.test_step) == (0, 0)
    assert 0 <= snapshot.test.accuracy <= 1
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(0))


def test_training_does_not_wait_for_the_window_and_queues_no_snapshots():
    said = converse(start(), Train(True), *[IDLE] * 20, Drawn(), Train(False))
    first, second = snapshots(said)
    assert first.step == 1
    assert second.step >= 19
    assert phases(said) == ["compiling", "training", "ready"]


def test_snapshot_is_the_newest_when_the_window_has_drawn():
    said = converse(start(), Train(True), *[IDLE, IDLE, Drawn()] * 5)
    steps = [snapshot.step for snapshot in snapshots(said)]
    assert len(steps) == 6
    assert steps == sorted(set(steps))
    for snapshot in snapshots(said)[::2]:
        np.testing.assert_array_equal(flat(snapshot.parameters), trained(snapshot.step))


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([Drawn(), IDLE, IDLE, Train(True), Train(False), Step(), "start"]),
        max_size=25,
    )
)
def test_no_snapshot_is_sent_before_the_last_was_drawn(script):
    said = converse(*[start(run) if what == "start" else what for run, what in enumerate(script)])
    credit, step, runs = True, 0, [0]
    for message in said:
        match message:
            case Drawn():
                credit = True
            case Start(run):
                runs.append(run)
                step = 0
            case NewSnapshot(run, snapshot):
                assert credit
                credit = False
                assert run == runs[-1]
                assert snapshot.step >= step
                step = snapshot.step


def test_pause_shows_the_last_step_with_its_test_metrics():
    said = converse(start(), Train(True), *[IDLE] * 12, Train(False), Drawn(), IDLE, IDLE, Drawn())
    last = snapshots(said)[-1]
    assert last.step > 3
    assert last.test_step == last.step
    np.testing.assert_array_equal(flat(last.parameters), trained(last.step))
    trainer = make_trainer(standard())
    trainer.run(last.step)
    assert last.test == trainer.measure_test()
    assert phases(said)[-1] == "ready"
    assert len(snapshots(said)) == 2


def test_pause_before_anything_was_compiled_leaves_it_ready():
    said = converse(start(), Train(True), Train(False), IDLE, IDLE)
    assert phases(said) == ["compiling", "ready"]
    assert [snapshot.step for snapshot in snapshots(said)] == [0]


def test_step_makes_exactly_one_update():
    said = converse(start(), IDLE, Drawn(), Step(), Drawn(), IDLE, Step(), Drawn())
    shown = snapshots(said)
    assert [snapshot.step for snapshot in shown] == [0, 1, 2]
    for steps, snapshot in enumerate(shown):
        assert snapshot.test_step == steps
        np.testing.assert_array_equal(flat(snapshot.parameters), trained(steps))


def test_step_ends_training():
    said = converse(start(), Train(True), *[IDLE] * 5, Drawn(), Step(), Drawn(), *[IDLE] * 5)
    last, stepped = snapshots(said)[-2:]
    assert stepped.step == last.step + 1
    assert phases(said)[-1] == "ready"


def test_training_goes_on_from_the_snapshot_it_was_started_with():
    experiment = replace(
        standard(), hyperparameters=replace(standard().hyperparameters, optimizer="sgd")
    )
    trainer = make_trainer(experiment)
    trainer.run(10)
    said = converse(start(1, experiment, snapshot=trainer.snapshot()), Step())
    (snapshot,) = snapshots(said)
    assert (snapshot.step, snapshot.examples_seen) == (11, 88)
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(11, experiment))


def test_learning_rate_changes_in_mid_training_without_compiling():
    faster = replace(standard().hyperparameters, learning_rate=0.5)
    said = converse(start(), Train(True), IDLE, IDLE, SetHyperparameters(faster), Drawn(), Step())
    assert phases(said) == ["compiling", "training", "ready"]
    trainer = make_trainer(standard())
    trainer.run(1)
    trainer.set_hyperparameters(faster)
    trainer.run(1)
    assert snapshots(said)[-1].step == 2
    np.testing.assert_array_equal(flat(snapshots(said)[-1].parameters), flat(trainer.parameters()))


@pytest.mark.parametrize("change", [{"batch_size": 5}, {"optimizer": "momentum"}, {"l2": 0.1}])
def test_another_loop_is_compiled_before_training_goes_on(change):
    other = replace(standard().hyperparameters, **change)
    said = converse(
        start(), Train(True), IDLE, IDLE, SetHyperparameters(other), IDLE, Drawn(), Step()
    )
    assert phases(said) == ["compiling", "training", "compiling", "training", "ready"]
    trainer = make_trainer(standard())
    trainer.run(1)
    trainer.set_hyperparameters(other)
    trainer.run(1)
    last = snapshots(said)[-1]
    assert (last.step, last.examples_seen) == (2, 8 + other.batch_size)
    np.testing.assert_array_equal(flat(last.parameters), flat(trainer.parameters()))


def test_regularisation_changes_in_mid_training_without_compiling():
    weak, strong = (replace(standard().hyperparameters, l2=l2) for l2 in (0.1, 5.0))
    experiment = replace(standard(), hyperparameters=weak)
    said = converse(
        start(1, experiment), Train(True), IDLE, IDLE, SetHyperparameters(strong), Drawn(), Step()
    )
    assert phases(said) == ["compiling", "training", "ready"]
    trainer = make_trainer(experiment)
    trainer.run(1)
    trainer.set_hyperparameters(strong)
    trainer.run(1)
    np.testing.assert_array_equal(flat(snapshots(said)[-1].parameters), flat(trainer.parameters()))


def test_newer_start_replaces_the_run():
    other = replace(standard(), seed=99)
    said = converse(
        start(1), Train(True), *[IDLE] * 4, Drawn(), start(2, other), *[IDLE] * 4, Drawn()
    )
    after = said[said.index(next(m for m in said if isinstance(m, Start) and m.run == 2)) :]
    assert {message.run for message in after if not isinstance(message, Drawn)} == {2}
    (snapshot,) = snapshots(after)
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(0, other))
    assert phases(after) == ["compiling", "ready"]


# One batch, for the walkthrough

INPUTS = np.random.default_rng(5).normal(0, 1, (3, 4)).astype(np.float32)
LABELS = (2, 0, 0)


def asked(kind, run=1, inputs=INPUTS, labels=LABELS):
    return kind(run, pack_array(inputs), labels)


def walk(snapshot, proof, experiment=None):
    """The walk of the same batch through `snapshot`."""
    experiment = experiment or standard()
    return Walkthrough(
        experiment.network,
        snapshot.parameters,
        INPUTS,
        one_hot(np.array(LABELS), 3),
        experiment.hyperparameters,
        proof.slots,
    )


def test_proof_comes_with_the_snapshot_of_its_step_without_credit():
    said = converse(start(), Train(True), *[IDLE] * 6, asked(CheckGradients), IDLE, Drawn())
    (answer,) = of(said, GradientsChecked)
    first, second, third = snapshots(said)
    at = [said.index(message) for message in of(said, NewSnapshot)]
    assert at[1] == said.index(answer) - 1
    assert Drawn() not in said[: at[1]]  # there was no credit
    assert first.step < second.step == answer.step < third.step
    proof = unpack_proof(answer)
    assert (answer.run, proof.slots.updates) == (1, second.step)
    assert walk(second, proof).difference(proof) < 1e-6
    assert phases(said) == ["compiling", "training"]  # it trains on


def test_proof_of_what_the_window_has_comes_alone():
    said = converse(start(), asked(CheckGradients), IDLE, IDLE, asked(CheckGradients))
    kinds = [kind for kind in map(type, said) if kind in (NewSnapshot, GradientsChecked)]
    assert kinds == [GradientsChecked, NewSnapshot, GradientsChecked]
    assert {answer.step for answer in of(said, GradientsChecked)} == {0}
    proof = unpack_proof(of(said, GradientsChecked)[0])
    assert walk(first_snapshot(standard()), proof).difference(proof) < 1e-6


def test_snapshot_before_a_proof_takes_the_credit():
    said = converse(
        start(),
        IDLE,
        IDLE,
        Drawn(),
        Train(True),
        asked(CheckGradients),
        Step(),
        asked(CheckGradients),
    )
    assert [snapshot.step for snapshot in snapshots(said)] == [0, 1]
    assert [answer.step for answer in of(said, GradientsChecked)] == [0, 1]
    said = converse(start(), Train(True), IDLE, IDLE, asked(CheckGradients), *[IDLE] * 5)
    assert [snapshot.step for snapshot in snapshots(said)] == [1]


def test_apply_ends_training_and_makes_the_update_of_the_walk():
    said = converse(
        start(),
        Train(True),
        *[IDLE] * 6,
        Drawn(),
        asked(CheckGradients),
        asked(Apply),
        Drawn(),
        IDLE,
    )
    before, after = snapshots(said)[-2:]
    proof = unpack_proof(of(said, GradientsChecked)[0])
    assert (after.step, after.test_step) == (before.step + 1, before.step + 1)
    assert after.examples_seen == before.examples_seen
    expected, _ = walk(before, proof).updated
    np.testing.assert_allclose(flat(after.parameters), flat(expected), rtol=0, atol=1e-6)
    assert phases(said)[-1] == "ready"


def test_apply_before_anything_was_compiled():
    said = converse(start(), asked(Apply), IDLE, IDLE)
    assert [snapshot.step for snapshot in snapshots(said)] == [1]
    assert phases(said) == ["compiling", "ready"]


@pytest.mark.parametrize("kind", [CheckGradients, Apply])
def test_batch_of_another_run_is_passed_over(kind):
    said = converse(asked(kind, 2), start(2), asked(kind, 1), IDLE, asked(kind, 3), IDLE)
    assert of(said, GradientsChecked) == of(said, Stopped) == []
    assert [snapshot.step for snapshot in snapshots(said)] == [0]


@pytest.mark.parametrize("kind", [CheckGradients, Apply])
@pytest.mark.parametrize(
    ("inputs", "labels", "reason"),
    [(INPUTS[:, :3], LABELS, "no examples for a network 4-6-3"), (INPUTS, (0, 1, 3), "0 to 2")],
)
def test_batch_that_does_not_fit_the_network_is_told(kind, inputs, labels, reason):
    said = converse(start(), IDLE, asked(kind, 1, inputs, labels), IDLE)
    (stopped,) = of(said, Stopped)
    assert reason in stopped.reason
    assert stopped.lost
    assert of(said, GradientsChecked) == []


def diverging():
    return tiny_experiment(
        (), "linear", "mean squared error", optimizer="sgd", learning_rate=1000.0
    )


def test_loss_that_is_not_finite_ends_training_with_a_sentence():
    said = converse(start(3, diverging()), Train(True), *[IDLE, Drawn()] * 60)
    (stopped,) = of(said, Stopped)
    last = snapshots(said)[-1]
    assert stopped.run == 3
    assert f"at step {last.step}: the loss is no longer a finite number" in stopped.reason
    assert not np.isfinite(last.train.loss)
    assert phases(said)[-1] == "ready"
    frame(NewSnapshot(3, pack_snapshot(last)))


def test_diverged_network_proves_nothing():
    said = converse(
        start(3, diverging()), Train(True), *[IDLE, Drawn()] * 60, asked(CheckGradients, 3)
    )
    proof = unpack_proof(of(said, GradientsChecked)[0])
    assert np.isnan(walk(snapshots(said)[-1], proof, diverging()).difference(proof))


def test_diverged_network_can_still_be_stepped_and_replaced():
    said = converse(
        start(1, diverging()), Train(True), *[IDLE, Drawn()] * 60, Step(), Drawn(), start(2), IDLE
    )
    *_, before, stepped, fresh = snapshots(said)
    assert stepped.step == before.step + 1
    assert np.isfinite(flat(fresh.parameters)).all()


def test_impossible_device_is_told_and_leaves_nothing_to_train():
    said = converse(start(4, device="GPU:9"), Train(True), IDLE, Step(), IDLE)
    sentence = "There is no device GPU:9 here; TensorFlow sees CPU."
    assert of(said, Stopped) == [Stopped(4, sentence, lost=True)]
    assert of(said, Phase) == snapshots(said) == []


def test_another_device_can_be_chosen_after_an_impossible_one():
    said = converse(start(1, device="TPU"), start(2, device="cpu"), Train(True), IDLE, IDLE)
    assert [message.run for message in of(said, Stopped)] == [1]
    assert phases(said) == ["compiling", "training"]


def test_parameters_of_another_network_are_told():
    other = first_snapshot(tiny_experiment(hidden=(Layer(9),)))
    (stopped,) = of(converse(start(snapshot=other), IDLE), Stopped)
    assert "do not fit a network 4-6-3" in stopped.reason


def test_what_tensorflow_cannot_do_is_told_in_one_line(monkeypatch):
    def fail(*_):
        raise tf.errors.ResourceExhaustedError(None, None, "Out of memory.\nA page of numbers")

    monkeypatch.setattr(Trainer, "run", fail)
    said = converse(start(), Train(True), *[IDLE] * 3, Train(False), IDLE)
    (stopped,) = of(said, Stopped)
    assert stopped.reason == "Out of memory."


def test_messages_before_the_first_start_change_nothing():
    hyperparameters = SetHyperparameters(standard().hyperparameters)
    script = [Train(True), Step(), hyperparameters, Drawn(), Train(False)]
    assert converse(*script, IDLE) == script


def test_quit_ends_at_once():
    said = converse(start(), Train(True), IDLE, Quit(), IDLE, Drawn(), IDLE)
    assert said[-1] == Quit()


def test_nonsense_ends_it_with_the_reason():
    with pytest.raises(MessageError, match="too long"):
        converse(start(), MessageError("too long"), IDLE)
