"""Every control and action of the window, as it was found right: see `tests/kept.py`."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from gui import theme
from tests.kept import assert_kept
from tests.test_window import make_window  # noqa: F401


def about(widget):
    """What a person may find out of a widget."""
    match widget:
        case QSpinBox() | QDoubleSpinBox():
            ends = widget.minimum(), widget.maximum(), widget.singleStep()
            return f"{widget.text()} of {ends}"
        case QAbstractSpinBox():
            return widget.text()
        case QComboBox():
            choices = [widget.itemText(at) for at in range(widget.count())]
            tips = [widget.itemData(at, 3) for at in range(widget.count())]
            return f"{widget.currentText()} of {choices} {[tip for tip in tips if tip]}"
        case QAbstractButton():
            checked = f" checked {widget.isChecked()}" if widget.isCheckable() else ""
            return f"{widget.text()}{checked}"
        case QLabel() | QLineEdit():
            return widget.text()
        case QDockWidget():
            return f"{widget.windowTitle()} {widget.allowedAreas().value} {widget.features().value}"
    return ""


def told(widget):
    """The lines of a widget: what it is, what it says, how it is laid out."""
    kind = type(widget).__name__
    state = "" if widget.isEnabled() else " disabled"
    state += "" if widget.isVisible() else " hidden"
    yield f"{widget.objectName()} ({kind}{state}): {about(widget)}"
    for what in (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()):
        if what:
            yield f"    {what}"
    layout = widget.layout()
    if layout is not None:
        margins = layout.contentsMargins()
        sides = margins.left(), margins.top(), margins.right(), margins.bottom()
        yield f"    laid out {sides} {layout.spacing()}"


def test_every_control_and_action(make_window):  # noqa: F811
    window = make_window()
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
