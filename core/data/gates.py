"""Gates: what AND, OR and their like say of inputs that are 0 or 1; all rows are there to learn.

Nothing is held back for a test: a gate is its truth table.
"""

import itertools
from collections.abc import Callable
from typing import ClassVar

import numpy as np
from msgspec import Struct

from core.checks import require, require_name
from core.data.data import Data, ExampleSet
from core.data.inputs import Point
from core.data.tasks import Classes
from core.wording import QT_TRANSLATE_NOOP

# Each says for how many of its inputs are 1, and how many there are, whether the gate gives 1. With
# three inputs XOR is their parity: 1 for an odd number of ones.
GATES: dict[str, Callable[[int, int], bool]] = {
    "AND": lambda ones, inputs: ones == inputs,
    "OR": lambda ones, inputs: ones > 0,
    "NAND": lambda ones, inputs: ones < inputs,
    "NOR": lambda ones, inputs: ones == 0,
    "XOR": lambda ones, inputs: ones % 2 == 1,
    "XNOR": lambda ones, inputs: ones % 2 == 0,
}
# A line, or a plane, parts their ones from their zeros: one neuron learns them.
LINEAR = ("AND", "OR", "NAND", "NOR")
INPUTS = (2, 3)
_NAMES = ("x₁", "x₂", "x₃")


class Gate(Struct, frozen=True, forbid_unknown_fields=True, tag="gate"):
    """The truth table of one of GATES, with two or three inputs."""

    gate: str = "AND"
    inputs: int = 2

    task: ClassVar[Classes] = Classes(("0", "1"))

    def __post_init__(self) -> None:
        require_name("gate", self.gate, GATES)
        require(
            self.inputs in INPUTS,
            QT_TRANSLATE_NOOP("Core", "A gate has 2 or 3 inputs, not {inputs}."),
            inputs=self.inputs,
        )

    @property
    def input(self) -> Point:
        """The inputs as coordinates: with two of them, corners of a square."""
        return Point(_NAMES[: self.inputs], ((-0.5, 1.5),) * self.inputs)


def load(source: Gate) -> Data:
    """Return all rows of the truth table, counting up: (0, 0), (0, 1), (1, 0), (1, 1)."""
    rows = np.array(list(itertools.product((0, 1), repeat=source.inputs)), np.float32)
    gate = GATES[source.gate]
    labels = np.array([gate(int(row.sum()), source.inputs) for row in rows])
    examples = ExampleSet.of_classes(source.task, rows, labels, rows)
    return Data(source, examples, examples)
