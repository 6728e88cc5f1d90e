"""All activation functions beside each other, to choose by: a click looks at one, no more."""

import itertools
import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.activations import ACTIVATIONS
from gui import theme
from gui.activation_view.paint import paint_lines
from gui.activation_view.scene import Chain, chains_in
from gui.formulas import activation_tip
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import labelled

NAMES = tuple(ACTIVATIONS)
_REACH = 4.0  # z of the small pictures
_GAP, _PAD = 1, 0.75  # units of the grid, between and in tiles
_WIDE, _HIGH = 58, 30  # units


class Tile(NamedTuple):
    """One function: its `room` and that of its name, its lines of f and of f′, and the axis z.

    `own`: it is the neuron's; `looked`: it is looked at.
    """

    name: str
    room: QRectF
    named: QRectF
    curve: tuple[Chain, ...]
    slope: tuple[Chain, ...]
    axis: tuple[Chain, ...]
    own: bool
    looked: bool


def tiles_of(own: str, looked: str, wide: float, high: float) -> tuple[Tile, ...]:
    """Return the tiles in a view so `wide` and `high`; the neuron has its `own` function."""
    metrics = QFontMetricsF(theme.font("small", strong=True))
    line, gap, pad = metrics.height(), theme.exact(_GAP), theme.exact(_PAD)
    named = max(map(metrics.horizontalAdvance, NAMES)) + 2 * pad

    def tile(columns: int) -> tuple[float, float]:
        rows = math.ceil(len(NAMES) / columns)
        return (wide + gap) / columns - gap, (high + gap) / rows - gap

    def good(way: tuple[int, bool]) -> float:
        """How large the pictures are in so many columns, the name above them or beside."""
        (across, down), above = tile(way[0]), way[1]
        if down < line:
            return down - line - wide  # names are cut off: better in fewer rows
        if above:
            return min(across, 1.6 * (down - line)) if across >= named else across - named
        return min(across - named, 1.6 * down)

    columns, above = max(itertools.product(range(1, len(NAMES) + 1), (True, False)), key=good)
    across, down = tile(columns)
    found = []
    for index, name in enumerate(NAMES):
        row, column = divmod(index, columns)
        room = QRectF(column * (across + gap), row * (down + gap), across, down)
        left, top = (pad, line + pad) if above else (named, pad)
        inner = room.adjusted(left, top, -pad, -pad)
        place = room.adjusted(pad, 0, 0, 0)
        place.setHeight(line + pad if above else down)
        chains = chains_in(name, _REACH, inner)
        found.append(Tile(name, room, place, *chains, name == own, name == looked))
    return tuple(found)


class FunctionGallery(QWidget, OwnKeys):
    """Small pictures of every function."""

    chosen = Signal(str)

    own_keys = ARROWS | {Qt.Key.Key_Escape}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "activationGallery", translate("ActivationView", "All activation functions"))
        self._own = self._looked = NAMES[0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is seen."""
        return tiles_of(self._own, self._looked, self.width() - 1, self.height() - 1)

    def show_chosen(self, own: str, looked: str) -> None:
        """Mark the neuron's own function, and the one that is looked at."""
        if (own, looked) != (self._own, self._looked):
            self._own, self._looked = own, looked
            self.setAccessibleDescription(looked)
            self.update()

    def tip_at(self, point: QPointF) -> str:
        """Return what a function computes, and whether it is the neuron's own."""
        name = self._name_at(point)
        if name is None:
            return ""
        lines = [name, activation_tip(name)]
        if name == self._own:
            lines.append(translate("ActivationView", "The neuron’s own function"))
        else:
            lines.append(
                translate("ActivationView", "Click to look at it; the network stays as it is")
            )
        if name == "softmax":
            lines.append(
                translate("ActivationView", "The picture: with one other output, whose z is 0")
            )
        return "\n".join(lines)

    def _name_at(self, point: QPointF) -> str | None:
        return next((tile.name for tile in self.tiles if tile.room.contains(point)), None)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE) // 2, theme.space(_HIGH) // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._name_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.chosen.emit(self._own)
        elif event.key() in ARROW_STEPS:
            across, down = ARROW_STEPS[event.key()]
            tiles = self.tiles
            columns = sum(tile.room.top() == tiles[0].room.top() for tile in tiles)
            there = NAMES.index(self._looked) + across + down * columns
            if 0 <= there < len(NAMES):
                self.chosen.emit(NAMES[there])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tiles(painter, self.tiles, theme.current(), self.hasFocus())


def paint_tiles(painter: QPainter, tiles: tuple[Tile, ...], now: Theme, focused: bool) -> None:
    """Paint the small pictures; of the neuron's own function the name is strong."""
    for tile in tiles:
        painter.setPen(QPen(QColor(now.accent if tile.looked else now.border), 1 + tile.looked))
        painter.setBrush(QColor(now.raised if tile.looked and focused else now.surface))
        painter.drawRect(tile.room)
        painter.setFont(theme.font("small", strong=tile.own))
        painter.setPen(QColor(now.text if tile.own or tile.looked else now.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(tile.named, flags, tile.name)
        painter.save()
        painter.setClipRect(tile.room.adjusted(1, 1, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lines(painter, tile.axis, QPen(QColor(now.border), 1))
        paint_lines(painter, tile.slope, QPen(QColor(now.muted), 1, Qt.PenStyle.DashLine))
        paint_lines(painter, tile.curve, QPen(QColor(now.text), 1.5))
        painter.restore()
