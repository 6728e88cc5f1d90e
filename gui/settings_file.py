"""The settings' file before Qt reads it: what would have Qt make objects of any kind is left out.

Qt writes a value that is neither text nor bytes as "@Variant(...)": the number of a type, and what
it holds; text that begins with @ has it doubled. A file that is damaged there has Qt ask for
gigabytes, or end the program; no setting of Netglow is of such a kind.
"""

import logging
import re
from pathlib import Path

from core import files

_MOST = 1 << 20  # bytes: layouts have a few hundred
_OBJECT = re.compile(rb"(?<!@)@(Variant|DateTime)\(")
_ESCAPED = re.compile(rb"\\(?:x([0-9a-fA-F]+)|([0-7]+)|\r?\n|(.))", re.DOTALL)

_log = logging.getLogger(__name__)

_checked: dict[Path, tuple[int, int]] = {}  # when a file was last written, and how long it was


def make_safe(path: Path) -> None:
    """Take out of the settings at `path` what Qt must not read, with a line in the log for each."""
    try:
        there = path.stat()
        state = there.st_mtime_ns, there.st_size
        if _checked.get(path) == state:
            return
        with files.opened(path, _MOST) as file:
            data = file.read()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        _log.warning("%s: the settings cannot be read: %s", path, error)
        return
    if holds_objects(data):
        _write(path, without_objects(path, data))
        there = path.stat()
    _checked[path] = there.st_mtime_ns, there.st_size


def holds_objects(data: bytes) -> bool:
    """Whether Qt would make objects from settings: their marks may be written in escapes."""
    return bool(_OBJECT.search(_ESCAPED.sub(_plain, data).replace(b'"', b"")))


def without_objects(path: Path, data: bytes) -> bytes:
    """Return the settings `data` of the file at `path` without the lines that hold objects."""
    kept = []
    for line in data.splitlines(keepends=True):
        if holds_objects(line):
            name = line.partition(b"=")[0].decode(errors="replace").strip()
            _log.warning("%s: the setting %.40s makes no sense and is passed over", path, name)
        else:
            kept.append(line)
    # An object may be written over several lines.
    return b"" if holds_objects(b"".join(kept)) else b"".join(kept)


def _plain(found: re.Match[bytes]) -> bytes:
    """Return what an escape stands for; as Qt has it, each takes as many digits as there are."""
    if found[1] or found[2]:
        number = int(found[1][-8:], 16) if found[1] else int(found[2][-12:], 8)
        return bytes((number & 0xFFFF,)) if number & 0xFFFF < 256 else b"?"
    return found[3] or b""


def _write(path: Path, data: bytes) -> None:
    try:
        files.write(path, data)
    except OSError as error:
        _log.warning("%s: the settings cannot be mended: %s", path, error)
