"""The record of a training: from few checkpoints and a journal, any of its updates again, exactly.

A checkpoint is a complete snapshot. The journal says from which update on something else was
trained. An update is always the same bits, so it is had again by training from the checkpoint
before it as the journal says. Nothing here trains: a `Way` says how it is done.
"""

import itertools
from collections.abc import Callable
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.checkpoint import Checkpoint, same_bits
from core.experiment import Experiment
from core.optimizers import OPTIMIZERS
from core.parameters import Parameters
from core.snapshot import Snapshot, no_slots
from core.wording import QT_TRANSLATE_NOOP, SentenceError

BOUND = 256_000_000  # bytes of checkpoints, unless somebody chose otherwise
MOST_CHECKPOINTS = 4000  # however small they are: each makes the next a little slower to take
MOST_CHANGES = 2000  # in a journal; of more the oldest are forgotten, and all before them
# The oldest stretches are so many times coarser than the newest, once the bound is met.
_COARSER = 8

Kind = Literal["begin", "rates", "data", "hand", "structure", "branch"]


class Change(NamedTuple):
    """From `update` on `experiment` was trained.

    By "hand", with another "structure", or where a "branch" begins, other parameters were given,
    too: there is a checkpoint of what they became.
    """

    update: int
    kind: Kind
    experiment: Experiment


class Stretch(NamedTuple):
    """The updates from `first` to `last`, both included."""

    first: int
    last: int


class Way(NamedTuple):
    """How an update is had again: train from the checkpoint, and make the changes on the way."""

    checkpoint: Checkpoint
    changes: tuple[Change, ...]
    update: int


