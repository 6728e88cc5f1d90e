"""The columns of docks beside the diagram: each panel as high as it wants, while there is room."""

import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QStyle, QTabBar, QWidget

from gui import theme
from gui.widgets import Shrinking, airy_in, give_air, taken_by_air

# Units of the grid, and of the screen's height: what a panel that scrolls shows of itself at least.
_LEAST, _LEAST_SHARE = 25, 0.13
# Of the screen's width, and px, that a panel may ask for; a wider one scrolls.
_LARGEST_SHARE, _LARGEST = 0.22, 280
_MANY = 5  # tabs, which have arrows where there is too little room
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_LATER = 250  # ms, until it asks again for the room that it asked for before


class Scroll(QScrollArea):
    """Holds a panel, which scrolls where it has less room than it wants."""

    wish_changed = Signal()  # or it has another size

    def __init__(self, panel: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self._panel = panel
        self._airy = airy_in(panel)
        self._air = self._given = 1.0
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

    def taken(self, airs: Iterable[float]) -> dict[float, int]:
        """How many px its panel is higher with so much air between the rows of its forms."""
        return taken_by_air(self._airy, airs)

    def breathe(self, air: float) -> None:
        """Let the rows of its forms stand `air` times as far apart as at least: wishes stay.

        In a dock that has not the height for this, or not yet, as far as it has.
        """
        self._given = air
        self._take_air()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_air()  # before it would scroll
        super().resizeEvent(event)
        self._later.start()  # where somebody pulls at its edge the window has the size it had

    def _take_air(self) -> None:
        tight, airs = self.sizeHint().height(), [air for air in theme.AIRS if air <= self._given]
        highs = {air: tight + more for air, more in self.taken(airs).items()}
        air = airiest(self.height(), highs) if self._airy else 1.0
        if air != self._air:
            self._air = air
            give_air(self._airy, air)

    def _high(self, hint: QSize) -> int:
        """The height of `hint` without air, or more where words wrap in the width there is."""
        high = hint.height()
        if self._panel.hasHeightForWidth():
            wide = max(self.room, self._panel.minimumSizeHint().width())
            high = max(self._panel.heightForWidth(wide), self._panel.minimumSizeHint().height())
        return high - self._taken()

    def _taken(self) -> int:
        """How many px of its panel's height are air just now."""
        return self.taken([self._air])[self._air] if self._air > 1 else 0

    def minimumSizeHint(self) -> QSize:
        panel, bar = self._panel.minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        screen = self.screen().availableSize()
        most = round(_LARGEST_SHARE * screen.width())
        most = max(most, _LARGEST)
        return QSize(
            min(panel.width() + bar, most),
            min(
                panel.height() - self._taken(),
                theme.space(_LEAST),
                round(_LEAST_SHARE * screen.height()),
            ),
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
    airs: Mapping[float, int] = {1.0: 0}  # px more for its rows to stand so many times as far apart


def share(window: QMainWindow, area: Qt.DockWidgetArea, always: bool = True) -> None:
    """Let the docks of a side column have the heights they want, as far as there is room.

    Not `always`: only where one of them scrolls while another could do with less. Beyond that the
    rows of all forms stand as far apart as each has room for, in the dock as it is.
    """
    places = _places(window, area)
    if not places or len({place.dock.x() for place in places}) > 1:
        _breathe(window, area, ())
        return  # the user has put some of them side by side
    short = any(place.height < place.enough for place in places)
    spare = any(place.height > place.enough for place in places)
    if always or (short and spare):
        room = sum(place.height for place in places)
        highs = {air: sum(_high(place, air) for place in places) for air in _airs(places)}
        air = airiest(room, highs)
        heights = shared(room, [place._replace(wish=_high(place, air)) for place in places])
        docks = [place.dock for place in places]
        window.resizeDocks(docks, heights, Qt.Orientation.Vertical)
        places = [
            place._replace(height=height) for place, height in zip(places, heights, strict=True)
        ]
    _breathe(window, area, places)


def _breathe(window: QMainWindow, area: Qt.DockWidgetArea, places: Sequence[Place]) -> None:
    """Give the forms of all places the same air; those behind others, or that float, none."""
    airs = _airs(places) if places else {1.0}
    highs = [{air: _high(place, air) for air in airs} for place in places]
    most = (airiest(place.height, high) for place, high in zip(places, highs, strict=True))
    air, seen = min(most, default=1.0), [place.dock for place in places]
    for dock in _docks(window):
        if window.dockWidgetArea(dock) == area and isinstance(scroll := dock.widget(), Scroll):
            scroll.breathe(air if dock in seen else 1.0)


def airiest(room: int, highs: Mapping[float, int]) -> float:
    """Return the most air of those by which it is so high that has room; else none: 1."""
    return max((air for air, high in highs.items() if high <= room), default=1.0)


def _airs(places: Sequence[Place]) -> set[float]:
    """Return how much air there may be in all places: none where some are tabs, or no form is."""
    forms = any(any(place.airs.values()) for place in places)
    return set.intersection(*(set(place.airs) for place in places)) if forms else {1.0}


def _high(place: Place, air: float) -> int:
    return place.wish + place.airs[air]


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
    seen = set[str]()
    bars = [
        (bar, frozenset(bar.tabText(index) for index in range(bar.count())))
        for bar in reversed(_tab_bars(window))  # the newest first
    ]
    together = _together(window)
    # Those that show what stands together come before.
    for bar, panels in sorted(bars, key=lambda one: one[1] not in together):
        if panels & seen:
            bar.hide()
        seen |= panels


def _together(window: QMainWindow) -> set[frozenset[str]]:
    """Return the titles of the docks that are tabs of one place, for each such place."""
    there = [dock for dock in _docks(window) if not dock.isHidden()]
    places = ((dock, *window.tabifiedDockWidgets(dock)) for dock in there)
    return {frozenset(one.windowTitle() for one in place if one in there) for place in places}


def name_tabs_whole(window: QMainWindow) -> None:
    """Let many tabs be gone through by arrows: shortened to fit, nobody could tell them apart."""
    for bar in _tab_bars(window):
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
        for dock in _docks(window)
        if window.dockWidgetArea(dock) == area and dock.isVisible() and not dock.isFloating()
    ]
    bars = _tab_bars(window)
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
        airs = {1.0: 0}
        if isinstance(scroll, Scroll) and len(together) == 1:
            airs = scroll.taken(theme.AIRS)
        heights = (dock.height() + tabs, least + tabs, enough + tabs, wish + tabs, small + tabs)
        found.append(Place(dock, *heights, airs))
    return sorted(found, key=lambda place: place.dock.y())


def _docks(window: QMainWindow) -> list[QDockWidget]:
    """Return all docks, those that float too: to look through what is in them takes a while."""
    return window.findChildren(QDockWidget, options=_DIRECT)


def _tab_bars(window: QMainWindow) -> list[QTabBar]:
    return window.findChildren(QTabBar, options=_DIRECT)
