"""A network that is damaged on purpose: what is broken is a value, its parameters are computed.

The order is always the same, however the damage was put together. Which weights are pruned is
decided by the network's own; noise comes upon those that are left; these are rounded; then biases
go, and at last neurons and layers. So a weight that is pruned has neither noise nor bits.
"""

import functools

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.network import Network
from core.parameters import PRELU_SLOPE, LayerParameters, Parameters
from core.wording import QT_TRANSLATE_NOOP

MOST_BITS = 16
_WEIGHTS_STREAM, _INPUTS_STREAM = 2, 3  # of random numbers; initial weights have another


class Damage(Struct, frozen=True, forbid_unknown_fields=True):
    """What is broken of a network; nothing, unless something is said.

    `neurons` (layer, index; the input is layer 0) and whole `layers` (1: the first hidden one) are
    off: all weights into and out of them, and their biases, are 0. `biases`: all of them are 0.
    `weight_noise` is the deviation of the noise in those of the layer's weights, `input_noise` in
    those of the inputs; equal `seed`s draw equal noise. `pruned` is the share of all weights, the
    smallest, that are 0. `bits` are kept of each weight (0: all). `activation` is that of all
    hidden layers ("": each keeps its own).
    """

    neurons: frozenset[tuple[int, int]] = frozenset()
    layers: frozenset[int] = frozenset()
    biases: bool = False
    weight_noise: float = 0.0
    input_noise: float = 0.0
    seed: int = 0
    pruned: float = 0.0
    bits: int = 0
    activation: str = ""

    def __post_init__(self) -> None:
        require(
            0 <= self.pruned <= 1,
            QT_TRANSLATE_NOOP("Core", "The share that is pruned is 0 to 1, not {share}."),
            share=self.pruned,
        )
        require(
            0 <= self.bits <= MOST_BITS,
            QT_TRANSLATE_NOOP("Core", "Weights keep 1 to {most} bits, or all, not {bits}."),
            most=MOST_BITS,
            bits=self.bits,
        )
        require(
            0 <= self.weight_noise < np.inf and 0 <= self.input_noise < np.inf,
            QT_TRANSLATE_NOOP("Core", "Noise is 0 or more, and finite."),
        )
        require(self.seed >= 0, QT_TRANSLATE_NOOP("Core", "A seed is 0 or more."))
        if self.activation:
            require_name("activation", self.activation, ACTIVATIONS)

    @property
    def of_network(self) -> bool:
        """Whether anything of the network is broken: noise on inputs is not of the network."""
        return replace(self, input_noise=0.0, seed=0) != NOTHING

    @property
    def of_inputs(self) -> "Damage":
        """What is left where the network has taken its own damage for good."""
        return Damage(input_noise=self.input_noise, seed=self.seed)

    def __bool__(self) -> bool:
        """Whether anything is broken."""
        return self.of_network or self.input_noise > 0


NOTHING = Damage()


@np.errstate(all="ignore")  # what diverged is shown as such
def damaged(network: Network, parameters: Parameters, damage: Damage) -> tuple[Network, Parameters]:
    """Return network and parameters with the damage, float32 as before; what is given stays.

    Layers and shapes stay, but where hidden layers become prelu, their slopes [neurons] begin at
    0.25, and where they were prelu there are none. Neurons and layers that the network lacks are
    passed over.
    """
    if not damage.of_network:
        return network, parameters
    weights = [layer.weights for layer in parameters]
    if damage.pruned or damage.weight_noise or damage.bits:
        weights = _worn(weights, damage)
    biases = [np.zeros_like(one.biases) if damage.biases else one.biases for one in parameters]
    for layer in range(len(parameters) + 1):
        off = _off(layer, network.sizes[layer], damage)
        if not off.any():
            continue
        if layer > 0:
            weights[layer - 1] = np.where(off, np.float32(0), weights[layer - 1])
            biases[layer - 1] = np.where(off, np.float32(0), biases[layer - 1])
        if layer < len(parameters):
            weights[layer] = np.where(off[:, None], np.float32(0), weights[layer])
    other = damaged_network(network, damage)
    parts = zip(weights, biases, slopes_of(other, parameters), strict=True)
    return other, tuple(LayerParameters(*one) for one in parts)


def share_lost(network: Network, parameters: Parameters, damage: Damage) -> float:
    """Return the share of the weights that become 0 because the damage keeps few bits of each.

    Those that would be 0 all the same, as they are pruned or off, do not count.
    """
    before, after = (
        sum(np.count_nonzero(layer.weights) for layer in damaged(network, parameters, one)[1])
        for one in (replace(damage, bits=0), damage)
    )
    return (before - after) / before if before else 0.0


def damaged_network(network: Network, damage: Damage) -> Network:
    """Return `network` with the activation that the damage gives its hidden layers."""
    if not damage.activation:
        return network
    *hidden, output = network.layers
    changed = (replace(layer, activation=damage.activation) for layer in hidden)
    return replace(network, layers=(*changed, output))


