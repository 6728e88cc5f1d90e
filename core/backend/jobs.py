"""Jobs in the backend: trainings that are done one after the other, and told when they end.

How often losses are measured does not depend on the time: equal jobs, equal curves.

Small networks are not trained side by side in one program: of 64 networks of 2-8-8-1 that would
save 0.5 of 4.3 seconds, and each would differ from itself trained alone, in the sixth decimal.
"""

import queue
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from core.backend.frames import MessageError
from core.backend.job_messages import TimeWays, Work, Worked, Working
from core.backend.messages import Race, ToBackend, ToWindow, Train
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.pulse import Doing
from core.backend.racing import race
from core.backend.reasons import reason_of
from core.backend.ways import time_ways
from core.data import Data, load
from core.experiment import Experiment
from core.jobs import State
from core.measure import measure
from core.snapshot import NOT_MEASURED
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

if TYPE_CHECKING:
    from core.backend.devices import Device
    from core.backend.trainer import Trainer

TOLD_EVERY_S = 0.1  # while a job is done, at most
DIVERGED_AT = QT_TRANSLATE_NOOP(
    "Core", "After {count:,} update(s), the loss was no longer a finite number."
)

_Inbox: TypeAlias = "queue.SimpleQueue[ToBackend | MessageError]"
_Message: TypeAlias = "ToBackend | MessageError | None"
_Send: TypeAlias = Callable[[ToWindow], None]
_Devices: TypeAlias = "tuple[Device, ...]"
_Point: TypeAlias = tuple[float, float, float, float, float]


def through_others(
    message: _Message, inbox: _Inbox, send: _Send, found: _Devices, doing: Doing
) -> _Message:
    """Return `message`, or the first one after it that begins no race, no jobs and no timing."""
    others = inbox, send, found, doing
    while True:
        match message:
            case Race():
                message = race(message, *others)
            case Work():
                message = work(message, *others)
            case TimeWays():
                message = time_ways(message, *others)
            case _:
                return message


def work(
    first: Work, inbox: _Inbox, send: _Send, found: _Devices, doing: Doing
) -> ToBackend | MessageError:
    """Do jobs, `first` and those that come, until another message comes; return that."""
    waiting, on, going = deque([first]), True, None
    while True:
        if going is None and waiting:
            going = _done(waiting.popleft(), send, found)
        doing.begin("updating" if going and on else "waiting")
        try:
            come = inbox.get(block=not (going and on))
        except queue.Empty:
            come = None
        match come:
            case None:
                going = going if going and next(going, None) else None
            case Work():
                waiting.append(come)
            case Train(on):
                pass
            case _:
                return come


def _done(job: Work, send: _Send, found: _Devices) -> Iterator[bool]:
    """Do a job and tell of it, yielding True after each portion. What fails is told, too."""
    try:
        yield from _trained(job, send, found)
    except Exception as error:
        if not isinstance(error, SentenceError):
            traceback.print_exc()
        send(Worked(job.number, "failed", None, (), 0.0, "", reason_of(error)))


def _trained(job: Work, send: _Send, found: _Devices) -> Iterator[bool]:
    from core.backend import devices
    from core.backend.loop import training_loop
    from core.backend.stopping import Stopping
    from core.backend.trainer import Trainer

    device = devices.choose(job.device, found, job.experiment)
    data = None if job.experiment.source is None else load(job.experiment.source)
    trainer = Trainer(job.experiment, data, unpack_snapshot(job.snapshot), device.tensorflow_name)
    trainer.compile()
    yield True
    stopping, curve = Stopping(trainer, counted=False), _Curve(job.experiment, trainer, data)
    told, told_at = 0, time.perf_counter()
    began, seconds, reason = trainer.updates, 0.0, None
    state: State = "done"
    curve.measure()
    while (made := trainer.updates - began) < job.updates and state == "done":
        start = time.perf_counter()
        ahead = made * job.measured // job.updates + 1  # the number of the next point
        point = -(-job.updates * ahead // job.measured)
        trainer.run(int(min(point - made, stopping.room(trainer))))
        if not trainer.loss_is_finite:
            state = "diverged"
            reason = Sentence(DIVERGED_AT, {"count": trainer.updates})
        elif reason := stopping.look(trainer):
            state = "stopped"
        now = time.perf_counter()
        seconds += now - start
        if trainer.updates - began == point or state != "done":
            curve.measure()
        if now - told_at >= TOLD_EVERY_S:
            send(Working(job.number, trainer.updates, tuple(curve.points[told:])))
            told, told_at = max(told, len(curve.points)), now
        yield True
    trainer.measure_test()
    last = trainer.snapshot(complete=True)
    last = replace(last, train=trainer.measure_train())
    loops = training_loop.cache_info().misses
    points = tuple(curve.points)
    send(
        Worked(
            *(job.number, state, pack_snapshot(last), points, seconds, device.title, reason),
            loops,
        )
    )


class _Curve:
    """The curve of a job: what core.history has of a training."""

    def __init__(self, experiment: Experiment, trainer: "Trainer", data: Data | None) -> None:
        self._experiment, self._trainer, self._data = experiment, trainer, data
        self.points: list[_Point] = []

    def measure(self) -> None:
        """Add a point: the mean of the updates since the one before, and the test set.

        That is measured in NumPy: to begin each of TensorFlow's operations would take longer than
        all the updates of a small network.
        """
        trainer, experiment = self._trainer, self._experiment
        snapshot = trainer.snapshot()
        test = NOT_MEASURED
        if self._data:
            examples = self._data.test
            test = measure(experiment.network, snapshot.parameters, experiment.task, examples)
        point = (snapshot.epoch, *snapshot.train.marked[:2], *test.marked[:2])
        # One that went back to where it was best has another future.
        self.points = [one for one in self.points if one[0] < snapshot.epoch] + [point]
