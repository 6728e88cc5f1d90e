"""What the mouse draws on the session's curve, and what it takes away."""

from PySide6.QtCore import QObject, Qt, Signal

from core import curve_drawing
from core.curve_drawing import CurveStroke
from core.data import Curve, DrawnCurve, Source
from gui.session import Session
from gui.translation import translate

KINDS = ("look", "draw", "erase")


class CurveTool(QObject):
    """A `gui.maps.tool.Tool`: one press, and all that is dragged after it, is undone as one.

    `kind` is one of KINDS; while it is "look" nothing is drawn. With Shift, or the right button, it
    erases. Drawing on another curve begins with a copy of it.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = KINDS[0]
        self._stroke: CurveStroke | None = None
        self._stroke_id: object = None
        self._source: Source | None = None
        session.experiment_changed.connect(self._follow)
        self._take_pen()

    @property
    def kind(self) -> str:
        """What the left button does, one of KINDS."""
        return self._kind

    @property
    def draws(self) -> bool:
        """Whether the curve is drawn on, and not looked at."""
        return self._kind != "look"

    @property
    def is_drawable(self) -> bool:
        """Whether the session's curve can be drawn on."""
        return isinstance(self._session.experiment.source, Curve | DrawnCurve)

    @property
    def cursor_radius(self) -> float:
        """It works at the mouse itself."""
        return 0.0

    def choose(self, kind: str) -> None:
        """Choose what the left button does, one of KINDS."""
        if kind == self._kind or (kind != "look" and not self.is_drawable):
            return
        source = self._session.experiment.source
        if kind != "look" and isinstance(source, Curve):
            text = translate("CurveTool", "Draw on the curve")
            self._session.change_source(curve_drawing.drawable(source), text)
        self._kind = kind
        self.changed.emit()

    def clear(self) -> None:
        """Remove the curve, to draw another."""
        source = self._session.experiment.source
        if isinstance(source, Curve | DrawnCurve):
            empty = curve_drawing.cleared(curve_drawing.drawable(source))
            self._session.change_source(empty, translate("CurveTool", "Clear the curve"))
            self.choose("draw")

    def press(
        self, at: tuple[float, float], modifiers: Qt.KeyboardModifier, erases: bool = False
    ) -> None:
        """Begin to draw at (x, height), or to erase."""
        source = self._session.experiment.source
        if not self.draws or not isinstance(source, DrawnCurve):
            return
        erases = erases or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._stroke_id = object()
        self._take(curve_drawing.begin("erase" if erases else self._kind, source, at))

    def move(self, at: tuple[float, float]) -> None:
        """Draw on to a place."""
        if self._stroke is not None:
            self._take(curve_drawing.go_on(self._stroke, at))

    def release(self, at: tuple[float, float]) -> None:
        """Draw no further."""
        self._stroke = None

    def _take(self, stroke: CurveStroke) -> None:
        """Have the session learn what the stroke has made so far."""
        self._stroke = stroke
        text = (
            translate("CurveTool", "Erase a part of the curve")
            if stroke.tool == "erase"
            else translate("CurveTool", "Draw a curve")
        )
        self._session.change_source(stroke.curve, text, self._stroke_id)

    def _follow(self) -> None:
        source = self._session.experiment.source
        if self._stroke is not None and self._stroke.curve != source:
            self._stroke = None  # somebody else changed it
        if self.draws and not isinstance(source, DrawnCurve):
            self.choose("look")
        self._take_pen()

    def _take_pen(self) -> None:
        """Draw where a canvas has come that is empty: there is nothing to look at yet."""
        source = self._session.experiment.source
        before, self._source = self._source, source
        if isinstance(source, DrawnCurve) and not (
            isinstance(before, DrawnCurve) or source.heights
        ):
            self.choose("draw")
