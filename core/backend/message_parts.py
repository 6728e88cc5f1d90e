"""What messages are made of: numbers with bounds, arrays, snapshots, and sentences.

Arrays travel as raw bytes with their shape. packing.py makes them of what they are for.
"""

import math
from typing import Annotated

import msgspec

from core.wording import Sentence

# Ten layers of 4,096 neurons are 671 MB; slots as large as that stay where they are.
MAX_BODY = 1 << 30
_MAX_DIMENSIONS = 8
_MAX_SENTENCE = 10_000  # characters of a sentence, as far as can be told before it is worded

_MOST = 1 << 53  # of anything: as in files; NumPy's counts end at 1 << 63

Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
AtLeastOne = Annotated[int, msgspec.Meta(ge=1, le=_MOST)]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """What every message is: it says its kind, and no more than that kind has."""


class Array(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A float32 array, C order, little-endian."""

    shape: tuple[int, ...]
    data: memoryview

    def __post_init__(self) -> None:
        fits = (
            len(self.shape) <= _MAX_DIMENSIONS
            # Each by itself too: a dimension of 0 would hide one that is out of all bounds.
            and all(0 <= size <= MAX_BODY for size in self.shape)
            and len(self.data) == 4 * math.prod(self.shape)
        )
        if not fits:
            raise ValueError(f"{len(self.data)} bytes cannot be a float32 array of {self.shape}")


LayerData = tuple[Array, Array, Array]
LayersData = tuple[LayerData, ...]  # Parameters as they travel


class SlotsData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Slots as they travel."""

    arrays: tuple[LayersData, ...]
    updates: Count


class SnapshotData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Snapshot as it travels."""

    parameters: LayersData
    updates: Count
    examples_seen: Count
    examples: AtLeastOne
    train: tuple[float, float, float]
    test: tuple[float, float, float]
    tested_at: Count
    slots: SlotsData | None = None


def check_sentence(sentence: Sentence) -> None:
    """Raise ValueError where a sentence could become too long, or is nested too deeply."""
    if _most(sentence) > _MAX_SENTENCE:
        raise ValueError("A sentence of a message is too long")


def _most(value: object) -> int:
    """Return a bound on the characters of a value; a sentence counts as a hundred or more."""
    if not isinstance(value, Sentence):
        return len(str(value))
    longest = max(map(_most, value.data.values()), default=0)
    return max(len(value.text), 100) + value.text.count("{") * longest
