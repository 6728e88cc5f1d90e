"""Discs at the neurons whose lines another view shows, in the colours of these lines."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.diagram.layout import Layout
from gui.diagram.lettering import sized
from gui.diagram.marks import network_room
from gui.neuron_hues import line_hues
from gui.theme import Theme

_LEAST_RADIUS = 5.0  # of a neuron that has a mark; as gui.diagram.layout gives lengths
_OF_NEURON, _DOT = 0.45, 3.5  # of a neuron's radius; without a number, as the layout gives lengths
_LEAST_FIGURE = 8.0  # px: smaller numbers are not written


class MarkedLayer(NamedTuple):
    """The layer whose lines another view shows; 0: none.

    `hues`, of how many neurons there are and a theme, are the colours #rrggbb of these lines.
    """

    layer: int = 0
    hues: Callable[[int, Theme], tuple[str, ...]] = line_hues


class LineMark(NamedTuple):
    """The disc of a `neuron` around a place, so large and of that colour; `text` is its number."""

    neuron: int
    at: QPointF
    radius: float
    colour: str
    text: str


def line_marks(layout: Layout, marked: MarkedLayer, theme: Theme) -> tuple[LineMark, ...]:
    """Return the marks of a layer's neurons, at their upper left corners."""
    if not 0 < marked.layer < len(layout.columns):
        return ()
    column = layout.columns[marked.layer]
    if column.radius < _LEAST_RADIUS * layout.unit:
        return ()
    figure = min(layout.lettering.text, 1.25 * _OF_NEURON * column.radius)
    told = figure >= _LEAST_FIGURE
    radius = 0.8 * figure if told else _DOT * layout.unit
    hues = marked.hues(len(column.y), theme)
    corner = (0.9 if layout.square else 0.71) * column.radius
    return tuple(
        LineMark(
            index,
            QPointF(column.x - corner, y - corner),
            radius,
            hues[index],
            str(index + 1) if told else "",
        )
        for index, y in enumerate(column.y.tolist())
        if -column.radius < y < layout.height + column.radius
    )


def paint_line_marks(
    painter: QPainter, layout: Layout, marks: tuple[LineMark, ...], theme: Theme
) -> None:
    """Paint the marks, each in a gap of the background's colour."""
    if not marks:
        return
    painter.save()
    painter.setClipRect(network_room(layout))
    font = sized(painter.font(), marks[0].radius / 0.8)
    for mark in marks:
        wide = max(mark.radius, QFontMetricsF(font).horizontalAdvance(mark.text) / 2 + 2)
        disc = QRectF(mark.at.x() - wide, mark.at.y() - mark.radius, 2 * wide, 2 * mark.radius)
        painter.setPen(QPen(QColor(theme.window), 1.5 * layout.unit))
        painter.setBrush(QColor(mark.colour))
        painter.drawRoundedRect(disc, mark.radius, mark.radius)
        if mark.text:
            painter.setFont(font)
            painter.setPen(QColor(theme.window))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, mark.text)
    painter.restore()
