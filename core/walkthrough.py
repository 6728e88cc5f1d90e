"""One example's way through a network and back, as the ordered steps a person can follow.

A walk is a sequence of stages: each computes one array by one equation (z = a·W + b, then
a = f(z), ...). A stage has units, the neurons whose numbers it computes, and a unit has terms, the
products that are summed for it. So the same walk is followed at three grains: a step is a whole
stage ("layer"), one unit of it ("neuron") or one term of that ("edge"). A place in the walk is
(stage, unit, term) at every grain; a coarser one takes no notice of the rest. The finest passes
over terms that are 0 or small (`core.terms`).

No number is computed for the walk alone: they come from `core.propagation` and `core.optimizers`.
"""

from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core import equations, optimizers, terms
from core.activations import ACTIVATIONS
from core.experiment import Hyperparameters
from core.frozen import held, masks
from core.losses import LOSSES
from core.network import Network
from core.parameters import LayerParameters, Parameters, largest_difference
from core.propagation import Backward, Forward, backward, forward
from core.snapshot import Slots
from core.stages import GRAINS as GRAINS  # what a walk is spoken of with, from here as well
from core.stages import PHASES as PHASES
from core.stages import Operand as Operand
from core.stages import Place as Place
from core.stages import Stage as Stage

# What diverged is shown as such, and gives no cause to warn.
_quietly = np.errstate(over="ignore", invalid="ignore")


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
    optimizer's before the update. `masks` are what dropout multiplies the hidden activations by;
    empty: there is none. Once more, the network is whole. Everything is computed in the parameters'
    dtype. Where the first example's target is `assumed`, nobody knows it: it is the network's own
    answer.
    """

    network: Network
    parameters: Parameters
    inputs: np.ndarray
    targets: np.ndarray
    hyperparameters: Hyperparameters
    slots: Slots
    masks: tuple[np.ndarray, ...] = ()
    assumed: bool = False

    # The numbers.

    @cached_property
    def forward(self) -> Forward:
        """The batch on its way forward."""
        return forward(self.network, self.parameters, self.inputs, self.masks)

    @cached_property
    def backward(self) -> Backward:
        """Its way back: losses, δ and the gradients of the mean loss."""
        return backward(self.network, self.parameters, self.forward, self.targets, self.masks)

    @cached_property
    def updated(self) -> tuple[Parameters, Slots]:
        """The parameters and slots after one update with these gradients."""
        after = update(self.parameters, self.backward.gradients, self.hyperparameters, self.slots)
        return with_frozen(self.network, self.hyperparameters, self.parameters, self.slots, after)

    @cached_property
    def frozen(self) -> Parameters:
        """Which parameters are frozen, bool in the shapes of the network's."""
        return masks(self.hyperparameters.frozen, self.network)

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
        within = {"layer": 0, "neuron": place.unit}.get(grain)
        if within is None:
            stops, count = self._stops[place.stage], self.stages[place.stage].terms
            # A term that is passed over belongs to the next stop.
            within = int(np.searchsorted(stops, place.unit * count + place.term))
        return int(self._starts(grain)[place.stage]) + within

    def place(self, grain: str, index: int) -> Place:
        """Return where step `index` (0 to count − 1) of `grain` begins. IndexError: beyond."""
        starts = self._starts(grain)
        if not 0 <= index < starts[-1]:
            raise IndexError(f"Step {index} of {starts[-1]}.")
        number = int(np.searchsorted(starts, index, side="right")) - 1
        within = index - int(starts[number])
        if grain == "edge":
            return Place(
                number, *divmod(int(self._stops[number][within]), self.stages[number].terms)
            )
        return Place(number, within)

    def _starts(self, grain: str) -> np.ndarray:
        """The first step of each stage, and at last how many steps there are."""
        if grain == "edge":
            return np.cumsum([0, *map(len, self._stops)])
        return np.cumsum([0, *(stage.units if grain == "neuron" else 1 for stage in self.stages)])

    @cached_property
    def _stops(self) -> tuple[np.ndarray, ...]:
        """The terms that a walk by edges stops at in each stage: unit · terms + term, in order."""

        def of(stage: Stage) -> np.ndarray:
            found = self.terms(stage)
            if found is None:
                return np.arange(stage.units * stage.terms)
            return np.flatnonzero(terms.stops(found).T)

        return tuple(map(of, self.stages))

    # What a stage says.

    def equation(self, stage: Stage) -> tuple[Operand | str, ...]:
        """Return operands and the operators between them, "=" before the result.

        Vectors of the example that is followed are rows [1, neurons], as in z = a·W + b; those of
        a batch have a row for each example.
        """
        return equations.equation(self, stage.kind, stage.layer)

    def terms(self, stage: Stage) -> np.ndarray | None:
        """Return what the terms [terms, units] of a stage come to; None: it has none."""
        return terms.values(self, stage.kind, stage.layer)

    def edge(self, place: Place) -> tuple[int, int, int] | None:
        """Return the edge (pair, from, to) that the term at `place` belongs to; None: none."""
        stage = self.stages[place.stage]
        pair = stage.pair
        if pair is None:
            return None
        if stage.traits.gathers_back:
            return pair, place.unit, place.term
        is_weight = place.term < self.network.sizes[pair]
        return (pair, place.term, place.unit) if is_weight else None

    def neuron(self, place: Place) -> tuple[int, int] | None:
        """Return the (layer, neuron) whose number is computed at `place`; None: it is nobody's."""
        stage = self.stages[place.stage]
        return (stage.layer, place.unit) if stage.traits.has_units else None

    def pointed(self, number: int, target: tuple[int, ...]) -> tuple[int | None, int | None]:
        """Return the unit and the term of stage `number` that an edge or a neuron stands for.

        `target` is (pair, from, to) or (layer, neuron). None: it has no part in that.
        """
        stage = self.stages[number]
        if self.neuron(Place(number)) is None:
            return None, None
        backward = stage.traits.gathers_back
        if len(target) == 2:
            layer, neuron = target
            other = stage.layer + (1 if backward else -1)
            has_terms = stage.pair is not None and layer == other
            return (neuron if layer == stage.layer else None), (neuron if has_terms else None)
        pair, before, behind = target
        if pair != stage.pair:
            return None, None
        return (before, behind) if backward else (behind, before)

    def derivative(self, layer: int) -> np.ndarray | None:
        """Return f′(z) [neurons] of the example in `layer` (from 1); None for softmax."""
        function = ACTIVATIONS[self.network.layers[layer - 1].activation].derivative
        z = self.forward.pre_activations[layer - 1][0]
        return function and function(z, self.parameters[layer - 1].slopes)

    # Proof.

    @_quietly
    def difference(self, proof: Proof) -> float:
        """Return the largest |difference| of loss and gradients from TensorFlow's.

        NaN where either has a number that is not finite: that does not agree.
        """
        of_loss = np.abs(self.backward.losses.mean() - np.float32(proof.loss))
        of_gradients = largest_difference(self.backward.gradients, proof.gradients)
        return float(np.max([of_loss, of_gradients]))

    def loss_along(self, pair: int, source: int, target: int, changes: np.ndarray) -> np.ndarray:
        """Return the batch's mean loss with one weight changed by each of `changes` [n], float64.

        Everything is computed in float64: finite differences of float32 are mostly rounding.
        """
        parameters = tuple(
            LayerParameters(*(array.astype(np.float64) for array in layer))
            for layer in self.parameters
        )
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
        list(chain(*parameters)),
        list(chain(*gradients)),
        [list(chain(*layers)) for layers in slots.arrays],
        parameters[0].weights.dtype.type(slots.updates + 1),
        optimizers.rates_in(parameters[0].weights.dtype.type, hyperparameters),
        np.sqrt,
    )
    return _layers(arrays), Slots(tuple(map(_layers, state)), slots.updates + 1)


def with_frozen(
    network: Network,
    hyperparameters: Hyperparameters,
    parameters: Parameters,
    slots: Slots,
    after: tuple[Parameters, Slots],
) -> tuple[Parameters, Slots]:
    """Return parameters and slots `after` an update, what is frozen as it was before."""
    if not hyperparameters.frozen:
        return after
    flat = list(chain(*masks(hyperparameters.frozen, network)))

    def kept(old: Parameters, new: Parameters) -> Parameters:
        return _layers(held(flat, list(chain(*old)), list(chain(*new)), np.where))

    arrays = tuple(map(kept, slots.arrays, after[1].arrays))
    return kept(parameters, after[0]), after[1]._replace(arrays=arrays)


def _layers(arrays: list[np.ndarray]) -> Parameters:
    fields = iter(arrays)
    return tuple(map(LayerParameters, fields, fields, fields))


def _losses(
    network: Network, parameters: Parameters, passed: Forward, targets: np.ndarray
) -> np.ndarray:
    output, z = network.layers[-1].activation, passed.pre_activations[-1]
    return LOSSES[network.loss].function(output, z, parameters[-1].slopes, targets)
