"""The window fits small screens, and its columns share what room there is."""

import pytest
from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QScrollArea,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane, Points
from core.experiment import Experiment
from core.run import Run
from gui import settings, theme
from gui.backend_state import BackendState
from gui.columns import Place, shared
from gui.main_window import first_size

FRAME = QMargins(4, 40, 4, 4)
SMALL = 1016, 556  # a screen of 1024x600 less such a frame


@pytest.mark.parametrize(("wide", "high"), [(1024, 600), (1024, 768), (1280, 720), (1920, 1040)])
def test_the_first_window_is_within_the_screen_less_its_frame(wide, high):
    size = first_size(QSize(wide, high), FRAME)
    assert size.width() <= wide - 8
    assert size.height() <= high - 44
    assert size.width() == min(wide - 8, 1440)


def test_the_window_opens_within_the_screen(make_window):
    window = make_window()
    room = window.screen().availableSize()
    assert window.height() < room.height()
    assert window.width() <= max(room.width(), window.minimumSizeHint().width())


@pytest.mark.parametrize("walk", [False, True], ids=["first", "walking"])
def test_the_window_fits_a_small_screen(qtbot, make_window, walk):
    window = make_window()
    window.session.set_backend(BackendState("ready", device="CPU"))
    if walk:
        window.actions_by_name["walkthroughAction"].trigger()
        qtbot.waitUntil(window.findChild(QWidget, "walkGrain").isVisible)
    window.resize(*SMALL)
    window.arrangement.reset()
    qtbot.waitUntil(lambda: window.size().toTuple() == SMALL)
    least = window.minimumSizeHint()
    assert least.width() <= SMALL[0]
    assert least.height() <= SMALL[1]
    for name in ("diagram", "digitPad", "digitPreview", "trainButton", "predictions"):
        part = window.findChild(QWidget, name)

        def look(part: QWidget = part) -> None:
            assert part.visibleRegion().boundingRect().size() == part.size()

        qtbot.waitUntil(look)
    bar = window.findChild(QToolBar)
    buttons = [one for one in bar.findChildren(QToolButton) if one.defaultAction()]
    assert all(button.isVisible() for button in buttons)


def test_no_panel_scrolls_while_another_has_room_to_spare(qtbot, make_window):
    window = make_window()

    def look() -> None:
        for area in (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea):
            docks = [
                dock
                for dock in window.findChildren(QDockWidget)
                if window.dockWidgetArea(dock) == area and not dock.visibleRegion().isEmpty()
            ]
            rooms = [dock.widget() for dock in docks if isinstance(dock.widget(), QScrollArea)]
            scrolled = [room.verticalScrollBar().isVisible() for room in rooms]
            spare = [room.height() - room.sizeHint().height() for room in rooms]
            assert not (any(scrolled) and max(spare) > 2)

    for size in ((1016, 556), (1024, 724), (1272, 676), (1440, 900), (1900, 1000)):
        window.resize(*size)
        window.arrangement.reset()
        qtbot.waitUntil(look)
        # A row more in a panel, or a larger window, and they share again.
        window.findChild(QToolButton, "addLayerButton").click()
        qtbot.waitUntil(look)
        window.resize(size[0] + 20, size[1] + 150)
        qtbot.waitUntil(look)
        window.session.undo_stack.undo()


def test_heights_are_shared_by_what_is_wanted():
    places = [Place(None, 0, 100, 150, 200), Place(None, 0, 100, 150, 300)]
    assert shared(600, places) == [200, 400]
    assert shared(500, places) == [200, 300]
    assert shared(400, places) == [175, 225]
    assert shared(300, places) == [150, 150]
    assert shared(250, places) == [125, 125]
    assert shared(150, places) == [100, 100]
    places = [Place(None, 0, 100, 300, 400, 200), Place(None, 0, 100, 150, 150)]
    assert shared(500, places) == [350, 150]
    assert shared(400, places) == [250, 150]  # what can be made smaller gives way first
    assert shared(350, places) == [200, 150]
    assert shared(275, places) == [150, 125]


def test_the_map_gives_way_to_tools_and_nothing_scrolls(qtbot, make_window):
    window = make_window(beginning(Plane("pinwheel")))
    window.resize(1272, 740)
    window.arrangement.reset()
    view = window.findChild(QWidget, "decisionMapView")
    scrolls = [
        dock.widget()
        for dock in window.docks
        if dock.isAncestorOf(view) or "pred" in dock.objectName()
    ]

    def look() -> None:
        assert not any(scroll.verticalScrollBar().isVisible() for scroll in scrolls)
        assert view.visibleRegion().boundingRect().size() == view.size()

    qtbot.waitUntil(look)
    window.findChild(QToolButton, "pointsPen").click()
    qtbot.waitUntil(window.findChild(QWidget, "pointsHint").isVisible)
    qtbot.waitUntil(look)


