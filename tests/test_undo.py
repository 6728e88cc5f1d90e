"""Which changes are one command of undo, and which are each their own."""

import weakref

import numpy as np
import pytest
from msgspec.structs import replace

from core.beginnings import beginning
from core.data import Curve, DrawnCurve
from core.data.curves import PLACES
from core.example import OWN, Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.run import Run
from core.snapshot import no_slots
from gui.session import Session
from gui.undo import (
    ExampleCommand,
    HyperparametersCommand,
    ParametersCommand,
    RunCommand,
    SourceCommand,
)
from gui.undo_stack import UndoStack


@pytest.fixture
def session(qapp):
    return Session(Experiment(Network(256, (Layer(2), Layer(10, "softmax")))))


@pytest.fixture
def stack(session):
    return session.undo_stack


@pytest.fixture
def clock():
    return Clock()


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def train(session, steps=1):
    now = session.snapshot
    session.set_snapshot(replace(now, updates=now.updates + steps))


def set_rate(session, clock, rate):
    old = session.experiment.hyperparameters
    new = replace(old, learning_rate=rate)
    session.undo_stack.push(HyperparametersCommand(session, "Rate", old, new, clock))


def set_neurons(session, clock, *neurons, text="Width"):
    layers = (*map(Layer, neurons), Layer(10, "softmax"))
    run = Run.start(replace(session.experiment, network=Network(256, layers)))
    session.undo_stack.push(RunCommand(session, text, run, clock))


def rate(session):
    return session.experiment.hyperparameters.learning_rate


def test_a_drag_while_training_is_one_command(session, stack, clock):
    for number in range(1, 6):
        set_rate(session, clock, number / 10)
        train(session)
        clock.now += 0.5
    assert stack.count() == 1
    stack.undo()
    assert rate(session) == 0.001


def test_a_change_after_more_training_is_another_command(session, stack, clock):
    set_rate(session, clock, 0.1)
    train(session, 500)
    clock.now += 60
    set_rate(session, clock, 0.2)
    assert stack.count() == 2
    stack.undo()
    assert rate(session) == 0.1


def test_while_nothing_trains_a_control_may_take_its_time(session, stack, clock):
    set_rate(session, clock, 0.1)
    clock.now += 60
    set_rate(session, clock, 0.2)
    assert stack.count() == 1


def test_back_at_the_old_value_nothing_is_left_to_undo(session, stack, clock):
    set_rate(session, clock, 0.1)
    set_rate(session, clock, 0.001)
    assert stack.count() == 0
    assert not stack.canUndo()
    assert rate(session) == 0.001
    set_rate(session, clock, 0.3)
    stack.undo()
    assert rate(session) == 0.001


def test_an_arrow_held_is_one_command_and_undo_brings_the_trained_run_back(session, stack, clock):
    train(session, 7)
    trained = session.run
    for neurons in range(3, 40):
        set_neurons(session, clock, neurons)
        clock.now += 0.1
    assert stack.count() == 1
    stack.undo()
    assert session.run is trained
    stack.redo()
    assert session.experiment.network.sizes == (256, 39, 10)


def test_a_run_that_was_trained_is_kept(session, stack, clock):
    set_neurons(session, clock, 3)
    train(session)
    kept = session.run
    set_neurons(session, clock, 4)
    assert stack.count() == 2
    stack.undo()
    assert session.run is kept


@pytest.mark.parametrize(
    ("neurons", "text", "pause"),
    [((4,), "Another control", 0.1), ((4,), "Width", 5.0), ((3, 3), "Width", 0.1)],
)
def test_other_changes_of_the_network_are_undone_one_by_one(
    session, stack, clock, neurons, text, pause
):
    set_neurons(session, clock, 3)
    clock.now += pause
    set_neurons(session, clock, *neurons, text=text)
    assert stack.count() == 2
    stack.undo()
    assert session.experiment.network.sizes == (256, 3, 10)


def draw(session, heights, stroke):
    old = session.experiment.source
    curve = DrawnCurve(tuple(heights) + (None,) * (PLACES - len(heights)))
    if old != curve:
        session.change_source(curve, "Draw", stroke)


def test_a_stroke_is_one_command_however_long_and_two_are_two(qapp):
    session = Session(beginning(DrawnCurve()))
    network, stack = session.experiment.network, session.undo_stack
    strokes = [object(), object()]
    for stroke, parts in zip(strokes, ([[1.0], [1.0, 0.5]], [[0.0], [0.0, 0.1, 0.2]]), strict=True):
        for part in parts:
            draw(session, part, stroke)
    assert stack.count() == 2
    stack.undo()
    assert session.experiment.source.heights[:3] == (1.0, 0.5, None)
    stack.undo()
    assert session.experiment.source == DrawnCurve()
    stack.redo()
    assert session.experiment.source.heights[:3] == (1.0, 0.5, None)
    assert session.experiment.network is network


def test_strokes_take_their_time_and_other_changes_do_not(qapp, clock):
    session = Session(beginning(Curve()))
    stack = session.undo_stack

    def push(number, stroke):
        source = Curve(count=10 + number)
        now = session.experiment.source
        stack.push(SourceCommand(session, "Draw", now, source, clock, stroke))

    stroke = object()
    push(1, stroke)
    clock.now += 60
    push(2, stroke)
    assert stack.count() == 1
    push(3, None)
    push(4, None)
    assert stack.count() == 2
    clock.now += 60
    push(5, None)
    assert stack.count() == 3


