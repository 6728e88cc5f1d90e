"""One equation of the walkthrough as matrices of coloured cells: a¹ · W² + b² = z²."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.walkthrough import Operand, Place, Stage
from gui.colouring import Colouring
from gui.diagram.lettering import sized
from gui.keys import ARROWS, OwnKeys
from gui.theme import space
from gui.translation import translate
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import Cell, Layout, arrange
from gui.walk.matrix.marks import (
    Equation,
    Pair,
    cell_of,
    counted,
    operands,
    pair_at,
    pointed_marks,
    step_marks,
    with_sum,
)
from gui.walk.matrix.paint import (
    Look,
    measure,
    paint_equation,
    paint_marks,
    paint_pointed,
    paint_sum,
)
from gui.widgets import labelled

_TIP = QEvent.Type.ToolTip
_LEAST_SHARE = 0.17  # of the screen's height: at most so high it must be, however large the text
_NOTE_SIZE = 11  # lengths as in gui.walk.matrix.layout
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MatrixView(QWidget, OwnKeys):
    """Shows the equation of one stage, and which of its numbers the walk is at.

    Cells tell of themselves when the mouse or the arrow keys point at them.
    """

    own_keys = ARROWS | {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    pointed = Signal(object)  # (unit or None, term or None) of the cell pointed at; None: of none
    chosen = Signal(object, object)  # unit or None, term or None

    def __init__(self, colouring: Colouring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "matrixView", translate("Matrices", "Matrices"))
        self._equation: Equation = ()
        self._stage, self._place, self._grain = Stage("input", 0), Place(), "layer"
        self._decimals, self._colouring = 2, colouring
        self._nothing = False
        self._sum: float | None = None
        colouring.changed.connect(self.update)
        self._cell: Cell | None = None  # under the mouse, or come to by the arrow keys
        self._pair: Pair | None = None  # pointed at, here or elsewhere
        self._pressed: Cell | None = None
        self._kept: Cell | None = None  # clicked: what is pointed at while the mouse is elsewhere
        self._picture: tuple[tuple[object, ...], Layout, QPixmap, str] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = ""
        self._tell()

    def show_equation(
        self, equation: Equation, place: Place, grain: str, stage: Stage, nothing: bool = False
    ) -> None:
        """Show the equation of `stage`, and mark the step at `place` of the walk at `grain`.

        An empty one shows what would be here. What comes back is pale where it counts for `nothing`
        in the update.
        """
        self._nothing = nothing
        self._place, self._grain = place, grain
        if stage != self._stage or not _same(equation, self._equation):
            fits = stage == self._stage and _shapes(equation) == _shapes(self._equation)
            self._equation, self._stage, self._picture = equation, stage, None
            if not fits:
                self._pressed = self._kept = None
                self._point(None)
                self._pair = None
            self._tell()
        self._equation = equation  # the same one is known at once the next time
        self.update()

    def show_sum(self, value: float | None) -> None:
        """Show how far the sum of the unit has come that the walk is at; None: what it comes to."""
        if value != self._sum:
            self._sum = value
            self._describe()
            self.update()

    @property
    def shown(self) -> list[Operand | str]:
        """The equation with its numbers as they are seen: with a sum as far as it has come."""
        return with_sum(self._equation, self._stage, self._place, self._sum)

    def show_pointed(self, unit: int | None, term: int | None) -> None:
        """Light up the cells of a unit and term that are pointed at elsewhere; None: of none."""
        pair = None if unit is None and term is None else (unit, term)
        if pair != self._pair:
            self._pair, self._cell = pair, None
            self._describe()
            self.update()

    @property
    def decimals(self) -> int:
        """How many decimals numbers in cells have where there is room for them."""
        return self._decimals

    @decimals.setter
    def decimals(self, count: int) -> None:
        self._decimals = count
        self.update()

    @property
    def colouring(self) -> Colouring:
        """The owner of what colours mean."""
        return self._colouring

    @property
    def equation(self) -> Equation:
        """What is shown."""
        return self._equation

    # Pointing.

    def _point(self, cell: Cell | None) -> None:
        """Point at a cell here, and tell."""
        if cell == self._cell:
            return
        before, self._cell = self._pair, cell
        self._pair = cell and self._pair_of(cell)
        self._describe()
        self.update()
        if self._pair != before:
            self.pointed.emit(self._pair)

    def _pair_of(self, cell: Cell) -> Pair | None:
        return pair_at(operands(self._equation)[cell.operand], self._stage, cell.row, cell.column)

    def _choose(self, cell: Cell) -> None:
        self._kept = cell
        self._point(cell)
        pair = self._pair_of(cell)
        if pair:
            self.chosen.emit(*pair)

    def _main(self) -> int:
        """Return the number of the operand that the arrow keys move in, and that is read out.

        It is the largest of those where most is counted: W rather than a.
        """
        found = operands(self._equation)

        def rank(number: int) -> tuple[int, int]:
            axes = counted(found[number], self._stage)
            return sum(map(bool, axes)), found[number].values.size

        return max(range(len(found)), key=rank)

    def _start(self) -> Cell:
        """Return where the arrow keys begin: at what is pointed at, or where the walk is."""
        number = self._main()
        operand = operands(self._equation)[number]
        pair = self._pair or (self._place.unit, self._place.term)
        return Cell(number, *(cell_of(operand, self._stage, pair) or (0, 0)))

    def _move(self, down: int, across: int) -> None:
        if self._cell is None or self._cell.operand != self._main():
            self._point(self._start())
            return
        rows, columns = operands(self._equation)[self._cell.operand].values.shape
        row = min(max(self._cell.row + down, 0), rows - 1)
        column = min(max(self._cell.column + across, 0), columns - 1)
        self._point(Cell(self._cell.operand, row, column))

    # Words.

    def _words_of(self, cell: Cell) -> str:
        operand = operands(self.shown)[cell.operand]
        return matrix_text.cell(operand, self._stage, cell.row, cell.column)

    def _pointed_words(self) -> str:
        """Say what is pointed at, here or elsewhere; "" where that is not a cell."""
        if self._cell:
            return self._words_of(self._cell)
        if self._pair:
            number = self._main()
            found = cell_of(operands(self._equation)[number], self._stage, self._pair)
            if found:
                return self._words_of(Cell(number, *found))
        return ""

    def _tell(self) -> None:
        """Put the equation into words."""
        said = [matrix_text.spoken(self._equation)] if self._equation else [self._hint()]
        self._words = " ".join(said + matrix_text.remarks(self._equation, self._stage))
        self._describe()

    def _describe(self) -> None:
        pointed = f"{self._words_of(self._cell)}." if self._cell else ""
        self.setAccessibleDescription(" ".join(filter(None, [pointed, self._words])))

    def _hint(self) -> str:
        return translate("Matrices", "The matrices of the walkthrough appear here.")

    # The picture, painted once for an equation, a size and a look.

    def drawn(self) -> tuple[Layout, QPixmap, str]:
        """Return layout, picture and note of now; all new only when something in them is."""
        look = self._look()
        key = (self.size(), *look)
        if self._picture is None or self._picture[0] != key:
            parts = matrix_text.written(self._equation)
            room = self.width(), self.height()
            layout = arrange(measure(parts, look.font), *room, look.ratio, look.unit)
            picture = QPixmap(self.size() * look.ratio)
            picture.setDevicePixelRatio(look.ratio)
            picture.fill(QColor(look.theme.window))
            painter = QPainter(picture)
            paint_equation(painter, layout, parts, look)
            painter.end()
            said = matrix_text.remarks(self._equation, self._stage)
            said += self._shared(layout, look.ratio)
            self._picture = key, layout, picture, " ".join(said)
        return self._picture[1:]

    def _look(self) -> Look:
        look = self._colouring.theme, self.font(), self._decimals, self.devicePixelRatioF()
        return Look(*look, self._nothing)

    def _shared(self, layout: Layout, ratio: float) -> list[str]:
        """Say in which matrices several cells share a pixel."""
        shares = []
        for operand, grid in zip(operands(self._equation), layout.grids, strict=True):
            rows = grid.rows / (grid.box.height * ratio)
            columns = grid.columns / (grid.box.width * ratio)
            if max(rows, columns) > 1:
                shares.append((operand, rows, columns))
        return [matrix_text.shared_pixels(shares)] if shares else []

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(space(160), space(55))

    def minimumSizeHint(self) -> QSize:
        most = round(_LEAST_SHARE * self.screen().availableSize().height())
        return QSize(space(65), min(space(30), most))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look()
        if not self._equation:
            painter.setPen(QColor(look.theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), int(flags), self._hint())
            return
        layout, picture, note = self.drawn()
        painter.drawPixmap(0, 0, picture)
        if self._sum is not None:
            paint_sum(painter, layout, operands(self.shown), self._place.unit, look)
        if self._pair:
            marks = pointed_marks(self._equation, self._stage, self._pair)
            paint_pointed(painter, layout, marks, look)
        marks = step_marks(self._equation, self._stage, self._place, self._grain)
        paint_marks(painter, layout, marks, look)
        self._paint_note(painter, QRectF(*layout.note), self._pointed_words(), note, look)
        if self.hasFocus():
            painter.setPen(QColor(look.theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_note(
        self, painter: QPainter, room: QRectF, pointed: str, note: str, look: Look
    ) -> None:
        font = sized(look.font, _NOTE_SIZE * look.unit)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.text if pointed else look.theme.muted))
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(font).elidedText(pointed or note, elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == _TIP and self._equation:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, place: QPoint) -> str:
        """Return what is to be said of a point: its cell, or the note, which may be cut short."""
        layout, _, note = self.drawn()
        cell = self._at(place)
        if cell:
            return self._words_of(cell)
        return note if layout.note.contains(place.x(), place.y()) else ""

    def _at(self, place: QPoint | QPointF) -> Cell | None:
        return self.drawn()[0].cell_at(place.x(), place.y()) if self._equation else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            cell, self._pressed = self._pressed, None
            if cell and cell == self._at(event.position()):
                self._choose(cell)
            elif cell is None:
                self._kept = None

    def leaveEvent(self, event: QEvent) -> None:
        self._point(self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS and self._equation:
            self._move(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cell:
            self._choose(self._cell)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self._point(self._kept)


def _shapes(equation: Equation) -> list[tuple[int, ...] | str]:
    return [part.values.shape if isinstance(part, Operand) else part for part in equation]


def _same(one: Equation, other: Equation) -> bool:
    """Whether two equations show the same; the walk makes a new one each time it is asked."""
    return one is other or (len(one) == len(other) and all(map(_same_part, one, other)))


def _same_part(one: Operand | str, other: Operand | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one is other or (type(one) is type(other) and one == other)
    if one[:2] != other[:2] or one.axes != other.axes:
        return False
    return one.values is other.values or np.array_equal(one.values, other.values, equal_nan=True)
