"""Structures that grow and shrink while they learn: what was learned stays, as far as it can.

A Change is a value. It makes another network of a network, other parameters of parameters, and
lets the optimizer's slots follow: kept for what stays, zero for what is new. Layers are counted
as neurons are: the input is layer 0, the output the last.

An added neuron begins without a say: its weights out are zero, those in are drawn. An added layer
passes on what comes in, as nearly as its activation allows. A removed layer leaves its nearest
straight line behind.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import msgspec
import numpy as np
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.checks import require
from core.initialisers import INITIALISERS
from core.network import MAX_LAYERS, MAX_NEURONS, Layer, Network
from core.parameters import PRELU_SLOPE, LayerParameters, Parameters
from core.propagation import forward
from core.snapshot import Slots
from core.wording import QT_TRANSLATE_NOOP

_STREAM = 2  # of random numbers; initial weights and the order of examples have others
_LINEAR_TO = 0.1  # a bent activation is used from −0.1 to 0.1, where it is all but straight
_SEEN = 1000  # examples that an added or a removed layer is fitted to, and measured with
# The least outputs that there are of some activations, and the only ones of others.
_LEAST = {"tanh": -1.0, "elu": -1.0, "sign": -1.0} | dict.fromkeys(
    ("relu", "sigmoid", "softmax", "step"), 0.0
)
_LEVELS = {"step": (0.0, 1.0), "sign": (-1.0, 0.0, 1.0)}
# Of others as far as the examples go and a little further; without examples, so far.
_ROOM, _UNKNOWN = 1.25, 4.0
_SILENT = -16.0  # bias of a neuron added to a hidden softmax: its share is some 10⁻⁷


class AddNeurons(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Add `count` neurons to a hidden layer, behind those that it has."""

    layer: int
    count: int = 1


