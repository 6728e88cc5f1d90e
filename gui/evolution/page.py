"""The page of evolution: what is asked for above, the tree, its chart and words below."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.ready_evolutions import READY_EVOLUTIONS
from gui import theme
from gui.evolution.model import OWN, EvolutionModel, title
from gui.evolution.tree_legend import TreeLegend
from gui.evolution.views import FitnessChart, TreeView
from gui.evolution.words import about, ended, lasts, told_of
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import NumberBox, WholeBox
from gui.translation import translate, worded
from gui.widgets import Readout, ThemedWidget, inked, labelled, narrow, spaced

# More can be had by `netglow evolve`: they would not be seen.
_MOST_NETWORKS, _MOST_GENERATIONS = 30, 60
_CHOICE, _WHICH = 10, 9  # letters
_WORDS = 58  # units of the grid: the column of words
_BESIDE = 165  # units, and the chart has room beside the tree


class EvolutionPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(self, model: EvolutionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.tree, self.chart = TreeView(model), FitnessChart(model)
        self._make_buttons()
        self._make_fields()
        self._make_words()
        self._lay_out()
        model.changed.connect(self._show)
        model.counted.connect(self._count)
        model.chosen_changed.connect(self._say)
        self.tree.opened.connect(model.open)
        self.tree.came_to.connect(self._uncover)
        self.follow_theme()
        self._show()

    @property
    def words(self) -> str:
        """What is said of the network that is looked at, and of the end."""
        return self._words.text()

    # How it is made.

    def _make_buttons(self) -> None:
        model = self.model
        self._choice = labelled(
            QComboBox(),
            "evolutionChoice",
            translate("Evolution", "What is to be learned"),
            translate("Evolution", "What the networks are to learn"),
        )
        for name, ready in READY_EVOLUTIONS.items():
            self._choice.addItem(worded(ready.title), name)
        self._choice.addItem(translate("Evolution", "My network"), OWN)
        tip = translate("Evolution", "Begin with the network and the data of the window")
        self._choice.setItemData(self._choice.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._choice.activated.connect(lambda: model.prepare(self._choice.currentData()))
        self._start = self._button("evolutionStart", "", "", self._press)
        self._branch = self._button(
            "evolutionBranch",
            translate("Evolution", "Branch"),
            "",
            model.branch,
        )
        self._which = labelled(
            QComboBox(),
            "evolutionWhich",
            translate("Evolution", "Which evolution"),
            translate("Evolution", "The evolutions of this window"),
        )
        self._which.activated.connect(model.see)
        self._follow = labelled(
            QCheckBox(translate("Evolution", "Show the best")),
            "evolutionFollow",
            translate("Evolution", "Show the best in the window"),
            translate("Evolution", "Show the best network in the large diagram as soon as it is"),
        )
        self._follow.toggled.connect(model.follow)
        self._told = labelled(Readout(), "evolutionTold", translate("Evolution", "How far it is"))
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _button(self, name: str, text: str, tip: str, press: Callable[[], None]) -> QPushButton:
        button = labelled(QPushButton(text), name, text, tip)
        button.clicked.connect(lambda: press())
        return button

    def _make_fields(self) -> None:
        self._titles: list[QLabel] = []
        self._boxes: dict[str, NumberBox | WholeBox] = {}
        for name, words, tip, box in (
            (
                "population",
                translate("Evolution", "Networks"),
                translate("Evolution", "How many networks a generation has"),
                WholeBox(3, _MOST_NETWORKS),
            ),
            (
                "generations",
                translate("Evolution", "Generations"),
                translate("Evolution", "How many generations there are, the first one counted"),
                WholeBox(1, _MOST_GENERATIONS),
            ),
            (
                "updates",
                translate("Evolution", "Updates"),
                translate("Evolution", "For how many updates each child is trained"),
                WholeBox(1, 1_000_000),
            ),
            (
                "price",
                translate("Evolution", "Price"),
                translate("Evolution", "How much of the fitness each parameter costs"),
                NumberBox(0, 1),
            ),
            (
                "seed",
                translate("Evolution", "Seed"),
                translate("Evolution", "The same seed gives the same networks"),
                WholeBox(0, 2**31 - 1),
            ),
        ):
            labelled(box, f"evolution{name.title()}", words, tip)
            box.valueChanged.connect(lambda value, name=name: self._set(name, value))
            label = QLabel(words)
            label.setBuddy(box)
            label.setToolTip(tip)
            self._titles.append(label)
            self._boxes[name] = box
        guard_fields(self._choice, self._which, *self._boxes.values())

    def _make_words(self) -> None:
        self._words = labelled(QLabel(wordWrap=True), "evolutionWords")
        self._lasts = labelled(QLabel(lasts(), wordWrap=True), "evolutionLasts")
        self._about = labelled(QLabel(about(), wordWrap=True), "evolutionAbout")
        self._trouble = labelled(QLabel(wordWrap=True), "evolutionTrouble")
        for label in (self._words, self._lasts, self._about, self._trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._open = self._button(
            "evolutionOpen",
            translate("Evolution", "Open as a run"),
            translate("Evolution", "Show this network in the window, to train it on (Enter)"),
            self._open_chosen,
        )

    def _lay_out(self) -> None:
        asked = spaced(QHBoxLayout(), spacing=1.5)
        for button in (self._choice, self._start, self._which):
            asked.addWidget(button)
        asked.addWidget(self._told, 1)
        self._scroll = self._scrolled("evolutionTreeScroll", self.tree)
        self._tabs = labelled(QTabWidget(), "evolutionTabs", translate("Evolution", "Details"))
        self._tabs.setDocumentMode(True)
        reading = _column(self._open, self._words, self._lasts, self._about)
        for text, page in (
            (translate("Evolution", "Network"), self._scrolled("evolutionReading", reading)),
            (translate("Evolution", "Settings"), self._scrolled("evolutionMore", self._fields())),
        ):
            self._tabs.addTab(page, text)
        tree = spaced(QVBoxLayout(), spacing=0.5)
        tree.addWidget(self._scroll, 1)
        legend = TreeLegend(self.model)
        tree.addWidget(legend)
        self._row = spaced(QHBoxLayout(), spacing=2)
        self._row.addLayout(tree, 5)
        self._row.addWidget(self._tabs, 3)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 1), 1)
        column.addLayout(asked)
        column.addWidget(self._trouble)
        column.addLayout(self._row, 1)
        legend.follow()

    def _fields(self) -> QWidget:
        fields = QWidget()
        grid = spaced(QGridLayout(fields), (1, 1, 1, 0), 1, across=2)
        for at, (label, box) in enumerate(zip(self._titles, self._boxes.values(), strict=True)):
            grid.addWidget(label, at, 0)
            grid.addWidget(box, at, 1)
        below = len(self._titles)
        grid.addWidget(self._branch, below, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._follow, below + 1, 0, 1, 2)
        grid.setRowStretch(below + 2, 1)
        grid.setColumnStretch(1, 1)
        return fields

    def _scrolled(self, name: str, inside: QWidget) -> QScrollArea:
        scroll = labelled(QScrollArea(), name)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if inside is not self.tree:
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Have the chart beside the tree, or where there is little room in a tab."""
        beside, within = self.width() >= theme.space(_BESIDE), self._tabs.indexOf(self.chart)
        if beside and self._row.indexOf(self.chart) < 0:
            if within >= 0:
                self._tabs.removeTab(within)
            self._row.insertWidget(1, self.chart, 2)
            self.chart.show()
        elif not beside and within < 0:
            self._row.removeWidget(self.chart)
            self._tabs.insertTab(1, self.chart, translate("Evolution", "Fitness"))

    # What users do.

    def _press(self) -> None:
        model = self.model
        if model.running:
            model.stop()
        elif model.can_go_on:
            model.go_on()
        else:
            model.begin()

    def _set(self, name: str, value: float) -> None:
        settings = replace(self.model.settings, **{name: value})
        if settings != self.model.settings:
            self.model.set_settings(settings)

    def _open_chosen(self) -> None:
        if chosen := self.model.chosen:
            self.model.open(chosen.number)

    def _uncover(self, room: QRectF) -> None:
        at = room.center()
        half = int(room.width()), int(room.height())
        self._scroll.ensureVisible(int(at.x()), int(at.y()), *half)

    # What is shown.

    def _show(self) -> None:
        model, settings = self.model, self.model.settings
        running = model.running
        with QSignalBlocker(self._choice), QSignalBlocker(self._follow):
            self._choice.setCurrentIndex(self._choice.findData(model.name))
            self._follow.setChecked(model.follows)
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setValue(getattr(settings, name))
            box.setEnabled(not running)
        self._choice.setEnabled(not running)
        self._start.setText(
            translate("Evolution", "Stop")
            if running
            else translate("Evolution", "Go on")
            if model.can_go_on
            else translate("Evolution", "Start")
        )
        self._start.setAccessibleName(self._start.text())
        self._start.setIcon(icon("pause" if running else "train"))
        self._start.setToolTip(
            translate("Evolution", "Stop; it goes on later to the same networks")
            if running
            else translate("Evolution", "Let the networks evolve")
        )
        self._show_which()
        self._trouble.setText(model.trouble)
        self._trouble.setVisible(bool(model.trouble))
        self._count()
        self._say()

    def _show_which(self) -> None:
        with QSignalBlocker(self._which):
            self._which.clear()
            self._which.addItems([title(one, at) for at, one in enumerate(self.model.all)])
            self._which.setCurrentIndex(self.model.at)
        self._which.setVisible(len(self.model.all) > 1)
        self._which.setEnabled(not self.model.running)

    def _count(self) -> None:
        self._told.setText(self.model.told)

    def _say(self) -> None:
        model, found, chosen = self.model, self.model.evolution, self.model.chosen
        why = model.why_not_branch()
        self._branch.setEnabled(not why)
        at = model.column + 1
        tip = translate(
            "Evolution", "Go on otherwise from generation {at}, with the numbers that stand here"
        )
        self._branch.setToolTip(why or tip.format(at=at))
        self._open.setVisible(chosen is not None)
        self._open.setEnabled(chosen is not None and chosen.has_weights)
        self._words.setVisible(chosen is not None)
        self._lasts.setVisible(found is not None)
        if found is None or chosen is None:
            return
        lines = told_of(found, chosen)
        end = ended(found)
        self._words.setText("\n".join((*([end, ""] if end else []), *lines)))

    def paint_theme(self) -> None:
        now, small = theme.current(), theme.font("small")
        for label in self._titles:
            inked(label, now.muted)
        for box in self._boxes.values():
            box.setFont(theme.font())
        self._told.setFont(theme.font())
        self._words.setFont(theme.font())
        self._lasts.setFont(theme.font())
        self._about.setFont(small)
        inked(self._about, now.muted)
        inked(self._trouble, now.error)
        narrow(self._choice, _CHOICE)
        narrow(self._which, _WHICH)
        self._tabs.setMinimumWidth(theme.space(_WORDS))
        self._arrange()


def _column(*parts: QWidget) -> QWidget:
    """Return `parts` one below the other."""
    found = QWidget()
    lines = spaced(QVBoxLayout(found), (1, 1, 1, 0), 1.5)
    for part in parts:
        beside = isinstance(part, QPushButton)  # as wide as its words, and no wider
        lines.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag(0))
    lines.addStretch(1)
    return found
