"""A folder for the temporary files of a child process: it goes with the child, however that ends.

What a program that was killed has left is removed when the next child starts.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from core.locks import HeldError, Lock

_BEGINS = "netglow-backend-"
_LOCK = "lock"


class OwnFolder:
    """A new folder below `parent`, the system's for temporary files; nobody else removes it.

    OSError: there can be none.
    """

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or Path(tempfile.gettempdir())
        remove_stale(parent)
        self.path = Path(tempfile.mkdtemp(prefix=_BEGINS, dir=parent))
        self._lock = Lock(self.path / _LOCK)

    def remove(self) -> None:
        """Remove the folder, and all that is in it."""
        with contextlib.suppress(OSError):
            self._lock.leave()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_stale(parent: Path) -> None:
    """Remove the folders below `parent` whose programs are gone."""
    for folder in _folders(parent):
        lock = folder / _LOCK
        # A folder that has no lock yet is about to be locked.
        if folder.is_symlink() or not lock.exists():
            continue
        with contextlib.suppress(HeldError, OSError):  # of one that runs; another person's
            Lock(lock).leave()
            shutil.rmtree(folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    try:  # not by `glob`: that takes 10 ms where thousands of files lie
        names = os.listdir(parent)
    except OSError:  # there are such that only take files in
        return []
    return [parent / name for name in names if name.startswith(_BEGINS)]
