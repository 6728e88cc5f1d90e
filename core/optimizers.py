"""The optimizers, by name: how a gradient changes a parameter.

Each update is written once, with arithmetic alone, and serves NumPy arrays and TensorFlow tensors
alike: what the window explains is what the backend does.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from core.notation.expressions import NUMPY, Expression, Symbol, evaluate, sqrt


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


Updated: TypeAlias = tuple[Any, tuple[Any, ...]]  # the new parameter, and the new slots

# The letters of the rates in formulas.
LETTERS = Rates("η", "μ", "ρ", "β₁", "β₂", "ε", "λ")


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
_ETA, _MU, _RHO, _BETA_1, _BETA_2, _EPSILON, _ = map(Symbol, LETTERS)

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
    """Return the rates as NumPy scalars of the type `number`; l2 is None where it is 0."""
    return as_rates(map(number, rates(hyperparameters)), hyperparameters.l2 > 0)


def as_rates(numbers: Iterable[Any], regularised: bool) -> Rates:
    """Return `numbers`, in any type, as Rates; l2 is left out unless it is `regularised`."""
    found = Rates(*numbers)
    return found if regularised else found._replace(l2=None)


def regularised(parameter: Any, gradient: Any, rates: Rates) -> Any:
    """Return the gradient that an update uses: L2 regularisation adds λ·w for weights alone.

    It is the gradient of the loss with the penalty λ/2·Σw². Weights are the matrices among the
    parameters.
    """
    if rates.l2 is None or len(parameter.shape) != 2:
        return gradient
    return gradient + rates.l2 * parameter


def update(
    optimizer: str,
    parameters: Sequence[Any],
    gradients: Sequence[Any],
    slots: Sequence[Sequence[Any]],
    step: Any,
    rates: Rates,
    sqrt: Callable[[Any], Any],
) -> tuple[list[Any], list[list[Any]]]:
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
