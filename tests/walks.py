"""What tests of a walk's words share: walks, and what is said of a step."""

import functools

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.data.tasks import one_hot
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.notation import markup
from core.parameters import LayerParameters, initialise
from core.snapshot import no_slots
from core.walkthrough import GRAINS, Place, Walkthrough
from gui.walk.words.description import describe
from gui.walk.words.step import Names

NO_NAMES = Names()
DIGITS = Names(tuple("0123456789"), (4, 4))
SMALL = Network(2, (Layer(3), Layer(2, "softmax")))
PICTURE = Network(16, (Layer(12), Layer(10, "softmax")))


def walk_of(network, examples=1, seed=1, dtype=np.float64, updates=0, **rates):
    """A walk with random parameters; `updates` before it have filled the optimizer's slots."""
    random = np.random.default_rng(seed)

    def batch():
        return random.standard_normal((examples, network.inputs)).astype(dtype)

    parameters = tuple(
        LayerParameters(*(random.standard_normal(array.shape).astype(dtype) for array in layer))
        for layer in initialise(network, seed)
    )
    labels = random.integers(network.sizes[-1], size=examples)
    hyperparameters = Hyperparameters(**{"learning_rate": 0.01, **rates})
    walk = Walkthrough(
        network,
        parameters,
        batch(),
        one_hot(labels, network.sizes[-1], dtype),
        hyperparameters,
        no_slots(parameters, hyperparameters.optimizer),
    )
    for _ in range(updates):
        parameters, slots = walk.updated
        walk = changed(walk, parameters=parameters, slots=slots, inputs=batch())
    return walk


def by_hand(*layers, inputs=(1.0, -1.0), target=(1.0, 0.0), loss="cross-entropy", **rates):
    """A walk through layers of (activation, weights, biases), with plain numbers."""
    parameters = tuple(
        LayerParameters(np.array(weights, float), np.array(biases, float), np.zeros(0))
        for _, weights, biases in layers
    )
    network = Network(
        len(inputs), tuple(Layer(len(biases), name) for name, _, biases in layers), loss
    )
    rates = Hyperparameters(**{"optimizer": "sgd", "learning_rate": 0.1, **rates})
    return Walkthrough(
        network,
        parameters,
        np.array([inputs], float),
        np.array([target], float),
        rates,
        no_slots(parameters, rates.optimizer),
    )


def changed(walk, **fields):
    """The walk with other fields."""
    names = ("network", "parameters", "inputs", "targets", "hyperparameters", "slots")
    return Walkthrough(**{**{name: getattr(walk, name) for name in names}, **fields})


def said(walk, kind, grain="layer", unit=0, term=0, layer=None, names=NO_NAMES, decimals=4):
    """The description of a step in the first stage of a kind, that of `layer` if it is given."""
    stage = next(
        index
        for index, stage in enumerate(walk.stages)
        if stage.kind == kind and layer in (None, stage.layer)
    )
    return describe(names, walk, Place(stage, unit, term), grain, decimals)


def title(*args, **more):
    return markup.text(said(*args, **more).title)


def formula(*args, **more):
    return [markup.text(line) for line in said(*args, **more).formula]


def numbers(*args, **more):
    return [markup.text(line) for line in said(*args, **more).numbers]


def sentence(*args, **more):
    return markup.text(said(*args, **more).sentence)


def every_step(walk, grains=GRAINS, names=NO_NAMES, decimals=3):
    for grain in grains:
        for index in range(walk.count(grain)):
            yield describe(names, walk, walk.place(grain, index), grain, decimals)


@functools.cache
def all_said(walk):
    """What is said of every step of one of `WALKS`, found once for all tests of a process."""
    return tuple(every_step(walk))


WALKS = {
    "sgd": walk_of(Network(2, (Layer(3, "sigmoid"), Layer(1, "sigmoid"))), optimizer="sgd"),
    "adam": walk_of(SMALL, examples=3, optimizer="adam", updates=2, l2=0.01),
    "momentum": walk_of(SMALL, optimizer="momentum", updates=2),
    "nesterov": walk_of(SMALL, optimizer="nesterov", updates=2, l2=0.01, l1=0.1),
    "rmsprop": walk_of(SMALL, optimizer="rmsprop", updates=2, l2=0.1),
    "one weight": walk_of(Network(1, (Layer(1, "tanh"),), "mean squared error")),
    "long sums": walk_of(Network(7, (Layer(10, "softmax"), Layer(7, "softmax"))), examples=8),
    "logistic": walk_of(Network(3, (Layer(8, "elu"), Layer(9, "sigmoid")))),
    **{
        f"{name}, squared error": walk_of(
            Network(2, (Layer(7, name), Layer(2, name), Layer(2, name)), "mean squared error"),
            examples=examples,
        )
        for name, examples in zip(ACTIVATIONS, [1, 3] * 5, strict=True)
    },
}
each_walk = pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
