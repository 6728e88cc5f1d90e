"""The axes of a decision map: a frame around the plane, ticks, numbers and names."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from core.data.inputs import Point
from gui import theme
from gui.maps.frame import Frame
from gui.numbers import fixed
from gui.theme import Theme
from gui.ticks import decimals, ticks

Word: TypeAlias = tuple[QPointF, str]  # where it begins
_Words: TypeAlias = tuple[Word, ...]


class Axes(NamedTuple):
    """What stands around a `room`: ticks, their numbers, and what the axes are called."""

    room: QRectF
    ticks: tuple[QLineF, ...]
    numbers: _Words
    names: _Words

    @staticmethod
    def of(
        frame: Frame, kind: Point | None, metrics: QFontMetrics, left: bool, lower: bool
    ) -> "Axes":
        """Return the axes of inputs of a `kind`, along the `left` and the `lower` side of a frame.

        Where these stand beside another frame they have none.
        """
        room, view = frame.room, frame.view
        gap, high, ascent = theme.space(1), metrics.height(), metrics.ascent()
        under, beside = room.bottom() + gap / 2 + ascent, room.left() - gap
        called = kind.names if kind else ("", "")
        name_room = metrics.horizontalAdvance(called[0]) + 2 * gap
        most = max(int(room.width() / (metrics.horizontalAdvance("−0.5") + 2 * gap)), 2)
        lines, numbers, names = [], [], []
        beneath: list[tuple[QPointF, str]] = []
        along = ticks(view.left, view.right, most)
        for value in along if lower else ():
            x = room.left() + (value - view.left) / (view.right - view.left) * room.width()
            lines.append(QLineF(x, room.bottom(), x, room.bottom() - gap))
            text = fixed(value, decimals(along))
            half = metrics.horizontalAdvance(text) / 2
            if x + half < room.right() - name_room:
                beneath.append((QPointF(x - half, under), text))
        up = ticks(view.bottom, view.top, most)
        for value in up if left else ():
            y = room.bottom() - (value - view.bottom) / (view.top - view.bottom) * room.height()
            lines.append(QLineF(room.left(), y, room.left() + gap, y))
            text = fixed(value, decimals(up))
            if y - high / 2 > room.top() + high * 0.6:
                at = QPointF(beside - metrics.horizontalAdvance(text), y + ascent / 2 - 1)
                numbers.append((at, text))
        numbers = [*clear_of(numbers, beneath, metrics), *numbers]
        if lower:
            names.append((QPointF(room.right() - name_room + 2 * gap, under), called[0]))
        if left:
            x = beside - metrics.horizontalAdvance(called[1])
            names.append((QPointF(x, room.top() + ascent / 2 + 2), called[1]))
        return Axes(room, tuple(lines), tuple(numbers), tuple(names))


def clear_of(taken: Sequence[Word], others: Sequence[Word], metrics: QFontMetrics) -> list[Word]:
    """Return those of the `others` that are over none that are `taken`: in a corner two meet."""
    high, wide = metrics.ascent(), metrics.horizontalAdvance

    def room(word: Word) -> QRectF:
        return QRectF(word[0].x(), word[0].y() - 0.75 * high, wide(word[1]), 0.75 * high)

    rooms = [room(word) for word in taken]
    return [word for word in others if not any(room(word).intersects(one) for one in rooms)]


def paint_axes(painter: QPainter, axes: Axes, now: Theme) -> None:
    """Paint axes in the painter's font, of which they were made."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(now.edge), 1))
    painter.drawRect(axes.room)
    painter.setPen(QColor(now.muted))
    painter.drawLines(axes.ticks)
    for ink, words in ((now.muted, axes.numbers), (now.text, axes.names)):
        painter.setPen(QColor(ink))
        for place, text in words:
            painter.drawText(place, text)
