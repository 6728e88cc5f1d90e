"""The window: the diagram in the middle, panels in docks around it, menus, toolbar, status bar."""

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QChildEvent, QEvent, QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QTabBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import settings, theme
from gui.actions import make_actions
from gui.columns import Scroll, hide_lost_tabs, share, wish_of
from gui.dock import Dock
from gui.document import Document
from gui.icons import icon
from gui.keys import KeyKeeper
from gui.menus import TOOLBAR, WITH_TEXT, menus
from gui.session import Session
from gui.tab_order import move_focus
from gui.translation import languages, translate
from gui.widgets import follow_text_size, labelled

_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
_SHARED = {_RIGHT: 2, _BOTTOM: 3}  # areas whose last docks, so many, are tabs of one place
_FIRST_SIZE = QSize(1440, 900)
# What a desktop puts around a window at most: px, before the window is shown it cannot tell.
_FRAME = QMargins(4, 40, 4, 4)
# A side column that has less of what its panels want shows one at a time, behind tabs.
_TOO_LITTLE = 0.8
# A layout saved by another arrangement of docks is not restored.
_LAYOUT_VERSION = 4

_WANTED = "wanted"  # property of a dock that is not there: whether it was shown
_Docks = Sequence[tuple[str, QWidget]]


class MainWindow(QMainWindow):
    """Arranges what it is given; what things do is wired in `gui/app.py`."""

    closed = Signal()

    def __init__(self, session: Session, document: Document) -> None:
        super().__init__()
        labelled(self, "mainWindow")
        self.session = session
        # Before the actions: Qt takes children apart in this order, and the session speaks to them.
        session.setParent(self)
        self.document = document
        self.actions_by_name = make_actions(self)
        self.may_close: Callable[[], bool] = lambda: True  # asked before it closes
        self._docks: list[tuple[QDockWidget, Qt.DockWidgetArea]] = []
        self._first_shown = False  # without a layout remembered
        KeyKeeper(self)
        self.setWindowIcon(icon("netglow"))
        self.setDockNestingEnabled(True)
        self.setDocumentMode(True)  # quiet tabs
        self._columns = QTimer(self, singleShot=True, interval=0)
        self._columns.timeout.connect(self._share_columns)
        # The side columns reach down to the status bar; the curves lie under the diagram.
        self.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        self.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """The docks of all panels, shown or not."""
        return tuple(dock for dock, _ in self._docks)

    def arrange(self, centre: list[QWidget], left: _Docks, right: _Docks, bottom: _Docks) -> None:
        """Put widgets in place; docks are given as (title, widget)."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in centre:
            column.addWidget(widget, int(widget is centre[-1]))
        middle = QWidget()
        middle.setLayout(column)
        self.setCentralWidget(middle)
        for area, panels in ((_LEFT, left), (_RIGHT, right), (_BOTTOM, bottom)):
            first = len(panels) - _SHARED.get(area, 1)
            for index, (title, widget) in enumerate(panels):
                self._add_dock(title, widget, area)
                if index > first:  # at once: side by side they would widen the window for good
                    docks = self._docks_in(area)
                    self.tabifyDockWidget(docks[first], docks[-1])
        self._share_places()
        self._make_menus()
        self.add_choice(
            translate("Window", "Theme"),
            {
                "system": translate("Window", "Same as the desktop"),
                "dark": translate("Window", "Dark"),
                "light": translate("Window", "Light"),
            },
            settings.get("theme"),
            self.set_theme,
        )
        self.add_choice(
            # Every text is made once.
            translate("Window", "Language (from the next start)"),
            {"system": translate("Window", "Same as the system"), **languages()},
            settings.get("language"),
            lambda language: settings.put("language", language),
            "Language",
        )
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_desktop)
        self._make_toolbar()
        if not self.restoreGeometry(settings.get("geometry")):
            self.resize(first_size(self.screen().availableSize(), _FRAME))
        if not self.restoreState(settings.get("docks"), _LAYOUT_VERSION):
            self._first_shown = True

    def add_choice(
        self,
        title: str,
        words: dict[str, str],
        chosen: str,
        choose: Callable[[str], None],
        kind: str = "Choice",
    ) -> None:
        """Add a submenu to the View menu: one of `words` (name -> text) is chosen.

        `kind` ends the objectNames of its actions.
        """
        menu = self._view_menu.addMenu(title)
        group = QActionGroup(menu)
        for name, text in words.items():
            action = menu.addAction(text)
            action.setObjectName(f"{name}{kind}")
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.setActionGroup(group)
            action.triggered.connect(lambda _, name=name: choose(name))

    def add_examples(
        self, words: dict[str, tuple[str, str]], choose: Callable[[str], None]
    ) -> None:
        """Add a submenu to the File menu that opens ready examples: name -> (text, tip)."""
        menu = labelled(QMenu(translate("Window", "Examples"), self), "examplesMenu")
        menu.setToolTipsVisible(True)
        self._file_menu.insertMenu(self.actions_by_name["openLastAction"], menu)
        for name, (text, tip) in words.items():
            action = menu.addAction(text)
            action.setObjectName(f"{name}Example")
            action.setToolTip(tip)
            action.triggered.connect(lambda _, name=name: choose(name))

    def bring_up(self, panel: QWidget, hidden: bool = False) -> None:
        """Bring the dock of `panel` to the front; one that the user hid only if `hidden` says."""
        dock = self._dock_of(panel)
        if hidden:
            dock.show()
        dock.raise_()

    def offer(self, panel: QWidget, there: bool) -> None:
        """Let the dock of `panel` be there or not: one with nothing to show goes.

        It comes back as it was left.
        """
        dock = self._dock_of(panel)
        action = dock.toggleViewAction()
        if there == action.isVisible():
            return
        if there:
            dock.setVisible(dock.property(_WANTED))
        else:
            dock.setProperty(_WANTED, not dock.isHidden())
            dock.hide()
        action.setVisible(there)

    def set_height(self, panel: QWidget, height: int) -> None:
        """Make `panel` `height` high, if its dock stands in the window."""
        dock = self._dock_of(panel)
        if not dock.isFloating():
            title = dock.height() - dock.widget().height()
            self.resizeDocks([dock], [height + title], Qt.Orientation.Vertical)

    def reset_layout(self) -> None:
        """Put every dock where it was at first."""
        for dock, area in self._docks:
            dock.hide()  # side by side they would make the window wider
            dock.setFloating(False)
            self.addDockWidget(area, dock)
        self._share_places()
        for dock, _ in self._docks:
            dock.setVisible(dock.toggleViewAction().isVisible())
            dock.setProperty(_WANTED, True)
        for area in _SHARED:
            for dock in self._sharing(area)[:1]:
                dock.raise_()
        self._stack_left()
        for area, size in self._first_sizes().items():
            if docks := self._docks_in(area)[:1]:
                across = area == _BOTTOM
                way = Qt.Orientation.Vertical if across else Qt.Orientation.Horizontal
                self.resizeDocks(docks, [size], way)
        for area in (_LEFT, _RIGHT):
            share(self, area)
        self._columns.start()

    def _stack_left(self) -> None:
        """Put the left panels in one place where there is too little room for all of them."""
        docks = [dock for dock in self._docks_in(_LEFT) if dock.isVisible()]
        bars = (self.menuBar(), self._toolbar, self.statusBar())
        room = self.height() - sum(bar.height() for bar in bars)
        if room < _TOO_LITTLE * sum(map(wish_of, docks)):
            for dock, after in itertools.pairwise(docks):
                self.tabifyDockWidget(dock, after)
            docks[len(docks) // 2].raise_()  # Training

    def _first_sizes(self) -> dict[Qt.DockWidgetArea, int]:
        """The widths of the side columns, and how high the curves are: the diagram has the rest."""
        wide, high = self.width(), self.height()
        return {
            _LEFT: round(min(theme.space(70), 0.22 * wide)),
            _RIGHT: round(max(0.2 * wide, min(theme.space(72), 0.225 * wide))),
            _BOTTOM: round(max(0.24 * high, theme.space(36))),
        }

    def _share_columns(self) -> None:
        hide_lost_tabs(self)
        for area in (_LEFT, _RIGHT):
            share(self, area, always=False)

    def _share_places(self) -> None:
        """Put the last docks of an area in one place: there is no room for all at 1280x800."""
        for area in _SHARED:
            sharing = self._sharing(area)
            for dock in sharing[1:]:
                self.tabifyDockWidget(sharing[0], dock)
            for first in sharing[:1]:
                first.raise_()

    def _sharing(self, area: Qt.DockWidgetArea) -> list[QDockWidget]:
        """The docks that are tabs of one place in an area, the first in front."""
        return self._docks_in(area)[-_SHARED[area] :] if area in _SHARED else []

    def _dock_of(self, panel: QWidget) -> QDockWidget:
        return next(dock for dock, _ in self._docks if dock.isAncestorOf(panel))

    def _docks_in(self, area: Qt.DockWidgetArea) -> list[QDockWidget]:
        """The docks that stand in an area at first."""
        return [dock for dock, place in self._docks if place == area]

    def set_theme(self, choice: str) -> None:
        """Show the window dark, light, or as the desktop is ("system")."""
        settings.put("theme", choice)
        theme.apply(choice)
        for action in self.actions_by_name.values():
            if name := action.property("iconName"):
                action.setIcon(icon(name))
        self._paint_toolbar()

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        bar = event.child()
        if event.polished() and isinstance(bar, QTabBar):  # Qt's, of docks in one place
            labelled(bar, "panelTabs", translate("Window", "Panels in one place"))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        """Tab and Shift+Tab go on as the eye does, wherever the panels are."""
        return move_focus(self, next)

    def change_text_size(self, by: int) -> None:
        """Show all text so many sizes larger; 0: as large as the desktop has it."""
        sizes = theme.TEXT_SIZES
        at = sizes.index(int(settings.get("textSize"))) + by if by else sizes.index(100)
        percent = sizes[min(max(at, 0), len(sizes) - 1)]
        settings.put("textSize", str(percent))
        theme.set_text_size(percent)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._docks:
            follow_text_size(self)
            self._paint_toolbar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first_shown:
            self._first_shown = False
            # When the panels have their widths and know how high they want to be.
            QTimer.singleShot(0, self, self.reset_layout)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        for dock, _ in self._docks:
            if not dock.toggleViewAction().isVisible():
                dock.setVisible(dock.property(_WANTED))  # the next start may have a use for it
        settings.put("geometry", self.saveGeometry())
        settings.put("docks", self.saveState(_LAYOUT_VERSION))
        # Out of sight at once, however long the backend takes to end.
        self.hide()
        self.closed.emit()
        super().closeEvent(event)

    def _add_dock(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = labelled(Dock(title, self), f"{widget.objectName()}Dock")
        KeyKeeper(dock)  # when it floats, too
        self.addDockWidget(area, dock)
        if area == _BOTTOM:
            dock.setWidget(widget)
        else:
            # A side panel that is higher than its dock scrolls instead of being clipped.
            scroll = Scroll(widget)
            scroll.wish_changed.connect(self._columns.start)
            dock.setWidget(scroll)
        self._docks.append((dock, area))

    def _make_menus(self) -> None:
        for name, title, groups in menus():
            menu = self.menuBar().addMenu(title)
            for index, group in enumerate(groups):
                if index:
                    menu.addSeparator()
                menu.addActions([self.actions_by_name[name] for name in group])
            if name == "file":
                self._file_menu = menu
            if name == "view":
                menu.addSeparator()
                menu.addActions([dock.toggleViewAction() for dock, _ in self._docks])
                menu.addAction(self.actions_by_name["resetLayoutAction"])
                menu.addSeparator()
                self._view_menu = menu

    def _follow_desktop(self) -> None:
        if settings.get("theme") == "system":
            self.set_theme("system")

    def _make_toolbar(self) -> None:
        bar = labelled(QToolBar(translate("Window", "Toolbar"), movable=False), "toolBar")
        for index, group in enumerate(TOOLBAR):
            if index:
                bar.addSeparator()
            for name in group:
                bar.addAction(self.actions_by_name[name])
                button = bar.widgetForAction(self.actions_by_name[name])
                button.setObjectName(f"{name}ToolButton")
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if name in WITH_TEXT and isinstance(button, QToolButton):
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                if name == "trainAction" and isinstance(button, QToolButton):
                    _keep_width(button, translate("Window", "Train"), translate("Window", "Pause"))
        self.addToolBar(bar)
        self._toolbar = bar
        self._paint_toolbar()

    def _keep_room_for_pause(self) -> None:
        """Make Train as wide as Pause, which takes its place: what is beside it stands still."""
        action = self.actions_by_name["trainAction"]
        button = self._toolbar.widgetForAction(action)
        width = button.fontMetrics().horizontalAdvance
        widest = max(map(width, (translate("Window", "Train"), translate("Window", "Pause"))))
        button.setMinimumWidth(button.sizeHint().width() + widest - width(action.text()))

    def _paint_toolbar(self) -> None:
        bar, gap = self._toolbar, theme.space(1)
        bar.setFont(theme.font())  # its style sheet keeps it from following
        for button in bar.findChildren(QToolButton):
            button.setFont(theme.font())
        self._keep_room_for_pause()
        bar.setIconSize(theme.icon_size(large=True))
        bar.setStyleSheet(
            f"QToolBar {{ border: none; padding: {gap}px; spacing: {gap}px;"
            f" border-bottom: 1px solid {theme.current().border}; }}"
        )


def _keep_width(button: QToolButton, *texts: str) -> None:
    """Have `button` as wide with each of `texts`: what is beside it does not move."""
    now, widths = button.text(), []
    for text in texts:
        button.setText(text)
        widths.append(button.sizeHint().width())
    button.setText(now)
    button.setMinimumWidth(max(widths))


def first_size(available: QSize, frame: QMargins) -> QSize:
    """Return how large a window opens first on a screen with so much room, its `frame` included."""
    inside = QSize(frame.left() + frame.right(), frame.top() + frame.bottom())
    return _FIRST_SIZE.boundedTo(available - inside)
