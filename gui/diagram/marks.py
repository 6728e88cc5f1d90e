"""What stands out of the network: rings of neurons, one edge, the layers of a step of a walk."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.diagram.layout import Layout
from gui.selection import neurons_of
from gui.theme import Theme, colour

_MOST_ROUND = 7.0  # px, the corners of a square: the rim covers those of what is in it
_UNDER = 0.5  # px: else the ground shines through between a map and its rim
WASH = 0.55  # opacity, over the edges and the fills of neurons that do not stand out


class Mark(NamedTuple):
    """A ring around `neuron` (layer, neuron): `strong` where selected or computed."""

    neuron: tuple[int, int]
    strong: bool = True


class EdgeMark(NamedTuple):
    """One edge (pair, from, to) brought forward, in the hue of the `number` it is coloured by."""

    edge: tuple[int, int, int]
    number: float


class Light(NamedTuple):
    """What stands out: the layers `first` to `last`, or of them `neurons` alone, if there are any.

    What does not is dimmed: edges and fills, but neither words nor numbers, which are still read.
    """

    first: int
    last: int
    neurons: tuple[tuple[int, int], ...] = ()

    @staticmethod
    def on(edge: tuple[int, int, int]) -> "Light":
        """Return the light on one edge (pair, from, to)."""
        return Light(edge[0], edge[0] + 1, neurons_of(edge))

    def holds_pair(self, pair: int) -> bool:
        """Whether the edges of a pair stand out."""
        return not self.neurons and self.first <= pair < self.last

    def dims(self, layer: int, count: int) -> np.ndarray:
        """Return which of a layer's `count` neurons are dimmed, bool [count]."""
        dim = np.full(count, bool(self.neurons) or not self.first <= layer <= self.last)
        dim[[index for its_layer, index in self.neurons if its_layer == layer]] = False
        return dim


def mark_rooms(layout: Layout, layer: int, index: int) -> list[QRectF]:
    """Return where a neuron is marked: at itself, and in an input's picture at its pixel."""
    rooms = [neuron_room(layout, layer, index)]
    if layer == 0 and layout.picture and layout.picture_shape:
        rows, columns = layout.picture_shape
        row, place = divmod(index, columns)
        width, height = layout.picture.width / columns, layout.picture.height / rows
        x, y = layout.picture.x + place * width, layout.picture.y + row * height
        rooms.append(QRectF(x, y, width, height))
    return rooms


def paint_mark(painter: QPainter, layout: Layout, mark: Mark, theme: Theme) -> None:
    """Ring a neuron; in an input that is a picture, frame its pixel as well."""
    layer, index = mark.neuron
    painter.save()
    painter.setClipRect(network_room(layout))
    painter.setPen(QPen(QColor(mark_hue(mark, theme)), 2 * layout.unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    own, *pixel = mark_rooms(layout, layer, index)
    if layout.columns[layer].is_strip:
        painter.drawRect(own)
    else:
        paint_rim(painter, own, layout.square)
    painter.drawRects(pixel)
    painter.restore()


def paint_rim(painter: QPainter, room: QRectF, square: bool) -> None:
    """Paint what a neuron's rim runs along: an ellipse, or a `square` with round corners."""
    if square:
        corner = min(0.12 * room.width(), _MOST_ROUND)
        painter.drawRoundedRect(room, corner, corner)
    else:
        painter.drawEllipse(room)


def rim_width(radius: float, unit: float) -> float:
    """Return how wide (px) the rim of a neuron is."""
    return min(max(0.16 * radius, 1.0), 2.5 * unit)


def face_width(radius: float, unit: float) -> float:
    """Return how wide (px) the map within a neuron's rim is: a little of it lies under the rim."""
    return 2 * (radius - rim_width(radius, unit) + _UNDER)


def mark_hue(mark: Mark | EdgeMark, theme: Theme) -> str:
    """Return the colour of a mark."""
    if isinstance(mark, EdgeMark):
        return theme.sign(mark.number)
    return theme.accent if mark.strong else theme.text


def dimmed(layout: Layout, light: Light) -> list[QRectF]:
    """Return the rooms between layers whose edges are dimmed."""
    rooms = []
    for pair in range(len(layout.columns) - 1):
        if not light.holds_pair(pair):
            room = network_room(layout)
            room.setLeft(layout.columns[pair].x)
            room.setRight(layout.columns[pair + 1].x)
            rooms.append(room)
    return rooms


def paint_dimmed(painter: QPainter, layout: Layout, light: Light, theme: Theme) -> None:
    """Dim the edges that do not stand out."""
    for room in dimmed(layout, light):
        painter.fillRect(room, colour(theme.window, WASH))


def paint_edge_mark(painter: QPainter, layout: Layout, mark: EdgeMark, theme: Theme) -> None:
    """Bring one edge and the neurons at its ends forward."""
    painter.save()
    painter.setClipRect(network_room(layout))
    line = edge_line(layout, mark.edge)
    for hue, width in ((theme.window, 6), (mark_hue(mark, theme), 2.5)):
        painter.setPen(QPen(QColor(hue), width * layout.unit))
        painter.drawLine(line)
    painter.restore()
    for end in neurons_of(mark.edge):
        paint_mark(painter, layout, Mark(end, strong=False), theme)


def neuron_room(layout: Layout, layer: int, index: int) -> QRectF:
    """Return where the mark of a neuron runs: around its disc, or its cell of a strip."""
    column = layout.columns[layer]
    width = height = column.radius + 2 * layout.unit
    if column.is_strip:
        width, height = column.half_width + 3 * layout.unit, max(column.pitch / 2, 2)
    y = float(column.y[index])
    return QRectF(column.x - width, y - height, 2 * width, 2 * height)


def edge_line(layout: Layout, edge: tuple[int, int, int]) -> QLineF:
    """Return an edge (pair, from, to) from rim to rim."""
    rooms = [neuron_room(layout, *end) for end in neurons_of(edge)]
    line = QLineF(rooms[0].center(), rooms[1].center())
    reaches = [room.width() / 2 / max(line.length(), 1) for room in rooms]
    return QLineF(line.pointAt(reaches[0]), line.pointAt(1 - reaches[1]))


def network_room(layout: Layout) -> QRectF:
    """Return what the network is clipped to."""
    return QRectF(0, layout.room.y - 4, layout.width, layout.room.height + 8)
