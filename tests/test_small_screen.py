"""However large the text is, the window fits the screen that there is: panels scroll instead."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QScreen
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QToolBar, QToolButton, QWidget

from core.beginnings import beginning
from core.data import Plane
from gui import settings, theme
from gui.backend_state import BackendState
from gui.bounded import FRAME

SCREEN = QSize(1024, 600)


@pytest.fixture
def screen(qapp, monkeypatch):
    """A function: the screen's size, the desktop's font in points, the user's text in percent."""
    before = QApplication.font()

    def ask(size: QSize, points: float, percent: int = 100) -> None:
        monkeypatch.setattr(QScreen, "availableSize", lambda _: size)
        font = QFont(before)
        font.setPointSizeF(points)
        QApplication.setFont(font)
        settings.put("textSize", str(percent))

    yield ask
    settings.put("textSize", "100")
    theme.set_text_size(100)
    QApplication.setFont(before)


def inside(size: QSize) -> QSize:
    """A screen less what a desktop puts around a window."""
    return QSize(
        size.width() - FRAME.left() - FRAME.right(), size.height() - FRAME.top() - FRAME.bottom()
    )


def fits(qtbot, window, size: QSize) -> None:
    """Wait until the window is no larger than the screen, and asks for no more."""
    room = inside(size)

    def look() -> None:
        window.resize(room)
        assert window.size() == room
        least = window.minimumSizeHint()
        assert least.width() <= room.width()
        assert least.height() <= room.height()

    qtbot.waitUntil(look)


@pytest.mark.parametrize(
    ("size", "points", "percent"),
    [
        (SCREEN, 14, 100),
        (SCREEN, 18, 100),
        (SCREEN, 24, 100),
        (QSize(1280, 800), 9, 250),
    ],
)
def test_large_text_makes_no_window_larger_than_the_screen(
    qtbot, make_window, screen, size, points, percent
):
    screen(size, points, percent)
    window = make_window()
    window.session.set_backend(BackendState("ready", device="CPU"))
    fits(qtbot, window, size)
    window.actions_by_name["walkthroughAction"].trigger()
    qtbot.waitUntil(window.findChild(QWidget, "walkGrain").isVisible)
    fits(qtbot, window, size)
    if size == SCREEN:
        return
    assert window.minimumSizeHint().width() <= SCREEN.width()
    for dock in window.docks:  # and whatever else is opened
        if dock.isHidden() and dock.toggleViewAction().isVisible():
            dock.toggleViewAction().trigger()
    fits(qtbot, window, size)


def test_what_has_no_room_below_the_diagram_scrolls_and_is_not_cut(qtbot, make_window, screen):
    screen(SCREEN, 18)
    window = make_window()
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.actions_by_name["walkthroughAction"].trigger()
    panel = window.findChild(QWidget, "walkthroughPanel")
    fits(qtbot, window, SCREEN)
    (scroll,) = (
        dock.widget() for dock in window.docks if dock.objectName() == "walkthroughPanelDock"
    )
    least = panel.minimumSizeHint()
    qtbot.waitUntil(lambda: panel.width() >= least.width() and panel.height() >= least.height())
    bar = scroll.horizontalScrollBar()
    assert panel.width() == bar.maximum() + bar.pageStep()


def test_the_legend_makes_room_for_the_map_while_points_are_drawn(qtbot, make_window):
    window = make_window(beginning(Plane("pinwheel")))
    window.resize(inside(SCREEN))
    window.arrangement.reset()
    foot = window.findChild(QWidget, "decisionMapFoot")
    (scroll,) = (
        dock.widget()
        for dock in window.docks
        if isinstance(dock.widget(), QScrollArea) and dock.isAncestorOf(foot)
    )
    whole = foot.height()
    window.findChild(QToolButton, "pointsPen").click()
    qtbot.waitUntil(lambda: foot.height() < whole)
    qtbot.waitUntil(lambda: not scroll.verticalScrollBar().isVisible())
    window.findChild(QToolButton, "pointsLook").click()
    qtbot.waitUntil(lambda: foot.height() == whole)


def test_no_menu_is_higher_than_a_small_screen(make_window):
    window = make_window()
    room = inside(SCREEN).height() - window.menuBar().height()
    for menu in window.findChildren(QMenu):
        seen = [menu.actionGeometry(one) for one in menu.actions() if one.isVisible()]
        assert sum(one.height() for one in seen) < room, menu.title()
    panels = window.findChild(QMenu, "panelsMenu").actions()
    assert [one for dock in window.docks if (one := dock.toggleViewAction()) not in panels] == []
    assert window.actions_by_name["resetLayoutAction"] in panels


def test_undo_in_the_toolbar_is_the_window_s(qtbot, make_window):
    window = make_window()
    button = window.findChild(QToolBar).findChild(QToolButton, "undoActionToolButton")
    assert not button.isEnabled()
    rate = window.session.experiment.hyperparameters.learning_rate
    window.session.change_experiment(
        replace(
            window.session.experiment,
            hyperparameters=replace(window.session.experiment.hyperparameters, learning_rate=0.5),
        ),
        "Change learning rate",
    )
    assert "learning rate" in button.toolTip()
    button.click()
    assert window.session.experiment.hyperparameters.learning_rate == rate
    bar = window.findChild(QToolBar)
    assert bar.findChild(QToolButton, "undoStrokeActionToolButton") is None
    assert window.findChild(QToolButton, "undoStrokeActionButton")  # beside the pad
