"""A view in somebody's hands: what wheel, mouse and keys ask it for."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.widgets import ThemedWidget

_STILL = 6  # px that a hand may tremble in a click
_KEY = Qt.Key


class InHand(ThemedWidget, OwnKeys):
    """Wheel, + and − zoom, a drag moves, a double-click fits; clicks, arrows and Esc choose.

    A view that inherits it says what each of these does.
    """

    own_keys = ARROWS | {_KEY.Key_Escape, _KEY.Key_Plus, _KEY.Key_Minus}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mouse: QPointF | None = None  # where it is; None: elsewhere
        self._pressed: QPointF | None = None  # where a drag has come to
        self._dragged = False

    # What a view does.

    def fit(self) -> None:
        """Show all there is."""
        raise NotImplementedError

    def zoom_at(self, point: QPointF, factor: float) -> None:
        """Zoom by `factor` with `point` standing still."""
        raise NotImplementedError

    def move_by(self, by: QPointF) -> None:
        """Move what is shown."""
        raise NotImplementedError

    def look_at(self, point: QPointF | None) -> None:
        """Take note that the mouse is at `point` now; None: it has left."""
        raise NotImplementedError

    def choose_at(self, point: QPointF) -> None:
        """Take what is at `point`, where a click was."""
        raise NotImplementedError

    def choose_beside(self, across: int, down: int) -> None:
        """Take what is so many places from what was taken."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Take nothing."""
        raise NotImplementedError

    # What Qt calls.

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.mouse = event.position()
        self.zoom_at(event.position(), 1.2 ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None:
            self.look_at(point)
            return
        moved = point - self._pressed
        if self._dragged or moved.manhattanLength() > _STILL:
            self._dragged = True
            self._pressed = point
            self.move_by(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if not self._dragged:
                self.choose_at(event.position())
            self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self.look_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _KEY.Key_Escape:
            self.let_go()
        elif event.key() in (_KEY.Key_Plus, _KEY.Key_Minus):
            factor = 1.25 if event.key() == _KEY.Key_Plus else 0.8
            self.zoom_at(QPointF(self.rect().center()), factor)
        elif event.key() in ARROW_STEPS:
            self.choose_beside(*ARROW_STEPS[event.key()])
        else:
            super().keyPressEvent(event)
