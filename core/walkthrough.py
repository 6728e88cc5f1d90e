"""One example's way through a network and back, as the ordered steps a person can follow.

A walk is a sequence of stages: each computes one array by one equation (z = a·W + b, then
a = f(z), ...). A stage has units, the neurons whose numbers it computes, and a unit has terms, the
products that are summed for it. So the same walk is followed at three grains: a step is a whole
stage ("layer"), one unit of it ("neuron") or one term of that ("edge"). A place in the walk is
(stage, unit, term) at every grain; a coarser one takes no notice of the rest.

No number is computed for the walk alone: they come from `core.propagation` and `core.optimizers`.
"""

from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core import optimizers
from core.activations import ACTIVATIONS
from core.experiment import Hyperparameters
from core.losses import LOSSES
from core.network import Network
from core.optimizers import Rates, regularised
from core.parameters import LayerParameters, Parameters, largest_difference
from core.propagation import Backward, Forward, backward, forward
from core.snapshot import Slots

GRAINS = ("layer", "neuron", "edge")

# The kinds of stages, and the phase of the walk that each belongs to.
PHASES = {
    "input": "forward",
    "pre-activation": "forward",
    "activation": "forward",
    "loss": "loss",
    "output delta": "backward",
    "weight gradient": "backward",
    "bias gradient": "backward",
    "delta": "backward",
    "update": "update",
    "again": "again",
}

# Those whose terms are edges.
_OF_EDGES = ("pre-activation", "weight gradient", "delta", "update")

# What diverged is shown as such, and is no cause to warn.
_quietly = np.errstate(over="ignore", invalid="ignore")


class Stage(NamedTuple):
    """One equation of the walk: its `kind` (see PHASES), and the `layer` whose array it computes.

    The input is layer 0. It computes `units` numbers or columns, each from `terms` terms.
    """

    kind: str
    layer: int
    units: int = 1
    terms: int = 1

    @property
    def pair(self) -> int | None:
        """The pair of layers whose edges have a part in it; None: edges have none."""
        if self.kind not in _OF_EDGES:
            return None
        return self.layer if self.kind == "delta" else self.layer - 1

    @property
    def phase(self) -> str:
        return PHASES[self.kind]


class Place(NamedTuple):
    """Where a walk stands: in a stage, at a unit of it, at a term of that, each from 0."""

    stage: int = 0
    unit: int = 0
    term: int = 0


class Operand(NamedTuple):
    """An array of an equation: `values` [rows, columns], written as `symbol` of `layer`.

    `axes` say what rows and columns are counted by: "unit" or "term" of the stage, "example" of
    the batch, or "" for a single one.
    """

    symbol: str
    layer: int
    values: np.ndarray
    axes: tuple[str, str]


class Proof(NamedTuple):
    """What TensorFlow says of the same batch after so many `updates`, for comparison.

    `loss` is the batch's mean, `gradients` are its derivatives as tf.GradientTape finds them, and
    `slots` the optimizer's state.
    """

    updates: int
    loss: float
    gradients: Parameters
    slots: Slots


