"""The picture of the loss: it paints what the model shows, and takes mouse and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.survey import loss_at, nearest
from gui import theme
from gui.by_hand import ByHand
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.landscape.model import LandscapeModel
from gui.landscape.paint import paint_seen
from gui.landscape.scene import Seen, seen_of, tiles_of
from gui.landscape.words import axis_names, nothing_to_see, reading, title_of
from gui.maps.keys import Kept
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, paint_focus

_KEYS = Qt.Key
_ZOOM_KEYS = frozenset((_KEYS.Key_Plus, _KEYS.Key_Equal, _KEYS.Key_Minus, _KEYS.Key_0))
_ENTER = frozenset((_KEYS.Key_Return, _KEYS.Key_Enter))
_AROUND = 10, 17  # units: what numbers and names take of a picture's width and height
_PULLED = 3  # px, and a click becomes a drag
_LIKED, _LEAST = QSize(84, 60), QSize(34, 24)  # units of the grid
# Products of examples and weights, that the loss at a place is computed from at once.
_AT_ONCE = 4_000_000


class LandscapeView(ThemedWidget, OwnKeys):
    """Wheel and + and − zoom, dragging and arrows move, double-click and 0 fit.

    A click marks a place, Enter the middle.
    """

    own_keys = ARROWS | _ZOOM_KEYS | _ENTER
    reading_changed = Signal()

    def __init__(
        self, session: Session, model: LandscapeModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(
            self,
            "lossLandscapeView",
            translate("Landscape", "Picture of the loss"),
        )
        self._session, self._model, self._by_hand = session, model, ByHand(session)
        self._seen = Kept[tuple[Seen, ...]]()
        self._mouse: QPointF | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        for signal in (model.changed, model.choice_changed, model.pinned_changed):
            signal.connect(self._show)
        self.follow_theme()

    # What there is.

    @property
    def names(self) -> tuple[str, str]:
        """What the axes are called."""
        survey = self._model.survey
        return axis_names(survey.ways if survey else None, self._by_hand)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What is on screen: a picture for each loss."""
        survey, now = self._model.survey, theme.current()
        if survey is None or not survey.surfaces:
            return ()
        view, pinned, font = self._model.view, self._model.pinned, theme.font("small")
        around = QSizeF(theme.space(_AROUND[0]), theme.space(_AROUND[1]))
        tiles = tiles_of(len(survey.surfaces), QRectF(self.rect()), theme.space(2), around)

        def make() -> tuple[Seen, ...]:
            metrics, names = QFontMetrics(font), self.names
            given = [(tile, title_of(survey, at), at) for at, tile in enumerate(tiles)]
            return tuple(
                seen_of(survey, view, tile, names, title, at, pinned, metrics, now)
                for tile, title, at in given
            )

        made_of = survey, view, pinned, font.key(), now, self.width(), self.height()
        return self._seen.of(make, *made_of)

    @property
    def hint(self) -> str:
        """Why there is nothing to be seen; nothing: there is something."""
        survey = self._model.survey
        source = self._session.experiment.source
        has_data = source is not None and (survey is None or survey.objective is not None)
        return nothing_to_see(survey, has_data)

    @property
    def reading(self) -> str:
        """What is under the mouse, or at the place that is marked."""
        survey, place = self._model.survey, self._place
        if (
            survey is None
            or place is None
            or not survey.surfaces
            or len(place) != len(survey.place)
        ):
            return ""
        if survey.objective is None or survey.ways is None:
            return ""
        numbers = sum(layer.weights.size for layer in survey.request.parameters)
        if numbers * len(survey.objective.inputs) > _AT_ONCE:
            losses = nearest(survey, place)
        else:
            losses = loss_at(survey.objective, survey.ways, survey.request.parameters, place)
        return reading(survey, self.names, place, losses)

    @property
    def _place(self) -> tuple[float, ...] | None:
        at = self._mouse if not self._dragged else None
        return self._place_at(at) if at is not None else self._model.pinned

    def _place_at(self, at: QPointF) -> tuple[float, ...] | None:
        survey = self._model.survey
        for seen in self.seen:
            if survey is not None and seen.frame.room.contains(at):
                place = seen.frame.to_plane(at)
                return place if survey.on_map else place[:1]
        return None

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))

    def paint_theme(self) -> None:
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_visible(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        if hint := self.hint:
            margin = theme.space(4)
            painter.setFont(theme.font("large"))
            painter.setPen(QColor(now.muted))
            room = self.rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
        painter.setFont(theme.font("small"))
        for seen in self.seen:
            paint_seen(painter, seen, now)
        paint_focus(painter, self, now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        for seen in self.seen:
            if seen.frame.room.contains(event.position()):
                at = seen.frame.to_plane(event.position())
                self._model.zoom(at, 1.2 ** (event.angleDelta().y() / 120))
                break
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        before, self._mouse = self._mouse, at
        if self._pressed is not None and self.seen:
            self._dragged |= (at - self._pressed).manhattanLength() > _PULLED
            if self._dragged:
                room, by = self.seen[0].frame.room, at - (before or at)
                survey = self._model.survey
                up = by.y() / room.height() if survey and survey.on_map else 0.0
                self._model.move(-by.x() / room.width(), up)
        self.reading_changed.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._pressed is not None and not self._dragged:
            self._model.pin(self._place_at(event.position()))
        self._pressed, self._dragged = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self._model.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self.reading_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, key, survey = self._model.view, event.key(), self._model.survey
        middle = (view.left + view.right) / 2, (view.bottom + view.top) / 2
        if key in (_KEYS.Key_Plus, _KEYS.Key_Equal, _KEYS.Key_Minus):
            self._model.zoom(middle, 0.8 if key == _KEYS.Key_Minus else 1.25)
        elif key == _KEYS.Key_0:
            self._model.fit()
        elif key in _ENTER and survey is not None and survey.surfaces:
            self._model.pin(middle[: len(survey.place)])
        elif key in ARROW_STEPS:
            across, down = ARROW_STEPS[key]
            up = -0.1 * down if survey and survey.on_map else 0.0
            self._model.move(0.1 * across, up)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self.update()
        self.reading_changed.emit()
