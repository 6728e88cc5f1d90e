"""What is seen of the loss: a curve or a map, where the network is, its next step, its paths."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetrics

from core.maps import View
from core.survey import Surface, Survey
from gui import theme
from gui.diagram.tone import rgb
from gui.maps.frame import Frame
from gui.maps.map_axes import Axes, clear_of
from gui.numbers import fixed, number
from gui.pictures import bytes_of
from gui.theme import Theme
from gui.ticks import decimals, ticks, ticks_in

# How the lines of optimizers look: which colour of `theme.neurons`, and dashes in widths.
PATH_LOOKS: dict[str, tuple[int, tuple[float, ...]]] = {
    "sgd": (4, ()),
    "momentum": (1, (5.0, 2.0)),
    "rmsprop": (3, (1.0, 1.6)),
    "adam": (5, (6.0, 1.6, 1.0, 1.6)),
}
_STRONG = 0.62  # of the training colour, where the loss is high
_ABOVE, _BELOW = 0.10, 0.06  # of the height of a curve, that is left free
_WIDEST = 2.2  # times as wide as high is a map at most
_TICK_APART = 1.9  # heights of a line between numbers at the side
_POSITIONAL, _DECIMALS = 1e5, 5  # larger numbers, and finer ones, have powers of ten
_FAR = 8.0  # px times the room: further away nothing is drawn


class PathSeen(NamedTuple):
    """The way of an optimizer: points [n, 2] in px, in a colour, dashed."""

    name: str
    points: np.ndarray
    colour: str
    dash: tuple[float, ...]
    loss: float


class Seen(NamedTuple):
    """One loss on screen, in px: within `frame`, with `axes` and a `title`.

    `here` is the network, `step` the next step of gradient descent (None: it makes none), and
    `pinned` a place that is marked. Of a curve: `lines` [n, 2] are its parts, `tangent` touches it
    here, `landing` is where the step ends. Of a map: `colours` uint8 [rows, columns, 3], the top
    row first, over `ground`; `holes` bool [rows, columns]; `contours` are segments [n, 2, 2];
    `trail` [n, 2] is the path so far.
    """

    title: str
    frame: Frame
    axes: Axes
    here: QPointF
    step: QLineF | None
    pinned: QPointF | None
    trail: np.ndarray
    lines: tuple[np.ndarray, ...] = ()
    tangent: QLineF | None = None
    landing: QPointF | None = None
    colours: np.ndarray | None = None
    holes: np.ndarray | None = None
    ground: QRectF = QRectF()
    contours: tuple[np.ndarray, ...] = ()
    paths: tuple[PathSeen, ...] = ()


def tiles_of(count: int, area: QRectF, gap: float, around: QSizeF) -> tuple[QRectF, ...]:
    """Return rooms for one picture or two: beside each other, or below where both are larger so.

    So much has each `around` it: numbers and names.
    """
    if count < 2:
        return (area,)
    wide, high = (area.width() - gap) / 2, (area.height() - gap) / 2
    beside = min(wide - around.width(), area.height() - around.height())
    below = min(area.width() - around.width(), high - around.height())
    if beside >= below:
        rooms = ((area.left(), area.top()), (area.left() + wide + gap, area.top()))
        return tuple(QRectF(x, y, wide, area.height()) for x, y in rooms)
    rooms = ((area.left(), area.top()), (area.left(), area.top() + high + gap))
    return tuple(QRectF(x, y, area.width(), high) for x, y in rooms)


def seen_of(
    survey: Survey,
    view: View,
    tile: QRectF,
    names: tuple[str, str],
    title: str,
    index: int,
    pinned: tuple[float, ...] | None,
    metrics: QFontMetrics,
    now: Theme,
) -> Seen:
    """Return what is seen of the loss `index` of a survey in a tile.

    `names` are those of the axes; `metrics` are those of the letters around it.
    """
    surface = survey.surfaces[index]
    if not survey.on_map:
        view = View(view.left, view.right, *curve_range(surface))
    if title and not survey.on_map:
        names, title = (names[0], title), ""  # it is what the axis shows
    frame = Frame(view, room_of(tile, view, metrics, survey.on_map, bool(title)))
    axes = axes_of(frame, names, metrics)
    trail = survey.request.trail
    places = np.empty((0, len(survey.place))) if trail is None or not len(trail) else trail
    places = places[np.isfinite(places).all(axis=1)]
    if survey.on_map:
        return _map_of(survey, surface, frame, axes, title, places, pinned, now)
    return _curve_of(survey, surface, frame, axes, title, places, pinned)


def curve_range(surface: Surface) -> tuple[float, float]:
    """Return the losses at the lower and the upper side of a curve's room."""
    low, high = surface.low, surface.high
    if not math.isfinite(low):
        return 0.0, 1.0
    if high - low <= 1e-9 * max(abs(high), 1.0):
        high, low = high + max(0.1, 0.2 * abs(high)), low - max(0.1, 0.2 * abs(low))
    reach = high - low
    return low - _BELOW * reach, high + _ABOVE * reach


