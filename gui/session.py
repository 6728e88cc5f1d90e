"""The one mutable owner of what the window shows; views render it and ask it for changes.

Setters compare, store and emit; there is one signal a noun. The session knows no widget and no
process: `gui/backend_link.py` carries its wishes to TensorFlow and brings the snapshots back.
"""

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from core.data import Source
from core.example import Example
from core.experiment import Experiment, Hyperparameters, fitted
from core.measure import measured_at_once
from core.parameters import Parameters
from core.propagation import Backward, Forward
from core.run import Run
from core.snapshot import Snapshot
from core.walkthrough import Proof
from gui.backend_state import BackendState
from gui.passes import Passes, target_of
from gui.shown import Shown
from gui.translation import translate
from gui.undo import (
    ExampleCommand,
    HyperparametersCommand,
    ParametersCommand,
    RunCommand,
    SourceCommand,
)
from gui.undo_stack import UndoStack


class Session(Shown):
    """Run (experiment, snapshot, history), shown example, device, and whether training is on.

    What is shown is the `live` run, which is trained; or its past, while that is looked at.
    """

    def __init__(self, experiment: Experiment | None = None, parent: QObject | None = None) -> None:
        super().__init__(Run.start(experiment or Experiment()), parent)
        self.undo_stack = UndoStack(self)
        # Returns a run as it was left last: who keeps runs knows.
        self.latest: Callable[[Run], Run] = lambda run: run
        # Of a snapshot of the past, what was recorded before it; None: it is of now.
        self.earlier: Callable[[Snapshot], Snapshot | None] = lambda snapshot: None
        # Whether a complete snapshot was asked for, and has not come: who asks for them knows.
        self.checkpoint_is_due: Callable[[], bool] = lambda: False
        self._telling_of_run = False
        self._training = False
        self._backend = BackendState()
        self._passes, self._passes_through = Passes(), Passes()
        self._example, self._chosen = self._no_example(), False

    # What there is.

    @property
    def example(self) -> Example:
        """The example that is shown."""
        return self._example

    @property
    def taken(self) -> Example:
        """The example that is shown, as the network takes it in: with noise, where there is."""
        return self.taken_as(self._example)

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
    def forward(self) -> Forward:
        """The shown example's way through the snapshot, as a batch of one."""
        return self._passes.forward(self.experiment, self.snapshot.parameters, self.taken)

    @property
    def backward(self) -> Backward | None:
        """The shown example's way back, with its gradients; None: its target is not known."""
        return self._passes.backward(self.experiment, self.snapshot.parameters, self.taken)

    def backward_through(self, parameters: Parameters) -> Backward | None:
        """Return the shown example's way back through these parameters; None: as `backward`."""
        if parameters is self.snapshot.parameters:
            return self.backward
        return self._passes_through.backward(self.experiment, parameters, self.taken)

    @property
    def target(self) -> np.ndarray | None:
        """What the outputs are to give for the shown example, float32 [outputs]; None: unknown."""
        return target_of(self.experiment, self._example)

    # What users ask for. What is changed in the past is changed in a run that branches off there.

    def branch_off(self) -> None:
        """Where the past is looked at: go on from there as a run of its own, undoably."""
        if self._past is not None:
            text = translate("Session", "Branch at update {number}")
            text = text.format(number=f"{self._past.snapshot.updates:,}")
            self.undo_stack.push(RunCommand(self, text, self._run.branched(self._past)))

    def toggle_training(self) -> None:
        """Train, or pause; in the past, train on from there."""
        if not self._training:
            self.branch_off()
        self.set_training(not self._training)

    def change_experiment(self, experiment: Experiment, text: str) -> None:
        """Train something else, undoably; `text` names the change in the Edit menu.

        Hyperparameters alone change in mid-training; anything else begins a new run.
        """
        if experiment.network is self.experiment.network:  # as it is shown, with its damage
            experiment = replace(experiment, network=self.whole.experiment.network)
        if experiment == self.whole.experiment:
            return
        self.branch_off()
        old = self.whole.experiment
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
        if source == self.experiment.source:
            return
        self.branch_off()
        old = self.experiment.source
        whole = self.whole.experiment
        if old is not None and (old.input, old.task) == (source.input, source.task):
            self.undo_stack.push(SourceCommand(self, text, old, source, stroke=stroke))
        else:
            experiment = replace(whole, source=source, network=fitted(whole.network, source))
            self.change_experiment(experiment, text)

    def change_parameters(self, parameters: Parameters, text: str) -> None:
        """Put `parameters` in place of the newest, undoably; training pauses first.

        What is made of the newest parameters is made after `settle`: training goes on till then.
        In a damaged network the damage stays with what is changed.
        """
        self.branch_off()
        self.settle()
        if self.damaged:
            self.keep_damage(parameters, text)
            return
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
        self.show_past(None)
        if self.snapshot.updates:
            again = self._run.start_again(self._run.experiment)
            self.undo_stack.push(RunCommand(self, translate("Session", "Reset"), again))

    def open_run(self, run: Run, text: str = "") -> None:
        """Show `run` in place of the current one, undoably; `text` names that in the Edit menu."""
        self.undo_stack.push(RunCommand(self, text or translate("Session", "Open"), run))

    def request_update(self) -> None:
        """Ask for exactly one update with the next batch; training pauses first."""
        self.branch_off()
        self.set_training(False)
        self.update_requested.emit()

    def request_checkpoint(self) -> None:
        """Ask for a complete snapshot of the run, unless its newest is one.

        It is the newest when this returns, unless the backend did not answer soon.
        """
        if not self._run.snapshot.complete:
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
        self.branch_off()
        self.set_training(False)
        self.apply_requested.emit(inputs, targets)

    # What changes. Undo commands, the backend link and views set; everybody listens.

    def set_run(self, run: Run) -> Run:
        """Show `run`; return the one before, complete so that it can come back as it is now."""
        if run is self._run:
            self.show_past(None)
            return run
        self.settle()
        return self.go_on_as(self.latest(run))

    def call_run(self, name: str) -> None:
        """Give the run another name."""
        self._run = replace(self._run, name=name)

    def go_on_as(self, run: Run) -> Run:
        """Show `run`, which training goes on as, if it is on; return the one before."""
        one, other = self.experiment, run.experiment
        old, self._run, self._past = self._run, run, None
        other_data = (one.source, one.network.inputs) != (other.source, other.network.inputs)
        if other_data:
            self._example, self._chosen = self._no_example(), False
        # Told only when all of it has changed, the run first: what was chosen in the old one goes.
        self._telling_of_run = True
        self.live_changed.emit()
        self.run_changed.emit()
        self._telling_of_run = False
        if other_data:
            self.example_changed.emit()
        self.experiment_changed.emit()
        self._snapshot_is_new()
        return old

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> None:
        """Train on with these."""
        self.show_past(None)
        if hyperparameters != self.experiment.hyperparameters:
            self._run = self._run.changed(hyperparameters)
            self.experiment_changed.emit()

    def bring_back(self, left: Snapshot) -> None:
        """Go on from `left`, which differs by its slots alone; nothing if more was trained."""
        self.show_past(None)
        if not self._training and left.differs_by_slots(self._run.snapshot):
            self._run = self._run.at(left)
            self.parameters_changed.emit()
            self._snapshot_is_new()

    def set_source(self, source: Source) -> None:
        """Train on with the examples of `source`, which fits the network as it is."""
        self.show_past(None)
        if source != self.experiment.source:
            self._run = replace(self._run, experiment=replace(self._run.experiment, source=source))
            self.experiment_changed.emit()

    def set_by_hand(self, run: Run) -> Run:
        """Show `run`, the current one with other parameters; return it as it was."""
        self.show_past(None)
        self.settle()
        old, self._run = self._run, run
        self.parameters_changed.emit()
        self._snapshot_is_new()
        return old

    def set_snapshot(self, *snapshots: Snapshot) -> None:
        """Take the newest snapshots of the run, the last to be shown; the curve grows by each."""
        for snapshot in snapshots:
            old = self._run.snapshot
            if snapshot.updates < old.updates:  # training went back to where it was best
                self._run.history.cut(snapshot.epoch)
            self._run = self._run.at(snapshot)
            if snapshot.updates != old.updates:
                self._run = replace(self._run, computed_on=self._backend.device_title)
            # A complete one may come after one to draw, of the same moment.
            measured = [(one.updates, one.train[:2], one.test[:2]) for one in (old, snapshot)]
            if measured[0] != measured[1]:
                self._run.history.add(snapshot)
        self._snapshot_is_new()

    def go_back(self) -> None:
        """Go back to the newest complete snapshot, from which training goes on bit for bit."""
        exact = self._run.exact
        if exact is not self._run.snapshot:
            self._run = self._run.at(exact)
            self._run.history.cut(exact.epoch)
            self._snapshot_is_new()

    def take_proof(self, inputs: np.ndarray, proof: Proof) -> None:
        """Pass on what TensorFlow says of a batch, the very `inputs` that were asked about."""
        self.proof_received.emit(inputs, proof)

    def set_example(self, example: Example, chosen: bool = True) -> None:
        """Show `example`; not `chosen`: for want of one that somebody chose."""
        if example is self._example:
            return
        self._example, self._chosen = example, chosen and bool(example.origin)
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

    def _snapshot_is_new(self) -> None:
        if self._telling_of_run:
            return  # who has not heard of the run would take it for one of the old run: `set_run`
        self.newest_changed.emit()
        if self._past is None:
            self.snapshot_changed.emit()
            self.forward_changed.emit()

    def _no_example(self) -> Example:
        return Example(np.zeros(self.experiment.network.inputs, np.float32))