class RemoveNeurons(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Remove some neurons of a hidden layer."""

    layer: int
    neurons: tuple[int, ...]


class AddLayer(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Add a hidden layer: it becomes layer `layer`, as wide as the one before it."""

    layer: int
    activation: str


class RemoveLayer(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Remove a hidden layer."""

    layer: int


Change: TypeAlias = AddNeurons | RemoveNeurons | AddLayer | RemoveLayer


class Operated(NamedTuple):
    """What a network is after its changes, and its `slots`, if those before were known."""

    network: Network
    parameters: Parameters
    slots: Slots | None


class _Passage(NamedTuple):
    """How an activation passes x on: z = `scale`·x + `shift`, then a is `gain`·x + `offset`."""

    scale: float = 1.0
    shift: float = 0.0
    gain: float = 1.0
    offset: float = 0.0


def changed_network(network: Network, change: Change) -> Network:
    """Return the network that `change` makes. ValueError: it cannot be, and why."""
    layers, last = list(network.layers), len(network.layers)
    added = isinstance(change, AddLayer)
    require(
        1 <= change.layer < last + added,
        QT_TRANSLATE_NOOP("Core", "Only hidden layers can be changed: the data decides the others.")
        if last > 1 or added
        else QT_TRANSLATE_NOOP("Core", "This network has no hidden layer."),
    )
    at = change.layer - 1
    match change:
        case AddNeurons(_, count):
            require(
                count >= 1 and layers[at].neurons + count <= MAX_NEURONS,
                QT_TRANSLATE_NOOP("Core", "A layer has at most {most} neurons."),
                most=MAX_NEURONS,
            )
            layers[at] = replace(layers[at], neurons=layers[at].neurons + count)
        case RemoveNeurons(_, neurons):
            there, gone = layers[at].neurons, set(neurons)
            require(
                bool(gone) and gone <= set(range(there)),
                QT_TRANSLATE_NOOP("Core", "This layer has {count} neuron(s), and not these."),
                count=there,
            )
            require(
                len(gone) < there,
                QT_TRANSLATE_NOOP(
                    "Core", "A layer keeps at least 1 neuron. You can remove the whole layer."
                ),
            )
            layers[at] = replace(layers[at], neurons=there - len(gone))
        case AddLayer(_, activation):
            require(
                last < MAX_LAYERS,
                QT_TRANSLATE_NOOP("Core", "A network has at most {most} layers after its input."),
                most=MAX_LAYERS,
            )
            layers.insert(at, Layer(network.sizes[at], activation))
        case RemoveLayer():
            del layers[at]
    return replace(network, layers=tuple(layers))


def changed_networks(network: Network, changes: Sequence[Change]) -> Network:
    """Return the network that `changes` make, one after the other. ValueError: as above."""
    for change in changes:
        network = changed_network(network, change)
    return network


@np.errstate(all="ignore")  # what is not finite, or too large for it, is told as such
def operate(
    network: Network,
    parameters: Parameters,
    slots: Slots | None,
    changes: Sequence[Change],
    seed: int,
    inputs: np.ndarray,
) -> Operated:
    """Make `changes` in a network that has come to `parameters`. ValueError: one cannot be made.

    The weights of new neurons are drawn by `seed`: equal seeds, equal bits. Layers are fitted to
    the examples `inputs` [examples, inputs], of which there may be none.
    """
    now = Operated(network, parameters, slots)
    for change in changes:
        now = _operated(now, change, seed, inputs[:_SEEN])
    return now


@np.errstate(all="ignore")
def answer_difference(
    before: tuple[Network, Parameters], after: tuple[Network, Parameters], inputs: np.ndarray
) -> float:
    """Return the largest |difference| of the answers to `inputs`; NaN: there is no telling."""
    if not len(inputs):
        return np.nan
    one, other = (forward(*each, inputs[:_SEEN]).output for each in (before, after))
    return float(np.abs(one.astype(float) - other.astype(float)).max())


def moved(target: tuple[int, ...], change: Change) -> tuple[int, ...] | None:
    """Return where a neuron (layer, index) or an edge (pair, from, to) is after a change.

    None: it is gone, as are the edges into a layer before which another was added.
    """
    if len(target) == 3:
        pair, source, end = target
        ends = moved((pair, source), change), moved((pair + 1, end), change)
        if ends[0] is None or ends[1] is None or ends[1][0] != ends[0][0] + 1:
            return None
        return *ends[0], ends[1][1]
    layer, index = target
    match change:
        case RemoveNeurons(at, neurons) if at == layer:
            return None if index in neurons else (layer, index - sum(n < index for n in neurons))
        case AddLayer(at) if at <= layer:
            return layer + 1, index
        case RemoveLayer(at) if at == layer:
            return None
        case RemoveLayer(at) if at < layer:
            return layer - 1, index
    return layer, index


def _operated(now: Operated, change: Change, seed: int, inputs: np.ndarray) -> Operated:
    network = changed_network(now.network, change)
    parameters, at = now.parameters, change.layer - 1
    own, after = parameters[at], parameters[at + 1 : at + 2]

    def put(count: int, *layers: LayerParameters, of: Parameters = parameters) -> Parameters:
        """Put `layers` in place of `count` of them, from `at` on."""
        return (*of[:at], *layers, *of[at + count :])

    match change:
        case AddNeurons(_, count):
            new = _new_neurons(now.network, change, own, seed)
            grown = _side_by_side(own, new), _longer(after[0], count)
            nothing = LayerParameters(*map(np.zeros_like, new))
            return Operated(
                network,
                put(2, *grown),
                _follow(
                    now.slots,
                    lambda slot: put(
                        2, _side_by_side(slot[at], nothing), _longer(slot[at + 1], count), of=slot
                    ),
                ),
            )
        case RemoveNeurons(_, neurons):
            stay = np.setdiff1d(np.arange(now.network.layers[at].neurons), neurons)

            def without(of: Parameters) -> Parameters:
                one, other = of[at], of[at + 1]
                slopes = one.slopes[stay] if len(one.slopes) else one.slopes
                kept = LayerParameters(one.weights[:, stay], one.biases[stay], slopes)
                return put(2, kept, other._replace(weights=other.weights[stay]), of=of)

            return Operated(network, without(parameters), _follow(now.slots, without))
        case AddLayer():
            passed = forward(now.network, parameters, inputs).activations[at]
            way = _passage(now.network, at, change.activation, passed)
            new, fitted = _passing(network.layers[at], own, way)
            nothing = LayerParameters(*map(np.zeros_like, new))

            def with_layer(slot: Parameters) -> Parameters:
                behind = slot[at]
                if way.gain != 1:  # other weights: what the optimizer knew is not of them
                    behind = behind._replace(weights=np.zeros_like(behind.weights))
                return put(1, nothing, behind, of=slot)

            return Operated(network, put(1, new, fitted), _follow(now.slots, with_layer))
        case RemoveLayer():
            joined = _joined(now, at, inputs)

            def without_layer(slot: Parameters) -> Parameters:
                weights = np.zeros_like(joined.weights)
                return put(2, slot[at + 1]._replace(weights=weights), of=slot)

            return Operated(network, put(2, joined), _follow(now.slots, without_layer))


def _follow(slots: Slots | None, change: Callable[[Parameters], Parameters]) -> Slots | None:
    return slots and slots._replace(arrays=tuple(map(change, slots.arrays)))


def _new_neurons(
    network: Network, change: AddNeurons, own: LayerParameters, seed: int
) -> LayerParameters:
    """Draw the parameters into added neurons as the layer's first ones were drawn."""
    inputs, before = own.weights.shape
    count, dtype, activation = change.count, own.weights.dtype, network.layers[change.layer - 1]
    # Of weights that are all zero nothing would ever be learned.
    name = network.initialiser if network.initialiser != "zeros" else "glorot uniform"
    random = np.random.default_rng([seed, _STREAM, change.layer, before])
    weights = INITIALISERS[name](random, inputs, before + count)[:, :count]
    bias = _SILENT if activation.activation == "softmax" else 0.0
    return LayerParameters(
        weights.astype(dtype),
        np.full(count, bias, dtype),
        np.full(count if activation.activation == "prelu" else 0, PRELU_SLOPE, dtype),
    )


def _side_by_side(one: LayerParameters, other: LayerParameters) -> LayerParameters:
    return LayerParameters(
        *(np.concatenate(both, axis=-1) for both in zip(one, other, strict=True))
    )


def _longer(layer: LayerParameters, by: int) -> LayerParameters:
    """Return a layer with so many inputs more, all of weight zero."""
    return layer._replace(weights=np.pad(layer.weights, [(0, by), (0, 0)]))


def _passage(network: Network, at: int, activation: str, passed: np.ndarray) -> _Passage:
    """Return how a new layer passes on `passed` [examples, neurons], the outputs of layer `at`."""
    before = network.layers[at - 1].activation if at else ""
    low, high = _bounds(before, np.nan_to_num(passed.astype(float), posinf=0, neginf=0))
    most = max(-low, high) or 1.0
    scale = _LINEAR_TO / most
    if activation == "softmax":  # n·share is nearly 1 + z less the mean of z, which is lost
        count = network.sizes[at]
        return _Passage(scale, 0.0, scale / count, 1 / count)

    def f(z: float) -> float:
        slopes = np.ones(1)  # those that a prelu begins with here
        return float(ACTIVATIONS[activation].function(np.array([z]), slopes)[0])

    levels = _LEVELS.get(before, (low, 0.5, high))
    if all(f(x) == x for x in levels):
        return _Passage()
    if all(f(x) == x for x in (0.5, 1.0, 3.0, 100.0)):  # what is positive it leaves alone
        return _Passage(shift=-low, offset=-low)
    slope = (f(1e-4) - f(-1e-4)) / 2e-4
    if not 1e-3 < abs(slope) < 1e3:
        return _Passage()  # it only jumps: nothing comes near
    scale *= min(max(0.5 / abs(slope), 1.0), 2.0)  # a sigmoid is as straight twice as far
    ends = f(scale * most) - f(-scale * most)
    return _Passage(scale, 0.0, ends / (2 * most), f(0.0))


def _bounds(activation: str, passed: np.ndarray) -> tuple[float, float]:
    """Return between which numbers the outputs [examples, neurons] of an activation lie."""
    low, high = float(passed.min(initial=0)), float(passed.max(initial=0))
    if not len(passed):
        low, high = -_UNKNOWN, _UNKNOWN
    if activation in _LEAST:
        return _LEAST[activation], high
    return _ROOM * low, high


def _passing(
    layer: Layer, after: LayerParameters, way: _Passage
) -> tuple[LayerParameters, LayerParameters]:
    """Return a layer that passes on what comes in, and the one `after` it, fitted to that."""
    inputs, dtype = len(after.weights), after.weights.dtype
    slopes = np.ones(inputs if layer.activation == "prelu" else 0, dtype)
    weights = np.eye(inputs, dtype=dtype) * dtype.type(way.scale)
    new = LayerParameters(weights, np.full(inputs, way.shift, dtype), slopes)
    if way.gain == 1 and way.offset == 0:
        return new, after
    scaled = after.weights.astype(float) / way.gain
    biases = after.biases.astype(float) - way.offset * scaled.sum(axis=0)
    return new, after._replace(weights=scaled.astype(dtype), biases=biases.astype(dtype))


def _joined(now: Operated, at: int, inputs: np.ndarray) -> LayerParameters:
    """Return the layer after `at` without it: of its activation the nearest straight line stays.

    The line is that of each neuron over the examples; without any it is a = z.
    """
    own, after = now.parameters[at], now.parameters[at + 1]
    passed = forward(now.network, now.parameters, inputs)
    z = np.nan_to_num(passed.pre_activations[at].astype(float), posinf=0, neginf=0)
    a = np.nan_to_num(passed.activations[at + 1].astype(float), posinf=0, neginf=0)
    slope, height = np.ones(z.shape[1]), np.zeros(z.shape[1])
    if len(z) and not np.array_equal(z, a):
        apart, variance = z - z.mean(axis=0), z.var(axis=0)
        both = (apart * (a - a.mean(axis=0))).mean(axis=0)
        slope = np.divide(both, variance, out=np.zeros_like(both), where=variance > 0)
        height = a.mean(axis=0) - slope * z.mean(axis=0)
    weights = own.weights.astype(float) * slope @ after.weights.astype(float)
    biases = (own.biases * slope + height) @ after.weights.astype(float) + after.biases
    dtype = after.weights.dtype
    return after._replace(weights=weights.astype(dtype), biases=biases.astype(dtype))
