"""The activation functions, by name: a = f(z), its derivative, its formula and its range.

The table drives the interface, saving, the NumPy propagation and the TensorFlow trainer's checks
alike. `slopes` [neurons] are the learned slopes of prelu and empty for every other activation.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

LEAKY_SLOPE = 0.3  # the default of keras.layers.LeakyReLU


class Activation(NamedTuple):
    """One activation function.

    `function(z, slopes)` maps pre-activations [..., neurons] to outputs of the same shape.
    `derivative(z, slopes)` is f'(z), elementwise; at a kink it is TensorFlow's choice. It is None
    for softmax, where every output hangs on every z: use `pull_back`.
    `differentiable` is False where the derivative is zero wherever it exists (sign, step), so that
    gradient descent learns nothing through it.
    """

    function: Callable[[np.ndarray, np.ndarray], np.ndarray]
    derivative: Callable[[np.ndarray, np.ndarray], np.ndarray] | None
    formula: str
    range: str
    differentiable: bool = True


def _sigmoid(z, _):
    # exp of a negative number only: no overflow at either end.
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def _sigmoid_derivative(z, slopes):
    a = _sigmoid(z, slopes)
    return a * (1 - a)


def _softmax(z, _):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation(
        lambda z, _: z.copy(), lambda z, _: np.ones_like(z), "f(z) = z", "(−∞, ∞)"
    ),
    "sign": Activation(
        lambda z, _: np.sign(z),
        lambda z, _: np.zeros_like(z),
        "f(z) = −1 if z < 0, 0 if z = 0, 1 if z > 0",
        "{−1, 0, 1}",
        differentiable=False,
    ),
    "step": Activation(
        lambda z, _: (z > 0).astype(z.dtype),
        lambda z, _: np.zeros_like(z),
        "f(z) = 1 if z > 0, else 0",
        "{0, 1}",
        differentiable=False,
    ),
    "sigmoid": Activation(_sigmoid, _sigmoid_derivative, "f(z) = 1 / (1 + e⁻ᶻ)", "(0, 1)"),
    "tanh": Activation(
        lambda z, _: np.tanh(z),
        lambda z, _: 1 - np.tanh(z) ** 2,
        "f(z) = tanh z",
        "(−1, 1)",
    ),
    "relu": Activation(
        lambda z, _: np.maximum(z, 0),
        lambda z, _: (z > 0).astype(z.dtype),
        "f(z) = max(0, z)",
        "[0, ∞)",
    ),
    "leaky relu": Activation(
        lambda z, _: np.where(z > 0, z, LEAKY_SLOPE * z),
        lambda z, _: np.where(z > 0, 1, LEAKY_SLOPE).astype(z.dtype),
        f"f(z) = z if z > 0, else {LEAKY_SLOPE:g}·z",
        "(−∞, ∞)",
    ),
    "prelu": Activation(
        lambda z, slopes: np.maximum(z, 0) + slopes * np.minimum(z, 0),
        lambda z, slopes: np.where(z > 0, 1, slopes * (z < 0)),  # 0 at the kink, as Keras
        "f(z) = z if z > 0, else α·z, with a learned α for each neuron",
        "(−∞, ∞)",
    ),
    "elu": Activation(
        lambda z, _: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda z, _: np.exp(np.minimum(z, 0)),
        "f(z) = z if z > 0, else eᶻ − 1",
        "(−1, ∞)",
    ),
    "softmax": Activation(_softmax, None, "f(z)ᵢ = eᶻⁱ / Σⱼ eᶻʲ", "(0, 1), summing to 1"),
}


# The middle of the outputs of an activation that one neuron can say two classes with.
OUTPUT_MIDDLES = {"sigmoid": 0.5, "tanh": 0.0}


def is_probability(name: str) -> bool:
    """Whether outputs of the activation called `name` are read as probabilities, 0 to 100 %."""
    return name in ("sigmoid", "softmax")


def pull_back(name: str, z: np.ndarray, slopes: np.ndarray, upstream: np.ndarray) -> np.ndarray:
    """Return ∂C/∂z from `upstream` = ∂C/∂a, all [..., neurons]: the chain rule through f.

    For softmax that is a ⊙ (∂C/∂a − Σⱼ aⱼ ∂C/∂aⱼ), for all others ∂C/∂a ⊙ f′(z).
    """
    activation = ACTIVATIONS[name]
    if activation.derivative is None:
        a = activation.function(z, slopes)
        return a * (upstream - (a * upstream).sum(axis=-1, keepdims=True))
    return upstream * activation.derivative(z, slopes)
