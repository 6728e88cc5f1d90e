"""How the backend is started: as a module of this Python, or, installed, as the program itself."""

import os
import sys
from pathlib import Path

import core
from core.identity import console_program, installed

ARGUMENT = "--backend"  # makes the installed program its own backend


def program() -> list[str]:
    """Return the program that is Netglow's backend, and its arguments."""
    if installed():
        return [str(console_program()), ARGUMENT]
    # -P: nothing in the user's folder is imported in place of Netglow.
    return [sys.executable, "-P", "-m", "core.backend.process"]


def environment(folder: Path | None) -> dict[str, str]:
    """Return what the backend is to have beside the environment: Netglow, wherever it was started.

    Also `folder`, for its temporary files (None: the system's).
    """
    paths = str(Path(core.__file__).parents[1]), os.environ.get("PYTHONPATH", "")
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)) if folder else {}
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), **own}
