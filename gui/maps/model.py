"""What the decision map shows: the one owner of how the plane is looked at.

Maps are computed in a thread, coarse at once, fine when there is time, of the newest snapshot
first; coarse ones are there already where the diagram's neurons have faces. Colours and contours
of fine maps are made in a thread, too; points, straight lines and all of coarse maps at once.
"""

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.data.inputs import Point, plane_of
from core.data.tasks import Classes
from core.experiment import Experiment
from core.maps import Grid, Maps, View
from core.parameters import Parameters
from gui.colouring import Colouring
from gui.diagram.faces import Faces
from gui.maps import boundary
from gui.maps.answer_colours import MODES, MapPicture
from gui.maps.frame import moved, zoomed
from gui.maps.job import MapJob, Shown, maps_of
from gui.maps.keys import Kept
from gui.maps.lines import (
    Arrow,
    Line,
    is_perceptron,
    joined,
    mistakes,
    straight_lines,
    weight_arrow,
)
from gui.maps.look import Look
from gui.maps.points import PointSet
from gui.maps.session_points import SessionPoints
from gui.maps.sight import COARSE, Sight
from gui.newest_worker import NewestWorker
from gui.session import Session

PROMPT = 160  # cells across, at once after a change by hand
FINEST = 960  # cells across at most
_NUMBERS = 12_000_000  # that the neurons' maps may be together
_REST_MS = 120  # without a new snapshot, and the map becomes fine


