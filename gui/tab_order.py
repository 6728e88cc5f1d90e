"""Tab goes as the eye does: panel after panel, and in each line by line."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QStatusBar,
    QToolBar,
    QWidget,
)


class Stop(NamedTuple):
    """Something that Tab comes to: which panel it is in, and where it is in the window (px)."""

    panel: QRect
    place: QRect


def in_order(stops: list[Stop]) -> list[int]:
    """Return the numbers of `stops` as the eye goes: columns of panels from the left, each down."""

    panels: dict[object, list[int]] = {}
    for number, stop in enumerate(stops):
        panels.setdefault(stop.panel.getRect(), []).append(number)
    lines: dict[int, int] = {}
    for numbers in panels.values():
        lines |= zip(numbers, _lines([stops[number].place for number in numbers]), strict=True)

    def key(number: int) -> tuple[int, ...]:
        panel, place = stops[number]
        return (panel.x(), panel.y(), lines[number], place.x(), number)

    return sorted(range(len(stops)), key=key)


def move_focus(window: QMainWindow, forward: bool) -> bool:
    """Give the focus to what Tab (`forward`) or Shift+Tab comes to; return whether there is one."""
    found = next_stop(window, forward)
    if found is None:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    around = found.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(found)
        around = around.parentWidget()
    return True


def next_stop(window: QMainWindow, forward: bool) -> QWidget | None:
    """Return what Tab (`forward`) or Shift+Tab comes to from where the focus is; None: nothing."""
    found = [widget for widget in window.findChildren(QWidget) if _is_stop(widget, window)]
    stops = [Stop(_panel_of(widget, window), _place_of(widget, window)) for widget in found]
    order = [found[number] for number in in_order(stops)]
    if not order:
        return None
    now = QApplication.focusWidget()
    while now is not None and now not in order:
        now = now.parentWidget()
    if now is None:
        return order[0 if forward else -1]
    return order[(order.index(now) + (1 if forward else -1)) % len(order)]


def _lines(places: list[QRect]) -> list[int]:
    """Return the top of the line that each stands in: whose middles its own height covers."""
    spans = [(place.top(), place.center().y(), place.bottom()) for place in places]
    return [
        min(
            other_top
            for other_top, other_middle, other_bottom in spans
            if top <= other_middle <= bottom or other_top <= middle <= other_bottom
        )
        for top, middle, bottom in spans
    ]


def _is_stop(widget: QWidget, window: QMainWindow) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.window() is window
        and widget.isEnabled()
        and widget.isVisible()
        and not _is_covered(_part_of(widget, window))
    )


def _is_covered(part: QWidget) -> bool:
    """Whether another dock lies over this one, in the same place."""
    return isinstance(part, QDockWidget) and part.visibleRegion().isEmpty()


def _part_of(widget: QWidget, window: QMainWindow) -> QWidget:
    """Return the toolbar, dock or other part of the window that holds a widget."""
    part = widget
    while (parent := part.parentWidget()) is not None and parent is not window:
        part = parent
    return part


def _panel_of(widget: QWidget, window: QMainWindow) -> QRect:
    """Return the place of a widget's part; the toolbar counts as left of all, the status right."""
    part = _part_of(widget, window)
    place = _place_of(part, window)
    if isinstance(part, QToolBar):
        return place.translated(-window.width(), 0)
    return place.translated(window.width(), 0) if isinstance(part, QStatusBar) else place


def _place_of(widget: QWidget, window: QMainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
