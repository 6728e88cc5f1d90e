"""The thread that paints edges: a widget may go at any moment, also while its picture arrives."""

import subprocess
import sys
import time

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from core.snapshot import Snapshot
from gui.diagram.layout import arrange
from gui.diagram.live_edges import LiveEdges
from gui.diagram.worker import EdgeWorker, Job, rest_after
from gui.theme import DARK
from tests.diagrams import diagram_of, session_of
from tests.painted import LAYOUT, scene_of

# In a process of its own: a crash here would take the other tests with it.
CLOSING = """
import sys
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from gui.diagram.live_edges import LiveEdges
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


@pytest.fixture
def job():
    scene = scene_of()
    return Job(LAYOUT, 1.0, scene.weights, DARK, None, "a run")


def test_where_all_is_arranged_anew_the_thread_waits_for_the_turns_end(qtbot, job):
    worker, begun = EdgeWorker(), []
    worker.begun.connect(begun.append)
    other = job._replace(layout=arrange((4, 3), 300, 200))
    for one in (job, other, other._replace(run="another")):
        worker.request(one)
        assert one not in begun
        qtbot.waitUntil(lambda: worker.idle)
        assert begun.pop() is one
        again = one._replace(weights=tuple(-weights for weights in one.weights))
        worker.request(again)
        assert begun.pop() is again
        worker.wait()
    worker.hurry(True)
    worker.request(job)
    assert begun.pop() is job
    worker.wait()


def test_the_next_snapshot_is_asked_for_when_the_last_is_begun_and_none_before(qtbot):
    session = session_of(4, 3, 2)
    diagram = diagram_of(session)
    qtbot.addWidget(diagram)
    diagram.show()
    diagram.wait_for_picture()
    qtbot.waitUntil(lambda: not diagram.is_painting and not diagram.will_refine)
    asked, prepared = [], []
    diagram.snapshot_begun.connect(lambda: asked.append(len(prepared)))
    diagram.prepared.connect(prepared.append)
    one, two, three = (Snapshot(session.snapshot.parameters, updates=n) for n in (1, 2, 3))
    assert diagram.prepare(one)
    assert asked == [0]
    assert diagram.prepare(two)
    assert asked == [0]  # it waits until the first is painted, and nothing comes meanwhile
    qtbot.waitUntil(lambda: len(prepared) == 2)
    assert (prepared, asked) == ([one, two], [0, 0])
    assert diagram.prepare(three)
    qtbot.waitUntil(lambda: len(prepared) == 3)
    assert len(asked) == 3


def test_no_edges_are_painted_of_another_structure_than_is_shown(qtbot, caplog):
    """A run grows while it trains: its past had fewer neurons, and is looked at."""
    session, other = session_of(4, 30, 2), session_of(4, 3, 2)
    resized = []
    # Somebody who hears of it before the diagram makes it another size, as a band above it does.
    session.run_changed.connect(lambda: resized.append(diagram.resize(500, 300)))
    diagram = diagram_of(session)
    qtbot.addWidget(diagram)
    diagram.show()
    diagram.wait_for_picture()
    assert diagram.prepare(Snapshot(session.snapshot.parameters, updates=1))  # it is to come
    session.show_past(replace(other.run, id="past"))
    assert resized
    assert not diagram.prepare(Snapshot(session.live.snapshot.parameters, updates=2))
    diagram.wait_for_picture()
    assert [one.shape for one in diagram.picture.numbers] == [(4, 3), (3, 2)]
    session.show_past(None)
    diagram.wait_for_picture()
    assert [one.shape for one in diagram.picture.numbers] == [(4, 30), (30, 2)]
    assert "could not be painted" not in caplog.text


class Painted(QObject):
    """Says when a widget is painted, and which time the window paints."""

    def __init__(self, *widgets):
        super().__init__(widgets[0])
        self.told, self.passes = [], 0
        for widget in (*widgets, widgets[0].window()):
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest:
            self.passes += 1
        if event.type() == QEvent.Type.Paint and watched.parent():
            self.told.append((watched.objectName(), self.passes))
        return False


def test_a_snapshot_is_asked_for_once_and_painted_with_all_that_shows_it(qtbot, monkeypatch):
    jobs, ask = [], LiveEdges.ask
    monkeypatch.setattr(LiveEdges, "ask", lambda edges, job: (jobs.append(job), ask(edges, job)))
    session = session_of(4, 3, 2)
    window = QWidget()
    qtbot.addWidget(window)
    diagram, label = diagram_of(session), QLabel()
    label.setObjectName("label")
    row = QHBoxLayout(window)
    row.addWidget(diagram)
    row.addWidget(label)
    diagram.prepared.connect(lambda snapshot: session.set_snapshot(snapshot))
    session.snapshot_changed.connect(label.update)
    window.resize(900, 500)
    window.show()
    diagram.wait_for_picture()
    qtbot.waitUntil(lambda: not diagram.is_painting and not diagram.will_refine)
    session.set_training(True)
    QApplication.processEvents()
    watched = Painted(diagram, label)
    jobs.clear()
    newest = Snapshot(session.snapshot.parameters, updates=session.snapshot.updates + 1)
    assert diagram.prepare(newest)
    qtbot.waitUntil(lambda: session.snapshot is newest)
    assert [job.snapshot for job in jobs] == [newest]
    QApplication.processEvents()
    assert watched.told == [("diagram", 1), ("label", 1)]


def test_the_edges_of_a_snapshot_that_waits_for_another_are_painted_once(qtbot, monkeypatch):
    jobs, ask = [], LiveEdges.ask
    monkeypatch.setattr(LiveEdges, "ask", lambda edges, job: (jobs.append(job), ask(edges, job)))
    session = session_of(4, 3, 2)
    diagram = diagram_of(session)
    qtbot.addWidget(diagram)
    diagram.colouring.choose(mode="update")
    diagram.show()
    diagram.wait_for_picture()
    diagram.prepared.connect(lambda snapshot: session.set_snapshot(snapshot))
    session.set_training(True)
    jobs.clear()
    given, came = session.snapshot.parameters, []
    for updates in (1, 2, 3):
        moved = tuple(layer._replace(weights=layer.weights + updates**2) for layer in given)
        came.append(Snapshot(moved, updates=updates))
    for snapshot in came[:2]:  # the second comes while the first is painted
        assert diagram.prepare(snapshot)
    qtbot.waitUntil(lambda: session.snapshot is came[1])
    assert diagram.prepare(came[2])
    qtbot.waitUntil(lambda: session.snapshot is came[2])
    assert [job.snapshot for job in jobs] == came
    # Each tells what has changed since the one that was on screen before it.
    assert [round(job.steps[0]) for job in jobs] == [1, 3, 5]
    before = [given, *(snapshot.parameters for snapshot in came)]
    assert [job.base[0] is one[0].weights for job, one in zip(jobs, before, strict=False)] == [
        True
    ] * 3


def test_a_picture_of_other_layers_is_not_painted_though_it_is_of_the_run(qtbot, job):
    edges = LiveEdges(lambda: None)
    edges.ask(job)
    edges.wait()
    paper = QPixmap(800, 500)
    for sizes, seen in [((2, 3, 2), True), ((2, 3, 3, 2), False), ((2, 4, 2), False)]:
        painter = QPainter(paper)
        found = edges.paint(painter, arrange(sizes, 800, 500), DARK, job.run)
        painter.end()
        assert (found is not None) == seen


def test_a_paced_worker_paints_a_frame_of_the_display_at_a_time_on_the_average(qtbot, job):
    parent = QObject()
    worker, began = EdgeWorker(parent), []
    worker.paced = True
    worker.begun.connect(lambda _: began.append(time.monotonic()))
    worker.picture_ready.connect(lambda *_: worker.request(job._replace(snapshot=object())))
    asked = time.monotonic()  # of what has begun it is told late where the thread is quicker
    worker.request(job)
    qtbot.waitUntil(lambda: len(began) > 30)
    worker.picture_ready.disconnect()
    worker.wait()
    # What came late is made up for, but only up to a frame; a timer knows whole milliseconds.
    assert began[30] - asked >= 28 / 60 - 0.001


def test_in_a_hurry_it_does_not_rest(qtbot, job, monkeypatch):
    parent, rests = QObject(), []
    monkeypatch.setattr("gui.diagram.worker.rest_after", lambda *_: rests.append(1) or 1000.0)
    worker, begun = EdgeWorker(parent), []
    worker.paced = True
    worker.begun.connect(begun.append)

    def painted():
        with qtbot.waitSignal(worker.picture_ready):
            worker.request(job._replace(snapshot=object()))
        return len(begun), len(rests)

    assert painted() == (1, 1)
    worker.request(job._replace(snapshot=object()))
    assert len(begun) == 1  # it rests
    with qtbot.waitSignal(worker.picture_ready):
        worker.hurry(True)
    assert [painted(), painted()] == [(3, 1), (4, 1)]
    worker.hurry(False)
    assert painted() == (5, 2)
    worker.request(job._replace(snapshot=object()))
    assert len(begun) == 5
    worker.wait()


def test_where_it_gives_way_it_rests_long_until_that_is_over(qtbot, job, monkeypatch):
    parent = QObject()
    monkeypatch.setattr("gui.diagram.worker.rest_after", lambda *_: 0.0)
    monkeypatch.setattr("gui.diagram.worker.REST_ASIDE", 1000.0)
    worker, begun = EdgeWorker(parent), []
    worker.paced = True
    worker.begun.connect(begun.append)
    worker.give_way(True)
    with qtbot.waitSignal(worker.picture_ready):
        worker.request(job)
    worker.request(job._replace(snapshot=object()))
    assert len(begun) == 1  # it rests
    with qtbot.waitSignal(worker.picture_ready):
        worker.give_way(False)
    with qtbot.waitSignal(worker.picture_ready):
        worker.request(job._replace(snapshot=object()))
    assert len(begun) == 3
    worker.give_way(True)
    worker.paced = False  # nothing trains: a picture takes nobody's processor
    with qtbot.waitSignal(worker.picture_ready):
        worker.request(job._replace(snapshot=object()))
    assert len(begun) == 4


def test_digits_are_painted_twenty_times_a_second_and_larger_networks_rest_longer():
    digits, plane, pen = 256 * 64 + 64 * 32 + 32 * 10, 2 * 8 + 8 * 8 + 8, 784 * 512 + 512 * 10
    for spent in (0.01, 0.014, 0.018):
        periods = [spent + rest_after(spent, edges) for edges in (plane, digits, pen)]
        assert periods[0] < 1 / 40
        assert 1 / 23 < periods[1] < 1 / 21
        assert periods[2] == pytest.approx(spent + min(4 * spent, 0.07))
    assert rest_after(0.004, digits) == pytest.approx(0.016)  # no oftener than there is need
    assert rest_after(0.03, digits) > 0.03
    assert rest_after(1.0, pen) < 0.1  # however long one takes, the next is soon begun


def test_another_focus_comes_after_another_run_on_the_scales_of_the_picture(qtbot, caplog, job):
    """Undo and redo within the time of a picture: the painter has begun with the other run."""
    parent = QObject()
    worker, pictures = EdgeWorker(parent), []
    worker.picture_ready.connect(lambda _, picture: pictures.append(picture))
    larger = tuple(3.0 * matrix for matrix in job.weights)
    kept = job._replace(still=True, focus=(1, 0))
    for one in (kept, job._replace(run="another", weights=larger)):
        worker.request(one)
        worker.wait()
    worker.request(kept._replace(still=False, kept=pictures[0], focus=None))
    worker.wait()
    worker.request(kept._replace(still=False, kept=pictures[0]))
    worker.wait()
    first, _, none, again = pictures
    assert none.focus is None
    assert (first.pixels is again.pixels, first.pairs) == (True, again.pairs)
    np.testing.assert_array_equal(first.focus, again.focus)
    assert first.focus.any()
    assert caplog.text == ""
