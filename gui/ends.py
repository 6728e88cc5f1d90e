"""How a child process ended, in a sentence: its exit code, or what killed it, and perhaps why."""

import re
import signal
import sys
from pathlib import Path

from msgspec import Struct

from gui.translation import translate

# By which a process ends itself, or the processor does, for a mistake in it.
_CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS")


class End(Struct, frozen=True):
    """`code` is its exit code, or where it `crashed` the number of the signal, or Windows' code.

    `last` is the last line that it printed. `starved`: the system has killed something for want of
    memory while it ran; None: that cannot be known here.
    """

    code: int
    crashed: bool
    last: str = ""
    starved: bool | None = False


def said(end: End, system: str = sys.platform) -> str:
    """Return how it ended as sentences."""
    if not end.crashed:
        text = translate("Ends", "The backend ended with exit code {code}. {last}")
        return text.format(code=end.code, last=end.last).strip()
    if system == "win32":
        text = translate("Ends", "The backend crashed with code {code}. {last}")
        return text.format(code=f"{end.code & 0xFFFFFFFF:#010x}", last=end.last).strip()
    try:
        name = signal.Signals(end.code).name
    except ValueError:
        return translate("Ends", "The backend was killed or crashed.")
    if name in _CRASHES:
        text = translate("Ends", "The backend crashed with signal {number} ({name}). {last}")
        return text.format(number=end.code, name=name, last=end.last).strip()
    text = translate("Ends", "The backend was killed by signal {number} ({name}).")
    told = [text.format(number=end.code, name=name)]
    if name == "SIGKILL" and end.starved:
        told.append(translate("Ends", "The computer had run out of memory."))
    elif name == "SIGKILL" and end.starved is None:
        told.append(translate("Ends", "Perhaps the computer had run out of memory."))
    return " ".join(told)


def killed_for_memory(counters: Path = Path("/proc/vmstat")) -> int | None:
    """Return how many processes the system has killed for want of memory; None: not known."""
    try:
        found = re.search(r"^oom_kill (\d+)$", counters.read_text(), re.MULTILINE)
    except (OSError, UnicodeError):
        return None
    return int(found.group(1)) if found else None
