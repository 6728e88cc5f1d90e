"""One small chart of what is pinned: a line over the updates, its newest number above it."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gui import theme
from gui.numbers import number
from gui.theme import Theme
from gui.translation import translate

_LINE = 4.5  # units of the grid, of a line of words
_ASIDE = 0.45  # of the width, at most, have the numbers at the left
_AT_PLOT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FLAT = 1e-12  # of a range: what is flat is drawn in the middle


class PinnedChart(NamedTuple):
    """What is seen: `caption` above, points in px, where 0 is (None: out of sight), and the ends.

    `least` and `most` are the numbers at the lower and the upper end of `plot`, to the left of it.
    A plot that is too low for two lines has none: the `caption` tells them.
    """

    caption: str
    plot: QRectF
    points: tuple[QPointF, ...]
    zero: float | None
    least: str
    most: str
    wide: float = 0.0  # px: the plot, and the numbers beside it
    told: str = ""  # all of it, where the mouse rests

    @staticmethod
    def of(symbol: str, updates: np.ndarray, values: np.ndarray, room: QRectF) -> "PinnedChart":
        """Return the chart of what is called `symbol`, [moments], in `room`."""
        metrics = QFontMetricsF(theme.font("small"))
        line = theme.space(_LINE)
        plot = room.adjusted(0, line, 0, -1)
        known = np.isfinite(values)
        newest = number(float(values[-1]), 3) if len(values) and known[-1] else "–"
        caption = f"{symbol} = {newest}"
        if not known.any() or plot.height() <= 0:
            return PinnedChart(caption, plot, (), None, "", "", room.width())
        shown, when = values[known], updates[known]
        low, high = float(shown.min()), float(shown.max())
        least, most = number(low, 2), number(high, 2)
        least = "" if least == most else least  # of what stands still one number says all
        told = caption
        if least:
            told = translate("Course", "{number}, from {low} to {high}").format(
                number=caption, low=least, high=most
            )
        if plot.height() >= 2 * metrics.height():
            aside = max(map(metrics.horizontalAdvance, (least, most))) + theme.space(1)
            plot.setLeft(plot.left() + min(aside, _ASIDE * plot.width()))
        else:
            caption = told if metrics.horizontalAdvance(told) <= plot.width() else caption
            least = most = ""
        if high - low <= _FLAT * max(abs(low), abs(high), 1e-300):
            low, high = low - max(abs(low), 1e-6), high + max(abs(high), 1e-6)
        first, last = float(when[0]), float(when[-1])
        x = plot.x() + plot.width() * (when - first) / max(last - first, 1.0)
        y = plot.bottom() - plot.height() * (shown - low) / (high - low)
        zero = plot.bottom() + plot.height() * low / (high - low) if low < 0 < high else None
        points = tuple(map(QPointF, x.tolist(), y.tolist()))
        return PinnedChart(caption, plot, points, zero, least, most, room.width(), told)


def paint_pinned_chart(painter: QPainter, chart: PinnedChart, now: Theme) -> None:
    """Paint a chart."""
    painter.save()
    painter.setFont(theme.font("small"))
    painter.setPen(QColor(now.text))
    plot, high = chart.plot, painter.fontMetrics().height()
    left = plot.right() - chart.wide
    above = QRectF(left, plot.y() - theme.space(_LINE), chart.wide, theme.space(_LINE))
    painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft), chart.caption)
    painter.setPen(QPen(QColor(now.border), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.drawLine(plot.topLeft(), plot.bottomLeft())
    if chart.zero is not None:
        painter.setPen(QPen(QColor(now.muted), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(plot.left(), chart.zero), QPointF(plot.right(), chart.zero))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(now.accent), 1.5))
    if len(chart.points) > 1:
        painter.drawPolyline(QPolygonF(list(chart.points)))
    elif chart.points:
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(chart.points[0], 2, 2)
    painter.setPen(QColor(now.muted))
    aside = plot.left() - left - theme.space(1)
    for text, top in ((chart.most, plot.top()), (chart.least, plot.bottom() - high)):
        if text:
            painter.drawText(QRectF(left, top, aside, high), _AT_PLOT, text)
    painter.restore()