class MapModel(QObject):
    """Mode, layer, view and maps of the plane that the session's network learns."""

    changed = Signal()  # what is on the map is other than it was
    view_changed = Signal()

    def __init__(
        self, session: Session, colouring: Colouring, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._colouring = session, colouring
        self._mode, self._layer, self._each, self._tests = MODES[0], 0, False, True
        self._kind: Point | None = None
        self._view = View(-1, 1, -1, 1)
        self._wanted, self._visible = COARSE, False
        self._faces: Faces | None = None
        self._newest: Shown | None = None  # nobody may have seen it yet
        self._before: Shown | None = None
        self._sight = Sight(self)
        self._reference: Parameters = session.snapshot.parameters
        self._points = SessionPoints(session)
        self._lines, self._boundary = Kept[tuple[Line, ...]](), Kept[tuple[np.ndarray, ...]]()
        self._arrows = Kept[tuple[Arrow | None, tuple[Arrow, ...]]]()
        self._worker = NewestWorker(maps_of, "maps", self)
        self._old_worker = NewestWorker(maps_of, "maps-before", self)
        self._worker.ready.connect(self._take)
        self._old_worker.ready.connect(self._take_before)
        self._sight.changed.connect(self.changed)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._refine)
        session.run_changed.connect(self._take_run)
        session.experiment_changed.connect(self._take_experiment)
        session.snapshot_changed.connect(self._take_snapshot)
        session.training_changed.connect(self._take_training)
        session.update_requested.connect(self._remember)
        colouring.changed.connect(self.look_again)
        self._take_experiment()

    # What there is.

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        return self._session.experiment

    @property
    def kind(self) -> Point | None:
        """What an input is; None: it is not of a plane, and there is no map."""
        return self._kind

    @property
    def training(self) -> bool:
        """Whether the network changes all the time."""
        return self._session.training

    @property
    def mode(self) -> str:
        """How the map is looked at, one of MODES."""
        return self._mode

    @property
    def layer(self) -> int:
        """The layer whose lines are drawn, from 1 on; 0: none."""
        return self._layer

    @property
    def each(self) -> bool:
        """Whether every class has a map by itself."""
        return self._each and self._mode == MODES[0] and self.several

    @property
    def several(self) -> bool:
        """Whether there are several classes that could have a map each."""
        task = self.experiment.task
        return isinstance(task, Classes) and task.width > 2

    @property
    def count(self) -> int:
        """How many maps there are beside each other."""
        task = self.experiment.task
        return task.width if self.each or not isinstance(task, Classes) else 1

    @property
    def tests(self) -> bool:
        """Whether the points to test on are shown."""
        return self._tests

    @property
    def view(self) -> View:
        """The rectangle of the plane that is seen."""
        return self._view

    @property
    def home(self) -> View:
        """The rectangle that is seen at first."""
        return View.of(self._kind) if self._kind else self._view

    @property
    def points(self) -> PointSet | None:
        """The examples; None: there are none, or they are of data that is just being changed."""
        return self._points.shown

    @property
    def maps(self) -> Maps | None:
        """The maps on screen; None: there are none yet."""
        return self._sight.shown.maps if self._sight.shown else None

    @property
    def job(self) -> MapJob | None:
        """What the maps on screen are of."""
        return self._sight.shown.job if self._sight.shown else None

    @property
    def is_current(self) -> bool:
        """Whether the map is that of the session's snapshot, of the view that is seen, and fine."""
        job = self.job
        makers = self._worker, self._old_worker, self._sight
        if job is None or not all(one.idle for one in makers):
            return False
        return job.snapshot is self._session.snapshot and job.grid == self._grid(self._wanted)

    @property
    def wrong(self) -> np.ndarray | None:
        """Which points are answered wrongly, bool [points]; None: it is not told."""
        return self._points.wrong

    @property
    def is_perceptron(self) -> bool:
        """Whether the network is one neuron over the plane."""
        return self._kind is not None and is_perceptron(self.experiment.network, self._kind)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the chosen layer; none while its contours are made."""
        seen = self._sight.seen
        if not self._layer or seen is None:
            return ()
        if self._is_straight:
            job, _ = seen.look.shown
            given = job.parameters, self._view
            return self._lines.of(lambda: straight_lines(*given), job, self._view)
        return seen.lines if seen.look.layer == self._layer else ()

    @property
    def _is_straight(self) -> bool:
        """Whether the lines of the chosen layer are, whatever it has learned."""
        return self._layer == 1 and self._kind is not None and not self._kind.features

    @property
    def arrows(self) -> tuple[Arrow | None, tuple[Arrow, ...]]:
        """A perceptron's weights, and what its mistakes add to them, while its line is drawn."""
        if not (self._layer and self.is_perceptron and self._kind):
            return None, ()
        parameters, kind, points = self._session.snapshot.parameters, self._kind, self.points
        rates = self.experiment.hyperparameters.at(self._session.snapshot.updates)
        experiment = replace(self.experiment, hyperparameters=rates)

        def make() -> tuple[Arrow | None, tuple[Arrow, ...]]:
            adds: tuple[Arrow, ...] = ()
            if points is not None and self._points.few:
                adds = mistakes(experiment, parameters, points, self.home)
            return weight_arrow(parameters, kind, self.home), adds

        return self._arrows.of(make, parameters, points, kind, rates)

    @property
    def boundary(self) -> tuple[np.ndarray, ...]:
        """Where two classes are level, chains [n, 2]; none where other lines are enough."""
        other = self._mode not in boundary.MODES or self.each or self._layer
        if (seen := self._sight.seen) is None or other:
            return ()
        return self._boundary.of(lambda: joined(seen.boundary), seen.answers)

    @property
    def pictures(self) -> tuple[MapPicture, ...]:
        """What is seen of the maps; none: there are no maps."""
        return self._sight.seen.pictures if self._sight.seen else ()

    # What users ask for.

    def choose(
        self,
        mode: str | None = None,
        layer: int | None = None,
        each: bool | None = None,
        tests: bool | None = None,
    ) -> None:
        """Look at it in another mode, with the lines of a layer, each class alone, test points."""
        self._mode = self._mode if mode is None else mode
        self._layer = self._layer if layer is None else layer
        self._each = self._each if each is None else each
        self._tests = self._tests if tests is None else tests
        if self._mode == "change":
            self._ask()
        self.look_again()

    def zoom(self, at: tuple[float, float], factor: float) -> None:
        """Zoom in by `factor`, (x₁, x₂) standing still."""
        self._see(zoomed(self._view, at, factor, self.home))

    def move(self, across: float, up: float) -> None:
        """See what lies to the right and above, in widths and heights of the view."""
        self._see(moved(self._view, across, up))

    def fit(self) -> None:
        """See what is usually seen."""
        self._see(self.home)

    # What the view says.

    def set_cells(self, across: int) -> None:
        """Make maps of so many cells across at rest, as many as there is room for."""
        if across != self._wanted and across > 0:
            self._wanted = across
            self._ask()

    def set_visible(self, visible: bool) -> None:
        """Compute maps, or do not: nobody sees them."""
        self._visible = visible
        if visible:
            self._ask()

    def look_again(self) -> None:
        """See the newest maps as they are looked at now."""
        points, newest = self.points, self._newest
        if newest is None:
            self._sight.forget()
        else:
            self._sight.look(
                Look(
                    newest,
                    self.experiment.task,
                    self._mode,
                    self.each,
                    self._colouring.theme,
                    scale=points.scale if points else 1.0,
                    points=points if self._mode == "errors" else None,
                    before=self._before if self._mode == "change" else None,
                    layer=0 if self._is_straight else self._layer,
                )
            )
        self.changed.emit()

    @property
    def coarse(self) -> Grid | None:
        """The cells of the maps that are wanted first of a snapshot; None: nobody sees them."""
        return self._grid(min(COARSE, self._wanted)) if self._visible and self._kind else None

    def take_faces(self, faces: Faces | None) -> None:
        """Use the maps that these faces were made with, where they are of what is seen."""
        self._faces = faces

    def wait(self) -> None:
        """Have the newest maps, fine ones, before this returns."""
        for _ in range(4):  # coarse, finer, fine
            for one in (self._worker, self._old_worker, self._sight):
                one.wait()
            if self._rest.isActive() and not self._session.training:
                self._rest.stop()
                self._refine()

    # How it is done.

    def _forget(self) -> None:
        self._newest = self._before = None
        self._sight.forget()

    def _grid(self, across: int) -> Grid:
        """The grid of so many cells across, or of as many as the network's size allows."""
        neurons = sum(self.experiment.network.sizes)
        most = max(int((_NUMBERS / neurons) ** 0.5), 8)
        side = min(across, FINEST, most)
        return Grid(self._view, side, side)

    def _ask(self, across: int = COARSE) -> None:
        if not self._visible or self._kind is None or self._kind != self.experiment.input:
            return  # nobody sees it, or another experiment is about to be taken
        network, snapshot = self.experiment.network, self._session.snapshot
        given = network, self._kind, snapshot.parameters, self._view
        maps = self._faces.maps_of(*given) if self._faces and across <= COARSE else None
        if maps:
            grid = maps.grid
            self._worker.forget()
            self._take(MapJob(network, snapshot.parameters, self._kind, grid, snapshot), maps)
        else:
            grid = self._grid(min(across, self._wanted))
            self._worker.request(MapJob(network, snapshot.parameters, self._kind, grid, snapshot))
        if self._mode == "change":
            held = self._before.job if self._before else None
            if held is None or held.grid != grid or held.parameters is not self._reference:
                self._old_worker.request(MapJob(network, self._reference, self._kind, grid))

    def _refine(self) -> None:
        if self._newest and self._newest.job.grid != self._grid(self._wanted):
            self._ask(self._wanted)

    def _take(self, job: MapJob, maps: Maps) -> None:
        if job.network != self.experiment.network or job.kind != self._kind:
            return  # of another run
        self._newest = Shown(job, maps)
        if self._worker.idle:
            if self._session.training or job.grid.columns >= self._grid(PROMPT).columns:
                self._rest.start()
            else:
                self._ask(PROMPT)
        self.look_again()

    def _take_before(self, job: MapJob, maps: Maps) -> None:
        if job.network == self.experiment.network and job.kind == self._kind:
            self._before = Shown(job, maps)
            self.look_again()

    def _see(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._ask()
            self.view_changed.emit()

    def _remember(self) -> None:
        """Of what comes it will be told how it differs from this."""
        self._reference = self._session.snapshot.parameters

    # What the session says.

    def _take_run(self) -> None:
        self._forget()
        self._remember()

    def _take_experiment(self) -> None:
        experiment = self._session.experiment
        plane = plane_of(experiment.input)
        if plane != self._kind:
            before, self._kind = self._kind, plane
            if plane and (before is None or before.ranges != plane.ranges):
                self._view = View.of(plane)
                self.view_changed.emit()
            self._forget()
        if self._layer > len(experiment.network.layers):
            self._layer = 0
        self._points.take(plane)
        self._ask()
        self.look_again()

    def _take_snapshot(self) -> None:
        self._ask()

    def _take_training(self) -> None:
        if self._session.training:
            self._remember()
        else:
            self._ask()
        self.changed.emit()
