"""The worker: what it answers to a window's messages, with a real trainer of a tiny network."""

import itertools
import queue
import time
from collections import deque
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.backend import worker as workers
from core.backend.devices import Device
from core.backend.frames import MessageError, frame
from core.backend.messages import (
    Apply,
    AskCheckpoint,
    CheckGradients,
    Checkpoint,
    Drawn,
    Finished,
    GradientsChecked,
    Health,
    NewSnapshot,
    Phase,
    Quit,
    Replay,
    Replayed,
    SetDevice,
    SetHyperparameters,
    SetWatch,
    Start,
    Stopped,
    Train,
    UpdateOnce,
)
from core.backend.packing import pack_array, pack_snapshot, unpack_proof, unpack_snapshot
from core.backend.pulse import Doing
from core.backend.reasons import FAILED, OUT_OF_MEMORY
from core.backend.trainer import Trainer
from core.backend.watching import Watcher
from core.backend.worker import Worker
from core.data.tasks import one_hot
from core.network import Layer
from core.optimizers import OPTIMIZERS
from core.walkthrough import Walkthrough
from tests.helpers import first_snapshot, flat, make_trainer, tiny_experiment

IDLE = object()  # nothing has arrived: the worker may work


def standard():
    """The experiment of most tests; compiled once, as its value is always the same."""
    return tiny_experiment(hidden=(Layer(6),))


class Script:
    """An inbox with everything the window says, in order; then Quit."""

    def __init__(self, script, read):
        self._script = deque(script)
        self._read = read

    def get(self, block=True, timeout=None):
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
    assert (snapshot.updates, snapshot.tested_at) == (0, 0)
    assert 0 <= snapshot.test.score <= 1
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(0))


def test_training_does_not_wait_for_the_window_and_queues_no_snapshots():
    said = converse(start(), Train(True), *[IDLE] * 20, Drawn(), Train(False))
    first, second = snapshots(said)
    assert first.updates == 1
    assert second.updates >= 19
    assert phases(said) == ["compiling", "training", "ready"]


def test_snapshot_is_the_newest_when_the_window_has_drawn():
    said = converse(start(), Train(True), *[IDLE, IDLE, Drawn()] * 5)
    steps = [snapshot.updates for snapshot in snapshots(said)]
    assert len(steps) == 6
    assert steps == sorted(set(steps))
    for snapshot in snapshots(said)[::2]:
        np.testing.assert_array_equal(flat(snapshot.parameters), trained(snapshot.updates))


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([Drawn(), IDLE, IDLE, Train(True), Train(False), UpdateOnce(), "start"]),
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
                assert snapshot.updates >= step
                step = snapshot.updates


def test_pause_shows_the_last_step_with_its_test_metrics():
    said = converse(start(), Train(True), *[IDLE] * 12, Train(False), Drawn(), IDLE, IDLE, Drawn())
    last = snapshots(said)[-1]
    assert last.updates > 3
    assert last.tested_at == last.updates
    np.testing.assert_array_equal(flat(last.parameters), trained(last.updates))
    trainer = make_trainer(standard())
    trainer.run(last.updates)
    assert last.test == trainer.measure_test()
    assert phases(said)[-1] == "ready"
    assert len(snapshots(said)) == 2


def test_pause_before_anything_was_compiled_leaves_it_ready():
    said = converse(start(), Train(True), Train(False), IDLE, IDLE)
    assert phases(said) == ["compiling", "ready"]
    assert [snapshot.updates for snapshot in snapshots(said)] == [0]


def test_step_makes_exactly_one_update():
    said = converse(start(), IDLE, Drawn(), UpdateOnce(), Drawn(), IDLE, UpdateOnce(), Drawn())
    shown = snapshots(said)
    assert [snapshot.updates for snapshot in shown] == [0, 1, 2]
    for steps, snapshot in enumerate(shown):
        assert snapshot.tested_at == steps
        np.testing.assert_array_equal(flat(snapshot.parameters), trained(steps))


