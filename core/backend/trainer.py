"""Training: many updates a call, in one XLA-compiled loop on the chosen device.

The order of the examples follows from the seed and the place in the stream of examples alone, and
every update is computed the same way, so the weights after n updates are the same bits however the
updates are divided into calls; and a complete snapshot is all that is needed to go on with them.
"""

import itertools
from collections.abc import Sequence

import numpy as np
import tensorflow as tf
from msgspec.structs import replace

from core import optimizers
from core.backend import extras, tensors
from core.backend.examples import check_examples, on_device, padded
from core.backend.loop import flatten, split, training_loop, unflatten
from core.backend.mark import Mark
from core.data import Data
from core.data.data import ExampleSet
from core.experiment import Experiment, Hyperparameters, Kinds
from core.frozen import held, masks
from core.measure import metrics
from core.network import Network
from core.order import example_order
from core.parameters import Parameters, check
from core.snapshot import DIVERGED, NOT_MEASURED, Metrics, Slots, Snapshot
from core.walkthrough import Proof
from core.wording import QT_TRANSLATE_NOOP, SentenceError

NO_DATA = QT_TRANSLATE_NOOP(
    "Core", "This network came without data, so there is nothing to train on. Choose some."
)
NO_EXAMPLES = QT_TRANSLATE_NOOP("Core", "There are no examples to train on yet. Draw some.")

# How many indices of examples lie on the device at a time; filling up costs a millisecond or two.
ORDER_SIZE = 1 << 16
# So many examples at a time bound the memory that wide layers take.
MEASURED_AT_ONCE = 4096


