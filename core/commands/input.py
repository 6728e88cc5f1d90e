"""The files that commands read: by any name, and "-" for standard input."""

import contextlib
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core import files
from core.commands.output import path_text

HELP = "; - reads standard input"
_STANDARD = Path("-")


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Yield a path under which every library can read what is at `path`: `path` itself, or a copy.

    "-" is standard input, once. A name that is not UTF-8 is one that Qt cannot say. A ValueError
    raised inside calls the file as its user does. ValueError: there is no standard input.
    """
    if path != _STANDARD and path_text(path) == str(path):
        yield path
        return
    called = called_by(path)
    with tempfile.TemporaryDirectory(prefix="netglow-") as folder:
        copy = Path(folder) / called.replace(os.sep, "_")
        if path == _STANDARD:
            _spool(copy)
        else:
            with files.opened(path) as original, copy.open("wb") as file:
                shutil.copyfileobj(original, file)
        try:
            yield copy
        except ValueError as error:
            said = str(error).replace(str(copy), called).replace(copy.name, called)
            raise ValueError(said) from error


def called_by(path: Path) -> str:
    """Return what a sentence calls the file at `path`."""
    return "standard input" if path == _STANDARD else path_text(path)


def _spool(copy: Path) -> None:
    if sys.stdin is None:
        raise ValueError("There is no standard input to read from.")
    source, called = sys.stdin.buffer, called_by(_STANDARD)
    with contextlib.suppress(io.UnsupportedOperation):
        kind = os.fstat(source.fileno()).st_mode
        if stat.S_ISCHR(kind) and not source.isatty():  # /dev/zero never ends
            files.check_ordinary(source.fileno(), called)
    with copy.open("wb") as file:
        while piece := source.read(1 << 20):
            file.write(piece)
            if file.tell() > files.LARGEST:
                raise files.too_large(called, files.LARGEST)
        if not file.tell():
            raise ValueError("Standard input is empty: there is nothing to read.")
