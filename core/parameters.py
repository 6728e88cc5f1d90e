"""The parameters of a network, weights and biases layer by layer, and how they begin.

Weights are stored `[inputs, outputs]` as in Keras, so that z = a·W + b.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from core.initialisers import INITIALISERS
from core.network import Network
from core.wording import QT_TRANSLATE_NOOP, SentenceError

_WEIGHTS_STREAM = 0  # of random numbers; the order of examples has another
PRELU_SLOPE = 0.25  # He et al. 2015, arXiv:1502.01852, section 2.1


class LayerParameters(NamedTuple):
    """One layer: `weights` [inputs, outputs], `biases` [outputs], and `slopes`.

    `slopes` are [outputs] where the activation is prelu, which learns them, and [0] elsewhere.
    """

    weights: np.ndarray
    biases: np.ndarray
    slopes: np.ndarray


Parameters = tuple[LayerParameters, ...]


def initialise(network: Network, seed: int) -> Parameters:
    """Return the float32 parameters `network` starts from: equal seeds, equal bits.

    Weights are drawn as `network.initialiser` says, biases are zero, prelu slopes 0.25.
    """
    draw = INITIALISERS[network.initialiser]
    layers = []
    for number, (layer, inputs) in enumerate(zip(network.layers, network.sizes, strict=False), 1):
        # A stream of its own for each layer: changing one leaves the others' weights alone.
        # (Counted from 1: to NumPy, a 0 at the end of a seed is nothing.)
        random = np.random.default_rng([seed, _WEIGHTS_STREAM, number])
        layers.append(
            LayerParameters(
                weights=draw(random, inputs, layer.neurons).astype(np.float32),
                biases=np.zeros(layer.neurons, np.float32),
                slopes=np.full(
                    layer.neurons if layer.activation == "prelu" else 0, PRELU_SLOPE, np.float32
                ),
            )
        )
    return tuple(layers)


def shapes(network: Network) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Return the shapes (weights, biases, slopes) that `network` asks of each layer."""
    return tuple(
        (
            (inputs, layer.neurons),
            (layer.neurons,),
            (layer.neurons if layer.activation == "prelu" else 0,),
        )
        for layer, inputs in zip(network.layers, network.sizes, strict=False)
    )


def count(network: Network) -> int:
    """Return how many weights, biases and slopes `network` has."""
    return sum(math.prod(shape) for layer in shapes(network) for shape in layer)


def bytes_of(arrays: Iterable[np.ndarray]) -> int:
    """Return how much memory arrays take; one that is there twice counts once."""
    return sum({id(array): array.nbytes for array in arrays}.values())


@np.errstate(invalid="ignore")
def largest_difference(one: Parameters, other: Parameters) -> float:
    """Return the largest |difference| of two alike; NaN where either is not finite."""
    # Python's max would lose a NaN.
    return float(
        np.max(
            [
                np.abs(ours - theirs).max(initial=0)
                for layers in zip(one, other, strict=True)
                for ours, theirs in zip(*layers, strict=True)
            ]
        )
    )


def like(one: Parameters, other: Parameters) -> bool:
    """Whether two have the same layers and shapes."""
    return len(one) == len(other) and all(
        ours.shape == theirs.shape
        for layers in zip(one, other, strict=True)
        for ours, theirs in zip(*layers, strict=True)
    )


def equal(one: Parameters, other: Parameters) -> bool:
    """Whether two have the same shapes and numbers, of which NaN is one."""
    return like(one, other) and all(
        np.array_equal(ours, theirs, equal_nan=True)
        for layers in zip(one, other, strict=True)
        for ours, theirs in zip(*layers, strict=True)
    )


def finite(parameters: Parameters) -> bool:
    """Whether all numbers are finite."""
    return all(bool(np.isfinite(part).all()) for layer in parameters for part in layer)


def check(parameters: Parameters, network: Network) -> None:
    """Raise ValueError unless `parameters` have the shapes `network` asks for."""
    found = tuple(tuple(array.shape for array in layer) for layer in parameters)
    if found != shapes(network):
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core",
                "These parameters do not fit a network {network}: their shapes are {shapes}.",
            ),
            network=network.title,
            shapes=str(found),
        )
