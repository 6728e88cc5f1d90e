"""Numbers at the edges themselves, where there are so few that they have room."""

import itertools
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.diagram.edges import Picture
from gui.diagram.layout import Column, Layout
from gui.numbers import number
from gui.theme import Theme, colour, tabular

_MOST = 36  # edges of a pair that have a number
_PLACES = 0.28, 0.5, 0.72, 0.39, 0.61, 0.18, 0.82  # of the way, by preference
_HEIGHT = 14.0  # px


class Label(NamedTuple):
    """The number of the edge (`pair`, from, to), written in `room` in the hue of its sign."""

    edge: tuple[int, int, int]
    text: str
    room: QRectF
    hue: str


def edge_labels(
    layout: Layout, picture: Picture, theme: Theme, metrics: QFontMetricsF
) -> list[Label]:
    """Return the number that every edge is coloured by, where all of a pair have room.

    Without a label: no change, and a gradient that a walk has not come to.
    """
    found = []
    columns = itertools.pairwise(layout.columns)
    for pair, ((left, right), matrix) in enumerate(zip(columns, picture.numbers, strict=True)):
        if matrix.size > _MOST or matrix.size == 0:
            continue
        texts = [number(float(value), 2) for value in matrix.ravel()]
        width = max(metrics.horizontalAdvance(text) for text in texts) + 8
        rooms = _rooms(left, right, matrix.shape, width)
        if rooms is None:
            continue
        for room, text, (ends, value) in zip(rooms, texts, np.ndenumerate(matrix), strict=True):
            if value != 0 or picture.mode == "weights":
                hue = theme.positive if value >= 0 else theme.negative
                found.append(Label((pair, *ends), text, room, hue))
    return found


def paint_edge_labels(painter: QPainter, layout: Layout, picture: Picture, theme: Theme) -> None:
    """Write the number that every edge is coloured by on it, where all of a pair have room."""
    font = tabular(painter.font())
    font.setPixelSize(11)
    painter.setFont(font)
    for label in edge_labels(layout, picture, theme, QFontMetricsF(font)):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.window, 0.85))
        painter.drawRoundedRect(label.room, 3, 3)
        painter.setPen(QColor(label.hue))
        painter.drawText(label.room, Qt.AlignmentFlag.AlignCenter, label.text)


def _rooms(
    left: Column, right: Column, shape: tuple[int, int], width: float
) -> list[QRectF] | None:
    """Return a room on every edge, none over another; None: there are not enough."""
    rooms: list[QRectF] = []
    start = left.x + (left.radius or left.half_width) + 2
    end = right.x - (right.radius or right.half_width) - 2
    for source, target in np.ndindex(shape):
        for share in _PLACES:
            x = left.x + share * (right.x - left.x)
            y = left.y[source] + share * (right.y[target] - left.y[source])
            room = QRectF(QPointF(x - width / 2, y - _HEIGHT / 2), QPointF(x + width / 2, y + 7))
            free = not any(room.intersects(other) for other in rooms)
            if free and room.left() > start and room.right() < end:
                rooms.append(room)
                break
        else:
            return None
    return rooms
