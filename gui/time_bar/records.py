"""The records of all runs of this window: what the backend comes to, and what was changed when."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.backend.messages import Changed, Checkpoint
from core.backend.packing import unpack_snapshot
from core.run import Run
from core.snapshot import no_slots
from core.timeline import BOUND, Record, check_bound
from gui.errors import sentence
from gui.session import Session

_MOST = 200  # more runs than the window's table and what can be undone bring back
_OTHERS = 8  # those that are not trained have so small a part of the bound: few look there


class Records(QObject):
    """Records of the runs that were shown last, by the run's id; together they take `bound` bytes.

    That of the live run goes first; the others have an eighth at most, and of them the oldest are
    thinned out first.
    """

    changed = Signal()  # the record of the live run has grown, or is another
    rewritten = Signal()  # what was known of some of its updates holds no more

    def __init__(self, session: Session, bound: int = BOUND, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bound = bound
        self._records: dict[str, Record] = {}  # the one that was live last is the last
        self._doubtful = False  # parameters were changed: to what, is known when they rest
        self._newest = 0  # the update of the live run that was followed last
        # Not in the turn of a change of run: among 200 long records it takes some 20 ms.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._share)
        session.live_changed.connect(lambda: self.begin(session.live))
        session.parameters_changed.connect(self._doubt)
        session.newest_changed.connect(self._follow)
        self.begin(session.live)

    @property
    def record(self) -> Record:
        """That of the live run."""
        return self.of(self._session.live.id)

    @property
    def bound(self) -> int:
        """How many bytes all of them may take together."""
        return self._bound

    @property
    def trouble(self) -> str:
        """Why nothing is recorded, in a sentence; empty: it is, or nobody wants it."""
        live = self._session.live
        try:
            if self._bound:
                check_bound(self._bound, live.experiment, live.snapshot.parameters)
        except ValueError as error:
            return sentence(error)
        return ""

    def of(self, run: str) -> Record:
        """Return the record of the run with this id; an empty one where there is none."""
        return self._records.get(run) or Record(bound=self._bound)

    def put(self, run: str, record: Record) -> None:
        """Take the record of a run that is shown next, from a file."""
        self._records[run] = record.bounded(self._bound)

    def set_bound(self, size: int) -> None:
        """Let all records take so many bytes."""
        self._bound = size
        self._share()
        self.changed.emit()

    def begin(self, run: Run) -> None:
        """Go on with the record of `run`, which is trained from where it stands."""
        self._doubtful, self._newest = False, run.snapshot.updates
        record = self._records.pop(run.id, None)
        is_new = record is None
        if record is None:
            # A run that was made of another in its midst has come the same way.
            goes_on = run.snapshot.updates > 0
            record = self.of(run.parent if goes_on else "")
        exact = run.exact
        if not exact.complete:  # as the backend does, for want of a better beginning
            optimizer = run.experiment.hyperparameters.optimizer
            exact = replace(exact, slots=no_slots(exact.parameters, optimizer))
        record = record.gone_on(run.experiment, exact, "branch" if is_new else "hand")
        self._records[run.id] = record
        self._later.start()
        self.rewritten.emit()
        self.changed.emit()

    def take(self, message: Changed | Checkpoint) -> None:
        """Take what the backend says of the live run."""
        record = self.record
        now = record.experiment
        if now is None or self._doubtful:
            return
        if isinstance(message, Changed):
            rates = message.hyperparameters or now.hyperparameters
            source = message.source or now.source
            changed = replace(now, hyperparameters=rates, source=source)
            self._set(record.with_change(message.updates, changed))
        elif message.optimizer == now.hyperparameters.optimizer:
            snapshot = unpack_snapshot(message.snapshot)
            if snapshot.updates < record.end:
                self._went_back(snapshot.updates)
            self._set(self.record.with_checkpoint(snapshot))

    def _doubt(self) -> None:
        self._doubtful = True

    def _follow(self) -> None:
        updates, record = self._session.live.snapshot.updates, self.record
        before, self._newest = self._newest, updates
        if self._doubtful or not record.journal:
            return
        # Behind the record alone is one that is kept back until its edges are painted.
        if updates < min(before, record.end):
            self._went_back(updates)
        elif updates > record.end:
            self._records[self._session.live.id] = record.reached(updates)

    def _went_back(self, updates: int) -> None:
        self._set(self.record.went_back(updates))
        self.rewritten.emit()

    def _set(self, record: Record) -> None:
        self._records[self._session.live.id] = record
        self.changed.emit()

    def _share(self) -> None:
        """Keep all records within the bound, and those of the newest runs alone."""
        most = self._bound // _OTHERS
        for run in list(self._records)[:-_MOST]:
            del self._records[run]
        live = self._session.live.id
        held = self.of(live).sizes.keys()
        others = [run for run in self._records if run != live]

        def size(run: str) -> int:
            record = self._records[run]
            return record.size - sum(record.sizes[one] for one in held & record.sizes.keys())

        left = sum(map(size, others))
        for run in others:
            if left <= most:
                break
            before = size(run)
            bound = max(self._records[run].size - (left - most), 0)
            self._records[run] = self._records[run].bounded(bound)
            left -= before - size(run)
        if live in self._records:
            record = self.record.bounded(self._bound - left)
            if record is not self.record:
                self._set(record)
