"""Networks that no file of the user's holds, kept for the next start: a folder of files.

Every window has a file of its own there, locked while the window lives, however it ends. A file
that nobody holds was left: it is offered at the next start. No window touches what another holds.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from core import files, project_file
from core.identity import SUFFIX
from core.locks import HeldError, Left, Lock, newest_left
from core.run import Run
from core.zip_parts import Pieces

MOST = 10  # files that were left stay, the newest
_OLDEST_FORM = "left*"  # what earlier versions left, beside the folder


class Place:
    """A window's own file in `folder`. OSError: it cannot be written, or not be there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{secrets.token_hex(8)}{SUFFIX}"
        self._lock: Lock | None = None

    @property
    def path(self) -> Path:
        """Where it is, once something was written."""
        return self._path

    @property
    def filled(self) -> bool:
        """Whether something is kept."""
        return self._lock is not None and self._path.exists()

    def write(self, run: Run, picture: bytes = b"", more: dict[str, Pieces] | None = None) -> None:
        """Keep `run` in place of what was kept: the old or the new one is there, and whole."""
        self._hold()
        project_file.save(self._path, run, picture, packed=False, more=more)

    def take(self, left: Path) -> None:
        """Have the file that was `left` as the window's own, in place of what was kept.

        HeldError: another window has it. OSError: it is gone.
        """
        with _held(left):
            self._hold()
            os.replace(left, self._path)

    def clear(self) -> None:
        """Keep nothing any more."""
        if self._lock is not None:
            self._path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Leave what is kept for the next start; the window ends."""
        if self._lock is not None:
            self._lock.leave()
            self._lock = None

    def _hold(self) -> None:
        if self._lock is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(_lock_of(self._path))


def left(folder: Path) -> list[Left]:
    """Return what was left in `folder`, the newest first. Of more than MOST the oldest are removed.

    What cannot be looked at is passed over.
    """
    free = newest_left(_files(folder), _lock_of)
    for one in free[MOST:]:
        discard(one.path)
    _tidy(folder)
    return free[:MOST]


def discard(path: Path) -> None:
    """Remove a file that was left. HeldError: a window has it. OSError: it cannot be removed."""
    with _held(path):
        path.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    older = folder.parent.glob(f"{_OLDEST_FORM}{SUFFIX}")
    with contextlib.suppress(OSError):
        return [*folder.glob(f"[!.]*{SUFFIX}"), *older]
    return []


def _tidy(folder: Path) -> None:
    """Remove the locks of windows that are gone and have left nothing, and what is half written."""
    files.remove_unfinished(folder)
    with contextlib.suppress(OSError):
        for path in folder.glob("*.lock"):
            if not path.with_suffix(SUFFIX).exists():
                with contextlib.suppress(HeldError, OSError):
                    Lock(path).leave()


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    lock = Lock(_lock_of(path))
    try:
        yield
    finally:
        lock.leave()


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")
