"""The window: the diagram in the middle, panels in docks around it, menus, toolbar, status bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QScrollArea,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import settings, theme
from gui.actions import make_actions
from gui.dock import Dock
from gui.document import Document
from gui.icons import icon
from gui.session import Session
from gui.translation import languages, translate
from gui.widgets import labelled

_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
_SHARED = _RIGHT, _BOTTOM  # areas whose last two docks are tabs of one place
_FIRST_SIZE = QSize(1440, 900)
_DOCK_TITLE = 22  # px, with the gap above it
# A layout saved by another arrangement of docks is not restored.
_LAYOUT_VERSION = 3

_TOOLBAR = (
    ("trainAction", "stepAction", "resetAction"),
    ("previousExampleAction", "nextExampleAction", "randomExampleAction"),
    ("undoStrokeAction", "clearPadAction"),
    ("walkthroughAction",),
    ("fitAction",),
)

_WANTED = "wanted"  # property of a dock that is not there: whether it was shown
_WITH_TEXT = ("trainAction", "stepAction", "resetAction", "walkthroughAction")

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
        self.setWindowIcon(icon("netglow"))
        self.setDockNestingEnabled(True)
        # The side columns reach down to the status bar; the curves lie under the diagram.
        self.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        self.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)

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
            for title, widget in panels:
                self._add_dock(title, widget, area)
        # Side by side they would ask for a wider window than there may be room for.
        self._share_places()
        self._make_menus()
        self.add_choice(
            translate("Window", "Theme"),
            {
                "system": translate("Window", "As the desktop"),
                "dark": translate("Window", "Dark"),
                "light": translate("Window", "Light"),
            },
            settings.get("theme"),
            self.set_theme,
        )
        self.add_choice(
            # Every text is made once.
            translate("Window", "Language (from the next start)"),
            {"system": translate("Window", "As the system"), **languages()},
            settings.get("language"),
            lambda language: settings.put("language", language),
            "Language",
        )
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_desktop)
        self._make_toolbar()
        if not self.restoreGeometry(settings.get("geometry")):
            self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))
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
            self.resizeDocks([dock], [height + _DOCK_TITLE], Qt.Orientation.Vertical)

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
            for dock in self._docks_in(area)[-2:-1]:
                dock.raise_()
        for area, size in ((_LEFT, 272), (_RIGHT, 288), (_BOTTOM, 235)):  # a walk fits
            docks = self._docks_in(area)
            if area in _SHARED:
                docks = docks[:-1]
            if not docks:
                continue
            across = Qt.Orientation.Vertical if area == _BOTTOM else Qt.Orientation.Horizontal
            self.resizeDocks(docks[:1], [size], across)
            if area != _BOTTOM:
                # Each as high as it wants; what is left falls to the last.
                heights = [_wanted_height(dock) for dock in docks]
                heights[-1] = max(heights[-1], self._dock_height() - sum(heights[:-1]))
                self.resizeDocks(docks, heights, Qt.Orientation.Vertical)

    def _share_places(self) -> None:
        """Put the last two docks of an area in one place: there is no room for both at 1280x800."""
        for area in _SHARED:
            for dock in self._docks_in(area)[-2:-1]:
                self.tabifyDockWidget(dock, self._docks_in(area)[-1])
                dock.raise_()

    def _dock_of(self, panel: QWidget) -> QDockWidget:
        return next(dock for dock, _ in self._docks if dock.isAncestorOf(panel))

    def _docks_in(self, area: Qt.DockWidgetArea) -> list[QDockWidget]:
        """The docks that stand in an area at first."""
        return [dock for dock, place in self._docks if place == area]

    def _dock_height(self) -> int:
        """What the side columns have between toolbar and status bar."""
        bars = (self.menuBar(), self._toolbar, self.statusBar())
        return self.height() - sum(bar.height() for bar in bars)

    def set_theme(self, choice: str) -> None:
        """Show the window dark, light, or as the desktop is ("system")."""
        settings.put("theme", choice)
        theme.apply(choice)
        for action in self.actions_by_name.values():
            if name := action.property("iconName"):
                action.setIcon(icon(name))
        self._paint_toolbar()

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
        self.addDockWidget(area, dock)
        if area == _BOTTOM:
            dock.setWidget(widget)
        else:
            # A side panel that is higher than its dock scrolls instead of being clipped.
            scroll = QScrollArea(widgetResizable=True)
            scroll.setFrameShape(QScrollArea.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setWidget(widget)
            bar = scroll.verticalScrollBar().sizeHint().width()
            scroll.setMinimumWidth(widget.minimumSizeHint().width() + bar)
            dock.setWidget(scroll)
        self._docks.append((dock, area))

    def _make_menus(self) -> None:
        for name, title, groups in _menus():
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
        bar = labelled(QToolBar(translate("Window", "Toolbar")), "toolBar")
        bar.setIconSize(QSize(20, 20))
        for index, group in enumerate(_TOOLBAR):
            if index:
                bar.addSeparator()
            for name in group:
                bar.addAction(self.actions_by_name[name])
                button = bar.widgetForAction(self.actions_by_name[name])
                button.setObjectName(f"{name}ToolButton")
                if name in _WITH_TEXT and isinstance(button, QToolButton):
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                if name == "trainAction" and isinstance(button, QToolButton):
                    _keep_width(button, translate("Window", "Train"), translate("Window", "Pause"))
        self.addToolBar(bar)
        self._toolbar = bar
        self._paint_toolbar()

    def _paint_toolbar(self) -> None:
        self._toolbar.setStyleSheet(
            "QToolBar { border: none; padding: 4px; spacing: 4px;"
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


def _wanted_height(dock: QDockWidget) -> int:
    scroll = dock.widget()
    panel = scroll.widget() if isinstance(scroll, QScrollArea) else None
    return (panel or dock).sizeHint().height() + _DOCK_TITLE


def _menus() -> tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]:
    """Return name, title and groups of actions of every menu."""
    return (
        (
            "file",
            translate("Window", "&File"),
            (
                ("openAction", "openLastAction"),
                ("saveAction", "saveAsAction"),
                ("saveImageAction",),
                ("quitAction",),
            ),
        ),
        (
            "edit",
            translate("Window", "&Edit"),
            (("undoAction", "redoAction"), ("undoStrokeAction", "clearPadAction")),
        ),
        (
            "train",
            translate("Window", "&Train"),
            (("trainAction", "stepAction", "resetAction"), ("restartAction",)),
        ),
        (
            "walk",
            translate("Window", "&Walk"),
            (
                ("walkthroughAction",),
                ("walkPlayAction", "walkNextAction", "walkBackAction"),
                ("walkNextPhaseAction", "walkBackPhaseAction", "walkStartAction", "walkEndAction"),
                ("applyAction", "slopeAction"),
                ("copyWalkTextAction", "copyWalkMarkdownAction", "copyWalkLatexAction"),
            ),
        ),
        (
            "example",
            translate("Window", "E&xample"),
            (("previousExampleAction", "nextExampleAction", "randomExampleAction"),),
        ),
        ("view", translate("Window", "&View"), (("fitAction",),)),
        ("help", translate("Window", "&Help"), (("logAction",), ("aboutAction",))),
    )
