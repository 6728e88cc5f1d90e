"""How the backend is started: as a module of this Python, or, installed, as the program itself."""

import sys

from core.identity import console_program, installed

ARGUMENT = "--backend"  # makes the installed program its own backend


def program() -> list[str]:
    """Return the program that is Netglow's backend, and its arguments."""
    if installed():
        return [str(console_program()), ARGUMENT]
    # -P: nothing in the user's folder is imported in place of Netglow.
    return [sys.executable, "-P", "-m", "core.backend.worker"]
