"""The losses, by name: Cⁿ of one example, its gradient, and both as formulas.

Cross-entropy is computed from the pre-activations z of the output layer, never from rounded
probabilities, so it stays finite and exact however sure the network is. An entry here is all that
a new loss needs; the backend and the walkthrough read the same formulas.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np

from core.activations import ACTIVATIONS
from core.notation.expressions import (
    NUMPY,
    TARGET,
    A,
    Expression,
    M,
    Mean,
    Operations,
    Total,
    Z,
    evaluate,
    ln,
    log_of_one_plus_exp,
    magnitude,
    sign,
)

OfExamples: TypeAlias = Callable[[str, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
ByOutputs: TypeAlias = Callable[[np.ndarray, np.ndarray], np.ndarray]
ByPreActivations: TypeAlias = Callable[[str, np.ndarray, np.ndarray], np.ndarray]


class Loss(NamedTuple):
    """One loss, for `targets` ŷ [examples, outputs]; `loss` makes it.

    `values[output]` is the formula of Cⁿ behind the output activation of that name, "" for all
    others: a Total or a Mean over the outputs, of a and ŷ. `computed` is the same from z, where a
    formula from a would lose figures; None: there is none.
    `function(output, z, slopes, targets)` gives Cⁿ [examples], where `output` names the output
    activation and `z` [examples, outputs] are its pre-activations.
    Back propagation starts with `upstream(a, targets)` = ∂Cⁿ/∂a or, where it is set, straight with
    `delta(output, z, targets)` = ∂Cⁿ/∂z, both [examples, outputs]. `slope` is the formula of the
    one that is set, of a, ŷ and the number of outputs m.
    `output_activations` are those the loss is defined for; None: all. `outputs` is how many
    outputs it takes; None: any number.
    """

    values: Mapping[str, Expression]
    slope: Expression
    function: OfExamples
    upstream: ByOutputs | None
    delta: ByPreActivations | None
    output_activations: tuple[str, ...] | None
    outputs: int | None
    computed: Expression | None

    @property
    def delta_is_difference(self) -> bool:
        """Whether ∂Cⁿ/∂z is simply a − ŷ."""
        return self.delta is not None and self.slope == A - TARGET

    @property
    def ranks_by_z(self) -> bool:
        """Whether z ranks the outputs as a does, and more exactly: a is rounded to 0 or 1 sooner.

        So it is where the loss is of probabilities: softmax and sigmoid keep the order of z.
        """
        return self.delta is not None

    def value(self, output: str) -> Expression:
        """The formula of Cⁿ behind the output activation called `output`."""
        return self.values[output] if output in self.values else self.values[""]


def loss(
    values: Expression | Mapping[str, Expression],
    *,
    upstream: Expression | None = None,
    delta: Expression | None = None,
    output_activations: tuple[str, ...] | None = None,
    outputs: int | None = None,
    computed: Expression | None = None,
    function: OfExamples | None = None,
) -> Loss:
    """Return a loss that is computed from its formulas where no function is given for it.

    Of ∂Cⁿ/∂a (`upstream`) and ∂Cⁿ/∂z (`delta`) one is given; with `delta`, a and ŷ may not be all
    that a formula from z needs, so that `computed` may be needed too.
    """
    formulas = {"": values} if isinstance(values, Expression) else dict(values)
    slope = delta if upstream is None else upstream
    assert slope is not None

    def function_of(
        output: str, z: np.ndarray, slopes: np.ndarray, targets: np.ndarray
    ) -> np.ndarray:
        a = ACTIVATIONS[output].function(z, slopes)
        return losses_of(found, output, z, a, targets, NUMPY)

    def upstream_of(a: np.ndarray, targets: np.ndarray) -> np.ndarray:
        numbers = {"a": a, "ŷ": targets, "m": a.dtype.type(a.shape[-1])}
        return np.broadcast_to(evaluate(slope, numbers), a.shape)

    def delta_of(output: str, z: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return upstream_of(ACTIVATIONS[output].function(z, _NO_SLOPES), targets)

    found = Loss(
        formulas,
        slope,
        function or function_of,
        None if upstream is None else upstream_of,
        None if delta is None else delta_of,
        output_activations,
        outputs,
        computed,
    )
    return found


def losses_of(
    of: Loss,
    output: str,
    z: np.ndarray,
    a: np.ndarray,
    targets: np.ndarray,
    operations: Operations = NUMPY,
) -> np.ndarray:
    """Return Cⁿ [examples] from the formulas alone; arrays are those of `operations`."""
    formula = of.computed if of.computed is not None else of.value(output)
    losses: np.ndarray = evaluate(formula, {"z": z, "a": a, "ŷ": targets}, operations)[..., 0]
    return losses


_NO_SLOPES = np.zeros(0, np.float32)


def _cross_entropy(output: str, z: np.ndarray, _: np.ndarray, targets: np.ndarray) -> np.ndarray:
    if output == "softmax":
        # −ln aᵢ = ln Σⱼ eᶻʲ − zᵢ; below the highest z nothing overflows or is rounded away.
        below = z - z.max(axis=-1, keepdims=True)
        log_sum = np.log(np.exp(below).sum(axis=-1, keepdims=True))
        of_shares: np.ndarray = (targets * (log_sum - below)).sum(axis=-1)
        return of_shares
    # tf.nn.sigmoid_cross_entropy_with_logits: max(z, 0) − z·ŷ + log(1 + e^−|z|)
    each = np.maximum(z, 0) - z * targets + np.log1p(np.exp(-np.abs(z)))
    losses: np.ndarray = each.sum(axis=-1)
    return losses


_OF_PROBABILITIES = Total("i", TARGET * ln(A) + (1 - TARGET) * ln(1 - A))

LOSSES: dict[str, Loss] = {
    "cross-entropy": loss(
        {"softmax": -Total("i", TARGET * ln(A)), "sigmoid": -_OF_PROBABILITIES},
        # Behind sigmoid and, as a row of ŷ sums to 1 there, behind softmax too.
        delta=A - TARGET,
        output_activations=("softmax", "sigmoid"),
        function=_cross_entropy,
    ),
    "mean squared error": loss(
        Mean("i", (A - TARGET) ** 2),
        upstream=2 / M * (A - TARGET),
    ),
    "mean absolute error": loss(
        Mean("i", magnitude(A - TARGET)),
        upstream=1 / M * sign(A - TARGET),  # 0 at the kink, as TensorFlow
    ),
    "binary cross-entropy": loss(
        -_OF_PROBABILITIES,
        delta=A - TARGET,
        output_activations=("sigmoid",),
        outputs=1,
        computed=Total("i", log_of_one_plus_exp(Z) - TARGET * Z),
    ),
}


def taking(outputs: int) -> tuple[str, ...]:
    """Return the names of the losses that take so many outputs."""
    return tuple(name for name, found in LOSSES.items() if found.outputs in (None, outputs))
