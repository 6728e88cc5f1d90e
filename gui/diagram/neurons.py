"""Neurons filled by activation, with bias rings, and with their numbers where they are large."""

import math
from collections.abc import Collection, Iterable
from functools import cache, partial
from typing import NamedTuple, TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from gui.diagram import tone
from gui.diagram.fills import BROKEN, LEVELS, RINGS, fills, shades
from gui.diagram.layout import RING_RADIUS, VALUE_RADIUS, Column, Layout
from gui.diagram.lettering import narrowed, sized
from gui.diagram.marks import Light, paint_rim, rim_width
from gui.diagram.output_bars import Answers, paint_output_bars
from gui.diagram.scene import Scene, is_probability, label
from gui.diagram.shapes import has_pixels
from gui.diagram.stamps import Stamps
from gui.numbers import short, shortest
from gui.pictures import image_of
from gui.theme import Theme, colour

_LEAST_BIAS = 0.25  # whose ring may have the full colour
_LARGEST_KEPT = 26.0  # px, larger discs are few, and would fill the memory
_NUMBERS_RADIUS = 10 / 3  # times the figures, larger discs hold name, a, z and b
_MOST_FIGURES = 4.0  # times the figures, the number in a very large disc
_PALE = 0.15  # of their fill have numbers that count for nothing


# What a ready-made disc looks like: hues, device pixels in a pixel, radius, whether it is square,
# fill, ring, and whether it is dimmed.
_Disc: TypeAlias = tuple[tuple[str, str], float, float, bool, int, int, bool]


