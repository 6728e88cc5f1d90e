"""The legend below the network: the scales of colours, what they mean and what is left out."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTextDocument

from gui.diagram import tone
from gui.diagram.edges import Picture
from gui.diagram.layout import MARGIN, Layout
from gui.diagram.legend_words import pair_name, said_below, said_without_bar
from gui.diagram.lettering import sized
from gui.diagram.scene import Scene
from gui.numbers import number
from gui.pictures import image_of, pixels_of
from gui.selection import Target, neurons_of
from gui.theme import Theme
from gui.translation import translate

_BAR, _LEAST_BAR, _BAR_GAP = 104.0, 52.0, 8.0  # lengths as in gui.diagram.layout
_BAR_TOP, _BAR_HEIGHT, _FIGURES, _TEXT_TOP = 3.0, 8.0, 15.0, 29.0  # from the legend's top on


class Bar(NamedTuple):
    """The colours of one pair's edges, from the negative end of the scale to the positive one.

    It stands at `left`, or behind its `title` where it is not below its own edges.
    """

    curve: tone.Curve
    crossing: float
    left: float
    width: float
    title: str = ""


class Legend(NamedTuple):
    """What the legend shows; the `sentences` are rich text.

    Where they have no room, the `brief` ones stand there: they say the same in fewer words. In a
    file nothing is `pointable`: no mouse tells the rest.
    """

    bars: tuple[Bar, ...]
    sentences: tuple[str, ...]
    brief: tuple[str, ...] = ()
    pointable: bool = True

    @staticmethod
    def of(
        scene: Scene,
        picture: Picture,
        layout: Layout,
        theme: Theme,
        selected: Target | None = None,
        pointable: bool = True,
    ) -> "Legend":
        """Return the legend of a picture: a bar below the edges of every pair.

        Where there is no room for that it is one, of the edges into the `selected` neuron, or of
        the selected edge's pair.
        """
        bars = _bars_below(picture, layout)
        below_edges = bool(bars)
        if not below_edges:
            pair = max(neurons_of(selected)[-1][0] - 1, 0) if selected else 0
            report, title, unit = picture.pairs[pair], pair_name(scene, pair), layout.unit
            if report.failed:
                return Legend((), said_without_bar(scene, picture), pointable=pointable)
            bars = (Bar(report.curve, report.crossing, MARGIN * unit, _BAR * unit, title),)
        said, brief = said_below(scene, picture, theme, below_edges, pointable)
        return Legend(bars, said, brief, pointable)


def _bars_below(picture: Picture, layout: Layout) -> tuple[Bar, ...]:
    """Return the bars of all pairs whose edges are seen wide enough to have one below them."""
    bars, unit = [], layout.unit
    for report, ends in zip(picture.pairs, itertools.pairwise(layout.columns), strict=True):
        margin = MARGIN * unit
        left, right = max(ends[0].x, margin), min(ends[1].x, layout.width - margin)
        width = min(_BAR * unit, right - left - 2 * _BAR_GAP * unit)
        # A walk has not come to these gradients yet: there is nothing to have a scale.
        empty = picture.mode == "gradient" and not report.largest
        if width >= _LEAST_BAR * unit and not empty and not report.failed:
            bars.append(Bar(report.curve, report.crossing, (left + right - width) / 2, width))
    return tuple(bars)


def paint_legend(painter: QPainter, layout: Layout, legend: Legend | None, theme: Theme) -> None:
    """Paint the scales of colours, and the words under them."""
    box = layout.legend
    painter.fillRect(QRectF(0, box.y, layout.width, box.height + 1), QColor(theme.window))
    if legend is None:
        return
    font, unit = sized(painter.font(), layout.lettering.text), layout.unit
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    for bar in legend.bars:
        _paint_bar(painter, box.y + _BAR_TOP * unit, bar, unit, theme)
    top = _TEXT_TOP * unit
    ways = legend.sentences, legend.brief
    text = fitting(ways, box.width, box.height - top, font, theme, legend.pointable)
    painter.save()
    painter.translate(QPointF(box.x, box.y + top))
    text.drawContents(painter)
    painter.restore()


def fitting(
    ways: Sequence[tuple[str, ...]],
    width: float,
    height: float,
    font: QFont,
    theme: Theme,
    pointable: bool = True,
) -> QTextDocument:
    """Return the first of the ways to say it that fits or, of the last, as much as does.

    Then it says where the rest is told, at the mouse; in a file, that there is more.
    """
    text = QTextDocument()
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setTextWidth(width)
    more = translate("Diagram", "More: point here.") if pointable else "…"
    said = [way for way in ways if way] or [()]
    last = said[-1]
    for words in (*said, *((*last[:kept], more) for kept in range(len(last) - 1, 0, -1))):
        text.setHtml(f'<span style="color:{theme.muted}">{" ".join(words)}</span>')
        if text.size().height() <= height:
            break
    return text


def _paint_bar(painter: QPainter, top: float, bar: Bar, unit: float, theme: Theme) -> None:
    metrics, left = QFontMetricsF(painter.font()), bar.left
    if bar.title:
        painter.drawText(QPointF(left, top + _BAR_HEIGHT * unit), bar.title)
        left += metrics.horizontalAdvance(bar.title) + _BAR_GAP * unit
    ramp = ramp_of(bar, 2 * int(bar.width), theme)
    painter.drawImage(QRectF(left, top, bar.width, _BAR_HEIGHT * unit), ramp)
    end = number(bar.curve.scale)
    room = QRectF(left, top + (_BAR_HEIGHT + 1) * unit, bar.width, _FIGURES * unit)
    align = Qt.AlignmentFlag
    places = [align.AlignLeft, align.AlignHCenter, align.AlignRight]
    figures = [f"−{end}", "0", f"+{end}"]
    if metrics.horizontalAdvance(" ".join(figures)) > bar.width:
        places, figures = [align.AlignHCenter], [f"± {end}"]
    for place, figure in zip(places, figures, strict=True):
        painter.drawText(room, int(place), figure)


@lru_cache(64)  # scales go in steps: who moves through time sees the same ones again
def ramp_of(bar: Bar, steps: int, theme: Theme) -> QImage:
    """Return the colours that edges of −scale to +scale have, `steps` x 1 pixels."""
    share = np.linspace(-1, 1, steps)
    density = max(bar.crossing, 1.0) * bar.curve.full * np.abs(share) ** bar.curve.power
    ink, opacity = tone.colours(density * (share > 0), density * (share < 0), theme)
    mixed = tone.rgb(theme.window) * (1 - opacity[:, None]) + ink * opacity[:, None]
    return image_of(pixels_of(mixed)[None])
