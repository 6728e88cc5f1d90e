"""Files that were opened or saved, the newest first: a folder with a small file for each.

So windows that share the list lose nothing of each other's: nobody writes a list.
"""

import contextlib
import hashlib
import os
import time
from pathlib import Path

from core import files

MOST = 10
_LONGEST = 1 << 14  # bytes of a path


def note(folder: Path, path: Path) -> None:
    """Put `path` at the head of the list. OSError: it cannot be remembered."""
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(os.path.abspath(path))
    entry = _entry(folder, path)
    entry.write_bytes(os.fsencode(path))  # half of one, after a power cut, is passed over
    # The file system's own clock may be too coarse to tell two of them apart.
    now = time.time_ns()
    os.utime(entry, ns=(now, now))
    for old in _entries(folder)[MOST:]:
        _remove(old)


def listed(folder: Path) -> list[Path]:
    """Return the files of the list, whether they are still there or not."""
    found = []
    for entry in _entries(folder)[:MOST]:
        with contextlib.suppress(OSError, ValueError), files.opened(entry, _LONGEST) as file:
            path = Path(os.fsdecode(file.read()))
            if path.is_absolute() and "\0" not in str(path) and _entry(folder, path) == entry:
                found.append(path)
    return found


def forget(folder: Path, path: Path) -> None:
    """Take `path` off the list."""
    _remove(_entry(folder, path))


def clear(folder: Path) -> None:
    """Forget them all."""
    for entry in _entries(folder):
        _remove(entry)


def _entry(folder: Path, path: Path) -> Path:
    return folder / f"{hashlib.sha256(os.fsencode(path)).hexdigest()[:32]}.path"


def _entries(folder: Path) -> list[Path]:
    """Return the files of the folder, the newest first."""
    dated = []
    with contextlib.suppress(OSError):
        for entry in folder.glob("*.path"):
            with contextlib.suppress(OSError):
                dated.append((entry.stat().st_mtime_ns, entry))
    return [entry for _, entry in sorted(dated, reverse=True)]


def _remove(entry: Path) -> None:
    with contextlib.suppress(OSError):
        entry.unlink()
