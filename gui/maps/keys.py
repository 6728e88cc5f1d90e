"""What is kept from one painting to the next, and what it was made of."""

from collections.abc import Callable
from typing import Generic, TypeVar

from core.data.tasks import Classes, Values
from core.experiment import Hyperparameters
from core.maps import Grid, View
from gui.maps.frame import Frame
from gui.theme import Theme

_Value = TypeVar("_Value")


_BY_VALUE = View, Grid, Frame, int, float, str, Theme, Hyperparameters, Classes, Values


def same_key(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two keys are the same: views, tasks and numbers by value, all else by identity."""
    return len(one) == len(other) and all(
        ours is theirs
        or (isinstance(ours, _BY_VALUE) and type(ours) is type(theirs) and ours == theirs)
        for ours, theirs in zip(one, other, strict=True)
    )


class Kept(Generic[_Value]):
    """What was made last; it is made again only of something else."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] | None = None
        self.made = 0  # times

    def of(self, make: Callable[[], _Value], *key: object) -> _Value:
        """Return what is made of `key`, as `same_key` compares it."""
        if self._key is None or not same_key(self._key, key):
            self._value = make()
            self._key = key
            self.made += 1
        return self._value
