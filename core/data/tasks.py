"""What a network is to learn: classes or values, how its outputs answer, and how answers score.

Targets ŷ are float32 [examples, task.width]: for classes a 1 at the right one (one-hot), for
values the values themselves. `coded` turns them into what one output layer is to give.
"""

import math
from collections.abc import Callable
from typing import ClassVar, Final, Literal

import numpy as np
from msgspec import Struct

from core.activations import OUTPUT_MIDDLES, is_probability
from core.checks import require
from core.network import Layer, Network
from core.notation.markup import LOWERED
from core.snapshot import DIVERGED, Metrics
from core.wording import QT_TRANSLATE_NOOP, SentenceError, one_of

# How an example's answer is scored, by name; core.backend.tensors computes each in TensorFlow.
HIGHEST = "highest"  # right where the right class has the highest output
SIDE = "side"  # right where the one output is on the right side of its middle
SQUARES = "squares"  # the mean of the squared errors

# What an answer is scored by, in the end.
ACCURACY: Final = "accuracy"  # the share of right answers
R_SQUARED: Final = "R²"  # the share of the variance of the values that is explained
Score = Literal["accuracy", "R²"]
SCORES: tuple[Score, ...] = (ACCURACY, R_SQUARED)

NEAR = 0.1  # of a share: an output that is nearer to its target has nothing left to learn
NEAR_VALUE = 0.01, 1e-5  # the same of a value: a part of it, and where it is about 0


