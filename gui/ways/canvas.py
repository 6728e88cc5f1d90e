"""The bars: a click or an arrow key has another way explained."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.forward_ways import WAYS
from gui import theme
from gui.keys import ARROW_STEPS, OwnKeys
from gui.translation import translate
from gui.ways.model import WaysModel
from gui.ways.paint import paint_scene
from gui.ways.scene import Scene, scene_of, way_at
from gui.ways.words import explained, short, timing_text, title_of
from gui.widgets import Explained, labelled, paint_focus

_LIKED, _LEAST = QSize(100, 27), QSize(84, 27)  # units of the grid


class WaysCanvas(Explained, OwnKeys):
    """A row for each way."""

    own_keys = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down))

    def __init__(self, model: WaysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "waysBars", translate("Ways", "How long each way takes"))
        self._model = model
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        model.changed.connect(self._show)

    @property
    def scene(self) -> Scene:
        """What is seen."""
        model = self._model
        return scene_of(
            model.timings, model.timed_now, model.way, self.width() - 1, self.height() - 1
        )

    def tip_at(self, point: QPointF) -> str:
        """Return what a way does, and what was measured of it."""
        way = way_at(self.scene, point)
        if way is None:
            return ""
        said = title_of(way), explained(way), timing_text(way, self._model.timings)
        return "\n".join(filter(None, said))

    def _show(self) -> None:
        timings = self._model.timings
        self.setAccessibleDescription(
            "\n".join(
                f"{title_of(way)}: {short(timing) if timing.lacks is None else timing.lacks}"
                for way, timing in timings.items()
            )
        )
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_LIKED.width()), theme.space(_LIKED.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST.width()), theme.space(_LEAST.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        way = way_at(self.scene, event.position())
        if way and event.button() == Qt.MouseButton.LeftButton:
            self._model.explain(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.own_keys:
            _, down = ARROW_STEPS[event.key()]
            place = WAYS.index(self._model.way) + down
            self._model.explain(WAYS[min(max(place, 0), len(WAYS) - 1)])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._model.follow()  # it may have come to the front just now
        painter, now = QPainter(self), theme.current()
        paint_scene(painter, self.scene, now)
        paint_focus(painter, self, now)
