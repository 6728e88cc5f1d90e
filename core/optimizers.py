"""The optimizers, by name: how a gradient changes a parameter.

Each update is written once, with arithmetic alone, and serves NumPy arrays and TensorFlow tensors
alike: what the window explains is what the backend does.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from core.notation.expressions import NUMPY, Expression, Symbol, evaluate, sqrt


class Rates(NamedTuple):
    """The numbers an update needs; scalars, in the dtype of the parameters.

    `l2` and `l1` may be None: no such regularisation, and no arithmetic for it.
    """

    learning_rate: Any
    momentum: Any
    decay: Any
    beta_1: Any
    beta_2: Any
    epsilon: Any
    l2: Any
    l1: Any


Updated: TypeAlias = tuple[Any, tuple[Any, ...]]  # the new parameter, and the new slots

# The letters of the rates in formulas.
# Where both L1 and L2 are there, the second λ is that of L2 (see `decays`).
LETTERS = Rates("η", "μ", "ρ", "β₁", "β₂", "ε", "λ", "λ₁")


class Line(NamedTuple):
    """One line of an update: the quantity `name` becomes `value`, or is short for it."""

    name: str
    value: Expression


class Optimizer(NamedTuple):
    """One optimizer; `optimizer` makes it.

    `lines` are its formulas in order: each gives a slot or a quantity that is short for something
    its new value, the last one the parameter θ. They are of θ, the `regularised` gradient g, the
    slots, the rates (see LETTERS) and t, which counts the updates from 1. `slots` are the letters
    of the arrays shaped like the parameter that start at zero.
    `update(parameter, gradient, slots, step, rates, sqrt)` returns the new parameter and the new
    slots; `step` is t in the parameter's dtype, `sqrt` NumPy's or TensorFlow's.
    `rates` names the hyperparameters it uses besides the learning rate.
    """

    slots: tuple[str, ...]
    update: Callable[..., tuple[Any, tuple[Any, ...]]]
    lines: tuple[Line, ...]
    rates: tuple[str, ...]

    @property
    def slot_count(self) -> int:
        """How many arrays it keeps for each parameter."""
        return len(self.slots)

    @property
    def follows_earlier(self) -> bool:
        """Whether it goes where earlier gradients led: on, too, where the gradient is 0."""
        still, kept = np.zeros(1), tuple(np.ones(1) for _ in self.slots)
        moved, _ = self.update(still, still, kept, 2.0, Rates(*[0.5] * len(LETTERS)), np.sqrt)
        return bool(moved.any())

    def changes(self, line: Line) -> bool:
        """Whether a line changes something that is kept, the parameter or a slot."""
        return line.name in (*self.slots, THETA.name)


def _sgd(parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any) -> Updated:
    return parameter - rates.learning_rate * gradient, slots


def _momentum(
    parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any
) -> Updated:
    velocity = rates.momentum * slots[0] - rates.learning_rate * gradient
    return parameter + velocity, (velocity,)


def _nesterov(
    parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any
) -> Updated:
    push = rates.learning_rate * gradient
    velocity = rates.momentum * slots[0] - push
    return parameter + rates.momentum * velocity - push, (velocity,)


def _rmsprop(
    parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any
) -> Updated:
    mean_square = rates.decay * slots[0] + (1 - rates.decay) * gradient * gradient
    change = rates.learning_rate * gradient / sqrt(mean_square + rates.epsilon)
    return parameter - change, (mean_square,)


def _adam(parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any) -> Updated:
    mean = slots[0] + (gradient - slots[0]) * (1 - rates.beta_1)
    mean_square = slots[1] + (gradient * gradient - slots[1]) * (1 - rates.beta_2)
    # The corrections of the paper's bias, folded into the rate as Keras does.
    rate = rates.learning_rate * sqrt(1 - rates.beta_2**step) / (1 - rates.beta_1**step)
    return parameter - rate * mean / (sqrt(mean_square) + rates.epsilon), (mean, mean_square)


def optimizer(
    *lines: tuple[Symbol, Expression],
    slots: tuple[Symbol, ...] = (),
    rates: tuple[str, ...] = (),
    update: Callable[..., tuple[Any, tuple[Any, ...]]] | None = None,
) -> Optimizer:
    """Return an optimizer that is computed from its formulas where no `update` is given for it."""
    letters = tuple(slot.name for slot in slots)

    def update_of(
        parameter: Any, gradient: Any, slots: Any, step: Any, rates: Any, sqrt: Any
    ) -> Updated:
        known = {"θ": parameter, "g": gradient, "t": step, **dict(zip(LETTERS, rates, strict=True))}
        known = {name: value for name, value in known.items() if value is not None}
        known |= dict(zip(letters, slots, strict=True))
        operations = NUMPY._replace(number=lambda value, _: value, functions={"sqrt": sqrt})
        for symbol, value in lines:
            known[symbol.name] = evaluate(value, known, operations)
        return known["θ"], tuple(known[name] for name in letters)

    return Optimizer(
        letters,
        update or update_of,
        tuple(Line(symbol.name, value) for symbol, value in lines),
        rates,
    )


THETA, G, T = Symbol("θ"), Symbol("g"), Symbol("t")
_V, _M, _RATE = Symbol("v"), Symbol("m"), Symbol("ηₜ")
_ETA, _MU, _RHO, _BETA_1, _BETA_2, _EPSILON, *_ = map(Symbol, LETTERS)

# As Keras computes them (keras.optimizers SGD, RMSprop, Adam), Adam after arXiv:1412.6980.
OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": optimizer((THETA, THETA - _ETA * G), update=_sgd),
    "momentum": optimizer(
        (_V, _MU * _V - _ETA * G),
        (THETA, THETA + _V),
        slots=(_V,),
        rates=("momentum",),
        update=_momentum,
    ),
    "nesterov": optimizer(
        (_V, _MU * _V - _ETA * G),
        (THETA, THETA + _MU * _V - _ETA * G),
        slots=(_V,),
        rates=("momentum",),
        update=_nesterov,
    ),
    "rmsprop": optimizer(
        (_V, _RHO * _V + (1 - _RHO) * G**2),
        (THETA, THETA - _ETA * G / sqrt(_V + _EPSILON)),
        slots=(_V,),
        rates=("decay", "epsilon"),
        update=_rmsprop,
    ),
    "adam": optimizer(
        (_M, _BETA_1 * _M + (1 - _BETA_1) * G),
        (_V, _BETA_2 * _V + (1 - _BETA_2) * G**2),
        (_RATE, _ETA * sqrt(1 - _BETA_2**T) / (1 - _BETA_1**T)),
        (THETA, THETA - _RATE * _M / (sqrt(_V) + _EPSILON)),
        slots=(_M, _V),
        rates=("beta_1", "beta_2", "epsilon"),
        update=_adam,
    ),
}


def rates(hyperparameters: Any) -> Rates:
    """Return the rates among `hyperparameters`, an object that has each by its name, as floats."""
    return Rates(*(getattr(hyperparameters, name) for name in Rates._fields))


def rates_in(number: Callable[[float], Any], hyperparameters: Any) -> Rates:
    """Return the rates as NumPy scalars of the type `number`; None for a λ that is 0."""
    return as_rates(map(number, rates(hyperparameters)), decays(hyperparameters))


class Decays(NamedTuple):
    """Which kinds of regularisation there are."""

    l2: bool = False
    l1: bool = False

    @property
    def letters(self) -> tuple[str, str]:
        """The letters in formulas of the λ of L2 and of L1: numbered where both are there."""
        return "λ₂" if all(self) else LETTERS.l2, LETTERS.l1 if all(self) else LETTERS.l2


def decays(hyperparameters: Any) -> Decays:
    """Return which kinds of regularisation `hyperparameters` have."""
    return Decays(hyperparameters.l2 > 0, hyperparameters.l1 > 0)


def as_rates(numbers: Iterable[Any], kinds: Decays) -> Rates:
    """Return `numbers`, in any type, as Rates; a λ is left out unless its kind is there."""
    found = Rates(*numbers)
    return found._replace(
        l2=found.l2 if kinds.l2 else None,
        l1=found.l1 if kinds.l1 else None,
    )


def regularised(
    parameter: Any, gradient: Any, rates: Rates, sign: Callable[[Any], Any] = np.sign
) -> Any:
    """Return the gradient that an update uses: for weights alone, with λ·w of L2, λ·sign(w) of L1.

    It is the gradient of the loss with the penalties λ/2·Σw² and λ·Σ|w|; at 0, L1 adds nothing.
    Weights are the matrices among the parameters.
    """
    if len(parameter.shape) != 2:
        return gradient
    if rates.l2 is not None:
        gradient = gradient + rates.l2 * parameter
    if rates.l1 is not None:
        gradient = gradient + rates.l1 * sign(parameter)
    return gradient


def update(
    optimizer: str,
    parameters: Sequence[Any],
    gradients: Sequence[Any],
    slots: Sequence[Sequence[Any]],
    step: Any,
    rates: Rates,
    sqrt: Callable[[Any], Any],
    sign: Callable[[Any], Any] = np.sign,
) -> tuple[list[Any], list[list[Any]]]:
    """Return new parameters and slots after one update of the optimizer called `optimizer`.

    `parameters` and `gradients` of the loss are arrays, one for one, and so is each of `slots`,
    which the optimizer has `slot_count` of. `step`, `rates` and `sqrt` are as for an Optimizer;
    `sign` is NumPy's or TensorFlow's, too.
    """
    updated = [
        OPTIMIZERS[optimizer].update(
            parameter, regularised(parameter, gradient, rates, sign), state, step, rates, sqrt
        )
        for parameter, gradient, *state in zip(parameters, gradients, *slots, strict=True)
    ]
    new_slots = zip(*(state for _, state in updated), strict=True)
    return [parameter for parameter, _ in updated], list(map(list, new_slots))
