"""The session and its undo: what changes is told once, and what was lost comes back."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import forward
from core.run import Run
from core.snapshot import Metrics, Snapshot, no_slots
from core.walkthrough import Proof
from gui.backend_state import BackendState
from gui.session import Session
from tests.helpers import TINY, flat, tiny_experiment

SIGNALS = (
    "run_changed",
    "experiment_changed",
    "snapshot_changed",
    "example_changed",
    "forward_changed",
    "training_changed",
    "backend_changed",
    "device_changed",
    "update_requested",
    "checkpoint_requested",
    "proof_requested",
    "proof_received",
    "apply_requested",
)


@pytest.fixture
def session(qapp):
    return Session(Experiment(Network(256, (Layer(4), Layer(10, "softmax")))))


@pytest.fixture
def told(session):
    """The names of the signals that the session emitted, in order."""
    names = []
    for name in SIGNALS:
        getattr(session, name).connect(lambda *_, name=name: names.append(name))
    return names


def later(session, step, scale=2.0):
    """A snapshot of the session's network after `step` updates, with other weights."""
    return Snapshot(
        tuple(
            LayerParameters(*(scale * array for array in layer))
            for layer in session.snapshot.parameters
        ),
        updates=step,
        examples_seen=32 * step,
        examples=100,
        train=Metrics(1 / step, 0.5),
    )


def with_rate(session, rate):
    rates = replace(session.experiment.hyperparameters, learning_rate=rate)
    return replace(session.experiment, hyperparameters=rates)


def with_hidden(session, neurons):
    network = Network(256, (Layer(neurons), Layer(10, "softmax")))
    return replace(session.experiment, network=network)


def some_example(seed=0):
    inputs = np.random.default_rng(seed).random(256, np.float32)
    return Example(inputs, 3, "train", 17)


def test_begins_with_the_initial_parameters(session):
    network = session.experiment.network
    expected = initialise(network, session.experiment.seed)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(expected))
    assert session.snapshot.updates == 0
    assert len(session.history) == 0
    assert not session.training
    assert Session().experiment == Experiment()


# Setters


def test_setters_tell_of_changes_alone(session, told):
    example = some_example()
    setters = [
        (session.set_training, True, ["training_changed"]),
        (session.set_device, "CPU", ["device_changed"]),
        (session.set_backend, BackendState("ready"), ["backend_changed"]),
        (session.set_example, example, ["example_changed", "forward_changed"]),
        (
            session.set_hyperparameters,
            with_rate(session, 0.5).hyperparameters,
            ["experiment_changed"],
        ),
    ]
    for setter, value, expected in setters:
        setter(value)
        assert told == expected
        setter(value)
        assert told == expected
        told.clear()
    assert (session.training, session.device, session.backend.phase) == (True, "CPU", "ready")
    assert session.example is example
    assert session.experiment.hyperparameters.learning_rate == 0.5


def test_snapshot_is_told_and_lengthens_the_curve(session, told):
    newest = later(session, 1)
    session.set_snapshot(newest)
    assert told == ["snapshot_changed", "forward_changed"]
    assert session.snapshot is newest
    assert session.history.column("train_loss").tolist() == [1.0]


def test_one_update_is_asked_for_after_a_pause(session, told):
    session.set_training(True)
    session.request_update()
    assert told == ["training_changed", "training_changed", "update_requested"]
    assert not session.training


def test_proof_is_asked_for_and_passed_on_as_it_is(session, told):
    asked, received = [], []
    session.proof_requested.connect(lambda *batch: asked.append(batch))
    session.proof_received.connect(lambda *both: received.append(both))
    inputs, targets = np.zeros((2, 256), np.float32), np.ones((2, 10), np.float32)
    session.set_training(True)
    session.request_proof(inputs, targets)
    assert asked[0][0] is inputs
    assert asked[0][1] is targets
    assert session.training
    gradients = session.snapshot.parameters
    proof = Proof(5, 0.5, gradients, no_slots(gradients, "adam"))
    session.take_proof(inputs, proof)
    assert received[0][0] is inputs
    assert received[0][1] is proof
    assert told == ["training_changed", "proof_requested", "proof_received"]


def test_a_batch_is_applied_after_a_pause(session, told):
    asked = []
    session.apply_requested.connect(lambda *batch: asked.append(batch))
    inputs, targets = np.zeros((1, 256), np.float32), np.ones((1, 10), np.float32)
    session.set_training(True)
    session.request_apply(inputs, targets)
    assert told == ["training_changed", "training_changed", "apply_requested"]
    assert not session.training
    assert asked == [(inputs, targets)]


