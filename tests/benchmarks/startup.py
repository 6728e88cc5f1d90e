"""How long until the window can be used, and until its backend is ready, from process start.

The window against a bare PySide6 + pyqtgraph window, the backend against `import tensorflow`
alone; ours and the baseline take turns.
"""

import os
import subprocess
import sys
import time
from statistics import median

import common

ROUNDS = 7
BACKEND_ROUNDS = 3

_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
from gui.app import create_window
window = create_window()
window.show()
def painted():
    print("painted", flush=True)
    QTimer.singleShot(0, application.quit)
from PySide6.QtWidgets import QWidget
window.findChild(QWidget, "diagram").painted.connect(lambda: QTimer.singleShot(0, painted))
application.exec()
window.close()
"""
_BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
application = QApplication([])
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
plot.plot([1, 2, 3])
window.setCentralWidget(plot)
window.resize(1440, 900)
window.show()
def painted():
    print("painted", flush=True)
    application.quit()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, painted))
application.exec()
"""


def main() -> None:
    arguments = common.parser(__doc__).parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHONPATH"] = str(common.ROOT)
    window, bare = _compare(ROUNDS, _first_line(_WINDOW), _first_line(_BARE_WINDOW))
    common.say(f"window {window:.2f} s, bare {bare:.2f} s")
    backend, alone = _compare(BACKEND_ROUNDS, _backend, _first_line("import tensorflow; print()"))
    common.report(
        {
            "window_ms": 1000 * window,
            "bare_window_ms": 1000 * bare,
            "window_ratio": window / bare,
            "backend_ms": 1000 * backend,
            "import_tensorflow_ms": 1000 * alone,
            "backend_ratio": backend / alone,
        },
        arguments.json,
    )


def _compare(rounds: int, ours, theirs) -> tuple[float, float]:
    """Return the median seconds of both; the first round only warms the disk's cache."""
    times = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    return median(our for our, _ in times), median(their for _, their in times)


def _first_line(code: str):
    """A function that runs `code` and returns the seconds until its first line of output."""
    return lambda: _seconds_to_output([sys.executable, "-c", code], 1)


def _backend() -> float:
    return _seconds_to_output([sys.executable, "-P", "-m", "core.backend.worker"], 4)


def _seconds_to_output(command: list[str], size: int) -> float:
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if len(process.stdout.read(size)) < size:
            raise RuntimeError(f"{command[1:3]} ended without output")
        seconds = time.perf_counter() - start
        process.stdin.close()
        process.stdout.read()
    return seconds


if __name__ == "__main__":
    main()
