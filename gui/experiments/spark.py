"""A small picture of curves, as a value and painted: all of a table over one logarithmic scale."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.experiments.sheet import Curve
from gui.theme import Theme

_MOST = 8  # curves of each kind in one picture
_FLAT = 0.1  # decades that a scale has at least
_TRAIN, _TEST = "train", "test"


class Scale(NamedTuple):
    """From where to where losses reach: powers of ten."""

    low: float
    high: float


class Stroke(NamedTuple):
    """A line of the picture: of which set, and its points in px."""

    of: str
    points: tuple[QPointF, ...]


def scale_of(curves: Iterable[Curve]) -> Scale:
    """Return the scale on which all `curves` have their places."""
    low, high = math.inf, -math.inf
    for curve in curves:
        for values in (curve.train, curve.test):
            known = values[np.isfinite(values) & (values > 0)]
            if len(known):
                low, high = min(low, float(known.min())), max(high, float(known.max()))
    if low > high:
        return Scale(0.0, 1.0)
    ends = math.log10(low), math.log10(high)
    spare = max(_FLAT - (ends[1] - ends[0]), 0) / 2
    return Scale(ends[0] - spare, ends[1] + spare)


def strokes(curves: Sequence[Curve], scale: Scale, room: QRectF) -> tuple[Stroke, ...]:
    """Return the lines of `curves` in `room`, training first; what is not finite is left out."""
    found = []
    for of in (_TRAIN, _TEST):
        for curve in curves[:_MOST]:
            values = curve.train if of == _TRAIN else curve.test
            known = np.isfinite(values) & (values > 0)
            if not known.any():
                continue
            x = room.left() + room.width() * np.clip(curve.shares[known], 0, 1)
            share = (np.log10(values[known]) - scale.low) / (scale.high - scale.low)
            y = room.bottom() - room.height() * share
            found.append(Stroke(of, tuple(map(QPointF, x.tolist(), y.tolist()))))
    return tuple(found)


def paint_strokes(painter: QPainter, drawn: Sequence[Stroke], now: Theme) -> None:
    """Paint the lines; one that has a single point is a dot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for of, points in drawn:
        colour = QColor(now.train if of == _TRAIN else now.test)
        painter.setPen(QPen(colour, 1.2))
        if len(points) > 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(list(points)))
        else:
            painter.setBrush(colour)
            painter.drawEllipse(points[0], 1.2, 1.2)
    painter.restore()
