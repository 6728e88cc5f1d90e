"""The owner of a race: its lanes, a session each, and the backend process in which they train."""

import math
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.backend.messages import (
    Drawn,
    Phase,
    Race,
    Raced,
    Ready,
    SetPace,
    Stopped,
    ToWindow,
    Train,
)
from core.backend.packing import longest, pack_snapshot, unpack_snapshot
from core.example import Example
from core.own_race import OwnRace
from core.parameters import check
from core.races import READY_RACES, ReadyRace
from core.run import Run, new_id
from core.runs import Kept
from core.stopwatch import Stopwatch
from core.wording import form_of
from gui.backend_process import BackendProcess, Outcome
from gui.errors import sentence
from gui.race.own_row import lane_name
from gui.recovery import give_up_silent
from gui.session import Session
from gui.translation import translate, worded

OWN = "own"  # the name of a race of the window's own network
_CREDIT_MS = 30  # between two snapshots that are shown, at least


class RaceModel(QObject):
    """Which race is held, how far it has come, and what is to be said of it.

    `make_process` makes its backend, another than the window's: that goes on undisturbed. Where
    there is an `open_run`, the network of that can race, too.
    """

    chosen = Signal()  # another race, or the same from its start: there are other lanes
    changed = Signal()  # what it does
    grew = Signal()  # all lanes have come further, together

    def __init__(
        self,
        make_process: Callable[[QObject], BackendProcess],
        device: Callable[[], str] = str,
        parent: QObject | None = None,
        open_run: Callable[[], Run] | None = None,
    ) -> None:
        super().__init__(parent)
        self.open_run = open_run
        self._example: tuple[Example, bool] | None = None
        self.own: OwnRace | None = None
        self._make_process, self._device = make_process, device
        self._process: BackendProcess | None = None
        self._number = 0
        self._name, self._race = next(iter(READY_RACES.items()))
        self._lanes: tuple[Session, ...] = ()
        self._phase = ""  # "": no backend, "loading", or as in core.backend.messages
        self._wanted = self._ended = False
        self._text = self._title = ""
        self._titles: dict[str, str] = {}
        self._pace = self.race.pace
        self._credit = QTimer(self, singleShot=True, interval=_CREDIT_MS)
        self._credit.timeout.connect(lambda: self._send(Drawn()))
        self._made: tuple[Kept, ...] = ()
        self._made_at = (0, 0)  # race and updates
        self._prepare()

    # What there is.

    @property
    def name(self) -> str:
        """Which of READY_RACES it is, or OWN."""
        return self._name

    @property
    def race(self) -> ReadyRace:
        """The race."""
        return self._race

    @property
    def lanes(self) -> tuple[Session, ...]:
        """A session for each that takes part, with its run."""
        return self._lanes

    @property
    def updates(self) -> int:
        """How many updates those have made that came furthest."""
        return max(lane.snapshot.updates for lane in self._lanes)

    @property
    def running(self) -> bool:
        """Whether it goes on, or will once it is compiled."""
        return self._wanted

    @property
    def ended(self) -> bool:
        """Whether it is over: all updates were made, or none can go on."""
        return self._ended

    @property
    def pace(self) -> float:
        """Updates a second at most, of each; infinite: as many as can be made."""
        return self._pace

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence; "": nothing."""
        return self._text

    @property
    def told(self) -> str:
        """What it does, in a few words."""
        if self._wanted and self._phase == "loading":
            return translate("Race", "TensorFlow is loading …")
        if self._wanted and self._phase == "compiling":
            return translate("Race", "Compiling the networks …")
        made, most = form_of(self.updates), form_of(self.race.updates)
        text = (
            translate("Race", "Over: {updates} update(s)", "", made)
            if self._ended
            else translate("Race", "{updates} of {most} update(s)", "", most)
        )
        return text.format(updates=f"{self.updates:,}", most=f"{self.race.updates:,}")

    # What users ask for.

    def choose(self, name: str) -> None:
        """Hold another race; the network of the window is taken as it is now."""
        if name == OWN and self.open_run:
            self.choose_own(OwnRace.of(self.open_run()))
        elif name != self._name and name in READY_RACES:
            self._hold(name, READY_RACES[name])

    def choose_own(self, own: OwnRace) -> None:
        """Hold a race of a network of one's own."""
        try:
            race = own.ready([lane_name(own.what, value) for value in own.values])
        except ValueError as error:
            self._text = sentence(error)
            self.changed.emit()  # the one that was held stays
            return
        self.own = own
        self._hold(OWN, race)

    def take_again(self) -> None:
        """Hold the same race of the network that the window shows now."""
        if self.own and self.open_run:
            self.choose_own(self.own._replace(run=self.open_run()))

    def show_example(self, example: Example, is_chosen: bool) -> None:
        """Have all lanes of the window's own network answer this example, if it is one of its."""
        self._example = example, is_chosen
        if self._name == OWN:
            for lane in self._lanes:
                self._show_example_in(lane)

    def _show_example_in(self, lane: Session) -> None:
        if self._example and self._example[0].inputs.size == lane.experiment.network.inputs:
            lane.set_example(*self._example)

    def _hold(self, name: str, race: ReadyRace) -> None:
        other, self._name, self._race = name != self._name, name, race
        if other:
            self.set_pace(race.pace)
        self.reset()

    def reset(self) -> None:
        """Begin again with the same start."""
        self._wanted = self._ended = False
        self._text = ""
        self._prepare()
        if self._process:
            self._start()

    def open(self) -> None:
        """Load TensorFlow, so that it is there when somebody starts."""
        if self._process is None:
            self._process = self._make_process(self)
            self._process.received.connect(self._take)
            self._process.ended.connect(self._end)
            give_up_silent(self._process)
        if not self._phase:
            self._process.replace()  # one may be about to end
            self._phase = "loading"
            self._start()

    def start(self) -> None:
        """Begin, or go on."""
        if self._ended:
            self.reset()
        self._text = ""
        self.open()
        self._set_running(True)

    def pause(self) -> None:
        """Stand still."""
        self._set_running(False)

    def set_pace(self, pace: float) -> None:
        """Make so many updates a second at most."""
        if pace != self._pace:
            self._pace = pace
            self._send(SetPace(pace))
            self.changed.emit()

    def close(self) -> None:
        """End the backend: nobody looks any more."""
        self._set_running(False)
        self._phase = ""
        if self._process:
            self._process.stop()

    def kill(self) -> None:
        """End the backend before this returns: the program ends."""
        if self._process:
            self._process.close()

    def runs(self) -> tuple[Kept, ...]:
        """Return what all lanes have come to, as runs of the window; the same while none goes on.

        The first one counts as what the others were made from: they say what they do otherwise.
        """
        key = self._number, self.updates
        if key != self._made_at:
            self._made_at, made, first = key, [], ""
            for lane in self._lanes:
                run = replace(lane.run, id=new_id(), parent=first, computed_on=self._title)
                run = replace(run, history=lane.history.copy())
                made.append(Kept(run, watch=watch_of(lane)))
                first = first or run.id
            self._made = tuple(made)
        return self._made

    # What happens.

    def _prepare(self) -> None:
        before = self._lanes
        runs = zip(self.race.runs(), self.race.names, strict=True)
        self._lanes = tuple(self._lane(replace(run, name=worded(name))) for run, name in runs)
        self._number += 1
        self.chosen.emit()
        for session in before:
            session.deleteLater()
        self.changed.emit()

    def _lane(self, run: Run) -> Session:
        session = Session(run.experiment, parent=self)
        session.set_run(run)
        if self._name == OWN:
            self._show_example_in(session)
        return session

    def _start(self) -> None:
        """Have the backend prepare the race: it stands at its start then, or where it was."""
        assert self._process is not None
        runs = [session.run for session in self._lanes]
        most = sum(longest(run.snapshot.parameters) for run in runs)
        self._process.expect(most)
        lanes = tuple((run.experiment, pack_snapshot(run.exact)) for run in runs)
        self._send(Race(self._number, lanes, self.race.updates, self._device()))
        if math.isfinite(self._pace):
            self._send(SetPace(self._pace))
        if self._wanted:
            self._send(Train(True))

    def _set_running(self, on: bool) -> None:
        if on != self._wanted:
            self._wanted = on
            self._send(Train(on))
            for lane in self._lanes:
                lane.set_training(on)
            self.changed.emit()

    def _send(self, message: Race | Train | SetPace | Drawn) -> None:
        if self._process:
            self._process.send(message)

    def _take(self, message: ToWindow) -> None:
        match message:
            case Ready():
                self._titles = dict(message.devices)
            case Phase(run, phase, device) if run == self._number:
                self._phase, self._title = phase, self._titles.get(device, device)
                self.changed.emit()
            case Raced(run) if run == self._number:
                self._take_round(message)
            case Stopped(run, reason) if run == self._number:
                self._stop(worded(reason))

    def _take_round(self, message: Raced) -> None:
        assert self._process is not None
        try:
            snapshots = [unpack_snapshot(data) for data in message.snapshots]
            for session, snapshot in zip(self._lanes, snapshots, strict=True):
                check(snapshot.parameters, session.experiment.network)
                snapshot.check_slots(session.experiment.hyperparameters.optimizer)
        except ValueError as error:
            self._process.refuse(sentence(error))
            return
        for session, snapshot in zip(self._lanes, snapshots, strict=True):
            session.set_snapshot(snapshot)
        self._credit.start()
        self.grew.emit()
        if message.ended and not self._ended:
            self._ended = True
            self._set_running(False)
            self.changed.emit()

    def _end(self, outcome: Outcome) -> None:
        self._phase = ""
        if not outcome.expected:
            self._stop(outcome.text)

    def _stop(self, text: str) -> None:
        self._wanted = False
        for lane in self._lanes:
            lane.set_training(False)
        self._text = text
        self._phase = self._phase and "ready"
        self.changed.emit()


def watch_of(session: Session) -> Stopwatch:
    """Return what knows the updates of every epoch of a lane: they are evenly made."""
    return Stopwatch.even(session.snapshot.epoch, session.snapshot.updates)
