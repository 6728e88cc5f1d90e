"""What is seen of the ways: a bar for the time of each, on a logarithmic axis, and texts."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from core.forward_ways import WAYS, Timing, Way
from core.way_words import duration
from gui import theme
from gui.axes import Tick
from gui.translation import translate
from gui.ways.words import short, times, timing_text, title_of

_GAP, _PAD = 1.5, 0.5  # units of the grid, between columns and around texts
_MOST_ROW, _BAR = 10.0, 0.62  # units of the grid; of a row, what its bar has
# Powers of ten of a second: the axis stays while a slider moves, and reaches further if it must.
_LOW, _HIGH = -6, 1


class Row(NamedTuple):
    """A way: its `room`, texts with theirs, its `bar`, and whether that is of one that was stopped.

    `text` is its time, in the bar where `inside`, or else beside it; or why there is none.
    """

    way: Way
    room: QRectF
    title: str
    titled: QRectF
    bar: QRectF | None
    text: str
    texted: QRectF
    inside: bool
    times: str
    timesed: QRectF
    stopped: bool
    explained: bool


class Scene(NamedTuple):
    """All rows, the lines of the axis with their texts, and where the bars begin and end."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    plot: QRectF


def scene_of(
    timings: Mapping[Way, Timing],
    timed_now: Way | None,
    explained: Way,
    wide: float,
    high: float,
) -> Scene:
    """Return what is seen in a view so `wide` and `high`."""
    metrics = QFontMetricsF(theme.font("small"))
    strong = QFontMetricsF(theme.font("small", strong=True))
    line, gap, pad = metrics.height(), theme.exact(_GAP), theme.exact(_PAD)
    row_high = min((high - line - pad) / len(WAYS), theme.exact(_MOST_ROW))
    named = max(strong.horizontalAdvance(title_of(way)) for way in WAYS) + 2 * pad
    said = max(metrics.horizontalAdvance(text) for text in (*_all_times(timings), "10,000×")) + pad
    left, right = named + gap, wide - said - gap
    plot = QRectF(left, 0, max(right - left, 1), row_high * len(WAYS))
    low, top = _reach(timings)

    def x_of(seconds: float) -> float:
        share = (math.log10(seconds) - low) / (top - low)
        return plot.left() + plot.width() * min(max(share, 0.0), 1.0)

    def row(number: int, way: Way) -> Row:
        timing = timings.get(way)
        room = QRectF(0, number * row_high, wide, row_high)
        bar, text = None, ""
        if timing is not None and timing.lacks is None:
            thick = _BAR * row_high
            bar = QRectF(plot.left(), room.center().y() - thick / 2, 1, thick)
            bar.setRight(max(x_of(timing.seconds), plot.left() + 2))
            text = short(timing)
        elif timing is not None:
            text = _lacking(way, timings, wide - plot.left(), metrics)
        elif way == timed_now:
            text = translate("Ways", "timing …")
        room_of = metrics.horizontalAdvance(text) + 1
        at = bar.right() + gap / 2 if bar else plot.left()
        inside = bar is not None and at + room_of > plot.right()
        if bar is not None and inside:
            at = bar.right() - gap / 2 - room_of
        return Row(
            way,
            room,
            title_of(way),
            QRectF(pad, room.y(), named - pad, row_high),
            bar,
            text,
            QRectF(at, room.y(), room_of, row_high),
            inside,
            times(timing, timings.get("loops")) if timing else "",
            QRectF(wide - said, room.y(), said - pad, row_high),
            timing is not None and timing.stopped,
            way == explained,
        )

    rows = tuple(row(number, way) for number, way in enumerate(WAYS))
    return Scene(rows, _ticks(low, top, plot, metrics), plot)


def way_at(scene: Scene, point: QPointF) -> Way | None:
    """Return the way at a point; None: there is none."""
    return next((row.way for row in scene.rows if row.room.contains(point)), None)


def _all_times(timings: Mapping[Way, Timing]) -> list[str]:
    return [times(timing, timings.get("loops")) for timing in timings.values()]


def _lacking(way: Way, timings: Mapping[Way, Timing], wide: float, metrics: QFontMetricsF) -> str:
    """Return why a way has no time, or, where there is no room for that, that it has none."""
    whole = timing_text(way, timings)
    if metrics.horizontalAdvance(whole) < wide:
        return whole
    if way == "gpu":
        return translate("Ways", "no GPU to use")
    return translate("Ways", "not timed")


def _reach(timings: Mapping[Way, Timing]) -> tuple[int, int]:
    """Return the powers of ten that the axis goes from and to."""
    there = [math.log10(one.seconds) for one in timings.values() if one.lacks is None]
    return (
        min(_LOW, *map(math.floor, there)) if there else _LOW,
        max(_HIGH, *map(math.ceil, there)) if there else _HIGH,
    )


def _ticks(low: int, high: int, plot: QRectF, metrics: QFontMetricsF) -> tuple[Tick, ...]:
    """Return every power of ten, or every third where there is too little room for all texts."""
    texts = {power: duration(10.0**power) for power in range(low, high + 1)}
    widest = max(map(metrics.horizontalAdvance, texts.values())) + theme.exact(_GAP)
    each = plot.width() / (high - low)
    step = next((step for step in (1, 2, 3) if step * each >= widest), high - low)
    powers = range(low, high + 1, step)
    return tuple(Tick(plot.left() + (power - low) * each, texts[power]) for power in powers)
