"""The straight line by which the output parts two classes, among the two numbers that it gets."""

from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS, OUTPUT_MIDDLES
from core.fold import Picture
from core.network import Network
from core.parameters import Parameters


class Parting(NamedTuple):
    """Where the output is undecided between two classes: `weights` [2] · a + `bias` = 0.

    The two are the activations of the last layer before it, `layer`.
    """

    layer: int
    weights: np.ndarray
    bias: float

    def ends(self, picture: Picture) -> np.ndarray | None:
        """Return both ends of the line in a picture's square, [2, 2]; None: it is not there."""
        low, high = np.array(picture.window[::2]), np.array(picture.window[1::2])
        found = []
        for axis in (0, 1):
            along = self.weights[1 - axis]
            for end in (low[axis], high[axis]):
                other = -(self.bias + self.weights[axis] * end) / along if along else np.inf
                if low[1 - axis] <= other <= high[1 - axis]:
                    found.append((end, other) if axis == 0 else (other, end))
        if len(found) < 2:
            return None
        unit: np.ndarray = picture.window.unit(np.array([found[0], found[-1]])) - 0.5
        turned: np.ndarray = unit @ picture.turn.T + 0.5
        return turned


def parting_of(network: Network, parameters: Parameters) -> Parting | None:
    """Return the line by which the output parts two classes; None: no one line does.

    One output is undecided where its z is 0. Two are where they are level: of those that rise with
    z, where their z are.
    """
    layer = len(network.layers) - 1
    outputs, activation = network.sizes[-1], network.layers[-1].activation
    if network.sizes[-2] != 2 or outputs > 2 or activation not in ("softmax", *OUTPUT_MIDDLES):
        return None
    if outputs == 2 and not ACTIVATIONS[activation].differentiable:
        return None  # steps are level over whole areas
    weights, biases = (part.astype(np.float64) for part in parameters[-1][:2])
    if outputs == 2:
        return Parting(layer, weights[:, 1] - weights[:, 0], float(biases[1] - biases[0]))
    return Parting(layer, weights[:, 0], float(biases[0]))
