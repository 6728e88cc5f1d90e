"""The thin part that paints the histograms."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from gui import theme
from gui.axes import Tick, paint_lines_up
from gui.histograms.scene import Columns, Line, Row, Scene
from gui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DOT = 1.1  # units of the grid: half as wide as the dot of an update
_SHADE = 0.18  # of what is healthy
_CUT = 0.7  # units: the gap of a bar that is cut off


def paint_scene(
    painter: QPainter, scene: Scene, now: Theme, pointed: tuple[int, QRectF] | None
) -> None:
    """Paint all rows, and the bin that is pointed at: (row, its room)."""
    if not scene.rows:
        return
    top, bottom = scene.rows[0].room.top(), scene.rows[-1].room.bottom()
    low, high = scene.healthy
    # Not translucent: that would take longer than all bars.
    ground, edge = QColor(now.window), QColor(now.edge)
    red, green, blue = (
        round((1 - _SHADE) * one + _SHADE * other)
        for one, other in (
            (ground.red(), edge.red()),
            (ground.green(), edge.green()),
            (ground.blue(), edge.blue()),
        )
    )
    shade = QColor(red, green, blue)
    painter.fillRect(QRect(round(low), round(top), round(high - low), round(bottom - top)), shade)
    painter.setFont(theme.font("small"))
    middle = scene.columns.update_x(1e-3)
    painter.setPen(QPen(QColor(now.edge), 1, Qt.PenStyle.DotLine))
    metrics, wide = painter.fontMetrics(), painter.viewport().width()
    rooms = [moved_room(row, scene.healthy, metrics, wide) for row in scene.rows]
    crossed = [(room.top(), room.bottom()) for room in rooms if room.left() < middle < room.right()]
    for start, end in pieces(top, bottom, crossed):
        painter.drawLine(QPointF(middle, start), QPointF(middle, end))
    if pointed:
        painter.fillRect(pointed[1], QColor(now.raised))
    for row, room in zip(scene.rows, rooms, strict=True):
        _paint_row(painter, row, now)
        painter.setPen(QColor(now.muted if row.dot is None else row.dot_ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, row.moved)
    painter.setFont(theme.font("small", strong=True))
    for row in scene.rows:
        _paint_line(painter, row.lines[0])
    if scene.zero is not None:
        painter.setPen(QPen(QColor(now.edge), 1))
        painter.drawLine(QPointF(scene.zero, top), QPointF(scene.zero, bottom))
    if pointed:
        painter.setPen(QPen(QColor(now.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(pointed[1])


def moved_room(
    row: Row, healthy: tuple[float, float], metrics: QFontMetrics, right: float
) -> QRectF:
    """Return where a row's update ÷ weight is written: over its dot, or beside it in a low row."""
    high, wide = metrics.height(), metrics.horizontalAdvance(row.moved) + 1
    if row.dot is None:
        middle = QPointF(sum(healthy) / 2, row.room.center().y())
        return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
    radius = theme.exact(_DOT)
    beside = row.room.height() < high + 4 * radius
    x = row.dot.x() + 2 * radius if beside else row.dot.x() - wide / 2
    if x + wide > right:
        x = row.dot.x() - wide - 2 * radius if beside else right - wide
    y = row.dot.y() - high / 2 if beside else row.dot.y() - radius - high
    return QRectF(x, y, wide, high)


def pieces(
    start: float, end: float, left_out: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return what is left of a line from `start` to `end`: a number on it is not struck out."""
    left = []
    for top, bottom in sorted(left_out):
        left.append((start, min(top, end)))
        start = max(start, bottom)
    left.append((start, end))
    return [(one, other) for one, other in left if one < other]


def paint_axis(
    painter: QPainter,
    columns: Columns,
    axis: tuple[Tick, ...],
    updates: tuple[Tick, ...],
    words: tuple[str, str],
    now: Theme,
) -> None:
    """Paint the numbers under the plot and the updates, and beside them what these are."""
    painter.setFont(theme.font("small"))
    painter.setPen(QColor(now.muted))
    high = painter.fontMetrics().height()
    mark = theme.space(0.75)
    for ends, those in ((columns.plot, axis), (columns.updates, updates)):
        painter.drawLine(QPointF(ends[0], 0), QPointF(ends[1], 0))
        paint_lines_up(painter, those, QRectF(ends[0], 0, ends[1] - ends[0], mark))
        reached = -1.0
        for tick in those:
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            # Those of the updates keep away from the last one of the plot.
            least = 0.0 if those is axis else ends[0] - mark
            x = min(max(tick.at - wide / 2, least), painter.viewport().width() - wide)
            if x > reached:
                painter.drawText(QRectF(x, mark, wide + 1, high), _LEFT, tick.text)
                reached = x + wide + mark
    wide = int(columns.plot[0] - 2 * columns.left)
    if axis:  # clear of the first number
        half = painter.fontMetrics().horizontalAdvance(axis[0].text) / 2
        wide = int(min(wide, axis[0].at - half - mark - columns.left))
    text = painter.fontMetrics().elidedText(words[0], Qt.TextElideMode.ElideRight, wide)
    painter.drawText(QRectF(columns.left, mark, wide, high), _LEFT, text)
    place = QRectF(0, mark + high, painter.viewport().width(), high)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight, words[1])


def _paint_row(painter: QPainter, row: Row, now: Theme) -> None:
    for line in row.lines[1:]:
        _paint_line(painter, line)
    painter.setPen(Qt.PenStyle.NoPen)
    for ink, bars in row.bars:
        painter.setBrush(QBrush(QColor(ink)))
        painter.drawRects(bars)
    for line in row.cut:
        # The bar goes on: a gap near its top says so.
        gap = theme.space(_CUT)
        for _, bars in row.bars:
            for bar in bars:
                if bar.top() <= row.plot.top() + 0.5:
                    across = QRectF(bar.x() - 1, bar.top() + 2 * gap, bar.width() + 2, gap)
                    painter.fillRect(across, QColor(now.window))
        _paint_line(painter, line)
    for line in row.edges:
        _paint_line(painter, line)
    painter.setPen(QPen(QColor(now.border), 1))
    painter.drawLine(row.plot.bottomLeft(), row.plot.bottomRight())
    if row.dot is not None:
        radius = theme.exact(_DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QBrush(QColor(row.dot_ink)))
        painter.setPen(Qt.PenStyle.NoPen)
        if row.beyond:
            tip, back = QPointF(row.beyond * 1.5 * radius, 0), row.dot
            painter.drawPolygon([back + tip, back + QPointF(0, radius), back - QPointF(0, radius)])
        else:
            painter.drawEllipse(row.dot, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_line(painter: QPainter, line: Line) -> None:
    painter.setPen(QColor(line.ink))
    text = painter.fontMetrics().elidedText(
        line.text, Qt.TextElideMode.ElideRight, int(line.room.width())
    )
    painter.drawText(line.room, _LEFT, text)
