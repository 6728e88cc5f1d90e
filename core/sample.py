"""A few of the examples of some data, always the same ones, and a grid laid over the plane."""

from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.data.data import SETS, Data
from core.data.inputs import InputKind, Point

MOST = 1000  # examples
_SEED = 16
_LINES = 13  # of a grid, each way: on the plane from −6 to 6 they are 1 apart
_PLACES = 6  # between two lines, that a line is followed at
_ON_LINE = 241  # places along the one coordinate of a curve


class Sample(Struct, frozen=True, eq=False):
    """Examples of both sets: `inputs` float32 [examples, inputs], `targets` [examples, width].

    The first `trained` are to train on. `places` are their places in their sets, and `labels` the
    indices of their classes (None: they have values). `coordinates` are the points that inputs were
    made of, if any. `total` counts the examples that they were drawn from.
    """

    inputs: np.ndarray
    targets: np.ndarray
    labels: np.ndarray | None
    coordinates: np.ndarray | None
    places: np.ndarray
    trained: int
    total: int

    def __len__(self) -> int:
        """How many there are."""
        return len(self.inputs)

    def example(self, index: int) -> tuple[str, int]:
        """Return the set that an example belongs to, and its place there."""
        return SETS[int(index >= self.trained)], int(self.places[index])


def sample_of(data: Data, most: int = MOST) -> Sample:
    """Return up to `most` examples of `data`: half of them to test on, if there are so many."""
    sets = [data.train] if data.test is data.train else [data.train, data.test]
    tested = len(sets[1]) if len(sets) > 1 else 0
    trained = min(len(data.train), most - min(tested, most // 2))
    counts = (trained, min(tested, most - trained))
    random = np.random.default_rng(_SEED)
    places = [
        np.sort(random.choice(len(examples), count, replace=False))
        for examples, count in zip(sets, counts, strict=False)
    ]
    chosen = list(zip(sets, places, strict=True))
    labels = [one.labels[at] for one, at in chosen if one.labels is not None]
    points = [one.coordinates[at] for one, at in chosen if one.coordinates is not None]
    return Sample(
        np.concatenate([one.inputs[at] for one, at in chosen]),
        np.concatenate([one.targets[at] for one, at in chosen]),
        np.concatenate(labels) if labels else None,
        np.concatenate(points) if points else None,
        np.concatenate(places),
        trained,
        sum(map(len, sets)),
    )


class Sheet(NamedTuple):
    """Lines over all inputs that are usually seen: `coordinates` float32 [places, coordinates].

    One line after the other, `along` places each.
    """

    coordinates: np.ndarray
    along: int

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.coordinates) // self.along


def sheet_of(kind: InputKind, lines: int = _LINES) -> Sheet | None:
    """Return a grid of so many lines each way over the plane, or the one line of a curve's inputs.

    None: inputs of this kind are of neither.
    """
    if not isinstance(kind, Point) or not (kind.on_plane or kind.on_line):
        return None
    if kind.on_line:
        along = np.linspace(*kind.ranges[0], _ON_LINE)
        return Sheet(along[:, None].astype(np.float32), _ON_LINE)
    count = (lines - 1) * _PLACES + 1
    fine = [np.linspace(low, high, count) for low, high in kind.ranges]
    upright = np.stack(np.meshgrid(fine[0][::_PLACES], fine[1], indexing="ij"), axis=-1)
    level = np.stack(np.meshgrid(fine[0], fine[1][::_PLACES], indexing="xy"), axis=-1)
    both = np.concatenate([upright.reshape(-1, 2), level.reshape(-1, 2)])
    return Sheet(both.astype(np.float32), count)
