"""Paints the faces of neurons: their maps, in rims of their biases, and numbers beneath."""

import itertools
import math
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from gui.diagram.faces import Faces
from gui.diagram.fills import RINGS
from gui.diagram.layout import Layout, has_room_beneath
from gui.diagram.lettering import sized
from gui.diagram.marks import WASH, Light, face_width, paint_rim, rim_width
from gui.diagram.neurons import ring_colour, ring_levels
from gui.diagram.scene import Scene
from gui.diagram.shapes import has_pixels
from gui.diagram.stamps import Stamps
from gui.numbers import short
from gui.pictures import image_of, is_scaled, wrapped
from gui.theme import Theme, colour

_GAP = 1.0  # px, around a rim
# Numbers over faces: how wide (times the figures) a face is at least, and how large they are; how
# opaque the plate behind them is.
_PLATED, _SMALLER, _PLATE = 2.2, 0.83, 0.9
_BELOW = 1.2  # times the figures, that a number beneath takes


class Face(NamedTuple):
    """The face of a neuron (layer, neuron): its picture fills `room`, within a rim.

    `ring` is the level of its bias, −RINGS to RINGS; `under` the number beneath it, or "". Where
    there is no room for that, the number at a point that is looked at is `over` its foot.
    """

    neuron: tuple[int, int]
    room: QRectF
    pixels: np.ndarray
    ring: int
    dim: bool
    under: str
    over: str = ""


def faces_of(
    layout: Layout, scene: Scene, faces: Faces, light: Light | None = None
) -> tuple[Face, ...]:
    """Return the faces that are on screen, dimmed what is not in the `light`.

    At a point that is looked at layers without room for a number have none: fills tell more.
    """
    found: list[Face] = []
    for layer, column in enumerate(layout.columns):
        pixels, there = faces.pixels[layer], rooms_of(layout, layer)
        if not len(pixels):
            continue
        rings = [0] * len(pixels)
        if layer:
            rings = ring_levels(scene.parameters[layer - 1].biases).tolist()
        dim = light.dims(layer, len(pixels)).tolist() if light else [False] * len(pixels)
        told = has_room_beneath(column, layout.lettering.figures)
        over = scene.probed and not told
        if over and 2 * column.radius < _PLATED * layout.lettering.figures:
            continue
        numbers = [""] * len(pixels)
        if told or over:
            a = scene.activations(layer)
            if a is not None:
                numbers = list(map(short, a.tolist()))
            elif told and layer:
                biases = scene.parameters[layer - 1].biases
                numbers = [f"b {short(bias)}" for bias in biases.tolist()]
        for index, room in there:
            words = ("", numbers[index]) if over else (numbers[index], "")
            looks = pixels[index], rings[index], dim[index], *words
            found.append(Face((layer, index), room, *looks))
    return tuple(found)


@lru_cache(maxsize=64)  # neurons stand still while all else changes
def rooms_of(layout: Layout, layer: int) -> tuple[tuple[int, QRectF], ...]:
    """Return which neurons of a layer are on screen, each with its room, always the same one."""
    column = layout.columns[layer]
    radius = column.radius
    return tuple(
        (index, QRectF(column.x - radius, y - radius, 2 * radius, 2 * radius))
        for index, y in enumerate(column.y.tolist())
        if -radius < y < layout.height + radius
    )


# What a rim looks like: hues, device pixels in a pixel, width and height of the room, wideness of
# the rim, level, and whether it is dimmed.
_Rim: TypeAlias = tuple[tuple[str, str], float, float, float, float, int, bool]


class _Column(NamedTuple):
    """How faces of a column are drawn: their `rims` as one picture at a `corner`, and their maps.

    Rows of these begin at `tops` in another one, which is `high` and stands `at` a place. It is all
    made of the `key`.
    """

    key: tuple[object, ...]
    rims: QPixmap
    corner: QPointF
    at: QPointF
    tops: tuple[int, ...]
    high: int


