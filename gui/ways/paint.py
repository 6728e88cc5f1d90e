"""The thin part that paints the ways."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from gui import theme
from gui.axes import paint_lines_up, paint_numbers_under
from gui.theme import Theme
from gui.ways.scene import Row, Scene

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def paint_scene(painter: QPainter, scene: Scene, now: Theme) -> None:
    """Paint all rows, and the axis behind and below them."""
    painter.setFont(theme.font("small"))
    painter.setPen(QPen(QColor(now.border), 1))
    paint_lines_up(painter, scene.ticks, scene.plot)
    painter.setPen(QColor(now.muted))
    paint_numbers_under(painter, scene.ticks, scene.plot.bottom())
    for row in scene.rows:
        _paint_row(painter, row, now)


def _paint_row(painter: QPainter, row: Row, now: Theme) -> None:
    ink = now.accent if row.explained else now.muted
    if row.bar is not None and row.stopped:  # its end is reckoned, not measured
        painter.setPen(QPen(QColor(ink), 1))
        painter.setBrush(QBrush(QColor(ink), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(row.bar)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif row.bar is not None:
        painter.fillRect(row.bar, QColor(ink))
    painter.setFont(theme.font("small", strong=row.explained))
    painter.setPen(QColor(now.text))
    painter.drawText(row.titled, _LEFT, row.title)
    painter.setFont(theme.font("small"))
    if row.text and not (row.inside and not row.stopped):
        # No line goes through it.
        high = painter.fontMetrics().height()
        room = QRectF(row.texted.x() - 1, row.room.center().y() - high / 2, 0, high)
        room.setRight(row.texted.right() + 1)
        painter.fillRect(room, QColor(now.window))
    painter.setPen(QColor(_ink_of(row, now)))
    painter.drawText(row.texted, _LEFT, row.text)
    painter.setPen(QColor(now.text))
    painter.drawText(row.timesed, _RIGHT, row.times)


def _ink_of(row: Row, now: Theme) -> str:
    """Return the colour of a row's time, on its bar or beside it."""
    if row.inside and not row.stopped:
        return now.on_accent if row.explained else now.window
    return now.muted if row.bar is None else now.text
