"""The rows of histograms: what is under the mouse, or chosen by arrow keys, is told."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.histograms import BINS, Scale
from gui import theme
from gui.colouring import Colouring
from gui.diagram.legend_words import hue_name
from gui.diagram.scene import layer_details, layer_name, of_session
from gui.histograms.model import HistogramModel
from gui.histograms.paint import paint_axis, paint_scene
from gui.histograms.scene import (
    LEAST_ROW,
    Columns,
    Scene,
    axis_ticks,
    bin_at,
    bin_room,
    scene_of,
    update_ticks,
)
from gui.histograms.words import bin_text, explained, healthy, layer_text, no_examples, update_words
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.session import Session
from gui.translation import translate
from gui.widgets import Explained, is_seen, labelled, paint_focus

_WIDE, _HIGH, _AXIS = 80, 16, 8.5  # units of the grid


class HistogramCanvas(Explained, OwnKeys):
    """Paints a row a layer; as high as it must be at least, whatever room there is."""

    pointed_changed = Signal()

    own_keys = ARROWS | {Qt.Key.Key_Escape}

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "histogramCanvas", translate("Histograms", "Histograms by layer"))
        self.colouring = colouring
        self.model = HistogramModel(session, lambda: is_seen(self), self)
        self._pointed: tuple[int, int | None] | None = None  # row, and bin
        self._over_updates = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.model.changed.connect(self._show)
        session.experiment_changed.connect(self._take_experiment)
        colouring.changed.connect(self.update)

    # What there is.

    @property
    def names(self) -> tuple[str, ...]:
        """The layers' names."""
        network = self.model.session.experiment.network
        return tuple(layer_name(network, index + 1) for index in range(len(network.layers)))

    @property
    def scene(self) -> Scene | None:
        """What is seen; None: there is nothing yet, or nothing to see."""
        found, job = self.model.shown, self.model.job
        if found is None or job is None or not found.spreads:
            return None
        seen = of_session(self.model.session)
        details = tuple(layer_details(seen, index + 1) for index in range(len(self.names)))
        return scene_of(
            self.names,
            details,
            self.model.quantity,
            found,
            self.width(),
            self.height(),
            self.colouring.theme,
        )

    @property
    def pointed(self) -> tuple[int, int | None] | None:
        """The layer, from 0, and the bin that are told; None: none is."""
        return self._pointed

    @property
    def reading(self) -> str:
        """What is told of what is pointed at."""
        found, job = self.model.shown, self.model.job
        if self._pointed is None or found is None or job is None:
            return ""
        row, index = self._pointed
        if row >= len(found.spreads):
            return ""
        name, spread = self.names[row], found.spreads[row]
        if self._over_updates:
            return update_words(name, found.signs[row], found.made)
        if index is None:
            return layer_text(name, self.model.quantity, spread)
        return bin_text(name, found.scale, spread, index)

    def tip_at(self, point: QPointF) -> str:
        """Return what is explained at a point: a layer with its faults, or what is healthy."""
        found, row, columns = self.model.shown, self._row_at(point), Columns.of(self.width())
        scene = self.scene
        if found is None or row is None or scene is None:
            return ""
        if point.x() < columns.plot[0]:
            # All lines, as some are shortened where there is little room.
            lines = (line.text for line in scene.rows[row].lines)
            return "\n".join((*lines, *explained(found.signs[row])))
        return healthy() if point.x() > columns.plot[1] else ""

    def _row_at(self, point: QPointF) -> int | None:
        scene = self.scene
        rows = scene.rows if scene else ()
        places = [index for index, row in enumerate(rows) if row.room.contains(point)]
        return places[0] if places else None

    # What changes.

    def _point(self, at: tuple[int, int | None] | None, over_updates: bool = False) -> None:
        if (at, over_updates) != (self._pointed, self._over_updates):
            self._pointed, self._over_updates = at, over_updates
            self.update()
            self.pointed_changed.emit()

    def _show(self) -> None:
        self.update()
        self.pointed_changed.emit()

    def _take_experiment(self) -> None:
        self._point(None)
        self.updateGeometry()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        rows = len(self.model.session.experiment.network.layers)
        return QSize(theme.space(_WIDE), theme.space(LEAST_ROW) * rows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point, columns = event.position(), Columns.of(self.width())
        row = self._row_at(point)
        at = None if row is None else (row, bin_at(columns, point.x()))
        self._point(at, point.x() >= columns.plot[1])

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.model.shown
        if event.key() == Qt.Key.Key_Escape:
            self._point(None)
        elif event.key() in ARROW_STEPS and found and found.spreads:
            across, down = ARROW_STEPS[event.key()]
            row, index = self._pointed or (0, None)
            if self._pointed:
                row = min(max(row + down, 0), len(found.spreads) - 1)
            if index is None:
                index = BINS // 2
            elif self._pointed:
                index = min(max(index + across, 0), BINS - 1)
            self._point((row, index))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.model.follow()  # it may have come to the front just now
        now, scene, painter = self.colouring.theme, self.scene, QPainter(self)
        if scene is None:
            if self.model.lacks_examples:
                self._paint_hint(painter, no_examples())
            return
        row, index = self._pointed or (0, None)
        shown = self._pointed is not None and index is not None and row < len(scene.rows)
        pointed = (row, bin_room(scene, row, index)) if shown and index is not None else None
        paint_scene(painter, scene, now, pointed)
        paint_focus(painter, self, now)

    def _paint_hint(self, painter: QPainter, text: str) -> None:
        margin = theme.space(3)
        painter.setPen(theme.colour(theme.current().muted))
        painter.setFont(theme.font())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(margin, margin, -margin, -margin), flags, text)


class HistogramAxis(QWidget):
    """The numbers under all rows."""

    def __init__(self, canvas: HistogramCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._scale = canvas, Scale(0, 0)
        canvas.model.changed.connect(self._follow)
        canvas.colouring.changed.connect(self._show)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _follow(self) -> None:
        """Show another scale; most of the time it is the same."""
        found = self._canvas.model.shown
        scale = found.scale if found and found.spreads else Scale(0, 0)
        if scale != self._scale:
            self._scale = scale
            self._show()

    def _show(self) -> None:
        self.setToolTip("\n".join(filter(None, self.words)))  # some may be shortened
        self.update()

    @property
    def words(self) -> tuple[str, str]:
        """What the numbers are, of the layers and of the updates; empty: there are none."""
        if self._scale.low == self._scale.high:
            return "", ""
        updates = translate("Histograms", "update ÷ weight")
        if self._scale.log:
            return translate("Histograms", "sizes, by powers of ten"), updates
        if self._scale.low == 0:
            return "", updates
        now = self._canvas.colouring.theme
        signs = translate("Histograms", "{positive} > 0, {negative} < 0").format(
            positive=hue_name(now.positive), negative=hue_name(now.negative)
        )
        return signs, updates

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_AXIS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._scale
        if scale.low == scale.high:
            return
        columns = Columns.of(self._canvas.width())
        ticks = axis_ticks(scale, columns), update_ticks(columns)
        paint_axis(QPainter(self), columns, *ticks, self.words, theme.current())