class Classes(Struct, frozen=True, forbid_unknown_fields=True, tag="classes"):
    """Every example belongs to one of the classes called `names`; it is scored by accuracy."""

    names: tuple[str, ...]

    default_loss: ClassVar[str] = "cross-entropy"
    one_is_answered: ClassVar[bool] = True  # that of the strongest output
    scored_by: ClassVar[Score] = ACCURACY
    has_rmse: ClassVar[bool] = False

    def __post_init__(self) -> None:
        require(
            len(self.names) >= 2,
            QT_TRANSLATE_NOOP("Core", "There must be at least two classes, not {count}."),
            count=len(self.names),
        )
        require(
            len(set(self.names)) == len(self.names),
            QT_TRANSLATE_NOOP(
                "Core", "Every class must have a name of its own, unlike these: {names}."
            ),
            names=", ".join(self.names),
        )

    @property
    def width(self) -> int:
        """Columns of the targets: one a class."""
        return len(self.names)

    @property
    def default_output(self) -> tuple[int, str]:
        """Neurons and activation of the output layer to begin with."""
        return (1, "sigmoid") if self.width == 2 else (self.width, "softmax")

    def check(self, network: Network) -> None:
        """Raise ValueError unless the outputs of `network` can say one of these classes."""
        output = network.layers[-1]
        if output.neurons == self.width:
            return
        if self.width == 2:
            require(
                output.neurons == 1,
                QT_TRANSLATE_NOOP(
                    "Core", "Two classes need two output neurons, or one, not {neurons}."
                ),
                neurons=output.neurons,
            )
            require(
                output.activation in OUTPUT_MIDDLES,
                QT_TRANSLATE_NOOP(
                    "Core", "One output neuron for two classes needs {allowed}, not {activation}."
                ),
                allowed=one_of(tuple(OUTPUT_MIDDLES)),
                activation=output.activation,
            )
            return
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core",
                "There are {count} class(es), which need as many output neurons, not {neurons}.",
            ),
            count=self.width,
            neurons=output.neurons,
        )

    def one_hot(self, labels: np.ndarray) -> np.ndarray:
        """Return the targets of int `labels` [examples]: float32 [examples, classes]."""
        return one_hot(labels, self.width)

    def coded(self, targets: np.ndarray, output: Layer) -> np.ndarray:
        """Return `targets` [examples, classes] as the layer `output` is to give them.

        That is [examples, outputs]. One output says the second of two classes: 1 against 0, for
        tanh 1 against −1.
        """
        if output.neurons == targets.shape[1]:
            return targets
        low = 2 * OUTPUT_MIDDLES[output.activation] - 1
        return np.where(targets[:, 1:] > 0.5, np.float32(1), np.float32(low))

    def shares(self, outputs: np.ndarray, output: Layer) -> np.ndarray:
        """Return how strongly each class is answered, [examples, classes].

        These are the `outputs` [examples, outputs] of the layer `output` themselves; one output for
        two classes gives both, which sum to 1.
        """
        if outputs.shape[1] == self.width:
            return outputs
        middle = OUTPUT_MIDDLES[output.activation]
        second = (outputs - (2 * middle - 1)) / (2 - 2 * middle)
        return np.concatenate([1 - second, second], axis=1)

    def answers(self, outputs: np.ndarray, output: Layer) -> np.ndarray:
        """Return the class that each of `outputs` [examples, outputs] says: int [examples].

        −1, which is none, where an output is not finite.
        """
        finite = np.isfinite(outputs).all(axis=1)
        return np.where(finite, self.shares(outputs, output).argmax(axis=1), -1)

    def are_shares(self, output: Layer) -> bool:
        """Whether outputs of the layer `output` are told as shares of 100 %."""
        # A class that a neuron steps for has all or nothing.
        return output.activation == "step" or is_probability(output.activation)

    def is_learned(self, output: np.ndarray, target: np.ndarray) -> bool:
        """Whether an `output` [outputs] leaves about nothing to learn; its `target` is coded."""
        return bool((_distance(output, target) < NEAR).all())

    def output_names(self, outputs: int) -> tuple[str, ...]:
        """Return what each of so many output neurons stands for."""
        return self.names if outputs == self.width else self.names[1:]

    def scoring(self, outputs: int) -> str:
        """Return how answers of so many outputs are scored: HIGHEST or, for one, SIDE."""
        return HIGHEST if outputs == self.width else SIDE

    def metrics(self, loss: float, right: float, variance: Callable[[], float]) -> Metrics:
        """Return what was measured of a mean `loss` and the share of answers that are `right`.

        The `variance` of the targets is not asked for.
        """
        return DIVERGED if math.isnan(loss) else Metrics(loss, right).marked

    def told(self, metrics: Metrics) -> dict[str, float]:
        """Return what was measured, each by its name."""
        return {"loss": metrics.loss, "accuracy": metrics.score}

    def chance(self, targets: np.ndarray) -> float:
        """Return the score of the best answer that is the same for all `targets` [examples, …]."""
        return float(targets.mean(axis=0).max())


