"""A field for one float32 number: a weight, a bias, an input, a target."""

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent, QValidator

from core.by_hand import LARGEST, STEPS, stepped
from gui.panels.number_box import NumberBox

_WIDEST = "−0.12345678"


class ParameterBox(NumberBox):
    """A number in as few digits as tell it from all other float32; steps of 0.1, or of 1.

    The arrows change it by 0.1, Page Up and Page Down by 1. Where there is no number that could be
    shown it says `without`.
    """

    def __init__(self, without: str) -> None:
        super().__init__(-LARGEST, LARGEST)
        self.setSingleStep(STEPS[1])
        self.setSpecialValueText(without)

    @property
    def number(self) -> float | None:
        """The number; None: there is none."""
        return None if self.value() == self.minimum() else self.value()

    def show_number(self, number: float | None) -> None:
        """Show a number without telling that it changed, unless another is being typed."""
        if self.lineEdit().isModified() and self.hasFocus():
            return
        missing = number is None or not np.isfinite(number)
        with QSignalBlocker(self):
            self.setValue(self.minimum() if missing else number)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(_WIDEST) + 28)
        return hint

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.setValue(stepped(self.number or 0.0, steps * self.singleStep()))
        self.selectAll()

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt calls it
        return super().textFromValue(np.float32(value)).replace("-", "−")

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt calls it
        if text == self.specialValueText():
            return self.minimum()
        return super().valueFromText(text.replace("−", "-"))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if text == self.specialValueText():
            return QValidator.State.Acceptable, text, position
        state, _, position = super().validate(text.replace("−", "-"), position)
        return state, text, position

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lineEdit().setModified(False)  # what was typed has been taken
            event.accept()
