"""The child process: its messages, its end as one Outcome, and how the window goes on after it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core import data
from core.backend import program, worker
from core.backend.messages import (
    Apply,
    AskCheckpoint,
    CheckGradients,
    Checkpoint,
    Drawn,
    FrameReader,
    NewSnapshot,
    Phase,
    Ready,
    SetDevice,
    SetHyperparameters,
    Start,
    Stopped,
    ToWindow,
    Train,
    UpdateOnce,
    frame,
    pack_proof,
    pack_snapshot,
    unpack_array,
)
from core.backend.trainer import Trainer
from core.data.tasks import one_hot
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.run import Run
from core.sentences import plain
from core.snapshot import Snapshot, no_slots
from core.walkthrough import Proof, Walkthrough
from core.wording import Sentence
from gui import backend_process, translation
from gui.__main__ import main
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess, Outcome
from gui.session import Session
from tests.helpers import flat

ROOT = Path(__file__).parents[1]
LONG_MS = 60_000  # TensorFlow takes its time on a busy machine


@pytest.fixture
def make_process(qapp):
    """Make a BackendProcess whose child runs a Python program; it is ended with the test."""
    made = []

    def make(program=None):
        command = None if program is None else [sys.executable, "-c", PREAMBLE + program]
        made.append(BackendProcess(command))
        return made[-1]

    yield make
    for process in made:
        process.close()


PREAMBLE = """
import os, struct, sys, time
sys.path.insert(0, os.environ["PYTHONPATH"].split(os.pathsep)[0])
from core.backend.messages import *

def write(data):
    os.write(1, data)

READY = frame(Ready("2.0", (("CPU", "a processor"),), None))
"""
WAIT = "\nsys.stdin.read()\n"


def outcome_of(qtbot, process):
    """Start `process`, wait for its end, and return the Outcome."""
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.start()
    return ended.args[0]


def is_alive(process_id):
    """Whether the process with this id still runs."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


# Children of all kinds


def test_messages_of_the_child_are_received(qtbot, make_process):
    process = make_process("for byte in READY: write(bytes([byte]))" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS) as received:
        process.start()
    assert received.args == [Ready("2.0", (("CPU", "a processor"),), None)]


def test_messages_to_the_child_arrive(qtbot, make_process):
    process = make_process(
        """
reader = FrameReader(ToBackend)
while data := os.read(0, 7):
    for message in reader.feed(data):
        write(frame(Phase(1, type(message).__name__, str(getattr(message, "on", "")))))
"""
    )
    found = []
    process.received.connect(found.append)
    process.start()
    process.send(Train(True))
    process.send(UpdateOnce())
    qtbot.waitUntil(lambda: len(found) == 2, timeout=LONG_MS)
    assert found == [Phase(1, "Train", "True"), Phase(1, "UpdateOnce", "")]
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.stop()
    assert found[2:] == [Phase(1, "Quit", "")]
    assert ended.args == [Outcome(True, "The backend has ended.")]


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("write(b'Hello, window! This is no frame.')" + WAIT, "is too long"),
        ("write(struct.pack('<IB', 5, 3) + b'Hello')" + WAIT, "This is not a message"),
        ("write(struct.pack('<IB', (1 << 30) + 1, 3))" + WAIT, "1073741825 bytes is too long"),
        ("write(frame(Train(True)))" + WAIT, "This is not a message"),
        ("write(struct.pack('<IB', 5, 1) + b'Hello')" + WAIT, "A message of protocol 1 came"),
        ("write(READY[:-3])", "The last message was cut off"),
        ("write(READY + b'\\x05')", "The last message was cut off"),
    ],
)
def test_child_that_sends_nonsense_is_ended_and_says_so(qtbot, make_process, program, reason):
    outcome = outcome_of(qtbot, process := make_process(program))
    assert not outcome.expected
    assert "sent nonsense" in outcome.text
    assert reason in outcome.text
    assert process.process_id == 0


