"""Lines of several runs in one plot: a colour a run, the test set solid, training dotted."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui import theme
from gui.runs.curves import Line

_DOT = 2.0  # px, the radius of a point that stands alone
# Pixels that a thin line is painted above and below its place, so that it looks wide: Qt takes some
# 80 times as long for a wide one, 200 ms for those of two charts after a long training.
_APART = 0.3
_MANY = 12  # lines; more stay thin


class Stroke(NamedTuple):
    """A line as it is painted: `x` and `y` [points] on the plot's scale, NaN where it breaks."""

    x: np.ndarray
    y: np.ndarray
    colour: str
    dotted: bool


def stroke_of(line: Line, log: bool, now: theme.Theme) -> Stroke:
    """Return how a line is painted; what is infinite, or has no logarithm, is left out."""
    drawn = np.isfinite(line.y) & ((line.y > 0) | (not log))
    y = np.where(drawn, line.y, np.nan)
    if log:
        y = np.log10(y)
    there = len(line.x) if drawn.any() else 0
    return Stroke(line.x[:there], y[:there], now.runs[line.colour], not line.of_test)


def pen_of(stroke: Stroke) -> QPen:
    """Return what paints a stroke, a pixel wide on any screen."""
    style = Qt.PenStyle.DotLine if stroke.dotted else Qt.PenStyle.SolidLine
    pen = QPen(theme.colour(stroke.colour), 1, style)
    pen.setCosmetic(True)
    return pen


def shifts_of(stroke: Stroke, strokes: int) -> tuple[float, ...]:
    """Return how many pixels below its place one of so many strokes is painted, each time."""
    return (0.0,) if stroke.dotted or strokes > _MANY else (-_APART, _APART)


class Overlay(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """Paints lines in `plot`, all as one item: to make, ask and move one for each takes long."""

    def __init__(self, plot: pyqtgraph.PlotItem) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.strokes: tuple[Stroke, ...] = ()
        self._paths: tuple[QPainterPath, ...] = ()
        self._look: tuple[bool, theme.Theme] | None = None
        self._bounds: tuple[tuple[float, float] | None, ...] = (None, None)
        self.setZValue(-1)  # below the lines of the run that is shown
        plot.addItem(self)

    def show_lines(self, lines: Sequence[Line], log: bool, now: theme.Theme) -> None:
        """Show these lines in place of those that were; the same ones stay as they are."""
        same = (log, now) == self._look
        if same and list(map(id, lines)) == list(map(id, self.lines)):
            return
        known = {
            id(line): (stroke, path)
            for line, stroke, path in zip(self.lines, self.strokes, self._paths, strict=True)
            if same
        }
        drawn = [known.get(id(line)) or _drawn(line, log, now) for line in lines]
        self.lines, self._look = tuple(lines), (log, now)
        self.strokes = tuple(stroke for stroke, _ in drawn)
        self._paths = tuple(path for _, path in drawn)
        self._bounds = tuple(
            _ends([getattr(stroke, axis) for stroke in self.strokes]) for axis in "xy"
        )
        self.informViewBoundsChanged()
        self.update()

    # What pyqtgraph asks of an item.

    def dataBounds(self, axis: int, **_: object) -> tuple[float, float] | None:
        """Return least and most along an axis; None: nothing is there."""
        return self._bounds[axis]

    def pixelPadding(self) -> float:
        """Return how many px it reaches beyond its bounds."""
        return _DOT

    def viewTransformChanged(self) -> None:
        """Follow the plot: it is as large."""
        self.prepareGeometryChange()
        super().viewTransformChanged()

    def boundingRect(self) -> QRectF:
        """Return all that is seen of the plot."""
        return self.viewRect() or QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the lines, the first below."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_pixels = painter.worldTransform()
        pixel = 1 / painter.device().devicePixelRatioF()  # in px
        for stroke, path in zip(self.strokes, self._paths, strict=True):
            painter.setPen(pen_of(stroke))
            for shift in shifts_of(stroke, len(self.strokes)):
                moved = QTransform.fromTranslate(0, shift * pixel)
                painter.setWorldTransform(to_pixels * moved)
                painter.drawPath(path)
        painter.resetTransform()  # points are round
        painter.setPen(Qt.PenStyle.NoPen)
        for stroke in self.strokes:
            if len(stroke.x) == 1:
                painter.setBrush(theme.colour(stroke.colour))
                place = QPointF(stroke.x[0], stroke.y[0])
                painter.drawEllipse(to_pixels.map(place), _DOT, _DOT)


def _drawn(line: Line, log: bool, now: theme.Theme) -> tuple[Stroke, QPainterPath]:
    stroke = stroke_of(line, log, now)
    return stroke, pyqtgraph.arrayToQPath(stroke.x, stroke.y, connect="finite")


def _ends(values: Sequence[np.ndarray]) -> tuple[float, float] | None:
    """Return least and most of all that is known."""
    ends = [(np.nanmin(one), np.nanmax(one)) for one in values if len(one)]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None
