"""Which file holds which run: save, open, and what no file holds yet."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core import project_file
from core.data import DrawnCurve, Points, Source, whole
from core.files import named
from core.identity import SUFFIX
from core.opened import Opened, read
from core.run import Run, State, new_id
from core.runs import Runs
from core.runs_file import parts_of_others
from core.sweep_file import parts_of_sweeps
from core.sweeps import Sweeps
from core.timeline import Record
from core.zip_parts import Pieces
from gui.completion import Completion, at_exact, settled
from gui.experiments.owner import Experiments
from gui.opening import Opening
from gui.runs.owner import RunTree, all_settled
from gui.session import Session
from gui.unsaved import Unsaved
from gui.writer import Writer, Written


class _Saved(NamedTuple):
    path: Path
    state: State


class Document(QObject):
    """Reads and writes the session's run. OSError and ValueError say what failed.

    A file belongs to a run, known by its id: undo brings back the run and its file together,
    and a new run has none, so that saving it never overwrites another.
    """

    changed = Signal()
    busy_changed = Signal()  # whether a file is being written, or read
    filed = Signal(Path)  # a file was opened or saved
    saved = Signal(str)  # the run with this id: what it had come to is in a file

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        tree: RunTree | None = None,
        experiments: Experiments | None = None,
    ) -> None:
        """`tree` has the runs beside the one that is shown; they go into its file, too.

        So does the table of `experiments`.
        """
        super().__init__(parent)
        self._session, self._tree, self._experiments = session, tree, experiments
        self._writer, self._opening = Writer(self), Opening(self)
        self._completion = Completion(session, self)
        self._completion.changed.connect(self.busy_changed)
        self._writer.busy_changed.connect(self.busy_changed)
        self._opening.changed.connect(self.busy_changed)
        session.live_changed.connect(self.stop_opening)  # there is something newer
        # A small picture of what is shown: makes it, and returns what packs it, in any thread.
        self.picture: Callable[[], Callable[[], bytes]] = lambda: bytes
        # What makes, in any thread, the record that is saved with a run (by its id); and who takes
        # what was read.
        self.record_of: Callable[[str], Callable[[], Record | None]] = lambda run: lambda: None
        self.take_record: Callable[[str, Record], None] = lambda run, record: None
        self._files: dict[str, _Saved] = {}
        self._unsaved: set[str] = set()  # runs that were brought back
        self._parents: dict[str, str] = {}  # of runs that were shown
        session.live_changed.connect(self._take_run)
        session.newest_changed.connect(self.changed)
        session.experiment_changed.connect(self.changed)
        if tree:
            tree.at_stake = self._is_unsaved
        if experiments:
            experiments.rows_changed.connect(self.changed)

    @property
    def path(self) -> Path | None:
        """The file of the current run."""
        saved = self._files.get(self._session.live.id)
        return saved.path if saved else None

    @property
    def origin(self) -> Path | None:
        """The file of the run, or of the one that it was made from, of the same kind of data."""
        found = self._origin(self._session.live)
        return found.path if found else None

    def _origin(self, run: Run) -> _Saved | None:
        one, source, seen = run.id, type(run.experiment.source), set[str]()
        while one not in self._files and one not in seen:  # files may say anything
            seen.add(one)
            one = self._parents.get(one, "")
        saved = self._files.get(one)
        return saved if saved and type(saved.state.experiment.source) is source else None

    @property
    def modified(self) -> bool:
        """Whether the session has come to something that its file does not hold."""
        beside = self._tree is not None and self._tree.unsaved
        return self._is_unsaved(self._session.live) or beside or self.table_unsaved

    @property
    def table_unsaved(self) -> bool:
        """Whether there is an experiment with results that no file holds."""
        return self._experiments is not None and self._experiments.unsaved

    def _is_unsaved(self, run: Run) -> bool:
        """Whether `run` is more than its file says, or the one that it was made from."""
        if saved := self._files.get(run.id):
            return not run.state.is_like(saved.state)
        return (
            run.snapshot.updates > 0
            or run.trained is not None
            or run.id in self._unsaved
            or _is_drawn(run.experiment.source)
            or self._is_changed(run)
        )

    def _is_changed(self, run: Run) -> bool:
        origin = self._origin(run)
        return origin is not None and run.experiment != origin.state.experiment

    @property
    def run(self) -> Run:
        """What a file holds of the current run, the newest if the backend can say so at once."""
        self._session.request_checkpoint()
        return self.run_at_once

    @property
    def run_at_once(self) -> Run:
        """What a file holds of the current run, nobody being asked: while it trains, complete.

        It may be as old then as the newest complete snapshot, half a second or so; where the
        backend is busy, till it has said what it has come to.
        """
        run = self._session.live
        is_newer = self._session.training or self._completion.is_due
        return at_exact(run) if is_newer else settled(run)

    def unsaved(self, run: Run) -> Unsaved:
        """What no file holds, of all runs there are: `run` is what is told of the one on screen."""
        runs = self._tree.runs if self._tree else Runs().take(run)
        others = self._tree.unsaved_elsewhere.kept if self._tree else ()
        kept = (*runs.family(run.id), *others)
        return Unsaved(run, replace(runs, kept=kept), self._sweeps)

    @property
    def unsaved_elsewhere(self) -> Unsaved | None:
        """What no file holds of runs that have nothing to do with the one on screen."""
        if self._tree is None:
            return None
        others = self._tree.unsaved_elsewhere
        found = [kept.run for kept in others.kept if self._tree.is_unsaved(kept)]
        return Unsaved(settled(found[-1]), others) if found else None

    def beside(self, unsaved: Unsaved) -> Callable[[], dict[str, Pieces]]:
        """Return what makes, in any thread, the parts of a file beside its own run."""
        runs, own, sweeps = all_settled(unsaved.runs), unsaved.run.id, unsaved.sweeps
        return lambda: parts_of_others(runs, own) | parts_of_sweeps(sweeps.held if sweeps else ())

    def _beside(self, runs: Runs | None) -> Callable[[], dict[str, Pieces]]:
        own, sweeps = self._session.live.id, self._sweeps
        tables = sweeps.held if sweeps else ()
        return lambda: (parts_of_others(runs, own) if runs else {}) | parts_of_sweeps(tables)

    @property
    def _sweeps(self) -> Sweeps | None:
        return self._experiments.held if self._experiments else None

    @property
    def saving(self) -> bool:
        """Whether a file is being written, or is to be when the run is complete."""
        return self._writer.busy or self._completion.waits

    @property
    def opening(self) -> bool:
        """Whether a file is being read, to be shown then."""
        return self._opening.busy

    def save(self, path: Path) -> None:
        """Write the run to `path`, completed unless it is its file already; it becomes its file."""
        path, run = self._named(path), self.run
        runs, sweeps = self._tree.to_save if self._tree else None, self._sweeps
        picture, record, more = self.picture(), self.record_of(run.id), self._beside(runs)
        project_file.save(path, run, picture(), record=record(), more=more())
        self._take_saved(run, path, runs, sweeps)

    def save_beside(self, path: Path, then: Callable[[Exception | None], None]) -> None:
        """Save as `save` does, in a thread; `then` hears what went wrong, or None.

        A backend that is busy is waited for, so that the run is complete. What comes later is
        written later: of two files called the same, the second stays.
        """
        path, pack, sweeps = self._named(path), self.picture(), self._sweeps
        runs = self._tree.to_save if self._tree else None
        more = self._beside(runs)

        def write(run: Run) -> None:
            record = self.record_of(run.id)
            held = runs.take(run) if runs else None

            def finish(written: Written) -> None:
                if written.error is None:
                    self._take_saved(run, path, held, sweeps)
                then(written.error)

            def work() -> None:
                project_file.save(path, run, pack(), record=record(), more=more())

            self._writer.write(work, finish)

        self._completion.hand_on(write)

    def wait(self) -> None:
        """Return when all files are written, with what there is."""
        self._completion.end()
        self._writer.wait()

    def open(self, path: Path) -> None:
        """Read the run at `path` and show it, undoably.

        Where its experiment would end one that is being worked at, that is a ValueError.
        """
        self._show(read(path), path)

    def open_beside(self, path: Path, then: Callable[[Exception | None], None]) -> None:
        """Open as `open` does, read in a thread; `then` hears what went wrong, or None.

        What is being written is read when it is written. Of several files the one that is asked for
        last is shown, and none where meanwhile another run is: of those nobody hears.
        """
        if self._completion.waits:
            self._completion.hand_on(lambda _: self.open_beside(path, then))
            return
        written = self._writer.under_way

        def work() -> Opened:
            written()
            return read(path)

        def finish(found: Opened | Exception) -> None:
            error = found if isinstance(found, Exception) else None
            try:
                if not isinstance(found, Exception):
                    self._show(found, path)
            except (OSError, ValueError) as refused:
                error = refused
            then(error)

        self._opening.begin(work, finish)

    def stop_opening(self) -> None:
        """Show nothing of what is being read."""
        self._opening.stop()

    def _show(self, found: Opened, path: Path) -> None:
        run = found.run
        self.check_beside(found.sweeps)
        known = self._tree is not None and self._tree.runs.find(run.id) is not None
        if run.id in self._files or run.id == self._session.live.id or known:
            # A file that was copied, or is opened again: two runs from here on.
            run = replace(run, id=new_id(), parent=run.id)
        self._begin_as(run, found.record, path, found.runs)
        self._session.open_run(run)
        self._take_beside(found.runs, found.sweeps)

    def recover(self, run: Run, runs: Runs | None = None, sweeps: Sweeps | None = None) -> None:
        """Show `run`, undoably, as one that holds work which no file does, and `runs` beside it.

        `sweeps` is the experiment that was there; no file holds it, either.
        """
        self.check_beside(sweeps)
        shown = replace(run, id=new_id(), parent=run.id)
        self._unsaved.add(shown.id)
        self._session.open_run(shown)
        if self._tree:
            self._tree.take_recovered(runs or Runs().take(run), run.id)
        if self._experiments and sweeps and sweeps.sweeps:
            self._experiments.take_opened(sweeps)
            self._experiments.take_saved(None)

    def check_beside(self, sweeps: Sweeps | None) -> None:
        """ValueError: a file with these has to wait; one's own are being worked at."""
        if self._experiments and sweeps and sweeps.sweeps:
            self._experiments.check_idle()

    def open_run(self, run: Run, text: str = "") -> None:
        """Show `run`, undoably, as one that no file holds; `text` is for the Edit menu."""
        self._session.open_run(replace(run, id=new_id()), text)

    def begin_with(self, opened: Opened, path: Path) -> None:
        """Show what was read from `path`, with nothing before it to go back to."""
        self._begin_as(opened.run, opened.record, path, opened.runs)
        self._session.set_run(opened.run)
        self._take_beside(opened.runs, opened.sweeps)

    def _begin_as(self, run: Run, record: Record | None, path: Path, runs: Runs | None) -> None:
        """Take note that `path` holds this run, which is shown next, and `runs` beside it."""
        if record is not None:
            self.take_record(run.id, record)
        self._settle(run, path, runs or Runs())

    def _take_beside(self, runs: Runs | None, sweeps: Sweeps) -> None:
        if self._tree and runs:
            self._tree.take_opened(runs, self._session.live.id)
        if self._experiments and sweeps.sweeps:
            self._experiments.take_opened(sweeps)

    def _take_run(self) -> None:
        run = self._session.live
        self._parents[run.id] = run.parent

    def _named(self, path: Path) -> Path:
        return path if path == self.path else named(path, SUFFIX)

    def _take_saved(self, run: Run, path: Path, runs: Runs | None, sweeps: Sweeps | None) -> None:
        if self._experiments:
            self._experiments.take_saved(sweeps)  # none, too: the file has no table any more
        runs = runs or Runs().take(run)
        self._overwrite(path, runs)
        self._settle(run, path, runs)
        self.saved.emit(run.id)

    def _overwrite(self, path: Path, runs: Runs) -> None:
        """Take note that `path` holds these runs and no others any more."""
        before = [one for one, saved in self._files.items() if saved.path == path]
        for one in before:
            del self._files[one]
            if (kept := runs.find(one)) and not kept.thinned:
                self._files[one] = _Saved(path, kept.run.state)
        if self._tree:
            self._tree.take_overwritten(path)

    def _settle(self, run: Run, path: Path, runs: Runs) -> None:
        self._files[run.id] = _Saved(path, run.state)
        if self._tree:
            self._tree.take_saved(runs.take(run), path)
        self.changed.emit()
        self.filed.emit(path)


def _is_drawn(source: Source | None) -> bool:
    """Whether `source` holds what somebody drew: work that nobody can do again."""
    match whole(source):
        case Points() as drawn:
            return len(drawn) > 0
        case DrawnCurve() as drawn:
            return len(drawn.heights) > 0
    return False
