"""One neuron's activation function as a curve, with its slope."""

from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS
from core.parameters import PRELU_SLOPE


class NeuronCurve(NamedTuple):
    """f and f′ of a neuron, `a` and `slopes` [points] at `z` [points], all float64."""

    z: np.ndarray
    a: np.ndarray
    slopes: np.ndarray


def curve_of(
    activation: str, z: np.ndarray, alpha: float | None = None, others: np.ndarray | None = None
) -> NeuronCurve:
    """Return the curve of an activation at `z` [points].

    `alpha` is a prelu's own slope. Where an output depends on all z of its layer, `others` [the
    rest of its layer] stay as they are, and the slope is that of this output over its own z.
    """
    found = ACTIVATIONS[activation]
    z = z.astype(float)
    if found.derivative is None:
        rest = np.zeros(1) if others is None else others.astype(float)
        rows = np.concatenate([z[:, None], np.broadcast_to(rest, (len(z), len(rest)))], axis=1)
        a = found.function(rows, np.zeros(0))[:, 0]
        return NeuronCurve(z, a, a * (1 - a))
    slopes = np.array([PRELU_SLOPE if alpha is None else alpha])
    a = found.function(z[:, None], slopes)[:, 0]
    return NeuronCurve(z, a, found.derivative(z[:, None], slopes)[:, 0])
