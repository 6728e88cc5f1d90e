"""The examples as points on a map: where they are, in which colour, and which are answered wrongly.

A disc is an example to train on, a square one to test on.
"""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.data.data import SETS, Data
from core.data.tasks import Classes
from core.experiment import Experiment
from core.maps import Grid
from core.parameters import Parameters
from core.propagation import forward
from gui import theme
from gui.diagram.shapes import has_pixels
from gui.diagram.tone import rgb
from gui.maps.answer_colours import value_ground
from gui.maps.frame import Frame
from gui.pictures import bytes_of
from gui.theme import Theme

# Points are as large as is usual on a map of so many units; so many times that on others.
_USUAL, _SIZES = 84, (0.5, 1.5)
_STAMPED = 48  # marks, and more are stamped
_SHADES = 64  # of values, each way from zero: to make a stamp takes longer than to print it
# Of a point's radius: how wide its outline is; if it is wrong, the ring of ink and the gap in it.
_OUTLINE, _RING, _GAP = 0.2, 0.2, 0.2
_WITH_GAP = 4.0  # px, and a radius has room for a gap
SHAPED = 3000  # of more points each is a square of few px


class PointSet(Struct, frozen=True, eq=False):
    """The examples of both sets, `trained` of them, which come first, to train on.

    `places` are float32 [points, 2], `inputs` [points, inputs], `targets` [points, task.width];
    `labels` [points] the indices of classes, or None where there are values, whose largest is
    `scale`.
    """

    places: np.ndarray
    inputs: np.ndarray
    targets: np.ndarray
    labels: np.ndarray | None
    trained: int
    scale: float

    @staticmethod
    def of(data: Data) -> "PointSet":
        """Return the points of `data`, whose examples have two coordinates."""
        train, test = data.train, data.test
        sets = [train] if test is train else [train, test]
        places = [examples.coordinates for examples in sets if examples.coordinates is not None]
        labels = [examples.labels for examples in sets if examples.labels is not None]
        targets = np.concatenate([examples.targets for examples in sets])
        largest = float(np.abs(targets).max(initial=0))
        return PointSet(
            np.concatenate(places),
            np.concatenate([examples.inputs for examples in sets]),
            targets,
            np.concatenate(labels) if labels else None,
            len(train),
            largest if largest > 0 and np.isfinite(largest) else 1.0,
        )

    def __len__(self) -> int:
        """How many there are."""
        return len(self.places)

    def example(self, index: int) -> tuple[str, int]:
        """Return the set that a point belongs to, and its place there."""
        if index < self.trained:
            return SETS[0], index
        return SETS[1], index - self.trained


class Marks(NamedTuple):
    """Points as they are painted: `places` [points, 2] in px, `fills` uint8 [points, 3].

    `squares` are those to test on, `rings` those that are answered wrongly: bool [points]. All
    others have an `outline`.
    """

    places: np.ndarray
    fills: np.ndarray
    squares: np.ndarray
    rings: np.ndarray
    radius: float
    outline: str

    @staticmethod
    def of(
        points: PointSet,
        frame: Frame,
        radius: float,
        now: Theme,
        wrong: np.ndarray | None = None,
        tests: bool = True,
        value: int = 0,
    ) -> "Marks":
        """Return the marks of `points` near the frame; of several values the one at `value`."""
        places = frame.to_screen(points.places.astype(float))
        squares = np.arange(len(points)) >= points.trained
        room = frame.room.adjusted(-radius, -radius, radius, radius)
        seen = (places[:, 0] >= room.left()) & (places[:, 0] <= room.right())
        seen &= (places[:, 1] >= room.top()) & (places[:, 1] <= room.bottom())
        if not tests:
            seen &= ~squares
        rings = np.zeros(len(points), bool) if wrong is None else wrong
        fills = _fills(points, now, value)
        # The values' colours are those of the ground, those of classes never are.
        outline = f"#8c{now.text[1:]}" if points.labels is None else now.surface
        return Marks(places[seen], fills[seen], squares[seen], rings[seen], radius, outline)

    def only_rings(self) -> "Marks":
        """Return those alone that are answered wrongly."""
        here = self.rings
        return self._replace(
            places=self.places[here],
            fills=self.fills[here],
            squares=self.squares[here],
            rings=here[here],
        )


