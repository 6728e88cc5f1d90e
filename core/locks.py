"""Locks on files: held by whoever has the file open, and gone with its process, however that ends.

Where a file system has no locks, nobody seems to hold one.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class HeldError(Exception):
    """Somebody else holds the lock."""


class Lock:
    """The lock that is the file at `path`, held from here on until `leave`, which removes it.

    HeldError: somebody else holds it. OSError: there can be no such file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        while True:
            self._descriptor = os.open(
                path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600
            )
            try:
                _hold(self._descriptor)
            except BaseException:
                os.close(self._descriptor)
                raise
            # Who held it before may have removed it: then it is the lock of nobody else.
            if _is_at(path, self._descriptor):
                return
            os.close(self._descriptor)

    def leave(self) -> None:
        """Let others have it. Once is enough; again does nothing."""
        if self._descriptor < 0:
            return
        if sys.platform == "win32":  # what is open cannot be removed
            os.close(self._descriptor)
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            os.close(self._descriptor)
        self._descriptor = -1


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock that is the file at `path`."""
    if not path.exists():
        return True
    try:
        Lock(path).leave()
    except (HeldError, OSError):
        return False
    return True


class Left(NamedTuple):
    """A file that nobody holds, and when it was written: seconds, as the system counts them."""

    path: Path
    when: float


def newest_left(files: Iterable[Path], lock_of: Callable[[Path], Path]) -> list[Left]:
    """Return those of `files` whose locks nobody holds, the newest first.

    What cannot be looked at is passed over.
    """
    found = []
    for path in files:
        with contextlib.suppress(OSError):
            found.append(Left(path, path.stat().st_mtime))
    found.sort(key=lambda one: (one.when, one.path.name), reverse=True)
    return [one for one in found if is_free(lock_of(one.path))]


def _hold(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            raise HeldError from error


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False
