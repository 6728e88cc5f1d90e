"""Every control and action of the window, as it was found right: see `tests/kept.py`."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabBar, QWidget

from gui import theme
from gui.late_panel import LatePanel
from tests.controls import told
from tests.kept import assert_kept


def test_every_control_and_action(make_window):
    window = make_window()
    for late in window.findChildren(LatePanel):
        late.make()
    lines = []
    for widget in window.findChildren(QWidget):
        # Tabs come and go by the room; the rest of Qt's own has names that tell.
        own = isinstance(widget, QTabBar) or widget.objectName().startswith(("qt_", "Scroll"))
        if widget.objectName() and not own:
            lines.extend(told(widget))
    lines.append("== actions")
    for action in window.findChildren(QAction):
        if action.text():
            keys = [key.toString() for key in action.shortcuts()]
            checked = f" checked {action.isChecked()}" if action.isCheckable() else ""
            enabled = "" if action.isEnabled() else " disabled"
            lines.append(f"{action.objectName()} “{action.text()}” {keys}{checked}{enabled}")
            lines.append(f"    {action.toolTip()}")
    assert_kept("window", lines)


def test_the_grid_and_the_sizes_of_text(qapp):
    lines = [f"{units}: {theme.space(units)}" for units in (0, 0.5, 1, 2, 3, 4, 8, 60)]
    for size in theme.SIZES:
        for strong in (False, True):
            font = theme.font(size, strong)
            lines.append(f"{size}: {font.pointSizeF():g} {font.weight().value}")
    assert_kept("theme", [*lines, *map(str, (theme.icon_size(), theme.icon_size(True)))])
