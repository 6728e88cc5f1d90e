"""Stops a training where it goes on: looks when core.stops says so, and keeps the best so far."""

import math

from msgspec.structs import replace

from core import stops
from core.backend.mark import Mark
from core.backend.trainer import Trainer
from core.experiment import Hyperparameters
from core.wording import Sentence


class Stopping:
    """Watches the training of `trainer` from now on, when it is started.

    Not `counted`, it goes on however many updates it makes.
    """

    def __init__(self, trainer: Trainer, counted: bool = True) -> None:
        self._began, self._counted = _stand(trainer), counted
        self._best: Mark | None = None
        self._patience = stops.Patience()

    def forget(self) -> None:
        """Forget which loss was the lowest: from now on it is another device, or other data."""
        self._best, self._patience = None, stops.Patience()

    def room(self, trainer: Trainer) -> float:
        """Return how many updates to make at most before the next `look`; infinite: any number."""
        wanted = self._wanted(trainer)
        if not wanted.patience:
            self.forget()
        elif self._best is None:  # where it begins counts, too
            self._is_better(trainer)
        if not (wanted.stop_after or wanted.stop_under or wanted.patience):
            return math.inf
        return stops.room(wanted, self._began, _stand(trainer))

    def look(self, trainer: Trainer) -> Sentence | None:
        """Say why training stops here; None: it goes on. The trainer may have gone back."""
        wanted, now = self._wanted(trainer), _stand(trainer)
        if stops.is_looked_at(wanted, now) and (said := self._of_losses(trainer, wanted)):
            return said
        if not stops.updates_left(wanted, self._began, now):
            return stops.after_so_many(wanted)
        return None

    def _of_losses(self, trainer: Trainer, wanted: Hyperparameters) -> Sentence | None:
        if wanted.stop_under:
            loss = trainer.measure_train().loss
            if loss < wanted.stop_under:
                return stops.under(loss, wanted)
        if wanted.patience:
            over = self._patience.is_over(trainer.updates, wanted.patience)
            if not self._is_better(trainer) and self._best and over:
                trainer.go_back(self._best)
                return stops.no_better(wanted.patience, self._patience, trainer.is_tested)
        return None

    def _is_better(self, trainer: Trainer) -> bool:
        """Keep where the training stands if its loss is the lowest; return whether it is."""
        measured = trainer.measure_test() if trainer.is_tested else trainer.measure_train()
        lower = self._patience.is_lower(measured.loss, trainer.updates)
        if lower:
            self._best = trainer.mark
        return lower

    def _wanted(self, trainer: Trainer) -> Hyperparameters:
        wanted = trainer.hyperparameters
        return wanted if self._counted else replace(wanted, stop_after=0.0)


def _stand(trainer: Trainer) -> stops.Stand:
    return stops.Stand(trainer.updates, trainer.examples_seen, trainer.examples)
