"""What the diagram shows, as one value, and how it says it in words."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from core import activations
from core.data.inputs import InputKind, Picture
from core.network import Network
from core.parameters import Parameters
from core.propagation import Backward, Forward
from gui.numbers import number, signed

if TYPE_CHECKING:
    from gui.session import Session


class Shown(NamedTuple):
    """What a layer's neurons show: `values` [neurons] called `symbol`.

    Only the first `known` of them are known yet (None: all are). Without values there is nothing
    to show.
    """

    symbol: str = ""
    values: np.ndarray | None = None
    known: int | None = None


class Scene(Struct, frozen=True, eq=False):
    """A network, its parameters, and one example on its way through.

    `forward` and `backward` are those of the example, the first of a batch, or None where there is
    none. `class_names` name the outputs; `picture_shape` is (rows, columns) where the input is a
    picture. `shown` says what each layer's neurons show where these are not the activations, and
    `reached` is the last layer whose activations are known yet (None: all are); `note` is said in
    the legend.
    """

    network: Network
    parameters: Parameters
    forward: Forward | None = None
    class_names: tuple[str, ...] = ()
    picture_shape: tuple[int, int] | None = None
    backward: Backward | None = None
    shown: tuple[Shown, ...] = ()
    reached: int | None = None
    note: str = ""

    @property
    def weights(self) -> tuple[np.ndarray, ...]:
        """The weights of every pair of layers, [inputs, outputs]."""
        return tuple(layer.weights for layer in self.parameters)

    def activations(self, layer: int) -> np.ndarray | None:
        """Activations [neurons] of a layer, the input being layer 0; None: not known."""
        unknown = self.forward is None or (self.reached is not None and layer > self.reached)
        return None if unknown else self.forward.activations[layer][0]

    def fill(self, layer: int) -> Shown:
        """What the neurons of a layer show."""
        return self.shown[layer] if self.shown else Shown("a", self.activations(layer))

    @property
    def output_names(self) -> tuple[str, ...]:
        return output_names(self.network, self.class_names)


def of_session(session: "Session", backward: bool = False) -> Scene:
    """Return what there is to see of the session now; the way back only if asked for."""
    experiment = session.experiment
    return Scene(
        experiment.network,
        session.snapshot.parameters,
        session.forward if session.example.origin else None,
        experiment.task.output_names(experiment.network.sizes[-1]),
        picture_shape(experiment.input),
        session.backward if backward else None,
    )


def picture_shape(kind: InputKind) -> tuple[int, int] | None:
    """Return (rows, columns) where the inputs are pictures."""
    return (kind.rows, kind.columns) if isinstance(kind, Picture) else None


def output_names(network: Network, class_names: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name for each output: its class, or its number where the classes do not fit."""
    outputs = network.sizes[-1]
    return class_names if len(class_names) == outputs else tuple(map(str, range(1, outputs + 1)))


def is_probability(network: Network, layer: int) -> bool:
    """Whether activations of a layer are read as probabilities."""
    return layer > 0 and activations.is_probability(network.layers[layer - 1].activation)


def layer_name(network: Network, layer: int) -> str:
    """Return "input", "hidden 1" ... or "output"."""
    if layer == 0:
        return QCoreApplication.translate("Diagram", "input")
    if layer == len(network.layers):
        return QCoreApplication.translate("Diagram", "output")
    return QCoreApplication.translate("Diagram", "hidden {}").format(layer)


def layer_details(scene: Scene, layer: int) -> str:
    """Return what stands under a layer's name: "16×16", "64 relu", in a walk "64 relu: z"."""
    if layer == 0:
        shape = scene.picture_shape
        details = f"{shape[0]}×{shape[1]}" if shape else str(scene.network.inputs)
    else:
        described = scene.network.layers[layer - 1]
        details = f"{described.neurons} {described.activation}"
    symbol = scene.shown[layer].symbol if scene.shown else ""
    return f"{details}: {symbol}" if symbol else details


def neuron_name(scene: Scene, layer: int, index: int) -> str:
    """Name one neuron in full: "hidden 2, neuron 6", "input, row 3, column 7", "output “4”"."""
    comma = "" if _has_class(scene, layer) else ","
    return f"{layer_name(scene.network, layer)}{comma} {_name_within(scene, layer, index)}"


