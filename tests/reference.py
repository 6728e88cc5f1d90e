"""Training in NumPy, update by update: what the compiled loop is compared with."""

import numpy as np

from core import optimizers
from core.data.tasks import one_hot
from core.optimizers import OPTIMIZERS, Rates, rates
from core.order import example_order
from core.parameters import LayerParameters
from core.propagation import backward, forward
from tests.helpers import EXAMPLES, first_snapshot, flat, make_trainer, tiny_data


class NumpyOptimizer:
    """The optimizer of `core.optimizers` with its slots, for one array."""

    def __init__(self, hyperparameters, parameter):
        self._name = hyperparameters.optimizer
        self._rates = Rates(*np.float32(rates(hyperparameters)))
        self._slots = [[np.zeros_like(parameter)]] * OPTIMIZERS[self._name].slot_count
        self._step = 0

    def update(self, parameter, gradient):
        self._step += 1
        (parameter,), self._slots = optimizers.update(
            self._name,
            [parameter],
            [gradient],
            self._slots,
            np.float32(self._step),
            self._rates,
            np.sqrt,
        )
        return parameter


def reference(experiment, steps, snapshot=None):
    """Train in NumPy; return parameters, sum of losses and share of right answers."""
    dataset, batch_size = tiny_data(), experiment.hyperparameters.batch_size
    snapshot = snapshot or first_snapshot(experiment)
    parameters, losses, right = snapshot.parameters, [], []
    optimizers = [
        [NumpyOptimizer(experiment.hyperparameters, array) for array in layer]
        for layer in parameters
    ]
    order = example_order(
        experiment.seed, EXAMPLES, snapshot.examples_seen, max(1, steps) * batch_size
    )
    for batch in order.reshape(-1, batch_size)[:steps]:
        targets = one_hot(dataset.train.labels[batch], 3)
        passed = forward(experiment.network, parameters, dataset.train.inputs[batch])
        back = backward(experiment.network, parameters, passed, targets)
        losses.append(back.losses)
        right.append(passed.output.argmax(axis=-1) == dataset.train.labels[batch])
        parameters = tuple(
            LayerParameters(
                *(
                    optimizer.update(array, gradient)
                    for optimizer, array, gradient in zip(row, layer, gradients, strict=True)
                )
            )
            for row, layer, gradients in zip(optimizers, parameters, back.gradients, strict=True)
        )
    return parameters, np.mean(losses), np.mean(right)


def bits(experiment, chunks):
    trainer = make_trainer(experiment)
    for chunk in chunks:
        trainer.run(chunk)
    return flat(trainer.parameters()).tobytes()
