"""What is selected from close by: a neuron with its weights and function, or an edge."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QShowEvent
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
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_MARGIN, _LINE, _GAP = 2, 4.5, 2  # units of the grid
_MAP, _MAP_OF_HEIGHT, _MAP_OF_WIDTH = 40, 0.42, 0.55  # units; of the room, the largest map
_PICTURE = 38  # units, the largest side of the weights' picture
_LEAST_PICTURE, _ROWS = 20, 5  # units; it shrinks so far that so many of the weights stand below


class Inspector(QWidget):
    """Shows the neuron or the edge that is selected, live."""

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
        session.run_changed.connect(self._numbers.follow)
        session.snapshot_changed.connect(self._numbers.follow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        selection.changed.connect(self._refresh)
        colouring.changed.connect(self.update)
        session.forward_changed.connect(self._show_numbers)
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
        self.setAccessibleDescription(text)
        self.update()

    def _edge_facts(self, edge: tuple[int, int, int]) -> list[str]:
        return edge_facts(of_session(self._session), edge, self._numbers.of(edge))

    def _hint(self) -> str:
        return translate(
            "Inspector",
            "Click a neuron in the diagram to see its weights here, or an edge to see its numbers."
            "\n\nThe arrow keys move from neuron to neuron.",
        )

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(68), theme.space(82))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(47), theme.space(62))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = self.colouring.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        margin = theme.space(_MARGIN)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        if self.selection.edge:
            _write_lines(painter, room, self._edge_facts(self.selection.edge), now)
            return
        neuron = self.selection.neuron
        if neuron is None:
            painter.setPen(QColor(now.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._hint())
            return
        scene = of_session(self._session)
        top = self._paint_numbers(painter, room, scene, neuron, now)
        painter.setFont(theme.font("small"))
        below = room.adjusted(0, top - room.y(), 0, 0)
        self._paint_weights(painter, below, scene, neuron, now)

    def _paint_numbers(
        self,
        painter: QPainter,
        room: QRectF,
        scene: Scene,
        neuron: tuple[int, int],
        now: theme.Theme,
    ) -> float:
        """Write name, z, a and bias; return where the room below begins."""
        top, line_height = room.y(), theme.space(_LINE)
        values = value_lines(scene, *neuron)
        together = "      ".join(values[1:])
        if QFontMetricsF(theme.font()).horizontalAdvance(together) <= room.width():
            values[1:] = [together]
        for index, line in enumerate([neuron_name(scene, *neuron), *values]):
            painter.setFont(theme.font(strong=index == 0))
            painter.setPen(QColor(now.text))
            _write(painter, QRectF(room.x(), top, room.width(), line_height), line)
            top += line_height
        return top + theme.space(1)

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
        least = max(theme.space(_LEAST_PICTURE), painter.fontMetrics().horizontalAdvance(most))
        rows = _ROWS * close_up.row_height(QFontMetricsF(painter.font()))
        spare = room.height() - 2 * line - theme.space(2) - rows  # that the rows leave
        spare = min(max(spare, least), theme.space(_PICTURE))
        side = min((room.width() - gap) / 2, spare) if pictured else 0.0
        height = side if pictured else min(spare, theme.space(28))
        captions = [(room.x() + side + gap * pictured, scene.network.layers[layer - 1].activation)]
        if pictured:
            captions.insert(0, (room.x(), most))
        painter.setPen(QColor(now.muted))
        for left, text in captions:
            width = (side if pictured and left == room.x() else room.right() - left) + gap
            _write(painter, QRectF(left, room.y(), width, line), text)
        below = room.adjusted(0, line, 0, 0)
        if shape is not None:
            square = QRectF(below.x(), below.y(), side, side)
            close_up.paint_weight_picture(painter, square, weights, shape, now)
        plot = QRectF(captions[-1][0], below.y(), below.right() - captions[-1][0], height)
        curve = close_up.activation_curve(scene, layer, index)
        close_up.paint_curve(painter, plot, curve, now)
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


def _write_lines(painter: QPainter, room: QRectF, lines: list[str], now: theme.Theme) -> None:
    """Write lines below each other, long ones in several rows; the first is bold."""
    flags, top = int(Qt.TextFlag.TextWordWrap), room.y()
    painter.setPen(QColor(now.text))
    for index, line in enumerate(lines):
        font = theme.font(strong=index == 0)
        painter.setFont(font)
        place = QRectF(room.x(), top, room.width(), room.bottom() - top)
        painter.drawText(place, flags, line)
        top += 1.2 * QFontMetricsF(font).boundingRect(place, flags, line).height()


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
