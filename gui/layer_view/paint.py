"""Paints the pictures of the fold, and the card beside the mouse."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from gui import theme
from gui.diagram.tone import rgb
from gui.layer_view.scene import LayerScene, Marks, Tile
from gui.maps import points
from gui.maps.map_axes import paint_axes
from gui.pictures import bytes_of, image_of_bytes
from gui.theme import Theme

_BORDER = 0.45  # units of the grid: how wide the line is where the answer changes
_FAINT = 0.5  # of its ink have lines of the plane's grid
_WRITTEN = 0.8  # of the size of small letters, those that examples are written in
_THUMB = 16  # units of the grid: the side of a picture under the mouse


class Card(NamedTuple):
    """What is said of the example under the mouse, `at` a place: `words` in a `room`.

    Its picture, an `image`, is in `thumb`.
    """

    at: QPointF
    words: str
    room: QRectF
    thumb: QRectF | None
    image: QImage | None

    @staticmethod
    def of(
        words: str, at: QPointF, within: QRectF, picture: np.ndarray | None, now: Theme
    ) -> "Card":
        """Return the card beside the example `at`; a `picture` [rows, columns] is 0 to 1."""
        metrics, gap = QFontMetricsF(theme.font("small")), theme.space(1)
        wide, high = metrics.horizontalAdvance(words) + 2 * gap, metrics.height() + gap
        image, side = None, QRectF()
        if picture is not None:
            image = _thumbnail(picture, now)
            tall = theme.space(_THUMB)
            across = tall * picture.shape[1] / picture.shape[0]
            side = QRectF(gap, gap, across, tall)
            wide, high = max(wide, across + 2 * gap), high + tall + gap
        away = theme.space(4)
        left = at.x() + away if at.x() + away + wide < within.right() else at.x() - away - wide
        top = at.y() - away - high if at.y() - away - high > within.top() else at.y() + away
        left = max(min(left, within.right() - wide), within.left())
        top = max(min(top, within.bottom() - high), within.top())
        room = QRectF(left, top, wide, high)
        thumb = side.translated(room.center().x() - side.center().x(), top) if image else None
        return Card(at, words, room, thumb, image)


def _thumbnail(picture: np.ndarray, now: Theme) -> QImage:
    """Return ink on paper in the colours of a theme."""
    paper, ink = rgb(now.surface), rgb(now.text)
    share = np.clip(np.nan_to_num(picture), 0, 1)[..., None]
    return image_of_bytes(bytes_of(paper + share * (ink - paper)))


def paint_scene(painter: QPainter, scene: LayerScene, now: Theme) -> None:
    """Paint all pictures, their axes in the painter's font."""
    for tile in scene.tiles:
        painter.fillRect(tile.axes.room, QColor(now.surface))
        painter.save()
        painter.setClipRect(tile.axes.room.adjusted(-1, -1, 1, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_lines(painter, tile, now)
        if tile.marks.names:
            _paint_written(painter, tile.marks)
        else:
            _paint_points(painter, tile.marks, scene.radius, now)
        _paint_example(painter, tile, scene.radius, now)
        painter.restore()
        paint_axes(painter, tile.axes, now)
        if tile.title:
            painter.save()
            font = QFont(painter.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(now.text))
            painter.drawText(*tile.title)
            painter.restore()


def _paint_lines(painter: QPainter, tile: Tile, now: Theme) -> None:
    """Paint the grid of the plane, and over it where the answer changes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Not see-through: that takes three times as long.
    ink = bytes_of(rgb(now.surface) + _FAINT * (rgb(now.muted) - rgb(now.surface)))
    painter.setPen(QPen(QColor(*ink.tolist()), 1))  # nor wider
    for line in tile.lines:  # one path of them all takes ten times as long
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
    if tile.parting:
        painter.setPen(QPen(QColor(now.text), theme.exact(_BORDER), Qt.PenStyle.DashLine))
        painter.drawLine(tile.parting)
    if len(tile.border):
        flat = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap  # the quick one
        painter.setPen(QPen(QColor(now.text), theme.exact(_BORDER), *flat))
        painter.drawLines([QLineF(*piece) for piece in tile.border.reshape(-1, 4).tolist()])


def _paint_points(painter: QPainter, marks: Marks, radius: float, now: Theme) -> None:
    none = np.zeros(len(marks.rows), bool)
    shown = points.Marks(marks.places, marks.fills, marks.squares, none, radius, marks.outline)
    points.paint_marks(painter, shown, now)


def _paint_written(painter: QPainter, marks: Marks) -> None:
    """Write each example as its class: ten are more than colours tell apart."""
    font = theme.font("small", strong=True, times=_WRITTEN)
    ratio = painter.device().devicePixelRatio()
    inks = dict(zip(marks.names, marks.fills.tolist(), strict=True))
    stamps = {name: _letter(name, font, QColor(*ink), ratio) for name, ink in inks.items()}
    half = next((stamp.width() / ratio / 2 for stamp in stamps.values()), 0.0)
    draw = painter.drawImage
    for (x, y), name in zip((marks.places - half).tolist(), marks.names, strict=True):
        draw(QPointF(x, y), stamps[name])


def _letter(name: str, font: QFont, ink: QColor, ratio: float) -> QImage:
    """Return a class's name in the middle of a square picture."""
    metrics = QFontMetricsF(font)
    side = 2 * math.ceil(metrics.height() * ratio / 2) + 1
    stamp = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRectF(0, 0, side / ratio, side / ratio), Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return stamp


def _paint_example(painter: QPainter, tile: Tile, radius: float, now: Theme) -> None:
    """Mark the example that is shown, as on the map: a ring around it."""
    if tile.example is None:
        return
    around = max(1.9 * radius, theme.space(1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((now.surface, theme.space(1.2)), (now.accent, theme.space(0.65))):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(tile.example, around, around)


def paint_card(painter: QPainter, card: Card, radius: float, now: Theme) -> None:
    """Paint what is said of the example under the mouse, and a ring around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = max(1.6 * radius, theme.space(1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((now.surface, theme.space(0.9)), (now.text, theme.space(0.4))):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(card.at, around, around)
    painter.setFont(theme.font("small"))
    painter.setPen(QPen(QColor(now.edge), 1))
    painter.setBrush(QColor(now.surface))
    corner = theme.space(1)
    painter.drawRoundedRect(card.room, corner, corner)
    words = QRectF(card.room)
    if card.thumb is not None and card.image is not None:
        painter.drawImage(card.thumb, card.image)
        words.setTop(card.thumb.bottom())
    painter.setPen(QColor(now.text))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, card.words)
    painter.restore()
