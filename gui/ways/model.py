"""The owner of the ways: what they are timed with, the process that does it, how long each took."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.backend.job_messages import TimeWays, WayTimed
from core.backend.messages import Ready, Stopped, ToBackend, ToWindow, Train
from core.backend.packing import pack_snapshot
from core.forward_ways import WAYS, Timing, Way
from core.network import Network
from core.sentences import plain
from core.way_choice import BATCHES, hidden, too_large, varied, widest
from core.way_words import title
from gui.backend_process import BackendProcess, Outcome
from gui.device_words import device_words
from gui.recovery import give_up_silent
from gui.session import Session
from gui.translation import translate, worded

RESTS_MS = 400  # that a slider rests, and it begins
MOST_TIMED = 16  # networks that a process compiles: TensorFlow never lets go of one
_LONGEST = 1 << 16  # bytes of a message: all of them are short


class WaysModel(QObject):
    """Times the ways while somebody looks, again a moment after a change.

    `make_process` makes the process that does it, another than the one that trains. `seen` says
    whether anybody looks; whoever begins to calls `follow`.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        make_process: Callable[[QObject], BackendProcess],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.seen: Callable[[], bool] = lambda: False
        self._session, self._make_process = session, make_process
        self._process: BackendProcess | None = None
        self._alive = self._loaded = False  # the process; and that it has TensorFlow
        self._number = self._compiled = 0
        self._network = session.experiment.network
        self._width: int | None = None
        self._depth: int | None = None
        self._batch: int | None = None
        self._asked: tuple[Network, int] | None = None  # what is timed, or was
        self._way: Way = WAYS[0]
        self._timings: dict[Way, Timing] = {}
        self._stale, self._runs = True, False
        self._text = self._title = ""
        self._soon = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._soon.timeout.connect(self._begin)
        session.experiment_changed.connect(self._take_experiment)
        session.training_changed.connect(self.changed)

    # What there is.

    @property
    def network(self) -> Network:
        """The network that is timed."""
        return varied(self._network, self._width, self._depth)

    @property
    def is_own(self) -> bool:
        """Whether that is the window's network as it is."""
        return self.network == self._network

    @property
    def width(self) -> int:
        """How many neurons the widest hidden layer has."""
        return widest(self.network) if self._width is None else self._width

    @property
    def depth(self) -> int:
        """How many hidden layers there are."""
        return len(hidden(self._network)) if self._depth is None else self._depth

    @property
    def batch(self) -> int:
        """How many examples are computed."""
        own = self._session.experiment.hyperparameters.batch_size
        return min(own, BATCHES[-1]) if self._batch is None else self._batch

    @property
    def is_changed(self) -> bool:
        """Whether somebody has chosen another width, depth or batch."""
        return (self._width, self._depth, self._batch) != (None, None, None)

    @property
    def way(self) -> Way:
        """The way that is explained."""
        return self._way

    @property
    def timings(self) -> Mapping[Way, Timing]:
        """How long each way took; of those that are done."""
        return MappingProxyType(self._timings)

    @property
    def timed_now(self) -> Way | None:
        """The way that is timed now."""
        left = [way for way in WAYS if way not in self._timings]
        return left[0] if self._runs and self._loaded and left else None

    @property
    def running(self) -> bool:
        """Whether some are still to come."""
        return self._runs or self._soon.isActive()

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence; "": nothing."""
        return self._text

    @property
    def told(self) -> str:
        """What is done, in a sentence."""
        if self._runs and not self._loaded:
            return translate("Ways", "TensorFlow is loading …")
        if way := self.timed_now:
            text = translate("Ways", "Timing {number} of {count}: {way}\u00a0…")
            place = WAYS.index(way) + 1
            return text.format(number=place, count=len(WAYS), way=worded(title(way)))
        if self.running:
            return translate("Ways", "It begins when the slider rests.")
        if self._text:
            return ""
        if len(self._timings) < len(WAYS):
            return translate("Ways", "It was stopped.")
        if self._session.training:
            return translate("Ways", "Timed here, beside a training that takes time, too.")
        text = translate("Ways", "Timed here. NumPy: one core. TensorFlow: {device}.")
        return text.format(device=device_words(self._title))

    # What users ask for.

    def set_width(self, width: int) -> None:
        """Let all hidden layers have so many neurons."""
        self._width = width
        self._change()

    def set_depth(self, depth: int) -> None:
        """Let there be so many hidden layers."""
        self._depth = depth
        self._change()

    def set_batch(self, batch: int) -> None:
        """Compute so many examples."""
        self._batch = batch
        self._change()

    def take_own(self) -> None:
        """Time the window's network as it is, with the batch that it is trained with."""
        self._width = self._depth = self._batch = None
        self._change()

    def explain(self, way: Way) -> None:
        """Explain this way."""
        if way != self._way:
            self._way = way
            self.changed.emit()

    def again(self) -> None:
        """Time all of them once more, now."""
        self._soon.stop()
        self._begin()

    def follow(self) -> None:
        """Begin soon, if something is new and anybody looks."""
        if self._begin_soon():
            self.changed.emit()

    def cancel(self) -> None:
        """End it, and the process with it."""
        self._soon.stop()
        self._runs = self._stale = False
        self._stop()
        self.changed.emit()

    def close(self) -> None:
        """End it: nobody looks any more. What is not done is begun again when somebody does."""
        self._stale = self._stale or self.running
        self._soon.stop()
        self._runs = False
        self._stop()

    def kill(self) -> None:
        """End the process before this returns: the program ends."""
        self._soon.stop()
        if self._process:
            self._process.close()

    # How it is done.

    def _change(self) -> None:
        """What is timed is another: begin when the slider rests."""
        self._stale, self._runs, self._text = True, False, ""
        self._timings.clear()
        self._number += 1
        if self._alive and self._process:
            self._process.send(Train(False))  # any message ends what it does
        self._soon.stop()
        self._begin_soon()
        self.changed.emit()

    def _begin_soon(self) -> bool:
        """Begin when the slider rests, if anybody looks; return whether that is new."""
        if not self._stale or self._soon.isActive() or not self.seen():
            return False
        self._soon.start()
        return True

    def _begin(self) -> None:
        if not self.seen():
            return
        self._stale, self._text = False, ""
        self._timings.clear()
        self._number += 1
        network, batch = self._asked = self.network, self.batch
        if reason := too_large(network, batch):
            self._runs, self._text = False, worded(reason)
        else:
            self._runs = True
            self._start()
            experiment = replace(self._session.experiment, network=network)
            own = replace(self._session.snapshot, slots=None) if self.is_own else None
            given = pack_snapshot(own) if own else None
            self._send(TimeWays(self._number, experiment, given, batch))
        self.changed.emit()

    def _start(self) -> None:
        """Have a process that can compile another network."""
        if self._process is None:
            self._process = self._make_process(self)
            self._process.expect(_LONGEST)
            self._process.received.connect(self._take)
            self._process.ended.connect(self._end)
            give_up_silent(self._process)
        if not self._alive or self._compiled >= MOST_TIMED:
            self._process.replace()  # one may be about to end
            self._alive, self._loaded, self._compiled = True, False, 0
        self._compiled += 1

    def _stop(self) -> None:
        self._alive = self._loaded = False
        if self._process:
            self._process.stop()

    def _send(self, message: ToBackend) -> None:
        assert self._process is not None
        self._process.send(message)

    def _take(self, message: ToWindow) -> None:
        match message:
            case Ready(devices=devices):
                self._loaded = self._alive
                self._title = next((plain(one) for name, one in devices if name == "CPU"), "")
                self.changed.emit()
            case WayTimed(number, timing) if number == self._number and self._runs:
                self._take_timing(timing)
            case Stopped(number, reason) if number == self._number:
                self._fail(worded(reason))

    def _take_timing(self, timing: Timing) -> None:
        assert self._process is not None
        assert self._asked is not None
        if timing.batch != self._asked[1] or timing.way != self.timed_now:
            self._process.refuse(translate("Ways", "It timed what nobody had asked for."))
            return
        self._timings[timing.way] = timing
        self._runs = len(self._timings) < len(WAYS)
        self.changed.emit()

    def _end(self, outcome: Outcome) -> None:
        if not outcome.expected:
            self._alive = self._loaded = False
            self._fail(outcome.text)

    def _fail(self, text: str) -> None:
        self._runs, self._text = False, text
        self.changed.emit()

    def _take_experiment(self) -> None:
        """Take another network, or another batch, if nobody has chosen one."""
        network = self._session.experiment.network
        if network != self._network:
            self._network, self._width, self._depth = network, None, None
        if self._asked is not None and self._asked != (self.network, self.batch):
            self._change()
        else:
            self.changed.emit()
