"""The plot with its choices: what is plotted against what, and on which scales."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.experiments.plot import ExperimentPlot
from gui.experiments.sheet import Column, Sheet
from gui.experiments.sheets import CURVE, STATE
from gui.panels.field_guard import guard_fields
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, narrow, spaced

# Columns whose values are over many decades as a rule.
_LOGARITHMIC = frozenset(
    (
        *("learning_rate", "l1", "l2", "batch_size", "examples", "parameters", "hidden_neurons"),
        *("test_loss", "train_loss", "best_test_loss", "best_train_loss"),
    )
)


class ExperimentChart(ThemedWidget):
    """Chooses what the plot shows: the first that is varied, and the test loss, at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = ExperimentPlot()
        self._names: tuple[str, ...] = ()
        self._wish = "", ""
        self._y, self._x = (
            labelled(QComboBox(), name, title, tip)
            for name, title, tip in (
                (
                    "plotY",
                    translate("Experiments", "Up"),
                    translate("Experiments", "What is plotted upwards"),
                ),
                (
                    "plotX",
                    translate("Experiments", "Across"),
                    translate("Experiments", "What is plotted to the right"),
                ),
            )
        )
        self._y_log, self._x_log = (
            labelled(QCheckBox(translate("Experiments", "log")), name, title, title)
            for name, title in (
                ("plotYLog", translate("Experiments", "Logarithmic scale upwards")),
                ("plotXLog", translate("Experiments", "Logarithmic scale to the right")),
            )
        )
        self._over = QLabel(translate("Experiments", "over"))
        self._said = labelled(QLabel(), "plotSaid")
        guard_fields(self._x, self._y)
        for choice, log in ((self._y, self._y_log), (self._x, self._x_log)):
            narrow(choice, 4)
            choice.activated.connect(lambda _, choice=choice, log=log: self._chose(choice, log))
            log.toggled.connect(self._look)
        row = spaced(QHBoxLayout(), spacing=1)
        for widget in (self._y, self._y_log, self._over, self._x, self._x_log):
            row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
        column = spaced(QVBoxLayout(self), (1, 0, 0, 0), 0.5)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        column.addWidget(self._said)
        self.follow_theme()

    def begin(self, across: str = "", along: str = "") -> None:
        """Plot `along` against `across` in the next sheet, which is of another experiment."""
        self._names, self._wish = (), (across, along)

    def show_sheet(self, sheet: Sheet) -> None:
        """Plot the lines of `sheet`."""
        columns = [one for one in sheet.columns if one.name not in (CURVE, STATE)]
        names = tuple(one.name for one in columns)
        if set(names) - {"seed"} != set(self._names) - {"seed"}:
            varied = next((one.name for one in columns if one.setting), "parameters")
            across, along = self._wish
            self._fill(columns, across or varied, along or "test_loss")
        elif names != self._names:
            self._fill(columns, self.plot.across, self.plot.along, keep=True)
        self._names = names
        self.plot.show_sheet(sheet)
        self._say()

    def _fill(self, columns: Sequence[Column], x: str, y: str, keep: bool = False) -> None:
        for choice, log, wanted in ((self._y, self._y_log, y), (self._x, self._x_log, x)):
            with QSignalBlocker(choice), QSignalBlocker(log):
                choice.clear()
                for one in columns:
                    choice.addItem(one.title, one.name)
                choice.setCurrentIndex(max(choice.findData(wanted), 0))
                if not keep:
                    log.setChecked(choice.currentData() in _LOGARITHMIC)
        self._look()

    def _chose(self, choice: QComboBox, log: QCheckBox) -> None:
        log.setChecked(choice.currentData() in _LOGARITHMIC)
        self._look()

    def _look(self) -> None:
        self.plot.look(
            str(self._x.currentData()),
            str(self._y.currentData()),
            self._x_log.isChecked(),
            self._y_log.isChecked(),
        )
        self._say()

    def _say(self) -> None:
        text = self.plot.words if self.plot.sheet.lines else ""
        if text != self._said.text():
            self._said.setText(text)
        self._said.setVisible(bool(text))

    def paint_theme(self) -> None:
        now = theme.current()
        inked(self._over, now.muted)
        inked(self._said, now.muted)
        self._said.setFont(theme.font("small"))
