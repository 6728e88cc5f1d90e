"""What the diagram shows, as one value, and how it says it in words."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core import activations
from core.data.digits import Digits
from core.data.inputs import InputKind, Picture
from core.data.tasks import Task, task_without_data
from core.frozen import NOTHING, Frozen
from core.network import Network
from core.parameters import Parameters
from core.propagation import Backward, Forward
from gui.numbers import number, signed
from gui.selection import Target
from gui.translation import translate

if TYPE_CHECKING:
    from gui.probe import Probe
    from gui.session import Session

# Of the modes, and of the difference of two networks.
SYMBOLS = {
    "weights": "w",
    "change": "Δw",
    "update": "Δw",
    "gradient": "∂C/∂w",
    "difference": "A − B",
}
_STRONGEST = 3  # weights of a neuron that are told
_NAMED = 3  # inputs whose names stand above them


class Shown(NamedTuple):
    """What a layer's neurons show: `values` [neurons] called `symbol`.

    Only the first `known` of them are known yet (None: all are). Without values there is nothing
    to show. They are `pale` where they count for nothing.
    """

    symbol: str = ""
    values: np.ndarray | None = None
    known: int | None = None
    pale: bool = False


class Scene(Struct, frozen=True, eq=False):
    """A network, its parameters, and one example on its way through.

    `forward` and `backward` are those of the example, the first of a batch, or None where there is
    none. `class_names` name the outputs; `picture_shape` is (rows, columns) where the input is a
    picture, `input_names` name the inputs where it is none. `shown` says what each layer's neurons
    show where these are not the activations, and `reached` is the last layer whose activations are
    known yet (None: all are); `note` is said in the legend. `task` says what the outputs answer;
    None: nobody has said it. `probed` says that it is a point of the plane that is looked at:
    neurons are lit by what they say there. What is `frozen` has a border. Where all of it is the
    difference of two networks, `compared` are these. What the networks `beside` it say is in the
    same colours. In the past, what changed in the last snapshot changed `since` that update.
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
    task: Task | None = None
    input_names: tuple[str, ...] = ()
    probed: bool = False
    frozen: Frozen = NOTHING
    compared: "tuple[Scene, Scene] | None" = None
    beside: "tuple[Scene, ...]" = ()
    since: int | None = None

    @property
    def weights(self) -> tuple[np.ndarray, ...]:
        """The weights of every pair of layers, [inputs, outputs]."""
        return tuple(layer.weights for layer in self.parameters)

    def activations(self, layer: int) -> np.ndarray | None:
        """Activations [neurons] of a layer, the input being layer 0; None: not known."""
        if self.forward is None or (self.reached is not None and layer > self.reached):
            return None
        a: np.ndarray = self.forward.activations[layer][0]
        return a

    def fill(self, layer: int) -> Shown:
        """What the neurons of a layer show."""
        return self.shown[layer] if self.shown else Shown("a", self.activations(layer))

    @property
    def asked(self) -> Task:
        """The task or, where nobody has said it, what such outputs are taken to answer."""
        return self.task or task_without_data(self.network)

    @property
    def output_names(self) -> tuple[str, ...]:
        """A name for each output."""
        return output_names(self.network, self.class_names)


def of_session(session: "Session", backward: bool = False, probe: "Probe | None" = None) -> Scene:
    """Return what there is to see of the session now; the way back only if asked for.

    While a `probe` looks at a point, that point is seen in place of the example.
    """
    experiment, before = session.experiment, session.earlier(session.snapshot)
    looked_at = probe.forward if probe else None
    if probe and looked_at:
        return replace(of_session(session), forward=looked_at, note=probe.note, probed=True)
    return Scene(
        experiment.network,
        session.snapshot.parameters,
        session.forward if session.example.origin else None,
        experiment.task.output_names(experiment.network.sizes[-1]),
        picture_shape(experiment.input),
        session.backward if backward else None,
        task=experiment.task,
        input_names=input_names(experiment.input),
        frozen=experiment.hyperparameters.frozen,
        since=before.updates if before else None,
    )


def picture_shape(kind: InputKind) -> tuple[int, int] | None:
    """Return (rows, columns) where the inputs are pictures."""
    return (kind.rows, kind.columns) if isinstance(kind, Picture) else None