def test_messages_before_nonsense_are_received_and_none_after_it(qtbot, make_process):
    process = make_process(
        "write(READY + struct.pack('<I', 1) + b'x' + READY)\nwrite(READY)" + WAIT
    )
    found = []
    process.received.connect(found.append)
    outcome_of(qtbot, process)
    assert len(found) == 1


def test_child_whose_message_is_refused_is_ended_and_says_so(qtbot, make_process):
    process = make_process("write(READY * 3)" + WAIT)
    found = []
    process.received.connect(found.append)
    process.received.connect(lambda _: process.refuse("It is not ready."))
    outcome = outcome_of(qtbot, process)
    assert outcome == Outcome(
        False, "The backend sent nonsense, so Netglow ended it. It is not ready."
    )
    assert len(found) == 1


def test_last_line_of_the_child_is_told_with_its_exit_code(qtbot, make_process):
    process = make_process(
        "for word in ('first\\n', 'Some', 'thing bröke.\\n'):\n"
        "    os.write(2, word.encode())\n"
        "sys.exit(3)"
    )
    outcome = outcome_of(qtbot, process)
    assert outcome == Outcome(False, "The backend ended with exit code 3. Something bröke.")
    assert process.log.endswith("---\nfirst\nSomething bröke.\n")


def test_a_child_is_not_blamed_for_the_words_of_the_one_before(qtbot, make_process, tmp_path):
    process = make_process(
        f"import pathlib; mark = pathlib.Path({str(tmp_path / 'mark')!r})\n"
        "if mark.exists(): sys.exit(4)\n"
        "mark.touch(); os.write(2, b'boom\\n'); sys.exit(1)"
    )
    assert outcome_of(qtbot, process).text.endswith("exit code 1. boom")
    assert outcome_of(qtbot, process).text.endswith("exit code 4.")


def test_end_without_a_word_is_unexpected_too(qtbot, make_process):
    outcome = outcome_of(qtbot, make_process("write(READY)"))
    assert outcome == Outcome(False, "The backend ended with exit code 0.")


def test_log_keeps_the_newest_lines(qtbot, make_process):
    process = make_process("print(*range(5000), sep='\\n', file=sys.stderr)")
    outcome_of(qtbot, process)
    assert process.log.split() == [str(number) for number in range(4000, 5000)]


def test_missing_program_is_an_outcome(qtbot, qapp):
    process = BackendProcess(["/nowhere/no-such-program"])
    outcome = outcome_of(qtbot, process)
    assert not outcome.expected
    assert outcome.text.startswith("The backend could not start: ")
    process.send(UpdateOnce())
    process.stop()
    process.close()


