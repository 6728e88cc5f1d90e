"""Where a training stood, to go back to."""

from typing import NamedTuple

import tensorflow as tf

from core.snapshot import Metrics


class Mark(NamedTuple):
    """Where a training stood, with `test` as it was just measured."""

    parameters: tuple[tf.Tensor, ...]
    slots: tuple[tf.Tensor, ...]
    optimizer: str
    slots_began: int
    updates: int
    examples_seen: int
    test: Metrics