# The forward pass


def expected_forward(session):
    return forward(
        session.experiment.network, session.snapshot.parameters, session.example.inputs[None]
    )


def test_forward_is_computed_once_for_each_example_and_snapshot(session):
    for change in (
        lambda: session.set_example(some_example(1)),
        lambda: session.set_snapshot(later(session, 1)),
        lambda: session.set_example(some_example(2)),
        lambda: session.change_experiment(with_hidden(session, 7), "Width"),
        lambda: session.undo_stack.undo(),
    ):
        before = session.forward
        change()
        assert session.forward is session.forward
        assert session.forward is not before
        np.testing.assert_array_equal(session.forward.output, expected_forward(session).output)


@pytest.mark.parametrize("signal", ["example_changed", "run_changed", "experiment_changed"])
def test_forward_fits_the_network_whenever_it_is_asked_for(session, signal):
    assert session.forward.output.shape == (1, 10)
    shapes = []
    getattr(session, signal).connect(lambda: shapes.append(session.forward.output.shape))
    session.change_experiment(tiny_experiment(), "Dataset")
    assert shapes == [(1, 3)]


# The example


def test_example_stays_while_it_fits_the_input(session, told):
    session.set_example(example := some_example())
    told.clear()
    session.change_experiment(with_hidden(session, 9), "Width")
    assert session.example is example
    assert "example_changed" not in told


def test_example_is_none_after_a_change_of_the_input(session, told):
    session.set_example(some_example())
    told.clear()
    session.change_experiment(tiny_experiment(), "Dataset")
    assert "example_changed" in told
    assert session.example.inputs.shape == (4,)
    assert (session.example.origin, session.example.label) == ("", None)
    assert not session.example.inputs.any()
    session.undo_stack.undo()
    assert session.example.inputs.shape == (256,)


# Undo


def test_hyperparameters_change_in_mid_training(session, told):
    session.set_snapshot(later(session, 5))
    session.set_training(True)
    told.clear()
    session.change_experiment(with_rate(session, 0.1), "Learning rate")
    assert told == ["experiment_changed"]
    assert session.training
    assert session.snapshot.updates == 5
    session.undo_stack.undo()
    assert session.experiment.hyperparameters.learning_rate == 0.001
    session.undo_stack.redo()
    assert session.experiment.hyperparameters.learning_rate == 0.1
    assert session.snapshot.updates == 5


def test_drag_of_one_control_is_undone_at_once(session):
    for rate in (0.01, 0.02, 0.03):
        session.change_experiment(with_rate(session, rate), "Learning rate")
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.experiment.hyperparameters.learning_rate == 0.001
    session.undo_stack.redo()
    assert session.experiment.hyperparameters.learning_rate == 0.03


def test_other_controls_are_undone_one_by_one(session):
    session.change_experiment(with_rate(session, 0.01), "Learning rate")
    rates = replace(session.experiment.hyperparameters, batch_size=64)
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Batch size")
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.experiment.hyperparameters.batch_size == 32
    assert session.experiment.hyperparameters.learning_rate == 0.01


def test_change_to_the_same_is_no_change(session, told):
    session.change_experiment(session.experiment, "Nothing")
    assert told == []
    assert session.undo_stack.count() == 0


def test_other_network_begins_a_run_and_undo_brings_the_old_one_back(session, told):
    for step in range(1, 4):
        session.set_snapshot(later(session, step))
    session.set_training(True)
    old = session.run
    told.clear()

    session.change_experiment(with_hidden(session, 9), "Width")
    assert told == [
        "training_changed",
        "checkpoint_requested",  # the old run is to come back complete
        "run_changed",
        "experiment_changed",
        "snapshot_changed",
        "forward_changed",
    ]
    assert session.snapshot.updates == 0
    assert len(session.history) == 0
    assert session.undo_stack.undoText() == "Width"
    session.set_snapshot(new := later(session, 1))

    session.undo_stack.undo()
    assert session.run is old
    assert session.snapshot.updates == 3
    assert len(session.history) == 3
    session.undo_stack.redo()
    assert session.snapshot is new
    assert len(session.history) == 1


