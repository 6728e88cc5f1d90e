"""One activation function large, all of them beside it, and what is said of the neuron."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.neuron_curve import curve_of
from gui import theme
from gui.activation_view.gallery import FunctionGallery
from gui.activation_view.plot import ActivationPlot
from gui.activation_view.words import (
    example_text,
    no_example_text,
    no_function,
    sentence,
    title,
)
from gui.diagram.scene import neuron_name, of_session
from gui.selection import Selection
from gui.session import Session
from gui.widgets import ThemedWidget, inked, spaced

_LINES = 3  # of what is said of the neuron


class ActivationPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.plot = ActivationPlot(session, selection)
        self.model = self.plot.model
        self.gallery = FunctionGallery()
        self._title, self._words, self._reading = (QLabel(wordWrap=True) for _ in range(3))
        for label in (self._title, self._words, self._reading):
            # What they say changes, and nothing moves for it.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out()
        self.model.changed.connect(self._show)
        self.plot.pointed_changed.connect(self._read)
        self.gallery.chosen.connect(self.model.look_at)
        self.follow_theme()
        self._show()

    @property
    def title(self) -> str:
        """Whose function is looked at."""
        return self._title.text()

    @property
    def words(self) -> str:
        """What is said of the neuron."""
        return self._words.text()

    @property
    def reading(self) -> str:
        """What is said of the example or, where something is pointed at, of that."""
        return self._reading.text()

    def _lay_out(self) -> None:
        right = spaced(QVBoxLayout(), spacing=1)
        for label in (self._title, self._words, self._reading):
            right.addWidget(label)
        right.addWidget(self.gallery, 1)
        row = spaced(QHBoxLayout(self), (2, 1, 2, 1), 2)
        row.addWidget(self.plot, 6)
        row.addLayout(right, 5)

    def _show(self) -> None:
        model, session = self.model, self._session
        layer, index = model.neuron
        name = neuron_name(of_session(session), layer, index)
        _say(self._title, title(name, model.looked))
        lines = [no_function()] if model.input_selected else []
        if model.use is not None:
            neurons = session.experiment.network.sizes[layer]
            own = None if model.looked == model.own else model.own
            given = model.looked, model.use, neurons, bool(session.example.origin), own
            lines.append(sentence(*given))
        if model.use is not None or lines:
            _say(self._words, " ".join(lines))
        self.gallery.show_chosen(model.own, model.looked)
        self._read()
        self.plot.setAccessibleDescription("\n".join((self.title, self.words, self.reading)))

    def _read(self) -> None:
        model, text = self.model, self.plot.reading
        if not text and model.z is not None:
            at = curve_of(model.looked, np.array([model.z]), model.alpha, model.others)
            text = example_text(model.z, float(at.a[0]), float(at.slopes[0]))
        _say(self._reading, text or no_example_text())

    def paint_theme(self) -> None:
        self._title.setFont(theme.font(strong=True))
        for label in (self._words, self._reading):
            label.setFont(theme.font("small"))
        inked(self._words, theme.current().muted)
        line = self._words.fontMetrics().lineSpacing()
        self._words.setFixedHeight(_LINES * line)
        self._reading.setFixedHeight(2 * line)
        self._title.setFixedHeight(self._title.fontMetrics().lineSpacing())


def _say(label: QLabel, text: str) -> None:
    if text != label.text():
        label.setText(text)
        label.setToolTip(text)
