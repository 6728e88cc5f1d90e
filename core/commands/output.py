"""What commands print, made fit for any terminal, pipe and file name: never a traceback."""

import codecs
import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_PLAINER = "netglow.plainer"
# What stands for a sign where the output's encoding lacks it.
_STAND_INS = {
    "█": "#", "·": ".", "…": "...", "−": "-", "–": "-", "×": "x", "→": "->", "²": "^2",
    "“": '"', "”": '"', "’": "'", "λ": "lambda", "Δ": "d", "∂": "d", "∞": "inf", "±": "+-",
}  # fmt: skip


@contextlib.contextmanager
def prepared() -> Iterator[None]:
    """Let standard output and error take every text inside, whatever their encoding is.

    OSError: nobody reads what was printed, or there is no room for it.
    """
    codecs.register_error(_PLAINER, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_PLAINER)
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            _finish(stream)


def path_text(path: Path) -> str:
    r"""Return the path as text; what of it is not UTF-8 is written as "\xff"."""
    return "".join(_numbered(sign) if "\ud800" <= sign <= "\udfff" else sign for sign in str(path))


def print_json(value: object) -> None:
    """Print one JSON object in a line, of ASCII alone: right in any encoding."""
    import json

    import msgspec  # `netglow --version` does without

    text = msgspec.json.encode(value).decode()
    print(re.sub(r"[^\x00-\x7f]", lambda sign: json.dumps(sign[0])[1:-1], text))


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write in other signs what cannot be encoded: a stand-in, or its number as in "\\xe9"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(sign) or _numbered(sign) for sign in signs), error.end


def _numbered(sign: str) -> str:
    # A byte of a name that is not UTF-8, which Python keeps as half a sign.
    if "\udc80" <= sign <= "\udcff":
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return sign.encode("ascii", "backslashreplace").decode()


def _finish(stream: TextIO | None) -> None:
    """Write out what was printed; where that fails, let it go nowhere, and raise OSError."""
    if stream is None:  # a windowed program of Windows has none
        return
    try:
        stream.flush()
    except OSError:
        # Python would try again at its end, and complain.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        raise
