"""What an experiment can vary, in the window's words, and which values each of it takes."""

from collections.abc import Sequence
from typing import NamedTuple

from core.activations import ACTIVATIONS
from core.data import load
from core.experiment import Experiment
from core.initialisers import INITIALISERS
from core.losses import LOSSES
from core.optimizers import OPTIMIZERS
from core.sweep import Trial
from core.varied import ALL, NO_HIDDEN, VARIED, Axis, Value, changed, source_of, spaced
from gui.errors import sentence
from gui.numbers import number
from gui.optimizer_words import optimizer_title
from gui.panels.typed_text import Limits, Refused, parted, require_clear, taken
from gui.translation import translate

_PLAIN = 1e6  # smaller whole numbers are written out


class Quantity(NamedTuple):
    """Something that can be varied: a structure, a choice of names, or a number within `limits`.

    `low`, `high` and `steps` are what a range begins with, in equal factors where `logarithmic`;
    `word` is what stands for 0.
    """

    name: str
    title: str
    tip: str
    choices: tuple[str, ...] = ()
    limits: Limits | None = None
    low: float = 0.0
    high: float = 1.0
    steps: int = 5
    logarithmic: bool = False
    first: str = ""  # the list that is proposed
    word: str = ""


def quantities(base: Experiment) -> dict[str, Quantity]:
    """Return what can be varied of `base`, by name."""
    titles = titles_of()
    found = (*_of_network(base, titles), *_of_training(titles), *_of_data(base, titles))
    return {one.name: one for one in found if one.name in VARIED}


def _of_network(base: Experiment, titles: dict[str, str]) -> tuple[Quantity, ...]:
    losses = tuple(name for name in LOSSES if _can(base, "loss", name))
    return (
        Quantity(
            "hidden",
            titles["hidden"],
            translate(
                "Experiments",
                "How many neurons each hidden layer has: 8 is one layer, 8-8 are two, none is none",
            ),
            first="8, 16, 8-8, 8-8-8",
        ),
        Quantity(
            "activation",
            titles["activation"],
            translate("Experiments", "The activation function of all hidden layers"),
            tuple(ACTIVATIONS),
            first="relu, tanh, sigmoid",
        ),
        Quantity(
            "initialiser",
            titles["initialiser"],
            translate("Experiments", "How weights are drawn before the first update"),
            tuple(INITIALISERS),
            first=", ".join(tuple(INITIALISERS)[:2]),
        ),
        Quantity(
            "loss",
            titles["loss"],
            translate("Experiments", "The number that training makes small"),
            losses,
            first=", ".join(losses[:2]),
        ),
    )


def _of_training(titles: dict[str, str]) -> tuple[Quantity, ...]:
    return (
        Quantity(
            "optimizer",
            titles["optimizer"],
            translate("Experiments", "How a gradient becomes an update"),
            tuple(OPTIMIZERS),
            first="sgd, adam",
        ),
        Quantity(
            "learning_rate",
            titles["learning_rate"],
            translate("Experiments", "How far one update goes"),
            limits=Limits(0, 1000, above=True),
            low=1e-4,
            high=1.0,
            logarithmic=True,
            first="0.001, 0.01, 0.1",
        ),
        Quantity(
            "batch_size",
            titles["batch_size"],
            translate("Experiments", "How many examples one update uses"),
            limits=Limits(1, 65536, whole=True),
            low=1,
            high=256,
            logarithmic=True,
            first="8, 32, 128",
        ),
        Quantity(
            "l2",
            titles["l2"],
            translate("Experiments", "How much L2 regularisation keeps weights small"),
            limits=Limits(0, 10),
            low=1e-4,
            high=0.1,
            logarithmic=True,
            first="0, 0.001, 0.01",
        ),
        Quantity(
            "l1",
            titles["l1"],
            translate("Experiments", "How much L1 regularisation pulls weights to 0"),
            limits=Limits(0, 10),
            low=1e-4,
            high=0.1,
            logarithmic=True,
            first="0, 0.0001, 0.001",
        ),
        Quantity(
            "dropout",
            titles["dropout"],
            translate("Experiments", "The share of hidden neurons that an update leaves out"),
            limits=Limits(0, 1, below=True),
            low=0,
            high=0.8,
            first="0, 0.2, 0.5",
        ),
        Quantity(
            "patience",
            titles["patience"],
            translate(
                "Experiments",
                "Updates without a better test loss until a run stops and goes back to its best",
            ),
            limits=Limits(0, 10**9, whole=True),
            low=100,
            high=1000,
            first="off, 300",
            word=translate("Experiments", "off"),
        ),
    )


