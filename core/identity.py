"""What Netglow is called on every system: the program, its desktop entry, its kind of file.

Standard library only: the recipes of the installers in packaging/ read it too.
"""

import sys
from pathlib import Path

from core.version import VERSION as VERSION

TITLE = "Netglow"
SUMMARY = "Watch a neural network learn"
PUBLISHER = "The Netglow authors"
PROGRAM = "netglow"
WINDOW_PROGRAM = "netglow-window"  # on Windows, where a program has a console or a window
DEVELOPER_ID = "io.github.netglow"
APP_ID = f"{DEVELOPER_ID}.{TITLE}"
HOMEPAGE = "https://github.com/netglow/netglow"
SUFFIX = ".netglow"
FILE_TITLE = "Netglow network"
MIME_TYPE = "application/x-netglow"


def installed() -> bool:
    """Return whether this is the installed program, which needs no Python."""
    return getattr(sys, "frozen", False)  # PyInstaller's mark


def console_program() -> Path:
    """Return the installed program that has a standard input and output."""
    running = Path(sys.executable)
    return running.with_name(PROGRAM + running.suffix) if sys.platform == "win32" else running
