"""The words around the network: captions above the layers, the scale and what is left out below."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from gui.diagram import tone
from gui.diagram.edges import Picture
from gui.diagram.layout import CAPTION_HEIGHT, MARGIN, Layout
from gui.diagram.scene import Scene, layer_details, layer_name, number
from gui.theme import Theme, colour, tabular

_BAR, _BAR_GAP = 112.0, 18.0
_BARS_SHARE = 0.35  # of the legend's width: where bars for all pairs do not fit there is one


def _tr(text: str) -> str:
    return QCoreApplication.translate("Diagram", text)


def paint_captions(painter: QPainter, layout: Layout, scene: Scene, theme: Theme) -> None:
    """Write each layer's name, size and activation above it."""
    count = len(layout.columns)
    gap = (layout.columns[-1].x - layout.columns[0].x) / max(count - 1, 1)
    font = QFont(painter.font())
    for size in (12, 11, 10, 9, 8):
        font.setPixelSize(size)
        metrics = QFontMetricsF(font)
        texts = [(layer_name(scene.network, i), layer_details(scene, i)) for i in range(count)]
        widest = max(metrics.horizontalAdvance(text) for pair in texts for text in pair)
        if widest + 6 <= gap:
            break
    bold = QFont(font)
    bold.setBold(True)
    bold_metrics = QFontMetricsF(bold)
    painter.fillRect(QRectF(0, 0, layout.width, CAPTION_HEIGHT - 4), QColor(theme.window))
    for column, (name, details) in zip(layout.columns, texts, strict=True):
        if not -gap / 2 < column.x < layout.width + gap / 2:
            continue
        width = max(bold_metrics.horizontalAdvance(name), metrics.horizontalAdvance(details)) + 2
        width = min(width, max(gap, 40.0))
        left = column.x - width / 2
        if 0 < column.x < layout.width:  # at the rim a caption moves inwards
            left = min(max(left, 2), layout.width - width - 2)
        middle = Qt.AlignmentFlag.AlignCenter
        for text, face, top, ink in (
            (name, bold, 3, theme.text),
            (details, font, 17, theme.muted),
        ):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top, width, 15), middle, shown)


class Bar(NamedTuple):
    """The colours of one pair's edges, from the negative end of the scale to the positive one."""

    title: str
    curve: tone.Curve
    crossing: float


class Legend(NamedTuple):
    """What the legend shows."""

    bars: tuple[Bar, ...]
    sentences: tuple[str, ...]

    @staticmethod
    def of(
        scene: Scene, picture: Picture, width: float, selected: tuple[int, int] | None = None
    ) -> "Legend":
        """Return the legend for a picture that is `width` wide.

        Where not all bars fit it is the one of the edges into the `selected` neuron.
        """
        pairs = range(len(picture.pairs))
        if len(pairs) * (_BAR + _BAR_GAP) > _BARS_SHARE * width:
            pairs = [max(selected[0] - 1, 0) if selected else 0]
        bars = tuple(
            Bar(
                f"{layer_name(scene.network, pair)} → {layer_name(scene.network, pair + 1)}",
                picture.pairs[pair].curve,
                picture.pairs[pair].crossing,
            )
            for pair in pairs
        )
        return Legend(bars, tuple(sentences(scene, picture)))


def sentences(scene: Scene, picture: Picture) -> list[str]:
    """Say what the picture of the edges shows and what it does not, most important first."""
    said, pairs = [], picture.pairs
    for index, pair in enumerate(pairs):
        if pair.broken:
            said.append(
                _tr("Not finite and not drawn: {count} of {all} weights into {layer}.").format(
                    count=f"{pair.broken:,}",
                    all=f"{scene.weights[index].size:,}",
                    layer=layer_name(scene.network, index + 1),
                )
            )
    symbol = "w" if picture.mode == "weights" else "Δw"
    if picture.mode == "change":
        said.append(_tr("Δw: change of each weight since the start."))
    elif picture.mode == "update":
        said.append(_tr("Δw: change of each weight in the last snapshot."))
    said.append(
        _tr(
            "Layer by layer, colour is full at |{symbol}| = {scales}{fixed} (largest"
            " {largest}) and fades as |{symbol}| to the power {powers}."
        ).format(
            symbol=symbol,
            scales=_each([pair.curve.scale for pair in pairs]),
            fixed=_tr(", fixed") if picture.fixed else "",
            largest=_each([float(f"{pair.largest:.2g}") for pair in pairs]),
            powers=_each([round(pair.curve.power, 1) for pair in pairs]),
        )
    )
    said.extend(_groups(scene, pairs))
    if any(pair.crossing > 1 for pair in pairs):
        said.append(
            _tr("The bars count how many edges cross a pixel: {} on average.").format(
                _each([max(1, round(pair.crossing)) for pair in pairs])
            )
        )
    said.append(_tr("Grey: both signs overlap. Ring: bias. Fill: activation."))
    return said


