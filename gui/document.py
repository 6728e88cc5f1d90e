"""Which file holds which run: save, open, and what no file holds yet."""

from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QObject, Signal

from core import project_file
from core.experiment import Experiment
from core.files import named
from core.history import History
from core.identity import SUFFIX
from core.parameters import Parameters, initialise
from gui.session import Run, Session


class _Saved(NamedTuple):
    path: Path
    experiment: Experiment
    step: int


class Document(QObject):
    """Reads and writes the session's run. OSError and ValueError say what failed.

    A file belongs to a run, known by its history: undo brings back the run and its file together,
    and a new run has none, so that saving it never overwrites another.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: WeakKeyDictionary[History, _Saved] = WeakKeyDictionary()
        self.kept = False  # what the session has come to is kept for the next start already
        session.snapshot_changed.connect(self.changed)
        session.experiment_changed.connect(self.changed)
        self.changed.connect(self._forget_kept)

    @property
    def path(self) -> Path | None:
        """The file of the current run."""
        saved = self._files.get(self._session.history)
        return saved.path if saved else None

    @property
    def modified(self) -> bool:
        """Whether the session has come to something that its file does not hold."""
        run = self._session.run
        if saved := self._files.get(run.history):
            return (run.experiment, run.snapshot.step) != (saved.experiment, saved.step)
        return run.snapshot.step > 0

    @property
    def project(self) -> project_file.Project:
        """What a file of the current run holds."""
        run = self._session.run
        return project_file.Project(run.experiment, run.snapshot, run.history)

    def save(self, path: Path) -> None:
        """Write the run to `path`, completed unless it is its file already; it becomes its file."""
        if path != self.path:
            path = named(path, SUFFIX)
        self.export(path)
        self._settle(self._session.run, path)

    def export(self, path: Path) -> None:
        """Write the run to `path` without making that its file."""
        project_file.save(path, self.project)

    def open(self, path: Path) -> None:
        """Read the run at `path` and show it, undoably."""
        run = self._run(project_file.load(path))
        self._settle(run, path)
        self._session.open_run(run)

    def recover(self, path: Path) -> None:
        """Show the run at `path`, undoably, as one that no file of the user's holds."""
        self.open_project(project_file.load(path))

    def open_project(self, project: project_file.Project, text: str = "") -> None:
        """Show `project`, undoably, as a run that no file holds; `text` is for the Edit menu."""
        self._session.open_run(self._run(project), text)

    def begin_with(self, project: project_file.Project, path: Path) -> None:
        """Show what was read from `path`, with nothing before it to go back to."""
        run = self._run(project)
        self._settle(run, path)
        self._session.set_run(run)

    def _run(self, project: project_file.Project) -> Run:
        return Run(project.experiment, project.snapshot, project.history, _given(project))

    def _forget_kept(self) -> None:
        self.kept = False

    def _settle(self, run: Run, path: Path) -> None:
        self._files[run.history] = _Saved(path, run.experiment, run.snapshot.step)
        self.changed.emit()


def _given(project: project_file.Project) -> Parameters | None:
    """Return the parameters that the run began with, unless its seed draws the same.

    Those of a run that has been trained are not in its file: its seed has to do.
    """
    experiment, parameters = project.experiment, project.snapshot.parameters
    if project.snapshot.step:
        return None
    drawn = initialise(experiment.network, experiment.seed)
    same = all(
        np.array_equal(array, other)
        for layer, others in zip(parameters, drawn, strict=True)
        for array, other in zip(layer, others, strict=True)
    )
    return None if same else parameters
