"""What is seen of the time bar: where its head stands, its marks, and what is lost."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.timeline import Stretch
from gui import theme
from gui.time_bar.marks import Mark, MarkKind
from gui.time_bar.strip import Segment

_EDGE = 1.5  # units on both sides, for half of the head
_TRACK, _HEAD = 0.5, 1.2  # units: half of the track's height, the head's radius
BAR_HIGH, STRIP_HIGH = 6, 5  # units
_NEAR = 1.5  # units within which a mark is meant


class SeenMark(NamedTuple):
    """A mark and where it stands, in px from the left."""

    x: float
    mark: Mark


class SeenAnswer(NamedTuple):
    """What the network answered from `left` to `right`, in px; `as_now`: it still does."""

    left: float
    right: float
    name: str
    as_now: bool


class Scene(NamedTuple):
    """The bar at a width and a height, in px; answers stand in a strip above it."""

    left: float
    right: float
    middle: float
    head: float
    past: bool
    marks: tuple[SeenMark, ...]
    lost: tuple[tuple[float, float], ...]
    answers: tuple[SeenAnswer, ...] = ()

    def near(self, x: float) -> Mark | None:
        """Return the mark that is meant by a place; None: none is near."""
        best = min(self.marks, key=lambda one: abs(one.x - x), default=None)
        return best.mark if best and abs(best.x - x) <= theme.space(_NEAR) else None


def scene_of(
    size: tuple[int, int],
    updates: tuple[int, int],
    past: bool,
    marks: tuple[Mark, ...],
    lost: tuple[Stretch, ...],
    answers: tuple[Segment, ...] = (),
) -> Scene:
    """Return what is seen at a size: `updates` are the one shown, and the newest."""
    left, right = float(theme.space(_EDGE)), float(size[0] - theme.space(_EDGE))
    shown, last = updates

    def at(update: float) -> float:
        return left + (right - left) * min(max(update / max(last, 1), 0.0), 1.0)

    ends = [*(one.first for one in answers[1:]), last]
    return Scene(
        left,
        right,
        size[1] - theme.space(BAR_HIGH) / 2,
        at(shown),
        past,
        tuple(SeenMark(at(one.update), one) for one in marks if one.update <= last),
        tuple((at(one.first), at(one.last)) for one in lost if one.first <= last),
        tuple(
            SeenAnswer(at(one.first), at(end), one.name, one.name == answers[-1].name)
            for one, end in zip(answers, ends, strict=False)
        ),
    )


def update_at(x: float, width: int, last: int) -> int:
    """Return the update at a place on a bar of that width, in px."""
    left, right = theme.space(_EDGE), width - theme.space(_EDGE)
    share = (x - left) / max(right - left, 1)
    return round(min(max(share, 0.0), 1.0) * last)


def colour_of(kind: MarkKind, now: theme.Theme) -> str:
    """Return the colour of marks of a kind."""
    return {"change": now.text, "jump": now.train, "best": now.test}[kind]


def paint_scene(painter: QPainter, scene: Scene, now: theme.Theme) -> None:
    """Paint the bar."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    half, round_ = theme.exact(_TRACK), theme.exact(_HEAD)

    def track(start: float, end: float, colour: str) -> None:
        painter.setBrush(QColor(colour))
        area = QRectF(start, scene.middle - half, end - start, 2 * half)
        painter.drawRoundedRect(area, half, half)

    _paint_answers(painter, scene, now)
    painter.setPen(Qt.PenStyle.NoPen)
    track(scene.left, scene.right, now.border)
    if scene.past:
        track(scene.left, scene.head, now.edge)
    else:
        track(scene.left, scene.head, now.accent)
    painter.setBrush(QColor(now.window))
    for start, end in scene.lost:
        painter.drawRect(QRectF(start, scene.middle - half, max(end - start, 1.0), 2 * half))
    for seen in scene.marks:
        _paint_mark(painter, seen, scene, now)
    painter.setPen(QPen(QColor(now.window), theme.exact(0.3)))
    painter.setBrush(QColor(now.text if scene.past else now.accent))
    painter.drawEllipse(QPointF(scene.head, scene.middle), round_, round_)


def _paint_answers(painter: QPainter, scene: Scene, now: theme.Theme) -> None:
    """What is answered now stands out; each answer is written where it has the room."""
    painter.setFont(theme.font("small"))
    for one in scene.answers:
        area = QRectF(one.left, theme.exact(0.5), one.right - one.left, theme.exact(STRIP_HIGH - 1))
        painter.fillRect(area, QColor(now.raised if one.as_now else now.surface))
        painter.setPen(QColor(now.border))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(QColor(now.text if one.as_now else now.muted))
        if painter.fontMetrics().horizontalAdvance(one.name) < area.width() - theme.exact(1):
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, one.name)


def _paint_mark(painter: QPainter, seen: SeenMark, scene: Scene, now: theme.Theme) -> None:
    """A change is a line across, a jump points up, the best is a dot below."""
    x, high = seen.x, theme.exact(1.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour_of(seen.mark.kind, now)))
    match seen.mark.kind:
        case "change":
            wide = theme.exact(0.35)
            painter.drawRect(QRectF(x - wide / 2, scene.middle - high, wide, 2 * high))
        case "jump":
            top, wide = scene.middle - high - theme.exact(0.4), theme.exact(0.9)
            bottom = scene.middle - theme.exact(0.8)
            corners = [QPointF(x, top), QPointF(x - wide, bottom), QPointF(x + wide, bottom)]
            painter.drawPolygon(QPolygonF(corners))
        case "best":
            radius = theme.exact(0.7)
            painter.drawEllipse(QPointF(x, scene.middle + high), radius, radius)
