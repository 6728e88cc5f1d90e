"""A truth table as a value: all rows of a few examples on their way through the network."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from core import data
from core.data import Gate, Given, Points
from core.data.data import SETS, Data
from core.data.inputs import Point
from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment
from core.network import Network
from core.notation import markup, symbols
from core.parameters import Parameters
from core.propagation import forward
from gui.numbers import number, short
from gui.translation import translate

MOST_ROWS = 16
_UNSIGNED = ("sigmoid", "softmax", "relu", "step")  # their outputs are never below 0
_WHOLE = ("step", "sign")  # their outputs are whole numbers, and are written so


class Column(NamedTuple):
    """Numbers of one neuron: `title` is x₁, z¹₂ or a¹₂, `symbol` x, z or a.

    The input is layer 0, neurons count from 0. None of the numbers is negative if `unsigned`.
    """

    title: str
    symbol: str
    layer: int
    neuron: int
    whole: bool = False
    unsigned: bool = False

    def text(self, value: float) -> str:
        """Return `value` as it is written in this column."""
        return number(value) if self.whole and np.isfinite(value) else short(value)


class Truth(NamedTuple):
    """The table: `numbers` float [rows, columns], then what is answered, and what is right.

    `right` says whether a row's answer is; None: two are answered alike, or it is not finite.
    `classes` are all that can be answered. `current` is the row of the example that is shown; None:
    it is none of them.
    """

    columns: tuple[Column, ...] = ()
    numbers: np.ndarray = np.zeros((0, 0))
    answers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    right: tuple[bool | None, ...] = ()
    classes: tuple[str, ...] = ()
    current: int | None = None

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.answers)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What is said of each row, with a sign: it is not told by colour alone."""
        return tuple(
            verdict(right, bool(np.isfinite(row).all()))
            for right, row in zip(self.right, self.numbers, strict=True)
        )

    @property
    def summary(self) -> str:
        """How many rows are right."""
        text = translate("TruthTable", "Right: {right} of {rows}")
        return text.format(right=self.right.count(True), rows=self.rows)

    def words(self, row: int) -> str:
        """Return a row in words: its inputs, the answer, the target, and what is said of it."""
        inputs = ", ".join(
            f"{column.title} = {column.text(value)}"
            for column, value in zip(self.columns, self.numbers[row].tolist(), strict=True)
            if column.layer == 0
        )
        text = translate("TruthTable", "{inputs}: answer {answer}, target {target}, {verdict}")
        return text.format(
            inputs=inputs,
            answer=self.answers[row],
            target=self.targets[row],
            verdict=self.verdicts[row],
        )


def verdict(right: bool | None, finite: bool = True) -> str:
    """Return what is said of a row."""
    if right is None:
        return translate("TruthTable", "– tie") if finite else translate("TruthTable", "? diverged")
    return translate("TruthTable", "✓ right") if right else translate("TruthTable", "✗ wrong")


def verdicts() -> tuple[str, ...]:
    """Return all that can be said of a row."""
    return verdict(True), verdict(False), verdict(None), verdict(None, finite=False)


def has_truth_table(experiment: Experiment) -> bool:
    """Whether the examples to train on are a few rows of zeros and ones that belong to classes.

    Only sources that write their rows down can be so; of others nothing is loaded.
    """
    source = experiment.source
    if not isinstance(source, Gate | Given | Points) or not isinstance(source.task, Classes):
        return False
    if not isinstance(source.input, Point):
        return False
    points = data.load(source).train.coordinates
    assert points is not None
    return 0 < len(points) <= MOST_ROWS and bool(np.isin(points, (0, 1)).all())


def truth_table(experiment: Experiment, parameters: Parameters, example: Example) -> Truth:
    """Return the table of `experiment`, which has one, with these parameters."""
    network, source, task = experiment.network, experiment.source, experiment.task
    kind = experiment.input
    assert source is not None
    assert isinstance(task, Classes)
    assert isinstance(kind, Point)
    loaded, output = data.load(source), network.layers[-1]
    passed = forward(network, parameters, loaded.train.inputs)
    parts = [passed.activations[0]]
    for z, a in zip(passed.pre_activations, passed.activations[1:], strict=True):
        parts += [z, a]
    shares = task.shares(passed.output, output).astype(float)
    # What two classes share is answered by neither; training counts it as right by half.
    highest = shares == shares.max(axis=1, keepdims=True)
    decided = np.isfinite(shares).all(axis=1) & (highest.sum(axis=1) == 1)
    best, labels = shares.argmax(axis=1), loaded.train.labels
    assert labels is not None
    names = np.array(task.names)
    return Truth(
        columns(network, kind.input_names),
        np.concatenate(parts, axis=1),
        tuple(np.where(decided, names[best], "–").tolist()),
        tuple(names[labels].tolist()),
        tuple(
            bool(one == label) if sure else None
            for one, label, sure in zip(best, labels, decided, strict=True)
        ),
        task.names,
        _current(loaded, example),
    )


@lru_cache(maxsize=2)
def columns(network: Network, names: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns: the inputs called `names`, then z and a of every layer."""
    found = [Column(name, "x", 0, index, whole=True) for index, name in enumerate(names)]
    for layer, one in enumerate(network.layers, 1):
        for symbol in ("z", "a"):
            whole = symbol == "a" and one.activation in _WHOLE
            unsigned = symbol == "a" and one.activation in _UNSIGNED
            found += [
                Column(
                    markup.text(symbols.letter(symbol, layer, index)),
                    *(symbol, layer, index, whole, unsigned),
                )
                for index in range(one.neurons)
            ]
    return tuple(found)


def _current(loaded: Data, example: Example) -> int | None:
    shown = example.origin in SETS and loaded.examples(example.origin) is loaded.train
    return example.index if shown and example.index < len(loaded.train) else None
