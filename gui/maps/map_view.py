"""The decision map itself: it paints what the model shows, and takes mouse and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.example import OWN
from gui import theme
from gui.colouring import Colouring
from gui.diagram.scene import layer_name
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.maps.frame import Frame, lettering, tiles
from gui.maps.keys import Kept
from gui.maps.late_strokes import LateStrokes, StrokesJob
from gui.maps.line_paint import stroke_at, strokes_of
from gui.maps.line_tag import paint_tag, tag_of
from gui.maps.lines_seen import LinesSeen
from gui.maps.map_axes import Axes, paint_axes
from gui.maps.map_paint import Layers, paint_example
from gui.maps.model import MapModel
from gui.maps.points import nearest_point, radius_of
from gui.maps.tool import Tool
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, paint_focus

_CELL = 1  # device px of a cell of the finest map
_PULLED = 3  # px, and a click becomes a drag
_REACH = 2.2  # units of the grid around the mouse in which a point is hit
_NEAR_LINE = 1.5  # units, in which a line is pointed at
_SIDE, _LEAST = 84, 24  # units: how large it likes to be, and is at least
_LEAST_SHARE = 0.3  # of the height that it likes to have
_TICK = "−0.5"  # room for numbers along the left side
_KEYS = Qt.Key
_ZOOM_KEYS = frozenset((_KEYS.Key_Plus, _KEYS.Key_Equal, _KEYS.Key_Minus, _KEYS.Key_0))


class MapView(ThemedWidget, OwnKeys):
    """The plane: wheel zooms, Space or the middle button drags, double-click fits.

    A click chooses a point or puts the user's own example there, which can be dragged. While there
    is a `tool`, the left button is the tool's.
    """

    own_keys = ARROWS | _ZOOM_KEYS | {_KEYS.Key_Space}
    pointed = Signal(object)  # the (x₁, x₂) under the mouse, or None
    chosen = Signal(str, int)  # an example: its set, its place there
    # The user's own example at (x₁, x₂), and the label of the point that is dragged, or None.
    placed = Signal(object, object)
    begun = Signal()  # a click: what follows may change the example
    put_back = Signal()  # what the last click chose is not wanted

    def __init__(
        self,
        session: Session,
        model: MapModel,
        lines: LinesSeen,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(
            self,
            "decisionMapView",
            translate("MapView", "Map of the plane"),
        )
        self._session, self._model = session, model
        self._lines, self._colouring = lines, colouring
        self.strokes = LateStrokes(self)
        self._layers, self._axes = Layers(self.strokes), Kept[tuple[Axes, ...]]()
        self._drawn = Kept[StrokesJob]()
        self._tool: Tool | None = None
        self._mouse: QPointF | None = None
        self._pan: QPointF | None = None  # where the mouse was when the map moved last
        self._space = False
        self._pressed: QPointF | None = None
        self._dragged = False
        self._label: int | None = None  # of the point that is dragged
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        for signal in (
            model.changed,
            model.view_changed,
            session.example_changed,
            lines.changed,
            colouring.changed,
            self.strokes.changed,
        ):
            signal.connect(self.update)
        self.follow_theme()

    # What there is.

    @property
    def tool(self) -> Tool | None:
        """What the left button does; None: it chooses points."""
        return self._tool

    @tool.setter
    def tool(self, tool: Tool | None) -> None:
        self._tool = tool
        self.update()

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Where the plane lies on the screen: once, or once for each of several pictures."""
        return tuple(Frame(self._model.view, room) for room in self._rooms(self._model.count))

    def frame_at(self, point: QPointF) -> Frame | None:
        """Return the frame that is at `point`."""
        return next((frame for frame in self.frames if frame.room.contains(point)), None)

    def line_at(self, point: QPointF) -> int | None:
        """Return the neuron whose line is at `point`; None: none's, or a tool is at work there."""
        frame = self.frame_at(point)
        if frame is None or self._tool is not None or not self._model.layer:
            return None
        strokes = strokes_of(self._model.lines, frame, self._colouring.theme)
        return stroke_at(strokes, point, theme.space(_NEAR_LINE))

    def drawn(self, frames: tuple[Frame, ...]) -> StrokesJob:
        """Return how the lines are drawn in `frames`: the same object as long as it is equal."""
        lines, now, forward = self._model.lines, self._colouring.theme, self._lines.forward
        ratio, halos = self.devicePixelRatioF(), not self._model.training

        def make() -> StrokesJob:
            strokes = tuple(strokes_of(lines, frame, now, forward, halos) for frame in frames)
            return StrokesJob(strokes, frames, ratio, now)

        return self._drawn.of(make, lines, now, ratio, forward, halos, theme.exact(1), *frames)

    @property
    def radius(self) -> float:
        """How large a point is, in px."""
        return self._radius(self.frames[0])

    def _radius(self, frame: Frame) -> float:
        points = self._model.points
        return radius_of(len(points) if points else 1, frame.room.width())

    @property
    def _small(self) -> QFont:
        """The letters at the map, which grow with it."""
        return theme.font("small", times=lettering(self.width()))

    def _rooms(self, count: int) -> tuple[QRectF, ...]:
        metrics = QFontMetrics(self._small)
        gap, line = theme.space(1), metrics.height()
        left = metrics.horizontalAdvance(_TICK) + gap
        room = QRectF(self.rect()).adjusted(left, line / 2, -gap, -line - gap)
        return tiles(count, room, 2 * gap, line + gap / 2)

    # What Qt calls.

    def sizeHint(self) -> QSize:
        # As high as the plane is in the width there is; it gives way where there is less room.
        side = theme.space(_SIDE)
        metrics = QFontMetrics(self._small)
        aside = metrics.horizontalAdvance(_TICK) + 2 * theme.space(1)
        high = max(self.width(), side) - aside + 1.5 * metrics.height() + theme.space(1)
        return QSize(side, round(high))

    def minimumSizeHint(self) -> QSize:
        least, small = theme.space(_LEAST), round(_LEAST_SHARE * self.sizeHint().height())
        return QSize(least, max(least, small))

    def paint_theme(self) -> None:
        self._model.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_visible(True)
        self._lines.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_visible(False)
        self._lines.set_visible(False)
        self.pointed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self._model.set_cells(int(self._rooms(1)[0].width() * self.devicePixelRatioF() / _CELL))

    def paintEvent(self, event: QPaintEvent) -> None:
        model, now = self._model, self._colouring.theme
        painter = QPainter(self)
        painter.setFont(self._small)
        frames, forward = self.frames, self._lines.forward
        radius, drawn = self._radius(frames[0]), self.drawn(frames)
        self._layers.paint(painter, model, drawn, radius)
        for frame, axes in zip(frames, self._axes_of(frames), strict=True):
            paint_axes(painter, axes, now)
            paint_example(painter, frame, self._session.example, radius, now)
            self._paint_tool(painter, frame)
        if forward is not None:
            self._name_line(painter, drawn, forward)
        paint_focus(painter, self, now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        frame = self.frame_at(event.position())
        if frame is not None:
            factor = 1.2 ** (event.angleDelta().y() / 120)
            self._model.zoom(frame.to_plane(event.position()), factor)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame, at = self.frame_at(event.position()), event.position()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._pan = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left and frame is not None:
            self._pressed, self._dragged = at, False
            self.pointed.emit(None)
            if self._tool is not None:
                self._tool.press(frame.to_plane(at), event.modifiers())
            else:
                self._press(frame, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._mouse = event.position()
        frame = self.frame_at(self._pressed or at)
        if self._pan is not None:
            room = self.frames[0].room
            by = at - self._pan
            self._pan = at
            self._model.move(-by.x() / room.width(), by.y() / room.height())
        elif self._pressed is None:
            self._lines.point_at(self.line_at(at))
            self.pointed.emit(frame.to_plane(at) if frame else None)
        elif frame is not None and self._tool is not None:
            self._tool.move(frame.to_plane(at))
        elif frame is not None:
            self._dragged |= (at - self._pressed).manhattanLength() > _PULLED
            if self._dragged:  # it stays on the map: else nobody could take it up again
                self.placed.emit(frame.to_plane(frame.nearest(at)), self._label)
        if self._tool is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        frame = self.frame_at(self._pressed) if self._pressed else None
        if self._pan is not None:
            self._pan = None
            self._show_cursor()
        elif self._tool is not None and frame is not None:
            self._tool.release(frame.to_plane(event.position()))
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None or event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        self.put_back.emit()
        self._model.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self._lines.point_at(None)
        self.pointed.emit(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = self._model.view
        at = (middle.left + middle.right) / 2, (middle.bottom + middle.top) / 2
        key = event.key()
        if key == _KEYS.Key_Space:
            self._space = True
            self._show_cursor()
        elif key in (_KEYS.Key_Plus, _KEYS.Key_Equal, _KEYS.Key_Minus):
            self._model.zoom(at, 0.8 if key == _KEYS.Key_Minus else 1.25)
        elif key == _KEYS.Key_0:
            self._model.fit()
        elif key in ARROW_STEPS:
            across, down = ARROW_STEPS[key]
            self._model.move(0.1 * across, -0.1 * down)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == _KEYS.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    # How it is done.

    def _press(self, frame: Frame, at: QPointF) -> None:
        """Choose the point under the mouse; or put an example there."""
        model, shown = self._model, self._session.example
        self._label = None
        self.begun.emit()
        reach = max(1.5 * self.radius, theme.space(_REACH))
        if shown.origin == OWN and shown.coordinates is not None:
            off = QPointF(*frame.to_screen(shown.coordinates.astype(float)).tolist()) - at
            if off.manhattanLength() <= 1.4 * reach:
                self._label = shown.label
                return  # it is taken up
        points = model.points
        hit = nearest_point(points, frame, at, reach, model.tests) if points else None
        if points is None or hit is None:
            self.placed.emit(frame.to_plane(at), None)
            return
        self._label = int(points.labels[hit]) if points.labels is not None else None
        self.chosen.emit(*points.example(hit))

    def _axes_of(self, frames: tuple[Frame, ...]) -> tuple[Axes, ...]:
        """Return the axes of maps beside each other: numbers stand along the outer sides alone."""
        kind, font = self._model.kind, self._small

        def make() -> tuple[Axes, ...]:
            left = min(frame.room.left() for frame in frames)
            low = max(frame.room.bottom() for frame in frames)
            outer = [(one.room.left() == left, one.room.bottom() == low) for one in frames]
            metrics = QFontMetrics(font)
            return tuple(
                Axes.of(frame, kind, metrics, *sides)
                for frame, sides in zip(frames, outer, strict=True)
            )

        return self._axes.of(make, kind, font.key(), *frames)

    def _name_line(self, painter: QPainter, drawn: StrokesJob, neuron: int) -> None:
        """Say whose line is in front: beside the mouse, or else where its number stands."""
        frame = (self.frame_at(self._mouse) if self._mouse else None) or drawn.frames[0]
        strokes = drawn.strokes[drawn.frames.index(frame)]
        words = translate("MapView", "neuron {number} of {layer}").format(
            number=neuron + 1, layer=layer_name(self._model.experiment.network, self._model.layer)
        )
        mouse = self._mouse if self._lines.by_mouse else None
        tag = tag_of(strokes, words, frame.room, mouse)
        if tag is not None:
            paint_tag(painter, tag, drawn.now)

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.CrossCursor
        self.setCursor(shape)

    def _paint_tool(self, painter: QPainter, frame: Frame) -> None:
        if self._tool is None or self._mouse is None or not frame.room.contains(self._mouse):
            return
        radius = frame.px(self._tool.cursor_radius)
        if radius > 0:
            now = self._colouring.theme
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((now.surface, 3), (now.text, 1)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(self._mouse, radius, radius)
