"""The table of runs: what each has come to; they are shown, renamed, hidden and deleted there."""

from typing import ClassVar

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.icons import DrawnIcon, icon
from gui.keys import ARROWS, OwnKeys
from gui.runs.owner import RunTree
from gui.runs.rows import Row, headings, rows
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

_EVERY_MS = 250  # at most, while it trains
_ID = Qt.ItemDataRole.UserRole
_NAME, _DIFFERENCE = 0, 1
_WIDE = (36, 41, 14, 26, 28, 29, 14)  # units of the grid, of columns; the last has the rest
_DEVICE = 22  # units, of the last; what is left is shared by names and differences


class _Swatch(DrawnIcon):
    """A piece of a run's line."""

    def __init__(self, colour: str, dim: bool) -> None:
        super().__init__()
        self._colour, self._dim = colour, dim

    def clone(self) -> QIconEngine:
        return _Swatch(self._colour, self._dim)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(self._colour, 0.35 if self._dim else 1), max(rect.height() / 5, 2))
        painter.setPen(pen)
        middle = rect.center().y()
        painter.drawLine(rect.left(), middle, rect.right(), middle)


class RunsTable(QTreeWidget, OwnKeys):
    """The tree itself; with the keyboard on it, keys do what the buttons below do."""

    keys: ClassVar = {
        Qt.Key.Key_Delete: "deleteRun",
        Qt.Key.Key_F2: "renameRun",
        Qt.Key.Key_Return: "showRun",
        Qt.Key.Key_Space: "hideRun",
    }
    own_keys = ARROWS | frozenset(keys) | {Qt.Key.Key_Home, Qt.Key.Key_End}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self.keys.get(Qt.Key(event.key()))
        action = self.findChild(QAction, name) if name else None
        if isinstance(action, QAction) and self.state() != self.State.EditingState:
            action.trigger()
        else:
            super().keyPressEvent(event)


class RunsPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    beside_asked = Signal()  # the pinned runs side by side

    def __init__(self, tree: RunTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._rows: tuple[Row, ...] = ()
        self._look: object = None  # theme and fonts of what is shown
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.show_now)
        self.table = self._make_table()
        self._said = labelled(QLabel(), "runsSaid")
        self._actions = self._make_actions()
        self._lay_out()
        tree.changed.connect(self._show_soon)
        tree.grew.connect(self._wait)
        tree.thinned.connect(self._said.setText)
        self.follow_theme()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the table shows."""
        return self._rows

    @property
    def chosen(self) -> str:
        """The run that is chosen in the table; "": none."""
        item = self.table.currentItem()
        return str(item.data(_NAME, _ID)) if item else ""

    def show_now(self) -> None:
        """Show the newest of all runs."""
        self._soon.stop()
        session = self._tree.shown.run.id
        found = rows(self._tree.runs, session, self._rows)
        if not self.isVisible() and self._rows:
            self._rows = ()
            return
        before = self.chosen or session
        fonts = theme.font(), theme.font(strong=True)
        look = theme.current(), fonts
        old, seen, self._rows, self._look = self._rows, self._look, found, look
        known = {row.run: row for row in old} if look == seen else {}
        every = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        items = {str(item.data(_NAME, _ID)): item for item in self.table.findItems("", every)}
        with QSignalBlocker(self.table):
            for row in found:  # before the table has the new ones: it would be told of each text
                if row.run not in items:
                    items[row.run] = QTreeWidgetItem()
                    items[row.run].setData(_NAME, _ID, row.run)
                if row != known.get(row.run):
                    self._fill(items[row.run], row, *fonts)
            if [(row.run, row.depth) for row in found] != [(row.run, row.depth) for row in old]:
                self._plant(found, items)
            if before in items and items[before] is not self.table.currentItem():
                self.table.setCurrentItem(items[before])
        self._able()

    # How it is made.

    def _make_table(self) -> RunsTable:
        table = labelled(
            RunsTable(),
            "runsTable",
            translate("Runs", "Runs of this window"),
        )
        table.setHeaderLabels(list(headings()))
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setRootIsDecorated(False)
        table.setItemsExpandable(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.header().setSectionsMovable(False)
        table.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.customContextMenuRequested.connect(self._open_menu)
        table.itemChanged.connect(self._take_item)
        table.currentItemChanged.connect(lambda *_: self._able())
        table.itemDoubleClicked.connect(lambda item, _: self._tree.show(item.data(_NAME, _ID)))
        return table

    def _make_actions(self) -> dict[str, QAction]:
        found = {}
        for name, text, tip, slot in (
            (
                "showRun",
                translate("Runs", "Show in the window"),
                translate("Runs", "Show this run in the window, to train it on there (Enter)"),
                lambda: self._tree.show(self.chosen),
            ),
            (
                "renameRun",
                translate("Runs", "Rename"),
                translate("Runs", "Give this run another name (F2)"),
                self._rename,
            ),
            (
                "hideRun",
                translate("Runs", "Hide"),
                translate("Runs", "Leave its curves out of the charts (Space)"),
                self._hide,
            ),
            (
                "pinRun",
                translate("Runs", "Pin"),
                translate("Runs", "Keep this run, and have it side by side with others"),
                self._pin,
            ),
            (
                "besideRuns",
                translate("Runs", "Side by side"),
                translate("Runs", "See the diagrams of all pinned runs beside each other"),
                self.beside_asked.emit,
            ),
            (
                "copyDifference",
                translate("Runs", "Copy the difference"),
                translate("Runs", "Copy what this run does otherwise than the one above it"),
                self._copy,
            ),
            (
                "deleteRun",
                translate("Runs", "Delete"),
                translate("Runs", "Delete this run; Undo brings it back (Del)"),
                lambda: self._tree.delete(self.chosen),
            ),
        ):
            action = labelled_action(QAction(text, self.table), name, tip)
            action.triggered.connect(slot)
            self.table.addAction(action)
            found[name] = action
        for name in ("hideRun", "pinRun"):
            found[name].setCheckable(True)
        # What stands on the buttons, which have little room.
        found["showRun"].setIconText(translate("Runs", "Show"))
        found["copyDifference"].setIconText(translate("Runs", "Copy"))
        return found

    def _lay_out(self) -> None:
        row = spaced(QHBoxLayout(), spacing=1.5)
        for name, action in self._actions.items():
            button = labelled(QToolButton(), f"{name}Button", action.text(), action.toolTip())
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(self._said, 1)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 1), 1)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    # What users do.

    def _rename(self) -> None:
        if item := self.table.currentItem():
            self.table.editItem(item, _NAME)

    def _hide(self) -> None:
        if row := self._row(self.chosen):
            self._tree.hide(row.run, not row.hidden)

    def _pin(self) -> None:
        if row := self._row(self.chosen):
            self._tree.pin(row.run, not row.pinned)

    def _copy(self) -> None:
        if row := self._row(self.chosen):
            text = translate("Runs", "{run}: {difference}")
            QGuiApplication.clipboard().setText(
                text.format(run=row.texts[_NAME], difference=row.difference)
            )

    def _take_item(self, item: QTreeWidgetItem, column: int) -> None:
        """A name was typed, or a tick was set."""
        row = self._row(str(item.data(_NAME, _ID)))
        if row is None or column != _NAME:
            return
        seen = item.checkState(_NAME) == Qt.CheckState.Checked
        if seen == row.hidden:
            self._tree.hide(row.run, not seen)
        elif item.text(_NAME) != row.texts[_NAME]:
            self._tree.rename(row.run, item.text(_NAME))
            self.show_now()  # an empty name stays what it was

    def _open_menu(self, at: QPoint) -> None:
        if self.table.itemAt(at) is None:
            return
        menu = labelled(QMenu(self.table), "runsTableMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions.values()))
        menu.popup(self.table.viewport().mapToGlobal(at))

    # What is shown.

    def _show_soon(self) -> None:
        """Show what has changed when the event loop comes round: other views follow it now."""
        self._soon.start(0)

    def _wait(self) -> None:
        if not self._soon.isActive() and self.isVisible():
            self._soon.start(_EVERY_MS)

    def _plant(self, found: tuple[Row, ...], items: dict[str, QTreeWidgetItem]) -> None:
        """Show `found` in this order, of the `items` of all runs; those of others go."""
        self.table.invisibleRootItem().takeChildren()
        for item in items.values():
            item.takeChildren()
        top: list[QTreeWidgetItem] = []
        above: list[QTreeWidgetItem] = []
        for row in found:
            item = items[row.run]
            del above[row.depth :]
            if above:
                above[-1].addChild(item)
            else:
                top.append(item)
            above.append(item)
        for gone in items.keys() - {row.run for row in found}:
            shiboken6.delete(items.pop(gone))
        self.table.addTopLevelItems(top)
        self.table.expandAll()

    def _fill(self, item: QTreeWidgetItem, row: Row, font: QFont, strong: QFont) -> None:
        now = theme.current()
        for column, text in enumerate(row.texts):
            if item.text(column) != text:
                item.setText(column, text)
                item.setToolTip(column, text)
            fitting = strong if row.shown and column == _NAME else font
            if item.font(column) != fitting:
                item.setFont(column, fitting)
            ink = QColor(now.muted if row.thinned else now.text)
            if item.foreground(column).color() != ink:
                item.setForeground(column, ink)
        flag = Qt.ItemFlag
        item.setFlags(
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsEditable
            | flag.ItemIsUserCheckable
        )
        ticked = Qt.CheckState.Unchecked if row.hidden else Qt.CheckState.Checked
        item.setCheckState(_NAME, ticked)
        item.setIcon(_NAME, QIcon(_Swatch(now.runs[row.colour], row.hidden)))
        item.setIcon(_DIFFERENCE, icon("pin") if row.pinned else QIcon())

    def _row(self, run: str) -> Row | None:
        return next((row for row in self._rows if row.run == run), None)

    def _able(self) -> None:
        row, actions = self._row(self.chosen), self._actions
        why = self._tree.why_not_show(self.chosen)
        actions["showRun"].setEnabled(row is not None and not why)
        actions["deleteRun"].setEnabled(row is not None and not row.shown)
        actions["pinRun"].setChecked(row is not None and row.pinned)
        actions["hideRun"].setChecked(row is not None and row.hidden)
        actions["besideRuns"].setEnabled(sum(one.pinned for one in self._rows) > 1)
        for name in ("renameRun", "hideRun", "pinRun", "copyDifference"):
            actions[name].setEnabled(row is not None)

    def paint_theme(self) -> None:
        now = theme.current()
        self._said.setFont(theme.font("small"))
        inked(self._said, now.muted)
        self.table.setFont(theme.font())
        # The lines' colours are seen on a row that is chosen, too.
        palette = self.table.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(now.border))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.text))
        self.table.setPalette(palette)
        self.table.setIconSize(QSize(theme.space(5), theme.space(3)))
        self.table.setIndentation(theme.space(3))
        self._spread()
        self._show_soon()

    def _spread(self) -> None:
        """Give the columns their widths, and what is left to those that say most."""
        spare = max(self.width() - theme.space(sum(_WIDE) + _DEVICE), 0)
        for column, wide in enumerate(_WIDE):
            more = {_NAME: 0.35, _DIFFERENCE: 0.65}.get(column, 0) * spare
            self.table.setColumnWidth(column, theme.space(wide) + round(more))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spread()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_now()


def labelled_action(action: QAction, name: str, tip: str) -> QAction:
    """Return `action`, found by `name`, its tooltip `tip`."""
    action.setObjectName(name)
    action.setToolTip(tip)
    return action
