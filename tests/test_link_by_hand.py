"""Parameters changed by hand, and the backend: it hears of them soon, what is old is passed over.

Whatever is done in whatever order, the numbers on screen, in the snapshot and in the backend agree.
"""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from core import data
from core.backend.messages import (
    Apply,
    CheckGradients,
    Checkpoint,
    NewSnapshot,
    SetHyperparameters,
    Start,
    Train,
    UpdateOnce,
)
from core.backend.packing import pack_snapshot, unpack_array, unpack_snapshot
from core.backend.trainer import Trainer
from core.parameters import LayerParameters
from core.ready_networks import READY_NETWORKS
from core.snapshot import Metrics, Snapshot, no_slots
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess
from gui.by_hand import ByHand
from gui.diagram.scene import of_session
from gui.session import Session
from gui.walk import subject
from tests.helpers import flat
from tests.processes import LONG_MS
from tests.test_backend_link import TENSORFLOW, FakeProcess

EDGE = (0, 0, 0)


def linked_session():
    """A session of XNOR by hand with its link, and the process at the other end, ready."""
    run = READY_NETWORKS["xnorByHand"].run()
    session = Session(run.experiment)
    session.set_run(run)
    process = FakeProcess()
    link = BackendLink(session, process, parent=session)
    link.start()
    process.received.emit(TENSORFLOW)
    return session, process, link


@pytest.fixture
def linked(qapp):
    return linked_session()


def starts(process):
    return [message for message in process.take_sent() if isinstance(message, Start)]


def told(session, process, run, step, scale=1.0):
    """Have the backend tell of a snapshot of `run`."""
    parameters = tuple(
        layer._replace(weights=np.float32(scale) * layer.weights)
        for layer in session.snapshot.parameters
    )
    process.received.emit(
        NewSnapshot(run, pack_snapshot(Snapshot(parameters, step, step, 1, Metrics(0.5, 0.5))))
    )


def test_the_backend_hears_once_when_the_hand_rests(linked, qtbot):
    session, process, _ = linked
    (first,) = starts(process)
    hand = ByHand(session)
    for _ in range(5):
        hand.turn(EDGE, 0.1)
    assert starts(process) == []
    found = []
    qtbot.waitUntil(lambda: found.extend(starts(process)) or bool(found))
    (start,) = found
    assert start.run > first.run
    sent = unpack_snapshot(start.snapshot)
    assert sent.parameters[0].weights[0, 0] == np.float32(2.5)
    np.testing.assert_array_equal(flat(sent.parameters), flat(session.snapshot.parameters))
    QCoreApplication.processEvents()
    assert starts(process) == []


def test_what_the_backend_still_says_of_the_old_numbers_is_passed_over(linked, qtbot):
    session, process, _ = linked
    (first,) = starts(process)
    told(session, process, first.run, 3)
    ByHand(session).change(EDGE, 7)
    told(session, process, first.run, 4, scale=3)
    assert session.snapshot.parameters[0].weights[0, 0] == 7
    found = []
    qtbot.waitUntil(lambda: found.extend(starts(process)) or bool(found))
    told(session, process, first.run, 5, scale=3)
    assert session.snapshot.parameters[0].weights[0, 0] == 7
    told(session, process, found[0].run, session.snapshot.updates + 1, 2)
    assert session.snapshot.parameters[0].weights[0, 0] == 14
    assert session.run.trained is None  # it has been trained since


def test_what_training_does_until_it_pauses_is_kept(linked):
    session, process, _ = linked
    backend = Backend(process)
    backend.hear()
    session.set_training(True)
    backend.train(1, complete=False)

    def answer():
        """Training has gone on until it hears of the pause."""
        process.answer = lambda: backend.tell(complete=True)
        backend.train(1, complete=True)

    process.answer = answer
    ByHand(session).turn(EDGE, 1)
    expected = [layer.weights.copy() for layer in backend.snapshot.parameters]
    expected[0][0, 0] += 1
    for layer, weights in zip(session.snapshot.parameters, expected, strict=True):
        np.testing.assert_array_equal(layer.weights, weights)
    assert session.snapshot.updates == session.run.trained.updates == 2


