"""How a perceptron's arrows look on a map: its weights, and what its mistakes add to them."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.maps.frame import Frame
from gui.maps.lines import Arrow


def paint_arrow(
    painter: QPainter, arrow: Arrow, frame: Frame, colour: str, halo: str, width: float
) -> None:
    """Paint an arrow `width` px wide, with a head in proportion, and a halo around it."""
    tail, tip = (
        QPointF(*frame.to_screen(np.array(end)).tolist()) for end in (arrow.tail, arrow.tip)
    )
    way = tip - tail
    length = math.hypot(way.x(), way.y())
    if length < 1:
        return
    ahead = way / length
    across = QPointF(-ahead.y(), ahead.x())
    head = min(4.2 * width, length)
    neck, half = tip - ahead * head, across * (0.5 * width)
    side = across * (0.5 * head)
    shape = QPolygonF(
        [tail + half, neck + half, neck + side, tip, neck - side, neck - half, tail - half]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(halo))
    painter.setPen(QPen(QColor(halo), 0.7 * width))
    painter.drawPolygon(shape)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(shape)
