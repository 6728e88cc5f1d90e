"""A line of the form: what is varied, and which values it has: a list, or from one to another."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from core.experiment import Experiment
from core.varied import Axis
from gui import theme
from gui.experiments.quantities import Quantity, listed, quantities, ranged
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.refusal import forget, tell
from gui.panels.typed_text import Refused
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, quiet, spaced

LIST, LINEAR, LOGARITHMIC = "list", "linear", "logarithmic"
# Units of the grid: fields, and how far two of them may shrink.
_WHAT, _HOW, _END, _COUNT = (27, 36), (19, 27), 12, 8


class AxisRow(ThemedWidget):
    """What is varied, and its values; `changed` when anything of it is."""

    changed = Signal()
    removed = Signal()

    def __init__(self, base: Experiment, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("axisRow")
        self._base, self._known = base, quantities(base)
        self._what = labelled(QComboBox(), "axisWhat", translate("Experiments", "What is varied"))
        self._how = labelled(
            QComboBox(),
            "axisHow",
            translate("Experiments", "How values are given"),
            translate("Experiments", "A list of values, or so many from one number to another"),
        )
        self._values = labelled(
            QLineEdit(),
            "axisValues",
            translate("Experiments", "Values, with commas between them"),
        )
        self._ends = tuple(
            labelled(QLineEdit(), found, title, tip)
            for found, title, tip in (
                (
                    "axisFrom",
                    translate("Experiments", "From"),
                    translate("Experiments", "The first value"),
                ),
                (
                    "axisTo",
                    translate("Experiments", "To"),
                    translate("Experiments", "The last value"),
                ),
                (
                    "axisCount",
                    translate("Experiments", "How many values"),
                    translate("Experiments", "How many values there are, both ends among them"),
                ),
            )
        )
        self._words = tuple(
            quiet(QLabel(text))
            for text in (
                translate("Experiments", "from"),
                translate("Experiments", "to"),
                translate("Experiments", "in"),
            )
        )
        self._choose = labelled(
            QToolButton(),
            "axisChoose",
            translate("Experiments", "Choose values"),
            translate("Experiments", "Choose from all that there are"),
        )
        self._choose.setText("…")
        self._choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = labelled(QMenu(self._choose), "axisChoices")
        self._choose.setMenu(self._menu)
        self._remove = labelled(
            QToolButton(),
            "axisRemove",
            translate("Experiments", "Do not vary this"),
            translate("Experiments", "Do not vary this"),
        )
        self._remove.clicked.connect(self.removed)
        self._lay_out()
        self._fill(name)
        self.propose()
        self._what.activated.connect(lambda: self._take_what())
        self._how.activated.connect(lambda: self._take_how())
        for field in (self._values, *self._ends):
            field.textEdited.connect(lambda _, field=field: self._edited(field))
            field.editingFinished.connect(lambda field=field: self._check(field))
        self.follow_theme()

    @property
    def name(self) -> str:
        """What is varied, one of core.varied.VARIED."""
        return str(self._what.currentData())

    @property
    def quantity(self) -> Quantity:
        """What is varied, in words."""
        return self._known[self.name]

    @property
    def how(self) -> str:
        """LIST, LINEAR or LOGARITHMIC."""
        return str(self._how.currentData())

    def axis(self) -> Axis:
        """Return what is asked for. Refused: what was typed cannot be taken; str() says why."""
        if self.how == LIST:
            return listed(self.quantity, self._values.text(), self._base)
        low, high, count = (field.text() for field in self._ends)
        return ranged(self.quantity, (low, high, count), self.how == LOGARITHMIC, self._base)

    def set_base(self, base: Experiment) -> None:
        """Vary another experiment; what cannot be varied of it is not offered."""
        self._base, self._known = base, quantities(base)
        self._fill(self.name)

    def set_names(self, taken: Sequence[str]) -> None:
        """Offer what is not `taken` by other rows."""
        own = self.name
        with QSignalBlocker(self._what):
            self._what.clear()
            for name, one in self._known.items():
                if name == own or name not in taken:
                    self._what.addItem(one.title, name)
            self._what.setCurrentIndex(self._what.findData(own))

    def propose(self) -> None:
        """Fill in values that make sense of what is varied."""
        one = self.quantity
        with QSignalBlocker(self._how):
            self._how.clear()
            self._how.addItem(translate("Experiments", "List"), LIST)
            if one.limits is not None:
                self._how.addItem(translate("Experiments", "Even steps"), LINEAR)
                self._how.addItem(translate("Experiments", "Equal factors"), LOGARITHMIC)
        self._values.setText(one.first)
        for field, text in zip(
            self._ends, (f"{one.low:g}", f"{one.high:g}", str(one.steps)), strict=True
        ):
            field.setText(text)
        self._menu.clear()
        for name in one.choices:
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in one.first.split(", "))
            action.triggered.connect(self._take_choices)
        self._show()

    # What users do.

    def _take_what(self) -> None:
        self.propose()
        self.changed.emit()

    def _take_how(self) -> None:
        if self.how == LOGARITHMIC and self._ends[0].text().strip() in ("0", "0.0"):
            self._ends[0].setText("0.001" if not self._whole else "1")
        self._show()
        self.changed.emit()

    @property
    def _whole(self) -> bool:
        limits = self.quantity.limits
        return limits is not None and limits.whole

    def _take_choices(self) -> None:
        chosen = [one.text() for one in self._menu.actions() if one.isChecked()]
        self._values.setText(", ".join(chosen))
        self.changed.emit()

    def _edited(self, field: QLineEdit) -> None:
        forget(field)
        self.changed.emit()

    def _check(self, field: QLineEdit) -> None:
        """Say at the field why what was typed is not taken."""
        if not field.isVisible() or not field.isModified():
            return
        try:
            self.axis()
        except Refused as refused:
            tell(field, str(refused))

    # How it looks.

    def _lay_out(self) -> None:
        guard_fields(self._what, self._how)
        for choice in (self._what, self._how):
            choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = spaced(QHBoxLayout(self), spacing=1)
        row.addWidget(self._what)
        row.addWidget(self._how)
        row.addWidget(self._values, 100)
        for word, field in zip(self._words, self._ends, strict=True):
            row.addWidget(word)
            row.addWidget(field)
        row.addWidget(self._choose)
        row.addStretch(1)
        row.addWidget(self._remove)

    def _fill(self, name: str) -> None:
        with QSignalBlocker(self._what):
            self._what.clear()
            for one in self._known.values():
                self._what.addItem(one.title, one.name)
            self._what.setCurrentIndex(max(self._what.findData(name), 0))

    def _show(self) -> None:
        of_range = self.how != LIST
        self._how.setVisible(self.quantity.limits is not None)
        self._choose.setVisible(bool(self.quantity.choices))
        self._values.setVisible(not of_range)
        self._values.setToolTip(self.quantity.tip)
        self._what.setToolTip(self.quantity.tip)
        for widget in (*self._words, *self._ends):
            widget.setVisible(of_range)

    def paint_theme(self) -> None:
        self._remove.setIcon(icon("remove"))
        self._remove.setIconSize(theme.icon_size())
        for choice, (least, most) in ((self._what, _WHAT), (self._how, _HOW)):
            choice.setMinimumWidth(theme.space(least))
            choice.setMaximumWidth(theme.space(most))
        for field, wide in zip(self._ends, (_END, _END, _COUNT), strict=True):
            field.setFixedWidth(theme.space(wide))
            field.setFont(theme.font())
        self._values.setFont(theme.font())
