"""Numbers at the edges themselves, where there are so few that they have room."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.edge_numbers import MOST_NUMBERED
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.lettering import sized
from gui.diagram.marks import Light, edge_line
from gui.diagram.tone import readable
from gui.numbers import number, telling
from gui.theme import Theme

_PLACES = 0.28, 0.5, 0.72, 0.39, 0.61, 0.18, 0.82  # of the way, by preference
_SMALLER = 1.0, 0.85  # times the figures, before numbers are as small as words
_HEIGHT, _BESIDE = 1.2, 0.7  # of the lettering
_NARROWEST = 0.4  # of the lettering: no number is narrower


class Label(NamedTuple):
    """The number of the edge (`pair`, from, to), `size` px large in `room`, in a readable `ink`."""

    edge: tuple[int, int, int]
    text: str
    room: QRectF
    ink: str
    size: float


def figures(picture: Picture, pair: int, value: float) -> str:
    """Return the number of an edge of `pair`, with as many digits as tell its last change."""
    step = picture.steps[pair] if picture.steps else 0.0
    return telling(value, step) if step else number(value, 2)


def edge_labels(
    layout: Layout, picture: Picture, theme: Theme, font: QFont, light: Light | None = None
) -> list[Label]:
    """Return the number that every edge is coloured by, where all of a pair have room.

    They are as large as the layout's figures, or as words where that is too large. Without a label:
    no change, a gradient that a walk has not come to, and what is not finite, which is said once
    for all. What is not in the `light` is muted.
    """
    found = []
    least, most = layout.lettering.text, layout.lettering.figures
    sizes = dict.fromkeys((*(max(share * most, least) for share in _SMALLER), least))
    for pair, matrix in enumerate(picture.numbers):
        if not 0 < matrix.size <= MOST_NUMBERED:
            continue
        narrowest = (_NARROWEST + _BESIDE) * least, _HEIGHT * least
        if not _rooms(layout, pair, matrix.shape, *narrowest):
            continue
        finite = np.isfinite(matrix)
        if not finite.any():
            continue
        texts = [figures(picture, pair, value) for value in matrix.ravel().tolist()]
        written = [text for text, there in zip(texts, finite.flat, strict=True) if there]
        for size in sizes:
            metrics = QFontMetricsF(sized(font, size))
            width = max(map(metrics.horizontalAdvance, written)) + _BESIDE * size
            if rooms := _rooms(layout, pair, matrix.shape, width, _HEIGHT * size):
                break
        else:
            continue
        lit = light is None or light.holds_pair(pair)
        for room, text, (ends, value) in zip(rooms, texts, np.ndenumerate(matrix), strict=True):
            if finite[ends] and (value != 0 or picture.mode == "weights"):
                ink = _ink(value, theme) if lit else theme.muted
                found.append(Label((pair, *ends), text, QRectF(*room), ink, size))
    return found


def label_of(
    layout: Layout,
    picture: Picture,
    theme: Theme,
    font: QFont,
    edge: tuple[int, int, int],
) -> Label:
    """Return the label of one edge that stands out, on the middle of it if there is no other."""
    for label in edge_labels(layout, picture, theme, font):
        if label.edge == edge:
            return label
    pair, source, target = edge
    value, size = float(picture.numbers[pair][source, target]), layout.lettering.figures
    text = figures(picture, pair, value)
    width = QFontMetricsF(sized(font, size)).horizontalAdvance(text) + _BESIDE * size
    line = edge_line(layout, edge)
    seen = (np.array([0, layout.width]) - line.x1()) / (line.dx() or 1.0)
    middle = line.pointAt(float(seen.clip(0, 1).mean()))
    room = QRectF(0, 0, width, _HEIGHT * size)
    room.moveCenter(middle)
    return Label(edge, text, room, _ink(value, theme), size)


def paint_edge_labels(painter: QPainter, labels: Sequence[Label], theme: Theme) -> None:
    """Write numbers on their edges."""
    font = painter.font()
    for label in labels:
        painter.setFont(sized(font, label.size))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.window))
        corner = label.size / 4
        painter.drawRoundedRect(label.room, corner, corner)
        painter.setPen(QColor(label.ink))
        painter.drawText(label.room, Qt.AlignmentFlag.AlignCenter, label.text)
    painter.setFont(font)


def _ink(value: float, theme: Theme) -> str:
    return readable(theme.sign(value), theme)


@lru_cache(maxsize=64)  # they stand still while the numbers change
def _rooms(
    layout: Layout, pair: int, shape: tuple[int, int], width: float, height: float
) -> list[tuple[float, float, float, float]] | None:
    """Return a room (left, top, width, height) on every edge, none over another.

    None: there are not enough.
    """
    left, right = layout.columns[pair], layout.columns[pair + 1]
    start, end = left.x + left.reach + 2, right.x - right.reach - 2
    shares = [
        share
        for share in _PLACES
        if start < left.x + share * (right.x - left.x) - width / 2
        and left.x + share * (right.x - left.x) + width / 2 < end
    ]
    for first in shares:  # where edges cross, one place may leave room that another does not
        preferred = [first, *(share for share in shares if share != first)]
        if places := _places(layout, pair, shape, preferred, (width, height)):
            return [(x - width / 2, y - height / 2, width, height) for x, y in places]
    return None


def _places(
    layout: Layout,
    pair: int,
    shape: tuple[int, int],
    shares: Sequence[float],
    size: tuple[float, float],
) -> list[tuple[float, float]]:
    """Return a place on every edge, the first of the `shares` of its way that is free; or none."""
    left, right = layout.columns[pair], layout.columns[pair + 1]
    (width, height), found = size, list[tuple[float, float]]()
    for source, target in np.ndindex(shape):
        for share in shares:
            x = left.x + share * (right.x - left.x)
            y = float(left.y[source] + share * (right.y[target] - left.y[source]))
            if all(abs(x - a) >= width or abs(y - b) >= height for a, b in found):
                found.append((x, y))
                break
        else:
            return []
    return found
