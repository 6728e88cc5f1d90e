"""Many lines on a map are painted in a thread: dozens of contours would hold up the window."""

import math
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from gui.maps.frame import Frame
from gui.maps.line_paint import Stroke, paint_strokes
from gui.newest_worker import NewestWorker
from gui.theme import Theme

AT_ONCE = 1500  # points of all lines together, which take some 5 ms


class StrokesJob(NamedTuple):
    """The strokes in each of the `frames`; a px has `ratio` pixels across and down."""

    strokes: tuple[tuple[Stroke, ...], ...]
    frames: tuple[Frame, ...]
    ratio: float
    now: Theme

    @property
    def points(self) -> int:
        """How many points all lines have."""
        return sum(len(chain) for one in self.strokes for line in one for chain in line.chains)


class LateStrokes(QObject):
    """Paints lines: few at once, many when a thread has, and until then those of before."""

    changed = Signal()  # what was waited for has come

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: StrokesJob | None = None
        self._made: StrokesJob | None = None
        self._images: tuple[QImage, ...] = ()
        self._worker = NewestWorker(images_of, "map-lines", self)
        self._worker.ready.connect(self._take)

    @property
    def idle(self) -> bool:
        """Whether nothing is waited for."""
        return self._worker.idle

    def wait(self) -> None:
        """Have what was painted last before this returns."""
        self._worker.wait()

    def paint(self, painter: QPainter, job: StrokesJob, index: int) -> None:
        """Paint the lines of a frame of `job`, which is the same object as long as it is equal."""
        if job.points <= AT_ONCE:
            self._worker.forget()
            self._asked = self._made = None
            paint_strokes(painter, job.strokes[index], job.now)
            return
        if job is not self._asked:
            self._asked = job
            self._worker.request(job)
        if self._made is not None and self._made.frames == job.frames:
            painter.drawImage(_corner(job.frames[index], job.ratio), self._images[index])

    def _take(self, job: StrokesJob, images: tuple[QImage, ...]) -> None:
        self._made, self._images = job, images
        self.changed.emit()


def images_of(job: StrokesJob) -> tuple[QImage, ...]:
    """Return the lines of each frame, and nothing else, from the `_corner` of its room on."""
    images = []
    for strokes, frame in zip(job.strokes, job.frames, strict=True):
        corner, room = _corner(frame, job.ratio), frame.room
        across = math.ceil(job.ratio * (room.right() - corner.x()))
        down = math.ceil(job.ratio * (room.bottom() - corner.y()))
        image = QImage(max(across, 1), max(down, 1), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(job.ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.translate(-corner)
        paint_strokes(painter, strokes, job.now)
        painter.end()
        images.append(image)
    return tuple(images)


def _corner(frame: Frame, ratio: float) -> QPointF:
    """Return the pixel in which a frame's corner is, in px: an image is not put between pixels."""
    left, top = frame.room.left(), frame.room.top()
    return QPointF(math.floor(left * ratio) / ratio, math.floor(top * ratio) / ratio)
