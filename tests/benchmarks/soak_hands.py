"""The hands of a soak: mouse and keys as the window system brings them, and time to live."""

from collections.abc import Callable
from random import Random

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollArea,
    QTabBar,
    QWidget,
)

MOVE_MS = 8  # between two moves of a mouse
LEFT, RIGHT, NONE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.KeyboardModifier.NoModifier,
)
_SETTLE_MS = 80
_OPEN_MS = 1500  # that a menu or a dialog may stay where nobody answers it
# What is not clicked: the window would be gone, or its answer cannot be taken back.
_LEFT_ALONE = {"quitAction", "leaveUnsaved", "deleteButton", "discardButton"}
_CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
CANVASES = (
    "diagram",
    "digitPad",
    "decisionMapView",
    "curveView",
    "lossPlot",
    "walkScrubber",
    "gallery",
)


class MissedError(Exception):
    """An action did not have its effect."""


class SkippedError(Exception):
    """There was nothing to do it with."""


class Hands:
    """Clicks, drags and types in a window; whatever opens meanwhile is closed again."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._random = Random(0)
        self._open = QElapsedTimer()
        self._clicked = QElapsedTimer()  # since the last click
        self._clicked.start()
        self.told = ""  # by the last box that was answered
        self.struck = ""  # what lay where it was clicked last
        self.answering = False  # an action has a dialog in hand: it is left to it
        self._watch = QTimer(window, interval=100)
        self._watch.timeout.connect(self._close_old)
        self._watch.start()

    def take(self, random: Random) -> None:
        """Draw answers from `random`, from here on."""
        self._random = random

    def live(self, ms: float) -> None:
        """Let the window live for so long."""
        loop = QEventLoop()
        QTimer.singleShot(int(ms), loop.quit)
        loop.exec()

    def wait(self, true: Callable[[], bool], seconds: float) -> bool:
        """Let the window live until `true()`, so long at most; return whether it came."""
        clock = QElapsedTimer()
        clock.start()
        while not true():
            if clock.elapsed() > 1000 * seconds:
                return False
            self.live(15)
        return True

    # Mouse and keys.

    def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NONE,
        still: Callable[[], bool] = lambda: True,
    ) -> bool:
        """Click on a widget, in its middle unless told where; False: it is not there to click.

        Nor is it clicked where what it is clicked for does not hold any more: `still()`.
        """
        if not widget.isVisible() or not (handle := widget.window().windowHandle()):
            return False
        at = at if at is not None else widget.rect().center()
        # Two clicks that follow soon are a double click to Qt, which does something else. And what
        # has just changed may still move under the mouse.
        self.live(max(QApplication.doubleClickInterval() - self._clicked.elapsed(), _SETTLE_MS))
        self._clicked.restart()
        if not shiboken6.isValid(widget) or not still():
            return False
        self._bring(widget, at)
        if not widget.visibleRegion().contains(at):
            return False
        place = widget.mapTo(widget.window(), at)
        found = widget.window().childAt(place)
        self.struck = f"{found.objectName() or type(found).__name__}" if found else "nothing"
        QTest.mouseClick(handle, button, keys, place)
        return True

    def _bring(self, widget: QWidget, at: QPoint) -> None:
        """Scroll until a place in a widget is seen."""
        above = widget.parentWidget()
        while above is not None:
            inside = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and inside and inside.isAncestorOf(widget):
                place = widget.mapTo(inside, at)
                above.ensureVisible(place.x(), place.y(), 20, 20)
            above = above.parentWidget()

    def why_unseen(self, widget: QWidget) -> str:
        """Say where a widget is, and where those that it is in."""
        told = []
        one: QWidget | None = widget
        while one is not None:
            seen = one.visibleRegion().boundingRect()
            told.append(f"{type(one).__name__} {one.geometry().getRect()} seen {seen.getRect()}")
            one = one.parentWidget()
        return "; ".join(told)

    def drag(
        self,
        widget: QWidget,
        points: list[QPoint],
        keys: Qt.KeyboardModifier = NONE,
        button: Qt.MouseButton = LEFT,
    ) -> bool:
        """Press at the first of `points`, in the widget, and drag through all of them."""
        if not widget.isVisible() or not (handle := widget.window().windowHandle()):
            return False
        over = widget.window()
        places = [widget.mapTo(over, point) for point in points]
        QTest.mousePress(handle, button, keys, places[0])
        for place in places[1:]:
            QTest.mouseMove(handle, place)
            self.live(MOVE_MS)
        QTest.mouseRelease(handle, button, keys, places[-1])
        return True

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in the window that has the keyboard."""
        target = QApplication.focusWindow() or self.window.windowHandle()
        if target:
            QTest.keyClick(target, key, keys)

    def type(self, widget: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> bool:
        """Type `text` into a field in place of what it has."""
        if not widget.isVisible() or not widget.isEnabled():
            return False
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)
        self.live(20)
        if end is not None:
            QTest.keyClick(widget, end)
        return True

    # What there is.

    def field(self, name: str) -> QWidget | None:
        """Return the widget of that name, if it is there to be seen."""
        found = self.window.findChild(QWidget, name)
        return found if found is not None and found.isVisible() and found.isEnabled() else None

    def reached(self, widget: QWidget) -> bool:
        """Whether the mouse reaches all of a widget: nothing scrolls away or lies over it."""
        over, rect = widget.window(), widget.rect()
        corners = (rect.topLeft(), rect.topRight(), rect.center(), rect.bottomRight())
        found = (over.childAt(widget.mapTo(over, corner)) for corner in corners)
        return widget.visibleRegion().boundingRect() == rect and all(
            one is not None and (one is widget or widget.isAncestorOf(one)) for one in found
        )

    def controls(self) -> list[QWidget]:
        """Return all controls and canvases that can be seen."""
        return [
            one
            for one in self.window.findChildren(QWidget)
            if (isinstance(one, _CONTROLS) or one.objectName() in CANVASES)
            and one.isVisible()
            and one.isEnabled()
            and not one.visibleRegion().isEmpty()
            and not _named(one) & _LEFT_ALONE
        ]

    def place_in(self, widget: QWidget, random: Random) -> QPoint:
        """Return any place of the part of a widget that is seen."""
        seen = widget.visibleRegion().boundingRect()
        return QPoint(
            seen.left() + int(random.random() * max(seen.width(), 1)),
            seen.top() + int(random.random() * max(seen.height(), 1)),
        )

    # What opened.

    def opened(self) -> QWidget | None:
        """Return the menu, list or dialog that is open."""
        if popup := QApplication.activePopupWidget():
            return popup
        if modal := QApplication.activeModalWidget():
            return modal
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                return one
        return None

    def file_dialog(self) -> QFileDialog | None:
        """Return the dialog that asks for a file, if it is open."""
        found = self.opened()
        return found if isinstance(found, QFileDialog) else None

    def tidy(self) -> None:
        """Answer or close whatever is open."""
        for _ in range(20):
            if (found := self.opened()) is None:
                return
            self._answer(found)
            self.live(10)

    def _close_old(self) -> None:
        """Close what is open for long: an action may wait for that."""
        found = self.opened()
        if found is None or (self.answering and not isinstance(found, QMessageBox)):
            self._open.invalidate()
        elif not self._open.isValid():
            self._open.start()
        elif self._open.elapsed() > _OPEN_MS:
            self._open.restart()
            self.tidy()

    def _answer(self, found: QWidget) -> None:
        if isinstance(found, QMessageBox):
            self.told = found.text()
            roles = QMessageBox.ButtonRole
            unsafe = (roles.DestructiveRole, roles.InvalidRole, roles.HelpRole)
            safe = [one for one in found.buttons() if found.buttonRole(one) not in unsafe]
            safe = [one for one in safe if not _named(one) & _LEFT_ALONE]
            if safe:
                self._random.choice(safe).click()
                return
        if isinstance(found, QMenu) and self._random.random() < 0.3:
            self.choose_from(found)
        elif isinstance(found, QDialog):
            found.reject()
        if shiboken6.isValid(found) and found.isVisible():
            found.close()

    def choose_from(self, menu: QMenu) -> None:
        """Choose any entry of a menu that is open."""
        entries = [
            one
            for one in menu.actions()
            if one.isEnabled()
            and not one.isSeparator()
            and not one.menu()
            and one.objectName() not in _LEFT_ALONE
        ]
        if entries:
            one = self._random.choice(entries)
            self.click(menu, menu.actionGeometry(one).center())


def _named(widget: QWidget) -> set[str]:
    """Return what a widget is called, and the action that it is a button of."""
    names = {widget.objectName()}
    action = getattr(widget, "defaultAction", lambda: None)()
    if action is not None:
        names.add(action.objectName())
    return names