def test_step_ends_training():
    said = converse(start(), Train(True), *[IDLE] * 5, Drawn(), UpdateOnce(), Drawn(), *[IDLE] * 5)
    last, stepped = snapshots(said)[-2:]
    assert stepped.updates == last.updates + 1
    assert phases(said)[-1] == "ready"


def test_training_goes_on_from_the_snapshot_it_was_started_with():
    experiment = replace(
        standard(), hyperparameters=replace(standard().hyperparameters, optimizer="sgd")
    )
    trainer = make_trainer(experiment)
    trainer.run(10)
    said = converse(start(1, experiment, snapshot=trainer.snapshot()), UpdateOnce())
    (snapshot,) = snapshots(said)
    assert (snapshot.updates, snapshot.examples_seen) == (11, 88)
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(11, experiment))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_goes_on_bit_for_bit_from_a_checkpoint(optimizer):
    rates = replace(standard().hyperparameters, optimizer=optimizer)
    experiment = replace(standard(), hyperparameters=rates)
    said = converse(start(1, experiment), Train(True), *[IDLE] * 7, Train(False), AskCheckpoint(1))
    (checkpoint,) = of(said, Checkpoint)
    snapshot = unpack_snapshot(checkpoint.snapshot)
    assert (checkpoint.run, checkpoint.optimizer, snapshot.complete) == (1, optimizer, True)
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(snapshot.updates, experiment))
    said = converse(start(2, experiment, snapshot=snapshot), *[UpdateOnce()] * 3, AskCheckpoint(2))
    later = unpack_snapshot(of(said, Checkpoint)[0].snapshot)
    assert later.updates == later.slots.updates == snapshot.updates + 3
    np.testing.assert_array_equal(flat(later.parameters), trained(later.updates, experiment))


def test_checkpoint_takes_no_credit_and_snapshots_to_draw_have_no_slots():
    said = converse(start(), Train(True), *[IDLE] * 4, AskCheckpoint(1), *[IDLE] * 4, Drawn())
    kinds = [kind for kind in map(type, said) if kind in (NewSnapshot, Checkpoint, Drawn)]
    assert kinds == [NewSnapshot, Checkpoint, Drawn, NewSnapshot]
    assert not any(snapshot.slots for snapshot in snapshots(said))


def test_checkpoint_of_another_run_is_not_sent():
    assert of(converse(AskCheckpoint(1), start(2), AskCheckpoint(1), IDLE), Checkpoint) == []


def test_checkpoints_come_by_themselves_while_it_trains_as_many_as_were_asked_for():
    every = AskCheckpoint(1, 1e-6, 3), *[IDLE] * 6
    script = [start(), IDLE, Train(True), *every, *every, *every[:2], Train(False), Train(True)]
    said = of(converse(*script, *[IDLE] * 6), Checkpoint)
    assert [one.asked for one in said] == [*[True, *[False] * 3] * 2, True, False]
    found = [unpack_snapshot(one.snapshot) for one in said]
    steps = [snapshot.updates for snapshot in found]
    assert all(earlier < later for earlier, later in itertools.pairwise(steps))
    for snapshot in found:
        np.testing.assert_array_equal(flat(snapshot.parameters), trained(snapshot.updates))
    seldom = converse(start(), Train(True), AskCheckpoint(1, 60.0, 3), *[IDLE] * 6)
    assert [one.asked for one in of(seldom, Checkpoint)] == [True]


def test_another_device_goes_on_with_the_same_training():
    said = converse(
        start(), *[UpdateOnce()] * 4, SetDevice("cpu"), Train(True), IDLE, IDLE, AskCheckpoint(1)
    )
    assert phases(said) == ["compiling", "training"]
    (checkpoint,) = of(said, Checkpoint)
    snapshot = unpack_snapshot(checkpoint.snapshot)
    assert snapshot.slots.updates == snapshot.updates > 4
    np.testing.assert_array_equal(flat(snapshot.parameters), trained(snapshot.updates))


