"""Buttons of tools to draw with: pictures alone, and the one in use stays down."""

from collections.abc import Iterable

from PySide6.QtWidgets import QToolButton

from gui import theme
from gui.icons import icon
from gui.widgets import labelled

_ICON = "iconName"  # property of a button


def plain_button(name: str, title: str, tip: str, glyph: str) -> QToolButton:
    """Return a button for what is done at once, with the icon `glyph`."""
    button = labelled(QToolButton(autoRaise=True), name, title, tip)
    button.setProperty(_ICON, glyph)
    return button


def tool_button(name: str, title: str, tip: str, glyph: str, key: str) -> QToolButton:
    """Return a button for a tool, which `key` takes up, too."""
    button = plain_button(name, title, f"{tip} ({key})", glyph)
    button.setCheckable(True)
    button.setShortcut(key)
    return button


def show_icons(buttons: Iterable[QToolButton]) -> None:
    """Give buttons their icons in the colours and the size of the theme."""
    for button in buttons:
        button.setIcon(icon(button.property(_ICON)))
        button.setIconSize(theme.icon_size())
