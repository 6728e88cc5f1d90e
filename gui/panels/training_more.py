"""What "More" folds out in the panel of the training: L1, dropout, schedule, when to stop."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QToolButton, QWidget

from core.experiment import MOST_UPDATES, UNITS, Hyperparameters
from core.schedules import SCHEDULES
from gui import theme
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import DecadesBox, L2Box, NumberBox, ShareBox, next_125
from gui.session import Session
from gui.translation import translate
from gui.widgets import FieldTitle, labelled, spaced

Change: TypeAlias = Callable[..., None]  # (text, **hyperparameters)

_MANY_STEPS = 3  # so many steps of a rate at once are no schedule: it would be all but 0
_COSINE = 10_000  # updates that one lasts at least, where nobody said


def in_use(hyperparameters: Hyperparameters) -> int:
    """Return how many of the things that "More" folds out are in use."""
    now = hyperparameters
    return sum(
        (
            now.l1 > 0,
            now.dropout > 0,
            now.schedule != "constant",
            now.stop_after > 0,
            now.stop_under > 0,
            now.patience > 0,
        )
    )


def begun(now: Hyperparameters, schedule: str, updates: int) -> dict[str, object]:
    """Return what changes where a schedule is chosen after so many updates.

    It counts from the first update of the run: one that would be over by now gets longer.
    """
    wanted = now.schedule_updates
    if schedule == "cosine":
        wanted = max(wanted, _COSINE, 2 * updates)
    elif schedule == "step" and updates > _MANY_STEPS * wanted:
        wanted = updates
    if wanted != now.schedule_updates:
        wanted = min(round(next_125(0.999 * wanted, up=True)), MOST_UPDATES)
    return {"schedule": schedule, "schedule_updates": wanted}


class TrainingMore(QObject):
    """The rows of a form that its `button` folds out; they are made when it does so first.

    `change` is called with the name of a change and the hyperparameters that it gives.
    """

    def __init__(
        self, session: Session, form: QFormLayout, change: Change, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._form, self._change = session, form, change
        self._boxes: dict[str, NumberBox] = {}
        self._choices: dict[str, QComboBox] = {}
        self._rows: list[QWidget | QHBoxLayout] = []
        self.button = labelled(
            QToolButton(),
            "trainingMore",
            translate("TrainingMore", "More"),
            translate(
                "TrainingMore",
                "L1, dropout, how the learning rate changes, and when training stops by itself."
                " In parentheses: how many of them are in use.",
            ),
        )
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.toggled.connect(self._fold)
        self._fold(False)

    def take(self) -> None:
        """Show the session's hyperparameters."""
        now = self._session.experiment.hyperparameters
        count = in_use(now)
        more = translate("TrainingMore", "More")
        self.button.setText(f"{more} ({count})" if count else more)
        if not self._rows:
            return
        for name, choice in self._choices.items():
            choice.setCurrentIndex(choice.findData(getattr(now, name)))
        stop = self._boxes["stop_after"]
        assert isinstance(stop, DecadesBox)
        stop.set_whole(now.stop_unit == "updates")
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setValue(getattr(now, name))
        self._show_rows()

    def _fold(self, out: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if out else Qt.ArrowType.RightArrow)
        if out and not self._rows:
            self._make_rows()
        self.take()
        self._show_rows()

    def _show_rows(self) -> None:
        out, schedule = self.button.isChecked(), self._session.experiment.hyperparameters.schedule
        for row in self._rows:
            self._form.setRowVisible(row, out)
        if not self._rows:
            return
        self._form.setRowVisible(self._own, out and schedule != "constant")
        for name, of in (("schedule_factor", "step"), ("schedule_floor", "cosine")):
            self._boxes[name].setVisible(out and schedule == of)

    # How it is built.

    def _make_rows(self) -> None:
        self._make_schedule()
        off = translate("TrainingMore", "off")
        self._boxes["stop_after"] = DecadesBox(1, MOST_UPDATES, whole=True, off=off)
        self._boxes["stop_under"] = DecadesBox(1e-6, 1e30, off=off)
        self._boxes["patience"] = DecadesBox(100, MOST_UPDATES, whole=True, off=off)
        self._boxes["l1"] = L2Box()
        self._boxes["dropout"] = ShareBox()
        unit = self._choices["stop_unit"] = QComboBox()
        for name, title in zip(UNITS, unit_titles(), strict=True):
            unit.addItem(title, name)
        of_weights = _row(self._boxes["l1"], self._boxes["dropout"])
        stop = spaced(QHBoxLayout())
        stop.addWidget(self._boxes["stop_after"], 1)
        stop.addWidget(unit)
        for title, row in (
            (translate("TrainingMore", "L1 λ, dropout"), of_weights),
            (translate("TrainingMore", "Schedule"), self._choices["schedule"]),
            (translate("TrainingMore", "Updates, ×"), self._own),
            (translate("TrainingMore", "Stop after"), stop),
            (translate("TrainingMore", "Stop under"), self._boxes["stop_under"]),
            (translate("TrainingMore", "Stop early"), self._boxes["patience"]),
        ):
            self._rows.append(row)
            self._form.addRow(FieldTitle(title), row)
        self._name()
        for name, box in self._boxes.items():
            box.setFont(theme.font())
            guard_fields(box)
            box.valueChanged.connect(lambda value, name=name: self._typed(name, value))
        for choice in self._choices.values():
            guard_fields(choice)
        self._choices["schedule"].activated.connect(self._choose_schedule)
        unit.activated.connect(self._choose_unit)

    def _make_schedule(self) -> None:
        choice = self._choices["schedule"] = QComboBox()
        for row, name in enumerate(SCHEDULES):
            title, tip = schedule_words(name)
            choice.addItem(title, name)
            choice.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        self._boxes["schedule_updates"] = DecadesBox(1, MOST_UPDATES, whole=True)
        self._boxes["schedule_factor"] = DecadesBox(1e-3, 1)
        self._boxes["schedule_floor"] = DecadesBox(1e-3, 1)
        names = ("schedule_updates", "schedule_factor", "schedule_floor")
        self._own = _row(*(self._boxes[name] for name in names))

    def _name(self) -> None:
        """Give every field its name, its title and what it does."""
        for name, (title, tip) in words().items():
            field = self._boxes.get(name) or self._choices[name]
            first, *others = name.split("_")
            labelled(field, first + "".join(map(str.capitalize, others)), title, tip)

    # What the user asks for.

    def _typed(self, name: str, value: float) -> None:
        whole = name in ("schedule_updates", "patience")
        title, _ = words()[name]
        text = translate("TrainingMore", "Change “{what}”").format(what=title)
        self._change(text, **{name: round(value) if whole else value})

    def _choose_schedule(self, row: int) -> None:
        now, updates = self._session.experiment.hyperparameters, self._session.snapshot.updates
        schedule = self._choices["schedule"].itemData(row)
        if schedule != now.schedule:
            text = translate("TrainingMore", "Change schedule")
            self._change(text, **begun(now, schedule, updates))

    def _choose_unit(self, row: int) -> None:
        unit, now = self._choices["stop_unit"].itemData(row), self._session.experiment
        after = now.hyperparameters.stop_after
        if unit == "updates":  # a part of an update is none
            after = float(max(round(after), 1)) if after else 0.0
        if unit != now.hyperparameters.stop_unit:
            text = translate("TrainingMore", "Change when training stops")
            self._change(text, stop_unit=unit, stop_after=after)


