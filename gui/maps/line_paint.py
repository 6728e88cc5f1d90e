"""How a layer's lines look on a map: strokes, and the numbers of their neurons."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from gui import theme
from gui.maps.frame import Frame, path_of
from gui.maps.lines import Line
from gui.neuron_hues import line_hue
from gui.theme import Theme

# Dashes and gaps in widths of a stroke, a pattern for each neuron in turn: none, long, short, ...
# Colours come back after another number of neurons: no two of 40 look the same.
PATTERNS: tuple[tuple[float, ...], ...] = ((), (6, 2.5), (1.5, 2), (6, 2, 1.5, 2), (3.5, 2.5))
_HALO = 0.7  # units of the grid, around a line, both sides together
_FEW = 3  # contours that are no tangle
_MOST_NUMBERS = 24  # neurons whose lines have their number beside them


class Look(NamedTuple):
    """Width (units of the grid) and opacity of a line that nobody listens to, and that all do.

    `number` is how opaque its number is at least.
    """

    width: tuple[float, float]
    opacity: tuple[float, float]
    halo: bool = True
    number: float = 0.8


CLEAR = Look((0.3, 0.9), (0.3, 1.0))
CALM = Look((0.25, 0.5), (0.18, 0.75), halo=False)  # of many contours, which would be a tangle
# Of all that are not the one that is meant; and of that one.
FADED = Look((0.25, 0.4), (0.1, 0.28), halo=False, number=0.35)
FORWARD = Look((0.8, 1.0), (1.0, 1.0))


class Stroke(NamedTuple):
    """A neuron's line on the screen: `chains` of places in px, [points, 2] each.

    It is `width` px wide, in a `colour`, as opaque as `opacity` says. `dashes` and gaps are so many
    px long in turn; none: without gaps. The halo around it is `halo` px wide, both sides together.
    Its number stands at `mark`, unless None, as opaque as `number_opacity` says. The one that is
    meant is `forward`.
    """

    neuron: int
    chains: tuple[np.ndarray, ...]
    width: float
    dashes: tuple[float, ...]
    colour: str
    opacity: float
    number_opacity: float
    halo: float
    forward: bool
    mark: QPointF | None


def strokes_of(
    lines: Sequence[Line],
    frame: Frame,
    now: Theme,
    forward: int | None = None,
    halos: bool = True,
) -> tuple[Stroke, ...]:
    """Return how `lines` are drawn in a frame, that of the neuron `forward` last.

    While one is meant all others fade; else those do that the next layer barely listens to, and
    many contours stay calm. Halos, which cost as much as lines, can be left to the one meant.
    """
    taken: list[QPointF] = []
    strokes = []
    margin = theme.space(2.2)
    room = frame.room.adjusted(margin, margin, -margin, -margin)
    usual = _usual(lines, forward)
    for line in lines:
        chains = tuple(frame.to_screen(chain) for chain in line.chains)
        mark = _mark(chains, room, taken) if line.neuron < _MOST_NUMBERS else None
        if mark is not None:
            taken.append(mark)
        meant = line.neuron == forward
        look = FORWARD if meant else usual
        width = theme.exact(_between(look.width, line.heard))
        unit = max(width, theme.space(0.6))
        strokes.append(
            Stroke(
                line.neuron,
                chains,
                width,
                tuple(part * unit for part in PATTERNS[line.neuron % len(PATTERNS)]),
                line_hue(line.neuron, now),
                _between(look.opacity, line.heard),
                max(_between(look.opacity, line.heard), look.number),
                theme.exact(_HALO) if look.halo and (halos or meant) else 0.0,
                meant,
                mark,
            )
        )
    return tuple(sorted(strokes, key=lambda one: (one.forward, one.opacity)))


def _usual(lines: Sequence[Line], forward: int | None) -> Look:
    """Return the look of all lines but the one that is meant."""
    if any(line.neuron == forward for line in lines):
        return FADED
    tangled = len(lines) > _FEW and any(len(chain) > 2 for line in lines for chain in line.chains)
    return CALM if tangled else CLEAR


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + share * (ends[1] - ends[0])


def stroke_at(strokes: Sequence[Stroke], at: QPointF, reach: float) -> int | None:
    """Return the neuron whose line or number is at a place, within `reach` px; None: none's."""
    best, found = reach, None
    for stroke in strokes:
        far = min((_distance(chain, at) for chain in stroke.chains), default=math.inf)
        if stroke.mark is not None:
            off = stroke.mark - at
            far = min(far, math.hypot(off.x(), off.y()) - reach)
        if far <= best:
            best, found = far, stroke.neuron
    return found


