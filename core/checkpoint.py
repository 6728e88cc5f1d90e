"""A complete snapshot as a record keeps it by thousands, and what tells its bits from others."""

import hashlib

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.experiment import Experiment
from core.parameters import LayerParameters, Parameters, equal
from core.snapshot import Metrics, Slots, Snapshot


class Checkpoint(Struct, frozen=True, eq=False, gc=False):
    """A snapshot of `experiment`, taken after the first `place` changes of the journal.

    `given`: it does not follow from the checkpoint before it by training. `arrays` are those of the
    parameters, then those of the slots, which are `slots_updates` old (None: there are none).

    Python's garbage collector goes through no part of it. A Snapshot has twenty parts or more that
    it goes through: with thousands of them, each time, it kept the window from its work.
    """

    experiment: Experiment
    update: int
    examples_seen: int
    examples: int
    arrays: tuple[np.ndarray, ...]
    size: int  # the bytes of its numbers
    slots_updates: int | None
    train: tuple[float, ...]
    test: tuple[float, ...]
    tested_at: int
    place: int = 0
    given: bool = False

    @staticmethod
    def of(
        snapshot: Snapshot, experiment: Experiment, place: int = 0, given: bool = False
    ) -> "Checkpoint":
        """Return the checkpoint that keeps `snapshot`; no array is copied."""
        arrays = _arrays(snapshot)
        return Checkpoint(
            experiment,
            snapshot.updates,
            snapshot.examples_seen,
            snapshot.examples,
            arrays,
            sum(array.nbytes for array in arrays),
            snapshot.slots.updates if snapshot.slots and snapshot.updates else None,
            tuple(snapshot.train),
            tuple(snapshot.test),
            snapshot.tested_at,
            place,
            given,
        )

    @property
    def epoch(self) -> float:
        """Passes over the training examples so far."""
        return self.examples_seen / self.examples

    @property
    def snapshot(self) -> Snapshot:
        """The same as a snapshot, of the same arrays; before the first update without slots."""
        parameters, *slots = self._sets()
        return Snapshot(
            parameters,
            self.update,
            self.examples_seen,
            self.examples,
            Metrics(*self.train),
            Metrics(*self.test),
            self.tested_at,
            None if self.slots_updates is None else Slots(tuple(slots), self.slots_updates),
        )

    def _sets(self) -> list[Parameters]:
        parts = iter(self.arrays)
        layers = [LayerParameters(*layer) for layer in zip(parts, parts, parts, strict=True)]
        depth = len(self.experiment.network.layers)
        return [tuple(layers[at : at + depth]) for at in range(0, len(layers), depth)]


def checksum(snapshot: Snapshot) -> str:
    """Return a sum over every bit from which training goes on."""
    found = hashlib.blake2b(digest_size=16)
    found.update(f"{snapshot.updates} {snapshot.examples_seen}".encode())
    if snapshot.slots and snapshot.updates:
        found.update(f" {snapshot.slots.updates}".encode())
    for array in _arrays(snapshot):
        found.update(np.ascontiguousarray(array, "<f4").data)
    return found.hexdigest()


def same_bits(one: Snapshot, other: Snapshot) -> bool:
    """Whether training goes on from both with the same bits."""
    return one is other or (
        equal(one.parameters, other.parameters) and checksum(one) == checksum(other)
    )


def _arrays(snapshot: Snapshot) -> tuple[np.ndarray, ...]:
    # Before the first update the slots are empty, whether they are there or not.
    return tuple((snapshot if snapshot.updates else replace(snapshot, slots=None)).arrays)
