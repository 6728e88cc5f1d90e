"""How a network of one input draws a curve: its outputs, and what each last hidden neuron adds.

An output's z is its bias and w·a of every neuron of the layer before it; their running sum shows
how steps become a bump, and bumps a curve.
"""

from typing import NamedTuple

import numpy as np

from core.data.inputs import Point
from core.network import Network
from core.parameters import Parameters
from core.propagation import forward


class CurveFit(NamedTuple):
    """A network over `x` [places]: its `outputs` [outputs, places], and of one output the parts.

    `contributions` are w·a, [neurons, places], of the neurons before it, `bias` is its own.
    """

    x: np.ndarray
    outputs: np.ndarray
    contributions: np.ndarray
    bias: float

    @property
    def sums(self) -> np.ndarray:
        """The running sum [neurons + 1, places]: the bias first, the output's z last."""
        first = np.full((1, len(self.x)), self.bias)
        with np.errstate(over="ignore", invalid="ignore"):
            found: np.ndarray = np.cumsum(np.concatenate([first, self.contributions]), axis=0)
        return found


def curve_fit(
    network: Network, parameters: Parameters, kind: Point, x: np.ndarray, output: int = 0
) -> CurveFit:
    """Return what `network`, whose input `kind` has one coordinate, makes of `x` [places].

    The parts are those of the output number `output`.
    """
    passed = forward(network, parameters, kind.inputs(x[:, None].astype(np.float32)))
    weights, biases, _ = parameters[-1]
    with np.errstate(over="ignore", invalid="ignore"):
        contributions = (passed.activations[-2] * weights[:, output]).T.astype(float)
    return CurveFit(x, passed.output.T.astype(float), contributions, float(biases[output]))
