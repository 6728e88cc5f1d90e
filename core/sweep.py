"""A sweep: many runs that differ in what is varied, as a value; and the table that they come to.

Every combination of the axes' values is a setting, and each is tried with as many seeds. A trial is
an experiment like any other: what it comes to are the bits of training it alone.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.checks import require
from core.experiment import MOST_UPDATES, Experiment, written
from core.history import History
from core.jobs import Job, Outcome, State
from core.parameters import count
from core.snapshot import NOT_MEASURED, Metrics
from core.varied import Axis as Axis
from core.varied import Value as Value
from core.varied import changed, source_of
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding

MOST_TRIALS = 10_000
MOST_SEEDS = 1000
_SAMPLE = 2  # a stream of random numbers


class Sweep(Struct, frozen=True, forbid_unknown_fields=True):
    """`base` with every combination of the values of `axes`, each with so many `seeds`.

    The seeds count up from that of `base`. Every run makes `updates`. `sample` says how many of the
    combinations are tried, chosen at random by `seed`; 0: all of them.
    """

    base: Experiment
    axes: tuple[Axis, ...] = ()
    seeds: int = 1
    updates: int = 2000
    sample: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        names = [axis.name for axis in self.axes]
        for name in names:
            require(
                names.count(name) == 1,
                QT_TRANSLATE_NOOP("Core", "{name} is varied twice; once is enough."),
                name=name,
            )
        for text, value, least, most in (
            (QT_TRANSLATE_NOOP("Core", "A sweep has 1 to {most:,} seeds, not {value:,}."),
             self.seeds, 1, MOST_SEEDS),
            (QT_TRANSLATE_NOOP("Core", "A run makes 1 to {most:,} updates, not {value:,}."),
             self.updates, 1, MOST_UPDATES),
            (QT_TRANSLATE_NOOP("Core", "A sample has 1 to {most:,} settings, or 0: all; not"
                               " {value:,}."), self.sample, 0, MOST_TRIALS),
            (QT_TRANSLATE_NOOP("Core", "A sweep has {most:,} runs at most, not {value:,}."),
             self.runs, 0, MOST_TRIALS),
        ):  # fmt: skip
            require(least <= value <= most, text, most=most, value=value)
        require(
            0 <= self.seed < 2**32,
            QT_TRANSLATE_NOOP("Core", "The seed must be 0 to 4294967295, not {seed}."),
            seed=self.seed,
        )

    @property
    def combinations(self) -> int:
        """How many combinations of values there are."""
        return math.prod(len(axis.values) for axis in self.axes)

    @property
    def runs(self) -> int:
        """How many trials it has."""
        tried = min(self.sample or self.combinations, self.combinations)
        return tried * self.seeds


class Trial(Struct, frozen=True):
    """One run of a sweep: what is varied has these values, by name, and it has this seed."""

    number: int
    settings: tuple[tuple[str, Value], ...]
    seed: int
    experiment: Experiment


def trials(sweep: Sweep) -> tuple[Trial, ...]:
    """Return the trials in order: the last axis changes first, the seed before it.

    ValueError: one of them cannot be; the sentence says why.
    """
    source_of(sweep.base)
    places: Iterable[int] = range(sweep.combinations)
    if 0 < sweep.sample < sweep.combinations:
        random = np.random.default_rng([sweep.seed, _SAMPLE])
        chosen = random.choice(sweep.combinations, sweep.sample, replace=False)
        places = sorted(chosen.tolist())
    found, numbers = list[Trial](), itertools.count()
    sizes = [len(axis.values) for axis in sweep.axes]
    for place in places:
        at = np.unravel_index(place, sizes) if sizes else ()
        settings = tuple(
            (axis.name, axis.values[int(one)]) for axis, one in zip(sweep.axes, at, strict=True)
        )
        experiment = changed(sweep.base, settings)
        for number in range(sweep.seeds):
            seed = (sweep.base.seed + number) % 2**32
            found.append(Trial(next(numbers), settings, seed, replace(experiment, seed=seed)))
    return tuple(found)


def to_json(sweep: Sweep) -> bytes:
    """Return the sweep as JSON text in UTF-8."""
    told = msgspec.to_builtins(sweep) | {"base": written(sweep.base)}
    return msgspec.json.encode(told)


def from_json(text: bytes) -> Sweep:
    """Read a sweep from JSON. ValueError: not JSON, a field is missing, unknown or wrong."""
    try:
        return msgspec.json.decode(text, type=Sweep)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "This is not a sweep: {reason}."), reason=of_decoding(error)
        ) from error


class Row(Struct, frozen=True, eq=False):
    """A row of the table: a trial and, once it has ended, what became of it."""

    trial: Trial
    outcome: Outcome | None = None

    @property
    def state(self) -> State | None:
        """How it ended; None: it has not."""
        return self.outcome.state if self.outcome else None

    @property
    def ended(self) -> bool:
        """Whether it has come to its end; one that failed is tried again."""
        return self.state not in (None, "failed")

    @property
    def opens(self) -> bool:
        """Whether its run has its weights; of one without, training `job` again has the bits."""
        return self.outcome is not None and bool(self.outcome.run.snapshot.parameters)

    @property
    def train(self) -> Metrics:
        """How good it was on the training set in the end."""
        return self.outcome.run.snapshot.train if self.outcome else NOT_MEASURED

    @property
    def test(self) -> Metrics:
        """How good it was on the test set in the end."""
        return self.outcome.run.snapshot.test if self.outcome else NOT_MEASURED

    @property
    def gap(self) -> float:
        """How much larger the test loss is than that of training: what is not learned for both."""
        with np.errstate(invalid="ignore"):  # where it diverged, both are infinite
            return float(np.subtract(self.test.loss, self.train.loss))

    @property
    def hidden(self) -> tuple[int, ...]:
        """How many neurons each hidden layer has."""
        return self.trial.experiment.network.sizes[1:-1]

    @property
    def parameters(self) -> int:
        """How many parameters its network has."""
        return count(self.trial.experiment.network)

    @property
    def updates(self) -> int:
        """How many updates it has made; where it went back to its best, those up to there."""
        return self.outcome.run.snapshot.updates if self.outcome else 0

    @property
    def best_at(self) -> float:
        """After how many updates the test loss was lowest; NaN: not known."""
        history = self.history
        if self.outcome is None or (at := history.lowest("test_loss")) is None:
            return math.nan
        epoch, examples = history.column("epoch")[at], self.outcome.run.snapshot.examples
        size = self.trial.experiment.hyperparameters.batch_size
        return float(round(epoch * examples / size))

    @property
    def history(self) -> History:
        """Its curve."""
        return self.outcome.run.history if self.outcome else History()

    def value(self, name: str) -> Value:
        """Return what stands in a column: of COLUMNS, a setting, or "seed"; NaN: nothing."""
        if name in COLUMNS:
            return COLUMNS[name](self)
        if name == "seed":
            return self.trial.seed
        return dict(self.trial.settings).get(name, math.nan)


def _best(name: str, least: bool) -> Callable[[Row], float]:
    def best(row: Row) -> float:
        last = COLUMNS[name](row)
        values = np.append(row.history.column(name), last)
        known = values[np.isfinite(values)]
        return float(known.min() if least else known.max()) if len(known) else float(last)

    return best


# What was measured of a row, by name. Of the way there, training losses are means over updates, and
# the lowest of them counts as the best; those of the end are measured on the whole set.
COLUMNS: dict[str, Callable[[Row], float]] = {
    "train_loss": lambda row: row.train.loss,
    "train_score": lambda row: row.train.score,
    "test_loss": lambda row: row.test.loss,
    "test_score": lambda row: row.test.score,
    "best_train_loss": _best("train_loss", least=True),
    "best_train_score": _best("train_score", least=False),
    "best_test_loss": _best("test_loss", least=True),
    "best_test_score": _best("test_score", least=False),
    "best_at": lambda row: row.best_at,
    "gap": lambda row: row.gap,
    "hidden_layers": lambda row: float(len(row.hidden)),
    "hidden_neurons": lambda row: float(sum(row.hidden)),
    "parameters": lambda row: float(row.parameters),
    "updates": lambda row: float(row.updates),
    "seconds": lambda row: row.outcome.seconds if row.outcome else math.nan,
}


class MeanAndDeviation(NamedTuple):
    """Mean and standard deviation over seeds (of one: NaN)."""

    mean: float
    deviation: float


class Group(Struct, frozen=True, eq=False):
    """The runs of one setting: how many have ended, how many of these diverged, and each column.

    What diverged or failed is counted and has no part in the means; NaN: there is nothing.
    """

    settings: tuple[tuple[str, Value], ...]
    runs: int
    diverged: int
    columns: dict[str, MeanAndDeviation]


def summary(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Return the settings of `rows` in their order, each with what its seeds came to."""
    found: dict[tuple[tuple[str, Value], ...], list[Row]] = {}
    for row in rows:
        found.setdefault(row.trial.settings, []).append(row)
    return tuple(_group(settings, same) for settings, same in found.items())


def _group(settings: tuple[tuple[str, Value], ...], rows: list[Row]) -> Group:
    ended = [row for row in rows if row.state in ("done", "stopped", "diverged")]
    well = [row for row in ended if row.state != "diverged"]
    columns = {name: mean_and_deviation([of(row) for row in well]) for name, of in COLUMNS.items()}
    return Group(settings, len(ended), len(ended) - len(well), columns)


def mean_and_deviation(values: Sequence[float]) -> MeanAndDeviation:
    """Return mean and standard deviation of those `values` that are finite."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return MeanAndDeviation(math.nan, math.nan)
    mean = math.fsum(known) / len(known)
    if len(known) == 1:
        return MeanAndDeviation(mean, math.nan)
    squares = math.fsum((value - mean) ** 2 for value in known)
    return MeanAndDeviation(mean, math.sqrt(squares / (len(known) - 1)))


def job(trial: Trial, sweep: Sweep) -> Job:
    """Return the job that a trial is."""
    return Job(trial.experiment, sweep.updates)
