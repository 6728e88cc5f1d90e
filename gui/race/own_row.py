"""What differs in a race of the window's own network: two to four values, one a lane."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from core.own_race import DIFFER, LEAST, MOST, OwnRace, differing, usual
from core.varied import VARIED, Value
from gui.optimizer_words import optimizer_title
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import LearningRateBox, WholeBox
from gui.translation import translate
from gui.widgets import labelled, narrow, spaced

_LETTERS = 8  # of a name that are seen
_LARGEST_BATCH = 65536

_Field = QComboBox | LearningRateBox | WholeBox


class OwnRow(QWidget):
    """Asks for another race when something else is chosen; shows the one that is held."""

    asked = Signal(object)  # an OwnRace
    again = Signal()  # the network of the main window as it is now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "raceOwn", translate("Race", "What differs"))
        self._own: OwnRace | None = None
        self.fields: list[_Field] = []
        self._what = labelled(QComboBox(), "raceWhat", translate("Race", "What differs"))
        for what in DIFFER:
            self._what.addItem(what_words(what), what)
        guard_fields(self._what)
        self._what.activated.connect(self._choose)
        self._fewer = self._button("raceFewer", "−", translate("Race", "One lane fewer"))
        self._more = self._button("raceMore", "+", translate("Race", "One lane more"))
        self._fewer.clicked.connect(lambda: self._count(-1))
        self._more.clicked.connect(lambda: self._count(1))
        take = labelled(
            QPushButton(translate("Race", "Take it again")),
            "raceTakeAgain",
            translate("Race", "Take the network again"),
            translate("Race", "Race the network that the main window shows now"),
        )
        take.clicked.connect(self.again)
        self._row = spaced(QHBoxLayout(self), spacing=2)
        self._row.addWidget(QLabel(translate("Race", "What differs:")))
        self._row.addWidget(self._what)
        for button in (self._fewer, self._more, take):
            self._row.addWidget(button)
        self._row.addStretch(1)

    def show_race(self, own: OwnRace) -> None:
        """Show what differs in this race."""
        before, self._own = self._own, own
        able = differing(own.run.experiment)
        model = self._what.model()
        for row, what in enumerate(DIFFER):
            model.item(row).setEnabled(what in able)  # type: ignore[attr-defined]
        self._what.setCurrentIndex(DIFFER.index(own.what))
        if before is None or _kind(before) != _kind(own):
            self._make_fields(own)
        for field, value in zip(self.fields, own.values, strict=True):
            with QSignalBlocker(field):
                _put(field, value)
        self._fewer.setEnabled(len(own.values) > LEAST)
        self._more.setEnabled(len(own.values) < MOST)

    def _make_fields(self, own: OwnRace) -> None:
        for field in self.fields:
            self._row.removeWidget(field)
            field.hide()
            field.setObjectName("")  # it is gone: nobody finds it
            field.deleteLater()
        self.fields = []
        before: QWidget = self._what
        for at in range(len(own.values)):
            title = translate("Race", "{what} of lane {number}")
            field = labelled(
                _field(own.what),
                f"raceValue{at + 1}",
                title.format(what=what_words(own.what), number=at + 1),
            )
            guard_fields(field)
            changed = field.activated if isinstance(field, QComboBox) else field.valueChanged
            changed.connect(self._take)
            self._row.insertWidget(2 + at, field)
            QWidget.setTabOrder(before, field)
            before = field
            self.fields.append(field)

    def _choose(self) -> None:
        if self._own:
            self.asked.emit(OwnRace.of(self._own.run, self._what.currentData()))

    def _take(self) -> None:
        if self._own:
            self.asked.emit(self._own.with_values(tuple(map(_value, self.fields))))

    def _count(self, more: int) -> None:
        if own := self._own:
            values, known = own.values, usual(own.run.experiment, own.what)
            if more > 0:
                fresh = [value for value in known if value not in values]
                values = (*values, *(fresh or known))[: len(values) + 1]
            else:
                values = values[:-1]
            self.asked.emit(own.with_values(values))

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = labelled(QToolButton(), name, tip, tip)
        button.setText(text)
        return button


def what_words(what: str) -> str:
    """Return what differs, in words."""
    return {
        "learning_rate": translate("Race", "learning rate"),
        "optimizer": translate("Race", "optimizer"),
        "activation": translate("Race", "activation"),
        "initialiser": translate("Race", "initial weights"),
        "batch_size": translate("Race", "batch"),
    }[what]


def lane_name(what: str, value: Value) -> str:
    """Return what a lane is called by its value."""
    if what == "learning_rate":
        return f"η = {value:g}"
    if what == "batch_size":
        return translate("Race", "batch {size}").format(size=value)
    return optimizer_title(str(value)) if what == "optimizer" else str(value)


def _kind(own: OwnRace) -> tuple[str, int]:
    return own.what, len(own.values)


def _field(what: str) -> _Field:
    if what == "learning_rate":
        return LearningRateBox()
    if what == "batch_size":
        return WholeBox(1, _LARGEST_BATCH)
    choice = QComboBox()
    for name in VARIED[what].names:
        choice.addItem(lane_name(what, name), name)
    narrow(choice, _LETTERS)
    return choice


def _put(field: _Field, value: Value) -> None:
    match field:
        case QComboBox():
            field.setCurrentIndex(field.findData(value))
        case QSpinBox():
            field.setValue(int(value))
        case _:
            field.setValue(float(value))


def _value(field: _Field) -> Value:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.value()
