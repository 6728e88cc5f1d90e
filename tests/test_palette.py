"""Signs have the hues of the chosen palette in every view that paints them, old or new."""

import traceback

import numpy as np
import pytest
from msgspec.structs import asdict
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QDockWidget

from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane
from core.run import Run
from gui import theme
from gui.colouring import PALETTES, Colouring, themed
from gui.diagram.scene import of_session
from gui.diagram.view import Diagram
from gui.panels.source_pictures import source_icon
from gui.race.window import RaceWindow
from gui.runs.beside import BesideWindow
from gui.runs.panel import RunsPanel
from gui.theme import DARK, Theme
from gui.walk import slope
from tests.diagrams import pixels
from tests.panels import field
from tests.recorder import painted_by
from tests.walks import walk_of

SIGNS = ("positive", "negative", "positive_ground", "negative_ground")
ASKED = ("histograms", "activationView", "layerView", "lossLandscape")
VIEWS = ("predictions", "histogramCanvas", "activationPlot", "x₁Input")


class Painted(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, widget, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def hues(palette):
    """The hues of signs in a palette: 0xRRGGBB."""
    now = themed(DARK, palette)
    return {int(getattr(now, name)[1:], 16) for name in SIGNS}


@pytest.fixture
def window(make_window, qtbot):
    """A window with values to learn, an example shown, and what is asked for there."""
    found = make_window(beginning(Plane("hills")), size=(1280, 800))
    theme.apply("dark")
    found.actions_by_name["nextExampleAction"].trigger()
    for name in ASKED:
        found.findChild(QDockWidget, f"{name}Dock").toggleViewAction().trigger()
        QApplication.processEvents()
    bring_up(found, "histogramCanvas", qtbot)
    qtbot.waitUntil(lambda: field(found, "histogramCanvas").scene is not None)
    bring_up(found, "activationPlot", qtbot)
    qtbot.waitUntil(lambda: field(found, "activationPlot").scene.bars != ())
    return found


def bring_up(window, name, qtbot):
    """The widget of that name, to be seen."""
    view = field(window, name)
    for dock in window.docks:
        if dock.isAncestorOf(view):
            dock.raise_()
    qtbot.waitUntil(lambda: not view.visibleRegion().isEmpty())
    return view


def test_signs_have_the_hues_of_the_palette_and_change_with_it(window, qtbot):
    colouring = window.findChild(Diagram).colouring
    for palette, other in (PALETTES[::-1], PALETTES):
        for name in VIEWS:
            view = bring_up(window, name, qtbot)
            painted = Painted(view)
            view.installEventFilter(painted)
            colouring.choose(palette=palette)
            for chosen in (other, palette):
                painted.count = 0
                colouring.choose(palette=chosen)
                qtbot.waitUntil(lambda painted=painted: painted.count > 0)
            seen = set(np.unique(pixels(view)).tolist())
            assert seen & hues(palette), name
            assert not seen & hues(other), name


def test_the_slope_has_the_hue_of_its_sign(session_of, qtbot, monkeypatch):
    session, colouring = session_of(2, 3, 2), Colouring()
    found = slope.measure(walk_of(of_session(session).network), (0, 1, 2))
    dialog = slope.SlopeDialog(colouring)
    qtbot.addWidget(dialog)
    for palette in PALETTES[::-1]:
        colouring.choose(palette=palette)
        for gradient in (0.5, -0.5):
            dialog.show_slope(of_session(session), (0, 1, 2), found._replace(gradient=gradient))
            plot = field(dialog, "slopePlot")
            lines = painted_by(plot, slope, monkeypatch=monkeypatch)
            hue = themed(DARK, palette).sign(gradient)
            assert any(f"pen {hue} 2" in line for line in lines)


def test_pictures_of_sources_follow_the_palette(qapp):
    theme.apply("dark")
    colouring = Colouring()
    icon = source_icon(Plane("hills", 12), colouring)
    seen = []
    for palette in (*PALETTES, PALETTES[0]):
        colouring.choose(palette=palette)
        seen.append(pixels(icon.pixmap(QSize(60, 60)).toImage()).tolist())
    assert seen[0] == seen[2] != seen[1]


class Watched(Theme):
    """A theme that notes which code asks it for the hues of signs that are its own."""

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        if name in SIGNS and found == getattr(DARK, name):
            caller = traceback.extract_stack(limit=2)[0]
            ASKING.add(f"{caller.filename}, {caller.name}")
        return found


ASKING = set()


def test_other_windows_have_the_palette_of_the_first(make_window):
    window = make_window()
    colouring = window.findChild(Diagram).colouring
    colouring.choose(palette="purple-green", mode="change")
    window.actions_by_name["raceAction"].trigger()
    window.findChild(RunsPanel).beside_asked.emit()
    others = [window.findChild(kind).findChild(Colouring) for kind in (RaceWindow, BesideWindow)]
    for palette in PALETTES[::-1]:
        colouring.choose(palette=palette)
        assert [(one.palette, one.mode) for one in others] == [(palette, "weights")] * 2


def test_nobody_asks_the_theme_for_the_hues_of_signs(window, monkeypatch):
    """Where another palette is chosen, they are of no use: whoever paints signs asks for its."""
    window.findChild(Diagram).colouring.choose(palette="purple-green")
    monkeypatch.setattr(theme, "DARK", Watched(**asdict(DARK)))
    ASKING.clear()
    for source in (Plane("hills"), Plane("circle"), Gate("XOR", 2), Curve(), Digits()):
        window.session.set_run(Run.start(beginning(source)))
        window.actions_by_name["nextExampleAction"].trigger()
        window.findChild(Diagram).wait_for_picture()
        for dock in window.docks:
            if dock.toggleViewAction().isVisible():
                dock.show()
                dock.raise_()
                QApplication.processEvents()
                dock.grab()
    window.actions_by_name["walkthroughAction"].trigger()
    window.actions_by_name["slopeAction"].trigger()
    QApplication.processEvents()
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.grab()
    assert not ASKING
    theme.current().sign(1)  # it would be noticed
    assert len(ASKING) == 1
