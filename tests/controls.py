"""What a person may find out of controls, and how they stand, in lines: for `tests.kept`."""

from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollBar,
    QSpinBox,
    QWidget,
)


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


def letters(widget):
    """How large its letters are, and how heavy."""
    return f"{QFontInfo(widget.font()).pixelSize()} px {widget.font().weight().value}"


def looks(widget):
    """The lines of what a widget looks like: its font, colours, sizes and steps."""
    if isinstance(widget, QLabel):
        ink = widget.palette().color(QPalette.ColorRole.WindowText).name()
        yield f"    {ink} {letters(widget)}"
        if widget.buddy():
            yield f"    before {widget.buddy().objectName()}"
    if isinstance(widget, QAbstractButton):
        size = widget.iconSize().toTuple()
        yield f"    picture {size}, {letters(widget)}"
        if widget.shortcut().toString():
            yield f"    {widget.shortcut().toString()}"
    if isinstance(widget, QAbstractSlider):
        ends = widget.minimum(), widget.maximum(), widget.singleStep(), widget.pageStep()
        yield f"    at {widget.value()} of {ends}"
        yield f"    {widget.palette().color(QPalette.ColorRole.Button).name()}"
    if isinstance(widget, QComboBox):
        yield f"    {widget.minimumContentsLength()} letters, {widget.iconSize().toTuple()}"
    if widget.styleSheet():
        yield f"    {widget.styleSheet()}"
    policy = widget.sizePolicy()
    yield f"    {policy.horizontalPolicy().name} {policy.verticalPolicy().name}"
    # Where there are words it is the font that decides.
    if not isinstance(widget, QLabel | QAbstractButton):
        if widget.minimumWidth() == widget.maximumWidth():
            yield f"    {widget.minimumWidth()} px wide"
        if widget.minimumHeight() == widget.maximumHeight():
            yield f"    {widget.minimumHeight()} px high"


def stands(layout, indent="    "):
    """The lines of what a layout holds, and where, other layouts within it too."""
    margins = layout.contentsMargins()
    sides = margins.left(), margins.top(), margins.right(), margins.bottom()
    gaps = layout.spacing()
    if isinstance(layout, QGridLayout | QFormLayout):
        gaps = layout.horizontalSpacing(), layout.verticalSpacing()
    yield f"{indent}{type(layout).__name__} {sides} {gaps}"
    for at in range(layout.count()):
        item, place = layout.itemAt(at), ""
        match layout:
            case QGridLayout():
                row, column, down, across = layout.getItemPosition(at)
                place = f"{row} {column} {down} {across}, stretch {layout.columnStretch(column)}"
            case QBoxLayout():
                place = f"stretch {layout.stretch(at)}"
        if item.layout():
            yield f"{indent}  {place}"
            yield from stands(item.layout(), indent + "  ")
        elif item.widget():
            name = item.widget().objectName() or type(item.widget()).__name__
            yield f"{indent}  {name} {place} {item.alignment().value}"
        else:
            size = item.sizeHint().toTuple()
            yield f"{indent}  nothing {place} {size}"


def panel(widget):
    """The lines of a panel and of all controls in it, Qt's own parts of them left out."""
    for one in (widget, *widget.findChildren(QWidget)):
        qt = isinstance(one, QScrollBar) or one.objectName().startswith("qt_")
        inner = isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
        if qt or inner or not (one.objectName() or isinstance(one, QLabel) or one.layout()):
            continue
        yield from told(one)
        yield from looks(one)
        if isinstance(one.layout(), QLayout):
            yield from stands(one.layout())