def test_child_finds_netglow_wherever_the_window_was_started(qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    process = BackendProcess([sys.executable, "-c", "import core.backend.messages"])
    assert outcome_of(qtbot, process).text == "The backend ended with exit code 0."


def test_second_start_is_no_second_child(qtbot, make_process):
    process = make_process("write(READY)" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    first = process.process_id
    process.start()
    assert process.process_id == first


def test_child_that_does_not_listen_is_killed_and_its_end_expected(
    qtbot, make_process, monkeypatch
):
    monkeypatch.setattr(backend_process, "_POLITE_MS", 200)
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    child = process.process_id
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.stop()
        process.stop()
        process.send(UpdateOnce())
    assert ended.args[0].expected
    assert not is_alive(child)


def test_close_waits_until_the_child_is_gone(qtbot, make_process, monkeypatch):
    monkeypatch.setattr(backend_process, "_POLITE_MS", 200)
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    child, outcomes = process.process_id, []
    process.ended.connect(outcomes.append)
    process.close()
    assert not is_alive(child)
    process.close()
    assert [outcome.expected for outcome in outcomes] == [True]


def test_child_started_right_after_a_stop_is_left_alone(qtbot, make_process):
    process = make_process("write(READY)" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        process.stop()
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    # What would kill the child that was asked to end waits no longer.
    assert not process._patience.isActive()


def test_new_child_does_not_inherit_half_a_message(qtbot, make_process, tmp_path):
    process = make_process(
        f"""
import pathlib
first = not pathlib.Path({str(tmp_path / "mark")!r}).exists()
pathlib.Path({str(tmp_path / "mark")!r}).touch()
write(READY[:9] if first else READY)
if first: os.kill(os.getpid(), 9)
"""
        + WAIT
    )
    assert outcome_of(qtbot, process) == Outcome(False, "The backend was killed or crashed.")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()


# The link, with a stand-in for the process


class FakeProcess(QObject):
    received = Signal(object)
    ended = Signal(Outcome)

    def __init__(self):
        super().__init__()
        self.sent = []
        self.starts = 0
        self.refused = []
        self.answer = lambda: None  # when somebody waits

    def start(self):
        self.starts += 1

    def send(self, message):
        self.sent.append(message)

    def refuse(self, reason):
        self.refused.append(reason)

    def wait_until(self, come, patience_ms):
        self.answer()
        self.waited = come()

    def take_sent(self):
        sent, self.sent = self.sent, []
        return sent


@pytest.fixture
def linked(qapp):
    """A session, its link started, and the process at the other end, ready."""
    session = Session(Experiment(Network(256, (Layer(10, "softmax"),))))
    process = FakeProcess()
    link = BackendLink(session, process)
    link.start()
    return session, process, link


def sent_start(process):
    (start,) = [message for message in process.take_sent() if isinstance(message, Start)]
    return start


def snapshot_at(session, step):
    return Snapshot(session.snapshot.parameters, step, 32 * step, 100)


def test_link_starts_the_backend_with_the_sessions_run(linked):
    session, process, _ = linked
    start = sent_start(process)
    assert process.starts == 1
    assert (start.experiment, start.device) == (session.experiment, "")
    assert frame(NewSnapshot(0, start.snapshot)) == frame(
        NewSnapshot(0, pack_snapshot(session.snapshot))
    )
    assert session.backend.phase == "loading"


def test_what_the_backend_says_is_the_sessions_state(linked):
    session, process, _ = linked
    start = sent_start(process)
    process.received.emit(Ready("2.0", (("CPU", "a processor"),), Sentence("No GPU.")))
    assert session.backend.phase == "ready"
    assert session.backend.gpu_problem == "No GPU."
    assert session.backend.devices == (("CPU", "a processor"),)
    process.received.emit(Phase(start.run, "training", "CPU"))
    # Why there is no GPU can be read for longer than it takes to begin.
    assert session.backend.gpu_problem == "No GPU."
    assert (session.backend.phase, session.backend.device) == ("training", "CPU")
    assert session.backend.devices == (("CPU", "a processor"),)


def test_wishes_become_messages(linked):
    session, process, _ = linked
    number = sent_start(process).run
    session.set_training(True)
    session.set_training(True)
    assert process.take_sent() == [Train(True)]
    session.request_update()
    assert process.take_sent() == [
        Train(False),
        AskCheckpoint(number),
        UpdateOnce(),
        AskCheckpoint(number),
    ]
    session.set_device("CPU")
    assert process.take_sent() == [SetDevice("CPU")]
    faster = replace(session.experiment.hyperparameters, learning_rate=0.5)
    session.set_hyperparameters(faster)
    assert process.take_sent() == [SetHyperparameters(faster)]


def test_every_snapshot_is_credited_once_and_only_those_of_the_run_are_taken(linked):
    session, process, link = linked
    first = sent_start(process)
    process.received.emit(NewSnapshot(first.run, pack_snapshot(snapshot_at(session, 5))))
    assert session.snapshot.updates == 5
    assert process.take_sent() == []
    link.give_credit()
    link.give_credit()
    assert process.take_sent() == [Drawn()]
    session.reset()
    second = sent_start(process)
    assert second.run != first.run
    process.received.emit(NewSnapshot(first.run, pack_snapshot(snapshot_at(session, 6))))
    process.received.emit(Phase(first.run, "training", "CPU"))
    process.received.emit(Stopped(first.run, Sentence("Too late."), lost=False))
    assert process.take_sent() == [Drawn()]
    assert (session.snapshot.updates, session.backend.phase) == (0, "loading")
    process.received.emit(NewSnapshot(second.run, pack_snapshot(snapshot_at(session, 1))))
    assert session.snapshot.updates == 1


# A batch for the walkthrough

INPUTS = np.random.default_rng(5).random((2, 256), np.float32)
TARGETS = one_hot(np.array([3, 9]), 10)


def proof_at(session, step, slots=2, parameters=None):
    """A proof as the backend sends it; "adam" has two slots."""
    parameters = parameters or session.snapshot.parameters
    empty = no_slots(parameters, "adam")
    arrays = empty.arrays[:1] * slots
    return Proof(step, 0.5, parameters, empty._replace(arrays=arrays, updates=step))


@pytest.fixture
def received(linked):
    """The proofs that reached the session."""
    session, *_ = linked
    proofs = []
    session.proof_received.connect(lambda _, proof: proofs.append(proof))
    return proofs


def test_batches_become_messages_of_the_current_run(linked):
    session, process, _ = linked
    run = sent_start(process).run
    session.set_training(True)
    process.take_sent()
    session.request_proof(INPUTS, TARGETS)
    session.request_apply(INPUTS, TARGETS)
    check, pause, _, update, ask = process.take_sent()
    assert (type(check), pause, type(update)) == (CheckGradients, Train(False), Apply)
    assert ask == AskCheckpoint(run)
    for message in (check, update):
        assert message.run == run
        np.testing.assert_array_equal(unpack_array(message.inputs), INPUTS)
        np.testing.assert_array_equal(unpack_array(message.targets), TARGETS)


def test_answers_are_the_sessions_proofs_in_their_order(linked, received):
    session, process, _ = linked
    run = sent_start(process).run
    for _ in range(2):
        session.request_proof(INPUTS, TARGETS)
    for step in (5, 6):
        process.received.emit(pack_proof(run, proof_at(session, step)))
    assert [(proof.updates, proof.slots.updates) for proof in received] == [(5, 5), (6, 6)]
    np.testing.assert_array_equal(flat(received[0].gradients), flat(session.snapshot.parameters))
    assert process.refused == []


def test_answer_to_another_optimizer_is_still_an_answer(linked, received):
    session, process, _ = linked
    run = sent_start(process).run
    session.request_proof(INPUTS, TARGETS)
    session.set_hyperparameters(replace(session.experiment.hyperparameters, optimizer="sgd"))
    session.request_proof(INPUTS, TARGETS)
    for slots in (2, 0):
        process.received.emit(pack_proof(run, proof_at(session, 5, slots)))
    assert [len(proof.slots.arrays) for proof in received] == [2, 0]
    assert process.refused == []


def test_answer_to_a_run_of_before_is_passed_over(linked, received):
    session, process, _ = linked
    first = sent_start(process).run
    session.request_proof(INPUTS, TARGETS)
    session.change_experiment(replace(session.experiment, seed=9), "Seed")
    second = sent_start(process).run
    process.received.emit(pack_proof(first, proof_at(session, 0)))
    assert received == process.refused == []
    session.request_proof(INPUTS, TARGETS)
    process.received.emit(pack_proof(second, proof_at(session, 0)))
    assert len(received) == 1


def test_wrong_answer_is_refused_with_a_sentence(linked, received):
    session, process, _ = linked
    run = sent_start(process).run
    other = initialise(Network(256, (Layer(9, "softmax"),)), 0)
    good = proof_at(session, 0)
    for proof, reason in (
        (proof_at(session, 0, slots=1), "It answered a question that was never asked."),
        (proof_at(session, 0, slots=3), "It answered a question that was never asked."),
        (proof_at(session, 0, parameters=other), "do not fit a network 256-10"),
        (good._replace(gradients=()), "do not fit a network 256-10"),
        (good._replace(slots=no_slots(other, "adam")), "do not fit a network 256-10"),
    ):
        session.request_proof(INPUTS, TARGETS)
        process.received.emit(pack_proof(run, proof))
        assert reason in process.refused.pop()
    process.received.emit(pack_proof(run, good))
    assert process.refused == ["It answered a question that was never asked."]
    assert received == []


def test_snapshot_of_another_network_is_refused_with_a_sentence(linked):
    session, process, _ = linked
    run, before = sent_start(process).run, session.snapshot
    other = Snapshot(initialise(Network(256, (Layer(9, "softmax"),)), 0), 5)
    process.received.emit(NewSnapshot(run, pack_snapshot(other)))
    assert "do not fit a network 256-10" in process.refused[0]
    assert session.snapshot is before


def test_lost_network_is_started_again_for_a_batch(linked, received):
    session, process, _ = linked
    run = sent_start(process).run
    session.request_proof(INPUTS, TARGETS)
    for request, kind in (
        (session.request_proof, CheckGradients),
        (session.request_apply, Apply),
    ):
        process.received.emit(Stopped(run, Sentence("Out of memory."), lost=True))
        process.take_sent()
        request(INPUTS, TARGETS)
        start, message, *_ = process.take_sent()
        assert (type(message), message.run) == (kind, start.run)
        run = start.run


def test_whatever_the_backend_says_is_one_plain_sentence(linked):
    session, process, _ = linked
    run = sent_start(process).run
    said = "\x1b[31mred\n<h1>big</h1> " + "long " * 500
    process.received.emit(Ready("2.0", (), Sentence(said)))
    process.received.emit(Stopped(run, Sentence(said), lost=False))
    for text in (session.backend.text, session.backend.gpu_problem):
        assert text.startswith("[31mred ‹h1>big")
        assert text == plain(text)
    process.received.emit(Ready("2.0", ((said, said),), None))
    process.received.emit(Phase(run, "ready", said))
    assert session.backend.devices == ((plain(said), plain(said)),)
    assert session.backend.device == plain(said)
    process.ended.emit(Outcome(False, said))
    assert session.backend.text == plain(said)


def test_the_backend_is_heard_in_the_windows_language(linked, monkeypatch):
    session, process, _ = linked
    run = sent_start(process).run
    there = {worker.NOT_FINITE: "Nach {updates:,} Schritten", "No GPU.": "Keine."}
    monkeypatch.setattr(translation, "translate", lambda _, text: there[text])
    process.received.emit(Ready("2.0", (), Sentence("No GPU.")))
    process.received.emit(Stopped(run, Sentence(worker.NOT_FINITE, {"updates": 1234}), lost=False))
    assert (session.backend.text, session.backend.gpu_problem) == ("Nach 1,234 Schritten", "Keine.")


def test_stopped_run_says_why_and_trains_no_more(linked):
    session, process, _ = linked
    start = sent_start(process)
    session.set_training(True)
    process.received.emit(Stopped(start.run, Sentence("The loss is no number."), lost=False))
    assert not session.training
    assert (session.backend.phase, session.backend.text) == ("ready", "The loss is no number.")


def test_a_snapshot_that_nobody_draws_is_credited_after_a_while(qtbot, linked):
    session, process, _ = linked
    start = sent_start(process)
    process.received.emit(NewSnapshot(start.run, pack_snapshot(snapshot_at(session, 5))))
    sent = []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or sent == [Drawn()])


def test_a_lost_network_is_started_anew_by_the_next_wish(linked):
    session, process, _ = linked
    start = sent_start(process)
    smaller = replace(session.experiment.hyperparameters, batch_size=2)
    for wish, after in (
        (lambda: session.set_training(True), [Train(True)]),
        (session.request_update, [UpdateOnce(), AskCheckpoint]),
        (lambda: session.set_hyperparameters(smaller), []),
    ):
        process.received.emit(Stopped(start.run, Sentence("Out of memory."), lost=True))
        process.take_sent()
        wish()
        start, *others = process.take_sent()
        assert isinstance(start, Start)
        assert [AskCheckpoint if type(one) is AskCheckpoint else one for one in others] == after
    assert start.experiment.hyperparameters == smaller


def test_hyperparameters_of_another_run_travel_with_its_start_alone(linked):
    session, process, _ = linked
    process.take_sent()
    faster = replace(session.experiment.hyperparameters, learning_rate=0.5)
    session.change_experiment(replace(session.experiment, seed=1, hyperparameters=faster), "Seed")
    (start,) = process.take_sent()
    assert start.experiment == session.experiment


def complete_at(session, updates, optimizer="adam"):
    """A complete snapshot of the session's network."""
    snapshot = snapshot_at(session, updates)
    slots = no_slots(snapshot.parameters, optimizer)._replace(updates=updates)
    return replace(snapshot, slots=slots)


def checkpoint_at(session, run, updates, optimizer="adam"):
    """What the backend sends when it was asked for a complete snapshot."""
    return Checkpoint(run, optimizer, pack_snapshot(complete_at(session, updates, optimizer)))


def test_a_checkpoint_is_the_newest_snapshot_and_stays_complete(linked):
    session, process, _ = linked
    run = sent_start(process).run
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    assert not session.snapshot.complete
    process.received.emit(checkpoint_at(session, run, 7))
    assert (session.snapshot.updates, session.snapshot.complete) == (7, True)
    # One to draw, of where the checkpoint is, is as complete.
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 7))))
    assert session.snapshot.complete
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 8))))
    assert not session.snapshot.complete
    assert session.run.exact.updates == 7


