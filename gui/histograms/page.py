"""The histograms with their choices above and the axis below."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.colouring import Colouring
from gui.histograms.canvas import HistogramAxis, HistogramCanvas
from gui.histograms.words import described, quantities, sentence
from gui.panels.field_guard import guard_fields
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

_BESIDE = 110  # units of the grid, and the words have room beside the choices


class HistogramPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.canvas = HistogramCanvas(session, colouring)
        self.model = self.canvas.model
        self._quantity = labelled(
            QComboBox(),
            "histogramQuantity",
            translate("Histograms", "What is counted"),
            translate("Histograms", "Which numbers of each layer are counted"),
        )
        for name, text in quantities().items():
            self._quantity.addItem(text, name)
        self._log = labelled(
            QCheckBox(translate("Histograms", "Log scale")),
            "histogramLog",
            translate("Histograms", "Sizes on a logarithmic scale"),
            translate("Histograms", "Show sizes by powers of ten, without their signs"),
        )
        guard_fields(self._quantity)
        self._words, self._sentence = QLabel(wordWrap=True), ""
        # Its words change, and nothing moves for it.
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._axis = HistogramAxis(self.canvas)
        self._lay_out()
        self._quantity.currentIndexChanged.connect(
            lambda: self.model.choose(quantity=self._quantity.currentData())
        )
        self._log.toggled.connect(lambda on: self.model.choose(log=on))
        self.model.changed.connect(self._show)
        self._quantity.currentIndexChanged.connect(self._show)
        self.canvas.pointed_changed.connect(self._read)
        self.follow_theme()
        self._show()

    @property
    def words(self) -> str:
        """What is said of what is shown or, where something is pointed at, of that."""
        return self._words.text()

    def _lay_out(self) -> None:
        choices = spaced(QHBoxLayout(), spacing=2)
        choices.addWidget(self._quantity)
        choices.addWidget(self._log)
        choices.addStretch(0)
        self._top = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=2)
        self._top.addLayout(choices)
        self._top.addWidget(self._words, 1)
        scroll = labelled(QScrollArea(), "histogramScroll", translate("Histograms", "Layers"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.canvas)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 0.5), 0.75)
        column.addLayout(self._top)
        column.addWidget(scroll, 1)
        column.addWidget(self._axis)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Have the words beside the choices, or below them where the width is little."""
        beside = self.width() >= theme.space(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(way)
        line = self._words.fontMetrics().lineSpacing()
        # Beside, they are as high as the field; below, they have two lines of their own.
        self._words.setMinimumHeight(0 if beside else 2 * line)
        self._words.setMaximumHeight(3 * line)

    def _show(self) -> None:
        model, found = self.model, self.model.shown
        with QSignalBlocker(self._log):
            self._log.setChecked(model.log)
        counts = (found.examples, found.of) if found else (0, 0)
        if found:
            self._sentence = "" if model.lacks_examples else sentence(model.quantity, *counts)
            about = described(self.canvas.names, found) or self._sentence
            self.canvas.setAccessibleDescription(about)
        self._read()

    def _read(self) -> None:
        reading, now = self.canvas.reading, theme.current()
        if (text := reading or self._sentence) != self._words.text():
            self._words.setText(text)
            self._words.setToolTip(text)
            inked(self._words, now.text if reading else now.muted)

    def paint_theme(self) -> None:
        self._words.setFont(theme.font("small"))
        self._turn()
        inked(self._words, theme.current().muted)
