"""One step of a walk, as the words of the walkthrough see it: where, by which names, how exact."""

from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.experiment import Experiment
from core.losses import LOSSES, Loss
from core.notation.markup import LOWERED, Node
from core.notation.symbols import activation
from core.terms import stops
from core.walkthrough import Place, Stage, Walkthrough
from gui.diagram.scene import (
    Scene,
    are_digits,
    input_names,
    layer_name,
    neuron_name,
    picture_shape,
)
from gui.translation import translate
from gui.walk.words.numbers import factor, number

_SHORT = 6  # letters of an input's name that stands in a formula


class Names(NamedTuple):
    """What neurons are called beside their numbers: outputs by class, inputs by place or name.

    Where they are values, not classes, no output is `labelled` as the right one.
    """

    class_names: tuple[str, ...] = ()
    picture_shape: tuple[int, int] | None = None
    input_names: tuple[str, ...] = ()
    labelled: bool = True

    @property
    def are_digits(self) -> bool:
        """Whether outputs are called "digit 1"."""
        return are_digits(self.class_names, self.picture_shape)


def names_of(experiment: Experiment) -> Names:
    """Return the names that its data gives."""
    task, kind = experiment.task, experiment.input
    names = task.output_names(experiment.network.sizes[-1])
    return Names(names, picture_shape(kind), input_names(kind), task.one_is_answered)


