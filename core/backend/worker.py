"""The backend process: reads messages from standard input, trains, answers on standard output.

TensorFlow is imported after the first bytes could be read, so the window never waits for it. The
process ends when it is told to, or when its standard input does: it never outlives the window.
"""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from msgspec.structs import replace

from core.backend.messages import (
    Apply,
    AskCheckpoint,
    CheckGradients,
    Checkpoint,
    Drawn,
    FrameReader,
    Health,
    MessageError,
    NewSnapshot,
    Phase,
    PhaseName,
    Quit,
    Ready,
    SetDevice,
    SetHyperparameters,
    SetPace,
    SetSource,
    SetWatch,
    Start,
    Stopped,
    ToBackend,
    ToWindow,
    Train,
    UpdateOnce,
    frame,
    pack_proof,
    pack_snapshot,
    unpack_array,
    unpack_snapshot,
)
from core.backend.pace import Limit, Pace
from core.data import Source, load
from core.experiment import Experiment
from core.heavy_imports import heavy_imports, quiet_loading
from core.sentences import plain
from core.signals import leave_terminal_to_parent
from core.snapshot import Snapshot
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

if TYPE_CHECKING:
    from core.backend.devices import Device
    from core.backend.trainer import Trainer
    from core.backend.watching import Watcher

NOT_FINITE = QT_TRANSLATE_NOOP(
    "Core",
    "Training stopped after {updates:,} updates: the loss is no longer a finite number."
    " A smaller learning rate usually helps; Reset begins again.",
)
_PATIENCE_S = 1.0  # for the main thread to end in good order, once nobody speaks any more
_TEST_INTERVAL_S = 0.2
_TEST_SHARE = 0.03  # of the time may go into measuring the test set

_Inbox: TypeAlias = "queue.SimpleQueue[ToBackend | MessageError]"


def main() -> int:
    """Serve one window. Returns the exit code: 0 told to end, 2 nonsense was read."""
    # Ctrl+C in a terminal reaches this process, too; but the window says when to end.
    leave_terminal_to_parent()
    output = _take_stdout()
    inbox: _Inbox = queue.SimpleQueue()
    loaded = threading.Event()
    threading.Thread(target=_read, args=(inbox.put, loaded), daemon=True).start()

    # A pipe holds less than a snapshot: training does not wait until the window has read it.
    outbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    writer = threading.Thread(target=_write, args=(output, outbox.get, inbox.put), daemon=True)
    writer.start()

    def send(message: ToWindow) -> None:
        outbox.put(frame(message))

    with heavy_imports(), quiet_loading():
        from core.backend import devices

        devices.set_up()
        found = devices.list_devices()
    import tensorflow as tf

    loaded.set()
    named = tuple((device.name, device.title) for device in found)
    send(Ready(tf.__version__, named, devices.gpu_problem()))
    try:
        Worker(inbox, send, found).serve()
    except MessageError as error:
        print(f"backend: {error}", file=sys.stderr)
        return 2
    finally:
        outbox.put(b"")
        writer.join()
    return 0


