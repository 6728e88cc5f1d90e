"""Which file holds which run: save, open, and what no file holds yet."""

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core import project_file
from core.data import DrawnCurve, Points, Source
from core.experiment import Experiment
from core.files import named
from core.identity import SUFFIX
from core.parameters import Parameters, equal
from core.run import Run, new_id
from gui.session import Session


class _Saved(NamedTuple):
    path: Path
    experiment: Experiment
    updates: int
    parameters: Parameters


class Document(QObject):
    """Reads and writes the session's run. OSError and ValueError say what failed.

    A file belongs to a run, known by its id: undo brings back the run and its file together,
    and a new run has none, so that saving it never overwrites another.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: dict[str, _Saved] = {}
        self._parents: dict[str, str] = {}  # of runs that were shown
        self.kept = False  # what the session has come to is kept for the next start already
        session.run_changed.connect(self._take_run)
        session.snapshot_changed.connect(self.changed)
        session.experiment_changed.connect(self.changed)
        self.changed.connect(self._forget_kept)

    @property
    def path(self) -> Path | None:
        """The file of the current run."""
        saved = self._files.get(self._session.run.id)
        return saved.path if saved else None

    @property
    def origin(self) -> Path | None:
        """The file of the run, or of the one that it was made from, of the same kind of data."""
        one, source = self._session.run.id, type(self._session.experiment.source)
        while one and one not in self._files:
            one = self._parents.get(one, "")
        saved = self._files.get(one)
        return saved.path if saved and type(saved.experiment.source) is source else None

    @property
    def modified(self) -> bool:
        """Whether the session has come to something that its file does not hold."""
        run = self._session.run
        if saved := self._files.get(run.id):
            same = (run.experiment, run.snapshot.updates) == (saved.experiment, saved.updates)
            now = run.snapshot.parameters
            return not same or not (now is saved.parameters or equal(now, saved.parameters))
        changed = run.snapshot.updates > 0 or run.trained is not None
        return changed or _is_drawn(run.experiment.source)

    @property
    def run(self) -> Run:
        """What a file holds of the current run, complete if the backend can say so at once."""
        self._session.request_checkpoint()
        return self._session.run

    def save(self, path: Path) -> None:
        """Write the run to `path`, completed unless it is its file already; it becomes its file."""
        if path != self.path:
            path = named(path, SUFFIX)
        self.export(path)
        self._settle(self._session.run, path)

    def export(self, path: Path) -> None:
        """Write the run to `path` without making that its file."""
        project_file.save(path, self.run)

    def open(self, path: Path) -> None:
        """Read the run at `path` and show it, undoably."""
        run = project_file.load(path)
        if run.id in self._files or run.id == self._session.run.id:
            # A file that was copied, or is opened again: two runs from here on.
            run = replace(run, id=new_id(), parent=run.id)
        self._settle(run, path)
        self._session.open_run(run)

    def recover(self, path: Path) -> None:
        """Show the run at `path`, undoably, as one that no file of the user's holds."""
        self.open_run(project_file.load(path))

    def open_run(self, run: Run, text: str = "") -> None:
        """Show `run`, undoably, as one that no file holds; `text` is for the Edit menu."""
        self._session.open_run(replace(run, id=new_id()), text)

    def begin_with(self, run: Run, path: Path) -> None:
        """Show `run`, which was read from `path`, with nothing before it to go back to."""
        self._settle(run, path)
        self._session.set_run(run)

    def _take_run(self) -> None:
        run = self._session.run
        self._parents[run.id] = run.parent

    def _forget_kept(self) -> None:
        self.kept = False

    def _settle(self, run: Run, path: Path) -> None:
        self._files[run.id] = _Saved(
            path, run.experiment, run.snapshot.updates, run.snapshot.parameters
        )
        self.changed.emit()


def _is_drawn(source: Source | None) -> bool:
    """Whether `source` holds what somebody drew: work that nobody can do again."""
    match source:
        case Points():
            return len(source) > 0
        case DrawnCurve():
            return len(source.heights) > 0
    return False
