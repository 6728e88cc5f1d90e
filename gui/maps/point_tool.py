"""What a tool does with the points of the session's source while it is pressed on a map."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core import point_drawing
from core.data import Points, Source
from core.point_drawing import Brush, Coordinates, PointStroke
from gui.errors import sentence
from gui.session import Session
from gui.translation import translate

_TICK_MS = 25  # between two puffs of the spray
SPRAY_RATE = 80.0  # points a second
_RADIUS_TOOLS = ("spray", "erase", "move")


class PointTool(QObject):
    """A `gui.maps.tool.Tool`: one press, and all that is dragged after it, is undone as one.

    With Shift any tool erases. The first change of a plane's points makes them points of one's own.
    """

    refused = Signal(str)  # why nothing more can be drawn, in a sentence
    pressed = Signal()  # and nothing was refused

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self.brush = Brush()
        self._random = np.random.default_rng()
        self._stroke: PointStroke | None = None
        self._stroke_id: object = None
        self._before: Source | None = None  # what has been drawn so far, as the session has it
        # When and where, the last time.
        self._sprayed: tuple[float, Coordinates] = (0.0, (0.0, 0.0))
        self._spray = QTimer(self, interval=_TICK_MS)
        self._spray.timeout.connect(self._spray_on)

    @property
    def cursor_radius(self) -> float:
        """How far around the mouse it works; 0: at the mouse itself."""
        return self.brush.radius if self.brush.tool in _RADIUS_TOOLS else 0.0

    @property
    def stroke(self) -> PointStroke | None:
        """What is being drawn; None: nothing is."""
        return self._stroke

    def press(self, at: Coordinates, modifiers: Qt.KeyboardModifier) -> None:
        """Begin to draw at a place."""
        source = self._session.experiment.source
        if source is None:
            return
        erases = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        brush = self.brush._replace(tool="erase") if erases else self.brush
        try:
            points = point_drawing.drawable(source)
        except ValueError as error:
            self.refused.emit(sentence(error))
            return
        self._before, self._stroke_id = source, object()
        self._stroke = PointStroke(brush, points, at)
        if self._attempt(lambda stroke: point_drawing.begin(brush, points, at, self._random)):
            self.pressed.emit()
        if self._stroke and brush.tool == "spray":
            self._sprayed = self._clock(), at
            self._spray.start()

    def move(self, at: Coordinates) -> None:
        """Draw on to a place."""
        self._attempt(lambda stroke: point_drawing.go_on(stroke, at))

    def release(self, at: Coordinates) -> None:
        """Draw to a place, and no further."""
        self.move(at)
        self._end()

    def clear(self) -> None:
        """Remove all points."""
        source = self._session.experiment.source
        if not point_drawing.can_be_drawn(source) or source is None:
            return
        try:
            empty = point_drawing.emptied(source)
        except ValueError as error:
            self.refused.emit(sentence(error))
        else:
            self._session.change_source(empty, translate("PointTool", "Clear the points"))

    def add_class(self) -> None:
        """Have one class more, which begins a new run."""
        source = self._session.experiment.source
        if source is None:
            return
        try:
            points = point_drawing.with_another_class(source)
        except ValueError as error:
            self.refused.emit(sentence(error))
        else:
            self._session.change_source(points, translate("PointTool", "Add a class"))

    def _spray_on(self) -> None:
        """Spray what the time since the last puff is good for, on the way since then."""
        (then, start), now = self._sprayed, self._clock()
        count = int(SPRAY_RATE * min(now - then, 0.2))
        if count and self._stroke is not None:
            self._sprayed = now, self._stroke.at
            self._attempt(lambda stroke: point_drawing.spray(stroke, count, self._random, start))

    def _attempt(self, draw: Callable[[PointStroke], PointStroke]) -> bool:
        """Go on with the stroke; what is too much is told and ends it. Return whether it went."""
        before = self._stroke
        if before is None:
            return False
        if self._session.experiment.source != self._before:  # somebody else changed it meanwhile
            self._end()
            return False
        try:
            stroke = draw(before)
        except ValueError as error:
            self._end()
            self.refused.emit(sentence(error))
            return False
        self._stroke = stroke
        if stroke.points is not before.points:
            self._put(stroke.points, stroke.brush.tool)
        return True

    def _put(self, points: Points, tool: str) -> None:
        """Have the session learn from `points`."""
        text = {
            "pen": translate("PointTool", "Draw points"),
            "spray": translate("PointTool", "Spray points"),
            "erase": translate("PointTool", "Erase points"),
            "move": translate("PointTool", "Move a point"),
        }[tool]
        self._session.change_source(points, text, self._stroke_id)
        self._before = points

    def _end(self) -> None:
        self._spray.stop()
        self._stroke = None