def test_all_hear_of_a_run_before_they_hear_of_its_snapshots(session, told):
    """The link to the backend goes back to a complete one as soon as it hears of the run."""
    slots = no_slots(session.snapshot.parameters, session.experiment.hyperparameters.optimizer)
    session.set_snapshot(replace(later(session, 2), slots=slots))
    session.set_snapshot(later(session, 4))
    session.change_experiment(with_hidden(session, 9), "Width")
    session.run_changed.connect(session.go_back)
    told.clear()
    session.undo_stack.undo()
    assert session.snapshot.updates == 2
    assert told == ["run_changed", "experiment_changed", "snapshot_changed", "forward_changed"]


def test_reset_begins_again_and_can_be_undone(session):
    initial = flat(session.snapshot.parameters).copy()
    session.reset()
    assert session.undo_stack.count() == 0  # nothing was trained
    session.set_snapshot(trained := later(session, 5))
    session.reset()
    np.testing.assert_array_equal(flat(session.snapshot.parameters), initial)
    assert (session.snapshot.updates, len(session.history)) == (0, 0)
    session.set_snapshot(later(session, 1))
    assert len(session.history) == 1
    session.undo_stack.undo()
    assert session.snapshot is trained
    assert len(session.history) == 1


def test_hyperparameters_of_a_reset_run_come_back_with_it(session):
    session.set_snapshot(later(session, 5))
    session.reset()
    session.change_experiment(with_rate(session, 0.5), "Learning rate")
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.snapshot.updates == 5
    assert session.experiment.hyperparameters.learning_rate == 0.001
    session.undo_stack.redo()
    session.undo_stack.redo()
    assert (session.snapshot.updates, session.experiment.hyperparameters.learning_rate) == (0, 0.5)


def test_opened_run_can_be_undone(session):
    old = session.run
    opened = Run.start(tiny_experiment())
    session.open_run(opened)
    assert session.run is opened
    assert session.experiment.source == TINY
    session.undo_stack.undo()
    assert session.run is old


def test_going_back_is_to_the_newest_complete_snapshot(session, told):
    slots = no_slots(session.snapshot.parameters, session.experiment.hyperparameters.optimizer)
    for step in (1, 2, 3, 4):
        newest = later(session, step)
        session.set_snapshot(replace(newest, slots=slots) if step == 2 else newest)
    session.set_example(some_example())
    lost, run = session.forward, session.run.id
    assert session.backward is not None
    told.clear()
    session.go_back()
    assert told == ["snapshot_changed", "forward_changed"]
    assert (session.snapshot.updates, session.snapshot.slots) == (2, slots)
    assert session.run.id == run
    assert session.history.column("train_loss").tolist() == [1, 0.5]
    assert session.history.column("epoch").tolist() == [0.32, 0.64]
    assert not np.array_equal(session.forward.output, lost.output)
    np.testing.assert_array_equal(session.forward.output, expected_forward(session).output)
    session.go_back()  # there already
    assert told == ["snapshot_changed", "forward_changed"]


def test_going_back_without_a_checkpoint_is_to_the_beginning(session):
    session.set_snapshot(later(session, 1))
    session.go_back()
    assert session.snapshot.updates == 0
    assert len(session.history) == 0


class Undoing(RuleBasedStateMachine):
    """However changes, training and undo follow each other, what is shown fits together."""

    def __init__(self):
        super().__init__()
        self.session = Session(Experiment(Network(256, (Layer(2), Layer(10, "softmax")))))

    @rule(rate=st.sampled_from([0.001, 0.1, 0.5]))
    def change_rate(self, rate):
        self.session.change_experiment(with_rate(self.session, rate), "Learning rate")

    @rule(neurons=st.integers(1, 3))
    def change_network(self, neurons):
        self.session.change_experiment(with_hidden(self.session, neurons), "Width")

    @rule()
    def train(self):
        self.session.set_snapshot(later(self.session, self.session.snapshot.updates + 1, 1.1))

    @rule()
    def reset(self):
        self.session.reset()

    @rule()
    def undo(self):
        if self.session.undo_stack.canUndo():
            self.session.undo_stack.undo()

    @rule()
    def undo_and_redo(self):
        if self.session.undo_stack.canUndo():
            before = self._shown()
            self.session.undo_stack.undo()
            self.session.undo_stack.redo()
            assert self._shown() == before

    def _shown(self):
        session = self.session
        return session.experiment, session.snapshot, session.history, len(session.history)

    @invariant()
    def network_and_weights_fit(self):
        session = self.session
        assert session.history is session.run.history
        np.testing.assert_array_equal(session.forward.output, expected_forward(session).output)


Undoing.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestUndoing(Undoing.TestCase):
    """Run the machine."""
