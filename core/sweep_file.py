"""The sweeps of a window in the `.netglow` file of a run: the journal of each, as one part.

A file without one is as before, and who does not know it still reads the run. Weights of runs are
in it while there is room; of the others the table is.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from core import sweep_journal
from core.project_file import looked_at
from core.sweep import Row, Sweep
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError
from core.zip_parts import Pieces, read_bytes

PART = "sweep.journal"
_FURTHER = "sweep-{}.journal"  # of more than one, from 1 on
MOST_SWEEPS = 20
EMPTY = QT_TRANSLATE_NOOP("Core", "it does not say which sweep it is of")
MOST_BYTES = 1 << 26  # of the part; half of it may be weights


class Held(NamedTuple):
    """A sweep and its table."""

    sweep: Sweep
    rows: tuple[Row, ...]


def parts_of_sweep(held: Held | None) -> dict[str, Pieces]:
    """Return what is written of a sweep beside a run; nothing where there is none."""
    return parts_of_sweeps(() if held is None else (held,))


def parts_of_sweeps(held: Sequence[Held]) -> dict[str, Pieces]:
    """Return what is written of sweeps beside a run."""
    return {_part(number): _pieces(one) for number, one in enumerate(held[:MOST_SWEEPS])}


def _part(number: int) -> str:
    return _FURTHER.format(number) if number else PART


def _pieces(held: Held) -> Pieces:
    pieces, size = [sweep_journal.beginning(held.sweep)], 0
    for row in held.rows:
        if row.outcome is None or not row.ended:
            continue
        piece = sweep_journal.record(row.trial.number, row.outcome)
        if size + len(piece) > MOST_BYTES // 2:
            outcome = replace(row.outcome, run=row.outcome.run.light)
            piece = sweep_journal.record(row.trial.number, outcome)
        pieces.append(piece)
        size += len(piece)
    return [memoryview(piece) for piece in pieces]


def load_sweep(path: Path) -> Held | None:
    """Read the first sweep of the file at `path`; None: it has none.

    Errors as those of core.project_file.load.
    """
    return next(iter(load_sweeps(path)), None)


def load_sweeps(path: Path) -> tuple[Held, ...]:
    """Read all sweeps of the file at `path`; errors as those of core.project_file.load."""
    return looked_at(path, _read)


def _read(archive: zipfile.ZipFile) -> tuple[Held, ...]:
    names, held = set(archive.namelist()), list[Held]()
    for part in map(_part, range(MOST_SWEEPS)):
        if part not in names:
            break
        found = sweep_journal.read(read_bytes(archive, part, MOST_BYTES))
        if found is None:
            raise SentenceError(sweep_journal.WRONG, reason=Sentence(EMPTY))
        held.append(Held(found.sweep, sweep_journal.rows(found.sweep, found.outcomes)))
    return tuple(held)
