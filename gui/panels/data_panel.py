"""The dataset, and walking through its examples."""

import time
from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)

from core import datasets
from gui import theme
from gui.icons import icon
from gui.panels.example_search import ExampleSearch
from gui.panels.field_guard import guard_fields
from gui.session import Example, Session
from gui.widgets import ThemedWidget

_FIELD = 24  # px, the least height of a field
_MOST = 10**7  # examples of a set that is not loaded yet
_BREATH = 0.05  # s a search may take before the window gets its turn


class DataPanel(ThemedWidget):
    """Chooses the dataset and the current example; examples are loaded when first asked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="dataPanel", accessibleName=self.tr("Data"))
        self._session = session
        self._name = ""  # of the dataset that is shown
        self._random = np.random.default_rng()
        self._known: ExampleSearch | None = None
        self._search: Iterator[int | None] = iter(())
        self._go_on = QTimer(self, singleShot=True, interval=0)
        self._go_on.timeout.connect(self._continue_search)
        self._dataset = QComboBox(
            objectName="datasetChoice",
            accessibleName=self.tr("Dataset"),
            toolTip=self.tr("What the network learns; another dataset starts another training"),
        )
        for spec in datasets.SPECS.values():
            self._dataset.addItem(spec.title, spec.name)
        self._class = QComboBox(
            objectName="classChoice",
            accessibleName=self.tr("Class"),
            toolTip=self.tr("Which examples Previous, Next and Random choose"),
        )
        self._sets = QButtonGroup(self)
        sets = QHBoxLayout()
        sets.setSpacing(0)
        for name, title, tip in (
            ("train", self.tr("Train"), self.tr("Examples the network learns from")),
            ("test", self.tr("Test"), self.tr("Examples the network has never learnt from")),
        ):
            button = QToolButton(
                text=title,
                objectName=f"{name}SetButton",
                accessibleName=self.tr("{name} examples").format(name=title),
                toolTip=tip,
                checkable=True,
                checked=name == "test",
            )
            button.setFixedHeight(_FIELD)
            self._sets.addButton(button)
            sets.addWidget(button)
        self._index = QSpinBox(
            objectName="exampleIndex",
            accessibleName=self.tr("Example"),
            toolTip=self.tr("Number of the example in its set, from 0"),
            maximum=_MOST,
            keyboardTracking=False,
        )
        self._index.setMinimumHeight(_FIELD)
        self._index.setFont(theme.tabular(self.font()))
        self._label = QLabel(objectName="exampleLabel", accessibleName=self.tr("Label"))
        self._wrong = QCheckBox(
            self.tr("Only wrong"),
            objectName="misclassifiedOnly",
            accessibleName=self.tr("Misclassified examples only"),
            toolTip=self.tr("Pass over the examples that the network answers rightly"),
        )
        self._buttons: dict[str, QToolButton] = {}
        steps = QHBoxLayout()
        steps.setSpacing(4)
        for name, title, slot in (
            ("previous", self.tr("Previous example"), self.previous_example),
            ("next", self.tr("Next example"), self.next_example),
            ("random", self.tr("Random example"), self.random_example),
        ):
            button = QToolButton(
                objectName=f"{name}ExampleButton", accessibleName=title, toolTip=title
            )
            button.setIconSize(QSize(16, 16))
            button.setFixedSize(_FIELD + 4, _FIELD)
            button.clicked.connect(slot)
            self._buttons[name] = button
            steps.addWidget(button)
        self.follow_theme()

        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 8)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._dataset, 1)
        top.addWidget(self._class)
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addLayout(sets, 1, 0)
        grid.addWidget(self._index, 1, 1, 1, 2)
        grid.addLayout(steps, 2, 0)
        grid.addWidget(self._wrong, 2, 1)
        grid.addWidget(self._label, 2, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)

        guard_fields(self._dataset, self._class, self._index)
        self._dataset.activated.connect(self._choose_dataset)
        self._wrong.toggled.connect(self._end_search)
        self._class.activated.connect(self._choose_class)
        self._index.valueChanged.connect(self._choose)
        self._sets.buttonClicked.connect(lambda _: self._choose(self._index.value()))
        session.experiment_changed.connect(self._take_experiment)
        session.run_changed.connect(self._end_search)
        session.example_changed.connect(self._take_example)
        self._take_experiment()
        self._take_example()

    # What actions and buttons ask for.

    def next_example(self) -> None:
        """Choose the next example of the set, from the last on the first again."""
        self._walk(1)

    def previous_example(self) -> None:
        """Choose the example before, from the first on the last."""
        self._walk(-1)

    def random_example(self) -> None:
        """Choose any example of the set."""
        if self._seeking:
            self._begin_search(self._sought().draw(self._random))
        else:
            self._choose(int(self._random.integers(len(self._examples()[1]))))

    def show_example(self, name: str, index: int) -> None:
        """Choose example `index` of the set "train" or "test", or its last if it is smaller."""
        inputs, labels = self._examples(name)
        index = min(index, len(labels) - 1)
        self._session.set_example(Example(inputs[index], int(labels[index]), name, index))

    # How it is done.

    def _set_name(self) -> str:
        return "train" if self._sets.buttons()[0].isChecked() else "test"

    def _examples(self, name: str = "") -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and labels of the set `name`, by default the one chosen."""
        data = datasets.load(self._session.experiment.dataset)
        if (name or self._set_name()) == "train":
            return data.train_inputs, data.train_labels
        return data.test_inputs, data.test_labels

    def _walk(self, by: int) -> None:
        place = self._index.value() + by
        if by > 0 and self._session.example.source != self._set_name():
            # The walk begins where the spin box stands, that example included.
            place -= by
        place %= len(self._examples()[1])
        if self._seeking:
            self._begin_search(self._sought().search(place, by))
        else:
            self._choose(place)

    @property
    def _seeking(self) -> bool:
        """Whether not every example will do."""
        return self._wrong.isChecked() or self._class.currentData() is not None

    def _sought(self) -> ExampleSearch:
        """Return the search for the newest snapshot, what it has found kept."""
        network, parameters = self._session.experiment.network, self._session.snapshot.parameters
        (inputs, labels), wanted = self._examples(), self._class.currentData()
        wrong = self._wrong.isChecked()
        if self._known is None or not self._known.is_for(parameters, inputs, wrong, wanted):
            self._known = ExampleSearch(network, parameters, inputs, labels, wrong, wanted)
        return self._known

    def _choose_class(self) -> None:
        """Go to the first example of the class from here on."""
        self._end_search()
        if self._class.currentData() is not None:
            self._begin_search(self._sought().search(self._index.value(), 1))

    def _begin_search(self, search: Iterator[int | None]) -> None:
        self._search = search
        self._label.setText(self.tr("wait …"))
        self._continue_search()

    def _continue_search(self) -> None:
        """Search on, but let the window live meanwhile; any other choice ends the search."""
        pause = time.monotonic() + _BREATH
        for place in self._search:
            if place is not None:
                self._choose(place)
                return
            if time.monotonic() > pause:
                self._go_on.start()
                return
        self._label.setText(self.tr("none left"))

    def _end_search(self) -> None:
        self._go_on.stop()
        self._describe()

    def _choose(self, index: int) -> None:
        self.show_example(self._set_name(), index)

    def _choose_dataset(self, row: int) -> None:
        experiment = self._session.experiment
        spec = datasets.SPECS[self._dataset.itemData(row)]
        *hidden, output = experiment.network.layers
        layers = (*hidden, replace(output, neurons=len(spec.class_names)))
        network = replace(experiment.network, inputs=spec.inputs, layers=layers)
        self._session.change_experiment(
            replace(experiment, dataset=spec.name, network=network),
            self.tr("Choose {title}").format(title=spec.title),
        )

    # What the session says.

    def _take_experiment(self) -> None:
        name = self._session.experiment.dataset
        if name == self._name:
            return
        self._name = name
        self._dataset.setCurrentIndex(self._dataset.findData(name))
        self._class.clear()
        self._class.addItem(self.tr("any class"), None)
        for number, title in enumerate(self._session.dataset.class_names):
            self._class.addItem(title, number)
        # How many examples there are is known when the first is asked for.
        self._show_index(0, _MOST, "")

    def _take_example(self) -> None:
        self._end_search()
        example = self._session.example
        if example.source not in ("train", "test"):
            return
        self._sets.buttons()[example.source == "test"].setChecked(True)
        count = len(self._examples()[1])
        suffix = self.tr(" of {count}").format(count=f"{count:,}")
        self._show_index(example.index, count - 1, suffix)

    def _show_index(self, index: int, most: int, suffix: str) -> None:
        with QSignalBlocker(self._index):
            self._index.setMaximum(most)
            self._index.setSuffix(suffix)
            self._index.setValue(index)

    def _describe(self) -> None:
        """Say which label the example has."""
        example, text = self._session.example, ""
        if example.source in ("train", "test"):
            name = self._session.dataset.class_names[example.label]
            text = self.tr("label {name}").format(name=name)
        self._label.setText(text)

    def paint_theme(self) -> None:
        now = theme.current()
        self._wrong.setStyleSheet(theme.check_box())
        for name, button in self._buttons.items():
            button.setIcon(icon(name))
        for button in self._sets.buttons():
            button.setStyleSheet(
                f"QToolButton {{ background: {now.surface}; border: 1px solid {now.border};"
                " padding: 2px 4px; }"
                f"QToolButton:hover, QToolButton:focus {{ border-color: {now.accent}; }}"
                f"QToolButton:checked {{ background: {now.accent}; color: {now.on_accent}; }}"
            )
