"""Small pictures of sources of data: points, curves, truth tables, digits.

A picture is made of the examples themselves, when it is first painted.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPen,
    QPolygonF,
)

from core import data
from core.data import Digits, DrawnCurve, Gate, Part, Points, Source
from core.data.data import ExampleSet
from core.data.digits import samples
from core.data.features import FEATURES
from core.data.inputs import Picture, Point
from core.data.plane import REACH
from core.maps import Grid, View
from gui import theme
from gui.colouring import Colouring
from gui.diagram.fills import LEVELS, MAP_LEVELS, fills, map_fills, shades
from gui.icons import DrawnIcon
from gui.numbers import number
from gui.pictures import image_of
from gui.theme import Theme

_MOST_DOTS, _FEW_DOTS = 300, 80  # of a picture, and of one that is _SMALL
_SMALL = 8  # units of the grid
_DIGITS = 2, 2  # rows and columns of them
_CELLS = 24  # of a picture of an input, to each side
_LEAST_TEXT = 7.0  # px high; in smaller cells 1 is a filled box
_ASIDE = 0.35  # opacity of what is switched off
# What own points and an own curve look like before there is any.
_SAMPLE_POINTS = ((-3, 2, 0), (-4, 0, 0), (-2, 0, 0), (-3, -2, 0), (3, 3, 1), (2, 1, 1), (4, 0, 1))
_SAMPLE_CURVE = ((-1, -0.6), (-0.7, -0.1), (-0.4, 0.6), (-0.1, 0.3), (0.2, -0.5), (0.6, -0.3))


class Dot(NamedTuple):
    """A point at (x, y), from 0 to 1 of the picture's width and height, in `colour`."""

    x: float
    y: float
    colour: str


class Graph(NamedTuple):
    """A line through `points` (x, y), each from 0 to 1 of the picture's width and height."""

    points: tuple[tuple[float, float], ...]
    colour: str


class Cell(NamedTuple):
    """A figure of a table, in `colour`."""

    text: str
    colour: str


class SourcePicture(NamedTuple):
    """What is seen of a source: some of these; `pixels` are ink, 0 to 1, [rows, columns].

    `made_by_hand` puts a pencil beside it.
    """

    dots: tuple[Dot, ...] = ()
    lines: tuple[Graph, ...] = ()
    table: tuple[tuple[Cell, ...], ...] = ()
    pixels: np.ndarray | None = None
    made_by_hand: bool = False


def source_picture(source: Source | None, now: Theme) -> SourcePicture:
    """Return the picture of a source in the colours of a theme."""
    match source:
        case None:
            return SourcePicture()
        case Part():
            return source_picture(source.of, now)
        case Digits():
            return SourcePicture(pixels=_sheet(samples()[: _DIGITS[0] * _DIGITS[1]], source.input))
        case Points() if not len(source):
            places = np.array([(x, y) for x, y, _ in _SAMPLE_POINTS], float)
            colours = [now.classes[label] for *_, label in _SAMPLE_POINTS]
            dots = _dots(places, colours, View(-REACH, REACH, -REACH, REACH))
            return SourcePicture(dots=dots, made_by_hand=True)
        case DrawnCurve() if all(height is None for height in source.heights):
            lines = _lines(np.array(_SAMPLE_CURVE), now)
            return SourcePicture(lines=lines, made_by_hand=True)
    by_hand = isinstance(source, Points | DrawnCurve)
    return _of_examples(source, now)._replace(made_by_hand=by_hand)


def _of_examples(source: Source, now: Theme) -> SourcePicture:
    kind, found = source.input, data.made(source)
    examples, names = found.train, source.task.names
    if isinstance(source, Gate):
        return SourcePicture(table=_table(examples, names, now))
    if isinstance(kind, Picture):
        return SourcePicture(pixels=_sheet(examples.inputs[: _DIGITS[0] * _DIGITS[1]], kind))
    points = examples.coordinates
    if points is None or not isinstance(kind, Point):
        return SourcePicture(table=_table(_first(examples, 3), names, now))
    if kind.on_plane and len(points) > 1:
        shown = _first(examples, _MOST_DOTS)
        assert shown.coordinates is not None
        return SourcePicture(dots=_dots(shown.coordinates, _colours(shown, now), View.of(kind)))
    if len(kind.names) == 1:
        sets = [examples] if found.test is examples else [examples, found.test]
        x = np.concatenate([one.inputs[:, 0] for one in sets])
        heights = np.concatenate([one.targets for one in sets])
        order = np.argsort(x, kind="stable")
        return SourcePicture(lines=_lines(np.column_stack([x, heights])[order], now))
    return SourcePicture(table=_table(examples, names, now))


