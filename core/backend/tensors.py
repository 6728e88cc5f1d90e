"""The network in TensorFlow: the same forward pass and losses as `core/propagation.py`.

Activations and losses come from the formulas in the tables of `core`. Those that TensorFlow has
kernels for are computed with these instead: they are quicker, and exact at either end.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial

import tensorflow as tf

from core import activations, losses
from core.activations import LEAKY_SLOPE, OUTPUT_MIDDLES
from core.data.tasks import HIGHEST, SIDE, SQUARES
from core.network import Network
from core.notation.expressions import Expression, Operations, evaluate
from core.parameters import LayerParameters

OPERATIONS = Operations(
    number=lambda value, like: tf.constant(value, like.dtype),
    where=tf.where,
    total=lambda values: tf.reduce_sum(values, axis=-1, keepdims=True),
    mean=lambda values: tf.reduce_mean(values, axis=-1, keepdims=True),
    functions={
        "exp": tf.exp,
        "ln": tf.math.log,
        "sqrt": tf.sqrt,
        "tanh": tf.tanh,
        "sign": tf.sign,
        "abs": tf.abs,
        "max": tf.maximum,
        "ln(1 + e)": tf.nn.softplus,
    },
)

_ACTIVATIONS: dict[str, Callable[[tf.Tensor, tf.Tensor], tf.Tensor]] = {
    "linear": lambda z, _: z,
    "sign": lambda z, _: tf.sign(z),
    "step": lambda z, _: tf.where(tf.math.is_nan(z), z, tf.cast(z > 0, z.dtype)),
    "sigmoid": lambda z, _: tf.sigmoid(z),
    "tanh": lambda z, _: tf.tanh(z),
    "relu": lambda z, _: tf.nn.relu(z),
    "leaky relu": lambda z, _: tf.nn.leaky_relu(z, LEAKY_SLOPE),
    # Keras's way, which has its derivative at 0 too.
    "prelu": lambda z, slopes: tf.nn.relu(z) - slopes * tf.nn.relu(-z),
    "elu": lambda z, _: tf.nn.elu(z),
    "softmax": lambda z, _: tf.nn.softmax(z),
}


def _cross_entropy(output: str, z: tf.Tensor, a: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    if output == "softmax":
        return tf.nn.softmax_cross_entropy_with_logits(targets, z)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, z), axis=-1)


def _squared_error(output: str, z: tf.Tensor, a: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    return tf.reduce_mean(tf.square(a - targets), axis=-1)


_LOSSES: dict[str, Callable[..., tf.Tensor]] = {
    "cross-entropy": _cross_entropy,
    "mean squared error": _squared_error,
}


def activation(name: str) -> Callable[[tf.Tensor, tf.Tensor], tf.Tensor]:
    """Return f(z, slopes) of the activation called `name`."""
    return _ACTIVATIONS.get(name) or partial(formula_of, activations.ACTIVATIONS[name].value)


def loss(name: str) -> Callable[[str, tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]:
    """Return Cⁿ [examples] of the loss called `name`, from (output activation, z, a, targets)."""
    return _LOSSES.get(name) or partial(
        losses.losses_of, losses.LOSSES[name], operations=OPERATIONS
    )


def formula_of(value: Expression, z: tf.Tensor, slopes: tf.Tensor) -> tf.Tensor:
    """Return what the formula of an activation comes to, in the shape of `z`."""
    return tf.broadcast_to(evaluate(value, {"z": z, "α": slopes}, OPERATIONS), tf.shape(z))


TensorParameters = tuple[LayerParameters, ...]

# A matrix product of up to so many multiplications XLA writes into the loops around it, if it is
# put as a sum; that is five times as quick as calling it, in layers of 8 and batches of 10.
_FEW = 4096


def product(a: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
    """Return a·W [examples, outputs] of `a` [examples, inputs] and `weights` [inputs, outputs]."""
    if a.shape[0] * math.prod(weights.shape) > _FEW:
        return a @ weights
    return tf.reduce_sum(a[:, :, None] * weights, axis=1)


def forward(
    network: Network,
    parameters: TensorParameters,
    inputs: tf.Tensor,
    masks: Sequence[tf.Tensor] = (),
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return z and a [examples, outputs] of the output layer for `inputs` [examples, inputs].

    `masks` [examples, neurons] multiply the hidden activations, as in core.propagation.
    """
    z = a = inputs
    for index, (layer, (weights, biases, slopes)) in enumerate(
        zip(network.layers, parameters, strict=True)
    ):
        z = product(a, weights) + biases
        a = activation(layer.activation)(z, slopes)
        if index < len(masks):
            a = a * masks[index]
    return z, a


def _highest(network: Network, z: tf.Tensor, a: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """1 where the target's output is the highest, a half where it shares that with another, ..."""
    # Comparing is quicker than argmax in XLA.
    scores = z if losses.LOSSES[network.loss].ranks_by_z else a
    highest = tf.cast(scores >= tf.reduce_max(scores, axis=-1, keepdims=True), a.dtype)
    return tf.reduce_sum(highest * targets, axis=-1) / tf.reduce_sum(highest, axis=-1)


def _side(network: Network, z: tf.Tensor, a: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """1 where the one output is on the target's side of its middle, a half on the middle."""
    beyond = tf.sign(a - OUTPUT_MIDDLES[network.layers[-1].activation])
    wanted = tf.sign(targets - OUTPUT_MIDDLES[network.layers[-1].activation])
    return (1 + beyond[:, 0] * wanted[:, 0]) / 2


def _squares(network: Network, z: tf.Tensor, a: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """The mean of the squared errors of the outputs."""
    return tf.reduce_mean(tf.square(a - targets), axis=-1)


SCORES: dict[str, Callable[..., tf.Tensor]] = {HIGHEST: _highest, SIDE: _side, SQUARES: _squares}


def measure(
    network: Network,
    scoring: str,
    parameters: TensorParameters,
    inputs: tf.Tensor,
    targets: tf.Tensor,
    masks: Sequence[tf.Tensor] = (),
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return Cⁿ and the score of each example, both float32 [examples].

    `targets` are [examples, outputs]; `scoring` is one of SCORES; `masks` are as for `forward`.
    """
    z, a = forward(network, parameters, inputs, masks)
    costs = loss(network.loss)(network.layers[-1].activation, z, a, targets)
    return costs, SCORES[scoring](network, z, a, targets)