@pytest.mark.parametrize("wish", ["train", "update", "apply", "rate", "device"])
def test_any_other_wish_tells_the_backend_first(linked, wish):
    session, process, _ = linked
    process.take_sent()
    ByHand(session).change(EDGE, 7)
    inputs, targets = np.zeros((1, 2), np.float32), np.ones((1, 1), np.float32)
    rates = replace(session.experiment.hyperparameters, learning_rate=0.25)
    {
        "train": lambda: session.set_training(True),
        "update": session.request_update,
        "apply": lambda: session.request_apply(inputs, targets),
        "rate": lambda: session.set_hyperparameters(rates),
        "device": lambda: session.set_device("CPU"),
    }[wish]()
    sent = [
        message
        for message in process.take_sent()
        if isinstance(message, Start | Train | UpdateOnce | Apply | SetHyperparameters)
        and message != Train(False)
    ]
    assert isinstance(sent[0], Start)
    assert unpack_snapshot(sent[0].snapshot).parameters[0].weights[0, 0] == 7
    expected = {"train": Train, "update": UpdateOnce, "apply": Apply}.get(wish)
    assert [type(message) for message in sent[1:]] == ([expected] if expected else [])


def test_a_question_waits_until_the_hand_rests_and_the_last_one_is_asked(linked, qtbot):
    session, process, _ = linked
    process.take_sent()
    targets = np.ones((1, 1), np.float32)
    for number in (1, 2, 3):
        ByHand(session).change(EDGE, number)
        session.request_proof(np.full((1, 2), number, np.float32), targets)
    assert process.take_sent() == []
    sent = []
    qtbot.waitUntil(lambda: sent.extend(process.take_sent()) or len(sent) >= 2)
    start, question = sent
    assert isinstance(start, Start)
    assert isinstance(question, CheckGradients)
    assert question.run == start.run
    assert unpack_array(question.inputs).tolist() == [[3, 3]]


def test_a_question_that_waited_is_asked_with_the_next_wish(linked):
    session, process, _ = linked
    process.take_sent()
    ByHand(session).change(EDGE, 5)
    session.request_proof(np.zeros((1, 2), np.float32), np.ones((1, 1), np.float32))
    session.set_hyperparameters(replace(session.experiment.hyperparameters, learning_rate=0.25))
    assert [type(message) for message in process.take_sent()] == [Start, CheckGradients]


def test_a_question_of_a_run_that_is_gone_is_never_asked(linked):
    session, process, _ = linked
    process.take_sent()
    ByHand(session).change(EDGE, 5)
    session.request_proof(np.zeros((1, 2), np.float32), np.ones((1, 1), np.float32))
    session.open_run(READY_NETWORKS["andByHand"].run())
    assert [type(message) for message in process.take_sent()] == [Start]


def test_the_real_backend_confirms_the_figures_and_trains_on(qtbot, qapp, forked_backend):
    run = READY_NETWORKS["smoothXnorByHand"].run()
    session, process = Session(run.experiment), BackendProcess(forked_backend)
    session.set_run(run)
    link = BackendLink(session, process)
    try:
        session.set_training(True)
        link.start()
        qtbot.waitUntil(lambda: session.snapshot.updates >= 30, timeout=LONG_MS)
        ByHand(session).change(EDGE, 3.5)
        changed = session.snapshot
        assert changed.updates >= 30
        at_once = session.test_metrics
        proofs = []
        session.proof_received.connect(lambda _, proof: proofs.append(proof))
        walk = subject.walk(session, None, 1, batch=False)
        session.request_proof(walk.inputs, walk.targets)
        qtbot.waitUntil(lambda: bool(proofs), timeout=LONG_MS)
        assert walk.difference(proofs[0]) < 1e-6
        qtbot.waitUntil(lambda: session.snapshot is not changed, timeout=LONG_MS)
        assert session.snapshot.parameters is changed.parameters
        np.testing.assert_allclose(session.test_metrics[:2], at_once[:2], rtol=1e-5)
        session.request_update()
        qtbot.waitUntil(
            lambda: session.snapshot.updates == changed.updates + 1 and session.snapshot.complete,
            timeout=LONG_MS,
        )
        straight = Trainer(session.experiment, data.load(session.experiment.source), changed)
        straight.run(1)
        np.testing.assert_array_equal(
            flat(session.snapshot.parameters), flat(straight.parameters())
        )
    finally:
        process.close()


