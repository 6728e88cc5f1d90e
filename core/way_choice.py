"""What is timed: the network as it is, or as wide and deep as somebody wants it, and a batch."""

import numpy as np

from core.backend.quickest import multiplications
from core.data import Source, load
from core.network import MAX_LAYERS, Layer, Network
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

MOST_HIDDEN = MAX_LAYERS - 1
WIDTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)
# What is computed at once cannot be stopped: one core needs a second for so many products.
MOST_PRODUCTS = 20_000_000_000
MOST_WEIGHTS = 20_000_000  # each way has them once more in memory
_TOO_MANY_WEIGHTS = QT_TRANSLATE_NOOP(
    "Core",
    "This network has {count:,} weight(s). The most that are timed here are {most:,}: choose a"
    " smaller width or depth.",
)
_TOO_MANY_PRODUCTS = QT_TRANSLATE_NOOP(
    "Core",
    "This network needs {count:,} product(s) for a batch of {batch:,}. The most that are timed"
    " here are {most:,}: choose a smaller width, depth or batch.",
)


def hidden(network: Network) -> tuple[Layer, ...]:
    """Return the hidden layers."""
    return network.layers[:-1]


def widest(network: Network) -> int:
    """Return how many neurons the widest hidden layer has; where there is none, 1."""
    return max((layer.neurons for layer in hidden(network)), default=1)


def varied(network: Network, width: int | None = None, depth: int | None = None) -> Network:
    """Return a network as `network`, with `depth` hidden layers, all `width` neurons wide.

    None: as it is. A layer that is added is as the last hidden one; where there is none, relu.
    """
    layers = hidden(network)
    last = layers[-1] if layers else Layer(width or 1)
    if depth is not None:
        layers = (*layers, *[last] * depth)[:depth]
    if width is not None:
        layers = tuple(Layer(width, layer.activation) for layer in layers)
    layers = (*layers, network.layers[-1])
    return Network(network.inputs, layers, network.loss, network.initialiser)


def too_large(network: Network, batch: int) -> Sentence | None:
    """Return why so much is not timed, in a sentence; None: it is."""
    weights, products = multiplications(network, 1), multiplications(network, batch)
    if weights > MOST_WEIGHTS:
        return Sentence(_TOO_MANY_WEIGHTS, {"count": weights, "most": MOST_WEIGHTS})
    if products > MOST_PRODUCTS:
        told: dict[str, Value] = {"batch": batch, "count": products, "most": MOST_PRODUCTS}
        return Sentence(_TOO_MANY_PRODUCTS, told)
    return None


def batch_of(source: Source | None, network: Network, batch: int) -> np.ndarray:
    """Return so many training examples, again from the first where there are fewer.

    Where there are none they are random numbers, always the same.
    """
    inputs = load(source).train.inputs if source is not None else np.zeros((0, network.inputs))
    if not len(inputs):
        inputs = np.random.default_rng(0).random((batch, network.inputs))
    return np.ascontiguousarray(inputs[np.arange(batch) % len(inputs)], np.float32)
