"""What is timed, the bars, and what is said of a way: beside each other as there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.backend.quickest import multiplications
from core.way_choice import BATCHES, MOST_HIDDEN, WIDTHS
from core.way_words import CODE
from gui import theme
from gui.columns import Scroll
from gui.panels.number_slider import NumberSlider
from gui.paragraph import Paragraph
from gui.translation import translate
from gui.ways.canvas import WaysCanvas
from gui.ways.model import WaysModel
from gui.ways.words import explained, quickest_of, task_of, timing_text, title_of
from gui.widgets import ThemedWidget, inked, is_seen, labelled, quiet, spaced

# Units of the grid: how wide the words beside the bars are, and from which width on they are there.
_WORDS, _BROAD = 64, 156
_ANY = 16_777_215  # px: as large as Qt lets anything be


class WaysPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(self, model: WaysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waysPage")
        self.model = model
        self.canvas = WaysCanvas(model)
        model.seen = lambda: is_seen(self.canvas)
        self._make_choices()
        self._told, self._quickest = (
            labelled(Paragraph(), name) for name in ("waysTold", "waysQuickest")
        )
        # Not Paragraphs: what is said of one way leaves no gap where another has less.
        self._title, self._explained, self._code, self._measured = (
            labelled(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), name)
            for name in ("waysTitle", "waysExplained", "waysCode", "waysMeasured")
        )
        self._lay_out()
        model.changed.connect(self._show)
        self.follow_theme()
        self._show()

    def _make_choices(self) -> None:
        self._width = NumberSlider(
            "waysWidth",
            translate("Ways", "Width"),
            translate("Ways", "How many neurons each hidden layer has"),
            WIDTHS,
            whole=True,
        )
        self._depth = NumberSlider(
            "waysDepth",
            translate("Ways", "Depth"),
            translate("Ways", "How many hidden layers there are"),
            range(MOST_HIDDEN + 1),
            whole=True,
        )
        self._batch = NumberSlider(
            "waysBatch",
            translate("Ways", "Batch"),
            translate("Ways", "How many examples are computed"),
            BATCHES,
            whole=True,
        )
        self._width.changed.connect(self.model.set_width)
        self._depth.changed.connect(self.model.set_depth)
        self._batch.changed.connect(self.model.set_batch)
        self._again = labelled(QPushButton(), "waysAgain")
        self._again.clicked.connect(
            lambda: self.model.cancel() if self.model.running else self.model.again()
        )
        self._own = labelled(
            QPushButton(translate("Ways", "As it is")),
            "waysOwn",
            translate("Ways", "The network as it is"),
            translate("Ways", "Time your own network, with the batch that it is trained with"),
        )
        self._own.clicked.connect(self.model.take_own)

    def _lay_out(self) -> None:
        whole, words = QWidget(), QWidget()
        sliders = spaced(QHBoxLayout(), spacing=3)
        for field in (self._width, self._depth, self._batch):
            label = quiet(QLabel(field.slider.accessibleName()))
            label.setBuddy(field.box)
            pair = spaced(QHBoxLayout(), spacing=1)
            pair.addWidget(label)
            pair.addWidget(field, 1)
            sliders.addLayout(pair, 1)
        said = spaced(QHBoxLayout(), spacing=2)
        for button in (self._again, self._own):
            said.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._told, 1)
        column = spaced(QVBoxLayout(words), spacing=0.5)
        for text in (self._title, self._explained, self._code, self._measured):
            column.addWidget(text)
        column.addStretch(1)
        self._words = words
        self._both = spaced(QBoxLayout(QBoxLayout.Direction.TopToBottom), spacing=1.5)
        self._both.addWidget(self.canvas, 1)
        self._both.addWidget(words)
        lines = spaced(QVBoxLayout(whole), (2, 0, 2, 0), 1)
        lines.addLayout(sliders)
        lines.addWidget(self._quickest)
        lines.addLayout(said)
        lines.addLayout(self._both, 1)
        scroll = Scroll(whole)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        spaced(QVBoxLayout(self)).addWidget(scroll)

    def _show(self) -> None:
        model = self.model
        for field, value in (
            (self._width, model.width),
            (self._depth, model.depth),
            (self._batch, model.batch),
        ):
            field.show_value(value)
        self._width.setEnabled(model.depth > 0)
        self._own.setEnabled(model.is_changed)
        stop, again = translate("Ways", "Stop"), translate("Ways", "Time again")
        self._again.setText(stop if model.running else again)
        self._again.setAccessibleName(self._again.text())
        network, batch = model.network, model.batch
        products = multiplications(network, batch)
        self._quickest.set_text(model.trouble or quickest_of(model.timings))
        task = task_of(network, model.is_own, batch, products)
        self._told.set_text(" ".join(filter(None, (task, model.told))))
        inked(self._quickest, theme.current().error if model.trouble else theme.current().text)
        for label, text in (
            (self._title, title_of(model.way)),
            (self._explained, explained(model.way)),
            (self._code, CODE[model.way]),
            (self._measured, timing_text(model.way, model.timings)),
        ):
            if text != label.text():  # Qt arranges the whole window again
                label.setText(text)

    def paint_theme(self) -> None:
        now = theme.current()
        for part in (self._title, self._quickest):
            part.setFont(theme.font(strong=True))
        for small in (self._told, self._explained, self._measured):
            small.setFont(theme.font("small"))
        inked(self._told, now.muted)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        code = QFont(theme.font("small"))
        code.setFamilies(fixed.families())
        self._code.setFont(code)
        self._turn()
        self._show()

    def _turn(self) -> None:
        """Have the words beside the bars where there is room, and below them where there is not."""
        broad = self.width() >= theme.space(_BROAD)
        way = QBoxLayout.Direction.LeftToRight if broad else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        self._words.setMinimumWidth(theme.space(_WORDS) if broad else 0)
        self._words.setMaximumWidth(theme.space(_WORDS) if broad else _ANY)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.close()
