"""Where examples find one neuron on its activation function: their z, and where that is flat."""

from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS
from core.histograms import Scale, Spread, fitting, spread_of
from core.network import Network
from core.neuron_curve import curve_of
from core.parameters import Parameters
from core.propagation import forward
from core.vitals import ENDS, at_an_end, dead, saturated

REACH = 5.0  # z from −5 to 5 are looked at, or more where there are more
_FLAT = 0.02  # a slope under this is about 0, where a function has no two ends to be near to
_AT_ONCE = 8192  # examples: as many go through the network together


class Use(NamedTuple):
    """Where examples find a neuron: `spread` over `scale` are its z, of so many `examples`.

    For so many of them f is about `flat`. `dead`: no example wakes it; `saturated`: nearly all find
    it at an end. There are so many examples `of` which these are.
    """

    scale: Scale
    spread: Spread
    examples: int
    of: int
    flat: int
    dead: bool = False
    saturated: bool = False


@np.errstate(all="ignore")  # what diverged is counted
def z_of(network: Network, parameters: Parameters, inputs: np.ndarray, layer: int, index: int) -> (
    np.ndarray
):  # fmt: skip
    """Return z [examples] of neuron `index` of `layer`, from 1 on, for `inputs`."""
    weights, biases = parameters[layer - 1][:2]
    found = []
    for start in range(0, len(inputs), _AT_ONCE):
        some = inputs[start : start + _AT_ONCE]
        before = some.astype(weights.dtype, copy=False)
        if layer > 1:
            before = forward(_first(network, layer - 1), parameters[: layer - 1], some).output
        found.append(before @ weights[:, index] + biases[index])
    return np.concatenate(found) if found else np.zeros(0, weights.dtype)


@np.errstate(all="ignore")
def use_of(
    activation: str, z: np.ndarray, of: int, alpha: float | None = None, before: Scale | None = None
) -> Use:
    """Return where examples with `z` [examples] find a neuron; the scale is `before` if it will do.

    Of a function of all z of a layer it is not told where it is flat: that depends on the others.
    """
    finite = z[np.isfinite(z)].astype(float)
    scale = fitting([finite], before, signed=True, log=False)
    if scale.high < REACH:
        scale = Scale(-REACH, REACH)
    spread = spread_of(scale, finite, len(z))
    if ACTIVATIONS[activation].derivative is None:
        return Use(scale, spread, len(z), of, 0)
    a = curve_of(activation, finite, alpha).a[:, None]
    return Use(
        scale,
        spread,
        len(z),
        of,
        int(flat_at(activation, finite, alpha).sum()),
        bool(len(finite) and dead(activation, a)[0]),
        bool(len(finite) and saturated(activation, a)[0]),
    )


def flat_at(activation: str, z: np.ndarray, alpha: float | None = None) -> np.ndarray:
    """Return at which z [points] an activation is about flat, bool [points]."""
    if ACTIVATIONS[activation].derivative is None:
        return np.zeros(len(z), bool)
    curve = curve_of(activation, z, alpha)
    if activation in ENDS:
        return at_an_end(activation, curve.a)
    flat: np.ndarray = np.abs(curve.slopes) < _FLAT
    return flat


def _first(network: Network, layers: int) -> Network:
    """Return the network's first layers as one, whose loss does not matter."""
    return Network(network.inputs, network.layers[:layers], "mean squared error")
