"""How the chosen source of data is shaped: its amounts, its seed, its curves."""

import random

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from core.data import Curve, Gate, Source, curves, plane
from core.data.curves import CURVES
from core.data.gates import INPUTS
from gui import theme
from gui.colouring import Colouring
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import SeedBox
from gui.panels.number_slider import NumberSlider
from gui.panels.source_change import SourceChange
from gui.panels.source_pictures import source_icon
from gui.panels.source_words import curve_title
from gui.session import Session
from gui.translation import translate
from gui.widgets import FieldTitle, ThemedWidget, airy, choice_style, labelled, spaced

_MAX_SEED = 2**32 - 1
# Points that the slider offers.
_COUNTS = [
    *range(10, 100, 5),
    *range(100, 500, 20),
    *range(500, 1000, 50),
    *range(1000, 10_000, 500),
    *range(10_000, 100_001, 10_000),
]
_CURVE_PICTURE = 5.5  # units of the grid


class SourceSettings(ThemedWidget):
    """Shows what can be set of the source that is chosen; every change is one of the session's."""

    rows_changed = Signal()  # other settings are shown

    def __init__(
        self,
        session: Session,
        change: SourceChange,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "sourceSettings", translate("SourceSettings", "How the data is shaped"))
        self._session, self._change, self._colouring = session, change, colouring
        self._form = airy(spaced(QFormLayout(self), spacing=1, across=1.5))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._sliders: dict[str, NumberSlider] = {}
        self._shown: Source | None = None
        self._inputs = self._make_inputs()
        self._curves = self._make_curves()
        self._make_sliders()
        self._make_seed()
        self.follow_theme()
        session.experiment_changed.connect(self._take_experiment)
        change.refused.connect(lambda why: self._show() if why else None)
        self._show()

    # What can be set.

    def _make_sliders(self) -> None:
        share = [step / 100 for step in range(101)]
        for field, name, title, tip, steps, whole in (
            (
                "count",
                "pointCount",
                translate("SourceSettings", "Points"),
                translate("SourceSettings", "How many points there are, for training and test"),
                [2, *_COUNTS],
                True,
            ),
            (
                "noise",
                "noise",
                translate("SourceSettings", "Noise"),
                translate("SourceSettings", "How much noise moves the points, 0 to 1"),
                share,
                False,
            ),
            (
                "test_share",
                "testShare",
                translate("SourceSettings", "Test share"),
                translate(
                    "SourceSettings", "The share of points that the network never learns from"
                ),
                share[:91],
                False,
            ),
            (
                "classes",
                "classCount",
                translate("SourceSettings", "Classes"),
                translate("SourceSettings", "How many classes your points may have"),
                range(2, len(plane.CLASS_NAMES) + 1),
                True,
            ),
        ):
            slider = NumberSlider(name, title, tip, list(steps), whole)
            text = translate("SourceSettings", "Change {setting}").format(setting=title)
            slider.changed.connect(
                lambda value, field=field, text=text: self._change.shape(text, **{field: value})
            )
            self._sliders[field] = slider
            self._add(title, slider)

    def _make_inputs(self) -> QButtonGroup:
        group, row = QButtonGroup(self), spaced(QHBoxLayout(), spacing=0)
        tip = translate("SourceSettings", "How many inputs the gate has")
        for count in INPUTS:
            name = translate("SourceSettings", "%n input(s)", "", count)
            button = labelled(QToolButton(), f"gateInputs{count}", name, tip)
            button.setText(str(count))
            button.setCheckable(True)
            group.addButton(button, count)
            row.addWidget(button)
        row.addStretch(1)
        text = translate("SourceSettings", "Change the gate's inputs")
        group.idClicked.connect(lambda count: self._change.shape(text, inputs=count))
        self._add(translate("SourceSettings", "Inputs"), _holding(row))
        return group

    def _make_curves(self) -> dict[str, QToolButton]:
        row, buttons = spaced(QHBoxLayout(), spacing=0.5), {}
        for shape in CURVES:
            title = curve_title(shape)
            tip = translate("SourceSettings", "{curve}: one of up to {most} curves to learn")
            tip = tip.format(curve=title, most=curves.MOST_CURVES)
            button = labelled(QToolButton(), f"{shape}Curve", title, tip)
            button.setIcon(source_icon(Curve((shape,)), self._colouring))
            button.setCheckable(True)
            button.clicked.connect(lambda on, shape=shape: self._switch_curve(shape, on))
            buttons[shape] = button
            row.addWidget(button)
        row.addStretch(1)
        self._form.addRow(_holding(row))
        return buttons

    def _make_seed(self) -> None:
        self._seed = labelled(
            SeedBox(_MAX_SEED),
            "dataSeed",
            translate("SourceSettings", "Seed of the points"),
            translate("SourceSettings", "The same seed gives the same points"),
        )
        self._seed.setFont(theme.font())
        self._dice = labelled(
            QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
            "newPointsButton",
            translate("SourceSettings", "New points"),
            translate("SourceSettings", "Draw other points, with a random seed"),
        )
        self._dice.setText(translate("SourceSettings", "New"))
        self._dice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        guard_fields(self._seed)
        row = spaced(QHBoxLayout(), spacing=1)
        row.addWidget(self._seed, 1)
        row.addWidget(self._dice)
        self._add(translate("SourceSettings", "Seed"), _holding(row))
        text = translate("SourceSettings", "Change the seed of the points")
        self._seed.valueChanged.connect(lambda seed: self._change.shape(text, seed=int(seed)))
        new = translate("SourceSettings", "New points")
        self._dice.clicked.connect(
            lambda: self._change.shape(new, seed=random.randrange(_MAX_SEED))
        )

    def _add(self, title: str, field: QWidget) -> None:
        self._form.addRow(FieldTitle(title), field)

    def _switch_curve(self, shape: str, on: bool) -> None:
        source = self._session.experiment.source
        if isinstance(source, Curve):
            shapes = [one for one in source.shapes if one != shape] + [shape] * on
            text = translate("SourceSettings", "Change the curves")
            self._change.shape(text, shapes=tuple(shapes))

    # What the session says.

    def _take_experiment(self) -> None:
        if self._session.experiment.source != self._shown:
            self._show()

    def _show(self) -> None:
        before, source = self._shown, self._session.experiment.source
        self._shown = source
        for field, slider in self._sliders.items():
            value = getattr(source, field, None)
            self._form.setRowVisible(slider, value is not None)
            if value is not None:
                if field == "count":
                    slider.limit(curves.MOST if isinstance(source, Curve) else plane.MOST)
                slider.show_value(value)
        seed = getattr(source, "seed", None)
        self._form.setRowVisible(_row_of(self._seed), seed is not None)
        if seed is not None:
            with QSignalBlocker(self._seed):
                self._seed.setValue(seed)
        gate, curve = isinstance(source, Gate), isinstance(source, Curve)
        self._form.setRowVisible(_row_of(self._inputs.buttons()[0]), gate)
        self._form.setRowVisible(_row_of(self._curves["sine"]), curve)
        if isinstance(source, Gate):
            self._inputs.button(source.inputs).setChecked(True)
        if isinstance(source, Curve):
            for shape, button in self._curves.items():
                button.setChecked(shape in source.shapes)
        self.setVisible(gate or any(hasattr(source, field) for field in self._sliders))
        if type(before) is not type(source):
            self.rows_changed.emit()

    def paint_theme(self) -> None:
        self._dice.setIcon(icon("random"))
        self._dice.setIconSize(theme.icon_size())
        for button in self._curves.values():
            button.setIconSize(QSize(theme.space(_CURVE_PICTURE), theme.space(_CURVE_PICTURE)))
        for one in (*self._inputs.buttons(), *self._curves.values()):
            one.setFont(theme.font())
            one.setStyleSheet(choice_style(2 if one in self._inputs.buttons() else 0.4))


def _holding(row: QHBoxLayout) -> QWidget:
    """Return a widget that holds `row`."""
    found = QWidget()
    found.setLayout(row)
    return found


def _row_of(control: QWidget) -> QWidget:
    found = control.parentWidget()
    assert found is not None
    return found
