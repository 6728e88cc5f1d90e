"""One window's training in the backend: what messages make of it, and what it does between them."""

import queue
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from core.backend import messages
from core.backend.frames import MessageError
from core.backend.jobs import through_others
from core.backend.messages import PhaseName, ToBackend, ToWindow
from core.backend.pace import Limit, Pace, Unasked
from core.backend.packing import pack_proof, pack_snapshot, unpack_array, unpack_snapshot
from core.backend.pulse import Doing
from core.backend.reasons import reason_of
from core.backend.replay import Replays
from core.data import Source, load
from core.experiment import Experiment
from core.growth import grown_snapshot
from core.snapshot import Snapshot
from core.surgery import Change
from core.wording import Sentence, SentenceError

if TYPE_CHECKING:
    from core.backend.devices import Device
    from core.backend.growing import Growing
    from core.backend.stopping import Stopping
    from core.backend.trainer import Trainer
    from core.backend.watching import Watcher

_TEST_INTERVAL_S = 0.2
_TEST_SHARE = 0.03  # of the time may go into measuring the test set

Inbox: TypeAlias = "queue.SimpleQueue[ToBackend | MessageError]"


class Worker:
    """One window's training. `inbox` gives its messages, or a MessageError that ends it all.

    `clock` returns the seconds that updates are limited by; `doing` is told what is done.
    """

    def __init__(
        self,
        inbox: Inbox,
        send: Callable[[ToWindow], None],
        found: "tuple[Device, ...]",
        clock: Callable[[], float] = time.monotonic,
        doing: Doing | None = None,
    ) -> None:
        self._inbox = inbox
        self._doing = doing or Doing()
        self._send = send
        self._devices = found
        self._trainer: Trainer | None = None
        self._watcher: Watcher | None = None  # there where the trainer is
        self._stopping: Stopping | None = None  # there while it trains
        self._stops = True  # a training that is found to be sick
        self._run = 0
        self._asked = self._device = ""  # the device that is asked for, and that computes
        self._training = False
        self._credit = True
        self._news = False  # something the window has not been shown
        self._compiled = False
        self._test_due = 0.0
        self._test_took = 0.0
        self._pace = Pace()
        self._unasked = Unasked()
        self._limit = Limit(clock=clock)
        self._growing: Growing | None = None  # what is compiled beside the training
        self._source: Source | None = None  # to go on with: while one is drawn, many come
        self._replays = Replays(send, self._known)  # of updates that somebody looks at

    def serve(self) -> None:
        """Handle messages until Quit; in between, train. MessageError: nonsense was read."""
        others = self._inbox, self._send, self._devices, self._doing
        while not isinstance(message := through_others(self._next(), *others), messages.Quit):
            if isinstance(message, MessageError):
                raise message
            self._doing.begin("working")
            self._guarded(message)

    def _next(self) -> ToBackend | MessageError | None:
        """Return the next message; None if there is none and a trainer has something to do."""
        self._doing.begin("waiting")
        waiting = self._source is not None
        idle = self._trainer is None or (self._compiled and not self._training and not waiting)
        if idle and not self._replays.pending:
            return self._inbox.get()
        limited = self._compiled and not waiting and not self._replays.pending
        wait = self._limit.wait_s if limited else 0.0
        try:
            return self._inbox.get(block=wait > 0, timeout=wait)
        except queue.Empty:
            return None

    def _handle(self, message: ToBackend) -> None:
        match message:
            case messages.Start():
                self._start(message)
            case messages.Drawn():
                self._credit = True
            case messages.SetPace(most):
                self._limit.change(most)
            case messages.SetWatch(stops):
                self._stops = stops
            case messages.Replay():
                self._replays.take(message, self._tensorflow_device)
            case messages.SetSource(source) if self._trainer:
                self._source = source
            case _ if self._trainer:
                self._tell(self._with_newest_source(self._trainer), message)

    def _tell(self, trainer: "Trainer", message: ToBackend) -> None:
        """Handle a message that needs the trainer."""
        match message:
            case messages.Train(on):
                self._set_training(trainer, on)
            case messages.UpdateOnce():
                self._set_training(trainer, False)
                self._update(trainer, 1)
                self._measure_test(trainer)
            case messages.CheckGradients(run, inputs, targets) if run == self._run:
                # Credit or not: what is proved is the snapshot that the window then has.
                if self._news:
                    self._show(trainer)
                proof = trainer.check_gradients(unpack_array(inputs), unpack_array(targets))
                self._send(pack_proof(self._run, proof))
            case messages.Apply(run, inputs, targets) if run == self._run:
                self._set_training(trainer, False)
                trainer.apply(unpack_array(inputs), unpack_array(targets))
                self._measure_test(trainer)
            case messages.AskCheckpoint(run, every, more) if run == self._run:
                if more:
                    self._unasked.ask(every, more)
                self._send_checkpoint(trainer)
            case messages.SetHyperparameters(hyperparameters):
                if trainer.set_hyperparameters(hyperparameters):
                    # How long an update now takes is not known.
                    self._compiled, self._pace = False, Pace()
                self._send(messages.Changed(self._run, trainer.updates, hyperparameters))
                if self._watcher:
                    self._watcher.look_again()
                self._move(trainer)
            case messages.Grow(run, changes) if run == self._run and self._training:
                self._grow(trainer, changes)
            case messages.SetDevice(device):
                self._asked = device
                self._move(trainer, always=True)

    def _start(self, message: messages.Start) -> None:
        self._run, self._trainer, self._training = message.run, None, False
        self._news, self._source, self._growing = False, None, None
        self._asked = message.device
        self._make_trainer(message.experiment, unpack_snapshot(message.snapshot), self._asked)

    def _make_trainer(self, experiment: Experiment, snapshot: Snapshot, name: str) -> "Trainer":
        from core.backend import devices
        from core.backend.trainer import Trainer
        from core.backend.watching import Watcher

        self._compiled, self._pace = False, Pace()
        device = devices.choose(name, self._devices, experiment)
        self._device = device.name
        examples = None if experiment.source is None else load(experiment.source)
        self._trainer = Trainer(experiment, examples, snapshot, device.tensorflow_name)
        self._watcher = Watcher(experiment, examples, snapshot)
        if self._stopping:
            self._stopping.forget()
        return self._trainer

    def _move(self, trainer: "Trainer", always: bool = False) -> None:
        """Go on on the device that is wished for now, where that is another one, or `always`.

        Where the best is wished for, another batch may have made another one the quickest.
        """
        from core.backend import devices

        device = devices.choose(self._asked, self._devices, trainer.experiment)
        if always or device.name != self._device:
            self._growing = None
            snapshot = trainer.snapshot(complete=True)
            self._make_trainer(trainer.experiment, snapshot, self._asked)

    def _with_newest_source(self, trainer: "Trainer") -> "Trainer":
        """Return the trainer to go on with: of the sources that have come the newest counts."""
        source, self._source = self._source, None
        if source is None or source == trainer.experiment.source:
            return trainer
        compiled, snapshot = self._compiled, trainer.snapshot(complete=True)
        experiment, pace = replace(trainer.experiment, source=source), self._pace
        self._send(messages.Changed(self._run, snapshot.updates, source=source))
        now = self._make_trainer(experiment, snapshot, self._device)
        if compiled and now.compiled_for == trainer.compiled_for:
            self._compiled, self._pace = True, pace
            if not self._training:  # else it is measured when its time has come
                self._measure_test(now)
        return now

    def _grow(self, trainer: "Trainer", changes: tuple[Change, ...]) -> None:
        """Begin to compile what the network becomes; it trains on as it is."""
        from core.backend.growing import Growing

        self._growing = Growing(trainer, changes, self._tensorflow_device)

    @property
    def _tensorflow_device(self) -> str:
        from core.backend import devices

        return devices.choose(self._device, self._devices).tensorflow_name

    def _grown(self, trainer: "Trainer") -> "Trainer":
        """Return the trainer to go on with: the grown one, once it is compiled."""
        growing = self._growing
        if growing is None or not growing.ended:
            return trainer
        self._growing = None
        if growing.trouble:
            raise growing.trouble
        if not growing.fits(trainer):  # what is compiled in was changed meanwhile
            self._grow(trainer, growing.changes)
            return trainer
        before = trainer.snapshot(complete=True)
        experiment, after = grown_snapshot(trainer.experiment, before, growing.changes)
        now = self._make_trainer(experiment, after, self._device)
        self._compiled, self._news = True, False
        optimizer = experiment.hyperparameters.optimizer
        self._send(
            messages.Grown(self._run, optimizer, pack_snapshot(before), pack_snapshot(after))
        )
        self._say("training")
        return now

    def _work(self, trainer: "Trainer") -> None:
        """Compile if that is to be done, else train for about one frame of the display.

        Between two sources that are drawn the network learns, however fast they come.
        """
        trainer = self._grown(self._with_newest_source(trainer))
        if not self._compiled:
            self._compile(trainer)
        elif self._training:
            self._train(trainer)

    def _compile(self, trainer: "Trainer") -> None:
        self._say("compiling")
        self._doing.begin("compiling")
        trainer.compile()
        self._doing.begin("working")
        self._compiled = True
        if not self._training:
            self._measure_test(trainer)
        self._test_due = 0.0
        self._say("training" if self._training else "ready")

    def _train(self, trainer: "Trainer") -> None:
        assert self._stopping
        most = int(min(self._pace.updates, self._stopping.room(trainer)))
        updates, start = self._limit.allowed(most), time.perf_counter()
        if not updates:
            return
        self._update(trainer, updates)
        now = time.perf_counter()
        if updates == self._pace.updates:
            self._pace.took(updates, now - start)
        due = self._unasked.due(updates, now - start)
        self._news = True
        if now >= self._test_due or not trainer.loss_is_finite:
            self._measure_test(trainer, lost=not trainer.loss_is_finite)
        if self._training and (reason := self._stopping.look(trainer)):
            self._finish(trainer, reason)
        # Last of all: with a snapshot, what was measured while training is forgotten.
        if due and self._training:
            self._send_checkpoint(trainer, asked=False)

    def _finish(self, trainer: "Trainer", reason: Sentence) -> None:
        """Stop the training, as was wished; the window hears why before it sees where it is."""
        self._training = False
        self._say("ready")
        self._send(messages.Finished(self._run, reason))
        self._measure_test(trainer)

    def _update(self, trainer: "Trainer", updates: int) -> None:
        self._doing.begin("updating")
        trainer.run(updates)
        self._doing.begin("working")

    def _measure_test(self, trainer: "Trainer", lost: bool = False) -> None:
        """Measure the test set, and whether the training is healthy; stop it where it is not."""
        start = time.perf_counter()
        test = trainer.measure_test()
        assert self._watcher
        finding = self._watcher.look(trainer, test, lost)
        now = time.perf_counter()
        # The first time TensorFlow sets itself up: the quicker of two says what it costs.
        cost = min(now - start, self._test_took)
        self._test_took = now - start
        self._test_due = now + max(_TEST_INTERVAL_S, cost / _TEST_SHARE)
        self._news = True
        stopped = self._training and finding is not None and (self._stops or lost)
        if stopped:
            self._training = False
            self._say("ready")
        healthy, remarks = self._watcher.healthy, self._watcher.remarks
        self._send(messages.Health(self._run, healthy, remarks, finding, stopped))

    def _known(self, other: "Trainer") -> int:
        """Return how many updates another trainer makes in a call, where it has the same loop."""
        here = self._trainer
        same = here and self._compiled and other.compiled_for == here.compiled_for
        return self._pace.updates if same else 1

    def _send_checkpoint(self, trainer: "Trainer", asked: bool = True) -> None:
        optimizer = trainer.hyperparameters.optimizer
        snapshot = pack_snapshot(trainer.snapshot(complete=True))
        self._send(messages.Checkpoint(self._run, optimizer, snapshot, asked))
        self._unasked.taken()
        self._news = self._news and not asked  # what nobody asked for is not drawn

    def _set_training(self, trainer: "Trainer", on: bool) -> None:
        from core.backend.stopping import Stopping

        if on == self._training:
            return
        self._training, self._growing, self._unasked = on, None, Unasked()
        if on:
            self._stopping = Stopping(trainer)
            self._limit.begin()
        else:
            self._measure_test(trainer)
        if self._compiled:
            self._say("training" if on else "ready")

    def _show(self, trainer: "Trainer") -> None:
        self._send(messages.NewSnapshot(self._run, pack_snapshot(trainer.snapshot())))
        self._credit = self._news = False

    def _say(self, phase: PhaseName) -> None:
        from core.backend.loop import training_loop

        loops = training_loop.cache_info().misses
        self._send(messages.Phase(self._run, phase, self._device, loops))

    def _guarded(self, message: ToBackend | None) -> None:
        """Handle the message, or train; then show what is new, if the window waits for it.

        What fails is told to the window, which may start again; nothing goes on by half.
        """
        try:
            if message is not None:
                self._handle(message)
            else:
                self._replays.work()
                if self._trainer:
                    self._work(self._trainer)
            if self._news and self._credit and self._trainer:
                self._show(self._trainer)
        except Exception as error:
            self._trainer, self._training, self._news = None, False, False
            if not isinstance(error, SentenceError):
                traceback.print_exc()
            self._send(messages.Stopped(self._run, reason_of(error), lost=True))