def _of_data(base: Experiment, titles: dict[str, str]) -> tuple[Quantity, ...]:
    found = []
    if _can(base, "examples", ALL):
        there = len(load(source_of(changed(base, (("examples", ALL),)))).train)
        few, some = max(there // 10, 1), max(there // 3, 2)
        found.append(
            Quantity(
                "examples",
                titles["examples"],
                translate("Experiments", "How many examples there are to learn from"),
                limits=Limits(1, 10**6, whole=True),
                low=few,
                high=there,
                logarithmic=True,
                first=f"{few}, {some}, all",
                word=translate("Experiments", "all"),
            )
        )
    if _can(base, "noise", 0.0):
        found.append(
            Quantity(
                "noise",
                titles["noise"],
                translate("Experiments", "How far the examples are scattered by chance"),
                limits=Limits(0, 10),
                low=0,
                high=0.5,
                first="0, 0.1, 0.3",
            )
        )
    return tuple(found)


def _can(base: Experiment, name: str, value: Value) -> bool:
    try:
        changed(base, ((name, value),))
    except ValueError:
        return False
    return True


def listed(quantity: Quantity, text: str, base: Experiment) -> Axis:
    """Return the axis of the values that a typed list names. Refused: it cannot be taken whole."""
    parts = parted(text)
    if ";" not in text and not quantity.choices:
        require_clear(text, whole=quantity.limits is None or quantity.limits.whole)
    if not parts:
        raise Refused(translate("Experiments", "Type values with commas between them."))
    return _axis(quantity, [_value(quantity, part) for part in parts], base)


def ranged(
    quantity: Quantity, ends: tuple[str, str, str], logarithmic: bool, base: Experiment
) -> Axis:
    """Return the axis from one typed number to another, in so many values. Refused: there is none.

    Of whole numbers each is there once.
    """
    assert quantity.limits is not None
    low, high = (taken(end, quantity.limits) for end in ends[:2])
    count = round(taken(ends[2], Limits(1, 1000, whole=True)))
    try:
        values = spaced(low, high, count, logarithmic)
    except ValueError as error:
        raise Refused(sentence(error)) from error
    whole = quantity.limits.whole
    return _axis(quantity, dict.fromkeys(map(round, values)) if whole else values, base)


def _axis(quantity: Quantity, values: Sequence[Value] | dict[int, None], base: Experiment) -> Axis:
    found = tuple(values)
    twice = next((one for at, one in enumerate(found) if one in found[:at]), None)
    if twice is not None:
        told = translate("Experiments", "{value} is there twice; once is enough.")
        raise Refused(told.format(value=value_words(quantity.name, twice)))
    try:
        axis = Axis(quantity.name, found)
        for value in axis.values:
            changed(base, ((quantity.name, value),))
    except ValueError as error:
        raise Refused(sentence(error)) from error
    return axis


def _value(quantity: Quantity, text: str) -> Value:
    if quantity.limits is not None:
        if quantity.word and text.casefold() == quantity.word.casefold():
            return 0
        value = taken(text, quantity.limits)
        return round(value) if quantity.limits.whole else value
    if quantity.choices:
        known = {one.casefold(): one for one in quantity.choices}
        known |= {optimizer_title(one).casefold(): one for one in quantity.choices}
        if text.casefold() not in known:
            told = translate("Experiments", "“{text}” is none of these: {names}.")
            raise Refused(told.format(text=text[:24], names=", ".join(quantity.choices)))
        return known[text.casefold()]
    if text.casefold() == translate("Experiments", "none").casefold():
        return NO_HIDDEN
    return text.replace("−", "-").replace("–", "-")


def value_words(name: str, value: object) -> str:
    """Return a value of what is varied as the window says it."""
    match value:
        case 0 if name == "examples":
            return translate("Experiments", "all")
        case 0 if name == "patience":
            return translate("Experiments", "off")
        case float() | int() if value != int(value) or abs(value) >= _PLAIN:
            return number(value)
        case float() | int():
            return f"{value:,.0f}".replace("-", "−")
    if name == "hidden" and value == NO_HIDDEN:
        return translate("Experiments", "none")
    return optimizer_title(str(value)) if name == "optimizer" else str(value)


def titles_of() -> dict[str, str]:
    """Return what people call everything that can be varied, by name."""
    return {
        "hidden": translate("Experiments", "Hidden layers"),
        "activation": translate("Experiments", "Activation"),
        "initialiser": translate("Experiments", "Initial weights"),
        "loss": translate("Experiments", "Loss"),
        "optimizer": translate("Experiments", "Optimizer"),
        "learning_rate": translate("Experiments", "Learning rate"),
        "batch_size": translate("Experiments", "Batch size"),
        "l2": translate("Experiments", "L2 λ"),
        "l1": translate("Experiments", "L1 λ"),
        "dropout": translate("Experiments", "Dropout"),
        "patience": translate("Experiments", "Patience"),
        "examples": translate("Experiments", "Training examples"),
        "noise": translate("Experiments", "Noise"),
    }


def title_of(name: str) -> str:
    """Return what people call something that is varied."""
    return titles_of().get(name, name)


def settings_words(trial: Trial) -> str:
    """Return what a trial has otherwise than others of its sweep."""
    said = [
        translate("Experiments", "{what} {value}").format(
            what=title_of(name), value=value_words(name, value)
        )
        for name, value in trial.settings
    ]
    seed = translate("Experiments", "seed {seed}").format(seed=trial.seed)
    return ", ".join([*said, seed])
