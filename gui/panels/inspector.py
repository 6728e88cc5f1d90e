"""What is selected from close by: a neuron with its weights and function, or an edge."""

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.colouring import Colouring
from gui.diagram import close_up
from gui.diagram.edge_numbers import EdgeNumbers
from gui.diagram.face_close_up import LargeFace, paint_large_face
from gui.diagram.faces import Faces
from gui.diagram.scene import (
    Scene,
    edge_facts,
    layer_name,
    neuron_lines,
    neuron_name,
    of_session,
    value_lines,
)
from gui.freezing import Freezing
from gui.panels.hand_fields import HandFields
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_MARGIN, _LINE, _GAP = 2, 4.5, 2  # units of the grid
_NAMES_OF_EDGE = 3  # lines of edge_facts: what it is, and between which neurons; then its weight
_MAP, _MAP_OF_HEIGHT, _MAP_OF_WIDTH = 40, 0.42, 0.55  # units; of the room, the largest map
_PICTURE = 38  # units, the largest side of the weights' picture
_LEAST_PICTURE, _ROWS = 14, 5  # units; it shrinks so far that so many of the weights stand below


class Inspector(QWidget):
    """Shows the neuron or the edge that is selected, live, its own numbers in fields."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "inspector", translate("Inspector", "Neuron"))
        self._session, self.selection, self.colouring = session, selection, colouring
        self._faces: Faces | None = None
        self._numbers = EdgeNumbers(session)
        self._numbers.follow()
        self._fields = HandFields(session, selection, self)
        self._freezing = Freezing(session)
        self._least, self._least_of = (
            QSize(),
            selection.target,
        )  # how small it was last, and of what
        session.run_changed.connect(self._numbers.follow)
        session.snapshot_changed.connect(self._numbers.follow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        selection.changed.connect(self._refresh)
        colouring.changed.connect(self.update)
        session.forward_changed.connect(self._show_numbers)
        session.experiment_changed.connect(self._show_numbers)
        self._refresh()

    def show_faces(self, faces: Faces | None) -> None:
        """Show the selected neuron's map, which is one of `faces`; None: there are none."""
        self._faces = faces
        if self.selection.neuron:
            self.update()

    def _show_numbers(self) -> None:
        if self.selection.target and self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self.selection.neuron:
            text = "\n".join(neuron_lines(of_session(self._session), *self.selection.neuron))
        elif self.selection.edge:
            text = "\n".join(self._edge_facts(self.selection.edge))
        else:
            text = self._hint()
        self.setAccessibleDescription("\n".join([text, *self._frozen()]))
        self._fields.follow()
        self._place_fields()
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        """Tell of more room for the same, or of other room for another: numbers move nothing."""
        target, least = self.selection.target, self.minimumSizeHint()
        if target == self._least_of:
            least = least.expandedTo(self._least)
        if (target, least) != (self._least_of, self._least):
            moved, self._least_of, self._least = least != self._least, target, least
            if moved:
                self.updateGeometry()

    def _room(self) -> QRectF:
        margin = theme.space(_MARGIN)
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _place_fields(self) -> None:
        """Put the fields below the lines that name what is selected."""
        self._fields.setVisible(bool(self._fields.targets))
        lines, room = self._lines_above(), self._room()
        top = room.y() + _height(lines, room.width())
        height = self._fields.sizeHint().height()
        self._fields.setGeometry(round(room.x()), round(top), round(room.width()), height)

    def _lines_above(self) -> list[str]:
        """Return what stands above the fields, in short lines."""
        selection, scene = self.selection, of_session(self._session)
        if selection.edge:
            return [*self._edge_facts(selection.edge)[:_NAMES_OF_EDGE], *self._frozen()]
        if selection.neuron is None:
            return []
        values = value_lines(scene, *selection.neuron)
        if self._fields.targets:
            values = values[:-1]  # it stands in a field: the bias, or the input
        together = "      ".join(values)
        if QFontMetricsF(theme.font()).horizontalAdvance(together) <= self._room().width():
            values = [together] if values else []
        return [neuron_name(scene, *selection.neuron), *values, *self._frozen()]

    def _frozen(self) -> list[str]:
        """Say that what is selected is frozen, if it is."""
        target = self.selection.target
        told = self._freezing.told(target) if target else ""
        return [told] if told else []

    def _edge_facts(self, edge: tuple[int, int, int]) -> list[str]:
        return edge_facts(of_session(self._session), edge, self._numbers.of(edge))

    def _hint(self) -> str:
        return translate(
            "Inspector",
            "Click a neuron in the diagram to see its weights here, or an edge to see its numbers."
            "\n\nThe arrow keys move from neuron to neuron."
            "\n\nCtrl and the wheel change what is under the mouse.",
        )

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(68), theme.space(82))

    def minimumSizeHint(self) -> QSize:
        least = QSize(theme.space(47), theme.space(62))
        if self.selection.edge:  # of lines alone
            room, rest = self._room(), self._edge_facts(self.selection.edge)[_NAMES_OF_EDGE + 1 :]
            top = self._fields.geometry().bottom() + theme.space(_GAP + _MARGIN)
            return QSize(least.width(), round(top + _height(rest, room.width())))
        if len(self._fields.targets) <= 1:
            return least
        # Below the fields there is room for the function.
        high = self._fields.geometry().bottom() + theme.space(_LEAST_PICTURE + _LINE + 2 * _GAP)
        return least.expandedTo(QSize(0, high))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_fields()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_fields()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, room = self.colouring.theme, self._room()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        target = self.selection.target
        if target is None:
            painter.setPen(QColor(now.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._hint())
            return
        lines = self._lines_above()
        if self._frozen():
            painter.setPen(QPen(QColor(now.text), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        _write_lines(painter, room, lines, now)
        top = room.y() + _height(lines, room.width())
        if self._fields.targets:
            top = self._fields.geometry().bottom() + theme.space(_GAP)
        below = QRectF(room.x(), top, room.width(), room.bottom() - top)
        if self.selection.edge:
            rest = self._edge_facts(self.selection.edge)[_NAMES_OF_EDGE + 1 :]
            _write_lines(painter, below, rest, now, titled=False)
        elif self.selection.neuron:
            painter.setFont(theme.font("small"))
            scene = of_session(self._session)
            self._paint_weights(painter, below, scene, self.selection.neuron, now)

    def _paint_weights(
        self,
        painter: QPainter,
        room: QRectF,
        scene: Scene,
        neuron: tuple[int, int],
        now: theme.Theme,
    ) -> None:
        """Paint the function, and the weights in (those out of an input) as picture and bars."""
        layer, index = neuron
        room = self._paint_map(painter, room, neuron, now)
        if layer == 0:
            out = scene.weights[0][index]
            caption = _caption(scene, 1, len(out), into=False)
            self._paint_bars(painter, room, scene, 1, out, caption, now)
            return
        weights = scene.weights[layer - 1][:, index]
        shape = scene.picture_shape if layer == 1 else None
        pictured = shape is not None
        gap, line = theme.space(_GAP), theme.space(_LINE)
        most = translate("Inspector", "weights, ± {most}").format(most=_largest(weights))
        least, wide = theme.space(_LEAST_PICTURE), painter.fontMetrics().horizontalAdvance(most)
        rows = _ROWS * close_up.row_height(QFontMetricsF(painter.font()))
        listed = len(self._fields.targets) > 1  # every weight has a field: there are no bars
        rows = -line if listed else rows
        spare = room.height() - 2 * line - theme.space(2) - rows  # that the rows leave
        spare = min(max(spare, least), theme.space(_PICTURE))
        side = min((room.width() - gap) / 2, spare) if pictured else 0.0
        height = side if pictured else min(spare, theme.space(28))
        column = min(max(side, wide), (room.width() - gap) / 2) + gap if pictured else 0.0
        captions = [(room.x() + column, scene.network.layers[layer - 1].activation)]
        if pictured:
            captions.insert(0, (room.x(), most))
        painter.setPen(QColor(now.muted))
        for left, text in captions:
            width = column if pictured and left == room.x() else room.right() - left
            _write(painter, QRectF(left, room.y(), width, line), text)
        below = room.adjusted(0, line, 0, 0)
        if shape is not None:
            square = QRectF(below.x(), below.y(), side, side)
            close_up.paint_weight_picture(painter, square, weights, shape, now)
        plot = QRectF(captions[-1][0], below.y(), below.right() - captions[-1][0], height)
        curve = close_up.activation_curve(scene, layer, index)
        close_up.paint_curve(painter, plot, curve, now)
        if listed:
            return
        rest = below.adjusted(0, height + theme.space(2), 0, 0)
        caption = _caption(scene, layer - 1, len(weights), into=True)
        self._paint_bars(painter, rest, scene, layer - 1, weights, caption, now)

    def _paint_map(
        self, painter: QPainter, room: QRectF, neuron: tuple[int, int], now: theme.Theme
    ) -> QRectF:
        """Paint what the neuron says over the plane, if it is known; return the room below."""
        face, faces = LargeFace.of(self._faces, *neuron), self._faces
        if faces is None or face is None:
            return room
        side = min(theme.space(_MAP), _MAP_OF_HEIGHT * room.height(), _MAP_OF_WIDTH * room.width())
        # Of older parameters: the next ones are soon there, and stand in the same place.
        if faces.wish.parameters is self._session.snapshot.parameters:
            at = QRectF(room.x(), room.y(), room.width(), side)
            paint_large_face(painter, at, face, now)
        return room.adjusted(0, side + theme.space(_GAP), 0, 0)

    def _paint_bars(
        self,
        painter: QPainter,
        room: QRectF,
        scene: Scene,
        layer: int,
        weights: np.ndarray,
        caption: str,
        now: theme.Theme,
    ) -> None:
        """Paint the strongest of `weights`, those to or from the neurons of `layer`."""
        painter.setPen(QColor(now.muted))
        line = theme.space(_LINE)
        _write(painter, QRectF(room.x(), room.y(), room.width(), line), caption)
        below = room.adjusted(0, line, 0, 0)
        metrics = QFontMetricsF(painter.font())
        bars = close_up.WeightBars.of(below, scene, layer, weights, now, metrics)
        close_up.paint_weight_bars(painter, bars, now)


def _height(lines: list[str], width: float) -> float:
    """Return how high `lines` stand that `_write_lines` writes so wide, with a gap below."""
    return sum(_heights(lines, width)) + theme.space(1)


def _heights(lines: list[str], width: float, titled: bool = True) -> list[float]:
    flags, room, found = int(Qt.TextFlag.TextWordWrap), QRectF(0, 0, width, 1e6), []
    for index, line in enumerate(lines):
        font = theme.font(strong=titled and index == 0)
        found.append(1.2 * QFontMetricsF(font).boundingRect(room, flags, line).height())
    return found


def _write_lines(
    painter: QPainter, room: QRectF, lines: list[str], now: theme.Theme, titled: bool = True
) -> None:
    """Write lines below each other, long ones in several rows; the first is bold if `titled`."""
    flags, top = int(Qt.TextFlag.TextWordWrap), room.y()
    painter.setPen(QColor(now.text))
    heights = _heights(lines, room.width(), titled)
    for index, (line, height) in enumerate(zip(lines, heights, strict=True)):
        painter.setFont(theme.font(strong=titled and index == 0))
        painter.drawText(QRectF(room.x(), top, room.width(), room.bottom() - top), flags, line)
        top += height


def _write(painter: QPainter, room: QRectF, text: str) -> None:
    """Write one line, shortened where it is too long."""
    metrics = QFontMetricsF(painter.font())
    painter.drawText(room, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


def _largest(weights: np.ndarray) -> str:
    return f"{close_up.largest(weights):.2g}"


def _caption(scene: Scene, layer: int, count: int, into: bool) -> str:
    """Return what stands above the bars of so many weights, into the neuron or out of it.

    The neurons of `layer`, at the other ends, are pixels by row and column where it is a picture.
    """
    if not into:
        text = translate("Inspector", "Strongest of %n weight(s) out, to {layer}", "", count)
    elif layer == 0 and scene.picture_shape is not None:
        text = translate("Inspector", "Strongest of %n weight(s), by row and column", "", count)
    else:
        text = translate("Inspector", "Strongest of %n weight(s) in, from {layer}", "", count)
    return text.format(layer=layer_name(scene.network, layer))