def _groups(scene: Scene, pairs) -> list[str]:
    """Say which layers' neurons are drawn together, alike ones in one sentence."""
    sizes = [pair.groups[0] for pair in pairs] + [pairs[-1].groups[1]]
    alike: dict[tuple[int, int], list[str]] = {}
    for layer, (neurons, size) in enumerate(zip(scene.network.sizes, sizes, strict=True)):
        if size > 1:
            alike.setdefault((neurons, size), []).append(layer_name(scene.network, layer))
    return [
        _tr("{layers}: edges of {neurons} neurons drawn as {groups} groups of {size}.").format(
            neurons=neurons, layers=", ".join(layers), groups=-(-neurons // size), size=size
        )
        for (neurons, size), layers in alike.items()
    ]


def paint_legend(painter: QPainter, layout: Layout, legend: Legend | None, theme: Theme) -> None:
    """Paint the scales of colours and the words beside them."""
    box = layout.legend
    painter.fillRect(QRectF(0, box.y, layout.width, box.height + 1), QColor(theme.window))
    if legend is None:
        return
    font = tabular(painter.font())
    left = MARGIN
    for bar in legend.bars:
        font.setPixelSize(10)
        painter.setFont(font)
        _paint_bar(painter, QRectF(left, box.y + 3, _BAR, 42), bar, theme)
        left += _BAR + _BAR_GAP
    room = QRectF(left, box.y + 3, layout.width - MARGIN - left, box.height - 5)
    flags = int(Qt.TextFlag.TextWordWrap)
    text, font = _fitting(legend.sentences, room, flags, font)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    painter.drawText(room, flags, text)


def _fitting(said: tuple[str, ...], room: QRectF, flags: int, font: QFont) -> tuple[str, QFont]:
    """Return as many of the sentences, and as large a font, as fit; "…" where some do not."""
    for kept in range(len(said), 0, -1):
        text = " ".join(said[:kept]) + (" …" if kept < len(said) else "")
        for size in (11, 10, 9):
            font.setPixelSize(size)
            if QFontMetricsF(font).boundingRect(room, flags, text).height() <= room.height():
                return text, font
    return text, font


def _paint_bar(painter: QPainter, room: QRectF, bar: Bar, theme: Theme) -> None:
    steps = 2 * int(room.width())
    painter.drawImage(QRectF(room.x(), room.y() + 16, room.width(), 9), _ramp(bar, steps, theme))
    painter.setPen(QColor(theme.muted))
    middle = int(Qt.AlignmentFlag.AlignHCenter)
    metrics = QFontMetricsF(painter.font())
    title = metrics.elidedText(bar.title, Qt.TextElideMode.ElideRight, room.width() + 10)
    painter.drawText(room.adjusted(-5, 0, 5, 0), middle, title)
    end = number(bar.curve.scale)
    below = room.adjusted(0, 28, 0, 0)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), f"−{end}")
    painter.drawText(below, middle, "0")
    painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), f"+{end}")


def _ramp(bar: Bar, steps: int, theme: Theme) -> QImage:
    """Return the colours that edges of −scale to +scale have, `steps` x 1 pixels."""
    share = np.linspace(-1, 1, steps)
    density = max(bar.crossing, 1.0) * bar.curve.full * np.abs(share) ** bar.curve.power
    ink, opacity = tone.colours(density * (share > 0), density * (share < 0), theme)
    mixed = tone.rgb(theme.window) * (1 - opacity[:, None]) + ink * opacity[:, None]
    parts = np.rint(255 * mixed).astype(np.uint32)
    pixels = 0xFF000000 | parts[:, 0] << 16 | parts[:, 1] << 8 | parts[:, 2]
    return QImage(pixels.tobytes(), steps, 1, 4 * steps, QImage.Format.Format_RGB32).copy()


def paint_warnings(
    painter: QPainter, layout: Layout, scene: Scene, picture: Picture, theme: Theme
) -> None:
    """Say over the edges themselves where some cannot be drawn."""
    font = tabular(painter.font())
    font.setPixelSize(11)
    painter.setFont(font)
    for index, pair in enumerate(picture.pairs):
        if pair.broken:
            text = _tr("{count} of {all} weights\nare not finite").format(
                count=f"{pair.broken:,}", all=f"{scene.weights[index].size:,}"
            )
            x = (layout.columns[index].x + layout.columns[index + 1].x) / 2
            box = QRectF(x - 62, layout.stage.y + layout.stage.height / 2 - 20, 124, 40)
            painter.setPen(QColor(theme.error))
            painter.setBrush(colour(theme.window, 0.85))
            painter.drawRoundedRect(box, 4, 4)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _each(numbers: list[float]) -> str:
    """One number where all are equal; else each from left to right, or of many the range."""
    if len(set(numbers)) == 1:
        return f"{numbers[0]:g}"
    if len(numbers) > 4:
        return _tr("{least:g} to {most:g}").format(least=min(numbers), most=max(numbers))
    return " · ".join(f"{number:g}" for number in numbers)
