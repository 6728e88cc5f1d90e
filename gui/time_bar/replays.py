"""Exact updates, which the backend has again: one is asked for at a time, the newest counts."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from core.backend.messages import Ready, Replay, ReplayChecked, Replayed, ToBackend, ToWindow
from core.backend.packing import longest, pack_snapshot, unpack_snapshot
from core.checkpoint import Checkpoint, checksum
from core.experiment import Experiment
from core.parameters import check
from core.snapshot import Snapshot
from core.timeline import Record, Way
from gui.errors import sentence
from gui.translation import translate, worded


class Exact(NamedTuple):
    """An update as it was, had again."""

    experiment: Experiment
    snapshot: Snapshot


class Replays(QObject):
    """Asks the backend for updates of a record; `send` reaches it, `expect` makes room for answers.

    What comes is compared, at the next checkpoint, with what was there first: on another device, or
    by another version of TensorFlow, the last digits may differ. That is said, once a stretch.
    """

    come = Signal(object)  # Exact: the update that was asked for last
    failed = Signal(str)  # it cannot be had, and why, in a sentence
    differed = Signal(str)  # it came, but is not what was first there; in a sentence

    def __init__(
        self,
        send: Callable[[ToBackend], None],
        expect: Callable[[int], None] = lambda most: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._send, self._expect = send, expect
        self._number = 0
        self._asked: tuple[Way, Experiment, Checkpoint | None] | None = None
        self._compared: Checkpoint | None = None  # with which it is compared next
        self._checked: set[int] = set()  # updates of checkpoints that were compared
        self._last: Checkpoint | None = None  # the newest that came

    @property
    def pending(self) -> bool:
        """Whether an update is asked for and has not come."""
        return self._asked is not None

    def ask(self, record: Record, update: int) -> None:
        """Have an update again; `come` or `failed` tells. ValueError, in a sentence: it is lost."""
        way = self._shortened(record.way_to(update))
        experiment = record.at(update)
        assert experiment is not None
        after = record.after(update)
        compared = after if after and not after.given and not record.stretch(update + 1) else None
        if compared and compared.update in self._checked:
            compared = None
        self._asked = way, experiment, compared
        self._ask()

    def forget(self) -> None:
        """Nobody waits for it any more; of another run, or rewritten, nothing is kept."""
        self._asked = self._compared = None
        self._number += 1

    def forget_all(self) -> None:
        """What came holds no more, nor what was compared."""
        self.forget()
        self._last = None
        self._checked.clear()

    def take(self, message: ToWindow) -> None:
        """Take what the backend says."""
        match message:
            case Replayed(number, snapshot, reason) if number == self._number and self._asked:
                way, experiment, compared = self._asked
                self._asked = None
                if snapshot is None:
                    self.failed.emit(worded(reason) if reason else "")
                    return
                self._take(unpack_snapshot(snapshot), way, experiment, compared)
            case ReplayChecked(number, update, found) if number == self._number:
                self._compare(update, found)
            case Ready() if self._asked:  # another backend has taken over
                self._ask()

    def _take(
        self, found: Snapshot, way: Way, experiment: Experiment, compared: Checkpoint | None
    ) -> None:
        try:
            check(found.parameters, experiment.network)
            found.check_slots(experiment.hyperparameters.optimizer)
        except ValueError as error:
            self.failed.emit(sentence(error))
            return
        if found.updates != way.update:
            text = translate("TimeBar", "Update {step} was asked for, and update {other} came.")
            self.failed.emit(text.format(step=f"{way.update:,}", other=f"{found.updates:,}"))
            return
        self._compared = compared
        self._last = Checkpoint.of(found, experiment)
        self.come.emit(Exact(experiment, found))

    def _compare(self, update: int, found: str) -> None:
        there, self._compared = self._compared, None
        if there is None or there.update != update:
            return
        self._checked.add(update)
        if checksum(there.snapshot) != found:
            self.differed.emit(
                translate(
                    "TimeBar",
                    "Computed again, update {step} has other last digits than it had first."
                    " Another device or version made it.",
                ).format(step=f"{update:,}")
            )

    def _shortened(self, way: Way) -> Way:
        """Return the way from the update that came last, where that is on it."""
        last = self._last
        if last is None or not way.checkpoint.update < last.update <= way.update:
            return way
        return Way(last, tuple(one for one in way.changes if one.update > last.update), way.update)

    def _ask(self) -> None:
        assert self._asked
        (begin, changes, update), _, compared = self._asked
        self._number += 1
        source = begin.experiment.source
        told = []
        for change in changes:
            now = change.experiment
            told.append(
                (
                    change.update,
                    now.hyperparameters,
                    None if now.source == source else now.source,
                )
            )
            source = now.source
        given = begin.snapshot
        self._expect(longest(given.parameters))
        check = compared.update if compared else 0
        packed = pack_snapshot(given)
        self._send(Replay(self._number, begin.experiment, packed, tuple(told), update, check))
