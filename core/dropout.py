"""Which neurons dropout leaves out: a matter of seed, update, layer and place alone.

So equal experiments give equal bits however updates are divided into calls, and NumPy knows what
TensorFlow left out. Every place has 24 random bits of its own, a hash of what it is (the finalizer
of MurmurHash3), computed on unsigned 32-bit integers alike by NumPy and TensorFlow.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from core.network import Network

_WORD = 1 << 32
_STEP = 0x9E3779B9  # odd: places that follow each other are far apart
_BITS = 24  # as many as a float32 holds


class Functions(NamedTuple):
    """What the hash needs beside arithmetic: NumPy's or TensorFlow's.

    `word` makes unsigned 32-bit integers of integers below 2³², `floating` float32 of those.
    """

    word: Callable[[Any], Any]
    xor: Callable[[Any, Any], Any]
    right_shift: Callable[[Any, Any], Any]
    floating: Callable[[Any], Any]
    reshape: Callable[[Any, tuple[int, int]], Any]


NUMPY = Functions(
    lambda value: np.asarray(value, np.uint32).reshape(-1),  # of arrays no overflow is told
    np.bitwise_xor,
    np.right_shift,
    np.float32,
    np.reshape,
)


def factors(
    seed: Any, update: Any, layer: int, shape: tuple[int, int], share: Any, functions: Functions
) -> Any:
    """Return what the activations [examples, neurons] of a layer are multiplied by in an update.

    It is 0 for a `share` of them, and 1/(1 − share) for the others: their sum stays what it is on
    the whole. `update` counts from 0 over the whole run; `seed` and it are int64, `share` float32.
    """
    word, places = functions.word, np.arange(shape[0] * shape[1], dtype=np.int64)
    key = _mixed(word(seed), functions)
    key = _mixed(functions.xor(key, word(update % _WORD)), functions)
    # The layer, and what is left of millions of millions of updates.
    key = _mixed(functions.xor(key, word((update // _WORD * 64 + layer) % _WORD)), functions)
    random = _mixed(key + word(places * _STEP % _WORD), functions)
    drawn = functions.floating(functions.right_shift(random, word(32 - _BITS))) * 2.0**-_BITS
    return functions.reshape(functions.floating(drawn >= share) / (1 - share), shape)


def masks(
    network: Network, seed: int, update: int, examples: int, share: float
) -> tuple[np.ndarray, ...]:
    """Return the factors [examples, neurons] of each hidden layer in NumPy; empty: no dropout."""
    if not share:
        return ()
    sizes = network.sizes[1:-1]
    return tuple(
        factors(
            np.int64(seed),
            np.int64(update),
            layer,
            (examples, neurons),
            np.float32(share),
            NUMPY,
        )
        for layer, neurons in enumerate(sizes, 1)
    )


def _mixed(word: Any, functions: Functions) -> Any:
    of, xor, shift = functions.word, functions.xor, functions.right_shift
    word = xor(word, shift(word, of(16))) * of(0x85EBCA6B)
    word = xor(word, shift(word, of(13))) * of(0xC2B2AE35)
    return xor(word, shift(word, of(16)))
