"""Small buttons at a layer under the mouse: a neuron more or less, a layer between two."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolButton

from core.surgery import AddLayer, AddNeurons, RemoveNeurons
from gui import theme
from gui.diagram.captions import above, captions
from gui.diagram.layout import BASE, Layout
from gui.diagram.view import Diagram
from gui.growth import Growth
from gui.icons import icon
from gui.translation import translate
from gui.widgets import labelled

_SIZE = 5.5  # units of the grid, of a button
_NEAR = 2.0  # units beside a layer that still mean it
_LINE = 26.0  # the middle of a caption's second line, in a lettering of BASE px


class Spot(NamedTuple):
    """Where buttons stand: around `x`, as far from it as `half`, at the height `y`, all in px.

    They are of hidden layer `layer`, or, where it is `between` two, of that which it would become.
    """

    layer: int
    between: bool
    x: float
    y: float
    half: float = 0.0


def spot_at(layout: Layout, halves: tuple[float, ...], x: float, y: float) -> Spot | None:
    """Return the buttons of what is at a point; None: nothing there grows.

    `halves` are half the widths of the layers' captions, in px.
    """
    line = _LINE * layout.lettering.title / BASE
    if not 0 <= y <= layout.room.y + layout.room.height:
        return None
    button, near = theme.space(_SIZE), theme.space(_NEAR)
    in_captions = y < above(layout).height
    last = len(layout.columns) - 1
    apart = (layout.columns[-1].x - layout.columns[0].x) / last
    # Up there the buttons are reached, and the one between two layers is left its place.
    widest = (apart - button) / 2 - near
    for layer, (column, half) in enumerate(zip(layout.columns, halves, strict=True)):
        reach = min(max(column.reach, half + button), widest) if in_captions else column.reach
        if abs(x - column.x) <= reach + near:
            return Spot(layer, False, column.x, line, half) if 0 < layer < last else None
    for layer in range(1, last + 1):
        left, right = layout.columns[layer - 1].x, layout.columns[layer].x
        if left < x < right:
            return Spot(layer, True, (left + right) / 2, line)
    return None


class GrowthButtons(QObject):
    """Shows the buttons over a diagram, and has `growth` do what they say."""

    def __init__(self, growth: Growth, diagram: Diagram, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._growth, self._diagram = growth, diagram
        self._spot: Spot | None = None
        self._mouse: QPointF | None = None
        self._card = QRectF()  # that the buttons do not cover
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        self._less = self._button("removeNeuronHere", translate("Growing", "Remove a neuron"))
        self._more = self._button("addNeuronHere", translate("Growing", "Add a neuron"))
        self._between = self._button("addLayerHere", translate("Growing", "Add a layer here"))
        self._less.clicked.connect(lambda: self._spot and growth.remove_neuron(self._spot.layer))
        self._more.clicked.connect(lambda: self._spot and growth.add_neuron(self._spot.layer))
        self._between.clicked.connect(lambda: self._spot and growth.add_layer(self._spot.layer))
        growth.changed.connect(self._place)
        diagram.painted.connect(self._take_card)
        diagram.installEventFilter(self)

    @property
    def spot(self) -> Spot | None:
        """Where the buttons stand; None: there are none."""
        return self._spot

    def follow(self) -> None:
        """Stand where the layers are now."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            held = event.buttons() != Qt.MouseButton.NoButton
            self._mouse = None if held else event.position()
            self._place()
        elif kind in (QEvent.Type.Leave, QEvent.Type.Resize, QEvent.Type.Wheel):
            self._mouse = None
            self._place()
        return False

    def _button(self, name: str, title: str) -> QToolButton:
        button = labelled(QToolButton(self._diagram), name, title, title)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys and the menu do the same
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.hide()
        return button

    def _take_card(self) -> None:
        """Make way for a card that found no other place, and come back when it has gone."""
        if self._diagram.card != self._card:
            self._card = self._diagram.card
            self._soon.start()  # not in the middle of a paint

    def _place(self) -> None:
        diagram, mouse = self._diagram, self._mouse
        self._spot = None
        # Another network may be there before its layout.
        sizes = tuple(len(column.y) for column in diagram.layout_now.columns)
        there = sizes == diagram.scene_now.network.sizes
        if mouse is not None and there and diagram.act is None:
            halves = caption_halves(diagram)
            self._spot = spot_at(diagram.layout_now, halves, mouse.x(), mouse.y())
        spot, side = self._spot, theme.space(_SIZE)
        for button, shown, place in (
            (self._less, not (spot and spot.between), -1),
            (self._more, not (spot and spot.between), 1),
            (self._between, bool(spot and spot.between), 0),
        ):
            if spot is None or not shown:
                button.hide()
                continue
            beside = place * (spot.half + theme.space(0.5) + side / 2)
            left, top = spot.x + beside - side / 2, spot.y - side / 2
            button.setGeometry(QRect(round(left), round(top), side, side))
            button.setIcon(icon("remove" if place < 0 else "add"))
            button.setIconSize(theme.icon_size())
            room = button.geometry()
            button.setVisible(
                diagram.rect().contains(room) and not self._card.intersects(QRectF(room))
            )
        if spot:
            self._say_why(spot)
        buttons = self._less, self._more, self._between
        diagram.covered = tuple(QRectF(one.geometry()) for one in buttons if one.isVisible())

    def _say_why(self, spot: Spot) -> None:
        """What cannot be is not offered, and its tooltip says why."""
        growth, layer = self._growth, spot.layer
        if spot.between:
            _offer(self._between, growth.why_not(AddLayer(layer, "linear")))
            return
        sizes = growth.network.sizes  # with what is to come
        last = sizes[layer] - 1 if layer < len(sizes) else 0
        _offer(self._less, growth.why_not(RemoveNeurons(layer, (last,))))
        _offer(self._more, growth.why_not(AddNeurons(layer)))


def caption_halves(diagram: Diagram) -> tuple[float, ...]:
    """Return half the widths of what is written above each layer, in px."""
    layout = diagram.layout_now
    _, found = captions(layout, diagram.scene_now, diagram.font())
    if len(found) != len(layout.columns):  # zoomed: some are out of sight
        widest = max((one.width for one in found), default=0.0)
        return (widest / 2,) * len(layout.columns)
    return tuple(one.width / 2 for one in found)


def _offer(button: QToolButton, why_not: str) -> None:
    button.setEnabled(not why_not)
    button.setToolTip(why_not or button.accessibleName())
