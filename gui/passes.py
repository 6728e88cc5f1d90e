"""The shown example's way through a network and back, worked out once."""

from typing import Any

import numpy as np

from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment
from core.parameters import Parameters
from core.propagation import Backward, Forward, backward, forward


def target_of(experiment: Experiment, example: Example) -> np.ndarray | None:
    """Return what the outputs are to give for an example, float32 [outputs]; None: unknown."""
    task, output = experiment.task, experiment.network.layers[-1]
    label, values = example.label, example.values
    if isinstance(task, Classes) and label is not None:
        values = task.coded(task.one_hot(np.array([label])), output)[0]
    return values


class Passes:
    """Ways of an example through parameters, those of the last ones asked for kept."""

    def __init__(self) -> None:
        self._of: tuple[Any, ...] = ()
        self._forward: Forward | None = None
        self._backward: Backward | None = None

    def forward(self, experiment: Experiment, parameters: Parameters, example: Example) -> Forward:
        """Return the way through, as a batch of one."""
        asked = (experiment, parameters, example)
        if self._forward is None or any(
            one is not two for one, two in zip(self._of, asked, strict=True)
        ):
            self._of, self._backward = asked, None
            self._forward = forward(experiment.network, parameters, example.inputs[None])
        return self._forward

    def backward(
        self, experiment: Experiment, parameters: Parameters, example: Example
    ) -> Backward | None:
        """Return the way back, with its gradients; None: the target is not known."""
        passed = self.forward(experiment, parameters, example)
        target = target_of(experiment, example)
        if self._backward is None and target is not None:
            self._backward = backward(experiment.network, parameters, passed, target[None])
        return self._backward
