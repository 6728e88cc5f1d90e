"""Between session and backend: wishes become messages, snapshots become the session's.

Every run has a number, and what arrives for another than the current one is ignored.
"""

import math
from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.backend.message_parts import MAX_BODY
from core.backend.messages import (
    Apply,
    AskCheckpoint,
    Changed,
    Checkpoint,
    Drawn,
    Finished,
    GradientsChecked,
    Grow,
    Grown,
    Health,
    NewSnapshot,
    Phase,
    Ready,
    SetDevice,
    SetHyperparameters,
    SetPace,
    SetSource,
    SetWatch,
    Start,
    Stopped,
    ToWindow,
    Train,
    UpdateOnce,
)
from core.backend.packing import (
    longest,
    longest_growth,
    pack_array,
    pack_snapshot,
    unpack_snapshot,
)
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.parameters import check
from core.run import Run
from core.sentences import plain
from core.snapshot import Snapshot
from core.surgery import Change
from gui.backend_process import BackendProcess, Outcome
from gui.backend_state import BackendState
from gui.checkpoints import Checkpoints
from gui.coming import Coming
from gui.errors import sentence
from gui.questions import Questions
from gui.session import Session
from gui.translation import worded

_BY_HAND_MS = 100  # of rest, and the backend hears of parameters that were changed by hand
# TensorFlow keeps every loop that it compiled, 6 MB and more each. With so many, another backend
# takes the place of this one before it compiles the next.
MOST_LOOPS = 24