class NeuronPainter:
    """Paints neurons; keeps their ready-made discs and the scale of each layer's activations."""

    def __init__(self) -> None:
        self._discs = Stamps()
        self._scales: dict[tuple[int, str], tone.Steady] = {}

    def paint(
        self,
        painter: QPainter,
        layout: Layout,
        scene: Scene,
        theme: Theme,
        light: Light | None = None,
        faces: Collection[int] = (),
    ) -> None:
        """Paint all layers but those that have `faces`, dimmed what is not in the `light`.

        `painter` is in device-independent pixels.
        """
        dims = [
            light.dims(layer, len(column.y)) if light else np.zeros(len(column.y), bool)
            for layer, column in enumerate(layout.columns)
        ]
        if layout.picture and layout.picture_shape:
            pixels = scene.fill(0).values
            shape = layout.picture_shape
            inputs = np.zeros(shape) if pixels is None else pixels.reshape(shape)
            paint_picture(painter, layout, inputs, theme, bool(dims[0].all()))
        for layer, column in enumerate(layout.columns):
            if layer in faces:
                continue
            levels = self.levels(scene, layer)
            if column.is_strip:
                neutral = layer == 0 and layout.picture is not None
                paint_strip(painter, column, levels, theme, neutral, dims[layer])
            else:
                biases = scene.parameters[layer - 1].biases if layer else None
                self._paint_discs(painter, layout, column, levels, biases, theme, dims[layer])
                if column.radius >= VALUE_RADIUS * layout.unit:
                    paint_values(painter, layout, scene, layer, levels, theme, dims[layer])
        answers = Answers.of(layout, scene, theme, painter.font(), dims[-1])
        paint_output_bars(painter, answers, theme)

    def levels(self, scene: Scene, layer: int) -> np.ndarray:
        """Return the fill of each neuron, −LEVELS to LEVELS or BROKEN (intp)."""
        symbol, values, known, pale = scene.fill(layer)
        if values is None:
            return np.zeros(scene.network.sizes[layer], np.intp)
        scale, whole = 1.0, is_probability(scene.network, layer) and symbol in ("a", "a′")
        if not (whole or (layer == 0 and scene.picture_shape)):
            others = [one.fill(layer).values for one in scene.beside]
            largest = max(map(_largest, (values, *(one for one in others if one is not None))))
            steady = self._scales.setdefault((layer, symbol), tone.Steady())
            # Beside others the scale is the same in all, whatever each has shown before.
            scale = steady.follow(largest) if not others else largest or 1.0
        levels = shades(values, scale)
        if pale:
            levels = np.where(levels == BROKEN, levels, np.rint(_PALE * levels)).astype(np.intp)
        levels[known:] = 0 if known is not None else levels[known:]
        return levels

    def _paint_discs(
        self,
        painter: QPainter,
        layout: Layout,
        column: Column,
        levels: np.ndarray,
        biases: np.ndarray | None,
        theme: Theme,
        dim: np.ndarray,
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        rings = np.zeros(len(levels), np.intp)
        if biases is not None and column.radius >= RING_RADIUS * layout.unit:
            rings = ring_levels(biases)
        half, height = math.ceil(column.radius + 2), layout.height
        hues = theme.name, theme.positive
        kept = column.radius <= _LARGEST_KEPT and has_pixels(painter)
        looks = zip(levels.tolist(), rings.tolist(), dim.tolist(), strict=True)
        for y, look in zip(column.y.tolist(), looks, strict=True):
            if -half < y < height + half:
                if not kept:
                    place = QPointF(column.x, y)
                    kind = theme, layout.unit, layout.square
                    draw_disc(painter, place, column.radius, *look, *kind)
                    continue
                key = (hues, ratio, column.radius, layout.square, *look)
                disc = self._discs.of(key, partial(_disc, key, theme, half, layout.unit))
                # On whole device pixels: what stands between two is blurred.
                left = round((column.x - half) * ratio) / ratio
                painter.drawPixmap(QPointF(left, round((y - half) * ratio) / ratio), disc)


def _disc(key: _Disc, theme: Theme, half: int, unit: float) -> QPixmap:
    _, ratio, radius, square, level, ring, dim = key
    pixmap = QPixmap(math.ceil(2 * half * ratio), math.ceil(2 * half * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_disc(painter, QPointF(half, half), radius, level, ring, dim, theme, unit, square)
    painter.end()
    return pixmap


def _largest(values: np.ndarray) -> float:
    return float(np.abs(values[np.isfinite(values)]).max(initial=0))


def ring_levels(biases: np.ndarray) -> np.ndarray:
    """Return the rings of `biases` [neurons], −RINGS to RINGS (intp): the largest of its layer."""
    finite = np.where(np.isfinite(biases), biases, 0)
    largest = max(float(np.abs(finite).max()), _LEAST_BIAS)
    rings: np.ndarray = np.rint(finite / largest * RINGS).astype(np.intp)
    return rings


def draw_disc(
    painter: QPainter,
    centre: QPointF,
    radius: float,
    level: int,
    ring: int,
    dim: bool,
    theme: Theme,
    unit: float = 1.0,
    square: bool = False,
) -> None:
    """Draw a neuron, a disc or `square`: its fill in a ring, in a gap that edges end at."""
    width = rim_width(radius, unit)
    whole = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.window))  # edges end at the neuron's rim
    paint_rim(painter, whole.adjusted(-1, -1, 1, 1), square)
    painter.setBrush(QColor.fromRgb(int(fills(theme, dim=dim)[level + LEVELS])))
    painter.setPen(QPen(ring_colour(0 if dim else ring / RINGS, theme), width))
    half = width / 2
    paint_rim(painter, whole.adjusted(half, half, -half, -half), square)
    if level == BROKEN and RING_RADIUS <= radius / unit < VALUE_RADIUS:  # larger ones say it
        reach = 0.45 * radius
        painter.setPen(QPen(QColor(theme.window), width))
        for side in (-reach, reach):
            corner = QPointF(reach, side)
            painter.drawLine(centre - corner, centre + corner)


def ring_colour(share: float, theme: Theme) -> QColor:
    """Return the colour of a bias of so great a share of the layer's largest, −1 to 1."""
    calm = tone.rgb(theme.muted) * 0.75 + tone.rgb(theme.window) * 0.25
    full = tone.rgb(theme.positive if share >= 0 else theme.negative)
    return QColor.fromRgbF(*(calm + abs(share) * (full - calm)).tolist())


def paint_picture(
    painter: QPainter, layout: Layout, inputs: np.ndarray, theme: Theme, dim: bool
) -> None:
    """Paint `inputs` [rows, columns] as the picture they are, which unrolls into the column."""
    box, column, unit = layout.picture, layout.columns[0], layout.unit
    assert box is not None
    painter.setPen(QPen(colour(theme.muted, 0.45), unit))
    edge = column.x - column.reach
    painter.drawLine(QPointF(box.x + box.width, box.y), QPointF(edge, column.top))
    painter.drawLine(QPointF(box.x + box.width, box.y + box.height), QPointF(edge, column.bottom))
    rectangle = QRectF(*box)
    levels = shades(inputs, 1.0) + LEVELS
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(rectangle, image_of(fills(theme, neutral=True, dim=dim)[levels]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring_colour(0, theme), unit))
    painter.drawRect(rectangle)


def broken_tops(column: Column, levels: np.ndarray) -> list[int]:
    """Return the rows (px) at which cells of a strip begin that are not finite, each once."""
    tops = np.floor(column.y[levels == BROKEN] - column.pitch / 2)
    return sorted({int(top) for top in tops.tolist()})  # np.unique would import numpy.ma: 20 ms


def paint_strip(
    painter: QPainter,
    column: Column,
    levels: np.ndarray,
    theme: Theme,
    neutral: bool,
    dim: np.ndarray,
) -> None:
    """Paint a wide layer as a strip of cells, one for each neuron."""
    rectangle = QRectF(
        column.x - column.half_width,
        column.top,
        2 * column.half_width,
        column.bottom - column.top,
    )
    lit, dark = (fills(theme, neutral, one)[levels + LEVELS] for one in (False, True))
    image = image_of(np.where(dim, dark, lit)[:, None])
    # Cells smaller than a pixel are averaged, not skipped.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    if column.pitch < 1:
        image = image.scaled(
            1,
            max(1, round(rectangle.height())),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    painter.drawImage(rectangle, image)
    # What is not finite sticks out: a cell may be smaller than a pixel.
    tops = broken_tops(column, levels)
    mark = rectangle.adjusted(-4, 0, 4, 0).toAlignedRect()
    for top in tops:
        mark.setRect(mark.x(), top, mark.width(), max(round(column.pitch), 1))
        painter.fillRect(mark, QColor(theme.error))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring_colour(0, theme), 1))
    painter.drawRect(rectangle.adjusted(-0.5, -0.5, 0.5, 0.5))


