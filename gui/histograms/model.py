"""What the histograms show: which quantity, how it is spread, and of which snapshot that is.

It is worked out in a thread of the snapshot that all views show, while somebody looks, and so many
times a second at most.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core import data
from core.experiment import Experiment
from core.histograms import OF_EXAMPLES, QUANTITIES, Asked, Histograms, Sample, Scale, histograms
from core.parameters import Parameters, equal
from core.snapshot import Snapshot, no_slots
from core.vitals import sampled
from gui.newest_worker import NewestWorker
from gui.session import Session

PACE_MS = 45  # from one to the next at least: some 20 a second
_KEPT = 4_000_000  # weights of a snapshot that is kept until the next one has come
# Gradients, and what they are made of, are of many sizes: powers of ten show all of them.
_ON_LOG = frozenset(("deltas", "gradients"))


class Job(NamedTuple):
    """What is to be worked out of a snapshot of an experiment; `asked` has no sample yet."""

    experiment: Experiment
    snapshot: Snapshot
    asked: Asked


class Sampler:
    """Works jobs out, and keeps the examples that it took for the last one: one thread has it."""

    def __init__(self) -> None:
        self._of: tuple[object, object] = (None, None)
        self._sample: Sample | None = None

    def __call__(self, job: Job) -> Histograms:
        """Return what was asked for."""
        return histograms(job.asked._replace(sample=self._sample_of(job.experiment)))

    def _sample_of(self, experiment: Experiment) -> Sample | None:
        network, source = experiment.network, experiment.source
        if source is not self._of[0] or network is not self._of[1]:
            self._of, self._sample = (source, network), sample_of(experiment)
        return self._sample


def sample_of(experiment: Experiment) -> Sample | None:
    """Return the training examples that are looked at; None: there are none."""
    network, source = experiment.network, experiment.source
    train = data.load(source).train if source is not None else None
    if train is None or not len(train):
        return None
    chosen = sampled(network, len(train))
    targets = experiment.task.coded(train.targets[chosen], network.layers[-1])
    return Sample(train.inputs[chosen], targets, len(train))


def _is_small(snapshot: Snapshot) -> bool:
    """Whether its weights take so little memory that they may be kept beside the newest."""
    return sum(layer.weights.size for layer in snapshot.parameters) <= _KEPT


class HistogramModel(QObject):
    """A quantity, and how it is spread in the session's newest snapshot.

    `seen` says whether anybody looks; whoever begins to calls `follow`.
    """

    changed = Signal()

    def __init__(
        self, session: Session, seen: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._seen = session, seen
        self._quantity = QUANTITIES[0]
        self._log = {name: name in _ON_LOG for name in QUANTITIES}
        self._scales: dict[tuple[str, bool], Scale] = {}
        self._shown: tuple[Job, Histograms] | None = None
        self._asked: Job | None = None
        self._snapshot = session.snapshot
        self._before: Snapshot | None = None  # the one before it, of the same training
        self._network = session.experiment.network
        self.took: list[float] = []  # s: when each of those that came did
        self._worker = NewestWorker(Sampler(), "histograms", self)
        self._worker.ready.connect(self._take)
        self._pace = QTimer(
            self, singleShot=True, interval=PACE_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._pace.timeout.connect(self.follow)
        session.run_changed.connect(self._take_run)
        session.experiment_changed.connect(self._take_experiment)
        session.snapshot_changed.connect(self._take_snapshot)
        session.parameters_changed.connect(self._forget_before)

    @property
    def session(self) -> Session:
        """Whose network it is."""
        return self._session

    @property
    def quantity(self) -> str:
        """What is shown, one of QUANTITIES."""
        return self._quantity

    @property
    def log(self) -> bool:
        """Whether sizes are shown on a logarithmic scale."""
        return self._log[self._quantity]

    @property
    def shown(self) -> Histograms | None:
        """The newest histograms; None: there are none yet of this network and quantity."""
        return self._shown[1] if self._shown else None

    @property
    def job(self) -> Job | None:
        """What the histograms are of."""
        return self._shown[0] if self._shown else None

    @property
    def lacks_examples(self) -> bool:
        """Whether there is nothing to show, for want of examples."""
        shown = self.shown
        return shown is not None and not shown.spreads and self._quantity in OF_EXAMPLES

    @property
    def is_current(self) -> bool:
        """Whether they are those of the snapshot that all views show."""
        job = self.job
        return job is not None and self._worker.idle and job.snapshot is self._session.snapshot

    def choose(self, quantity: str | None = None, log: bool | None = None) -> None:
        """Show another quantity, or the same on another scale."""
        self._quantity = quantity or self._quantity
        if log is not None:
            self._log[self._quantity] = log
        self._shown = self._asked = None
        self._ask()

    def follow(self) -> None:
        """Work out what is new, if anybody looks, and it is time."""
        job = self._asked
        if self._pace.isActive():
            return  # it comes back to this
        if self._seen() and (job is None or job.snapshot is not self._session.snapshot):
            self._ask()

    def wait(self) -> None:
        """Have the newest histograms before this returns."""
        self._pace.stop()
        self.follow()
        self._worker.wait()

    def _ask(self) -> None:
        experiment, snapshot = self._session.experiment, self._session.snapshot
        scale = self._scales.get((self._quantity, self.log))
        before: Parameters | None = None
        updates = 0
        if self._before is not None and snapshot is self._snapshot:
            before, updates = self._before.parameters, snapshot.updates - self._before.updates
        rates, slots = experiment.hyperparameters.at(snapshot.updates), snapshot.slots
        if not snapshot.updates:
            slots = no_slots(snapshot.parameters, rates.optimizer)
        asked = Asked(
            experiment.network, snapshot.parameters, None, self._quantity, self.log, scale,
            before, updates, rates, slots,
        )  # fmt: skip
        self._asked = Job(experiment, snapshot, asked)
        self._worker.request(self._asked)
        self._pace.start()

    def _take(self, job: Job, found: Histograms) -> None:
        asked = job.asked
        if asked.network is not self._session.experiment.network:
            return
        self._scales[asked.quantity, asked.log] = found.scale
        if (asked.quantity, asked.log) == (self._quantity, self.log):
            self._shown = job, found
            self.took = [*self.took[-99:], time.monotonic()]
            self.changed.emit()

    def _take_run(self) -> None:
        self._worker.forget()  # it is of another run
        self._scales.clear()
        self._shown = self._asked = self._before = None
        self._snapshot = self._session.snapshot

    def _take_experiment(self) -> None:
        network = self._session.experiment.network
        if network is not self._network:
            self._network = network
            self._take_run()
        self._asked = None
        self._pace.stop()
        self.follow()
        self.changed.emit()

    def _forget_before(self) -> None:
        self._before = None
        self._snapshot = self._session.snapshot

    def _take_snapshot(self) -> None:
        now, old = self._session.snapshot, self._snapshot
        if now.updates > old.updates and _is_small(old):
            self._before = old
        elif now.updates != old.updates or not equal(now.parameters, old.parameters):
            self._before = None
        self._snapshot = now
        self.follow()
