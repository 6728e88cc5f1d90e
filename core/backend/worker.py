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
from typing import BinaryIO

import numpy as np
from msgspec.structs import replace

from core.backend.messages import (
    Apply,
    AskCheckpoint,
    CheckGradients,
    Checkpoint,
    Drawn,
    FrameReader,
    MessageError,
    NewSnapshot,
    Phase,
    Quit,
    Ready,
    SetDevice,
    SetHyperparameters,
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
from core.backend.pace import Pace
from core.experiment import Experiment
from core.heavy_imports import heavy_imports
from core.signals import leave_terminal_to_parent
from core.snapshot import Snapshot

NOT_FINITE = (
    "Training stopped after {updates:,} updates: the loss is no longer a finite number."
    " A smaller learning rate usually helps; Reset begins again."
)
_TEST_INTERVAL_S = 0.2
_TEST_SHARE = 0.03  # of the time may go into measuring the test set


def main() -> int:
    """Serve one window. Returns the exit code: 0 told to end, 2 nonsense was read."""
    # Ctrl+C in a terminal reaches this process, too; but the window says when to end.
    leave_terminal_to_parent()
    output = _take_stdout()
    inbox: queue.SimpleQueue = queue.SimpleQueue()
    loaded = threading.Event()
    threading.Thread(target=_read, args=(inbox.put, loaded), daemon=True).start()

    # A pipe holds less than a snapshot: training does not wait until the window has read it.
    outbox: queue.SimpleQueue = queue.SimpleQueue()
    writer = threading.Thread(target=_write, args=(output, outbox.get, inbox.put), daemon=True)
    writer.start()

    def send(message: ToWindow) -> None:
        outbox.put(frame(message))

    with heavy_imports():
        from core.backend import devices

    devices.set_up()
    found = devices.list_devices()
    import tensorflow as tf

    loaded.set()
    problem = devices.gpu_problem()
    send(Ready(tf.__version__, tuple(map(tuple, found)), problem and str(problem)))
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
    """One window's training. `inbox` gives its messages, or a MessageError that ends it all."""

    def __init__(
        self, inbox: queue.SimpleQueue, send: Callable[[ToWindow], None], found: tuple
    ) -> None:
        self._inbox = inbox
        self._send = send
        self._devices = found
        self._trainer = None
        self._experiment: Experiment | None = None
        self._run = 0
        self._device = ""
        self._training = False
        self._credit = True
        self._news = False  # something the window has not been shown
        self._compiled = False
        self._test_due = 0.0
        self._test_took = 0.0
        self._pace = Pace()

    def serve(self) -> None:
        """Handle messages until Quit; in between, train. MessageError: nonsense was read."""
        while not isinstance(message := self._next(), Quit):
            if isinstance(message, MessageError):
                raise message
            if message is None:
                self._guarded(self._work)
            else:
                self._guarded(lambda message=message: self._handle(message))
            if self._news and self._credit:
                self._show()

    def _next(self) -> ToBackend | MessageError | None:
        """Return the next message; None if there is none and something to do."""
        busy = self._trainer is not None and (self._training or not self._compiled)
        try:
            return self._inbox.get(block=not busy)
        except queue.Empty:
            return None

    def _handle(self, message: ToBackend) -> None:
        match message:
            case Start():
                self._start(message)
            case Drawn():
                self._credit = True
            case Train(on) if self._trainer:
                self._set_training(on)
            case UpdateOnce() if self._trainer:
                self._set_training(False)
                self._trainer.run(1)
                self._measure_test()
            case CheckGradients(run, inputs, targets) if self._trainer and run == self._run:
                self._check_gradients(unpack_array(inputs), unpack_array(targets))
            case Apply(run, inputs, targets) if self._trainer and run == self._run:
                self._set_training(False)
                self._trainer.apply(unpack_array(inputs), unpack_array(targets))
                self._measure_test()
            case AskCheckpoint(run) if self._trainer and run == self._run:
                self._send_checkpoint()
            case SetHyperparameters(hyperparameters) if self._trainer:
                if self._trainer.set_hyperparameters(hyperparameters):
                    self._compiled = False
            case SetDevice(device) if self._trainer:
                self._make_trainer(
                    replace(self._experiment, hyperparameters=self._trainer.hyperparameters),
                    self._trainer.snapshot(complete=True),
                    device,
                )

    def _start(self, message: Start) -> None:
        self._run, self._trainer, self._training = message.run, None, False
        self._news = False
        self._make_trainer(message.experiment, unpack_snapshot(message.snapshot), message.device)

    def _make_trainer(self, experiment: Experiment, snapshot: Snapshot, name: str) -> None:
        from core import data
        from core.backend import devices
        from core.backend.trainer import Trainer

        self._compiled, self._pace = False, Pace()
        self._experiment = experiment
        device = devices.choose(name, self._devices)
        self._device = device.name
        examples = None if experiment.source is None else data.load(experiment.source)
        self._trainer = Trainer(experiment, examples, snapshot, device.tensorflow_name)

    def _work(self) -> None:
        """Compile if that is to be done, else train for about one frame of the display."""
        if self._compiled:
            self._train()
        else:
            self._compile()

    def _compile(self) -> None:
        self._say("compiling")
        self._trainer.compile()
        self._compiled = True
        if not self._training:
            self._measure_test()
        self._test_due = 0.0
        self._say("training" if self._training else "ready")

    def _train(self) -> None:
        updates, start = self._pace.updates, time.perf_counter()
        self._trainer.run(updates)
        now = time.perf_counter()
        self._pace.took(updates, now - start)
        self._news = True
        if not self._trainer.loss_is_finite:
            self._stop_at_infinity()
        elif now >= self._test_due:
            self._measure_test()

    def _measure_test(self) -> None:
        start = time.perf_counter()
        self._trainer.measure_test()
        now = time.perf_counter()
        # The first time TensorFlow sets itself up: the quicker of two says what it costs.
        cost = min(now - start, self._test_took)
        self._test_took = now - start
        self._test_due = now + max(_TEST_INTERVAL_S, cost / _TEST_SHARE)
        self._news = True

    def _send_checkpoint(self) -> None:
        optimizer = self._trainer.hyperparameters.optimizer
        snapshot = pack_snapshot(self._trainer.snapshot(complete=True))
        self._send(Checkpoint(self._run, optimizer, snapshot))
        self._news = False

    def _check_gradients(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        # Credit or not: what is proved is the snapshot that the window then has.
        if self._news:
            self._show()
        self._send(pack_proof(self._run, self._trainer.check_gradients(inputs, targets)))

    def _stop_at_infinity(self) -> None:
        self._training = False
        self._say("ready")
        self._send(Stopped(self._run, NOT_FINITE.format(updates=self._trainer.updates), lost=False))

    def _set_training(self, on: bool) -> None:
        if on == self._training:
            return
        self._training = on
        if not on:
            self._measure_test()
        if self._compiled:
            self._say("training" if on else "ready")

    def _show(self) -> None:
        self._send(NewSnapshot(self._run, pack_snapshot(self._trainer.snapshot())))
        self._credit = self._news = False

    def _say(self, phase: str) -> None:
        self._send(Phase(self._run, phase, self._device))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do `work`; what TensorFlow cannot do is told to the window, which may start anew."""
        from tensorflow.errors import OpError

        try:
            work()
        except (OpError, ValueError, MemoryError) as error:
            self._trainer, self._training, self._news = None, False, False
            self._send(Stopped(self._run, _first_line(error), lost=True))


def _first_line(error: Exception) -> str:
    """Return what an error says in its first line; TensorFlow adds pages."""
    text = str(error) or type(error).__name__
    return text.splitlines()[0]


def _take_stdout() -> BinaryIO:
    """Keep the real standard output for messages; what libraries print goes to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if os.name == "nt":
        import msvcrt

        for descriptor in (0, output.fileno()):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return output


def _read(put: Callable[[ToBackend | MessageError], None], loaded: threading.Event) -> None:
    """Put every message of standard input, then Quit when it ends; MessageError: nonsense."""

    def put_or_end(message: ToBackend) -> None:
        if isinstance(message, Quit) and not loaded.is_set():
            # The main thread is importing TensorFlow and would hear of it seconds later.
            os._exit(0)
        put(message)

    reader = FrameReader(ToBackend)
    try:
        while data := os.read(0, 1 << 20):
            for message in reader.feed(data):
                put_or_end(message)
        reader.finish()
        put_or_end(Quit())
    except MessageError as error:
        put(error)


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
