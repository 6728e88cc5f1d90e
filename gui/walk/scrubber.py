"""The scrubber: a slider over the steps of a walk, with its phases marked."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSlider, QWidget

from gui import theme
from gui.translation import translate

_MARGIN, _TRACK = 8.0, 6.0  # px
_GAP = 2.0  # px between phases


def phase_name(phase: str) -> str:
    """Return what a phase of core.walkthrough.PHASES is called."""
    return {
        "forward": translate("Walkthrough", "forward"),
        "loss": translate("Walkthrough", "loss"),
        "backward": translate("Walkthrough", "backward"),
        "update": translate("Walkthrough", "update"),
        "again": translate("Walkthrough", "again"),
    }[phase]


class Scrubber(QSlider):
    """Steps from left to right; a click or a drag goes there."""

    moved_to = Signal(int)  # by the user

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent, objectName="walkScrubber")
        self.setAccessibleName(translate("Walkthrough", "Step of the walk"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys are the walk's anyway
        self._phases: list[tuple[int, str]] = []

    def show_steps(self, phases: list[tuple[int, str]], count: int, index: int) -> None:
        """Show step `index` of `count`; `phases` are (first step, name), in order."""
        self._phases = phases
        self.setRange(0, count - 1)
        self.setValue(index)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 34)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, 34)

    def _x(self, step: float) -> float:
        """Where a step begins."""
        return _MARGIN + (self.width() - 2 * _MARGIN) * step / (self.maximum() + 1)

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseMoveEvent(self, event) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseReleaseEvent(self, event) -> None:
        event.accept()

    def _go(self, x: float) -> None:
        share = (x - _MARGIN) / max(self.width() - 2 * _MARGIN, 1)
        self.moved_to.emit(min(max(int(share * (self.maximum() + 1)), 0), self.maximum()))

    def paintEvent(self, event) -> None:
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(10)
        painter.setFont(font)
        metrics, top = QFontMetricsF(font), self.height() - 13.0
        ends = [start for start, _ in self._phases[1:]] + [self.maximum() + 1]
        free = 0.0  # a name may reach over a phase too short for its own
        for (start, phase), end in zip(self._phases, ends, strict=True):
            left, right = self._x(start), self._x(end)
            current = start <= self.value() < end
            track = QRectF(left, top, max(right - left - _GAP, 1.5), _TRACK)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(now.accent if current else now.muted, 0.45))
            painter.drawRoundedRect(track, 2, 2)
            name = phase_name(phase)
            width = metrics.horizontalAdvance(name)
            at = min(max(left, free), self.width() - width - 2)
            if at >= free and at < right + 4:
                painter.setPen(QColor(now.text if current else now.muted))
                painter.drawText(QRectF(at, 1, width + 2, 14), Qt.AlignmentFlag.AlignLeft, name)
                free = at + width + 6
        if not self._phases:
            return
        painter.setPen(QPen(QColor(now.window), 1.5))
        painter.setBrush(QColor(now.accent))
        middle = (self._x(self.value()) + self._x(self.value() + 1)) / 2
        painter.drawRoundedRect(QRectF(middle - 4, top - 4, 8, _TRACK + 8), 3, 3)
