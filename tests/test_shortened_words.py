"""Words that are shortened where there is little room are told whole where the mouse rests."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.beginnings import beginning
from core.data import Plane
from gui.colouring import Colouring
from gui.course.panel import CoursePanel
from gui.course.pins import Pins
from gui.histograms.canvas import HistogramAxis, HistogramCanvas
from gui.maps.map_foot import MapFoot
from gui.maps.model import MapModel
from gui.panels.gallery import Gallery
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session


@pytest.fixture
def told(monkeypatch):
    """The texts of tooltips that widgets show themselves."""
    texts = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *_: texts.append(text))
    return texts


def rest(widget: QWidget, x: float, y: float) -> None:
    """Let the mouse rest at a place of a widget."""
    at = QPoint(round(x), round(y))
    widget.event(QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


def test_the_legend_of_the_gallery(qtbot, session, told):
    gallery = Gallery(session, Selection(session), Colouring())
    qtbot.addWidget(gallery)
    gallery.resize(140, 120)
    rest(gallery, 70, 118)
    assert told == [gallery.legend]
    assert gallery.fontMetrics().horizontalAdvance(gallery.legend) > 140


def test_the_words_under_a_map(qtbot, qapp):
    session = Session(beginning(Plane("circle")))
    foot = MapFoot(session, MapModel(session), Probe(session), Colouring())
    qtbot.addWidget(foot)
    assert foot.toolTip() == foot.foot.words != ""


def test_the_note_of_what_is_pinned(qtbot, session):
    course = CoursePanel(session, Pins(session))
    qtbot.addWidget(course)
    course.resize(200, 160)
    assert course.tip_at(QPointF(20, 155)) == course.note() != ""
    assert course.tip_at(QPointF(20, 5)) == ""


def test_the_words_at_the_axis_of_histograms(qtbot, qapp):
    session = Session(beginning(Plane("circle")))
    canvas = HistogramCanvas(session)
    axis = HistogramAxis(canvas)
    for widget in (canvas, axis):
        qtbot.addWidget(widget)
        widget.show()
    qtbot.waitUntil(lambda: canvas.model.shown is not None)
    assert axis.toolTip() == "orange > 0, blue < 0\nupdate ÷ weight"
