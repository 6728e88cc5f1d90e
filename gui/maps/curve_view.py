"""The canvas of the curve fit: shows the scene, and is drawn on with the mouse."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.curve_fit import CurveFit, curve_fit
from core.data import DrawnCurve, load
from core.data.curves import HIGHEST
from core.data.inputs import Point, line_of
from gui import theme
from gui.by_hand import ByHand
from gui.examples import Examples
from gui.keys import OwnKeys
from gui.maps.curve_legend import Legend, keys_of, legend_of, paint_legend
from gui.maps.curve_paint import paint_scene
from gui.maps.curve_scene import CurveData, CurveScene, places_of, places_of_x
from gui.maps.curve_tool import CurveTool
from gui.maps.frame import lettering
from gui.maps.kept_scene import KeptScene
from gui.maps.keys import Kept
from gui.panels.set_words import test_words
from gui.selection import Selection, Target, neuron_in
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_LIKED, _LEAST = QSize(72, 76), QSize(38, 28)  # units of the grid
_HIGH = 0.9  # of its width, that it likes to be high
_LEFT, _BOTTOM, _RIGHT = 7.5, 5, 2  # units: axes
_NEAR = 2.2  # units: so near to a dot or to a line the mouse is on it
_NUDGE = 0.01  # of x, by an arrow key


class CurveView(QWidget, OwnKeys):
    """Shows the curve that the network makes; the mouse looks at it, or is the `tool`'s.

    `parts` is one of gui.maps.curve_scene.PARTS, `output` the output whose parts these are.
    """

    reading_changed = Signal()
    parts_changed = Signal()  # whose thin lines are on screen
    pointed = Signal(object)  # at the thin line of a neuron (layer, neuron), or None

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
        self.tool = CurveTool(session, self)
        self._parts, self._output = "none", 0
        self._x = places_of_x()
        self._scene = KeptScene()
        self._pointed: QPointF | None = None
        self._pointed_part: int | None = None  # the neuron whose thin line is under the mouse
        self._elsewhere: Target | None = None  # what is pointed at in another view
        self._stroke_id: object = None
        self._by_hand, self._moves_example = ByHand(session), False
        # With what they were made of: signals that come before the view's own find nothing old.
        self._fit, self._data = Kept[CurveFit](), Kept[CurveData]()
        self._source = session.experiment.source
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        session.snapshot_changed.connect(self._show)
        session.experiment_changed.connect(self._take_experiment)
        session.example_changed.connect(self._show)
        selection.changed.connect(self._show)
        self.tool.changed.connect(self._show_tool)

    # What there is.

    @property
    def is_curve(self) -> bool:
        """Whether an input is one number, so that there is a curve to be seen."""
        return line_of(self._session.experiment.input) is not None

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
        network, kind = self._session.experiment.network, self._session.experiment.input
        assert isinstance(kind, Point)
        return self._fit.of(
            lambda: curve_fit(network, parameters, kind, self._x, output), parameters, output
        )

    @property
    def data(self) -> CurveData:
        """The examples that are shown."""
        source = self._session.experiment.source
        assert source is not None
        return self._data.of(lambda: CurveData.of(load(source)), source)

    @property
    def scene(self) -> CurveScene:
        """What is seen now; only where `is_curve`."""
        scene, frame = self._kept, self._kept.frame
        x = self.example_x
        if x is not None:
            answers = [(x, float(np.interp(x, self._x, line))) for line in self.fit.outputs]
            places = [frame.to_screen(np.array(place)) for place in answers]
            scene = scene._replace(
                example=tuple(QPointF(*place) for place in places if np.isfinite(place).all())
            )
        if self._pointed is not None and not self.tool.draws:
            scene = scene._replace(pointed=self._pointed.x())
        return scene

    @property
    def _kept(self) -> CurveScene:
        """What is seen but for the example and the mouse."""
        least = HIGHEST if isinstance(self._session.experiment.source, DrawnCurve) else 0.0
        made = self.fit, self.data, self._room(), theme.current(), self._parts, self.neuron, least
        return self._scene.of(*made)

    @property
    def scenes_made(self) -> int:
        """How often a scene was worked out."""
        return self._scene.made

    @property
    def legend(self) -> Legend:
        """What the dots and the lines are."""
        network, task = self._session.experiment.network, self._session.experiment.task
        keys = keys_of(
            self.data,
            task.output_names(network.sizes[-1]),
            self._parts,
            test_words(self._session.experiment.source).short,
            theme.current(),
        )
        right = self.width() - theme.space(_RIGHT)
        return legend_of(keys, theme.space(1), right, lettering(self.width()))

    @property
    def neuron(self) -> int | None:
        """The neuron of the last hidden layer that is pointed at, or else selected, if one is."""
        if self._pointed_part is not None:
            return self._pointed_part
        return neuron_in(self._layer, self._elsewhere, self._selection.neuron)

    @property
    def _layer(self) -> int:
        """The last hidden layer, whose parts there are."""
        return len(self._session.experiment.network.layers) - 1

    @property
    def parts_layer(self) -> int:
        """The layer whose neurons' thin lines are on screen; 0: none is."""
        shown = self.isVisible() and self.is_curve and self._parts != "none"
        return self._layer if shown else 0

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
        x = self._kept.frame.to_plane(self._pointed)[0]
        return float(np.clip(x, self._x[0], self._x[-1]))

    # What users ask for.

    def set_parts(self, parts: str) -> None:
        """Choose which thin lines there are, one of PARTS."""
        self._parts = parts
        self._scene.restart()
        self._point_at(None)
        self.parts_changed.emit()

    def set_output(self, output: int) -> None:
        """Choose the output whose parts are shown."""
        self._output = max(output, 0)
        self._show()

    def show_pointed(self, target: Target | None) -> None:
        """Bring forward what is pointed at in another view: a neuron, an edge or None."""
        before = self.neuron
        self._elsewhere = target
        if self.neuron != before:
            self._show()

    # What the session says.

    def _take_experiment(self) -> None:
        source = self._session.experiment.source
        if source != self._source:
            kinds = type(source), type(self._source)
            self._source = source
            if kinds[0] is not kinds[1]:
                self._scene.restart()
        self._point_at(None)
        self.parts_changed.emit()

    def _show_tool(self) -> None:
        look = Qt.CursorShape.CrossCursor if self.tool.draws else Qt.CursorShape.ArrowCursor
        self.setCursor(look)
        self._show()

    def _show(self) -> None:
        self.update()
        self.reading_changed.emit()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_curve:
            return
        at = event.position()
        left, right = (
            event.button() == button
            for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
        )
        if self.tool.draws and (left or right):
            self.tool.press(self._kept.frame.to_plane(at), event.modifiers(), erases=right)
        elif left:
            self._stroke_id = object()
            self._choose(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.is_curve:
            return
        at = event.position()
        self._pointed = at if self._room().adjusted(-1, -1, 1, 1).contains(at) else None
        if self.tool.draws:
            self.tool.move(self._kept.frame.to_plane(at))
        elif self._moves_example:
            self._make_example(self._kept.frame.to_plane(at)[0], self._stroke_id)
        looks = self._pointed is not None and not self.tool.draws and not self._moves_example
        self._point_at(self.part_at(at) if looks else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._moves_example = False
        if self.is_curve:
            self.tool.release(self._kept.frame.to_plane(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_curve or event.key() not in self.own_keys:
            super().keyPressEvent(event)
            return
        by = _NUDGE if event.key() == Qt.Key.Key_Right else -_NUDGE
        self._make_example((self.example_x or 0.0) + by)

    def _point_at(self, neuron: int | None) -> None:
        """The mouse is at the thin line of `neuron`; None: at none."""
        if neuron != self._pointed_part:
            self._pointed_part = neuron
            self.pointed.emit(None if neuron is None else (self._layer, neuron))
        self._show()

    def _choose(self, at: QPointF) -> None:
        """Choose the example at a place, or the neuron whose line is there, or make an example."""
        scene, near = self._kept, theme.space(_NEAR)
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
            self._selection.select((self._layer, neuron))
        else:
            self._moves_example = True
            self._make_example(scene.frame.to_plane(at)[0], self._stroke_id)

    def part_at(self, at: QPointF) -> int | None:
        """Return the neuron whose thin line is at a place; None: none is."""
        best, found = theme.space(_NEAR) / 2, None
        for line in self._kept.lines:
            if line.neuron is not None:
                away = abs(float(np.interp(at.x(), *line.places.T)) - at.y())
                if away < best:
                    best, found = away, line.neuron
        return found

    def _make_example(self, x: float, stroke: object = None) -> None:
        """Show the network x, as the user's own example."""
        self._by_hand.put(np.array([np.clip(x, self._x[0], self._x[-1])]), stroke)

    # How it looks.

    def _room(self) -> QRectF:
        """Where the curve is: all but the axes and the legend."""
        grown = lettering(self.width())
        left, bottom, right = map(theme.space, (_LEFT * grown, _BOTTOM * grown, _RIGHT))
        top = self.legend.height + theme.space(1)
        return QRectF(self.rect()).adjusted(left, top, -right, -bottom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.parts_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.parts_changed.emit()

    def sizeHint(self) -> QSize:
        high = max(theme.space(_LIKED.height()), round(_HIGH * self.width()))
        return QSize(theme.space(_LIKED.width()), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

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