def test_another_batch_moves_to_the_device_that_is_then_the_quickest(monkeypatch):
    monkeypatch.setattr(Device, "tensorflow_name", "/CPU:0")  # there is no GPU here
    devices = Device("GPU:0", "a GPU"), Device("CPU", "a processor")
    small, large = (replace(standard().hyperparameters, batch_size=size) for size in (8, 3000))

    def computed_on(device):
        said = []
        script = [start(1, standard(), device), IDLE, UpdateOnce(), SetHyperparameters(large), IDLE]
        script += [UpdateOnce(), SetHyperparameters(small), IDLE, UpdateOnce(), AskCheckpoint(1)]
        Worker(Script(script, said.append), said.append, devices).serve()
        (checkpoint,) = of(said, Checkpoint)
        parameters = flat(unpack_snapshot(checkpoint.snapshot).parameters).tobytes()
        return [message.device for message in of(said, Phase)][::2], parameters

    chosen, parameters = computed_on("")
    assert chosen == ["CPU", "GPU:0", "CPU"]
    pinned, same = computed_on("GPU:0")
    assert pinned == ["GPU:0"] * 3
    assert same == parameters  # both are the same processor here


def test_a_network_without_data_is_not_trained_but_walked():
    experiment = replace(standard(), source=None)
    said = converse(start(1, experiment), IDLE, IDLE, asked(CheckGradients), asked(Apply), IDLE)
    proof = unpack_proof(of(said, GradientsChecked)[0])
    assert walk(first_snapshot(experiment), proof, experiment).difference(proof) < 1e-6
    assert snapshots(said)[-1].updates <= 1
    assert of(said, Stopped) == []
    (stopped,) = of(converse(start(1, experiment), Train(True), IDLE, IDLE), Stopped)
    assert str(stopped.reason).startswith("This network came without data")


def test_learning_rate_changes_in_mid_training_without_compiling():
    faster = replace(standard().hyperparameters, learning_rate=0.5)
    said = converse(
        start(), Train(True), IDLE, IDLE, SetHyperparameters(faster), Drawn(), UpdateOnce()
    )
    assert phases(said) == ["compiling", "training", "ready"]
    trainer = make_trainer(standard())
    trainer.run(1)
    trainer.set_hyperparameters(faster)
    trainer.run(1)
    assert snapshots(said)[-1].updates == 2
    np.testing.assert_array_equal(flat(snapshots(said)[-1].parameters), flat(trainer.parameters()))


@pytest.mark.parametrize("change", [{"batch_size": 5}, {"optimizer": "momentum"}, {"dropout": 0.1}])
def test_another_loop_is_compiled_before_training_goes_on(change):
    other = replace(standard().hyperparameters, **change)
    said = converse(
        start(), Train(True), IDLE, IDLE, SetHyperparameters(other), IDLE, Drawn(), UpdateOnce()
    )
    assert phases(said) == ["compiling", "training", "compiling", "training", "ready"]
    trainer = make_trainer(standard())
    trainer.run(1)
    trainer.set_hyperparameters(other)
    trainer.run(1)
    last = snapshots(said)[-1]
    assert (last.updates, last.examples_seen) == (2, 8 + other.batch_size)
    np.testing.assert_array_equal(flat(last.parameters), flat(trainer.parameters()))


def test_training_stops_where_it_was_to_and_the_window_hears_why_first():
    rates = replace(standard().hyperparameters, stop_after=7.0)
    experiment = replace(standard(), hyperparameters=rates)
    said = converse(
        *(start(1, experiment), Train(True), *[IDLE, Drawn()] * 9),
        *(Train(False), Train(True), *[IDLE, Drawn()] * 9),
    )
    assert phases(said) == ["compiling", "training", "ready", "training", "ready"]
    reasons = [str(message.reason) for message in of(said, Finished)]
    assert reasons == ["Training has made its 7 updates and stopped."] * 2
    for finished, updates in zip(of(said, Finished), (7, 14), strict=True):
        after = snapshots(said[said.index(finished) :])[0]
        assert after.updates == updates
        np.testing.assert_array_equal(flat(after.parameters), trained(updates))
        said = said[said.index(finished) + 1 :]


