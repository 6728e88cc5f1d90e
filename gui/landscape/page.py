"""The loss landscape with its choices, its legend and what is said of it."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.columns import Scroll
from gui.landscape.chooser import Chooser
from gui.landscape.legend import LegendView
from gui.landscape.line import Line
from gui.landscape.model import KINDS, MOST_UPDATES, LandscapeModel
from gui.landscape.view import LandscapeView
from gui.landscape.words import examples_words, step_words, surface_words, verdict_words
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import WholeBox
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, narrow, spaced

# Units of the grid: how wide the columns beside the picture are, and one that has all.
_LEFT, _RIGHT, _ONLY, _LEAST_SIDE = 46, 44, 60, 44
_THREE = 150  # units: from here on words have a column of their own, at the right
_ROWS = {"one": 1, "two": 2, "along": 0}  # of fields that choose parameters


class _Column(QWidget):
    """What stands above or beside the picture, and scrolls where it has too little room."""

    def __init__(self) -> None:
        super().__init__()
        self.column = spaced(QVBoxLayout(self), (0, 0, 1, 0), 1)


class LandscapePage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.model = LandscapeModel(session, selection, self)
        self.view = LandscapeView(session, self.model)
        self._legend = LegendView(self.model)
        self._make_choices()
        self._verdict = ""
        self._about = labelled(
            QLabel(wordWrap=True), "landscapeAbout", translate("Landscape", "About the picture")
        )
        self._line = labelled(
            Line(), "landscapeWords", translate("Landscape", "What is seen, or is under the mouse")
        )
        self._lay_out()
        self.model.changed.connect(self._show)
        self.model.choice_changed.connect(self._show_choice)
        self.model.pinned_changed.connect(self._show_pin)
        self.view.reading_changed.connect(self._read)
        session.experiment_changed.connect(self._show_choice)
        self.follow_theme()
        self._show_choice()
        self._show_pin()

    def _make_choices(self) -> None:
        self._kind = labelled(
            QComboBox(),
            "landscapeKind",
            translate("Landscape", "Over what the loss is shown"),
            translate(
                "Landscape",
                "Over what the loss is shown: one weight or bias (a curve), two of them, or two"
                " directions in which all of them change (maps)",
            ),
        )
        words = (
            translate("Landscape", "One weight or bias"),
            translate("Landscape", "Two weights or biases"),
            translate("Landscape", "Along the gradient"),
        )
        for name, text in zip(KINDS, words, strict=True):
            self._kind.addItem(text, name)
        narrow(self._kind, 8)
        self._chooser = Chooser()
        self._paths = labelled(
            QCheckBox(translate("Landscape", "Optimizers")),
            "landscapePaths",
            translate("Landscape", "Paths of the optimizers"),
            translate(
                "Landscape",
                "Show where SGD, momentum, RMSprop and Adam go from here at the set learning rate,"
                " all training examples a batch. Only what the map is over moves.",
            ),
        )
        self._updates = labelled(
            WholeBox(1, MOST_UPDATES),
            "landscapeUpdates",
            translate("Landscape", "Updates of each optimizer"),
            translate("Landscape", "How many updates of each optimizer are shown, 1 to 200"),
        )
        self._beside = labelled(
            QCheckBox(),
            "landscapeBeside",
            translate("Landscape", "The other loss beside"),
            translate(
                "Landscape",
                "Show cross-entropy and squared error of the same network and data beside each"
                " other",
            ),
        )
        self._fit = labelled(
            QPushButton(translate("Landscape", "Fit")),
            "landscapeFit",
            translate("Landscape", "Fit"),
            translate(
                "Landscape",
                "Show what is usually seen, the network near the middle. Wheel, + and − zoom;"
                " dragging and arrows move. (0 or double-click)",
            ),
        )
        self._go = labelled(
            QPushButton(translate("Landscape", "Go there")),
            "landscapeGo",
            translate("Landscape", "Go there"),
            translate(
                "Landscape",
                "Give the network the numbers of the place that you clicked at. Undo takes it"
                " back. (Enter marks the middle.)",
            ),
        )
        guard_fields(self._kind, self._updates)
        model = self.model
        self._kind.currentIndexChanged.connect(lambda: model.choose(kind=self._kind.currentData()))
        self._chooser.chosen.connect(lambda targets: model.choose(targets=targets))
        self._paths.toggled.connect(lambda on: model.choose(paths=on))
        self._updates.valueChanged.connect(lambda count: model.choose(updates=count))
        self._beside.toggled.connect(lambda on: model.choose(beside=on))
        self._fit.clicked.connect(model.fit)
        self._go.clicked.connect(
            lambda: model.go(translate("Landscape", "Go to a place of the landscape"))
        )

    def _lay_out(self) -> None:
        paths = spaced(QHBoxLayout(), spacing=1)
        paths.addWidget(self._paths)
        paths.addWidget(self._updates)
        paths.addStretch(1)
        buttons = spaced(QHBoxLayout(), spacing=1)
        buttons.addWidget(self._fit)
        buttons.addWidget(self._go)
        controls = spaced(QVBoxLayout(), spacing=1)
        controls.addWidget(self._kind)
        controls.addWidget(self._chooser)
        controls.addLayout(paths)
        controls.addWidget(self._beside)
        controls.addLayout(buttons)
        self._words = QWidget()
        words = spaced(QVBoxLayout(self._words), spacing=1)
        words.addWidget(self._legend)
        words.addWidget(self._about)
        words.addStretch(1)
        self._left, self._right = _Column(), _Column()
        self._left.column.addLayout(controls)
        self._left.column.addStretch(1)
        self._scrolls = Scroll(self._left), Scroll(self._right)
        for scroll in self._scrolls:
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight, None), spacing=2)
        self._row.addWidget(self._scrolls[0])
        self._row.addWidget(self.view, 1)
        self._row.addWidget(self._scrolls[1])
        column = spaced(QVBoxLayout(self), (2, 1, 2, 1), 0.5)
        column.addLayout(self._row, 1)
        column.addWidget(self._line)

    # What there is.

    @property
    def verdict(self) -> str:
        """What is said of what is seen."""
        return self._verdict

    @property
    def about(self) -> str:
        """What is said beside: numbers, examples, what is blank."""
        return self._about.text()

    @property
    def words(self) -> str:
        """What stands below: the verdict, or what is under the mouse."""
        return self._line.text()

    # How it is done.

    def _show(self) -> None:
        survey = self.model.survey
        verdict = about = ""
        if survey is not None and survey.surfaces:
            numbers = step_words(survey, self.view.names)
            said = ["" if survey.on_map else numbers, surface_words(survey, self.model.anchored)]
            verdict = numbers if survey.on_map else verdict_words(survey)
            about = " ".join(filter(None, (*said, examples_words(survey))))
        if self._about.text() != about:
            self._about.setText(about)
        self._verdict = verdict
        self._read()
        self.view.setAccessibleDescription(f"{verdict} {about}".strip() or self.view.hint)

    def _show_choice(self) -> None:
        model, network = self.model, self._session.experiment.network
        blocked = [
            QSignalBlocker(field)
            for field in (self._kind, self._paths, self._updates, self._beside)
        ]
        self._kind.setCurrentIndex(KINDS.index(model.kind))
        self._chooser.show_targets(network, model.targets, _ROWS[model.kind])
        on_map, other = model.kind != "one", model.other
        for field in (self._paths, self._updates):
            field.setVisible(on_map)
        self._paths.setChecked(model.paths)
        self._updates.setEnabled(model.paths)
        self._updates.setValue(model.updates)
        self._beside.setVisible(other is not None)
        squared = translate("Landscape", "Squared error beside")
        entropy = translate("Landscape", "Cross-entropy beside")
        self._beside.setText(entropy if other == "cross-entropy" else squared)
        self._beside.setChecked(model.beside)
        del blocked
        self._arrange()
        self._show()

    def _show_pin(self) -> None:
        self._go.setEnabled(self.model.pinned is not None)
        self._read()

    def _read(self) -> None:
        reading = self.view.reading
        self._line.say(reading or self._verdict, strong=not reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand beside the picture, or above and below it where the page is high."""
        beside = self.width() > 1.15 * self.height()
        three = beside and self.width() >= theme.space(_THREE)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._line.set_lines(1 if three else 2)
        own = three or not beside
        home = self._right if own else self._left
        if self._words.parentWidget() is not home:
            home.column.insertWidget(home.column.count() if own else 1, self._words)
            self._words.show()
        self._scrolls[1].setVisible(own)
        only = max(min(0.4 * self.width(), theme.space(_ONLY)), theme.space(_LEAST_SIDE))
        sides = (theme.space(_LEFT) if three else round(only), theme.space(_RIGHT))
        for scroll, wide in zip(self._scrolls, sides, strict=True):
            if beside:
                scroll.setFixedWidth(max(wide, scroll.widest))  # words of some languages are long
                scroll.setMaximumHeight(1 << 20)
            else:
                scroll.setMinimumWidth(0)
                scroll.setMaximumWidth(1 << 20)
                scroll.setMaximumHeight(round(0.33 * self.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(60), theme.space(30))

    def paint_theme(self) -> None:
        now = theme.current()
        self._about.setFont(theme.font("small"))
        inked(self._about, now.muted)
        self._show()
        self._arrange()
