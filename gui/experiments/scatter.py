"""A plot of one column against another, as a value: points, bars over seeds, lines, numbers."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from gui.axes import Tick
from gui.experiments.sheet import Cell, Column, Sheet
from gui.numbers import number
from gui.ticks import ticks
from gui.translation import translate

MOST_SERIES = 8  # that colours tell apart
_PAD = 0.05  # of the range, at both ends
_DECADES = 1, 2, 5
OF_NETWORK = ("parameters", "hidden_layers", "hidden_neurons")  # follow from the structure


class Point(NamedTuple):
    """Line `line` of the sheet, where it is, and how far its bars reach (px); its `series`.

    `lost`: one of its values is not finite, and it stands at the edge.
    """

    line: int
    place: QPointF
    series: int
    across: tuple[float, float] = (0.0, 0.0)  # px left and right of it
    along: tuple[float, float] = (0.0, 0.0)  # px above and below
    lost: bool = False


class Scatter(NamedTuple):
    """What is drawn; `joined` are points of one series, by their numbers, in order.

    `left_out` lines have no place: a value is not known, or has no logarithm. `diverged` have one
    at the edge.
    """

    plot: QRectF
    points: tuple[Point, ...] = ()
    joined: tuple[tuple[int, ...], ...] = ()
    series: tuple[str, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    left_out: int = 0
    diverged: int = 0


class Axis(NamedTuple):
    """A range of places on `room` px from `start` on; `log`: equal factors, equal room.

    `known`: there is a value on it; else it has no numbers.
    """

    low: float
    high: float
    start: float
    room: float
    log: bool
    known: bool = True

    def at(self, value: float) -> float:
        """Return where `value` stands, in px."""
        scaled = math.log10(value) if self.log else value
        return self.start + self.room * (scaled - self.low) / (self.high - self.low)


def has_place(cell: Cell, log: bool) -> bool:
    """Whether a value stands anywhere on an axis, at its edge at least."""
    return not math.isnan(cell.place) and (cell.place > 0 or not log or math.isinf(cell.place))


def scatter(
    sheet: Sheet, x: str, y: str, x_log: bool, y_log: bool, plot: QRectF, gap: float
) -> Scatter:
    """Return the plot of column `y` against `x` in the room `plot`; numbers stay `gap` px apart."""
    at_x, at_y = sheet.column(x), sheet.column(y)
    if min(at_x, at_y) < 0:
        return Scatter(plot)
    x_log, y_log = x_log and not sheet.columns[at_x].words, y_log and not sheet.columns[at_y].words
    seen = [
        number
        for number, line in enumerate(sheet.lines)
        if has_place(line.cells[at_x], x_log) and has_place(line.cells[at_y], y_log)
    ]
    left_out = len(sheet.lines) - len(seen)
    if not seen:
        return Scatter(plot, left_out=left_out)
    cells = [(sheet.lines[one].cells[at_x], sheet.lines[one].cells[at_y]) for one in seen]
    x_axis = _axis([one for one, _ in cells], sheet.columns[at_x], x_log, plot.left(), plot.width())
    y_axis = _axis(
        [one for _, one in cells], sheet.columns[at_y], y_log, plot.bottom(), -plot.height()
    )
    names, series = _series(sheet, seen, at_x, at_y)
    points = []
    for line, (across, along), of in zip(seen, cells, series, strict=True):
        lost = not (math.isfinite(across.place) and math.isfinite(along.place))
        place = QPointF(_place(across, x_axis), _place(along, y_axis))
        left, right = _bar(across, x_axis)
        below, above = _bar(along, y_axis)
        points.append(Point(line, place, of, (left, right), (above, below), lost))
    return Scatter(
        plot,
        tuple(points),
        _joined(points, len(names))
        if sheet.columns[at_x].setting or sheet.columns[at_x].name in OF_NETWORK
        else (),
        names,
        _ticks(x_axis, sheet.columns[at_x], gap * 2),
        _ticks(y_axis, sheet.columns[at_y], gap),
        left_out,
        sum(point.lost for point in points),
    )


def _axis(cells: list[Cell], column: Column, log: bool, start: float, room: float) -> Axis:
    if column.words:
        return Axis(-0.5, len(column.words) - 0.5, start, room, False)
    scaled: list[float] = []
    for cell in cells:
        deviation = 0.0 if math.isnan(cell.deviation) else cell.deviation
        for value in (cell.place - deviation, cell.place, cell.place + deviation):
            if math.isfinite(value) and (value > 0 or not log):
                scaled.append(math.log10(value) if log else value)
    low, high = min(scaled, default=0.0), max(scaled, default=1.0)
    if high - low < 1e-12 * max(abs(low), abs(high), 1e-300):
        half = 0.5 if log or not low else abs(low) / 2
        low, high = low - half, high + half
    pad = _PAD * (high - low)
    return Axis(low - pad, high + pad, start, room, log, bool(scaled))


def _place(cell: Cell, axis: Axis) -> float:
    if math.isfinite(cell.place):
        return axis.at(cell.place)
    return axis.start + (axis.room if cell.place > 0 else 0.0)


def _bar(cell: Cell, axis: Axis) -> tuple[float, float]:
    """Return how far its bar reaches below and above a value, in px, within the plot."""
    if math.isnan(cell.deviation) or not cell.deviation or not math.isfinite(cell.place):
        return 0.0, 0.0
    middle = axis.at(cell.place)
    low, high = cell.place - cell.deviation, cell.place + cell.deviation
    below = axis.start if axis.log and low <= 0 else axis.at(low)
    return abs(middle - below), abs(axis.at(high) - middle)


def _series(
    sheet: Sheet, seen: list[int], at_x: int, at_y: int
) -> tuple[tuple[str, ...], list[int]]:
    """Return the names of what points differ in beside the axes, and which each one has.

    Where there are more than colours, the first settings alone tell them apart.
    """
    settings = [
        at
        for at, column in enumerate(sheet.columns)
        if column.setting
        and column.name != "seed"
        and at not in (at_x, at_y)
        # A structure stands on the axis already where that is what follows from it.
        and not (column.name == "hidden" and sheet.columns[at_x].name in OF_NETWORK)
    ]
    while True:
        keys = [tuple(sheet.lines[one].cells[at].text for at in settings) for one in seen]
        places = {
            key: [_known(sheet.lines[one].cells[at].place) for at in settings]
            for key, one in zip(keys, seen, strict=True)
        }
        names = dict.fromkeys(sorted(places, key=lambda key: places[key]))
        if len(names) <= MOST_SERIES or not settings:
            break
        settings.pop()
    order = list(names)
    texts = []
    for key in order:
        line = sheet.lines[seen[keys.index(key)]]
        # What another sweep varies is not said.
        said = [at for at in settings if not math.isnan(line.cells[at].place)]
        texts.append(", ".join(_named(sheet.columns[at], line.cells[at]) for at in said))
    return tuple(texts), [order.index(key) for key in keys]


def _known(place: float) -> float:
    return -math.inf if math.isnan(place) else place


def _named(column: Column, cell: Cell) -> str:
    if column.words and column.name != "hidden":  # they speak for themselves
        return cell.text
    return translate("Experiments", "{what} {value}").format(what=column.title, value=cell.text)


def _joined(points: list[Point], series: int) -> tuple[tuple[int, ...], ...]:
    """Return the points of each series from left to right, where none stands above another."""
    found = []
    for of in range(series):
        own = [at for at, point in enumerate(points) if point.series == of and not point.lost]
        own.sort(key=lambda at: points[at].place.x())
        places = [points[at].place.x() for at in own]
        if len(own) > 1 and len(set(places)) == len(places):
            found.append(tuple(own))
    return tuple(found)


def _ticks(axis: Axis, column: Column, gap: float) -> tuple[Tick, ...]:
    if column.words:
        every = max(1, math.ceil(gap / (abs(axis.room) / len(column.words))))
        return tuple(
            Tick(axis.at(at), word) for at, word in enumerate(column.words) if at % every == 0
        )
    if not axis.known:
        return ()
    most = max(2, int(abs(axis.room) / gap))
    values = log_ticks(axis.low, axis.high, most) if axis.log else ticks(axis.low, axis.high, most)
    return tuple(Tick(axis.at(value), number(value, 3)) for value in values)


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return round numbers from 10^low to 10^high: decades, or some of them, or 1, 2, 5 of each."""
    first, last = math.floor(low), math.ceil(high)

    def within(values: list[float]) -> tuple[float, ...]:
        return tuple(value for value in values if low - 1e-9 <= math.log10(value) <= high + 1e-9)

    fine = within([float(f"{of}e{power}") for power in range(first, last + 1) for of in _DECADES])
    decades = within([float(f"1e{power}") for power in range(first, last + 1)])
    if len(decades) < 2 or len(fine) <= most:
        if len(fine) > 1:
            return fine[:: max(1, math.ceil(len(fine) / most))]
        return ticks(10**low, 10**high, most)
    return decades[:: max(1, math.ceil(len(decades) / most))]


def nearest(points: tuple[Point, ...], place: QPointF, reach: float) -> int:
    """Return the number of the point nearest to `place`, at most `reach` px away; −1: none is."""

    def away(point: Point) -> float:
        apart = point.place - place
        return math.hypot(apart.x(), apart.y())

    found = min(range(len(points)), key=lambda at: away(points[at]), default=-1)
    return found if found >= 0 and away(points[found]) <= reach else -1
