"""Ways through the parameters of a network: one or two of them, or two directions of all.

A place is where parameters are along these, one number a way; what they do not tell stays.
"""

import math
from typing import NamedTuple, TypeAlias

import numpy as np

from core.by_hand import parameter_at, with_parameter
from core.landscape import (
    Objective,
    Target,
    gradient_of,
    in_dtype,
    layer_of,
    losses_along,
    losses_over,
)
from core.parameters import LayerParameters, Parameters, finite

_SEED = 3  # of random numbers: the random direction


class Chosen(NamedTuple):
    """One parameter or two: edges (pair, from, to), or neurons (layer, index) for their biases."""

    targets: tuple[Target, ...]

    def place(self, parameters: Parameters) -> tuple[float, ...]:
        """Return where parameters are: the numbers themselves."""
        return tuple(parameter_at(parameters, target) for target in self.targets)

    def at(self, parameters: Parameters, place: tuple[float, ...]) -> Parameters:
        """Return the parameters with others in their place."""
        for target, value in zip(self.targets, place, strict=True):
            parameters = with_parameter(parameters, target, value)
        return parameters

    def losses(
        self,
        objective: Objective,
        parameters: Parameters,
        values: tuple[np.ndarray, ...],
        dtype: type[np.floating] = np.float64,
    ) -> np.ndarray:
        """Return the mean losses, [losses, second, first]."""
        return losses_over(objective, parameters, self.targets, values, dtype)

    def parts(self, parameters: Parameters) -> list[np.ndarray]:
        """Return what moves: a weight as a matrix, a bias as a row, of one number each."""
        return [
            np.full((1, 1) if len(target) == 3 else (1,), value, parameters[0].weights.dtype)
            for target, value in zip(self.targets, self.place(parameters), strict=True)
        ]

    def with_parts(self, parameters: Parameters, parts: list[np.ndarray]) -> Parameters:
        """Return the parameters with these in place of their `parts`."""
        return self.at(parameters, tuple(float(part.flat[0]) for part in parts))

    def begins(self) -> int:
        """Return the first layer that changes, from 0 on."""
        return min(map(layer_of, self.targets))


class Directions(NamedTuple):
    """Two directions of all parameters, at a right angle, through `anchor`.

    A place is how far away it is along each. `downhill` says whether the first is against the
    gradient; where that is nothing it is random, too.
    """

    anchor: Parameters
    ways: tuple[Parameters, Parameters]
    downhill: bool

    def place(self, parameters: Parameters) -> tuple[float, ...]:
        """Return where parameters are, projected."""
        return tuple(_product(parameters, way) - _product(self.anchor, way) for way in self.ways)

    def at(self, parameters: Parameters, place: tuple[float, ...]) -> Parameters:
        """Return the parameters moved along both ways until they are there."""
        for way, now, then in zip(self.ways, self.place(parameters), place, strict=True):
            parameters = tuple(
                LayerParameters(
                    *(
                        (part + (then - now) * by).astype(part.dtype)
                        for part, by in zip(layer, of, strict=True)
                    )
                )
                for layer, of in zip(parameters, way, strict=True)
            )
        return parameters

    def losses(
        self,
        objective: Objective,
        parameters: Parameters,
        values: tuple[np.ndarray, ...],
        dtype: type[np.floating] = np.float64,
    ) -> np.ndarray:
        """Return the mean losses, [losses, second, first]."""
        here = self.place(parameters)
        across, up = (one - now for one, now in zip(values, here, strict=True))
        return losses_along(objective, parameters, self.ways, (across, up), dtype)

    def parts(self, parameters: Parameters) -> list[np.ndarray]:
        """Return what moves: all of them."""
        return [part for layer in parameters for part in layer]

    def with_parts(self, parameters: Parameters, parts: list[np.ndarray]) -> Parameters:
        """Return the parameters that are these."""
        threes = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        return tuple(LayerParameters(*three) for three in threes)

    def begins(self) -> int:
        """Return the first layer that changes, from 0 on."""
        return 0


Slice: TypeAlias = Chosen | Directions


def same_ways(one: Slice | None, other: Slice | None) -> bool:
    """Whether two are the same: parameters by their names, directions only where they are one."""
    if isinstance(one, Chosen) and isinstance(other, Chosen):
        return one == other
    return one is other


def directions_from(objective: Objective, parameters: Parameters, seed: int) -> Directions:
    """Return two directions: straight down the loss, and one that the seed draws.

    Of the random one, what goes into each neuron is as large as the neuron's own weights and bias
    are (filter normalisation: Li et al. 2018, arXiv:1712.09913); of it the part across the first
    is taken. Both are of length 1.
    """
    random = np.random.default_rng([seed, _SEED])
    gradient = in_dtype(gradient_of(objective, parameters).gradients, np.float64)
    length = math.sqrt(_product(gradient, gradient)) if finite(gradient) else 0.0
    first = _scaled(gradient, -1 / length) if length > 0 else None
    downhill = first is not None
    if first is None:
        drawn = _drawn(parameters, random)
        first = _scaled(drawn, 1 / math.sqrt(_product(drawn, drawn)))
    second = _drawn(parameters, random)
    along = _product(second, first)
    second = tuple(
        LayerParameters(*(one - along * other for one, other in zip(two, of, strict=True)))
        for two, of in zip(second, first, strict=True)
    )
    left = math.sqrt(_product(second, second))
    return Directions(parameters, (first, _scaled(second, 1 / left if left else 0.0)), downhill)


def length_of(parameters: Parameters) -> float:
    """Return the root of the sum of all squares; 1 where that is nothing."""
    return math.sqrt(_product(parameters, parameters)) or 1.0


def _drawn(parameters: Parameters, random: np.random.Generator) -> Parameters:
    """Return a random direction, neuron by neuron as large as the parameters are."""
    found = []
    for weights, biases, slopes in parameters:
        together = np.vstack([weights, biases]).astype(np.float64)
        drawn = random.standard_normal(together.shape)
        own = np.sqrt(np.square(together).sum(axis=0))
        own = np.where(own > 0, own, 1.0)
        drawn *= own / np.sqrt(np.square(drawn).sum(axis=0))
        found.append(LayerParameters(drawn[:-1], drawn[-1], np.zeros(slopes.shape)))
    return tuple(found)


@np.errstate(all="ignore")  # what is not finite is told as such
def _product(one: Parameters, other: Parameters) -> float:
    """Return the scalar product of all numbers."""
    return sum(
        float(np.dot(ours.ravel().astype(np.float64), theirs.ravel().astype(np.float64)))
        for two in zip(one, other, strict=True)
        for ours, theirs in zip(*two, strict=True)
    )


def _scaled(parameters: Parameters, by: float) -> Parameters:
    return tuple(LayerParameters(*(by * part for part in layer)) for layer in parameters)
