"""The pictures of the fold themselves: they are painted, pointed at and clicked on."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.data.inputs import Picture
from gui import theme
from gui.colouring import Colouring
from gui.layer_view.model import LayerModel
from gui.layer_view.paint import Card, paint_card, paint_scene
from gui.layer_view.scene import LayerScene, Looks
from gui.layer_view.words import example_words, nothing_words
from gui.layer_view.work import FoldFrame
from gui.maps.keys import Kept
from gui.translation import translate
from gui.widgets import ThemedWidget, is_seen, labelled

_REACH = 2.2  # units of the grid around the mouse in which a point is hit
_WIDE, _HIGH, _LEAST = 84, 60, 25  # units: how large it likes to be, and is at least


class FoldView(ThemedWidget):
    """The pictures; a click on a point asks for its example."""

    chosen = Signal(str, int)  # an example: its set, its place there

    def __init__(
        self, model: LayerModel, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(
            self,
            "layerViewPicture",
            translate("LayerView", "The examples as the layer sees them"),
        )
        self._model, self._colouring = model, colouring
        self._looks, self._scene = Kept[Looks](), Kept[LayerScene]()
        self._mouse: QPointF | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        model.watch(lambda: is_seen(self))
        for signal in (model.changed, model.position_changed, colouring.changed):
            signal.connect(self.update)
        self.follow_theme()

    # What there is.

    @property
    def scene(self) -> LayerScene | None:
        """What is seen; None: there is nothing to see."""
        frame, model = self._model.frame, self._model
        if frame is None:
            return None
        now, metrics = self._colouring.theme, QFontMetrics(self._small)
        looks = self._looks.of(lambda: Looks.of(frame, now), frame.sample, frame.job.source, now)
        gap = theme.space(1)
        room = QRectF(self.rect()).adjusted(gap, 0, -gap, 0)
        made_of = frame, model.position, room, metrics, looks, model.tests, model.grid
        key = frame, model.position, looks, model.tests, model.grid
        size = self.width(), self.height(), self._small.key()
        return self._scene.of(lambda: LayerScene.of(*made_of), *key, *size)

    @property
    def card(self) -> Card | None:
        """What is said of the example under the mouse; None: none is there."""
        frame, scene = self._model.frame, self.scene
        if frame is None or scene is None or self._mouse is None:
            return None
        hit = scene.point_at(self._mouse, self._reach(scene))
        if hit is None:
            return None
        (tile, row), now = hit, self._colouring.theme
        words = example_words(frame, frame.folds[tile], row)
        picture = self._picture(frame, row)
        return Card.of(words, scene.place(tile, row), QRectF(self.rect()), picture, now)

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST), theme.space(_LEAST))

    def paint_theme(self) -> None:
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._mouse = None

    def paintEvent(self, event: QPaintEvent) -> None:
        self._model.catch_up()  # somebody looks
        painter, now, scene = QPainter(self), self._colouring.theme, self.scene
        painter.setFont(self._small)
        if scene is None:
            painter.setFont(theme.font())
            painter.setPen(QColor(now.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            gap = theme.space(3)
            room = self.rect().adjusted(gap, gap, -gap, -gap)
            painter.drawText(room, flags, nothing_words(self._model.has_data))
            return
        paint_scene(painter, scene, now)
        if card := self.card:
            paint_card(painter, card, scene.radius, now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame, scene = self._model.frame, self.scene
        if event.button() != Qt.MouseButton.LeftButton or frame is None or scene is None:
            return
        hit = scene.point_at(event.position(), self._reach(scene))
        if hit is not None:
            self.chosen.emit(*frame.sample.example(hit[1]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    # How it is done.

    @property
    def _small(self) -> QFont:
        return theme.font("small")

    def _reach(self, scene: LayerScene) -> float:
        return max(1.5 * scene.radius, theme.space(_REACH))

    def _point_at(self, at: QPointF | None) -> None:
        self._mouse = at
        card = self.card
        shape = Qt.CursorShape.PointingHandCursor if card else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleDescription(card.words if card else "")
        self.update()

    def _picture(self, frame: FoldFrame, row: int) -> np.ndarray | None:
        """The picture that an example is, [rows, columns]; None: it is something else."""
        kind = frame.job.run.experiment.input
        if not isinstance(kind, Picture):
            return None
        picture: np.ndarray = frame.sample.inputs[row].reshape(kind.rows, kind.columns)
        return picture
