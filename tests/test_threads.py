"""Work in threads beside the window: how it ends, with its processes, and with the program."""

import gc
import os
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject

import gui.backend_process
from gui.threads import GIVES_WAY, end_with, thread_pool, with_crew
from tests.processes import LONG_MS, run_python

# Work is asked for when Python has ended its threads, and the application was never told to quit.
LATE = """
import atexit
from PySide6.QtWidgets import QApplication
application = QApplication(["netglow"])
from {module} import {name}
from gui.diagram.worker import Job
worker, job = {made}, Job(None, 1, (), None, None, "")

def late():
    worker.request(job)
    worker.wait()
    assert worker.idle or worker.request(job) is None
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


class Crew:
    """Its work goes on until it is cancelled for the second time: the first came too early."""

    def __init__(self):
        self.begun, self.gate, self.cancelled = threading.Event(), threading.Event(), 0

    def work(self):
        """Wait."""
        self.begun.set()
        self.gate.wait(LONG_MS / 1000)

    def cancel(self):
        """End the work."""
        self.cancelled += 1
        if self.cancelled == 2:
            self.gate.set()


@pytest.mark.parametrize("by", ["its end", "its owner's"])
def test_when_the_work_of_a_crew_has_ended_nothing_of_it_is_left(by, qapp):
    crew, owner, ended = Crew(), QObject(), threading.Event()
    end = with_crew(crew.work, crew, ended, "a crew's", owner)
    assert crew.begun.wait(LONG_MS / 1000)
    assert not ended.is_set()
    if by == "its end":
        end()
        end()  # again: nothing is left to be done
    else:
        shiboken6.delete(owner)
    assert (ended.is_set(), crew.cancelled) == (True, 2)
    assert "a crew's" not in [thread.name for thread in threading.enumerate()]


def test_threads_go_with_their_owner_whether_the_program_ends_or_not(qapp):
    """A window opens and closes others, and each has some."""
    kept = []
    for _ in range(3):
        owner, executor = QObject(), ThreadPoolExecutor(1)
        stop = end_with(owner, executor)
        executor.submit(int).result()
        kept.append(weakref.ref(executor))
        shiboken6.delete(owner)
        assert stop.is_set()
        del owner, executor
    gc.collect()
    assert [one() for one in kept] == [None] * 3


def test_a_crew_whose_work_was_ended_is_let_go_of(qapp):
    crew, owner, ended = Crew(), QObject(), threading.Event()
    with_crew(crew.work, crew, ended, "a crew's", owner)()
    left = weakref.ref(crew)
    del crew
    gc.collect()
    assert left() is None


def test_threads_that_compute_in_python_let_the_window_have_its_turn_soon(qapp):
    assert sys.getswitchinterval() <= 0.001


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


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has no priority of its own")
def test_the_window_comes_first_where_both_want_a_processor():
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own = niceness()
    with thread_pool(2, "outer") as outer:
        assert outer.submit(niceness).result() == own + GIVES_WAY
        inner = outer.submit(thread_pool, 1, "inner").result()
        with inner:  # as threads of the diagram share their work with helpers
            made = outer.submit(lambda: inner.submit(niceness).result())
            assert made.result() == own + GIVES_WAY
    assert niceness() == own < own + GIVES_WAY < own + gui.backend_process.GIVES_WAY


def test_every_pool_of_threads_comes_second():
    made = {
        path.name
        for path in (Path(gui.__file__).parent).rglob("*.py")
        if "ThreadPoolExecutor(" in path.read_text(encoding="utf-8")
    }
    assert made == {"threads.py"}