def _first(examples: ExampleSet, count: int) -> ExampleSet:
    """Return the first examples of a set, at most `count`."""
    parts = (examples.inputs, examples.targets, examples.labels, examples.coordinates)
    return ExampleSet(*(None if part is None else part[:count] for part in parts))  # type: ignore[arg-type]


def _colours(examples: ExampleSet, now: Theme) -> list[str]:
    """Return a colour for each example: that of its class, or of its value's sign."""
    if examples.labels is not None:
        return [now.classes[label % len(now.classes)] for label in examples.labels.tolist()]
    levels = shades(examples.targets[:, 0], 1.0, MAP_LEVELS)
    return [f"#{int(one) & 0xFFFFFF:06x}" for one in map_fills(now)[levels + MAP_LEVELS]]


def _dots(places: np.ndarray, colours: Sequence[str], view: View) -> tuple[Dot, ...]:
    x = (places[:, 0] - view.left) / (view.right - view.left)
    y = (view.top - places[:, 1]) / (view.top - view.bottom)
    rows = zip(x.tolist(), y.tolist(), colours, strict=True)
    return tuple(Dot(*row) for row in rows)


def _lines(rows: np.ndarray, now: Theme) -> tuple[Graph, ...]:
    """Return the curves of `rows` [points, 1 + curves]: x from −1 to 1, then the heights."""
    x = 0.5 + 0.46 * rows[:, 0]
    low, high = min(-1.0, float(rows[:, 1:].min())), max(1.0, float(rows[:, 1:].max()))
    y = 0.1 + 0.8 * (high - rows[:, 1:]) / (high - low)
    return tuple(
        Graph(tuple(zip(x.tolist(), column.tolist(), strict=True)), now.text) for column in y.T
    )


