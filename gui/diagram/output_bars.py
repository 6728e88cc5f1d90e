"""The answers beside the output neurons: their names, and how sure the network is of each."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.layout import Layout
from gui.diagram.scene import Scene, is_probability
from gui.numbers import number, percent, short
from gui.theme import Theme, colour, tabular

_ROW_HEIGHT = 13.0  # the least distance of answers that are written out


def paint_output_bars(painter: QPainter, layout: Layout, scene: Scene, theme: Theme) -> None:
    """Write names and probabilities beside the outputs; the largest one stands out."""
    column = layout.columns[-1]
    values = scene.activations(len(layout.columns) - 1)
    finite = values is not None and bool(np.isfinite(values).all())
    top = int(values.argmax()) if finite else -1
    # Names and bars keep their size while the network is zoomed.
    reach = column.radius or column.half_width
    left, width = column.x + reach + 8, layout.answers - reach / layout.zoom - 8
    shares = is_probability(scene.network, len(layout.columns) - 1)
    font = tabular(painter.font())
    font.setPixelSize(12)
    bold = QFont(font)
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    shown = range(len(column.y)) if column.pitch >= _ROW_HEIGHT else [top] if top >= 0 else []
    names = [scene.output_names[index] for index in shown]
    widest = min(max((metrics.horizontalAdvance(name) for name in names), default=0), width * 0.5)
    figures = metrics.horizontalAdvance("100.0 %")
    bar = width - widest - figures - 14
    flags = Qt.AlignmentFlag.AlignVCenter
    for index, name in zip(shown, names, strict=True):
        y = float(column.y[index])
        if not layout.stage.y - 8 < y < layout.stage.y + layout.stage.height + 8:
            continue
        best = index == top
        painter.setFont(bold if best else font)
        painter.setPen(QColor(theme.text if best or values is None else theme.muted))
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest + 1)
        painter.drawText(QRectF(left, y - 9, widest + 2, 18), flags, elided)
        if values is None:
            continue
        value = float(values[index])
        at = left + widest + 7
        if shares and bar >= 10:
            track = QRectF(at, y - 3, bar, 6)
            painter.fillRect(track, colour(theme.muted, 0.18))
            if np.isfinite(value):
                track.setWidth(max(bar * min(max(value, 0.0), 1.0), 0.5))
                painter.fillRect(track, QColor(theme.positive) if best else QColor(theme.muted))
            at += bar + 7
        text = (
            short(value) if not np.isfinite(value) else percent(value) if shares else number(value)
        )
        painter.drawText(
            QRectF(at, y - 9, figures, 18),
            flags | (Qt.AlignmentFlag.AlignRight if shares and bar >= 10 else flags),
            text,
        )


def output_bars_width(names: Sequence[str], font: QFont) -> float:
    """Return the width that `names`, bars and figures beside the outputs ask for."""
    bold = tabular(font)
    bold.setPixelSize(12)
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    widest = max(metrics.horizontalAdvance(name) for name in names)
    return 34 + widest + 7 + 60 + 7 + metrics.horizontalAdvance("100.0 %")
