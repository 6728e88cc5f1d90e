"""The band of the past in the window: it hides nothing, and nothing slips away under the mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from core.timeline import Record
from gui.diagram.view import Diagram
from gui.time_bar.band import PastBand
from gui.time_bar.bar import TimeBar
from gui.time_bar.records import Records
from tests.test_time_bar import Trained


@pytest.fixture
def window(make_window):
    """The smallest window, of a training that has come to update 40, with its record."""
    trained = Trained()
    window = make_window(trained.experiment, size=(1016, 556))
    session, record = window.session, Record().gone_on(trained.experiment, trained.at(0))
    for step in (10, 20, 30, 40):
        record = record.with_checkpoint(trained.at(step))
        session.set_snapshot(trained.at(step))
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