class FacePainter:
    """Paints faces; keeps their rims as pictures, for few look different at a time."""

    def __init__(self) -> None:
        self._rims = Stamps()
        self._columns: dict[int, _Column] = {}

    def paint(
        self, painter: QPainter, layout: Layout, faces: tuple[Face, ...], theme: Theme
    ) -> None:
        """Paint faces in the rims of their biases, and the numbers beneath them."""
        painter.save()
        kept, ratio = has_pixels(painter), painter.device().devicePixelRatioF()
        for _, faces_there in itertools.groupby(faces, lambda face: face.neuron[0]):
            column = tuple(faces_there)
            radius = column[0].room.width() / 2
            width, wide = rim_width(radius, layout.unit), face_width(radius, layout.unit)
            fits = kept and not is_scaled(len(column[0].pixels), wide, ratio)
            # Qt copies whole rows, unless what it paints may be stretched.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
            if fits and not any(face.dim for face in column):
                self._draw_column(painter, column, width, wide, theme, ratio)
                continue
            for face in column:
                if not kept:
                    _draw_ground(painter, face.room, theme)
                _draw_map(painter, face.room.center(), wide, face.pixels, ratio if kept else None)
                if face.dim:
                    inner = face.room.adjusted(width, width, -width, -width)
                    painter.fillRect(inner, colour(theme.window, WASH))
                if kept:
                    painter.drawPixmap(_corner(face), self._rim(painter, face, width, theme))
                else:
                    _draw_rim(painter, face, face.room, width, theme)
        _write_beneath(painter, layout, faces, theme)
        painter.restore()

    def _draw_column(
        self,
        painter: QPainter,
        column: tuple[Face, ...],
        width: float,
        wide: float,
        theme: Theme,
        ratio: float,
    ) -> None:
        """Draw the maps of a column as one picture, of as many pixels as the screen has.

        Their rims are another one, for they seldom change.
        """
        layer, side = column[0].neuron[0], len(column[0].pixels)
        looks = tuple((face.ring, face.room) for face in column)
        key = theme.name, theme.positive, ratio, width, wide, side, looks
        held = self._columns.get(layer)
        if held is None or held.key != key:
            rims = [self._rim(painter, face, width, theme) for face in column]
            held = self._columns[layer] = _column(key, column, rims, side, wide, ratio)
        maps = np.zeros((held.high, side), np.uint32)
        for face, top in zip(column, held.tops, strict=True):
            maps[top : top + side] = face.pixels
        image = wrapped(maps, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(held.at, image)
        painter.drawPixmap(held.corner, held.rims)

    def _rim(self, painter: QPainter, face: Face, width: float, theme: Theme) -> QPixmap:
        """Return the rim of a face and the gap around it, through which one sees the face."""
        ratio, room = painter.device().devicePixelRatioF(), face.room
        size = room.width(), room.height()
        key: _Rim = ((theme.name, theme.positive), ratio, *size, width, face.ring, face.dim)

        def make() -> QPixmap:
            pixmap = QPixmap(*(math.ceil((side + 2 * _GAP) * ratio) for side in size))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QRectF(_GAP, _GAP, *size)
            _draw_ground(inner, whole, theme)
            inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            inner.fillRect(whole.adjusted(width, width, -width, -width), Qt.GlobalColor.black)
            inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            _draw_rim(inner, face, whole, width, theme)
            inner.end()
            return pixmap

        return self._rims.of(key, make)


def _corner(face: Face) -> QPointF:
    """Where the picture of a face's rim begins."""
    return face.room.topLeft() - QPointF(_GAP, _GAP)


def _column(
    key: tuple[object, ...],
    column: tuple[Face, ...],
    rims: list[QPixmap],
    side: int,
    wide: float,
    ratio: float,
) -> _Column:
    """Return where the faces of a column stand, and their rims."""
    rooms = [face.room for face in column]
    downs = [round((room.y() - _GAP) * ratio) for room in rooms]
    whole = QPixmap(rims[0].width(), downs[-1] - downs[0] + rims[0].height())
    whole.fill(Qt.GlobalColor.transparent)
    inner = QPainter(whole)
    for rim, down in zip(rims, downs, strict=True):
        there = QRectF(0, down - downs[0], rim.width(), rim.height())
        inner.drawPixmap(there, rim, QRectF(rim.rect()))
    inner.end()
    whole.setDevicePixelRatio(ratio)
    inset = (rooms[0].width() - wide) / 2
    left, *tops = (
        round((at + inset) * ratio) for at in (rooms[0].x(), *(room.y() for room in rooms))
    )
    at, starts = QPointF(left, tops[0]) / ratio, tuple(top - tops[0] for top in tops)
    return _Column(key, whole, _corner(column[0]), at, starts, starts[-1] + side)


def _draw_map(
    painter: QPainter, centre: QPointF, wide: float, pixels: np.ndarray, ratio: float | None
) -> None:
    """Draw a map that is so `wide`.

    One of as many pixels as there are on the screen, `ratio` to a length, is drawn on these one by
    one: in a tenth of the time that it takes to stretch it.
    """
    side, corner = len(pixels), centre - QPointF(wide, wide) / 2
    if ratio is None or is_scaled(side, wide, ratio):
        painter.drawImage(QRectF(corner, QSizeF(wide, wide)), image_of(pixels))
        return
    image = wrapped(pixels)
    image.setDevicePixelRatio(ratio)
    corner *= ratio
    painter.drawImage(QPointF(round(corner.x()), round(corner.y())) / ratio, image)


def _draw_ground(painter: QPainter, room: QRectF, theme: Theme) -> None:
    """Draw the gap that edges end at."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.window))
    paint_rim(painter, room.adjusted(-_GAP, -_GAP, _GAP, _GAP), square=True)


def _draw_rim(painter: QPainter, face: Face, room: QRectF, width: float, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring_colour(0 if face.dim else face.ring / RINGS, theme), width))
    half = width / 2
    paint_rim(painter, room.adjusted(half, half, -half, -half), square=True)


def _write_beneath(
    painter: QPainter, layout: Layout, faces: tuple[Face, ...], theme: Theme
) -> None:
    if not any(face.under or face.over for face in faces):
        return
    size = layout.lettering.figures
    font = sized(painter.font(), size)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    for face in faces:
        if face.under:
            wide = metrics.horizontalAdvance(face.under) + size / 2
            middle, below = face.room.center().x(), face.room.bottom() + size / 8
            box = QRectF(middle - wide / 2, below, wide, _BELOW * size)
            painter.fillRect(box, QColor(theme.window))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.under)
    if any(face.over for face in faces):
        painter.setFont(sized(painter.font(), _SMALLER * size))
        metrics = QFontMetricsF(painter.font())
    for face in faces:
        if face.over:
            wide, high = metrics.horizontalAdvance(face.over) + size / 4, _SMALLER * _BELOW * size
            middle, foot = face.room.center().x(), face.room.bottom()
            box = QRectF(middle - wide / 2, foot - high, wide, high)
            painter.fillRect(box, colour(theme.window, _PLATE))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.over)
