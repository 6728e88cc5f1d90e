"""The gallery: what every neuron of the first hidden layer looks at, a picture of its weights each.

All pictures share one scale, so that a neuron that matters little looks pale.
"""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.data.inputs import Picture
from gui import theme
from gui.colouring import Colouring
from gui.diagram.close_up import largest
from gui.diagram.fills import LEVELS, fills, shades
from gui.diagram.scene import neuron_name, of_session
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.numbers import number
from gui.pictures import image_of
from gui.selection import Selection
from gui.session import Session
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import labelled

_MARGIN = 2  # units of the grid, around all pictures
_GAP = 0.12  # of a picture's side, between two
_REST_MS = 250  # between two paints while numbers change


class Cells(NamedTuple):
    """Where `total` equal pictures stand: row by row, `columns` in each, as large as can be.

    `width` and `height` of one are in px; `left` and `top` are those of the first.
    """

    total: int
    columns: int
    width: float
    height: float
    left: float
    top: float

    @staticmethod
    def of(count: int, shape: tuple[int, int], room: QRectF) -> "Cells":
        """Return the cells of `count` > 0 pictures of `shape` (rows, columns) in `room`."""

        def size(columns: int) -> float:
            """The height that a picture has in so many columns."""
            rows = math.ceil(count / columns)
            across = room.width() / (columns * (1 + _GAP) - _GAP) * shape[0] / shape[1]
            return min(across, room.height() / (rows * (1 + _GAP) - _GAP))

        columns = max(range(1, count + 1), key=size)
        height = max(size(columns), 1.0)
        width = height * shape[1] / shape[0]
        whole = width * (columns * (1 + _GAP) - _GAP)
        return Cells(count, columns, width, height, room.center().x() - whole / 2, room.y())

    def cell(self, index: int) -> QRectF:
        """Return where the picture of a neuron is."""
        row, column = divmod(index, self.columns)
        step = 1 + _GAP
        x, y = self.left + column * self.width * step, self.top + row * self.height * step
        return QRectF(x, y, self.width, self.height)

    def at(self, point: QPointF) -> int | None:
        """Return the neuron whose picture is at `point`; None: none."""
        row = math.floor((point.y() - self.top) / (self.height * (1 + _GAP)))
        column = math.floor((point.x() - self.left) / (self.width * (1 + _GAP)))
        index = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and index < self.total
        return index if inside and self.cell(index).contains(point) else None

    def neighbour(self, index: int, across: int, down: int) -> int:
        """Return the neuron so many pictures further; the same where there is none."""
        there = index + across + down * self.columns
        return there if 0 <= there < self.total else index


def weight_pictures(weights: np.ndarray, shape: tuple[int, int], theme: Theme) -> list[QImage]:
    """Return `weights` [inputs, neurons] as a picture of `shape` a neuron, all on one scale."""
    colours = fills(theme)[shades(weights.T, largest(weights)) + LEVELS]
    return [image_of(one.reshape(shape)) for one in colours]


class Gallery(QWidget, OwnKeys):
    """Pictures to choose a neuron by: a click selects it."""

    own_keys = ARROWS | {Qt.Key.Key_Escape}

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(
            self,
            "gallery",
            translate("Gallery", "Gallery of weights"),
        )
        self._session, self._selection, self._colouring = session, selection, colouring
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.run_changed.connect(self._show)
        session.snapshot_changed.connect(self._show_soon)
        selection.changed.connect(self._show)
        colouring.changed.connect(self.update)
        self._show()

    @property
    def cells(self) -> Cells | None:
        """Where the pictures are; None: the input is not a picture, so there are none."""
        experiment = self._session.experiment
        if not isinstance(experiment.input, Picture):
            return None
        margin, line = theme.space(_MARGIN), QFontMetrics(theme.font("small")).height()
        room = QRectF(self.rect()).adjusted(margin, margin / 2, -margin, -margin - line)
        shape = experiment.input.rows, experiment.input.columns
        return Cells.of(experiment.network.sizes[1], shape, room)

    @property
    def legend(self) -> str:
        """What the pictures show, and their scale."""
        weights = self._session.snapshot.parameters[0].weights
        return translate(
            "Gallery", "Weights into each neuron of the first layer, all from −{most} to {most}."
        ).format(most=number(largest(weights), 2))

    def _show_soon(self) -> None:
        if self.isVisible() and not self._rest.isActive():
            self._rest.start()

    def _show(self) -> None:
        chosen = self._chosen()
        scene = of_session(self._session)
        text = self.legend if chosen is None else neuron_name(scene, 1, chosen)
        self.setAccessibleDescription(text)
        self.update()

    def _chosen(self) -> int | None:
        """The neuron of the first layer that is selected."""
        neuron = self._selection.neuron
        return neuron[1] if neuron and neuron[0] == 1 else None

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(140), theme.space(50))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(40), theme.space(20))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cells = self.cells
            index = cells.at(QPointF(event.pos())) if cells else None
            # Under the pictures are words that may be shortened.
            name = (
                self.legend if index is None else neuron_name(of_session(self._session), 1, index)
            )
            QToolTip.showText(event.globalPos(), name, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cells = self.cells
        if cells and event.button() == Qt.MouseButton.LeftButton:
            index = cells.at(event.position())
            self._selection.select(None if index is None else (1, index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cells, chosen, key = self.cells, self._chosen(), Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._selection.select(None)
        elif cells and key in ARROW_STEPS:
            there = 0 if chosen is None else cells.neighbour(chosen, *ARROW_STEPS[key])
            self._selection.select((1, there))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        cells, kind, now = self.cells, self._session.experiment.input, self._colouring.theme
        if cells is None or not isinstance(kind, Picture):
            return
        weights = self._session.snapshot.parameters[0].weights
        painter = QPainter(self)
        images = weight_pictures(weights, (kind.rows, kind.columns), now)
        for index, image in enumerate(images):
            painter.drawImage(cells.cell(index), image)
        chosen = self._chosen()
        if chosen is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(cells.cell(chosen).adjusted(-1.5, -1.5, 1.5, 1.5))
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(now.muted))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        foot = QRectF(self.rect()).adjusted(0, 0, 0, -theme.space(1))
        shown = painter.fontMetrics().elidedText(
            self.legend, Qt.TextElideMode.ElideRight, self.width() - 2 * theme.space(_MARGIN)
        )
        painter.drawText(foot, flags, shown)