def _fills(points: PointSet, now: Theme, value: int) -> np.ndarray:
    if points.labels is not None:
        colours = np.stack([rgb(text) for text in now.classes])
        of_classes: np.ndarray = bytes_of(colours)[points.labels % len(colours)]
        return of_classes
    # As the map is where the network says this value: what is off stands out.
    share = np.rint(points.targets[:, value] / points.scale * _SHADES) / _SHADES
    return bytes_of(value_ground(share, now))


def radius_of(count: int, side: float) -> float:
    """Return how large points are, in px, where so many lie on a square of `side` px."""
    usual = theme.space(1) * min(max(8 / math.sqrt(max(count, 1)), 1.15), 2.2)  # larger if few
    usual *= min(max(side / theme.space(_USUAL), _SIZES[0]), _SIZES[1])
    room = 0.35 * side / math.sqrt(max(count, 1))
    return max(min(usual, room), 0.9)


def answered_wrongly(
    experiment: Experiment, parameters: Parameters, points: PointSet
) -> np.ndarray | None:
    """Return which points the network does not take for their class: bool [points].

    None: they have values instead of classes.
    """
    task, network = experiment.task, experiment.network
    if points.labels is None or not isinstance(task, Classes):
        return None
    output = forward(network, parameters, points.inputs).output
    wrong: np.ndarray = task.answers(output, network.layers[-1]) != points.labels
    return wrong


def nearest_point(
    points: PointSet, frame: Frame, at: QPointF, reach: float, tests: bool = True
) -> int | None:
    """Return the point that is painted next to `at`, within `reach` px; None: none is."""
    seen = points.places if tests else points.places[: points.trained]
    if not len(seen):
        return None
    off = frame.to_screen(seen.astype(float)) - (at.x(), at.y())
    far = np.hypot(off[:, 0], off[:, 1])
    index = int(far.argmin())
    return index if far[index] <= reach else None


def nearest_targets(
    points: PointSet, cell_places: np.ndarray, rows: int, columns: int
) -> np.ndarray:
    """Return the targets of the training point next to each cell: [rows, columns, width].

    `cell_places` [points, 2] are the points' places in cells (column, row). By jump flooding
    (Rong and Tan, 2006), which rarely takes the second nearest; NaN where there are no points.
    """
    owner = np.full((rows, columns), -1)
    places = cell_places[: points.trained]
    cells = np.clip(np.floor(places), 0, (columns - 1, rows - 1)).astype(int)
    owner[cells[:, 1], cells[:, 0]] = np.arange(len(places))
    x, y = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
    ends = np.concatenate([places, [[np.inf, np.inf]]])  # the last is that of -1
    far = np.hypot(x - ends[owner, 0], y - ends[owner, 1])
    step = 1 << max(rows, columns).bit_length()
    while step:
        for down in (-step, 0, step):
            for across in (-step, 0, step):
                if abs(down) >= rows or abs(across) >= columns:
                    continue
                to = _shifted(rows, -down), _shifted(columns, -across)
                source = _shifted(rows, down), _shifted(columns, across)
                other = owner[source]
                away = np.hypot(x[to] - ends[other, 0], y[to] - ends[other, 1])
                nearer = away < far[to]
                far[to] = np.where(nearer, away, far[to])
                owner[to] = np.where(nearer, other, owner[to])
        step //= 2
    targets = np.concatenate([points.targets, np.full((1, points.targets.shape[1]), np.nan)])
    found: np.ndarray = targets[owner]
    return found


