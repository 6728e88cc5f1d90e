"""The owner of the window's experiment: sweeps, their table, and whether it is being worked at."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core import sweeps_kept
from core.jobs import Progress
from core.parameters import bytes_of
from core.sweep import Row, Sweep
from core.sweep_file import Held
from core.sweeps import Sweeps, ended
from gui.errors import sentence
from gui.newest_worker import NewestWorker
from gui.session import Session
from gui.translation import translate
from gui.undo_stack import Command

if TYPE_CHECKING:
    from gui.experiments.runner import News, Runner, Works

IDLE, RUNNING, PAUSED = "idle", "running", "paused"
MOST_BYTES = 1 << 28  # of weights that the table keeps; of further runs it has the numbers alone


class Experiments(QObject):
    """Which sweeps there are, what their runs have come to, and what is done about it.

    `folder` is where what is done is written down at once, so that nothing is lost.
    """

    sweeps_changed = Signal()  # others, or none
    rows_changed = Signal()  # their runs have come further
    state_changed = Signal()  # IDLE, RUNNING or PAUSED, and what is wrong
    offer_changed = Signal()  # what was left unfinished before

    def __init__(
        self,
        session: Session,
        folder: Path,
        make_crew: "Callable[[], Works] | None" = None,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._undo_stack, self._folder = session.undo_stack, folder
        self._make_crew = make_crew or (lambda: _crew(session.device))
        self._held: Sweeps | None = None
        self._saved: Sweeps | None = None
        self._saved_ended = 0
        self._live: dict[int, Progress] = {}
        self._state, self._trouble = IDLE, ""
        self._runner: Runner | None = None
        self._pace = _Pace(clock)
        self._weights = 0
        self._ended = self._made = 0  # runs, and their updates; counted as they come
        self._offer: Held | None = None
        self._looker: NewestWorker | None = None

    # What there is.

    @property
    def held(self) -> Sweeps | None:
        """The sweeps and their table; None: nobody has begun any."""
        return self._held

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table; empty until it is known which runs there are."""
        return self._held.rows if self._held else ()

    @property
    def live(self) -> dict[int, Progress]:
        """How far those runs are that are being made, by their numbers."""
        return self._live

    @property
    def state(self) -> str:
        """IDLE, RUNNING or PAUSED."""
        return self._state

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence; "": nothing."""
        return self._trouble

    @property
    def ended(self) -> int:
        """How many runs have come to their end."""
        return self._ended

    @property
    def complete(self) -> bool:
        """Whether all runs have."""
        return self._held is not None and self.ended == self._held.runs

    @property
    def share(self) -> float:
        """How much is done, 0 to 1; runs that are being made count by their updates."""
        if self._held is None:
            return 0.0
        done = self._made + sum(one.updates for one in self._live.values())
        return min(done / max(self._held.updates, 1), 1.0)

    @property
    def seconds_left(self) -> float | None:
        """How long it takes still, by what was done since it began; None: it is not known."""
        return self._pace.left(self.share) if self._state == RUNNING else None

    @property
    def offer(self) -> Held | None:
        """What was left unfinished before, and may be gone on with."""
        return self._offer

    @property
    def unsaved(self) -> bool:
        """Whether there is a table that no file of the user's holds."""
        return self._ended > self._saved_ended or not self._is_in(self._saved)

    def _is_in(self, other: Sweeps | None) -> bool:
        """Whether `other` has all runs that have come to their end here."""
        held = self._held
        if held is None or not self.ended:
            return True
        if other is None or other.sweeps != held.sweeps:
            return False
        if other.rows is held.rows:
            return True
        pairs = zip(held.rows, other.rows or (None,) * len(held.rows), strict=True)
        return all(not here.ended or (there is not None and there.ended) for here, there in pairs)

    # What users ask for.

    def start(self, *sweeps: Sweep) -> None:
        """Begin these, undoably; those that are held go on where they were."""
        if self._state != IDLE:
            return
        if self._held is None or self._held.sweeps != sweeps:
            text = translate("Experiments", "Start an experiment")
            self._undo_stack.push(_Exchange(self, Sweeps(sweeps), text))
        from gui.experiments.runner import Runner  # the window opens without

        assert self._held is not None
        runner = Runner(self._held, self._make_crew(), self._folder, self)
        runner.came.connect(self._take)
        self._runner = runner
        self._pace.begin()
        self._set_offer(None)
        self._set_state(RUNNING)

    def pause(self, on: bool) -> None:
        """Stand still, or go on."""
        wanted, state = (RUNNING, PAUSED) if on else (PAUSED, RUNNING)
        if self._runner and self._state == wanted:
            self._runner.pause(on)
            self._pace.pause(on, self.share)
            self._set_state(state)

    def cancel(self) -> None:
        """End what is being done; what has come stays. No process is left when it returns."""
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        runner.stop()
        self._take_in(runner.taken())
        runner.deleteLater()
        self._finish()

    def remove(self) -> None:
        """Have no experiment any more, undoably."""
        if self._held is not None:
            text = translate("Experiments", "Remove the experiment")
            self._undo_stack.push(_Exchange(self, None, text))

    def exchange(self, held: Sweeps | None) -> Sweeps | None:
        """Have `held` in place of what there is, which is ended and returned."""
        self.cancel()
        before, self._held = self._held, held
        self._count()
        self._set_state(IDLE)
        self.sweeps_changed.emit()
        self.rows_changed.emit()
        return before

    def look_for_left(self) -> None:
        """Look, in a thread, for what was left unfinished before."""
        if self._looker is None:
            self._looker = NewestWorker(sweeps_kept.newest_unfinished, "experiments kept", self)
            self._looker.ready.connect(lambda _, found: self._take_left(found))
        self._looker.request(self._folder)

    def take_offer(self) -> None:
        """Go on with what was left: with all of a ready experiment that it is a part of."""
        if self._offer and self._state == IDLE:
            self.start(*_with_its_others(self._offer.sweep))

    def discard_offer(self) -> None:
        """Forget what was left: all that would be gone on with."""
        if self._offer:
            for sweep in _with_its_others(self._offer.sweep):
                sweeps_kept.discard(sweeps_kept.journal_path(self._folder, sweep))
            self._set_offer(None)

    # Files.

    def take_saved(self, held: Sweeps | None) -> None:
        """A file holds this; None: the file of what is shown holds no table."""
        self._saved, self._saved_ended = held, held.ended if held else 0

    def check_idle(self) -> None:
        """ValueError: something is being worked at, and is not thrown away for a file's."""
        if self._state != IDLE:
            text = translate(
                "Experiments",
                "This file has an experiment, and so have you: yours is still running."
                " Cancel yours first, then open the file.",
            )
            raise ValueError(text)

    def take_opened(self, held: Sweeps) -> None:
        """Show what a file has. ValueError: see check_idle."""
        self.check_idle()
        self.take_saved(held)
        same = self._held is not None and self._held.sweeps == held.sweeps
        if self._held is None or (same and self._is_in(held)):
            self.exchange(held)
        else:  # what was there comes back, if it is wished
            text = translate("Experiments", "Open another experiment")
            self._undo_stack.push(_Exchange(self, held, text))

    def close(self) -> None:
        """The window closes: neither thread nor process is left when it returns."""
        self.cancel()

    # What happens.

    def _take(self, news: "News") -> None:
        if self._runner is None or self.sender() is not self._runner:
            return
        over = self._take_in(news)
        if over:
            runner, self._runner = self._runner, None
            runner.stop()
            runner.deleteLater()
            self._finish()

    def _take_in(self, news: "News") -> bool:
        """Put what has come into the table; return whether that is all."""
        assert self._held is not None
        if error := news.failure or news.trouble:
            self._trouble = sentence(error)
            self.state_changed.emit()
        before = self._held
        if news.table is not None:
            self._held = before._replace(rows=news.table)
            self._count()
        if news.outcomes:
            table = list(self._held.rows)
            for number, outcome in news.outcomes.items():
                before_it = table[number]
                table[number] = self._bounded(replace(before_it, outcome=outcome))
                more = table[number].ended - before_it.ended
                self._ended += more
                self._made += more * self._held.sweep_of(number).updates
            self._held = self._held._replace(rows=tuple(table))
        self._live = {
            number: one
            for number, one in {**self._live, **news.live}.items()
            if number not in news.outcomes
        }
        if self._held is not before or news.live:
            self._pace.note(self.share)
            self.rows_changed.emit()
        return news.over

    def _count(self) -> None:
        """Count all that a table has; what comes later is added, however many rows there are."""
        self._weights = sum(map(_bytes_of, self.rows))
        parts = self._held.held if self._held else ()
        counts = [(ended(one.rows), one.sweep.updates) for one in parts]
        self._ended = sum(count for count, _ in counts)
        self._made = sum(count * updates for count, updates in counts)

    def _bounded(self, row: Row) -> Row:
        """Return a row without its weights where the table holds too many already."""
        size = _bytes_of(row)
        if row.outcome is None or self._weights + size <= MOST_BYTES:
            self._weights += size
            return row
        return replace(row, outcome=replace(row.outcome, run=row.outcome.run.light))

    def _finish(self) -> None:
        self._live = {}
        self._set_state(IDLE)
        self.rows_changed.emit()

    def _take_left(self, found: Held | None) -> None:
        held = self._held
        if self._state == IDLE and not (found and held and found.sweep in held.sweeps):
            self._set_offer(found)

    def _set_offer(self, offer: Held | None) -> None:
        if offer is not self._offer:
            self._offer = offer
            self.offer_changed.emit()

    def _set_state(self, state: str) -> None:
        if state == RUNNING and self._state == IDLE:
            self._trouble = ""
        if state != self._state:
            self._state = state
            self.state_changed.emit()


