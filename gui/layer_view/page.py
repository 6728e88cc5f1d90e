"""All that the view of layers shows: pictures over their slider, and words and choices beside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QVBoxLayout, QWidget

from core.data.tasks import Classes
from gui import theme
from gui.colouring import Colouring
from gui.columns import Scroll
from gui.layer_view.model import LayerModel
from gui.layer_view.scene import scale_of
from gui.layer_view.stops import Stops
from gui.layer_view.view import FoldView
from gui.layer_view.words import sample_words, title_of, told_of, writes_digits
from gui.layer_view.work import FoldFrame
from gui.numbers import number
from gui.panels.set_words import test_words
from gui.paragraph import Paragraph
from gui.session import Session
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, inked, labelled, spaced

# Units of the grid, of the width at most, and at least: how wide the words beside the pictures are.
_ASIDE, _ASIDE_SHARE, _ASIDE_LEAST = 62, 0.42, 46
_BROAD = 1.15  # times as wide as high, and they stand beside them
_BELOW = 0.4  # of the height, at most, where they stand below
_ANY = 16_777_215  # px: as large as Qt lets anything be


class LayerPage(ThemedWidget):
    """The pictures over their slider, and the words and choices beside or below them."""

    chosen = Signal(str, int)  # an example: its set, its place there

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layerViewPage")
        self._colouring = colouring
        self.model = LayerModel(session, self)
        self.view = FoldView(self.model, colouring)
        self.stops = Stops(self.model)
        self.view.setFocusProxy(self.stops.slider)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = labelled(Readout(), "layerViewTitle")
        self._told = labelled(Paragraph(), "layerViewWords")
        self._legend = labelled(QLabel(), "layerViewLegend")
        self._sampled = labelled(QLabel(), "layerViewSample")
        for label in (self._legend, self._sampled):
            label.setWordWrap(True)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._make_choices()
        self._lay_out()
        self.view.chosen.connect(self.chosen)
        self.model.changed.connect(self._render)
        self.model.position_changed.connect(self._tell)
        colouring.changed.connect(self._render)
        self._render()
        self.follow_theme()

    def _make_choices(self) -> None:
        self.tests = labelled(
            QCheckBox(),
            "layerViewTests",
            translate("LayerPanel", "Examples that are not trained on"),
            translate("LayerPanel", "Show the examples that are not trained on, too"),
        )
        self.grid = labelled(
            QCheckBox(),
            "layerViewGrid",
            translate("LayerPanel", "Grid of all inputs"),
            translate("LayerPanel", "Show how the layers bend a grid that is straight at first"),
        )
        self.before = labelled(
            QCheckBox(translate("LayerPanel", "Before and now")),
            "layerViewBefore",
            "",
            translate("LayerPanel", "Show beside it what the untrained network made of it"),
        )
        self.tests.toggled.connect(lambda on: self.model.choose(tests=on))
        self.grid.toggled.connect(lambda on: self.model.choose(grid=on))
        self.before.toggled.connect(lambda on: self.model.choose(before=on))

    def _lay_out(self) -> None:
        pictures = spaced(QVBoxLayout(), spacing=1)
        pictures.addWidget(self.view, 1)
        pictures.addWidget(self.stops)
        self._words = QWidget()
        words = spaced(QVBoxLayout(self._words), spacing=1)
        for part in (self._title, self._told, self._legend, self._sampled):
            words.addWidget(part)
        words.addStretch(1)
        for choice in (self.before, self.grid, self.tests):
            words.addWidget(choice)
        self._beside = Scroll(self._words)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._both = spaced(QBoxLayout(QBoxLayout.Direction.TopToBottom, self), (2, 1, 2, 1), 2)
        self._both.addLayout(pictures, 1)
        self._both.addWidget(self._beside)

    # What Qt calls.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def paint_theme(self) -> None:
        self._title.setFont(theme.font(strong=True))
        inked(self._sampled, theme.current().muted)
        self._sampled.setFont(theme.font("small"))
        self._turn()
        self._render()

    # How it is done.

    def _turn(self) -> None:
        """Have the words beside the pictures where it is broad, and below them where it is not."""
        broad = self.width() > _BROAD * self.height()
        way = QBoxLayout.Direction.LeftToRight if broad else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        if broad:
            share = round(_ASIDE_SHARE * self.width())
            wide = min(max(share, theme.space(_ASIDE_LEAST)), theme.space(_ASIDE))
            self._beside.setFixedWidth(max(wide, min(self._beside.widest, self.width() // 2)))
            self._beside.setMaximumHeight(_ANY)
        else:
            self._beside.setMinimumWidth(0)
            self._beside.setMaximumWidth(_ANY)
            self._beside.setMaximumHeight(round(_BELOW * self.height()))

    def _render(self) -> None:
        model, frame = self.model, self.model.frame
        for box, on in ((self.tests, model.tests), (self.grid, model.grid)):
            box.setChecked(on)
        self.before.setChecked(model.before)
        there = frame is not None
        self.stops.setVisible(there)
        self._beside.setVisible(there)
        if frame is None:
            return
        sample = frame.sample
        self.grid.setVisible(frame.sheet is not None)
        words = translate("LayerPanel", "Grid of the plane")
        if frame.sheet and frame.sheet.lines == 1:
            words = translate("LayerPanel", "Line of all x")
        self.grid.setText(words)
        self.tests.setVisible(len(sample) > sample.trained)
        held_back = test_words(frame.job.run.experiment.source)
        self.tests.setText(held_back.examples if writes_digits(frame) else held_back.points)
        for label, words in (
            (self._legend, legend_of(frame, self._colouring.theme)),
            (self._sampled, sample_words(frame)),
        ):
            if label.text() != words:  # Qt arranges the whole window again
                label.setText(words)
        self._sampled.setVisible(bool(self._sampled.text()))
        self._tell()
        self._arrange()

    def _arrange(self) -> None:
        """Give every word its lines at once: what scrolls is arranged only later."""
        if layout := self._words.layout():
            layout.activate()

    def _tell(self) -> None:
        frame = self.model.frame
        if frame is None:
            return
        title, told = (words(frame, self.model.position) for words in (title_of, told_of))
        self._title.setText(title)
        self._told.set_text(told)
        self.stops.slider.setAccessibleDescription(title)


def legend_of(frame: FoldFrame, now: Theme) -> str:
    """Return what the colours of points mean, as rich text."""
    task = frame.job.run.experiment.task
    if isinstance(task, Classes):
        colours = now.classes
        mark = "" if writes_digits(frame) else "● "
        chips = [
            f'<span style="color: {colours[index % len(colours)]}">{mark}{name}</span>'
            for index, name in enumerate(task.names)
        ]
        lines = ["  ".join(chips)]
        if frame.now.border:
            lines.append(translate("LayerPanel", "━ here the answer changes"))
        return "<br>".join(lines)
    scale = number(scale_of(frame.sample), 2)
    return translate(
        "LayerPanel", "Colour: the right value of {name}, from {low} to {high}."
    ).format(
        name=task.names[0],
        low=f'<span style="color: {now.negative}">−{scale}</span>',
        high=f'<span style="color: {now.positive}">{scale}</span>',
    )
