"""What to train: an Experiment is a value, checked when it is made, to and from JSON.

Every struct here is frozen; a change makes a new one with `msgspec.structs.replace`. Whatever is
wrong raises ValueError with one sentence that says what, where and what would be right.
"""

import math
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from core import schedules
from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.data import Digits, Limited, Source
from core.data.inputs import InputKind, Row
from core.data.tasks import Task, task_without_data
from core.frozen import NOTHING, Frozen
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS, Decays, decays
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding

MOST_UPDATES = 10**9  # that a schedule or a stop can wait for
UNITS = ("updates", "epochs")


class Kinds(NamedTuple):
    """What a compiled loop computes beside an optimizer's update; by default nothing.

    What is not there is not computed at all: it would cost time, and might change the last bit.
    """

    decays: Decays = Decays()
    dropout: bool = False
    schedule: str = "constant"


class Hyperparameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How gradient descent goes; each can change while training.

    `momentum` is used by the optimizer momentum, `decay` (Keras: rho) by rmsprop, `beta_1` and
    `beta_2` by adam, `epsilon` by rmsprop and adam. `l2` is the λ of L2 regularisation: every
    update adds λ·w to the gradient of a weight w, not of biases and slopes; `l1` is the λ of L1,
    which adds λ·sign(w). The losses that are reported are those of the data, without a penalty.
    What is `frozen` keeps its bits (core.frozen).
    `dropout` is the share of the neurons of every hidden layer that an update leaves out
    (core.dropout); whatever is measured or walked through is whole.

    `schedule` (core.schedules) changes the learning rate with the updates of the run:
    `schedule_factor` is used by "step", `schedule_floor` by "cosine", `schedule_updates` by both.

    Training stops by itself (core.stops) after so many updates or epochs, `stop_after` of
    `stop_unit`, from when it was started; where the loss of the training set is under `stop_under`;
    and where that of the test set has not fallen for `patience` updates. 0: never.
    """

    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 32
    momentum: float = 0.9
    decay: float = 0.9
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    l2: float = 0.0
    l1: float = 0.0
    dropout: float = 0.0
    schedule: str = "constant"
    schedule_updates: int = 1000
    schedule_factor: float = 0.5
    schedule_floor: float = 0.01
    stop_after: float = 0.0
    stop_unit: str = "updates"
    stop_under: float = 0.0
    patience: int = 0
    frozen: Frozen = NOTHING

    def __post_init__(self) -> None:
        require_name("optimizer", self.optimizer, OPTIMIZERS)
        require(
            0 < self.learning_rate <= 1000,
            QT_TRANSLATE_NOOP(
                "Core", "The learning rate must be above 0 and at most 1000, not {value:g}."
            ),
            value=self.learning_rate,
        )
        require(
            1 <= self.batch_size <= 65536,
            QT_TRANSLATE_NOOP("Core", "A batch must have 1 to 65536 examples, not {size}."),
            size=self.batch_size,
        )
        for name in ("momentum", "decay", "beta_1", "beta_2", "dropout"):
            value = getattr(self, name)
            require(
                0 <= value < 1,
                QT_TRANSLATE_NOOP("Core", "{name} must be at least 0 and below 1, not {value:g}."),
                name=name,
                value=value,
            )
        require(
            0 < self.epsilon <= 1,
            QT_TRANSLATE_NOOP("Core", "epsilon must be above 0 and at most 1, not {value:g}."),
            value=self.epsilon,
        )
        require(
            0 <= self.l2 <= 10,
            QT_TRANSLATE_NOOP("Core", "l2 must be at least 0 and at most 10, not {value:g}."),
            value=self.l2,
        )
        require(
            0 <= self.l1 <= 10,
            QT_TRANSLATE_NOOP("Core", "l1 must be at least 0 and at most 10, not {value:g}."),
            value=self.l1,
        )
        self._check_schedule()
        self._check_stops()

    def _check_schedule(self) -> None:
        require_name("schedule", self.schedule, schedules.SCHEDULES)
        require(
            1 <= self.schedule_updates <= MOST_UPDATES,
            QT_TRANSLATE_NOOP("Core", "A schedule takes 1 to 1000000000 updates, not {updates}."),
            updates=self.schedule_updates,
        )
        for name in ("schedule_factor", "schedule_floor"):
            value = getattr(self, name)
            require(
                0 < value <= 1,
                QT_TRANSLATE_NOOP("Core", "{name} must be above 0 and at most 1, not {value:g}."),
                name=name,
                value=value,
            )

    def _check_stops(self) -> None:
        require_name("unit", self.stop_unit, UNITS)
        for name, most in (
            ("stop_after", MOST_UPDATES),
            ("stop_under", 1e30),
            ("patience", MOST_UPDATES),
        ):
            value = getattr(self, name)
            require(
                0 <= value <= most,
                QT_TRANSLATE_NOOP(
                    "Core", "{name} must be at least 0 and at most {most:g}, not {value:g}."
                ),
                name=name,
                most=most,
                value=value,
            )
        require(
            self.stop_unit != "updates" or self.stop_after == int(self.stop_after),
            QT_TRANSLATE_NOOP(
                "Core", "stop_after in updates must be a whole number, not {value:g}."
            ),
            value=self.stop_after,
        )

    @property
    def compiled_in(self) -> tuple[str, Kinds, int]:
        """What of them is part of the compiled training loop; all else can change in it."""
        kinds = Kinds(decays(self), self.dropout > 0, self.schedule)
        return self.optimizer, kinds, self.batch_size

    @property
    def schedule_numbers(self) -> schedules.Numbers:
        """The numbers of its schedule."""
        return schedules.Numbers(self.schedule_updates, self.schedule_factor, self.schedule_floor)

    def at(self, updates: int) -> "Hyperparameters":
        """Return them as they are after so many updates of a run: the rate is that of now.

        Of a constant rate they are the same.
        """
        if self.schedule == "constant":
            return self
        share = schedules.share(self.schedule, updates, self.schedule_numbers)
        rate = max(self.learning_rate * float(share), math.nextafter(0, 1))
        return replace(self, learning_rate=rate, schedule="constant")


class Experiment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to train: network, source of data, hyperparameters, and the seed of all that is random.

    Without a source (None) there is nothing to train on; everything else works.
    """

    network: Network = Network()
    source: Source | None = Digits()
    hyperparameters: Hyperparameters = Hyperparameters()
    seed: int = 0

    def __post_init__(self) -> None:
        require(
            0 <= self.seed < 2**32,
            QT_TRANSLATE_NOOP(
                "Core", "The seed must be a number from 0 to 4294967295, not {seed}."
            ),
            seed=self.seed,
        )
        require(
            self.network.inputs == self.input.count,
            QT_TRANSLATE_NOOP(
                "Core",
                "The number of inputs differs: {count} in the examples, {inputs} in the network.",
            ),
            count=self.input.count,
            inputs=self.network.inputs,
        )
        self.task.check(self.network)

    @property
    def input(self) -> InputKind:
        """What an input is; without a source a row of numbered ones."""
        if self.source is None:
            return Row(tuple(f"x{number}" for number in range(1, self.network.inputs + 1)))
        return self.source.input

    @property
    def task(self) -> Task:
        """What the outputs answer; without a source, what the network itself lets one think."""
        return task_without_data(self.network) if self.source is None else self.source.task


