"""The columns of docks beside the diagram: each panel as high as it wants, while there is room."""

import itertools
import operator
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QStyle, QTabBar, QWidget

from gui import theme
from gui.widgets import Shrinking

# Units of the grid, and of the screen's height: what a panel that scrolls shows of itself at least.
_LEAST, _LEAST_SHARE = 25, 0.13
# Of the screen's width, and px, that a panel may ask for; a wider one scrolls.
_LARGEST_SHARE, _LARGEST = 0.22, 280
_MANY = 5  # tabs, which have arrows where there is too little room
_LATER = 250  # ms, until it asks again for the room that it asked for before


class Scroll(QScrollArea):
    """Holds a panel, which scrolls where it has less room than it wants."""

    wish_changed = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self._panel = panel
        self._fits = False  # its panel, just now: that may go on within itself
        self._wished: tuple[QSize, QSize, int] | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._ask)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the focus
        self.setWidget(panel)

    def sizeHint(self) -> QSize:
        return QSize(self._panel.sizeHint().width(), self._high(self._panel.sizeHint()))

    @property
    def least(self) -> int:
        """How high it is at least, in px, to show all of its panel without scrolling."""
        return self._high(self._panel.minimumSizeHint())

    @property
    def widest(self) -> int:
        """How wide it is, in px, where its panel has the width it needs beside a scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self._panel.minimumSizeHint().width() + bar

    @property
    def enough(self) -> int:
        """How high it is at least, in px, to show its panel well."""
        shrinks = isinstance(self._panel, Shrinking)
        return self.sizeHint().height() if shrinks else self.least

    @property
    def room(self) -> int:
        """How wide its viewport is, in px.

        It is not asked: for the first widget that Qt has made, PySide6 prepares all kinds of them.
        """
        bar = self.verticalScrollBar()
        beside = bar.width() if bar.isVisibleTo(self) else 0
        return self.maximumViewportSize().width() - beside

    def _high(self, hint: QSize) -> int:
        """The height of `hint`, or more where words are wrapped in the width there is."""
        if not self._panel.hasHeightForWidth():
            return hint.height()
        wide = max(self.room, self._panel.minimumSizeHint().width())
        return max(self._panel.heightForWidth(wide), self._panel.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        panel, bar = self._panel.minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        screen = self.screen().availableSize()
        most = round(_LARGEST_SHARE * screen.width())
        most = max(most, _LARGEST)
        return QSize(
            min(panel.width() + bar, most),
            min(panel.height(), theme.space(_LEAST), round(_LEAST_SHARE * screen.height())),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._panel or event.type() != QEvent.Type.Resize:
            done = super().eventFilter(watched, event)
        elif self._fits:  # a panel that wants another size in every size: the stack would fill
            self._later.start()
            return False
        else:
            self._fits = True
            try:
                done = super().eventFilter(watched, event)
            finally:
                self._fits = False
        if event.type() == QEvent.Type.LayoutRequest:
            if self._wish() != self._wished:
                self._ask()
            elif not self._later.isActive():
                # Numbers that change are no reason to lay out the whole window at every frame.
                self._later.start()
        return done

    def _ask(self) -> None:
        self._wished = self._wish()
        self.updateGeometry()
        self.wish_changed.emit()

    def _wish(self) -> tuple[QSize, QSize, int]:
        return self.sizeHint(), self.minimumSizeHint(), self.least


class Place(NamedTuple):
    """One place of a column: the dock that is seen there, and heights in px, of its tabs, too.

    It shows a part of what it holds if it is `least` high, all of it from `enough` on, and
    `wish` is how high it likes to be. What can be made smaller is there, small, from `small` on.
    """

    dock: QDockWidget
    height: int
    least: int
    enough: int
    wish: int
    small: int | None = None


def share(window: QMainWindow, area: Qt.DockWidgetArea, always: bool = True) -> None:
    """Let the docks of a side column have the heights they want, as far as there is room.

    Not `always`: only where one of them scrolls while another could do with less.
    """
    places = _places(window, area)
    if not places or len({place.dock.x() for place in places}) > 1:
        return  # the user has put some of them side by side
    short = any(place.height < place.enough for place in places)
    spare = any(place.height > place.enough for place in places)
    if always or (short and spare):
        room = sum(place.height for place in places)
        docks = [place.dock for place in places]
        window.resizeDocks(docks, shared(room, places), Qt.Orientation.Vertical)


def shared(room: int, places: Sequence[Place]) -> list[int]:
    """Return heights that fill `room`: what is left over is the last one's.

    Where there is too little for all wishes, each gives up the same share of its own; where there
    is not even enough, what can be made smaller is, and then all of them scroll.
    """
    wishes = [place.wish for place in places]
    if room >= sum(wishes):
        return [*wishes[:-1], room - sum(wishes[:-1])]
    low, high = [place.enough for place in places], wishes
    if room < sum(low):
        small = [place.enough if place.small is None else place.small for place in places]
        low, high = small, low
        if room < sum(small):
            low, high = [place.least for place in places], small
    part = max(room - sum(low), 0) / max(sum(high) - sum(low), 1)
    return [round(one + part * (other - one)) for one, other in zip(low, high, strict=True)]


def hide_lost_tabs(window: QMainWindow) -> None:
    """Hide the tabs that Qt forgets where docks in one place are put there again.

    A dock is in one place alone: of two bars that both have its tab, one is lost.
    """
    direct, seen = Qt.FindChildOption.FindDirectChildrenOnly, set[str]()
    bars = [
        (bar, frozenset(bar.tabText(index) for index in range(bar.count())))
        for bar in reversed(window.findChildren(QTabBar, options=direct))  # the newest first
    ]
    together = _together(window)
    # Those that show what stands together come before.
    for bar, panels in sorted(bars, key=lambda one: one[1] not in together):
        if panels & seen:
            bar.hide()
        seen |= panels


def _together(window: QMainWindow) -> set[frozenset[str]]:
    """Return the titles of the docks that are tabs of one place, for each such place."""
    there = [dock for dock in window.findChildren(QDockWidget) if not dock.isHidden()]
    places = ((dock, *window.tabifiedDockWidgets(dock)) for dock in there)
    return {frozenset(one.windowTitle() for one in place if one in there) for place in places}


def name_tabs_whole(window: QMainWindow) -> None:
    """Let many tabs be gone through by arrows: shortened to fit, nobody could tell them apart."""
    for bar in window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
        many = bar.count() >= _MANY
        mode = Qt.TextElideMode.ElideNone if many else Qt.TextElideMode.ElideRight
        if bar.elideMode() != mode:
            bar.setElideMode(mode)
            bar.setUsesScrollButtons(True)


def too_wide(columns: Sequence[Sequence[QDockWidget]], room: int) -> bool:
    """Whether docks of columns beside each other scroll across, as `room` is too little for all."""
    widest = [[_widest(dock) for dock in docks] for docks in columns]
    least = [[dock.minimumSizeHint().width() for dock in docks] for docks in columns]
    cut = any(map(operator.gt, itertools.chain(*widest), itertools.chain(*least)))
    return cut and sum(max(column, default=0) for column in widest) > room


def _widest(dock: QDockWidget) -> int:
    """Return how wide a dock of a side column is that shows its panel and never scrolls across."""
    scroll = dock.widget()
    return scroll.widest if isinstance(scroll, Scroll) else dock.minimumSizeHint().width()


def high(window: QMainWindow, docks: Iterable[int]) -> int:
    """Return how high docks below each other are, of these heights."""
    heights, style = list(docks), window.style()
    between = style.pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
    return sum(heights) + between * (len(heights) - 1)


def in_one_place(
    window: QMainWindow, area: Qt.DockWidgetArea, docks: Iterable[QDockWidget]
) -> list[QDockWidget] | None:
    """Which docks of a column are tabs of one place; None: the user has put some elsewhere."""
    column = [dock for dock in docks if not dock.isHidden()]
    if any(dock.isFloating() or window.dockWidgetArea(dock) != area for dock in column):
        return None
    places = {
        tuple(one for one in column if one is dock or one in window.tabifiedDockWidgets(dock))
        for dock in column
    }
    shared = [list(place) for place in places if len(place) > 1]
    if len(shared) > 1:
        return None
    return shared[0] if shared else []


def wish_of(dock: QDockWidget) -> int:
    """Return how high a dock wants to be, its title with it."""
    return dock.widget().sizeHint().height() + _title(dock)


def least_of(dock: QDockWidget) -> int:
    """Return how high a dock is at least to show all of its panel, its title with it."""
    scroll = dock.widget()
    high = scroll.least if isinstance(scroll, Scroll) else dock.minimumSizeHint().height()
    return high + _title(dock)


def _title(dock: QDockWidget) -> int:
    return max(dock.widget().y(), dock.fontMetrics().height())


def _places(window: QMainWindow, area: Qt.DockWidgetArea) -> list[Place]:
    """Return the places of a column from the top."""
    docks = [
        dock
        for dock in window.findChildren(QDockWidget)
        if window.dockWidgetArea(dock) == area and dock.isVisible() and not dock.isFloating()
    ]
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    found = []
    for dock in docks:
        together = [dock, *(one for one in window.tabifiedDockWidgets(dock) if one in docks)]
        if dock.visibleRegion().isEmpty() and len(together) > 1:
            continue  # behind another
        least, scroll = dock.minimumSizeHint().height(), dock.widget()
        small, enough = least, least
        if isinstance(scroll, Scroll):
            small, enough = scroll.least + _title(dock), scroll.enough + _title(dock)
        wish = max(enough, *map(wish_of, together))
        tabs = max(bar.sizeHint().height() for bar in bars) if len(together) > 1 else 0
        heights = (dock.height(), least, enough, wish, small)
        found.append(Place(dock, *(height + tabs for height in heights)))
    return sorted(found, key=lambda place: place.dock.y())
