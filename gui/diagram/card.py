"""The card near the mouse: what is said of a neuron, an edge or the legend, and where it stands."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.diagram.face_close_up import paint_map
from gui.diagram.layout import Layout
from gui.diagram.lettering import sized
from gui.diagram.marks import edge_line, neuron_room
from gui.diagram.neurons import number_sizes
from gui.selection import neurons_of
from gui.theme import Theme

_PLACES = 12  # along an edge that a card keeps clear of
_NUMBERS = 1.6  # times the size of its number, how far it reaches from a neuron's middle
# Lengths as in gui.diagram.layout.
_CARD_WIDTH = 560.0  # at most: longer lines are wrapped
_FACE = 10.0  # times the lettering, the side of a neuron's face
_LEADING = 3.0  # between the lines of a card


def value_room(layout: Layout, layer: int, index: int) -> QRectF:
    """Return where a neuron's numbers stand, for `paint_card` to keep clear."""
    room = neuron_room(layout, layer, index)
    value, _ = number_sizes(layout, layout.columns[layer].radius)
    # A neuron of a strip is flatter than wide.
    across, down = (max(side / 2 - _NUMBERS * value, 0) for side in room.size().toTuple())
    return room.adjusted(across, down, -across, -down)


def edge_rooms(layout: Layout, edge: tuple[int, int, int]) -> list[QRectF]:
    """Return places along what is seen of an edge and of its neurons, for `paint_card`."""
    line = edge_line(layout, edge)
    seen = (np.array([0, layout.width]) - line.x1()) / line.dx()
    first, last = seen.clip(0, 1).tolist()
    along = [line.pointAt(at) for at in np.linspace(first, last, _PLACES).tolist()]
    rooms = [QRectF(at.x() - 6, at.y() - 6, 12, 12) for at in along]
    return rooms + [neuron_room(layout, *end) for end in neurons_of(edge)]


def paint_card(
    painter: QPainter,
    layout: Layout,
    x: float,
    y: float,
    lines: list[str],
    theme: Theme,
    keep_clear: Sequence[QRectF] = (),
    face: np.ndarray | None = None,
) -> QRectF:
    """Write `lines` on a card near (x, y), inside the picture; the first is the title.

    Of the places around (x, y) it takes the one that covers least of `keep_clear`, and returns it.
    Beside the lines stands the `face` [side, side] of a neuron, if there is one.
    """
    unit, size = layout.unit, layout.lettering.text
    leading = _LEADING * unit
    font, bold = sized(painter.font(), size), sized(painter.font(), size, bold=True)
    fonts = [bold] + [font] * (len(lines) - 1)
    most = QRectF(0, 0, min(layout.width - 28 * unit, _CARD_WIDTH * unit), layout.height)
    wrap = int(Qt.TextFlag.TextWordWrap)
    rooms = [
        QFontMetricsF(letters).boundingRect(most, wrap, line).size()
        for letters, line in zip(fonts, lines, strict=True)
    ]
    side = min(_FACE * size, 0.5 * layout.height) if face is not None else 0.0
    written = max(room.width() for room in rooms)
    width = written + 20 * unit + (side + 10 * unit if side else 0)
    height = sum(room.height() + leading for room in rooms) + 12 * unit
    height = max(height, side + 20 * unit if side else 0)
    card = card_place(layout, x, y, width, height, keep_clear)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(card, 5 * unit, 5 * unit)
    painter.setPen(QColor(theme.text))
    top = card.y() + 6 * unit + leading / 2
    for letters, line, room in zip(fonts, lines, rooms, strict=True):
        painter.setFont(letters)
        place = QRectF(card.x() + 10 * unit, top, written + 2 * unit, room.height())
        painter.drawText(place, wrap, line)
        top += room.height() + leading
    if face is not None:
        left = card.right() - 10 * unit - side
        paint_map(painter, QRectF(left, card.y() + 10 * unit, side, side), face, theme)
    return card


def card_place(
    layout: Layout, x: float, y: float, width: float, height: float, keep_clear: Sequence[QRectF]
) -> QRectF:
    """Return where a card of this size covers least, right of the mouse and below it first."""
    near = mouse = QRectF(x - 12, y - 12, 24, 24)
    for room in keep_clear:
        if room.intersects(mouse):
            near = near.united(room)

    def covered(card: QRectF) -> float:
        parts = [card.intersected(room) for room in (mouse, *keep_clear)]
        return sum(part.width() * part.height() for part in parts)

    places = [
        QRectF(
            max(min(left, layout.width - width - 4), 4),
            max(min(top, layout.height - height - 4), 4),
            width,
            height,
        )
        for top in (near.bottom() + 2, near.top() - 2 - height)
        for left in (near.right() + 4, near.left() - 4 - width)
    ]
    return min(places, key=covered)
