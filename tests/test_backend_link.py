"""The link between session and backend, with a stand-in for the process."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions

from core.backend.frames import FrameReader, frame
from core.backend.messages import (
    Alive,
    Apply,
    AskCheckpoint,
    CheckGradients,
    Checkpoint,
    Drawn,
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
)
from core.backend.packing import (
    longest,
    pack_proof,
    pack_snapshot,
    unpack_array,
    unpack_snapshot,
)
from core.backend.reasons import NOT_FINITE
from core.data.tasks import one_hot
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import initialise
from core.sentences import plain
from core.snapshot import Snapshot, no_slots
from core.walkthrough import Proof
from core.wording import Sentence
from gui import translation
from gui.backend_link import MOST_LOOPS, BackendLink
from gui.backend_process import Outcome
from gui.checkpoints import interval_ms, recording
from gui.health import Health as HealthOwner
from gui.health_notice import HealthNotice, HealthRemark
from gui.rate import TrainingRate
from gui.session import Session
from gui.status_bar import StatusBar
from tests.helpers import flat
from tests.panels import field, going
from tests.test_messages import from_backend


class FakeProcess(QObject):
    received = Signal(object)
    ended = Signal(Outcome)
    silent = Signal(int)
    last_words = "the last line\n"

    def __init__(self):
        super().__init__()
        self.sent = []
        self.starts = self.replaced = 0
        self.refused = []
        self.given_up = []
        self.expected = []
        self.waits = 0
        self.answer = lambda: None  # when somebody waits

    def start(self):
        self.starts += 1

    def replace(self):
        self.replaced += 1
        self.ended.emit(Outcome(True, "It has ended."))

    def send(self, message):
        self.sent.append(message)

    def expect(self, most):
        self.expected.append(most)

    def refuse(self, reason):
        self.refused.append(reason)

    def give_up(self, reason):
        self.given_up.append(reason)
        self.ended.emit(Outcome(False, reason))

    def wait_until(self, come, patience_ms):
        self.waits += 1
        self.answer()
        self.waited = come()

    def take_sent(self):
        sent, self.sent = self.sent, []
        return sent


TENSORFLOW = Ready("2.0", (("CPU", "a processor"),), None)


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
    link.coming.give_credit()
    link.coming.give_credit()
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
    set_optimizer(session, "sgd")
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
    there = {NOT_FINITE: "Nach {count:,} Schritten", "No GPU.": "Keine."}
    monkeypatch.setattr(translation, "translate", lambda _, text, *__: there[text])
    process.received.emit(Ready("2.0", (), Sentence("No GPU.")))
    process.received.emit(Stopped(run, Sentence(NOT_FINITE, {"count": 1234}), lost=False))
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


def test_while_the_past_is_drawn_the_backend_sends_few_snapshots(qtbot, linked):
    session, process, link = linked
    start, sent = sent_start(process), []
    session.show_past(session.live.at(snapshot_at(session, 1)))
    process.received.emit(NewSnapshot(start.run, pack_snapshot(snapshot_at(session, 5))))
    assert (session.live.snapshot.updates, session.snapshot.updates) == (5, 1)
    link.coming.give_credit()  # one of the past is drawn
    assert process.take_sent() == []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or sent == [Drawn()])
    process.received.emit(NewSnapshot(start.run, pack_snapshot(snapshot_at(session, 6))))
    session.show_past(None)
    link.coming.give_credit()
    assert process.take_sent() == [Drawn()]


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
    process.received.emit(TENSORFLOW)
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


def set_optimizer(session, name):
    session.set_hyperparameters(replace(session.experiment.hyperparameters, optimizer=name))


def test_a_checkpoint_of_another_optimizer_is_passed_over(linked):
    session, process, _ = linked
    run = sent_start(process).run
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    set_optimizer(session, "sgd")
    process.received.emit(checkpoint_at(session, run, 5, "adam"))
    assert session.snapshot.slots.arrays == ()
    assert process.refused == []


def test_slots_of_another_optimizer_are_not_shown_later_either(linked):
    session, process, link = linked
    run = sent_start(process).run
    set_optimizer(session, "momentum")
    link.coming.prepare = lambda snapshot: True  # keeps it back
    process.received.emit(checkpoint_at(session, run, 5, "momentum"))
    set_optimizer(session, "rmsprop")  # which has as many
    link.coming.show()
    assert session.snapshot.updates == 5
    assert session.snapshot.slots is None
    assert session.run.exact.updates == 0
    set_optimizer(session, "sgd")
    assert session.snapshot.slots.arrays == ()


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
    process.received.emit(TENSORFLOW)
    session.request_checkpoint()
    assert process.take_sent() == [AskCheckpoint(run)]
    assert process.waited is False
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 6))))
    process.answer = lambda: process.received.emit(checkpoint_at(session, run, 6))
    session.request_checkpoint()
    assert process.waited is False  # that was the answer to the first
    assert session.snapshot.complete
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 7))))
    answers = [checkpoint_at(session, run, updates) for updates in (6, 7)]
    process.answer = lambda: [process.received.emit(answer) for answer in answers]
    session.request_checkpoint()
    assert process.waited is True
    assert session.snapshot.updates == 7
    assert session.snapshot.complete


def test_nobody_waits_again_for_a_backend_that_has_not_answered(linked):
    """A key that is held would stop the window as often."""
    session, process, _ = linked
    run = sent_start(process).run
    process.received.emit(TENSORFLOW)
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    for _ in range(3):
        session.request_checkpoint()
        process.received.emit(Alive("updating", 2))
    assert (process.waits, process.take_sent()) == (1, [AskCheckpoint(run)])
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 6))))
    answers = [checkpoint_at(session, run, updates) for updates in (5, 6)]
    process.answer = lambda: [process.received.emit(answer) for answer in answers]
    session.request_checkpoint()
    assert (process.waits, process.waited) == (2, True)
    assert session.snapshot.complete


def test_complete_snapshots_are_asked_for_while_training(qtbot, linked):
    session, process, _ = linked
    run = sent_start(process).run
    session.set_training(True)
    sent = []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or AskCheckpoint(run) in sent)
    process.ended.emit(Outcome(False, "It crashed."))
    assert not session.training


def test_a_run_that_is_recorded_asks_for_checkpoints_that_come_by_themselves(qtbot, linked):
    session, process, link = linked
    run = sent_start(process).run
    told, link.is_recorded = [], True
    link.recorded.connect(told.append)
    session.set_training(True)
    train, first = process.take_sent()
    assert (train, first) == (Train(True), AskCheckpoint(run, *recording(session.live)))
    # They suffice until more are asked for, with as much again for a window that is late.
    assert first.every * first.more > 1.5 * interval_ms(session.live) / 1000
    process.received.emit(checkpoint_at(session, run, 5))
    unasked = replace(checkpoint_at(session, run, 8), asked=False)
    process.received.emit(unasked)
    assert [unpack_snapshot(one.snapshot).updates for one in told] == [5, 8]
    assert session.snapshot.updates == 5  # what is recorded alone is not drawn
    sent = []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or first in sent)
    # Nor is it what somebody waits for: that may have been sent before something that was wished.
    process.received.emit(TENSORFLOW)
    process.answer = lambda: process.received.emit(unasked)
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 9))))
    session.request_checkpoint()
    assert (process.waited, session.snapshot.complete) == (False, False)


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


# A backend that has compiled as many loops as it may hold


def changed(session, **changes):
    session.set_hyperparameters(replace(session.experiment.hyperparameters, **changes))


def other_network(session):
    network = Network(256, (Layer(9), Layer(10, "softmax")))
    session.change_experiment(replace(session.experiment, network=network), "Network")


@pytest.fixture
def full(linked):
    """A session whose backend trains, shows update 5, and may compile no more."""
    session, process, _ = linked
    run = sent_start(process).run
    session.set_training(True)
    process.received.emit(TENSORFLOW)
    process.received.emit(Phase(run, "training", "CPU", MOST_LOOPS))
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 5))))
    process.answer = lambda: process.received.emit(checkpoint_at(session, run, 6))
    process.take_sent()
    return session, process


@pytest.mark.parametrize("batch_size", [2, 64])
def test_another_backend_compiles_what_would_be_too_much_and_trains_on(full, batch_size):
    session, process = full
    phases = []
    session.backend_changed.connect(lambda: phases.append(session.backend.phase))
    changed(session, batch_size=batch_size)
    ask, start, train = process.take_sent()
    assert (type(ask), process.replaced, train) == (AskCheckpoint, 1, Train(True))
    assert session.training
    # With what the one before had come to, exactly.
    assert (start.snapshot.updates, start.snapshot.slots.updates) == (6, 6)
    assert session.snapshot.updates == 6
    assert start.experiment.hyperparameters.batch_size == batch_size
    process.received.emit(TENSORFLOW)
    assert set(phases) == {"compiling"}
    assert session.backend.text == ""
    # The new one is as good as new.
    process.received.emit(Phase(start.run, "training", "CPU", 1))
    changed(session, batch_size=3)
    assert process.replaced == 1


@pytest.mark.parametrize(
    ("wish", "times"),
    [
        (other_network, 1),
        (lambda session: changed(session, optimizer="sgd"), 1),
        (lambda session: changed(session, l2=0.1), 1),
        (lambda session: changed(session, learning_rate=0.1, momentum=0.5), 0),
        (lambda session: session.reset(), 0),
        (lambda session: session.set_training(False), 0),
        (lambda session: session.request_update(), 0),
        (lambda session: session.set_device("CPU"), 0),
    ],
)
def test_another_backend_comes_only_where_a_loop_is_to_be_compiled(full, wish, times):
    session, process = full
    wish(session)
    assert process.replaced == times
    assert process.refused == []


def test_a_full_backend_that_crashed_is_not_replaced_but_told_of(full):
    session, process = full
    process.ended.emit(Outcome(False, "It crashed."))
    changed(session, batch_size=2)
    assert process.replaced == 0
    assert session.backend.phase == "ended"


def test_expected_end_is_nothing_to_worry_about(linked):
    session, process, _ = linked
    process.ended.emit(Outcome(True, "It has ended."))
    assert session.backend.phase == "loading"


@settings(max_examples=80)
@given(st.lists(from_backend, max_size=5), st.booleans())
def test_whatever_the_backend_says_is_shown_or_refused(qapp, said, fits):
    """What can be read from the pipe raises nothing where it is taken and shown."""
    session, process = Session(Experiment(Network(256, (Layer(10, "softmax"),)))), FakeProcess()
    link = BackendLink(session, process)
    link.start()
    bar, health = StatusBar(session, TrainingRate(session, session)), HealthOwner(session, session)
    notice, remark = HealthNotice(session, health, bar), HealthRemark(health, bar)
    link.health_told.connect(health.take)
    run, own = sent_start(process).run, pack_snapshot(session.snapshot).parameters
    with capture_exceptions() as raised:
        for message in said:
            if hasattr(message, "run"):
                message = replace(message, run=run)
            if fits and getattr(message, "snapshot", None):
                message = replace(message, snapshot=replace(message.snapshot, parameters=own))
            (arrived,) = FrameReader(ToWindow).feed(frame(message))
            process.received.emit(arrived)
        if not field(notice, "healthBack").isHidden():
            field(notice, "healthBack").click()
            assert notice.isHidden()
            assert remark.toolTip() == ""
    assert raised == []
    assert math.isfinite(session.snapshot.epoch)
    assert "ended" not in bar.findChild(QLabel, "backendStatus").text()
    bar.deleteLater()


def test_messages_are_as_long_as_the_run_needs(linked):
    session, process, _ = linked
    small = longest(session.snapshot.parameters)
    other_network(session)
    assert process.expected == [small, longest(session.snapshot.parameters)]


def test_no_second_complete_snapshot_is_asked_for_while_one_is_awaited(qtbot, linked):
    session, process, link = linked
    run = sent_start(process).run
    session.set_training(True)
    (timer,) = [timer for timer in going(link) if not timer.isSingleShot()]

    def asked():
        with qtbot.waitSignal(timer.timeout):
            timer.setInterval(1)
        return process.take_sent().count(AskCheckpoint(run))

    process.take_sent()
    assert [asked() for _ in range(3)] == [1, 0, 0]
    process.received.emit(checkpoint_at(session, run, 5))
    assert asked() == 1


@pytest.mark.parametrize(("hidden", "interval"), [((), 500), ((4096, 4096), 1500)])
def test_complete_snapshots_are_never_more_than_two_seconds_apart(qapp, hidden, interval):
    layers = (*map(Layer, hidden), Layer(10, "softmax"))
    session, process = Session(Experiment(Network(256, layers))), FakeProcess()
    link = BackendLink(session, process)
    link.start()
    session.set_training(True)
    assert [timer.interval() for timer in going(link) if not timer.isSingleShot()] == [interval]
