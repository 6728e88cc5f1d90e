"""A chart's plot, axes and hues: few ticks, two at least, written as people write numbers."""

import math
from collections.abc import Callable

import pyqtgraph
from PySide6.QtCore import QRectF

from gui import theme
from gui.theme import Theme
from gui.ticks import log_ticks, tick_spacing

_LEFT, _BOTTOM = 11, 8  # units of the grid: axes
_PLAIN = -4.5, 3.5  # powers of ten between which numbers are written out: others are long
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_BELOW = 10  # px, by which the lowest number may reach below the axis
_ROOM = 22  # px for a tick's text and the gap to the next


def hues(now: Theme) -> dict[str, str]:
    """Return the colours of the curves: of the training and of the test examples."""
    return {"train": now.train, "test": now.test}


def plot_view(tick_text: Callable[[float], str]) -> pyqtgraph.PlotWidget:
    """Return an empty plot that `tick_text` writes values beside; the mouse moves it sideways."""
    view = pyqtgraph.PlotWidget(axisItems={"left": ValueAxis(tick_text)})
    plot = view.getPlotItem()
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=True, y=False)
    plot.setLimits(xMin=0)
    plot.showGrid(x=False, y=True, alpha=0.15)
    # Units and room stand still: measuring them takes time, of axes that nobody sees, too.
    for side in ("bottom", "top", "right"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    plot.getAxis("bottom").setStyle(maxTickLevel=0)
    return view


def paint_plot(view: pyqtgraph.PlotWidget, now: Theme) -> None:
    """Give ground and axes of a plot the theme's colours and sizes."""
    view.setBackground(now.window)
    small, plot = theme.font("small"), view.getPlotItem()
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(theme.colour(now.border))
        axis.setTextPen(theme.colour(now.muted))
        axis.setTickFont(small)
        axis.label.setFont(small)
    plot.getAxis("left").setWidth(theme.space(_LEFT))
    plot.getAxis("bottom").setHeight(theme.space(_BOTTOM))


def power_text(power: float, text: Callable[[float], str]) -> str:
    """Return 10 to a `power` as it is written beside an axis: "0.5", "10⁻⁶", "2×10⁻⁶"."""
    if _PLAIN[0] < power < _PLAIN[1]:
        return text(10.0**power)
    whole = math.floor(power + 1e-9)
    factor = f"{10 ** (power - whole):.2g}"
    raised = f"10{str(whole).translate(_RAISED)}"
    return raised if factor == "1" else f"{factor}×{raised}"


class ValueAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The left axis of a chart; `text` writes a value, "" where none belongs."""

    def __init__(self, text: Callable[[float], str]) -> None:
        # The text of the topmost tick may reach above the axis: it is the one that tells most.
        super().__init__("left", maxTickLevel=0, hideOverlappingLabels=False)
        self.enableAutoSIPrefix(False)
        self.text = text

    def boundingRect(self) -> QRectF:
        """Return its room; where there is a grid, the lowest number would have none."""
        room: QRectF = super().boundingRect()
        return room.adjusted(0, 0, 0, _BELOW)

    def tickSpacing(  # noqa: N802 - pyqtgraph calls it
        self, low: float, high: float, size: float
    ) -> list[tuple[float, float]]:
        """Return the distance of ticks, and where to count them from."""
        spacing = tick_spacing(low, high, max(2, int(size / _ROOM)))
        return [(spacing, 0.0)] if spacing else []

    def logTickValues(  # noqa: N802 - pyqtgraph calls it
        self, low: float, high: float, size: float, _: list[tuple[float, list[float]]]
    ) -> list[tuple[float, list[float]]]:
        """Return where ticks are on a logarithmic scale: no text is over another."""
        return [(1.0, list(log_ticks(low, high, max(2, int(size / _ROOM)))))]

    def tickStrings(  # noqa: N802 - pyqtgraph calls it
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        """Return the texts of ticks; on a logarithmic scale they are powers of ten."""
        if self.logMode:
            return [power_text(value, self.text) for value in values]
        return [self.text(value) for value in values]
