"""The window: the diagram in the middle, panels in docks around it, menus, toolbar, status bar."""

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
from gui.arrangement import BOTTOM, LEFT, RIGHT, Arrangement
from gui.bounded import FRAME
from gui.document import Document
from gui.icons import icon
from gui.keeping import Keeper
from gui.keys import KeyKeeper
from gui.menus import TEXT_SIZES, TOOLBAR, WITH_TEXT, menus
from gui.one_paint import OnePaint
from gui.panels.number_box import finish_typing
from gui.session import Session
from gui.tab_order import move_focus
from gui.translation import languages, translate
from gui.widgets import follow_text_size, labelled

_FIRST_SIZE = QSize(1440, 900)
# px, and at most this share of the screen, of diagram and notice together: one that comes makes
# no window higher.
_MIDDLE, _MIDDLE_SHARE = 240, 0.3
# A layout saved by another arrangement of docks is not restored.
_LAYOUT_VERSION = 6

_Docks = Sequence[tuple[str, QWidget]]


class MainWindow(QMainWindow):
    """Arranges what it is given; what things do is wired in `gui/app.py`."""

    closed = Signal()

    def __init__(self, session: Session, document: Document, keeper: Keeper) -> None:
        super().__init__()
        labelled(self, "mainWindow")
        self.session = session
        # Before the actions: Qt takes children apart in this order, and the session speaks to them.
        session.setParent(self)
        self.document, self.keeper = document, keeper
        self.actions_by_name = make_actions(self)
        self.asks_to_save = False  # before it closes; else unsaved work is kept for the next start
        self.network_name = ""  # that of its file, or of the network
        self.may_close: Callable[[], bool] = lambda: True  # asked before it closes
        self.arrangement = Arrangement(self)
        self._remembered = True  # the layout, from the last time
        self._was_shown = False
        KeyKeeper(self)
        OnePaint(self)
        self.setWindowIcon(icon("netglow"))
        self.setDocumentMode(True)  # quiet tabs

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """The docks of all panels, shown or not."""
        return self.arrangement.docks

    def arrange(
        self,
        centre: list[QWidget],
        left: _Docks,
        right: _Docks,
        bottom: _Docks,
        asked: Sequence[tuple[str, QWidget, str]] = (),
    ) -> None:
        """Put widgets in place; docks are given as (title, widget).

        Those that are to be `asked` for, as (title, widget, short title), come to the bottom when
        somebody does.
        """
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in centre:
            column.addWidget(widget, int(widget is centre[-1]))
        middle = QWidget()
        middle.setLayout(column)
        share = round(_MIDDLE_SHARE * self.screen().availableSize().height())
        middle.setMinimumHeight(min(_MIDDLE, share))
        self._column = column
        self.setCentralWidget(middle)
        for area, panels in ((LEFT, left), (RIGHT, right), (BOTTOM, bottom)):
            for title, widget in panels:
                self.arrangement.add(title, widget, area)
        for title, widget, short in asked:
            self.arrangement.add(title, widget, BOTTOM, asked=True, short=short)
        self.arrangement.stack()
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
        self.take_size()
        if not self.restoreState(settings.get("docks"), _LAYOUT_VERSION):
            self._remembered = False

    def take_size(self) -> None:
        """Be as large as it was, or as the screen allows; again when panels have come or gone."""
        self.arrangement.bound()
        if layout := self.layout():
            layout.activate()  # else the least width is that of docks beside each other
        if not self.restoreGeometry(settings.get("geometry")):
            self.resize(first_size(self.screen().availableSize(), FRAME))

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

    def put_above(self, widget: QWidget) -> None:
        """Show `widget` above all else in the middle."""
        self._column.insertWidget(0, widget)

    def add_examples(
        self, words: dict[str, tuple[str, str, str]], choose: Callable[[str], None]
    ) -> None:
        """Add a submenu to the File menu that opens ready examples.

        `words` are name -> (text, tip, subject); those of one subject, if not "", have a menu.
        """
        menu = labelled(QMenu(translate("Window", "Examples"), self), "examplesMenu")
        menu.setToolTipsVisible(True)
        self.file_menu.insertMenu(self.actions_by_name["openLastAction"], menu)
        subjects = {"": menu}
        for name, (text, tip, subject) in words.items():
            if subject not in subjects:
                subjects[subject] = menu.addMenu(subject)
                subjects[subject].setToolTipsVisible(True)
            action = subjects[subject].addAction(text)
            action.setObjectName(f"{name}Example")
            action.setToolTip(tip)
            action.triggered.connect(lambda _, name=name: choose(name))

    def add_to_toolbar(self, widget: QWidget, after: str) -> None:
        """Put `widget` into the toolbar, behind the button of the action `after`."""
        shown = self._toolbar.actions()
        at = shown.index(self.actions_by_name[after])
        self._toolbar.insertWidget(shown[at + 1], widget)

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
        # Of others it is not asked which child: every action is one, and the window opens later.
        if event.polished() and isinstance(bar := event.child(), QTabBar):  # of docks in one place
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
        if event.type() == QEvent.Type.FontChange and self.docks:
            follow_text_size(self)
            self._paint_toolbar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            # When the panels have their widths and know how high they want to be.
            arrangement = self.arrangement
            then = arrangement.raise_made_first if self._remembered else arrangement.reset
            QTimer.singleShot(0, arrangement, then)
            arrangement.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        finish_typing()  # it is saved, or kept, with the rest
        if not self.may_close():
            event.ignore()
            return
        settings.put("geometry", self.saveGeometry())
        # Out of sight at once, however long the backend takes to end, and before docks come that
        # would be arranged one after the other.
        self.hide()
        self.arrangement.show_offered()
        settings.put("docks", self.saveState(_LAYOUT_VERSION))
        settings.settle()
        self.closed.emit()
        super().closeEvent(event)

    def _make_menus(self) -> None:
        for name, title, groups in menus():
            menu = self.menuBar().addMenu(title)
            for index, group in enumerate(groups):
                if index:
                    menu.addSeparator()
                menu.addActions([self.actions_by_name[name] for name in group])
            if name == "file":
                self.file_menu = menu
            if name == "view":
                self._fill_view(menu)

    def _fill_view(self, menu: QMenu) -> None:
        """Put panels and sizes into their own menus: one of all would be higher than a screen."""
        self._view_menu = menu
        panels = labelled(menu.addMenu(translate("Window", "Panels")), "panelsMenu")
        for of_area in self.arrangement.groups:
            panels.addActions([dock.toggleViewAction() for dock in of_area])
            panels.addSeparator()
        panels.addAction(self.actions_by_name["resetLayoutAction"])
        sizes = labelled(menu.addMenu(translate("Window", "Text size")), "textSizeMenu")
        sizes.addActions([self.actions_by_name[name] for name in TEXT_SIZES])
        menu.addSeparator()

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


def first_size(available: QSize, frame: QMargins) -> QSize:
    """Return how large a window opens first on a screen with so much room, its `frame` included."""
    inside = QSize(frame.left() + frame.right(), frame.top() + frame.bottom())
    return _FIRST_SIZE.boundedTo(available - inside)