class Worker:
    """One window's training. `inbox` gives its messages, or a MessageError that ends it all.

    `clock` returns the seconds that updates are limited by.
    """

    def __init__(
        self,
        inbox: _Inbox,
        send: Callable[[ToWindow], None],
        found: "tuple[Device, ...]",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inbox = inbox
        self._send = send
        self._devices = found
        self._trainer: Trainer | None = None
        self._watcher: Watcher | None = None  # there where the trainer is
        self._stops = True  # a training that is found to be sick
        self._run = 0
        self._device = ""
        self._training = False
        self._credit = True
        self._news = False  # something the window has not been shown
        self._compiled = False
        self._test_due = 0.0
        self._test_took = 0.0
        self._pace = Pace()
        self._limit = Limit(clock=clock)
        self._source: Source | None = None  # to go on with: while one is drawn, many come

    def serve(self) -> None:
        """Handle messages until Quit; in between, train. MessageError: nonsense was read."""
        while not isinstance(message := self._next(), Quit):
            if isinstance(message, MessageError):
                raise message
            self._guarded(message)
            if self._news and self._credit and self._trainer:
                self._show(self._trainer)

    def _next(self) -> ToBackend | MessageError | None:
        """Return the next message; None if there is none and a trainer has something to do."""
        waiting = self._source is not None
        if self._trainer is None or (self._compiled and not self._training and not waiting):
            return self._inbox.get()
        wait = self._limit.wait_s if self._compiled and not waiting else 0.0
        try:
            return self._inbox.get(block=wait > 0, timeout=wait)
        except queue.Empty:
            return None

    def _handle(self, message: ToBackend) -> None:
        match message:
            case Start():
                self._start(message)
            case Drawn():
                self._credit = True
            case SetPace(most):
                self._limit.change(most)
            case SetWatch(stops):
                self._stops = stops
            case SetSource(source) if self._trainer:
                self._source = source
            case _ if self._trainer:
                self._tell(self._with_newest_source(self._trainer), message)

    def _tell(self, trainer: "Trainer", message: ToBackend) -> None:
        """Handle a message that needs the trainer."""
        match message:
            case Train(on):
                self._set_training(trainer, on)
            case UpdateOnce():
                self._set_training(trainer, False)
                trainer.run(1)
                self._measure_test(trainer)
            case CheckGradients(run, inputs, targets) if run == self._run:
                # Credit or not: what is proved is the snapshot that the window then has.
                if self._news:
                    self._show(trainer)
                proof = trainer.check_gradients(unpack_array(inputs), unpack_array(targets))
                self._send(pack_proof(self._run, proof))
            case Apply(run, inputs, targets) if run == self._run:
                self._set_training(trainer, False)
                trainer.apply(unpack_array(inputs), unpack_array(targets))
                self._measure_test(trainer)
            case AskCheckpoint(run) if run == self._run:
                self._send_checkpoint(trainer)
            case SetHyperparameters(hyperparameters):
                if trainer.set_hyperparameters(hyperparameters):
                    self._compiled = False
                if self._watcher:
                    self._watcher.look_again()
            case SetDevice(device):
                self._make_trainer(trainer.experiment, trainer.snapshot(complete=True), device)

    def _start(self, message: Start) -> None:
        self._run, self._trainer, self._training = message.run, None, False
        self._news, self._source = False, None
        self._make_trainer(message.experiment, unpack_snapshot(message.snapshot), message.device)

    def _make_trainer(self, experiment: Experiment, snapshot: Snapshot, name: str) -> "Trainer":
        from core.backend import devices
        from core.backend.trainer import Trainer
        from core.backend.watching import Watcher

        self._compiled, self._pace = False, Pace()
        device = devices.choose(name, self._devices)
        self._device = device.name
        examples = None if experiment.source is None else load(experiment.source)
        self._trainer = Trainer(experiment, examples, snapshot, device.tensorflow_name)
        self._watcher = Watcher(experiment, examples, snapshot)
        return self._trainer

    def _with_newest_source(self, trainer: "Trainer") -> "Trainer":
        """Return the trainer to go on with: of the sources that have come the newest counts."""
        source, self._source = self._source, None
        if source is None or source == trainer.experiment.source:
            return trainer
        compiled, snapshot = self._compiled, trainer.snapshot(complete=True)
        experiment, pace = replace(trainer.experiment, source=source), self._pace
        now = self._make_trainer(experiment, snapshot, self._device)
        if compiled and now.compiled_for == trainer.compiled_for:
            self._compiled, self._pace = True, pace
            if not self._training:  # else it is measured when its time has come
                self._measure_test(now)
        return now

    def _work(self, trainer: "Trainer") -> None:
        """Compile if that is to be done, else train for about one frame of the display.

        Between two sources that are drawn the network learns, however fast they come.
        """
        trainer = self._with_newest_source(trainer)
        if not self._compiled:
            self._compile(trainer)
        elif self._training:
            self._train(trainer)

    def _compile(self, trainer: "Trainer") -> None:
        self._say("compiling")
        trainer.compile()
        self._compiled = True
        if not self._training:
            self._measure_test(trainer)
        self._test_due = 0.0
        self._say("training" if self._training else "ready")

    def _train(self, trainer: "Trainer") -> None:
        updates, start = self._limit.allowed(self._pace.updates), time.perf_counter()
        if not updates:
            return
        trainer.run(updates)
        now = time.perf_counter()
        if updates == self._pace.updates:
            self._pace.took(updates, now - start)
        self._news = True
        if now >= self._test_due or not trainer.loss_is_finite:
            self._measure_test(trainer, lost=not trainer.loss_is_finite)

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
        self._send(Health(self._run, healthy, remarks, finding, stopped))

    def _send_checkpoint(self, trainer: "Trainer") -> None:
        optimizer = trainer.hyperparameters.optimizer
        snapshot = pack_snapshot(trainer.snapshot(complete=True))
        self._send(Checkpoint(self._run, optimizer, snapshot))
        self._news = False

    def _set_training(self, trainer: "Trainer", on: bool) -> None:
        if on == self._training:
            return
        self._training = on
        if on:
            self._limit.begin()
        else:
            self._measure_test(trainer)
        if self._compiled:
            self._say("training" if on else "ready")

    def _show(self, trainer: "Trainer") -> None:
        self._send(NewSnapshot(self._run, pack_snapshot(trainer.snapshot())))
        self._credit = self._news = False

    def _say(self, phase: PhaseName) -> None:
        from core.backend.loop import training_loop

        loops = training_loop.cache_info().misses
        self._send(Phase(self._run, phase, self._device, loops))

    def _guarded(self, message: ToBackend | None) -> None:
        """Handle the message, or train; what TensorFlow cannot do is told to the window.

        It may start again.
        """
        from tensorflow.errors import OpError

        try:
            if message is not None:
                self._handle(message)
            elif self._trainer:
                self._work(self._trainer)
        except (OpError, ValueError, MemoryError) as error:
            self._trainer, self._training, self._news = None, False, False
            self._send(Stopped(self._run, _reason(error), lost=True))


def _reason(error: Exception) -> Sentence:
    """Return what an error says in its first line; TensorFlow adds pages."""
    if isinstance(error, SentenceError):
        return error.sentence
    text = str(error) or type(error).__name__
    return Sentence("{reason}", {"reason": plain(text.splitlines()[0])})


def _take_stdout() -> BinaryIO:
    """Keep the real standard output for messages; what libraries print goes to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (0, output.fileno()):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return output


def _read(put: Callable[[ToBackend | MessageError], None], loaded: threading.Event) -> None:
    """Put every message of standard input, then Quit when it ends; MessageError: nonsense.

    Whatever the main thread does then, a single update of a minute perhaps, the process ends soon.
    """

    def put_or_end(message: ToBackend) -> None:
        if isinstance(message, Quit) and not loaded.is_set():
            # The main thread is importing TensorFlow and would hear of it seconds later.
            os._exit(0)
        put(message)

    reader = FrameReader[ToBackend](ToBackend)
    try:
        while data := os.read(0, 1 << 20):
            for message in reader.feed(data):
                put_or_end(message)
        reader.finish()
        put_or_end(Quit())
        time.sleep(_PATIENCE_S)
    except MessageError as error:
        put(error)
        time.sleep(_PATIENCE_S)
        print(f"backend: {error}", file=sys.stderr, flush=True)
        os._exit(2)
    os._exit(0)


def _write(output: BinaryIO, get: Callable[[], bytes], put: Callable[[ToBackend], None]) -> None:
    """Write every frame until an empty one; put Quit when nobody reads any more."""
    try:
        while data := get():
            output.write(data)
            output.flush()
    except BrokenPipeError:
        put(Quit())


if __name__ == "__main__":
    sys.exit(main())
