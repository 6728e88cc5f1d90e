"""What the view paints, as a value: pictures beside each other, their points, lines and axes."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QFontMetrics

from core.data.tasks import Classes
from core.fold import Fold, Picture
from core.parting import parting_of
from core.sample import Sample
from gui import theme
from gui.diagram.tone import rgb
from gui.layer_view.words import FEW, axis_names, before_and_now, writes_digits
from gui.layer_view.work import FoldFrame
from gui.maps.answer_colours import value_ground
from gui.maps.map_axes import Axes, clear_of
from gui.maps.points import radius_of
from gui.numbers import fixed
from gui.pictures import bytes_of
from gui.theme import Theme
from gui.ticks import decimals, ticks

_APART = 0.09  # of a picture's height: how far points on a line are kept apart
_LATE = 4  # power of the way to a line, by which its border grows: else it is a comb on the way
_GOLDEN = (math.sqrt(5) - 1) / 2
_SHADES = 24  # of a value's colour, each way
_TICK = "−0.5"
_STRONG = 1.15  # times as wide as other letters are strong ones, at most


class Marks(NamedTuple):
    """Points of a picture: `places` [points, 2] in px, `rows` [points] of the sample they are.

    `fills` uint8 [points, 3]; those to test on are `squares` [points], and all have an `outline`.
    With `names` [points] each is written as its class.
    """

    places: np.ndarray
    rows: np.ndarray
    fills: np.ndarray
    squares: np.ndarray
    names: tuple[str, ...]
    outline: str


class Looks(NamedTuple):
    """How the points of a sample look: `fills` uint8 [examples, 3], `names` if they are written.

    They are painted in this `order`, with an `outline`: no class lies on top of all others.
    """

    fills: np.ndarray
    names: tuple[str, ...]
    order: np.ndarray
    outline: str

    @staticmethod
    def of(frame: FoldFrame, now: Theme) -> "Looks":
        """Return how the sample of a frame looks in the colours of a theme."""
        sample, task = frame.sample, frame.job.run.experiment.task
        names: tuple[str, ...] = ()
        outline = now.surface
        if sample.labels is not None and isinstance(task, Classes):
            colours = bytes_of(np.stack([rgb(text) for text in now.classes]))
            fills = colours[sample.labels % len(colours)]
            if writes_digits(frame):
                names = tuple(task.names[label] for label in sample.labels.tolist())
        else:
            share = sample.targets[:, 0] / scale_of(sample)
            fills = bytes_of(value_ground(np.round(_SHADES * share) / _SHADES, now))
            outline = f"#8c{now.text[1:]}"  # their colours are those of the ground
        order = np.random.default_rng(0).permutation(len(sample))
        # Those to test on, as on the map, lie on top.
        order = order[np.argsort(order >= sample.trained, kind="stable")]
        return Looks(fills, names, order, outline)


def scale_of(sample: Sample) -> float:
    """Return the largest |first value| of the examples: what a full colour means."""
    largest = float(np.abs(sample.targets[:, 0]).max(initial=0))
    return largest if math.isfinite(largest) and largest > 0 else 1.0


class Tile(NamedTuple):
    """One picture: its `axes`, its `title` and where it begins, points and lines.

    `lines` are chains of places [n, 2] in px; the answer changes at the `border`, pieces of such
    chains [n, 2, 2], and at the line `parting`, where that is straight. `example` is where the
    shown example is; None: it is not seen.
    """

    axes: Axes
    title: tuple[QPointF, str] | None
    marks: Marks
    lines: tuple[np.ndarray, ...]
    border: np.ndarray
    parting: QLineF | None
    example: QPointF | None


class LayerScene(NamedTuple):
    """All that is seen: `tiles` beside each other, and the `radius` of a point in px."""

    tiles: tuple[Tile, ...]
    radius: float

    @staticmethod
    def of(
        frame: FoldFrame,
        position: float,
        room: QRectF,
        metrics: QFontMetrics,
        looks: Looks,
        tests: bool = True,
        grid: bool = True,
    ) -> "LayerScene":
        """Return what is seen of a frame at a position of the fold, in a room."""
        folds = frame.folds
        both = len(folds) > 1
        titles = before_and_now(frame) if both else ("",)
        gap, line = theme.space(1), metrics.height()
        left = metrics.horizontalAdvance(_TICK) + gap
        # Names of components are long: they have a line of their own below the numbers.
        wordy = any(picture.projection.principal for picture in frame.now.pictures)
        head, foot = line * (2 if both else 1) + gap / 2, line * (2 if wordy else 1) + gap
        rooms = _rooms(len(folds), room, QMarginsF(left, head, gap, foot))
        radius = radius_of(len(frame.sample), rooms[0].width())
        most = min(_end(place, rooms, room) - gap - place.left() for place in rooms)
        if max(map(metrics.horizontalAdvance, titles)) * _STRONG > most:
            titles = before_and_now(frame, short=True) if both else titles
        made = []
        for one, title, place in zip(folds, titles, rooms, strict=True):
            axes = _axes(frame, one, position, place, most, metrics)
            top = place.top() - gap / 2 - line - metrics.descent()
            words = (QPointF(place.left(), top), title) if title else None
            made.append(_tile(frame, one, position, axes, words, looks, tests, grid))
        return LayerScene(tuple(made), radius)

    def point_at(self, at: QPointF, reach: float) -> tuple[int, int] | None:
        """Return the picture, and the row of the sample, that is next to a place; None: none is.

        `reach` px away at most.
        """
        best: tuple[int, int] | None = None
        for number, tile in enumerate(self.tiles):
            if not len(tile.marks.rows):
                continue
            off = np.hypot(*(tile.marks.places - (at.x(), at.y())).T)
            nearest = int(off.argmin())
            if off[nearest] <= reach:
                best, reach = (number, int(tile.marks.rows[nearest])), float(off[nearest])
        return best

    def place(self, tile: int, row: int) -> QPointF:
        """Return where a row of the sample, which is seen, is in a picture."""
        marks = self.tiles[tile].marks
        return QPointF(*marks.places[np.flatnonzero(marks.rows == row)[0]].tolist())


def _rooms(count: int, room: QRectF, around: QMarginsF) -> list[QRectF]:
    """Return squares for so many pictures in the middle of a room, as large as they can be.

    Each has something `around` it. They stand beside each other, or below where that is better.
    """
    aside, above = around.left() + around.right(), around.top() + around.bottom()

    def side(across: int) -> float:
        down = count // across
        return min(room.width() / across - aside, room.height() / down - above)

    across = max((count, 1), key=side)
    large = max(side(across), 1.0)
    wide, high = large + aside, large + above
    left = room.center().x() - across * wide / 2 + around.left()
    top = room.center().y() - count // across * high / 2 + around.top()
    return [
        QRectF(left + at % across * wide, top + at // across * high, large, large)
        for at in range(count)
    ]


def _end(place: QRectF, rooms: list[QRectF], room: QRectF) -> float:
    """Return how far to the right words over a picture may reach: to the next one."""
    beside = [one.left() for one in rooms if one.left() > place.left() and one.top() == place.top()]
    return min([room.right(), *beside])


def _tile(
    frame: FoldFrame,
    fold: Fold,
    position: float,
    axes: Axes,
    title: tuple[QPointF, str] | None,
    looks: Looks,
    tests: bool,
    grid: bool,
) -> Tile:
    sample, sheet = frame.sample, frame.sheet
    unit = fold.at(position)
    room = axes.room
    places = unit * (room.width(), -room.height()) + (room.left(), room.bottom())
    count = fold.examples
    points = places[:count].copy()
    alone = _on_line(fold, position)
    if count > FEW:
        aside = (np.arange(count) * _GOLDEN) % 1 - 0.5
        points[:, 1] += 2 * _APART * room.height() * alone * aside
    around = room.adjusted(-1, -1, 1, 1)
    seen = (points[:, 0] >= around.left()) & (points[:, 0] <= around.right())
    seen &= (points[:, 1] >= around.top()) & (points[:, 1] <= around.bottom())
    if not tests:
        seen[sample.trained :] = False
    rows = looks.order[seen[looks.order]]
    names = tuple(looks.names[row] for row in rows.tolist()) if looks.names else ()
    marks = Marks(
        points[rows], rows, looks.fills[rows], rows >= sample.trained, names, looks.outline
    )
    shown = places[count] if fold.shown else np.full(2, np.nan)
    there = np.isfinite(shown).all() and around.contains(QPointF(*shown.tolist()))
    example = QPointF(*shown.tolist()) if there else None
    lines: tuple[np.ndarray, ...] = ()
    border = np.empty((0, 2, 2))
    if sheet is not None and grid:
        laid = places[count + fold.shown :]
        chains = laid[: len(sheet.coordinates)].reshape(sheet.lines, sheet.along, 2)
        lines = tuple(part for chain in chains for part in _finite_parts(chain))
        border = laid[len(sheet.coordinates) :].reshape(-1, 2, 2)
        border = border[np.isfinite(border).all(axis=(1, 2))]
        # On a line it is a place: it is drawn across, as high as points are kept apart.
        border = border + _APART * room.height() * alone**_LATE * np.array([[0, -1], [0, 1]])
    parting = _parting(frame, fold, position, room) if grid else None
    return Tile(axes, title, marks, lines, border, parting, example)


def _parting(frame: FoldFrame, fold: Fold, position: float, room: QRectF) -> QLineF | None:
    """Return the line by which the output parts what is seen; None: it sees something else."""
    run, picture = frame.job.run, fold.pictures[math.floor(position)]
    experiment = run.experiment
    parameters = run.snapshot.parameters if fold is frame.now else frame.began
    classes = isinstance(experiment.task, Classes)
    parting = parting_of(experiment.network, parameters) if classes and parameters else None
    if parting is None or picture.layer != parting.layer or position % 1:
        return None
    ends = parting.ends(picture)
    if ends is None or not np.isfinite(ends).all():
        return None
    places = ends * (room.width(), -room.height()) + (room.left(), room.bottom())
    return QLineF(*places.ravel().tolist())


def _on_line(fold: Fold, position: float) -> float:
    """Return how far points are on a line: 1 where the layer is one neuron, 0 elsewhere."""
    before = math.floor(position)
    alone = [float(picture.neurons == 1) for picture in fold.pictures]
    after = alone[min(before + 1, len(alone) - 1)]
    return alone[before] + (position - before) * (after - alone[before])


def _finite_parts(chain: np.ndarray) -> list[np.ndarray]:
    """Return the parts of a chain of places that are finite, of two places at least."""
    finite = np.isfinite(chain).all(axis=1)
    if finite.all():
        return [chain]
    cuts = np.flatnonzero(np.diff(finite.astype(int))) + 1
    parts = np.split(chain, cuts)
    return [part for part in parts if len(part) > 1 and np.isfinite(part).all()]


def _axes(
    frame: FoldFrame,
    fold: Fold,
    position: float,
    room: QRectF,
    most_wide: float,
    metrics: QFontMetrics,
) -> Axes:
    """Return what stands around a picture; on the way between two it is a frame alone.

    Names are at `most_wide`, in px.
    """
    before = math.floor(position)
    if position != before:
        return Axes(room, (), (), ())
    picture = fold.pictures[before]
    gap, ascent = theme.space(1), metrics.ascent()
    lines, numbers, beside, called = [], [], [], []
    across, up = (_side(picture, side) for side in (0, 1))
    wide = metrics.horizontalAdvance
    most_wide = min(most_wide, room.width() + wide(_TICK))
    given = (axis_names(frame, picture, shortly) for shortly in range(3))
    fitting = (one for one in given if max(map(wide, one)) <= most_wide)
    names = next(fitting, axis_names(frame, picture, 2))
    most = max(int(room.width() / (wide(_TICK) + 3 * gap)), 2)
    name = names[across.axis]
    under = room.bottom() + gap / 2 + ascent
    end, below = room.right() - wide(name) - gap, under
    if picture.projection.principal:
        end, below = room.right() + gap, under + metrics.height()
    if name:
        called.append((QPointF(room.right() - wide(name), below), name))
    if picture.state != "not finite":
        last: QRectF | None = None
        for share, text in across.ticks(most):
            x = room.left() + share * room.width()
            lines.append(QLineF(x, room.bottom(), x, room.bottom() - gap))
            left = x - wide(text) / 2
            there = left + wide(text) < end and left >= room.left() - wide(_TICK)
            around = QRectF(left, 0, wide(text) + gap, 1)
            if there and not (last and around.intersects(last)):
                numbers.append((QPointF(left, under), text))
                last = around
    name = names[up.axis]
    if name:
        called.append((QPointF(room.left(), room.top() - gap / 2 - metrics.descent()), name))
    if name and picture.state != "not finite":
        seen = math.inf
        for share, text in up.ticks(most):
            y = room.bottom() - share * room.height()
            lines.append(QLineF(room.left(), y, room.left() + gap, y))
            there = y - ascent / 2 > room.top() and y + ascent / 2 < room.bottom() + gap
            if there and abs(y - seen) >= ascent:
                seen = y
                place = QPointF(room.left() - gap - wide(text), y + ascent / 2 - 1)
                beside.append((place, text))
    numbers = [*clear_of(beside, numbers, metrics), *beside]
    return Axes(room, tuple(lines), tuple(numbers), tuple(called))


class _Side(NamedTuple):
    """One side of a picture: along which `axis` of the projection, from `low` to `high`."""

    axis: int
    low: float
    high: float

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Return where numbers stand, as parts of the side, and what they are."""
        values = ticks(min(self.low, self.high), max(self.low, self.high), most)
        digits = decimals(values)
        if digits > 3 or any(abs(value) >= 10_000 for value in values):
            return []
        reach = self.high - self.low
        return [((value - self.low) / reach, fixed(value, digits)) for value in values]


def _side(picture: Picture, side: int) -> _Side:
    """Return what is along a side of a picture: 0 across, 1 up.

    Which way a component points is anybody's choice: it grows to the right, and upwards.
    """
    axis = int(np.abs(picture.turn[side]).argmax())
    low, high = picture.window[2 * axis], picture.window[2 * axis + 1]
    if picture.turn[side, axis] > 0:
        return _Side(axis, low, high)
    return _Side(axis, -high, -low) if picture.projection.principal else _Side(axis, high, low)
