"""Which update of the run is looked at: the newest, or one of its past."""

import time
from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.experiment import Experiment
from core.parameters import like
from core.run import Run, given_at_start
from core.snapshot import Snapshot
from gui.errors import sentence
from gui.session import Session
from gui.time_bar.records import Records
from gui.time_bar.replays import Exact, Replays

_REST_MS = 120  # a bar that is held for so long is asked for the exact update
_FRAME_MS = 33
Direction = Literal[-1, 1]


class Time(QObject):
    """Shows updates of the live run's record in place of its newest snapshot.

    A checkpoint is shown at once, the exact update when the backend has it again. Training goes on.
    """

    changed = Signal()  # what is looked at, what is known of it, or how far the record reaches
    playing_changed = Signal()
    awaited_changed = Signal(bool)  # whether a hand moves the bar, or an update is to come

    def __init__(
        self, session: Session, records: Records, replays: Replays, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._records, self._replays = session, records, replays
        # Asked of what is shown next: True keeps it back until `show_prepared` is called with it.
        self.prepare: Callable[[Snapshot], bool] = lambda snapshot: False
        self._wanted: int | None = None  # the update that is asked for; None: now
        self._coming: list[Run] = []  # each is shown when it is prepared; the newest is the last
        self._put = False  # the past is shown in the session, by this
        self._told, self._held, self._awaited = "", False, False
        self._speed, self._forward = 1000.0, True
        self._place, self._clock = 0.0, 0.0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.settle)
        self._film = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._film.timeout.connect(self._play_on)
        session.earlier = self.earlier
        replays.come.connect(self._take)
        replays.failed.connect(self._tell)
        replays.differed.connect(self._tell)
        records.changed.connect(self.changed)
        records.rewritten.connect(self._forget)
        session.live_changed.connect(self._forget)
        session.run_changed.connect(self.changed)
        session.snapshot_changed.connect(self._see)
        session.newest_changed.connect(self._see_beside_past)

    # What there is.

    @property
    def is_past(self) -> bool:
        """Whether something else than the newest snapshot is asked for."""
        return self._wanted is not None

    def earlier(self, snapshot: Snapshot) -> Snapshot | None:
        """Return the checkpoint before a snapshot of the past, itself where there is none.

        None: it is the newest, or one of another structure comes before it.
        """
        if not self.is_past or snapshot is self._session.live.snapshot:
            return None
        found = self._records.record.nearest(snapshot.updates - 1)
        if found is None:
            return snapshot
        return found.snapshot if like(found.snapshot.parameters, snapshot.parameters) else None

    @property
    def first(self) -> int:
        """The first update that can be looked at."""
        return self._records.record.first

    @property
    def last(self) -> int:
        """The newest update."""
        return self._session.live.snapshot.updates

    @property
    def there(self) -> bool:
        """Whether there is a past to look at."""
        record = self._records.record
        return bool(record.checkpoints) and self.last > record.first

    @property
    def update(self) -> int:
        """The update that is asked for."""
        return self.last if self._wanted is None else self._wanted

    @property
    def shown(self) -> int:
        """The update that all views show: on the way to `update` that of a checkpoint."""
        return self._session.snapshot.updates

    @property
    def told(self) -> str:
        """What is to be said of the update: why it cannot be had, say; empty: nothing."""
        return self._told

    @property
    def playing(self) -> bool:
        """Whether the past is played like a film."""
        return self._film.isActive()

    @property
    def forward(self) -> bool:
        """Whether the film runs forward."""
        return self._forward

    @property
    def speed(self) -> float:
        """Updates of a second of film."""
        return self._speed

    # What users ask for.

    def look_at(self, update: int, hold: bool = False) -> None:
        """Show an update; on `hold`, while the bar is dragged, the checkpoint before it."""
        self._halt()
        if update >= self.last:
            self.go_to_now()
            return
        self._want(update)
        if hold:
            self._rest.start()
            self._hold(True)
        self._show_checkpoint()
        if not hold:
            self.settle()

    def settle(self) -> None:
        """Have the exact update that is asked for."""
        self._rest.stop()
        self._hold(False)
        if self._wanted is not None and (self.shown != self._wanted or self._coming):
            self._ask(self._wanted)

    def move(self, updates: int) -> None:
        """Show the update that is so many `updates` later, or earlier."""
        self._halt()
        update = self.update + updates
        if update >= self.last:
            self.go_to_now()
        else:
            self._want(update)
            self._ask(self.update)

    def move_checkpoint(self, direction: Direction) -> None:
        """Show the next checkpoint, or the one before."""
        record, update = self._records.record, self.update
        found = record.after(update) if direction > 0 else record.nearest(update - 1)
        if found is not None:
            self.look_at(found.update)
        elif direction > 0:
            self.go_to_now()

    def go_to_now(self) -> None:
        """Show the newest snapshot again."""
        self._leave()
        self._session.show_past(None)
        self.changed.emit()

    def play(self, forward: bool) -> None:
        """Play the record from the update that is looked at; from an end, from the other one."""
        if not self.there:
            return
        self._forward = forward
        ends = self.first, self.last
        halfway = self.is_past and self.update != ends[forward]
        start = self.update if halfway else ends[not forward]
        if self._wanted is None and not forward:
            start = self.last
        self._place, self._clock = float(start), time.monotonic()
        self._rest.stop()
        self._hold(False)
        self._film.start()
        self._advance_to(start)
        self.playing_changed.emit()

    def pause(self) -> None:
        """Halt the film, at the exact update."""
        if self.playing:
            self._halt()
            self.settle()

    def set_speed(self, updates: float) -> None:
        """Play so many updates in a second."""
        if updates != self._speed:
            self._speed = updates
            self.playing_changed.emit()

    def show_prepared(self, snapshot: Snapshot) -> None:
        """Show what was kept back until this snapshot is prepared."""
        for at, past in enumerate(self._coming):
            if past.snapshot is snapshot:
                del self._coming[: at + 1]  # those before it are passed over
                self._show_now(past)
                return

    # How it is done.

    def _hold(self, on: bool) -> None:
        self._held = on
        self._tell_awaited()

    def _tell_awaited(self) -> None:
        comes = self.is_past and self.shown != self._wanted and not (self.playing or self._told)
        if self._awaited != (now := self._held or comes):
            self._awaited = now
            self.awaited_changed.emit(now)

    def _want(self, update: int) -> None:
        self._wanted = min(max(update, self.first), self.last)
        self._told = ""
        self._tell_awaited()
        self.changed.emit()

    def _show_checkpoint(self) -> None:
        record = self._records.record
        found = record.nearest(self.update)
        if found is not None:
            self._show(*record.standing(found))

    def _ask(self, update: int) -> None:
        try:
            self._replays.ask(self._records.record, update)
        except ValueError as error:
            self._tell(sentence(error))
            self._show_checkpoint()

    def _take(self, exact: Exact) -> None:
        if self._wanted == exact.snapshot.updates or self.playing:
            self._show(exact.experiment, exact.snapshot)

    def _show(self, experiment: Experiment, snapshot: Snapshot) -> None:
        now = self._session.run
        if snapshot.parameters is now.snapshot.parameters and experiment == now.experiment:
            self._coming.clear()
            return
        past = self._past(experiment, snapshot)
        # What is prepared is painted as one of the experiment that is shown.
        rates, shown = experiment.hyperparameters, now.experiment.hyperparameters
        alike = past.id == now.id and rates.optimizer == shown.optimizer
        if alike and self.prepare(snapshot):
            self._coming.append(past)
            if self._session.past is None:
                # What is trained meanwhile is not shown, nor prepared in place of this.
                self._show_now(self._past(now.experiment, now.snapshot))
        else:
            self._coming.clear()
            self._show_now(past)

    def _show_now(self, past: Run) -> None:
        self._put = True
        self._session.show_past(past)
        self._tell_awaited()

    def _past(self, experiment: Experiment, snapshot: Snapshot) -> Run:
        """Return the live run as it was at a snapshot; with another structure it has another id."""
        live = self._session.live
        past = replace(
            live, experiment=experiment, snapshot=snapshot, checkpoint=snapshot, trained=None
        )
        if experiment.network == live.experiment.network:
            return past
        alike = (
            one.snapshot
            for one in self._records.record.checkpoints
            if one.experiment.network == experiment.network
        )
        began = next(alike, snapshot)
        given = given_at_start(experiment, began) if not began.updates else began.parameters
        grown = bool(began.updates)
        return replace(past, id=f"{live.id}/{experiment.network.title}", given=given, grown=grown)

    def _tell(self, words: str) -> None:
        self._told = words
        self._tell_awaited()
        self.changed.emit()

    def _see(self) -> None:
        if self._put and self._session.past is None:
            self._leave()  # something was changed, and another run is shown
        self.changed.emit()

    def _see_beside_past(self) -> None:
        """The record reaches further; where no past is shown, what is shown changes with it."""
        if self._session.past is not None:
            self.changed.emit()

    def _forget(self) -> None:
        """What the backend had again may hold no more."""
        self._replays.forget_all()
        if self._put and self._session.past is None:
            self._leave()
        elif self._wanted is not None and self._wanted > self._records.record.end:
            self.go_to_now()
        else:
            self.settle()

    def _leave(self) -> None:
        self._halt()
        self._rest.stop()
        self._hold(False)
        self._replays.forget()
        self._wanted = None
        self._coming.clear()
        self._put, self._told = False, ""
        self._tell_awaited()

    def _halt(self) -> None:
        if self._film.isActive():
            self._film.stop()
            self.playing_changed.emit()

    def _play_on(self) -> None:
        now = time.monotonic()
        passed, self._clock = now - self._clock, now
        self._place += passed * self._speed * (1 if self._forward else -1)
        self._place = min(max(self._place, self.first), self.last)
        self._advance_to(int(self._place))
        if self._forward and self._place >= self.last:
            self.go_to_now()
        elif not self._forward and self._place <= self.first:
            self.pause()

    def _advance_to(self, update: int) -> None:
        """Show an update of a film: the checkpoint before it, or, where it is slow, exactly it."""
        if update != self._wanted:
            self._want(update)
        record = self._records.record
        before, after = record.nearest(self.update), record.after(self.update)
        apart = (after.update if after else self.last) - (before.update if before else 0)
        if self._speed * _FRAME_MS / 1000 >= apart:
            self._show_checkpoint()
        elif not (self._replays.pending or self._coming or self.shown == self.update):
            self._ask(self.update)
