"""The table of an experiment in Qt's terms: a model of a sheet, a view, small curves in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui import theme
from gui.experiments.sheet import Sheet
from gui.experiments.sheets import CURVE, STATE
from gui.experiments.spark import Scale, paint_strokes, scale_of, strokes
from gui.keys import ARROWS, OwnKeys
from gui.translation import translate
from gui.widgets import labelled

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_HIGH, _CURVE, _LEAST, _SPARE = 6, 20, 9, 3  # units of the grid
_WIDEST, _ARROW = 46, 3  # of a column; the mark of sorting
_LOOKED = 300  # lines, for widths


class SheetModel(QAbstractTableModel):
    """A sheet; `sort` only asks for another one: the plot shows the same lines."""

    sort_asked = Signal(str, bool)  # the column's name; falling

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.scale = Sheet(), Scale(0, 1)

    def show(self, sheet: Sheet) -> None:
        """Have this sheet in place of the one before; the same lines stay where they are."""
        before = self.sheet
        self.scale = scale_of(curve for line in sheet.lines for curve in line.curves)
        keys = [[line.runs for line in one.lines] for one in (before, sheet)]
        if before.columns != sheet.columns or len(keys[0]) != len(keys[1]):
            self.beginResetModel()
            self.sheet = sheet
            self.endResetModel()
            return
        if keys[0] != keys[1]:
            self.layoutAboutToBeChanged.emit()
            places = {runs: at for at, runs in enumerate(keys[1])}
            for index in self.persistentIndexList():
                at = places.get(keys[0][index.row()], -1)
                moved = self.index(at, index.column()) if at >= 0 else QModelIndex()
                self.changePersistentIndex(index, moved)
            self.sheet = sheet
            self.layoutChanged.emit()
        self.sheet = sheet
        if sheet.lines:
            last = self.index(len(sheet.lines) - 1, len(sheet.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what is said of a cell; its line as UserRole."""
        line = self.sheet.lines[index.row()]
        column, cell = self.sheet.columns[index.column()], line.cells[index.column()]
        if role == _ROLE.DisplayRole:
            return "" if column.name == CURVE else cell.text
        if role == _ROLE.ToolTipRole:
            return line.told or (cell.text if column.name != CURVE else "")
        if role == _ROLE.AccessibleTextRole and column.name == CURVE:
            return translate("Experiments", "How the loss went")
        if role == _ROLE.TextAlignmentRole:
            left = column.words or column.name == STATE
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLE.UserRole:
            return line
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return what is said of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.sheet.columns):
            return None
        column = self.sheet.columns[section]
        if role == _ROLE.DisplayRole:
            return column.title
        if role == _ROLE.ToolTipRole:
            return column.tip or column.title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for a sheet that is sorted by this column."""
        if 0 <= column < len(self.sheet.columns):
            name = self.sheet.columns[column].name
            self.sort_asked.emit(name, order == Qt.SortOrder.DescendingOrder)


class CurveDelegate(QStyledItemDelegate):
    """Draws how the losses of a line went, where that is the column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, SheetModel)
        if model.sheet.columns[index.column()].name != CURVE:
            return
        rect = QRectF(option.rect)
        gap = theme.space(1)
        room = rect.adjusted(gap, gap, -gap, -gap)
        curves = model.sheet.lines[index.row()].curves
        paint_strokes(painter, strokes(curves, model.scale, room), theme.current())


class SheetTable(QTableView, OwnKeys):
    """The view: Enter and a double click open a line."""

    opened = Signal(int)  # a line of the sheet

    own_keys = ARROWS | {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "experimentTable", translate("Experiments", "Runs of the experiment"))
        self.sheet_model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setItemDelegate(CurveDelegate(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.grow)
        self._fitting, self._by_hand = False, set[int]()
        head.sectionResized.connect(lambda column: self._note_width(column))

    def fit(self) -> None:
        """Give columns the room that their headings and values need."""
        self._by_hand.clear()
        self._fit(0)

    def grow(self) -> None:
        """Give more room to columns whose values have become longer, unless somebody set theirs."""
        self._fit(self.horizontalHeader().minimumSectionSize(), grows=True)

    def _fit(self, least: int, grows: bool = False) -> None:
        sheet, metrics = self.sheet_model.sheet, self.fontMetrics()
        heading = QFontMetrics(theme.font("small"))
        self._fitting = True
        for at, column in enumerate(sheet.columns):
            texts = {line.cells[at].text for line in sheet.lines[:_LOOKED]}
            wide = max(map(metrics.horizontalAdvance, texts), default=0)
            wide = max(wide, heading.horizontalAdvance(column.title) + theme.space(_ARROW))
            wide += theme.space(_SPARE)
            if column.name == CURVE:
                wide = theme.space(_CURVE)
            wide = min(max(wide, theme.space(_LEAST), least), theme.space(_WIDEST))
            if not grows or (wide > self.columnWidth(at) and at not in self._by_hand):
                self.setColumnWidth(at, wide)
        self._fitting = False

    def _note_width(self, column: int) -> None:
        if not self._fitting:
            self._by_hand.add(column)

    def paint_theme(self) -> None:
        """Take sizes and colours of now."""
        now = theme.current()
        self.setFont(theme.font())
        self.horizontalHeader().setFont(theme.font("small"))
        self.verticalHeader().setDefaultSectionSize(theme.space(_HIGH))
        # The curves' colours are seen on a line that is chosen, too.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(now.border))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.text))
        self.setPalette(palette)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


def restored(table: SheetTable, change: Callable[[], None]) -> None:
    """Make a change of the sheet; the line that was chosen stays so, if it is still there."""
    model = table.sheet_model
    at = table.currentIndex()
    runs = model.sheet.lines[at.row()].runs if at.isValid() else ()
    change()
    if not table.currentIndex().isValid():
        for number, line in enumerate(model.sheet.lines):
            if runs and line.runs == runs:
                table.setCurrentIndex(model.index(number, max(at.column(), 0)))