@pytest.mark.parametrize(
    "source",
    [Digits(), Plane("circle"), Plane("pinwheel"), Points(), Gate("XOR", 3), Curve(("sine",))],
    ids=lambda source: type(source).__name__,
)
def test_all_of_a_panel_is_seen_and_nothing_scrolls(qtbot, make_window, source):
    window = make_window(Experiment() if source == Digits() else beginning(source))
    docks = [dock for dock in window.docks if isinstance(dock.widget(), QScrollArea)]

    def look() -> None:
        seen = [dock.widget() for dock in docks if not dock.visibleRegion().isEmpty()]
        assert len(seen) >= 3
        for scroll in seen:
            name = scroll.widget().objectName()
            assert not scroll.verticalScrollBar().isVisible(), name
            assert not scroll.horizontalScrollBar().isVisible(), name
            assert scroll.height() >= scroll.widget().height(), name

    for size in (SMALL, (1272, 756)):
        window.resize(*size)
        window.arrangement.reset()
        qtbot.waitUntil(lambda size=size: window.size().toTuple() == size)
        qtbot.waitUntil(look)
        for name in ("networkPanel", "dataPanel"):
            dock = window.findChild(QDockWidget, f"{name}Dock")
            dock.raise_()
            qtbot.waitUntil(lambda dock=dock: not dock.visibleRegion().isEmpty())
            qtbot.waitUntil(look)


def test_a_panel_stays_in_front_while_it_outgrows_its_column(qtbot, make_window):
    window = make_window()
    window.resize(1272, 756)
    window.arrangement.reset()
    network = window.findChild(QDockWidget, "networkPanelDock")
    assert not in_one_place(window, "networkPanel", "trainingPanel")
    button = window.findChild(QToolButton, "addLayerButton")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: in_one_place(window, "networkPanel", "trainingPanel"))
    qtbot.waitUntil(lambda: not network.visibleRegion().isEmpty())
    below = [window.findChild(QDockWidget, f"{name}PanelDock") for name in ("training", "data")]
    assert not in_one_place(window, "networkPanel", "dataPanel")
    assert network.y() < below[1].y()
    window.resize(1272, 1000)
    qtbot.waitUntil(lambda: not in_one_place(window, "networkPanel", "trainingPanel"))
    qtbot.waitUntil(lambda: network.y() < below[0].y() < below[1].y())


def test_panels_in_one_place_have_one_bar_of_tabs(qtbot, make_window):
    window = make_window()

    def look() -> None:
        bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
        assert len(bars) == 2
        for bar in bars:  # each at the end of its column
            assert bar.geometry().bottom() == window.statusBar().y() - 1

    for height in (760, 860, 960):
        window.resize(1300, height)
        window.arrangement.reset()
        qtbot.waitUntil(look)


def test_a_notice_makes_no_window_larger(qtbot, make_window):
    window = make_window(beginning(Points()))
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.resize(*SMALL)
    window.arrangement.reset()
    qtbot.waitUntil(lambda: window.size().toTuple() == SMALL)
    diagram = window.findChild(QWidget, "diagram")
    assert diagram.height() >= 240
    window.session.set_backend(BackendState("ready", device="CPU", text="Nothing to train on."))
    notice = window.findChild(QWidget, "notice")
    qtbot.waitUntil(notice.isVisible)
    below = notice.mapTo(window, notice.rect().bottomLeft()).y
    qtbot.waitUntil(lambda: diagram.mapTo(window, diagram.pos()).y() > below() > 60)
    assert window.size().toTuple() == SMALL
    assert window.minimumSizeHint().height() <= SMALL[1]


def test_train_and_pause_leave_the_toolbar_where_it_is(qtbot, make_window):
    window = make_window()
    window.resize(1280, 800)
    buttons = window.findChild(QToolBar).findChildren(QToolButton)

    def places():
        return [button.geometry().getRect() for button in buttons]

    before = places()
    window.session.set_training(True)
    window.findChild(QToolBar).layout().activate()
    assert places() == before


@pytest.fixture
def large_text(qapp, monkeypatch):
    """Text is twice as large, on a screen of 1280x800."""
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(1280, 800))
    before = QApplication.font()
    settings.put("textSize", "200")
    yield
    settings.put("textSize", "100")
    theme.set_text_size(100)
    QApplication.setFont(before)


def seen_whole(window, size, form=False):
    """Check that the window is so large, and that what is seen beside the diagram does not scroll.

    A `form` may, up and down.
    """
    assert window.size().toTuple() == size
    for dock in window.docks:
        if isinstance(dock.widget(), QScrollArea) and not dock.visibleRegion().isEmpty():
            assert not dock.widget().horizontalScrollBar().isVisible(), dock.objectName()
            assert form or not dock.widget().verticalScrollBar().isVisible(), dock.objectName()