class Walkthrough(Struct, frozen=True, eq=False, dict=True):
    """The walk of a batch `inputs` [examples, inputs] with `targets` ŷ [examples, outputs].

    The first example is the one that is followed; gradients are averaged over all. `slots` are the
    optimizer's before the update. Everything is computed in the parameters' dtype.
    """

    network: Network
    parameters: Parameters
    inputs: np.ndarray
    targets: np.ndarray
    hyperparameters: Hyperparameters
    slots: Slots

    # The numbers.

    @cached_property
    def forward(self) -> Forward:
        """The batch on its way forward."""
        return forward(self.network, self.parameters, self.inputs)

    @cached_property
    def backward(self) -> Backward:
        """Its way back: losses, δ and the gradients of the mean loss."""
        return backward(self.network, self.parameters, self.forward, self.targets)

    @cached_property
    def updated(self) -> tuple[Parameters, Slots]:
        """The parameters and slots after one update with these gradients."""
        return update(self.parameters, self.backward.gradients, self.hyperparameters, self.slots)

    @cached_property
    def again(self) -> tuple[Forward, Backward]:
        """The same batch forward once more, through the updated parameters, and its losses."""
        parameters, _ = self.updated
        passed = forward(self.network, parameters, self.inputs)
        return passed, backward(self.network, parameters, passed, self.targets)

    # The order of steps.

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """All stages, first to last."""
        sizes, last = self.network.sizes, len(self.network.layers)
        found = [Stage("input", 0)]
        for layer in range(1, last + 1):
            # The last term of a sum is its bias.
            found.append(Stage("pre-activation", layer, sizes[layer], sizes[layer - 1] + 1))
            found.append(Stage("activation", layer, sizes[layer]))
        found += [Stage("loss", last), Stage("output delta", last, sizes[last])]
        for layer in range(last, 0, -1):
            found.append(Stage("weight gradient", layer, sizes[layer], sizes[layer - 1]))
            found.append(Stage("bias gradient", layer, sizes[layer]))
            if layer > 1:
                found.append(Stage("delta", layer - 1, sizes[layer - 1], sizes[layer]))
        found += [
            Stage("update", layer, sizes[layer], sizes[layer - 1] + 1)
            for layer in range(1, last + 1)
        ]
        return (*found, Stage("again", last))

    def count(self, grain: str) -> int:
        """How many steps the walk has at `grain`."""
        return int(self._starts(grain)[-1])

    def index(self, grain: str, place: Place) -> int:
        """Return the number of the step, from 0, that holds `place` at `grain`."""
        stage = self.stages[place.stage]
        within = {
            "layer": 0,
            "neuron": place.unit,
            "edge": place.unit * stage.terms + place.term,
        }
        return int(self._starts(grain)[place.stage]) + within[grain]

    def place(self, grain: str, index: int) -> Place:
        """Return where step `index` (0 to count − 1) of `grain` begins. IndexError: beyond."""
        starts = self._starts(grain)
        if not 0 <= index < starts[-1]:
            raise IndexError(f"Step {index} of {starts[-1]}.")
        number = int(np.searchsorted(starts, index, side="right")) - 1
        within, terms = index - int(starts[number]), self.stages[number].terms
        return Place(number, *(divmod(within, terms) if grain == "edge" else (within, 0)))

    def _starts(self, grain: str) -> np.ndarray:
        """The first step of each stage, and at last how many steps there are."""
        size = {
            "layer": lambda stage: 1,
            "neuron": lambda stage: stage.units,
            "edge": lambda stage: stage.units * stage.terms,
        }[grain]
        return np.cumsum([0, *map(size, self.stages)])

    # What a stage says.

    def equation(self, stage: Stage) -> tuple[Operand | str, ...]:
        """Return operands and the operators between them, "=" before the result.

        Vectors of the example that is followed are rows [1, neurons], as in z = a·W + b; those of
        a batch have a row for each example.
        """
        return _EQUATIONS[stage.kind](self, stage.layer)

    def edge(self, place: Place) -> tuple[int, int, int] | None:
        """Return the edge (pair, from, to) that the term at `place` belongs to; None: none."""
        stage = self.stages[place.stage]
        if stage.kind == "delta":  # the sum runs over the neurons of the layer behind
            return stage.pair, place.unit, place.term
        if stage.pair is not None and place.term < self.network.sizes[stage.pair]:
            return stage.pair, place.term, place.unit
        return None

    def neuron(self, place: Place) -> tuple[int, int] | None:
        """Return the (layer, neuron) whose number is computed at `place`; None: it is no one's."""
        stage = self.stages[place.stage]
        return None if stage.kind in ("input", "loss", "again") else (stage.layer, place.unit)

    def pointed(self, number: int, target: tuple[int, ...]) -> tuple[int | None, int | None]:
        """Return the unit and the term of stage `number` that an edge or a neuron stands for.

        `target` is (pair, from, to) or (layer, neuron). None: it has no part in that.
        """
        stage = self.stages[number]
        if self.neuron(Place(number)) is None:
            return None, None
        backward = stage.kind == "delta"
        if len(target) == 2:
            layer, neuron = target
            other = stage.layer + (1 if backward else -1)
            has_terms = stage.pair is not None and layer == other
            return (neuron if layer == stage.layer else None), (neuron if has_terms else None)
        pair, source, target = target
        if pair != stage.pair:
            return None, None
        return (source, target) if backward else (target, source)

    def derivative(self, layer: int) -> np.ndarray | None:
        """Return f′(z) [neurons] of the example in `layer` (from 1); None for softmax."""
        function = ACTIVATIONS[self.network.layers[layer - 1].activation].derivative
        z = self.forward.pre_activations[layer - 1][0]
        return function and function(z, self.parameters[layer - 1].slopes)

    # Proof.

    @_quietly
    def difference(self, proof: Proof) -> float:
        """Return the largest |difference| of loss and gradients from TensorFlow's.

        NaN where either has a number that is not finite: that is no agreement.
        """
        of_loss = np.abs(self.backward.losses.mean() - np.float32(proof.loss))
        of_gradients = largest_difference(self.backward.gradients, proof.gradients)
        return float(np.max([of_loss, of_gradients]))

    def loss_along(self, pair: int, source: int, target: int, changes: np.ndarray) -> np.ndarray:
        """Return the batch's mean loss with one weight changed by each of `changes` [n], float64.

        Everything is computed in float64: finite differences of float32 are mostly rounding.
        """
        parameters = [
            LayerParameters(*(array.astype(np.float64) for array in layer))
            for layer in self.parameters
        ]
        weights = parameters[pair].weights
        middle, losses = weights[source, target], []
        for change in changes:
            weights[source, target] = middle + change
            passed = forward(self.network, parameters, self.inputs)
            losses.append(_losses(self.network, parameters, passed, self.targets).mean())
        return np.array(losses)

    def slope(self, pair: int, source: int, target: int, step: float = 1e-5) -> float:
        """Return ∂C/∂w of one weight by finite differences: (C(w+h) − C(w−h)) / 2h."""
        below, above = self.loss_along(pair, source, target, np.array([-step, step]))
        return float((above - below) / (2 * step))


