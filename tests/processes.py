"""Python in a process of its own, for what happens once in one: imports, an application, an end."""

import functools
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# A backend that says nothing, and ends with its standard input. A shell begins in a tenth of the
# time that Python takes, and a window of the tests has one each.
SILENT = (
    [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]
    if os.name == "nt"
    else ["/bin/sh", "-c", "exec cat > /dev/null"]
)
LONG_MS = 60_000  # TensorFlow takes its time on a busy machine


def silent_backend():
    """What makes a process of the backend that says nothing, for the window in place of its own.

    It is never called silent, however long a test takes.
    """
    from gui.backend_process import BackendProcess

    return functools.partial(BackendProcess, SILENT, loading_ms=10**9)


def run_python(
    *words, timeout=60, env=None, stdin=None, python=(sys.executable,)
) -> subprocess.CompletedProcess[str]:
    """Run a `python` with `words` in the project's folder, for `timeout` seconds at most.

    subprocess.TimeoutExpired: it took longer.
    """
    return subprocess.run(
        [*python, *map(str, words)],
        cwd=ROOT,
        env=env,
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def is_alive(process_id):
    """Whether the process with this id still runs."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True
