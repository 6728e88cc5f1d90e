"""Whatever the size of the text, the desktop's or the user's, no control is cut."""

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QToolBar,
    QWidget,
)

from gui import settings, theme
from gui.backend_state import BackendState
from gui.diagram.view import Diagram
from tests.test_pseudo_language import clipped, parts

CONTROLS = QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit


@pytest.fixture
def desktop(qapp):
    """A function: points -> the desktop's font has that size."""
    before = QApplication.font()

    def ask(points: float) -> None:
        font = QFont(before)
        font.setPointSizeF(points)
        QApplication.setFont(font)

    yield ask
    theme.set_text_size(100)
    QApplication.setFont(before)


class Painted(QObject):
    """Who was painted."""

    def __init__(self, window):
        super().__init__(window)
        self.widgets = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.widgets.append(watched)
        return False


def test_a_new_text_size_is_taken_in_one_turn_and_painted_in_another(make_window, qtbot):
    window = make_window()
    diagram = window.findChild(Diagram)
    painted, turns = Painted(window), []
    qtbot.waitUntil(lambda: diagram in painted.widgets)
    QApplication.processEvents()
    before = diagram.font().pointSizeF()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: turns.append((diagram.font().pointSizeF(), painted.widgets[:])))
    timer.start()
    window.change_text_size(1)
    painted.widgets.clear()
    new = pytest.approx(1.1 * before)
    qtbot.waitUntil(lambda: any(size == new for size, _ in turns))
    assert next(seen for size, seen in turns if size == new) == []
    qtbot.waitUntil(lambda: diagram in painted.widgets)


def walking(window):
    """The window, large, with a walk open; its charts are made, too."""
    window.resize(1920, 1200)
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.actions_by_name["walkthroughAction"].trigger()
    return window


def cut(window: QWidget) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """What is smaller than it must be: name, size it has, and least size."""
    return [
        (part.objectName() or type(part).__name__, part.size().toTuple(), least.toTuple())
        for part in parts(window)
        if part.isVisible() and isinstance(part, CONTROLS)
        for least in (_least(part),)
        if part.width() < least.width()
        or part.height() < max(least.height(), part.fontMetrics().height())
    ]


def _least(part: QWidget) -> QSize:
    # A field that is a part of another has the other's frame.
    inner = part.objectName() == "qt_spinbox_lineedit"
    return QSize() if inner else part.minimumSizeHint()


def nothing_is_cut(qtbot, window):
    """Wait until the layouts have followed. TimeoutError: something has too little room."""

    def look() -> None:
        assert cut(window) == []
        assert clipped(window) == []

    for dock in window.findChildren(QDockWidget):
        dock.raise_()
        qtbot.waitUntil(look)


@pytest.mark.parametrize("points", [9, 11, 14, 18, 24])
def test_nothing_is_cut_with_the_desktops_font(qtbot, make_window, desktop, points):
    desktop(points)
    window = walking(make_window())
    nothing_is_cut(qtbot, window)


@pytest.mark.parametrize("size", ["125", "200", "75"])
def test_nothing_is_cut_when_the_text_gets_another_size(qtbot, make_window, desktop, size):
    window = walking(make_window())
    action = window.actions_by_name["smallerTextAction" if size == "75" else "largerTextAction"]
    while settings.get("textSize") != size:
        action.trigger()
    nothing_is_cut(qtbot, window)
    again = make_window()  # which has the same sizes from the start
    changed, made = (one.findChild(QWidget, "trainingPanel") for one in (window, again))
    for part in parts(made):
        if part.objectName() and isinstance(part, CONTROLS):
            same = changed.findChild(type(part), part.objectName())
            assert same.sizeHint() == part.sizeHint(), part.objectName()


def test_what_is_cut_is_found(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    spin = QLineEdit(box)
    box.show()
    spin.resize(100, 9)
    assert len(cut(box)) == 1
    spin.resize(100, 60)
    assert cut(box) == []


def test_the_text_size_is_chosen_by_keys_and_remembered(qtbot, make_window, desktop):
    def pixels():
        return QFontInfo(QApplication.font()).pixelSize()

    window = make_window()
    normal = pixels()
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        qtbot.keyClick(window, key, control)
    assert settings.get("textSize") == "125"
    assert pixels() == pytest.approx(1.25 * normal, abs=1)
    value = window.findChild(QWidget, "epochValue")
    qtbot.waitUntil(lambda: value.fontInfo().pixelSize() == pixels())
    assert window.findChild(QToolBar).iconSize() == theme.icon_size(large=True)
    window.close()
    make_window()
    assert pixels() == pytest.approx(1.25 * normal, abs=1)
    again = make_window()
    qtbot.keyClick(again, Qt.Key.Key_Minus, control)
    assert settings.get("textSize") == "110"
    qtbot.keyClick(again, Qt.Key.Key_0, control)
    assert settings.get("textSize") == "100"
    assert pixels() == normal
    for _ in range(20):
        again.actions_by_name["largerTextAction"].trigger()
    assert settings.get("textSize") == str(theme.TEXT_SIZES[-1])
    for _ in range(20):
        again.actions_by_name["smallerTextAction"].trigger()
    assert settings.get("textSize") == str(theme.TEXT_SIZES[0])
    again.actions_by_name["normalTextAction"].trigger()


def test_the_grid_grows_with_the_text(desktop):
    desktop(9)
    small = theme.space(1), theme.space(10), theme.icon_size().width()
    desktop(18)
    assert theme.space(10) == 2 * small[1]
    assert theme.icon_size().width() == 2 * small[2]
    large = theme.font("large", strong=True)
    assert large.pointSizeF() == pytest.approx(18 * theme.SIZES["large"])
    assert large.featureValue(QFont.Tag("tnum")) == 1


def test_a_font_in_pixels_grows_as_well(desktop):
    font = QFont(QApplication.font())
    font.setPixelSize(20)
    QApplication.setFont(font)
    theme.set_text_size(150)
    assert QApplication.font().pixelSize() == 30
    theme.set_text_size(200)
    assert QApplication.font().pixelSize() == 40
    theme.set_text_size(100)
    assert QApplication.font().pixelSize() == 20
