"""One neuron from close by: its weights as a picture or as bars, and its activation function."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from core.neuron_curve import curve_of
from gui.diagram.fills import LEVELS, fills, shades
from gui.diagram.scene import Scene, label, strongest
from gui.numbers import number, short
from gui.pictures import image_of
from gui.theme import Theme, colour

ROW = 16.0  # px at least, a bar with its name and number
_POINTS = 121  # of the activation function
_LEAST_REACH = 4.0  # the function is drawn for |z| up to this at least


class Curve(NamedTuple):
    """A neuron's activation function: a [points] for z [points], and where it is now.

    `now` is (z, a), or None where no example is chosen or they are not finite.
    """

    z: np.ndarray
    a: np.ndarray
    now: tuple[float, float] | None


def activation_curve(scene: Scene, layer: int, index: int) -> Curve:
    """Return the activation function of a neuron of `layer` 1 or above.

    Where an output depends on every z of the layer, the others stay as they are (0 without
    example).
    """
    name = scene.network.layers[layer - 1].activation
    slopes, neurons = scene.parameters[layer - 1].slopes, scene.network.sizes[layer]
    all_z, now = np.zeros(neurons), None
    if scene.forward is not None:
        z_now = scene.forward.pre_activations[layer - 1][0].astype(np.float64)
        all_z, a_now = np.nan_to_num(z_now), scene.forward.activations[layer][0]
        at = float(z_now[index]), float(a_now[index])
        now = at if np.isfinite(at).all() else None
    reach = max(_LEAST_REACH, 1.25 * abs(now[0]) if now else 0)
    z = np.linspace(-reach, reach, _POINTS)
    alpha = float(slopes[index]) if len(slopes) else None
    with np.errstate(all="ignore"):
        a = curve_of(name, z, alpha, np.delete(all_z, index)).a
    return Curve(z, np.nan_to_num(a), now)


class Plot(NamedTuple):
    """Where things of a Curve stand, in px: the axes cross at `zero`, `line` [points, 2].

    `now` is where the neuron is; `figures` are written at the ends of the axes, z and a.
    """

    zero: tuple[float, float]
    line: np.ndarray
    now: tuple[float, float] | None
    figures: tuple[str, str]

    @staticmethod
    def of(room: QRectF, curve: Curve) -> "Plot":
        """Return the plot of a curve that fills `room`, with room for the figures below it."""
        lowest, highest = min(float(curve.a.min()), 0.0), max(float(curve.a.max()), 0.0)
        span, reach = highest - lowest or 1.0, float(curve.z[-1])
        lowest, highest = lowest - 0.2 * span, highest + 0.1 * span

        def place(z: np.ndarray | float, a: np.ndarray | float) -> np.ndarray:
            across, up = (z + reach) / (2 * reach), (a - lowest) / (highest - lowest)
            x, y = room.x() + across * room.width(), room.bottom() - up * room.height()
            return np.stack([x, y], axis=-1)

        return Plot(
            tuple(place(0.0, 0.0).tolist()),
            place(curve.z, curve.a),
            tuple(place(*curve.now).tolist()) if curve.now else None,
            (f"z {short(reach)}", f"a {short(float(curve.a.max()))}"),
        )


def paint_curve(painter: QPainter, room: QRectF, curve: Curve, theme: Theme) -> None:
    """Paint an activation function in `room`, with axes and the neuron's place on it."""
    plot = Plot.of(room, curve)
    zero = QPointF(*plot.zero)
    painter.fillRect(room, QColor(theme.surface))
    painter.setPen(QPen(colour(theme.muted, 0.5), 1))
    painter.drawLine(QPointF(room.left(), zero.y()), QPointF(room.right(), zero.y()))
    painter.drawLine(QPointF(zero.x(), room.bottom()), QPointF(zero.x(), room.top()))
    path = QPainterPath(QPointF(*plot.line[0]))
    for x, y in plot.line[1:].tolist():
        path.lineTo(x, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 1.5))
    painter.drawPath(path)
    painter.setPen(QColor(theme.muted))
    figures = room.adjusted(3, 1, -3, -1)
    right = Qt.AlignmentFlag.AlignRight
    painter.drawText(figures, right | Qt.AlignmentFlag.AlignBottom, plot.figures[0])
    painter.drawText(figures, Qt.AlignmentFlag.AlignTop, plot.figures[1])
    if plot.now:
        dot = QPointF(*plot.now)
        painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(dot.x(), zero.y()), dot)
        painter.drawLine(QPointF(zero.x(), dot.y()), dot)
        painter.setPen(QPen(QColor(theme.window), 1))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(dot, 4, 4)


