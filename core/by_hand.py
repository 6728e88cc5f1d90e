"""One parameter of a network, read and changed: a weight by its edge, a bias by its neuron.

A target is an edge (pair, from, to) or a neuron (layer, index) of layer 1 or above.
"""

import math

import numpy as np

from core.parameters import Parameters

STEPS = (0.01, 0.1, 1.0)  # by which numbers are changed by hand
_DECIMALS = 6  # that a step leaves: sums of hundredths have digits nobody asked for
LARGEST = float(np.finfo(np.float32).max)


def parameter_at(parameters: Parameters, target: tuple[int, ...]) -> float:
    """Return the weight of an edge, or the bias of a neuron."""
    array, place = _place(parameters, target)
    return float(array[place])


def with_parameter(parameters: Parameters, target: tuple[int, ...], value: float) -> Parameters:
    """Return `parameters` with another weight of an edge, or another bias of a neuron."""
    layer = target[0] if len(target) == 3 else target[0] - 1
    array, place = _place(parameters, target)
    changed = array.copy()
    changed[place] = within(value)
    field = "weights" if len(target) == 3 else "biases"
    return (
        *parameters[:layer],
        parameters[layer]._replace(**{field: changed}),
        *parameters[layer + 1 :],
    )


def stepped(value: float, by: float) -> float:
    """Return `value` after a step `by` of STEPS, or several; from what is not finite: from 0."""
    return within(round((value if math.isfinite(value) else 0.0) + by, _DECIMALS))


def within(value: float) -> float:
    """Return `value`, or the largest number there is of its sign."""
    return min(max(value, -LARGEST), LARGEST)


def _place(parameters: Parameters, target: tuple[int, ...]) -> tuple[np.ndarray, tuple[int, ...]]:
    if len(target) == 3:
        return parameters[target[0]].weights, target[1:]
    return parameters[target[0] - 1].biases, target[1:]
