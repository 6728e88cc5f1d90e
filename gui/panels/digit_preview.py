"""The input picture as the network sees it: exact pixels, one square each."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.data.inputs import Picture
from gui import theme
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_SIDE, _LEAST, _CAPTION_GAP = 24, 12, 1  # units of the grid: the picture, gap to its caption


class DigitPreview(QWidget):
    """The session's example as a grid of its pixels; the mouse reads their values."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(
            self,
            "digitPreview",
            translate("DigitPreview", "Input picture"),
            translate("DigitPreview", "What the network sees: one square for each input neuron"),
        )
        self._session = session
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        session.example_changed.connect(self.update)
        session.experiment_changed.connect(self._take_input)
        self._take_input()

    def value_text(self, row: int, column: int) -> str:
        """Return what the pixel holds, in words."""
        value = self._session.example.inputs[row * self._shape[1] + column]
        return translate("DigitPreview", "row {row}, column {column}: {value}").format(
            row=row, column=column, value=f"{value:.3f}"
        )

    def _take_input(self) -> None:
        kind = self._session.experiment.input
        self._shape = (kind.rows, kind.columns) if isinstance(kind, Picture) else (0, 0)
        rows, columns = self._shape
        size = translate("DigitPreview", "{rows} × {columns} input")
        self._caption = f"{rows} × {columns}" if rows else ""
        self.setAccessibleDescription(size.format(rows=rows, columns=columns) if rows else "")
        self.updateGeometry()
        self.update()

    def _caption_height(self) -> int:
        return QFontMetrics(theme.font("small")).height() + theme.space(_CAPTION_GAP)

    def _grid(self) -> tuple[QPoint, int]:
        """Return the top left corner of the pixels and the side of one, in whole px."""
        rows, columns = self._shape
        room = self.height() - self._caption_height()
        side = max(min(room // max(rows, 1), self.width() // max(columns, 1)), 1)
        return QPoint(0, 0), side

    def _pixel_at(self, place: QPoint) -> tuple[int, int] | None:
        corner, side = self._grid()
        column, row = (place.x() - corner.x()) // side, (place.y() - corner.y()) // side
        inside = 0 <= row < self._shape[0] and 0 <= column < self._shape[1]
        return (row, column) if inside else None

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return self._size(_SIDE)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST)

    def _size(self, units: int) -> QSize:
        metrics, side = QFontMetrics(theme.font("small")), theme.space(units)
        wide = max(side, metrics.horizontalAdvance(self._caption))
        return QSize(wide, side + self._caption_height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if pixel := self._pixel_at(event.position().toPoint()):
            QToolTip.showText(event.globalPosition().toPoint(), self.value_text(*pixel), self)
        else:
            QToolTip.hideText()

    def event(self, event: QEvent) -> bool:
        # The pixel's own text is up already: the general one would cover it.
        tip = event.type() == QEvent.Type.ToolTip
        if tip and isinstance(event, QHelpEvent) and self._pixel_at(event.pos()):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        corner, side = self._grid()
        rows, columns = self._shape
        gap = 1 if side > 3 else 0
        if rows:
            whole = QRect(corner, QSize(columns * side, rows * side))
            painter.fillRect(whole, theme.colour(now.border, 0.6))
        paper, ink = theme.colour(now.surface), theme.colour(now.text)
        x, y, size = corner.x(), corner.y(), side - gap
        for index, value in enumerate(self._session.example.inputs[: rows * columns].tolist()):
            row, column = divmod(index, columns)
            place = (x + column * side, y + row * side, size, size)
            painter.fillRect(*place, paper)
            if value > 0:
                ink.setAlphaF(min(value, 1.0))
                painter.fillRect(*place, ink)
        painter.setPen(theme.colour(now.muted))
        painter.setFont(theme.font("small"))
        caption = QRect(0, y + rows * side, self.width(), self._caption_height())
        painter.drawText(caption, Qt.AlignmentFlag.AlignBottom, self._caption)