def test_a_run_that_was_left_in_mid_training_comes_back_complete(linked):
    session, process, _ = linked
    run = sent_start(process).run
    session.set_training(True)
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    process.received.emit(Phase(run, "training", "CPU"))
    process.answer = lambda: process.received.emit(checkpoint_at(session, run, 6))
    session.change_experiment(replace(session.experiment, seed=9), "Seed")
    assert session.snapshot.updates == 0
    process.received.emit(checkpoint_at(session, run, 7))
    assert session.snapshot.updates == 0  # the other run has come to no more than was shown
    process.take_sent()
    session.undo_stack.undo()
    start = sent_start(process)
    assert (start.snapshot.updates, start.snapshot.slots.updates) == (6, 6)
    assert (session.snapshot.updates, session.snapshot.complete) == (6, True)
    assert len(session.history) == 2


def test_a_checkpoint_of_another_optimizer_is_passed_over(linked):
    session, process, _ = linked
    run = sent_start(process).run
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    session.set_hyperparameters(replace(session.experiment.hyperparameters, optimizer="sgd"))
    process.received.emit(checkpoint_at(session, run, 5, "adam"))
    assert session.snapshot.slots.arrays == ()
    assert process.refused == []


def test_a_wrong_checkpoint_is_refused_with_a_sentence(linked):
    session, process, _ = linked
    run = sent_start(process).run
    good = complete_at(session, 5)
    for snapshot, reason in (
        (replace(good, slots=no_slots(good.parameters, "momentum")), "adam has 2 slots, not 1"),
        (replace(good, slots=good.slots._replace(updates=6)), "6 updates old after 5"),
        (replace(good, parameters=good.parameters * 2), "not shaped like the parameters"),
    ):
        process.received.emit(Checkpoint(run, "adam", pack_snapshot(snapshot)))
        assert reason in process.refused.pop()
    assert session.snapshot.updates == 0


