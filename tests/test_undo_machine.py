"""Undo and redo at random, against a model as simple as can be: what there was comes back.

The model knows two kinds of changes. An exchange puts one training in the place of another, and
undo brings that back as it was left; a value (hyperparameters, a source, an example) alone goes
back, whatever was trained meanwhile.
"""

import gc
import weakref
from dataclasses import dataclass, field

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from core.by_hand import with_parameter
from core.data import Plane
from core.example import OWN, Example
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.run import Run
from core.snapshot import Metrics, Slots, Snapshot, no_slots
from gui.by_hand import ByHand
from gui.session import Session
from gui.undo import RunCommand

LIMIT = 100
STEPS = 300


@dataclass(frozen=True)
class Trained:
    """What a training is: as the model has it."""

    experiment: Experiment
    numbers: bytes
    updates: int
    curve: int  # points
    slots: bytes
    id: str


@dataclass
class Exchange:
    """Another training took the place of this one; where it has other data, the example went."""

    text: str
    other: Trained
    dropped: Example | None = None

    def swap(self, now):
        other, self.other = self.other, now["trained"]
        example = now["example"]
        if other.experiment.source != self.other.experiment.source:
            example, self.dropped = self.dropped, example
        return {"trained": other, "example": example}

    undo = redo = swap


@dataclass
class Value:
    """One value took the place of another."""

    text: str
    name: str
    old: object
    new: object
    stroke: object = None
    at: int = 0  # updates
    left: Trained | None = None

    def redo(self, now):
        if self.name == "hyperparameters":
            self.left = now["trained"]
        return put(now, self.name, self.new)

    def undo(self, now):
        back = put(now, self.name, self.old)
        left, trained = self.left, back["trained"]
        if left and (left.updates, left.numbers) == (trained.updates, trained.numbers):
            back = back | {"trained": changed(trained, slots=left.slots)}
        return back


def changed(trained, **fields):
    return Trained(**(vars(trained) | fields))


def put(now, name, value):
    if name == "example":
        return now | {"example": value}
    trained = now["trained"]
    experiment = replace(trained.experiment, **{name: value})
    slots = trained.slots
    if experiment.hyperparameters.optimizer != trained.experiment.hyperparameters.optimizer:
        slots = b""  # another optimizer begins with nothing
    return now | {"trained": changed(trained, experiment=experiment, slots=slots)}


@dataclass
class Model:
    """A list of changes, and how many of them are done."""

    now: dict
    changes: list = field(default_factory=list)
    index: int = 0

    def push(self, change):
        del self.changes[self.index :]
        self.changes.append(change)
        self.changes = self.changes[-LIMIT:]
        self.index = len(self.changes)

    @property
    def newest(self):
        """The change that another may become one with."""
        return self.changes[-1] if self.changes and self.index == len(self.changes) else None


class Backend:
    """Trains, in its way: it tells a session of snapshots, and completes one that is asked for."""

    def __init__(self, session):
        self.session = session
        session.checkpoint_requested.connect(self.complete)

    def train(self, updates):
        session = self.session
        now = session.snapshot
        parameters = tuple(
            layer._replace(weights=layer.weights + np.float32(0.25)) for layer in now.parameters
        )
        step = now.updates + updates
        told = Metrics(1 / step, 0.5)
        session.set_snapshot(Snapshot(parameters, step, 32 * step, 900, told, told, step))

    def complete(self):
        """What is asked for comes: it has gone on by one update."""
        session = self.session
        now, optimizer = session.snapshot, session.experiment.hyperparameters.optimizer
        arrays = no_slots(now.parameters, optimizer).arrays
        arrays = tuple(
            tuple(layer._replace(weights=layer.weights + now.updates) for layer in one)
            for one in arrays
        )
        step = now.updates + 1
        slots = Slots(arrays, step)
        session.set_snapshot(
            replace(now, updates=step, examples_seen=32 * step, tested_at=step, slots=slots)
        )


def in_bytes(parameters):
    """All numbers of `parameters`."""
    return b"".join(array.tobytes() for layer in parameters for array in layer)


def hashed(slots):
    """The optimizer's slots in bytes; of such as are empty, none."""
    if slots is None or not slots.updates:
        return b""
    return b"".join(in_bytes(one) for one in slots.arrays)


