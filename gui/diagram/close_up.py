"""One neuron from close by: its weights as a picture or as bars, and its activation function."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from core.activations import ACTIVATIONS
from gui.diagram.neurons import LEVELS, fills, image_of, shades
from gui.diagram.scene import Scene, label, strongest
from gui.numbers import number, short
from gui.theme import Theme, colour

ROW = 16.0  # px, a bar with its name and number
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

    Where an output hangs on every z of the layer, the others stay as they are (0 without example).
    """
    name = scene.network.layers[layer - 1].activation
    slopes, neurons = scene.parameters[layer - 1].slopes, scene.network.sizes[layer]
    all_z, now = np.zeros(neurons), None
    if scene.forward is not None:
        all_z = np.nan_to_num(scene.forward.pre_activations[layer - 1][0].astype(np.float64))
        at = scene.forward.pre_activations[layer - 1][0, index], scene.activations(layer)[index]
        now = tuple(map(float, at)) if np.isfinite(at).all() else None
    reach = max(_LEAST_REACH, 1.25 * abs(now[0]) if now else 0)
    z = np.linspace(-reach, reach, _POINTS)
    with np.errstate(all="ignore"):
        if ACTIVATIONS[name].derivative is None:
            rows = np.repeat(all_z[None], _POINTS, axis=0)
            rows[:, index] = z
            a = ACTIVATIONS[name].function(rows, slopes)[:, index]
        else:
            own = slopes[index : index + 1].astype(np.float64)
            a = ACTIVATIONS[name].function(z[:, None], own)[:, 0]
    return Curve(z, np.nan_to_num(a), now)


def paint_curve(painter: QPainter, room: QRectF, curve: Curve, theme: Theme) -> None:
    """Paint an activation function in `room`, with axes and the neuron's place on it."""
    lowest, highest = min(float(curve.a.min()), 0.0), max(float(curve.a.max()), 0.0)
    span = highest - lowest or 1.0
    lowest, highest = lowest - 0.2 * span, highest + 0.1 * span  # the figures have room below
    reach = float(curve.z[-1])

    def place(z: float, a: float) -> QPointF:
        across, up = (z + reach) / (2 * reach), (a - lowest) / (highest - lowest)
        return QPointF(room.x() + across * room.width(), room.bottom() - up * room.height())

    painter.fillRect(room, QColor(theme.surface))
    painter.setPen(QPen(colour(theme.muted, 0.5), 1))
    painter.drawLine(place(-reach, 0), place(reach, 0))
    painter.drawLine(place(0, lowest), place(0, highest))
    path = QPainterPath(place(curve.z[0], curve.a[0]))
    for z, a in zip(curve.z[1:], curve.a[1:], strict=True):
        path.lineTo(place(z, a))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 1.5))
    painter.drawPath(path)
    painter.setPen(QColor(theme.muted))
    figures = room.adjusted(3, 1, -3, -1)
    right = Qt.AlignmentFlag.AlignRight
    painter.drawText(figures, right | Qt.AlignmentFlag.AlignBottom, f"z {short(reach)}")
    painter.drawText(figures, Qt.AlignmentFlag.AlignTop, f"a {short(float(curve.a.max()))}")
    if curve.now:
        dot = place(*curve.now)
        painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(place(curve.now[0], 0), dot)
        painter.drawLine(place(0, curve.now[1]), dot)
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


def paint_weight_bars(
    painter: QPainter, room: QRectF, scene: Scene, layer: int, weights: np.ndarray, theme: Theme
) -> None:
    """Paint the strongest of `weights` [neurons of `layer`] as bars, as many as `room` holds."""
    order = strongest(weights, int(room.height() // ROW))
    metrics = QFontMetricsF(painter.font())
    names = [label(scene, layer, index) for index in order.tolist()]
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + 6
    widest = min(widest, 0.4 * room.width())
    figures = metrics.horizontalAdvance("−0.00000")
    middle = room.x() + widest + (room.width() - widest - figures) / 2
    half = max(room.right() - figures - 4 - middle, 1)
    scale = largest(weights)
    flags = Qt.AlignmentFlag.AlignVCenter
    for row, (name, index) in enumerate(zip(names, order.tolist(), strict=True)):
        top, weight = room.y() + row * ROW, float(weights[index])
        painter.setPen(QColor(theme.muted))
        short_name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest - 4)
        painter.drawText(QRectF(room.x(), top, widest, ROW), flags, short_name)
        painter.drawLine(QPointF(middle, top + 2), QPointF(middle, top + ROW - 2))
        if np.isfinite(weight):
            long = weight / scale * half
            bar = QRectF(middle, top + 4, long, ROW - 8).normalized()
            painter.fillRect(bar, QColor(theme.positive if weight >= 0 else theme.negative))
        painter.setPen(QColor(theme.text if np.isfinite(weight) else theme.error))
        number_room = QRectF(room.right() - figures, top, figures, ROW)
        painter.drawText(number_room, flags | Qt.AlignmentFlag.AlignRight, number(weight, 3))


def largest(weights: np.ndarray) -> float:
    """Return the largest finite |w|, or 1 where there is none above zero."""
    return float(np.abs(weights[np.isfinite(weights)]).max(initial=0)) or 1.0
