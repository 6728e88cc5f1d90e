"""In which order training goes through the examples: an endless stream that only the seed decides.

Epoch e is a permutation of all examples; the stream joins the epochs.
"""

import numpy as np

_STREAM = 1  # of random numbers; the initial weights have another
# Epochs of few examples are drawn together: a generator for each would take longer than training.
_DRAWN_TOGETHER = 4096


def example_order(seed: int, examples: int, start: int, size: int) -> np.ndarray:
    """Return part of the stream of so many `examples`: int32 indices [size] from place `start`."""
    epochs = max(1, _DRAWN_TOGETHER // examples)
    block = epochs * examples
    first, last = start // block, (start + size - 1) // block
    drawn = [_block(seed, examples, epochs, index) for index in range(first, last + 1)]
    offset = start - first * block
    return np.concatenate(drawn)[offset : offset + size].astype(np.int32)


def _block(seed: int, examples: int, epochs: int, index: int) -> np.ndarray:
    """Return the `epochs` epochs of block `index` one after the other, [epochs · examples]."""
    random = np.random.default_rng([seed, _STREAM, index])
    if epochs == 1:
        return random.permutation(examples)
    ordered = np.tile(np.arange(examples), (epochs, 1))
    return random.permuted(ordered, axis=1).ravel()
