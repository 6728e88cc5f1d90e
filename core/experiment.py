"""What to train: an Experiment is a value, checked when it is made, to and from JSON.

Every struct here is frozen; a change makes a new one with `msgspec.structs.replace`. Whatever is
wrong raises ValueError with one sentence that says what, where and what would be right.
"""

import msgspec
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.data import Digits, Source
from core.data.inputs import InputKind, Row
from core.data.tasks import Task, task_without_data
from core.frozen import NOTHING, Frozen
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding


class Hyperparameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How gradient descent goes; each can change while training.

    `momentum` is used by the optimizer momentum, `decay` (Keras: rho) by rmsprop, `beta_1` and
    `beta_2` by adam, `epsilon` by rmsprop and adam. `l2` is the λ of L2 regularisation: every
    update adds λ·w to the gradient of a weight w, not of biases and slopes. The losses that are
    reported are those of the data, without a penalty. What is `frozen` keeps its bits (`kept`).
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
    frozen: Frozen | msgspec.UnsetType = msgspec.UNSET  # said where something is

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
        for name in ("momentum", "decay", "beta_1", "beta_2"):
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

    @property
    def kept(self) -> Frozen:
        """What of the network is frozen."""
        return self.frozen or NOTHING

    def freezing(self, frozen: Frozen) -> "Hyperparameters":
        """Return them with this frozen, and nothing else."""
        return replace(self, frozen=frozen or msgspec.UNSET)

    @property
    def compiled_in(self) -> tuple[str, bool, int]:
        """What of them is part of the compiled training loop; all else can change in it."""
        return self.optimizer, self.l2 > 0, self.batch_size


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


def to_json(experiment: Experiment) -> bytes:
    """Return the experiment as indented JSON text in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(experiment), indent=2)


def from_json(text: bytes) -> Experiment:
    """Read an experiment from JSON. ValueError: not JSON, a field is missing, unknown or wrong."""
    try:
        return msgspec.json.decode(text, type=Experiment)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "This is not an experiment: {reason}."),
            reason=of_decoding(error),
        ) from error
