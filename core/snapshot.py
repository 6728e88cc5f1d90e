"""A snapshot: what a training is after so many updates."""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, Parameters, equal, like
from core.wording import QT_TRANSLATE_NOOP, SentenceError


class Metrics(NamedTuple):
    """How good a network is over some examples; NaN: not measured; infinite: not finite.

    `loss` is the mean. `score` is the accuracy, 0 to 1, where there are classes, and R² where there
    are values (core.data.tasks); `rmse`, the root mean square error, is of values alone.
    """

    loss: float = math.nan
    score: float = math.nan
    rmse: float = math.nan

    @property
    def marked(self) -> "Metrics":
        """The same, infinitely bad where it was measured and is not a number.

        Where the loss or the score is known both were measured: those of a training that diverged.
        """
        if math.isfinite(self.loss) or (math.isnan(self.loss) and math.isnan(self.score)):
            return self
        if math.isfinite(self.score):
            return self._replace(loss=math.inf)
        return DIVERGED

    @property
    def finite(self) -> bool:
        """Whether nothing that was measured is infinitely bad."""
        return not math.isinf(self.marked.loss)


NOT_MEASURED = Metrics()
# Of a network that answers with what is not a number: known, and as bad as can be.
DIVERGED = Metrics(math.inf, -math.inf, math.inf)


class Slots(NamedTuple):
    """An optimizer's state: `arrays`, as many Parameters as it has slots, after `updates`."""

    arrays: tuple[Parameters, ...]
    updates: int = 0


def no_slots(parameters: Parameters, optimizer: str) -> Slots:
    """Return the slots that `optimizer` starts from for these parameters: zeros."""
    empty = tuple(LayerParameters(*map(np.zeros_like, layer)) for layer in parameters)
    return Slots((empty,) * OPTIMIZERS[optimizer].slot_count)


class Snapshot(Struct, frozen=True, eq=False):
    """Parameters and metrics after so many `updates`.

    `examples_seen` counts training examples with their repetitions, `examples` those of one epoch.
    `train` is the running mean over the last updates, those since the snapshot before, `test` the
    newest measurement on the whole test set, made after `tested_at` updates.

    With `slots`, the optimizer's, it is complete: training goes on from it bit for bit. Without, it
    serves to draw.
    """

    parameters: Parameters
    updates: int = 0
    examples_seen: int = 0
    examples: int = 1
    train: Metrics = NOT_MEASURED
    test: Metrics = NOT_MEASURED
    tested_at: int = 0
    slots: Slots | None = None

    @property
    def epoch(self) -> float:
        """Passes over the training examples so far."""
        return self.examples_seen / self.examples

    @property
    def arrays(self) -> list[np.ndarray]:
        """Its numbers: the parameters, and what the optimizer keeps where that is known."""
        slots = self.slots.arrays if self.slots else ()
        return [array for one in (self.parameters, *slots) for layer in one for array in layer]

    @property
    def complete(self) -> bool:
        """Whether training can go on from here bit for bit."""
        return self.slots is not None or self.updates == 0

    def differs_by_slots(self, other: "Snapshot") -> bool:
        """Whether this one and `other` are of one moment, and alone their slots are not."""
        if self.slots is None or other.slots is None or self.updates != other.updates:
            return False
        return self.slots.updates != other.slots.updates and equal(
            self.parameters, other.parameters
        )

    def check_slots(self, optimizer: str) -> None:
        """Raise ValueError unless `slots`, if there are any, are such as `optimizer` has."""
        if self.slots is None:
            return
        wanted = OPTIMIZERS[optimizer].slot_count
        if len(self.slots.arrays) != wanted:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "The optimizer {name} has {count} slot(s), not {found}."),
                name=optimizer,
                count=wanted,
                found=len(self.slots.arrays),
            )
        if not 0 <= self.slots.updates <= self.updates:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "Slots cannot be {count} update(s) old after {made}."),
                count=self.slots.updates,
                made=self.updates,
            )
        if not all(like(one, self.parameters) for one in self.slots.arrays):
            raise SentenceError(
                QT_TRANSLATE_NOOP(
                    "Core", "The optimizer's slots are not shaped like the parameters."
                )
            )
