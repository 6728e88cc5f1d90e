"""The sweep of a window in the `.netglow` file of a run: its journal, as one part.

A file without one is as before, and who does not know it still reads the run. Weights of runs are
in it while there is room; of the others the table is.
"""

import zipfile
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from core import sweep_journal
from core.project_file import looked_at
from core.sweep import Row, Sweep
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError
from core.zip_parts import Pieces, read_bytes

PART = "sweep.journal"
EMPTY = QT_TRANSLATE_NOOP("Core", "it does not say which sweep it is of")
MOST_BYTES = 1 << 26  # of the part; half of it may be weights


class Held(NamedTuple):
    """A sweep and its table."""

    sweep: Sweep
    rows: tuple[Row, ...]


def parts_of_sweep(held: Held | None) -> dict[str, Pieces]:
    """Return what is written of a sweep beside a run; nothing where there is none."""
    if held is None:
        return {}
    pieces, size = [sweep_journal.beginning(held.sweep)], 0
    for row in held.rows:
        if row.outcome is None or row.state == "failed":
            continue
        piece = sweep_journal.record(row.trial.number, row.outcome)
        if size + len(piece) > MOST_BYTES // 2:
            run = row.outcome.run
            light = replace(run, snapshot=replace(run.snapshot, parameters=(), slots=None))
            outcome = replace(row.outcome, run=light)
            piece = sweep_journal.record(row.trial.number, outcome)
        pieces.append(piece)
        size += len(piece)
    return {PART: [memoryview(piece) for piece in pieces]}


def load_sweep(path: Path) -> Held | None:
    """Read the sweep of the file at `path`; None: it has none.

    Errors as those of core.project_file.load.
    """
    return looked_at(path, _read)


def _read(archive: zipfile.ZipFile) -> Held | None:
    if PART not in archive.namelist():
        return None
    found = sweep_journal.read(read_bytes(archive, PART, MOST_BYTES))
    if found is None:
        raise SentenceError(sweep_journal.WRONG, reason=Sentence(EMPTY))
    return Held(found.sweep, sweep_journal.rows(found.sweep, found.outcomes))
