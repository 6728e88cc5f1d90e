"""The one mutable owner of what the window shows; views render it and ask it for changes.

Setters compare, store and emit; there is one signal a noun. The session knows no widget and no
process: `gui/backend_link.py` carries its wishes to TensorFlow and brings the snapshots back.
"""

from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from core import datasets
from core.experiment import Experiment, Hyperparameters
from core.history import History
from core.parameters import initialise
from core.propagation import Forward, forward
from core.snapshot import Snapshot
from gui.undo import HyperparametersCommand, RunCommand

_UNDO_LIMIT = 100


@dataclass(frozen=True, eq=False)
class Example:
    """One input [inputs] float32, with its label where it is known.

    `source` is "pad", "train", "test" or "" (none chosen yet), `index` its place in that set.
    """

    inputs: np.ndarray
    label: int | None = None
    source: str = ""
    index: int = 0


@dataclass(frozen=True)
class BackendState:
    """What the backend process is doing, in a phase and a sentence.

    Phases: "loading" (TensorFlow is being imported), "ready", "compiling", "training" and "ended".
    `text` says what is wrong, if anything. `device` computes; `devices` are the (name, title) pairs
    to choose from, and `gpu_problem` says why a GPU that is there is not among them.
    """

    phase: str = "loading"
    text: str = ""
    device: str = ""
    devices: tuple[tuple[str, str], ...] = ()
    gpu_problem: str = ""


@dataclass(frozen=True, eq=False)
class Run:
    """A training and what it has come to: experiment, newest snapshot and curve."""

    experiment: Experiment
    snapshot: Snapshot
    history: History = field(default_factory=History)

    @staticmethod
    def start(experiment: Experiment) -> "Run":
        """The run that `experiment` begins: initial parameters, no step taken."""
        return Run(experiment, Snapshot(initialise(experiment.network, experiment.seed)))


class Session(QObject):
    """Run (experiment, snapshot, history), current example, device, and whether training is on."""

    run_changed = Signal()  # another run began or came back: everything below may differ
    experiment_changed = Signal()
    snapshot_changed = Signal()
    example_changed = Signal()
    forward_changed = Signal()  # after snapshot_changed or example_changed
    training_changed = Signal()
    backend_changed = Signal()
    device_changed = Signal()
    step_requested = Signal()

    def __init__(self, experiment: Experiment | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        # Each of these may hold a network's weights.
        self.undo_stack.setUndoLimit(_UNDO_LIMIT)
        self._run = Run.start(experiment or Experiment())
        self._training = False
        self._backend = BackendState()
        self._device = ""
        self._forward: Forward | None = None
        self._example = self._no_example()

    # What there is.

    @property
    def run(self) -> Run:
        return self._run

    @property
    def experiment(self) -> Experiment:
        return self._run.experiment

    @property
    def snapshot(self) -> Snapshot:
        return self._run.snapshot

    @property
    def history(self) -> History:
        return self._run.history

    @property
    def dataset(self) -> datasets.DatasetSpec:
        """What is known of the dataset without loading it."""
        return datasets.SPECS[self.experiment.dataset]

    @property
    def example(self) -> Example:
        return self._example

    @property
    def training(self) -> bool:
        """Whether training is wanted; `backend.phase` says whether it happens yet."""
        return self._training

    @property
    def backend(self) -> BackendState:
        return self._backend

    @property
    def device(self) -> str:
        """The device asked for by name; empty: whichever is best."""
        return self._device

    @property
    def forward(self) -> Forward:
        """The current example's way through the newest snapshot, as a batch of one."""
        if self._forward is None:
            self._forward = forward(
                self.experiment.network, self.snapshot.parameters, self._example.inputs[None]
            )
        return self._forward

    # What users ask for.

    def change_experiment(self, experiment: Experiment, text: str) -> None:
        """Train something else, undoably; `text` names the change in the Edit menu.

        Hyperparameters alone change in mid-training; anything else begins a new run.
        """
        old = self.experiment
        if experiment == old:
            return
        if replace(experiment, hyperparameters=old.hyperparameters) == old:
            command = HyperparametersCommand(
                self, text, old.hyperparameters, experiment.hyperparameters
            )
        else:
            command = RunCommand(self, text, Run.start(experiment))
        self.undo_stack.push(command)

    def reset(self) -> None:
        """Begin again with the same initial weights; undo brings the training back."""
        if self.snapshot.step:
            self.undo_stack.push(RunCommand(self, self.tr("Reset"), Run.start(self.experiment)))

    def open_run(self, run: Run) -> None:
        """Show `run`, read from a file, undoably."""
        self.undo_stack.push(RunCommand(self, self.tr("Open"), run))

    def request_step(self) -> None:
        """Ask for exactly one update; training pauses first."""
        self.set_training(False)
        self.step_requested.emit()

    # What changes. Undo commands, the backend link and views set; everybody listens.

    def set_run(self, run: Run) -> None:
        if run is self._run:
            return
        self.set_training(False)
        self._run = run
        self._forward = None
        if self._example.inputs.size != run.experiment.network.inputs:
            self._example = self._no_example()
            self.example_changed.emit()
        self.run_changed.emit()
        self.experiment_changed.emit()
        self._snapshot_is_new()

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> None:
        if hyperparameters == self.experiment.hyperparameters:
            return
        experiment = replace(self.experiment, hyperparameters=hyperparameters)
        self._run = Run(experiment, self._run.snapshot, self._run.history)
        self.experiment_changed.emit()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Take the newest snapshot of the current run; the curve grows by it."""
        self._run = Run(self.experiment, snapshot, self.history)
        self.history.add(snapshot)
        self._snapshot_is_new()

    def set_example(self, example: Example) -> None:
        if example is self._example:
            return
        self._example = example
        self._forward = None
        self.example_changed.emit()
        self.forward_changed.emit()

    def set_training(self, training: bool) -> None:
        if training != self._training:
            self._training = training
            self.training_changed.emit()

    def set_backend(self, backend: BackendState) -> None:
        if backend != self._backend:
            self._backend = backend
            self.backend_changed.emit()

    def set_device(self, device: str) -> None:
        if device != self._device:
            self._device = device
            self.device_changed.emit()

    def _snapshot_is_new(self) -> None:
        self._forward = None
        self.snapshot_changed.emit()
        self.forward_changed.emit()

    def _no_example(self) -> Example:
        return Example(np.zeros(self.experiment.network.inputs, np.float32))
