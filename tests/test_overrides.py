"""An error in a method that Qt calls is told, and the program goes on."""

import pytest

from tests.processes import run_python

# A window that paints itself where other methods of its are under way, and fails to.
FAILING = """
import sys
from gui.headless import application
import gui.after_qt
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

told = []
sys.excepthook = lambda kind, error, trace: told.append(kind.__name__)
application()

class Window(QWidget):
    asked = Signal()
    def event(self, event):
        return super().event(event)
    def changeEvent(self, event):
        if event.type() == QEvent.Type.WindowTitleChange:
            self.repaint()
    def paintEvent(self, event):
        {fails}
    def sizeHint(self):
        {fails}

def change(do, *given):
    try:
        do(*given)
    except Exception as error:
        told.append(type(error).__name__)

window = Window()
window.asked.connect(window.repaint)
layout = QVBoxLayout(outer := QWidget())
change(window.show)
change(window.repaint)
change(window.asked.emit)
change(window.setWindowTitle, "other")
change(layout.addWidget, window)
change(layout.activate)
print(set(told))
"""


@pytest.mark.parametrize(
    ("fails", "name"),
    [
        ("list(zip([1], [], strict=True))", "ValueError"),  # C raised it, as the next ones
        ("1 / 0", "ZeroDivisionError"),
        ("[][1]", "IndexError"),
        ("len(3)", "TypeError"),
        ("self.missing", "AttributeError"),
        ("raise ValueError('of Python')", "ValueError"),
    ],
)
def test_an_error_while_qt_calls_does_not_end_the_program(fails, name):
    done = run_python("-c", FAILING.replace("{fails}", fails))
    assert (done.returncode, done.stdout) == (0, f"{{'{name}'}}\n"), done.stderr


# A widget whose painting fails half way, beside one that paints well.
HALF_PAINTED = """
import sys
from gui.headless import application
import gui.after_qt
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

told, kept = [], []

def tell(kind, error, trace):
    told.append(kind.__name__)
    kept.append(trace)  # as a debugger and a log do: what it holds lives on

sys.excepthook = tell
application()
qInstallMessageHandler(lambda kind, where, text: told.append(text))

class Half(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.drawLine(0, 0, 5, 5)
        self.paint_with(painter)
    def paint_with(self, painter):
        1 / 0

half = Half()
half.resize(50, 50)
half.show()
for paint in (half.grab, half.repaint, half.repaint):
    try:
        paint()
    except ZeroDivisionError as error:
        tell(type(error), error, error.__traceback__)
print(set(told))
"""


def test_painting_that_fails_lets_go_of_what_it_painted_on():
    done = run_python("-c", HALF_PAINTED)
    assert (done.returncode, done.stdout) == (0, "{'ZeroDivisionError'}\n"), done.stderr