def seeded(session, seed):
    session.change_experiment(replace(session.experiment, seed=seed), "Seed")


def test_what_a_held_arrow_passes_over_is_let_go(session, stack):
    seen = []
    for seed in range(1, 61):
        seeded(session, seed)
        seen.append(weakref.ref(session.snapshot.parameters[0].weights))
    assert stack.count() == 1
    assert [seed for seed, kept in enumerate(seen, 1) if kept() is not None] == [60]
    stack.undo()
    assert session.experiment.seed == 0
    stack.clear()
    assert all(kept() is None for kept in seen[:-1])


def test_of_merged_commands_the_first_alone_is_there(session, stack, clock):
    make = (
        lambda at: HyperparametersCommand(
            session,
            "Rate",
            session.experiment.hyperparameters,
            replace(session.experiment.hyperparameters, learning_rate=at / 10),
            clock,
        ),
        lambda at: RunCommand(
            session, "Seed", Run.start(replace(session.experiment, seed=at)), clock
        ),
        lambda at: ParametersCommand(
            session, "By hand", session.run.by_hand(session.snapshot.parameters), clock
        ),
        lambda at: ExampleCommand(
            session, "Move", Example(np.full(256, at / 9, np.float32), None, OWN, 0), clock
        ),
    )
    for kind in make:
        commands = []
        for at in range(1, 6):
            command = kind(at)
            commands.append(weakref.ref(command))
            stack.push(command)
        del command
        assert [one() is not None for one in commands] == [True, False, False, False, False]
        stack.clear()
        assert not any(one() for one in commands)


def test_the_oldest_go_where_all_hold_too_much(session):
    size = sum(array.nbytes for layer in session.snapshot.parameters for array in layer)
    stack = session.undo_stack = UndoStack(session, bound=3 * size)
    seen, indices = [], []
    stack.indexChanged.connect(indices.append)
    for _ in range(6):
        train(session, 10)
        seen.append(weakref.ref(session.snapshot.parameters[0].weights))
        session.reset()
        seen.append(weakref.ref(stack.command(stack.count() - 1)))
    assert (stack.count(), stack.index(), stack.undoText()) == (3, 3, "Reset")
    assert indices[-1] == 3
    assert [one() is None for one in seen] == 6 * [True] + 6 * [False]
    runs = [session.run]
    while stack.canUndo():
        stack.undo()
        runs.append(session.run)
    assert [run.snapshot.updates for run in runs] == [0, 10, 10, 10]
    stack.redo()
    assert session.snapshot.updates == 10
    session.reset()  # what was undone goes, and nothing else
    assert (stack.count(), session.snapshot.updates) == (2, 0)


def test_the_newest_change_is_undone_whatever_it_holds(session):
    stack = session.undo_stack = UndoStack(session, bound=0)
    for updates in (10, 20):
        train(session, updates)
        session.reset()
    assert stack.count() == 1
    stack.undo()
    assert session.snapshot.updates == 20


def test_numbers_that_several_hold_count_once(session, clock):
    first = session.snapshot
    own = {id(array) for array in first.arrays}
    size = sum(array.nbytes for array in first.arrays)
    stack = session.undo_stack = UndoStack(session, bound=size)
    for number in range(1, 4):
        set_rate(session, clock, number)
        train(session)
        clock.now += 60
        assert {id(array) for array in stack.arrays} == own
    for scale, count in ((2, 4), (3, 1)):  # the first is undone to what all others hold
        layers = (layer._replace(weights=scale * layer.weights) for layer in first.parameters)
        session.change_parameters(tuple(layers), f"{scale} times")
        assert stack.count() == count


def test_of_many_changes_the_oldest_go(session, stack, clock):
    for number in range(1, 121):
        set_rate(session, clock, number)
        train(session)
        clock.now += 60
    assert (stack.count(), stack.index()) == (100, 100)


def test_back_where_it_began_there_is_nothing_to_undo(session, stack, clock):
    set_rate(session, clock, 0.1)
    set_rate(session, clock, 0.001)
    assert (stack.count(), rate(session)) == (0, 0.001)
    assert not stack.canUndo()


def test_after_an_undo_a_change_is_one_of_its_own(session, stack, clock):
    set_rate(session, clock, 0.1)
    clock.now += 2
    train(session)
    set_rate(session, clock, 0.2)
    stack.undo()
    assert rate(session) == 0.1
    set_rate(session, clock, 0.3)
    assert (stack.count(), rate(session)) == (2, 0.3)
    stack.undo()
    assert rate(session) == 0.1


def test_an_optimizer_that_comes_back_has_its_slots_again(session, stack):
    train(session, 7)
    ones = no_slots(session.snapshot.parameters, "adam")._replace(updates=7)
    session.set_snapshot(replace(session.snapshot, slots=ones))
    left = session.snapshot

    def choose(optimizer):
        now = session.experiment
        hyper = replace(now.hyperparameters, optimizer=optimizer)
        session.change_experiment(replace(now, hyperparameters=hyper), "Optimizer")

    choose("sgd")
    assert session.snapshot.slots.updates == 0
    told = []
    session.parameters_changed.connect(lambda: told.append(session.snapshot))
    stack.undo()
    assert session.snapshot.slots is left.slots
    assert [one.slots for one in told] == [left.slots]  # and the backend hears of it
    stack.redo()
    assert session.snapshot.slots.arrays == ()
    train(session)
    stack.undo()
    assert session.snapshot.updates == 8
    assert session.snapshot.slots is None or session.snapshot.slots.updates == 0
