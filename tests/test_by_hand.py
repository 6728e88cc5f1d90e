"""Numbers changed by hand: parameters, inputs and targets, undoably; and the way back."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.by_hand import LARGEST, parameter_at, stepped, with_parameter
from core.data import Curve, Plane
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.ready_networks import READY_NETWORKS
from core.run import Run
from core.snapshot import Metrics, Snapshot, no_slots
from gui.by_hand import ByHand
from gui.diagram.edge_numbers import EdgeNumbers
from gui.document import Document
from gui.session import Session
from tests.helpers import flat
from tests.ready import session_with


@pytest.fixture
def xnor(qapp):
    return session_with("xnorByHand")


def trained_to(session, updates, scale=1.5):
    """Have the session come to a complete snapshot, as a backend tells it."""
    parameters = tuple(
        layer._replace(weights=scale * layer.weights) for layer in session.snapshot.parameters
    )
    optimizer = session.experiment.hyperparameters.optimizer
    session.set_snapshot(
        Snapshot(
            parameters,
            updates,
            updates,
            1,
            Metrics(0.5, 0.5),
            slots=no_slots(parameters, optimizer),
        )
    )


# One parameter.


def test_one_parameter_is_changed_and_no_other():
    network = Network(3, (Layer(4), Layer(2, "softmax")))
    before = initialise(network, 1)
    for target, at in (
        ((0, 2, 3), 11),
        ((1, 1, 0), 16 + 2),
        ((1, 3), 12 + 3),
        ((2, 1), 16 + 8 + 1),
    ):
        after = with_parameter(before, target, 7.25)
        expected = flat(before).copy()
        expected[at] = 7.25
        np.testing.assert_array_equal(flat(after), expected)
        assert parameter_at(after, target) == 7.25
        assert {array.dtype for layer in after for array in layer} == {np.dtype(np.float32)}
    assert with_parameter(before, (0, 0, 0), 1e300)[0].weights[0, 0] == np.float32(LARGEST)


def test_steps_leave_no_crumbs():
    value = 0.0
    for _ in range(30):
        value = stepped(value, 0.1)
    assert value == 3
    assert stepped(np.float32(0.1), 0.01) == 0.11
    assert stepped(float("nan"), 1) == 1
    assert stepped(LARGEST, 1) == LARGEST


# In a session.


def test_the_text_names_what_is_changed(xnor):
    hand, stack = ByHand(xnor), xnor.undo_stack
    for target, words in (
        ((0, 0, 1), "Change w₁₂ of layer 1"),
        ((1, 1, 0), "Change w₂₁ of layer 2"),
        ((1, 1), "Change b₂ of layer 1"),
        ((2, 0), "Change b₁ of layer 2"),
        ((0, 1), "Change x₂"),
    ):
        hand.change(target, 0.5)
        assert stack.undoText() == words
        assert hand.value(target) == 0.5


def test_a_drag_is_undone_at_once_and_two_targets_are_two(xnor):
    hand, stack, start = ByHand(xnor), xnor.undo_stack, flat(xnor.snapshot.parameters)
    for _ in range(5):
        hand.turn((0, 0, 0), 0.1)
    for _ in range(3):
        hand.turn((1, 1), -1.0)
    assert stack.count() == 2
    assert (hand.value((0, 0, 0)), hand.value((1, 1))) == (2.5, -4)
    stack.undo()
    assert (hand.value((0, 0, 0)), hand.value((1, 1))) == (2.5, -1)
    stack.undo()
    np.testing.assert_array_equal(flat(xnor.snapshot.parameters), start)
    assert xnor.run.trained is None
    stack.redo()
    stack.redo()
    assert (hand.value((0, 0, 0)), hand.value((1, 1))) == (2.5, -4)
    hand.change((1, 1), -4)  # the same number: nothing to undo
    assert stack.count() == 2


def test_training_pauses_and_what_was_trained_comes_back(xnor):
    hand = ByHand(xnor)
    trained_to(xnor, 8)
    trained = xnor.snapshot
    xnor.set_training(True)
    hand.turn((0, 0, 0), 0.1)
    assert not xnor.training
    hand.turn((2, 0), 1)
    assert xnor.run.trained is trained
    assert xnor.snapshot.updates == 8
    xnor.restore_trained()
    assert xnor.snapshot is trained
    assert xnor.run.trained is None
    assert xnor.undo_stack.undoText() == "Back to what was trained"
    xnor.undo_stack.undo()
    assert xnor.run.trained is trained
    assert hand.value((0, 0, 0)) == pytest.approx(3.1)


def test_loss_and_accuracy_answer_at_once(xnor):
    hand = ByHand(xnor)
    told = []
    xnor.snapshot_changed.connect(lambda: told.append((xnor.train_metrics, xnor.test_metrics)))
    hand.change((2, 0), -1)  # 0 for every row: two of four are wrong
    ((train, test),) = told
    assert train == test == Metrics(0.5, 0.5, train.rmse)
    xnor.undo_stack.undo()
    hand.change((1, 1), -1.5)
    assert xnor.test_metrics[:2] == (0, 1)


def test_old_figures_are_not_told_of_new_parameters(qapp):
    session = Session()
    network = session.experiment.network
    measured = Snapshot(initialise(network, 5), 9, 9, 1, Metrics(0.1, 0.9), Metrics(0.2, 0.8), 9)
    measured = replace(measured, slots=no_slots(measured.parameters, "adam"))
    session.set_snapshot(measured)
    ByHand(session).turn((1, 0), 1)
    assert np.isnan([session.train_metrics.loss, session.test_metrics.loss]).all()
    session.set_snapshot(replace(session.snapshot, test=Metrics(0.4, 0.7)))
    assert session.test_metrics[:2] == (0.4, 0.7)
    session.undo_stack.undo()
    assert session.test_metrics[:2] == (0.2, 0.8)


def test_reset_leads_to_the_numbers_that_training_began_with(xnor):
    hand, numbers = ByHand(xnor), EdgeNumbers(xnor)
    numbers.follow()
    assert numbers.base(xnor.snapshot, "change")[0][0, 0] == 2
    hand.change((0, 0, 0), 2.5)
    numbers.follow()
    # Changed before the first update: it is the start that changes are counted from.
    assert numbers.of((0, 0, 0))["change"] == 0
    trained_to(xnor, 4)
    hand.change((0, 0, 0), 9)
    xnor.reset()
    assert (xnor.snapshot.updates, hand.value((0, 0, 0))) == (0, 2.5)
    xnor.undo_stack.undo()
    assert (xnor.snapshot.updates, hand.value((0, 0, 0))) == (4, 9)


def test_what_was_changed_by_hand_is_not_saved_yet(xnor, tmp_path):
    document, hand = Document(xnor), ByHand(xnor)
    assert not document.modified
    hand.turn((2, 0), 0.1)
    assert document.modified
    document.save(tmp_path / "gate.netglow")
    assert not document.modified
    hand.turn((2, 0), -0.1)
    assert document.modified
    hand.turn((2, 0), 0.1)
    assert not document.modified
    xnor.undo_stack.undo()
    document.open(tmp_path / "gate.netglow")
    assert hand.value((2, 0)) == pytest.approx(1.1)


# The step flips or does nothing; the sigmoid moves a little.


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("andByHand", [0, 0, 0, 1]),
        ("orByHand", [0, 1, 1, 1]),
        ("xnorByHand", [1, 0, 0, 1]),
        ("smoothXnorByHand", [1, 0, 0, 1]),
    ],
)
def test_the_gates_have_their_tables(name, rows):
    run = READY_NETWORKS[name].run()
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], np.float64)
    outputs = forward(run.experiment.network, run.snapshot.parameters, corners).output[:, 0]
    if name == "smoothXnorByHand":
        assert ((outputs > 0.5) == rows).all()
        assert (abs(outputs - 0.5) < 0.2).all()
    else:
        assert outputs.tolist() == rows
    assert run.experiment.network.loss == "mean squared error"


def answers(session, target, by, turns):
    """The output after every turn of one number."""
    hand, found = ByHand(session), [float(session.forward.output[0, 0])]
    for _ in range(turns):
        hand.turn(target, by)
        found.append(float(session.forward.output[0, 0]))
    return np.array(found)


def test_turned_a_little_a_step_does_nothing_or_flips(xnor):
    # The row (0, 1): z of OR is 2 − 1, until its bias is 0 more than −2.
    found = answers(xnor, (1, 1), -0.1, 15)
    assert found.tolist() == [0] * 10 + [1] * 6


def test_turned_a_little_a_sigmoid_moves_a_little(qapp):
    found = answers(session_with("smoothXnorByHand"), (1, 1), -0.1, 15)
    moves = np.diff(found)
    assert (moves > 0).all()
    assert (moves < 0.03).all()
    assert found[0] < 0.5 < found[-1]


# The input.


def test_an_input_made_of_coordinates_follows_them(qapp):
    source = Plane("circle", features=("x₁", "x₁²", "x₁x₂", "x₂"))
    session = Session(Experiment(Network(4, (Layer(1, "sigmoid"),)), source))
    hand = ByHand(session)
    assert [hand.may_change((0, index)) for index in range(4)] == [True, False, False, True]
    hand.change((0, 0), 3)
    hand.change((0, 3), -2)
    hand.change((0, 1), 7)  # it is made: nobody may
    example = session.example
    assert example.origin == "hand"
    assert example.coordinates.tolist() == [3, -2]
    assert example.inputs.tolist() == [3, 9, -6, -2]
    hand.change_number(1, 5)
    assert session.example.inputs.tolist() == [3, 9, 15, 5]
    assert session.example.inputs.dtype == np.float32
    assert session.undo_stack.undoText() == "Change x₂"


def test_another_input_has_no_target_until_somebody_says_one(xnor):
    hand = ByHand(xnor)
    assert xnor.target is not None
    hand.turn((0, 0), 0.1)
    assert xnor.example.label is None
    assert xnor.backward is None
    hand.set_label(1)
    assert xnor.target.tolist() == [1]
    assert xnor.backward is not None
    hand.turn((0, 1), 0.1)  # what was said stays
    assert xnor.target.tolist() == [1]
    xnor.undo_stack.undo()
    xnor.undo_stack.undo()
    assert xnor.example.label is None
    xnor.undo_stack.undo()
    assert (xnor.example.origin, xnor.example.inputs.tolist()) == ("train", [0, 1])


def test_values_have_a_target_of_their_own(qapp):
    session = Session(
        Experiment(Network(1, (Layer(1, "linear"),), "mean squared error"), Curve(("sine",)))
    )
    hand = ByHand(session)
    hand.change_number(0, 0.5)
    assert session.target is None
    hand.set_value(0, -1)
    assert session.target.tolist() == [-1]
    hand.set_value(0, None)
    assert session.target is None


def test_a_drag_of_an_input_is_undone_at_once(xnor):
    hand = ByHand(xnor)
    shown = xnor.example
    for _ in range(4):
        hand.turn((0, 0), 0.01)
    assert xnor.undo_stack.count() == 1
    assert xnor.example.inputs.tolist() == pytest.approx([0.04, 1])
    xnor.undo_stack.undo()
    assert xnor.example is shown


def test_a_pixel_stays_between_paper_and_ink(session):
    hand = ByHand(session)
    hand.change((0, 17), 4)
    assert session.example.inputs[17] == 1
    hand.turn((0, 17), -5)
    assert session.example.inputs[17] == 0
    assert session.example.inputs.shape == (256,)


def test_a_run_by_hand_is_complete(xnor):
    assert isinstance(xnor.run, Run)
    trained_to(xnor, 3)
    ByHand(xnor).turn((0, 0, 0), 1)
    assert xnor.snapshot.complete
    assert xnor.run.exact is xnor.snapshot
