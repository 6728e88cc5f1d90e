"""The band of the past in the window: it hides nothing, and nothing slips away under the mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from core.timeline import Record
from gui.breaking.band import DamageBand
from gui.breaking.owner import Breaking
from gui.diagram.view import Diagram
from gui.time_bar.band import PastBand
from gui.time_bar.bar import TimeBar
from gui.time_bar.records import Records
from gui.time_bar.time import Time
from tests.test_time_bar import Trained


@pytest.fixture
def window(make_window, request):
    """The smallest window, of a training that has come to update 40, with its record."""
    trained = Trained()
    window = make_window(trained.experiment, size=getattr(request, "param", (1016, 556)))
    session, record = window.session, Record().gone_on(trained.experiment, trained.at(0))
    for update in (10, 20, 30, 40):
        record = record.with_checkpoint(trained.at(update))
        session.set_snapshot(trained.at(update))
    session.findChild(Records).put(session.live.id, record)
    session.set_snapshot(trained.at(40))
    return window


def track(bar):
    """Where the bar itself is: the strip of answers above it may come and go."""
    area = place(bar)
    return area.left(), area.width(), area.bottom()


def place(widget):
    """Where a widget is on the screen."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_the_band_hides_nothing_and_the_bar_stays_under_the_mouse(qtbot, window):
    bar, band = window.findChild(TimeBar), window.findChild(PastBand)
    diagram = window.findChild(Diagram, "diagram")
    qtbot.waitUntil(bar.isVisible)
    before, room = track(bar), place(diagram)
    at = QPoint(bar.width() // 2, bar.height() // 2)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: place(diagram).top() > room.top())  # it has made room
    assert band.isVisible()
    assert not place(band).intersects(place(diagram))
    assert place(band).bottom() < place(diagram).top()
    assert track(bar) == before
    qtbot.mouseMove(bar, at - QPoint(40, 0))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at - QPoint(40, 0))
    assert track(bar) == before
    qtbot.mouseClick(band.findChild(object, "pastNow"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place(diagram) == room)


@pytest.mark.parametrize("window", [(1280, 800)], indirect=True)
def test_where_there_is_room_nothing_moves_when_the_past_begins(qtbot, window):
    session, time = window.session, window.session.findChild(Time)
    band, damage = window.findChild(PastBand), window.findChild(DamageBand)
    diagram = window.findChild(Diagram, "diagram")
    qtbot.waitUntil(lambda: diagram.is_current)
    laid, before = diagram.layout_now, place(diagram)
    time.move_checkpoint(-1)
    qtbot.waitUntil(lambda: diagram.job.snapshot.updates == 30)
    qtbot.waitUntil(band.isVisible)
    assert place(diagram) == before
    assert diagram.layout_now is laid  # no edge is laid again
    assert place(band).bottom() < before.top()
    assert band.height() == band.line  # in one line it has all the room that it needs
    assert band.heightForWidth(band.width()) <= band.height()
    # The strip is for either band; for two of them there has to be more.
    session.findChild(Breaking).change("Prune weights", pruned=0.5)
    qtbot.waitUntil(lambda: place(diagram).top() > before.top())
    time.go_to_now()
    qtbot.waitUntil(lambda: place(diagram) == before)
    assert damage.isVisible()
    assert place(damage).bottom() < before.top()
    # A smaller window's diagram has no room to spare.
    session.undo_stack.undo()
    window.resize(1016, 556)
    qtbot.waitUntil(lambda: place(diagram).top() < before.top())