def fitted(network: Network, source: Source) -> Network:
    """Return `network` with the inputs, outputs and loss that `source` needs.

    Whatever fits stays; the output's activation and the loss become the task's own if they do not:
    of a sigmoid with cross-entropy, too, for a value may be negative.
    """
    task, (*hidden, output) = source.task, network.layers
    neurons, activation = task.default_output
    for last, loss in (
        (output, network.loss),
        (Layer(neurons, output.activation), network.loss),
        (Layer(neurons, activation), task.default_loss),
    ):
        try:
            layers = (*hidden, last)
            found = replace(network, inputs=source.input.count, layers=layers, loss=loss)
            task.check(found)
        except ValueError:
            continue
        return found
    raise AssertionError(f"{task} has defaults that do not fit it.")


def output_activations(experiment: Experiment, loss: str) -> tuple[str, ...]:
    """Return which activations the output layer may have, with `loss` in place of the loss."""
    network = experiment.network
    *hidden, output = network.layers

    def fits(activation: str) -> bool:
        layers = (*hidden, replace(output, activation=activation))
        try:
            experiment.task.check(replace(network, layers=layers, loss=loss))
        except ValueError:
            return False
        return True

    known = LOSSES[loss].output_activations or tuple(ACTIVATIONS)
    return tuple(name for name in known if fits(name))


# These came later: in a file they stand only where they differ, and old files stay as they are.
_NEWER = (
    "l1",
    "dropout",
    *(f"schedule{name}" for name in ("", "_updates", "_factor", "_floor")),
    *(f"stop_{name}" for name in ("after", "unit", "under")),
    "patience",
    "frozen",
)


def written(experiment: Experiment) -> dict[str, Any]:
    """Return the experiment as it stands in files, of dicts and lists."""
    found: dict[str, Any] = msgspec.to_builtins(experiment)
    rates, usual = found["hyperparameters"], msgspec.to_builtins(Hyperparameters())
    for name in _NEWER:
        if rates[name] == usual[name]:
            del rates[name]
    if isinstance(experiment.source, Limited) and not experiment.source.examples:
        del found["source"]["examples"]
    return found


def to_json(experiment: Experiment) -> bytes:
    """Return the experiment as indented JSON text in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(written(experiment)), indent=2)


def from_json(text: bytes) -> Experiment:
    """Read an experiment from JSON. ValueError: not JSON, a field is missing, unknown or wrong."""
    try:
        return msgspec.json.decode(text, type=Experiment)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "This is not an experiment: {reason}."),
            reason=of_decoding(error),
        ) from error
