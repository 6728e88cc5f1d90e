"""The examples of a training as they lie on its device, and whether they fit a network."""

import functools

import numpy as np
import tensorflow as tf

from core.data import Data
from core.data.data import ExampleSet
from core.network import Layer, Network
from core.wording import QT_TRANSLATE_NOOP, SentenceError

# Sets of up to so many numbers lie on the device in the next power of two of examples: one point
# more, drawn by hand, needs no other compiled loop.
_PADDED = 1 << 18


def check_examples(network: Network, inputs: np.ndarray, targets: np.ndarray) -> None:
    """Raise ValueError where these are not examples for the network, one at least."""
    count, outputs = len(inputs), network.sizes[-1]
    if not count or inputs.shape != (count, network.inputs) or targets.shape != (count, outputs):
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core", "Inputs {inputs} with targets {targets} do not fit a network {network}."
            ),
            inputs=str(inputs.shape),
            targets=str(targets.shape),
            network=network.title,
        )


def padded(examples: int, inputs: int) -> int:
    """Return for how many examples the training set has room on the device."""
    room = 1 << (examples - 1).bit_length()
    return room if room * inputs <= _PADDED else examples


@functools.lru_cache(maxsize=2)
def on_device(
    data: Data, output: Layer, device: str
) -> tuple[tuple[tf.Tensor, ...], tuple[tf.Tensor, ...]]:
    """Put inputs and coded targets of training and test set on the device, for all trainers.

    Behind those of the training set there may be zeros, which nobody looks at.
    """

    def put(examples: ExampleSet, room: int) -> tuple[tf.Tensor, ...]:
        targets = data.source.task.coded(examples.targets, output)
        padding = [(0, room - len(examples)), (0, 0)]
        return tuple(tf.pad(array, padding) for array in (examples.inputs, targets))

    with tf.device(device):
        room = padded(len(data.train), data.source.input.count)
        return put(data.train, room), put(data.test, len(data.test))
