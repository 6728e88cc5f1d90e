"""What may come with an update in the compiled loop: dropout, and a learning rate that changes.

Where there is none of it, nothing of it is computed.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from core import dropout, optimizers, schedules
from core.experiment import Hyperparameters, Kinds
from core.network import Network

COUNTS = 3  # the updates of the run, the seed, the updates of the schedule: int64
SHARES = len(optimizers.Rates._fields) + 3  # the rates, factor and floor, dropout: float32


def _word(value: Any) -> tf.Tensor:
    return tf.cast(value, tf.uint32)


def _floating(value: Any) -> tf.Tensor:
    return tf.cast(value, tf.float32)


_DROPOUT = dropout.Functions(
    _word, tf.bitwise.bitwise_xor, tf.bitwise.right_shift, _floating, tf.reshape
)
_SCHEDULE = schedules.Functions(tf.cos, tf.minimum, tf.maximum, _floating)


def numbers(hyperparameters: Hyperparameters) -> list[float]:
    """Return the rates and shares [SHARES] that a loop is called with."""
    _, *shares = hyperparameters.schedule_numbers
    return [*optimizers.rates(hyperparameters), *shares, hyperparameters.dropout]


class Given(NamedTuple):
    """What a call of the loop is given for its updates, which `done` counts from 0."""

    kinds: Kinds
    began: tf.Tensor  # updates of the run before the call
    seed: tf.Tensor
    schedule: schedules.Numbers
    fixed: optimizers.Rates
    share: tf.Tensor  # of neurons that are left out
    network: Network
    examples: int  # of a batch

    @staticmethod
    def of(
        kinds: Kinds,
        counts: Sequence[tf.Tensor],
        shares: Sequence[tf.Tensor],
        network: Network,
        examples: int,
    ) -> "Given":
        """Return what the numbers of a call say: int64 [COUNTS] and float32 [SHARES], unstacked."""
        began, seed, updates = counts
        *fixed, factor, floor, share = shares
        rates = optimizers.as_rates(fixed, kinds.decays)
        schedule = schedules.Numbers(updates, factor, floor)
        return Given(kinds, began, seed, schedule, rates, share, network, examples)

    def ahead(self, done: tf.Tensor) -> list[tf.Tensor]:
        """Return what an update needs that is computed before it: masks, and the learning rate."""
        t, found = self.began + done, []
        if self.kinds.dropout:
            found += [
                dropout.factors(self.seed, t, layer, (self.examples, neurons), self.share, _DROPOUT)
                for layer, neurons in enumerate(self.network.sizes[1:-1], 1)
            ]
        if self.kinds.schedule != "constant":
            share = schedules.share(self.kinds.schedule, t, self.schedule, _SCHEDULE)
            found.append(self.fixed.learning_rate * share)
        return found

    def masks(self, ahead: Sequence[tf.Tensor]) -> Sequence[tf.Tensor]:
        """Return what the hidden activations of an update are multiplied by; empty: nothing."""
        return ahead[: len(self.network.layers) - 1] if self.kinds.dropout else []

    def rates(self, ahead: Sequence[tf.Tensor]) -> optimizers.Rates:
        """Return the rates of an update."""
        if self.kinds.schedule == "constant":
            return self.fixed
        return self.fixed._replace(learning_rate=ahead[-1])
