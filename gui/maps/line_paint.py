"""How a layer's lines and a perceptron's arrows look on a map: strokes, numbers, arrow heads."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from gui import theme
from gui.maps.frame import Frame
from gui.maps.lines import Arrow, Line
from gui.theme import Theme

# Dashes and gaps in widths of a stroke, a pattern for each neuron in turn: none, long, short, ...
PATTERNS: tuple[tuple[float, ...], ...] = ((), (6, 2.5), (1.5, 2), (6, 2, 1.5, 2), (3.5, 2.5))
_THIN, _THICK = 0.3, 1.1  # units of the grid, of what nobody listens to and what all do
_MOST_NUMBERS = 24  # neurons whose lines have their number beside them


class Stroke(NamedTuple):
    """A neuron's line on the screen: `chains` of places in px, [points, 2] each.

    It is `width` px wide, in a pattern of PATTERNS; its number stands at `mark`, unless None.
    """

    neuron: int
    chains: tuple[np.ndarray, ...]
    width: float
    pattern: tuple[float, ...]
    chosen: bool
    mark: QPointF | None


def strokes_of(lines: Sequence[Line], frame: Frame, chosen: int | None) -> tuple[Stroke, ...]:
    """Return how `lines` are drawn in a frame; that of the neuron `chosen` stands out."""
    taken: list[QPointF] = []
    strokes = []
    margin = theme.space(2.2)
    room = frame.room.adjusted(margin, margin, -margin, -margin)
    for line in lines:
        chains = tuple(frame.to_screen(chain) for chain in line.chains)
        mark = _mark(chains, room, taken) if line.neuron < _MOST_NUMBERS else None
        if mark is not None:
            taken.append(mark)
        strokes.append(
            Stroke(
                line.neuron,
                chains,
                theme.space(1) * (_THIN + (_THICK - _THIN) * line.heard),
                PATTERNS[line.neuron % len(PATTERNS)],
                line.neuron == chosen,
                mark,
            )
        )
    return tuple(strokes)


def paint_strokes(
    painter: QPainter, strokes: Sequence[Stroke], now: Theme, halo: bool = True
) -> None:
    """Paint lines, then their numbers; a `halo` around lines costs as much as they."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in sorted(strokes, key=lambda one: one.chosen):
        shapes = [QPolygonF([QPointF(*place) for place in chain]) for chain in stroke.chains]
        around = QPen(theme.colour(now.surface, 0.6), stroke.width + theme.space(0.6))
        around.setCapStyle(Qt.PenCapStyle.FlatCap)
        ink = QPen(QColor(now.accent if stroke.chosen else now.text), stroke.width)
        ink.setCapStyle(Qt.PenCapStyle.FlatCap)
        if stroke.pattern:
            unit = max(stroke.width, theme.space(0.6)) / stroke.width
            ink.setDashPattern([part * unit for part in stroke.pattern])
        for pen in (around, ink) if halo else (ink,):
            painter.setPen(pen)
            for shape in shapes:
                painter.drawPolyline(shape)
    font = theme.font("small", strong=True)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for stroke in strokes:
        if stroke.mark is None:
            continue
        text = str(stroke.neuron + 1)
        half = max(metrics.horizontalAdvance(text), metrics.height() * 0.72) / 2 + theme.space(0.5)
        disc = QRectF(stroke.mark.x() - half, stroke.mark.y() - half, 2 * half, 2 * half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent if stroke.chosen else now.text))
        painter.drawEllipse(disc)
        painter.setPen(QColor(now.on_accent if stroke.chosen else now.surface))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)


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


def _mark(chains: Sequence[np.ndarray], room: QRectF, taken: Sequence[QPointF]) -> QPointF | None:
    """Return where on a line its number stands: near the edge, away from those that stand."""
    if not chains:
        return None
    chain = max(chains, key=len)
    if len(chain) == 2:  # a straight line: places along it
        chain = chain[0] + np.linspace(0.05, 0.95, 19)[:, None] * (chain[1] - chain[0])
    inside = (chain[:, 0] >= room.left()) & (chain[:, 0] <= room.right())
    inside &= (chain[:, 1] >= room.top()) & (chain[:, 1] <= room.bottom())
    places = chain[inside]
    if not len(places):
        return None
    places = places[:: max(len(places) // 20, 1)]
    if not taken:
        return QPointF(*places[0].tolist())
    others = np.array([[one.x(), one.y()] for one in taken])
    free = np.hypot(*(places[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1)
    return QPointF(*places[int(np.minimum(free, theme.space(9)).argmax())].tolist())
