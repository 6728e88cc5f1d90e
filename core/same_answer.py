"""The best answer that is the same for all examples: what a network comes to that knows nothing.

It is searched for, whatever the loss and the output activation are: for each output by itself, on
a grid of z over many powers of ten, then ever finer around the best of it. Behind softmax, which
has all outputs together, it is the shares of the classes, or the commonest class: one of the two
has the least of each loss there is.
"""

from collections.abc import Callable

import numpy as np

from core.activations import ACTIVATIONS
from core.losses import LOSSES
from core.network import Network

_POWERS = 10.0 ** np.linspace(-6, 3, 73)
_GRID = np.concatenate([-_POWERS[::-1], [0.0], _POWERS])
_FINER, _ROUNDS = 16, 5  # places between two of the grid, again and again: four figures of z
_MOST = 512  # different targets of an output; of more, neighbours count as their mean
_ALL = 1e4  # times ln of the shares: behind softmax nothing is left of all but the largest
_LEAST = 1e-12  # a share that has a logarithm


def least_loss(network: Network, targets: np.ndarray) -> float:
    """Return the mean loss of the best answer to all `targets` [examples, outputs] alike."""
    targets = targets.astype(float)
    if ACTIVATIONS[network.layers[-1].activation].derivative is None:
        return _least_of_shares(network, targets)
    z = np.array([_best(network, column) for column in targets.T])
    return float(_losses(network, np.broadcast_to(z, targets.shape), targets).mean())


def _least_of_shares(network: Network, targets: np.ndarray) -> float:
    """Return the same behind softmax, where `targets` are of classes: one is 1, all others 0."""
    shares = targets.mean(axis=0)
    logs = np.log(np.maximum(shares, _LEAST))
    rows, counts = targets, np.full(len(targets), 1 / len(targets))
    if len(shares) < len(targets):
        rows, counts = np.eye(len(shares)), shares
    return min(
        float(_losses(network, np.broadcast_to(z, rows.shape), rows) @ counts)
        for z in (times * (logs - logs.max()) for times in (1, _ALL))
    )


def _losses(network: Network, z: np.ndarray, targets: np.ndarray) -> np.ndarray:
    # A slope that is learned may come to 1, and any answer is had.
    slopes = np.ones(targets.shape[-1])
    output = network.layers[-1].activation
    found: np.ndarray = LOSSES[network.loss].function(output, z, slopes, targets)
    return found


def _best(network: Network, targets: np.ndarray) -> float:
    """Return the z of one output with the least mean loss, of its `targets` [examples]."""
    values, counts = _different(targets)

    def cost(places: np.ndarray) -> np.ndarray:
        z, aims = np.repeat(places, len(values)), np.tile(values, len(places))
        losses = _losses(network, z[:, None], aims[:, None]).reshape(len(places), -1)
        means = losses @ (counts / counts.sum())
        return np.where(np.isnan(means), np.inf, means)

    return _lowest(cost, _GRID * max(float(np.abs(values).max()), 1.0))


def _lowest(cost: Callable[[np.ndarray], np.ndarray], places: np.ndarray) -> float:
    """Return where `cost` is least: at one of `places`, in order, or between its neighbours."""
    for _ in range(_ROUNDS):
        at = int(cost(places).argmin())
        ends = places[max(at - 1, 0)], places[min(at + 1, len(places) - 1)]
        places = np.sort(np.append(np.linspace(*ends, _FINER), places[at]))
    return float(places[cost(places).argmin()])


def _different(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different `values`, and how often each is there."""
    found, counts = np.unique(values, return_counts=True)
    if len(found) <= _MOST:
        return found, counts
    first = np.linspace(0, len(found), _MOST, endpoint=False).astype(int)
    sums = np.add.reduceat(found * counts, first)
    counts = np.add.reduceat(counts, first)
    return sums / counts, counts
