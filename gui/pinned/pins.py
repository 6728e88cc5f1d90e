"""Which weights and neurons are pinned, and their moments: the one owner of both."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from core.experiment import Experiment
from core.parameters import Parameters
from core.pinned import Moment, Pinned, moments
from core.surgery import Change, moved
from gui.newest_worker import NewestWorker
from gui.selection import Target, neurons_of
from gui.session import Session

MOST = 4  # that are pinned at a time: more could not be compared
_APART_S = 0.1  # between two moments that are computed


class _Job(NamedTuple):
    run: str
    experiment: Experiment
    parameters: Parameters
    updates: int
    targets: tuple[Target, ...]


def _compute(job: _Job) -> tuple[Moment, ...]:
    return moments(job.experiment, job.parameters, job.updates, job.targets)


class Pins(QObject):
    """The pinned edges and neurons; of those that are gone nothing is kept."""

    changed = Signal()  # which ones are pinned
    grew = Signal()  # their moments

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self._pinned: dict[Target, Pinned] = {}
        self._before: tuple[Target, ...] = ()  # another run began
        self._due = 0.0
        self._worker = NewestWorker(_compute, "pinned", self)
        self._worker.ready.connect(self._take)
        session.run_changed.connect(self._follow)
        session.snapshot_changed.connect(self._ask)

    @property
    def targets(self) -> tuple[Target, ...]:
        """What is pinned, in the order in which it was."""
        return tuple(self._pinned)

    @property
    def idle(self) -> bool:
        """Whether all moments are as new as the snapshot that was asked for last."""
        return self._worker.idle

    def pinned(self, target: Target) -> Pinned:
        """Return the moments of what is pinned. KeyError: it is not."""
        return self._pinned[target]

    def may_pin(self, target: Target | None) -> bool:
        """Whether a target has a parameter of its own, and there is room for it."""
        if target is None or (len(target) == 2 and target[0] == 0):
            return False
        return target in self._pinned or len(self._pinned) < MOST

    def toggle(self, target: Target) -> None:
        """Pin an edge or a neuron, or let go of it."""
        if target in self._pinned:
            del self._pinned[target]
        elif self.may_pin(target):
            self._pinned[target] = Pinned()
        self.changed.emit()
        self._due = 0.0
        self._ask()

    def move(self, changes: Sequence[Change]) -> None:
        """Follow what was pinned through changes of the structure that have just been made."""
        kept: dict[Target, Pinned] = {}
        for target in self._before:
            to: tuple[int, ...] | None = target
            for change in changes:
                to = to and moved(to, change)
            if to:
                kept[to] = Pinned()  # type: ignore[index]
        self._pinned = kept
        self.changed.emit()
        self._ask()

    def wait(self) -> None:
        """Have what was asked for computed before this returns."""
        self._worker.wait()

    def _follow(self) -> None:
        sizes = self._session.experiment.network.sizes

        def there(target: Target) -> bool:
            return all(
                layer < len(sizes) and index < sizes[layer] for layer, index in neurons_of(target)
            )

        self._before = self.targets
        self._pinned = {target: Pinned() for target in self._before if there(target)}
        self._worker.forget()
        self._due = 0.0
        if self._before:
            self.changed.emit()

    def _ask(self) -> None:
        session, now = self._session, self._clock()
        if session.past:
            return  # it is there already, and what came after it stays
        if not self._pinned or (session.training and now < self._due):
            return
        self._due = now + _APART_S
        snapshot = session.snapshot
        given = session.run.id, session.experiment, snapshot.parameters, snapshot.updates
        self._worker.request(_Job(*given, self.targets))

    def _take(self, job: _Job, found: tuple[Moment, ...]) -> None:
        if job.run != self._session.run.id:
            return
        for target, moment in zip(job.targets, found, strict=True):
            if target in self._pinned:
                self._pinned[target].add(moment)
        self.grew.emit()
