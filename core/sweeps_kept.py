"""The journals of a person's sweeps in a folder: what was begun is gone on with, however it ended.

A sweep has one file there, named by what it is: begun again, it goes on with what is there.
"""

import contextlib
import hashlib
from pathlib import Path

from core import files
from core.locks import HeldError, Left, Lock, newest_left
from core.sweep import Sweep, to_json
from core.sweep_file import Held
from core.sweep_journal import LARGEST, MAGIC, read, rows

MOST = 40  # journals that stay, the newest: two of the largest experiments, or eight ready ones
SUFFIX = ".journal"


def journal_path(folder: Path, sweep: Sweep) -> Path:
    """Return where the journal of `sweep` is. OSError: the folder cannot be made."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(to_json(sweep)).hexdigest()[:20]}{SUFFIX}"


def left(folder: Path) -> list[Left]:
    """Return the journals that nobody writes, the newest first; beyond MOST the oldest go."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found = list(folder.glob(f"[!.]*{SUFFIX}"))
    free = newest_left(found, _lock_of)
    for one in free[MOST:]:
        discard(one.path)
    return free[:MOST]


def newest_unfinished(folder: Path) -> Held | None:
    """Return the sweep that was worked at last, if some of its runs are still to be made."""
    for one in left(folder)[:1]:
        with contextlib.suppress(OSError, ValueError), files.opened(one.path, LARGEST) as file:
            content = file.read()
            found = read(content) if content.startswith(MAGIC) else None
            if found and len(found.outcomes) < found.sweep.runs:
                return Held(found.sweep, rows(found.sweep, found.outcomes))
    return None


def discard(path: Path) -> None:
    """Remove a journal that nobody writes; one that somebody does stays."""
    with contextlib.suppress(OSError, HeldError):
        lock = Lock(_lock_of(path))
        try:
            path.unlink(missing_ok=True)
        finally:
            lock.leave()


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")