def test_somebody_who_wants_a_complete_snapshot_waits_for_it(linked):
    session, process, _ = linked
    run = sent_start(process).run
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    session.request_checkpoint()
    assert process.take_sent() == []  # TensorFlow loads: nobody would answer
    process.received.emit(Phase(run, "training", "CPU"))
    session.request_checkpoint()
    assert process.take_sent() == [AskCheckpoint(run)]
    assert process.waited is False
    process.answer = lambda: process.received.emit(checkpoint_at(session, run, 6))
    session.request_checkpoint()
    assert process.waited is True
    assert session.snapshot.complete


def test_complete_snapshots_are_asked_for_while_training(qtbot, linked):
    session, process, _ = linked
    run = sent_start(process).run
    session.set_training(True)
    sent = []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or AskCheckpoint(run) in sent)
    process.ended.emit(Outcome(False, "It crashed."))
    assert not session.training


def test_unexpected_end_is_told_and_training_starts_it_again(linked):
    session, process, _ = linked
    start = sent_start(process)
    session.set_training(True)
    process.received.emit(checkpoint_at(session, start.run, 5))
    process.received.emit(NewSnapshot(start.run, pack_snapshot(snapshot_at(session, 7))))
    process.ended.emit(Outcome(False, "It crashed."))
    assert (session.backend.phase, session.backend.text) == ("ended", "It crashed.")
    assert not session.training
    assert process.starts == 1
    process.take_sent()
    session.set_training(True)
    restarted, train = process.take_sent()
    assert process.starts == 2
    # From the last complete one, exactly; what came after is computed again.
    assert (restarted.snapshot.updates, train) == (5, Train(True))
    assert session.snapshot.updates == 5
    assert session.history.column("epoch").tolist() == [1.6]
    assert restarted.run != start.run
    assert session.backend.phase == "loading"


