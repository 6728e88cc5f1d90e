"""How far a sum of a walk has come: one computation for the words, the matrices and the diagram."""

import numpy as np

from core.walkthrough import Place, Walkthrough


def sum_of(left: np.ndarray, right: np.ndarray) -> float:
    """Return Σ left·right in float64."""
    return float((left.astype(np.float64) * right).sum())


@np.errstate(all="ignore")  # what diverged is shown as such
def so_far(walk: Walkthrough, place: Place, done: bool) -> float | None:
    """Return what the pre-activation at `place` comes to at its term, with it where it is `done`.

    Once its last term, the bias, is added it is the walk's own z. None: the stage has no such sum.
    """
    stage = walk.stages[place.stage]
    if stage.kind != "pre-activation":
        return None
    layer, count = stage.layer, place.term + done
    if count >= stage.terms:
        return float(walk.forward.pre_activations[layer - 1][0, place.unit])
    a, weights = walk.forward.activations[layer - 1][0], walk.parameters[layer - 1].weights
    return sum_of(a[:count], weights[:count, place.unit])
