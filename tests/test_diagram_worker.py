"""The thread that paints edges: a widget may go at any moment, also while its picture arrives."""

import subprocess
import sys

# In a process of its own: a crash here would take the other tests with it.
CLOSING = """
import sys
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from gui.diagram.worker import EdgeWorker, Job
sys.setswitchinterval(1e-5)
application = QApplication(["-", "-platform", "offscreen"])
EdgeWorker._picture = lambda self, job, cancelled: object()
for _ in range(1000):
    widget = QWidget()
    worker = EdgeWorker(widget)
    worker.request(Job(None, 1, (), None, None, ""))
    shiboken6.delete(widget)
"""


def test_a_widget_may_go_while_its_picture_arrives():
    done = subprocess.run(
        [sys.executable, "-c", CLOSING], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
