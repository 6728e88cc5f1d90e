"""A label for words and formulas, with room for all their ink.

Qt gives a line the height of its plain letters: raised and lowered ones reach beyond it, and a
label cuts them off.
"""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from core.notation import markup
from core.notation.markup import Lines, Node, Script

_HIGH_AND_LOW: Node = (
    *(Script("Σ", above=letter) for letter in markup.RAISED),
    *(Script("ŷ", below=letter) for letter in markup.LOWERED),
    "∂√∞()Åjg",
)
_RATIOS = (1, 3)  # px of a picture for one of the screen: letters are not the same in each
_SPARE = 2  # px: between whole pixels ink spreads


class FormulaLabel(QLabel):
    """Shows nodes of `core.notation.markup`, each line with room for what is raised and lowered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines: Lines = ()
        self._bold = False
        self._heights: dict[int, int] = {}  # of the text, by width: layouts ask many times

    def show_lines(self, *lines: Node, bold: bool = False) -> None:
        """Show one node a line."""
        self._lines, self._bold = lines, bold
        self._heights.clear()
        above, below = overhang(self.font().toString())
        # Of all that sets a text in, Qt's labels heed the padding of a table alone.
        padding = f"padding-top: {above}px; padding-bottom: {below}px"
        cells = "".join(
            f'<tr><td style="{padding}">{f"<b>{line}</b>" if bold else line}</td></tr>'
            for line in map(markup.html, lines)
        )
        self.setText(f'<table cellspacing="0" cellpadding="0">{cells}</table>')

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.show_lines(*self._lines, bold=self._bold)


@lru_cache(maxsize=64)
def overhang(font: str) -> tuple[int, int]:
    """Return how far (px) ink reaches above and below a line, and a little more.

    `font` is a QFont as `toString` writes it.
    """
    described = QFont()
    described.fromString(font)
    document = QTextDocument()
    document.setDefaultFont(described)
    document.setHtml(f"<b>{markup.html(_HIGH_AND_LOW)}</b>")
    document.setTextWidth(document.idealWidth())
    reaches = [_reach(document, ratio) for ratio in _RATIOS]
    above, below = (max(0, *(reach[side] for reach in reaches)) for side in (0, 1))
    return math.ceil(above) + _SPARE, math.ceil(below) + _SPARE


def _reach(document: QTextDocument, ratio: int) -> tuple[float, float]:
    """Return how far the ink of a document of one line reaches beyond that (px), at a scale."""
    width, height = (math.ceil(side) for side in document.size().toTuple())  # with its margins
    picture = QImage(width * ratio, 3 * height * ratio, QImage.Format.Format_Alpha8)
    picture.fill(0)
    painter = QPainter(picture)
    painter.scale(ratio, ratio)
    painter.translate(0, height)
    document.drawContents(painter)
    painter.end()
    alpha = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    inked = np.flatnonzero(alpha[:, : picture.width()].any(axis=1)) / ratio
    top = height + document.documentMargin()
    bottom = height + document.size().height() - document.documentMargin()
    return float(top - inked[0]), float(inked[-1] + 1 / ratio - bottom)
