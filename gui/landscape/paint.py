"""Paints what is seen of the loss."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui import theme
from gui.landscape.scene import PathSeen, Seen
from gui.maps.map_axes import paint_axes
from gui.pictures import image_of_bytes
from gui.theme import Theme

_LINE, _THIN, _DOT = 0.6, 0.22, 1.3  # units of the grid: widths of lines, radius of the place
_HEAD = 2.4  # units: an arrow's head
_FAINT = 0.55  # opacity of contours
_SHORTEST = 3.0  # px: a shorter arrow is not seen


def paint_seen(painter: QPainter, seen: Seen, now: Theme) -> None:
    """Paint a curve or a map, its axes in the painter's font."""
    room = seen.frame.room
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(room, QColor(now.surface))
    painter.setClipRect(room)
    if seen.colours is None:
        _paint_curve(painter, seen, now)
    else:
        _paint_map(painter, seen, now)
    if seen.pinned is not None:
        _paint_pin(painter, seen.pinned, now)
    painter.restore()
    paint_axes(painter, seen.axes, now)
    if seen.title:
        _paint_title(painter, seen, now)


def _paint_curve(painter: QPainter, seen: Seen, now: Theme) -> None:
    room = seen.frame.room
    painter.setPen(QPen(theme.colour(now.muted, 0.7), theme.exact(_THIN)))
    for x, _ in seen.trail.tolist():
        painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() - theme.space(2)))
    if seen.tangent is not None:
        pen = QPen(QColor(now.muted), theme.exact(0.45))
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.drawLine(seen.tangent)
    painter.setPen(QPen(QColor(now.train), theme.exact(_LINE)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in seen.lines:
        painter.drawPath(_path_of(points))
    if seen.step is not None:
        if seen.landing is not None:
            pen = QPen(QColor(now.text), theme.exact(0.35))
            pen.setDashPattern([1.5, 2.5])
            painter.setPen(pen)
            painter.drawLine(seen.step.p2(), seen.landing)
        _paint_arrow(painter, seen.step, now)
        if seen.landing is not None:
            painter.setPen(QPen(QColor(now.text), theme.exact(0.5)))
            painter.setBrush(QColor(now.surface))
            painter.drawEllipse(seen.landing, theme.exact(1.1), theme.exact(1.1))
    _paint_here(painter, seen.here, now)


def _paint_map(painter: QPainter, seen: Seen, now: Theme) -> None:
    assert seen.colours is not None
    assert seen.holes is not None
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(seen.ground, image_of_bytes(seen.colours))
    if seen.holes.any():
        _paint_holes(painter, seen.holes, seen.ground, now)
    painter.setPen(QPen(theme.colour(now.text, _FAINT), theme.exact(_THIN)))
    for segments in seen.contours:
        lines = [QLineF(QPointF(*one), QPointF(*other)) for one, other in segments.tolist()]
        if lines:
            painter.drawLines(lines)
    for path in seen.paths:
        _paint_path(painter, path, now)
    _paint_trail(painter, seen.trail, now)
    if seen.step is not None:
        _paint_arrow(painter, seen.step, now)
    _paint_here(painter, seen.here, now)


def _paint_holes(painter: QPainter, holes: np.ndarray, ground: QRectF, now: Theme) -> None:
    """Hatch the cells where there is no number."""
    rows, columns = holes.shape
    wide, high = ground.width() / columns, ground.height() / rows
    shape = QPainterPath()
    for row in range(rows):
        # Runs of cells beside each other: one rectangle each.
        edges = np.flatnonzero(np.diff(np.concatenate([[False], holes[row], [False]]).astype(int)))
        for begin, end in edges.reshape(-1, 2).tolist():
            left, top = ground.left() + begin * wide, ground.top() + row * high
            shape.addRect(QRectF(left, top, (end - begin) * wide, high + 0.5))
    painter.fillPath(shape, QColor(now.surface))
    painter.fillPath(shape, QBrush(theme.colour(now.error, 0.7), Qt.BrushStyle.BDiagPattern))


def _paint_path(painter: QPainter, path: PathSeen, now: Theme) -> None:
    shape = _path_of(path.points)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(now.surface, 0.8), theme.exact(1.1)))
    painter.drawPath(shape)
    painter.setPen(path_pen(path.colour, path.dash))
    painter.drawPath(shape)
    end = QPointF(*path.points[-1].tolist())
    painter.setPen(QPen(QColor(now.surface), theme.exact(0.3)))
    painter.setBrush(QColor(path.colour))
    side = theme.exact(0.95)
    painter.drawRect(QRectF(end.x() - side, end.y() - side, 2 * side, 2 * side))