def test_expected_end_is_nothing_to_worry_about(linked):
    session, process, _ = linked
    process.ended.emit(Outcome(True, "It has ended."))
    assert session.backend.phase == "loading"


# The real one


def test_network_is_trained_killed_started_again_and_stopped(qtbot, make_process):
    session = Session()
    process = make_process()
    link = BackendLink(session, process)
    outcomes = []
    process.ended.connect(outcomes.append)
    session.set_training(True)
    link.start()
    qtbot.waitUntil(lambda: session.snapshot.updates >= 50, timeout=LONG_MS)
    assert session.backend.phase == "training"
    assert session.backend.devices[-1][0] == "CPU"
    assert np.isfinite(flat(session.snapshot.parameters)).all()

    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        os.kill(process.process_id, signal.SIGKILL)
    assert outcomes == [Outcome(False, "The backend was killed or crashed.")]
    assert session.backend.phase == "ended"
    assert not session.training
    reached = session.snapshot
    assert len(session.history)

    # It goes on from the last complete snapshot, bit for bit: as if nothing had happened.
    exact = session.run.exact
    assert exact.complete
    assert exact.updates <= reached.updates
    link.start()
    assert session.snapshot is exact
    qtbot.waitUntil(lambda: session.backend.phase == "ready", timeout=LONG_MS)
    session.request_update()
    qtbot.waitUntil(lambda: session.snapshot.updates == exact.updates + 1, timeout=LONG_MS)
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates > reached.updates + 10, timeout=LONG_MS)
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=LONG_MS)
    start = Run.start(session.experiment).snapshot
    straight = Trainer(session.experiment, data.load(session.experiment.source), start)
    straight.run(session.snapshot.updates)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(straight.parameters()))
    child = process.process_id
    with qtbot.waitSignal(process.ended, timeout=5000):
        process.stop()
    assert outcomes[1:] == [Outcome(True, "The backend has ended.")]
    assert not is_alive(child)


