"""All that a saved network's file holds."""

from pathlib import Path
from typing import NamedTuple

from core import project_file
from core.record_file import load_record
from core.run import Run
from core.runs import Runs
from core.runs_file import load_runs
from core.sweep_file import load_sweeps
from core.sweeps import Sweeps, together
from core.timeline import Record


class Opened(NamedTuple):
    """What was read: the run, the record of it, the runs beside it, and experiments."""

    run: Run
    record: Record | None
    runs: Runs | None
    sweeps: Sweeps


def read(path: Path) -> Opened:
    """Read the file at `path`, in any thread. OSError and ValueError say what failed."""
    run = project_file.load(path)
    return Opened(run, load_record(path, run), load_runs(path), together(load_sweeps(path)))
