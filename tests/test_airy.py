"""Where a column has room, the rows of its forms stand further apart, all by the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from core.beginnings import beginning
from core.data import Curve
from gui import theme
from gui.columns import Scroll, airiest
from gui.widgets import airy, spaced

FORMS = "network", "training", "data"
TALL, USUAL = (1912, 1040), (1272, 756)


def test_the_most_air_is_had_that_there_is_room_for():
    highs = {1.0: 300, 1.4: 350, 1.8: 400}
    assert airiest(1000, highs) == 1.8
    assert airiest(400, highs) == 1.8
    assert airiest(399, highs) == 1.4
    assert airiest(349, highs) == 1.0
    assert airiest(200, highs) == 1.0  # too little, even without: it scrolls


def scrolls(window):
    found = [window.findChild(QDockWidget, f"{name}PanelDock").widget() for name in FORMS]
    assert all(isinstance(scroll, QScrollArea) for scroll in found)
    return found


def gaps(window):
    """What is between the rows of each form of the left column, in px."""
    return [scroll.widget().layout().spacing() for scroll in scrolls(window)]


def apart(air, units=(1, 1.5, 1.5)):
    return [theme.space(one * air) for one in units]


def nothing_scrolls(window):
    return not any(scroll.verticalScrollBar().isVisible() for scroll in scrolls(window))


def test_forms_have_air_in_a_tall_window_and_none_in_a_usual_one(qtbot, make_window):
    window = make_window(size=USUAL)
    assert theme.AIRS[0] == 1.0
    qtbot.waitUntil(lambda: gaps(window) == apart(1.0) and nothing_scrolls(window))
    wishes = [scroll.sizeHint() for scroll in scrolls(window)]
    window.resize(*TALL)
    qtbot.waitUntil(lambda: gaps(window) == apart(theme.AIRS[-1]) and nothing_scrolls(window))
    assert [scroll.sizeHint().height() for scroll in scrolls(window)] == [
        wish.height() for wish in wishes
    ]
    window.resize(*USUAL)
    qtbot.waitUntil(lambda: gaps(window) == apart(1.0) and nothing_scrolls(window))


def test_a_dock_made_lower_by_hand_stays_and_all_forms_are_tight_alike(qtbot, make_window):
    window = make_window(size=TALL)
    qtbot.waitUntil(lambda: gaps(window) == apart(theme.AIRS[-1]) and nothing_scrolls(window))
    docks = [window.findChild(QDockWidget, f"{name}PanelDock") for name in FORMS]
    heights = [dock.height() for dock in docks]
    less = scrolls(window)[0].height() - scrolls(window)[0].sizeHint().height()
    by_hand = [heights[0] - less, heights[1], heights[2] + less]
    window.resizeDocks(docks, by_hand, Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: gaps(window) == apart(1.0) and nothing_scrolls(window))
    assert [dock.height() for dock in docks] == by_hand
    # Alone it has nothing to be like.
    docks[0].setFloating(True)
    window.arrangement.fit()
    qtbot.waitUntil(lambda: gaps(window)[1:] == apart(theme.AIRS[-1])[1:])
    assert gaps(window)[0] == apart(1.0)[0]


def test_forms_want_the_same_height_whatever_their_air(qtbot, make_window):
    window = make_window(beginning(Curve()), size=TALL)
    found = scrolls(window)
    window.findChild(QToolButton, "trainingMore").click()
    QApplication.processEvents()
    tight = [scroll.sizeHint() for scroll in found]
    for air in theme.AIRS:
        for scroll, wish in zip(found, tight, strict=True):
            scroll.breathe(air)
            assert scroll.sizeHint() == wish, (scroll.widget().objectName(), air)
    assert all(scroll.taken(theme.AIRS)[theme.AIRS[-1]] for scroll in found)


def test_a_field_below_its_title_has_a_gap_of_its_own(qtbot):
    panel = QWidget()
    form = airy(spaced(QFormLayout(panel), spacing=3))
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    for title in ("One", "Two"):
        form.addRow(title, QLineEdit())
    scroll = Scroll(panel)
    qtbot.addWidget(scroll)
    scroll.resize(300, 400)
    scroll.show()
    qtbot.waitExposed(scroll)
    wish = scroll.sizeHint()
    scroll.breathe(theme.AIRS[-1])
    assert panel.sizeHint().height() > wish.height()
    assert scroll.sizeHint() == wish
