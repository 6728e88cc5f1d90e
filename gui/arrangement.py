"""Where the panels stand: in docks around the diagram, beside each other where there is room."""

import itertools

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from gui import theme
from gui.bounded import TAB, Bounded, bars_of, room_below
from gui.columns import (
    Scroll,
    hide_lost_tabs,
    high,
    in_one_place,
    least_of,
    name_tabs_whole,
    share,
    too_wide,
    wish_of,
)
from gui.dock import Dock
from gui.first_sizes import first_sizes, roomy_width
from gui.keys import KeyKeeper
from gui.widgets import labelled

LEFT, RIGHT, BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
# Which docks of a side column are tabs of one place: none, or where the room is too little some,
# or where it still is, more.
_TABS = {
    LEFT: (slice(0), slice(2), slice(3)),
    RIGHT: (slice(0), slice(-2, None), slice(-3, None)),
}
# A side column needs this share of what its panels want to have none.
_TOO_LITTLE = {LEFT: 1.0, RIGHT: 0.94}
_TABBED_FIRST = {RIGHT: _TABS[RIGHT][1], BOTTOM: slice(None)}
_IN_FRONT = {LEFT: 1, RIGHT: -2, BOTTOM: 0}  # Training, Predictions, curves
_WALK_WIDE = 96  # units of the grid: how wide a walk is at least
_WANTED = "wanted"  # property of a dock that is not there: whether it was shown
_FIRST = "first"  # property of a dock that is there: it is seen first in its place