def largest_difference(ours, theirs):
    return float(np.abs(flat(ours) - flat(theirs)).max())


def test_walk_agrees_with_tensorflow_and_apply_makes_its_update(qtbot, make_process):
    rates = Hyperparameters(optimizer="adam", l2=0.01)
    network = Network(256, (Layer(20, "tanh"), Layer(12, "prelu"), Layer(10, "softmax")))
    session = Session(Experiment(network, hyperparameters=rates))
    process = make_process()
    link = BackendLink(session, process)
    proofs = []
    session.proof_received.connect(lambda _, proof: proofs.append(proof))

    def walk(slots):
        return Walkthrough(network, session.snapshot.parameters, INPUTS, TARGETS, rates, slots)

    # Asked before TensorFlow is there, and answered when it is.
    link.start()
    session.request_proof(INPUTS, TARGETS)
    qtbot.waitUntil(lambda: len(proofs) == 1, timeout=LONG_MS)
    assert (proofs[0].updates, proofs[0].slots.updates) == (0, 0)
    assert walk(proofs[0].slots).difference(proofs[0]) < 1e-5

    # While it trains: the answer comes with the snapshot of its step.
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates >= 50, timeout=LONG_MS)
    with qtbot.waitSignal(session.proof_received, timeout=LONG_MS):
        session.request_proof(INPUTS, TARGETS)
        session.set_training(False)
    proof = proofs[1]
    assert proof.updates == proof.slots.updates == session.snapshot.updates
    trained = walk(proof.slots)
    assert trained.difference(proof) < 1e-5

    seen = session.snapshot.examples_seen
    session.request_apply(INPUTS, TARGETS)
    qtbot.waitUntil(lambda: session.snapshot.updates == proof.updates + 1, timeout=LONG_MS)
    assert session.snapshot.examples_seen == seen
    assert session.snapshot.tested_at == session.snapshot.updates
    assert largest_difference(session.snapshot.parameters, trained.parameters) > 1e-4
    assert largest_difference(session.snapshot.parameters, trained.updated[0]) < 1e-6


