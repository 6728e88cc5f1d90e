"""Forward and backward through a fully-connected network for a batch: the readable reference.

z = a·W + b and a = f(z), layer by layer; back again δ = ∂C/∂z by the chain rule. Every number on
screen comes from here or from TensorFlow, and the tests hold the two together.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS, pull_back
from core.losses import LOSSES
from core.network import Network
from core.parameters import LayerParameters, Parameters


class Forward(NamedTuple):
    """A batch on its way forward.

    `activations[0]` [examples, inputs] is the input, `activations[l]` [examples, neurons] the
    output of layer l, `pre_activations[l - 1]` its z.
    """

    pre_activations: tuple[np.ndarray, ...]
    activations: tuple[np.ndarray, ...]

    @property
    def output(self) -> np.ndarray:
        """What the network answers, [examples, outputs]."""
        return self.activations[-1]


class Backward(NamedTuple):
    """The way back: `losses` Cⁿ [examples], `deltas[l - 1]` = ∂Cⁿ/∂z of layer l [examples,
    neurons], and `gradients` of the batch's mean loss, shaped as the parameters.
    """

    losses: np.ndarray
    deltas: tuple[np.ndarray, ...]
    gradients: Parameters


# A network that diverged overflows: its inf and nan are shown as such, and give no cause to warn.
_quietly = np.errstate(over="ignore", invalid="ignore")


@_quietly
def forward(
    network: Network,
    parameters: Parameters,
    inputs: np.ndarray,
    masks: Sequence[np.ndarray] = (),
) -> Forward:
    """Propagate `inputs` [examples, inputs] through the network, in the parameters' dtype.

    `masks` [examples, neurons] multiply the activations of the hidden layers, as dropout does in
    an update (core.dropout); without them the network is whole.
    """
    a = inputs.astype(parameters[0].weights.dtype, copy=False)
    pre_activations, activations = [], [a]
    for index, (layer, (weights, biases, slopes)) in enumerate(
        zip(network.layers, parameters, strict=True)
    ):
        z = a @ weights + biases
        a = ACTIVATIONS[layer.activation].function(z, slopes)
        if index < len(masks):
            a = a * masks[index]
        pre_activations.append(z)
        activations.append(a)
    return Forward(tuple(pre_activations), tuple(activations))


@_quietly
def backward(
    network: Network,
    parameters: Parameters,
    passed: Forward,
    targets: np.ndarray,
    masks: Sequence[np.ndarray] = (),
) -> Backward:
    """Propagate the loss against `targets` [examples, outputs] back through the network.

    At the output δ = ∂Cⁿ/∂z; before it δˡ = (δˡ⁺¹·Wᵀ) ⊙ f′(zˡ); then ∂C/∂W = aᵀ·δ and ∂C/∂b = Σ δ,
    both averaged over the examples (Nielsen, Neural Networks and Deep Learning, chapter 2,
    BP1 to BP4). `masks` are those of the way forward.
    """
    loss, last = LOSSES[network.loss], len(network.layers) - 1
    targets = targets.astype(passed.output.dtype, copy=False)
    losses = loss.function(
        network.layers[last].activation,
        passed.pre_activations[last],
        parameters[last].slopes,
        targets,
    )
    upstream = loss.upstream(passed.output, targets) if loss.upstream else None

    deltas, gradients = [], []
    for index in range(last, -1, -1):
        activation, z = network.layers[index].activation, passed.pre_activations[index]
        weights, _, slopes = parameters[index]
        if index == last and loss.delta:
            delta = loss.delta(activation, z, targets)
        else:
            assert upstream is not None  # a loss without a delta has it
            delta = pull_back(activation, z, slopes, upstream)
        deltas.append(delta)
        gradients.append(
            LayerParameters(
                weights=passed.activations[index].T @ delta / len(delta),
                biases=delta.mean(axis=0),
                # ∂C/∂α = ∂C/∂a · min(z, 0): prelu alone has slopes.
                slopes=(upstream * np.minimum(z, 0)).mean(axis=0) if slopes.size else slopes,
            )
        )
        upstream = delta @ weights.T
        if 0 < index <= len(masks):
            upstream = upstream * masks[index - 1]
    return Backward(losses, tuple(reversed(deltas)), tuple(reversed(gradients)))
