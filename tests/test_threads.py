"""Work in threads beside the window, at the end of the program."""

import pytest

from tests.processes import run_python

# Work is asked for when Python has ended its threads, and the application was never told to quit.
LATE = """
import atexit
from PySide6.QtWidgets import QApplication
application = QApplication(["netglow"])
from {module} import {name}
worker = {made}

def late():
    worker.request(object())
    worker.wait()
    assert worker.idle or worker.request(object()) is None
    print("asked")

atexit.register(late)
"""


@pytest.mark.parametrize(
    ("module", "name", "made"),
    [
        ("gui.diagram.worker", "EdgeWorker", "EdgeWorker()"),
        ("gui.newest_worker", "NewestWorker", "NewestWorker(repr, 'late')"),
    ],
)
def test_work_that_comes_too_late_is_passed_over(module, name, made):
    done = run_python("-c", LATE.format(module=module, name=name, made=made))
    assert (done.returncode, done.stdout, done.stderr) == (0, "asked\n", "")
