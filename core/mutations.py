"""Mutations: what a network has otherwise than the one that it was made from, as values.

Whatever can be kept of what was learned is kept: one more neuron has no say at first, a new layer
passes on what comes in. So a child begins as good as its parent is, and not as a newborn.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.experiment import Experiment
from core.growth import grown_snapshot
from core.network import Network
from core.parameters import PRELU_SLOPE, Parameters
from core.snapshot import Snapshot
from core.surgery import AddLayer, AddNeurons, Change, RemoveLayer, RemoveNeurons
from core.wording import QT_TRANSLATE_NOOP, Sentence

TRIED = ("tanh", "relu", "sigmoid", "prelu")  # activations of hidden layers
RATES = (1e-4, 0.5)  # the learning rate stays between these
_STEPS = (0.5, 2.0)  # that it changes by
_NEVER_NEGATIVE = ("relu", "sigmoid")  # outputs of these pass a relu as they are


class OtherActivation(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """A hidden layer has another activation; its weights stay."""

    layer: int
    before: str
    after: str


class OtherRate(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """The learning rate is another."""

    before: float
    after: float


class OnlyTrained(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Nothing is changed: it is trained on."""


Mutation: TypeAlias = Change | OtherActivation | OtherRate | OnlyTrained


class Bounds(Struct, frozen=True):
    """How large a network may become: hidden layers, and neurons in each."""

    layers: int = 4
    neurons: int = 16


# Draws a mutation of a network with these parameters; None: it cannot have such a one.
_Kind: TypeAlias = Callable[[np.random.Generator, Experiment, Parameters, Bounds], Mutation | None]


def drawn(
    random: np.random.Generator, experiment: Experiment, parameters: Parameters, bounds: Bounds
) -> Mutation:
    """Draw a mutation that keeps a network within `bounds`."""
    shares = np.array([share for _, share in _KINDS], float)
    for at in random.choice(len(_KINDS), len(_KINDS), replace=False, p=shares / shares.sum()):
        kind: _Kind = _KINDS[int(at)][0]
        mutation = kind(random, experiment, parameters, bounds)
        if mutation is not None:
            return mutation
    return OnlyTrained()


def mutated(
    experiment: Experiment, parameters: Parameters, mutation: Mutation
) -> tuple[Experiment, Parameters]:
    """Return what to train after a mutation, and what it begins with. ValueError: it cannot be.

    The weights of what is new are drawn by the seed of `experiment`.
    """
    match mutation:
        case OnlyTrained():
            return experiment, parameters
        case OtherRate():
            rates = replace(experiment.hyperparameters, learning_rate=mutation.after)
            return replace(experiment, hyperparameters=rates), parameters
        case OtherActivation():
            return _with_activation(experiment, parameters, mutation)
        case _:
            after, snapshot = grown_snapshot(experiment, Snapshot(parameters), [mutation])
            return after, snapshot.parameters


def words(mutation: Mutation | None) -> Sentence:
    """Return what a mutation does, in a few words; of None, that there was nothing before it."""
    match mutation:
        case AddNeurons(layer, 1):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "one neuron more in layer {layer}"), {"layer": layer}
            )
        case AddNeurons(layer, count):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "{count} neuron(s) more in layer {layer}"),
                {"count": count, "layer": layer},
            )
        case RemoveNeurons(layer, (_,)):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "one neuron fewer in layer {layer}"), {"layer": layer}
            )
        case RemoveNeurons(layer, gone):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "{count} neuron(s) fewer in layer {layer}"),
                {"count": len(gone), "layer": layer},
            )
        case AddLayer(layer, activation):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "a new layer {layer} with {activation}"),
                {"layer": layer, "activation": activation},
            )
        case RemoveLayer(layer):
            return Sentence(QT_TRANSLATE_NOOP("Core", "layer {layer} taken out"), {"layer": layer})
        case OtherActivation(layer, before, after):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "{after} instead of {before} in layer {layer}"),
                {"after": after, "before": before, "layer": layer},
            )
        case OtherRate(before, after):
            return Sentence(
                QT_TRANSLATE_NOOP("Core", "learning rate {after:g} instead of {before:g}"),
                {"after": after, "before": before},
            )
        case OnlyTrained():
            return Sentence(QT_TRANSLATE_NOOP("Core", "only trained on"))
        case None:
            return Sentence(QT_TRANSLATE_NOOP("Core", "one of the first"))


