"""Captions and legend, kept as pictures: their words seldom change, and writing takes time."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.diagram.captions import above, cautions, paint_captions, paint_cautions
from gui.diagram.edges import Picture
from gui.diagram.layout import Box, Layout
from gui.diagram.legend import Legend, paint_legend
from gui.diagram.scene import Scene
from gui.diagram.shapes import has_pixels
from gui.selection import Target
from gui.theme import Theme


class Margins:
    """Paints what stands above and below the network."""

    def __init__(self) -> None:
        self._captions, self._legend = _Kept(), _Kept()

    def paint(
        self,
        painter: QPainter,
        layout: Layout,
        scene: Scene,
        picture: Picture | None,
        theme: Theme,
        selected: Target | None,
    ) -> None:
        """Paint captions and, of the edges in `picture`, the legend; `selected` as in Legend."""
        symbols = tuple(shown.symbol for shown in scene.shown)
        self._captions.paint(
            painter,
            above(layout),
            (layout, scene.network, scene.picture_shape, theme, symbols),
            lambda inner: paint_captions(inner, layout, scene, theme),
        )
        legend = Legend.of(scene, picture, layout, theme, selected) if picture else None
        below = Box(0, layout.legend.y, layout.width, layout.legend.height + 1)
        self._legend.paint(
            painter,
            below,
            (legend, layout.lettering, theme),
            lambda inner: paint_legend(inner, layout, legend, theme),
        )
        if picture:
            paint_cautions(painter, layout, cautions(layout, scene, picture, theme), theme)


class _Kept:
    """A part of the picture, painted again only when what it shows is new."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._pixmap = QPixmap()

    def paint(
        self,
        painter: QPainter,
        box: Box,
        key: tuple[object, ...],
        paint: Callable[[QPainter], None],
    ) -> None:
        if not has_pixels(painter):
            painter.save()
            paint(painter)
            painter.restore()
            return
        ratio = painter.device().devicePixelRatioF()
        key = (box, ratio, painter.font().key(), *key)
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap(math.ceil(box.width * ratio), math.ceil(box.height * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)  # its last row may be part of a pixel
            inner = QPainter(self._pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setFont(painter.font())
            inner.translate(-box.x, -box.y)
            paint(inner)
            inner.end()
        painter.drawPixmap(QPointF(box.x, box.y), self._pixmap)
