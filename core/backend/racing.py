"""A race: several trainings in turn, each as many updates as the others, in one process."""

import queue
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from core.backend.frames import MessageError
from core.backend.messages import (
    Drawn,
    Phase,
    PhaseName,
    Race,
    Raced,
    SetPace,
    Stopped,
    ToBackend,
    ToWindow,
    Train,
)
from core.backend.pace import Limit, Pace
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.pulse import Doing
from core.backend.reasons import reason_of
from core.data import load
from core.wording import SentenceError

if TYPE_CHECKING:
    from core.backend.devices import Device

_TEST_INTERVAL_S = 0.2

_Inbox: TypeAlias = "queue.SimpleQueue[ToBackend | MessageError]"
_Send: TypeAlias = Callable[[ToWindow], None]


def race(
    message: Race,
    inbox: _Inbox,
    send: _Send,
    found: "tuple[Device, ...]",
    doing: Doing,
    clock: Callable[[], float] = time.monotonic,
) -> ToBackend | MessageError:
    """Hold a race until a message comes that is none of it; return that.

    What fails is told to the window, and ends the race.
    """
    try:
        racing = Racing(message, send, found, clock)
        while True:
            doing.begin("waiting")
            try:
                wait = racing.wait_s
                come = inbox.get(block=wait != 0, timeout=wait)
            except queue.Empty:
                come = None
            doing.begin("compiling" if come is None and not racing.ready else "working")
            if isinstance(come, Train | SetPace | Drawn):
                racing.take(come)
            elif come is not None:
                return come
            else:
                racing.work()
            racing.show()
    except Exception as error:
        if not isinstance(error, SentenceError):
            traceback.print_exc()
        send(Stopped(message.run, reason_of(error), lost=True))
        return inbox.get()


class Racing:
    """The trainings of a race. A round is the same number of updates for each of them.

    One whose loss is not finite any more stands still; the others go on.
    """

    def __init__(
        self,
        message: Race,
        send: _Send,
        found: "tuple[Device, ...]",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        from core.backend import devices
        from core.backend.trainer import Trainer

        device = devices.choose(message.device, found, *(one for one, _ in message.lanes))
        self._run, self._send, self._device = message.run, send, device.name
        self._most = message.updates
        self._lanes: list[Trainer] = []
        for experiment, snapshot in message.lanes:
            data = None if experiment.source is None else load(experiment.source)
            start = unpack_snapshot(snapshot)
            self._lanes.append(Trainer(experiment, data, start, device.tensorflow_name))
        self._to_compile = list(self._lanes)
        self._training = False
        self._credit = self._news = True
        self._pace, self._limit, self._clock = Pace(), Limit(clock=clock), clock
        self._test_due = 0.0
        self._ended: set[int] = set()  # lanes whose loss is not finite
        self._say("compiling")

    @property
    def ready(self) -> bool:
        """Whether all of them are compiled."""
        return not self._to_compile

    @property
    def updates(self) -> int:
        """How many updates each has made in this race, but for those that stand still."""
        return max(lane.updates for lane in self._lanes)

    @property
    def wait_s(self) -> float | None:
        """Seconds until something is to be done; 0: now; None: nothing is."""
        if not self.ready:
            return 0
        return self._limit.wait_s if self._training else None

    def take(self, message: Train | SetPace | Drawn) -> None:
        """Do what the window says."""
        match message:
            case Train(on):
                self._set_training(on and self.updates < self._most)
            case SetPace(pace):
                self._limit.change(pace)
            case Drawn():
                self._credit = True

    def work(self) -> None:
        """Compile one of them, or make a round."""
        if self._to_compile:
            self._to_compile.pop(0).compile()
            if self.ready:
                self._measure()
                self._say("training" if self._training else "ready")
                self._limit.begin()
        elif self._training:
            self._make_round()

    def show(self) -> None:
        """Tell the window where all of them are, if that is new and it waits for it."""
        if not (self._news and self._credit and self.ready):
            return
        snapshots = [pack_snapshot(lane.snapshot(complete=True)) for lane in self._lanes]
        self._send(Raced(self._run, tuple(snapshots), self.updates >= self._most))
        self._news = self._credit = False

    def _make_round(self) -> None:
        most = min(self._pace.updates, self._most - self.updates)
        updates, start = self._limit.allowed(most), time.perf_counter()
        if not updates:
            return
        for number, lane in enumerate(self._lanes):
            if number in self._ended:
                continue
            lane.run(updates)
            if not lane.loss_is_finite:
                self._ended.add(number)
        self._pace.took(updates, time.perf_counter() - start)
        self._news = True
        if len(self._ended) == len(self._lanes) or self.updates >= self._most:
            self._set_training(False)
        elif self._clock() >= self._test_due:
            self._measure()

    def _measure(self) -> None:
        for lane in self._lanes:
            lane.measure_test()
        self._test_due = self._clock() + _TEST_INTERVAL_S
        self._news = True

    def _set_training(self, on: bool) -> None:
        if on == self._training:
            return
        self._training = on
        if on:
            self._limit.begin()
        else:
            self._measure()
        if self.ready:
            self._say("training" if on else "ready")

    def _say(self, phase: PhaseName) -> None:
        self._send(Phase(self._run, phase, self._device))