def _with_activation(
    experiment: Experiment, parameters: Parameters, mutation: OtherActivation
) -> tuple[Experiment, Parameters]:
    network, at = experiment.network, mutation.layer - 1
    layers, own = list(network.layers), parameters[at]
    layers[at] = replace(layers[at], activation=mutation.after)
    count = layers[at].neurons if mutation.after == "prelu" else 0
    own = own._replace(slopes=np.full(count, PRELU_SLOPE, own.slopes.dtype))
    changed = replace(experiment, network=replace(network, layers=tuple(layers)))
    return changed, (*parameters[:at], own, *parameters[at + 1 :])


def _hidden(network: Network) -> int:
    return len(network.layers) - 1


def _more_neurons(
    random: np.random.Generator, experiment: Experiment, _: Parameters, bounds: Bounds
) -> Mutation | None:
    """Up to half as many more: one at a time, a wide layer would take all evening."""
    sizes = experiment.network.sizes
    layers = [at for at in range(1, len(sizes) - 1) if sizes[at] < bounds.neurons]
    if not layers:
        return None
    layer = int(random.choice(layers))
    most = min(max(sizes[layer] // 2, 1), bounds.neurons - sizes[layer])
    return AddNeurons(layer, int(random.integers(1, most, endpoint=True)))


def _fewer_neurons(
    random: np.random.Generator, experiment: Experiment, parameters: Parameters, _: Bounds
) -> Mutation | None:
    """Those go that have the least say: their weights out are the smallest."""
    sizes = experiment.network.sizes
    layers = [at for at in range(1, len(sizes) - 1) if sizes[at] > 1]
    if not layers:
        return None
    layer = int(random.choice(layers))
    count = int(random.integers(1, max(sizes[layer] // 3, 1), endpoint=True))
    say = np.nan_to_num(np.square(parameters[layer].weights.astype(float)).sum(axis=1))
    weakest = np.argsort(say, kind="stable")[:count]
    return RemoveNeurons(layer, tuple(sorted(weakest.tolist())))


def _one_layer_more(
    random: np.random.Generator, experiment: Experiment, _: Parameters, bounds: Bounds
) -> Mutation | None:
    """It stands behind a hidden layer, as wide as that, and passes on exactly what comes in."""
    network = experiment.network
    hidden = _hidden(network)
    if hidden >= bounds.layers:
        return None
    if not hidden:  # as wide as the input
        return AddLayer(1, "prelu") if network.inputs <= bounds.neurons else None
    behind = int(random.integers(1, hidden, endpoint=True))
    straight = network.layers[behind - 1].activation in _NEVER_NEGATIVE
    activation = str(random.choice(["prelu", "relu"])) if straight else "prelu"
    return AddLayer(behind + 1, activation)


def _one_layer_less(
    random: np.random.Generator, experiment: Experiment, _: Parameters, __: Bounds
) -> Mutation | None:
    hidden = _hidden(experiment.network)
    return RemoveLayer(int(random.integers(1, hidden, endpoint=True))) if hidden > 1 else None


def _other_activation(
    random: np.random.Generator, experiment: Experiment, _: Parameters, __: Bounds
) -> Mutation | None:
    hidden = _hidden(experiment.network)
    if not hidden:
        return None
    layer = int(random.integers(1, hidden, endpoint=True))
    before = experiment.network.layers[layer - 1].activation
    others = [name for name in TRIED if name != before]
    return OtherActivation(layer, before, str(random.choice(others)))


def _other_rate(
    random: np.random.Generator, experiment: Experiment, _: Parameters, __: Bounds
) -> Mutation | None:
    before = experiment.hyperparameters.learning_rate
    found = [one * before for one in _STEPS if RATES[0] <= one * before <= RATES[1]]
    return OtherRate(before, float(random.choice(found))) if found else None


def _nothing(*_: object) -> Mutation | None:
    return OnlyTrained()


# How often each is tried, of so many in all.
_KINDS: tuple[tuple[_Kind, int], ...] = (
    (_more_neurons, 6),
    (_fewer_neurons, 3),
    (_one_layer_more, 3),
    (_one_layer_less, 2),
    (_other_activation, 2),
    (_other_rate, 2),
    (_nothing, 2),
)
