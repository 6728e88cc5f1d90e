"""Updates of a training that are had again, beside the training that goes on.

The same loops make the same updates, so the bits are the same. Work comes in portions: in between
the worker hears its window, and trains. Who drags time asks again and again: the trainer stays, and
it stays known how many updates make a portion.
"""

import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from core.backend.messages import Replay, ReplayChecked, Replayed, ToWindow
from core.backend.pace import Pace
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.reasons import reason_of
from core.checkpoint import Checkpoint, checksum
from core.data import Source, load
from core.experiment import Experiment
from core.network import Network
from core.parameters import count
from core.snapshot import Snapshot
from core.timeline import Change, Way
from core.wording import SentenceError

if TYPE_CHECKING:
    from core.backend.trainer import Trainer

# While somebody waits for it: about what lies between two checkpoints. Then training has its turn.
_PORTION_S = 0.04
_CHECKING_S = 0.004  # while nobody does
MOST_KEPT = 4_000_000  # parameters: to keep more takes much room, and gains little


# Returns how many updates a trainer is known to make in less than a portion; 1: nothing is known.
Known = Callable[["Trainer"], int]


def nothing_known(_: "Trainer") -> int:
    """Begin with one update: how long it takes is not known."""
    return 1


class _Of(NamedTuple):
    """What a trainer is made of that stays while it goes on from other snapshots."""

    network: Network
    source: Source | None
    seed: int
    device: str


class Trainers:
    """The trainer of the last update that was had again, and its pace."""

    def __init__(self, known: Known = nothing_known) -> None:
        self.pace = Pace(_PORTION_S)
        self._known = known
        self._of: _Of | None = None
        self._trainer: Trainer | None = None

    def at(self, experiment: Experiment, snapshot: Snapshot, device: str) -> "Trainer":
        """Return a trainer that stands at a snapshot. ValueError: it does not fit."""
        of = _Of(experiment.network, experiment.source, experiment.seed, device)
        kept, self._trainer = self._trainer, None  # where it fails it is not used again
        if kept is not None and of == self._of:
            before = kept.compiled_for
            kept.go_on_from(experiment.hyperparameters, snapshot)
            trainer, is_new = kept, kept.compiled_for != before
        else:
            trainer, is_new = self._made(experiment, snapshot, device), True
        if is_new:
            self.pace = Pace(_PORTION_S)
            self.pace.updates = self._known(trainer)
        if count(experiment.network) <= MOST_KEPT:
            self._of, self._trainer = of, trainer
        return trainer

    def _made(self, experiment: Experiment, snapshot: Snapshot, device: str) -> "Trainer":
        from core.backend.trainer import Trainer

        examples = None if experiment.source is None else load(experiment.source)
        return Trainer(experiment, examples, snapshot, device)


class Replaying:
    """One update that is had again. ValueError: its checkpoint does not fit what was trained."""

    def __init__(
        self, way: Way, device: str, check: int = 0, trainers: Trainers | None = None
    ) -> None:
        """`check` is an update to go on to afterwards; 0: none. Of `trainers` one goes on."""
        self._way, self._device = way, device
        self._changes = list(way.changes)
        self.check = check
        self._trainers = trainers or Trainers()
        begin = way.checkpoint
        self._trainer = self._trainers.at(begin.experiment, begin.snapshot, device)
        self._pace = self._trainers.pace
        self._make_changes()

    @property
    def done(self) -> bool:
        """Whether the update is reached."""
        return self._trainer.updates >= self._way.update

    @property
    def checked(self) -> bool:
        """Whether there is nothing to go on to."""
        return self._trainer.updates >= self.check

    def work(self) -> None:
        """Come nearer to the update, or go on from it, for a moment."""
        trainer, update = self._trainer, self.check if self.done else self._way.update
        update = min([update, *(one.update for one in self._changes[:1])])
        most = self._pace.updates
        updates = min(update - trainer.updates, most)
        begun = time.perf_counter()
        if updates > 0:
            trainer.run(updates)
        if updates == most:
            self._pace.took(updates, time.perf_counter() - begun)
        self._make_changes()

    def relax(self) -> None:
        """Take smaller portions from now on: nobody waits any more."""
        known, self._pace = self._pace.updates, Pace(_CHECKING_S)
        self._pace.updates = max(1, round(known * _CHECKING_S / _PORTION_S))

    def snapshot(self) -> Snapshot:
        """Return where it stands, complete, and measured on the test set."""
        if self._trainer.updates > self._way.checkpoint.update:
            self._trainer.measure_test()
        return self._trainer.snapshot(complete=True)

    @property
    def sum(self) -> str:
        """The checksum of where it stands."""
        return checksum(self._trainer.snapshot(complete=True))

    def _make_changes(self) -> None:
        """Make the changes that are due: in the order in which they were made."""
        while self._changes and self._changes[0].update <= self._trainer.updates:
            change, trainer = self._changes.pop(0), self._trainer
            now, rates = change.experiment, change.experiment.hyperparameters
            if rates != trainer.hyperparameters and trainer.set_hyperparameters(rates):
                self._pace.updates = 1  # how long they now take is not known
            if now.source != trainer.experiment.source:
                self._trainer = self._trainers.at(
                    now, trainer.snapshot(complete=True), self._device
                )


class Replays:
    """What a worker replays: one update at a time, the newest that was asked for."""

    def __init__(self, send: Callable[[ToWindow], None], known: Known = nothing_known) -> None:
        self._send = send
        self._asked: tuple[Replay, str] | None = None
        self._number = 0
        self._now: Replaying | None = None
        self._trainers = Trainers(known)

    @property
    def pending(self) -> bool:
        """Whether there is something to do."""
        return self._asked is not None or self._now is not None

    def take(self, message: Replay, device: str) -> None:
        """Have an update again on the TensorFlow device of that name, in place of what is asked."""
        self._asked, self._now = (message, device), None

    def work(self) -> None:
        """Do a little; what fails is told, and stops nothing else."""
        try:
            if self._asked:
                (message, device), self._asked = self._asked, None
                self._number = message.number
                self._now = Replaying(_way(message), device, message.check, self._trainers)
                self._tell(self._now)
            if self._now:
                was_done = self._now.done
                self._now.work()
                self._tell(self._now, was_done)
        except Exception as error:
            self._now = None
            if not isinstance(error, SentenceError):
                traceback.print_exc()
            self._send(Replayed(self._number, None, reason_of(error)))

    def _tell(self, now: Replaying, was_done: bool = False) -> None:
        if now.done and not was_done:
            snapshot = now.snapshot()
            self._send(Replayed(self._number, pack_snapshot(snapshot)))
            now.relax()
        if now.done and now.checked:
            if now.check:
                self._send(ReplayChecked(self._number, now.check, now.sum))
            self._now = None


def _way(message: Replay) -> Way:
    begin = Checkpoint.of(unpack_snapshot(message.snapshot), message.experiment)
    experiment, changes = message.experiment, []
    for update, rates, source in message.changes:
        source = experiment.source if source is None else source
        experiment = Experiment(experiment.network, source, rates, experiment.seed)
        changes.append(Change(update, "rates", experiment))
    return Way(begin, tuple(changes), message.update)
