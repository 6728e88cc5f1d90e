"""How far one update moves the weights of each layer, for their size: about 10⁻³ is healthy."""

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from core import optimizers
from core.experiment import Hyperparameters
from core.optimizers import OPTIMIZERS
from core.parameters import Parameters
from core.propagation import Backward, Forward
from core.snapshot import Slots

HEALTHY = 1e-4, 1e-2  # a power of ten to either side of the rule of thumb
TOO_FAR = 0.1  # from here on training is unsteady
BATCHES = 6  # that an optimizer's state is made of, where it is not known,
_ENOUGH = 1024  # for so many weights of a layer: those of some neurons, evenly from all


def moved(before: Parameters, after: Parameters) -> tuple[float, ...]:
    """Return how far the weights of each layer were moved, for the size that they have now.

    Both are root mean squares.
    """
    return tuple(
        _share(other.weights - one.weights, other.weights)
        for one, other in zip(before, after, strict=True)
    )


def one_update(
    parameters: Parameters,
    passed: Forward,
    back: Backward,
    hyperparameters: Hyperparameters,
    slots: Slots | None,
) -> tuple[float, ...]:
    """Return how far an update would move the weights of each layer, for their size.

    Its batch is of the examples that went through the network. Where the optimizer's `slots` are
    not known, they are what BATCHES of these examples make of them, the parameters standing still.
    Of large layers some neurons are enough.
    """
    count, optimizer = len(passed.output), hyperparameters.optimizer
    batch = min(hyperparameters.batch_size, count)
    some = [slice(None, None, math.ceil(one.weights.size / _ENOUGH)) for one in parameters]
    parts = [layer.weights[:, those] for layer, those in zip(parameters, some, strict=True)]
    weights, ends = _in_one(parts), np.cumsum([part.size for part in parts])[:-1]
    number = weights.dtype.type
    rates = optimizers.rates_in(number, hyperparameters)
    if slots is None:
        states = [[np.zeros_like(weights)]] * OPTIMIZERS[optimizer].slot_count
        start, times = 0, BATCHES if states else 1
    else:
        states = [
            [_in_one(layer.weights[:, those] for layer, those in zip(one, some, strict=True))]
            for one in slots.arrays
        ]
        start, times = slots.updates, 1
    after = [weights]
    for turn in range(times):
        rows = _rows(count, batch, turn)
        gradients = _in_one(
            a[rows].T @ delta[rows, those]
            for a, delta, those in zip(passed.activations, back.deltas, some, strict=False)
        ) / number(batch)
        step = number(start + turn + 1)
        after, states = optimizers.update(
            optimizer, [weights], [gradients], states, step, rates, np.sqrt
        )
    ways = np.split((after[0] - weights)[0], ends)
    return tuple(map(_share, ways, np.split(weights[0], ends)))


def _in_one(arrays: Iterable[np.ndarray]) -> np.ndarray:
    """Return all layers' numbers as one matrix, [1, numbers]: so there is one update of all."""
    return np.concatenate([one.ravel() for one in arrays])[None]


@lru_cache(maxsize=64)
def _rows(count: int, batch: int, turn: int) -> np.ndarray:
    """Return which of so many examples the batch number `turn` has: always the same ones."""
    if batch == count:
        return np.arange(count)
    return np.random.default_rng([turn, 1]).choice(count, batch, replace=False)


def _share(way: np.ndarray, weights: np.ndarray) -> float:
    far, size = _size(way), _size(weights)
    return far / size if size else math.nan if not far else math.inf


def _size(values: np.ndarray) -> float:
    """Return the root mean square of `values`."""
    return float(np.sqrt(np.square(values, dtype=float).mean()))
