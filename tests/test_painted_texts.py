"""Texts that the views of the inside paint have their room: in every size, and in long words."""

import contextlib
import subprocess
import sys

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QDockWidget, QTabBar, QWidget

from core.beginnings import beginning
from core.data import Curve, Gate, Plane
from core.experiment import Experiment
from core.run import Run
from gui import theme, translation
from gui.asked_panel import AskedPanel
from gui.examples import Examples
from tests.painted_texts import faults
from tests.processes import ROOT

VIEWS = ("layerView", "histograms", "activationView", "lossLandscape")
SOURCES = {
    "spiral": lambda: beginning(Plane("spiral")),
    "XNOR": lambda: beginning(Gate("XNOR")),
    "sine": lambda: beginning(Curve(("sine",))),
    "digits": Experiment,
}


class Painted(QWidget):
    """Paints texts in a square of 100 px."""

    def __init__(self, *texts):
        super().__init__()
        self._texts = texts
        self.resize(100, 100)

    def paintEvent(self, event):
        painter = QPainter(self)
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor("black"))
        for text, room in self._texts:
            painter.drawText(QRectF(*room), Qt.AlignmentFlag.AlignLeft, text)


def test_what_is_clipped_outside_or_over_another_is_found(qtbot):
    def found(*texts):
        widget = Painted(*texts)
        qtbot.addWidget(widget)
        widget.show()
        return [fault.split(": ")[1] for fault in faults(widget)]

    assert found(("well", (0, 0, 60, 20)), ("there", (0, 40, 60, 20))) == []
    assert found(("much too long for it", (0, 0, 30, 20))) == ["clipped"]
    assert found(("beyond", (80, 0, 60, 20))) == ["outside"]
    assert found(("one", (0, 0, 60, 20)), ("other", (2, 2, 60, 20))) == ["over each other"]


def look(qtbot, window, name, *size):
    """What is wrong in the views of some data, opened one after the other in a window so large."""
    window.session.set_run(Run.start(SOURCES[name]()))
    window.findChild(Examples).show("train", 0)
    window.resize(*size)
    found = []
    for view in VIEWS:
        dock = window.findChild(QDockWidget, f"{view}Dock")
        if dock.isHidden():
            dock.toggleViewAction().trigger()
        dock.raise_()
        qtbot.waitUntil(lambda dock=dock: settled(dock.findChild(AskedPanel)), timeout=60_000)
        # Layouts follow the newest words a little later.
        with contextlib.suppress(TimeoutError):
            qtbot.waitUntil(lambda dock=dock: not faults(dock), timeout=1000)
        found += [f"{name} {size} {fault}" for fault in faults(dock)]
    for view in VIEWS:
        window.findChild(QDockWidget, f"{view}Dock").close()
    return found


def settled(panel):
    """Whether a view shows what it is to show."""
    if panel.page is None:
        return False
    model = panel.page.model
    model.wait()
    there = model.use is not None if hasattr(model, "use") else model.is_current
    return there and not panel.page.visibleRegion().isEmpty()


def test_no_text_of_the_views_is_clipped(make_window, qtbot):
    window = make_window()
    assert look(qtbot, window, "spiral", 1024, 600) == []
    assert look(qtbot, window, "sine", 1920, 1080) == []
    theme.set_text_size(150)
    assert look(qtbot, window, "digits", 1280, 800) == []
    # Where docks went from place to place, no tabs are left behind.
    shown = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    tabs = [bar.tabText(index) for bar in shown for index in range(bar.count())]
    assert len(tabs) == len(set(tabs))


def test_longer_words_have_their_room(make_window, qtbot, tmp_path, monkeypatch):
    script, compiled = ROOT / "packaging" / "translations.py", tmp_path / "netglow_en.qm"
    subprocess.run([sys.executable, str(script), "pseudo", str(compiled)], check=True)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(translation, "CATALOGUES", tmp_path)
            assert look(qtbot, make_window(), "XNOR", 1024, 600) == []
    finally:
        translation.speak("en")  # whatever is wrong, tests after this read English
