"""What is seen of the histograms, as a value: a row a layer, all over one scale."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from core.histograms import BINS, Histograms, Scale, Signs, Spread
from core.update_size import HEALTHY, TOO_FAR
from gui import theme
from gui.axes import Tick
from gui.histograms.words import middle_text, power_text, update_text, warnings
from gui.numbers import number
from gui.theme import Theme
from gui.ticks import ticks

LEAST_ROW = 4  # units of the grid: how high a row is at least
_MOST_ROW = 26
_LEFT, _RIGHT = 42, 30  # units: what is said of a layer, and its updates
_NARROW = 130  # units: in less, these two have less, in proportion
_GAP, _PAD, _DOT = 2, 1, 1.1  # units
_TALLEST = 3.0  # times as high as the next: a higher bar is cut off, and its share said
_POWERS = -6, 0  # of ten, between which update ÷ weight is drawn
_TICKS = 8  # units between two, and the text of one
_LINES = 1.5  # high at least: a row with room for what is said of numbers out of sight


class Line(NamedTuple):
    """A line of text in its `room`; `strong` as a title."""

    text: str
    room: QRectF
    ink: str
    strong: bool = False


class Row(NamedTuple):
    """A layer: what is said of it, its bars by colour, and its dot among the updates.

    `cut` is what is said at bars that are higher than there is room for. `edges` is what is said
    of numbers beyond the left and the right end, if there are any. Where the dot is beyond an end
    of its axis, `beyond` is −1 or 1, and an arrow stands for it.
    """

    room: QRectF
    plot: QRectF
    lines: tuple[Line, ...]
    bars: tuple[tuple[str, tuple[QRectF, ...]], ...]
    cut: tuple[Line, ...] = ()
    edges: tuple[Line, ...] = ()
    dot: QPointF | None = None
    dot_ink: str = ""
    moved: str = ""
    beyond: int = 0


class Columns(NamedTuple):
    """Where the three columns are, from `left` to `right` in px: text, plot, updates."""

    left: float
    plot: tuple[float, float]
    updates: tuple[float, float]

    @staticmethod
    def of(wide: float) -> "Columns":
        """Return the columns of a view so wide."""
        less = min(wide / theme.space(_NARROW), 1.0)
        gap, pad = theme.exact(_GAP), theme.exact(_PAD)
        start = theme.exact(_LEFT) * less
        end = wide - theme.exact(_RIGHT) * less
        return Columns(gap, (start + gap, end - 2 * gap), (end + gap, wide - gap - pad))

    def update_x(self, value: float) -> float:
        """Return where an update ÷ weight is drawn, at an end where it is beyond it."""
        low, high = _POWERS
        power = math.log10(value) if value > 0 else -math.inf
        share = (min(max(power, low), high) - low) / (high - low)
        return self.updates[0] + share * (self.updates[1] - self.updates[0])


class Scene(NamedTuple):
    """All rows; where zero is, if in sight; and the room of what is healthy among the updates."""

    rows: tuple[Row, ...]
    zero: float | None
    healthy: tuple[float, float]
    columns: Columns


def scene_of(
    names: tuple[str, ...],
    details: tuple[str, ...],
    quantity: str,
    found: Histograms,
    wide: float,
    high: float,
    now: Theme,
) -> Scene:
    """Return what is seen in a view so `wide` and `high`; `names` and `details` are of layers."""
    columns = Columns.of(wide)
    count = max(len(found.spreads), 1)
    row_high = min(max(high / count, theme.exact(LEAST_ROW)), theme.exact(_MOST_ROW))
    rows = []
    for index, (spread, signs) in enumerate(zip(found.spreads, found.signs, strict=True)):
        room = QRectF(0, index * row_high, wide, row_high)
        said = names[index], details[index], quantity
        rows.append(_row(said, found.scale, spread, signs, room, columns, now))
    scale, (left, right) = found.scale, columns.plot
    zero = None
    if not scale.log:
        zero = left + (right - left) * (0 - scale.low) / (scale.high - scale.low)
    healthy = columns.update_x(HEALTHY[0]), columns.update_x(HEALTHY[1])
    return Scene(tuple(rows), zero, healthy, columns)


def axis_ticks(scale: Scale, columns: Columns) -> tuple[Tick, ...]:
    """Return the numbers under the plot."""
    left, right = columns.plot
    most = max(int((right - left) / theme.space(_TICKS)), 2)
    places = ticks(scale.low, scale.high, most)
    if scale.log:  # between two powers there is none
        places = tuple(place for place in places if place == round(place))
    reach = scale.high - scale.low
    return tuple(
        Tick(
            left + (right - left) * (place - scale.low) / reach,
            power_text(place) if scale.log else number(place, 3),
        )
        for place in places
    )


def update_ticks(columns: Columns) -> tuple[Tick, ...]:
    """Return the numbers under the updates: the rule of thumb, and the ends."""
    return tuple(Tick(columns.update_x(10.0**power), power_text(power)) for power in (-6, -3, 0))


def bin_at(columns: Columns, x: float) -> int | None:
    """Return the bin at x; None: no bin is there."""
    left, right = columns.plot
    index = math.floor((x - left) / (right - left) * BINS) if right > left else -1
    return index if 0 <= index < BINS else None


def bin_room(scene: Scene, row: int, index: int) -> QRectF:
    """Return the room of a bin in a row, from its foot to the top."""
    plot = scene.rows[row].plot
    wide = plot.width() / BINS
    return QRectF(plot.x() + index * wide, plot.y(), wide, plot.height())


def _row(
    said: tuple[str, str, str],
    scale: Scale,
    spread: Spread,
    signs: Signs,
    room: QRectF,
    columns: Columns,
    now: Theme,
) -> Row:
    name, detail, quantity = said
    pad = theme.exact(_PAD)
    left, right = columns.plot
    plot = QRectF(left, room.y() + pad, right - left, room.height() - 2 * pad)
    bars, cut = _bars(scale, spread, plot, now)
    at = columns.update_x(signs.update) if not math.isnan(signs.update) else None
    return Row(
        room,
        plot,
        _lines(name, detail, middle_text(quantity, spread), spread, signs, room, columns, now),
        bars,
        cut,
        _edges(spread, [bar for _, those in bars for bar in those], plot, now),
        None if at is None else QPointF(at, room.bottom() - pad - theme.exact(_DOT)),
        now.error if signs.update > TOO_FAR else now.text,
        update_text(signs),
        _beyond(signs.update),
    )


def _beyond(update: float) -> int:
    """Return −1 below the axis of updates, 1 above it, else 0."""
    low, high = _POWERS
    return (update > 10.0**high) - (update < 10.0**low)


def _lines(
    name: str,
    detail: str,
    middle: str,
    spread: Spread,
    signs: Signs,
    room: QRectF,
    columns: Columns,
    now: Theme,
) -> tuple[Line, ...]:
    """Return what is said of a layer: as many lines as there is room for, the gravest first."""
    small = QFontMetricsF(theme.font("small"))
    high, wide = small.height(), columns.plot[0] - 2 * columns.left
    fit = max(int((room.height() - theme.exact(_PAD)) / high), 1)
    grave = [f"⚠ {text}" for text in warnings(signs)]
    if 0 < spread.broken < spread.total:
        text = f"{spread.broken:,} × NaN, ∞"
        grave.insert(0, f"⚠ {text}")
    plain = middle if spread.broken < spread.total else f"⚠ {middle}"
    texts = [(one, now.error) for one in grave]
    texts.append((plain, now.muted if spread.broken < spread.total else now.error))
    title = f"{name} · {detail}"
    if len(texts) > fit - 1 and grave:
        if fit == 1:
            title = f"⚠ {title}"
        elif len(grave) > fit - 1:
            texts = [(f"⚠ {', '.join(one[2:] for one in grave)}", now.error)]
    lines = [(title, now.error if fit == 1 and grave else now.text), *texts[: fit - 1]]
    top = room.center().y() - len(lines) * high / 2
    return tuple(
        Line(text, QRectF(columns.left, top + index * high, wide, high), ink, index == 0)
        for index, (text, ink) in enumerate(lines)
    )


def _bars(
    scale: Scale, spread: Spread, plot: QRectF, now: Theme
) -> tuple[tuple[tuple[str, tuple[QRectF, ...]], ...], tuple[Line, ...]]:
    """Return the bars, those of one colour together, and what is said at those that are cut off."""
    counts = spread.counts
    ordered = np.sort(counts)
    tallest, next_one = int(ordered[-1]), int(ordered[-2])
    full = min(tallest, _TALLEST * next_one) if next_one else tallest
    if not full:
        return (), ()
    wide, bottom = plot.width() / BINS, plot.bottom()
    there = np.flatnonzero(counts)
    highs = np.maximum(plot.height() * np.minimum(counts[there] / full, 1.0), 1.0)
    broad = max(wide - 1, 1.0)
    bars = [
        QRectF(left, bottom - high, broad, high)
        for left, high in zip((plot.x() + there * wide).tolist(), highs.tolist(), strict=True)
    ]
    cut = tuple(
        _beside(f"{100 * counts[there[at]] / spread.total:.0f} %", bars[at], plot, now)
        for at in np.flatnonzero(counts[there] > full).tolist()
    )
    if scale.log:
        return ((now.muted, tuple(bars)),), cut
    # A bin begins at 0: those before it are below.
    first = int(np.searchsorted(there, BINS // 2)) if scale.low < 0 else 0
    parts = (now.negative, tuple(bars[:first])), (now.positive, tuple(bars[first:]))
    return tuple(part for part in parts if part[1]), cut


def _edges(spread: Spread, bars: list[QRectF], plot: QRectF, now: Theme) -> tuple[Line, ...]:
    """Return what is said of numbers beyond the ends: near these, and over no bar."""
    metrics, found = QFontMetricsF(theme.font("small")), []
    texts = (1, f"◂ {spread.below:,}", spread.below), (-1, f"{spread.above:,} ▸", spread.above)
    for way, text, count in texts if plot.height() > _LINES * metrics.height() else ():
        wide = metrics.horizontalAdvance(text) + 1
        left = plot.left() if way > 0 else plot.right() - wide
        room = QRectF(left, plot.top(), wide, metrics.height())
        moved = room
        while plot.contains(moved) and any(bar.intersects(moved) for bar in bars):
            moved = moved.translated(way * plot.width() / BINS, 0)
        if count:
            found.append(Line(text, moved if plot.contains(moved) else room, now.muted))
    return tuple(found)


def _beside(text: str, bar: QRectF, plot: QRectF, now: Theme) -> Line:
    """Return a text beside the top of a bar, on the side that has room."""
    metrics = QFontMetricsF(theme.font("small"))
    wide, gap = metrics.horizontalAdvance(text) + 1, theme.exact(0.5)
    x = bar.right() + gap
    if x + wide > plot.right():
        x = bar.left() - gap - wide
    return Line(text, QRectF(x, plot.y(), wide, metrics.height()), now.muted)
