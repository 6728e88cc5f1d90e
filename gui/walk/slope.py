"""The gradient of one weight, checked by finite differences and drawn as the slope it is."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from core.walkthrough import Walkthrough
from gui import theme
from gui.colouring import Colouring
from gui.diagram.scene import Scene, neuron_name
from gui.numbers import number
from gui.translation import translate
from gui.widgets import labelled

STEP = 1e-5  # h of the finite difference
_POINTS = 61  # of the curve
_REACH = 1.0  # the curve runs so far to either side, or as far as the weight is large
# In units of the grid: below the plot, beside it, around it; a line of figures, its distance.
_BELOW, _BESIDE, _AROUND, _LINE, _GAP = 8.5, 12, 3, 4, 1


class Slope(NamedTuple):
    """The mean loss C as a function of one weight w, all else as it is.

    `losses` [points] at `weights` [points], float64; `loss` at `weight`. `measured` is the slope by
    finite differences, `gradient` the one that backpropagation found.
    """

    weights: np.ndarray
    losses: np.ndarray
    weight: float
    loss: float
    measured: float
    gradient: float


def measure(walk: Walkthrough, edge: tuple[int, int, int]) -> Slope:
    """Measure how the loss depends on the weight of `edge` (pair, from, to)."""
    pair, source, target = edge
    weight = float(walk.parameters[pair].weights[source, target])
    reach = max(_REACH, abs(weight))
    changes = np.linspace(-reach, reach, _POINTS)  # the middle one is 0
    losses = walk.loss_along(*edge, changes)
    return Slope(
        weight + changes,
        losses,
        weight,
        float(losses[_POINTS // 2]),
        walk.slope(*edge, STEP),
        float(walk.backward.gradients[pair].weights[source, target]),
    )


class SlopeDialog(QDialog):
    """Shows one slope; it may stay open beside the window."""

    def __init__(self, colouring: Colouring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "slopeDialog")
        self.setWindowTitle(translate("Slope", "The gradient as a slope"))
        self._plot = _Plot(colouring, self)
        self._words = labelled(
            QLabel(
                wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse
            ),
            "slopeWords",
            translate("Slope", "Finite difference"),
        )
        self._words.setFont(theme.tabular(self.font()))
        column = QVBoxLayout(self)
        column.addWidget(self._plot, 1)
        column.addWidget(self._words)

    def show_slope(self, scene: Scene, edge: tuple[int, int, int], slope: Slope) -> None:
        """Show `slope`, the one of `edge`."""
        pair, source, target = edge
        self._plot.show_slope(slope)
        self._words.setText(
            translate(
                "Slope",
                "Weight w = {weight}, from {source} to {target}.\n"
                "(C(w + h) − C(w − h)) / 2h = {measured}, for h = 0.00001, computed in float64.\n"
                "Backpropagation says ∂C/∂w = {gradient}; the two differ by {difference}.\n"
                "The curve is the loss as this weight alone changes, the straight line has the"
                " slope ∂C/∂w.",
            ).format(
                weight=number(slope.weight),
                source=neuron_name(scene, pair, source),
                target=neuron_name(scene, pair + 1, target),
                measured=number(slope.measured, 6),
                gradient=number(slope.gradient, 6),
                difference=number(abs(slope.measured - slope.gradient), 1),
            )
        )
        self.show()
        self.raise_()


class _Plot(QWidget):
    """The loss over the weight, with the tangent that the gradient is."""

    def __init__(self, colouring: Colouring, parent: QWidget) -> None:
        super().__init__(parent)
        labelled(self, "slopePlot", parent.windowTitle())
        self._colouring = colouring
        self._slope: Slope | None = None
        colouring.changed.connect(self.update)

    def show_slope(self, slope: Slope) -> None:
        self._slope = slope
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(115), theme.space(65))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, slope, painter = self._colouring.theme, self._slope, QPainter(self)
        painter.fillRect(self.rect(), QColor(now.surface))
        if slope is None or not np.isfinite(slope.losses).all():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around, gap = theme.space(_AROUND), theme.space(_GAP)
        beside, below = theme.space(_BESIDE), theme.space(_BELOW)
        room = QRectF(self.rect()).adjusted(beside, around, -around, -below)
        low, high = float(slope.losses.min()), float(slope.losses.max())
        spare = 0.15 * (high - low) or 1.0
        low, high = max(low - spare, 0.0) if low >= 0 else low - spare, high + spare
        left, right = slope.weights[0], slope.weights[-1]

        def place(weight: float, loss: float) -> QPointF:
            across, up = (weight - left) / (right - left), (loss - low) / (high - low)
            return QPointF(room.x() + across * room.width(), room.bottom() - up * room.height())

        painter.setPen(QPen(QColor(now.border), 1))
        painter.drawRect(room)
        painter.setPen(QColor(now.muted))
        painter.setFont(theme.font("small"))
        foot = QRectF(room.x(), room.bottom() + gap, room.width(), theme.space(_LINE))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, number(left, 3))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, translate("Slope", "weight w"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, number(right, 3))
        side = QRectF(gap / 2, room.y(), room.x() - 1.5 * gap, room.height())
        end = Qt.AlignmentFlag.AlignRight
        painter.drawText(side, end | Qt.AlignmentFlag.AlignTop, number(high, 3))
        painter.drawText(side, end | Qt.AlignmentFlag.AlignVCenter, translate("Slope", "loss C"))
        painter.drawText(side, end | Qt.AlignmentFlag.AlignBottom, number(low, 3))

        painter.setClipRect(room)
        curve = QPainterPath(place(slope.weights[0], slope.losses[0]))
        for weight, loss in zip(slope.weights[1:], slope.losses[1:], strict=True):
            curve.lineTo(place(weight, loss))
        painter.setPen(QPen(QColor(now.text), 1.5))
        painter.drawPath(curve)
        painter.setPen(QPen(QColor(now.sign(slope.gradient)), 2))
        reach = (right - left) / 2
        painter.drawLine(
            *(
                place(slope.weight + side * reach, slope.loss + side * reach * slope.gradient)
                for side in (-1, 1)
            )
        )
        painter.setPen(QPen(QColor(now.window), 1))
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(place(slope.weight, slope.loss), 5, 5)
