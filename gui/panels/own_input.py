"""The input in numbers: it shows those of the example, and takes any that users type."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from core.data.inputs import InputKind, Point
from core.data.tasks import Classes, Task
from gui.by_hand import ByHand
from gui.panels.field_grid import PAIRS, FieldGrid
from gui.panels.field_guard import guard_fields
from gui.panels.parameter_box import ParameterBox
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, spaced


class OwnInput(ThemedWidget):
    """Fields for a point's coordinates, and for the target; what is typed is the user's example."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "ownInput", translate("OwnInput", "Input"))
        self._session, self._by_hand = session, ByHand(session)
        self._kind: tuple[InputKind, Task] | None = None  # that there are fields for
        self._fields: list[ParameterBox] = []
        self._values: list[ParameterBox] = []  # the target's
        self._classes = labelled(
            QComboBox(),
            "ownTarget",
            translate("OwnInput", "Target"),
            translate("OwnInput", "Which class is right for this input"),
        )
        self._classes.activated.connect(self._choose_class)
        guard_fields(self._classes)
        self._grid = spaced(FieldGrid(self), (2, 1, 2, 1), spacing=1, across=2)
        self.follow_theme()
        session.experiment_changed.connect(self._follow)
        session.example_changed.connect(self._follow)
        self._follow()

    @property
    def has_fields(self) -> bool:
        """Whether the input is one that can be typed."""
        return bool(self._fields)

    def _follow(self) -> None:
        experiment, example = self._session.experiment, self._session.example
        if (experiment.input, experiment.task) != self._kind:
            self._kind = experiment.input, experiment.task
            self._make(*self._kind)
        if len(example.inputs) != experiment.network.inputs:
            return  # of a run that is gone: another comes next
        for box, value in zip(self._fields, self._by_hand.numbers(), strict=False):
            box.show_number(float(value) if example.origin else None)
        self._classes.setCurrentIndex(0 if example.label is None else example.label + 1)
        for index, box in enumerate(self._values):
            box.show_number(None if example.values is None else float(example.values[index]))

    def _make(self, kind: InputKind, task: Task) -> None:
        self._grid.clear(kept=self._classes)
        self._fields, self._values = [], []
        if not isinstance(kind, Point):
            return
        self._grid_rows(kind, task)
        self.paint_theme()
        self.updateGeometry()

    def _grid_rows(self, kind: Point, task: Task) -> None:
        tip = translate("OwnInput", "Type a number: the network answers at once.")
        for index, name in enumerate(kind.names):
            box = ParameterBox("–")
            labelled(box, f"inputField{index + 1}", name, tip)
            box.valueChanged.connect(partial(self._by_hand.change_number, index))
            self._grid.add(name, box, *divmod(index, PAIRS))
            self._fields.append(box)
        row = -(-len(kind.names) // PAIRS)
        if isinstance(task, Classes):
            self._classes.clear()
            self._classes.addItems([translate("OwnInput", "not known"), *task.names])
            self._grid.add(translate("OwnInput", "target"), self._classes, row, wide=True)
            return
        for index, name in enumerate(task.names):
            box = ParameterBox(translate("OwnInput", "not known"), may_be_none=True)
            title = translate("OwnInput", "target {name}").format(name=name)
            labelled(box, f"targetField{index + 1}", title, tip)
            if len(task.names) == 1:  # no wider than it must be
                title = translate("OwnInput", "target")
            box.valueChanged.connect(self._aiming(index, box))
            self._grid.add(title, box, row + index, wide=True)
            self._values.append(box)

    # What users do.

    def _aiming(self, index: int, box: ParameterBox) -> Callable[[float], None]:
        return lambda _: self._by_hand.set_value(index, box.number)

    def _choose_class(self, row: int) -> None:
        self._by_hand.set_label(row - 1 if row else None)

    def paint_theme(self) -> None:
        self._grid.paint_theme()
