"""A window is painted once a turn of the event loop: what changes meanwhile comes in the next."""

import time

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QExposeEvent, QRegion
from PySide6.QtWidgets import QWidget

from gui.one_paint import LONG_S, OnePaint
from tests.processes import ROOT


class Canvas(QWidget):
    """Logs when it is painted; `more` times each painting posts that it is to be so again."""

    changed = Signal()

    def __init__(self, window, log):
        super().__init__(window)
        self.log, self.more = log, 0
        self.changed.connect(self.update, Qt.ConnectionType.QueuedConnection)

    def paintEvent(self, event):
        self.log.append("paint")
        if self.more:
            self.more -= 1
            self.changed.emit()


def turns(log, count):
    """Let the event loop turn until a timer of 1 ms has come so often."""
    loop, timer = QEventLoop(), QTimer(interval=1)

    def tick():
        log.append("turn")
        if log.count("turn") == count:
            loop.quit()

    timer.timeout.connect(tick)
    timer.start()
    loop.exec()


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.canvas = Canvas(window, [])
    OnePaint(window)
    window.show()
    turns([], 5)
    window.canvas.log.clear()
    return window


def test_a_painting_that_asks_for_another_lets_timers_come_between(window):
    canvas = window.canvas
    canvas.more = 5
    canvas.update()
    turns(canvas.log, 40)
    assert canvas.log.count("paint") == 6  # nothing is lost
    assert "paint paint" not in " ".join(canvas.log)


def test_a_window_that_was_just_painted_is_so_again_in_the_next_turn_alone(window, qapp):
    canvas = window.canvas
    canvas.update()  # as where it gets another size
    qapp.sendEvent(window.windowHandle(), QExposeEvent(QRegion(window.rect())))
    canvas.update()
    qapp.sendPostedEvents()
    assert canvas.log == ["paint"]
    turns(canvas.log, 5)
    assert canvas.log.count("paint") == 2


def work(times=1.2):
    """Keep the processor busy for so many times as long as a turn may take that paints, too."""
    end = time.thread_time() + times * LONG_S
    while time.thread_time() < end:
        pass


def test_a_turn_of_long_work_leaves_the_painting_to_the_next(window):
    canvas = window.canvas

    def change():
        work()
        canvas.update()

    QTimer.singleShot(0, canvas, change)
    turns(canvas.log, 5)
    assert "paint" in canvas.log
    assert canvas.log[0] == "turn"


@pytest.mark.parametrize("second_comes", [0, 1])  # ms: in the next turn, or one of those after
def test_the_more_a_turn_has_worked_the_longer_the_painting_waits(window, second_comes):
    canvas, timer = window.canvas, QTimer(window, singleShot=True)
    later = [second_comes, 1, 1]

    def change():
        work(5)
        canvas.update()
        canvas.log.append("work")
        if later:
            timer.start(later.pop(0))

    timer.timeout.connect(change)
    timer.start(0)
    turns(canvas.log, 12)
    before, _, after = " ".join(canvas.log).partition("paint")
    assert (before.count("work"), after.count("work")) == (4, 0)


def test_a_window_that_works_all_the_time_is_painted_all_the_same(window):
    canvas = window.canvas
    busy = QTimer(canvas, interval=0)

    def change():
        work()
        canvas.update()

    busy.timeout.connect(change)
    busy.start()
    turns(canvas.log, 18)
    busy.stop()
    assert canvas.log.count("paint") >= 3


def test_the_first_change_is_painted_at_once(window, qapp):
    window.canvas.update()
    qapp.processEvents()
    assert window.canvas.log == ["paint"]


def test_what_is_asked_for_while_nothing_may_be_painted_is_painted_later(window, qapp):
    canvas = window.canvas
    canvas.update()
    window.setUpdatesEnabled(False)
    turns(canvas.log, 5)
    window.setUpdatesEnabled(True)
    turns(canvas.log, 10)
    assert canvas.log.count("paint") == 1
    assert "paint" not in canvas.log[:5]


def test_the_programs_window_is_painted_so(make_window):
    assert make_window().findChild(OnePaint)


def test_all_windows_beside_it_are():
    sources = {path: path.read_text("utf-8") for path in (ROOT / "gui").rglob("*.py")}
    windows = [text for text in sources.values() if "WindowType.Window)" in text]
    assert len(windows) >= 2
    assert all("OnePaint(self)" in text for text in windows)
