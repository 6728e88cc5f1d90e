"""What is said of the line in front: words on the map, in a frame of the line's colour."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from gui import theme
from gui.maps.line_paint import Stroke
from gui.theme import Theme


class Tag(NamedTuple):
    """Words in a `room` on the map, in the `colour` of the line that they are about."""

    words: str
    room: QRectF
    colour: str


def tag_of(
    strokes: Sequence[Stroke], words: str, room: QRectF, mouse: QPointF | None
) -> Tag | None:
    """Return the tag of the line in front: at the `mouse`, or else at its number, in `room`.

    None: none is in front, or it is not seen.
    """
    meant = next((stroke for stroke in strokes if stroke.forward), None)
    at = mouse or (meant.mark if meant else None)
    if meant is None or at is None:
        return None
    metrics, gap = QFontMetrics(theme.font("small", strong=True)), theme.space(1.2)
    wide, high = metrics.horizontalAdvance(words) + 2 * gap, metrics.height() + gap / 2
    away = theme.space(4)  # from the mouse, or from the number
    left = at.x() + away if at.x() + away + wide < room.right() else at.x() - away - wide
    top = at.y() - away - high if at.y() - away - high > room.top() else at.y() + away
    left = max(min(left, room.right() - wide), room.left())
    return Tag(words, QRectF(left, top, wide, high), meant.colour)


def paint_tag(painter: QPainter, tag: Tag, now: Theme) -> None:
    """Paint a tag: its words in ink, framed in the colour of the line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small", strong=True))
    painter.setPen(QPen(QColor(tag.colour), theme.space(0.5)))
    painter.setBrush(QColor(now.surface))
    corner = theme.space(1)
    painter.drawRoundedRect(tag.room, corner, corner)
    painter.setPen(QColor(now.text))
    painter.drawText(tag.room, Qt.AlignmentFlag.AlignCenter, tag.words)
    painter.restore()
