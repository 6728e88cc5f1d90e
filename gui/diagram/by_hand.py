"""Changing numbers in the diagram itself: by the wheel, by a drag along an edge, by typing.

With Ctrl the wheel changes what it is over: a weight, a bias, an input. With Ctrl a drag along the
selected edge changes its weight, and one across a selected neuron its number. Enter, or a double
click on an edge's number, opens a field in its place.
"""

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from core.by_hand import STEPS
from gui import theme
from gui.by_hand import ByHand
from gui.diagram.edge_labels import edge_labels, label_of
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.marks import edge_line
from gui.diagram.typed_number import TypedNumber
from gui.diagram.view import Diagram
from gui.selection import Target
from gui.session import Session

NOTCH = 120  # angle of one step of a usual wheel
_DRAG = 2.0  # units of the grid that a drag goes for one step
_STILL = 4.0  # px within which the wheel stays with what it turned


class Drag(NamedTuple):
    """A drag that changes `target`: from `start`, where its number was `value`."""

    target: Target
    start: QPointF
    value: float


def step_of(modifiers: Qt.KeyboardModifier) -> float | None:
    """Return by how much a step changes a number while these keys are held; None: it does not."""
    held = Qt.KeyboardModifier
    if not modifiers & held.ControlModifier:
        return None
    if modifiers & held.AltModifier:
        return STEPS[0]
    return STEPS[2] if modifiers & held.ShiftModifier else STEPS[1]


def along(layout: Layout, target: Target, moved: QPointF) -> float:
    """Return how far a move of the mouse goes up: along an edge to its end, at a neuron upwards."""
    if len(target) == 2:
        return -moved.y()
    line = edge_line(layout, target)
    return QPointF.dotProduct(moved, QPointF(line.dx(), line.dy())) / (line.length() or 1.0)


class DiagramByHand(QObject):
    """Takes the events of a diagram that change numbers, before the diagram has them."""

    def __init__(self, session: Session, diagram: Diagram, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagram, self._by_hand = diagram, ByHand(session)
        self._drag: Drag | None = None
        self._turned: tuple[Target, QPointF] | None = None
        self._angle = 0.0  # turned, and less than a step
        self._field: TypedNumber | None = None
        diagram.installEventFilter(self)
        session.run_changed.connect(self._close_field)

    @property
    def field(self) -> TypedNumber:
        """The field that opens where a number is typed; made when it is first asked for."""
        if self._field is None:
            self._field = TypedNumber(self._diagram)
        return self._field

    def _close_field(self) -> None:
        if self._field:
            self._field.close_field()

    def title(self, target: Target) -> str:
        """Return what the number of a target is called; empty: it is none that can be changed."""
        return self._by_hand.title(target) if self._by_hand.may_change(target) else ""

    def open_field(self, target: Target) -> None:
        """Have a number typed where it stands."""
        if self._by_hand.may_change(target):
            value, title = self._by_hand.value(target), self._by_hand.title(target)
            self.field.open_field(
                self._room_of(target),
                title,
                value,
                lambda number: self._by_hand.change(target, number),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QWheelEvent():
                return self._turn(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonDblClick:
                return self._double_click(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonRelease:
                dragged, self._drag = self._drag is not None, None
                return dragged
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress:
                return self._press_key(event)
        if event.type() == QEvent.Type.Resize:
            self._close_field()
        return False

    # The wheel.

    def _turn(self, event: QWheelEvent) -> bool:
        step, point = step_of(event.modifiers()), event.position()
        if step is None:
            self._close_field()  # the diagram zooms away below it
            return False
        event.accept()
        target = self._target_at(point)
        if target is None:
            return True  # beside everything: it would be a surprise if the picture jumped
        if self._turned is None or self._turned[0] != target:
            self._angle = 0.0
        self._turned = target, point
        # With Alt, a wheel turns sideways.
        self._angle += event.angleDelta().y() or event.angleDelta().x()
        steps = math.trunc(self._angle / NOTCH)
        self._angle -= steps * NOTCH
        if steps:
            self._by_hand.turn(target, steps * step)
        return True

    def _target_at(self, point: QPointF) -> Target | None:
        """Return what can be changed at a point; a wheel that stands still stays with its target.

        Where edges lie over each other the strongest is meant, and that may be another by now.
        """
        if self._turned and (point - self._turned[1]).manhattanLength() <= _STILL:
            return self._turned[0]
        target = self._diagram.target_at(point)
        return target if target and self._by_hand.may_change(target) else None

    # The drag.

    def _press(self, event: QMouseEvent) -> bool:
        self._turned = None
        point, left = event.position(), event.button() == Qt.MouseButton.LeftButton
        selected = self._diagram.selection.target
        if not left or selected is None or step_of(event.modifiers()) is None:
            return False
        if self._diagram.target_at(point) != selected or not self._by_hand.may_change(selected):
            return False
        self._drag = Drag(selected, point, self._by_hand.value(selected))
        return True

    def _move(self, event: QMouseEvent) -> bool:
        step = step_of(event.modifiers())
        if self._drag is None:
            return False
        if step is not None:
            target, start, value = self._drag
            moved = along(self._diagram.layout_now, target, event.position() - start)
            steps = math.trunc(moved / theme.space(_DRAG))
            wanted = value + steps * step
            self._by_hand.change(target, round(wanted, 6) if steps else value)
        return True

    # The field.

    def _double_click(self, event: QMouseEvent) -> bool:
        edge = self._number_at(event.position())
        if edge is None:
            return False
        self._diagram.selection.select(edge)
        self.open_field(edge)
        return True

    def _press_key(self, event: QKeyEvent) -> bool:
        target = self._diagram.selection.target
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or held or target is None:
            return False
        self.open_field(target)
        return True

    def _number_at(self, point: QPointF) -> tuple[int, int, int] | None:
        """Return the edge whose number is written at a point."""
        diagram, picture = self._diagram, self._diagram.picture
        if picture is None:
            return None
        layout, now, font = diagram.layout_now, diagram.colouring.theme, diagram.font()
        for label in edge_labels(layout, picture, now, font):
            if label.room.contains(point):
                return label.edge
        attended = diagram.selection.edge or diagram.under_mouse
        if attended and len(attended) == 3:
            label = label_of(layout, picture, now, font, attended)
            return attended if label.room.contains(point) else None
        return None

    def _room_of(self, target: Target) -> QRectF:
        """Return where the number of an edge, or a neuron, stands."""
        diagram, layout = self._diagram, self._diagram.layout_now
        picture: Picture | None = diagram.picture
        if len(target) == 3 and picture:
            return label_of(layout, picture, diagram.colouring.theme, diagram.font(), target).room
        if len(target) == 3:
            middle = edge_line(layout, target).center()
            return QRectF(middle, middle)
        column = layout.columns[target[0]]
        place = QPointF(column.x, float(column.y[target[1]]))
        return QRectF(place, place)