def test_when_training_stops_may_change_while_it_trains():
    soon = replace(standard().hyperparameters, stop_after=2.0)
    said = converse(start(), Train(True), *[IDLE] * 9, SetHyperparameters(soon), IDLE, Drawn())
    assert phases(said) == ["compiling", "training", "ready"]
    assert len(of(said, Finished)) == 1


def test_regularisation_changes_in_mid_training_without_compiling():
    weak, strong = (replace(standard().hyperparameters, l2=l2) for l2 in (0.1, 5.0))
    experiment = replace(standard(), hyperparameters=weak)
    said = converse(
        start(1, experiment),
        Train(True),
        IDLE,
        IDLE,
        SetHyperparameters(strong),
        Drawn(),
        UpdateOnce(),
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
TARGETS = one_hot(np.array([2, 0, 0]), 3)


def asked(kind, run=1, inputs=INPUTS, targets=TARGETS):
    return kind(run, pack_array(inputs), pack_array(targets))


def walk(snapshot, proof, experiment=None):
    """The walk of the same batch through `snapshot`."""
    experiment = experiment or standard()
    return Walkthrough(
        experiment.network,
        snapshot.parameters,
        INPUTS,
        TARGETS,
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
    assert first.updates < second.updates == answer.updates < third.updates
    proof = unpack_proof(answer)
    assert (answer.run, proof.slots.updates) == (1, second.updates)
    assert walk(second, proof).difference(proof) < 1e-6
    assert phases(said) == ["compiling", "training"]  # it trains on


def test_proof_of_what_the_window_has_comes_alone():
    said = converse(start(), asked(CheckGradients), IDLE, IDLE, asked(CheckGradients))
    kinds = [kind for kind in map(type, said) if kind in (NewSnapshot, GradientsChecked)]
    assert kinds == [GradientsChecked, NewSnapshot, GradientsChecked]
    assert {answer.updates for answer in of(said, GradientsChecked)} == {0}
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
        UpdateOnce(),
        asked(CheckGradients),
    )
    assert [snapshot.updates for snapshot in snapshots(said)] == [0, 1]
    assert [answer.updates for answer in of(said, GradientsChecked)] == [0, 1]
    said = converse(start(), Train(True), IDLE, IDLE, asked(CheckGradients), *[IDLE] * 5)
    assert [snapshot.updates for snapshot in snapshots(said)] == [1]


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
    assert (after.updates, after.tested_at) == (before.updates + 1, before.updates + 1)
    assert after.examples_seen == before.examples_seen
    expected, _ = walk(before, proof).updated
    np.testing.assert_allclose(flat(after.parameters), flat(expected), rtol=0, atol=1e-6)
    assert phases(said)[-1] == "ready"


def test_apply_before_anything_was_compiled():
    said = converse(start(), asked(Apply), IDLE, IDLE)
    assert [snapshot.updates for snapshot in snapshots(said)] == [1]
    assert phases(said) == ["compiling", "ready"]


@pytest.mark.parametrize("kind", [CheckGradients, Apply])
def test_batch_of_another_run_is_passed_over(kind):
    said = converse(asked(kind, 2), start(2), asked(kind, 1), IDLE, asked(kind, 3), IDLE)
    assert of(said, GradientsChecked) == of(said, Stopped) == []
    assert [snapshot.updates for snapshot in snapshots(said)] == [0]


@pytest.mark.parametrize("kind", [CheckGradients, Apply])
@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        (INPUTS[:, :3], TARGETS),
        (INPUTS, TARGETS[:, :2]),
        (INPUTS, TARGETS[:1]),
        (INPUTS[0], TARGETS),
    ],
)
def test_batch_that_does_not_fit_the_network_is_told(kind, inputs, targets):
    said = converse(start(), IDLE, asked(kind, 1, inputs, targets), IDLE)
    (stopped,) = of(said, Stopped)
    assert "do not fit a network 4-6-3" in str(stopped.reason)
    assert stopped.lost
    assert of(said, GradientsChecked) == []


