"""The columns of docks beside the diagram: each panel as high as it wants, while there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QTabBar, QWidget

from gui import theme

_LEAST = 25  # units of the grid: what a panel that scrolls shows of itself at least
_LARGEST_SHARE = 0.27  # of the screen's width, that a panel may ask for; a wider one scrolls


class Scroll(QScrollArea):
    """Holds a panel, which scrolls where it has less room than it wants."""

    wish_changed = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self._panel = panel
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(panel)

    def sizeHint(self) -> QSize:
        return self._panel.sizeHint()

    def minimumSizeHint(self) -> QSize:
        panel, bar = self._panel.minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        most = round(_LARGEST_SHARE * self.screen().availableSize().width())
        return QSize(
            min(panel.width() + bar, max(most, theme.space(_LEAST))),
            min(panel.height(), theme.space(_LEAST)),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.wish_changed.emit()
        return done


def share(window: QMainWindow, area: Qt.DockWidgetArea, always: bool = True) -> None:
    """Let the docks of a side column have the heights they want, as far as there is room.

    Not `always`: only where one of them scrolls while another has more room than it wants.
    """
    places = _places(window, area)
    if not places or len({dock.x() for dock, *_ in places}) > 1:
        return  # the user has put some of them side by side
    room = sum(dock.height() for dock, *_ in places)
    heights = shared(room, [least for _, least, _ in places], [wish for *_, wish in places])
    short = [dock.height() < wish for dock, _, wish in places]
    spare = [dock.height() > wish for dock, _, wish in places]
    if always or (any(short) and any(spare)):
        docks = [dock for dock, *_ in places]
        window.resizeDocks(docks, heights, Qt.Orientation.Vertical)


def shared(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Return heights of panels that fill `room`: what is left over is the last one's.

    Where there is too little, each gives up the same share of what it wants beyond its `least`.
    """
    if room >= sum(wishes):
        return [*wishes[:-1], room - sum(wishes[:-1])]
    beyond = sum(wishes) - sum(least)
    part = max(room - sum(least), 0) / beyond if beyond else 0.0
    return [round(low + part * (wish - low)) for low, wish in zip(least, wishes, strict=True)]


def wish_of(dock: QDockWidget) -> int:
    """Return how high a dock wants to be, its title with it."""
    return dock.widget().sizeHint().height() + _title(dock)


def tabs_height(window: QMainWindow) -> int:
    """Return how high the tabs are that docks in one place have."""
    return QTabBar(window).sizeHint().height() or window.fontMetrics().height()


def _title(dock: QDockWidget) -> int:
    return max(dock.widget().y(), dock.fontMetrics().height())


def _places(window: QMainWindow, area: Qt.DockWidgetArea) -> list[tuple[QDockWidget, int, int]]:
    """Return the places of a column from the top: the dock in front, least height, and wish."""
    docks = [
        dock
        for dock in window.findChildren(QDockWidget)
        if window.dockWidgetArea(dock) == area and dock.isVisible() and not dock.isFloating()
    ]
    found = []
    for dock in docks:
        together = [dock, *(one for one in window.tabifiedDockWidgets(dock) if one in docks)]
        if dock.visibleRegion().isEmpty() and len(together) > 1:
            continue  # behind another
        least = max(one.minimumSizeHint().height() for one in together)
        found.append((dock, least, max(map(wish_of, together))))
    return sorted(found, key=lambda place: place[0].y())
