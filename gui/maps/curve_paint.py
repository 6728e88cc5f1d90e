"""Paints the scene of a curve fit."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui import theme
from gui.axes import (
    paint_lines_across,
    paint_lines_up,
    paint_numbers_before,
    paint_numbers_under,
)
from gui.maps.curve_scene import CurveLine, CurveScene, DotMarks
from gui.maps.frame import lettering
from gui.theme import Theme

STRONG, THIN, DOT = 0.55, 0.25, 0.7  # units of the grid: widths of lines, radius of a dot
_MISSED = 0.1  # px that a line may be off where a point is left out


def paint_scene(painter: QPainter, scene: CurveScene, now: Theme) -> None:
    """Paint axes, dots and lines, the network's last."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = scene.frame.room
    painter.fillRect(room, theme.colour(now.window))
    painter.fillRect(scene.data & room, theme.colour(now.surface))
    _paint_axes(painter, scene, now)
    painter.save()
    painter.setClipRect(room)
    if scene.pointed is not None:
        painter.setPen(QPen(theme.colour(now.muted), 1))
        painter.drawLine(QPointF(scene.pointed, room.top()), QPointF(scene.pointed, room.bottom()))
    for marks in scene.marks:
        paint_marks(painter, marks)
    for line in scene.lines:
        _paint_line(painter, line)
    _paint_example(painter, scene, now)
    painter.restore()
    painter.setPen(QPen(theme.colour(now.edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room)


def _paint_axes(painter: QPainter, scene: CurveScene, now: Theme) -> None:
    room, gap = scene.frame.room, theme.space(0.7)
    painter.setFont(theme.font("small", times=lettering(room.width())))
    painter.setPen(QPen(theme.colour(now.border), 1))
    paint_lines_up(painter, scene.across, room)
    paint_lines_across(painter, scene.up, room)
    painter.setPen(theme.colour(now.muted))
    paint_numbers_under(painter, scene.across, room.bottom() + gap)
    paint_numbers_before(painter, scene.up, room.left() - gap)


def paint_marks(painter: QPainter, marks: DotMarks) -> None:
    """Paint discs to train on, or squares, which are hollow, to test on."""
    radius = theme.exact(DOT) * (0.7 if marks.faint or len(marks.places) > 300 else 1)
    hue = theme.colour(marks.colour, 0.5 if marks.faint else 0.85)
    if marks.name == "test":
        painter.setPen(QPen(hue, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(
            [QRectF(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in marks.places]
        )
        return
    # Points with round caps: one call for all discs.
    painter.setPen(QPen(hue, 2 * radius, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in marks.places.tolist()]))


def _paint_line(painter: QPainter, line: CurveLine) -> None:
    """Paint a line; where it is not a number there is a gap."""
    painter.setPen(pen_of(line.colour, STRONG if line.strong else THIN, line.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for part in finite_parts(line.places):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in slim(part).tolist()]))


def slim(places: np.ndarray) -> np.ndarray:
    """Return `places` [points, 2], from the left to the right, without those nobody would miss.

    Where a curve is all but straight, a few points paint the same.
    """
    for _ in range(4):
        middle, before, after = places[1:-1:2], places[:-2:2], places[2::2]
        share = (middle[:, :1] - before[:, :1]) / (after[:, :1] - before[:, :1])
        off = np.abs(middle - before - share * (after - before))[:, 1]
        kept = np.ones(len(places), bool)
        kept[1:-1:2] = off > _MISSED
        if kept.all():
            break
        places = places[kept]
    return places


def finite_parts(places: np.ndarray) -> list[np.ndarray]:
    """Return the stretches of `places` [points, 2] that are numbers."""
    known = np.isfinite(places).all(axis=1)
    if known.all():
        return [places]
    ends = np.flatnonzero(np.diff(known)) + 1
    return [part for part in np.split(places, ends) if len(part) and np.isfinite(part).all()]


def pen_of(hue: str, width: float, dash: Sequence[float]) -> QPen:
    """Return a pen `width` units of the grid wide."""
    # Qt is quick with lines of one px, and with corners that are not round.
    pen = QPen(QColor(hue), max(1.0, theme.space(4 * width) / 4))
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    if dash:
        pen.setDashPattern(list(dash))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_example(painter: QPainter, scene: CurveScene, now: Theme) -> None:
    """Paint where the example is: a line at its x, and a ring at each answer."""
    if not scene.example:
        return
    room, hue = scene.frame.room, theme.colour(now.accent)
    x = scene.example[0].x()
    painter.setPen(QPen(hue, 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
    painter.setPen(QPen(hue, theme.space(4) / 10))
    painter.setBrush(theme.colour(now.surface))
    radius = theme.space(1.1)
    for place in scene.example:
        painter.drawEllipse(place, radius, radius)
