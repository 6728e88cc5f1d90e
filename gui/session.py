"""The one mutable owner of what the window shows; views render it and ask it for changes.

Setters compare, store and emit; there is one signal a noun. The session knows no widget and no
process: `gui/backend_link.py` carries its wishes to TensorFlow and brings the snapshots back.
"""

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from core import datasets
from core.experiment import Experiment, Hyperparameters
from core.history import History
from core.parameters import Parameters, initialise, shapes
from core.propagation import Backward, Forward, backward, forward, one_hot
from core.snapshot import Snapshot
from core.walkthrough import Proof
from gui.undo import HyperparametersCommand, RunCommand

_UNDO_LIMIT = 100


class Example(Struct, frozen=True, eq=False):
    """One input [inputs] float32, with its label where it is known.

    `source` is "pad", "train", "test" or "" (none chosen yet), `index` its place in that set.
    """

    inputs: np.ndarray
    label: int | None = None
    source: str = ""
    index: int = 0


class BackendState(Struct, frozen=True):
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


class Run(Struct, frozen=True, eq=False):
    """A training and what it has come to: experiment, newest snapshot and curve.

    `given` are the parameters it began with; None: those that the seed of the experiment draws.
    """

    experiment: Experiment
    snapshot: Snapshot
    history: History = field(default_factory=History)
    given: Parameters | None = None

    @staticmethod
    def start(experiment: Experiment, given: Parameters | None = None) -> "Run":
        """The run that `experiment` begins: initial parameters, no step taken."""
        parameters = given or initialise(experiment.network, experiment.seed)
        return Run(experiment, Snapshot(parameters), given=given)

    def start_again(self, experiment: Experiment) -> "Run":
        """The run that `experiment` begins: as this one did, unless it draws other parameters."""
        drawn_from = [
            (shapes(one.network), one.network.initialiser, one.seed)
            for one in (self.experiment, experiment)
        ]
        return Run.start(experiment, self.given if drawn_from[0] == drawn_from[1] else None)

    def initial_parameters(self) -> Parameters:
        """Return the parameters before the first step, drawn again if they were not given."""
        return self.start_again(self.experiment).snapshot.parameters


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
    # For a batch: inputs float32 [examples, inputs], labels tuple[int, ...].
    proof_requested = Signal(object, object)
    update_requested = Signal(object, object)
    proof_received = Signal(object, object)  # the very inputs asked about, core.walkthrough.Proof

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
        self._backward: Backward | None = None
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

    @property
    def backward(self) -> Backward | None:
        """The current example's way back, with its gradients; None: its label is not known."""
        if self._backward is None and self._example.label is not None:
            network = self.experiment.network
            targets = one_hot(np.array([self._example.label]), network.sizes[-1])
            self._backward = backward(network, self.snapshot.parameters, self.forward, targets)
        return self._backward

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
            command = RunCommand(self, text, self._run.start_again(experiment))
        self.undo_stack.push(command)

    def reset(self) -> None:
        """Begin again with the same initial weights; undo brings the training back."""
        if self.snapshot.step:
            again = self._run.start_again(self.experiment)
            self.undo_stack.push(RunCommand(self, self.tr("Reset"), again))

    def open_run(self, run: Run, text: str = "") -> None:
        """Show `run` in place of the current one, undoably; `text` names that in the Edit menu."""
        self.undo_stack.push(RunCommand(self, text or self.tr("Open"), run))

    def request_step(self) -> None:
        """Ask for exactly one update; training pauses first."""
        self.set_training(False)
        self.step_requested.emit()

    def request_proof(self, inputs: np.ndarray, labels: tuple[int, ...]) -> None:
        """Ask TensorFlow for loss and gradients of a batch: inputs float32 [examples, inputs].

        The answer comes by `proof_received` with the same `inputs`, after the snapshot of its
        step; none when another run or device begins, or the backend ends, before it.
        """
        self.proof_requested.emit(inputs, labels)

    def request_update(self, inputs: np.ndarray, labels: tuple[int, ...]) -> None:
        """Ask for exactly one update with the mean gradient of a batch; training pauses first."""
        self.set_training(False)
        self.update_requested.emit(inputs, labels)

    # What changes. Undo commands, the backend link and views set; everybody listens.

    def set_run(self, run: Run) -> None:
        if run is self._run:
            return
        self.set_training(False)
        old, self._run = self._run, run
        self._forward = self._backward = None
        other_dataset = run.experiment.dataset != old.experiment.dataset
        if other_dataset:
            self._example = self._no_example()
        # Told only when all of it has changed, the run first: what was chosen in the old one goes.
        self.run_changed.emit()
        if other_dataset:
            self.example_changed.emit()
        self.experiment_changed.emit()
        self._snapshot_is_new()

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> None:
        if hyperparameters == self.experiment.hyperparameters:
            return
        experiment = replace(self.experiment, hyperparameters=hyperparameters)
        self._run = Run(experiment, self._run.snapshot, self._run.history, self._run.given)
        self.experiment_changed.emit()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Take the newest snapshot of the current run; the curve grows by it."""
        self._run = Run(self.experiment, snapshot, self.history, self._run.given)
        self.history.add(snapshot)
        self._snapshot_is_new()

    def take_proof(self, inputs: np.ndarray, proof: Proof) -> None:
        """Pass on what TensorFlow says of a batch, the very `inputs` that were asked about."""
        self.proof_received.emit(inputs, proof)

    def set_example(self, example: Example) -> None:
        if example is self._example:
            return
        self._example = example
        self._forward = self._backward = None
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
        self._forward = self._backward = None
        self.snapshot_changed.emit()
        self.forward_changed.emit()

    def _no_example(self) -> Example:
        return Example(np.zeros(self.experiment.network.inputs, np.float32))
