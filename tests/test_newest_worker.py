"""What views show is computed in a thread, and a job that fails is not the last."""

import threading

import pytest

from gui.newest_worker import NewestWorker
from tests.processes import run_python

# In a process of its own: a crash here would take the other tests with it.
GOING = """
import sys
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from gui.newest_worker import NewestWorker
sys.setswitchinterval(1e-5)
application = QApplication(["-", "-platform", "offscreen"])
for _ in range(1000):
    widget = QWidget()
    worker = NewestWorker(lambda job: sum(range(3000)), "going", widget)
    worker.request(1)
    application.processEvents()
    shiboken6.delete(widget)
"""


def test_whoever_asked_may_go_while_the_result_arrives():
    done = run_python("-c", GOING)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("waits", [False, True])
def test_a_job_that_fails_is_logged_and_the_next_one_is_done(qtbot, caplog, waits):
    worker, came = NewestWorker(lambda job: 6 / job, "maps"), []
    worker.ready.connect(lambda job, result: came.append((job, result)))
    worker.request(0)
    if waits:
        worker.wait()
    qtbot.waitUntil(lambda: worker.idle, timeout=5000)
    assert came == []
    assert "A job of the thread maps failed" in caplog.text
    with qtbot.waitSignal(worker.ready, timeout=5000):
        worker.request(2)
    assert came == [(2, 3.0)]


def test_of_jobs_that_come_meanwhile_only_the_newest_is_done(qtbot):
    begun, go_on, done, came = threading.Event(), threading.Event(), [], []

    def compute(job):
        begun.set()
        go_on.wait(5)
        done.append(job)

    worker = NewestWorker(compute, "slow")
    worker.ready.connect(lambda job, result: came.append((job, result)))
    worker.request(1)
    qtbot.waitUntil(begun.is_set)
    for job in range(2, 5):
        worker.request(job)
    assert not worker.idle
    go_on.set()
    qtbot.waitUntil(lambda: worker.idle, timeout=5000)
    assert done == [1, 4]
    assert came == [(1, None), (4, None)]


def test_what_is_forgotten_never_comes(qtbot):
    go_on, came = threading.Event(), []
    worker = NewestWorker(lambda job: go_on.wait(5), "slow")
    worker.ready.connect(lambda job, result: came.append(job))
    worker.request(1)
    worker.request(2)
    worker.forget()
    go_on.set()
    worker.request(3)
    qtbot.waitUntil(lambda: worker.idle and bool(came), timeout=5000)
    assert came == [3]


def test_work_begins_when_the_turn_that_asked_for_it_is_over(qtbot):
    """In that one much else follows, which the thread would hold up."""
    worker = NewestWorker(lambda job: threading.current_thread().name, "begun later")
    with qtbot.waitSignal(worker.ready) as came:
        worker.request(1)
        assert not worker.idle
        assert not any("begun later" in thread.name for thread in threading.enumerate())
    assert "begun later" in came.args[1]


def test_who_waits_has_the_work_begin(qtbot):
    worker, came = NewestWorker(lambda job: 2 * job, "at once"), []
    worker.ready.connect(lambda job, result: came.append(result))
    worker.request(4)
    worker.wait()
    assert came == [8]
    assert worker.idle


def test_work_that_is_not_wanted_any_more_never_begins(qtbot):
    done = []
    worker = NewestWorker(done.append, "none")
    worker.request(1)
    worker.forget()
    worker.request(2)
    qtbot.waitUntil(lambda: worker.idle)
    assert done == [2]