def path_pen(colour: str, dash: tuple[float, ...]) -> QPen:
    """Return what the line of an optimizer is drawn with."""
    pen = QPen(QColor(colour), theme.exact(0.6))
    if dash:
        pen.setDashPattern(list(dash))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_trail(painter: QPainter, trail: np.ndarray, now: Theme) -> None:
    if len(trail) < 2:
        return
    shape = _path_of(trail)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((now.surface, 1.3), (now.text, 0.55)):
        painter.setPen(QPen(QColor(colour), theme.exact(width)))
        painter.drawPath(shape)
    begin = QPointF(*trail[0].tolist())
    painter.setBrush(QColor(now.surface))
    painter.setPen(QPen(QColor(now.text), theme.exact(0.45)))
    painter.drawEllipse(begin, theme.exact(0.9), theme.exact(0.9))


def _paint_arrow(painter: QPainter, line: QLineF, now: Theme) -> None:
    """Paint the next step, with a halo."""
    length = line.length()
    if length < _SHORTEST:
        return
    head = min(theme.exact(_HEAD), 0.6 * length)
    ahead = (line.p2() - line.p1()) / length
    across = QPointF(-ahead.y(), ahead.x())
    neck = line.p2() - ahead * head
    tip = QPolygonF([line.p2(), neck + across * (0.45 * head), neck - across * (0.45 * head)])
    for colour, width in ((now.surface, 1.6), (now.accent, 0.8)):
        painter.setPen(QPen(QColor(colour), theme.exact(width)))
        painter.drawLine(line.p1(), neck)
    painter.setPen(QPen(QColor(now.surface), theme.exact(0.25)))
    painter.setBrush(QColor(now.accent))
    painter.drawPolygon(tip)


def _paint_here(painter: QPainter, at: QPointF, now: Theme) -> None:
    painter.setPen(QPen(QColor(now.surface), theme.exact(0.4)))
    painter.setBrush(QColor(now.text))
    painter.drawEllipse(at, theme.exact(_DOT), theme.exact(_DOT))


def _paint_pin(painter: QPainter, at: QPointF, now: Theme) -> None:
    arm = theme.exact(2.4)
    for colour, width in ((now.surface, 1.3), (now.text, 0.5)):
        painter.setPen(QPen(QColor(colour), theme.exact(width)))
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))


def _paint_title(painter: QPainter, seen: Seen, now: Theme) -> None:
    """Name the loss above the picture and what its axis is called."""
    room, metrics = seen.frame.room, painter.fontMetrics()
    words = metrics.elidedText(seen.title, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.setPen(QColor(now.train))
    line = metrics.height()
    head = QRectF(room.left(), room.top() - 2.3 * line, room.width(), line)
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, words)


def _path_of(points: np.ndarray) -> QPainterPath:
    shape, begun = QPainterPath(), False
    for x, y in points.tolist():
        if not (math.isfinite(x) and math.isfinite(y)) or max(abs(x), abs(y)) > 1e6:
            begun = False
        elif begun:
            shape.lineTo(x, y)
        else:
            shape.moveTo(x, y)
            begun = True
    return shape