class _Exchange(Command):
    """Another experiment in place of the one that there is; undo ends what is being done."""

    def __init__(self, owner: Experiments, other: Sweeps | None, text: str) -> None:
        super().__init__(text)
        self._owner, self._other = owner, other

    @property
    def arrays(self) -> list[np.ndarray]:
        return [one for row in (self._other.rows if self._other else ()) for one in _arrays_of(row)]

    def do(self) -> None:
        self._other = self._owner.exchange(self._other)

    undo = do


class _Pace:
    """How quickly it goes on, by the clock, pauses left out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Forget what was: the first that comes begins it, for loading TensorFlow takes a while."""
        self._first: tuple[float, float] | None = None  # time and share

    def note(self, share: float) -> None:
        """So much is done now."""
        if self._first is None:
            self._first = self._clock(), share

    def pause(self, on: bool, share: float) -> None:
        """It stands still, or goes on from here."""
        self._first = None if on else (self._clock(), share)

    def left(self, share: float) -> float | None:
        """Return the seconds that the rest takes; None: too little was done to say."""
        if self._first is None or share <= self._first[1]:
            return None
        began, done = self._first
        return (self._clock() - began) * (1 - share) / (share - done)


def _crew(device: str) -> "Works":
    from core.crew import Crew  # the window opens without

    return Crew(device=device)


def _with_its_others(sweep: Sweep) -> tuple[Sweep, ...]:
    """Return all sweeps of the ready experiment that `sweep` is a part of; else it alone."""
    from core.ready_sweeps import READY  # the window opens without

    made = (one.make() for one in READY.values())
    return next((sweeps for sweeps in made if sweep in sweeps), (sweep,))


def _bytes_of(row: Row) -> int:
    return bytes_of(_arrays_of(row))


def _arrays_of(row: Row) -> list[np.ndarray]:
    return row.outcome.run.snapshot.arrays if row.outcome else []
