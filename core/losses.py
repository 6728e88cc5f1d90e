"""The losses, by name: Cⁿ of one example, its gradient and its formula.

Cross-entropy is computed from the pre-activations z of the output layer, never from rounded
probabilities, so it stays finite and exact however sure the network is.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS


class Loss(NamedTuple):
    """One loss, for `targets` ŷ [examples, outputs].

    `function(output, z, slopes, targets)` gives Cⁿ [examples], where `output` names the output
    activation and `z` [examples, outputs] are its pre-activations. Back propagation starts with
    `upstream(a, targets)` = ∂Cⁿ/∂a or, where it is set, straight with
    `delta(output, z, targets)` = ∂Cⁿ/∂z, both [examples, outputs].
    `formulas[output]` is the formula with that output activation.
    `output_activations` are those the loss is defined for; None: all.
    """

    function: Callable[[str, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
    upstream: Callable[[np.ndarray, np.ndarray], np.ndarray] | None
    delta: Callable[[str, np.ndarray, np.ndarray], np.ndarray] | None
    formulas: dict[str, str]
    output_activations: tuple[str, ...] | None

    @property
    def formula(self) -> str:
        """The formula where no output activation is known: all of them, if they differ."""
        if len(set(self.formulas.values())) == 1:
            return next(iter(self.formulas.values()))
        return "; ".join(f"{output}: {formula}" for output, formula in self.formulas.items())


_NO_SLOPES = np.zeros(0, np.float32)


def _cross_entropy(output, z, _, targets):
    if output == "softmax":
        # −ln aᵢ = ln Σⱼ eᶻʲ − zᵢ; below the highest z nothing overflows or is rounded away.
        below = z - z.max(axis=-1, keepdims=True)
        log_sum = np.log(np.exp(below).sum(axis=-1, keepdims=True))
        return (targets * (log_sum - below)).sum(axis=-1)
    # tf.nn.sigmoid_cross_entropy_with_logits: max(z, 0) − z·ŷ + log(1 + e^−|z|)
    return (np.maximum(z, 0) - z * targets + np.log1p(np.exp(-np.abs(z)))).sum(axis=-1)


def _cross_entropy_delta(output, z, targets):
    # a − ŷ behind sigmoid and, as a row of ŷ sums to 1 there, behind softmax too.
    return ACTIVATIONS[output].function(z, _NO_SLOPES) - targets


def _squared_error(output, z, slopes, targets):
    return ((ACTIVATIONS[output].function(z, slopes) - targets) ** 2).mean(axis=-1)


def _squared_error_upstream(a, targets):
    return 2 / a.shape[-1] * (a - targets)


LOSSES: dict[str, Loss] = {
    "cross-entropy": Loss(
        _cross_entropy,
        upstream=None,
        delta=_cross_entropy_delta,
        formulas={
            "softmax": "Cⁿ = −Σᵢ ŷᵢ ln aᵢ",
            "sigmoid": "Cⁿ = −Σᵢ (ŷᵢ ln aᵢ + (1 − ŷᵢ) ln(1 − aᵢ))",
        },
        output_activations=("softmax", "sigmoid"),
    ),
    "mean squared error": Loss(
        _squared_error,
        upstream=_squared_error_upstream,
        delta=None,
        formulas=dict.fromkeys(ACTIVATIONS, "Cⁿ = 1/m Σᵢ (aᵢ − ŷᵢ)²"),
        output_activations=None,
    ),
}
