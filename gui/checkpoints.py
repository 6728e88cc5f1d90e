"""How often complete snapshots are asked for while training: what that costs, what may be lost."""

from core.optimizers import OPTIMIZERS
from core.run import Run

# From the last one a lost backend's training goes on. With the time that one takes, no more than
# two seconds are lost.
_MOST_MS, _MS_A_MB = 1500, 20
# What comes between two of them is computed again in about as long as it took: a tenth of a second.
_LEAST_MS = 100


def interval_ms(run: Run) -> int:
    """Return the time between two complete snapshots of `run`, longer where they are large."""
    sets = 1 + OPTIMIZERS[run.experiment.hyperparameters.optimizer].slot_count
    size = sum(array.nbytes for layer in run.snapshot.parameters for array in layer)
    return min(_LEAST_MS + round(sets * size / 1e6 * _MS_A_MB), _MOST_MS)
