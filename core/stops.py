"""When training stops by itself: after so many updates, under a loss, or where nothing is gained.

Losses are looked at after certain updates alone, counted over the whole run, and on whole sets:
where a training stops does not depend on how fast it goes.
"""

import math
from typing import NamedTuple

from core.experiment import Hyperparameters
from core.wording import QT_TRANSLATE_NOOP, Sentence

LEAST = 100  # updates between two looks at the losses, where an epoch has fewer

_AFTER_UPDATES = QT_TRANSLATE_NOOP("Core", "Training has made its {count:,} update(s) and stopped.")
_AFTER_EPOCHS = QT_TRANSLATE_NOOP("Core", "Training has made its {count:g} epoch(s) and stopped.")
_UNDER = QT_TRANSLATE_NOOP(
    "Core",
    "On the whole training set, the loss is {loss:.4g}, under {limit:g}. So training has stopped.",
)
_UNDER_WHOLE = QT_TRANSLATE_NOOP(
    "Core",
    "On the whole training set and without dropout, the loss is {loss:.4g}, under {limit:g}. So"
    " training has stopped.",
)
_NO_BETTER_TEST = QT_TRANSLATE_NOOP(
    "Core",
    "The test loss has not fallen for {count:,} update(s). So training has stopped and gone back"
    " to update {best:,}, where it was lowest: {loss:.4g}.",
)
_NO_BETTER = QT_TRANSLATE_NOOP(
    "Core",
    "The training loss has not fallen for {count:,} update(s). So training has stopped and gone"
    " back to update {best:,}, where it was lowest: {loss:.4g}.",
)


class Stand(NamedTuple):
    """How far a training has come: its updates, and the examples it has seen of so many."""

    updates: int
    examples_seen: int
    examples: int


def looks_every(examples: int, batch_size: int) -> int:
    """Return how many updates lie between two looks: an epoch, or as many as make LEAST."""
    epoch = math.ceil(examples / batch_size)
    return epoch * math.ceil(LEAST / epoch)


def updates_left(wanted: Hyperparameters, began: Stand, now: Stand) -> float:
    """Return how many updates are left of those to stop after; infinite: it does not stop so."""
    if not wanted.stop_after:
        return math.inf
    if wanted.stop_unit == "updates":
        return max(0, int(wanted.stop_after) - (now.updates - began.updates))
    # With other data the epoch stays.
    first = began.examples_seen * now.examples / began.examples
    left = first + wanted.stop_after * now.examples - now.examples_seen
    return max(0, math.ceil(round(left / wanted.batch_size, 6)))


def room(wanted: Hyperparameters, began: Stand, now: Stand) -> float:
    """Return after how many updates there is something to look at; infinite: never."""
    left = updates_left(wanted, began, now)
    if wanted.stop_under or wanted.patience:
        every = looks_every(now.examples, wanted.batch_size)
        left = min(left, every - now.updates % every)
    return max(left, 1)


def is_looked_at(wanted: Hyperparameters, now: Stand) -> bool:
    """Whether the losses are looked at where the training stands now."""
    looks = wanted.stop_under > 0 or wanted.patience > 0
    return looks and now.updates % looks_every(now.examples, wanted.batch_size) == 0


class Patience:
    """The lowest loss so far, and the update it was seen at: what Keras calls early stopping."""

    def __init__(self) -> None:
        self.lowest, self.at = math.inf, -1  # never

    def is_lower(self, loss: float, updates: int) -> bool:
        """Take note of a loss; return whether it is the lowest."""
        if loss < self.lowest:
            self.lowest, self.at = loss, updates
            return True
        return False

    def is_over(self, updates: int, patience: int) -> bool:
        """Whether the loss has not fallen for so many updates."""
        return self.at >= 0 and updates - self.at >= patience


def after_so_many(wanted: Hyperparameters) -> Sentence:
    """Say that training has made what it was to make."""
    if wanted.stop_unit == "updates":
        return Sentence(_AFTER_UPDATES, {"count": int(wanted.stop_after)})
    return Sentence(_AFTER_EPOCHS, {"count": wanted.stop_after})


def under(loss: float, wanted: Hyperparameters) -> Sentence:
    """Say that the loss is under its limit; where it is measured, no neuron is left out."""
    text = _UNDER_WHOLE if wanted.dropout else _UNDER
    return Sentence(text, {"loss": loss, "limit": wanted.stop_under})


def no_better(patience: int, best: Patience, tested: bool) -> Sentence:
    """Say that nothing was gained; `tested`: of the test set."""
    text = _NO_BETTER_TEST if tested else _NO_BETTER
    return Sentence(text, {"count": patience, "best": best.at, "loss": best.lowest})
