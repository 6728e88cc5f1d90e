"""The thin part that paints a neuron's activation function."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui import theme
from gui.activation_view.scene import Chain, Scene, name_places
from gui.axes import paint_lines_across, paint_lines_up, paint_numbers_before, paint_numbers_under
from gui.theme import Theme

_DOT = 1.3  # units of the grid
_SHADE = 0.18  # over what is flat
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_scene(
    painter: QPainter, scene: Scene, caption: str, now: Theme, pointed: QRectF | None
) -> None:
    """Paint all of it; `caption` stands above the histogram; `pointed` is the room of a bin."""
    plot = scene.plot
    for room in scene.flat:
        painter.fillRect(room, theme.colour(now.edge, _SHADE))
    painter.setFont(theme.font("small"))
    _paint_axes(painter, scene, caption, now)
    if pointed is not None:
        painter.setPen(QPen(QColor(now.accent), 1))
        painter.drawRect(pointed)
    painter.setPen(Qt.PenStyle.NoPen)
    for ink, bars in scene.bars:
        painter.setBrush(QColor(ink))
        painter.drawRects(bars)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(plot.room.adjusted(-1, -1, 1, 1))
    paint_lines(painter, scene.slope, QPen(QColor(now.muted), 1.5, Qt.PenStyle.DashLine))
    paint_lines(painter, scene.curve, QPen(QColor(now.text), 2))
    if scene.dot is not None and scene.tangent is not None:
        painter.setPen(QPen(QColor(now.accent), 2))
        painter.drawLine(*scene.tangent)
    painter.restore()
    if scene.dot is not None:
        painter.setPen(QPen(QColor(now.accent), 1, Qt.PenStyle.DotLine))
        painter.drawLine(scene.dot, QPointF(scene.dot.x(), plot.strip.bottom()))
        painter.setPen(QPen(QColor(now.window), 1))
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(scene.dot, theme.exact(_DOT), theme.exact(_DOT))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    high = painter.fontMetrics().height()
    slope = "f′" if scene.times == 1 else f"{scene.times:g} f′"
    for name, ink, at in zip(("f", slope), (now.text, now.muted), name_places(scene), strict=True):
        painter.setPen(QColor(ink))
        place = QRectF(plot.room.right() + theme.space(1), at - high / 2, theme.space(7), high)
        painter.drawText(place, _LEFT, name)


def paint_lines(painter: QPainter, chains: tuple[Chain, ...], pen: QPen) -> None:
    """Paint lines, each in one stroke."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for chain in chains:
        path = QPainterPath(chain[0])
        for point in chain[1:]:
            path.lineTo(point)
        painter.drawPath(path)


def _paint_axes(painter: QPainter, scene: Scene, caption: str, now: Theme) -> None:
    plot = scene.plot
    high, gap = painter.fontMetrics().height(), theme.space(0.75)
    left, right, bottom = plot.room.left(), plot.room.right(), plot.strip.bottom()
    painter.setPen(QPen(QColor(now.border), 1))
    zero = plot.y(0)
    painter.drawLine(QPointF(left, zero), QPointF(right, zero))
    for part in (plot.room, plot.strip):
        painter.drawLine(QPointF(plot.x(0), part.top()), QPointF(plot.x(0), part.bottom()))
    painter.setPen(QPen(QColor(now.edge), 1))
    painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
    painter.drawLine(plot.room.topLeft(), plot.room.bottomLeft())
    painter.setPen(QColor(now.muted))
    paint_lines_up(painter, scene.across, QRectF(left, bottom, plot.room.width(), gap))
    paint_numbers_under(painter, scene.across, bottom + gap)
    # Above the line: below it the last number may reach beyond the end.
    painter.drawText(QRectF(right + gap, bottom - high, 5 * gap, high), _LEFT, "z")
    paint_lines_across(painter, scene.up, QRectF(left - gap, 0, gap, bottom))
    paint_numbers_before(painter, scene.up, left - 2 * gap)
    foot = QRectF(left, plot.strip.top() - high - gap, plot.room.width(), high)
    shown = painter.fontMetrics().elidedText(
        caption, Qt.TextElideMode.ElideRight, int(foot.width())
    )
    painter.drawText(foot, _LEFT, shown)
    painter.drawText(
        plot.strip, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, scene.edges[0]
    )
    painter.drawText(
        plot.strip, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, scene.edges[1]
    )
