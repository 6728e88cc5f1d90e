"""The data: which it is, how it is shaped, and walking through its examples."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.data import Source, holds_back
from core.data.data import SETS
from core.data.tasks import Classes
from core.example import OWN
from gui import theme
from gui.colouring import Colouring
from gui.examples import Examples
from gui.icons import icon
from gui.numbers import number
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import WholeBox
from gui.panels.set_words import test_words
from gui.panels.source_change import SourceChange
from gui.panels.source_choice import SourceChoice
from gui.panels.source_settings import SourceSettings
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, airy, choice_style, inked, labelled, spaced

_MOST = 10**7  # examples of a set that is not loaded yet


class DataPanel(ThemedWidget):
    """Chooses and shapes the source of data, and renders what `examples` says of the one shown."""

    rows_changed = Signal()  # it wants another height

    def __init__(
        self,
        session: Session,
        examples: Examples,
        colouring: Colouring | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """By itself, it has colours of its own."""
        super().__init__(parent)
        labelled(self, "dataPanel", translate("DataPanel", "Data"))
        self._session, self._examples = session, examples
        change, colours = SourceChange(session, self), colouring or Colouring(self)
        self._dataset = SourceChoice(session, change, colours)
        self._settings = SourceSettings(session, change, colours)
        self._note = labelled(
            QLabel(wordWrap=True), "sourceNote", translate("DataPanel", "What the data cannot be")
        )
        self._shown: Source | None = None
        self._class = labelled(
            QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents),
            "classChoice",
            translate("DataPanel", "Class"),
            translate("DataPanel", "The class that Previous, Next and Random choose from"),
        )
        self._sets = QButtonGroup(self)
        sets = spaced(QHBoxLayout(), spacing=0)
        for name, title, spoken, tip in (
            (
                "train",
                translate("DataPanel", "Train"),
                translate("DataPanel", "Train examples"),
                translate("DataPanel", "Examples the network learns from"),
            ),
            (
                "test",
                translate("DataPanel", "Test"),
                translate("DataPanel", "Test examples"),
                translate("DataPanel", "Examples the network never learns from"),
            ),
        ):
            button = labelled(QToolButton(), f"{name}SetButton", spoken, tip)
            button.setText(title)
            button.setCheckable(True)
            button.setChecked(name == "test")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self._sets.addButton(button)
            sets.addWidget(button)
        self._index = labelled(
            WholeBox(1, _MOST),
            "exampleIndex",
            translate("DataPanel", "Example"),
            translate("DataPanel", "Number of the example in its set"),
        )
        self._index.setFont(theme.font())
        self._label = labelled(QLabel(), "exampleLabel", translate("DataPanel", "Label"))
        self._wrong = labelled(
            QCheckBox(_only_wrong(None)),
            "misclassifiedOnly",
            translate("DataPanel", "Misclassified examples only"),
            translate("DataPanel", "Skip the examples that the network gets right"),
        )
        self._buttons: dict[str, QToolButton] = {}
        steps = spaced(QHBoxLayout())
        for name, title, slot in (
            ("previous", translate("DataPanel", "Previous example"), examples.previous),
            ("next", translate("DataPanel", "Next example"), examples.next),
            ("random", translate("DataPanel", "Random example"), examples.random),
        ):
            button = labelled(QToolButton(), f"{name}ExampleButton", title, title)
            button.clicked.connect(slot)
            self._buttons[name] = button
            steps.addWidget(button)
        self._note.hide()
        self.follow_theme()

        column = airy(spaced(QVBoxLayout(self), (2, 1, 2, 1), spacing=1.5))
        top, middle, below = (spaced(QHBoxLayout()) for _ in range(3))
        top.addWidget(self._dataset, 1)
        top.addWidget(self._class)
        middle.addLayout(sets)
        middle.addWidget(self._index, 1)
        below.addLayout(steps)
        below.addWidget(self._wrong)
        below.addWidget(self._label, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(top)
        column.addWidget(self._settings)
        column.addWidget(self._note)
        column.addLayout(middle)
        column.addLayout(below)
        column.addStretch(1)

        guard_fields(self._class, self._index)
        change.refused.connect(self._tell)
        self._settings.rows_changed.connect(self.rows_changed)
        self._wrong.toggled.connect(examples.set_wrong_only)
        self._class.activated.connect(lambda _: examples.set_class(self._class.currentData()))
        self._index.valueChanged.connect(self._choose)
        self._sets.buttonClicked.connect(lambda _: examples.choose_set(self._chosen_set()))
        session.experiment_changed.connect(self._take_experiment)
        examples.changed.connect(self._take_examples)
        self._take_experiment()

    def _chosen_set(self) -> str:
        return "train" if self._sets.buttons()[0].isChecked() else "test"

    def _choose(self, number: int) -> None:
        """Show the example of that number; how many there are is known when one is asked for."""
        count = self._examples.counted()
        if count and number > count:
            self._take_examples()
            self._index.refuse(self._index.limits.words)
        else:
            self._examples.choose(number - 1)

    def _tell(self, why: str) -> None:
        """Say why data cannot be as it was asked for; empty: it can."""
        self._note.setText(why)
        self._note.setVisible(bool(why))

    # What session and examples say.

    def _take_experiment(self) -> None:
        source, task = self._session.experiment.source, self._session.experiment.task
        if not self._class.count() or self._shown != source:
            self._shown = source
            names = task.names if isinstance(task, Classes) else ()
            self._class.clear()
            self._class.addItem(translate("DataPanel", "all"), None)
            for index, name in enumerate(names):
                self._class.addItem(name, index)
            of_classes: tuple[QWidget, ...] = (self._class, self._wrong)
            for widget in of_classes:
                widget.setVisible(bool(names))
            for widget in (*self._sets.buttons(), *self._buttons.values(), self._index):
                widget.setEnabled(source is not None)
            for button in self._sets.buttons():  # of one set there is nothing to choose
                button.setVisible(source is None or holds_back(source))
            if source is None or holds_back(source):
                held_back = test_words(source)
                self._sets.buttons()[1].setText(held_back.title)
                self._sets.buttons()[1].setAccessibleName(held_back.examples)
        self._take_examples()

    def _take_examples(self) -> None:
        examples = self._examples
        self._sets.buttons()[examples.set_name == "test"].setChecked(True)
        self._wrong.setChecked(examples.wrong_only)
        self._wrong.setText(_only_wrong(examples.wrong_count))
        self._class.setCurrentIndex(max(self._class.findData(examples.class_index), 0))
        count = examples.count
        # How many examples there are is known when the first is asked for.
        most = _MOST if count is None else count
        of = translate("DataPanel", "of {count}").format(count=f"{most:,}")
        suffix = "" if count is None else f" {of}"
        with QSignalBlocker(self._index):
            if (self._index.maximum(), self._index.suffix()) != (most, suffix):
                self._index.setRange(min(most, 1), most)
                self._index.setSuffix(suffix)
            self._index.setValue(examples.index + 1)
        self._label.setText(self._description())

    def _description(self) -> str:
        """Say how a search stands, or what the example should be answered with."""
        example, task = self._session.example, self._session.experiment.task
        states = {
            "searching": translate("DataPanel", "searching …"),
            "none left": translate("DataPanel", "none found"),
        }
        if self._examples.state in states:
            return states[self._examples.state]
        own = {  # the number beside it is of where one goes on from
            "pad": translate("DataPanel", "drawn"),
            "picture": translate("DataPanel", "your own"),
            OWN: translate("DataPanel", "your own"),
        }
        if example.origin in own:
            return own[example.origin]
        if example.origin not in SETS:
            return ""
        if isinstance(task, Classes) and example.label is not None:
            text = translate("DataPanel", "label {name}")
            return text.format(name=task.names[example.label])
        if example.values is None:
            return ""
        text = translate("DataPanel", "target {value}")
        return text.format(value=", ".join(map(number, example.values)))

    def paint_theme(self) -> None:
        now = theme.current()
        self._dataset.follow_size()
        inked(self._note, now.error)
        for name, button in self._buttons.items():
            button.setIcon(icon(name))
            button.setIconSize(theme.icon_size())
        for choice in self._sets.buttons():
            choice.setFont(theme.font())
            choice.setStyleSheet(choice_style(2))


def _only_wrong(count: int | None) -> str:
    """Return the words of the choice; `count` is how many are wrong, None: not known."""
    if count is None:
        return translate("DataPanel", "Only wrong")
    return translate("DataPanel", "Only wrong: {count}").format(count=f"{count:,}")
