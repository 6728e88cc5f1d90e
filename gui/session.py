"""The one mutable owner of what the window shows; views render it and ask it for changes.

Setters compare, store and emit; there is one signal a noun. The session knows no widget and no
process: `gui/backend_link.py` carries its wishes to TensorFlow and brings the snapshots back.
"""

import math
from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from core.data import Source
from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment, Hyperparameters, fitted
from core.history import History
from core.measure import measured_at_once
from core.parameters import Parameters
from core.propagation import Backward, Forward, backward, forward
from core.run import Run
from core.snapshot import Metrics, Snapshot
from core.walkthrough import Proof
from gui.backend_state import BackendState
from gui.translation import translate
from gui.undo import (
    ExampleCommand,
    HyperparametersCommand,
    ParametersCommand,
    RunCommand,
    SourceCommand,
    UndoStack,
)

_UNDO_LIMIT = 100


class Session(QObject):
    """Run (experiment, snapshot, history), shown example, device, and whether training is on."""

    run_changed = Signal()  # another run began or came back: everything below may differ
    experiment_changed = Signal()
    snapshot_changed = Signal()
    example_changed = Signal()
    forward_changed = Signal()  # after snapshot_changed or example_changed
    training_changed = Signal()
    backend_changed = Signal()
    device_changed = Signal()
    pace_changed = Signal()
    parameters_changed = Signal()  # by hand; before snapshot_changed
    update_requested = Signal()
    checkpoint_requested = Signal()
    # For a batch: inputs float32 [examples, inputs], targets float32 [examples, outputs].
    proof_requested = Signal(object, object)
    apply_requested = Signal(object, object)
    proof_received = Signal(object, object)  # the very inputs asked about, core.walkthrough.Proof

    def __init__(self, experiment: Experiment | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = UndoStack(self)
        # Each of these may hold a network's weights.
        self.undo_stack.setUndoLimit(_UNDO_LIMIT)
        self._run = Run.start(experiment or Experiment())
        # Returns a run as it was left last: who keeps runs knows.
        self.latest: Callable[[Run], Run] = lambda run: run
        self._telling_of_run = False
        self._training, self._pace = False, math.inf
        self._backend, self._device = BackendState(), ""
        self._forward: Forward | None = None
        self._backward: Backward | None = None
        self._example, self._chosen = self._no_example(), False

    # What there is.

    @property
    def run(self) -> Run:
        """The run that is shown."""
        return self._run

    @property
    def experiment(self) -> Experiment:
        """What the run trains."""
        return self._run.experiment

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot of the run."""
        return self._run.snapshot

    @property
    def history(self) -> History:
        """How loss and score of the run went."""
        return self._run.history

    @property
    def train_metrics(self) -> Metrics:
        """The newest that were measured while training, as every view tells them."""
        return self._newest("train", self.snapshot.train)

    @property
    def test_metrics(self) -> Metrics:
        """The newest that were measured on the test set, as every view tells them."""
        return self._newest("test", self.snapshot.test)

    @property
    def example(self) -> Example:
        """The example that is shown."""
        return self._example

    @property
    def example_is_chosen(self) -> bool:
        """Whether somebody chose it; else it is there so that there is something to see."""
        return self._chosen

    @property
    def training(self) -> bool:
        """Whether training is wanted; `backend.phase` says whether it happens yet."""
        return self._training

    @property
    def backend(self) -> BackendState:
        """What the backend process does now."""
        return self._backend

    @property
    def device(self) -> str:
        """The device asked for by name; empty: whichever is best."""
        return self._device

    @property
    def pace(self) -> float:
        """Updates a second, at most, while training; infinite: as many as can be made."""
        return self._pace

    @property
    def forward(self) -> Forward:
        """The shown example's way through the newest snapshot, as a batch of one."""
        if self._forward is None:
            self._forward = forward(
                self.experiment.network, self.snapshot.parameters, self._example.inputs[None]
            )
        return self._forward

    @property
    def backward(self) -> Backward | None:
        """The shown example's way back, with its gradients; None: its target is not known."""
        if self._backward is None:
            self._backward = self._way_back(self.snapshot.parameters, self.forward)
        return self._backward

    def backward_through(self, parameters: Parameters) -> Backward | None:
        """Return the shown example's way back through these parameters; None: as `backward`."""
        if parameters is self.snapshot.parameters:
            return self.backward
        passed = forward(self.experiment.network, parameters, self._example.inputs[None])
        return self._way_back(parameters, passed)

    @property
    def target(self) -> np.ndarray | None:
        """What the outputs are to give for the shown example, float32 [outputs]; None: unknown."""
        task, output = self.experiment.task, self.experiment.network.layers[-1]
        label, values = self._example.label, self._example.values
        if isinstance(task, Classes) and label is not None:
            values = task.coded(task.one_hot(np.array([label])), output)[0]
        return values

    # What users ask for.

    def change_experiment(self, experiment: Experiment, text: str) -> None:
        """Train something else, undoably; `text` names the change in the Edit menu.

        Hyperparameters alone change in mid-training; anything else begins a new run.
        """
        old = self.experiment
        if experiment == old:
            return
        if replace(experiment, hyperparameters=old.hyperparameters) == old:
            command: QUndoCommand = HyperparametersCommand(
                self, text, old.hyperparameters, experiment.hyperparameters
            )
        else:
            command = RunCommand(self, text, self._run.start_again(experiment))
        self.undo_stack.push(command)

    def change_source(self, source: Source, text: str, stroke: object = None) -> None:
        """Learn from other data, undoably; `text` names the change in the Edit menu.

        Where inputs and task are the same, what is learned stays and training goes on; else a new
        run begins. Changes that are given the same `stroke` are undone as one.
        """
        old = self.experiment.source
        if source == old:
            return
        if old is not None and (old.input, old.task) == (source.input, source.task):
            self.undo_stack.push(SourceCommand(self, text, old, source, stroke=stroke))
        else:
            network = fitted(self.experiment.network, source)
            experiment = replace(self.experiment, source=source, network=network)
            self.change_experiment(experiment, text)

    def change_parameters(self, parameters: Parameters, text: str) -> None:
        """Put `parameters` in place of the newest, undoably; training pauses first.

        What is made of the newest parameters is made after `settle`: training goes on till then.
        """
        self.settle()
        changed = self._run.by_hand(parameters, *measured_at_once(self.experiment, parameters))
        self.undo_stack.push(ParametersCommand(self, text, changed))

    def change_example(self, example: Example, text: str, stroke: object = None) -> None:
        """Show an example of the user's own, undoably; the rest is as for `change_source`."""
        self.undo_stack.push(ExampleCommand(self, text, example, stroke=stroke))

    def restore_trained(self) -> None:
        """Put back what was trained before parameters were changed by hand, undoably."""
        if self._run.trained:
            text = translate("Session", "Back to what was trained")
            self.change_parameters(self._run.trained.parameters, text)

    def reset(self) -> None:
        """Begin again with the same initial weights; undo brings the training back."""
        if self.snapshot.updates:
            again = self._run.start_again(self.experiment)
            self.undo_stack.push(RunCommand(self, translate("Session", "Reset"), again))

    def open_run(self, run: Run, text: str = "") -> None:
        """Show `run` in place of the current one, undoably; `text` names that in the Edit menu."""
        self.undo_stack.push(RunCommand(self, text or translate("Session", "Open"), run))

    def request_update(self) -> None:
        """Ask for exactly one update with the next batch; training pauses first."""
        self.set_training(False)
        self.update_requested.emit()

    def request_checkpoint(self) -> None:
        """Ask for a complete snapshot of the run, unless its newest is one.

        It is the newest when this returns, unless the backend did not answer soon.
        """
        if not self.snapshot.complete:
            self.checkpoint_requested.emit()

    def settle(self) -> None:
        """Pause, and have a complete snapshot of where the training stands."""
        self.set_training(False)
        self.request_checkpoint()

    def request_proof(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        """Ask TensorFlow for loss and gradients of a batch.

        `inputs` are float32 [examples, inputs], `targets` float32 [examples, outputs]. The answer
        comes by `proof_received` with the same `inputs`, after the snapshot that it is of; none
        when another run or device begins, or the backend ends, before it.
        """
        self.proof_requested.emit(inputs, targets)

    def request_apply(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        """Ask for exactly one update with the mean gradient of a batch; training pauses first."""
        self.set_training(False)
        self.apply_requested.emit(inputs, targets)

    # What changes. Undo commands, the backend link and views set; everybody listens.

    def set_run(self, run: Run) -> Run:
        """Show `run`; return the one before, complete so that it can come back as it is now."""
        if run is self._run:
            return run
        self.settle()
        return self.go_on_as(self.latest(run))

    def call_run(self, name: str) -> None:
        """Give the run another name."""
        self._run = replace(self._run, name=name)

    def go_on_as(self, run: Run) -> Run:
        """Show `run`, which training goes on as, if it is on; return the one before."""
        old, self._run = self._run, run
        self._forward = self._backward = None
        one, other = old.experiment, run.experiment
        other_data = (one.source, one.network.inputs) != (other.source, other.network.inputs)
        if other_data:
            self._example, self._chosen = self._no_example(), False
        # Told only when all of it has changed, the run first: what was chosen in the old one goes.
        self._telling_of_run = True
        self.run_changed.emit()
        self._telling_of_run = False
        if other_data:
            self.example_changed.emit()
        self.experiment_changed.emit()
        self._snapshot_is_new()
        return old

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> None:
        """Train on with these."""
        if hyperparameters != self.experiment.hyperparameters:
            self._run = self._run.changed(hyperparameters)
            self.experiment_changed.emit()

    def bring_back(self, left: Snapshot) -> None:
        """Go on from `left`, which differs by its slots alone; nothing if more was trained."""
        if not self._training and left.differs_by_slots(self.snapshot):
            self._run = self._run.at(left)
            self.parameters_changed.emit()
            self._snapshot_is_new()

    def set_source(self, source: Source) -> None:
        """Train on with the examples of `source`, which fits the network as it is."""
        if source != self.experiment.source:
            self._run = replace(self._run, experiment=replace(self.experiment, source=source))
            self.experiment_changed.emit()

    def set_by_hand(self, run: Run) -> Run:
        """Show `run`, the current one with other parameters; return it as it was."""
        self.settle()
        old, self._run = self._run, run
        self.parameters_changed.emit()
        self._snapshot_is_new()
        return old

    def set_snapshot(self, *snapshots: Snapshot) -> None:
        """Take the newest snapshots of the run, the last to be shown; the curve grows by each."""
        for snapshot in snapshots:
            old = self.snapshot
            if snapshot.updates < old.updates:  # training went back to where it was best
                self.history.cut(snapshot.epoch)
            self._run = self._run.at(snapshot)
            if snapshot.updates != old.updates:
                self._run = replace(self._run, computed_on=self._backend.device_title)
            # A complete one may come after one to draw, of the same moment.
            measured = [(one.updates, one.train[:2], one.test[:2]) for one in (old, snapshot)]
            if measured[0] != measured[1]:
                self.history.add(snapshot)
        self._snapshot_is_new()

    def go_back(self) -> None:
        """Go back to the newest complete snapshot, from which training goes on bit for bit."""
        exact = self._run.exact
        if exact is not self.snapshot:
            self._run = self._run.at(exact)
            self.history.cut(exact.epoch)
            self._snapshot_is_new()

    def take_proof(self, inputs: np.ndarray, proof: Proof) -> None:
        """Pass on what TensorFlow says of a batch, the very `inputs` that were asked about."""
        self.proof_received.emit(inputs, proof)

    def set_example(self, example: Example, chosen: bool = True) -> None:
        """Show `example`; not `chosen`: for want of one that somebody chose."""
        if example is self._example:
            return
        self._example, self._chosen = example, chosen and bool(example.origin)
        self._forward = self._backward = None
        self.example_changed.emit()
        self.forward_changed.emit()

    def set_training(self, training: bool) -> None:
        """Train from now on, or pause."""
        if training != self._training:
            self._training = training
            self.training_changed.emit()

    def set_backend(self, backend: BackendState) -> None:
        """Take what the backend process does now."""
        if backend != self._backend:
            self._backend = backend
            self.backend_changed.emit()

    def set_device(self, device: str) -> None:
        """Ask for the device of that name; empty: whichever is best."""
        if device != self._device:
            self._device = device
            self.device_changed.emit()

    def set_pace(self, updates_per_second: float) -> None:
        """Make so many updates a second at most; infinite: as many as can be made."""
        if updates_per_second != self._pace:
            self._pace = updates_per_second
            self.pace_changed.emit()

    def _newest(self, name: str, now: Metrics) -> Metrics:
        # The curve is of what was trained: it says nothing of what was put in its place.
        return now.marked if self._run.trained else self.history.newest(name, now)

    def _snapshot_is_new(self) -> None:
        self._forward = self._backward = None
        if self._telling_of_run:
            return  # who has not heard of the run would take it for one of the old run: `set_run`
        self.snapshot_changed.emit()
        self.forward_changed.emit()

    def _way_back(self, parameters: Parameters, passed: Forward) -> Backward | None:
        target = self.target
        if target is None:
            return None
        return backward(self.experiment.network, parameters, passed, target[None])

    def _no_example(self) -> Example:
        return Example(np.zeros(self.experiment.network.inputs, np.float32))