@_quietly
def update(
    parameters: Parameters, gradients: Parameters, hyperparameters: Hyperparameters, slots: Slots
) -> tuple[Parameters, Slots]:
    """Return parameters and slots after one update, as the backend's optimizer makes it.

    `gradients` are those of the loss; L2 regularisation is added here.
    """
    arrays, state = optimizers.update(
        hyperparameters.optimizer,
        *(list(chain(*layers)) for layers in (parameters, gradients)),
        [list(chain(*layers)) for layers in slots.arrays],
        parameters[0].weights.dtype.type(slots.updates + 1),
        _rates(parameters, hyperparameters),
        np.sqrt,
    )
    return _layers(arrays), Slots(tuple(map(_layers, state)), slots.updates + 1)


def _rates(parameters: Parameters, hyperparameters: Hyperparameters) -> Rates:
    """The rates in the dtype of the parameters."""
    numbers = map(parameters[0].weights.dtype.type, optimizers.rates(hyperparameters))
    return optimizers.as_rates(numbers, hyperparameters.l2 > 0)


def _layers(arrays: list[np.ndarray]) -> Parameters:
    fields = iter(arrays)
    return tuple(map(LayerParameters, fields, fields, fields))


def _losses(network, parameters, passed: Forward, targets: np.ndarray) -> np.ndarray:
    output, z = network.layers[-1].activation, passed.pre_activations[-1]
    return LOSSES[network.loss].function(output, z, parameters[-1].slopes, targets)


# The equations, by kind: (walk, layer) -> operands and operators.


def _row(symbol: str, layer: int, values: np.ndarray, axis: str = "unit") -> Operand:
    return Operand(symbol, layer, values[None], ("", axis))


def _input(walk: Walkthrough, layer: int):
    return (_row("x", 0, walk.forward.activations[0][0], ""),)


def _pre_activation(walk: Walkthrough, layer: int):
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


def _activation(walk: Walkthrough, layer: int):
    return (
        "f",
        _row("z", layer, walk.forward.pre_activations[layer - 1][0]),
        "=",
        _row("a", layer, walk.forward.activations[layer][0]),
    )


def _loss(walk: Walkthrough, layer: int):
    return (
        "C",
        _row("a", layer, walk.forward.output[0], ""),
        ",",
        _row("ŷ", layer, walk.targets[0], ""),
        "=",
        Operand("Cⁿ", layer, walk.backward.losses[:1, None], ("", "")),
    )


def _output_delta(walk: Walkthrough, layer: int):
    delta = _row("δ", layer, walk.backward.deltas[-1][0])
    if LOSSES[walk.network.loss].delta:
        return (
            _row("a", layer, walk.forward.output[0]),
            "−",
            _row("ŷ", layer, walk.targets[0]),
            "=",
            delta,
        )
    upstream = LOSSES[walk.network.loss].upstream(walk.forward.output[0], walk.targets[0])
    slope = walk.derivative(layer)
    if slope is None:  # softmax: every a hangs on every z
        return ("J", _row("∂C/∂a", layer, upstream), "=", delta)
    return (_row("∂C/∂a", layer, upstream), "⊙", _row("f′(z)", layer, slope), "=", delta)


def _weight_gradient(walk: Walkthrough, layer: int):
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


def _bias_gradient(walk: Walkthrough, layer: int):
    return (
        *(("mean",) if len(walk.inputs) > 1 else ()),
        Operand("δ", layer, walk.backward.deltas[layer - 1], ("example", "unit")),
        "=",
        _row("∂C/∂b", layer, walk.backward.gradients[layer - 1].biases),
    )


def _delta(walk: Walkthrough, layer: int):
    slope = walk.derivative(layer)
    return (
        _row("δ", layer + 1, walk.backward.deltas[layer][0], "term"),
        "·",
        Operand("Wᵀ", layer + 1, walk.parameters[layer].weights.T, ("term", "unit")),
        *(("J",) if slope is None else ("⊙", _row("f′(z)", layer, slope))),
        "=",
        _row("δ", layer, walk.backward.deltas[layer - 1][0]),
    )


@_quietly
def _update(walk: Walkthrough, layer: int):
    def joined(symbol: str, weights: np.ndarray, biases: np.ndarray) -> Operand:
        """Weights, and the biases as the row below them: the last term."""
        return Operand(symbol, layer, np.vstack([weights, biases]), ("term", "unit"))

    numbers = _rates(walk.parameters, walk.hyperparameters)
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


def _again(walk: Walkthrough, layer: int):
    passed, back = walk.again
    return (
        "C",
        _row("a′", layer, passed.output[0], ""),
        ",",
        _row("ŷ", layer, walk.targets[0], ""),
        "=",
        Operand("Cⁿ′", layer, back.losses[:1, None], ("", "")),
    )


_EQUATIONS = {
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