def targets_near(points: PointSet, grid: Grid, most: int) -> np.ndarray:
    """Return `nearest_targets` in the cells of `grid`, looked for in `most` cells across."""
    (left, right, bottom, top), columns, rows = grid
    across, down = min(columns, most), min(rows, most)
    x = (points.places[:, 0].astype(float) - left) / (right - left) * across
    y = (top - points.places[:, 1].astype(float)) / (top - bottom) * down
    found = nearest_targets(points, np.stack([x, y], axis=1), down, across)
    return found[np.ix_(np.arange(rows) * down // rows, np.arange(columns) * across // columns)]


def _shifted(count: int, by: int) -> slice:
    """Those of `count` that have one `by` places before them; below 0: behind them."""
    return slice(max(by, 0), count + min(by, 0))


def paint_marks(painter: QPainter, marks: Marks, now: Theme) -> None:
    """Paint points with their outlines; one that is wrong has a gap, and a thin ring of ink."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    ratio = painter.device().devicePixelRatio()
    stamps: dict[tuple[object, ...], QImage] = {}
    many = has_pixels(painter) and len(marks.places) > _STAMPED
    for rings in (False, True):  # what is wrong lies on top
        here = marks.rings == rings
        rows = zip(
            marks.places[here].tolist(),
            marks.fills[here].tolist(),
            marks.squares[here].tolist(),
            strict=True,
        )
        for (x, y), fill, square in rows:
            if not many:
                _paint_mark(painter, marks, x, y, fill, square, rings, now)
                continue
            key = (*fill, square)
            stamp = stamps.get((*key, rings))
            if stamp is None:
                stamp = stamps[(*key, rings)] = _stamp(marks, fill, square, rings, ratio, now)
            half = stamp.width() / ratio / 2
            painter.drawImage(QPointF(x - half, y - half), stamp)


def _stamp(
    marks: Marks, fill: list[int], square: bool, ring: bool, ratio: float, now: Theme
) -> QImage:
    """Return a mark in the middle of a picture: drawing that is quicker than a circle."""
    side = 2 * math.ceil((1.6 * marks.radius + 1) * ratio) + 1
    stamp = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = side / ratio / 2
    _paint_mark(painter, marks, middle, middle, fill, square, ring, now)
    painter.end()
    return stamp


def _paint_mark(
    painter: QPainter,
    marks: Marks,
    x: float,
    y: float,
    fill: list[int],
    square: bool,
    ring: bool,
    now: Theme,
) -> None:
    radius, width = marks.radius, max(_OUTLINE * marks.radius, 0.6)
    if ring:  # hardly larger than the others: half of all may be wrong
        ink, gap = max(_RING * radius, 0.8), _GAP * radius if radius >= _WITH_GAP else 0.0
        for reach, colour in ((ink, now.text), (0.0, now.surface)):
            _paint_shape(painter, x, y, radius + reach, square, QColor(colour))
        _paint_shape(painter, x, y, radius - gap, square, QColor(*fill))
        return
    painter.setPen(QPen(QColor(marks.outline), width))
    painter.setBrush(QColor(*fill))
    _draw_shape(painter, x, y, radius, square)


def _paint_shape(
    painter: QPainter, x: float, y: float, radius: float, square: bool, colour: QColor
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _draw_shape(painter, x, y, radius, square)


def _draw_shape(painter: QPainter, x: float, y: float, radius: float, square: bool) -> None:
    if square:
        side = 0.88 * radius
        painter.drawRect(QRectF(x - side, y - side, 2 * side, 2 * side))
    else:
        painter.drawEllipse(QPointF(x, y), radius, radius)


def marks_image(marks: Marks, width: int, height: int, ratio: float, now: Theme) -> QImage:
    """Return an image of so many px, `ratio` of its own for each, with the marks and nothing else.

    Many points are squares of a few px, without outlines: 100,000 take some ten milliseconds.
    """
    size = max(round(width * ratio), 1), max(round(height * ratio), 1)
    if len(marks.places) <= SHAPED:
        image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_marks(painter, marks, now)
        painter.end()
        return image
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    side = max(round(1.8 * marks.radius * ratio), 1)
    corner = np.floor(marks.places * ratio - (side - 1) / 2).astype(int)
    for rings in (False, True):
        here = marks.rings == rings
        bgra = np.concatenate([marks.fills[here][:, ::-1], np.full((here.sum(), 1), 255)], axis=1)
        ink = np.append(bytes_of(rgb(now.text))[::-1], 255)
        inset = int(side > 2)  # the fill of those that are wrong lies within their ink
        grown = 1 - inset
        for layer, colour in ((grown, ink), (-inset, bgra)) if rings else ((0, bgra),):
            for down in range(-layer, side + layer):
                for across in range(-layer, side + layer):
                    x, y = corner[here, 0] + across, corner[here, 1] + down
                    inside = (x >= 0) & (x < size[0]) & (y >= 0) & (y < size[1])
                    painted = colour[inside] if colour.ndim == 2 else colour
                    pixels[y[inside], x[inside]] = painted
    image = QImage(pixels.data, *size, 4 * size[0], QImage.Format.Format_ARGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image
