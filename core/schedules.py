"""How the learning rate changes with the updates, by name.

Each schedule is written once, with arithmetic alone, and serves NumPy and TensorFlow alike. It
gives the share of the learning rate that update t, counted from 0 over the whole run, is made with.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

_LEAST = 1e-30  # of the rate: halved for ever, it would be none any more


class Numbers(NamedTuple):
    """The numbers of a schedule.

    `updates` is how many lie between two steps, or how many a cosine lasts; `factor` is what a step
    multiplies the rate by, `floor` the share of it that a cosine ends at.
    """

    updates: Any
    factor: Any
    floor: Any


class Functions(NamedTuple):
    """What a schedule needs beside arithmetic: NumPy's or TensorFlow's."""

    cos: Callable[[Any], Any]
    minimum: Callable[[Any, Any], Any]
    maximum: Callable[[Any, Any], Any]
    floating: Callable[[Any], Any]


NUMPY = Functions(np.cos, np.minimum, np.maximum, np.float64)

Share: TypeAlias = Callable[[Any, Numbers, Functions], Any]


def _step(t: Any, numbers: Numbers, functions: Functions) -> Any:
    """Multiply by the factor after every so many updates (Keras: ExponentialDecay, staircase)."""
    times = functions.floating(t // numbers.updates)
    return functions.maximum(numbers.factor**times, _LEAST)


def _cosine(t: Any, numbers: Numbers, functions: Functions) -> Any:
    """Fall along half a cosine, and stay at the floor (Keras: CosineDecay)."""
    gone = functions.floating(functions.minimum(t, numbers.updates))
    half = (1 + functions.cos(math.pi * gone / functions.floating(numbers.updates))) / 2
    return (1 - numbers.floor) * half + numbers.floor


SCHEDULES: dict[str, Share | None] = {"constant": None, "step": _step, "cosine": _cosine}


def share(schedule: str, t: Any, numbers: Numbers, functions: Functions = NUMPY) -> Any:
    """Return the share of the learning rate at update `t` (from 0); a constant one is 1."""
    of = SCHEDULES[schedule]
    return 1.0 if of is None else of(t, numbers, functions)