def _row(*boxes: QWidget) -> QHBoxLayout:
    row = spaced(QHBoxLayout())
    for box in boxes:
        row.addWidget(box, 1)
    return row


def unit_titles() -> tuple[str, str]:
    """Return the names of core.experiment.UNITS."""
    return translate("TrainingMore", "updates"), translate("TrainingMore", "epochs")


def schedule_words(name: str) -> tuple[str, str]:
    """Return the name of a schedule, and what it does."""
    match name:
        case "step":
            return (
                translate("TrainingMore", "Step"),
                translate(
                    "TrainingMore", "After every so many updates, the rate gets smaller at once"
                ),
            )
        case "cosine":
            return (
                translate("TrainingMore", "Cosine"),
                translate(
                    "TrainingMore", "The rate falls slowly, then fast, then slowly: half a cosine"
                ),
            )
    return (
        translate("TrainingMore", "Constant"),
        translate("TrainingMore", "The rate stays as it is"),
    )


def words() -> dict[str, tuple[str, str]]:
    """Return title and tooltip of every field, by its hyperparameter."""
    return {
        "l1": (
            translate("TrainingMore", "L1 λ"),
            translate(
                "TrainingMore",
                "L1 regularisation drives weights to 0. It adds λ·sign(w) to each weight's"
                " gradient. The losses shown leave it out. From 0 to 10.",
            ),
        ),
        "dropout": (
            translate("TrainingMore", "Dropout"),
            translate(
                "TrainingMore",
                "The share of each hidden layer's neurons that an update leaves out, drawn by"
                " seed and update. The others count 1/(1 − share) times. From 0 to below 1.\n"
                "The training loss is that of such updates. Test loss, maps, answers and the walk"
                " use all neurons.",
            ),
        ),
        "schedule": (
            translate("TrainingMore", "Schedule"),
            translate(
                "TrainingMore",
                "How the learning rate changes with the updates of this run. The rate of now"
                " stands beside the learning rate.",
            ),
        ),
        "schedule_updates": (
            translate("TrainingMore", "Updates of the schedule"),
            translate(
                "TrainingMore",
                "Updates of the run. Step: after every so many, the rate is multiplied. Cosine:"
                " until this one, the rate falls. From 1 to 10⁹.",
            ),
        ),
        "schedule_factor": (
            translate("TrainingMore", "Factor of the schedule"),
            translate(
                "TrainingMore", "What the rate is multiplied by each time. Above 0, up to 1."
            ),
        ),
        "schedule_floor": (
            translate("TrainingMore", "Last share of the rate"),
            translate(
                "TrainingMore",
                "What the rate is multiplied by at the end. Above 0, up to 1.",
            ),
        ),
        "stop_after": (
            translate("TrainingMore", "Stop after"),
            translate(
                "TrainingMore",
                "Training stops by itself after so many updates or epochs. They count from when"
                " it was started last. Up to 10⁹; 0 is off.",
            ),
        ),
        "stop_unit": (
            translate("TrainingMore", "Unit of Stop after"),
            translate("TrainingMore", "An epoch is one pass over the training examples"),
        ),
        "stop_under": (
            translate("TrainingMore", "Loss to stop under"),
            translate(
                "TrainingMore",
                "Training stops when the loss of the whole training set is under this. It is"
                " looked at after every epoch, but not more often than every 100 updates."
                " 0 is off.",
            ),
        ),
        "patience": (
            translate("TrainingMore", "Patience of early stopping"),
            translate(
                "TrainingMore",
                "Early stopping: training stops when the test loss has not fallen for so many"
                " updates. Then it goes back to where the loss was lowest since it was last"
                " started. The loss is looked at after every epoch, but not more often than every"
                " 100 updates. Without test examples, the training loss counts. 0 is off.",
            ),
        ),
    }
