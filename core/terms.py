"""The terms of a walk's sums: what each comes to, and at which of them a walk by edges stops.

A long sum is mostly zeros and crumbs. What is 0 is passed over, and so is what is small beside the
largest. The last term is a stop always: there the sum is whole.
"""

import numpy as np

from core.equations import Walk

MOST = 12  # stops in a sum


@np.errstate(all="ignore")  # what diverged is shown as such
def values(walk: Walk, kind: str, layer: int) -> np.ndarray | None:
    """Return what the terms [terms, units] of a stage come to; None: it has no terms.

    Of an update it is how far each weight, and last the bias, moves.
    """
    match kind:
        case "pre-activation":
            weights, biases, _ = walk.parameters[layer - 1]
            return np.vstack([walk.forward.activations[layer - 1][0][:, None] * weights, biases])
        case "weight gradient":
            gradient: np.ndarray = walk.backward.gradients[layer - 1].weights
            return gradient
        case "delta":
            weights = walk.parameters[layer].weights
            back: np.ndarray = walk.backward.deltas[layer][0][:, None] * weights.T
            return back
        case "update":
            old, new = walk.parameters[layer - 1], walk.updated[0][layer - 1]
            return np.vstack([new.weights - old.weights, new.biases - old.biases])
    return None


def stops(terms: np.ndarray) -> np.ndarray:
    """Return at which of `terms` [terms, units] a walk stops, as bool [terms, units]."""
    count = len(terms)
    sizes = np.where(np.isfinite(terms), np.abs(terms), np.inf)
    found: np.ndarray = sizes > 0
    if count > MOST:
        largest = np.argpartition(-sizes, MOST - 1, axis=0)[:MOST]
        among = np.zeros_like(found)
        np.put_along_axis(among, largest, True, axis=0)
        found &= among
    found[-1] = True
    return found
