"""Examples that are written down in the experiment itself, one by one."""

import math

import numpy as np
from msgspec import Struct

from core.checks import require
from core.data.data import Data, ExampleSet
from core.data.inputs import InputKind, Point
from core.data.limited import Limited
from core.data.tasks import Classes, Task, Values
from core.wording import QT_TRANSLATE_NOOP, Sentence

MOST = 100_000  # numbers in all examples: they travel with every experiment


class GivenExample(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One example: its input and, as the task wants it, the `label` of a class or its `values`.

    The `inputs` of a point are its coordinates, whatever the network gets of them.
    """

    inputs: tuple[float, ...]
    label: int = 0
    values: tuple[float, ...] = ()


class Given(Limited, frozen=True, forbid_unknown_fields=True, tag="given"):
    """Examples to train on and to test on; without any to test on, those to train on serve."""

    input: InputKind
    task: Task
    train: tuple[GivenExample, ...]
    test: tuple[GivenExample, ...] = ()

    def __post_init__(self) -> None:
        require(
            bool(self.train),
            QT_TRANSLATE_NOOP("Core", "There must be at least one example to train on."),
        )
        count = (self.input.count + self.task.width) * (len(self.train) + len(self.test))
        require(
            count <= MOST,
            QT_TRANSLATE_NOOP("Core", "Given examples hold {most} numbers at most, not {count}."),
            most=MOST,
            count=count,
        )
        for text, examples in (
            (QT_TRANSLATE_NOOP("Core", "Example {number} to train on"), self.train),
            (QT_TRANSLATE_NOOP("Core", "Example {number} to test on"), self.test),
        ):
            for number, example in enumerate(examples, 1):
                _check(example, self.input, self.task, Sentence(text, {"number": number}))


def load(source: Given) -> Data:
    """Return the examples as arrays."""
    train = _set(source, source.train)
    return Data(source, train, _set(source, source.test) if source.test else train)


def _set(source: Given, examples: tuple[GivenExample, ...]) -> ExampleSet:
    inputs, task = np.array([example.inputs for example in examples], np.float32), source.task
    coordinates = None
    if isinstance(source.input, Point):
        coordinates, inputs = inputs, source.input.inputs(inputs)
    match task:
        case Classes():
            labels = np.array([example.label for example in examples])
            return ExampleSet.of_classes(task, inputs, labels, coordinates)
        case Values():
            targets = np.array([one.values for one in examples], np.float32)
            return ExampleSet(inputs, targets, coordinates=coordinates)


def _check(example: GivenExample, kind: InputKind, task: Task, what: Sentence) -> None:
    found, count = len(example.inputs), len(kind.names) if isinstance(kind, Point) else kind.count
    require(
        found == count,
        QT_TRANSLATE_NOOP("Core", "{example} has a wrong number of inputs: {found}, not {count}."),
        example=what,
        found=found,
        count=count,
    )
    require(
        all(map(math.isfinite, (*example.inputs, *example.values))),
        QT_TRANSLATE_NOOP("Core", "{example} has a number that is not finite."),
        example=what,
    )
    match task:
        case Classes(names):
            last = len(names) - 1
            require(
                0 <= example.label <= last,
                QT_TRANSLATE_NOOP(
                    "Core", "{example} has the label {label}; labels go from 0 to {last}."
                ),
                example=what,
                label=example.label,
                last=last,
            )
        case Values(names):
            found = len(example.values)
            require(
                found == len(names),
                QT_TRANSLATE_NOOP(
                    "Core", "{example} has a wrong number of values: {found}, not {count}."
                ),
                example=what,
                found=found,
                count=len(names),
            )
