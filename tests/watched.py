"""What a parser does besides reading: nothing is written, started, fetched or run as code."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# By the beginnings of their names; docs.python.org has them all in its table of audit events.
_FORBIDDEN = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "shutil.", "tempfile."),
    *(
        "subprocess.",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.startfile",
    ),
    *("pty.", "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "import"),
    *("exec", "compile", "marshal.", "pickle.", "ctypes.", "code.__new__", "function.__new__"),
)
_AST_ALONE = "<unknown>"  # what ast.parse calls its source: no code comes of it

_seen: list[str] | None = None
_thread = 0


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is None or threading.get_ident() != _thread:
        return
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            _seen.append(f"open {arguments[0]!r} for writing")
    elif event == "compile" and len(arguments) > 1 and arguments[1] == _AST_ALONE:
        return
    elif event.startswith(_FORBIDDEN):
        _seen.append(f"{event} {str(arguments[:1])[:80]}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yield a list of what this thread does inside that no reading does: it should stay empty."""
    global _seen, _thread
    _hook()
    _thread, _seen = threading.get_ident(), []
    found = _seen
    try:
        yield found
    finally:
        _seen = None


_hooked: list[bool] = []


def _hook() -> None:
    if not _hooked:  # a hook stays as long as Python runs
        _hooked.append(True)
        sys.addaudithook(_look)
