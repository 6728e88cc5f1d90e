"""Which keys a control with the focus has for itself, before any shortcut of the window.

Qt asks the focused widget about a key, and then its parents, before it looks for a shortcut. Only
text fields answer. Here the window answers for all the other controls.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)

_KEY = Qt.Key
# Where each arrow leads: so many places across, and down.
ARROW_STEPS: dict[int, tuple[int, int]] = {
    _KEY.Key_Left: (-1, 0),
    _KEY.Key_Right: (1, 0),
    _KEY.Key_Up: (0, -1),
    _KEY.Key_Down: (0, 1),
}
ARROWS = frozenset((_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down))
_JUMPS = frozenset((_KEY.Key_PageUp, _KEY.Key_PageDown, _KEY.Key_Home, _KEY.Key_End))
_UP_DOWN = frozenset((_KEY.Key_Up, _KEY.Key_Down))
_LEFT_RIGHT = frozenset((_KEY.Key_Left, _KEY.Key_Right))
_SPACE = frozenset((_KEY.Key_Space,))


class OwnKeys:
    """A widget that this is mixed into names the keys that it has for itself."""

    own_keys: frozenset[Qt.Key] = frozenset()


class KeyKeeper(QObject):
    """Lets whatever has the focus in a window keep its keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            focused = QApplication.focusWidget()
            if focused is not None and keeps(focused, event):
                event.accept()
                return True
        return False


def keeps(control: QWidget, event: QKeyEvent) -> bool:
    """Whether a control that has the focus does something of its own with a key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held:
        return False
    if isinstance(control, QComboBox) and event.text().isprintable() and event.text():
        return True  # it finds the entry that begins so
    return event.key() in keys_of(control)


def keys_of(control: QWidget) -> frozenset[Qt.Key]:
    """Return the keys that a control with the focus has for itself."""
    match control:
        case OwnKeys():
            return control.own_keys
        case QComboBox():
            return _SPACE | _UP_DOWN | _JUMPS
        case QAbstractSpinBox():
            return ARROWS | _JUMPS
        case QAbstractSlider():
            return ARROWS | _JUMPS
        case QAbstractButton():
            # Of several that exclude each other the arrows choose another one.
            return _SPACE | ARROWS if control.group() else _SPACE
        case QTabBar():
            return _LEFT_RIGHT
        case QAbstractScrollArea() if control.verticalScrollBar().maximum() > 0:
            return _UP_DOWN | _JUMPS
    return frozenset()