def room_of(
    tile: QRectF, view: View, metrics: QFontMetrics, on_map: bool, titled: bool = False
) -> QRectF:
    """Return where the picture itself is in a tile: within the axes, and under a title."""
    line, gap = metrics.height(), theme.space(1)
    top, bottom = tile.top() + (2.3 if titled else 1.3) * line, tile.bottom() - 2 * line - gap
    high = max(bottom - top, 1.0)
    up = ticks(view.bottom, view.top, _most_up(high, metrics))
    texts = labels_of(up) or ["0"]
    left = tile.left() + max(map(metrics.horizontalAdvance, texts)) + 2 * gap
    aside = metrics.horizontalAdvance("−0.0") / 2  # half of the last number
    wide = max(tile.right() - aside - left, 1.0)
    if on_map:
        wide = min(wide, _WIDEST * high)
        high = min(high, _WIDEST * wide)
    return QRectF(left, top, wide, high)


def axes_of(frame: Frame, names: tuple[str, str], metrics: QFontMetrics) -> Axes:
    """Return ticks and numbers; the first name is below at the right, the other above at the left.

    What has no room is shortened.
    """
    room, view = frame.room, frame.view
    gap, line, ascent = theme.space(1), metrics.height(), metrics.ascent()
    lines, numbers, beneath = [], [], []
    wide = metrics.horizontalAdvance
    along = ticks_in(view.left, view.right, room.width(), 3 * gap, wide, labels_of)
    for value, text in zip(along, labels_of(along), strict=True):
        x = room.left() + (value - view.left) / (view.right - view.left) * room.width()
        lines.append(QLineF(x, room.bottom(), x, room.bottom() - gap))
        half = metrics.horizontalAdvance(text) / 2
        beneath.append((QPointF(x - half, room.bottom() + gap / 2 + ascent), text))
    up = ticks(view.bottom, view.top, _most_up(room.height(), metrics))
    for value, text in zip(up, labels_of(up), strict=True):
        y = room.bottom() - (value - view.bottom) / (view.top - view.bottom) * room.height()
        lines.append(QLineF(room.left(), y, room.left() + gap, y))
        at = QPointF(room.left() - gap - metrics.horizontalAdvance(text), y + ascent / 2 - 1)
        numbers.append((at, text))
    numbers = [*clear_of(numbers, beneath, metrics), *numbers]
    across = metrics.horizontalAdvance(names[0])
    below = QPointF(max(room.right() - across, 0), room.bottom() + gap / 2 + line + ascent)
    above = QPointF(room.left(), room.top() - line + ascent - gap / 2)
    return Axes(room, tuple(lines), tuple(numbers), ((below, names[0]), (above, names[1])))


def labels_of(places: tuple[float, ...]) -> list[str]:
    """Return the numbers at ticks: with decimals that tell them apart, or with powers of ten."""
    shown = decimals(places)
    largest = max(map(abs, places), default=0.0)
    if largest >= _POSITIONAL or shown > _DECIMALS:
        return [number(value, 3) for value in places]
    return [fixed(value, shown) for value in places]


def shades(values: np.ndarray, low: float, high: float, now: Theme) -> np.ndarray:
    """Return colours [..., 3], 0 to 1, of losses: the higher, the more of training's colour."""
    reach = high - low if high - low > 1e-12 else 1.0
    with np.errstate(invalid="ignore"):
        share = np.sqrt(np.clip((values - low) / reach, 0, 1))
    paper, ink = rgb(now.surface), rgb(now.train)
    found: np.ndarray = paper + _STRONG * np.nan_to_num(share)[..., None] * (ink - paper)
    return found


