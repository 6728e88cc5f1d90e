"""What stands out of the network: rings of neurons, one edge, the layers of a step of a walk."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.diagram.layout import Layout
from gui.theme import Theme, colour

_WASH = 0.55  # opacity, over everything but a marked edge


class Mark(NamedTuple):
    """A ring around `neuron` (layer, neuron): `strong` where selected or computed."""

    neuron: tuple[int, int]
    strong: bool = True


class EdgeMark(NamedTuple):
    """One edge (pair, from, to) brought forward, in the hue of its `weight`."""

    edge: tuple[int, int, int]
    weight: float


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
    painter.setClipRect(stage_of(layout))
    painter.setPen(QPen(QColor(mark_hue(mark, theme)), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    own, *pixel = mark_rooms(layout, layer, index)
    if layout.columns[layer].is_strip:
        painter.drawRect(own)
    else:
        painter.drawEllipse(own)
    painter.drawRects(pixel)
    painter.restore()


def mark_hue(mark: Mark | EdgeMark, theme: Theme) -> str:
    """Return the colour of a mark."""
    if isinstance(mark, EdgeMark):
        return theme.positive if mark.weight >= 0 else theme.negative
    return theme.accent if mark.strong else theme.text


def dimmed(layout: Layout, first: int, last: int) -> list[QRectF]:
    """Return what is dimmed so that layers `first` to `last` stand out, left and right of them.

    The input's picture belongs to the first layer, the answers to the last.
    """
    rooms = []
    if first > 0:
        left = stage_of(layout)
        left.setRight(neuron_room(layout, first, 0).left() - 2)
        rooms.append(left)
    if last < len(layout.columns) - 1:
        right = stage_of(layout)
        right.setLeft(neuron_room(layout, last, 0).right() + 2)
        rooms.append(right)
    return rooms


def paint_spotlight(painter: QPainter, layout: Layout, first: int, last: int, theme: Theme) -> None:
    """Dim the network left of layer `first` and right of layer `last`."""
    painter.save()
    painter.setClipRect(stage_of(layout))
    for room in dimmed(layout, first, last):
        painter.fillRect(room, colour(theme.window, _WASH))
    painter.restore()


def paint_edge_mark(painter: QPainter, layout: Layout, mark: EdgeMark, theme: Theme) -> None:
    """Bring one edge and the neurons at its ends forward, the rest of the network back."""
    ends = ends_of(mark.edge)
    painter.save()
    painter.setClipRect(stage_of(layout))
    network = stage_of(layout)
    network.setLeft(neuron_room(layout, 0, 0).left())
    network.setRight(neuron_room(layout, len(layout.columns) - 1, 0).right())
    wash = QPainterPath()
    wash.addRect(network)
    for layer, index in ends:  # holes: the path is filled by the odd-even rule
        add = wash.addRect if layout.columns[layer].is_strip else wash.addEllipse
        add(neuron_room(layout, layer, index))
    painter.fillPath(wash, colour(theme.window, _WASH))
    line = edge_line(layout, mark.edge)
    for hue, width in ((theme.window, 6), (mark_hue(mark, theme), 2.5)):
        painter.setPen(QPen(QColor(hue), width))
        painter.drawLine(line)
    painter.restore()
    for end in ends:
        paint_mark(painter, layout, Mark(end, strong=False), theme)


def neuron_room(layout: Layout, layer: int, index: int) -> QRectF:
    """Return where the mark of a neuron runs: around its disc, or its cell of a strip."""
    column = layout.columns[layer]
    width, height = column.radius + 2, column.radius + 2
    if column.is_strip:
        width, height = column.half_width + 3, max(column.pitch / 2, 2)
    y = float(column.y[index])
    return QRectF(column.x - width, y - height, 2 * width, 2 * height)


def ends_of(edge: tuple[int, int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the (layer, neuron) at both ends of an edge (pair, from, to)."""
    pair, source, target = edge
    return (pair, source), (pair + 1, target)


def edge_line(layout: Layout, edge: tuple[int, int, int]) -> QLineF:
    """Return an edge (pair, from, to) from rim to rim."""
    rooms = [neuron_room(layout, *end) for end in ends_of(edge)]
    line = QLineF(rooms[0].center(), rooms[1].center())
    reaches = [room.width() / 2 / max(line.length(), 1) for room in rooms]
    return QLineF(line.pointAt(reaches[0]), line.pointAt(1 - reaches[1]))


def stage_of(layout: Layout) -> QRectF:
    """Return what the network is clipped to."""
    return QRectF(0, layout.stage.y - 4, layout.width, layout.stage.height + 8)
