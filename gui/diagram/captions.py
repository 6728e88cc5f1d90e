"""The words at the network itself: captions above the layers, warnings over the edges."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.edges import Picture
from gui.diagram.layout import BASE, Box, Layout
from gui.diagram.lettering import sized
from gui.diagram.marks import network_room
from gui.diagram.scene import Scene, layer_details, layer_name
from gui.theme import Theme
from gui.translation import translate

# Times the lettering, between the captions of two layers at least: bold ones, others.
_APART, _CLOSE = 0.7, 0.4
_SIZES = 1.0, 11 / 12, 10 / 12  # of the title, the first that fits


class Caption(NamedTuple):
    """The two lines above a layer, `width` px wide from `left` on, as far as there is room."""

    name: str
    details: str
    left: float
    width: float


def captions(layout: Layout, scene: Scene, font: QFont) -> tuple[float, tuple[Caption, ...]]:
    """Return the size of the lettering (px) and the captions of all layers that are seen."""
    count = len(layout.columns)
    gap = (layout.columns[-1].x - layout.columns[0].x) / max(count - 1, 1)
    texts = [(layer_name(scene.network, i), layer_details(scene, i)) for i in range(count)]
    title = layout.lettering.title
    for size in (title * share for share in _SIZES):
        metrics, bold = (QFontMetricsF(sized(font, size, heavy)) for heavy in (False, True))
        widest = max(metrics.horizontalAdvance(text) for pair in texts for text in pair)
        if widest + size / 2 <= gap:
            break
    hidden = texts[1:-1] or texts
    if max(bold.horizontalAdvance(name) for name, _ in hidden) + _APART * size > gap:
        # Hidden layers by their numbers alone.
        short = translate("Diagram", "h{number}")
        texts[1:-1] = [
            (short.format(number=number), details)
            for number, (_, details) in enumerate(texts[1:-1], 1)
        ]
    if max(metrics.horizontalAdvance(details) for _, details in hidden) + _CLOSE * size > gap:
        # Where there is no room for activations what a walk shows is more than "8 ta…".
        texts[1:-1] = [
            (name, layer_details(scene, layer, brief=True))
            for layer, (name, _) in enumerate(texts[1:-1], 1)
        ]
    found = []
    for column, (name, details) in zip(layout.columns, texts, strict=True):
        if not -gap / 2 < column.x < layout.width + gap / 2:
            continue
        width = max(bold.horizontalAdvance(name), metrics.horizontalAdvance(details)) + 2
        # The first and the last layer have room on their other side.
        first, last = (column is layout.columns[end] for end in (0, -1))
        outside = column.x if first else layout.width - column.x
        beyond = min(width - gap, outside - gap / 2) if first or last else 0
        beyond = max(beyond, 0)
        width = min(width, gap + beyond if beyond else max(gap, 3.3 * size))
        left = column.x - (width + (beyond if first else -beyond)) / 2
        if 0 < column.x < layout.width:  # at the rim a caption moves inwards
            left = min(max(left, 2), layout.width - width - 2)
        elide = Qt.TextElideMode.ElideRight
        shown = bold.elidedText(name, elide, width), metrics.elidedText(details, elide, width)
        found.append(Caption(*shown, left, width))
    return size, tuple(found)


def paint_captions(painter: QPainter, layout: Layout, scene: Scene, theme: Theme) -> None:
    """Write each layer's name, size and activation above it."""
    size, found = captions(layout, scene, painter.font())
    fonts = [sized(painter.font(), size, bold) for bold in (True, False)]
    painter.fillRect(QRectF(*above(layout)), QColor(theme.window))
    unit = layout.lettering.title / BASE
    for name, details, left, width in found:
        lines = (name, fonts[0], 3, theme.text), (details, fonts[1], 18, theme.muted)
        for text, font, top, ink in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            room = QRectF(left, top * unit, width, 16 * unit)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def above(layout: Layout) -> Box:
    """Return where the captions stand."""
    return Box(0, 0, layout.width, network_room(layout).top())


class Caution(NamedTuple):
    """A text over the edges of a pair, the middle of which is at (x, y); `ink` is its colour."""

    text: str
    x: float
    y: float
    ink: str


def cautions(layout: Layout, scene: Scene, picture: Picture, theme: Theme) -> list[Caution]:
    """Return what is to be said over edges: some are not drawn, or all count for nothing."""
    said = []
    for index, pair in enumerate(picture.pairs):
        ink = theme.error
        if pair.failed:
            text = translate("Diagram", "These edges could\nnot be painted")
        elif pair.broken:
            there = scene.weights[index].size
            text = translate("Diagram", "{count} of {all} weight(s)\nnot finite", "", there)
            text = text.format(count=f"{pair.broken:,}", all=f"{there:,}")
        elif pair.pale:
            text, ink = translate("Diagram", "All about 0"), theme.muted
        else:
            continue
        x = (layout.columns[index].x + layout.columns[index + 1].x) / 2
        said.append(Caution(text, x, layout.room.y + layout.room.height / 2, ink))
    return said


def paint_cautions(painter: QPainter, layout: Layout, said: list[Caution], theme: Theme) -> None:
    """Write the cautions over the edges."""
    font = sized(painter.font(), layout.lettering.text)
    metrics, unit = QFontMetricsF(font), layout.unit
    painter.setFont(font)
    painter.setBrush(QColor(theme.window))
    for text, x, y, ink in said:
        size = metrics.size(0, text)
        width, height = size.width() + 16 * unit, size.height() + 12 * unit
        box = QRectF(x - width / 2, y - height / 2, width, height)
        painter.setPen(QColor(ink))
        painter.drawRoundedRect(box, 4 * unit, 4 * unit)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
