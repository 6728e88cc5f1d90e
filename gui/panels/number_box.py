"""Fields for numbers that show exactly what they hold, however many digits that takes."""

import math

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QSpinBox

_ALL = 323  # decimals, the most Qt allows: it rounds to them and must not change the value
_LEAST = 1e-323  # above 0 with as many decimals
_POSITIONAL = 1e-6  # smaller numbers are written 1e-07


class NumberBox(QDoubleSpinBox):
    """A number in as few digits as tell it from all others; takes 1e-4 as well as 0.0001."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__(decimals=_ALL, minimum=least, maximum=most)
        self.setKeyboardTracking(False)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # Room for what is usual; Qt would keep room for the longest number possible.
        hint = super().minimumSizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance("0.9999") + 28)
        return hint

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt calls it
        if 0 < abs(value) < _POSITIONAL:
            return np.format_float_scientific(value, trim="-", exp_digits=1)
        return np.format_float_positional(value, trim="-")

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt calls it
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            typing = set(text) <= set("0123456789.,e+-")
            state = QValidator.State.Intermediate if typing else QValidator.State.Invalid
            return state, text, position
        inside = self.minimum() <= value <= self.maximum()
        state = QValidator.State.Acceptable if inside else QValidator.State.Intermediate
        return state, text, position


class LearningRateBox(NumberBox):
    """A positive number over many decades: steps 1, 2, 5, 10."""

    def __init__(self) -> None:
        super().__init__(_LEAST, 1000)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        value = self.value()
        for _ in range(abs(steps)):
            value = next_125(value, up=steps > 0)
        self.setValue(value)
        self.selectAll()


class ShareBox(NumberBox):
    """A number from 0 to below 1; steps lead to 0.9999 at most, typing as close to 1 as can be."""

    def __init__(self) -> None:
        super().__init__(0, math.nextafter(1, 0))
        self.setSingleStep(0.01)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        value = self.value()
        # Rounded, for sums of hundredths have digits nobody asked for.
        stepped = round(value + steps * self.singleStep(), 9)
        self.setValue(min(stepped, max(value, 0.9999)))
        self.selectAll()


class BatchSizeBox(QSpinBox):
    """A number of examples that steps by powers of two."""

    def __init__(self) -> None:
        super().__init__(minimum=1, maximum=65536)
        self.setKeyboardTracking(False)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        power = math.log2(self.value())
        whole = math.floor(power) if steps > 0 else math.ceil(power)
        self.setValue(2 ** max(whole + steps, 0))
        self.selectAll()


class SeedBox(QDoubleSpinBox):
    """A whole number from 0 to `maximum`, which QSpinBox with its 31 bits could not hold."""

    def __init__(self, maximum: int) -> None:
        super().__init__(decimals=0, maximum=maximum)
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        # Where text is large there is no room for the longest number.
        spare = self.fontMetrics().horizontalAdvance("0") * max(len(f"{self.maximum():.0f}") - 7, 0)
        return super().minimumSizeHint() - QSize(spare, 0)


def next_125(value: float, up: bool) -> float:
    """Return the next of …, 0.1, 0.2, 0.5, 1, 2, 5, … above or below `value`."""
    decade = 10.0 ** math.floor(math.log10(value))
    steps = [float(f"{factor * decade:.3g}") for factor in (0.5, 1, 2, 5, 10)]
    near = 1e-6 * value
    # At the very end of the numbers there is no next one.
    if up:
        return next((step for step in steps if step > value + near), value)
    return next((step for step in reversed(steps) if step < value - near), value)
