"""Paint one diagram with all its parts; the window and `netglow render` share this."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.margins import Margins
from gui.diagram.neurons import NeuronPainter
from gui.diagram.scene import Scene
from gui.theme import Theme, colour, tabular


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
    """Paint the images of edges made for layout `painted`, stretched to `layout` if it is new."""
    image, focus = images
    target = QRectF(0, 0, layout.width, layout.height)
    if painted is not layout:
        target = _stretched(layout, painted)
    if image.isNull() or not target.isValid():
        return
    painter.save()
    painter.setClipRect(QRectF(0, layout.stage.y - 4, layout.width, layout.stage.height + 8))
    source = QRectF(0, 0, image.width(), image.height())
    painter.drawImage(target, image, source)
    if focus is not None:
        painter.fillRect(target, colour(theme.window, 0.78))
        painter.drawImage(target, focus, source)
    painter.restore()


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
        painter.setClipRect(QRectF(0, layout.stage.y - 4, layout.width, layout.stage.height + 8))
        self._neurons.paint(painter, layout, scene, theme)
        painter.restore()
        self._margins.paint(painter, layout, scene, picture, theme, selected)


def paint_mark(
    painter: QPainter, layout: Layout, layer: int, index: int, theme: Theme, strong: bool = True
) -> None:
    """Ring a neuron; in an input that is a picture, frame its pixel as well."""
    pen = QPen(QColor(theme.accent if strong else theme.text), 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    column = layout.columns[layer]
    if column.is_strip:
        half = max(column.pitch / 2, 2)
        y = float(column.y[index])
        painter.drawRect(
            QRectF(column.x - column.half_width - 3, y - half, 2 * column.half_width + 6, 2 * half)
        )
    else:
        centre = QPointF(column.x, float(column.y[index]))
        painter.drawEllipse(centre, column.radius + 2, column.radius + 2)
    if layer == 0 and layout.picture:
        rows, columns = layout.picture_shape
        row, place = divmod(index, columns)
        width, height = layout.picture.width / columns, layout.picture.height / rows
        painter.drawRect(
            QRectF(layout.picture.x + place * width, layout.picture.y + row * height, width, height)
        )


def paint_edge_mark(
    painter: QPainter, layout: Layout, edge: tuple[int, int, int], weight: float, theme: Theme
) -> None:
    """Bring one edge forward."""
    pair, source, target = edge
    left, right = layout.columns[pair], layout.columns[pair + 1]
    line = QLineF(left.x, float(left.y[source]), right.x, float(right.y[target]))
    painter.setPen(QPen(QColor(theme.window), 6))
    painter.drawLine(line)
    painter.setPen(QPen(QColor(theme.positive if weight >= 0 else theme.negative), 2.5))
    painter.drawLine(line)


def paint_card(
    painter: QPainter, layout: Layout, x: float, y: float, lines: list[str], theme: Theme
) -> None:
    """Write `lines` on a card near (x, y), inside the picture; the first is the title."""
    font = tabular(painter.font())
    font.setPixelSize(12)
    bold = tabular(font)
    bold.setBold(True)
    fonts = [bold] + [font] * (len(lines) - 1)
    widths = [
        QFontMetricsF(face).horizontalAdvance(line) for face, line in zip(fonts, lines, strict=True)
    ]
    width, height = max(widths) + 20, 17 * len(lines) + 12
    left = x + 16 if x + 16 + width < layout.width - 4 else max(x - 16 - width, 4)
    top = min(max(y + 14, 4), layout.height - height - 4)
    card = QRectF(left, top, width, height)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(colour(theme.raised, 0.96))
    painter.drawRoundedRect(card, 5, 5)
    painter.setPen(QColor(theme.text))
    for row, (face, line) in enumerate(zip(fonts, lines, strict=True)):
        painter.setFont(face)
        painter.drawText(
            QRectF(left + 10, top + 6 + 17 * row, width, 17), Qt.AlignmentFlag.AlignVCenter, line
        )


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
