"""The diagram's widget: it shows the session's network, and users select in it."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.maps import Grid
from core.parameters import like
from core.snapshot import Snapshot
from gui.colouring import Colouring
from gui.diagram import difference, paint, scene
from gui.diagram import layout as layouts
from gui.diagram.act import Act
from gui.diagram.act_paint import paint_act
from gui.diagram.attention import Attention, paint_attention
from gui.diagram.camera import Camera
from gui.diagram.edge_numbers import Coloured, EdgeNumbers, weights_of
from gui.diagram.edges import Picture
from gui.diagram.fineness import LIVE_PIXELS, STILL_PIXELS, affordable
from gui.diagram.in_hand import InHand
from gui.diagram.layout import Layout
from gui.diagram.lettering import em
from gui.diagram.line_marks import MarkedLayer, line_marks
from gui.diagram.live_edges import LiveEdges
from gui.diagram.output_bars import output_bars_width
from gui.diagram.scene import Scene
from gui.diagram.wishes import shows_maps, wish_of
from gui.diagram.worker import Job
from gui.probe import Probe
from gui.selection import Selection, Target, neuron_of, neurons_of
from gui.session import Session
from gui.translation import translate
from gui.widgets import is_for_file, labelled


class Diagram(InHand):
    """The network as neurons and edges, recoloured with every snapshot.

    Hovering brings a neuron or an edge forward, a click selects one, the arrow keys a neuron, Esc
    lets go. It follows the owners `selection` and `colouring`.
    """

    painted = Signal()  # after every paint
    snapshot_begun = Signal()  # the newest snapshot is being painted: another one may come
    prepared = Signal(object)  # the edges are there of this snapshot, which `prepare` was told of
    snapshot_painted = Signal()  # after the first paint that shows the newest snapshot's edges
    faces_shown = Signal(object)  # the Faces of the neurons from now on, or None
    pointed = Signal(object)  # at an edge (pair, from, to), a neuron (layer, neuron), or None
    looked = Signal()  # its camera was turned

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
        camera: Camera | None = None,
    ) -> None:
        """A `camera` may be shared: whoever turns it has the others `look_again`."""
        super().__init__(parent)
        labelled(self, "diagram", translate("Diagram", "Network diagram"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._session, self.selection, self.colouring = session, selection, colouring
        self.probe: Probe | None = None  # a point that is shown in place of the example
        self.marked = MarkedLayer()  # whose lines another view shows
        self.covered: tuple[QRectF, ...] = ()  # by widgets on it: a card keeps clear of them
        self.card = QRectF()  # where the last one was painted; empty: there was none
        # Networks of these sizes that other diagrams show in the same colours.
        self.beside: Callable[[], Sequence[Scene]] = tuple
        self.plane: Callable[[], Grid | None] = lambda: None  # of which another view shows a map
        # What is taken away from the network: then all that is shown is the difference.
        self.compared: Callable[[], Scene | None] = lambda: None
        self._run: object = None  # that is shown
        self._numbers = EdgeNumbers(session)
        self._network = paint.NetworkPainter()
        self._camera = camera or Camera()
        self._act: Act | None = None  # the step of a walk that is shown
        self._progress = 1.0
        self._stale = True  # the edges on screen are not the newest ones asked for
        self._unseen = True  # the newest snapshot has not been painted
        self._coming: Snapshot | None = None  # it is shown when its edges are there
        self._painted: Layout | None = None  # where everything stood when it was painted last
        self._under: Target | None = None  # the mouse
        self._pointed: Target | None = None  # elsewhere in the window
        self.edges = LiveEdges(self._finest, self)
        self.edges.begun.connect(self._take_note)
        self.edges.arrived.connect(self._take_picture)
        session.run_changed.connect(self._show_run)
        session.snapshot_changed.connect(self._show_snapshot)
        session.example_changed.connect(self._show_example)
        session.training_changed.connect(self._show_training)
        selection.changed.connect(self._show_selection)
        colouring.changed.connect(self._arrange)
        self._show_run()
        self.follow_theme()

    # What there is.

    @property
    def under_mouse(self) -> Target | None:
        """The (layer, neuron) or the edge (pair, from, to) that the mouse is at."""
        return self._under

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
        return self.edges.job

    @property
    def is_painting(self) -> bool:
        """Whether edges are being painted now, or wait to be."""
        return self.edges.is_painting

    @property
    def layout_now(self) -> layouts.Layout:
        """Where everything stands, zoomed and moved as it is on screen."""
        return self._layout

    @property
    def picture(self) -> Picture | None:
        """The edges on screen; None before there are any."""
        return self.edges.picture

    @property
    def scene_now(self) -> Scene:
        """What there is to see, beside the edges."""
        if self._act:
            return self._act.scene_at(self._progress)
        shown = scene.of_session(self._session, self.colouring.mode == "gradient", self.probe)
        other = self.compared()
        if other:
            return difference.scene_of(shown, other)
        beside = tuple(self.beside())
        return replace(shown, beside=beside) if beside else shown

    @property
    def will_refine(self) -> bool:
        """Whether the edges on screen, if nothing comes, are painted again as fine as it is."""
        return self.edges.will_refine

    @property
    def is_current(self) -> bool:
        """Whether the edges on screen are those of the newest snapshot."""
        job = self.edges.job
        return job is not None and not (job.coarse or self._stale or self.edges.is_painting)

    def wait_for_picture(self) -> None:
        """Have the newest edges painted before this returns."""
        if self._stale:
            self._ask()
        self.edges.wait()

    def prepare(self, snapshot: Snapshot) -> bool:
        """Have a snapshot's edges painted before it is shown, then `prepared`; False: no need."""
        now, hidden = self._session.run, not self.isVisible()
        other = now.id != self._run or not like(snapshot.parameters, now.snapshot.parameters)
        if hidden or other or self._act or self._session.damaged:
            return False  # what is shown is made of it, or is another
        self._coming = snapshot
        self._numbers.expect(snapshot)
        self._ask()
        return True

    # What users do.

    def fit(self) -> None:
        """Show the whole network."""
        self._camera.fit()
        self._turn()

    def zoom_at(self, point: QPointF, factor: float) -> None:
        """Zoom by `factor` with `point` standing still."""
        self._camera.zoom_at(point.x(), point.y(), factor)
        self._turn()

    def move_by(self, by: QPointF) -> None:
        """Move the network."""
        self._camera.move(by.x(), by.y())
        self._turn()

    def look_again(self) -> None:
        """Look where the camera does now, which was turned by another."""
        self._arrange()

    def _turn(self) -> None:
        self._arrange()
        self.looked.emit()

    def perform(self, act: Act | None, progress: float = 1.0) -> None:
        """Show a step of a walk, so far into it (0 to 1); None: the session as it is."""
        self._act, self._progress = act, progress
        self._renew()

    def show_pointed(self, target: Target | None) -> None:
        """Bring forward what is pointed at elsewhere: an edge, a neuron or None, as `pointed`."""
        self._pointed = target
        self.update()

    def look_at(self, point: QPointF | None) -> None:
        """Bring forward what is at `point`, where the mouse is now; None: it has left."""
        self.mouse = point
        old, self._under = self._under, self.target_at(point) if point is not None else None
        if neuron_of(old) != neuron_of(self._under):
            self._request()
        if self._under != old:
            self.pointed.emit(self._under)
        self.update()

    def choose_at(self, point: QPointF) -> None:
        """Select what was clicked; an edge that is selected already is let go."""
        target = self.target_at(point)
        again = target is not None and target == self.selection.edge
        self.selection.select(None if again else target)

    def choose_beside(self, across: int, down: int) -> None:
        """Select the neuron so many places from the selected one; from an edge, where it ends."""
        chosen = self.selection.target
        now = neurons_of(chosen)[-1] if chosen else None
        self.selection.select(layouts.neighbour(self._layout, now, across, down))

    def let_go(self) -> None:
        """Select nothing."""
        self.selection.select(None)

    def target_at(self, point: QPointF) -> Target | None:
        """Return what is at `point`, as `under_mouse`."""
        weights = weights_of(self._session.snapshot.parameters)
        return layouts.target_at(self._layout, weights, point.x(), point.y())

    # What changes.

    def _show_selection(self) -> None:
        if self._run != self._session.run.id:
            return  # another run took it away, and is shown next
        self._describe()
        self._renew()

    def _show_run(self) -> None:
        self._run = self._session.run.id
        self._pointed = self._act = self._coming = None
        self._numbers.follow()
        self._unseen = True
        self.fit()  # and tell of what is under the mouse now
        self._describe()

    def _show_snapshot(self) -> None:
        self._numbers.follow()
        self._unseen = True
        now, coming, past = self._session.snapshot, self._coming, self._session.past
        # In the past an earlier one may well come next.
        if coming is now or (coming and not past and coming.updates <= now.updates):
            self._coming = None
        # Neurons are painted with their edges: one paint a snapshot, and all of it from one step.
        if not self.edges.shows_soon(self._coming or self._session.snapshot):
            self._request()

    def _show_example(self) -> None:
        self._describe()
        if self.colouring.mode == "gradient":
            self._renew()
        else:
            self.update()  # the edges stay as they are

    def _show_training(self) -> None:
        self.edges.pace(self._session.training)
        self._describe()  # with the numbers of the last snapshot

    def _arrange(self) -> None:
        experiment = self._session.experiment
        sizes, shape = experiment.network.sizes, scene.picture_shape(experiment.input)
        answers = output_bars_width(experiment.task.output_names(sizes[-1]), self.font())
        room, square = (self.width(), self.height()), shows_maps(self._session, self.colouring)
        self._layout = self._camera.layout(sizes, *room, shape, answers, em(self.font()), square)
        self.look_at(self.mouse)  # something else may be under it
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
        shown, run, colours, act = self.edges.job, self._session.run.id, self.colouring, self._act
        if run != self._run:
            return  # this hears soon of another run
        snapshot = self._coming or self._session.snapshot
        nothing = shown is None or (shown.run != run and shown.layout is not self._layout)
        focus = neuron_of(self._under) or (act.focus if act else self.selection.neuron)
        ratio = affordable(self._layout, self.devicePixelRatioF(), LIVE_PIXELS)
        mode, fixed = colours.mode, colours.scale == "fixed"
        numbers = act.coloured_at(self._progress) if act else self._numbers.coloured(snapshot, mode)
        given = self._layout, ratio, colours.theme, focus, run
        beside = tuple(self.beside())
        wish = wish_of(self._session, snapshot, colours, self.selection, beside, self.plane())
        if other := self.compared():
            mode, wish = "difference", None
            numbers = Coloured(mode, weights_of(snapshot.parameters), other.weights)
        job = Job.of(numbers, *given, fixed=fixed, coarse=nothing, snapshot=snapshot, wish=wish)
        self._stale = False
        if mode == "weights" and not act:
            job = job._replace(beside=tuple(one.weights for one in beside))
        self.edges.ask(job)

    def _take_note(self, job: Job) -> None:
        if job.snapshot is (self._coming or self._session.snapshot):
            self.snapshot_begun.emit()

    def _take_picture(self, job: Job) -> None:
        if self.edges.picture:
            self.faces_shown.emit(self.edges.picture.faces)
        if job.snapshot is not self._session.snapshot:
            self.prepared.emit(job.snapshot)
        if job.snapshot is self._coming:
            self._coming = None  # it is shown, or nobody wants it any more
        self.update()
        if job.layout is self._painted:  # where all is new there is more to come
            # With all that has changed, and soon: by itself Qt would ask in 5 ms.
            QCoreApplication.postEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))
        if job.coarse:
            self._ask()
        elif not self._session.training:
            self.edges.come_to_rest()

    def _finest(self) -> float | None:
        """How fine the screen is; None where the edges on it are old, or out of sight."""
        if self._stale or not self.isVisible():
            return None
        return affordable(self._layout, self.devicePixelRatioF(), STILL_PIXELS)

    def _describe(self) -> None:
        """Tell screen readers what is selected."""
        lines = [self._session.experiment.network.title]
        if self.selection.target:
            lines = difference.target_lines(self.scene_now, self.selection.target)
        self.setAccessibleDescription("\n".join(lines))

    # What Qt calls.

    def paintEvent(self, event: QPaintEvent) -> None:
        now, shown, layout = self.colouring.theme, self.scene_now, self._layout
        painter = QPainter(self)
        picture = self.edges.paint(painter, layout, now, self._session.run.id)
        attended = self.selection.target, self._pointed, self.under_mouse, self.mouse
        said = Attention.of(shown, picture, layout, *attended, now, self.font())
        light = said.light or (self._act.light if self._act else None)
        asked = self.selection.target, light, not is_for_file(self)
        self._network.paint(painter, layout, shown, picture, now, *asked)
        if self._act:
            paint_act(painter, layout, self._act, self._progress, shown, picture, now)
        lines = line_marks(layout, self.marked, now)
        said = said._replace(clear=(*said.clear, *self.covered))
        self.card = paint_attention(painter, layout, said, self.mouse, now, lines)
        painter.end()
        self._painted = layout
        if self._stale:
            self._ask()
        self.painted.emit()
        if self._unseen and self.job and self.job.snapshot is self._session.snapshot:
            self._unseen = False
            self.snapshot_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paint_theme(self) -> None:
        self._renew()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._request()
        elif event.type() == QEvent.Type.FontChange:
            self._arrange()
        elif event.type() == QEvent.Type.Show:
            self.edges.set_aside(False)
        elif event.type() == QEvent.Type.Hide:
            self.edges.set_aside(not event.spontaneous())  # a minimised window is soon back
        return super().event(event)
