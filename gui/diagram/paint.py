"""Paint one diagram with all its parts; the window and `netglow render` share this."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QRegion

from gui.diagram.edge_labels import paint_edge_labels
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.margins import Margins
from gui.diagram.neurons import NeuronPainter
from gui.diagram.scene import Scene
from gui.theme import Theme, colour, tabular

_WASH = 0.55  # opacity, over everything but a marked edge
_PLACES = 12  # along an edge that a card keeps clear of
_MOST_NUMBERS = 46.0  # px from a neuron's middle that its numbers take at most
_CARD_WIDTH = 560.0  # px, at most: longer lines are wrapped
_LEADING = 3.0  # px between the lines of a card


def edge_images(picture: Picture) -> tuple[QImage, QImage | None]:
    """Wrap a picture's pixels as images; they share the memory, so keep `picture` alive."""
    return (
        _wrap(picture.pixels, QImage.Format.Format_RGB32),
        None
        if picture.focus is None
        else _wrap(picture.focus, QImage.Format.Format_ARGB32_Premultiplied),
    )


def paint_edges(
    painter: QPainter,
    layout: Layout,
    painted: Layout,
    images: tuple[QImage, QImage | None],
    theme: Theme,
) -> None:
    """Paint the images of edges made for layout `painted`, stretched to `layout` if it is new.

    The rest of the diagram has the colour of the window; all of it where nothing corresponds.
    """
    image, focus = images
    whole, stage = QRectF(0, 0, layout.width, layout.height), _stage(layout)
    target = whole if painted is layout else _stretched(layout, painted)
    shown = target.intersected(stage) if not image.isNull() and target.isValid() else QRectF()
    # Filling millions of pixels takes time: not under the image, but for its rim.
    inner = shown.adjusted(2, 2, -2, -2).toAlignedRect()
    for rect in QRegion(whole.toAlignedRect()) - QRegion(inner):
        painter.fillRect(rect, QColor(theme.window))
    if shown.isEmpty():
        return
    painter.save()
    painter.setClipRect(stage)
    _draw_whole(painter, target, image)
    if focus is not None:
        painter.fillRect(target, colour(theme.window, 0.78))
        _draw_whole(painter, target, focus)
    painter.restore()


def _draw_whole(painter: QPainter, target: QRectF, image: QImage) -> None:
    # Pixel by pixel where they correspond, but for the last half of one.
    scaled = abs(image.width() - target.width() * painter.device().devicePixelRatioF()) > 1
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scaled)
    painter.drawImage(target, image, QRectF(0, 0, image.width(), image.height()))


class NetworkPainter:
    """Paints everything but the edges, keeping what is seldom new."""

    def __init__(self) -> None:
        self._neurons, self._margins = NeuronPainter(), Margins()

    def paint(
        self,
        painter: QPainter,
        layout: Layout,
        scene: Scene,
        picture: Picture | None,
        theme: Theme,
        selected: tuple[int, int] | None = None,
    ) -> None:
        """Paint neurons, captions and the legend of the edges in `picture`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(_stage(layout))
        if picture:
            paint_edge_labels(painter, layout, picture, theme)
        self._neurons.paint(painter, layout, scene, theme)
        painter.restore()
        self._margins.paint(painter, layout, scene, picture, theme, selected)


def paint_mark(
    painter: QPainter, layout: Layout, layer: int, index: int, theme: Theme, strong: bool = True
) -> None:
    """Ring a neuron; in an input that is a picture, frame its pixel as well."""
    painter.save()
    painter.setClipRect(_stage(layout))
    painter.setPen(QPen(QColor(theme.accent if strong else theme.text), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    room = neuron_room(layout, layer, index)
    if layout.columns[layer].is_strip:
        painter.drawRect(room)
    else:
        painter.drawEllipse(room)
    if layer == 0 and layout.picture:
        rows, columns = layout.picture_shape
        row, place = divmod(index, columns)
        width, height = layout.picture.width / columns, layout.picture.height / rows
        painter.drawRect(
            QRectF(layout.picture.x + place * width, layout.picture.y + row * height, width, height)
        )
    painter.restore()


def paint_spotlight(painter: QPainter, layout: Layout, first: int, last: int, theme: Theme) -> None:
    """Dim the network left of layer `first` and right of layer `last`.

    The input's picture belongs to the first layer, the answers to the last.
    """
    stage, columns = _stage(layout), layout.columns
    painter.save()
    painter.setClipRect(stage)
    if first > 0:
        left = QRectF(stage)
        left.setRight(neuron_room(layout, first, 0).left() - 2)
        painter.fillRect(left, colour(theme.window, _WASH))
    if last < len(columns) - 1:
        right = QRectF(stage)
        right.setLeft(neuron_room(layout, last, 0).right() + 2)
        painter.fillRect(right, colour(theme.window, _WASH))
    painter.restore()


def paint_edge_mark(
    painter: QPainter, layout: Layout, edge: tuple[int, int, int], weight: float, theme: Theme
) -> None:
    """Bring one edge and the neurons at its ends forward, the rest of the network back."""
    ends = _ends(edge)
    painter.save()
    painter.setClipRect(_stage(layout))
    network = _stage(layout)
    network.setLeft(neuron_room(layout, 0, 0).left())
    network.setRight(neuron_room(layout, len(layout.columns) - 1, 0).right())
    wash = QPainterPath()
    wash.addRect(network)
    for layer, index in ends:  # holes: the path is filled by the odd-even rule
        add = wash.addRect if layout.columns[layer].is_strip else wash.addEllipse
        add(neuron_room(layout, layer, index))
    painter.fillPath(wash, colour(theme.window, _WASH))
    line = _line(layout, edge)
    painter.setPen(QPen(QColor(theme.window), 6))
    painter.drawLine(line)
    painter.setPen(QPen(QColor(theme.positive if weight >= 0 else theme.negative), 2.5))
    painter.drawLine(line)
    painter.restore()
    for end in ends:
        paint_mark(painter, layout, *end, theme, strong=False)


def neuron_room(layout: Layout, layer: int, index: int) -> QRectF:
    """Return where the mark of a neuron runs."""
    column = layout.columns[layer]
    width, height = column.radius + 2, column.radius + 2
    if column.is_strip:
        width, height = column.half_width + 3, max(column.pitch / 2, 2)
    y = float(column.y[index])
    return QRectF(column.x - width, y - height, 2 * width, 2 * height)


def value_room(layout: Layout, layer: int, index: int) -> QRectF:
    """Return where a neuron's numbers stand, for `paint_card` to keep clear."""
    room = neuron_room(layout, layer, index)
    spare = max(room.width() / 2 - _MOST_NUMBERS, 0)
    return room.adjusted(spare, spare, -spare, -spare)