def diverging():
    return tiny_experiment(
        (), "linear", "mean squared error", optimizer="sgd", learning_rate=1000.0
    )


def test_loss_that_is_not_finite_ends_training_whatever_is_wished():
    said = converse(SetWatch(False), start(3, diverging()), Train(True), *[IDLE, Drawn()] * 60)
    (told,) = [message for message in of(said, Health) if message.stopped]
    last = snapshots(said)[-1]
    assert (told.run, told.finding.kind, told.finding.cause) == (3, "not finite", "rate")
    assert told.finding.updates == last.updates
    assert not np.isfinite(last.train.loss)
    assert not last.test.finite  # and not what it was before
    assert phases(said)[-1] == "ready"
    frame(NewSnapshot(3, pack_snapshot(last)))


def test_loss_that_is_not_finite_is_seen_though_checkpoints_come_by_themselves():
    train = Train(True), AskCheckpoint(3, 1e-9, 1000), *[IDLE, Drawn()] * 60
    said = converse(SetWatch(False), start(3, diverging()), IDLE, *train)
    (told,) = [message for message in of(said, Health) if message.stopped]
    assert told.finding.kind == "not finite"
    kept = [unpack_snapshot(one.snapshot) for one in of(said, Checkpoint)]
    assert [one.updates for one in kept[1:]]
    assert all(one.updates < told.finding.updates for one in kept)


def test_diverged_network_proves_nothing():
    said = converse(
        SetWatch(False),
        start(3, diverging()),
        Train(True),
        *[IDLE, Drawn()] * 60,
        asked(CheckGradients, 3),
    )
    proof = unpack_proof(of(said, GradientsChecked)[0])
    assert np.isnan(walk(snapshots(said)[-1], proof, diverging()).difference(proof))


def test_diverged_network_can_still_be_stepped_and_replaced():
    said = converse(
        start(1, diverging()),
        Train(True),
        *[IDLE, Drawn()] * 60,
        UpdateOnce(),
        Drawn(),
        start(2),
        IDLE,
    )
    *_, before, stepped, fresh = snapshots(said)
    assert stepped.updates == before.updates + 1
    assert np.isfinite(flat(fresh.parameters)).all()


def test_impossible_device_is_told_and_leaves_nothing_to_train():
    said = converse(start(4, device="GPU:9"), Train(True), IDLE, UpdateOnce(), IDLE)
    sentence = "There is no device GPU:9 here; TensorFlow sees CPU."
    assert [(one.run, str(one.reason), one.lost) for one in of(said, Stopped)] == [
        (4, sentence, True)
    ]
    assert of(said, Phase) == snapshots(said) == []


def test_another_device_can_be_chosen_after_an_impossible_one():
    said = converse(start(1, device="TPU"), start(2, device="cpu"), Train(True), IDLE, IDLE)
    assert [message.run for message in of(said, Stopped)] == [1]
    assert phases(said) == ["compiling", "training"]


def test_parameters_of_another_network_are_told():
    other = first_snapshot(tiny_experiment(hidden=(Layer(9),)))
    (stopped,) = of(converse(start(snapshot=other), IDLE), Stopped)
    assert "do not fit a network 4-6-3" in str(stopped.reason)


