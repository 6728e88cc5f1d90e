"""The compiled training loop: many updates in one call of one XLA program.

What is trained travels as a flat list of tensors, because a call takes time for each of them and
for each level of nesting.
"""

import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import tensorflow as tf

from core import optimizers
from core.backend import extras, tensors
from core.experiment import Kinds
from core.frozen import held
from core.network import Network
from core.parameters import LayerParameters, shapes

_Array = TypeVar("_Array")


def flatten(parameters: Sequence[LayerParameters]) -> list[Any]:
    """Return the arrays of `parameters` that hold anything: prelu alone has slopes."""
    return [array for layer in parameters for array in layer if array.shape[0]]


def unflatten(network: Network, flat: Sequence[Any], empty: Any) -> tuple[LayerParameters, ...]:
    """Return `flat` as the parameters of `network`, with `empty` [0] for slopes there are not."""
    arrays = iter(flat)
    return tuple(
        LayerParameters(*(next(arrays) if shape[0] else empty for shape in layer))
        for layer in shapes(network)
    )


def split(slots: Sequence[_Array], count: int) -> list[Sequence[_Array]]:
    """Return flat `slots` one by one, each of `count` arrays."""
    return [slots[start : start + count] for start in range(0, len(slots), count)]


@functools.lru_cache(maxsize=32)
def training_loop(
    network: Network,
    scoring: str,
    optimizer: str,
    kinds: Kinds,
    batch_size: int,
    examples: int,
    rows: int,
    frozen: bool = False,
    together: int = 1,
) -> Callable[..., list[tf.Tensor]]:
    """Return the loop for a network, an optimizer and a batch size; its first call compiles it.

    `scoring` is one of core.backend.tensors.SCORES. `kinds` says what there is at all of
    regularisation, dropout and schedule: adding nothing costs time, and may change the last bit of
    what XLA computes. So many updates go `together` in a loop of known length: the bits are the
    same, and a GPU asks the host less often whether to go on. What that gains is not measured yet;
    on a CPU nothing, and it compiles for longer (tests/benchmarks/gpu.py).

    It is called with tensors on one device: the flat parameters; each slot of the optimizer, flat;
    where something is `frozen`, the masks of the parameters, bool (core.frozen), flat;
    inputs float32 [examples, inputs] and targets float32 [examples, outputs] of the training set;
    the indices of the batches, int32 [rows, batch_size]; int64 [6]: the row of the first batch, how
    many updates to make, how many were made since the slots were zero, and the three of
    core.backend.extras; and the rates and shares, float32, as `extras.numbers` returns them.
    It returns the flat parameters, the slots, and float32 [2]: the sums, over all examples of all
    batches, of the losses and of the scores.
    """
    specs = [tf.TensorSpec(s) for layer in shapes(network) for s in layer if s[0]]
    count = len(specs)
    masked = [tf.TensorSpec(spec.shape, tf.bool) for spec in specs if frozen]
    specs *= 1 + optimizers.OPTIMIZERS[optimizer].slot_count
    specs += masked

    @functools.partial(tf.function, jit_compile=True, autograph=False)
    def train(*arguments: tf.Tensor) -> list[tf.Tensor]:
        *state, inputs, targets, order, numbers, rates = arguments
        state, masks = state[: len(state) - len(masked)], state[len(state) - len(masked) :]
        first_row, updates, made, *counts = tf.unstack(numbers)
        given = extras.Given.of(kinds, counts, tf.unstack(rates), network, batch_size)
        first = tf.constant(0, tf.int64)

        def one_update(
            done: tf.Tensor, state: list[tf.Tensor], totals: tf.Tensor, ahead: list[tf.Tensor]
        ) -> tuple[tf.Tensor, list[tf.Tensor], tf.Tensor, list[tf.Tensor]]:
            # Not tf.slice: XLA would compile the loop again for every value of `first_row`.
            batch = tf.gather(order, first_row + done)
            parameters = state[:count]
            with tf.GradientTape() as tape:
                tape.watch(parameters)
                losses, scores = tensors.measure(
                    network,
                    scoring,
                    unflatten(network, parameters, tf.zeros(0)),
                    tf.gather(inputs, batch),
                    tf.gather(targets, batch),
                    given.masks(ahead),
                )
                loss = tf.reduce_mean(losses)
            gradients = tape.gradient(
                loss, parameters, unconnected_gradients=tf.UnconnectedGradients.ZERO
            )
            parameters, slots = optimizers.update(
                optimizer,
                parameters,
                gradients,
                split(state[count:], count),
                tf.cast(made + done + 1, tf.float32),
                given.rates(ahead),
                tf.sqrt,
                tf.sign,
            )
            updated = list(itertools.chain(parameters, *slots))
            state = held(masks, state, updated, tf.where) if masks else updated
            totals += tf.stack([tf.reduce_sum(losses), tf.reduce_sum(scores)])
            # Handed on: XLA would compute it again for every number that is multiplied by it.
            return done + 1, state, totals, given.ahead(done + 1)

        def several(*values: Any) -> Any:
            inner = tf.constant(0), *values
            return tf.while_loop(
                lambda count, *_: count < together,
                lambda count, *values: (count + 1, *one_update(*values)),
                inner,
            )[1:]

        # `while` on scalar tensors: a tf.range of changing length would be compiled at every call.
        values: Any = (first, list(state), tf.zeros(2), given.ahead(first))
        if together > 1:
            values = tf.while_loop(lambda done, *_: done + together <= updates, several, values)
        _, state, totals, _ = tf.while_loop(lambda done, *_: done < updates, one_update, values)
        return [*state, totals]

    concrete = train.get_concrete_function(
        *specs,
        tf.TensorSpec((examples, network.inputs)),
        tf.TensorSpec((examples, network.sizes[-1])),
        tf.TensorSpec((rows, batch_size), tf.int32),
        tf.TensorSpec((3 + extras.COUNTS,), tf.int64),
        tf.TensorSpec((extras.SHARES,)),
    )
    # Not by names: to bind and check each tensor takes three times as long as the call itself.
    loop: Callable[..., list[tf.Tensor]] = concrete.inference_fn.call_flat
    return loop