# Noise comes from Python and from below it, as from TensorFlow's C++ code.
NOISY = """
import os, sys
from core.backend import devices, worker
find = devices.list_devices

def noisy():
    print("noise from Python", flush=True)
    os.write(1, b"noise from below\\n")
    return find()

devices.list_devices = noisy
sys.exit(worker.main())
"""


@pytest.fixture(scope="module")
def children():
    """Two real backends' (exit code, stdout, stderr): one read nothing, one read garbage."""
    started = [
        subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # what is read here must not swallow what communicate() reads
        )
        for arguments in (["-c", NOISY], ["-m", "core.backend.worker"])
    ]
    said = b"", b"This is not a message at all."
    results = []
    for child, words in zip(started, said, strict=True):
        # Ready, or the end: a child whose input ends while TensorFlow loads says nothing.
        first = child.stdout.read(5) if not words else b""
        output, errors = child.communicate(words, timeout=LONG_MS / 1000)
        results.append((child.returncode, first + output, errors.decode()))
    return results


def test_backend_ends_with_its_standard_input(children):
    code, *_ = children[0]
    assert code == 0


def test_nothing_but_messages_is_on_the_standard_output(children):
    _, output, errors = children[0]
    reader = FrameReader(ToWindow)
    (ready,) = reader.feed(output)
    reader.finish()
    assert isinstance(ready, Ready)
    assert ready.devices[-1][0] == "CPU"
    assert "noise from Python" in errors
    assert "noise from below" in errors


def test_backend_that_reads_garbage_ends_with_code_2_and_says_why(children):
    code, _, errors = children[1]
    assert code == 2
    assert "bytes is too long" in errors
    assert "Traceback" not in errors


def test_an_installed_program_is_its_own_backend(monkeypatch):
    assert program.program()[1:] == ["-P", "-m", "core.backend.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.program() == [sys.executable, "--backend"]
    monkeypatch.setattr(worker, "main", lambda: 7)
    assert main(["--backend"]) == 7
