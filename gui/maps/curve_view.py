"""The canvas of the curve fit: shows the scene, and is drawn on with the mouse."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import curve_drawing
from core.curve_fit import CurveFit, curve_fit
from core.data import Curve, DrawnCurve, Source, load
from core.data.curves import HIGHEST
from core.data.inputs import Point
from core.parameters import Parameters
from gui import theme
from gui.by_hand import ByHand
from gui.examples import Examples
from gui.keys import OwnKeys
from gui.maps.curve_legend import Legend, keys_of, legend_of, paint_legend
from gui.maps.curve_paint import paint_scene
from gui.maps.curve_scene import (
    CurveData,
    CurveScene,
    largest_of,
    places_of,
    places_of_x,
    reach_for,
    scene_of,
    view_of,
)
from gui.maps.frame import Frame
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_LIKED, _LEAST = QSize(72, 76), QSize(38, 28)  # units of the grid
_LEFT, _BOTTOM, _RIGHT = 7.5, 5, 2  # units: axes
_NEAR = 2.2  # units: so near to a dot or to a line the mouse is on it
_MOST_TICKS = 7
_NUDGE = 0.01  # of x, by an arrow key


class CurveView(QWidget, OwnKeys):
    """Shows the curve that the network makes; `tool` says what the mouse does: look, draw, erase.

    `parts` is one of gui.maps.curve_scene.PARTS, `output` the output whose parts these are.
    """

    reading_changed = Signal()
    tool_changed = Signal()

    own_keys = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right))

    def __init__(
        self,
        session: Session,
        selection: Selection,
        examples: Examples,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "curveView", translate("CurveView", "Curve of the network"))
        self._session, self._selection, self._examples = session, selection, examples
        self._tool, self._parts, self._output = "look", "none", 0
        self._x = places_of_x()
        self._reach = 0.0
        self._pointed: QPointF | None = None
        self._pointed_part: int | None = None  # the neuron whose thin line is under the mouse
        self._stroke: curve_drawing.CurveStroke | None = None
        self._stroke_id: object = None
        self._by_hand, self._moves_example = ByHand(session), False
        # With what they were made of: signals that come before the view's own find nothing old.
        self._fit: tuple[Parameters, int, CurveFit] | None = None
        self._data: tuple[Source, CurveData] | None = None
        self._source = session.experiment.source
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        session.snapshot_changed.connect(self._show)
        session.experiment_changed.connect(self._take_experiment)
        session.example_changed.connect(self._show)
        selection.changed.connect(self._show)

    # What there is.

    @property
    def is_curve(self) -> bool:
        """Whether an input is one number, so that there is a curve to be seen."""
        kind = self._session.experiment.input
        return isinstance(kind, Point) and len(kind.names) == 1

    @property
    def is_drawable(self) -> bool:
        """Whether the curve can be drawn on."""
        return isinstance(self._session.experiment.source, Curve | DrawnCurve)

    @property
    def tool(self) -> str:
        """What the left button does: "look", "draw" or "erase"."""
        return self._tool

    @property
    def parts(self) -> str:
        """Which thin lines there are, one of PARTS."""
        return self._parts

    @property
    def output(self) -> int:
        """The output whose parts are shown."""
        return min(self._output, self._session.experiment.network.sizes[-1] - 1)

    @property
    def fit(self) -> CurveFit:
        """What the newest snapshot makes of x; only where `is_curve`."""
        parameters, output = self._session.snapshot.parameters, self.output
        if self._fit is None or self._fit[0] is not parameters or self._fit[1] != output:
            experiment, kind = self._session.experiment, self._session.experiment.input
            assert isinstance(kind, Point)
            made = curve_fit(experiment.network, parameters, kind, self._x, output)
            self._fit = parameters, output, made
        return self._fit[2]

    @property
    def data(self) -> CurveData:
        """The examples that are shown."""
        source = self._session.experiment.source
        assert source is not None
        if self._data is None or self._data[0] != source:
            self._data = source, CurveData.of(load(source))
        return self._data[1]

    @property
    def scene(self) -> CurveScene:
        """What is seen now; only where `is_curve`."""
        drawn = isinstance(self._session.experiment.source, DrawnCurve)
        fit, data, least = self.fit, self.data, HIGHEST if drawn else 0.0
        self._reach = reach_for(largest_of(fit, data, self._parts, least), self._reach)
        room = self._room()
        frame = Frame(view_of(self._reach), room)
        unit = theme.space(1)
        most = (
            min(max(3, int(room.width() / (9 * unit))), _MOST_TICKS),
            min(max(3, int(room.height() / (6 * unit))), _MOST_TICKS),
        )
        scene = scene_of(frame, fit, data, theme.current(), self._parts, self.neuron, most)
        x = self.example_x
        if x is not None:
            answers = [(x, float(np.interp(x, self._x, line))) for line in fit.outputs]
            places = [frame.to_screen(np.array(place)) for place in answers]
            scene = scene._replace(
                example=tuple(QPointF(*place) for place in places if np.isfinite(place).all())
            )
        if self._pointed is not None and self._tool == "look":
            scene = scene._replace(pointed=self._pointed.x())
        return scene

    @property
    def legend(self) -> Legend:
        """What the dots and the lines are."""
        network, task = self._session.experiment.network, self._session.experiment.task
        keys = keys_of(
            self.data, task.output_names(network.sizes[-1]), self._parts, theme.current()
        )
        return legend_of(keys, theme.space(1), self.width() - theme.space(_RIGHT))

    @property
    def neuron(self) -> int | None:
        """The neuron of the last hidden layer that is pointed at, or else selected, if one is."""
        if self._pointed_part is not None:
            return self._pointed_part
        found, layers = self._selection.neuron, self._session.experiment.network.layers
        return found[1] if found and found[0] == len(layers) - 1 else None

    @property
    def example_x(self) -> float | None:
        """x of the example that is shown, if it is in sight."""
        example = self._session.example
        if not example.origin or len(example.inputs) != 1:
            return None
        x = float(example.inputs[0])
        return x if self._x[0] <= x <= self._x[-1] else None

    @property
    def read_x(self) -> float | None:
        """x that is read out: under the mouse, or else that of the example."""
        if self._pointed is None:
            return self.example_x
        x = self._frame().to_plane(self._pointed)[0]
        return float(np.clip(x, self._x[0], self._x[-1]))

    # What users ask for.

    def set_tool(self, tool: str) -> None:
        """Choose what the left button does; drawing on another curve begins with a copy of it."""
        if tool == self._tool or (tool != "look" and not self.is_drawable):
            return
        source = self._session.experiment.source
        if tool != "look" and isinstance(source, Curve):
            text = translate("CurveView", "Draw on the curve")
            self._session.change_source(curve_drawing.drawable(source), text)
        self._tool = tool
        look = Qt.CursorShape.ArrowCursor if tool == "look" else Qt.CursorShape.CrossCursor
        self.setCursor(look)
        self.tool_changed.emit()
        self._show()

    def clear(self) -> None:
        """Take the curve away, to draw another."""
        source = self._session.experiment.source
        if isinstance(source, Curve | DrawnCurve):
            empty = curve_drawing.cleared(curve_drawing.drawable(source))
            self._session.change_source(empty, translate("CurveView", "Clear the curve"))
            self.set_tool("draw")

    def set_parts(self, parts: str) -> None:
        """Choose which thin lines there are, one of PARTS."""
        self._parts, self._reach, self._pointed_part = parts, 0.0, None
        self._show()

    def set_output(self, output: int) -> None:
        """Choose the output whose parts are shown."""
        self._output = max(output, 0)
        self._show()

    # What the session says.

    def _take_experiment(self) -> None:
        source, self._pointed_part = self._session.experiment.source, None
        if source != self._source:
            kinds = type(source), type(self._source)
            self._source = source
            if kinds[0] is not kinds[1]:
                self._reach = 0.0
            if self._tool != "look" and not isinstance(source, DrawnCurve):
                self.set_tool("look")
            if self._stroke is not None and self._stroke.curve != source:
                self._stroke = None  # somebody else changed it
        self._show()

    def _show(self) -> None:
        self.update()
        self.reading_changed.emit()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_curve:
            return
        at = event.position()
        right = event.button() == Qt.MouseButton.RightButton
        if self._tool != "look" and (right or event.button() == Qt.MouseButton.LeftButton):
            source = self._session.experiment.source
            assert isinstance(source, DrawnCurve)
            self._stroke_id = object()
            tool = "erase" if right else self._tool
            self._take(curve_drawing.begin(tool, source, self._frame().to_plane(at)))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._stroke_id = object()
            self._choose(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.is_curve:
            return
        at = event.position()
        self._pointed = at if self._room().adjusted(-1, -1, 1, 1).contains(at) else None
        if self._stroke is not None:
            self._take(curve_drawing.go_on(self._stroke, self._frame().to_plane(at)))
        elif self._moves_example:
            self._make_example(self._frame().to_plane(at)[0], self._stroke_id)
        looks = self._pointed is not None and self._tool == "look" and not self._moves_example
        self._pointed_part = self.part_at(at) if looks else None
        self._show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._stroke, self._moves_example = None, False

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = self._pointed_part = None
        self._show()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_curve or event.key() not in self.own_keys:
            super().keyPressEvent(event)
            return
        by = _NUDGE if event.key() == Qt.Key.Key_Right else -_NUDGE
        self._make_example((self.example_x or 0.0) + by)

    def _take(self, stroke: curve_drawing.CurveStroke) -> None:
        """Go on with what the stroke has made; all of it is undone at once."""
        self._stroke = stroke
        text = (
            translate("CurveView", "Erase a part of the curve")
            if stroke.tool == "erase"
            else translate("CurveView", "Draw a curve")
        )
        self._session.change_source(stroke.curve, text, self._stroke_id)

    def _choose(self, at: QPointF) -> None:
        """Choose the example at a place, or the neuron whose line is there, or make an example."""
        scene, near = self.scene, theme.space(_NEAR)
        found = []
        for marks, dots in zip(scene.marks, self.data, strict=True):
            places = places_of(scene.frame, dots)
            if len(places):
                away = np.hypot(places[:, 0] - at.x(), places[:, 1] - at.y())
                found.append((float(away.min()), marks.name, int(away.argmin()) // dots.y.shape[1]))
        if found and min(found)[0] <= near:
            _, name, index = min(found)
            self._examples.show(name, index)
        elif (neuron := self.part_at(at)) is not None:
            layer = len(self._session.experiment.network.layers) - 1
            self._selection.select((layer, neuron))
        else:
            self._moves_example = True
            self._make_example(scene.frame.to_plane(at)[0], self._stroke_id)

    def part_at(self, at: QPointF) -> int | None:
        """Return the neuron whose thin line is at a place; None: none is."""
        best, found = theme.space(_NEAR) / 2, None
        for line in self.scene.lines:
            if line.neuron is not None:
                away = abs(float(np.interp(at.x(), *line.places.T)) - at.y())
                if away < best:
                    best, found = away, line.neuron
        return found

    def _make_example(self, x: float, stroke: object = None) -> None:
        """Show the network x, as the user's own example."""
        self._by_hand.put(np.array([np.clip(x, self._x[0], self._x[-1])]), stroke)

    # How it looks.

    def _frame(self) -> Frame:
        return Frame(view_of(self._reach or 1.25), self._room())

    def _room(self) -> QRectF:
        """Where the curve is: all but the axes and the legend."""
        left, bottom, right = map(theme.space, (_LEFT, _BOTTOM, _RIGHT))
        top = self.legend.height + theme.space(1)
        return QRectF(self.rect()).adjusted(left, top, -right, -bottom)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_curve:
            return
        painter, now = QPainter(self), theme.current()
        paint_scene(painter, self.scene, now)
        paint_legend(painter, self.legend, now)
        if not (len(self.data.train.x) or len(self.data.test.x)):
            self._paint_hint(painter)
        if self.hasFocus():
            painter.setPen(theme.colour(now.accent))
            painter.drawRect(self._room())

    def _paint_hint(self, painter: QPainter) -> None:
        margin = theme.space(3)
        area = self._room().adjusted(margin, margin, -margin, -margin)
        painter.setPen(theme.colour(theme.current().muted))
        painter.setFont(theme.font("large"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, flags, self.hint)

    @property
    def hint(self) -> str:
        """What is written where nothing is drawn yet."""
        return translate("CurveView", "Draw a curve here, from the left to the right")
