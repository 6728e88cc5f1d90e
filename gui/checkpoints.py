"""How often complete snapshots come while training: what that costs, what may be lost."""

import math
from typing import NamedTuple

from core.optimizers import OPTIMIZERS
from core.run import Run

# From the last one a lost backend's training goes on. With the time that one takes, no more than
# two seconds are lost.
_LEAST_MS, _MOST_MS, _MS_A_MB = 500, 1500, 20
# In a record, what lies between two of them is computed again in about as long as it took.
_DENSE_MS = 30
_AHEAD_MB, _AHEAD = 16, 200  # of a record, for a window that is late


class Recording(NamedTuple):
    """The backend sends a checkpoint after every `every` seconds of updates, `more` in all."""

    every: float
    more: int


ALONE = Recording(0.0, 0)  # the one that is asked for


def interval_ms(run: Run) -> int:
    """Return the time between two complete snapshots of `run` that are asked for."""
    return min(max(_LEAST_MS, round(_MS_A_MB * _size_mb(run))), _MOST_MS)


def recording(run: Run) -> Recording:
    """Return how a run is recorded: there are enough for twice the time until it is asked again."""
    size, asked_ms = _size_mb(run), interval_ms(run)
    every_ms = min(_DENSE_MS + _MS_A_MB * size, _MOST_MS)
    ahead = max(2 * asked_ms / every_ms, min(_AHEAD_MB / size, _AHEAD))
    return Recording(every_ms / 1000, math.ceil(ahead))


def _size_mb(run: Run) -> float:
    """Return how large a complete snapshot is: large ones are rare."""
    sets = 1 + OPTIMIZERS[run.experiment.hyperparameters.optimizer].slot_count
    return sets * sum(array.nbytes for layer in run.snapshot.parameters for array in layer) / 1e6
