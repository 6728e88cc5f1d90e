"""A changed network is compiled in a thread, while the network as it is trains on."""

import threading
from collections.abc import Sequence

from core.backend.trainer import Trainer
from core.data import load
from core.growth import grown_experiment
from core.parameters import initialise
from core.snapshot import Snapshot
from core.surgery import Change


class Growing:
    """Compiles what `trainer` becomes by `changes`, on `device`, in a thread.

    ValueError: a change cannot be made. What TensorFlow cannot compile is its `trouble`.
    """

    def __init__(self, trainer: Trainer, changes: Sequence[Change], device: str) -> None:
        self.changes = tuple(changes)
        self.trouble: Exception | None = None
        self._experiment = grown_experiment(trainer.experiment, changes)
        source = self._experiment.source
        self._data, self._device = None if source is None else load(source), device
        self._compiled_for = trainer.compiled_for[1:]
        self._thread = threading.Thread(target=self._compile, daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether it is compiled, or has failed."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Return when it has ended."""
        self._thread.join()

    def fits(self, trainer: Trainer) -> bool:
        """Whether it was compiled for `trainer` as that is by now."""
        return trainer.compiled_for[1:] == self._compiled_for

    def _compile(self) -> None:
        network, seed = self._experiment.network, self._experiment.seed
        try:
            start = Snapshot(initialise(network, seed))
            Trainer(self._experiment, self._data, start, self._device).compile()
        except Exception as error:  # raised again where the training goes on
            self.trouble = error
