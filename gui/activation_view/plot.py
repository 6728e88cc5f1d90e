"""The large picture of one activation function; the mouse or the arrow keys read it out."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.histograms import BINS
from core.neuron_curve import curve_of
from gui import theme
from gui.activation_view.model import ActivationModel
from gui.activation_view.paint import paint_scene
from gui.activation_view.scene import Scene, Shown, bin_at, bin_room, scene_of
from gui.activation_view.words import bin_text, no_examples, sampled_text
from gui.colouring import Colouring
from gui.keys import OwnKeys
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import Explained, is_seen, labelled, paint_focus

_WIDE, _HIGH = 50, 30  # units of the grid


class ActivationPlot(Explained, OwnKeys):
    """Paints f and f′, the example on it, and the z of the training examples under it."""

    pointed_changed = Signal()

    own_keys = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape))

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "activationPlot", translate("ActivationView", "Activation function"))
        self.model = ActivationModel(session, selection, lambda: is_seen(self), self)
        self._colouring = colouring
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.model.changed.connect(self._show)
        colouring.changed.connect(self.update)

    @property
    def scene(self) -> Scene:
        """What is seen."""
        model = self.model
        shown = Shown(model.looked, model.alpha, model.others, model.use, model.z)
        return scene_of(shown, self.width(), self.height(), self._colouring.theme)

    @property
    def pointed(self) -> int | None:
        """The bin that is read out; None: none is."""
        return self._pointed if self.model.use else None

    @property
    def reading(self) -> str:
        """What is told of what is pointed at."""
        use, index = self.model.use, self.pointed
        if use is None or index is None:
            return ""
        low, high = use.scale.edge(index), use.scale.edge(index + 1)
        model = self.model
        at = curve_of(model.looked, np.array([(low + high) / 2]), model.alpha, model.others)
        return bin_text(low, high, use, index, float(at.a[0]), float(at.slopes[0]))

    @property
    def caption(self) -> str:
        """What is said of the histogram."""
        use = self.model.use
        if use is None:
            return no_examples() if self.model.lacks_examples else ""
        return sampled_text(use)

    def _point(self, index: int | None) -> None:
        if index != self._pointed:
            self._pointed = index
            self.update()
            self.pointed_changed.emit()

    def _show(self) -> None:
        self.update()
        self.pointed_changed.emit()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE) // 2, theme.space(_HIGH) // 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(bin_at(self.scene, event.position(), self.model.use))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in self.own_keys:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._point(None)
        elif self.pointed is None:
            self._point(BINS // 2)
        else:
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            self._point(min(max(self.pointed + by, 0), BINS - 1))

    def tip_at(self, point: QPointF) -> str:
        """Return what the shade means, where a point is in it."""
        if any(room.contains(point) for room in self.scene.flat):
            return translate("ActivationView", "The shade: f is about flat here, f′ almost 0.")
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        self.model.follow()  # it may have come to the front just now
        now, scene, painter = self._colouring.theme, self.scene, QPainter(self)
        use, index = self.model.use, self.pointed
        pointed = bin_room(scene, use, index) if use and index is not None else None
        paint_scene(painter, scene, self.caption, now, pointed)
        paint_focus(painter, self, now)
