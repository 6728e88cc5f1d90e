"""The scrubber: a slider over the steps of a walk, with its phases marked."""

import math
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSlider, QWidget

from gui import theme
from gui.theme import space
from gui.translation import translate
from gui.widgets import labelled

# In units of the grid: beside the tracks, their height, the handle's width, between phases.
_MARGIN, _TRACK, _HANDLE, _GAP = 2, 1.5, 2, 0.5
_BEYOND = 1  # that the handle is higher than a track, on either side
_ABOVE_BOTTOM = 3.25  # from the top of a track to the bottom
_ROUND = 0.5  # the corners of a track
_SMALL = 0.77  # of the font's size
_BELOW_NAMES = 5  # for tracks and handle
_PAGES = 10  # what Page Up and Page Down divide a walk into


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
        super().__init__(Qt.Orientation.Horizontal, parent)
        labelled(self, "walkScrubber", translate("Walkthrough", "Step of the walk"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actionTriggered.connect(lambda _: self.moved_to.emit(self.sliderPosition()))  # by keys
        self._phases: list[tuple[int, str]] = []

    def show_steps(self, phases: list[tuple[int, str]], count: int, index: int) -> None:
        """Show step `index` of `count`; `phases` are (first step, name), in order."""
        self._phases = phases
        self.setRange(0, count - 1)
        self.setPageStep(max(count // _PAGES, 1))
        self.setValue(index)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(space(55), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(space(16), self._height())

    def _height(self) -> int:
        return math.ceil(QFontMetricsF(_small(self.font())).height()) + space(_BELOW_NAMES)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _go(self, x: float) -> None:
        self.moved_to.emit(step_at(x, self.maximum() + 1, self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = _small(self.font())
        painter.setFont(font)
        metrics, count = QFontMetricsF(font), self.maximum() + 1
        names = [(start, phase_name(name)) for start, name in self._phases]
        top, thick = float(self.height() - space(_ABOVE_BOTTOM)), space(_TRACK)
        corner = space(_ROUND)
        for one in tracks(names, count, self.value(), self.width(), metrics):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(now.accent if one.current else now.muted, 0.45))
            painter.drawRoundedRect(QRectF(one.left, top, one.width, thick), corner, corner)
            if one.name:
                painter.setPen(QColor(now.text if one.current else now.muted))
                width = metrics.horizontalAdvance(one.name) + 2
                room = QRectF(one.name_left, 1, width, metrics.height() + 2)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft, one.name)
        if self._phases:
            painter.setPen(QPen(QColor(now.window), 1.5))
            painter.setBrush(QColor(now.accent))
            left = handle_left(self.value(), count, self.width())
            beyond, corner = space(_BEYOND), space(1.5 * _ROUND)
            high = QRectF(left, top - beyond, space(_HANDLE), thick + 2 * beyond)
            painter.drawRoundedRect(high, corner, corner)

        if self.hasFocus():
            painter.setPen(QColor(now.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _small(font: QFont) -> QFont:
    """Return the font of the names: a widget's, smaller."""
    small = QFont(font)
    small.setPixelSize(max(round(QFontInfo(font).pixelSize() * _SMALL), 1))
    return small


class Track(NamedTuple):
    """One phase: where its track is (px), and its name where there is room for it ("": none)."""

    left: float
    width: float
    current: bool
    name: str = ""
    name_left: float = 0.0


def tracks(
    phases: list[tuple[int, str]], count: int, value: int, width: float, metrics: QFontMetricsF
) -> list[Track]:
    """Return the tracks of `phases` (first step, name) of a walk of `count` steps, at `value`.

    `width` px is that of the whole scrubber. Names are written from the left, as far as there is
    room; one may reach over a phase too short for its own. Where the current phase's is not among
    them, it stands alone: another's would be taken for it.
    """
    found: list[Track] = []
    free, fits = 0.0, True
    starts = [start for start, _ in phases]
    for (start, name), end in zip(phases, [*starts[1:], count], strict=False):
        left, right = x_of(start, count, width), x_of(end, count, width)
        long = metrics.horizontalAdvance(name)
        at, track = min(max(left, free), width - long - 2), max(right - left - space(_GAP), 1.5)
        fits, current = fits and free <= at < right + 4, start <= value < end
        if current and not fits:
            found = [one._replace(name="") for one in found]
            at = max(min(left, width - long - 2), 0.0)
        found.append(Track(left, track, current, name if fits or current else "", at))
        free = at + long + 6
    return found


def x_of(step: float, count: int, width: float) -> float:
    """Return where a step of `count` begins in a scrubber `width` px wide."""
    margin = space(_MARGIN)
    return margin + (width - 2 * margin) * step / count


def handle_left(value: int, count: int, width: float) -> float:
    """Return the left of the handle (px) at step `value`: it stands in the middle of its step."""
    return x_of(value + 0.5, count, width) - space(_HANDLE) / 2


def step_at(x: float, count: int, width: float) -> int:
    """Return the step, of `count`, that is at `x` px; the first or last where it is beside."""
    margin = space(_MARGIN)
    share = (x - margin) / max(width - 2 * margin, 1)
    return min(max(int(share * count), 0), count - 1)
