"""A folder for the temporary files of a child process: it goes with the child, however that ends.

What a window that was killed has left is removed when the next child starts.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

_BEGINS = "netglow-backend-"
_LOCK = "lock"


class OwnFolder:
    """A new folder below `parent`, the system's for temporary files; nobody else removes it."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or Path(tempfile.gettempdir())
        remove_stale(self._parent)
        self.path = Path(tempfile.mkdtemp(prefix=_BEGINS, dir=self._parent))
        self._lock = _lock_of(self.path)
        self._lock.tryLock(0)

    def remove(self) -> None:
        """Remove the folder, and all that is in it."""
        self._lock.unlock()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_stale(parent: Path) -> None:
    """Remove the folders below `parent` whose windows are gone."""
    for folder in _folders(parent):
        with contextlib.suppress(OSError):  # another person's
            # Qt takes a lock away from a process that is no more. A folder that has none yet is
            # about to be locked.
            lock, locked = _lock_of(folder), (folder / _LOCK).exists()
            if locked and not folder.is_symlink() and lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    try:  # not by `glob`: that takes 10 ms where thousands of files lie
        names = os.listdir(parent)
    except OSError:  # there are such that only take files in
        return []
    return [parent / name for name in names if name.startswith(_BEGINS)]


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # however long ago: a window may stay open for weeks
    return lock
