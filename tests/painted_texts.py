"""Texts that widgets paint: which are clipped, outside, or over each other.

What `QPainter.drawText` is asked for is measured where it is drawn; labels and buttons, whose texts
Qt draws by itself, are not seen (`tests/test_pseudo_language.py` looks at those).
"""

from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_SPARE = 1.5  # px, by which ink may reach out of its room
_NOTHING = ("", "–")


class Text(NamedTuple):
    """A text that was painted: where its ink is, and the room that it had, in the widget's px."""

    text: str
    ink: QRectF
    room: QRectF | None


@contextmanager
def seen_texts():
    """The list of texts that are painted meanwhile."""
    found: list[Text] = []
    drawn = QPainter.drawText

    def draw_text(painter, *items):
        if not isinstance(painter.device(), QImage):  # a stamp, not the widget
            found.append(_text(painter, *items))
        return drawn(painter, *items)

    QPainter.drawText = draw_text
    try:
        yield found
    finally:
        QPainter.drawText = drawn


def _text(painter, *items):
    metrics, place = QFontMetricsF(painter.font(), painter.device()), painter.transform()
    match items:
        case (QPointF() | QPoint() as at, str() as text):
            ink, room = _tight(metrics, text).translated(QPointF(at)), None
        case (float() | int() as x, float() | int() as y, str() as text):
            ink, room = _tight(metrics, text).translated(x, y), None
        case (QRectF() | QRect() as given, flags, str() as text, *_):
            flags = getattr(flags, "value", flags)
            room = QRectF(given)
            whole = metrics.boundingRect(room, flags, text)
            # A line's height holds letters that the text may not have.
            spare = (metrics.height() - metrics.capHeight()) / 4 if "\n" not in text else 0
            ink = whole.adjusted(0, spare, 0, -spare)
            if flags & Qt.TextFlag.TextDontClip.value:
                room = None
        case _:
            raise TypeError(items)
    return Text(text, place.mapRect(ink), room and place.mapRect(room))


def _tight(metrics, text):
    return metrics.tightBoundingRect(text)


def faults(widget: QWidget) -> list[str]:
    """What is wrong with the texts that a widget and its children paint."""
    said = []
    for one in (widget, *widget.findChildren(QWidget)):
        if one.isVisible() and not one.visibleRegion().isEmpty():
            said += [f"{one.objectName() or type(one).__name__}: {fault}" for fault in _of(one)]
    return said


def _of(widget):

    with seen_texts() as found:
        paper = QPixmap(widget.size())
        widget.render(paper, QPoint(), renderFlags=QWidget.RenderFlag.DrawWindowBackground)
    texts = [one for one in found if one.text.strip() not in _NOTHING]
    whole = QRectF(widget.rect()).adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE)
    for one in texts:
        around = one.room and one.room.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE)
        if around and not around.contains(one.ink):
            yield f"clipped: {one.text!r} {_told(one.ink)} in {_told(one.room)}"
        elif not whole.contains(one.ink):
            yield f"outside: {one.text!r} {_told(one.ink)} of {widget.width()}×{widget.height()}"
    for at, one in enumerate(texts):
        for other in texts[:at]:
            both = one.ink.intersected(other.ink)
            if both.width() > 2 * _SPARE and both.height() > 2 * _SPARE:
                two = f"{one.text!r} {_told(one.ink)}, {other.text!r} {_told(other.ink)}"
                yield f"over each other: {two}"


def _told(room):
    return f"{room.left():.0f} {room.top():.0f} {room.right():.0f} {room.bottom():.0f}"
