"""The equation of each kind of stage: its operands, and the operators between them."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np

from core.experiment import Hyperparameters
from core.losses import LOSSES
from core.network import Network
from core.optimizers import rates_in, regularised
from core.parameters import Parameters
from core.propagation import Backward, Forward
from core.stages import Operand

Equation: TypeAlias = tuple[Operand | str, ...]


class Walk(Protocol):
    """What equations are made from: `core.walkthrough.Walkthrough`."""

    @property
    def network(self) -> Network:
        """The network that is walked through."""

    @property
    def parameters(self) -> Parameters:
        """The parameters before the update."""

    @property
    def inputs(self) -> np.ndarray:
        """The batch [examples, inputs]; the first example is followed."""

    @property
    def targets(self) -> np.ndarray:
        """ŷ [examples, outputs]."""

    @property
    def hyperparameters(self) -> Hyperparameters:
        """What the update is made with."""

    @property
    def forward(self) -> Forward:
        """The batch on its way forward."""

    @property
    def backward(self) -> Backward:
        """Its way back."""

    @property
    def updated(self) -> tuple[Parameters, object]:
        """The parameters after the update, and the optimizer's state."""

    @property
    def again(self) -> tuple[Forward, Backward]:
        """The same batch once more, through the updated parameters."""

    def derivative(self, layer: int) -> np.ndarray | None:
        """Return f′(z) [neurons] of the example in `layer` (from 1); None for softmax."""


def equation(walk: Walk, kind: str, layer: int) -> Equation:
    """Return the equation of the stage of this kind that computes an array of `layer`."""
    return EQUATIONS[kind](walk, layer)


def _row(symbol: str, layer: int, values: np.ndarray, axis: str = "unit") -> Operand:
    return Operand(symbol, layer, values[None], ("", axis))


def _input(walk: Walk, layer: int) -> Equation:
    return (_row("x", 0, walk.forward.activations[0][0], ""),)


def _pre_activation(walk: Walk, layer: int) -> Equation:
    weights, biases, _ = walk.parameters[layer - 1]
    return (
        _row("a" if layer > 1 else "x", layer - 1, walk.forward.activations[layer - 1][0], "term"),
        "·",
        Operand("W", layer, weights, ("term", "unit")),
        "+",
        _row("b", layer, biases),
        "=",
        _row("z", layer, walk.forward.pre_activations[layer - 1][0]),
    )


def _activation(walk: Walk, layer: int) -> Equation:
    return (
        "f",
        _row("z", layer, walk.forward.pre_activations[layer - 1][0]),
        "=",
        _row("a", layer, walk.forward.activations[layer][0]),
    )


def _loss(walk: Walk, layer: int) -> Equation:
    return (
        "C",
        _row("a", layer, walk.forward.output[0], ""),
        ",",
        _row("ŷ", layer, walk.targets[0], ""),
        "=",
        Operand("Cⁿ", layer, walk.backward.losses[:1, None], ("", "")),
    )


def _output_delta(walk: Walk, layer: int) -> Equation:
    delta = _row("δ", layer, walk.backward.deltas[-1][0])
    loss = LOSSES[walk.network.loss]
    if loss.delta_is_difference:
        return (
            _row("a", layer, walk.forward.output[0]),
            "−",
            _row("ŷ", layer, walk.targets[0]),
            "=",
            delta,
        )
    a, target = walk.forward.output[0], walk.targets[0]
    if loss.upstream is None:
        return ("∂C/∂z", _row("a", layer, a), ",", _row("ŷ", layer, target), "=", delta)
    upstream = loss.upstream(a, target)
    slope = walk.derivative(layer)
    if slope is None:  # softmax: every a depends on every z
        return ("J", _row("∂C/∂a", layer, upstream), "=", delta)
    return (_row("∂C/∂a", layer, upstream), "⊙", _row("f′(z)", layer, slope), "=", delta)


def _weight_gradient(walk: Walk, layer: int) -> Equation:
    return (
        Operand(
            "aᵀ" if layer > 1 else "xᵀ",
            layer - 1,
            walk.forward.activations[layer - 1].T,
            ("term", "example"),
        ),
        "·",
        Operand("δ", layer, walk.backward.deltas[layer - 1], ("example", "unit")),
        *(("/", str(len(walk.inputs))) if len(walk.inputs) > 1 else ()),
        "=",
        Operand("∂C/∂W", layer, walk.backward.gradients[layer - 1].weights, ("term", "unit")),
    )


def _bias_gradient(walk: Walk, layer: int) -> Equation:
    return (
        *(("mean",) if len(walk.inputs) > 1 else ()),
        Operand("δ", layer, walk.backward.deltas[layer - 1], ("example", "unit")),
        "=",
        _row("∂C/∂b", layer, walk.backward.gradients[layer - 1].biases),
    )


def _delta(walk: Walk, layer: int) -> Equation:
    slope = walk.derivative(layer)
    return (
        _row("δ", layer + 1, walk.backward.deltas[layer][0], "term"),
        "·",
        Operand("Wᵀ", layer + 1, walk.parameters[layer].weights.T, ("term", "unit")),
        *(("J",) if slope is None else ("⊙", _row("f′(z)", layer, slope))),
        "=",
        _row("δ", layer, walk.backward.deltas[layer - 1][0]),
    )


@np.errstate(over="ignore", invalid="ignore")  # what diverged is shown as such
def _update(walk: Walk, layer: int) -> Equation:
    def joined(symbol: str, weights: np.ndarray, biases: np.ndarray) -> Operand:
        """Weights, and the biases as the row below them: the last term."""
        return Operand(symbol, layer, np.vstack([weights, biases]), ("term", "unit"))

    numbers = rates_in(walk.parameters[0].weights.dtype.type, walk.hyperparameters)
    before, gradients = walk.parameters[layer - 1], walk.backward.gradients[layer - 1]
    return (
        joined("θ", *before[:2]),
        ",",
        # As the optimizer's formula has it: with L2 regularisation.
        joined(
            "g",
            *(regularised(*pair, numbers) for pair in zip(before[:2], gradients[:2], strict=True)),
        ),
        "→",
        joined("θ′", *walk.updated[0][layer - 1][:2]),
    )


def _again(walk: Walk, layer: int) -> Equation:
    passed, back = walk.again
    return (
        "C",
        _row("a′", layer, passed.output[0], ""),
        ",",
        _row("ŷ", layer, walk.targets[0], ""),
        "=",
        Operand("Cⁿ′", layer, back.losses[:1, None], ("", "")),
    )


EQUATIONS: dict[str, Callable[[Walk, int], Equation]] = {
    "input": _input,
    "pre-activation": _pre_activation,
    "activation": _activation,
    "loss": _loss,
    "output delta": _output_delta,
    "weight gradient": _weight_gradient,
    "bias gradient": _bias_gradient,
    "delta": _delta,
    "update": _update,
    "again": _again,
}
