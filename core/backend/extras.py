"""What may come with an update in the compiled loop: dropout, and a learning rate that changes.

Where there is none of it, nothing of it is computed.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from core import dropout, optimizers, schedules
from core.experiment import Hyperparameters, Kinds

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

    @staticmethod
    def of(kinds: Kinds, counts: Sequence[tf.Tensor], shares: Sequence[tf.Tensor]) -> "Given":
        """Return what the numbers of a call say: int64 [COUNTS] and float32 [SHARES], unstacked."""
        began, seed, updates = counts
        *fixed, factor, floor, share = shares
        rates = optimizers.as_rates(fixed, kinds.decays)
        return Given(kinds, began, seed, schedules.Numbers(updates, factor, floor), rates, share)

    def rates(self, done: tf.Tensor) -> optimizers.Rates:
        """Return the rates of an update."""
        if self.kinds.schedule == "constant":
            return self.fixed
        t = self.began + done
        share = schedules.share(self.kinds.schedule, t, self.schedule, _SCHEDULE)
        return self.fixed._replace(learning_rate=self.fixed.learning_rate * share)

    def dropped(self, done: tf.Tensor) -> Callable[[int, tf.Tensor], tf.Tensor] | None:
        """Return what leaves neurons out in an update: (hidden layer from 1, a) -> a; None."""
        if not self.kinds.dropout:
            return None

        def drop(layer: int, a: tf.Tensor) -> tf.Tensor:
            examples, neurons = a.shape
            return a * dropout.factors(
                self.seed, self.began + done, layer, (examples, neurons), self.share, _DROPOUT
            )

        return drop