class Arrangement(QObject):
    """The docks of a window. Where the user has moved one, it stays."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._docks: list[tuple[QDockWidget, Qt.DockWidgetArea]] = []
        self._tabs: dict[Qt.DockWidgetArea, int] = {}  # which of _TABS, as they were put
        self._folded: bool | None = None  # all in one column; None: as it was the last time
        # Areas whose docks were put elsewhere just now.
        self._changed: set[Qt.DockWidgetArea] = set()
        self._roomy: dict[QDockWidget, int] = {}  # panels that ask for room; the width before them
        self._was_wide = 0  # what such a column had in the window as it was
        self._asked: set[QDockWidget] = set()  # those that are there only once they are asked for
        self._behind: QDockWidget | None = None  # it comes back when what is in front of it goes
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        window.setDockNestingEnabled(True)
        # The side columns reach down to the status bar; the curves lie under the diagram.
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """The docks of all panels, shown or not."""
        return tuple(dock for dock, _ in self._docks)

    @property
    def groups(self) -> list[list[QDockWidget]]:
        """The docks by where they are at first: at the sides, below, and those asked for."""
        asked = [dock for dock in self.docks if dock in self._asked]
        areas = ([one for one in self._docks_in(area) if one not in asked] for area in _TABS)
        below = [one for one in self._docks_in(BOTTOM) if one not in asked]
        return [*areas, below, asked]

    def add(
        self,
        title: str,
        panel: QWidget,
        area: Qt.DockWidgetArea,
        asked: bool = False,
        short: str = "",
    ) -> None:
        """Put `panel` into a dock of its own, the last one of an area.

        One that is to be `asked` for is hidden until somebody does, in the View menu. On its tab
        stands `short`, or else its title.
        """
        dock = labelled(Dock(title, self._window, short), f"{panel.objectName()}Dock")
        KeyKeeper(dock)  # when it floats, too
        self._window.addDockWidget(area, dock)
        if area == BOTTOM:
            dock.setWidget(Bounded(panel, lambda: room_below(self._window)))
        else:
            # A side panel that is higher than its dock scrolls instead of being clipped.
            scroll = Scroll(panel)
            scroll.wish_changed.connect(self._soon.start)
            dock.setWidget(scroll)
        self._docks.append((dock, area))
        if asked:
            self._asked.add(dock)
            dock.hide()
            dock.toggleViewAction().triggered.connect(lambda there: self._show_asked(dock, there))

    def _show_asked(self, dock: QDockWidget, there: bool) -> None:
        if there:
            dock.raise_()
            # And once more when it has its place: one that was there before comes behind others.
            QTimer.singleShot(0, dock, dock.raise_)
        self.fit()  # there may be many tabs now

    def bring_up(self, panel: QWidget, hidden: bool = False) -> None:
        """Bring the dock of `panel` to the front; one that the user hid only if `hidden` says."""
        dock = self._dock_of(panel)
        if hidden:
            dock.show()
        dock.raise_()

    def bring_up_while(self, panel: QWidget, wanted: bool) -> None:
        """Bring the dock of `panel` to the front; once it is not wanted, what was there before."""
        dock = self._dock_of(panel)
        together = self._window.tabifiedDockWidgets(dock)
        if wanted:
            in_front = [one for one in together if not one.visibleRegion().isEmpty()]
            self._behind = in_front[0] if in_front else self._behind
            dock.raise_()
        elif self._behind in together and not dock.visibleRegion().isEmpty():
            self._behind.raise_()
            self._behind = None

    def give_room(self, panel: QWidget) -> None:
        """Make the column of `panel` wider whenever it is there, and as it was when it goes."""
        self._roomy[self._dock_of(panel)] = 0

    def offer(self, panel: QWidget, there: bool, first: bool = False) -> None:
        """Let the dock of `panel` be there or not: one with nothing to show goes.

        It comes back as it was left; one that is to be seen `first` comes to the front.
        """
        dock = self._dock_of(panel)
        dock.setProperty(_FIRST, first and there)
        action = dock.toggleViewAction()
        if there == action.isVisible():
            return
        if there:
            dock.setVisible(dock.property(_WANTED))
            if first:
                dock.raise_()
        else:
            in_front = self._in_front(dock)
            area = next(area for one, area in self._docks if one is dock)
            # Else what is beside its tab would come up, whatever that is.
            among = bool(self._window.tabifiedDockWidgets(dock)) and area == BOTTOM
            dock.setProperty(_WANTED, not dock.isHidden())
            dock.hide()
            if in_front and (first or among):
                self._raise_first(area)
        action.setVisible(there)
        if dock in self._roomy:
            QTimer.singleShot(0, self, lambda: self._give_room(dock, there))

    def show_offered(self) -> None:
        """Show again what is not there for now: the next start may have a use for it."""
        for dock in self.docks:
            if not dock.toggleViewAction().isVisible():
                dock.setVisible(dock.property(_WANTED))

    def set_height(self, panel: QWidget, height: int) -> None:
        """Make `panel` `height` high, if its dock stands in the window."""
        dock = self._dock_of(panel)
        if not dock.isFloating():
            title = dock.height() - dock.widget().height()
            self._window.resizeDocks([dock], [height + title], Qt.Orientation.Vertical)

    def reset(self) -> None:
        """Put every dock where it was at first."""
        for dock, area in self._docks:
            dock.hide()  # side by side they would make the window wider
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
        self._folded = False
        self.stack()
        for dock in self.docks:
            dock.setVisible(dock.toggleViewAction().isVisible() and dock not in self._asked)
            dock.setProperty(_WANTED, dock not in self._asked)
        self._tabs = {area: int(area in _TABBED_FIRST) for area in _TABS}
        for area in _TABBED_FIRST:
            self._raise_first(area)
        self._fold_as_needed()
        for area in _TOO_LITTLE:
            self._stack_as_needed(area)
        for area, size in self._first_sizes().items():
            if docks := [dock for dock in self._docks_in(area) if dock.isVisible()][:1]:
                across = area == BOTTOM
                way = Qt.Orientation.Vertical if across else Qt.Orientation.Horizontal
                self._window.resizeDocks(docks, [size], way)
        for area in _TOO_LITTLE:
            share(self._window, area)
        self.fit()

    def fit(self) -> None:
        """Let the columns share the room there is, soon."""
        self._soon.start()

    def share_again(self) -> None:
        """Let the columns share their room as at first, soon: a panel wants more, or less."""
        self._changed.update(_TOO_LITTLE)
        self.fit()

    def bound(self) -> None:
        """Let the panels below know how large they may be: other bars are there now."""
        for dock in self._docks_in(BOTTOM):
            dock.widget().updateGeometry()

    def stack(self) -> None:
        """Put docks into one place: beside each other they would make the window wider."""
        for area, those in _TABBED_FIRST.items():
            for before, dock in itertools.pairwise(self._docks_in(area)[those]):
                self._window.tabifyDockWidget(before, dock)
            self._raise_first(area)

    def _fit(self) -> None:
        if self._window.isHidden():
            return  # it is closed, or fits once it is shown
        folded = self._fold_as_needed()
        self._follow_size()
        changed = {area for area in _TOO_LITTLE if self._stack_as_needed(area) or folded}
        hide_lost_tabs(self._window)
        name_tabs_whole(self._window)
        for area in _TOO_LITTLE:
            share(self._window, area, always=area in self._changed)
        self._changed = changed
        if changed:
            self.fit()  # once more, when they have their places

    def _fold_as_needed(self) -> bool:
        """Have the panels of both columns in one place where there is no room beside a walk.

        As large text on a small screen has it; back again where there is room. Those that stand
        elsewhere, the user's choice, stay. Returns whether it changed something.
        """
        window, sides = self._window, [self._docks_in(area) for area in _TABS]
        if self._folded is None:
            self._folded = all(window.dockWidgetArea(dock) == RIGHT for dock in sides[0])
        there = [[dock for dock in side if not dock.isHidden()] for side in sides]
        was, self._folded = self._folded, too_wide(there, window.width() - theme.space(_WALK_WIDE))
        if self._folded == was:
            return False
        usual = [RIGHT, LEFT] if self._folded else [RIGHT]
        stand = [
            dock
            for dock in itertools.chain(*sides)
            if window.dockWidgetArea(dock) in usual and not dock.isFloating()
        ]
        front = [dock for dock in stand if not dock.visibleRegion().isEmpty()]
        if self._folded:
            # Not one below the other first: they would make the window higher.
            place = next(filter(stand.__contains__, sides[1]), sides[0][0])
            for dock in stand:
                if dock is not place:
                    window.tabifyDockWidget(place, dock)
            for dock in (sides[1][_IN_FRONT[RIGHT]], *filter(self._roomy.__contains__, front)):
                dock.raise_()
        else:
            for dock, area in self._docks:
                if dock in stand:
                    window.addDockWidget(area, dock)
        self._tabs = dict.fromkeys(_TABS, 0)
        width = [self._first_sizes()[RIGHT]]
        window.resizeDocks(sides[1][-1:], width, Qt.Orientation.Horizontal)
        return True

    def _stack_as_needed(self, area: Qt.DockWidgetArea) -> bool:
        """Have as many panels of a column in one place as there is too little room for.

        Only when that changes, and only where they stand as they were put: else the user did it.
        Returns whether it changed something.
        """
        window, most = self._window, len(_TABS[area]) - 1
        standing = in_one_place(window, area, self._docks_in(area))
        if standing is None or self._folded:
            return False
        wanted = next((tabs for tabs in range(most) if self._fits(area, tabs)), most)
        if area not in self._tabs:
            # A layout from the last time may have too few of them in one place.
            like = (tabs for tabs in range(wanted) if self._tabbed(area, tabs) == standing)
            self._tabs[area] = next(like, wanted)
        put, together = self._tabbed(area, self._tabs[area]), self._tabbed(area, wanted)
        self._tabs[area] = wanted if standing == put else self._tabs[area]
        if put == together or standing != put:
            return False
        column = [dock for dock in self._docks_in(area) if not dock.isHidden()]
        focus = window.focusWidget() or window
        used = [dock for dock in column if dock.isAncestorOf(focus) or dock.underMouse()]
        for dock in self._docks_in(area):
            window.addDockWidget(area, dock)
        for first, dock in itertools.pairwise(together):
            window.tabifyDockWidget(first, dock)
        if together:
            self._raise_first(area)
        for dock in used:
            dock.raise_()  # it must not go from under the user's hands
        return True

    def _tabbed(self, area: Qt.DockWidgetArea, tabs: int) -> list[QDockWidget]:
        """The docks that are there which `_TABS` has in one place: two at least, or none."""
        those = self._docks_in(area)[_TABS[area][tabs]]
        found = [dock for dock in those if not dock.isHidden()]
        return found if len(found) > 1 else []

    def _fits(self, area: Qt.DockWidgetArea, tabs: int) -> bool:
        """Whether a column shows all of its panels with those in one place."""
        window, together = self._window, self._tabbed(area, tabs)
        room = window.height() - sum(bar.height() for bar in bars_of(window))
        column = [dock for dock in self._docks_in(area) if not dock.isHidden()]
        if not tabs:
            return room >= _TOO_LITTLE[area] * high(window, map(wish_of, column))
        if not together:
            return False
        front = self._docks_in(area)[_IN_FRONT[area]]
        front = front if front in together else together[0]
        shown = [dock for dock in column if dock not in together or dock is front]
        bar = window.fontMetrics().height() + theme.space(TAB)
        return room >= high(window, map(least_of, shown)) + bar

    def _raise_first(self, area: Qt.DockWidgetArea) -> None:
        """Bring up what is seen first of the docks in one place: Training, Predictions, curves.

        What the data makes there before that.
        """
        docks = self._docks_in(area)
        first = [dock for dock in docks if dock.property(_FIRST)] or docks[_IN_FRONT[area] :]
        for dock in first[:1] or docks[-1:]:  # a window of few panels may have none there
            dock.raise_()

    def _first_sizes(self) -> dict[Qt.DockWidgetArea, int]:
        asked = self._folded or any(dock.isVisible() for dock in self._roomy)
        return first_sizes(self._window.size(), self._wide if asked else 0)

    @property
    def _wide(self) -> int:
        """How wide a column is while a panel in it asks for room."""
        return roomy_width(self._window.size(), bool(self._folded))

    def _follow_size(self) -> None:
        """Let a column that was given room grow and shrink with the window; not the user's own."""
        was, self._was_wide = self._was_wide, self._wide
        column = [one for one in self._docks_in(RIGHT) if one.isVisible() and not one.isFloating()]
        roomy = [one for one in column if one in self._roomy]
        if roomy and was != self._was_wide and abs(roomy[0].width() - was) <= 1:
            self._window.resizeDocks(roomy[:1], [self._was_wide], Qt.Orientation.Horizontal)
            self._changed.add(RIGHT)

    def _give_room(self, dock: QDockWidget, there: bool) -> None:
        """Make a column wider for a dock that has come, or as wide as it was before it."""
        column = [one for one in self._docks_in(RIGHT) if one.isVisible() and not one.isFloating()]
        if not column:
            return
        before, wide, width = self._roomy[dock], self._wide, column[0].width()
        if there and dock in column and width < wide:
            self._roomy[dock] = width
            self._window.resizeDocks(column[:1], [wide], Qt.Orientation.Horizontal)
        elif not there:
            self._roomy[dock] = 0
            if other := [one for one in column if one in self._roomy]:
                self._roomy[other[0]] = before  # the room is now for this one
            elif before or abs(width - wide) <= 1:
                usual = before or self._first_sizes()[RIGHT]
                self._window.resizeDocks(column[:1], [usual], Qt.Orientation.Horizontal)
        self._changed.add(RIGHT)
        self.fit()

    def raise_made_first(self) -> None:
        """Bring up what the data makes there first, in a layout as it was left without it."""
        for dock in self.docks:
            if dock.property(_FIRST) and not dock.isHidden():
                dock.raise_()

    def _in_front(self, dock: QDockWidget) -> bool:
        """Whether a dock is seen in its place, or will be when the window is."""
        if self._window.isVisible():
            return not dock.visibleRegion().isEmpty()
        whole = Qt.FindChildOption.FindDirectChildrenOnly
        bars = self._window.findChildren(QTabBar, options=whole)
        return any(bar.tabText(bar.currentIndex()) == dock.windowTitle() for bar in bars)

    def _dock_of(self, panel: QWidget) -> QDockWidget:
        return next(dock for dock in self.docks if dock.isAncestorOf(panel))

    def _docks_in(self, area: Qt.DockWidgetArea) -> list[QDockWidget]:
        """The docks that stand in an area at first."""
        return [dock for dock, place in self._docks if place == area]