class Step(Struct, frozen=True, eq=False):
    """The step of `walk` at `place`, at a `grain` no finer than its stage has steps for."""

    walk: Walkthrough
    names: Names
    place: Place
    grain: str
    decimals: int

    @property
    def stage(self) -> Stage:
        """The stage that the step is of."""
        return self.walk.stages[self.place.stage]

    @property
    def kind(self) -> str:
        """The name of the stage's kind."""
        return self.stage.kind

    @property
    def layer(self) -> int:
        """The layer that the stage computes an array of; 0: the input."""
        return self.stage.layer

    @property
    def unit(self) -> int:
        """The neuron of the layer, from 0."""
        return self.place.unit

    @property
    def term(self) -> int:
        """The term of the neuron's sum, from 0."""
        return self.place.term

    @property
    def last(self) -> int:
        """The output layer."""
        return len(self.walk.network.layers)

    @property
    def batch(self) -> int:
        """Examples in the batch."""
        return len(self.walk.inputs)

    @property
    def is_bias(self) -> bool:
        """Whether the term is a bias: the last of its sum."""
        return self.term == self.stage.bias_term

    @property
    def edge(self) -> tuple[int, int, int] | None:
        """The edge (pair, from, to) of the term; None: none."""
        return self.walk.edge(self.place)

    @property
    def has_classes(self) -> bool:
        """Whether the outputs are called by their classes."""
        return len(self.names.class_names) == self.size(self.last)

    @property
    def loss(self) -> Loss:
        """The network's loss."""
        return LOSSES[self.walk.network.loss]

    @property
    def targets(self) -> np.ndarray:
        """ŷ [outputs] of the example."""
        targets: np.ndarray = self.walk.targets[0]
        return targets

    @property
    def label(self) -> int:
        """The output that should be highest."""
        return int(self.targets.argmax())

    @property
    def has_label(self) -> bool:
        """Whether ŷ says a class: it is 1 at the label and 0 elsewhere."""
        said = bool(self.targets[self.label] == 1) and np.count_nonzero(self.targets) == 1
        return said and self.names.labelled

    def size(self, layer: int) -> int:
        """Return how many neurons a layer has."""
        return self.walk.network.sizes[layer]

    def activation(self, layer: int) -> str:
        """The name of a layer's activation function."""
        return self.walk.network.layers[layer - 1].activation

    # What an update leaves as it is.

    @property
    def frozen(self) -> tuple[np.ndarray, np.ndarray]:
        """Which weights and which biases of the layer, or of the neuron, are frozen."""
        weights, biases, _ = self.walk.frozen[self.layer - 1]
        return self.own(weights), self.own(biases)

    @property
    def is_frozen(self) -> bool:
        """Whether all parameters of the step are frozen."""
        weights, biases = self.frozen
        if self.grain == "edge":
            return bool(biases if self.is_bias else weights[self.term])
        return bool(weights.all() and biases.all())

    @property
    def is_partly_frozen(self) -> bool:
        """Whether some parameter of the layer, or of the neuron, is frozen."""
        # With a bias all weights into its neuron are.
        return bool(self.frozen[0].any())

    # The example's vectors [neurons], from the walk.

    def a(self, layer: int) -> np.ndarray:
        """Return a [neurons] of a layer; x of the input."""
        a: np.ndarray = self.walk.forward.activations[layer][0]
        return a

    def z(self, layer: int) -> np.ndarray:
        """Return z [neurons] of a layer, from 1."""
        z: np.ndarray = self.walk.forward.pre_activations[layer - 1][0]
        return z

    def delta(self, layer: int) -> np.ndarray:
        """Return δ = ∂Cⁿ/∂z [neurons] of a layer, from 1."""
        delta: np.ndarray = self.walk.backward.deltas[layer - 1][0]
        return delta

    def upstream(self, layer: int) -> np.ndarray:
        """Return ∂Cⁿ/∂a [neurons] of a layer, from 1."""
        if layer == self.last:
            assert self.loss.upstream is not None
            return self.loss.upstream(self.a(layer), self.targets.astype(self.a(layer).dtype))
        deltas, weights = self.delta(layer + 1), self.walk.parameters[layer].weights
        gathered: np.ndarray = deltas.astype(np.float64) @ weights.T
        return gathered

    def own(self, values: np.ndarray) -> np.ndarray:
        """Return what a layer's `values` [..., neurons] hold for the step: all, or one neuron's."""
        return values if self.grain == "layer" else values[..., self.unit]

    # How it is written.

    def output_of(self, layer: int, neuron: int | str) -> Node:
        """Return the symbol of what a neuron passes on: a²₆, x₃, or an input's own name: sin x₁."""
        names = self.names.input_names
        if layer == 0 and isinstance(neuron, int) and names:
            lowered = "".join(LOWERED[figure] for figure in str(neuron + 1))
            if names[neuron] != f"x{lowered}" and len(names[neuron]) <= _SHORT:
                return names[neuron]
        return activation(layer, neuron)

    def number(self, value: float) -> Node:
        """Return a number with the decimals chosen."""
        return number(value, self.decimals)

    def factor(self, value: float) -> Node:
        """Return the same behind "·" or "−": a negative one in parentheses."""
        return factor(value, self.decimals)

    def words(self, layer: int) -> str:
        """Name a layer in a sentence: "the input", "hidden 1", "the output layer"."""
        if layer == 0:
            return translate("Walkthrough", "the input")
        if layer == self.last:
            return translate("Walkthrough", "the output layer")
        return layer_name(self.walk.network, layer)

    def name(self, layer: int, index: int) -> str:
        """Name a neuron in full, as the diagram does."""
        return neuron_name(_scene(self.walk, self.names), layer, index)

    def passed_over(self) -> tuple[int, int, float]:
        """Return how many terms of the unit a walk by edges passes over: of 0, and small ones.

        And what the small ones come to.
        """
        found = self.walk.terms(self.stage)
        if found is None:
            return 0, 0, 0.0
        passed = found[~stops(found)[:, self.unit], self.unit]
        small = passed[passed != 0]
        return len(passed) - len(small), len(small), float(small.sum(dtype=np.float64))

    @property
    def is_first_stop(self) -> bool:
        """Whether a walk by edges comes to this unit here."""
        index = self.walk.index("edge", self.place)
        return index == self.walk.index("edge", self.place._replace(term=0))

    def of_parameter(self, unit: int, source: int | None) -> "Step":
        """Return the step by edges of a weight into `unit`, or of its bias (`source` None)."""
        term = self.stage.terms - 1 if source is None else source
        return replace(self, place=Place(self.place.stage, unit, term), grain="edge")

    def at(self, unit: int) -> "Step":
        """Return the step of another neuron of this stage."""
        return replace(self, place=self.place._replace(unit=unit), grain="neuron")


def step_at(names: Names, walk: Walkthrough, place: Place, grain: str, decimals: int) -> Step:
    """Return the step that holds `place` at `grain`, the coarsest grain that means the same."""
    kind = walk.stages[place.stage].traits
    if not kind.has_units:
        grain = "layer"
    elif grain == "edge" and not kind.has_terms:
        grain = "neuron"
    return Step(walk, names, place, grain, decimals)


def _scene(walk: Walkthrough, names: Names) -> Scene:
    classes, shape, inputs, _ = names
    return Scene(
        walk.network,
        walk.parameters,
        None,
        classes,
        shape,
        input_names=inputs,
        frozen=walk.hyperparameters.frozen,
    )
