"""A field for one float32 number: a weight, a bias, an input, a target."""

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QSizePolicy

from core.by_hand import LARGEST, STEPS, stepped
from gui import theme
from gui.panels.number_box import NumberBox
from gui.panels.typed_text import Refused
from gui.translation import translate

_USUAL, _LEAST = "−0.123456", "−0.12"
_BESIDE = 8  # units of the grid, for the frame and the arrows
_POSITIONAL = 1e-6, 1e7  # outside, numbers are written 1e−7


class ParameterBox(NumberBox):
    """A number in as few digits as tell it from all other float32; steps of 0.1, or of 1.

    The arrows change it by 0.1, Page Up and Page Down by 1. Where there is no number that could be
    shown it says `without`, which can be typed where there `may_be_none`.
    """

    _may_be_none = False  # Qt asks for it while it makes the field

    def __init__(self, without: str, may_be_none: bool = False) -> None:
        super().__init__(-LARGEST, LARGEST)
        self._may_be_none = may_be_none
        self.setSingleStep(STEPS[1])
        self.setSpecialValueText(without)
        # Where there is little room it is narrower than it would like.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._forget_typing)
        self.editingFinished.connect(self._forget_typing)

    @property
    def number(self) -> float | None:
        """The number; None: there is none."""
        return None if self.value() == self.minimum() else self.value()

    def show_number(self, number: float | None) -> None:
        """Show a number without telling that it changed, unless another is being typed."""
        if self.lineEdit().isModified():
            return
        finite = self.minimum() if number is None or not np.isfinite(number) else number
        with QSignalBlocker(self):
            self.setValue(finite)

    def sizeHint(self) -> QSize:
        return self.room_for(_USUAL)

    def minimumSizeHint(self) -> QSize:
        return self.room_for(_LEAST)

    def room_for(self, text: str) -> QSize:
        """Return how large it is with `text` in it."""
        width = self.fontMetrics().horizontalAdvance(text) + theme.space(_BESIDE)
        return QSize(width, super().minimumSizeHint().height())

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        self.setValue(stepped(self.number or 0.0, steps * self.singleStep()))
        self.selectAll()

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt calls it
        number = np.float32(value)
        if value and not _POSITIONAL[0] <= abs(value) < _POSITIONAL[1]:
            text = np.format_float_scientific(number, trim="-", exp_digits=1)
        else:
            text = np.format_float_positional(number, trim="-")
        return text.replace("-", "−")

    def number_in(self, text: str) -> float:
        """Return the number that was typed. Refused: there is none, or float32 has none."""
        if text == self.specialValueText() and (self._may_be_none or self.number is None):
            return self.minimum()
        value = super().number_in(text)
        if value and not np.float32(value):
            told = translate("ParameterBox", "“{text}” is too near 0 to be told from it.")
            raise Refused(told.format(text=text.strip()))
        return value

    def _forget_typing(self) -> None:
        self.lineEdit().setModified(False)  # what was typed has been taken