class Backend:
    """What a backend would have: it takes messages, and answers with snapshots when asked to."""

    def __init__(self, process):
        self.process = process
        self.run, self.snapshot = 0, None

    def hear(self):
        for message in self.process.take_sent():
            if isinstance(message, Start):
                self.run, self.snapshot = message.run, unpack_snapshot(message.snapshot)

    def train(self, updates, complete):
        """Make updates that can be told from all others, and say so."""
        if self.snapshot is None:
            return
        old = self.snapshot
        parameters = tuple(
            LayerParameters(layer.weights + np.float32(0.5), layer.biases - 1, layer.slopes)
            for layer in old.parameters
        )
        self.snapshot = Snapshot(
            parameters, old.updates + updates, old.updates + updates, 1, Metrics(0.5, 0.5)
        )
        self.tell(complete)

    def tell(self, complete):
        full = replace(self.snapshot, slots=no_slots(self.snapshot.parameters, "sgd"))
        packed = pack_snapshot(full if complete else self.snapshot)
        told = Checkpoint(self.run, "sgd", packed) if complete else NewSnapshot(self.run, packed)
        self.process.received.emit(told)


class Changing(RuleBasedStateMachine):
    """However edits, training, undo and reset follow each other, all that is seen agrees."""

    def __init__(self):
        super().__init__()
        self.session, self.process, self.link = linked_session()
        self.hand, self.backend = ByHand(self.session), Backend(self.process)
        self.process.answer = self._answer

    @initialize()
    def begin(self):
        self.backend.hear()

    def _answer(self):
        """The session waits for a complete snapshot: the backend sends it."""
        self.backend.hear()
        self.backend.tell(complete=True)

    @rule(
        number=st.sampled_from([(0, 0, 0), (0, 1, 1), (1, 0, 0), (1, 0), (2, 0)]),
        value=st.integers(-9, 9),
    )
    def edit(self, number, value):
        is_other = self.hand.value(number) != value / 2
        self.hand.change(number, value / 2)
        assert self.hand.value(number) == value / 2
        assert not (is_other and self.session.training)

    @rule()
    def restore(self):
        trained = self.session.run.trained
        self.session.restore_trained()
        if trained:
            assert self.session.snapshot is trained

    @rule(updates=st.integers(1, 3), complete=st.booleans())
    def train(self, updates, complete):
        self.session.set_training(True)
        self.backend.hear()
        self.backend.train(updates, complete)
        assert self.session.snapshot.updates == self.backend.snapshot.updates
        assert self.session.run.trained is None

    @rule()
    def pause(self):
        self.session.set_training(False)

    @rule(updates=st.integers(1, 3))
    def hear_late(self, updates):
        """What a backend says that has not heard yet."""
        self.backend.train(updates, complete=False)

    @rule()
    def rest(self):
        """The hand rests for long enough."""
        self.link.start_if_lost()
        self.backend.hear()
        np.testing.assert_array_equal(
            flat(self.backend.snapshot.parameters), flat(self.session.snapshot.parameters)
        )

    @rule()
    def reset(self):
        given = self.session.run.given
        self.session.reset()
        assert self.session.snapshot.updates == 0
        np.testing.assert_array_equal(flat(self.session.snapshot.parameters), flat(given))

    @rule()
    def undo(self):
        self.session.undo_stack.undo()

    @rule()
    def undo_and_redo(self):
        session = self.session
        if session.undo_stack.canUndo():
            session.set_training(False)
            session.request_checkpoint()
            before = flat(session.snapshot.parameters), session.snapshot.updates
            session.undo_stack.undo()
            session.undo_stack.redo()
            np.testing.assert_array_equal(before[0], flat(session.snapshot.parameters))
            assert before[1] == session.snapshot.updates

    @invariant()
    def all_agree(self):
        session = self.session
        parameters = session.snapshot.parameters
        assert of_session(session).parameters is parameters
        if session.snapshot.updates == 0:
            np.testing.assert_array_equal(flat(session.run.given), flat(parameters))
        if session.run.trained:
            assert session.run.trained.updates == session.snapshot.updates

    def teardown(self):
        # Whatever came before, training goes on from what is on screen.
        self.session.set_training(False)
        self.session.set_training(True)
        self.backend.hear()
        shown = flat(self.session.snapshot.parameters)
        np.testing.assert_array_equal(flat(self.backend.snapshot.parameters), shown)


Changing.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestChanging(Changing.TestCase):
    """Run the machine."""
