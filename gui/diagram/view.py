"""The diagram's widget: it shows the session's network, and users select in it."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colouring import Colouring
from gui.diagram import layout as layouts
from gui.diagram import paint, scene
from gui.diagram.act import Act
from gui.diagram.act_paint import paint_act
from gui.diagram.attention import Attention, Target, paint_attention
from gui.diagram.camera import Camera
from gui.diagram.edge_numbers import EdgeNumbers, weights_of
from gui.diagram.edges import Picture
from gui.diagram.fineness import LIVE_PIXELS, STILL_PIXELS, affordable
from gui.diagram.output_bars import output_bars_width
from gui.diagram.scene import Scene
from gui.diagram.worker import EdgeWorker, Job
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

_STEPS: dict[int, tuple[int, int]] = {  # layers, neurons
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
AT_REST = 300  # ms without anything new, after which edges are painted as fine as the screen


class Diagram(ThemedWidget):
    """The network as neurons and edges, recoloured with every snapshot.

    Wheel zooms, drag pans, double-click fits; hovering brings a neuron or an edge forward,
    a click or the arrow keys select a neuron. It follows the owners `selection` and `colouring`.
    """

    painted = Signal()  # after every paint
    snapshot_painted = Signal()  # after the first paint that shows the newest snapshot's edges
    pointed = Signal(object)  # at an edge (pair, from, to), a neuron (layer, neuron), or None

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "diagram", translate("Diagram", "Network diagram"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._session, self.selection, self.colouring = session, selection, colouring
        self._run: object = None  # that is shown
        self._numbers = EdgeNumbers(session)
        self._network = paint.NetworkPainter()
        self._camera = Camera()
        self._act: Act | None = None  # the step of a walk that is shown
        self._progress = 1.0
        self._asked: Job | None = None  # the newest picture asked for
        self._job: Job | None = None  # what the picture shows
        self._picture: Picture | None = None
        self._images: tuple[QImage, QImage | None] | None = None  # of the picture
        self._stale = True  # the edges on screen are not the newest ones asked for
        self._unseen = True  # the newest snapshot has not been painted
        self._mouse: QPointF | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._hovered: tuple[int, int] | None = None
        self._edge: tuple[int, int, int] | None = None
        self._pointed: Target | None = None  # elsewhere in the window
        self._rest = QTimer(self, singleShot=True, interval=AT_REST)
        self._rest.timeout.connect(self._refine)
        self._worker = EdgeWorker(self)
        self._worker.picture_ready.connect(self._take_picture)
        session.run_changed.connect(self._show_run)
        session.snapshot_changed.connect(self._show_snapshot)
        session.example_changed.connect(self._show_example)
        session.training_changed.connect(self._show_training)
        selection.changed.connect(self._show_selection)
        colouring.changed.connect(self._renew)
        self._show_run()
        self.follow_theme()

    # What there is.

    @property
    def under_mouse(self) -> Target | None:
        """The (layer, neuron) or the edge (pair, from, to) that the mouse is at."""
        return self._hovered or self._edge

    @property
    def pointed_elsewhere(self) -> Target | None:
        """What is pointed at in another view, as `under_mouse`."""
        return self._pointed

    @property
    def act(self) -> Act | None:
        """The step of a walk that is shown; None: the session as it is."""
        return self._act

    @property
    def job(self) -> Job | None:
        """What the edges on screen are of; None before there are any."""
        return self._job

    @property
    def is_painting(self) -> bool:
        """Whether edges are being painted now, or wait to be."""
        return not self._worker.idle

    @property
    def layout_now(self) -> layouts.Layout:
        """Where everything stands, zoomed and moved as it is on screen."""
        return self._layout

    @property
    def picture(self) -> Picture | None:
        """The edges on screen; None before there are any."""
        return self._picture

    @property
    def scene_now(self) -> Scene:
        """What there is to see, beside the edges."""
        if self._act:
            return self._act.scene_at(self._progress)
        return scene.of_session(self._session, backward=self.colouring.mode == "gradient")

    @property
    def will_refine(self) -> bool:
        """Whether the edges on screen, if nothing comes, are painted again as fine as it is."""
        return self._rest.isActive()

    @property
    def is_current(self) -> bool:
        """Whether the edges on screen are those of the newest snapshot."""
        fine = self._job is not None and not self._job.coarse
        return fine and not self._stale and self._worker.idle

    def wait_for_picture(self) -> None:
        """Have the newest edges painted before this returns."""
        if self._stale:
            self._ask()
        self._worker.wait()

    # What users do.

    def fit(self) -> None:
        """Show the whole network."""
        self._camera.fit()
        self._arrange()

    def zoom_at(self, point: QPointF, factor: float) -> None:
        """Zoom by `factor` with `point` standing still."""
        self._camera.zoom_at(point.x(), point.y(), factor)
        self._arrange()

    def perform(self, act: Act | None, progress: float = 1.0) -> None:
        """Show a step of a walk, so far into it (0 to 1); None: the session as it is."""
        self._act, self._progress = act, progress
        self._renew()

    def show_pointed(self, target: Target | None) -> None:
        """Bring forward what is pointed at elsewhere: an edge, a neuron or None, as `pointed`."""
        self._pointed = target
        self.update()

    # What changes.

    def _show_selection(self) -> None:
        if self._run != self._session.run.id:
            return  # another run took it away, and is shown next
        self._describe()
        self._renew()

    def _show_run(self) -> None:
        self._run = self._session.run.id
        self._hovered = self._edge = self._pointed = self._act = None
        self._numbers.follow()
        self._unseen = True
        self.fit()
        self._describe()

    def _show_snapshot(self) -> None:
        self._numbers.follow()
        # Neurons are painted with their edges: one paint a snapshot, and all of it from one step.
        self._unseen = True
        self._request()

    def _show_example(self) -> None:
        self._describe()
        if self.colouring.mode == "gradient":
            self._renew()

    def _show_training(self) -> None:
        self._worker.paced = self._session.training
        if self._session.training:
            self._rest.stop()
        elif self._job and self._unrefined(self._job):
            self._rest.start()
        self._describe()  # with the numbers of the last snapshot

    def _arrange(self) -> None:
        experiment = self._session.experiment
        sizes, shape = experiment.network.sizes, scene.picture_shape(experiment.input)
        answers = output_bars_width(experiment.task.output_names(sizes[-1]), self.font())
        self._layout = self._camera.layout(sizes, self.width(), self.height(), shape, answers)
        self._look_at(self._mouse)  # something else may be under it
        self._renew()

    def _renew(self) -> None:
        """Ask for new edges, and paint everything else now."""
        self._request()
        self.update()

    def _request(self) -> None:
        """Ask for new edges; while hidden, only remember that they are old."""
        self._stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        shown, run, colours, act = self._job, self._session.run.id, self.colouring, self._act
        nothing = shown is None or (shown.run != run and shown.layout is not self._layout)
        focus = self._hovered or (act.focus if act else self.selection.neuron)
        job = Job(
            self._layout,
            affordable(self._layout, self.devicePixelRatioF(), LIVE_PIXELS),
            act.numbers_at(self._progress) if act else self._numbers.shown(colours.mode),
            colours.theme,
            focus,
            run,
            act.mode if act else colours.mode,
            None if act else self._numbers.base(colours.mode),
            fixed=colours.scale == "fixed",
            coarse=nothing,
            snapshot=self._session.snapshot,
        )
        self._stale = False
        if self._asked is None or not job.is_like(self._asked):
            self._asked = job
            self._rest.stop()
            if self._job and job.is_refocused(self._job):
                job = job._replace(kept=self._picture)
            self._worker.request(job)

    def _take_picture(self, job: Job, picture: Picture) -> None:
        self._job, self._picture = job, picture
        self._images = paint.edge_images(picture)
        self.repaint()  # at once: Qt would wait some 5 ms for more to paint
        if job.coarse:
            self._ask()
        elif self._unrefined(job) and not self._session.training:
            self._rest.start()

    def _unrefined(self, job: Job) -> bool:
        return not job.still and not job.coarse and job.ratio < self._finest()

    def _finest(self) -> float:
        return affordable(self._layout, self.devicePixelRatioF(), STILL_PIXELS)

    def _refine(self) -> None:
        """Have the picture that is shown painted as fine as the screen, unless it is old."""
        if self._job and not self._stale and self._worker.idle and self.isVisible():
            self._worker.request(self._job._replace(ratio=self._finest(), still=True))

    def _describe(self) -> None:
        """Tell screen readers what is selected."""
        lines = [self._session.experiment.network.title]
        if self.selection.neuron:
            lines = scene.neuron_lines(self.scene_now, *self.selection.neuron)
        self.setAccessibleDescription("\n".join(lines))

    # What Qt calls.

    def paintEvent(self, event: QPaintEvent) -> None:
        now, shown, layout = self.colouring.theme, self.scene_now, self._layout
        painter = QPainter(self)
        job, picture = self._job, None
        # Another run's edges would be wrong, not old.
        if job and self._images and job.theme is now and job.run == self._session.run.id:
            picture = self._picture
            paint.paint_edges(painter, layout, job.layout, self._images, now)
        else:
            painter.fillRect(self.rect(), QColor(now.window))
        self._network.paint(painter, layout, shown, picture, now, self.selection.neuron)
        if self._act:
            paint_act(painter, layout, self._act, self._progress, shown, now)
        selected, pointed, under = self.selection.neuron, self._pointed, self.under_mouse
        said = Attention.of(shown, picture, layout, selected, pointed, under, self._mouse)
        paint_attention(painter, layout, said, self._mouse, now)
        painter.end()
        if self._stale:
            self._ask()
        self.painted.emit()
        if self._unseen and job and job.snapshot is self._session.snapshot:
            self._unseen = False
            self.snapshot_painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        if self._job and self._unrefined(self._job):
            self._rest.start()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paint_theme(self) -> None:
        self._renew()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._request()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse = event.position()
        self.zoom_at(event.position(), 1.2 ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None:
            self._look_at(point)
            return
        moved = point - self._pressed
        if self._dragged or moved.manhattanLength() > 6:
            self._dragged = True
            self._pressed = point
            self._camera.move(moved.x(), moved.y())
            self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if not self._dragged:
                point = event.position()
                self.selection.select(layouts.neuron_at(self._layout, point.x(), point.y()))
            self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() == key.Key_Escape:
            self.selection.select(None)
        elif event.key() in (key.Key_Plus, key.Key_Minus):
            factor = 1.25 if event.key() == key.Key_Plus else 0.8
            self.zoom_at(QPointF(self.rect().center()), factor)
        elif event.key() in _STEPS:
            now = self.selection.neuron
            self.selection.select(layouts.neighbour(self._layout, now, *_STEPS[event.key()]))
        else:
            super().keyPressEvent(event)

    def _look_at(self, point: QPointF | None) -> None:
        """Bring forward what is under the mouse."""
        self._mouse = point
        hovered = edge = None
        if point is not None:
            x, y = point.x(), point.y()
            hovered = layouts.neuron_at(self._layout, x, y)
            if hovered is None:
                weights = weights_of(self._session.snapshot.parameters)
                edge = layouts.edge_at(self._layout, weights, x, y)
        old = self._hovered or self._edge
        changed, self._hovered, self._edge = hovered != self._hovered, hovered, edge
        if changed:
            self._request()
        if (hovered or edge) != old:
            self.pointed.emit(hovered or edge)
        self.update()
