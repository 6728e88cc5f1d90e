"""Pulses: values that move along edges, the largest as such and the rest as a wave."""

import numpy as np
from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.diagram.act import ARRIVAL, Pulses
from gui.diagram.layout import Layout
from gui.numbers import number
from gui.theme import Theme, colour, tabular

_LEAST, _MOST, _MANY = 2.0, 7.0, 24  # px, the radius of a pulse; half of it where there are many
_STAGGER = 0.35  # of the way that the largest pulse is ahead of the smallest
_WAVE = 70.0  # px, how wide the wave is


def paint_pulses(
    painter: QPainter, layout: Layout, pulses: Pulses, progress: float, theme: Theme
) -> None:
    """Paint pulses at `progress` (0 to 1) of their step; nothing once they have arrived."""
    if progress >= ARRIVAL:
        return
    left, right = layout.columns[pulses.pair], layout.columns[pulses.pair + 1]
    share = _share(progress / ARRIVAL, pulses.backward)
    painter.save()
    stage = layout.stage
    painter.setClipRect(QRectF(0, stage.y, layout.width, stage.height))
    if pulses.rest and pulses.rest_sum:
        top = left.top + share * (right.top - left.top)
        bottom = left.bottom + share * (right.bottom - left.bottom)
        _paint_wave(painter, left.x + share * (right.x - left.x), top, bottom, pulses, theme)
    count = len(pulses.values)
    delays = _STAGGER * np.arange(count) / max(count - 1, 1)
    shares = _share(progress / ARRIVAL * (1 + _STAGGER) - delays, pulses.backward)
    starts, ends = left.y[pulses.edges[:, 0]], right.y[pulses.edges[:, 1]]
    sizes = np.abs(np.nan_to_num(pulses.values))
    most = _MOST if count < _MANY else _MOST / 2
    radii = _LEAST + (most - _LEAST) * np.sqrt(sizes / (sizes.max(initial=0) or 1))
    hues = QColor(theme.positive), QColor(theme.negative)
    painter.setPen(QPen(QColor(theme.window), 1.2))
    places = np.column_stack(
        [left.x + shares * (right.x - left.x), starts + shares * (ends - starts)]
    )
    # The largest last, on top.
    for place, radius, value in zip(places[::-1], radii[::-1], pulses.values[::-1], strict=True):
        painter.setBrush(hues[bool(value < 0)])
        painter.drawEllipse(QPointF(*place), radius, radius)
    if count == 1:
        _write_value(painter, QPointF(*places[0]), float(pulses.values[0]), theme)
    painter.restore()


def _share(along, backward: bool):
    """How far from the left something is that has come so far (0 to 1) along its way."""
    along = np.clip(along, 0, 1)
    along = along * along * (3 - 2 * along)  # it starts and stops gently
    return 1 - along if backward else along


def _paint_wave(painter, x: float, top: float, bottom: float, pulses: Pulses, theme) -> None:
    hue = theme.positive if pulses.rest_sum >= 0 else theme.negative
    fade = QtGui.QLinearGradient(x - _WAVE / 2, 0, x + _WAVE / 2, 0)
    for stop, alpha in ((0.0, 0.0), (0.5, 0.3), (1.0, 0.0)):
        fade.setColorAt(stop, colour(hue, alpha))
    painter.fillRect(QRectF(x - _WAVE / 2, top, _WAVE, bottom - top), fade)


def _write_value(painter, at: QPointF, value: float, theme) -> None:
    """Write what the only pulse carries above it."""
    font = tabular(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    text = number(value)
    width = QFontMetricsF(font).horizontalAdvance(text) + 10
    room = QRectF(at.x() - width / 2, at.y() - 28, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.raised, 0.95))
    painter.drawRoundedRect(room, 4, 4)
    painter.setPen(QColor(theme.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
