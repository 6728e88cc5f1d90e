"""The optimizers, by name: how a gradient changes a parameter.

Each update is written once, with arithmetic alone, and serves NumPy arrays and TensorFlow tensors
alike: what the window explains is what the backend does.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple


class Rates(NamedTuple):
    """The numbers an update needs; scalars, in the dtype of the parameters.

    `l2` may be None: no regularisation, and no arithmetic for it.
    """

    learning_rate: Any
    momentum: Any
    decay: Any
    beta_1: Any
    beta_2: Any
    epsilon: Any
    l2: Any


class Optimizer(NamedTuple):
    """One optimizer.

    `update(parameter, gradient, slots, step, rates, sqrt)` returns the new parameter and the new
    slots. `slots` are `slot_count` arrays shaped like the parameter that start at zero; `step`
    counts the updates since then from 1, in the parameter's dtype; `sqrt` is NumPy's or
    TensorFlow's. In it and in `formula` the gradient g is the `regularised` one.
    `rates` names the hyperparameters it uses besides the learning rate.
    """

    slot_count: int
    update: Callable[..., tuple[Any, tuple[Any, ...]]]
    formula: str
    rates: tuple[str, ...] = ()


def _sgd(parameter, gradient, slots, step, rates, sqrt):
    return parameter - rates.learning_rate * gradient, slots


def _momentum(parameter, gradient, slots, step, rates, sqrt):
    velocity = rates.momentum * slots[0] - rates.learning_rate * gradient
    return parameter + velocity, (velocity,)


def _rmsprop(parameter, gradient, slots, step, rates, sqrt):
    mean_square = rates.decay * slots[0] + (1 - rates.decay) * gradient * gradient
    change = rates.learning_rate * gradient / sqrt(mean_square + rates.epsilon)
    return parameter - change, (mean_square,)


def _adam(parameter, gradient, slots, step, rates, sqrt):
    mean = slots[0] + (gradient - slots[0]) * (1 - rates.beta_1)
    mean_square = slots[1] + (gradient * gradient - slots[1]) * (1 - rates.beta_2)
    # The corrections of the paper's bias, folded into the rate as Keras does.
    rate = rates.learning_rate * sqrt(1 - rates.beta_2**step) / (1 - rates.beta_1**step)
    return parameter - rate * mean / (sqrt(mean_square) + rates.epsilon), (mean, mean_square)


# As Keras computes them (keras.optimizers SGD, RMSprop, Adam), Adam after arXiv:1412.6980.
OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": Optimizer(0, _sgd, "θ ← θ − η·g"),
    "momentum": Optimizer(1, _momentum, "v ← μ·v − η·g,  θ ← θ + v", ("momentum",)),
    "rmsprop": Optimizer(
        1, _rmsprop, "v ← ρ·v + (1−ρ)·g²,  θ ← θ − η·g / √(v + ε)", ("decay", "epsilon")
    ),
    "adam": Optimizer(
        2,
        _adam,
        "m ← β₁·m + (1−β₁)·g,  v ← β₂·v + (1−β₂)·g²,  θ ← θ − ηₜ·m / (√v + ε)"
        "  with ηₜ = η·√(1−β₂ᵗ) / (1−β₁ᵗ)",
        ("beta_1", "beta_2", "epsilon"),
    ),
}


def rates(hyperparameters: Any) -> Rates:
    """Return the rates among `hyperparameters`, an object that has each by its name, as floats."""
    return Rates(*(getattr(hyperparameters, name) for name in Rates._fields))


def as_rates(numbers: Iterable, regularised: bool) -> Rates:
    """Return `numbers`, in any type, as Rates; l2 is left out unless it is `regularised`."""
    found = Rates(*numbers)
    return found if regularised else found._replace(l2=None)


def regularised(parameter, gradient, rates: Rates):
    """Return the gradient that an update uses: L2 regularisation adds λ·w for weights alone.

    It is the gradient of the loss with the penalty λ/2·Σw². Weights are the matrices among the
    parameters.
    """
    if rates.l2 is None or len(parameter.shape) != 2:
        return gradient
    return gradient + rates.l2 * parameter


def update(
    optimizer: str, parameters: Sequence, gradients: Sequence, slots: Sequence, step, rates, sqrt
) -> tuple[list, list[list]]:
    """Return new parameters and slots after one update of the optimizer called `optimizer`.

    `parameters` and `gradients` of the loss are arrays, one for one, and so is each of `slots`,
    which the optimizer has `slot_count` of. `step`, `rates` and `sqrt` are as for an Optimizer.
    """
    updated = [
        OPTIMIZERS[optimizer].update(
            parameter, regularised(parameter, gradient, rates), state, step, rates, sqrt
        )
        for parameter, gradient, *state in zip(parameters, gradients, *slots, strict=True)
    ]
    new_slots = zip(*(state for _, state in updated), strict=True)
    return [parameter for parameter, _ in updated], list(map(list, new_slots))