def _table(
    examples: ExampleSet, names: tuple[str, ...], now: Theme
) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each example: its inputs, then its class or value."""
    rows = []
    for index, row in enumerate(examples.inputs[:, :3].tolist()):
        cells = [Cell(number(value, 3), now.muted) for value in row]
        if examples.labels is not None:
            label = int(examples.labels[index])
            cells.append(Cell(names[label], now.classes[label % len(now.classes)]))
        else:
            cells.append(Cell(number(float(examples.targets[index, 0]), 3), now.text))
        rows.append(tuple(cells))
    return tuple(rows)


def _sheet(inputs: np.ndarray, kind: Picture) -> np.ndarray:
    """Return pictures [pictures, inputs] beside and below each other: [rows, columns]."""
    rows, columns = _DIGITS
    sheet = np.zeros((rows * kind.rows, columns * kind.columns), np.float32)
    for index, one in enumerate(inputs):
        top, left = index // columns * kind.rows, index % columns * kind.columns
        sheet[top : top + kind.rows, left : left + kind.columns] = one.reshape(kind.rows, -1)
    return sheet


def input_values(name: str) -> np.ndarray:
    """Return an input, one of core.data.features, over the plane, its largest being 1 or −1.

    That is float32 [_CELLS, _CELLS], the top row first.
    """
    grid = Grid(View(-REACH, REACH, -REACH, REACH), _CELLS, _CELLS)
    values = FEATURES[name](grid.coordinates())
    found: np.ndarray = (values / np.abs(values).max()).reshape(_CELLS, _CELLS)
    return found


def paint_source(painter: QPainter, room: QRectF, picture: SourcePicture, now: Theme) -> None:
    """Paint a picture of a source in `room`, on its own ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(now.border), 1))
    painter.setBrush(QColor(now.window))
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    inside = room.adjusted(2, 2, -2, -2)
    side = inside.width()
    if picture.pixels is not None:
        levels = shades(picture.pixels, 1.0) + LEVELS
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(inside, image_of(fills(now, neutral=True)[levels]))
    painter.setPen(Qt.PenStyle.NoPen)
    radius = max(side / 36, 0.8) if len(picture.dots) > 40 else side / 20
    for dot in picture.dots[: _MOST_DOTS if side > theme.space(_SMALL) else _FEW_DOTS]:
        painter.setBrush(QColor(dot.colour))
        place = QPointF(inside.x() + dot.x * side, inside.y() + dot.y * inside.height())
        painter.drawEllipse(place, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if picture.lines:
        painter.setPen(QPen(QColor(now.border), 1))
        middle = inside.center().y()
        painter.drawLine(QPointF(inside.x(), middle), QPointF(inside.right(), middle))
    for line in picture.lines:
        painter.setPen(QPen(QColor(line.colour), max(side / 40, 1)))
        places = [(inside.x() + x * side, inside.y() + y * inside.height()) for x, y in line.points]
        painter.drawPolyline(QPolygonF([QPointF(*place) for place in places]))
    _paint_table(painter, inside, picture.table)
    if picture.made_by_hand:
        _paint_pencil(painter, inside, now)


def _paint_table(painter: QPainter, inside: QRectF, table: tuple[tuple[Cell, ...], ...]) -> None:
    if not table:
        return
    wide = inside.width() / max(len(row) for row in table)
    high = inside.height() / len(table)
    letters = max(2, *(len(cell.text) for row in table for cell in row))
    size = min(0.75 * high, 1.3 * wide / letters)
    font = theme.font()
    font.setPixelSize(max(round(size), 1))
    painter.setFont(font)
    for down, row in enumerate(table):
        for across, cell in enumerate(row):
            room = QRectF(inside.x() + across * wide, inside.y() + down * high, wide, high)
            if size >= _LEAST_TEXT:
                painter.setPen(QColor(cell.colour))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell.text)
            elif cell.text != "0":
                spare = 0.2 * min(wide, high)
                painter.fillRect(room.adjusted(spare, spare, -spare, -spare), QColor(cell.colour))


def _paint_pencil(painter: QPainter, inside: QRectF, now: Theme) -> None:
    """Paint a pencil in the lower right corner."""
    side = 0.3 * inside.width()
    tip = QPointF(inside.right() - 1.2 * side, inside.bottom() - 0.2 * side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.accent))
    across, along = QPointF(0.14, 0.14) * side, QPointF(0.75, -0.75) * side
    neck = tip + QPointF(0.2, -0.2) * side
    painter.drawPolygon(QPolygonF([tip, neck - across, neck + across]))
    painter.drawPolygon(
        QPolygonF([neck - across, neck + across, neck + along + across, neck + along - across])
    )


@lru_cache(maxsize=64)
def _kept(source: Source | None, now: Theme) -> SourcePicture:
    return source_picture(source, now)


def source_icon(source: Source | None, colouring: Colouring) -> QIcon:
    """Return a source's picture as an icon, in the colours of then, made when it is seen."""
    return QIcon(_SourceEngine(source, colouring))


def input_icon(name: str, colouring: Colouring) -> QIcon:
    """Return the picture of an input over the plane as an icon; pale where it is off."""
    return QIcon(_InputEngine(name, colouring))


class _SourceEngine(DrawnIcon):
    def __init__(self, source: Source | None, colouring: Colouring) -> None:
        super().__init__()
        self._source, self._colouring = source, colouring

    def clone(self) -> QIconEngine:
        return _SourceEngine(self._source, self._colouring)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        now = self._colouring.theme
        painter.save()
        paint_source(painter, QRectF(rect), _kept(self._source, now), now)
        painter.restore()


class _InputEngine(DrawnIcon):
    def __init__(self, name: str, colouring: Colouring) -> None:
        super().__init__()
        self._name, self._colouring = name, colouring

    def clone(self) -> QIconEngine:
        return _InputEngine(self._name, self._colouring)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        levels = shades(input_values(self._name), 1.0, MAP_LEVELS) + MAP_LEVELS
        painter.save()
        painter.setOpacity(1.0 if state == QIcon.State.On else _ASIDE)
        painter.drawImage(rect, image_of(map_fills(self._colouring.theme)[levels]))
        painter.restore()