class Values(Struct, frozen=True, forbid_unknown_fields=True, tag="values"):
    """Every example has a value for each of `names`, measured in `units` ("": none).

    Answers are scored by the root mean square error, and by R², the share of the values' variance
    that they explain: 1 − Σ(a − ŷ)² / Σ(ŷ − mean ŷ)², over all examples and values.
    """

    names: tuple[str, ...]
    units: tuple[str, ...] = ()

    default_loss: ClassVar[str] = "mean squared error"
    one_is_answered: ClassVar[bool] = False  # each output is an answer of its own
    scored_by: ClassVar[Score] = R_SQUARED
    has_rmse: ClassVar[bool] = True
    default_activation: ClassVar[str] = "linear"

    def __post_init__(self) -> None:
        require(bool(self.names), QT_TRANSLATE_NOOP("Core", "There must be at least one value."))
        require(
            len(self.units) in (0, len(self.names)),
            QT_TRANSLATE_NOOP(
                "Core", "There must be as many units as values, {count}, or none, not {units}."
            ),
            count=len(self.names),
            units=len(self.units),
        )

    @property
    def width(self) -> int:
        """Columns of the targets: one a value."""
        return len(self.names)

    @property
    def default_output(self) -> tuple[int, str]:
        """Neurons and activation of the output layer to begin with."""
        return self.width, self.default_activation

    def unit(self, index: int) -> str:
        """The unit of a value; empty: it has none."""
        return self.units[index] if self.units else ""

    def check(self, network: Network) -> None:
        """Raise ValueError unless `network` has an output, free to take any value, for each."""
        output = network.layers[-1]
        require(
            output.neurons == self.width,
            QT_TRANSLATE_NOOP(
                "Core",
                "For {count} value(s) there must be as many output neurons, not {neurons}.",
            ),
            count=self.width,
            neurons=output.neurons,
        )
        require(
            not network.compares_probabilities,
            QT_TRANSLATE_NOOP(
                "Core",
                "The loss {loss} compares probabilities of classes; values need another, such as"
                " {other}.",
            ),
            loss=network.loss,
            other=self.default_loss,
        )
        require(
            output.activation != "softmax",
            QT_TRANSLATE_NOOP(
                "Core",
                "The outputs of softmax sum to 1, which values do not; they need another"
                " activation, such as {other}.",
            ),
            other=self.default_activation,
        )

    def coded(self, targets: np.ndarray, output: Layer) -> np.ndarray:
        """Return `targets` as they are: the outputs are the values."""
        return targets

    def are_shares(self, output: Layer) -> bool:
        """Whether outputs are told as shares of 100 %: no, whatever the layer `output` has."""
        return False

    def is_learned(self, output: np.ndarray, target: np.ndarray) -> bool:
        """Whether an `output` [outputs] leaves about nothing to learn; its `target` is coded."""
        part, least = NEAR_VALUE
        return bool((_distance(output, target) <= part * np.abs(target) + least).all())

    def output_names(self, outputs: int) -> tuple[str, ...]:
        """Return what each output neuron stands for."""
        return self.names

    def scoring(self, outputs: int) -> str:
        """Return how answers are scored: SQUARES."""
        return SQUARES

    def metrics(self, loss: float, square: float, variance: Callable[[], float]) -> Metrics:
        """Return what was measured of a mean `loss` and the mean `square` of the errors.

        `variance` says that of the targets.
        """
        if math.isnan(loss):
            return DIVERGED
        return Metrics(loss, r_squared(square, variance()), square**0.5)

    def told(self, metrics: Metrics) -> dict[str, float]:
        """Return what was measured, each by its name."""
        return {"loss": metrics.loss, "rmse": metrics.rmse, "r2": metrics.score}

    def chance(self, targets: np.ndarray) -> float:
        """Return the score of the best answer that is the same for all `targets`: their mean."""
        return 0.0


Task = Classes | Values


def task_without_data(network: Network) -> Task:
    """Return what `network` can be taken to answer where no data says it: numbered outputs."""
    outputs = network.sizes[-1]
    if not network.compares_probabilities and network.layers[-1].activation != "softmax":
        return Values(tuple(f"y{_lowered(number)}" for number in range(1, outputs + 1)))
    return Classes(tuple(map(str, range(1, outputs + 1))) if outputs > 1 else ("0", "1"))


def r_squared(mean_square: float, variance: float) -> float:
    """Return R² = 1 − the mean squared error over the targets' variance; NaN where that is 0."""
    if not variance:
        return np.nan
    return 1 - mean_square / variance if np.isfinite(mean_square) else -np.inf


def _distance(output: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return how far each output is from its target; what is not a number is near to nothing."""
    distance: np.ndarray = np.abs(output.astype(np.float64) - target)
    return distance


def _lowered(number: int) -> str:
    return "".join(LOWERED[figure] for figure in str(number))


def one_hot(labels: np.ndarray, classes: int, dtype: type[np.floating] = np.float32) -> np.ndarray:
    """Return the targets ŷ [examples, classes] of `labels` [examples]: 1 at the label, else 0."""
    rows: np.ndarray = np.eye(classes, dtype=dtype)
    found: np.ndarray = rows[labels]
    return found
