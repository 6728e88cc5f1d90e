"""What the diagram shows, as one value, and how it says it in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from core import activations
from core.datasets.dataset import DatasetSpec
from core.experiment import Network
from core.parameters import Parameters
from core.propagation import Forward

if TYPE_CHECKING:
    from gui.session import Session


@dataclass(frozen=True, eq=False)
class Scene:
    """A network, its parameters, and one example on its way through.

    `forward` is a batch of one, or None where no example is chosen. `class_names` name the
    outputs; `picture_shape` is (rows, columns) where the input is a picture.
    """

    network: Network
    parameters: Parameters
    forward: Forward | None = None
    class_names: tuple[str, ...] = ()
    picture_shape: tuple[int, int] | None = None

    @property
    def weights(self) -> tuple[np.ndarray, ...]:
        """The weights of every pair of layers, [inputs, outputs]."""
        return tuple(layer.weights for layer in self.parameters)

    def activations(self, layer: int) -> np.ndarray | None:
        """Activations [neurons] of a layer, the input being layer 0."""
        return None if self.forward is None else self.forward.activations[layer][0]

    @property
    def output_names(self) -> tuple[str, ...]:
        return output_names(self.network, self.class_names)


def of_session(session: "Session") -> Scene:
    """Return what there is to see of the session now."""
    return Scene(
        session.experiment.network,
        session.snapshot.parameters,
        session.forward if session.example.source else None,
        session.dataset.class_names,
        picture_shape(session.dataset),
    )


def picture_shape(dataset: DatasetSpec) -> tuple[int, int] | None:
    """Return (rows, columns) where the inputs are pictures."""
    return dataset.input_shape if len(dataset.input_shape) == 2 else None


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
    """Return what stands under a layer's name: "16×16", "64 relu"."""
    if layer == 0:
        shape = scene.picture_shape
        return f"{shape[0]}×{shape[1]}" if shape else str(scene.network.inputs)
    described = scene.network.layers[layer - 1]
    return f"{described.neurons} {described.activation}"


def number(value: float, digits: int = 4) -> str:
    """Return a number as people write it: true minus, and in words where it is not finite."""
    if np.isnan(value):
        return QCoreApplication.translate("Diagram", "not a number")
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{digits}g}".replace("-", "−")


def percent(share: float) -> str:
    if not np.isfinite(share):
        return number(share)
    return f"{100 * share:.1f} %"


def neuron_name(scene: Scene, layer: int, index: int) -> str:
    """Name one neuron: its layer and number, place in the picture or class."""
    tr = QCoreApplication.translate
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return tr("Diagram", "input, row {row}, column {column}").format(
            row=row + 1, column=column + 1
        )
    name = tr("Diagram", "{layer}, neuron {index}").format(
        layer=layer_name(scene.network, layer), index=index + 1
    )
    if layer == len(scene.network.layers) and scene.class_names:
        name += f" “{scene.output_names[index]}”"
    return name


def value_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe what a neuron computes: z and a where an example is chosen, then the bias."""
    lines, a = [], scene.activations(layer)
    if layer == 0:
        return [] if a is None else [f"a = {number(a[index])}"]
    if a is not None:
        z = scene.forward.pre_activations[layer - 1][0]
        lines.append(
            f"z = {number(z[index])}    a = {scene.network.layers[layer - 1].activation}(z)"
            f" = {number(a[index])}"
        )
    bias = number(scene.parameters[layer - 1].biases[index])
    lines.append(QCoreApplication.translate("Diagram", "bias b = {}").format(bias))
    return lines


def neuron_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe one neuron: its name, then z, a and bias, then its strongest weights."""
    tr = QCoreApplication.translate
    lines = [neuron_name(scene, layer, index), *value_lines(scene, layer, index)]
    if layer > 0:
        weights = scene.weights[layer - 1][:, index]
        lines.append(_strongest(scene, tr("Diagram", "in"), layer - 1, weights))
    if layer < len(scene.network.layers):
        weights = scene.weights[layer][index]
        lines.append(_strongest(scene, tr("Diagram", "out"), layer + 1, weights))
    return lines


def edge_lines(scene: Scene, pair: int, source: int, target: int) -> list[str]:
    """Describe one edge: where it leads, its weight, and what it carries."""
    tr = QCoreApplication.translate
    lines = [
        tr("Diagram", "{left} {source} → {right} {target}").format(
            left=layer_name(scene.network, pair),
            source=label(scene, pair, source),
            right=layer_name(scene.network, pair + 1),
            target=label(scene, pair + 1, target),
        )
    ]
    weight = float(scene.weights[pair][source, target])
    lines.append(f"w = {number(weight)}")
    a = scene.activations(pair)
    if a is not None:
        lines.append(f"a·w = {number(a[source])} · {number(weight)} = {number(a[source] * weight)}")
    return lines


def label(scene: Scene, layer: int, index: int) -> str:
    """What a neuron is called within its layer: its number, its class, or (row, column)."""
    if layer == len(scene.network.layers) and scene.class_names:
        return f"“{scene.output_names[index]}”"
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return f"({row + 1}, {column + 1})"
    return str(index + 1)


def _strongest(
    scene: Scene, direction: str, layer: int, weights: np.ndarray, count: int = 3
) -> str:
    """Name the neurons of `layer` with the largest |w| of `weights` [neurons]."""
    order = strongest(weights, count)
    shown = ",  ".join(
        f"{label(scene, layer, index)}: {number(weights[index], 3)}" for index in order
    )
    return QCoreApplication.translate(
        "Diagram", "strongest {direction} ({count}):  {weights}"
    ).format(direction=direction, count=len(weights), weights=shown)


def strongest(weights: np.ndarray, count: int) -> np.ndarray:
    """Return the places of the `count` largest |w| of `weights` [neurons], the largest first."""
    return np.argsort(-np.abs(np.nan_to_num(weights)), kind="stable")[:count]
