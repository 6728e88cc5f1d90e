"""The thin part that paints the tree of an evolution, and its chart."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui import theme
from gui.axes import paint_lines_across, paint_numbers_before
from gui.evolution.scene import Cell, Chart, Tie, Tree
from gui.theme import Theme

_CENTRE = Qt.AlignmentFlag.AlignCenter
_PALE = 0.4  # opacity of edges in a small picture
_BAND = 0.22  # of the quartiles


def paint_tree(painter: QPainter, tree: Tree, now: Theme, seen: QRectF) -> None:
    """Paint what of a tree is in `seen`: lines first, those of the chosen one's ancestors last."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    for at, heading in enumerate(tree.headings):
        painter.setPen(QColor(now.accent if at == tree.column else now.muted))
        painter.drawText(heading.room, _CENTRE, heading.text)
    for own in (False, True):
        for tie in tree.ties:
            if tie.own == own:
                _paint_tie(painter, tie, now)
    for cell in tree.cells:
        if cell.room.intersects(seen):
            _paint_cell(painter, cell, tree, now)


def _paint_tie(painter: QPainter, tie: Tie, now: Theme) -> None:
    pen = QPen(QColor(now.accent if tie.own else now.edge), 2 if tie.own else 1)
    if tie.lives_on:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path, half = QPainterPath(tie.start), (tie.end.x() - tie.start.x()) / 2
    path.cubicTo(tie.start + QPointF(half, 0), tie.end - QPointF(half, 0), tie.end)
    painter.drawPath(path)


def _paint_cell(painter: QPainter, cell: Cell, tree: Tree, now: Theme) -> None:
    chosen, own = cell.number == tree.chosen, cell.number in tree.ancestors
    painter.setPen(QPen(QColor(now.accent if own else now.edge), 2 if chosen else 1))
    painter.setBrush(QColor(now.raised if chosen else now.surface))
    corner = theme.exact(0.7)
    painter.drawRoundedRect(cell.room, corner, corner)
    ink, glyph = now.text if own or not cell.lives_on else now.muted, cell.glyph
    painter.setPen(QPen(theme.colour(ink, _PALE), 0.7))
    painter.drawLines(glyph.edges)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    for dot in glyph.dots:
        painter.drawEllipse(dot, glyph.radius, glyph.radius)
    painter.drawRects(glyph.bars)


def paint_chart(painter: QPainter, chart: Chart, now: Theme) -> None:
    """Paint the fitness over the generations."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    high, plot = painter.fontMetrics().height(), chart.plot
    painter.setPen(QPen(QColor(now.border), 1))
    paint_lines_across(painter, chart.ticks, plot)
    painter.setPen(QColor(now.muted))
    paint_numbers_before(painter, chart.ticks, plot.left() - theme.space(1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(now.muted, _BAND))
    painter.drawPolygon(QPolygonF(chart.band))
    inks = now.accent, now.muted, now.muted
    for points, ink, wide in ((chart.median, inks[1], 1.2), (chart.best, inks[0], 2.0)):
        painter.setPen(QPen(QColor(ink), wide))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(ink))
        for point in points:
            painter.drawEllipse(point, wide, wide)
    painter.setPen(QColor(now.muted))
    below = QRectF(plot.left(), plot.bottom() + 2, plot.width(), high)
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "1")
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, chart.across)
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, chart.last)
    for name, ink in zip(chart.names, inks, strict=True):
        painter.setPen(QColor(ink))
        painter.drawText(name.room, Qt.AlignmentFlag.AlignLeft, name.text)
