"""Fields for numbers that show exactly what they hold, however many digits that takes."""

import math
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDockWidget,
    QDoubleSpinBox,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gui.panels.refusal import forget, tell
from gui.panels.typed_text import Limits, Refused, taken

_ALL = 323  # decimals, the most Qt allows: it rounds to them and must not change the value
_LEAST = 1e-323  # above 0 with as many decimals
_POSITIONAL = 1e-6  # smaller numbers are written 1e-07
_LEAST_L2 = 1e-6  # above 0 that arrow keys lead to


# Beside one of Qt's two fields for numbers, which alone has a widget's inside.
if TYPE_CHECKING:
    _Field = QAbstractSpinBox
else:
    _Field = object


class TypedField(_Field):
    """A field of Qt's that is made so takes what is typed whole, or refuses it in a sentence."""

    # Qt asks for these while it makes the field.
    _whole = False
    _refusal = ""

    @property
    def _qt(self) -> QDoubleSpinBox:
        """This, with what both of Qt's fields have; what is whole in the other one is so here."""
        return cast(QDoubleSpinBox, self)

    @property
    def limits(self) -> Limits:
        """Which numbers may be typed."""
        return Limits(self._qt.minimum(), self._qt.maximum(), self._whole)

    @property
    def refusal(self) -> str:
        """Why what was typed last was not taken; empty: it was."""
        return self._refusal

    @property
    def is_half_typed(self) -> bool:
        """Whether something is being typed that was neither taken nor refused yet."""
        box = self._qt
        edit, value = box.lineEdit(), box.value()
        if not self.hasFocus() or not edit.isModified():
            return False
        word = box.specialValueText() if value == box.minimum() else ""
        return edit.text() != (word or box.textFromValue(value) + box.suffix())

    def number_in(self, text: str) -> float:
        """Return the number that was typed. Refused: it cannot be taken."""
        return taken(text.removesuffix(self._qt.suffix()), self.limits)

    def finish(self) -> None:
        """Take what is being typed, or say why not: something else is about to be done."""
        if self.is_half_typed:
            self.interpretText()

    def setValue(self, value: float, /) -> None:  # noqa: N802 - Qt's name
        """Show a number; what is being typed stays there, to be taken or refused."""
        edit, half_typed = self._qt.lineEdit(), self.is_half_typed
        typed, place = edit.text(), edit.cursorPosition()
        super().setValue(value)  # type: ignore[misc]
        if half_typed:
            edit.setText(typed)
            edit.setCursorPosition(place)
            edit.setModified(True)

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt calls it
        """Return the number that was typed, or the one that is there."""
        try:
            return self.number_in(text)
        except Refused:
            return self._qt.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Say of a text whether it is done; what is not may become so: nothing typed is lost."""
        try:
            self.number_in(text)
        except Refused:
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Acceptable, text, position

    def fixup(self, text: str) -> str:
        """Say why `text` is not taken: Qt calls it, and then puts the old number back."""
        try:
            self.number_in(text)
        except Refused as refused:
            # Qt asks again with the old number, which it has put back: the reason stays.
            self.refuse(str(refused))
        return text

    def refuse(self, why: str) -> None:
        """Say why what was typed is not taken."""
        self._refusal = why
        tell(self, why)

    def put_back(self) -> None:
        """Show the number in place of what is being typed."""
        self._qt.lineEdit().setModified(False)
        self._qt.setValue(self._qt.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._refusal = ""
        forget(self)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if handle := self.window().windowHandle():
            handle.installEventFilter(self)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if handle := self.window().windowHandle():
            handle.removeEventFilter(self)
        self._forget_if_gone()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt calls it with what comes to the window: a press elsewhere finishes what is typed.

        Many a button takes no focus, and the field would never be left.
        """
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            pressed = self.window().childAt(event.position().toPoint())
            if pressed is None or not (pressed is self or self.isAncestorOf(pressed)):
                self.finish()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        self._forget_if_gone()
        super().hideEvent(event)

    def _forget_if_gone(self) -> None:
        """Forget what was typed half where the field goes: what it was for is gone.

        Of a panel that is hidden or covered, it is taken.
        """
        if not self._qt.lineEdit().isModified():
            return
        widget: QWidget | None = self
        while widget is not None and not widget.isWindow() and not isinstance(widget, QDockWidget):
            if widget.isHidden():
                with QSignalBlocker(self):
                    self.put_back()
                return
            widget = widget.parentWidget()


class NumberBox(TypedField, QDoubleSpinBox):
    """A number in as few digits as tell it from all others; takes 1e-4 as well as 0.0001."""

    def __init__(self, least: float, most: float, whole: bool = False) -> None:
        super().__init__(decimals=_ALL, minimum=least, maximum=most)
        self.setKeyboardTracking(False)
        self._whole = whole

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


