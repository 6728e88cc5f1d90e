"""The layers of a decision map, from the ground up: shades, points, lines, arrows, axes."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from core.example import OWN, Example
from gui import theme
from gui.maps.answer_colours import MapPicture
from gui.maps.arrow_paint import paint_arrow
from gui.maps.boundary import paint_boundary
from gui.maps.frame import Frame
from gui.maps.keys import same_key
from gui.maps.late_strokes import LateStrokes, StrokesJob
from gui.maps.line_paint import paint_numbers
from gui.maps.model import MapModel
from gui.maps.points import SHAPED, Marks, marks_image, paint_marks
from gui.pictures import image_of_bytes
from gui.theme import Theme

_FAINT = 0.3  # opacity of points that are answered rightly, where errors are looked for


class Layers:
    """Paints a model's map; what is the same from one painting to the next is kept as a picture."""

    def __init__(self, late: LateStrokes) -> None:
        self._late = late
        self._kept: dict[tuple[str, int], tuple[tuple[object, ...], QImage]] = {}
        self._grounds: dict[int, tuple[MapPicture, QImage]] = {}
        self.painted = 0  # pictures that were made

    def paint(
        self,
        painter: QPainter,
        model: MapModel,
        strokes: StrokesJob,
        radius: float,
    ) -> None:
        """Paint all that `model` shows, and the strokes of its lines, into their frames."""
        pictures, job = model.pictures, model.job
        frames, ratio, now = strokes.frames, strokes.ratio, strokes.now
        for index, frame in enumerate(frames):
            painter.save()
            painter.setClipRect(frame.room)
            painter.fillRect(frame.room, QColor(now.surface))
            if job is not None and index < len(pictures):
                picture = pictures[index]
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                held = self._grounds.get(index)
                if held is None or held[0] is not picture:
                    held = self._grounds[index] = picture, image_of_bytes(picture.colours)
                painter.drawImage(place_of(job.grid.view, frame), held[1])
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            paint_boundary(painter, model.boundary, frame, now)
            output = pictures[index].output if index < len(pictures) else None
            self._paint_points(painter, model, frame, now, ratio, radius, index, output)
            self._late.paint(painter, strokes, index)
            paint_numbers(painter, strokes.strokes[index], now)
            weights, adds = model.arrows
            for arrow in adds:
                paint_arrow(painter, arrow, frame, now.error, now.surface, theme.space(0.5))
            if weights is not None:
                paint_arrow(painter, weights, frame, now.text, now.surface, theme.space(0.9))
            painter.restore()
            if output is not None and len(frames) > 1:
                names = model.experiment.task.names
                bold = QFont(painter.font())
                bold.setWeight(QFont.Weight.DemiBold)
                painter.save()
                painter.setFont(bold)
                painter.setPen(QColor(now.text))
                head = frame.room.adjusted(0, -painter.fontMetrics().height() - 2, 0, 0)
                painter.drawText(head, Qt.AlignmentFlag.AlignHCenter, names[output])
                painter.restore()

    def _paint_points(
        self,
        painter: QPainter,
        model: MapModel,
        frame: Frame,
        now: Theme,
        ratio: float,
        radius: float,
        index: int,
        output: int | None,
    ) -> None:
        points, wrong = model.points, model.wrong
        if points is None:
            return
        value = output or 0
        value = min(value, points.targets.shape[1] - 1)
        key = (points, frame, now, ratio, radius, model.tests, value)

        def keep(name: str, whole: tuple[object, ...], marks: Marks) -> QImage:
            held = self._kept.get((name, index))
            if held is None or not same_key(held[0], whole):
                local = marks._replace(places=marks.places - (frame.room.x(), frame.room.y()))
                size = int(frame.room.width()) + 1, int(frame.room.height()) + 1
                held = whole, marks_image(local, *size, ratio, now)
                self.painted += 1
                self._kept[name, index] = held
            return held[1]

        held = self._kept.get(("all", index))
        if held is not None and same_key(held[0], key):
            image = held[1]
        else:
            marks = Marks.of(points, frame, radius, now, None, model.tests, value)
            image = keep("all", key, marks)
        painter.setOpacity(_FAINT if model.mode == "errors" else 1.0)
        painter.drawImage(frame.room.topLeft(), image)
        painter.setOpacity(1.0)
        if wrong is None or not wrong.any():
            return
        marks = Marks.of(points, frame, radius, now, wrong, model.tests, value).only_rings()
        if len(marks.places) <= SHAPED:
            paint_marks(painter, marks, now)
        else:
            painter.drawImage(frame.room.topLeft(), keep("wrong", (*key, wrong), marks))


def place_of(view: tuple[float, float, float, float], frame: Frame) -> QRectF:
    """Return where a map of `view` lies in a frame: it may be one of before zooming."""
    left, right, bottom, top = view
    ends = frame.to_screen(np.array([[left, top], [right, bottom]]))
    return QRectF(QPointF(*ends[0].tolist()), QPointF(*ends[1].tolist()))


def paint_example(
    painter: QPainter, frame: Frame, example: Example, radius: float, now: Theme
) -> None:
    """Mark the example that is shown: a ring around a point; the user's own is a disc in it."""
    if not example.origin or example.coordinates is None or len(example.coordinates) != 2:
        return
    at = QPointF(*frame.to_screen(example.coordinates.astype(float)).tolist())
    painter.save()
    painter.setClipRect(frame.room)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = max(1.9 * radius, theme.space(1.8))
    if example.origin == OWN:
        painter.setPen(QPen(QColor(now.surface), theme.space(0.4)))
        painter.setBrush(QColor(now.text))
        painter.drawEllipse(at, 0.5 * around, 0.5 * around)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((now.surface, theme.space(1.2)), (now.accent, theme.space(0.65))):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(at, around, around)
    painter.restore()
