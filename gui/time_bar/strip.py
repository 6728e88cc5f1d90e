"""What the network answered for the shown example, over time: a strip above the time bar."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.checkpoint import Checkpoint
from core.data.tasks import Classes
from core.example import Example
from core.propagation import forward
from gui.newest_worker import NewestWorker
from gui.session import Session
from gui.time_bar.records import Records

_MOST = 240  # moments of a record that are asked
PACE_MS = 300  # between two looks at a record that grows, or for a drawing that goes on


class Segment(NamedTuple):
    """From update `first` on the network answered with the class `name`; "": with no number."""

    first: int
    name: str


class StripJob(NamedTuple):
    """For which example which moments of a record are asked."""

    example: Example
    checkpoints: tuple[Checkpoint, ...]


class Asker:
    """Asks moments; what they answered for the last example is kept. One thread has it."""

    def __init__(self) -> None:
        self._example: Example | None = None
        self._known: dict[int, tuple[tuple[np.ndarray, ...], str]] = {}

    def __call__(self, job: StripJob) -> tuple[Segment, ...]:
        """Return the answers in their order, equal neighbours as one."""
        if job.example is not self._example:
            self._example, self._known = job.example, {}
        known, self._known = self._known, {}
        found: list[Segment] = []
        for one in job.checkpoints:
            key = id(one.arrays)
            answer = known.get(key) or (one.arrays, _answer(one, job.example))
            self._known[key] = answer
            if not found or found[-1].name != answer[1]:
                found.append(Segment(one.update, answer[1]))
        return tuple(found)


def _answer(one: Checkpoint, example: Example) -> str:
    task, network = one.experiment.task, one.experiment.network
    if not isinstance(task, Classes):
        return ""
    with np.errstate(all="ignore"):
        passed = forward(network, one.snapshot.parameters, example.inputs[None])
    index = int(task.answers(passed.output, network.layers[-1])[0])
    return task.names[index] if index >= 0 else ""


class Strip(QObject):
    """The answers over the record of the live run; none where nothing answers with a class."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        records: Records,
        seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._records, self._seen = session, records, seen
        self.segments: tuple[Segment, ...] = ()
        self._worker = NewestWorker(Asker(), "answers over time", self)
        self._worker.ready.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=PACE_MS)
        self._soon.timeout.connect(self.follow)
        session.example_changed.connect(self._take_example)
        records.changed.connect(self._follow_soon)

    @property
    def there(self) -> bool:
        """Whether there is an example that a class is the answer for."""
        of_classes = isinstance(self._session.live.experiment.task, Classes)
        return of_classes and bool(self._session.example.origin)

    def follow(self) -> None:
        """Ask what is new, if anybody looks."""
        self._soon.stop()
        if not self.there:
            self._worker.forget()
            self._set(())
        elif self._seen():
            kept = self._records.record.checkpoints
            every = max(1, -(-len(kept) // _MOST))
            self._worker.request(StripJob(self._session.example, kept[::every]))

    def wait(self) -> None:
        """Have the newest answers before this returns."""
        self.follow()
        self._worker.wait()

    def _take_example(self) -> None:
        """Ask at once; while a drawing goes on no oftener than while a record grows."""
        if not self.there or not self._soon.isActive():
            self.follow()
        self._follow_soon()

    def _follow_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _take(self, job: StripJob, found: tuple[Segment, ...]) -> None:
        if job.example is self._session.example:
            self._set(found)

    def _set(self, segments: tuple[Segment, ...]) -> None:
        if segments != self.segments:
            self.segments = segments
            self.changed.emit()
