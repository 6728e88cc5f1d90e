"""Lines of several runs in one plot: a colour a run, the test set solid, training dotted."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt

from gui import theme
from gui.runs.curves import Line

_FEW = 2  # points of a line; fewer stand as dots


class Overlay:
    """Draws lines into `plot`, and keeps their items: making them takes long."""

    def __init__(self, plot: pyqtgraph.PlotItem) -> None:
        self._plot = plot
        self._items: list[pyqtgraph.PlotDataItem] = []
        self.lines: tuple[Line, ...] = ()
        self._look: tuple[bool, theme.Theme] | None = None

    def show(self, lines: Sequence[Line], log: bool, now: theme.Theme) -> None:
        """Show these lines in place of those that were; the same ones stay as they are."""
        look = log, now
        if lines is self.lines and look == self._look:
            return
        self.lines, self._look = tuple(lines), look
        while len(self._items) < len(lines):
            item = self._plot.plot(connect="finite", antialias=True, symbolSize=4)
            self._items.append(item)
        for item, line in zip(self._items, lines, strict=False):
            colour = theme.colour(now.runs[line.colour])
            style = Qt.PenStyle.SolidLine if line.of_test else Qt.PenStyle.DotLine
            item.setPen(pyqtgraph.mkPen(colour, width=1.6 if line.of_test else 1.2, style=style))
            item.setSymbolBrush(colour)
            item.setSymbolPen(None)
            drawn = np.isfinite(line.y) & ((line.y > 0) | (not log))
            y = np.where(drawn, line.y, np.nan)
            there = len(line.x) if drawn.any() else 0
            symbol = "o" if 0 < there < _FEW else None
            item.setData(line.x[:there], y[:there], symbol=symbol)
        for item in self._items[len(lines) :]:
            item.setData([], [])
