"""The face of one neuron from close by: its map, large, with what it is a map of."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.diagram.faces import Faces
from gui.numbers import number
from gui.pictures import image_of
from gui.theme import Theme
from gui.translation import translate

_LEADING = 1.35  # times the size of the letters


class LargeFace(NamedTuple):
    """The `pixels` [side, side] of a neuron's map, and the `lines` that say what it shows."""

    pixels: np.ndarray
    lines: tuple[str, ...]

    @staticmethod
    def of(faces: Faces | None, layer: int, index: int) -> "LargeFace | None":
        """Return a neuron's map; None: it has none."""
        pixels = faces.of(layer, index) if faces else None
        if faces is None or pixels is None:
            return None
        kind = faces.wish.kind
        lines = [translate("FaceCloseUp", "a at every point:")]
        if kind.on_line:
            lines = [translate("FaceCloseUp", "a over x, 0 in the middle:")]
        one = translate("FaceCloseUp", "{name} from {least} to {most}")
        for name, (least, most) in zip(kind.names, kind.ranges, strict=True):
            lines.append(one.format(name=name, least=number(least), most=number(most)))
        if kind.on_line:
            return LargeFace(pixels, tuple(lines))
        scale = number(float(faces.scales[layer][index]), 3)
        lines.append(translate("FaceCloseUp", "full colour: ±{scale}").format(scale=scale))
        return LargeFace(pixels, tuple(lines))


def paint_map(painter: QPainter, room: QRectF, pixels: np.ndarray, theme: Theme) -> None:
    """Paint a map so that it fills `room`, in a thin frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(room, image_of(pixels))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawRect(room)
    painter.restore()


def paint_large_face(painter: QPainter, room: QRectF, face: LargeFace, theme: Theme) -> None:
    """Paint the map at the left of `room`, as high as it is, and the lines beside it."""
    square = QRectF(room.x(), room.y(), room.height(), room.height())
    paint_map(painter, square, face.pixels, theme)
    metrics = QFontMetricsF(painter.font())
    line = _LEADING * metrics.ascent()
    gap = metrics.height() / 2
    beside = room.adjusted(square.width() + gap, 0, 0, 0)
    painter.setPen(QColor(theme.muted))
    for row, text in enumerate(face.lines):
        place = QRectF(beside.x(), beside.y() + row * line, beside.width(), line)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)
