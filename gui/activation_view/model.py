"""Whose activation function is looked at, and where the training examples find it on that.

Their z are worked out in a thread, of the snapshot that all views show, while somebody looks: of as
many examples as there is time for.
"""

import itertools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core import data
from core.experiment import Experiment
from core.histograms import Scale
from core.neuron_use import Use, use_of, z_of
from core.snapshot import Snapshot
from gui.newest_worker import NewestWorker
from gui.selection import Neuron, Selection, neurons_of
from gui.session import Session

_PACE_MS = 80  # from one to the next at least
# Products a·w of all examples together, while training and at rest: some ms, and a second.
LIVE, AT_REST = 8_000_000, 4_000_000_000
FIRST: Neuron = (1, 0)  # who is looked at while nobody is selected


class Job(NamedTuple):
    """Where the examples find `neuron` with the function `activation`, in so many products."""

    experiment: Experiment
    snapshot: Snapshot
    neuron: Neuron
    activation: str
    products: int
    scale: Scale | None


class ActivationModel(QObject):
    """A neuron and a function, its own or another to compare it with.

    `seen` says whether anybody looks; whoever begins to calls `follow`.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        selection: Selection,
        seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._seen = session, selection, seen
        self._stale = False  # something has changed while nobody looked
        self._looked = ""  # another function than the neuron's own
        self._shown: tuple[Job, Use | None] | None = None
        self._asked: Job | None = None
        self._neuron, self._network = self.neuron, session.experiment.network
        self._worker = NewestWorker(_work, "activation", self)
        self._worker.ready.connect(self._take)
        self._pace = QTimer(self, singleShot=True, interval=_PACE_MS)
        self._pace.timeout.connect(self.follow)
        session.run_changed.connect(self._forget)
        session.experiment_changed.connect(self._take_neuron)
        session.snapshot_changed.connect(self.follow)
        session.training_changed.connect(self.follow)
        session.forward_changed.connect(self._show)
        selection.changed.connect(self._take_neuron)

    # What there is.

    @property
    def session(self) -> Session:
        """Whose network it is."""
        return self._session

    @property
    def neuron(self) -> Neuron:
        """(layer, neuron): the one that is selected, or where an edge leads; else the first."""
        target = self._selection.target
        layer, index = neurons_of(target)[-1] if target else FIRST
        sizes = self._session.experiment.network.sizes
        exists = 0 < layer < len(sizes) and index < sizes[layer]
        return (layer, index) if exists else FIRST

    @property
    def input_selected(self) -> bool:
        """Whether an input is selected, which has no activation function."""
        neuron = self._selection.neuron
        return neuron is not None and neuron[0] == 0

    @property
    def own(self) -> str:
        """The neuron's activation function."""
        return self._session.experiment.network.layers[self.neuron[0] - 1].activation

    @property
    def looked(self) -> str:
        """The function that is looked at."""
        return self._looked or self.own

    @property
    def alpha(self) -> float | None:
        """The neuron's own α; None: it has none."""
        layer, index = self.neuron
        slopes = self._session.snapshot.parameters[layer - 1].slopes
        return float(slopes[index]) if len(slopes) else None

    @property
    def z(self) -> float | None:
        """z of the example that is shown; None: none is, or z is not finite."""
        if not self._session.example.origin:
            return None
        layer, index = self.neuron
        z = float(self._session.forward.pre_activations[layer - 1][0, index])
        return z if np.isfinite(z) else None

    @property
    def others(self) -> np.ndarray:
        """z of the rest of the neuron's layer, for the example or, without one, an input of 0."""
        layer, index = self.neuron
        z = self._session.forward.pre_activations[layer - 1][0]
        rest: np.ndarray = np.nan_to_num(np.delete(z, index))
        return rest

    @property
    def use(self) -> Use | None:
        """Where training examples find the neuron; None: there are none, or it is not known yet."""
        if self._shown is None:
            return None
        job, use = self._shown
        now = self._session.experiment.network, self.neuron, self.looked
        return use if (job.experiment.network, job.neuron, job.activation) == now else None

    @property
    def lacks_examples(self) -> bool:
        """Whether there are no training examples."""
        return self._shown is not None and self._shown[1] is None

    # What users ask for.

    def look_at(self, activation: str) -> None:
        """Look at a function in place of the neuron's own; the network stays as it is."""
        self._looked = "" if activation == self.own else activation
        self._pace.stop()
        self._show()
        self.follow()

    def follow(self) -> None:
        """Work out what is new, if anybody looks, and it is time."""
        if self._pace.isActive() or not self._seen():
            return
        if self._stale:
            self._stale = False
            self.changed.emit()
        session, scale = self._session, None
        # The scale stays as long as it is the same neuron.
        if self._shown and self._shown[1] and self._shown[0].neuron == self.neuron:
            scale = self._shown[1].scale
        products = LIVE if session.training else AT_REST
        wanted = Job(session.experiment, session.snapshot, self.neuron, self.looked, products, None)
        if self._asked and _same(self._asked, wanted):
            return
        self._asked = wanted._replace(scale=scale)
        self._worker.request(self._asked)
        self._pace.start()

    def wait(self) -> None:
        """Have what is newest before this returns."""
        self._pace.stop()
        self.follow()
        self._worker.wait()

    # How it is done.

    def _take(self, job: Job, use: Use | None) -> None:
        self._shown = job, use
        self._show()

    def _forget(self) -> None:
        self._worker.forget()  # it is of another run
        self._shown = self._asked = None

    def _take_neuron(self) -> None:
        now = self.neuron, self._session.experiment.network
        if now != (self._neuron, self._network):
            self._neuron, self._network = now
            self._looked = ""
            self._pace.stop()
        self._show()
        self.follow()

    def _show(self) -> None:
        self._stale = not self._seen()
        if not self._stale:
            self.changed.emit()


def _same(one: Job, other: Job) -> bool:
    """Whether two ask for the same."""
    return (
        one.snapshot is other.snapshot
        and one.experiment is other.experiment
        and (
            (one.neuron, one.activation, one.products)
            == (other.neuron, other.activation, other.products)
        )
    )


def _work(job: Job) -> Use | None:
    """In the thread: return where examples find the neuron; None: there are none."""
    source, network = job.experiment.source, job.experiment.network
    inputs = data.load(source).train.inputs if source is not None else np.zeros((0, 1))
    if not len(inputs):
        return None
    layer, index = job.neuron
    sizes = network.sizes[:layer]
    each = sum(a * b for a, b in itertools.pairwise(sizes)) + sizes[-1]
    count = min(len(inputs), max(job.products // each, 1))
    some = inputs
    if count < len(inputs):  # evenly from all: they may be sorted by class
        some = inputs[np.linspace(0, len(inputs) - 1, count).round().astype(int)]
    parameters = job.snapshot.parameters
    z = z_of(network, parameters, some, layer, index)
    slopes = parameters[layer - 1].slopes
    alpha = float(slopes[index]) if len(slopes) else None
    return use_of(job.activation, z, len(inputs), alpha, job.scale)