class BackendLink(QObject):
    """Keeps the backend process doing what the session wants."""

    health_told = Signal(object)  # core.backend.messages.Health of the current run
    finished = Signal(str)  # training has stopped as was wished: why, in a sentence
    begun = Signal(object)  # the backend goes on from where this core.run.Run stands
    recorded = Signal(object)  # a Changed or a Checkpoint of the current run

    def __init__(
        self, session: Session, process: BackendProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._process = process
        self._number = 0  # of the run
        self._experiment = session.live.experiment  # as the backend has it
        self._adopted: Run | None = None  # shown next: what the backend goes on as
        self._lost = False  # the backend has no network to train: it needs a new Start
        self._loaded = False  # the backend has TensorFlow, and answers
        self._loops = 0  # that the backend has compiled
        self._stops = True  # a training that is found to be sick
        self._questions = Questions()
        self.is_recorded = False  # more complete snapshots come while it trains, unasked
        self.coming = Coming(session, lambda: process.send(Drawn()), self)
        self.checkpoints = Checkpoints(
            session,
            lambda which: process.send(AskCheckpoint(self._number, *which)),
            process.wait_until,
            lambda: self.is_recorded,
            self,
        )
        # Told what a snapshot has become by changes that were sent; False: nobody wants them.
        self.take_growth: Callable[[Snapshot, Snapshot], bool] = lambda before, after: False
        self._by_hand = QTimer(self, singleShot=True, interval=_BY_HAND_MS)
        self._by_hand.timeout.connect(self.start_if_lost)
        # Asked while parameters are changed by hand: it waits until they rest.
        self._waiting: tuple[np.ndarray, np.ndarray] | None = None
        session.live_changed.connect(self._change_run)
        session.device_changed.connect(self._send_device)
        session.experiment_changed.connect(self._send_experiment)
        session.parameters_changed.connect(self._lose)
        session.pace_changed.connect(self._send_pace)
        session.training_changed.connect(self._send_training)
        session.update_requested.connect(self._send_update)
        session.checkpoint_requested.connect(self._wait_for_checkpoint)
        session.proof_requested.connect(self._send_question)
        session.apply_requested.connect(self._send_apply)
        process.received.connect(self._take)
        process.ended.connect(self._end)

    def start(self) -> None:
        """Start the backend, or another in its place, from the newest complete snapshot.

        A training that was on when the backend was lost goes on.
        """
        before = self._session.backend
        runs = before.may_be_replaced and before.phase != "ended"
        self._session.set_backend(BackendState())
        self._begin(self._process.replace if runs else self._process.start)
        self._start_run()
        if before.goes_on:
            self._session.set_training(True)

    def start_if_lost(self) -> None:
        """Start the run again where the backend has it not, or with other parameters."""
        if self._lost:
            self._start_again()

    def stop_sick(self, on: bool) -> None:
        """Have a training that is found to be sick stopped; else it is only told."""
        self._stops = on
        self._process.send(SetWatch(on))

    def _begin(self, start: Callable[[], None]) -> None:
        """Have the process `start` a backend, of which nothing is known yet."""
        self.coming.stop()
        self._loaded, self._loops = False, 0
        start()

    def send_growth(self, changes: tuple[Change, ...], network: Network) -> bool:
        """Have the backend make changes in mid-training, to `network`; False: it cannot now."""
        session = self._session
        length = longest_growth(session.live.snapshot.parameters, network)
        full, busy = self._loops >= MOST_LOOPS, session.backend.phase != "training"
        if self._lost or not self._loaded or full or busy or length > MAX_BODY:
            return False
        self._process.expect(length)
        self._process.send(Grow(self._number, changes))
        return True

    def adopt(self, run: Run) -> None:
        """Take `run`, which is shown next, for what the backend has gone on as."""
        self._adopted = run

    def _take_growth(self, message: Grown) -> None:
        self.coming.show()
        before, after = unpack_snapshot(message.before), unpack_snapshot(message.after)
        try:
            check(before.parameters, self._session.live.experiment.network)
            if message.optimizer != self._session.live.experiment.hyperparameters.optimizer:
                # Another was chosen meanwhile, which begins with empty slots.
                before, after = (replace(one, slots=None) for one in (before, after))
            for one in (before, after):
                one.check_slots(message.optimizer)
            wanted = self.take_growth(before, after)
        except ValueError as error:
            self._process.refuse(sentence(error))
            return
        if not wanted:  # it was taken back too late: the backend is led back
            self.checkpoints.forget()
            self._lose()
            self._session.set_snapshot(before)

    def _change_run(self) -> None:
        if self._session.live is self._adopted:
            self._experiment, self._adopted = self._session.live.experiment, None
            return
        self._change_backend(goes_on=False)  # it was another that trained
        self._start_run()

    def _start_run(self) -> None:
        session = self._session
        if self._is_full:
            self._begin(self._process.replace)
            self._change_backend(phase="compiling", text="")
        self.coming.forget()
        session.go_back()
        self._number += 1
        self._lost = False
        self._by_hand.stop()
        self._waiting = None
        self._questions.forget()
        self.checkpoints.forget()
        self._experiment = session.live.experiment
        if math.isfinite(session.pace):
            self._send_pace()
        if not self._stops:
            self._process.send(SetWatch(False))
        snapshot = pack_snapshot(session.live.snapshot)
        self._process.expect(longest(session.live.snapshot.parameters))
        self._process.send(Start(self._number, session.live.experiment, session.device, snapshot))
        self.begun.emit(session.live)
        if session.training:
            self._send_train()

    @property
    def _is_full(self) -> bool:
        """Whether the next loop is to be compiled, and the backend has all it may hold."""
        if self._loops < MOST_LOOPS:
            return False
        compiled, wanted = (
            (one.network, one.source, one.hyperparameters.compiled_in)
            for one in (self._experiment, self._session.live.experiment)
        )
        return compiled != wanted

    def _send_device(self) -> None:
        if self._lost:
            self._start_again()
        else:
            self._process.send(SetDevice(self._session.device))

    def _send_pace(self) -> None:
        self._process.send(SetPace(self._session.pace))

    def _send_experiment(self) -> None:
        """Send what can change while training: hyperparameters and source."""
        old, new = self._experiment, self._session.live.experiment
        if old == new:
            return
        if new.hyperparameters.optimizer != old.hyperparameters.optimizer:
            self.coming.drop_slots()
        if self._is_full:
            self._wait_for_checkpoint()
        if self._lost or self._is_full:
            self._start_again()
            return
        self._experiment = new
        if new.hyperparameters != old.hyperparameters:
            self._process.send(SetHyperparameters(new.hyperparameters))
        if new.source is not None and new.source != old.source:
            self._process.send(SetSource(new.source))

    def _lose(self) -> None:
        """Take note that the backend has other parameters: it needs a Start, soon."""
        self._lost = True
        self._change_backend(goes_on=False)  # nobody trains what is changed by hand
        self._number += 1  # what it still says is of the old ones
        self.coming.forget()
        self._questions.forget()
        self._waiting = None
        self._by_hand.start()

    def _start_again(self) -> None:
        """Start the run for a backend that has it not, or not so; what was asked meanwhile, too."""
        question = self._waiting
        self._start_run()
        if question:
            self._send_question(*question)

    def _send_training(self) -> None:
        session = self._session
        if session.training and session.backend.phase == "ended":
            self.start()
        elif session.training and self._lost:
            self._start_run()
        elif session.training:
            self._send_train()
        if session.training:
            self.checkpoints.begin()
        else:
            self._process.send(Train(False))
            self.checkpoints.end()

    def _send_train(self) -> None:
        self._process.send(Train(True))
        if self.is_recorded:  # the first checkpoints come soon
            self.checkpoints.ask_regularly()

    def _send_update(self) -> None:
        self.start_if_lost()
        self._process.send(UpdateOnce())
        self.checkpoints.ask()

    def _wait_for_checkpoint(self) -> None:
        silent = self._session.backend.silent_s > 0
        if self._lost or not self._loaded or silent or self.checkpoints.in_vain:
            return  # nobody answers
        self.coming.show()
        self.checkpoints.wait()

    def _send_question(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        if self._by_hand.isActive():
            self._waiting = inputs, targets
            return
        self.start_if_lost()
        slots = OPTIMIZERS[self._experiment.hyperparameters.optimizer].slot_count
        self._process.send(self._questions.ask(self._number, inputs, targets, slots))

    def _send_apply(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        self.start_if_lost()
        self._process.send(Apply(self._number, pack_array(inputs), pack_array(targets)))
        self.checkpoints.ask()

    def _take(self, message: ToWindow) -> None:
        self.checkpoints.hear(message)
        match message:
            case Ready():
                self._loaded = True
                loading = self._session.backend.phase == "loading"
                self._change_backend(
                    phase="ready" if loading else self._session.backend.phase,
                    devices=tuple((plain(name), plain(title)) for name, title in message.devices),
                    gpu_problem=worded(message.gpu_problem) if message.gpu_problem else "",
                )
            case NewSnapshot(run, snapshot):
                self.coming.expect_drawing()
                if run == self._number:
                    self._take_snapshot(unpack_snapshot(snapshot))
                else:
                    self.coming.give_credit()
            case Checkpoint(run) if run == self._number:
                self.checkpoints.come(message.asked)
                self._take_checkpoint(message)
            case Changed(run) if run == self._number:
                self.recorded.emit(message)
            case Grown(run) if run == self._number:
                self._take_growth(message)
            case Health(run, _, _, _, stopped) if run == self._number:
                if stopped:
                    self.coming.show()
                    self._session.set_training(False)
                self.health_told.emit(message)
            case Finished(run, reason) if run == self._number:
                self.coming.show()
                self._session.set_training(False)
                self.finished.emit(worded(reason))
            case GradientsChecked(run) if run == self._number:
                self._take_proof(message)
            case Phase(run, phase, device, loops) if run == self._number:
                self._loops = loops
                self._change_backend(phase=phase, text="", device=device)
            case Stopped(run, reason, lost) if run == self._number:
                self._lost = lost
                self.coming.show()
                self._session.set_training(False)
                self._change_backend(phase="ready", text=worded(reason))

    def _take_snapshot(self, snapshot: Snapshot) -> None:
        try:
            check(snapshot.parameters, self._session.live.experiment.network)
        except ValueError as error:
            self._process.refuse(sentence(error))
        else:
            self.coming.add(snapshot, at_once=self.checkpoints.awaited)

    def _take_checkpoint(self, message: Checkpoint) -> None:
        now, snapshot = self._session.live.experiment, unpack_snapshot(message.snapshot)
        # Another optimizer may have been chosen meanwhile: its slots come with the next one.
        fits = message.optimizer == now.hyperparameters.optimizer
        try:
            if message.optimizer in OPTIMIZERS:
                snapshot.check_slots(message.optimizer)
            check(snapshot.parameters, now.network)
        except ValueError as error:
            self._process.refuse(sentence(error))
            return
        self.recorded.emit(message)
        if fits and message.asked:
            self.coming.add(snapshot, at_once=self.checkpoints.awaited)

    def _take_proof(self, message: GradientsChecked) -> None:
        self.coming.show()
        try:
            inputs, proof = self._questions.answered(message, self._session.live.experiment.network)
        except ValueError as error:
            self._process.refuse(sentence(error))
        else:
            self._session.take_proof(inputs, proof)

    def _end(self, outcome: Outcome) -> None:
        self.coming.stop()
        self.coming.show()
        if not outcome.expected:
            self._loaded, self._loops = False, 0
            goes_on = self._session.training
            self._session.set_training(False)
            lost = self._session.backend.lost(outcome.text, outcome.log, goes_on)
            self._session.set_backend(lost)

    def _change_backend(self, **changes: str | bool | tuple[tuple[str, str], ...]) -> None:
        self._session.set_backend(self._session.backend.changed(**changes))