class Record(Struct, frozen=True, eq=False, dict=True):
    """What is kept of a training: a value, every change of which makes another.

    `lost` are stretches that cannot be had again. `end` is the newest update that is known to have
    been trained. `bound` is for the bytes of the checkpoints.
    """

    checkpoints: tuple[Checkpoint, ...] = ()
    journal: tuple[Change, ...] = ()
    lost: tuple[Stretch, ...] = ()
    end: int = 0
    bound: int = BOUND

    @cached_property
    def updates(self) -> np.ndarray:
        """The updates of the checkpoints, int64."""
        return np.array([one.update for one in self.checkpoints], np.int64)

    @cached_property
    def sizes(self) -> dict[int, int]:
        """The bytes of each checkpoint, by the id() of its arrays: records may share some."""
        return {id(one.arrays): one.size for one in self.checkpoints}

    @cached_property
    def size(self) -> int:
        """The bytes of all checkpoints."""
        return sum(one.size for one in self.checkpoints)

    @cached_property
    def _epochs(self) -> np.ndarray:
        return np.array([one.epoch for one in self.checkpoints], float)

    @property
    def first(self) -> int:
        """The first update that can be had again; `end` where none can."""
        return self.checkpoints[0].update if self.checkpoints else self.end

    @property
    def experiment(self) -> Experiment | None:
        """What is trained at its end; None: nothing is known of it."""
        return self.journal[-1].experiment if self.journal else None

    # What it says.

    def nearest(self, update: int) -> Checkpoint | None:
        """Return the last checkpoint that is not after `update`; None: there is none."""
        at = int(np.searchsorted(self.updates, update, side="right")) - 1
        return self.checkpoints[at] if at >= 0 else None

    def after(self, update: int) -> Checkpoint | None:
        """Return the first checkpoint after `update`; None: there is none."""
        at = int(np.searchsorted(self.updates, update, side="right"))
        return self.checkpoints[at] if at < len(self.checkpoints) else None

    def stretch(self, update: int) -> Stretch | None:
        """Return the lost stretch that `update` is in; None: it can be had again."""
        return next((one for one in self.lost if one.first <= update <= one.last), None)

    def way_to(self, update: int) -> Way:
        """Return how `update` is had again. ValueError: it cannot be, and why, in a sentence."""
        begin = self.nearest(update)
        if begin is None or update > self.end:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "The record has updates {first} to {last}, not {step}."),
                first=self.first,
                last=self.end,
                step=update,
            )
        gone = self.stretch(update)
        if gone is not None:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "Updates {first} to {last} are not kept."),
                first=gone.first,
                last=gone.last,
            )
        later = itertools.takewhile(lambda one: one.update <= update, self.journal[begin.place :])
        return Way(begin, tuple(later), update)

    def at(self, update: int) -> Experiment | None:
        """Return what is trained from `update` on; None: the record does not reach so far back."""
        known = [one.experiment for one in self.journal if one.update <= update]
        return known[-1] if known else None

    def standing(self, taken: Checkpoint) -> tuple[Experiment, Snapshot]:
        """Return where a training that made all changes since a checkpoint stands at its update."""
        later = (one for one in self.journal[taken.place :] if one.update <= taken.update)
        known = [taken.experiment, *(one.experiment for one in later)]
        names = [one.hyperparameters.optimizer for one in known]
        snapshot = taken.snapshot
        if len(set(names)) > 1:
            snapshot = replace(snapshot, slots=no_slots(snapshot.parameters, names[-1]))
        return known[-1], snapshot

    def epochs(self, updates: np.ndarray) -> np.ndarray:
        """Return the epochs at these updates, float64: between checkpoints they are even."""
        return np.interp(updates, self.updates, self._epochs) if self.checkpoints else 0.0 * updates

    def updates_at(self, epochs: np.ndarray) -> np.ndarray:
        """Return the updates at these epochs, float64: between checkpoints they are even."""
        return np.interp(epochs, self._epochs, self.updates) if self.checkpoints else 0.0 * epochs

    # What becomes of it.

    def reached(self, update: int) -> "Record":
        """Return the record of a training that has come to `update`."""
        return self if update <= self.end else replace(self, end=update)

    def with_checkpoint(self, snapshot: Snapshot) -> "Record":
        """Return the record with a complete `snapshot` that training has come to."""
        experiment = self.experiment
        if experiment is None or not snapshot.complete or snapshot.updates < self.end:
            return self
        taken = Checkpoint.of(snapshot, experiment, len(self.journal))
        return self._with(taken)._thinned()

    def with_change(self, update: int, experiment: Experiment) -> "Record":
        """Return the record of a training that goes on from `update` with other rates or data."""
        old = self.experiment
        if old is None or experiment == old or update < self.end:
            return self
        kind: Kind = "rates" if experiment.source == old.source else "data"
        return self._journalled(Change(update, kind, experiment))

    def gone_on(self, experiment: Experiment, snapshot: Snapshot, kind: Kind = "hand") -> "Record":
        """Return the record of a training that goes on from `snapshot`, whatever came before.

        What was trained after it is forgotten. Parameters that are none of its checkpoint's are a
        change of this `kind`; that, and other rates, are in the journal.
        """
        update = snapshot.updates
        kept = self.cut(update)
        old, before = kept.experiment, kept.nearest(update)
        if old is None or before is None:
            began = Change(update, "begin", experiment)
            taken = Checkpoint.of(snapshot, experiment, 1, given=True)
            fresh = Record(journal=(began,), end=update, bound=self.bound)
            return fresh._with(taken)._thinned()
        changed = kept.with_change(update, experiment)
        if before.update == update and same_bits(changed.standing(before)[1], snapshot):
            return changed
        if kept.end < update:  # what came in between is not known
            kept = kept._without(kept.end + 1, update - 1)
        grown = experiment.network != old.network
        change = Change(update, "structure" if grown else kind, experiment)
        if kept.journal[-1] != change:
            kept = kept._journalled(change)
        taken = Checkpoint.of(snapshot, experiment, len(kept.journal), given=True)
        return kept._with(taken)._thinned()

    def went_back(self, update: int) -> "Record":
        """Return the record of a training that went back to `update` and keeps what is trained."""
        now = self.experiment
        if now is None or update >= self.end:
            return self
        return self.cut(update).with_change(update, now)

    def cut(self, update: int) -> "Record":
        """Return the record up to `update`: nothing that came later is kept."""
        if update >= self.end:
            return self
        journal = tuple(itertools.takewhile(lambda one: one.update <= update, self.journal))
        kept = tuple(one for one in self.checkpoints if one.update <= update)
        before = (one for one in self.lost if one.first <= update)
        lost = tuple(Stretch(one.first, min(one.last, update)) for one in before)
        return replace(self, checkpoints=kept, journal=journal, lost=lost, end=update)

    def bounded(self, bound: int) -> "Record":
        """Return the record in so many bytes."""
        return self if bound == self.bound else replace(self, bound=bound)._thinned()

    def without(self, spoiled: Callable[[Checkpoint], bool]) -> "Record":
        """Return the record without the checkpoints that are `spoiled`; what that loses is said."""
        record = self
        for index in reversed(range(len(self.checkpoints))):
            if spoiled(self.checkpoints[index]):
                record = record._dropped(index)
        return record

    def without_oldest(self) -> "Record":
        """Return the record without the older half of the journal, and all that came before."""
        gone = len(self.journal) // 2
        kept = tuple(
            replace(one, place=one.place - gone) for one in self.checkpoints if one.place > gone
        )
        first = kept[0].update if kept else self.end
        lost = tuple(one for one in self.lost if one.last >= first)
        return replace(self, checkpoints=kept, journal=self.journal[gone:], lost=lost)

    def _journalled(self, change: Change) -> "Record":
        last = self.journal[-1]
        taken = bool(self.checkpoints) and self.checkpoints[-1].place == len(self.journal)
        again = last[:2] == change[:2] and change.kind in ("rates", "data") and not taken
        journal = self.journal
        if again and _slots_alike(last.experiment, change.experiment):
            journal = journal[:-1]  # what is drawn or moved: only where it came to rest counts
        record = replace(self, journal=(*journal, change), end=max(self.end, change.update))
        return record if len(record.journal) <= MOST_CHANGES else record.without_oldest()

    def _with(self, taken: Checkpoint) -> "Record":
        kept, given = self.checkpoints, taken.given
        while kept and kept[-1].update >= taken.update:
            given = given or kept[-1].given
            kept = kept[:-1]
        taken = replace(taken, given=given)
        return replace(self, checkpoints=(*kept, taken), end=max(self.end, taken.update))

    def _without(self, first: int, last: int) -> "Record":
        """Return the record in which a stretch is lost; neighbours become one."""
        if first > last:
            return self
        merged: list[Stretch] = []
        for one in sorted((*self.lost, Stretch(first, last))):
            if merged and one.first <= merged[-1].last + 1:
                merged[-1] = Stretch(merged[-1].first, max(merged[-1].last, one.last))
            else:
                merged.append(one)
        return replace(self, lost=tuple(merged))

    def _dropped(self, index: int) -> "Record":
        """Return the record without a checkpoint; a stretch that only it led to is lost."""
        gone = self.checkpoints[index]
        before, later = self.checkpoints[:index], self.checkpoints[index + 1 :]
        record = replace(self, checkpoints=before + later)
        if before and self._leads(gone):
            record = record._without(gone.update, later[0].update - 1 if later else self.end)
        return record

    def _leads(self, one: Checkpoint) -> bool:
        """Whether it alone leads to what came after it."""
        return one.given or bool(self.lost and self.stretch(one.update - 1))

    def _thinned(self) -> "Record":
        """Return the record within its bound: of old checkpoints ever fewer stay.

        Those that alone lead to what came after them stay; where no others are left, the record
        begins later.
        """
        if self.size <= self.bound and len(self.checkpoints) <= MOST_CHECKPOINTS:
            return self
        size, leads = self.size, np.array([self._leads(one) for one in self.checkpoints])
        kept = np.arange(len(leads))
        while len(kept) and (size > self.bound or len(kept) > MOST_CHECKPOINTS):
            updates = self.updates[kept].astype(float)
            inner = np.flatnonzero(~leads[kept[1:-1]]) + 1
            index = 0  # where none is free the record begins later
            if len(inner):
                age, span = updates[-1] - updates[inner], max(updates[-1] - updates[0], 1)
                gap = updates[inner + 1] - updates[inner - 1]
                index = int(inner[np.argmin(gap / (age + span / _COARSER))])
            size -= self.checkpoints[kept[index]].size
            kept = np.delete(kept, index)
        return replace(self, checkpoints=tuple(self.checkpoints[index] for index in kept.tolist()))


def check_bound(bound: int, experiment: Experiment, parameters: Parameters) -> None:
    """Raise ValueError where not even one checkpoint of such a training has room."""
    sets = 1 + OPTIMIZERS[experiment.hyperparameters.optimizer].slot_count
    size = sets * sum(array.nbytes for layer in parameters for array in layer)
    if size > bound:
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core",
                "One moment of this training takes {size:.1f} MB. Its record may take"
                " {bound:.1f} MB, so nothing is recorded.",
            ),
            size=size / 1e6,
            bound=bound / 1e6,
        )


def _slots_alike(one: Experiment, other: Experiment) -> bool:
    return one.hyperparameters.optimizer == other.hyperparameters.optimizer
