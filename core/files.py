"""Writing files so that a reader never sees half of one, and a failure loses nothing; and reading.

Only ordinary files of a bounded size are read: a pipe may keep the reader waiting for ever, and a
device may never end.

What stands at a path that is written is respected: links, mode and owner stay, what is read-only is
refused, and what is not a regular file (a pipe, a device) is written into.
"""

import contextlib
import errno
import os
import re
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from core.sentences import plain
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError, said

if sys.platform == "win32":
    fcntl = None
else:
    import fcntl

# How file systems without modes, or without a way to flush, say no: exFAT, SMB, some of FUSE.
_NOT_HERE = {
    errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP,
}  # fmt: skip

# A process has one umask, and it can only be asked for by changing it: one thread at a time.
_ASKING = threading.Lock()

# Ten layers of 4,096 neurons with the slots of an optimizer, and what they began with.
LARGEST = 1 << 32  # bytes
_UNFINISHED = ".unfinished-"  # in names of files that are being written
Data = bytes | list[memoryview]  # to write: whole, or in pieces


def opened(path: Path, most: int = LARGEST) -> BinaryIO:
    """Return the ordinary file at `path`, open for reading. OSError: it cannot be read.

    ValueError: it is a pipe or a device, or larger than `most` bytes; a sentence says so.
    """
    if "\0" in str(path):  # what is dropped may be called so, and the system would not say why
        text = QT_TRANSLATE_NOOP("Core", "No file can be called “{file}”.")
        raise SentenceError(text, file=plain(str(path), 100))
    # Of a pipe that nobody writes into, the mere opening would wait.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        with _told_as(path):  # Python knows what is open by its number alone
            file = os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise
    try:
        check_ordinary(file.fileno(), str(path), most)
    except BaseException:
        file.close()
        raise
    return file


def appended(path: Path, size: int) -> BinaryIO:
    """Return the ordinary file at `path`, to write on after `size` bytes; what is behind them goes.

    OSError: it cannot be. ValueError: it is a pipe or a device. A reader may see half of what is
    appended: its format says where that begins.
    """
    with _told_as(path):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NONBLOCK", 0)
        file = os.fdopen(os.open(path, flags, 0o666), "r+b")
    try:
        check_ordinary(file.fileno(), str(path))
        file.truncate(size)
        file.seek(size)
    except BaseException:
        file.close()
        raise
    return file


def check_ordinary(descriptor: int, name: str, most: int = LARGEST) -> None:
    """Raise ValueError where an open file is not an ordinary one, or larger than `most` bytes."""
    there = os.fstat(descriptor)
    if not stat.S_ISREG(there.st_mode):
        text = QT_TRANSLATE_NOOP("Core", "{file} is a pipe or a device, not an ordinary file.")
        raise SentenceError(text, file=plain(name))
    if there.st_size > most:
        raise too_large(name, most)


def too_large(name: str, most: int) -> SentenceError:
    """Return what to raise where a file is larger than `most` bytes."""
    text = QT_TRANSLATE_NOOP("Core", "{file} is too large: Netglow reads {most:,} bytes at most.")
    return SentenceError(text, file=plain(name), most=most)


def named(path: Path, suffix: str) -> Path:
    """Return `path` with `suffix` (".png") added, unless it ends so already, in any case."""
    return path if path.suffix.lower() == suffix.lower() else path.with_name(path.name + suffix)


def check_writable(path: Path) -> None:
    """Raise OSError if nothing can be written at `path`: before the work, not after it."""
    with _told_as(path):
        if (there := _status(path)) is not None:
            _check(path, there)
        elif not os.access(folder := Path(os.path.realpath(path)).parent, os.W_OK):
            reason = errno.EACCES if folder.is_dir() else errno.ENOENT
            raise OSError(reason, os.strerror(reason))


def write(path: Path, data: Data) -> None:
    """Put `data` in place of the file at `path`: temporary name, flush, rename.

    Where a rename would lose a hard link, the owner or an access list, the file itself is written,
    once the data are safe beside it. What this process has open (/dev/stdout) is written on.
    OSError: it cannot be written; what was there before is untouched, or the error says where the
    new data are.
    """
    with _told_as(path):
        there = _status(path)
        if there is not None:
            _check(path, there)
            if (descriptor := _open_here(path)) is not None:
                with os.fdopen(os.dup(descriptor), "wb") as file:
                    file.writelines(_pieces(data))
                return
            if not stat.S_ISREG(there.st_mode):
                with path.open("wb") as file:
                    file.writelines(_pieces(data))
                return
        # A link is followed: the file it leads to is the one that is written.
        target = Path(os.path.realpath(path))
        if there is None or _is_ours(target, there):
            try:
                _replace(target, data, there)
                return
            except PermissionError:  # the folder takes no new file, the old one may be writable
                if there is None:
                    raise
        _overwrite(target, data)