class WholeBox(TypedField, QSpinBox):
    """A whole number."""

    _whole = True

    def __init__(self, least: int, most: int, value: int | None = None) -> None:
        super().__init__(minimum=least, maximum=most, value=least if value is None else value)
        self.setKeyboardTracking(False)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt calls it
        return round(super().valueFromText(text))


class LearningRateBox(NumberBox):
    """A positive number over many decades: steps 1, 2, 5, 10."""

    def __init__(self) -> None:
        super().__init__(_LEAST, 1000)

    @property
    def limits(self) -> Limits:
        """Which numbers may be typed: those above 0."""
        return Limits(0, self.maximum(), above=True)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        value = self.value()
        for _ in range(abs(steps)):
            value = next_125(value, up=steps > 0)
        self.setValue(value)
        self.selectAll()


class L2Box(NumberBox):
    """A number from 0 to 10: arrow keys lead to 0, then 1, 2, 5, 10 of every decade."""

    def __init__(self) -> None:
        super().__init__(0, 10)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        value = self.value()
        for _ in range(abs(steps)):
            if steps > 0:
                value = next_125(value, up=True) if value >= _LEAST_L2 else _LEAST_L2
            else:
                value = next_125(value, up=False) if value > _LEAST_L2 else 0
        self.setValue(value)
        self.selectAll()


class DecadesBox(NumberBox):
    """A number over many decades: arrow keys lead to 1, 2, 5, 10 … from `first` on.

    `off` is the word for 0, which is shown and taken in its place; empty: there is no 0.
    """

    _off = ""  # Qt asks for it while it makes the field

    def __init__(self, first: float, most: float, whole: bool = False, off: str = "") -> None:
        super().__init__(0 if off else first if whole else _LEAST, most, whole)
        self._first, self._off = first, off
        if off:
            self.setSpecialValueText(off)

    @property
    def limits(self) -> Limits:
        """Which numbers may be typed."""
        if self._off or self._whole:
            return super().limits
        return Limits(0, self.maximum(), above=True)

    def set_whole(self, whole: bool) -> None:
        """Take whole numbers alone from now on, or others, too."""
        self._whole = whole

    def number_in(self, text: str) -> float:
        """Return the number that was typed. Refused: it cannot be taken."""
        if self._off and text.strip().casefold() == self._off.casefold():
            return 0.0
        return super().number_in(text)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        value = self.value()
        for _ in range(abs(steps)):
            if steps > 0:
                value = next_125(value, up=True) if value >= self._first else self._first
            else:
                value = next_125(value, up=False) if value > self._first else self.minimum()
        self.setValue(min(value, self.maximum()))
        self.selectAll()


class ShareBox(NumberBox):
    """A number from 0 to below 1; steps lead to 0.9999 at most, typing as close to 1 as can be."""

    def __init__(self) -> None:
        super().__init__(0, math.nextafter(1, 0))
        self.setSingleStep(0.01)

    @property
    def limits(self) -> Limits:
        """Which numbers may be typed: those below 1."""
        return Limits(0, 1, below=True)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        value = self.value()
        # Rounded, for sums of hundredths have digits nobody asked for.
        stepped = round(value + steps * self.singleStep(), 9)
        self.setValue(min(stepped, max(value, 0.9999)))
        self.selectAll()


class BatchSizeBox(WholeBox):
    """A number of examples that steps by powers of two."""

    def __init__(self) -> None:
        super().__init__(1, 65536)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt calls it
        self.interpretText()
        power = math.log2(self.value())
        whole = math.floor(power) if steps > 0 else math.ceil(power)
        self.setValue(2 ** max(whole + steps, 0))
        self.selectAll()


class SeedBox(NumberBox):
    """A whole number from 0 to `maximum`, which QSpinBox with its 31 bits could not hold."""

    def __init__(self, maximum: int) -> None:
        super().__init__(0, maximum, whole=True)
        self.setDecimals(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QDoubleSpinBox.sizeHint(self)

    def minimumSizeHint(self) -> QSize:
        # Where text is large there is no room for the longest number.
        spare = self.fontMetrics().horizontalAdvance("0") * max(len(f"{self.maximum():.0f}") - 7, 0)
        return QDoubleSpinBox.minimumSizeHint(self) - QSize(spare, 0)


def finish_typing() -> None:
    """Have the number that is being typed taken or refused, before something else is done."""
    focused = QApplication.focusWidget()
    if isinstance(focused, TypedField):
        focused.finish()


def next_125(value: float, up: bool) -> float:
    """Return the next of …, 0.1, 0.2, 0.5, 1, 2, 5, … above or below `value`."""
    decade = 10.0 ** math.floor(math.log10(value))
    steps = [float(f"{factor * decade:.3g}") for factor in (0.5, 1, 2, 5, 10)]
    near = 1e-6 * value
    # At the very end of the numbers there is no next one.
    if up:
        return next((step for step in steps if step > value + near), value)
    return next((step for step in reversed(steps) if step < value - near), value)
