"""Borders around what is frozen: a layer, a neuron, a weight."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.frozen import Frozen
from gui.diagram.layout import Layout
from gui.diagram.marks import edge_line, network_room, neuron_room
from gui.theme import Theme

_AROUND = 3.0  # of a lettering's unit, between what is frozen and its border
_BESIDE = 3.0  # between the two lines along a weight
_WIDE = 1.4


class FrozenMarks(NamedTuple):
    """Where borders are: `rooms` around layers and neurons, `lines` beside weights."""

    rooms: tuple[QRectF, ...]
    lines: tuple[QLineF, ...]


def frozen_marks(layout: Layout, frozen: Frozen) -> FrozenMarks:
    """Return the borders of what is frozen, and is there."""
    around, columns = _AROUND * layout.unit, layout.columns

    def there(layer: int, index: int = 0) -> bool:
        return 0 <= layer < len(columns) and 0 <= index < len(columns[layer].y)

    rooms = []
    for layer in frozen.layers:
        if there(layer):
            ends = (neuron_room(layout, layer, at) for at in (0, len(columns[layer].y) - 1))
            first, last = ends
            rooms.append(first.united(last).adjusted(-around, -around, around, around))
    for layer, index in frozen.neurons:
        if there(layer, index):
            room = neuron_room(layout, layer, index)
            rooms.append(room.adjusted(-around / 2, -around / 2, around / 2, around / 2))
    lines = []
    for pair, source, end in frozen.weights:
        if there(pair, source) and there(pair + 1, end):
            line = edge_line(layout, (pair, source, end))
            along = line.unitVector()
            aside = QPointF(-along.dy(), along.dx()) * (_BESIDE * layout.unit)
            lines += [line.translated(aside), line.translated(-aside)]
    return FrozenMarks(tuple(rooms), tuple(lines))


def paint_frozen(painter: QPainter, layout: Layout, marks: FrozenMarks, theme: Theme) -> None:
    """Paint the borders."""
    if not (marks.rooms or marks.lines):
        return
    painter.save()
    painter.setClipRect(network_room(layout))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(theme.text), _WIDE * layout.unit)
    painter.setPen(pen)
    painter.drawLines(list(marks.lines))
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    corner = 2 * _AROUND * layout.unit
    for room in marks.rooms:
        painter.drawRoundedRect(room, corner, corner)
    painter.restore()