def input_names(kind: InputKind) -> tuple[str, ...]:
    """Return what each number of an input is called; pixels have no names."""
    return () if isinstance(kind, Picture) else kind.input_names


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
        return translate("Diagram", "input")
    if layer == len(network.layers):
        return translate("Diagram", "output")
    return translate("Diagram", "hidden {number}").format(number=layer)


def layer_details(scene: Scene, layer: int, brief: bool = False) -> str:
    """Return what stands under a layer's name: "16×16", "x₁, x₂", "64 relu", or "64 relu: z".

    `brief`ly it is "64", or "64: z", of a layer that is not the input.
    """
    if layer == 0:
        shape = scene.picture_shape
        details = f"{shape[0]}×{shape[1]}" if shape else str(scene.network.inputs)
        if _has_name(scene, 0) and len(scene.input_names) <= _NAMED:
            details = ", ".join(scene.input_names)
    else:
        described = scene.network.layers[layer - 1]
        details = str(described.neurons) if brief else f"{described.neurons} {described.activation}"
    symbol = scene.shown[layer].symbol if scene.shown else ""
    return f"{details}: {symbol}" if symbol else details


def neuron_name(scene: Scene, layer: int, index: int) -> str:
    """Name one neuron in full: "hidden 2, neuron 6", "input, row 3, column 7", "digit 4".

    Or "input x₁²", where inputs have names.
    """
    name = _name_within(scene, layer, index)
    if _has_class(scene, layer) and are_digits(scene.class_names, scene.picture_shape):
        return translate("Diagram", "digit {name}").format(name=scene.class_names[index])
    if _has_class(scene, layer):
        return translate("Diagram", "output {name}").format(name=name)
    if _has_name(scene, layer):
        return translate("Diagram", "input {name}").format(name=name)
    return translate("Diagram", "{layer}, {neuron}").format(
        layer=layer_name(scene.network, layer), neuron=name
    )


def are_digits(class_names: tuple[str, ...], shape: tuple[int, int] | None) -> bool:
    """Whether the classes are the ten digits, in pictures."""
    return shape is not None and class_names == Digits.task.names


def label(scene: Scene, layer: int, index: int) -> str:
    """What a neuron is called where there is little room: its class, name, place or number."""
    if _has_class(scene, layer):
        return f"“{scene.class_names[index]}”"
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return f"({row + 1}, {column + 1})"
    return scene.input_names[index] if _has_name(scene, layer) else str(index + 1)


def _name_within(scene: Scene, layer: int, index: int) -> str:
    """What a neuron is called in words, its layer being known."""
    if layer == 0 and scene.picture_shape:
        row, column = divmod(index, scene.picture_shape[1])
        return translate("Diagram", "row {row}, column {column}").format(
            row=row + 1, column=column + 1
        )
    if _has_class(scene, layer) or _has_name(scene, layer):
        return label(scene, layer, index)
    return translate("Diagram", "neuron {number}").format(number=index + 1)


def _has_class(scene: Scene, layer: int) -> bool:
    outputs = scene.network.sizes[-1]
    return layer == len(scene.network.layers) and len(scene.class_names) == outputs


def _has_name(scene: Scene, layer: int) -> bool:
    return layer == 0 and len(scene.input_names) == scene.network.inputs


