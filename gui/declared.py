"""What an action of the window is declared by, and the action that is made of it."""

from html import escape
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.panels.number_box import finish_typing


class Declared(NamedTuple):
    """An action, by all but its name; `icon` is a file's in resources/icons, or ""."""

    text: str
    icon: str
    shortcuts: tuple[str | QKeySequence.StandardKey, ...]
    tip: str


def made(name: str, declared: Declared, parent: QWidget) -> QAction:
    """Return the action called `name`; its shortcuts work in the whole window `parent`."""
    action = QAction(declared.text, parent)
    action.setObjectName(name)
    if declared.icon:
        action.setIcon(icon(declared.icon))
        action.setProperty("iconName", declared.icon)
    action.setShortcuts([QKeySequence(keys) for keys in declared.shortcuts])
    action.triggered.connect(finish_typing)  # the first: it acts on what stands in the fields
    tell(action, declared.tip)
    return action


def tell(action: QAction, tip: str) -> None:
    """Let the tooltip say `tip` as it stands, which may be from a file, and the action's keys."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    said = f"{tip} ({keys})" if keys else tip
    # Qt takes for rich text what looks like it, and reads the files it names.
    action.setToolTip(f"<span>{escape(said)}</span>" if Qt.mightBeRichText(said) else said)
