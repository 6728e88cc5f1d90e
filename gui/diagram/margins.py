"""Captions and legend, kept as pictures: their words seldom change, and writing takes time."""

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from gui.diagram.captions import above, cautions, paint_captions, paint_cautions
from gui.diagram.edges import Picture
from gui.diagram.layout import Box, Layout
from gui.diagram.legend import Legend, paint_legend
from gui.diagram.scene import Scene
from gui.diagram.shapes import has_pixels
from gui.selection import Target
from gui.theme import Theme


class KeptPart(NamedTuple):
    """A part of the picture, and all that it was painted of."""

    key: tuple[object, ...]
    pixmap: QPixmap


class Margins:
    """Paints what stands above and below the network."""

    def __init__(self) -> None:
        self._captions: KeptPart | None = None
        self._legend: KeptPart | None = None

    def paint(
        self,
        painter: QPainter,
        layout: Layout,
        scene: Scene,
        picture: Picture | None,
        theme: Theme,
        selected: Target | None,
        pointable: bool,
    ) -> None:
        """Paint captions and, of the edges in `picture`, the legend, with the rest as it has it."""
        symbols = tuple(shown.symbol for shown in scene.shown)
        self._captions = paint_kept(
            painter,
            self._captions,
            above(layout),
            (layout, scene.network, scene.picture_shape, theme, symbols),
            lambda inner: paint_captions(inner, layout, scene, theme),
        )
        asked = layout, theme, selected, pointable
        legend = Legend.of(scene, picture, *asked) if picture else None
        self._legend = paint_kept(
            painter,
            self._legend,
            Box(0, layout.legend.y, layout.width, layout.legend.height + 1),
            (legend, layout.lettering, theme),
            lambda inner: paint_legend(inner, layout, legend, theme),
        )
        if picture:
            paint_cautions(painter, layout, cautions(layout, scene, picture, theme), theme)


def paint_kept(
    painter: QPainter,
    kept: KeptPart | None,
    box: Box,
    key: tuple[object, ...],
    paint: Callable[[QPainter], None],
) -> KeptPart | None:
    """Paint what is in `box`, again only where `key` is new; return it for the next time."""
    if not has_pixels(painter):
        painter.save()
        paint(painter)
        painter.restore()
        return kept
    ratio = painter.device().devicePixelRatioF()
    key = (box, ratio, painter.font().key(), *key)
    if kept is None or kept.key != key:
        kept = KeptPart(key, _painted(box, ratio, painter.font(), paint))
    painter.drawPixmap(QPointF(box.x, box.y), kept.pixmap)
    return kept


def _painted(box: Box, ratio: float, font: QFont, paint: Callable[[QPainter], None]) -> QPixmap:
    pixmap = QPixmap(math.ceil(box.width * ratio), math.ceil(box.height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)  # its last row may be part of a pixel
    inner = QPainter(pixmap)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner.setFont(font)
    inner.translate(-box.x, -box.y)
    paint(inner)
    inner.end()
    return pixmap
