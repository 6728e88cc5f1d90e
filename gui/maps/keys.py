"""What a picture that is kept was made of, and whether that is still so."""

from core.experiment import Hyperparameters
from core.maps import Grid, View
from gui.maps.frame import Frame
from gui.theme import Theme


def same_key(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two keys are the same: views and numbers by value, all else by identity."""
    return len(one) == len(other) and all(
        ours is theirs
        or (
            isinstance(ours, View | Grid | Frame | int | float | str | Theme | Hyperparameters)
            and type(ours) is type(theirs)
            and ours == theirs
        )
        for ours, theirs in zip(one, other, strict=True)
    )
