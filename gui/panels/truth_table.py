"""The truth table: every row of a gate on its way through the network, right or wrong, live."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from core.experiment import Experiment
from gui import theme
from gui.colouring import Colouring
from gui.diagram.scene import layer_name, neuron_name, of_session
from gui.examples import Examples
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.numbers import number
from gui.panels.truth_paint import (
    HEAD,
    MARK,
    ROW,
    Seen,
    look,
    paint_seen,
    row_room,
    sheet_of,
    widths,
)
from gui.panels.truth_rows import Truth, has_truth_table, truth_table
from gui.panels.truth_sheet import Sheet
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}  # where these keys lead
_WIDE, _LEAST_ROWS = 60, 4  # units of the grid, and rows: less than that is of no use


class TruthTable(QAbstractScrollArea, OwnKeys):
    """Rows to choose an example by: a click or an arrow key shows it everywhere."""

    own_keys = ARROWS | frozenset(_ENDS)

    def __init__(
        self,
        session: Session,
        examples: Examples,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "truthTable", translate("TruthTable", "Truth table"))
        self._session, self._examples, self._colouring = session, examples, colouring
        self._truth = Truth()
        self._of: tuple[object, ...] = ()
        self._asked: tuple[Experiment | None, bool] = (None, False)
        self._measured: tuple[object, list[float]] = (None, [])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(ground := QWidget())  # asked for, Qt's own would cost the start 15 ms
        ground.setBackgroundRole(QPalette.ColorRole.Window)
        ground.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.forward_changed.connect(self._take)
        session.experiment_changed.connect(self._take)
        colouring.changed.connect(ground.update)

    @property
    def there(self) -> bool:
        """Whether there is anything to show."""
        experiment = self._session.experiment
        if self._asked[0] is not experiment:
            self._asked = experiment, has_truth_table(experiment)
        return self._asked[1]

    @property
    def truth(self) -> Truth:
        """The table as the newest parameters make it; without rows there is nothing to show."""
        session = self._session
        of = session.experiment, session.snapshot.parameters, session.example
        if not self._of or any(one is not other for one, other in zip(of, self._of, strict=True)):
            self._truth, self._of = truth_table(*of) if self.there else Truth(), of
        return self._truth

    @property
    def sheet(self) -> Sheet:
        """Where the columns stand."""
        truth, of = self.truth, (self._session.experiment, theme.space(100))
        if self._measured[0] != of:
            self._measured = of, widths(truth, self._layers())
        return sheet_of(truth, self._measured[1], self.viewport().width())

    @property
    def seen(self) -> Seen:
        """What is seen of it, where it is scrolled to."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        now, wide = self._colouring.theme, self.viewport().width()
        return look(self.truth, self.sheet, self._layers(), now, wide, across, down)

    def row_at(self, point: QPointF) -> int | None:
        """Return the row at `point`; None: none is there."""
        head, down = 2 * theme.space(HEAD), self.verticalScrollBar().value()
        row = int((point.y() - head + down) // theme.space(ROW))
        return row if point.y() >= head and 0 <= row < self.truth.rows else None

    def tip_at(self, point: QPointF) -> str:
        """Return what is told of the number at `point`: of which neuron it is, in full."""
        truth, sheet, row = self.truth, self.sheet, self.row_at(point)
        across, x = self.horizontalScrollBar().value(), point.x() - theme.space(MARK)
        for column in sheet.seen(across):
            left = sheet.left(column, across)
            if column < len(truth.columns) and left <= x < left + sheet.width(column):
                one = truth.columns[column]
                name = neuron_name(of_session(self._session), one.layer, one.neuron)
                if row is None:
                    return name
                value = number(float(truth.numbers[row, column]))
                return f"{name}: {one.symbol} = {value}"
        return ""

    def _layers(self) -> dict[int, str]:
        network = self._session.experiment.network
        return {layer: layer_name(network, layer) for layer in range(len(network.sizes))}

    def _take(self) -> None:
        """Show what is new, if anybody sees it."""
        if not self.isVisible():
            return
        self._set_bars()
        truth = self.truth
        words = [truth.summary] * bool(truth.rows)
        if truth.current is not None:
            words.insert(0, truth.words(truth.current))
        self.setAccessibleDescription(". ".join(words))
        self.viewport().update()

    def _set_bars(self) -> None:
        across, down, room = self.horizontalScrollBar(), self.verticalScrollBar(), self.viewport()
        across.setRange(0, round(self.sheet.overhang))
        across.setPageStep(room.width())
        across.setSingleStep(theme.space(8))
        bottom = row_room(self.truth.rows - 1, 0, 0).bottom()
        down.setRange(0, max(0, round(bottom) - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(theme.space(ROW))

    def _choose(self, row: int) -> None:
        """Show the example of a row, and the row."""
        self._examples.show("train", row)
        room, down = row_room(row, 0, 0), self.verticalScrollBar()
        head = 2 * theme.space(HEAD)
        least, most = room.bottom() - self.viewport().height(), room.top() - head
        down.setValue(round(min(max(down.value(), least), most)))

    # Qt calls these.

    def sizeHint(self) -> QSize:
        rows = max(self.truth.rows, _LEAST_ROWS)
        return QSize(theme.space(2 * _WIDE), round(row_room(rows - 1, 0, 0).bottom()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), round(row_room(_LEAST_ROWS - 1, 0, 0).bottom()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._take()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        truth, key = self.truth, Qt.Key(event.key())
        if truth.rows and key in _ENDS:
            self._choose(_ENDS[key] % truth.rows)
        elif truth.rows and key in ARROW_STEPS:
            across, down = ARROW_STEPS[key]
            if across:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() + across * bar.singleStep())
            else:
                start = -1 if down > 0 else truth.rows
                row = (start if truth.current is None else truth.current) + down
                self._choose(min(max(row, 0), truth.rows - 1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_seen(painter, self.seen, self._colouring.theme, self.hasFocus())