def failing(error):
    """A piece of work that raises `error`."""

    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "text", "reason"),
    [
        (
            tf.errors.ResourceExhaustedError(None, None, "No room.\nA page of numbers"),
            OUT_OF_MEMORY,
            "No room.",
        ),
        (MemoryError(), OUT_OF_MEMORY, "MemoryError"),
        (tf.errors.InternalError(None, None, "It broke.\nA page"), "{reason}", "It broke."),
        (KeyError("lost"), FAILED, "'lost'"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
@pytest.mark.parametrize("where", ["run", "snapshot", "compile", "measure_test", "slots"])
def test_whatever_fails_is_told_and_the_worker_lives_on(monkeypatch, where, error, text, reason):
    script = [Train(True), *[IDLE] * 3, AskCheckpoint(1), Drawn(), IDLE]
    with monkeypatch.context() as patched:
        patched.setattr(Trainer, where, failing(error))
        said = converse(start(), *script)
    (stopped,) = of(said, Stopped)
    assert (stopped.reason.text, stopped.reason.data["reason"]) == (text, reason)
    assert stopped.lost
    if text == FAILED:
        assert str(stopped.reason) == "The backend could not do that. KeyError: 'lost'"


def test_after_a_failure_it_starts_again(monkeypatch):
    run, failed = Trainer.run, []

    def fail_once(trainer, updates):
        if not failed:
            failed.append(True)
            raise ZeroDivisionError
        run(trainer, updates)

    monkeypatch.setattr(Trainer, "run", fail_once)
    script = [start(1), UpdateOnce(), UpdateOnce(), start(2), UpdateOnce(), IDLE, Drawn(), IDLE]
    said = converse(*script)
    assert [message.run for message in of(said, Stopped)] == [1]
    assert [one.updates for one in snapshots(said)][-1] == 1


def test_an_unforeseen_failure_is_in_the_log_with_its_place(monkeypatch, capsys):
    monkeypatch.setattr(Trainer, "run", failing(ZeroDivisionError("by zero")))
    converse(start(), UpdateOnce(), IDLE)
    log = capsys.readouterr().err
    assert log.startswith("Traceback")
    assert log.endswith("ZeroDivisionError: by zero\n")


def test_what_is_done_can_be_asked(monkeypatch):
    doing, seen = Doing(), []

    def note(what, work):
        def do(*arguments, **words):
            seen.append((what, doing.told().doing))
            return work(*arguments, **words)

        monkeypatch.setattr(Trainer, what, do)

    for what in ("run", "compile", "measure_test"):
        note(what, getattr(Trainer, what))
    script = Script([start(), IDLE, UpdateOnce(), Train(True), IDLE], lambda _: None)
    get = script.get

    def wait(block=True, timeout=None):
        seen.append(("wait", doing.told().doing))
        return get(block, timeout)

    script.get = wait
    Worker(script, lambda _: None, (Device("CPU", "a processor"),), doing=doing).serve()
    assert set(seen) == {
        ("wait", "waiting"),
        ("compile", "compiling"),
        ("run", "updating"),
        ("measure_test", "working"),
    }


def test_an_update_of_a_larger_batch_is_tried_one_at_a_time(monkeypatch):
    made = []
    run = Trainer.run
    monkeypatch.setattr(
        Trainer, "run", lambda self, updates: (made.append(updates), run(self, updates))
    )
    larger = replace(standard().hyperparameters, batch_size=1024)
    script = [Train(True), *[IDLE] * 6, SetHyperparameters(larger), IDLE, IDLE]
    converse(start(), *script)
    assert made[-2] > 1  # of the small ones many were made in one call
    assert made[-1] == 1


def test_messages_before_the_first_start_change_nothing():
    hyperparameters = SetHyperparameters(standard().hyperparameters)
    script = [Train(True), UpdateOnce(), hyperparameters, Drawn(), Train(False)]
    assert converse(*script, IDLE) == script


def test_quit_ends_at_once():
    said = converse(start(), Train(True), IDLE, Quit(), IDLE, Drawn(), IDLE)
    assert said[-1] == Quit()


def test_nonsense_ends_it_with_the_reason():
    with pytest.raises(MessageError, match="too long"):
        converse(start(), MessageError("too long"), IDLE)


# A network that breaks by a single update


def steep(rate):
    experiment = standard()
    rates = replace(experiment.hyperparameters, optimizer="sgd", learning_rate=rate)
    return replace(experiment, hyperparameters=rates)


def found_by(*script, rate=1000.0, scale=1.0):
    """What is found while the window says `script`: run, kind, updates, and whether it stopped."""
    experiment = steep(rate)
    snapshot = first_snapshot(experiment)
    parameters = tuple(
        layer._replace(weights=layer.weights * np.float32(scale)) for layer in snapshot.parameters
    )
    said = converse(start(3, experiment, "", replace(snapshot, parameters=parameters)), *script)
    assert of(said, Stopped) == []
    return [
        (message.run, message.finding.kind, message.finding.updates, message.stopped)
        for message in of(said, Health)
        if message.finding
    ]


def test_single_updates_into_what_is_not_finite_are_told():
    found = found_by(IDLE, UpdateOnce(), Drawn(), UpdateOnce(), Drawn(), scale=2e38)
    assert found[-2:] == [(3, "not finite", 1, False), (3, "not finite", 2, False)]
    inputs, targets = np.full((2, 4), 1e38, np.float32), np.eye(3, dtype=np.float32)[:2]
    batch = pack_array(inputs), pack_array(targets)
    assert found_by(IDLE, Apply(3, *batch), Drawn()) == [(3, "not finite", 1, False)]


def test_single_updates_into_an_explosion_are_told_at_once():
    assert found_by(IDLE, UpdateOnce(), Drawn(), rate=0.1) == []
    found = found_by(IDLE, UpdateOnce(), UpdateOnce(), UpdateOnce(), rate=1000.0)
    assert len(found) == 1
    assert found[0][0] == 3
    assert found[0][1] in ("loss", "chance")
    assert found[0][2] <= 3


def test_a_sick_training_is_stopped_or_only_told_as_the_window_wishes():
    script = (Train(True), *[IDLE] * 400)
    (found,) = found_by(*script)
    assert found[3]
    experiment = steep(1000.0)
    said = converse(SetWatch(False), start(3, experiment), *script, Drawn())
    told, *_ = [message for message in of(said, Health) if message.finding]
    assert not told.stopped
    assert snapshots(said)[-1].updates > told.finding.updates
    said = converse(start(3, experiment), *script, Drawn())
    (told,) = [message for message in of(said, Health) if message.finding]
    assert told.stopped
    assert told.finding.cause == "rate"
    assert snapshots(said)[-1].updates == told.finding.updates
    assert phases(said)[-1] == "ready"


def test_without_data_too_a_loss_that_is_no_number_is_found():
    trainer = make_trainer(standard())
    watcher = Watcher(trainer.experiment, None, trainer.snapshot())
    assert watcher.look(trainer, trainer.snapshot().test) is None
    assert watcher.look(trainer, trainer.snapshot().test, lost=True).kind == "not finite"


def test_a_step_is_had_again_at_the_pace_that_the_training_has_come_to(monkeypatch):
    """Where another loop is compiled, nothing is known of it."""
    experiment, made = standard(), {}
    first, run = pack_snapshot(first_snapshot(experiment)), Trainer.run

    def noted(trainer, updates):
        made.setdefault(trainer, []).append(updates)
        run(trainer, updates)

    monkeypatch.setattr(Trainer, "run", noted)
    # Nothing takes any time: portions grow as fast as they may.
    clock = SimpleNamespace(perf_counter=lambda: 0.0, monotonic=time.monotonic)
    monkeypatch.setattr(workers, "time", clock)
    larger = replace(experiment.hyperparameters, batch_size=16)
    other = replace(experiment, hyperparameters=larger)
    training = (start(), IDLE, Train(True), *(IDLE,) * 6, Train(False))
    for asked in (experiment, other):
        made.clear()
        again = (Replay(1, asked, first, (), 60), *(IDLE,) * 9)
        (found,) = of(converse(*training, *again), Replayed)
        assert unpack_snapshot(found.snapshot).updates == 60
        trained, replayed = made.values()
        assert sum(replayed) == 60
        if asked is experiment:
            assert replayed[0] == min(60, trained[-1]) > 1
        else:
            assert replayed[0] == 1