def value_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe what a neuron computes: z and a where an example is chosen, then the bias."""
    a = scene.activations(layer)
    if layer == 0:
        if a is None:
            return []
        return [translate("Diagram", "input a = {value}").format(value=number(a[index]))]
    lines = []
    if a is not None and scene.forward is not None:
        z = scene.forward.pre_activations[layer - 1][0, index]
        name = scene.network.layers[layer - 1].activation
        lines = [f"z = Σ a·w + b = {number(z)}", f"a = {name}(z) = {number(a[index])}"]
    bias = number(scene.parameters[layer - 1].biases[index])
    lines.append(translate("Diagram", "bias b = {value}").format(value=bias))
    if scene.backward:
        lines.append(f"δ = ∂C/∂z = {number(scene.backward.deltas[layer - 1][0, index])}")
    return lines


def neuron_lines(scene: Scene, layer: int, index: int) -> list[str]:
    """Describe one neuron: its name, then z, a and bias, then its strongest weights."""
    lines = [neuron_name(scene, layer, index), *value_lines(scene, layer, index)]
    if layer > 0:
        weights = scene.weights[layer - 1][:, index]
        count = len(weights)
        if count > _STRONGEST:
            lines.append(translate("Diagram", "Strongest of %n weights in:", "", count))
        else:
            lines.append(translate("Diagram", "Weights in:"))
        one = translate("Diagram", "{weight} from {neuron}")
        lines += strongest_lines(scene, layer - 1, weights, one)
    if layer < len(scene.network.layers):
        weights = scene.weights[layer][index]
        count = len(weights)
        if count > _STRONGEST:
            lines.append(translate("Diagram", "Strongest of %n weights out:", "", count))
        else:
            lines.append(translate("Diagram", "Weights out:"))
        one = translate("Diagram", "{weight} to {neuron}")
        lines += strongest_lines(scene, layer + 1, weights, one)
    return lines


def strongest_lines(scene: Scene, layer: int, weights: np.ndarray, one: str) -> list[str]:
    """Say the strongest of `weights` [neurons of `layer`], each in the words of `one`."""
    told = (
        one.format(weight=signed(weights[at], 3), neuron=_name_within(scene, layer, at))
        for at in strongest(weights, _STRONGEST).tolist()
    )
    return [f"    {line}" for line in told]


def edge_lines(
    scene: Scene,
    pair: int,
    source: int,
    target: int,
    coloured: tuple[str, float] | None = None,
) -> list[str]:
    """Describe one edge: where it leads, its weight, and what it carries.

    `coloured` is the mode of gui.colouring and the number that the edge has its colour by.
    """
    ends = neuron_name(scene, pair, source), neuron_name(scene, pair + 1, target)
    weight = float(scene.weights[pair][source, target])
    lines = [" → ".join(ends), f"w = {number(weight)}"]
    a = scene.activations(pair)
    if a is not None:
        factor = f"({number(weight)})" if weight < 0 else number(weight)
        carried = f"a·w = {number(a[source])} · {factor} = {number(a[source] * weight)}"
        lines.append(translate("Diagram", "carries {product}").format(product=carried))
    if scene.backward:
        gradient = scene.backward.gradients[pair].weights[source, target]
        lines.append(f"∂C/∂w = {number(gradient)}")
    if coloured and coloured[0] != "weights":
        line = f"{SYMBOLS[coloured[0]]} = {number(coloured[1])}"
        lines += [line] * (line not in lines)
    return lines


def target_lines(
    scene: Scene, target: Target, coloured: tuple[str, float] | None = None
) -> list[str]:
    """Describe a neuron as `neuron_lines`, or an edge as `edge_lines`."""
    if len(target) == 2:
        return neuron_lines(scene, *target)
    return edge_lines(scene, *target, coloured)


def edge_facts(scene: Scene, edge: tuple[int, int, int], numbers: dict[str, float]) -> list[str]:
    """Tell where an edge leads, and its `numbers` by mode: weight, changes, gradient."""
    pair, source, target = edge
    words = {
        "weights": translate("Diagram", "weight w = {value}"),
        "change": translate("Diagram", "change since the start Δw = {value}"),
        "update": translate("Diagram", "change in the last snapshot Δw = {value}"),
        "gradient": translate("Diagram", "gradient ∂C/∂w = {value}"),
    }
    if scene.since is not None:
        text = translate("Diagram", "change since update {update} Δw = {value}")
        words["update"] = text.format(update=f"{scene.since:,}", value="{value}")
    return [
        translate("Diagram", "Edge"),
        translate("Diagram", "from {neuron}").format(neuron=neuron_name(scene, pair, source)),
        translate("Diagram", "to {neuron}").format(neuron=neuron_name(scene, pair + 1, target)),
        *(words[mode].format(value=number(value)) for mode, value in numbers.items()),
    ]


def strongest(weights: np.ndarray, count: int) -> np.ndarray:
    """Return the places of the `count` largest |w| of `weights` [neurons], the largest first."""
    return np.argsort(-np.abs(np.nan_to_num(weights)), kind="stable")[:count]
