"""One activation function large, all of them beside it, and what is said of the neuron."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
from gui.colouring import Colouring
from gui.columns import Scroll
from gui.diagram.scene import neuron_name, of_session
from gui.paragraph import Paragraph
from gui.selection import Selection
from gui.session import Session
from gui.widgets import ThemedWidget, inked, spaced

_LEAST = 24  # units of the grid: how high the small pictures are before all of it scrolls


class ActivationPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.plot = ActivationPlot(session, selection, colouring)
        self.model = self.plot.model
        self.gallery = FunctionGallery()
        # What they say changes, and little moves for it.
        self._title, self._words, self._reading = (Paragraph() for _ in range(3))
        self._of = session.run.id  # whose numbers the words are
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
        right = QWidget()
        column = spaced(QVBoxLayout(right), spacing=1)
        for label in (self._title, self._words, self._reading):
            column.addWidget(label)
        column.addWidget(self.gallery, 1)
        scroll = Scroll(right)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = spaced(QHBoxLayout(self), (2, 1, 2, 1), 2)
        for part, share in ((self.plot, 6), (scroll, 5)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            row.addWidget(part, share)

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
        # While it is worked out of the same training, the words before stay.
        if model.use is not None or lines or self._of != session.run.id:
            self._of = session.run.id
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
        self.gallery.setMinimumHeight(theme.space(_LEAST))


def _say(words: Paragraph, text: str) -> None:
    if text != words.text():
        words.set_text(text)
        words.setToolTip(text)
