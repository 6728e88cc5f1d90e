"""At a slow pace every update is told before it is shown: forward, back, then the weights change.

While it is told its snapshot is kept back, so all that is on screen is still of the one before.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core import data
from core.data import Data, Source
from core.made_update import MadeUpdate, made_update
from core.parameters import LayerParameters
from core.snapshot import Snapshot
from core.walkthrough import Place, Walkthrough
from gui.diagram.act import Act
from gui.diagram.scene import of_session
from gui.session import Session
from gui.translation import translate

FASTEST = 2.0  # updates a second that are told
SHARE = 0.8  # of the time between two updates that telling one takes
_TICK_MS = 15
# How long the stages of a walk take beside each other; others are passed over.
_LENGTHS = {
    "input": 1.0,
    "pre-activation": 3.0,
    "activation": 1.0,
    "loss": 1.0,
    "output delta": 2.0,
    "delta": 4.0,
    "update": 3.0,
}


class Telling(Act, frozen=True, eq=False, dict=True):
    """A stage as it is told: edges keep the colours of their weights, which are to change."""

    @property
    def mode(self) -> str:
        """The number that edges are coloured by."""
        return "weights"

    @property
    def _note(self) -> str:
        """Say first what the numbers are that the neurons show."""
        stage = self.walk.stages[self.place.stage]
        kind = stage.kind
        said = meaning(kind)
        if kind == "update":
            said = what_moves(self.walk.frozen[stage.layer - 1])
        if kind == "activation" and isinstance(self.walk, MadeUpdate) and self.walk.masks:
            said = translate("SlowMotion", "a: what the neuron passes on; 0 where it is dropped.")
        return f"{said} {super()._note}".strip()


def meaning(kind: str) -> str:
    """Say what the numbers are that a stage of this kind is about."""
    match kind:
        case "pre-activation":
            return translate("SlowMotion", "z: the sum of weight · input, plus the bias.")
        case "activation":
            return translate("SlowMotion", "a: what the neuron passes on.")
        case "output delta" | "delta":
            return translate("SlowMotion", "δ: how much the loss changes with the neuron's z.")
        case "again":
            return translate("SlowMotion", "a′: what the neuron passes on with the new weights.")
    return ""


def what_moves(frozen: LayerParameters) -> str:
    """Say what an update does to a layer, which of whose parameters are `frozen`."""
    if all(part.all() for part in frozen):
        return translate("SlowMotion", "This layer is frozen: its weights and biases stay.")
    if any(part.any() for part in frozen):
        return translate(
            "SlowMotion",
            "The optimizer changes what is not frozen, to make the loss smaller.",
        )
    return translate("SlowMotion", "The optimizer changes the weights, to make the loss smaller.")


class Moment(NamedTuple):
    """How far the telling has come: the stage of the walk, and the `progress` of it, 0 to 1."""

    place: Place
    progress: float


def moment(walk: Walkthrough, share: float) -> Moment:
    """Return where the telling of a walk is after a `share`, 0 to 1, of its time."""
    told = [(at, _LENGTHS[one.kind]) for at, one in enumerate(walk.stages) if one.kind in _LENGTHS]
    left = share * sum(length for _, length in told)
    for at, length in told:
        if left < length:
            return Moment(Place(at), left / length)
        left -= length
    return Moment(Place(told[-1][0]), 1.0)


def said(update: MadeUpdate, phase: str) -> str:
    """Say which update is told, and what is seen of it in a `phase` of the walk."""
    number, batch = f"{update.number:,}", len(update.places)
    if phase == "backward":
        return translate("SlowMotion", "Update {number}: backward").format(number=number)
    if phase == "update" and all(part.all() for layer in update.frozen for part in layer):
        return translate("SlowMotion", "Update {number}: all is frozen").format(number=number)
    if phase == "update":
        alone = translate("SlowMotion", "Update {number}: weights change")
        mean = translate(
            "SlowMotion", "Update {number}: weights change, mean of {batch} example(s)", "", batch
        )
        return (mean if batch > 1 else alone).format(number=number, batch=f"{batch:,}")
    if phase == "again":
        return translate("SlowMotion", "Update {number}: the same example again").format(
            number=number
        )
    one = translate("SlowMotion", "Update {number}: forward, example {example} of {examples}")
    first = translate(
        "SlowMotion",
        "Update {number}: forward, example {example} of {examples}, first in a batch of {batch}",
    )
    return (first if batch > 1 else one).format(
        number=number,
        example=f"{update.places[0] + 1:,}",
        examples=f"{update.examples:,}",
        batch=f"{batch:,}",
    )


class SlowMotion(QObject):
    """Tells one update after the other; `clock` returns seconds."""

    moved = Signal()  # what the diagram shows of it
    words_changed = Signal()
    # Snapshots that were kept back are to be shown: up to this one, or all (None).
    ended = Signal(object)

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        load: Callable[[Source], Data] = data.load,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._load, self._clock = session, load, clock
        self._update: MadeUpdate | None = None
        self._act: Act | None = None
        self._progress = 0.0
        self._words = ""
        self._newest: Snapshot | None = None  # of this update that is kept back
        self._telling = False
        self._began = self._seconds = 0.0
        self._stepped = False  # an update was asked for, and has not come
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        session.update_requested.connect(self._see_step)
        for signal in (
            session.training_changed,
            session.pace_changed,
            session.example_changed,
        ):
            signal.connect(self.stop)
        session.snapshot_changed.connect(self._see_snapshot)

    @property
    def act(self) -> Act | None:
        """What the diagram shows; None: nothing is told."""
        return self._act

    @property
    def progress(self) -> float:
        """How far the act has come, 0 to 1."""
        return self._progress

    @property
    def words(self) -> str:
        """What is seen, in words; empty: nothing is told."""
        return self._words

    def keeps(self, snapshot: Snapshot) -> bool:
        """Whether `snapshot` is kept back, for its update is told first, or one before it is."""
        if not self._telling:
            self._begin(snapshot)
        elif self._update and snapshot.updates == self._update.number:
            self._newest = snapshot  # a complete one
        return self._telling

    def tick(self) -> None:
        """Go on by the time that has passed."""
        share = (self._clock() - self._began) / self._seconds
        if share < 1:
            self._show(moment(self._update, share) if self._update else None)
            return
        self._release(self._newest)
        if self._telling:
            return  # the next one had come meanwhile
        if not self._session.training or self._session.example_is_chosen:
            self._update = None
        # Where nobody chose an example, it is told what the update did to this one.
        self._show(Moment(Place(len(self._update.stages) - 1), 1.0) if self._update else None)

    def stop(self) -> None:
        """Have what was kept back shown now, and nothing told of it any more."""
        if self._update is None:
            return
        # The network is shown as it is only then: its edges go from the last act to no older ones.
        self._release(None)
        self._update = None
        self._show(None)

    def _begin(self, snapshot: Snapshot) -> None:
        session = self._session
        source, before = session.experiment.source, session.snapshot
        wanted = session.training or self._stepped
        if snapshot.updates == before.updates or source is None:
            return
        self._stepped = False
        if not wanted or session.pace > FASTEST:
            return
        made = made_update(session.experiment, before, snapshot, self._load(source))
        if made:
            self._update, self._newest, self._telling = made, snapshot, True
            self._seconds, self._began = SHARE / session.pace, self._clock()
            self._timer.start()
            self._show(moment(made, 0.0))

    def _release(self, newest: Snapshot | None) -> None:
        self._timer.stop()
        if self._telling:
            self._telling = False
            self.ended.emit(newest)

    def _show(self, now: Moment | None) -> None:
        update = self._update
        if update is None or now is None:
            self._act = None
            self._say("")
        else:
            self._progress = now.progress
            if self._act is None or (self._act.walk, self._act.place) != (update, now.place):
                self._act = Telling(update, now.place, "layer", of_session(self._session))
                self._say(said(update, update.stages[now.place.stage].phase))
        self.moved.emit()

    def _say(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.words_changed.emit()

    def _see_step(self) -> None:
        self.stop()
        self._stepped = True

    def _see_snapshot(self) -> None:
        """Nothing is told of what is on screen already, unless it is just that update's end."""
        update = self._update
        if self._telling or (update and update.number != self._session.snapshot.updates):
            self.stop()
