"""What is seen of a neuron's activation function, as a value."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from core.histograms import BINS, Scale
from core.neuron_curve import NeuronCurve, curve_of
from core.neuron_use import REACH, Use, flat_at
from gui import theme
from gui.axes import Tick
from gui.numbers import number
from gui.theme import Theme
from gui.ticks import ticks

_POINTS = 400  # of the curve: an even number, so that none is at z = 0, where some functions jump
_JUMP = 1e-9  # to either side of 0
_LEFT, _BOTTOM, _RIGHT, _TOP = 9, 5.5, 8, 1.5  # units of the grid: axes, names of the lines
_STRIP, _BETWEEN = 0.3, 4.5  # of the height: the histogram; units: its caption
# Times as large as f′ is f, and f′ would be lost beside it; of f, as high as it is drawn at most.
_LOST, _OF_F = 12, 0.6
_SPARE = 0.08  # of the height, above and below the curve
_APART_X, _APART_Y = 9, 6  # units between two numbers of an axis
_TANGENT = 0.22  # of the width, to either side of the dot

Chain = tuple[QPointF, ...]


class Plot(NamedTuple):
    """Where the curve is, `room`, and the histogram under it, `strip`; over which z and which a."""

    room: QRectF
    strip: QRectF
    z: tuple[float, float]
    a: tuple[float, float]

    def x(self, z: float) -> float:
        """Return where z is, px."""
        return self.room.x() + self.room.width() * (z - self.z[0]) / (self.z[1] - self.z[0])

    def y(self, a: float) -> float:
        """Return where a is, px."""
        return self.room.bottom() - self.room.height() * (a - self.a[0]) / (self.a[1] - self.a[0])

    def place(self, z: float, a: float) -> QPointF:
        """Return where (z, a) is, px."""
        return QPointF(self.x(z), self.y(a))


class Scene(NamedTuple):
    """The lines of f and f′, in parts where they jump, the bars by colour, and all numbers.

    f′ is drawn so many `times` as large, where it would be lost beside f. `flat` are the rooms
    where f is about flat. `dot` is the example, `tangent` the ends of its tangent. `ends` are where
    the names of f and f′ stand.
    """

    plot: Plot
    curve: tuple[Chain, ...]
    slope: tuple[Chain, ...]
    flat: tuple[QRectF, ...]
    bars: tuple[tuple[str, tuple[QRectF, ...]], ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    ends: tuple[float, float]
    times: float = 1.0
    dot: QPointF | None = None
    tangent: tuple[QPointF, QPointF] | None = None
    edges: tuple[str, str] = ("", "")


class Shown(NamedTuple):
    """What is to be seen: a function, the neuron's α and the rest of its layer, and the examples.

    `z` is that of the example that is shown.
    """

    activation: str
    alpha: float | None
    others: np.ndarray
    use: Use | None
    z: float | None


def scene_of(shown: Shown, wide: float, high: float, now: Theme) -> Scene:
    """Return what is seen in a view so `wide` and `high`."""
    scale = shown.use.scale if shown.use else Scale(-REACH, REACH)
    if shown.z is not None and abs(shown.z) > scale.high:  # the example is always in sight
        scale = Scale(-1.1 * abs(shown.z), 1.1 * abs(shown.z))
    z = np.linspace(scale.low, scale.high, _POINTS)
    curve = curve_of(shown.activation, z, shown.alpha, shown.others)
    plot = _plot(scale, curve.a, curve.slopes, wide, high)
    times = _times(curve)
    steep = curve.slopes * times
    near = np.array([-_JUMP, _JUMP])
    around = curve_of(shown.activation, near, shown.alpha, shown.others)
    flat = _runs(plot, z, flat_at(shown.activation, z, shown.alpha))
    dot = tangent = None
    if shown.z is not None:
        at = curve_of(shown.activation, np.array([shown.z]), shown.alpha, shown.others)
        a, slope = float(at.a[0]), float(at.slopes[0])
        dot = plot.place(shown.z, a)
        reach = _TANGENT * (scale.high - scale.low)
        first, last = (
            plot.place(shown.z + side * reach, a + side * reach * slope) for side in (-1, 1)
        )
        tangent = first, last
    spread = shown.use.spread if shown.use else None
    return Scene(
        plot,
        _chains(plot, z, curve.a, _jumps(around.a)),
        _chains(plot, z, steep, _jumps(around.slopes)),
        flat,
        _bars(plot, shown.use, now) if shown.use else (),
        _across(plot),
        _up(plot),
        (plot.y(float(curve.a[-1])), plot.y(float(steep[-1]))),
        times,
        dot,
        tangent,
        (
            f"◂ {spread.below:,}" * bool(spread.below),
            f"{spread.above:,} ▸" * bool(spread.above),
        )
        if spread
        else ("", ""),
    )


def bin_at(scene: Scene, point: QPointF, use: Use | None) -> int | None:
    """Return the bin of the histogram that a point is at or above; None: none is there."""
    plot = scene.plot
    if use is None or not plot.room.united(plot.strip).contains(point):
        return None
    share = (point.x() - plot.room.x()) / plot.room.width()
    z = plot.z[0] + share * (plot.z[1] - plot.z[0])
    index = math.floor((z - use.scale.low) / use.scale.width)
    return index if 0 <= index < BINS else None


def bin_room(scene: Scene, use: Use, index: int) -> QRectF:
    """Return the room of a bin, from the foot of its bar to the top of the curve."""
    plot = scene.plot
    left, right = (plot.x(use.scale.edge(number)) for number in (index, index + 1))
    return QRectF(left, plot.room.top(), right - left, plot.strip.bottom() - plot.room.top())


def chains_in(
    activation: str, reach: float, room: QRectF
) -> tuple[tuple[Chain, ...], tuple[Chain, ...], tuple[Chain, ...]]:
    """Return the lines of f, of f′ and the axis in a small picture, for z up to `reach`."""
    z = np.linspace(-reach, reach, _POINTS // 4)
    curve = curve_of(activation, z)
    low = min(float(curve.a.min()), float(curve.slopes.min()), -0.2)
    high = max(min(float(curve.a.max()), 1.5), 1.1)
    low = max(low, -1.5)
    plot = Plot(room, room, (-reach, reach), (low, high))
    around = curve_of(activation, np.array([-_JUMP, _JUMP]))
    return (
        _chains(plot, z, curve.a, _jumps(around.a)),
        _chains(plot, z, curve.slopes, _jumps(around.slopes)),
        ((QPointF(room.x(), plot.y(0)), QPointF(room.right(), plot.y(0))),),
    )


def _times(curve: NeuronCurve) -> float:
    """Return how many times as large f′ is drawn: a round number, where it is much less than f."""
    slope, reach = float(np.abs(curve.slopes).max()), float(np.ptp(curve.a))
    if not slope or reach <= _LOST * slope:
        return 1.0
    most = _OF_F * reach / slope
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)


def _plot(scale: Scale, a: np.ndarray, slopes: np.ndarray, wide: float, high: float) -> Plot:
    left, bottom, right, top = map(theme.exact, (_LEFT, _BOTTOM, _RIGHT, _TOP))
    whole = max(high - top - bottom, 1.0)
    under = _STRIP * whole
    between = theme.exact(_BETWEEN)
    room = QRectF(left, top, max(wide - left - right, 1.0), max(whole - under - between, 1.0))
    strip = QRectF(left, room.bottom() + between, room.width(), under)
    values = np.concatenate([a, slopes, np.zeros(1)])
    least, most = float(values.min()), float(values.max())
    spare = _SPARE * (most - least) or 1.0
    return Plot(room, strip, (scale.low, scale.high), (least - spare, most + spare))


def _chains(plot: Plot, z: np.ndarray, a: np.ndarray, jumps: bool) -> tuple[Chain, ...]:
    points = tuple(
        plot.place(one, other) for one, other in zip(z.tolist(), a.tolist(), strict=True)
    )
    half = len(points) // 2
    return (points[:half], points[half:]) if jumps else (points,)


def _jumps(around: np.ndarray) -> bool:
    """Whether a function with these values to either side of 0 jumps there."""
    return bool(abs(around[1] - around[0]) > 1e-6)


def _runs(plot: Plot, z: np.ndarray, flat: np.ndarray) -> tuple[QRectF, ...]:
    """Return the rooms over runs of `flat` points."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    half = (z[1] - z[0]) / 2
    rooms = []
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        left = max(plot.x(float(z[first]) - half), plot.room.left())
        right = min(plot.x(float(z[end - 1]) + half), plot.room.right())
        rooms.append(QRectF(left, plot.room.top(), right - left, plot.room.height()))
    return tuple(rooms)


