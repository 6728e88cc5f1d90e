"""Pulses: values that move along edges, the largest as such and the rest as a wave."""

from typing import NamedTuple

import numpy as np
from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.diagram.act import ARRIVAL, Pulses
from gui.diagram.layout import Layout
from gui.diagram.lettering import sized
from gui.numbers import number
from gui.theme import Theme, colour

# Lengths as in gui.diagram.layout.
_LEAST, _MOST, _MANY = 2.0, 7.0, 24  # the radius of a pulse; half of it where there are many
_STAGGER = 0.35  # of the way that the largest pulse is ahead of the smallest
_WAVE = 70.0  # how wide the wave is


class Wave(NamedTuple):
    """What the smaller terms carry together: a soft line at `x`, from `top` to `bottom`."""

    x: float
    top: float
    bottom: float
    hue: str


class Moment(NamedTuple):
    """Pulses at one moment, the largest first: `places` [pulses, 2], `radii` [pulses], `hues`.

    `text` is what the only pulse carries, written above it; "" where there are more.
    """

    places: np.ndarray
    radii: np.ndarray
    hues: tuple[str, ...]
    wave: Wave | None
    text: str

    @staticmethod
    def of(layout: Layout, pulses: Pulses, progress: float, theme: Theme) -> "Moment | None":
        """Return pulses at `progress` (0 to 1) of their step; None: they have arrived."""
        if progress >= ARRIVAL:
            return None
        left, right = layout.columns[pulses.pair], layout.columns[pulses.pair + 1]
        wave, along = None, progress / ARRIVAL
        if pulses.rest and pulses.rest_sum:
            share = float(_share(along, pulses.backward))
            x, top, bottom = (
                one + share * (other - one)
                for one, other in (
                    (left.x, right.x),
                    (left.top, right.top),
                    (left.bottom, right.bottom),
                )
            )
            wave = Wave(x, top, bottom, theme.sign(pulses.rest_sum))
        count = len(pulses.values)
        delays = _STAGGER * np.arange(count) / max(count - 1, 1)
        shares = _share(along * (1 + _STAGGER) - delays, pulses.backward)
        starts, ends = left.y[pulses.edges[:, 0]], right.y[pulses.edges[:, 1]]
        sizes = np.abs(np.nan_to_num(pulses.values))
        most = _MOST if count < _MANY else _MOST / 2
        return Moment(
            np.column_stack(
                [left.x + shares * (right.x - left.x), starts + shares * (ends - starts)]
            ),
            layout.unit * (_LEAST + (most - _LEAST) * np.sqrt(sizes / (sizes.max(initial=0) or 1))),
            tuple(theme.sign(value) for value in pulses.values.tolist()),
            wave,
            number(float(pulses.values[0])) if count == 1 else "",
        )


def paint_pulses(painter: QPainter, layout: Layout, moment: Moment, theme: Theme) -> None:
    """Paint pulses as they are at a moment."""
    painter.save()
    room = layout.room
    painter.setClipRect(QRectF(0, room.y, layout.width, room.height))
    if moment.wave:
        _paint_wave(painter, moment.wave, _WAVE * layout.unit)
    painter.setPen(QPen(QColor(theme.window), 1.2 * layout.unit))
    dots = zip(moment.places.tolist(), moment.radii.tolist(), moment.hues, strict=True)
    for place, radius, hue in reversed(list(dots)):  # the largest last, on top
        painter.setBrush(QColor(hue))
        painter.drawEllipse(QPointF(*place), radius, radius)
    if moment.text:
        _write_value(painter, layout, QPointF(*moment.places[0]), moment.text, theme)
    painter.restore()


def _share(along: np.ndarray | float, backward: bool) -> np.ndarray:
    """How far from the left something is that has come so far (0 to 1) along its way."""
    come: np.ndarray = np.clip(np.asarray(along), 0, 1)
    share: np.ndarray = come * come * (3 - 2 * come)  # it starts and stops gently
    return 1 - share if backward else share


def _paint_wave(painter: QPainter, wave: Wave, width: float) -> None:
    left = wave.x - width / 2
    fade = QtGui.QLinearGradient(left, 0, left + width, 0)
    for stop, alpha in ((0.0, 0.0), (0.5, 0.3), (1.0, 0.0)):
        fade.setColorAt(stop, colour(wave.hue, alpha))
    painter.fillRect(QRectF(left, wave.top, width, wave.bottom - wave.top), fade)


def _write_value(painter: QPainter, layout: Layout, at: QPointF, text: str, theme: Theme) -> None:
    """Write what the only pulse carries above it."""
    size = layout.lettering.figures
    font = sized(painter.font(), size)
    painter.setFont(font)
    width, height = QFontMetricsF(font).horizontalAdvance(text) + 0.8 * size, 1.5 * size
    room = QRectF(at.x() - width / 2, at.y() - 10 * layout.unit - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(room, size / 3, size / 3)
    painter.setPen(QColor(theme.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
