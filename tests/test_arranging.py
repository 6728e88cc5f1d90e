"""New numbers move nothing: Qt need not arrange the window again for every snapshot."""

import collections

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel

from core.beginnings import beginning
from core.data import Digits, Gate, Plane
from core.run import Run
from core.snapshot import Metrics
from gui.panels.loss_charts import LossCharts
from gui.widgets import Readout


class Requests(QObject):
    """Counts who is asked to arrange its parts."""

    def __init__(self, window):
        super().__init__(window)
        self.told = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.LayoutRequest:
            self.told.append((type(watched).__name__, watched.objectName()))
        return False


@pytest.mark.parametrize("source", [Plane("spiral"), Gate("XOR", 2), Digits()])
def test_snapshots_do_not_arrange_the_window_again(make_window, source):
    window = make_window(beginning(source))
    session = window.session
    session.set_training(True)

    def show(updates, loss):
        measured = Metrics(loss, 1 - loss)
        newest = replace(session.snapshot, updates=updates, train=measured, test=measured)
        session.set_snapshot(newest)
        window.findChild(LossCharts).redraw()
        QApplication.processEvents()

    for updates in range(4):  # the widest of all
        show(88_888_888 + updates, 0.8888)
    requests = Requests(window)
    shown = range(1_000, 60_000, 1_111)
    for updates in shown:
        show(88_900_000 + updates, updates / 100_000)
    # Once each, what was hidden, the rate and what views were waiting for: each asks the window.
    counts = collections.Counter(requests.told)
    assert max(counts.values(), default=0) < len(shown) / 4, counts


def test_a_readout_keeps_the_room_of_its_widest_text(qtbot):
    label = Readout("0.5")
    qtbot.addWidget(label)
    narrow = label.sizeHint()
    label.setText("1,234,567")
    wide = label.sizeHint()
    assert wide.width() > 2 * narrow.width()
    assert wide.height() == narrow.height() >= label.fontMetrics().height()
    label.setText("0.5")
    assert label.text() == label.accessibleDescription() == "0.5"
    assert label.sizeHint() == label.minimumSizeHint() == wide
    label.setText("<b>two</b><br>lines")
    assert label.sizeHint().height() >= 2 * narrow.height() - 1
    label.setText("<b>rich</b> " + "and of one line " * 20)
    assert label.sizeHint().height() == pytest.approx(narrow.height(), abs=1)
    assert label.sizeHint().width() > 1000
    label = Readout("0.5")
    qtbot.addWidget(label)
    font = label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)  # of the text that is there now
    assert label.sizeHint().width() == pytest.approx(2 * narrow.width(), abs=2)


@pytest.mark.parametrize("side", ["Left", "Right", "HCenter"])
@pytest.mark.parametrize("text", ["0.5", '<span style="color:#000000">0.5</span>'])
def test_a_readout_paints_what_a_label_does(qtbot, side, text):
    places = []
    for label in (QLabel(text), Readout(text)):
        qtbot.addWidget(label)
        label.setAlignment(Qt.AlignmentFlag["Align" + side] | Qt.AlignmentFlag.AlignVCenter)
        label.resize(90, 40)
        image = label.grab().toImage()
        ground = image.pixel(0, 0)
        inked = [(x, y) for x in range(90) for y in range(40) if image.pixel(x, y) != ground]
        places.append([edge(axis) for axis in zip(*inked, strict=True) for edge in (min, max)])
    one, other = places
    assert one == pytest.approx(other, abs=1)


def test_the_curves_come_up_where_what_was_in_front_has_nothing_to_show(qtbot, make_window):
    window = make_window(size=(1272, 756))
    gallery, curves = (
        window.findChild(QDockWidget, f"{name}Dock") for name in ("gallery", "lossPlot")
    )
    gallery.raise_()
    qtbot.waitUntil(lambda: not gallery.visibleRegion().isEmpty())
    window.session.open_run(Run.start(beginning(Plane("circle"))))
    qtbot.waitUntil(lambda: not gallery.toggleViewAction().isVisible())
    qtbot.waitUntil(lambda: not curves.visibleRegion().isEmpty())
