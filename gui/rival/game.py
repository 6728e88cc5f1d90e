"""Be the optimizer: changes by hand against as many updates of gradient descent.

The game begins at a snapshot. It counts what is changed by hand since then, and is over as soon as
something trains, or another network is shown.
"""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.experiment import Experiment
from core.parameters import Parameters
from core.rival import loss_of, losses
from core.snapshot import Snapshot
from gui.newest_worker import NewestWorker
from gui.session import Session
from gui.translation import translate
from gui.undo import ParametersCommand


class _Mine(NamedTuple):
    game: int
    changes: int
    experiment: Experiment
    parameters: Parameters


class _Theirs(NamedTuple):
    game: int
    changes: int
    experiment: Experiment
    start: Snapshot


def _my_loss(job: _Mine) -> float:
    return loss_of(job.experiment, job.parameters)


def _their_losses(job: _Theirs) -> tuple[float, ...]:
    return losses(job.experiment, job.start, job.changes)


class Game(QObject):
    """One game at a time: what was changed, what the loss came to, and what it would have."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number, self._began = 0, 0
        self._start: Snapshot | None = None
        self._experiment = session.experiment
        self._mine: list[float] = []
        self._theirs: tuple[float, ...] = ()
        self._asked = -1  # for how many changes it was asked what the gradient would have done
        self._my_worker = NewestWorker(_my_loss, "my loss", self)
        self._their_worker = NewestWorker(_their_losses, "their losses", self)
        self._my_worker.ready.connect(self._take_mine)
        self._their_worker.ready.connect(self._take_theirs)
        session.run_changed.connect(self.end)
        # When the change stands in the list of what can be undone.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        session.snapshot_changed.connect(self._soon.start)

    @property
    def on(self) -> bool:
        """Whether a game goes on."""
        return self._start is not None

    @property
    def can_begin(self) -> bool:
        """Whether there are examples to make a loss of."""
        return self._session.experiment.source is not None

    @property
    def changes(self) -> int:
        """How many changes were made by hand."""
        stack = self._session.undo_stack
        if not self.on:
            return 0
        made = range(min(self._began, stack.index()), stack.index())
        return sum(isinstance(stack.command(at), ParametersCommand) for at in made)

    @property
    def mine(self) -> tuple[float, ...]:
        """The loss at the start and after each change, as far as it is known."""
        return tuple(self._mine[: self.changes + 1])

    @property
    def theirs(self) -> tuple[float, ...]:
        """The loss at the start and after each update; empty: not asked for, or not known yet."""
        return self._theirs if self._asked == self.changes else ()

    @property
    def optimizer(self) -> str:
        """Whose updates they would have been."""
        return self._experiment.hyperparameters.optimizer

    @property
    def waiting(self) -> bool:
        """Whether it is being computed what the gradient would have done."""
        return self._asked == self.changes and not self._theirs

    def begin(self) -> None:
        """Begin at what the network is now; training pauses."""
        session = self._session
        session.settle()
        self._number += 1
        self._start, self._experiment = session.run.exact, session.experiment
        self._began = session.undo_stack.index()
        self._mine, self._theirs, self._asked = [], (), -1
        self._follow()

    def reveal(self) -> None:
        """Ask what the gradient would have done with as many updates."""
        if self._start is not None and self.changes:
            self._asked, self._theirs = self.changes, ()
            job = _Theirs(self._number, self.changes, self._experiment, self._start)
            self._their_worker.request(job)
            self.changed.emit()

    def back(self) -> None:
        """Go back to the start, undoably, and begin again."""
        if self._start is not None:
            text = translate("Rival", "Back to the start")
            parameters = self._start.parameters
            if parameters is not self._session.snapshot.parameters:
                self._session.change_parameters(parameters, text)
            self.begin()

    def end(self) -> None:
        """Nothing is counted any more."""
        if self.on:
            self._start = None
            self._soon.stop()
            self.changed.emit()

    def wait(self) -> None:
        """Have everything computed that was asked for, before this returns."""
        if self._soon.isActive():
            self._soon.stop()
            self._follow()
        self._my_worker.wait()
        self._their_worker.wait()

    def _follow(self) -> None:
        start, snapshot = self._start, self._session.snapshot
        if start is None:
            return
        if snapshot.updates != start.updates:
            self.end()
            return
        given = self._number, self.changes, self._experiment, snapshot.parameters
        self._my_worker.request(_Mine(*given))
        self.changed.emit()

    def _take_mine(self, job: _Mine, loss: float) -> None:
        if job.game != self._number or not self.on:
            return
        # Of changes that came too quickly the loss was not computed.
        known = self._mine[: job.changes]
        self._mine = [*known, *[np.nan] * (job.changes - len(known)), loss]
        self.changed.emit()

    def _take_theirs(self, job: _Theirs, found: tuple[float, ...]) -> None:
        if job.game == self._number and self.on and job.changes == self._asked:
            self._theirs = found
            self.changed.emit()
