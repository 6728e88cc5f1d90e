"""Watches a training where it goes on: takes its vitals, and has core.health judge them."""

import time

from core.backend.trainer import Trainer
from core.data import Data
from core.experiment import Experiment
from core.health import Finding, Remark, Watch
from core.parameters import finite
from core.snapshot import Metrics, Snapshot
from core.vitals import Sampled


class Watcher:
    """Looks at one training, which goes on from `snapshot`.

    Without `data` it sees only whether the numbers are finite.
    """

    def __init__(self, experiment: Experiment, data: Data | None, snapshot: Snapshot) -> None:
        self._watch: Watch | None = None
        self._began = time.monotonic()
        if data is not None and len(data.train) and len(data.test):
            rate = experiment.hyperparameters.at(snapshot.updates).learning_rate
            parameters = snapshot.parameters
            self._sampled = Sampled(experiment.network, experiment.task, data, parameters)
            self._watch = Watch(self._sampled.case)
            self._watch.see(
                self._sampled.take(parameters, snapshot.updates, 0.0, rate, snapshot.test)
            )
            self.look_again()  # nobody has heard of it

    @property
    def healthy(self) -> int:
        """Updates up to which nothing was found; −1: something always was."""
        return self._watch.healthy if self._watch else -1

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is worth a word at the last look, and stops nothing."""
        return self._watch.remarks if self._watch else ()

    def look(self, trainer: Trainer, test: Metrics, lost: bool = False) -> Finding | None:
        """Return what is wrong with the training, unless that is known; `test` is just measured.

        `lost`: it is known to have had a loss that was not finite.
        """
        rate = trainer.hyperparameters.at(trainer.updates).learning_rate
        parameters = trainer.parameters()
        if self._watch is None:
            sick = lost or not finite(parameters)
            return Finding("not finite", "rate", trainer.updates, rate=rate) if sick else None
        seconds = time.monotonic() - self._began
        vitals = self._sampled.take(parameters, trainer.updates, seconds, rate, test)
        return self._watch.see(vitals._replace(finite=vitals.finite and not lost))

    def look_again(self) -> None:
        """Forget what was told: the training was changed, and what is wrong then is news."""
        if self._watch:
            self._watch.told = False
