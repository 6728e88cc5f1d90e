"""Going down a loss: what one step does, and the paths that optimizers take from the same place."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from core import optimizers
from core.experiment import Hyperparameters
from core.frozen import held, masks
from core.landscape import Objective, gradient_of, in_dtype
from core.optimizers import OPTIMIZERS, rates_in
from core.parameters import Parameters
from core.slices import Slice

COMPARED = ("sgd", "momentum", "rmsprop", "adam")
_SMALL = 0.1  # of the way to the lowest place: a step that is shorter is a small one
_LEVEL = 1e-9  # of the loss: what rises by less does not rise
_STILL = 1e-12  # times the number itself: so short a step changes nothing


class Path(NamedTuple):
    """Where an optimizer went: `places` [updates + 1, ways], `losses` [updates + 1] there."""

    places: np.ndarray
    losses: np.ndarray


class Verdict(NamedTuple):
    """What a step does on the curve that it is made on.

    `kind` is "flat" (there is no slope, and no step), "small" (it goes a small part of the way to
    the lowest place), "right", "past" (it goes past that, but still down), "worse" (it ends
    higher than it began), "other" (it ends in another, deeper valley) or "lost" (the loss there
    is not finite). `bottom` is the first lowest place downhill; None: the loss falls as far as it
    was looked for. `steps` is how many such steps lead there.
    """

    kind: str
    bottom: float | None = None
    steps: float = math.nan


def paths(
    objective: Objective,
    ways: Slice,
    parameters: Parameters,
    hyperparameters: Hyperparameters,
    updates: int,
    names: Sequence[str] = COMPARED,
    loss: str = "",
    dtype: type[np.floating] = np.float64,
) -> dict[str, Path]:
    """Return the paths of the optimizers called `names`, slots empty, all its examples a batch.

    What `ways` do not move stays, and what is frozen. A path ends where it is not finite any more.
    """
    start = in_dtype(parameters, dtype)
    return {
        name: _path(objective, ways, start, hyperparameters, updates, name, loss) for name in names
    }


@np.errstate(all="ignore")
def _path(
    objective: Objective,
    ways: Slice,
    parameters: Parameters,
    hyperparameters: Hyperparameters,
    updates: int,
    name: str,
    loss: str,
) -> Path:
    number = parameters[0].weights.dtype.type
    rates = rates_in(number, hyperparameters)
    frozen, moved = hyperparameters.frozen, ways.parts(parameters)
    kept = ways.parts(masks(frozen, objective.network)) if frozen else []
    slots = [[np.zeros_like(part) for part in moved] for _ in range(OPTIMIZERS[name].slot_count)]
    places, losses = [ways.place(parameters)], []
    for step in range(1, updates + 1):
        back = gradient_of(objective, parameters, loss)
        losses.append(float(back.losses.mean(dtype=float)))
        gradients = ways.parts(back.gradients)
        before = moved
        moved, slots = optimizers.update(
            name, moved, gradients, slots, number(step), rates, np.sqrt
        )
        moved = held(kept, before, moved, np.where) if kept else moved
        if not all(np.isfinite(part).all() for part in moved):
            return Path(np.array(places), np.array(losses))
        parameters = ways.with_parts(parameters, moved)
        places.append(ways.place(parameters))
    losses.append(float(gradient_of(objective, parameters, loss).losses.mean(dtype=float)))
    return Path(np.array(places), np.array(losses))


def judged(
    losses_at: Callable[[np.ndarray], np.ndarray],
    start: float,
    end: float,
    reach: float,
    count: int = 129,
) -> Verdict:
    """Return what a step from `start` to `end` does on a curve, looked at as far as `reach`.

    `losses_at` gives the losses at places [n], two times `count` and more.
    """
    step = end - start
    if not math.isfinite(step):
        return Verdict("lost")
    if abs(step) <= _STILL * max(abs(start), 1.0):
        return Verdict("flat")
    far = max(1.5 * abs(step), reach)
    away = np.concatenate(
        [
            np.linspace(0, abs(step), count),
            np.linspace(0, far, count),
            np.geomspace(1e-5 * far, far, count // 2),
        ]
    )
    away = np.unique(away)
    losses = losses_at(start + math.copysign(1.0, step) * away)
    before, after = losses[0], losses[np.searchsorted(away, abs(step))]
    if not math.isfinite(after):
        return Verdict("lost")
    level = _LEVEL * max(abs(before), 1e-12)
    rises = np.flatnonzero(~(losses[1:] <= losses[:-1] + level))
    bottom = away[rises[0]] if len(rises) else None
    length = far if bottom is None else bottom
    verdict = Verdict(
        "small",
        None if bottom is None else start + math.copysign(bottom, step),
        length / abs(step),
    )
    if bottom is not None and abs(step) > bottom:
        lowest = float(losses[rises[0]])
        kind = "worse" if after > before else "other" if after < lowest - level else "past"
        return verdict._replace(kind=kind)
    return verdict if abs(step) < _SMALL * length else verdict._replace(kind="right")
