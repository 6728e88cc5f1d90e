"""A sweep: many runs that differ in what is varied, as a value; and the table that they come to.

Every combination of the axes' values is a setting, and each is tried with as many seeds. A trial is
an experiment like any other: what it comes to are the bits of training it alone.
"""

import itertools
import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import fields, force_setattr, replace

from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.data import Source, load
from core.experiment import MOST_UPDATES, Experiment, output_activations, written
from core.frozen import NOTHING
from core.initialisers import INITIALISERS
from core.losses import LOSSES
from core.network import Layer
from core.optimizers import OPTIMIZERS
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding

Value: TypeAlias = str | int | float

MOST_TRIALS = 10_000
MOST_SEEDS = 1000
NO_HIDDEN = "none"  # a structure without hidden layers
ALL = 0  # examples
_SAMPLE = 2  # a stream of random numbers
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
        value=str(value),
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
    source = _source(experiment)
    _require_field(source, "examples", NO_EXAMPLES)
    there = len(load(replace(source, examples=ALL)).train)
    require(
        0 <= int(value) <= there,
        QT_TRANSLATE_NOOP("Core", "There are {there:,} examples to train on, not {count:,}."),
        there=there,
        count=int(value),
    )
    return replace(experiment, source=replace(source, examples=int(value)))


def _with_noise(experiment: Experiment, value: Value) -> Experiment:
    source = _source(experiment)
    _require_field(source, "noise", NO_NOISE)
    return replace(experiment, source=replace(source, noise=float(value)))


NO_SOURCE = QT_TRANSLATE_NOOP("Core", "A sweep needs data to train on. Choose some.")
NO_NOISE = QT_TRANSLATE_NOOP("Core", "The data “{source}” has no noise to vary.")
NO_EXAMPLES = QT_TRANSLATE_NOOP("Core", "The data “{source}” has all its examples, always.")


def _source(experiment: Experiment) -> Source:
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
            name=self.name,
            names=", ".join(VARIED),
        )
        require(
            bool(self.values),
            QT_TRANSLATE_NOOP("Core", "To vary {name}, give at least one value."),
            name=self.name,
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
        QT_TRANSLATE_NOOP("Core", "{name} cannot be “{value}”."), name=name, value=str(value)
    )
    if varied.kind is str:
        if not isinstance(value, str):
            raise wrong
        if varied.names and name != "hidden":
            require_name(name, value, varied.names)
        return value
    if isinstance(value, str) or not math.isfinite(value):
        raise wrong
    if varied.kind is int and value != int(value):
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{name} must be a whole number, not {value:g}."),
            name=name,
            value=value,
        )
    found: Value = varied.kind(value)
    return found


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
    _source(sweep.base)
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
        1 <= count <= MOST_TRIALS,
        QT_TRANSLATE_NOOP("Core", "A range has 1 to {most:,} values, not {count:,}."),
        most=MOST_TRIALS,
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
    if count == 1:
        return (low,)
    scale = (math.log(low), math.log(high)) if logarithmic else (low, high)
    places = np.linspace(*scale, count)[1:-1]
    between = np.exp(places) if logarithmic else places
    least, most = min(low, high), max(low, high)
    rounded = (min(max(float(f"{value:.6g}"), least), most) for value in between)
    return (low, *rounded, high)


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
