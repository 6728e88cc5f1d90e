"""Training: many updates a call, in one XLA-compiled loop on the chosen device.

The order of the examples follows from the seed and the place in the stream of examples alone, and
every update is computed the same way, so the weights after n updates are the same bits however the
updates are divided into calls.
"""

import functools
import itertools
from collections.abc import Sequence

import numpy as np
import tensorflow as tf
from msgspec.structs import replace

from core import optimizers
from core.backend import tensors
from core.backend.loop import flatten, split, training_loop, unflatten
from core.datasets import Dataset
from core.experiment import Experiment, Hyperparameters
from core.network import Network
from core.parameters import Parameters, check
from core.snapshot import Metrics, Snapshot
from core.walkthrough import Proof, Slots

# How many indices of examples lie on the device at a time; filling up costs a millisecond or two.
_ORDER_SIZE = 1 << 16
_ORDER_STREAM = 1  # of random numbers; the initial weights have another
# So many examples at a time bound the memory that wide layers take.
_MEASURED_AT_ONCE = 4096


class Trainer:
    """A network in training. `device` is a TensorFlow device name such as "/CPU:0"."""

    def __init__(
        self, experiment: Experiment, dataset: Dataset, snapshot: Snapshot, device: str = "/CPU:0"
    ) -> None:
        check(snapshot.parameters, experiment.network)
        self.network = experiment.network
        self.step = snapshot.step
        self.examples_seen = snapshot.examples_seen
        self._seed = experiment.seed
        self._device = device
        self._train, self._test = _on_device(dataset, device)
        with tf.device(device):
            self._parameters = [tf.constant(array) for array in flatten(snapshot.parameters)]
        self.examples = len(dataset.train_labels)
        self._test_metrics, self._test_step = snapshot.test, snapshot.test_step
        self._train_metrics = snapshot.train
        self._totals = np.zeros(2)
        self._measured = 0
        self._order_start = self._order_end = 0
        self.hyperparameters = experiment.hyperparameters
        self._slots = self._new_slots()

    @property
    def epoch(self) -> float:
        """Passes over the training examples so far."""
        return self.examples_seen / self.examples

    @property
    def loss_is_finite(self) -> bool:
        """Whether the loss was a finite number in all updates since the last snapshot."""
        return bool(np.isfinite(self._totals[0]))

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> bool:
        """Go on with other hyperparameters. Another optimizer starts with empty slots.

        Returns whether another loop is to be compiled: only another optimizer or batch size needs
        that, or L2 regularisation where there was none.
        """
        old, self.hyperparameters = self.hyperparameters, hyperparameters
        if hyperparameters.optimizer != old.optimizer:
            self._slots = self._new_slots()
        return _compiled_in(hyperparameters) != _compiled_in(old)

    def compile(self) -> None:
        """Compile the loop for the current network and hyperparameters; updates nothing."""
        self._call(0)

    def run(self, steps: int) -> None:
        """Make `steps` updates; returns when they are done."""
        while steps:
            self._fill_order()
            batch_size = self.hyperparameters.batch_size
            chunk = min(steps, (self._order_end - self.examples_seen) // batch_size)
            self._totals += self._call(chunk)
            self._measured += chunk * batch_size
            self.step += chunk
            self.examples_seen += chunk * batch_size
            steps -= chunk

    def check_gradients(self, inputs: np.ndarray, labels: Sequence[int]) -> Proof:
        """Return this batch's mean loss and gradients, and the optimizer's slots as they are.

        `inputs` are float32 [examples, inputs]. The compiled loop has no part in it.
        ValueError: these are no examples for the network.
        """
        loss, gradients = self._gradients(inputs, labels)
        slots = split(self._slots, len(self._parameters))
        return Proof(
            self.step,
            float(loss),
            self._numpy(gradients),
            Slots(tuple(map(self._numpy, slots)), self.step - self._slots_step),
        )

    def apply(self, inputs: np.ndarray, labels: Sequence[int]) -> None:
        """Make one update with the mean gradient of this batch, which counts as no training data.

        `inputs` are float32 [examples, inputs]. ValueError: these are no examples for the network.
        """
        _, gradients = self._gradients(inputs, labels)
        with tf.device(self._device):
            rates = tf.constant(optimizers.rates(self.hyperparameters), tf.float32)
            self._parameters, slots = optimizers.update(
                self.hyperparameters.optimizer,
                self._parameters,
                gradients,
                split(self._slots, len(self._parameters)),
                tf.constant(self.step - self._slots_step + 1, tf.float32),
                optimizers.as_rates(tf.unstack(rates), self.hyperparameters.l2 > 0),
                tf.sqrt,
            )
        self._slots = list(itertools.chain(*slots))
        self.step += 1

    def measure_test(self) -> Metrics:
        """Measure loss and accuracy on the whole test set."""
        self._test_metrics = self._measure(*self._test)
        self._test_step = self.step
        return self._test_metrics

    def measure_train(self) -> Metrics:
        """Measure loss and accuracy on the whole training set, with the parameters as they are."""
        return self._measure(*self._train)

    def snapshot(self) -> Snapshot:
        """Return what the network is now.

        Its `train` covers the updates since the last call, or is what it was if there were none.
        """
        if self._measured:
            self._train_metrics = Metrics(*(self._totals / self._measured).tolist())
        self._totals[:] = 0
        self._measured = 0
        return Snapshot(
            self.parameters(),
            step=self.step,
            examples_seen=self.examples_seen,
            examples=self.examples,
            train=self._train_metrics,
            test=self._test_metrics,
            test_step=self._test_step,
        )

    def parameters(self) -> Parameters:
        """Return the parameters as NumPy arrays of our own."""
        return self._numpy(self._parameters)

    def _numpy(self, flat: Sequence[tf.Tensor]) -> Parameters:
        arrays = [tensor.numpy() for tensor in flat]
        return unflatten(self.network, arrays, np.zeros(0, np.float32))

    def _gradients(
        self, inputs: np.ndarray, labels: Sequence[int]
    ) -> tuple[tf.Tensor, list[tf.Tensor]]:
        """Return the mean loss and its gradients, flat as the parameters are."""
        _check_examples(self.network, inputs, labels)
        with tf.device(self._device):
            with tf.GradientTape() as tape:
                tape.watch(self._parameters)
                losses, _ = tensors.measure(
                    self.network,
                    unflatten(self.network, self._parameters, tf.zeros(0)),
                    tf.constant(inputs),
                    tf.constant(labels, tf.int32),
                )
                loss = tf.reduce_mean(losses)
            return loss, tape.gradient(
                loss, self._parameters, unconnected_gradients=tf.UnconnectedGradients.ZERO
            )

    def _measure(self, inputs: tf.Tensor, labels: tf.Tensor) -> Metrics:
        totals = np.zeros(2)
        parameters = unflatten(self.network, self._parameters, tf.zeros(0))
        with tf.device(self._device):
            for start in range(0, len(labels), _MEASURED_AT_ONCE):
                part = slice(start, start + _MEASURED_AT_ONCE)
                # Not compiled: it is quick as it is, and the first update would wait for it.
                losses, right = tensors.measure(
                    self.network, parameters, inputs[part], labels[part]
                )
                totals += tf.reduce_sum(losses).numpy(), tf.reduce_sum(right).numpy()
        return Metrics(*(totals / len(labels)).tolist())

    def _call(self, steps: int) -> np.ndarray:
        """Run the compiled loop once; return the sums of losses and of right answers."""
        batch_size = self.hyperparameters.batch_size
        self._fill_order()
        loop = training_loop(
            # How weights began makes no difference to how they change.
            replace(self.network, initialiser="zeros"),
            *_compiled_in(self.hyperparameters),
            self.examples,
            len(self._order),
        )
        row = (self.examples_seen - self._order_start) // batch_size
        with tf.device(self._device):
            *state, totals = loop(
                *self._parameters,
                *self._slots,
                *self._train,
                self._order,
                tf.constant([row, steps, self.step - self._slots_step], tf.int64),
                tf.constant(optimizers.rates(self.hyperparameters), tf.float32),
            )
        count = len(self._parameters)
        self._parameters, self._slots = state[:count], state[count:]
        return totals.numpy().astype(float)

    def _fill_order(self) -> None:
        """Keep at least one batch of indices ahead on the device, a row a batch."""
        batch_size = self.hyperparameters.batch_size
        ahead = self._order_start <= self.examples_seen < self._order_end
        if ahead and self._order.shape[1] == batch_size:
            return
        rows = max(1, _ORDER_SIZE // batch_size)
        size = rows * batch_size
        order = example_order(self._seed, self.examples, self.examples_seen, size)
        with tf.device(self._device):
            self._order = tf.constant(order.reshape(rows, batch_size))
        self._order_start, self._order_end = self.examples_seen, self.examples_seen + size

    def _new_slots(self) -> list[tf.Tensor]:
        # Adam corrects for slots that began at zero, so it counts the updates since then.
        self._slots_step = self.step
        count = optimizers.OPTIMIZERS[self.hyperparameters.optimizer].slot_count
        with tf.device(self._device):
            return [tf.zeros_like(tensor) for tensor in self._parameters] * count


def _compiled_in(hyperparameters: Hyperparameters) -> tuple[str, bool, int]:
    """What of `hyperparameters` is part of the compiled loop; all else can change in it."""
    return hyperparameters.optimizer, hyperparameters.l2 > 0, hyperparameters.batch_size


def _check_examples(network: Network, inputs: np.ndarray, labels: Sequence[int]) -> None:
    outputs = network.sizes[-1]
    if not labels or inputs.shape != (len(labels), network.inputs):
        raise ValueError(
            f"Inputs {inputs.shape} with {len(labels)} labels are no examples"
            f" for a network {network.title}."
        )
    if not all(0 <= label < outputs for label in labels):
        raise ValueError(f"Labels go from 0 to {outputs - 1}, not {min(labels)} to {max(labels)}.")


@functools.lru_cache(maxsize=2)
def _on_device(dataset: Dataset, device: str):
    """Put training and test set on the device, once for all trainers."""
    with tf.device(device):
        return (
            (tf.constant(dataset.train_inputs), tf.constant(dataset.train_labels)),
            (tf.constant(dataset.test_inputs), tf.constant(dataset.test_labels)),
        )


def example_order(seed: int, examples: int, start: int, size: int) -> np.ndarray:
    """Return part of the endless stream of training examples: int32 indices [size] from `start`.

    Epoch e is the permutation of all examples drawn from (seed, e); the stream joins them.
    """
    if examples == 1:  # an epoch an index: 65,536 generators would take a second
        return np.zeros(size, np.int32)
    first, last = start // examples, (start + size - 1) // examples
    epochs = [
        np.random.default_rng([seed, _ORDER_STREAM, epoch]).permutation(examples)
        for epoch in range(first, last + 1)
    ]
    offset = start - first * examples
    return np.concatenate(epochs)[offset : offset + size].astype(np.int32)
