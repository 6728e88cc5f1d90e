"""No activation, no depth: linear layers one after the other are one layer."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.conclusions.activation_and_depth import activation
from core.conclusions.comparing import (
    NOTHING_YET,
    clearly,
    counted,
    depth,
    ends,
    layers,
    over_seeds,
    which,
)
from core.conclusions.examples import examples_of
from core.parameters import Parameters
from core.propagation import forward
from core.sweep import Row
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

# So near are the outputs of one layer and of all, in shares of the largest z in the network: what
# float32 rounds off grows with the numbers.
EQUAL = 1e-5

_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "Linear layers are one layer: the product of their matrices gives the same outputs, but for"
    " rounding. They differ by at most {difference:.1g}, in numbers up to {size:,.0f} (networks"
    " looked at: {runs}, with up to {deepest}).",
)
_APART = QT_TRANSLATE_NOOP(
    "Core",
    "Here the outputs and those of the product of the matrices differ by up to {difference:.1g}, in"
    " numbers up to {size:,.0f}: more than rounding usually makes (networks looked at: {runs}, with"
    " up to {deepest}).",
)
_NO_GAIN = QT_TRANSLATE_NOOP(
    "Core",
    "So depth makes no clear difference: {first:.1%} of the test examples are right with {few},"
    " {last:.1%} with {many}.",
)
_GAIN = QT_TRANSLATE_NOOP(
    "Core",
    "Yet depth changes what training finds: {first:.1%} of the test examples are right with {few},"
    " {last:.1%} with {many}.",
)
_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "{first:.1%} of the test examples are right with {few}, {last:.1%} with {many}. One seed does"
    " not tell whether that is luck.",
)
_WITH = QT_TRANSLATE_NOOP(
    "Core",
    "With {activation} between them, layers are more than one: {score:.1%} of the test examples are"
    " right with {count}, {linear:.1%} with as many linear ones.",
)
_WITH_LESS = QT_TRANSLATE_NOOP(
    "Core",
    "With {activation} between them, layers do worse here: {score:.1%} of the test examples are"
    " right with {count}, {linear:.1%} with as many linear ones.",
)
_WITHOUT = QT_TRANSLATE_NOOP(
    "Core",
    "With {activation} between them, layers do not clearly better here: {score:.1%} of the test"
    " examples are right with {count}, {linear:.1%} with as many linear ones.",
)
_WITH_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "With {activation} between them, {score:.1%} of the test examples are right with {count},"
    " {linear:.1%} with as many linear ones. One seed does not tell whether that is luck.",
)


class OneLayer(NamedTuple):
    """A layer: `weights` [inputs, outputs] and `biases` [outputs], float64."""

    weights: np.ndarray
    biases: np.ndarray


def product(parameters: Parameters) -> OneLayer:
    """Return the one layer that linear layers are, one after the other, in float64.

    W = W₁·W₂ ⋯ Wₙ, and each bias goes through the layers after it.
    """
    weights = np.eye(len(parameters[0].weights))
    biases = np.zeros(len(weights))
    for layer in parameters:
        one = layer.weights.astype(float)
        weights, biases = weights @ one, biases @ one + layer.biases.astype(float)
    return OneLayer(weights, biases)


class Difference(NamedTuple):
    """How far a network's last z is from the product's at most; `size` is the network's largest z.

    A size below 1 counts as 1: what is rounded off may have come from inputs of that size.
    """

    largest: float
    size: float

    @property
    def rounding(self) -> bool:
        """Whether that is rounding alone."""
        return self.largest <= EQUAL * self.size


def difference(row: Row) -> Difference | None:
    """Return the largest |difference| of the last z: the network's, and the product's.

    Over all test examples; None: no weights are kept, or they are of another network.
    """
    if row.outcome is None or not row.opens or row.state == "diverged" or not _linear(row):
        return None
    experiment, parameters = row.trial.experiment, row.outcome.run.snapshot.parameters
    inputs = examples_of(row).test.inputs
    every = forward(experiment.network, parameters, inputs).pre_activations
    one = product(parameters)
    apart = float(np.abs(every[-1] - (inputs.astype(float) @ one.weights + one.biases)).max())
    size = max(1.0, *(float(np.abs(z).max()) for z in every))
    return Difference(apart, size) if math.isfinite(apart) else None


def _linear(row: Row) -> bool:
    return all(layer.activation == "linear" for layer in row.trial.experiment.network.layers[:-1])


def no_activation(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say whether linear layers are one layer, and what an activation makes of them."""
    linear, others = ([row for row in rows if _linear(row) is one] for one in (True, False))
    measured = [(one, depth(row)) for row in linear if (one := difference(row))]
    if not measured:
        return (NOTHING_YET,)
    found = [_product(measured)]
    if both := ends(linear, depth, "test_score"):
        told: dict[str, Value] = {"first": both.first.mean, "last": both.last.mean}
        told |= {"few": layers(both.fewest), "many": layers(both.most)}
        way = clearly(both.first, both.last)
        found.append(counted(which(way, _GAIN, _GAIN, _NO_GAIN, _ONE_SEED, **told), linear))
    scores = over_seeds(linear, depth, "test_score")
    for count, score in over_seeds(others, depth, "test_score").items():
        if count in scores:
            name = activation(next(row for row in others if depth(row) == count))
            told = {"activation": name, "score": score.mean, "linear": scores[count].mean}
            told |= {"count": layers(count)}
            way = clearly(scores[count], score)
            text = which(way, _WITH, _WITH_LESS, _WITHOUT, _WITH_ONE_SEED, **told)
            found.append(counted(text, [row for row in rows if depth(row) == count]))
    return tuple(found)


def _product(measured: Sequence[tuple[Difference, int]]) -> Sentence:
    """Say whether so many networks, each with its depth, are one layer."""
    worst = max((one for one, _ in measured), key=lambda one: one.largest / one.size)
    told: dict[str, Value] = {"runs": len(measured)}
    told |= {"deepest": layers(max(depth for _, depth in measured))}
    told |= {"difference": worst.largest, "size": worst.size}
    return Sentence(_ONE if worst.rounding else _APART, told)