class Undoing(RuleBasedStateMachine):
    """Changes, trains, undoes and redoes."""

    @initialize()
    def begin(self):
        self.commands, self.weights = weakref.WeakSet(), weakref.WeakValueDictionary()
        self.session = Session(
            Experiment(Network(2, (Layer(3), Layer(1, "sigmoid"))), Plane(count=20))
        )
        self.backend, self.hand = Backend(self.session), ByHand(self.session)
        self.model = Model(self.seen())
        self.number = 0
        self.stroke = object()
        self.moment = 0.0
        self.dragged = "", -1  # in which words, after how many updates
        stack = self.session.undo_stack
        push = stack.push

        def watched(command):
            self.commands.add(command)
            push(command)

        stack.push = watched

    def seen(self):
        """What there is, as the model has it."""
        session = self.session
        run, snapshot = session.run, session.snapshot
        self.remember()
        return {
            "trained": Trained(
                run.experiment,
                in_bytes(snapshot.parameters),
                snapshot.updates,
                len(run.history),
                hashed(snapshot.slots),
                run.id,
            ),
            "example": session.example if session.example.origin == OWN else None,
        }

    def remember(self):
        for layer in self.session.snapshot.parameters:
            self.weights[id(layer.weights)] = layer.weights

    def words(self, what):
        """The name of a change, each its own: none becomes one with the one before."""
        self.number += 1
        return f"{what} {self.number}"

    def left(self):
        """What is left behind where another training comes: completed, if it was not."""
        snapshot = self.session.snapshot
        if not snapshot.complete:
            self.backend.complete()
        return self.seen()["trained"]

    def exchange(self, text, ask):
        before, example = self.left(), self.seen()["example"]
        ask()
        now = self.seen()
        assert now["trained"] != before
        self.model.now = now
        self.model.push(Exchange(text, before, None if now["example"] else example))

    # What people do.

    @rule(updates=st.integers(1, 500))
    def train(self, updates):
        self.session.set_training(True)
        self.backend.train(updates)
        self.model.now = self.seen()

    @rule()
    def pause(self):
        self.session.settle()
        self.model.now = self.seen()

    @rule(neurons=st.integers(1, 6), activation=st.sampled_from(["relu", "tanh"]))
    def change_layers(self, neurons, activation):
        text = self.words("Layers")
        experiment = self.session.experiment
        layers = (Layer(neurons, activation), experiment.network.layers[-1])
        network = replace(experiment.network, layers=layers)
        if network != experiment.network:
            new = replace(experiment, network=network)
            self.exchange(text, lambda: self.session.change_experiment(new, text))

    @rule(seeds=st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
    def hold_an_arrow(self, seeds):
        """One change, of which all that it passes over is let go."""
        self.moment += 60
        before = self.left()
        passed = []
        for seed in seeds:
            self.moment += 0.1
            run = Run.start(replace(self.session.experiment, seed=seed))
            passed.append(weakref.ref(run.snapshot.parameters[0].weights))
            command = RunCommand(self.session, "Seed", run, lambda: self.moment)
            del run
            self.session.undo_stack.push(command)
            del command
        assert [one() is not None for one in passed] == [False] * (len(seeds) - 1) + [True]
        self.model.now = self.seen()
        self.model.push(Exchange("Seed", before))

    @rule(optimizer=st.sampled_from(["adam", "sgd", "momentum"]), rate=st.integers(1, 9))
    def change_hyperparameters(self, optimizer, rate):
        new = Hyperparameters(optimizer, rate / 10)
        self.value("hyperparameters", new, self.words("Rate"))

    @rule(rates=st.lists(st.integers(1, 9), min_size=1, max_size=20))
    def drag_the_rate(self, rates):
        """One change while nothing is trained, however long it takes; none, back at the start."""
        updates = self.session.snapshot.updates
        if self.dragged[1] != updates:
            self.dragged = self.words("Drag the rate"), updates
        for rate in rates:
            old = self.session.experiment.hyperparameters
            self.value("hyperparameters", replace(old, learning_rate=rate / 10), self.dragged[0])

    @rule(count=st.integers(10, 60))
    def change_source(self, count):
        self.value("source", Plane(count=count), self.words("Points"))

    @rule(many=st.integers(10, 60))
    def change_it_often(self, many):
        """More than are kept, soon."""
        for count in range(many):
            self.value("source", Plane(count=10 + count), self.words("Points"))

    @rule(counts=st.lists(st.integers(10, 60), min_size=1, max_size=10), another=st.booleans())
    def draw(self, counts, another):
        """One change a stroke, however long it takes."""
        if another:
            self.stroke = object()
        for count in counts:
            self.value("source", Plane(count=count), "Draw", self.stroke)

    @rule(at=st.tuples(st.integers(-9, 9), st.integers(-9, 9)), another=st.booleans())
    def move_the_input(self, at, another):
        if another:
            self.stroke = object()
        kind = self.session.experiment.input
        example = Example.own(kind, np.array(at, np.float32))
        self.value("example", example, "Move", self.stroke)

    @rule(place=st.sampled_from([(0, 0, 0), (1, 0), (2, 0)]), value=st.integers(-90, 90))
    def change_by_hand(self, place, value):
        if self.hand.value(place) == value:
            return
        text = self.words("By hand")
        self.session.settle()
        parameters = with_parameter(self.session.snapshot.parameters, place, value)
        self.exchange(text, lambda: self.session.change_parameters(parameters, text))

    @rule()
    def reset(self):
        if self.session.snapshot.updates:
            self.exchange("Reset", self.session.reset)

    @rule(seed=st.integers(0, 9))
    def open(self, seed):
        experiment = Experiment(
            Network(2, (Layer(2), Layer(2), Layer(1, "sigmoid"))), Plane(count=30), seed=seed
        )
        text = self.words("Open")
        self.exchange(text, lambda: self.session.open_run(Run.start(experiment), text))

    def value(self, name, new, text, stroke=None):
        now, newest = self.model.now, self.model.newest
        old = now["example"] if name == "example" else getattr(self.session.experiment, name)
        if old == new and name != "example":
            return
        updates = now["trained"].updates
        if name == "example":
            self.session.change_example(new, text, stroke)
        elif name == "source":
            self.session.change_source(new, text, stroke)
        else:
            self.session.change_experiment(
                replace(self.session.experiment, hyperparameters=new), text
            )
        goes_on = (
            isinstance(newest, Value)
            and (newest.text, newest.name, newest.stroke) == (text, name, stroke)
            and (stroke is not None or newest.at == updates)
            and (name != "example" or newest.new is old)
        )
        change = Value(text, name, old, new, stroke, updates)
        self.model.now = change.redo(now)
        if not goes_on:
            self.model.push(change)
            return
        newest.new, newest.at = new, updates
        if newest.new == newest.old:
            self.model.changes.pop()
            self.model.index -= 1

    @precondition(lambda self: self.model.index > 0)
    @rule(times=st.integers(1, 12))
    def undo(self, times):
        for _ in range(min(times, self.model.index)):
            change = self.model.changes[self.model.index - 1]
            self.go(change, change.undo, self.session.undo_stack.undo, -1)

    @precondition(lambda self: self.model.index < len(self.model.changes))
    @rule(times=st.integers(1, 12))
    def redo(self, times):
        for _ in range(min(times, len(self.model.changes) - self.model.index)):
            change = self.model.changes[self.model.index]
            self.go(change, change.redo, self.session.undo_stack.redo, 1)

    def go(self, change, goes, asked, by):
        if isinstance(change, Exchange):
            self.model.now["trained"] = self.left()
        self.model.now = goes(self.model.now)
        self.model.index += by
        asked()
        assert self.seen() == self.model.now

    # What holds.

    @invariant()
    def all_is_as_the_model_says(self):
        model, stack = self.model, self.session.undo_stack
        assert self.seen() == model.now
        assert (stack.index(), stack.count()) == (model.index, len(model.changes))
        done, undone = model.changes[: model.index], model.changes[model.index :]
        assert stack.undoText() == (done[-1].text if done else "")
        assert stack.redoText() == (undone[0].text if undone else "")
        assert (stack.canUndo(), stack.canRedo()) == (bool(done), bool(undone))

    @invariant()
    def nothing_is_kept_beside(self):
        assert len(self.commands) == len(self.model.changes) <= LIMIT

    def teardown(self):
        if hasattr(self, "session"):
            self.session.undo_stack.clear()
            gc.collect()
            assert not self.commands
            shown = {id(layer.weights) for layer in self.session.snapshot.parameters}
            run = self.session.run
            others = [one.parameters for one in (run.checkpoint, run.trained) if one]
            for layers in (*others, run.given or ()):
                shown |= {id(layer.weights) for layer in layers}
            assert set(self.weights) <= shown


def test_whatever_is_done_undo_and_redo_bring_it_back(qapp):
    run_state_machine_as_test(
        Undoing,
        settings=settings(
            max_examples=10,
            phases=(Phase.generate,),  # to make 300 steps fewer takes minutes
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
