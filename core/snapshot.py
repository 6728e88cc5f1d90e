"""A snapshot: what a network is at one step of its training."""

import math
from typing import NamedTuple

from msgspec import Struct

from core.parameters import Parameters


class Metrics(NamedTuple):
    """Mean loss and share of right answers (0 to 1) over some examples; NaN: not measured yet."""

    loss: float = math.nan
    accuracy: float = math.nan

    @property
    def marked(self) -> "Metrics":
        """The same, its loss infinite where it was measured and is no number.

        Where the accuracy is known the loss was measured too: that of a training that diverged.
        """
        if math.isnan(self.loss) and not math.isnan(self.accuracy):
            return self._replace(loss=math.inf)
        return self


NOT_MEASURED = Metrics()


class Snapshot(Struct, frozen=True, eq=False):
    """Parameters and metrics after `step` updates.

    `examples_seen` counts training examples with their repetitions, `examples` those of one epoch.
    `train` is the running mean over the last updates, those since the snapshot before, `test` the
    newest measurement on the whole test set, made at step `test_step`.
    """

    parameters: Parameters
    step: int = 0
    examples_seen: int = 0
    examples: int = 1
    train: Metrics = NOT_MEASURED
    test: Metrics = NOT_MEASURED
    test_step: int = 0

    @property
    def epoch(self) -> float:
        """Passes over the training examples so far."""
        return self.examples_seen / self.examples