def edge_rooms(layout: Layout, edge: tuple[int, int, int]) -> list[QRectF]:
    """Return places along what is seen of an edge and of its neurons, for `paint_card`."""
    line = _line(layout, edge)
    seen = (np.array([0, layout.width]) - line.x1()) / line.dx()
    along = [line.pointAt(at) for at in np.linspace(*seen.clip(0, 1), _PLACES).tolist()]
    rooms = [QRectF(at.x() - 6, at.y() - 6, 12, 12) for at in along]
    return rooms + [neuron_room(layout, *end) for end in _ends(edge)]


def _ends(edge: tuple[int, int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    pair, source, target = edge
    return (pair, source), (pair + 1, target)


def _line(layout: Layout, edge: tuple[int, int, int]) -> QLineF:
    """An edge from rim to rim."""
    rooms = [neuron_room(layout, *end) for end in _ends(edge)]
    line = QLineF(rooms[0].center(), rooms[1].center())
    reaches = [room.width() / 2 / max(line.length(), 1) for room in rooms]
    return QLineF(line.pointAt(reaches[0]), line.pointAt(1 - reaches[1]))


def paint_card(
    painter: QPainter,
    layout: Layout,
    x: float,
    y: float,
    lines: list[str],
    theme: Theme,
    keep_clear: Sequence[QRectF] = (),
) -> None:
    """Write `lines` on a card near (x, y), inside the picture; the first is the title.

    Of the places around (x, y) it takes the one that covers least of `keep_clear`.
    """
    font = tabular(painter.font())
    font.setPixelSize(12)
    bold = tabular(font)
    bold.setBold(True)
    fonts = [bold] + [font] * (len(lines) - 1)
    most = QRectF(0, 0, min(layout.width - 28, _CARD_WIDTH), layout.height)
    wrap = int(Qt.TextFlag.TextWordWrap)
    sizes = [
        QFontMetricsF(face).boundingRect(most, wrap, line).size()
        for face, line in zip(fonts, lines, strict=True)
    ]
    width = max(size.width() for size in sizes) + 20
    height = sum(size.height() + _LEADING for size in sizes) + 12
    card = _card_place(layout, x, y, width, height, keep_clear)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(colour(theme.raised, 0.96))
    painter.drawRoundedRect(card, 5, 5)
    painter.setPen(QColor(theme.text))
    top = card.y() + 6 + _LEADING / 2
    for face, line, size in zip(fonts, lines, sizes, strict=True):
        painter.setFont(face)
        painter.drawText(QRectF(card.x() + 10, top, width - 18, size.height()), wrap, line)
        top += size.height() + _LEADING


def _card_place(
    layout: Layout, x: float, y: float, width: float, height: float, keep_clear: Sequence[QRectF]
) -> QRectF:
    """Return where a card of this size covers least, right of the mouse and below it first."""
    near = mouse = QRectF(x - 12, y - 12, 24, 24)
    for room in keep_clear:
        if room.intersects(mouse):
            near = near.united(room)

    def covered(card: QRectF) -> float:
        parts = [card.intersected(room) for room in (mouse, *keep_clear)]
        return sum(part.width() * part.height() for part in parts)

    places = [
        QRectF(
            max(min(left, layout.width - width - 4), 4),
            max(min(top, layout.height - height - 4), 4),
            width,
            height,
        )
        for top in (near.bottom() + 2, near.top() - 2 - height)
        for left in (near.right() + 4, near.left() - 4 - width)
    ]
    return min(places, key=covered)


def _stage(layout: Layout) -> QRectF:
    """What the network is clipped to."""
    return QRectF(0, layout.stage.y - 4, layout.width, layout.stage.height + 8)


def _stretched(layout: Layout, painted: Layout) -> QRectF:
    """Where an image made for `painted` belongs in `layout`; invalid where nothing corresponds."""
    if len(layout.columns) != len(painted.columns):
        return QRectF()
    new, old = (
        (
            (item.columns[0].x, item.columns[-1].x),
            # The longest column: its ends mark the same places in both.
            max(((c.y[0], c.y[-1]) for c in item.columns), key=lambda ends: ends[1] - ends[0]),
        )
        for item in (layout, painted)
    )
    scales = [
        (n[1] - n[0]) / (o[1] - o[0]) if o[1] > o[0] else 1.0 for n, o in zip(new, old, strict=True)
    ]
    return QRectF(
        float(new[0][0] - old[0][0] * scales[0]),
        float(new[1][0] - old[1][0] * scales[1]),
        float(painted.width * scales[0]),
        float(painted.height * scales[1]),
    )


def _wrap(pixels, format_: QImage.Format) -> QImage:
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, format_)