@pytest.mark.parametrize("source", [Digits(), Plane("circle"), Gate("XOR"), Curve(("sine",))])
def test_large_text_fits_a_small_screen_with_a_walk(qtbot, make_window, large_text, source):
    window = make_window(Experiment() if source == Digits() else beginning(source))
    size = 1272, 756
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.arrangement.reset()
    qtbot.waitUntil(lambda: in_one_place(window, "networkPanel", "predictions"))
    # Two columns were wider: it can be so small only once they are gone.
    qtbot.waitUntil(lambda: window.resize(*size) or window.width() == size[0])
    qtbot.waitUntil(lambda: seen_whole(window, size))
    tabs = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.count() > 4]
    assert [bar.elideMode() for bar in tabs] == [Qt.TextElideMode.ElideNone]
    window.actions_by_name["walkthroughAction"].trigger()
    qtbot.waitUntil(window.findChild(QWidget, "walkGrain").isVisible)
    qtbot.waitUntil(lambda: seen_whole(window, size))
    for name in ("networkPanel", "trainingPanel", "predictions"):
        window.findChild(QDockWidget, f"{name}Dock").raise_()
        qtbot.waitUntil(lambda: seen_whole(window, size, form=True))
    # Two columns again where there is room, and one again where there is none.
    window.resize(2300, 1500)
    qtbot.waitUntil(lambda: not in_one_place(window, "networkPanel", "predictions"))
    network = window.findChild(QDockWidget, "networkPanelDock")
    answer = window.findChild(QDockWidget, "predictionsDock")
    qtbot.waitUntil(lambda: network.x() < 10 < 1500 < answer.x())
    window.resize(*size)
    qtbot.waitUntil(lambda: in_one_place(window, "networkPanel", "predictions"))


def in_one_place(window, name, other):
    """Whether two docks are tabs of one place."""
    one, two = (window.findChild(QDockWidget, f"{panel}Dock") for panel in (name, other))
    return two in window.tabifiedDockWidgets(one)


def test_panels_stand_below_each_other_where_there_is_room(qtbot, make_window):
    window = make_window()
    for size, left, right in (
        ((1272, 756), False, True),
        ((1920, 1060), False, False),
        ((1016, 556), True, True),
        ((1920, 1060), False, False),
    ):
        window.resize(*size)

        def look(left: bool = left, right: bool = right) -> None:
            assert in_one_place(window, "networkPanel", "trainingPanel") == left
            assert in_one_place(window, "predictions", "inspector") == right

        qtbot.waitUntil(look)


def test_a_place_that_the_user_chose_stays(qtbot, make_window):
    window = make_window()
    inspector = window.findChild(QDockWidget, "inspectorDock")

    def resize(size: tuple[int, int], low: bool) -> None:
        """Make the window so large, and wait until the left column has followed."""
        window.resize(*size)

        def look() -> None:
            assert in_one_place(window, "networkPanel", "trainingPanel") == low

        qtbot.waitUntil(look)

    resize((1016, 556), low=True)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, inspector)
    resize((1920, 1060), low=False)
    resize((1016, 556), low=True)
    assert not in_one_place(window, "predictions", "inspector")


def test_what_a_selection_brought_up_goes_with_it(qtbot, make_window):
    window = make_window()
    window.resize(1272, 756)
    predictions = window.findChild(QWidget, "predictions")
    selection = window.findChild(QWidget, "inspector").selection
    qtbot.waitUntil(lambda: not predictions.visibleRegion().isEmpty())
    selection.select((1, 3))
    qtbot.waitUntil(lambda: predictions.visibleRegion().isEmpty())
    selection.select((1, 4))
    selection.select(None)
    qtbot.waitUntil(lambda: not predictions.visibleRegion().isEmpty())


def test_a_walk_has_more_room_in_a_larger_window(qtbot, make_window):
    window = make_window()
    window.resize(1920, 1060)
    window.session.set_backend(BackendState("ready", device="CPU"))
    panel = window.findChild(QWidget, "walkthroughPanel")
    window.actions_by_name["walkthroughAction"].trigger()
    qtbot.waitUntil(lambda: panel.height() > 0.26 * window.height())
    assert panel.height() <= window.height() / 2


def test_a_map_has_more_of_a_high_window_and_a_curve_as_much(qtbot, make_window):
    window = make_window(beginning(Plane("spiral")))

    def column(name, width):
        dock = window.findChild(QDockWidget, name)
        qtbot.waitUntil(lambda: abs(dock.width() - width) <= 2)

    for size in ((1900, 1040), (1280, 700)):
        window.resize(*size)
        if size[0] == 1900:
            window.arrangement.reset()  # after that it follows the window
        square = size[1] - theme.space(118)
        column("decisionMapDock", max(0.27 * size[0], min(0.32 * size[0], square)))
    window.resize(1900, 1040)
    wide = min(0.32 * 1900, 1040 - theme.space(118))
    column("decisionMapDock", wide)
    window.session.open_run(Run.start(beginning(Curve())))
    column("curveFitDock", wide)
    view = window.findChild(QWidget, "curveView")
    qtbot.waitUntil(lambda: view.height() >= 0.85 * view.width())
    window.session.open_run(Run.start(Experiment()))
    column("predictionsDock", max(0.2 * 1900, min(theme.space(72), 0.225 * 1900)))
