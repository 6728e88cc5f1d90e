"""What a sweep can vary of an experiment, and the values that it has in turn."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import fields, force_setattr, replace

from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.data import Source, load
from core.experiment import Experiment, output_activations
from core.frozen import NOTHING
from core.initialisers import INITIALISERS
from core.losses import LOSSES
from core.network import Layer
from core.optimizers import OPTIMIZERS
from core.sentences import plain
from core.wording import QT_TRANSLATE_NOOP, SentenceError

Value: TypeAlias = str | int | float

MOST_VALUES = 1000  # of an axis
NO_HIDDEN = "none"  # a structure without hidden layers
ALL = 0  # examples
LARGEST = 1 << 53  # whole number
_LAYER = re.compile(r"([0-9]{1,6})(?::([a-z_ ]+))?")


def _with_hidden(experiment: Experiment, value: Value) -> Experiment:
    """Give it hidden layers as they are written: "8-8", "16:tanh-8", NO_HIDDEN."""
    network = experiment.network
    usual = network.layers[0].activation if len(network.layers) > 1 else Layer(1).activation
    parts = [] if value == NO_HIDDEN else str(value).split("-")
    found = [_LAYER.fullmatch(part) for part in parts]
    require(
        all(found),
        QT_TRANSLATE_NOOP(
            "Core", "Hidden layers are written like 8, 8-8, 16:tanh-8 or none, not “{value}”."
        ),
        value=plain(str(value), 60),
    )
    hidden = [Layer(int(one[1]), (one[2] or usual).replace("_", " ")) for one in found if one]
    rates = replace(experiment.hyperparameters, frozen=NOTHING)  # others have these numbers
    network = replace(network, layers=(*hidden, network.layers[-1]))
    return replace(experiment, network=network, hyperparameters=rates)


def _with_activation(experiment: Experiment, value: Value) -> Experiment:
    """Give all hidden layers this activation."""
    *hidden, output = experiment.network.layers
    layers = (*(replace(layer, activation=str(value)) for layer in hidden), output)
    return replace(experiment, network=replace(experiment.network, layers=layers))


def _with_initialiser(experiment: Experiment, value: Value) -> Experiment:
    return replace(experiment, network=replace(experiment.network, initialiser=str(value)))


def _with_loss(experiment: Experiment, value: Value) -> Experiment:
    """Give it a loss, and where that needs another activation of the output, that."""
    network, loss = experiment.network, str(value)
    *hidden, output = network.layers
    allowed = output_activations(experiment, loss)
    if allowed and output.activation not in allowed:
        output = replace(output, activation=allowed[0])
    return replace(experiment, network=replace(network, layers=(*hidden, output), loss=loss))


def _with_rate(name: str) -> "_Change":
    def change(experiment: Experiment, value: Value) -> Experiment:
        rates = replace(experiment.hyperparameters, **{name: value})
        return replace(experiment, hyperparameters=rates)

    return change


def _with_examples(experiment: Experiment, value: Value) -> Experiment:
    source = source_of(experiment)
    _require_field(source, "examples", NO_EXAMPLES)
    there = len(load(replace(source, examples=ALL)).train)
    require(
        0 <= int(value) <= there,
        QT_TRANSLATE_NOOP("Core", "The data has {count:,} example(s) to train on, not {wanted:,}."),
        count=there,
        wanted=int(value),
    )
    return replace(experiment, source=replace(source, examples=int(value)))


def _with_noise(experiment: Experiment, value: Value) -> Experiment:
    source = source_of(experiment)
    _require_field(source, "noise", NO_NOISE)
    return replace(experiment, source=replace(source, noise=float(value)))


NO_SOURCE = QT_TRANSLATE_NOOP("Core", "A sweep needs data to train on. Choose some.")
NO_NOISE = QT_TRANSLATE_NOOP("Core", "The data “{source}” has no noise to vary.")
NO_EXAMPLES = QT_TRANSLATE_NOOP("Core", "The data “{source}” has all its examples, always.")


def source_of(experiment: Experiment) -> Source:
    """Return the data of an experiment. ValueError: it has none."""
    if experiment.source is None:
        raise SentenceError(NO_SOURCE)
    return experiment.source


def _require_field(source: Source, name: str, text: str) -> None:
    has = any(field.name == name for field in fields(type(source)))
    require(has, text, source=str(type(source).__struct_config__.tag))


_Change: TypeAlias = Callable[[Experiment, Value], Experiment]


class Varied(Struct, frozen=True):
    """What can be varied: `kind` of its values, `names` of those that have names."""

    kind: type
    change: _Change
    names: tuple[str, ...] = ()


# In the order in which they are applied: an activation is that of the layers which there are then.
VARIED: dict[str, Varied] = {
    "hidden": Varied(str, _with_hidden),
    "activation": Varied(str, _with_activation, tuple(ACTIVATIONS)),
    "initialiser": Varied(str, _with_initialiser, tuple(INITIALISERS)),
    "loss": Varied(str, _with_loss, tuple(LOSSES)),
    "optimizer": Varied(str, _with_rate("optimizer"), tuple(OPTIMIZERS)),
    "learning_rate": Varied(float, _with_rate("learning_rate")),
    "batch_size": Varied(int, _with_rate("batch_size")),
    "l1": Varied(float, _with_rate("l1")),
    "l2": Varied(float, _with_rate("l2")),
    "dropout": Varied(float, _with_rate("dropout")),
    "patience": Varied(int, _with_rate("patience")),
    "examples": Varied(int, _with_examples),
    "noise": Varied(float, _with_noise),
}


class Axis(Struct, frozen=True, forbid_unknown_fields=True):
    """What is varied, one of VARIED, and the values that it has in turn."""

    name: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        require(
            self.name in VARIED,
            QT_TRANSLATE_NOOP("Core", "“{name}” cannot be varied; these can: {names}."),
            name=plain(self.name, 60),
            names=", ".join(VARIED),
        )
        require(
            1 <= len(self.values) <= MOST_VALUES,
            QT_TRANSLATE_NOOP("Core", "To vary {name}, give 1 to {most} values, not {count}."),
            name=self.name,
            most=MOST_VALUES,
            count=len(self.values),
        )
        # Values that mean the same are the same: a file may say 1 for 1.0.
        force_setattr(self, "values", tuple(_value(self.name, value) for value in self.values))
        for number, value in enumerate(self.values):
            require(
                value not in self.values[:number],
                QT_TRANSLATE_NOOP("Core", "{name} has the value {value} twice."),
                name=self.name,
                value=value,
            )


def _value(name: str, value: Value) -> Value:
    """Return a value as the kind of its axis has it."""
    varied = VARIED[name]
    wrong = SentenceError(
        QT_TRANSLATE_NOOP("Core", "{name} cannot be “{value}”."),
        name=name,
        value=plain(str(value), 60),
    )
    if varied.kind is str:
        if not isinstance(value, str):
            raise wrong
        if varied.names and name != "hidden":
            require_name(name, value, varied.names)
        return value
    if isinstance(value, str) or not math.isfinite(value):
        raise wrong
    if varied.kind is int and (value != int(value) or abs(value) > LARGEST):
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{name} must be a whole number, not {value:g}."),
            name=name,
            value=value,
        )
    found: Value = varied.kind(value)
    return found


def changed(base: Experiment, settings: Sequence[tuple[str, Value]]) -> Experiment:
    """Return `base` with these values by name. ValueError: it cannot be."""
    wanted, experiment = dict(settings), base
    for name, varied in VARIED.items():
        if name in wanted:
            experiment = varied.change(experiment, wanted[name])
    return experiment


def spaced(low: float, high: float, count: int, logarithmic: bool = False) -> tuple[float, ...]:
    """Return `count` values from `low` to `high`, evenly or with even ratios, to six figures.

    ValueError: there are none.
    """
    require(
        1 <= count <= MOST_VALUES,
        QT_TRANSLATE_NOOP("Core", "A range has 1 to {most:,} values, not {count:,}."),
        most=MOST_VALUES,
        count=count,
    )
    require(
        math.isfinite(low) and math.isfinite(high) and math.isfinite(high - low),
        QT_TRANSLATE_NOOP("Core", "A range goes from one finite number to another."),
    )
    require(
        not logarithmic or (low > 0 and high > 0),
        QT_TRANSLATE_NOOP("Core", "Only numbers above 0 can be spaced logarithmically."),
    )
    require(
        count > 1 or low == high,
        QT_TRANSLATE_NOOP("Core", "From {low:g} to {high:g} there are 2 values or more, not 1."),
        low=low,
        high=high,
    )
    if count == 1:
        return (low,)
    scale = (math.log(low), math.log(high)) if logarithmic else (low, high)
    places = np.linspace(*scale, count)[1:-1]
    between = np.exp(places) if logarithmic else places
    least, most = min(low, high), max(low, high)
    rounded = (min(max(float(f"{value:.6g}"), least), most) for value in between)
    return (low, *rounded, high)


def written_axis(text: str) -> Axis:
    """Read an axis as it is written: "learning_rate=0.1,1", "hidden=8,8-8,16:tanh-8,none".

    Also ranges: "l2=lin:0:1:5" and "learning_rate=log:1e-4:1:9" are so many values from one number
    to another, the second with even ratios; and "examples=20,50,all". ValueError: it is none.
    """
    name, equals, listed = text.partition("=")
    name = ALIASES.get(name.strip(), name.strip())
    if not equals:
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core", "What is varied is written like learning_rate=0.01,0.1, not “{written}”."
            ),
            written=plain(text, 60),
        )
    kind = VARIED[name].kind if name in VARIED else str
    values: list[Value] = []
    for part in listed.split(","):
        word, *numbers = part.split(":")
        if kind is not str and word.strip() in SPACINGS:
            values += _range(part, kind, numbers, SPACINGS[word.strip()])
        else:
            values.append(_written(name, kind, part.strip()))
    return Axis(name, tuple(values))


ALIASES = {"layers": "hidden", "batch": "batch_size", "weights": "initialiser"}
SPACINGS = {"lin": False, "log": True}


def _written(name: str, kind: type, text: str) -> Value:
    if kind is str:
        return text if name == "hidden" else text.replace("_", " ")
    if name == "examples" and text == "all":
        return ALL
    try:
        number = float(text) if len(text) < 50 else math.nan
    except ValueError:
        number = math.nan
    return number if math.isfinite(number) else text


def _range(text: str, kind: type, numbers: Sequence[str], logarithmic: bool) -> list[Value]:
    try:
        low, high, count = float(numbers[0]), float(numbers[1]), int(numbers[2][:9])
        if len(numbers) > 3:
            raise ValueError
    except (ValueError, IndexError):
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "A range is written like log:0.001:1:4, not “{written}”."),
            written=plain(text, 60),
        ) from None
    values = spaced(low, high, count, logarithmic)
    return list(dict.fromkeys(map(round, values)) if kind is int else values)
