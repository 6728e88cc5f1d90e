"""Numbers beside a plot: where they stand, as values, and what paints them."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

_BEFORE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UNDER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class Tick(NamedTuple):
    """A number at an axis, `at` so many px along it: from the left, or from above."""

    at: float
    text: str


def paint_lines_across(painter: QPainter, ticks: Iterable[Tick], plot: QRectF) -> None:
    """Paint a line through the plot at each tick of the upright axis, with the painter's pen."""
    for tick in ticks:
        painter.drawLine(QPointF(plot.left(), tick.at), QPointF(plot.right(), tick.at))


def paint_lines_up(painter: QPainter, ticks: Iterable[Tick], plot: QRectF) -> None:
    """Paint a line through the plot at each tick of the lower axis, with the painter's pen."""
    for tick in ticks:
        painter.drawLine(QPointF(tick.at, plot.top()), QPointF(tick.at, plot.bottom()))


def paint_numbers_before(painter: QPainter, ticks: Iterable[Tick], right: float) -> None:
    """Write the numbers of an upright axis: they end at `right`, each beside its tick."""
    high = painter.fontMetrics().height()
    for tick in ticks:
        painter.drawText(QRectF(0, tick.at - high / 2, right, high), _BEFORE, tick.text)


def paint_numbers_under(painter: QPainter, ticks: Iterable[Tick], top: float) -> None:
    """Write the numbers of a lower axis: they begin at `top`, each in the middle of its tick."""
    metrics = painter.fontMetrics()
    for tick in ticks:
        wide = metrics.horizontalAdvance(tick.text) + 2
        place = QRectF(tick.at - wide / 2, top, wide, metrics.height())
        painter.drawText(place, _UNDER, tick.text)


def apart(painter: QPainter, ticks: Iterable[Tick], gap: float) -> tuple[Tick, ...]:
    """Return the ticks of a lower axis whose numbers begin in the widget, and lie over no other."""
    found, taken = [], 0.0
    for tick in ticks:
        wide = painter.fontMetrics().horizontalAdvance(tick.text)
        if tick.at - wide / 2 >= taken:
            found.append(tick)
            taken = tick.at + wide / 2 + gap
    return tuple(found)
