"""Work in threads beside the window, at the end of the program."""

import os
import sys

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


# A picture so high that Qt would paint it in several threads.
STRETCHED = """
import gui.before_qt
from pathlib import Path
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
small, large = (QImage(side, side, QImage.Format.Format_RGB32) for side in (100, 400))
small.fill(0)
tasks = Path("/proc/self/task")
painter = QPainter(large)
painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
painter.drawImage(QRectF(0, 0, 400, 400), small)
painter.end()
names = [(task / "comm").read_text().strip() for task in tasks.iterdir()]
print([name for name in names if "pooled" in name])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads have names in /proc")
def test_qt_paints_in_the_thread_that_asks():
    """Beside a training its own threads would wait for a processor each."""
    mine = {name: value for name, value in os.environ.items() if name != "QT_NO_GUI_THREADPOOL"}
    done = run_python("-c", STRETCHED, env=mine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
