"""What passes over a panel's fields: the wheel, which scrolls, and Undo, which is the window's."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


def guard_fields(*fields: QWidget) -> None:
    """Let the wheel pass over `fields`, combo and spin boxes, that have not the focus.

    A scroll through a panel would otherwise change the training, or begin another.
    """
    for field in fields:
        # By Qt's default, a turn of the wheel would give the focus first.
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(_FieldGuard(field))


class _FieldGuard(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (
                event.matches(QKeySequence.StandardKey.Undo)
                or event.matches(QKeySequence.StandardKey.Redo)
            )
        ):
            event.ignore()  # a number that was typed is undone where it took effect
            return True
        focused = isinstance(watched, QWidget) and watched.hasFocus()
        if event.type() == QEvent.Type.Wheel and not focused:
            event.ignore()  # whatever scrolls the panel takes it
            return True
        return False