class Numbers(NamedTuple):
    """What is written into a disc, and the bias under it; None: there is no such line.

    `value` is in large letters; `name`, `z` and the bias `inside` stand in very large discs only.
    """

    value: str | None
    name: str | None = None
    z: str | None = None
    inside: str | None = None
    under: str | None = None


def numbers_of(scene: Scene, layer: int, index: int, layout: Layout) -> Numbers:
    """Return the numbers of one neuron, as many as its disc has room for."""
    symbol, values, known, _ = scene.fill(layer)
    column, size = layout.columns[layer], layout.lettering.figures
    value = None
    if values is not None and (known is None or index < known):
        value = shortest(float(values[index]))
    bias = f"b {short(float(scene.parameters[layer - 1].biases[index]))}" if layer else None
    if column.radius <= _NUMBERS_RADIUS * size:
        below = column.pitch - 2 * column.radius >= 1.25 * size
        return Numbers(value, under=bias if below else None)
    z = None
    if layer and symbol == "a" and value is not None and scene.forward is not None:
        z = f"z {short(float(scene.forward.pre_activations[layer - 1][0, index]))}"
    return Numbers(value, label(scene, layer, index), z, bias)


@cache
def number_ink(level: int, theme: Theme, dim: bool = False) -> str:
    """Return the colour of the numbers on a fill of `level`."""
    fill = int(fills(theme, dim=dim)[level + LEVELS]) & 0xFFFFFF
    return tone.ink_on(f"#{fill:06x}", theme.muted if dim else theme.text)


def number_sizes(layout: Layout, radius: float) -> tuple[float, float]:
    """Return how large (px) the number in a disc is, and what stands beside it, or under it."""
    most = layout.lettering.figures
    value = max(min(most, 0.62 * radius), min(_MOST_FIGURES * most, 0.5 * radius))
    inside = radius > _NUMBERS_RADIUS * most
    return value, min(1.2 * most, 0.24 * radius) if inside else min(most, value)


def paint_values(
    painter: QPainter,
    layout: Layout,
    scene: Scene,
    layer: int,
    levels: np.ndarray,
    theme: Theme,
    dim: np.ndarray,
) -> None:
    """Write activations into large discs and biases under them, or all into very large ones."""
    column = layout.columns[layer]
    radius = column.radius
    inside = 2 * (radius - rim_width(radius, layout.unit))
    font, small = (sized(painter.font(), size) for size in number_sizes(layout, radius))
    for index, y in enumerate(column.y.tolist()):
        if not -radius < y < layout.height + radius:
            continue
        told = numbers_of(scene, layer, index, layout)
        value = told.value, narrowed(font, told.value or "", inside)
        rows = (told.name, small), value, (told.z, small), (told.inside, small)
        painter.setPen(QColor(number_ink(int(levels[index]), theme, bool(dim[index]))))
        write_rows(painter, QPointF(column.x, y), 2 * radius, rows)
        if told.under is not None:
            painter.setFont(small)
            size = small.pixelSize()
            width = QFontMetricsF(small).horizontalAdvance(told.under) + size / 2
            box = QRectF(column.x - width / 2, y + radius + size / 6, width, 1.2 * size)
            painter.fillRect(box, QColor(theme.window))
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told.under)


def write_rows(
    painter: QPainter, centre: QPointF, width: float, rows: Iterable[tuple[str | None, QFont]]
) -> None:
    """Write the texts of `rows` (text or None, font) under each other, as a whole in the middle."""
    written = [(text, font, 1.3 * font.pixelSize()) for text, font in rows if text is not None]
    top = centre.y() - sum(height for *_, height in written) / 2
    for text, font, height in written:
        painter.setFont(font)
        room = QRectF(centre.x() - width / 2, top, width, height)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        top += height
