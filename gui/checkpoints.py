"""How often complete snapshots are asked for while training: what that costs, what may be lost."""

from core.optimizers import OPTIMIZERS
from core.run import Run

# From the last one a lost backend's training goes on. With the time that one takes, no more than
# two seconds are lost.
_LEAST_MS, _MOST_MS, _MS_A_MB = 500, 1500, 20
# In a record, what lies between two of them is computed again in about as long as it took.
_DENSE_MS = 100


def interval_ms(run: Run, recorded: bool = False) -> int:
    """Return the time between two complete snapshots of `run`, longer where they are large.

    Of a run that is recorded more are asked for.
    """
    sets = 1 + OPTIMIZERS[run.experiment.hyperparameters.optimizer].slot_count
    size = sum(array.nbytes for layer in run.snapshot.parameters for array in layer)
    taken = round(sets * size / 1e6 * _MS_A_MB)
    if recorded:
        return min(_DENSE_MS + taken, _MOST_MS)
    return min(max(_LEAST_MS, taken), _MOST_MS)
