"""The legend over a curve fit: words with their marks, in as many lines as they take."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from gui import theme
from gui.maps.curve_paint import STRONG, paint_marks, pen_of
from gui.maps.curve_scene import BIAS_DASH, DASHES, CurveData, DotMarks
from gui.theme import Theme
from gui.translation import translate

_WIDE, _GAP, _APART = 3.5, 1, 2.5  # units of the grid: a mark, to its word, to the next mark


class Key(NamedTuple):
    """A word of the legend, and its mark: "train", "test" or "line"."""

    mark: str
    word: str
    colour: str
    dash: tuple[float, ...] = ()


class Legend(NamedTuple):
    """Where the `keys` are: each in a line, from the top, and so many px from the left."""

    keys: tuple[Key, ...]
    places: tuple[tuple[int, float], ...]
    line_height: float
    times: float = 1.0  # larger than usual the letters are

    @property
    def height(self) -> float:
        """How high all lines are, in px."""
        return self.line_height * (1 + max((line for line, _ in self.places), default=0))


def keys_of(
    data: CurveData, names: Sequence[str], parts: str, held_back: str, now: Theme
) -> tuple[Key, ...]:
    """Return what there is to be told apart: sets, outputs called `names`, and the bias.

    The set that is not trained on is called `held_back`.
    """
    found = []
    if len(data.train.x):
        found.append(Key("train", translate("CurveLegend", "training"), now.train))
    if len(data.test.x):
        found.append(Key("test", held_back, now.test))
    if len(names) == 1:
        found.append(Key("line", translate("CurveLegend", "network"), now.text))
    else:
        found += [
            Key("line", name, now.text, DASHES[index % len(DASHES)])
            for index, name in enumerate(names)
        ]
    if parts != "none":
        found.append(Key("line", translate("CurveLegend", "bias"), now.muted, BIAS_DASH))
    return tuple(found)


def legend_of(keys: tuple[Key, ...], left: float, right: float, times: float = 1.0) -> Legend:
    """Return the legend between two places, in px; letters are so many `times` larger."""
    metrics = QFontMetricsF(theme.font("small", times=times))
    line, x, places = 0, left, []
    for key in keys:
        room = theme.space(_WIDE + _GAP) + metrics.horizontalAdvance(key.word)
        if x > left and x + room > right:
            line, x = line + 1, left
        places.append((line, x))
        x += room + theme.space(_APART)
    return Legend(keys, tuple(places), metrics.lineSpacing() + theme.space(0.5), times)


def paint_legend(painter: QPainter, legend: Legend, now: Theme) -> None:
    """Paint the legend at the top."""
    font = theme.font("small", times=legend.times)
    painter.setFont(font)
    for key, (line, x) in zip(legend.keys, legend.places, strict=True):
        at = QRectF(x, line * legend.line_height, theme.space(_WIDE), legend.line_height)
        middle = at.center()
        if key.mark == "line":
            painter.setPen(pen_of(key.colour, STRONG, key.dash))
            painter.drawLine(QPointF(at.left(), middle.y()), QPointF(at.right(), middle.y()))
        else:
            place = np.array([(middle.x(), middle.y())])
            paint_marks(painter, DotMarks(key.mark, place, key.colour))
        painter.setPen(theme.colour(now.text))
        base = middle.y() + QFontMetricsF(font).capHeight() / 2
        painter.drawText(QPointF(at.right() + theme.space(_GAP), base), key.word)
