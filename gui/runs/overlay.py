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
        self._items: dict[tuple[str, bool], pyqtgraph.PlotDataItem] = {}  # by run and of_test
        self._drawn: dict[tuple[str, bool], Line] = {}
        self._spare: list[pyqtgraph.PlotDataItem] = []
        self.lines: tuple[Line, ...] = ()
        self._look: tuple[bool, theme.Theme] | None = None

    def show(self, lines: Sequence[Line], log: bool, now: theme.Theme) -> None:
        """Show these lines in place of those that were; the same ones stay as they are."""
        self.lines = tuple(lines)
        if (log, now) != self._look:
            self._look = log, now
            self._drawn = {}
        shown = {(line.run, line.of_test): line for line in lines}
        for place in self._items.keys() - shown.keys():
            item = self._items.pop(place)
            self._drawn.pop(place, None)
            item.setData([], [])
            self._spare.append(item)
        for place, line in shown.items():
            if self._drawn.get(place) is not line:
                self._drawn[place] = line
                self._draw(self._item(place), line, log, now)

    def _item(self, place: tuple[str, bool]) -> pyqtgraph.PlotDataItem:
        if place not in self._items:
            self._items[place] = self._spare.pop() if self._spare else self._made()
        return self._items[place]

    def _made(self) -> pyqtgraph.PlotDataItem:
        return self._plot.plot(connect="finite", antialias=True, symbolSize=4, symbol=None)

    def _draw(self, item: pyqtgraph.PlotDataItem, line: Line, log: bool, now: theme.Theme) -> None:
        colour = theme.colour(now.runs[line.colour])
        style = Qt.PenStyle.SolidLine if line.of_test else Qt.PenStyle.DotLine
        drawn = np.isfinite(line.y) & ((line.y > 0) | (not log))
        there = len(line.x) if drawn.any() else 0
        item.setData(  # all at once: each setter draws it again
            line.x[:there],
            np.where(drawn, line.y, np.nan)[:there],
            pen=pyqtgraph.mkPen(colour, width=1.6 if line.of_test else 1.2, style=style),
            symbol="o" if 0 < there < _FEW else None,
            symbolBrush=colour,
            symbolPen=None,
        )
