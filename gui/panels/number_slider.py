"""A slider with its number beside it: one for a quick try, the other for an exact value."""

import bisect
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from gui import theme
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import NumberBox
from gui.widgets import labelled, spaced


class NumberSlider(QWidget):
    """Goes through `steps`, which rise; the number may be any between the first and the last."""

    changed = Signal(object)  # by the user: a float, or an int where numbers are whole

    def __init__(
        self, name: str, title: str, tip: str, steps: Sequence[float], whole: bool = False
    ) -> None:
        super().__init__()
        self._steps, self._whole = list(steps), whole
        self.slider = labelled(QSlider(Qt.Orientation.Horizontal), f"{name}Slider", title, tip)
        self.slider.setRange(0, len(steps) - 1)
        self.box = labelled(NumberBox(steps[0], steps[-1], whole), name, title, tip)
        self.box.setFont(theme.font())
        if whole:
            self.box.setSingleStep(1)
        else:
            self.box.setSingleStep(steps[1] - steps[0])
        row = spaced(QHBoxLayout(self), spacing=1.5)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        guard_fields(self.slider, self.box)
        self.slider.valueChanged.connect(lambda at: self._choose(self._steps[at]))
        self.box.valueChanged.connect(self._choose)

    def show_value(self, value: float) -> None:
        """Show what is set, without asking for it."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.box.setValue(value)
            # Half-way between two steps it stays at the lower one.
            self.slider.setValue(max(bisect.bisect_right(self._steps, value) - 1, 0))

    def limit(self, most: float) -> None:
        """Let the number be `most` at most."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.box.setMaximum(most)
            self.slider.setMaximum(bisect.bisect_right(self._steps, most) - 1)

    def _choose(self, value: float) -> None:
        self.changed.emit(round(value) if self._whole else value)
