"""Between session and backend: wishes become messages, snapshots become the session's.

Every run has a number, and what arrives for another than the current one is ignored.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from core.backend.messages import (
    Drawn,
    NewSnapshot,
    Phase,
    Ready,
    SetHyperparameters,
    Start,
    Step,
    Stopped,
    ToWindow,
    Train,
    pack_snapshot,
    unpack_snapshot,
)
from gui.backend_process import BackendProcess, Outcome
from gui.session import BackendState, Session

# Where nothing draws (the window is minimised, the diagram hidden) snapshots still come.
_UNSEEN_MS = 250


class BackendLink(QObject):
    """Keeps the backend process doing what the session wants."""

    def __init__(
        self, session: Session, process: BackendProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._process = process
        self._run = 0
        self._hyperparameters = session.experiment.hyperparameters
        self._lost = False  # the backend has no network to train: it needs a new Start
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN_MS)
        self._unseen.timeout.connect(lambda: process.send(Drawn()))
        session.run_changed.connect(self._start_run)
        session.device_changed.connect(self._start_run)
        session.experiment_changed.connect(self._send_hyperparameters)
        session.training_changed.connect(self._send_training)
        session.step_requested.connect(self._send_step)
        process.received.connect(self._take)
        process.ended.connect(self._end)

    def start(self) -> None:
        """Start the backend, or start it again, with the newest weights."""
        self._session.set_backend(BackendState())
        self._unseen.stop()
        self._process.start()
        self._start_run()

    def give_credit(self) -> None:
        """Say that the newest snapshot was drawn: the backend may send one more."""
        # The timer runs from a snapshot's arrival until its credit is given.
        if self._unseen.isActive():
            self._unseen.stop()
            self._process.send(Drawn())

    def _start_run(self) -> None:
        session = self._session
        self._run += 1
        self._lost = False
        self._hyperparameters = session.experiment.hyperparameters
        self._process.send(
            Start(self._run, session.experiment, session.device, pack_snapshot(session.snapshot))
        )
        if session.training:
            self._process.send(Train(True))

    def _send_hyperparameters(self) -> None:
        hyperparameters = self._session.experiment.hyperparameters
        if hyperparameters == self._hyperparameters:
            return
        self._hyperparameters = hyperparameters
        if self._lost:
            self._start_run()
        else:
            self._process.send(SetHyperparameters(hyperparameters))

    def _send_training(self) -> None:
        session = self._session
        if session.training and session.backend.phase == "ended":
            self.start()
        elif session.training and self._lost:
            self._start_run()
        else:
            self._process.send(Train(session.training))

    def _send_step(self) -> None:
        if self._lost:
            self._start_run()
        self._process.send(Step())

    def _take(self, message: ToWindow) -> None:
        match message:
            case Ready():
                self._change_backend(
                    phase="ready",
                    devices=message.devices,
                    gpu_problem=message.gpu_problem or "",
                )
            case NewSnapshot(run, snapshot):
                self._unseen.start()
                if run == self._run:
                    self._session.set_snapshot(unpack_snapshot(snapshot))
                else:
                    self.give_credit()
            case Phase(run, phase, device) if run == self._run:
                self._change_backend(phase=phase, text="", device=device)
            case Stopped(run, reason, lost) if run == self._run:
                self._lost = lost
                self._session.set_training(False)
                self._change_backend(phase="ready", text=reason)

    def _end(self, outcome: Outcome) -> None:
        self._unseen.stop()
        self._session.set_training(False)
        if not outcome.expected:
            self._change_backend(phase="ended", text=outcome.text)

    def _change_backend(self, **changes) -> None:
        self._session.set_backend(replace(self._session.backend, **changes))
