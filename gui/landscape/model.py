"""What the loss landscape shows: the one owner of how the loss is looked at.

It is surveyed in a thread, of the newest snapshot: coarse at once, fine with paths when there is
time. While training goes on it takes a small part of the time. All that is shown of one survey is
of one snapshot.
"""

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.data.inputs import Picture
from core.experiment import Experiment
from core.landscape import layer_of, other_loss
from core.maps import View
from core.network import Network
from core.slices import Chosen, Directions, Slice, same_ways
from core.survey import COARSE, FINE, Request, Survey, survey
from gui.landscape.trail import Trail
from gui.maps.frame import moved, zoomed
from gui.newest_worker import NewestWorker
from gui.selection import Selection, Target
from gui.session import Session

KINDS = ("one", "two", "along")  # one parameter, two, or two directions of all
MOST_UPDATES, UPDATES = 200, 30  # of each optimizer
_REST_MS = 150  # without a new snapshot, and it becomes fine
# Times what the last survey took, it waits while training: it has a tenth of the time at most.
# But never so long that what is seen is of a network long gone.
_WAITS, _LEAST_MS, MOST_MS = 9, 40, 2000
_RIM = 0.04  # of the view: nearer to its edge than that the network has left it


class LandscapeModel(QObject):
    """Kind, parameters, view and survey of the session's training loss."""

    changed = Signal()  # what is seen is other than it was
    choice_changed = Signal()  # kind, parameters, paths, or whether both losses are there
    pinned_changed = Signal()

    def __init__(
        self, session: Session, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self._kind, self._beside, self._paths, self._updates = KINDS[0], False, True, UPDATES
        self._targets = default_targets(session.experiment)
        self._network, self._input = session.experiment.network, type(session.experiment.input)
        self._directions: Directions | None = None
        self._anchored = 0  # how many updates were made where the directions begin
        self._view: View | None = None  # None: what is usually seen
        self._own_view = False  # it was zoomed or moved
        self._shown: Survey | None = None
        self._pinned: tuple[float, ...] | None = None
        self._visible = False
        self._trail = Trail()
        self._worker = NewestWorker(survey, "landscape", self)
        self._worker.ready.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._refine)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._ask)
        session.run_changed.connect(self._take_run)
        session.experiment_changed.connect(self._take_experiment)
        session.snapshot_changed.connect(self._take_snapshot)
        session.training_changed.connect(self._take_training)
        selection.changed.connect(self._take_selection)

    # What there is.

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        return self._session.experiment

    @property
    def kind(self) -> str:
        """What the loss is looked at over, one of KINDS."""
        return self._kind

    @property
    def targets(self) -> tuple[Target, Target]:
        """The parameters that are chosen, edges or neurons (for their biases); the first counts."""
        return self._targets

    @property
    def beside(self) -> bool:
        """Whether the other loss stands beside the network's own."""
        return self._beside and self.other is not None

    @property
    def other(self) -> str | None:
        """The loss that could stand beside; None: the output allows none."""
        return other_loss(self.experiment)

    @property
    def paths(self) -> bool:
        """Whether the paths of all optimizers are shown, on a map."""
        return self._paths

    @property
    def updates(self) -> int:
        """How many updates of each optimizer are wanted."""
        return self._updates

    @property
    def survey(self) -> Survey | None:
        """What is shown; None: nothing yet."""
        return self._shown

    @property
    def view(self) -> View:
        """The part of the landscape that is seen."""
        return self._view or (self._shown.view if self._shown else View(-1, 1, -1, 1))

    @property
    def anchored(self) -> int:
        """How many updates were made where the directions begin."""
        return self._anchored

    @property
    def pinned(self) -> tuple[float, ...] | None:
        """The place that was clicked at; None: none was."""
        return self._pinned

    @property
    def visible(self) -> bool:
        """Whether somebody sees it."""
        return self._visible

    @property
    def is_current(self) -> bool:
        """Whether it shows the session's snapshot, as fine as it becomes."""
        shown = self._shown
        if shown is None or not self._worker.idle:
            return False
        return shown.request.seconds == FINE and self._is_of_now(shown.request)

    # What users ask for.

    def choose(
        self,
        kind: str | None = None,
        targets: tuple[Target, Target] | None = None,
        beside: bool | None = None,
        paths: bool | None = None,
        updates: int | None = None,
    ) -> None:
        """Look at it otherwise: over what, with the other loss, with paths of so many updates."""
        before = self._kind, self._targets
        self._kind = self._kind if kind is None else kind
        self._targets = self._targets if targets is None else self._two_of(*targets)
        self._beside = self._beside if beside is None else beside
        self._paths = self._paths if paths is None else paths
        self._updates = self._updates if updates is None else updates
        if before != (self._kind, self._targets):
            self._begin_again()
        self._ask()
        self.choice_changed.emit()

    def zoom(self, at: tuple[float, float], factor: float) -> None:
        """Zoom in by `factor`, the place `at` standing still; on a curve only across."""
        if self._shown is not None:
            self._look(zoomed(self.view, at, factor, self._shown.home))

    def move(self, across: float, up: float) -> None:
        """See what lies to the right and above, in widths and heights of the view."""
        self._look(moved(self.view, across, up))

    def fit(self) -> None:
        """See what is usually seen; directions begin again where the network is."""
        self._begin_again()
        self._ask()

    def pin(self, place: tuple[float, ...] | None) -> None:
        """Mark a place; None: none."""
        if place != self._pinned:
            self._pinned = place
            self.pinned_changed.emit()

    def go(self, text: str) -> None:
        """Put the parameters at the place that is marked, undoably, called `text`."""
        place, shown = self._pinned, self._shown
        if place is None or shown is None or shown.ways is None:
            return
        self._session.settle()  # all the others stay as training leaves them
        parameters = shown.ways.at(self._session.snapshot.parameters, place)
        self.pin(None)
        self._session.change_parameters(parameters, text)

    def set_visible(self, visible: bool) -> None:
        """Survey, or do not: nobody sees it."""
        if visible == self._visible:
            return
        self._visible = visible
        self._trail.clear()
        if visible:
            if not self._own_view:
                self._begin_again()
            self._remember()
            self._ask()
        else:
            self._worker.forget()
            self._rest.stop()
            self._pause.stop()

    def wait(self) -> None:
        """Have the newest survey, a fine one, before this returns."""
        for _ in range(3):
            self._worker.wait()
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            if self._rest.isActive() and not self._session.training:
                self._rest.stop()
                self._refine()
        self._worker.wait()

    # How it is done.

    @property
    def _ways(self) -> Slice | None:
        """What the loss is looked at over; None: directions that begin here."""
        if self._kind == "along":
            return self._directions
        return Chosen(self._targets if self._kind == "two" else self._targets[:1])

    def _two_of(self, first: Target, second: Target) -> tuple[Target, Target]:
        """Return two parameters that the network has, and that are not the same."""
        network = self.experiment.network
        first, second = clamped(network, first), clamped(network, second)
        if first == second:  # the neuron's bias, or its first weight
            layer, neuron = layer_of(first), first[-1]
            second = (layer + 1, neuron) if len(first) == 3 else (layer, 0, neuron)
        return first, second

    def _begin_again(self) -> None:
        self._view, self._own_view, self._directions = None, False, None
        self.pin(None)

    def _look(self, view: View) -> None:
        if view != self.view:
            self._view, self._own_view = view, True
            self._ask()
            self.changed.emit()

    def _request(self, seconds: float) -> Request:
        ways, snapshot = self._ways, self._session.snapshot
        fine = seconds == FINE
        return Request(
            self.experiment,
            snapshot.parameters,
            ways,
            self._view,
            self.beside,
            seconds,
            self._updates if self._paths and fine and self._kind != "one" else 0,
            snapshot.updates,
            self._trail.places(ways) if ways else None,
        )

    def _ask(self, seconds: float = COARSE) -> None:
        if self._visible:
            self._worker.request(self._request(seconds))

    def _refine(self) -> None:
        if not self._session.training:
            self._ask(FINE)

    def _is_of_now(self, request: Request) -> bool:
        """Whether a request is of the experiment and the snapshot that there are."""
        session = self._session
        same = request.parameters is session.snapshot.parameters
        return same and request.experiment == session.experiment

    def _take(self, request: Request, found: Survey) -> None:
        network = self.experiment.network
        if request.experiment.network != network or not self._visible:
            return  # of another run
        if (self._kind != "along" and request.ways is None) or not same_ways(
            request.ways, self._ways
        ):
            return  # of what was looked at before
        if isinstance(found.ways, Directions) and self._directions is None:
            self._directions, self._anchored = found.ways, request.made
        if self._view is None and request.view is None and found.surfaces:
            self._view = found.view
        if self._has_left(found) and not self._own_view:
            self._view = None
            self._ask(request.seconds)
        before, self._shown = self._shown, found
        if before is None or not same_ways(found.ways, before.ways):
            self.pin(None)  # it was a place of another picture
        if self._session.training:
            self._pause.start(pause_after(found.took))
        elif request.seconds != FINE:
            self._rest.start()
        self.changed.emit()

    def _has_left(self, found: Survey) -> bool:
        """Whether the network is no longer in what is seen."""
        view = self._view
        if view is None or found.request.view is None or not np.isfinite(found.place).all():
            return False
        sides = ((view.left, view.right), (view.bottom, view.top))
        return any(
            not _RIM < (at - low) / (high - low) < 1 - _RIM
            for at, (low, high) in zip(found.place, sides, strict=False)
        )

    def _remember(self) -> None:
        self._trail.add(self._session.snapshot.parameters)

    # What the session says.

    def _take_run(self) -> None:
        self._worker.forget()
        self._trail.clear()
        self._shown = None
        self._begin_again()

    def _take_experiment(self) -> None:
        network = self.experiment.network
        if network != self._network:  # what was is of no use to another one
            self._network, self._shown = network, None
            self._worker.forget()
            self._trail.clear()
            self._begin_again()
        # Another kind of data has another place to look at first: a picture's corner is empty.
        other, self._input = (
            type(self.experiment.input) is not self._input,
            type(self.experiment.input),
        )
        if other or any(clamped(network, target) != target for target in self._targets):
            self._targets = default_targets(self.experiment)
            self._begin_again()
        self._ask()
        self.choice_changed.emit()

    def _take_snapshot(self) -> None:
        if not self._visible:
            return
        self._remember()
        if not (self._session.training and self._pause.isActive()):
            self._rest.stop()
            self._ask()

    def _take_training(self) -> None:
        if not self._session.training:
            self._pause.stop()
            self._ask()

    def _take_selection(self) -> None:
        """Look at what is selected: a weight, or a bias; the one before becomes the second."""
        target, (first, second) = self._selection.target, self._targets
        if target is None or target == first or (len(target) == 2 and not target[0]):
            return
        self.choose(targets=(target, first if self._kind == "two" or target == second else second))


def pause_after(seconds: float) -> int:
    """Return how many ms to wait, while training, after a survey that took so long."""
    return min(max(_LEAST_MS, round(1000 * _WAITS * seconds)), MOST_MS)


def default_targets(experiment: Experiment) -> tuple[Target, Target]:
    """Return what is looked at first: a weight of the first layer, and one of the last.

    Of one layer, the second is another weight, or the bias.
    """
    network, kind = experiment.network, experiment.input
    # The corner of a picture is empty; its middle is not.
    source = kind.rows // 2 * kind.columns + kind.columns // 2 if isinstance(kind, Picture) else 0
    last = len(network.layers) - 1
    first: Target = (0, source, 0)
    if last:
        return first, (last, 0, 0)
    return first, (0, 1, 0) if network.inputs > 1 else (1, 0)


def clamped(network: Network, target: Target) -> Target:
    """Return the target, or where the network has none the last one before it."""
    sizes, layer = network.sizes, min(layer_of(target), len(network.layers) - 1)
    neuron = min(target[-1], sizes[layer + 1] - 1)
    if len(target) == 3:
        return layer, min(target[1], sizes[layer] - 1), neuron
    return layer + 1, neuron