def _most_up(high: float, metrics: QFontMetrics) -> int:
    return max(int(high / (_TICK_APART * metrics.height())), 2)


def _curve_of(
    survey: Survey,
    surface: Surface,
    frame: Frame,
    axes: Axes,
    title: str,
    trail: np.ndarray,
    pinned: tuple[float, ...] | None,
) -> Seen:
    values, view, room = surface.values[0], survey.view, frame.room
    across = np.linspace(view.left, view.right, len(values))
    points = frame.to_screen(np.stack([across, values], axis=-1))
    at, loss, slope = survey.place[0], surface.here, surface.slope[0]
    here = _point(frame, at, loss)
    tangent = None
    if math.isfinite(loss) and math.isfinite(slope):
        ends = (frame.view.left, frame.view.right)
        left, right = (_point(frame, end, loss + slope * (end - at)) for end in ends)
        tangent = QLineF(left, right)
    step, landing = None, None
    if surface.verdict is not None and surface.verdict.kind != "flat":
        end = surface.step[0]
        if math.isfinite(end):
            step = QLineF(here, _point(frame, end, loss))
            landing = _point(frame, end, surface.after) if math.isfinite(surface.after) else None
        elif math.isfinite(slope):
            step = QLineF(
                here, QPointF(here.x() - math.copysign(_FAR * room.width(), slope), here.y())
            )
    marked = None
    if pinned is not None:
        height = float(np.interp(pinned[0], across, values))
        marked = _point(frame, pinned[0], height)
    before = np.stack([trail[:, 0], np.full(len(trail), frame.view.bottom)], axis=-1)
    return Seen(
        title,
        frame,
        axes,
        here,
        step,
        marked,
        frame.to_screen(before),
        lines=_finite_parts(points),
        tangent=tangent,
        landing=landing,
    )


def _map_of(
    survey: Survey,
    surface: Surface,
    frame: Frame,
    axes: Axes,
    title: str,
    trail: np.ndarray,
    pinned: tuple[float, ...] | None,
    now: Theme,
) -> Seen:
    rows, columns = surface.values.shape
    left, right, bottom, top = survey.view
    # The outermost values are at the sides of the view, in the middle of their cells.
    half_x, half_y = (right - left) / (columns - 1) / 2, (top - bottom) / (rows - 1) / 2
    corners = np.array([[left - half_x, top + half_y], [right + half_x, bottom - half_y]])
    ends = frame.to_screen(corners)
    here = _point(frame, *survey.place)
    step = None
    if np.isfinite(surface.step).all() and surface.step != survey.place:
        step = QLineF(here, _point(frame, *surface.step))
    paths = []
    for name, path in surface.paths.items():
        index, dash = PATH_LOOKS.get(name, (0, ()))
        colour = now.neurons[index % len(now.neurons)]
        loss = float(path.losses[-1])
        points = frame.to_screen(path.places[np.isfinite(path.places).all(axis=1)])
        if len(points):
            paths.append(PathSeen(name, points, colour, dash, loss))
    return Seen(
        title,
        frame,
        axes,
        here,
        step,
        _point(frame, *pinned) if pinned is not None else None,
        frame.to_screen(trail),
        colours=bytes_of(shades(surface.values, surface.low, surface.high, now))[::-1],
        holes=~np.isfinite(surface.values)[::-1],
        ground=QRectF(QPointF(*ends[0].tolist()), QPointF(*ends[1].tolist())),
        contours=tuple(frame.to_screen(segments) for _, segments in surface.contours),
        paths=tuple(paths),
    )


def _point(frame: Frame, x: float, y: float) -> QPointF:
    """Return a place in px; one far outside is nearer than it is: Qt draws no further."""
    room = frame.room
    far = _FAR * max(room.width(), room.height())
    at = frame.to_screen(np.array([x, y], float))
    low = np.array([room.left() - far, room.top() - far])
    high = np.array([room.right() + far, room.bottom() + far])
    return QPointF(*np.clip(np.nan_to_num(at, nan=0.0), low, high).tolist())


def _finite_parts(points: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the parts of a line between points that are not finite."""
    good = np.isfinite(points).all(axis=1)
    cuts = np.flatnonzero(np.diff(good.astype(int))) + 1
    return tuple(part for part in np.split(points, cuts) if np.isfinite(part).all() and len(part))