def label(scene: Scene, layer: int, index: int) -> str:
    """What a neuron is called where there is little room: its class, (row, column) or number."""
    if _has_class(scene, layer):
        return f"“{scene.class_names[index]}”"
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return f"({row + 1}, {column + 1})"
    return str(index + 1)


def _name_within(scene: Scene, layer: int, index: int) -> str:
    """What a neuron is called in words, its layer being known."""
    tr = QCoreApplication.translate
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return tr("Diagram", "row {row}, column {column}").format(row=row + 1, column=column + 1)
    name = label(scene, layer, index)
    return name if _has_class(scene, layer) else tr("Diagram", "neuron {}").format(name)


def _has_class(scene: Scene, layer: int) -> bool:
    outputs = scene.network.sizes[-1]
    return layer == len(scene.network.layers) and len(scene.class_names) == outputs


def value_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe what a neuron computes: z and a where an example is chosen, then the bias."""
    tr, a = QCoreApplication.translate, scene.activations(layer)
    if layer == 0:
        return [] if a is None else [tr("Diagram", "input a = {}").format(number(a[index]))]
    lines = []
    if a is not None:
        z = scene.forward.pre_activations[layer - 1][0, index]
        name = scene.network.layers[layer - 1].activation
        lines = [f"z = Σ a·w + b = {number(z)}", f"a = {name}(z) = {number(a[index])}"]
    bias = number(scene.parameters[layer - 1].biases[index])
    lines.append(tr("Diagram", "bias b = {}").format(bias))
    if scene.backward:
        lines.append(f"δ = ∂C/∂z = {number(scene.backward.deltas[layer - 1][0, index])}")
    return lines


def neuron_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe one neuron: its name, then z, a and bias, then its strongest weights."""
    tr = QCoreApplication.translate
    lines = [neuron_name(scene, layer, index), *value_lines(scene, layer, index)]
    if layer > 0:
        weights = scene.weights[layer - 1][:, index]
        some, every = tr("Diagram", "Strongest of {} weights in:"), tr("Diagram", "Weights in:")
        one = tr("Diagram", "{weight} from {neuron}")
        lines += _strongest_lines(scene, layer - 1, weights, some, every, one)
    if layer < len(scene.network.layers):
        weights = scene.weights[layer][index]
        some, every = tr("Diagram", "Strongest of {} weights out:"), tr("Diagram", "Weights out:")
        one = tr("Diagram", "{weight} to {neuron}")
        lines += _strongest_lines(scene, layer + 1, weights, some, every, one)
    return lines


def _strongest_lines(
    scene: Scene, layer: int, weights: np.ndarray, some: str, every: str, one: str, count: int = 3
) -> list[str]:
    """Say the strongest of `weights` [neurons of `layer`] in the words given."""
    heading = some.format(len(weights)) if len(weights) > count else every
    return [
        heading,
        *(
            "    "
            + one.format(weight=signed(weights[at], 3), neuron=_name_within(scene, layer, at))
            for at in strongest(weights, count).tolist()
        ),
    ]


def edge_lines(scene: Scene, pair: int, source: int, target: int) -> list[str]:
    """Describe one edge: where it leads, its weight, and what it carries."""
    ends = neuron_name(scene, pair, source), neuron_name(scene, pair + 1, target)
    weight = float(scene.weights[pair][source, target])
    lines = [" → ".join(ends), f"w = {number(weight)}"]
    a = scene.activations(pair)
    if a is not None:
        factor = f"({number(weight)})" if weight < 0 else number(weight)
        carried = f"a·w = {number(a[source])} · {factor} = {number(a[source] * weight)}"
        lines.append(QCoreApplication.translate("Diagram", "carries {}").format(carried))
    if scene.backward:
        gradient = scene.backward.gradients[pair].weights[source, target]
        lines.append(f"∂C/∂w = {number(gradient)}")
    return lines


def strongest(weights: np.ndarray, count: int) -> np.ndarray:
    """Return the places of the `count` largest |w| of `weights` [neurons], the largest first."""
    return np.argsort(-np.abs(np.nan_to_num(weights)), kind="stable")[:count]
