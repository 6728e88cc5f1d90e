"""Words that are shortened where there is little room are told whole where the mouse rests."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.beginnings import beginning
from core.data import Plane
from core.data.given import Given, GivenExample
from core.data.inputs import Point
from core.data.tasks import Classes
from core.experiment import Experiment
from core.network import Layer, Network
from core.run import Run
from gui.colouring import Colouring
from gui.histograms.canvas import HistogramAxis, HistogramCanvas
from gui.maps import map_foot
from gui.maps.map_foot import MapFoot
from gui.maps.model import MapModel
from gui.panels.gallery import Gallery
from gui.pinned.panel import PinnedPanel
from gui.pinned.pins import Pins
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from tests.recorder import painted_by


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
    foot = MapFoot(session, MapModel(session, Colouring()), Probe(session), Colouring())
    qtbot.addWidget(foot)
    assert foot.toolTip() == foot.foot.words != ""


def test_the_note_of_what_is_pinned(qtbot, session):
    panel = PinnedPanel(session, Pins(session))
    qtbot.addWidget(panel)
    panel.resize(200, 160)
    assert panel.tip_at(QPointF(20, 155)) == panel.note() != ""
    assert panel.tip_at(QPointF(20, 5)) == ""


def test_the_words_at_the_axis_of_histograms(qtbot, qapp):
    session = Session(beginning(Plane("circle")))
    colouring = Colouring(session)
    canvas = HistogramCanvas(session, colouring)
    axis = HistogramAxis(canvas)
    for widget in (canvas, axis):
        qtbot.addWidget(widget)
        widget.show()
    qtbot.waitUntil(lambda: canvas.model.shown is not None)
    assert axis.toolTip() == "orange > 0, blue < 0\nupdate ÷ weight"
    colouring.choose(palette="purple-green")
    assert axis.toolTip() == "purple > 0, green < 0\nupdate ÷ weight"
    session.set_run(Run.start(Experiment(session.experiment.network, None)))
    canvas.model.choose("activations")
    canvas.model.wait()
    assert canvas.model.lacks_examples
    assert axis.toolTip() == ""  # of an axis that is not there


@pytest.mark.parametrize("name", ["{}", "No. {}"])
def test_names_of_classes_are_whole_while_somebody_draws(qtbot, monkeypatch, name):
    names = tuple(name.format(number) for number in range(8))
    examples = tuple(GivenExample((0.1 * at, 0.2), at) for at in range(8))
    source = Given(Point(("x", "y"), ((-1.0, 1.0),) * 2), Classes(names), examples)
    session = Session(Experiment(Network(2, (Layer(8, "softmax"),)), source))
    foot = MapFoot(session, MapModel(session, Colouring()), Probe(session), Colouring())
    qtbot.addWidget(foot)
    for wide in range(100, 400, 25):
        foot.resize(wide, 200)
        foot.brief = False
        tall = foot.sizeHint().height()
        foot.brief = True
        assert foot.sizeHint().height() <= tall
        painted = "\n".join(painted_by(foot, map_foot, monkeypatch=monkeypatch))
        assert all(f" {one} |" in painted for one in names), wide
