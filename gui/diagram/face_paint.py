"""Paints the faces of neurons: their maps, in rims of their biases, and numbers beneath."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.diagram.faces import Faces
from gui.diagram.layout import Layout
from gui.diagram.lettering import sized
from gui.diagram.marks import WASH, Light, paint_rim, rim_width
from gui.diagram.neurons import image_of, ring_colour, ring_levels
from gui.diagram.scene import Scene
from gui.diagram.shades import RINGS
from gui.numbers import short
from gui.theme import Theme, colour

_BELOW = 1.2  # times the figures, that a number beneath takes


class Face(NamedTuple):
    """The face of a neuron (layer, neuron): its picture fills `room`, within a rim.

    `ring` is the level of its bias, −RINGS to RINGS; `under` the number beneath it, or "".
    """

    neuron: tuple[int, int]
    room: QRectF
    pixels: np.ndarray
    ring: int
    dim: bool
    under: str


def faces_of(
    layout: Layout, scene: Scene, faces: Faces, light: Light | None = None
) -> tuple[Face, ...]:
    """Return the faces that are on screen, dimmed what is not in the `light`."""
    found = []
    for layer, column in enumerate(layout.columns):
        pixels, radius = faces.pixels[layer], column.radius
        if not len(pixels):
            continue
        rings = np.zeros(len(pixels), np.intp)
        if layer:
            rings = ring_levels(scene.parameters[layer - 1].biases)
        dim = light.dims(layer, len(pixels)) if light else np.zeros(len(pixels), bool)
        told = has_room_below(layout, layer)
        a = scene.activations(layer) if told else None
        for index, y in enumerate(column.y.tolist()):
            if not -radius < y < layout.height + radius:
                continue
            under = ""
            if a is not None:
                under = short(float(a[index]))
            elif told and layer:
                under = f"b {short(float(scene.parameters[layer - 1].biases[index]))}"
            room = QRectF(column.x - radius, y - radius, 2 * radius, 2 * radius)
            face = pixels[index], int(rings[index]), bool(dim[index]), under
            found.append(Face((layer, index), room, *face))
    return tuple(found)


def has_room_below(layout: Layout, layer: int) -> bool:
    """Whether a number fits beneath each neuron of a layer."""
    column = layout.columns[layer]
    return column.pitch - 2 * column.radius >= (_BELOW + 0.2) * layout.lettering.figures


def paint_faces(painter: QPainter, layout: Layout, faces: tuple[Face, ...], theme: Theme) -> None:
    """Paint faces in the rims of their biases, and the numbers beneath them."""
    size = layout.lettering.figures
    font = sized(painter.font(), size)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setFont(font)
    for face in faces:
        width = rim_width(face.room.width() / 2, layout.unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.window))  # edges end at the neuron's rim
        paint_rim(painter, face.room.adjusted(-1, -1, 1, 1), square=True)
        inner = face.room.adjusted(width, width, -width, -width)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(inner, picture(face.pixels))
        if face.dim:
            painter.fillRect(inner, colour(theme.window, WASH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ring_colour(0 if face.dim else face.ring / RINGS, theme), width))
        half = width / 2
        paint_rim(painter, face.room.adjusted(half, half, -half, -half), square=True)
        if face.under:
            wide = metrics.horizontalAdvance(face.under) + size / 2
            middle, below = face.room.center().x(), face.room.bottom() + size / 8
            box = QRectF(middle - wide / 2, below, wide, _BELOW * size)
            painter.fillRect(box, QColor(theme.window))
            painter.setPen(QColor(theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.under)
    painter.restore()


def picture(pixels: np.ndarray) -> QImage:
    """Return the `pixels` [side, side] of a face as an image of its own."""
    return image_of(np.ascontiguousarray(pixels))
