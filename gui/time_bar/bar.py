"""The time bar: drag it, and the window shows the network as it was at that update."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.timeline import Stretch
from gui import theme
from gui.keys import OwnKeys
from gui.session import Session
from gui.time_bar.marks import Mark, marks_of
from gui.time_bar.records import Records
from gui.time_bar.scene import BAR_HIGH, STRIP_HIGH, Scene, paint_scene, scene_of, update_at
from gui.time_bar.strip import Segment, Strip
from gui.time_bar.time import Time
from gui.translation import translate
from gui.widgets import labelled, paint_focus

_WIDE = 40  # units of the grid
_MARKS_MS = 250  # between two looks at the curve
_KEY = Qt.Key
_MOVES = {_KEY.Key_Left: -1, _KEY.Key_Down: -1, _KEY.Key_Right: 1, _KEY.Key_Up: 1}
_JUMPS = frozenset((_KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown))


class _Seen(NamedTuple):
    """What a scene is made of; `updates` are the one that is shown, and the newest."""

    size: tuple[int, int]
    updates: tuple[int, int]
    is_past: bool
    marks: tuple[Mark, ...]
    lost: tuple[Stretch, ...]
    answers: tuple[Segment, ...]


class TimeBar(OwnKeys, QWidget):
    """From the first update to the newest: its head is at the update that is shown."""

    own_keys = frozenset(_MOVES) | _JUMPS

    def __init__(
        self, session: Session, time: Time, records: Records, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "timeBar", translate("TimeBar", "Time: updates of the training"))
        self._session, self._time, self._records = session, time, records
        self._marks: tuple[Mark, ...] = ()
        self._pressed = False
        self._painted: _Seen | None = None  # that was painted last
        self.strip = Strip(session, records, self.isVisible, self)
        self.strip.changed.connect(self._show_strip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._soon = QTimer(self, singleShot=True, interval=_MARKS_MS)
        self._soon.timeout.connect(self.look_for_marks)
        time.changed.connect(self._show)
        session.run_changed.connect(self.look_for_marks)

    @property
    def scene(self) -> Scene:
        """What is seen."""
        return scene_of(*self._seen)

    @property
    def _seen(self) -> _Seen:
        time = self._time
        updates = time.shown if time.is_past else time.last, time.last
        lost, first = self._records.record.lost, time.first
        if first > 0:
            lost = (Stretch(0, first - 1), *lost)
        size = self.width(), self.height()
        return _Seen(size, updates, time.is_past, self._marks, lost, self.strip.segments)

    def look_for_marks(self) -> None:
        """Find what is worth a mark now; by itself it does so a few times a second."""
        self._marks = marks_of(self._records.record, self._session.live.history)
        self._renew()

    def _show_strip(self) -> None:
        self.updateGeometry()
        self.update()

    def _show(self) -> None:
        if not self._soon.isActive():
            self._soon.start()
        time = self._time
        self.setAccessibleDescription(
            translate("TimeBar", "Update {step} of {last}").format(
                step=f"{time.update:,}", last=f"{time.last:,}"
            )
        )
        self._renew()

    def _renew(self) -> None:
        if self._seen != self._painted:
            self.update()

    # What Qt calls.

    def sizeHint(self) -> QSize:
        high = BAR_HIGH + (STRIP_HIGH if self.strip.segments else 0)
        return QSize(theme.space(_WIDE), theme.space(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE) // 2, self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        self.strip.follow()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        self._painted = self._seen
        paint_scene(painter, scene_of(*self._painted), now)
        paint_focus(painter, self, now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = True
            self._look_at(event, hold=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setToolTip(self.words_at(event.position().toPoint()))
        if self._pressed:
            self._look_at(event, hold=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed:
            self._pressed = False
            self._look_at(event, hold=False)

    def _look_at(self, event: QMouseEvent, hold: bool) -> None:
        x = event.position().x()
        near = self.scene.near(x)
        update = near.update if near else update_at(x, self.width(), self._time.last)
        self._time.look_at(update, hold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MOVES:
            self._time.move(_MOVES[_KEY(key)])
        elif key == _KEY.Key_PageUp:
            self._time.move_checkpoint(1)
        elif key == _KEY.Key_PageDown:
            self._time.move_checkpoint(-1)
        elif key == _KEY.Key_Home:
            self._time.look_at(self._time.first)
        elif key == _KEY.Key_End:
            self._time.go_to_now()
        else:
            super().keyPressEvent(event)

    def words_at(self, place: QPoint) -> str:
        """Return what is said of a place: the mark there, or the update."""
        scene = self.scene
        near, above = scene.near(place.x()), place.y() < self.height() - theme.space(BAR_HIGH)
        said = [one for one in scene.answers if above and one.left <= place.x() <= one.right]
        if said:
            return translate("TimeBar", "Here it answers {name}").format(name=said[-1].name or "–")
        if near:
            return translate("TimeBar", "Update {step}: {words}").format(
                step=f"{near.update:,}", words=near.words
            )
        update, record = update_at(place.x(), self.width(), self._time.last), self._records.record
        if update < record.first or record.stretch(update):
            return translate("TimeBar", "Update {step} is not kept.").format(step=f"{update:,}")
        return translate("TimeBar", "Update {step}. Drag to see the network as it was.").format(
            step=f"{update:,}"
        )
