"""The slider between the layers, their names below it, and the button that lets it run."""

from PySide6.QtCore import QAbstractAnimation, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from gui import theme
from gui.icons import icon
from gui.layer_view.model import LayerModel
from gui.layer_view.words import stop_names
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, spaced

PARTS = 100  # of the way from one layer to the next
_STEP = 5  # of them, with an arrow key
_NEAR = 3  # of them, and it stands at the layer
_LAYER_MS = 1600  # from one layer to the next


class StopNames(QWidget):
    """The names of layers, where the slider's handle is at them; a click goes there."""

    def __init__(self, slider: QSlider, model: LayerModel) -> None:
        super().__init__()
        labelled(self, "layerViewStops", translate("LayerView", "Names of the layers"))
        self._slider, self._model = slider, model
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.changed.connect(self.update)
        model.position_changed.connect(self.update)

    @property
    def names(self) -> dict[int, tuple[QRect, str]]:
        """Each stop's name, and where it stands; those there is no room for are left out."""
        frame = self._model.frame
        names = stop_names(frame) if frame else ()
        metrics = QFontMetrics(theme.font(strong=True))
        made: dict[int, tuple[QRect, str]] = {}
        here, last = round(self._model.position), len(names) - 1
        first = dict.fromkeys((here, 0, last)) if names else {}
        gap = metrics.averageCharWidth() // 2
        for stop in (*first, *(one for one in range(len(names)) if one not in first)):
            wide = metrics.horizontalAdvance(names[stop])
            left = handle_middle(self._slider, stop * PARTS) - wide // 2
            left = max(min(left, self.width() - wide), 0)
            room = QRect(left, 0, wide, self.height())
            around = room.adjusted(-gap, 0, gap, 0)
            if not any(around.intersects(other) for other, _ in made.values()):
                made[stop] = room, names[stop]
        return made

    def sizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(theme.font(strong=True)).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        for stop, (room, name) in self.names.items():
            here = abs(self._model.position - stop) < 1e-6
            painter.setPen(QColor(now.text if here else now.muted))
            painter.setFont(theme.font(strong=here))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if names := self.names:
            near = min(names, key=lambda stop: abs(names[stop][0].center().x() - x))
            self._slider.setValue(near * PARTS)


def handle_middle(slider: QSlider, value: int) -> int:
    """Return where the middle of the handle is at a value, in px from the slider's left."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    style = slider.style()
    kind = QStyle.ComplexControl.CC_Slider
    groove = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderGroove, slider)
    handle = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderHandle, slider)
    span = groove.width() - handle.width()
    low, high = slider.minimum(), slider.maximum()
    at = QStyle.sliderPositionFromValue(low, high, value, span)
    return groove.left() + at + handle.width() // 2


class Stops(ThemedWidget):
    """Moves the model's position, by mouse, keys, or by itself, and follows it."""

    def __init__(self, model: LayerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layerViewFold")
        self._model = model
        self.slider = labelled(
            QSlider(Qt.Orientation.Horizontal),
            "layerViewSlider",
            translate("LayerView", "From the input to the output"),
            translate(
                "LayerView",
                "Drag, and the points move from layer to layer. Arrow keys go on a little, Page Up"
                " and Page Down a whole layer.",
            ),
        )
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(PARTS)
        self.play = labelled(
            QToolButton(),
            "layerViewPlay",
            translate("LayerView", "Play the fold"),
            translate("LayerView", "Let the points move through all layers"),
        )
        self.play.setAutoRaise(True)
        self.run = QVariantAnimation(self)
        self.names = StopNames(self.slider, model)
        rows = spaced(QGridLayout(self), spacing=0, across=1)
        rows.addWidget(self.play, 0, 0)
        rows.addWidget(self.slider, 0, 1)
        rows.addWidget(self.names, 1, 1)
        rows.setColumnStretch(1, 1)
        self.slider.valueChanged.connect(self._take)
        self.slider.sliderPressed.connect(self.run.stop)
        self.play.clicked.connect(self._run)
        self.run.valueChanged.connect(lambda value: model.place(float(value)))
        self.run.stateChanged.connect(self._show_running)
        model.changed.connect(self._show)
        model.position_changed.connect(self._show)
        self._show()
        self.follow_theme()

    def paint_theme(self) -> None:
        handle = QPalette()
        handle.setColor(QPalette.ColorRole.Button, QColor(theme.current().edge))
        self.slider.setPalette(handle)
        self._show_running()

    def _take(self, value: int) -> None:
        stop = round(value / PARTS)
        near = abs(value - stop * PARTS) <= _NEAR
        self._model.place(float(stop) if near else value / PARTS)

    def _run(self) -> None:
        model = self._model
        if self.run.state() == QAbstractAnimation.State.Running:
            self.run.stop()
            return
        last = model.count - 1
        start = 0.0 if model.position >= last else model.position
        self.run.setStartValue(start)
        self.run.setEndValue(float(last))
        self.run.setDuration(round(_LAYER_MS * (last - start)))
        self.run.start()

    def _show_running(self) -> None:
        running = self.run.state() == QAbstractAnimation.State.Running
        self.play.setIcon(icon("pause" if running else "train"))
        self.play.setIconSize(theme.icon_size())

    def _show(self) -> None:
        was = self.slider.blockSignals(True)
        self.slider.setRange(0, PARTS * (self._model.count - 1))
        value = round(PARTS * self._model.position)
        stop = round(self._model.position)
        if not (self.slider.isSliderDown() and abs(self.slider.value() - stop * PARTS) <= _NEAR):
            self.slider.setValue(value)
        self.slider.blockSignals(was)
