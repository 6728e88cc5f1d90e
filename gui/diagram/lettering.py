"""Fonts of a size in pixels, for what is painted: the widget's font, larger where there is room."""

import math

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from gui.theme import tabular


def em(font: QFont) -> float:
    """Return how large `font` is, in px."""
    return float(QFontInfo(font).pixelSize())


def sized(font: QFont, pixels: float, bold: bool = False) -> QFont:
    """Return `font` with figures of equal width, `pixels` large."""
    result = tabular(font)
    result.setPixelSize(max(round(pixels), 1))
    result.setBold(bold)
    return result


def narrowed(font: QFont, text: str, width: float) -> QFont:
    """Return a `font` of `sized`, smaller where `text` would be wider than `width` px."""
    wide = QFontMetricsF(font).horizontalAdvance(text)
    return font if wide <= width else sized(font, math.floor(font.pixelSize() * width / wide))
