"""Walks through random networks, for whatever holds for every walk."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.data.tasks import one_hot
from core.experiment import Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, shapes
from core.snapshot import Slots, no_slots
from core.walkthrough import Walkthrough

SMOOTH = ("linear", "sigmoid", "tanh", "elu", "softmax")


@st.composite
def networks(draw, activations=tuple(ACTIVATIONS), layers=4):
    loss = draw(st.sampled_from(list(LOSSES)))
    allowed = LOSSES[loss].output_activations or activations
    hidden = st.builds(Layer, st.integers(1, 8), st.sampled_from(activations))
    count = LOSSES[loss].outputs
    outputs = st.just(count) if count else st.integers(1, 8)
    last = st.builds(Layer, outputs, st.sampled_from(allowed))
    found = (*draw(st.lists(hidden, max_size=layers - 1)), draw(last))
    return Network(draw(st.integers(1, 8)), found, loss)


hyperparameters = st.builds(
    Hyperparameters,
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    learning_rate=st.sampled_from([0.001, 0.1]),
    # Some divide by the gradient's size: a larger epsilon keeps rounding errors small.
    epsilon=st.just(1e-3),
    l2=st.sampled_from([0.0, 0.3]),
    l1=st.sampled_from([0.0, 0.2]),
)


@st.composite
def walks(draw, found=networks(), examples=5, dtype=np.float32):  # noqa: B008
    """A walk of random numbers, none of its z so near to 0 that rounding decides on its side."""
    network, chosen = draw(found), draw(hyperparameters)
    walk = random_walk(
        network, chosen, draw(st.integers(1, examples)), draw(st.integers(0, 2**32)), dtype
    )
    assume(all(np.abs(z).min() > 1e-4 for z in walk.forward.pre_activations))
    if network.loss == "mean absolute error":
        assume(np.abs(walk.forward.output - walk.targets).min() > 1e-4)
    return walk


def random_walk(network, chosen, examples=1, seed=0, dtype=np.float32):
    random = np.random.default_rng(seed)

    def numbers(scale):
        return tuple(
            LayerParameters(*(random.normal(0, scale, shape).astype(dtype) for shape in layer))
            for layer in shapes(network)
        )

    slots = no_slots(numbers(1), chosen.optimizer)
    # Squares among the slots are not negative.
    used = tuple(
        tuple(LayerParameters(*map(np.abs, layer)) for layer in numbers(0.5)) for _ in slots.arrays
    )
    labels = random.integers(network.sizes[-1], size=examples)
    return Walkthrough(
        network,
        numbers(0.8),
        random.normal(0, 1, (examples, network.inputs)).astype(np.float32),
        one_hot(labels, network.sizes[-1]),
        chosen,
        Slots(used, int(random.integers(1, 60))),
    )


def sgd_walk(network, **how):
    return random_walk(network, Hyperparameters(optimizer="sgd"), **how)