def slopes_of(network: Network, parameters: Parameters) -> list[np.ndarray]:
    """Return the slopes that `network` asks of each layer: those there are, or 0.25, or none."""
    found = []
    for layer, (_, biases, slopes) in zip(network.layers, parameters, strict=True):
        wanted = layer.neurons if layer.activation == "prelu" else 0
        if slopes.size != wanted:
            slopes = np.full(wanted, PRELU_SLOPE, biases.dtype)
        found.append(slopes)
    return found


def kept_by_pruning(weights: list[np.ndarray], share: float) -> list[np.ndarray]:
    """Return, shaped as the `weights` of each layer, which are left: bool, True.

    The nearest whole number to `share` of all weights of all layers goes, those whose size |w| is
    the smallest: magnitude pruning (Han et al. 2015, arXiv:1506.02626), with one threshold for all
    layers. Of equal sizes those in earlier layers, and in them in earlier places, go first; what
    is not a number goes last.
    """
    sizes = np.abs(np.concatenate([one.ravel() for one in weights]))
    sizes[np.isnan(sizes)] = np.inf
    gone = round(share * sizes.size)
    left = np.ones(sizes.size, bool)
    if gone:
        limit = np.partition(sizes, gone - 1)[gone - 1]
        left = sizes >= limit
        ties = np.flatnonzero(sizes == limit)
        left[ties[: gone - (sizes.size - np.count_nonzero(left))]] = False
    ends = np.cumsum([one.size for one in weights])[:-1]
    parts = zip(np.split(left, ends), weights, strict=True)
    return [part.reshape(one.shape) for part, one in parts]


def rounded(weights: np.ndarray, bits: int, left: np.ndarray | None = None) -> np.ndarray:
    """Return one layer's weights, rounded so that `bits` tell each; those not `left` are 0.

    Symmetric and uniform, one scale a layer: w → s·round(w/s), halves to even, with
    s = max|w| / (2ᵇⁱᵗˢ⁻¹ − 1) (Krishnamoorthi 2018, arXiv:1806.08342, section 2.2). One bit tells
    the sign alone: w → ±mean|w| (Rastegari et al. 2016, arXiv:1603.05279). What is not finite
    stays as it is, and counts for no scale.
    """
    counts = np.isfinite(weights) if left is None else np.isfinite(weights) & left
    sizes = np.abs(weights[counts], dtype=np.float64)
    if sizes.size and sizes.max():
        if bits == 1:
            near = np.where(weights < 0, -1.0, 1.0) * sizes.mean()
        else:
            scale = sizes.max() / (2 ** (bits - 1) - 1)
            with np.errstate(invalid="ignore"):
                near = np.rint(weights / scale) * scale
        weights = np.where(counts, near, weights).astype(weights.dtype)
    return weights if left is None else np.where(left, weights, weights.dtype.type(0))


def noisy(inputs: np.ndarray, damage: Damage, deviations: np.ndarray) -> np.ndarray:
    """Return `inputs` [examples, inputs] with the damage's noise on them, float32.

    `deviations` [inputs] are what it is measured in.
    """
    if not damage.input_noise:
        return inputs
    noise = _drawn((damage.seed, _INPUTS_STREAM), inputs.shape) * np.float32(damage.input_noise)
    found: np.ndarray = inputs + noise * deviations.astype(np.float32)
    return found


@functools.lru_cache(maxsize=16)  # equal for every snapshot, and drawing takes longer than all else
def _drawn(seed: tuple[int, ...], shape: tuple[int, ...]) -> np.ndarray:
    drawn = np.random.default_rng(seed).standard_normal(shape, np.float32)
    drawn.setflags(write=False)
    return drawn


def _worn(weights: list[np.ndarray], damage: Damage) -> list[np.ndarray]:
    """Return the weights of each layer pruned, with noise, and rounded."""
    left = kept_by_pruning(weights, damage.pruned) if damage.pruned else [None] * len(weights)
    found = []
    for number, (one, there) in enumerate(zip(weights, left, strict=True), 1):
        if damage.weight_noise:
            known = one[np.isfinite(one)]
            deviation = known.std(dtype=np.float64) if known.size else 0.0
            drawn = _drawn((damage.seed, _WEIGHTS_STREAM, number), one.shape)
            one = one + drawn * np.float32(damage.weight_noise * deviation)
        if damage.bits:
            found.append(rounded(one, damage.bits, there))
        else:
            found.append(one if there is None else np.where(there, one, np.float32(0)))
    return found


def _off(layer: int, neurons: int, damage: Damage) -> np.ndarray:
    """Return which of a layer's neurons are off: bool [neurons]."""
    if layer in damage.layers and layer > 0:
        return np.ones(neurons, bool)
    off = np.zeros(neurons, bool)
    off[[at for one, at in damage.neurons if one == layer and at < neurons]] = True
    return off
