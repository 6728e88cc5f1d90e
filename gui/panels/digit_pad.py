"""The digit pad: draw a digit, and the network reads it while the pen is down.

Strokes are polylines in unit coordinates. They are drawn into one small grey picture, segment by
segment, and `core.digit_image` makes the network's input of it after every move of the pen. A
picture that is dropped or pasted takes their place.
"""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from core.data.inputs import Picture
from core.digit_image import SIDE, normalise
from core.example import Example
from gui import errors, theme
from gui.panels.dropped_picture import DroppedPicture, holds_picture
from gui.panels.refusal import tell
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

PICTURE_SIDE = 280  # px of the picture that is normalised, however large the pad is on screen
PEN_WIDTH = 16.0  # px of that picture, with a mouse or at half pressure
_SIDE, _LEAST = 64, 30  # units of the grid on screen, as it likes to be and at least
_PAUSE_MS = 2000  # without a pen: what is drawn then is the next digit
_FAINT = 0.4  # opacity of an example that was not drawn here

Point = tuple[float, float, float]  # x and y from 0 to 1, width in px of the picture


class DigitPad(QWidget):
    """A square to draw on with mouse, tablet or finger; each change becomes the session's example.

    Another example, chosen elsewhere, takes the place of the strokes and is shown faintly.
    """

    strokes_changed = Signal()
    pen_changed = Signal(bool)  # it is down, or was lifted

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(
            self,
            "digitPad",
            translate("DigitPad", "Digit pad"),
            translate("DigitPad", "Draw a digit: the network reads it while you draw"),
        )
        self._session = session
        self._strokes: list[list[Point]] = []
        self._cleared: list[list[Point]] = []  # that may come back; another example ends that
        self._pen_down = False
        self._picture = QImage(PICTURE_SIDE, PICTURE_SIDE, QImage.Format.Format_Grayscale8)
        self._picture.fill(0)
        self._own: Example | None = None
        self._dropped: DroppedPicture | None = None
        self._trouble = ""  # why what was dropped or pasted cannot be read
        self.setAcceptDrops(True)
        self.starts_fresh = True  # the next digit, after a pause
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.example_changed.connect(self._take_example)
        session.experiment_changed.connect(self._take_input)
        self._take_input()
        self._describe()

    @property
    def strokes(self) -> tuple[tuple[Point, ...], ...]:
        """What was drawn, a polyline a stroke."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def may_undo(self) -> bool:
        """Whether there is a stroke to take back, or what was cleared."""
        return bool(self._strokes or self._cleared)

    @property
    def is_answered(self) -> bool:
        """Whether a digit is drawn, and the pen has rested since."""
        return bool(self._strokes) and not self._pen_down and not self._pause.isActive()

    @property
    def pause_ms(self) -> int:
        """How long the pen rests before what is drawn next is another digit."""
        return self._pause.interval()

    @pause_ms.setter
    def pause_ms(self, milliseconds: int) -> None:
        self._pause.setInterval(milliseconds)

    @property
    def picture(self) -> QImage:
        """What is on the pad, white ink on black."""
        return self._picture

    def clear(self) -> None:
        """Take everything off the pad, and the example with it; nothing while it is disabled."""
        if self.isEnabled():
            self._set_strokes([], cleared=self._strokes or self._cleared)
            self._emit_example()

    def undo_stroke(self) -> None:
        """Take the last stroke back or, where there is none, the clearing; not while disabled."""
        if self.may_undo and self.isEnabled():
            left = (self._strokes[:-1], self._cleared) if self._strokes else (self._cleared, [])
            self._set_strokes(*left)
            self._emit_example()

    def take_picture(self, data: QMimeData) -> None:
        """Read the digit in a picture, or say why not; nothing while the pad is disabled."""
        if not self.isEnabled() or not holds_picture(data):
            return
        try:
            dropped = DroppedPicture.of(data)
        except (OSError, ValueError) as error:
            self._refuse(errors.sentence(error))
            return
        self._set_strokes([])
        self._show_picture(dropped)

    def _refuse(self, why: str) -> None:
        """Say why there is no picture: on the bare pad, or beside what is on it, which stays."""
        if self._strokes or self._session.example.origin:
            tell(self, why)
        else:
            self._trouble = why
            self._describe()
            self.update()

    def paste(self) -> None:
        """Take the picture from the clipboard, if there is one."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is not None:  # as where another program has just taken the clipboard
            self.take_picture(data)

    def _show_picture(self, dropped: DroppedPicture) -> None:
        self._dropped = dropped
        self._own = Example(dropped.inputs, origin="picture", index=dropped.chosen)
        self._session.set_example(self._own)
        self._describe()
        self.update()

    # The pen, whichever it is.

    def _press(self, place: QPointF, width: float = PEN_WIDTH) -> None:
        if self.starts_fresh and self.is_answered:
            self._set_strokes([], cleared=self._strokes)
        self._set_pen(True)
        self._pause.stop()
        if not self._strokes:
            self._forget_picture()
            self._picture.fill(0)
        self._strokes.append([])
        self._move(place, width)
        self._describe()
        self.strokes_changed.emit()

    def _move(self, place: QPointF, width: float = PEN_WIDTH) -> None:
        stroke = self._strokes[-1]
        point = (place.x() / self.width(), place.y() / self.height(), width)
        if stroke and stroke[-1][:2] == point[:2]:
            return
        stroke.append(point)
        painter = _ink(self._picture)
        _draw_segment(painter, stroke[-2:])
        painter.end()
        self._emit_example()

    def _release(self) -> None:
        self._set_pen(False)
        self._pause.start()

    def _set_pen(self, down: bool) -> None:
        if down != self._pen_down:
            self._pen_down = down
            self.pen_changed.emit(down)

    # What becomes of it.

    def _set_strokes(self, strokes: list[list[Point]], cleared: Sequence[list[Point]] = ()) -> None:
        self._strokes, self._cleared = strokes, list(cleared)
        self._set_pen(False)
        self._forget_picture()
        self._picture.fill(0)
        painter = _ink(self._picture)
        for stroke in strokes:
            for end in range(len(stroke)):
                _draw_segment(painter, stroke[max(end - 1, 0) : end + 1])
        painter.end()
        self._describe()
        self.strokes_changed.emit()
        self.update()

    def _forget_picture(self) -> None:
        self._dropped, self._trouble = None, ""

    def _emit_example(self) -> None:
        if self._strokes:
            pixels = np.frombuffer(self._picture.constBits(), np.uint8)
            pixels = pixels.reshape(PICTURE_SIDE, PICTURE_SIDE)
            self._own = Example(normalise(pixels).ravel(), origin="pad")
        else:
            self._own = Example(np.zeros(SIDE * SIDE, np.float32))
        self._session.set_example(self._own)
        self.update()

    def _take_example(self) -> None:
        example = self._session.example
        if example is self._own or not self.isEnabled():
            return
        # Undo may bring back what was drawn, but not its strokes.
        self._own = None
        self._set_strokes([])
        if example.origin:
            self._picture = _enlarged(example.inputs)

    def _take_input(self) -> None:
        fits = self._session.experiment.input == Picture(SIDE, SIDE)
        if not fits and self._strokes:
            self._set_strokes([])
        self.setEnabled(fits)
        self.setVisible(fits)
        self.update()

    def _describe(self) -> None:
        count = len(self._strokes)
        if self._dropped:
            said = self._dropped.notes or translate("DigitPad", "A picture")
        elif count:
            said = translate("DigitPad", "%n stroke(s)", "", count)
        else:
            said = self._trouble or translate("DigitPad", "Nothing drawn")
        self.setAccessibleDescription(said)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_SIDE), theme.space(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST), theme.space(_LEAST))

    def enterEvent(self, event: QEnterEvent) -> None:
        from core.digit_or_not import load_soon

        load_soon()  # a stroke is asked whether it is a digit
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place, dropped = event.position(), self._dropped
        area, metrics = QRectF(self.rect()), self.fontMetrics()
        digit = dropped.digit_at(place, area, metrics) if dropped else None
        if dropped and digit is not None:
            self._show_picture(replace(dropped, chosen=digit))
        else:
            self._press(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pen_down:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pen_down:
            self._move(event.position())
            self._release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        width = PEN_WIDTH * (0.5 + event.pressure())
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._press(event.position(), width)
        elif kind == QEvent.Type.TabletRelease:
            self._release()
        elif self._pen_down:
            self._move(event.position(), width)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_picture(event.mimeData())
        event.acceptProposedAction()

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QTouchEvent) or not self.isEnabled():
            return super().event(event)
        kind = event.type()
        if kind == QEvent.Type.TouchBegin:
            self._press(event.points()[0].position())
        elif self._pen_down:
            self._move(event.points()[0].position())
        if kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._release()
        event.accept()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.fillRect(area, theme.colour(now.surface))
        if self._dropped:
            self._dropped.paint(painter, area)
        elif self._strokes or self._session.example.origin:
            painter.setOpacity(1.0 if self._strokes else _FAINT)
            painter.drawImage(area, _in_theme(self._picture, now))
            painter.setOpacity(1.0)
        else:
            hint = translate("DigitPad", "Draw a digit here, or drop a picture of one")
            self._paint_hint(painter, area, self._trouble or hint)
        frame = now.accent if self.hasFocus() else now.edge
        painter.setPen(QPen(theme.colour(frame), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_hint(self, painter: QPainter, area: QRectF, text: str) -> None:
        """Write `text` in the middle, in the largest letters that there is room for."""
        painter.setPen(theme.colour(theme.current().muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        margin = theme.space(4)
        room = area.adjusted(margin, margin, -margin, -margin)
        for size in ("large", "text", "small"):
            painter.setFont(theme.font(size))
            if room.contains(painter.boundingRect(room, flags, text)):
                break
        painter.drawText(room, flags, text)


def _ink(picture: QImage) -> QPainter:
    """Return a painter that draws white on `picture` with a soft round pen."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _draw_segment(painter: QPainter, points: list[Point]) -> None:
    """Draw from one point to the next, or a dot where there is only one."""
    (x, y, _), (to_x, to_y, width) = points[0], points[-1]
    round_pen = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(Qt.GlobalColor.white, width, *round_pen))
    start = QPointF(x, y) * PICTURE_SIDE
    # A line without length has no caps in Qt: a dot needs a hair of it.
    end = QPointF(to_x, to_y) * PICTURE_SIDE if len(points) > 1 else start + QPointF(0.01, 0)
    painter.drawLine(start, end)


def _enlarged(inputs: np.ndarray) -> QImage:
    """Return a 16×16 example [256], 0 to 1, as a picture of the pad's size."""
    pixels = np.uint8(np.rint(np.clip(inputs, 0, 1) * 255)).tobytes()
    small = QImage(pixels, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8)
    large = small.scaled(
        PICTURE_SIDE,
        PICTURE_SIDE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return large.convertToFormat(QImage.Format.Format_Grayscale8)


def _in_theme(picture: QImage, now: theme.Theme) -> QImage:
    """Return a view of the grey picture, from the theme's surface (0) to its text colour (255)."""
    shown = QImage(
        picture.constBits(),
        picture.width(),
        picture.height(),
        picture.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    )
    paper, ink = _red_green_blue(now.surface), _red_green_blue(now.text)
    shares = np.arange(256)[:, None] / 255
    table = np.rint(paper + shares * (ink - paper)).astype(int) @ (1 << 16, 1 << 8, 1)
    shown.setColorTable((table | 0xFF000000).tolist())
    return shown


def _red_green_blue(text: str) -> np.ndarray:
    """Return a colour, #rrggbb, as three integers, 0 to 255."""
    colour = theme.colour(text)
    return np.array((colour.red(), colour.green(), colour.blue()))
