"""A race of a network that somebody has open: one start for all, and one thing that differs."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from core.experiment import Experiment
from core.initialisers import INITIALISERS
from core.races import ReadyRace
from core.run import Run
from core.varied import VARIED, Value
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

DIFFER = ("learning_rate", "optimizer", "activation", "initialiser", "batch_size")
LEAST, MOST = 2, 4  # lanes
_UPDATES, _PACE = 2000, 100
_TIMES = (0.1, 1, 10, 100)  # the learning rate, or the batch, that the network has
_LARGEST_RATE, _LARGEST_BATCH = 1000.0, 65536
_NAMES = {  # those that are best compared, first
    "optimizer": ("sgd", "momentum", "adam", "rmsprop"),
    "activation": ("sigmoid", "tanh", "relu", "linear"),
    "initialiser": tuple(INITIALISERS),
}


class OwnRace(NamedTuple):
    """The network of `run`, from its start, once for each of `values`, which `what` has in turn."""

    run: Run
    what: str
    values: tuple[Value, ...]

    @staticmethod
    def of(run: Run, what: str = DIFFER[0]) -> "OwnRace":
        """Return a race of a run, with values that show well what they do."""
        return OwnRace(run, what, usual(run.experiment, what)[:3])

    def with_values(self, values: tuple[Value, ...]) -> "OwnRace":
        """Return the race with other values."""
        return self._replace(values=values)

    def ready(self, names: Sequence[str]) -> ReadyRace:
        """Return the race, its lanes called so. ValueError: it cannot be held, in a sentence."""
        experiment = self.run.experiment
        if experiment.source is None:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "A race needs data to train on. Choose some.")
            )
        made = [VARIED[self.what].change(experiment, value) for value in self.values]
        runs = tuple(replace(self.run.start_again(one), parent="") for one in made)
        see = QT_TRANSLATE_NOOP(
            "Core",
            "The network {network} from its start, once for each of these. Nothing else differs.",
        )
        return ReadyRace(
            Sentence(QT_TRANSLATE_NOOP("Core", "This network")),
            Sentence(see, {"network": experiment.network.title}),
            _UPDATES,
            _PACE,
            tuple(map(Sentence, names)),
            lambda: runs,
        )


def differing(experiment: Experiment) -> tuple[str, ...]:
    """Return what can differ: without hidden layers no activation can be chosen."""
    hidden = len(experiment.network.layers) > 1
    return tuple(what for what in DIFFER if hidden or what != "activation")


def usual(experiment: Experiment, what: str) -> tuple[Value, ...]:
    """Return MOST values that are worth a race, that of the experiment among the first three."""
    network, rates = experiment.network, experiment.hyperparameters
    if what == "learning_rate":
        found = [float(f"{time * rates.learning_rate:.6g}") for time in _TIMES]
        return tuple(min(rate, _LARGEST_RATE) for rate in found)
    if what == "batch_size":
        size = rates.batch_size
        sizes = (1, size, 10 * size, 100 * size) if size > 1 else (1, 10, 100, 1000)
        return tuple(min(one, _LARGEST_BATCH) for one in sizes)
    own = {
        "optimizer": rates.optimizer,
        "activation": network.layers[0].activation,
        "initialiser": network.initialiser,
    }[what]
    others = [name for name in _NAMES[what] if name != own]
    return (own, *others)[:MOST]