def _status(path: Path) -> os.stat_result | None:
    """What stands at `path`; None: nothing, or a link that leads to nothing."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _check(path: Path, there: os.stat_result) -> None:
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    # For the system's administrator os.access finds everything writable.
    if not there.st_mode & 0o222 or not os.access(path, os.W_OK):
        reason = Sentence(QT_TRANSLATE_NOOP("Core", "The file is read-only"))
        raise PermissionError(errno.EACCES, reason)


def _open_here(path: Path) -> int | None:
    """Return the descriptor that `path` names, as /dev/stdout does; None: it names none."""
    leads = path.parent / os.readlink(path) if path.is_symlink() else path
    for one in (path, leads):
        folder = os.path.realpath(one.parent)
        if folder == f"/proc/{os.getpid()}/fd" and one.name.isdecimal():
            return int(one.name)
    return None


def _is_ours(path: Path, there: os.stat_result) -> bool:
    """Whether a new file in place of this one would lose no owner, link or access list."""
    if os.name == "nt":
        return True
    alone = there.st_nlink == 1 and os.geteuid() in (0, there.st_uid)
    return alone and not _attributes(path)


def _attributes(path: Path) -> set[str]:
    """Return the names of access lists and other extended attributes, where there are such."""
    try:
        names = os.listxattr(path)
    except (AttributeError, OSError):  # no system, or no file system, that has them
        return set()
    return set(names) - {"security.selinux"}  # every file has that, by its folder


def _replace(path: Path, data: Data, there: os.stat_result | None) -> None:
    _remove_stale(path)
    descriptor, temporary = tempfile.mkstemp(prefix=_prefix(path), dir=path.parent)
    held = _held(descriptor)
    try:
        _fill_new(descriptor, data)
        if there is None:
            # mkstemp makes files for the owner alone; a saved file is as readable as any other.
            with _ASKING:
                umask = os.umask(0)
                os.umask(umask)
            mode = 0o666 & ~umask
        else:
            mode = _keep_owner(temporary, there)
        with _allowed():
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):  # the folder, or the stick, may be gone
            os.unlink(temporary)
        raise
    finally:
        if held is not None:
            os.close(held)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Have the new name survive a power cut, too; Windows sees to that itself.

    The file is in its place already, whatever fails here.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _held(descriptor: int) -> int | None:
    """Mark a new file as one that is being written; return what is closed when it is done.

    None: Windows lets nobody remove a file that is open, and other systems may have no locks here.
    """
    if fcntl is None:
        return None
    held = os.dup(descriptor)  # the lock is that of both
    with contextlib.suppress(OSError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def spare(name: str) -> Path:
    """Return a path for `name` in a new folder for temporary files. OSError: there can be none.

    For work that its own place does not take, when nobody can be asked.
    """
    return Path(tempfile.mkdtemp(prefix="netglow-")) / name


def remove_unfinished(folder: Path) -> None:
    """Remove what writers of any file in `folder` left there when they were killed.

    For a folder of the program's own: elsewhere another's file may be called so.
    """
    _remove_left(folder, rf"\..*{re.escape(_UNFINISHED)}")


def _remove_stale(path: Path) -> None:
    """Remove what earlier writers of `path` left beside it when they were killed."""
    _remove_left(path.parent, re.escape(_prefix(path)))


def _remove_left(folder: Path, begins: str) -> None:
    """Remove what is written by nobody any more, of names that begin as this pattern says."""
    if fcntl is None:
        return
    name = re.compile(begins + "[a-z0-9_]{8}")  # as mkstemp has it
    with contextlib.suppress(OSError):  # a folder that cannot be listed
        for left in folder.iterdir():
            if not name.fullmatch(left.name):
                continue
            with contextlib.suppress(OSError, ValueError), opened(left) as file:
                # Of whoever still writes it, it is held.
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}{_UNFINISHED}"


def _keep_owner(temporary: str, there: os.stat_result) -> int:
    """Give the file owner and group of the old one; return the mode that it may have then."""
    mode = stat.S_IMODE(there.st_mode)
    if os.name == "nt":
        return mode
    try:
        os.chown(temporary, there.st_uid, there.st_gid)
    except OSError:
        # Another group than before must not see more than everybody.
        mode = mode & ~0o070 | (mode & 0o007) << 3
    return mode


def _overwrite(path: Path, data: Data) -> None:
    """Write into the file itself; where that fails, it is put back as it was.

    Where that fails, too, the new data stay beside it, and the OSError says so.
    """
    old = path.read_bytes() if os.access(path, os.R_OK) else None
    kept = None
    with contextlib.suppress(PermissionError):
        kept = _beside(path, data)  # should the power go, all of it is here
    try:
        fill(path, data)
    except BaseException as error:
        try:
            if old is None:
                raise
            fill(path, old)
        except OSError as again:
            if kept and isinstance(error, OSError):
                reason = QT_TRANSLATE_NOOP("Core", "{reason}. The new contents are in {file}")
                sentence = Sentence(reason, {"reason": said(again), "file": kept})
                raise OSError(again.errno, sentence) from error
        _remove(kept)
        raise
    _remove(kept)


def _remove(name: str | None) -> None:
    if name:
        os.unlink(name)


def _beside(path: Path, data: Data) -> str:
    """Write `data` into a new file in the same folder, for the owner alone; return its name.

    It is kept where the file itself is half-written then: its name is another than those of files
    that are to be renamed.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.new-", dir=path.parent)
    try:
        _fill_new(descriptor, data)
    except BaseException:
        os.unlink(name)
        raise
    return name


def _fill_new(descriptor: int, data: Data) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(_pieces(data))
        _flush(file)


def fill(path: Path, data: Data) -> None:
    """Put `data` into the file that is there, in the place of what it holds."""
    with path.open("r+b") as file:
        file.writelines(_pieces(data))
        file.truncate()
        _flush(file)


def _pieces(data: Data) -> Sequence[bytes | memoryview]:
    return [data] if isinstance(data, bytes) else data


def _flush(file: BinaryIO) -> None:
    file.flush()
    with _allowed():
        os.fsync(file.fileno())


@contextlib.contextmanager
def _allowed() -> Iterator[None]:
    """Pass over what this file system does not do."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise


@contextlib.contextmanager
def _told_as(path: Path) -> Iterator[None]:
    """Name `path` in an OSError: the user knows the file by it, not by a temporary name."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror or str(error), str(path)) from error
