"""The names of runs at the ends of their lines, where nothing else is said of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from gui import theme
from gui.runs.curves import Line

_MOST = 0.35  # of the chart's width, that a name takes
_LEAST_LINES = 5  # of text, that a chart is high which has names
_BESIDE = 0.6  # heights of a line from its end, where a ring may be
_AWAY = (
    -1.1,
    0.1,
    -2.1,
    1.1,
)  # heights of a line from its end, where a name stands: the first free


class End(NamedTuple):
    """Where the line of a run ends, in px from the top left of the chart."""

    name: str
    colour: int
    x: float
    y: float


class Name(NamedTuple):
    """A name in the colour of its run, and its room in px."""

    text: str
    colour: int
    room: QRectF


def names_of(
    ends: Sequence[End],
    size: tuple[float, float],
    wide: Callable[[str], float],
    high: float,
    elided: Callable[[str, float], str],
) -> tuple[Name, ...]:
    """Return the names that stand in a chart of this size, none over another.

    A name that has no room near its end is left out, and so are all where the chart is low.
    """
    width, height = size
    found: list[Name] = []
    if height < _LEAST_LINES * high:
        return ()
    for end in ends:
        text = elided(end.name, _MOST * width)
        for away in _AWAY:
            right = min(max(end.x - _BESIDE * high, wide(text)), width)
            room = QRectF(right - wide(text), end.y + away * high, wide(text), high)
            inside = room.top() >= 0 and room.bottom() <= height
            if inside and not any(room.intersects(other.room) for other in found):
                found.append(Name(text, end.colour, room))
                break
    return tuple(found)


def ends_of(
    lines: Sequence[Line], to_pixels: Callable[[float, float], tuple[float, float]]
) -> tuple[End, ...]:
    """Return where lines end, a run once, of the test set if that is known; the newest first."""
    found: dict[str, End] = {}
    for line in lines:
        known = np.flatnonzero(np.isfinite(line.y))
        if len(known):  # of the test set it comes after that of training
            at = known[-1]
            place = to_pixels(float(line.x[at]), float(line.y[at]))
            if all(map(np.isfinite, place)):
                found[line.run] = End(line.name, line.colour, *place)
    return tuple(reversed(found.values()))


class LineNames:
    """Writes names into a chart, and keeps the items: making them takes long."""

    def __init__(self, plot: pyqtgraph.PlotItem) -> None:
        self._plot = plot
        self._items: list[pyqtgraph.TextItem] = []
        self.names: tuple[Name, ...] = ()
        self._of: tuple[object, ...] = ()

    def show(self, lines: Sequence[Line], log: bool, now: theme.Theme) -> None:
        """Write the names of these lines; of none: nothing."""
        box = self._plot.getViewBox()
        ((left, right), (low, high)) = box.viewRange()
        width, height = box.width(), box.height()
        font = theme.font("small")
        of = (*map(id, lines), left, right, low, high, width, height, log, now, font)
        if of == self._of:
            return
        self._of = of
        metrics = QFontMetricsF(font)

        def to_pixels(x: float, y: float) -> tuple[float, float]:
            if log:
                y = float(np.log10(y)) if y > 0 else np.nan
            return (x - left) / (right - left) * width, (high - y) / (high - low) * height

        def elided(text: str, most: float) -> str:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)

        ends = (
            ends_of(lines, to_pixels)
            if width > 0 and height > 0 and right > left and high > low
            else ()
        )
        seen = [end for end in ends if 0 <= end.x <= width + 1 and 0 <= end.y <= height]
        self.names = names_of(
            seen, (width, height), metrics.horizontalAdvance, metrics.height(), elided
        )
        while len(self._items) < len(self.names):
            item = pyqtgraph.TextItem(anchor=(0, 0))
            item.textItem.document().setDocumentMargin(0)
            self._plot.addItem(item, ignoreBounds=True)
            self._items.append(item)
        for item, name in zip(self._items, self.names, strict=False):
            item.textItem.setFont(font)
            item.setColor(theme.colour(now.runs[name.colour]))
            item.setPlainText(name.text)
            item.fill = pyqtgraph.mkBrush(theme.colour(now.window, 0.75))
            x = left + name.room.x() / width * (right - left)
            item.setPos(x, high - name.room.y() / height * (high - low))
            item.show()
        for item in self._items[len(self.names) :]:
            item.hide()
