"""Whether what comes back through a network counts for anything in the update it leads to."""

from functools import lru_cache

import numpy as np

from core import optimizers
from core.data.tasks import Task
from core.experiment import Hyperparameters
from core.parameters import Parameters
from core.snapshot import Slots
from core.stages import Stage
from core.walkthrough import Walkthrough

NOTHING = 1e-6  # of a layer's largest weight: a change that counts for nothing


@np.errstate(all="ignore")  # what diverged counts
def layers(
    parameters: Parameters, gradients: Parameters, hyperparameters: Hyperparameters, slots: Slots
) -> tuple[bool, ...]:
    """Return for each layer whether its update comes out the same without these gradients.

    So momentum that an optimizer has from before is none of theirs.
    """
    rates = optimizers.rates_in(parameters[0].weights.dtype.type, hyperparameters)
    step = parameters[0].weights.dtype.type(slots.updates + 1)
    found = []
    for index, layer in enumerate(parameters):
        arrays = list(layer[:2])
        states = [list(one[index][:2]) for one in slots.arrays]
        given = list(gradients[index][:2])
        with_them, without = (
            optimizers.update(
                hyperparameters.optimizer, arrays, some, states, step, rates, np.sqrt
            )[0]
            for some in (given, list(map(np.zeros_like, given)))
        )
        change = max(
            float(np.abs(one - other).max(initial=0))
            for one, other in zip(with_them, without, strict=True)
        )
        found.append(bool(change <= NOTHING * float(np.abs(layer.weights).max(initial=0))))
    return tuple(found)


@lru_cache(maxsize=1)  # asked for at every step of the walk
def of_walk(walk: Walkthrough) -> tuple[bool, ...]:
    """Return for each layer whether the walk's gradients count for nothing in its update."""
    return layers(walk.parameters, walk.backward.gradients, walk.hyperparameters, walk.slots)


def is_nothing(stage: Stage, vanished: tuple[bool, ...]) -> bool:
    """Whether a stage leads to nothing; `vanished` says which layers' updates do without it.

    A layer's δ makes its gradients and those of all layers before it.
    """
    if stage.phase != "backward":
        return False
    if stage.kind in ("output delta", "delta"):
        return all(vanished[: stage.layer])
    return vanished[stage.layer - 1]


def is_learned(walk: Walkthrough, task: Task) -> bool:
    """Whether the walk's example is answered as it should be, if that is known."""
    if walk.assumed:
        return False
    return task.is_learned(walk.forward.output[0], walk.targets[0])