def _bars(plot: Plot, use: Use, now: Theme) -> tuple[tuple[str, tuple[QRectF, ...]], ...]:
    counts, strip = use.spread.counts, plot.strip
    tallest = int(counts.max(initial=0))
    found: dict[str, list[QRectF]] = {}
    for index in np.flatnonzero(counts).tolist():
        left, right = (plot.x(use.scale.edge(number)) for number in (index, index + 1))
        high = max(strip.height() * counts[index] / tallest, 1.0)
        bar = QRectF(left, strip.bottom() - high, max(right - left - 1, 1.0), high)
        below = (use.scale.edge(index) + use.scale.edge(index + 1)) / 2 < 0
        found.setdefault(now.negative if below else now.positive, []).append(bar)
    return tuple((ink, tuple(bars)) for ink, bars in found.items())


def _across(plot: Plot) -> tuple[Tick, ...]:
    most = max(int(plot.room.width() / theme.space(_APART_X)), 2)
    return tuple(Tick(plot.x(z), number(z, 3)) for z in ticks(*plot.z, most))


def _up(plot: Plot) -> tuple[Tick, ...]:
    most = max(int(plot.room.height() / theme.space(_APART_Y)), 2)
    return tuple(Tick(plot.y(a), number(a, 3)) for a in ticks(*plot.a, most))


def name_places(scene: Scene) -> tuple[float, float]:
    """Return how high the names of f and f′ stand beside their ends, apart from each other."""
    high = QFontMetricsF(theme.font("small")).height()
    top, bottom = scene.plot.room.top(), scene.plot.room.bottom()
    one, other = (min(max(end, top), bottom) for end in scene.ends)
    if abs(one - other) < high:
        middle, way = (one + other) / 2, 1 if one <= other else -1
        one, other = middle - way * high / 2, middle + way * high / 2
    return one, other
