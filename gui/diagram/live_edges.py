"""The edges on screen: the newest picture asked for, and finer ones once nothing new comes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from gui.diagram import paint, shapes
from gui.diagram.edges import Picture
from gui.diagram.faces import finest_side
from gui.diagram.layout import Layout
from gui.diagram.worker import EdgeWorker, Job
from gui.theme import Theme

AT_REST = 300  # ms without anything new, after which edges are painted as fine as the screen
ASIDE = 3000  # ms out of sight, after which the painter's memory is for others


class LiveEdges(QObject):
    """Has pictures painted, one at a time, and keeps the last.

    `finest` gives the ratio that a resting picture is painted with; None: not now, for it is old or
    out of sight.
    """

    begun = Signal(object)  # the Job that is painted from now on
    arrived = Signal(object)  # the Job whose picture is there now

    def __init__(self, finest: Callable[[], float | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self.picture: Picture | None = None
        self.images: tuple[QImage, QImage | None] | None = None
        self._finest = finest
        self._asked: Job | None = None  # the newest
        self._rest = QTimer(self, singleShot=True, interval=AT_REST)
        self._rest.timeout.connect(self._refine)
        self._aside = QTimer(self, singleShot=True, interval=ASIDE)
        self._worker = EdgeWorker(self)
        self._aside.timeout.connect(self._worker.forget_matrices)
        self._worker.begun.connect(self.begun)
        self._worker.picture_ready.connect(self._take)

    @property
    def is_painting(self) -> bool:
        """Whether edges are being painted now, or wait to be."""
        return not self._worker.idle

    def shows_soon(self, snapshot: object) -> bool:
        """Whether the newest picture asked for is of this snapshot."""
        return self._asked is not None and self._asked.snapshot is snapshot

    @property
    def will_refine(self) -> bool:
        """Whether the picture, if nothing comes, is painted again as fine as it can be."""
        return self._rest.isActive()

    def ask(self, job: Job) -> None:
        """Have `job` painted, unless it is what was asked for last."""
        if self._asked and job.is_like(self._asked):
            return
        self._asked = job
        self._rest.stop()
        if self.job and job.is_refocused(self.job):
            job = job._replace(kept=self.picture)
        self._worker.request(job)

    def wait(self) -> None:
        """Have everything painted that was asked for, before this returns."""
        self._worker.wait()

    def pace(self, training: bool) -> None:
        """Leave the processors to a training, or take them, and come to rest."""
        self._worker.paced = training
        if training:
            self._rest.stop()
        else:
            self.come_to_rest()

    def hurry(self, on: bool) -> None:
        """Paint as many pictures as are seen, for a hand moves them; or again as `pace` says."""
        self._worker.hurry(on)

    def give_way(self, on: bool) -> None:
        """Paint few pictures beside a training, for a hand draws elsewhere; or again as before."""
        self._worker.give_way(on)

    def set_aside(self, on: bool) -> None:
        """Keep soon no more than the last picture, for nobody looks; or refine it, as ever."""
        if on:
            self._aside.start()
        else:
            self._aside.stop()
            self.come_to_rest()

    def come_to_rest(self) -> None:
        """Paint the picture as fine as it can be, if nothing new comes."""
        job, finest = self.job, self._finest()
        if not job or not finest or job.still or job.coarse:
            return
        faces = self.picture.faces if self.picture else None
        if job.ratio < finest or (faces and faces.side < finest_side(faces, job.layout, finest)):
            self._rest.start()

    def paint(self, painter: QPainter, layout: Layout, theme: Theme, run: str) -> Picture | None:
        """Paint the edges, stretched to `layout` if it is new; return what was painted.

        None: there are none of this `run`, in this `theme` and of layers of these sizes: another's
        would be wrong, not old.
        """
        job, images, picture = self.job, self.images, self.picture
        if (
            not (job and images and picture)
            or (job.run, job.theme) != (run, theme)
            or job.layout.sizes != layout.sizes
        ):
            painter.fillRect(QRectF(0, 0, layout.width, layout.height), QColor(theme.window))
            return None
        if shapes.has_pixels(painter):
            paint.paint_edges(painter, layout, job.layout, images, theme)
        else:
            shapes.paint_edges(painter, layout, job.layout, picture, theme)
        return picture

    def _take(self, job: Job, picture: Picture) -> None:
        self.job, self.picture = job, picture
        self.images = paint.edge_images(picture)
        self.arrived.emit(job)

    def _refine(self) -> None:
        finest = self._finest()
        if self.job and finest and self._worker.idle:
            self._worker.request(self.job._replace(ratio=finest, still=True))