class Trainer:
    """A network in training. `device` is a TensorFlow device name such as "/CPU:0".

    Without `data` nothing can be trained or measured; gradients of any batch can.
    """

    def __init__(
        self,
        experiment: Experiment,
        data: Data | None,
        snapshot: Snapshot,
        device: str = "/CPU:0",
    ) -> None:
        self._experiment = experiment
        self.network = experiment.network
        self._task = experiment.task
        self._scoring = experiment.task.scoring(experiment.network.sizes[-1])
        self._seed = experiment.seed
        self._device = device
        self._nothing = NO_DATA if data is None else NO_EXAMPLES
        self._data = data if data and len(data.train) else None
        self._train: tuple[tf.Tensor, ...] = ()
        self._test: tuple[tf.Tensor, ...] = ()
        if self._data:
            self._train, self._test = on_device(self._data, experiment.network.layers[-1], device)
        self._order: tf.Tensor  # the batches ahead, int32 [batches, examples]
        self._order_start = self._order_end = 0
        self.go_on_from(experiment.hyperparameters, snapshot)

    def go_on_from(self, hyperparameters: Hyperparameters, snapshot: Snapshot) -> None:
        """Stand at a snapshot of the same network and data, as a trainer that is made of it does.

        ValueError: it is none of this network, or has slots of another optimizer.
        """
        check(snapshot.parameters, self.network)
        snapshot.check_slots(hyperparameters.optimizer)
        self.updates = snapshot.updates
        self.examples_seen = snapshot.examples_seen
        with tf.device(self._device):
            self._parameters = [tf.constant(array) for array in flatten(snapshot.parameters)]
        self.examples = len(self._data.train) if self._data else snapshot.examples
        if self.examples != snapshot.examples:  # other data since then: the epoch stays
            self.examples_seen = round(snapshot.epoch * self.examples)
        self._test_metrics, self._tested_at = snapshot.test, snapshot.tested_at
        self._train_metrics = snapshot.train
        self._totals = np.zeros(2)
        self._measured = 0
        self.hyperparameters = hyperparameters
        self._masks = self._new_masks()
        # Adam corrects for slots that began at zero, so it counts the updates since then.
        self._slots_began = self.updates
        self._slots = self._new_slots()
        if snapshot.slots and snapshot.updates:
            self._slots_began = self.updates - snapshot.slots.updates
            with tf.device(self._device):
                self._slots = [
                    tf.constant(array) for slot in snapshot.slots.arrays for array in flatten(slot)
                ]

    @property
    def experiment(self) -> Experiment:
        """What is trained, with the hyperparameters as they are now."""
        return replace(self._experiment, hyperparameters=self.hyperparameters)

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
        that, or regularisation, dropout or a schedule where there was none.
        """
        old, self.hyperparameters = self.hyperparameters, hyperparameters
        if hyperparameters.optimizer != old.optimizer:
            self._slots_began = self.updates
            self._slots = self._new_slots()
        self._masks = self._new_masks()
        frozen = bool(hyperparameters.frozen) != bool(old.frozen)
        return frozen or hyperparameters.compiled_in != old.compiled_in

    @property
    def compiled_for(self) -> tuple[Network, str, str, Kinds, int, int, int, bool]:
        """The arguments of `training_loop`: two trainers with the same share a compiled loop."""
        return (
            # How weights began makes no difference to how they change.
            replace(self.network, initialiser="zeros"),
            self._scoring,
            *self.hyperparameters.compiled_in,
            padded(self.examples, self.network.inputs),
            _rows(self.hyperparameters.batch_size),
            bool(self._masks),
        )

    def compile(self) -> None:
        """Compile the loop for the current network and hyperparameters; updates nothing."""
        if self._data:
            self._call(0)

    def run(self, updates: int) -> None:
        """Make so many updates; returns when they are done. ValueError: there is no data."""
        if not self._data:
            raise SentenceError(self._nothing)
        while updates:
            self._fill_order()
            batch_size = self.hyperparameters.batch_size
            chunk = min(updates, (self._order_end - self.examples_seen) // batch_size)
            self._totals += self._call(chunk)
            self._measured += chunk * batch_size
            self.updates += chunk
            self.examples_seen += chunk * batch_size
            updates -= chunk

    def check_gradients(self, inputs: np.ndarray, targets: np.ndarray) -> Proof:
        """Return this batch's mean loss and gradients, and the optimizer's slots as they are.

        `inputs` are float32 [examples, inputs], `targets` float32 [examples, outputs]. The compiled
        loop has no part in it. ValueError: these are not examples for the network.
        """
        loss, gradients = self._gradients(inputs, targets)
        return Proof(self.updates, float(loss), self._numpy(gradients), self.slots())

    def apply(self, inputs: np.ndarray, targets: np.ndarray) -> None:
        """Make one update with the mean gradient of this batch, which is not counted as seen.

        It is that of the walk, so no neuron is left out.
        As for `check_gradients`. ValueError: these are not examples for the network.
        """
        _, gradients = self._gradients(inputs, targets)
        before = [*self._parameters, *self._slots]
        with tf.device(self._device):
            now = self.hyperparameters.at(self.updates)
            rates = tf.constant(optimizers.rates(now), tf.float32)
            self._parameters, slots = optimizers.update(
                self.hyperparameters.optimizer,
                self._parameters,
                gradients,
                split(self._slots, len(self._parameters)),
                tf.constant(self.updates - self._slots_began + 1, tf.float32),
                optimizers.as_rates(tf.unstack(rates), optimizers.decays(now)),
                tf.sqrt,
                tf.sign,
            )
            updated = list(itertools.chain(self._parameters, *slots))
            if self._masks:
                updated = held(self._masks, before, updated, tf.where)
        count = len(self._parameters)
        self._parameters, self._slots = updated[:count], updated[count:]
        self.updates += 1

    @property
    def is_tested(self) -> bool:
        """Whether there are examples to test on, held back from training."""
        found = self._data
        return found is not None and len(found.test) > 0 and found.test is not found.train

    @property
    def mark(self) -> Mark:
        """Where the training stands, to come back to; on the device nothing is copied."""
        return Mark(
            tuple(self._parameters),
            tuple(self._slots),
            self.hyperparameters.optimizer,
            self._slots_began,
            self.updates,
            self.examples_seen,
            self._test_metrics,
        )

    def go_back(self, mark: Mark) -> None:
        """Go back to where the training stood, to the bit; another optimizer has empty slots."""
        self._parameters, self._slots = list(mark.parameters), list(mark.slots)
        self._slots_began = mark.slots_began
        self.updates, self.examples_seen = mark.updates, mark.examples_seen
        self._test_metrics, self._tested_at = mark.test, mark.updates
        self._train_metrics = self.measure_train()
        self._totals[:] = 0
        self._measured = 0
        if mark.optimizer != self.hyperparameters.optimizer:
            self._slots_began = self.updates
            self._slots = self._new_slots()

    def measure_test(self) -> Metrics:
        """Measure loss and score on the whole test set; without data nothing is measured."""
        if self._data:
            self._test_metrics = self._measure(self._test, self._data.test)
            self._tested_at = self.updates
        return self._test_metrics

    def measure_train(self) -> Metrics:
        """Measure loss and score on the whole training set, with the parameters as they are."""
        return self._measure(self._train, self._data.train) if self._data else Metrics()

    def snapshot(self, complete: bool = False) -> Snapshot:
        """Return what the network is now, with the optimizer's slots if it is to be `complete`.

        Its `train` covers the updates since the last call, or is what it was if there were none.
        """
        if self._data and self._measured:
            self._train_metrics = self._metrics(self._totals / self._measured, self._data.train)
        self._totals[:] = 0
        self._measured = 0
        # The last update may have broken a network that was measured before it.
        broken = self._tested_at == self.updates and self._test_metrics == DIVERGED
        return Snapshot(
            self.parameters(),
            updates=self.updates,
            examples_seen=self.examples_seen,
            examples=self.examples,
            train=DIVERGED if broken else self._train_metrics,
            test=self._test_metrics,
            tested_at=self._tested_at,
            slots=self.slots() if complete else None,
        )

    def slots(self) -> Slots:
        """Return the optimizer's slots as NumPy arrays of our own."""
        slots = split(self._slots, len(self._parameters))
        return Slots(tuple(map(self._numpy, slots)), self.updates - self._slots_began)

    def parameters(self) -> Parameters:
        """Return the parameters as NumPy arrays of our own."""
        return self._numpy(self._parameters)

    def _numpy(self, flat: Sequence[tf.Tensor]) -> Parameters:
        arrays = [tensor.numpy() for tensor in flat]
        return unflatten(self.network, arrays, np.zeros(0, np.float32))

    def _gradients(
        self, inputs: np.ndarray, targets: np.ndarray
    ) -> tuple[tf.Tensor, list[tf.Tensor]]:
        """Return the mean loss and its gradients, flat as the parameters are."""
        check_examples(self.network, inputs, targets)
        with tf.device(self._device):
            with tf.GradientTape() as tape:
                tape.watch(self._parameters)
                losses, _ = tensors.measure(
                    self.network,
                    self._scoring,
                    unflatten(self.network, self._parameters, tf.zeros(0)),
                    tf.constant(inputs),
                    tf.constant(targets),
                )
                loss = tf.reduce_mean(losses)
            return loss, tape.gradient(
                loss, self._parameters, unconnected_gradients=tf.UnconnectedGradients.ZERO
            )

    def _measure(self, on_device: tuple[tf.Tensor, ...], examples: ExampleSet) -> Metrics:
        """Measure `examples`, whose inputs and targets lie on the device as `on_device`."""
        if not len(examples):
            return NOT_MEASURED
        inputs, targets = on_device
        totals = np.zeros(2)
        parameters = unflatten(self.network, self._parameters, tf.zeros(0))
        with tf.device(self._device):
            for start in range(0, len(examples), MEASURED_AT_ONCE):
                part = slice(start, min(start + MEASURED_AT_ONCE, len(examples)))
                # Not compiled: it is quick as it is, and the first update would wait for it.
                losses, scores = tensors.measure(
                    self.network, self._scoring, parameters, inputs[part], targets[part]
                )
                totals += tf.reduce_sum(losses).numpy(), tf.reduce_sum(scores).numpy()
        return self._metrics(totals / len(examples), examples)

    def _metrics(self, means: np.ndarray, examples: ExampleSet) -> Metrics:
        """Return `means` [2] of losses and scores over some of `examples` as the task has them."""
        loss, score = means.tolist()
        return metrics(self._task, loss, score, examples)

    def _call(self, updates: int) -> np.ndarray:
        """Run the compiled loop once; return the sums of losses and of scores."""
        batch_size = self.hyperparameters.batch_size
        self._fill_order()
        loop = training_loop(*self.compiled_for)
        row = (self.examples_seen - self._order_start) // batch_size
        counts = self.updates, self._seed, self.hyperparameters.schedule_updates
        with tf.device(self._device):
            *state, totals = loop(
                *self._parameters,
                *self._slots,
                *self._masks,
                *self._train,
                self._order,
                tf.constant([row, updates, self.updates - self._slots_began, *counts], tf.int64),
                tf.constant(extras.numbers(self.hyperparameters), tf.float32),
            )
        count = len(self._parameters)
        self._parameters, self._slots = state[:count], state[count:]
        sums: np.ndarray = totals.numpy().astype(float)
        return sums

    def _fill_order(self) -> None:
        """Keep at least one batch of indices ahead on the device, a row a batch."""
        batch_size = self.hyperparameters.batch_size
        ahead = self._order_start <= self.examples_seen < self._order_end
        if ahead and self._order.shape[1] == batch_size:
            return
        rows = _rows(batch_size)
        size = rows * batch_size
        order = example_order(self._seed, self.examples, self.examples_seen, size)
        with tf.device(self._device):
            self._order = tf.constant(order.reshape(rows, batch_size))
        self._order_start, self._order_end = self.examples_seen, self.examples_seen + size

    def _new_masks(self) -> list[tf.Tensor]:
        """Put what is frozen on the device; nothing where nothing is."""
        frozen = self.hyperparameters.frozen
        if not frozen:
            return []
        with tf.device(self._device):
            return [tf.constant(mask) for mask in flatten(masks(frozen, self.network))]

    def _new_slots(self) -> list[tf.Tensor]:
        count = optimizers.OPTIMIZERS[self.hyperparameters.optimizer].slot_count
        with tf.device(self._device):
            return [tf.zeros_like(tensor) for tensor in self._parameters] * count


def _rows(batch_size: int) -> int:
    """Return how many batches lie on the device at a time."""
    return max(1, ORDER_SIZE // batch_size)
