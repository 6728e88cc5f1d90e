"""What tests of the walk's matrices share: walks of any size, and their stages."""

import numpy as np

from core.data.tasks import one_hot
from core.experiment import Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.snapshot import no_slots
from core.walkthrough import Walkthrough


def walk_of(sizes, examples=1, activation="tanh", output="softmax", loss="cross-entropy"):
    hidden = tuple(Layer(neurons, activation) for neurons in sizes[1:-1])
    network = Network(sizes[0], (*hidden, Layer(sizes[-1], output)), loss)
    random = np.random.default_rng(1)
    parameters = tuple(
        layer._replace(biases=random.normal(0, 0.1, layer.biases.shape).astype(np.float32))
        for layer in initialise(network, 3)
    )
    inputs = random.normal(0, 1, (examples, sizes[0])).astype(np.float32)
    targets = one_hot(random.integers(0, sizes[-1], examples), sizes[-1])
    chosen = Hyperparameters()
    slots = no_slots(parameters, chosen.optimizer)
    return Walkthrough(network, parameters, inputs, targets, chosen, slots)


def stage_of(walk, kind, layer):
    return next(stage for stage in walk.stages if stage[:2] == (kind, layer))


SMALL = walk_of((2, 3, 1), output="sigmoid")
BATCH = walk_of((6, 5, 4), examples=8)
