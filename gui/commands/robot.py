"""Hands for the self-test and the benchmarks: mouse events on a widget, and waiting for a state."""

import math
import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_LOOK_MS = 10

Stroke = tuple[tuple[float, float], ...]


def _arc(x: float, y: float, width: float, height: float, start: int, end: int) -> Stroke:
    """Return points around (x, y), from one angle to another, in degrees clockwise from right."""
    angles = (math.radians(angle) for angle in range(start, end + 1, 10))
    return tuple((x + width * math.cos(at), y + height * math.sin(at)) for at in angles)


# A 3 as a hand writes it, in one stroke.
THREE: tuple[Stroke, ...] = (
    _arc(0.48, 0.32, 0.20, 0.18, 200, 430) + _arc(0.48, 0.68, 0.23, 0.20, 290, 510),
)


def draw(pad: QWidget, strokes: Sequence[Stroke]) -> None:
    """Draw `strokes`, points from 0 to 1 in the pad's square, with the left mouse button."""
    for event in events(pad, strokes):
        send(pad, event)


def events(pad: QWidget, strokes: Sequence[Stroke]) -> Iterator[QMouseEvent]:
    """Yield the mouse events that draw `strokes` on `pad`."""
    for stroke in strokes:
        points = [QPointF(x * pad.width(), y * pad.height()) for x, y in stroke]
        yield _mouse(pad, QEvent.Type.MouseButtonPress, points[0])
        for point in points[1:]:
            yield _mouse(pad, QEvent.Type.MouseMove, point)
        yield _mouse(pad, QEvent.Type.MouseButtonRelease, points[-1])


def send(widget: QWidget, event: QMouseEvent) -> None:
    """Let `widget` have the event now."""
    QApplication.sendEvent(widget, event)


def wait_until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Let the window live until `true()`. TimeoutError: it was not after so many seconds."""
    deadline = time.monotonic() + seconds
    loop = QEventLoop()
    timer = QTimer(interval=_LOOK_MS)

    def look() -> None:
        if true() or time.monotonic() > deadline:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    # An event loop sleeps between events; asking for them in turns would take a processor.
    if not true():
        loop.exec()
    timer.stop()
    if not true():
        raise TimeoutError(f"{what} took more than {seconds:g} seconds.")


def _mouse(widget: QWidget, kind: QEvent.Type, at: QPointF) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    return QMouseEvent(
        kind,
        at,
        widget.mapToGlobal(at),
        none if kind == QEvent.Type.MouseMove else left,
        none if kind == QEvent.Type.MouseButtonRelease else left,
        Qt.KeyboardModifier.NoModifier,
    )
