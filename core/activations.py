"""The activation functions, by name: a = f(z), its derivative, both as formulas, and its range.

The table drives the interface, saving, the NumPy propagation, the walkthrough and TensorFlow
alike: an entry is all that a new activation needs. `slopes` [neurons] are the learned slopes α of
prelu and empty for every other activation.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from core.notation.expressions import (
    ALPHA,
    NUMPY,
    A,
    Expression,
    Number,
    Total,
    Z,
    cases,
    evaluate,
    exp,
    maximum,
    tanh,
)
from core.wording import QT_TRANSLATE_NOOP

LEAKY_SLOPE = 0.3  # the default of keras.layers.LeakyReLU

OfNeurons: TypeAlias = Callable[[np.ndarray, np.ndarray], np.ndarray]


class Activation(NamedTuple):
    """One activation function; `activation` makes it, all but softmax.

    `value` is the formula of f(z), of z and α; `slope` that of f′(z), of z, a = f(z) and α.
    `function(z, slopes)` maps pre-activations [..., neurons] to outputs of the same shape, what is
    not a number to what is none.
    `derivative(z, slopes)` is f'(z), elementwise; at a kink it is TensorFlow's choice. It and
    `slope` are None for softmax alone, where every output depends on every z: use `pull_back`. Way
    back, matrices and words know no other such function, and `activation` makes none.
    `differentiable` is False where the derivative is zero wherever it exists (sign, step), so that
    gradient descent learns nothing through it. `note` is an English sentence about it, or "".
    """

    value: Expression
    slope: Expression | None
    range: str
    function: OfNeurons
    derivative: OfNeurons | None
    differentiable: bool
    note: str = ""


def activation(
    value: Expression,
    slope: Expression,
    range: str,  # noqa: A002
    *,
    function: OfNeurons | None = None,
    derivative: OfNeurons | None = None,
    differentiable: bool = True,
    note: str = "",
) -> Activation:
    """Return an activation that is computed from its formulas where no function is given for it.

    A function is worth giving where the formula overflows or loses figures, or takes its time.
    ValueError: it has no slope.
    """
    if slope is None:
        raise ValueError("Softmax alone has no slope of each neuron's own z.")

    def value_of(z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        return _like(z, evaluate(value, {"z": z, "α": slopes}, NUMPY))

    given = function or value_of

    def slope_of(z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        return _like(z, evaluate(slope, {"z": z, "a": given(z, slopes), "α": slopes}, NUMPY))

    made = derivative or slope_of
    return Activation(value, slope, range, given, made, differentiable, note)


def _like(z: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return `values` as an array of its own in the shape of `z`: a constant is only a number."""
    made = isinstance(values, np.ndarray) and values.shape == z.shape and values.base is None
    return values if made and values is not z else np.array(np.broadcast_to(values, z.shape))


def _sigmoid(z: np.ndarray, _: np.ndarray) -> np.ndarray:
    # exp of a negative number only: no overflow at either end.
    e: np.ndarray = np.exp(-np.abs(z))
    share: np.ndarray = np.where(z >= 0, 1, e) / (1 + e)
    return share


def _softmax(z: np.ndarray, _: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    shares: np.ndarray = e / e.sum(axis=-1, keepdims=True)
    return shares


def _step(z: np.ndarray, _: np.ndarray) -> np.ndarray:
    fired: np.ndarray = (z > 0).astype(z.dtype)
    np.copyto(fired, np.nan, where=np.isnan(z))  # or a network that diverged would seem to answer
    return fired


ACTIVATIONS: dict[str, Activation] = {
    "linear": activation(Z, Number(1), "(−∞, ∞)"),
    "sign": activation(
        cases((1, Z > 0), (-1, Z < 0), otherwise=0),
        Number(0),
        "{−1, 0, 1}",
        function=lambda z, _: np.sign(z),
        differentiable=False,
    ),
    "step": activation(
        cases((1, Z > 0), otherwise=0),
        Number(0),
        "{0, 1}",
        function=_step,
        differentiable=False,
    ),
    "sigmoid": activation(1 / (1 + exp(-Z)), A * (1 - A), "(0, 1)", function=_sigmoid),
    "tanh": activation(tanh(Z), 1 - A**2, "(−1, 1)"),
    "relu": activation(
        maximum(0, Z),
        cases((1, Z > 0), otherwise=0),
        "[0, ∞)",
        function=lambda z, _: np.maximum(z, 0),
        derivative=lambda z, _: (z > 0).astype(z.dtype),
    ),
    "leaky relu": activation(
        cases((Z, Z > 0), otherwise=LEAKY_SLOPE * Z),
        cases((1, Z > 0), otherwise=LEAKY_SLOPE),
        "(−∞, ∞)",
        function=lambda z, _: np.where(z > 0, z, LEAKY_SLOPE * z),
        derivative=lambda z, _: np.where(z > 0, 1, LEAKY_SLOPE).astype(z.dtype),
    ),
    "prelu": activation(
        cases((Z, Z > 0), otherwise=ALPHA * Z),
        cases((1, Z > 0), (ALPHA, Z < 0), otherwise=0),  # 0 at the kink, as Keras
        "(−∞, ∞)",
        function=lambda z, slopes: np.maximum(z, 0) + slopes * np.minimum(z, 0),
        derivative=lambda z, slopes: np.where(z > 0, 1, slopes * (z < 0)),
        note=QT_TRANSLATE_NOOP("Core", "Each neuron learns its own α."),
    ),
    "elu": activation(
        cases((Z, Z > 0), otherwise=exp(Z) - 1),
        cases((1, Z > 0), otherwise=exp(Z)),
        "(−1, ∞)",
        function=lambda z, _: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        derivative=lambda z, _: np.exp(np.minimum(z, 0)),
    ),
    "softmax": Activation(
        exp(Z) / Total("j", exp(Z)),
        None,
        "(0, 1)",
        _softmax,
        None,
        differentiable=True,
        note=QT_TRANSLATE_NOOP("Core", "The outputs sum to 1."),
    ),
}


# The middle of the outputs of an activation that one neuron can say two classes with.
OUTPUT_MIDDLES = {"sigmoid": 0.5, "tanh": 0.0, "step": 0.5, "sign": 0.0}


def is_probability(name: str) -> bool:
    """Whether outputs of the activation called `name` are read as probabilities, 0 to 100 %."""
    return name in ("sigmoid", "softmax")


def pull_back(name: str, z: np.ndarray, slopes: np.ndarray, upstream: np.ndarray) -> np.ndarray:
    """Return ∂C/∂z from `upstream` = ∂C/∂a, all [..., neurons]: the chain rule through f.

    For softmax that is a ⊙ (∂C/∂a − Σⱼ aⱼ ∂C/∂aⱼ), for all others ∂C/∂a ⊙ f′(z).
    """
    found = ACTIVATIONS[name]
    if found.derivative is None:
        a = found.function(z, slopes)
        pulled: np.ndarray = a * (upstream - (a * upstream).sum(axis=-1, keepdims=True))
        return pulled
    return upstream * found.derivative(z, slopes)