def paint_weight_picture(
    painter: QPainter, room: QRectF, weights: np.ndarray, shape: tuple[int, int], theme: Theme
) -> None:
    """Paint the weights [inputs] of a neuron as the picture they look at, largest in `room`."""
    rows, columns = shape
    side = min(room.width() / columns, room.height() / rows)
    square = QRectF(room.x(), room.y(), side * columns, side * rows)
    image = image_of(fills(theme)[shades(weights.reshape(shape), largest(weights)) + LEVELS])
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(square, image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawRect(square)


def row_height(metrics: QFontMetricsF) -> float:
    """Return how high a bar with its name and number is, in px."""
    return max(ROW, metrics.height() + 1)


class WeightBar(NamedTuple):
    """One weight as a bar: its neuron's `name`, its number, and where the bar is, in its `hue`.

    `bar` is None for a weight that is not finite.
    """

    name: str
    figures: str
    bar: QRectF | None
    hue: str
    ink: str


class WeightBars(NamedTuple):
    """The strongest weights, one below the other from the top of `room`, `row` px each.

    Names are `names` px wide, bars start at `middle`, figures are `figures` px wide at the right.
    """

    rows: tuple[WeightBar, ...]
    room: QRectF
    names: float
    middle: float
    figures: float
    row: float

    @staticmethod
    def of(
        room: QRectF,
        scene: Scene,
        layer: int,
        weights: np.ndarray,
        theme: Theme,
        metrics: QFontMetricsF,
    ) -> "WeightBars":
        """Return the strongest of `weights` [neurons of `layer`], as many as `room` holds."""
        height = row_height(metrics)
        order = strongest(weights, int(room.height() // height)).tolist()
        names = [label(scene, layer, index) for index in order]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + 6
        widest = min(widest, 0.4 * room.width())
        figures = metrics.horizontalAdvance("−0.00000")
        middle = room.x() + widest + (room.width() - widest - figures) / 2
        half = max(room.right() - figures - 4 - middle, 1)
        scale, rows = largest(weights), []
        for row, (name, index) in enumerate(zip(names, order, strict=True)):
            weight, bar = float(weights[index]), None
            if np.isfinite(weight):
                top, long = room.y() + (row + 0.25) * height, weight / scale * half
                bar = QRectF(middle, top, long, height / 2).normalized()
            ink = theme.error if bar is None else theme.text
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest - 4)
            rows.append(WeightBar(elided, number(weight, 3), bar, theme.sign(weight), ink))
        return WeightBars(tuple(rows), room, widest, middle, figures, height)


def paint_weight_bars(painter: QPainter, bars: WeightBars, theme: Theme) -> None:
    """Paint bars to the left and right of a line, with their names and figures."""
    room, middle, flags = bars.room, bars.middle, Qt.AlignmentFlag.AlignVCenter
    for index, row in enumerate(bars.rows):
        top = room.y() + index * bars.row
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(room.x(), top, bars.names, bars.row), flags, row.name)
        painter.drawLine(QPointF(middle, top + 2), QPointF(middle, top + bars.row - 2))
        if row.bar is not None:
            painter.fillRect(row.bar, QColor(row.hue))
        painter.setPen(QColor(row.ink))
        figures = QRectF(room.right() - bars.figures, top, bars.figures, bars.row)
        painter.drawText(figures, flags | Qt.AlignmentFlag.AlignRight, row.figures)


def largest(weights: np.ndarray) -> float:
    """Return the largest finite |w|, or 1 where there is none above zero."""
    return float(np.abs(weights[np.isfinite(weights)]).max(initial=0)) or 1.0