def _distance(chain: np.ndarray, at: QPointF) -> float:
    """Return how far a place is from a polyline [points, 2], in px."""
    starts, ways = chain[:-1], np.diff(chain, axis=0)
    off = np.array((at.x(), at.y())) - starts
    long = (ways**2).sum(axis=1)
    share = np.clip((off * ways).sum(axis=1) / np.where(long > 0, long, 1), 0, 1)
    return float(np.hypot(*(off - share[:, None] * ways).T).min(initial=math.inf))


def paint_strokes(painter: QPainter, strokes: Sequence[Stroke], now: Theme) -> None:
    """Paint lines, each in a thin halo of the background's colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        paths = [path_of(chain) for chain in stroke.chains]
        around = QPen(QColor(now.surface), stroke.width + stroke.halo)
        ink = QPen(QColor(stroke.colour), stroke.width)
        if stroke.dashes:
            ink.setDashPattern([part / stroke.width for part in stroke.dashes])
        painter.setOpacity(stroke.opacity)
        for pen in (around, ink) if stroke.halo else (ink,):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for path in paths:
                painter.drawPath(path)
    painter.restore()


def paint_numbers(painter: QPainter, strokes: Sequence[Stroke], now: Theme) -> None:
    """Paint the numbers of lines beside them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.font("small", strong=True)
    for stroke in strokes:
        if stroke.mark is not None:
            painter.setOpacity(stroke.number_opacity)
            _paint_number(painter, stroke, font, now)
    painter.restore()


def _paint_number(painter: QPainter, stroke: Stroke, font: QFont, now: Theme) -> None:
    """Paint the number of a neuron in a disc of its colour."""
    assert stroke.mark is not None
    metrics, text = QFontMetrics(font), str(stroke.neuron + 1)
    half = max(metrics.horizontalAdvance(text), metrics.height() * 0.72) / 2 + theme.space(0.5)
    disc = QRectF(stroke.mark.x() - half, stroke.mark.y() - half, 2 * half, 2 * half)
    painter.setFont(font)
    painter.setPen(QPen(QColor(now.surface), 1))
    painter.setBrush(QColor(stroke.colour))
    painter.drawEllipse(disc)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)


def _mark(chains: Sequence[np.ndarray], room: QRectF, taken: Sequence[QPointF]) -> QPointF | None:
    """Return where on a line its number stands: near the edge, away from those that stand."""
    if not chains:
        return None
    chain = max(chains, key=len)
    if len(chain) == 2:  # a straight line: places along it
        chain = chain[0] + np.linspace(0.05, 0.95, 19)[:, None] * (chain[1] - chain[0])
    inside = (chain[:, 0] >= room.left()) & (chain[:, 0] <= room.right())
    inside &= (chain[:, 1] >= room.top()) & (chain[:, 1] <= room.bottom())
    places = chain[inside]
    if not len(places):
        return None
    places = places[:: max(len(places) // 20, 1)]
    if not taken:
        return QPointF(*places[0].tolist())
    others = np.array([[one.x(), one.y()] for one in taken])
    free = np.hypot(*(places[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1)
    return QPointF(*places[int(np.minimum(free, theme.space(9)).argmax())].tolist())
