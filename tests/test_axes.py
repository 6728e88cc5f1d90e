"""Numbers beside a plot: painted at their ticks, and over no other."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.axes import (
    Tick,
    apart,
    paint_lines_across,
    paint_lines_up,
    paint_numbers_before,
    paint_numbers_under,
)

PLOT = QRectF(40, 10, 100, 60)


def painted(paint):
    """Where `paint(painter)` leaves ink on 200 × 100 pixels: (left, top, right, bottom)."""
    image = QImage(200, 100, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    dark = [(x, y) for x in range(200) for y in range(100) if image.pixelColor(x, y).value() < 255]
    across, down = zip(*dark, strict=True)
    return min(across), min(down), max(across), max(down)


def test_lines_go_through_the_plot_at_their_ticks(qapp):
    ticks = Tick(20, "a"), Tick(50, "b")
    assert painted(lambda painter: paint_lines_across(painter, ticks, PLOT)) == (40, 20, 140, 50)
    ticks = Tick(60, "a"), Tick(90, "b")
    assert painted(lambda painter: paint_lines_up(painter, ticks, PLOT)) == (60, 10, 90, 70)


def test_numbers_of_an_upright_axis_end_before_it_beside_their_tick(qapp):
    left, top, right, bottom = painted(
        lambda painter: paint_numbers_before(painter, [Tick(50, "−1")], 35)
    )
    assert 30 < right <= 35
    assert left > 5
    assert abs((top + bottom) / 2 - 50) <= 2


def test_numbers_of_a_lower_axis_stand_under_it_in_the_middle_of_their_tick(qapp):
    left, top, right, bottom = painted(
        lambda painter: paint_numbers_under(painter, [Tick(80, "0")], 72)
    )
    assert abs((left + right) / 2 - 80) <= 1
    assert 72 <= top < bottom < 90


def test_numbers_that_would_lie_over_another_or_begin_outside_are_left_out(qapp):
    image = QImage(200, 100, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    wide = painter.fontMetrics().horizontalAdvance("100")
    first = wide / 2
    ticks = [Tick(at, "100") for at in (first - 1, first, first + wide + 3, first + wide + 4)]
    assert apart(painter, ticks, 4) == (ticks[1], ticks[3])
    painter.end()
