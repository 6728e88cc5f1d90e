"""The words at the network itself: captions above the layers, warnings over the edges."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.edges import Picture
from gui.diagram.layout import CAPTION_HEIGHT, Layout
from gui.diagram.scene import Scene, layer_details, layer_name
from gui.theme import Theme, colour, tabular
from gui.translation import translate

_SIZES = 12, 11, 10, 9, 8  # px, the first that fits


class Caption(NamedTuple):
    """The two lines above a layer, `width` px wide from `left` on, as far as there is room."""

    name: str
    details: str
    left: float
    width: float


def captions(layout: Layout, scene: Scene, font: QFont) -> tuple[int, tuple[Caption, ...]]:
    """Return the size of the lettering (px) and the captions of all layers that are seen."""
    count = len(layout.columns)
    gap = (layout.columns[-1].x - layout.columns[0].x) / max(count - 1, 1)
    texts = [(layer_name(scene.network, i), layer_details(scene, i)) for i in range(count)]
    for size in _SIZES:
        metrics, bold = (QFontMetricsF(_sized(font, size, heavy)) for heavy in (False, True))
        widest = max(metrics.horizontalAdvance(text) for pair in texts for text in pair)
        if widest + 6 <= gap:
            break
    found = []
    for column, (name, details) in zip(layout.columns, texts, strict=True):
        if not -gap / 2 < column.x < layout.width + gap / 2:
            continue
        width = max(bold.horizontalAdvance(name), metrics.horizontalAdvance(details)) + 2
        width = min(width, max(gap, 40.0))
        left = column.x - width / 2
        if 0 < column.x < layout.width:  # at the rim a caption moves inwards
            left = min(max(left, 2), layout.width - width - 2)
        elide = Qt.TextElideMode.ElideRight
        shown = bold.elidedText(name, elide, width), metrics.elidedText(details, elide, width)
        found.append(Caption(*shown, left, width))
    return size, tuple(found)


def paint_captions(painter: QPainter, layout: Layout, scene: Scene, theme: Theme) -> None:
    """Write each layer's name, size and activation above it."""
    size, found = captions(layout, scene, painter.font())
    fonts = [_sized(painter.font(), size, bold) for bold in (True, False)]
    painter.fillRect(QRectF(0, 0, layout.width, CAPTION_HEIGHT - 4), QColor(theme.window))
    for name, details, left, width in found:
        lines = (name, fonts[0], 3, theme.text), (details, fonts[1], 17, theme.muted)
        for text, font, top, ink in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(left, top, width, 15), Qt.AlignmentFlag.AlignCenter, text)


def _sized(font: QFont, pixels: int, bold: bool) -> QFont:
    result = QFont(font)
    result.setPixelSize(pixels)
    result.setBold(bold)
    return result


class Caution(NamedTuple):
    """A text over the edges of a pair, the middle of which is at (x, y)."""

    text: str
    x: float
    y: float


def cautions(layout: Layout, scene: Scene, picture: Picture) -> list[Caution]:
    """Return what is to be said over the edges themselves: where some, or all, are not drawn."""
    said = []
    for index, pair in enumerate(picture.pairs):
        if pair.failed:
            text = translate("Diagram", "These edges could\nnot be painted")
        elif pair.broken:
            text = translate("Diagram", "{count} of {all} weights\nare not finite").format(
                count=f"{pair.broken:,}", all=f"{scene.weights[index].size:,}"
            )
        else:
            continue
        x = (layout.columns[index].x + layout.columns[index + 1].x) / 2
        said.append(Caution(text, x, layout.stage.y + layout.stage.height / 2))
    return said


def paint_cautions(painter: QPainter, said: list[Caution], theme: Theme) -> None:
    """Write the cautions over the edges."""
    font = tabular(painter.font())
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(theme.error))
    painter.setBrush(colour(theme.window, 0.85))
    for text, x, y in said:
        box = QRectF(x - 62, y - 20, 124, 40)
        painter.drawRoundedRect(box, 4, 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
