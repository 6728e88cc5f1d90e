"""What users change by hand: a weight, a bias, a number of the input, a target; each undoably.

A target of a change is an edge (its weight) or a neuron: its bias or, in layer 0, its input.
"""

import numpy as np

from core.by_hand import LARGEST, parameter_at, stepped, with_parameter, within
from core.data.inputs import Picture, Point, Row
from core.example import OWN, Example
from core.notation.markup import Script, text
from core.notation.symbols import below
from gui.selection import Target
from gui.session import Session
from gui.translation import translate


class ByHand:
    """Reads and changes single numbers of the session's parameters and of its example."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def may_change(self, target: Target) -> bool:
        """Whether the number is one of its own; an input made of coordinates is not."""
        kind = self._session.experiment.input
        if not _is_input(target) or not isinstance(kind, Point):
            return True
        return kind.input_names[target[1]] in kind.names

    def value(self, target: Target) -> float:
        """Return the number as it is now."""
        if _is_input(target):
            return float(self._session.example.inputs[target[1]])
        return parameter_at(self._session.snapshot.parameters, target)

    def symbol(self, target: Target) -> str:
        """Return what formulas call it: w₁₂ (from, to), b₁, x₁."""
        match target:
            case (_, source, end):
                return text(Script("w", below=below(source, end)))
            case (0, index):
                kind = self._session.experiment.input
                if isinstance(kind, Point):
                    return kind.input_names[index]
                return text(Script("x", below=below(index)))
            case (_, index):
                return text(Script("b", below=below(index)))

    def title(self, target: Target) -> str:
        """Return what it is called in words: "w₁₂ of layer 1", "x₁"."""
        symbol = self.symbol(target)
        if _is_input(target):
            return symbol
        layer = target[0] + 1 if len(target) == 3 else target[0]
        return translate("ByHand", "{symbol} of layer {layer}").format(symbol=symbol, layer=layer)

    def numbers(self) -> np.ndarray:
        """Return what an input is made of: a point's coordinates, or else the input itself."""
        kind, shown = self._session.experiment.input, self._session.example
        if shown.coordinates is not None:
            return shown.coordinates
        if isinstance(kind, Point) and kind.features:
            return np.zeros(len(kind.names), np.float32)  # no point was chosen yet
        return shown.inputs

    def change(self, target: Target, value: float) -> None:
        """Put `value` in its place; training pauses where a parameter changes."""
        if not self.may_change(target):
            return
        if not _is_input(target):
            if np.float32(within(value)) == self.value(target):
                return
            self._session.settle()  # all the others stay as training leaves them
            parameters = with_parameter(self._session.snapshot.parameters, target, value)
            self._session.change_parameters(parameters, _words(self.title(target)))
            return
        kind, index = self._session.experiment.input, target[1]
        if isinstance(kind, Point):
            index = kind.names.index(kind.input_names[index])
        self.change_number(index, value)

    def change_number(self, index: int, value: float) -> None:
        """Put `value` in the place of one of the `numbers` that an input is made of."""
        kind, shown = self._session.experiment.input, self._session.example
        numbers = np.array(self.numbers(), np.float32)
        low, high = (0.0, 1.0) if isinstance(kind, Picture) else (-LARGEST, LARGEST)
        if shown.origin and numbers[index] == np.float32(min(max(value, low), high)):
            return
        numbers[index] = min(max(value, low), high)
        # Of another input the right answer is another: only what users said themselves stays.
        own = shown.origin == OWN
        label, values = (shown.label, shown.values) if own else (None, None)
        name = kind.names[index] if isinstance(kind, Point | Row) else self.title((0, index))
        if isinstance(kind, Point):
            example = Example.own(kind, numbers, label, values)
        else:
            example = Example(numbers, label, OWN, 0, values)
        self._session.change_example(example, _words(name))

    def turn(self, target: Target, by: float) -> None:
        """Change it by a step, or several."""
        if not _is_input(target):
            self._session.settle()
        self.change(target, stepped(self.value(target), by))

    def put(self, coordinates: np.ndarray, stroke: object = None, label: int | None = None) -> None:
        """Show the network a point, [coordinates]; what has the same `stroke` is undone at once."""
        kind, shown = self._session.experiment.input, self._session.example
        if not isinstance(kind, Point):
            return
        example = Example.own(kind, coordinates, label)
        if shown.origin == OWN and np.array_equal(self.numbers(), np.float32(coordinates)):
            return
        self._session.change_example(example, translate("ByHand", "Move the input"), stroke)

    def put_back(self, example: Example, stroke: object) -> None:
        """Show `example` again, which was shown before `stroke`: then it leaves no trace."""
        if self._session.example.origin == OWN:
            text = translate("ByHand", "Move the input")
            self._session.change_example(example, text, stroke)
        else:
            self._session.set_example(example)

    def set_label(self, label: int | None) -> None:
        """Say which class the example should be; None: it is not known."""
        if label != self._session.example.label:
            self._aim(label, None)

    def set_value(self, index: int, value: float | None) -> None:
        """Say which value the example should have; None: its values are not known."""
        shown, count = self._session.example, len(self._session.experiment.task.names)
        values = None
        if value is not None:
            known = np.zeros(count, np.float32) if shown.values is None else shown.values
            values = known.copy()
            values[index] = within(value)
        self._aim(None, values)

    def _aim(self, label: int | None, values: np.ndarray | None) -> None:
        """Give the example that is shown another target: it is the user's own then."""
        shown, words = self._session.example, translate("ByHand", "Change the target")
        example = Example(shown.inputs, label, OWN, 0, values, shown.coordinates)
        self._session.change_example(example, words)


def _is_input(target: Target) -> bool:
    return len(target) == 2 and target[0] == 0


def _words(what: str) -> str:
    return translate("ByHand", "Change {what}").format(what=what)
