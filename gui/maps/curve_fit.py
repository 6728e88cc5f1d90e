"""The curve fit: what the network makes of one input, and of which parts; curves drawn by hand."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.data.curves import PLACES, RANGE
from gui import theme
from gui.examples import Examples
from gui.maps.curve_scene import MOST_PARTS, PARTS
from gui.maps.curve_tool import KINDS
from gui.maps.curve_view import CurveView
from gui.maps.tool_buttons import plain_button, show_icons, tool_button
from gui.numbers import fixed, signed
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import Shrinking, ThemedWidget, inked, labelled, narrow, spaced

_TARGET_WITHIN = (RANGE[1] - RANGE[0]) / (PLACES - 1)  # of x: what is read beside a target
_WIDEST = "x = −0.00   y: target −0.000, network −0.000"  # what may be read, in one line
_CAPTION_LINES = 3
_GLYPHS = {"look": ("look", "Q"), "draw": ("pen", "D"), "erase": ("erase", "E")}  # and its key


def _tool_buttons() -> dict[str, QToolButton]:
    """Return a button for each of gui.maps.curve_tool.KINDS."""
    words = {
        "look": (
            translate("CurveFit", "Look"),
            translate("CurveFit", "Point at the curve to read it, click to choose an x"),
        ),
        "draw": (
            translate("CurveFit", "Draw"),
            translate("CurveFit", "Draw the curve; the right button erases"),
        ),
        "erase": (
            translate("CurveFit", "Erase"),
            translate("CurveFit", "Erase a part of the curve"),
        ),
    }
    return {
        kind: tool_button(f"curve{kind.capitalize()}", *words[kind], *_GLYPHS[kind])
        for kind in KINDS
    }


def _part_choice() -> QComboBox:
    """Return what chooses the thin lines: PARTS, in their order."""
    choice = labelled(
        QComboBox(),
        "curveParts",
        translate("CurveFit", "Parts of the curve"),
        translate("CurveFit", "What each neuron of the last hidden layer adds to the curve"),
    )
    words = (
        translate("CurveFit", "Network"),
        translate("CurveFit", "Contributions"),
        translate("CurveFit", "Running sum"),
    )
    for name, text in zip(PARTS, words, strict=True):
        choice.addItem(text, name)
    return choice


def _output_choice() -> QComboBox:
    return labelled(
        QComboBox(),
        "curveOutput",
        translate("CurveFit", "Output"),
        translate("CurveFit", "The output whose parts are shown"),
    )


class _Words(QLabel):
    """Words in as many lines as there is room for, which ask for no more."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        return False


class CurveFitPanel(ThemedWidget, Shrinking):
    """The curve, tools to draw with, what is read at a place, and what the thin lines are."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        examples: Examples,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "curveFit", translate("CurveFit", "Curve fit"))
        self._session = session
        self.view = CurveView(session, selection, examples)
        self._buttons = _tool_buttons()
        group = QButtonGroup(self)
        for name, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _, name=name: self._choose_tool(name))
        self._buttons["look"].setChecked(True)
        self._clear = plain_button(
            "curveClear",
            translate("CurveFit", "Clear"),
            translate("CurveFit", "Remove the curve, to draw another"),
            "clear",
        )
        self._clear.clicked.connect(self.view.tool.clear)
        self._parts, self._output = _part_choice(), _output_choice()
        for combo in (self._parts, self._output):
            narrow(combo, 1)
        self._parts.currentIndexChanged.connect(lambda index: self.view.set_parts(PARTS[index]))
        self._output.currentIndexChanged.connect(self.view.set_output)
        self._reading = labelled(_Words(), "curveReading", translate("CurveFit", "Values at x"))
        self._caption = labelled(_Words(), "curveCaption", translate("CurveFit", "Thin lines"))
        self._lay_out()
        self.view.reading_changed.connect(self._read)
        self.view.tool.changed.connect(self._show_tool)
        session.experiment_changed.connect(self._take_experiment)
        self.follow_theme()
        self._take_experiment()

    def _lay_out(self) -> None:
        row = spaced(QHBoxLayout(), spacing=0.5)
        for button in (*self._buttons.values(), self._clear):
            row.addWidget(button)
        row.addSpacing(theme.space(1))
        row.addWidget(self._output, 1)
        row.addWidget(self._parts, 3)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 2), 1)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self._reading)
        column.addWidget(self._caption)

    @property
    def reading(self) -> str:
        """What is read at the place that is pointed at, in words."""
        view, x = self.view, self.view.read_x
        if x is None:
            return translate("CurveFit", "Point at the curve to read it.")
        fit, target = view.fit, view.data.target_at(x, _TARGET_WITHIN)
        names = self._session.experiment.task.output_names(len(fit.outputs))
        lines = [translate("CurveFit", "x = {x}").format(x=fixed(x, 2))]
        for index, (name, heights) in enumerate(zip(names, fit.outputs, strict=True)):
            answer = fixed(float(np.interp(x, fit.x, heights)), 3)
            if target is None:
                text = translate("CurveFit", "{name}: network {answer}")
                lines.append(text.format(name=name, answer=answer))
            else:
                text = translate("CurveFit", "{name}: target {target}, network {answer}")
                told = fixed(float(target[index]), 3)
                lines.append(text.format(name=name, target=told, answer=answer))
        if view.parts != "none" and view.neuron is not None:
            if view.parts == "contributions":
                heights = fit.contributions[view.neuron]
                text = translate("CurveFit", "neuron {number}: w·a = {value}")
            else:
                heights = fit.sums[view.neuron + 1]
                text = translate("CurveFit", "up to neuron {number}: {value}")
            value = fixed(float(np.interp(x, fit.x, heights)), 3)
            lines.append(text.format(number=view.neuron + 1, value=value))
        return "   ".join(lines)

    @property
    def caption(self) -> str:
        """What the thin lines are, in words; empty: there are none."""
        view = self.view
        if view.parts == "none" or not view.is_curve:
            return ""
        fit = view.fit
        experiment = self._session.experiment
        name = experiment.task.output_names(len(fit.outputs))[view.output]
        activation = experiment.network.layers[-1].activation
        bias, count = signed(fit.bias, 3), len(fit.contributions)
        if view.parts == "contributions":
            told = translate(
                "CurveFit",
                "Each thin line is w·a of one neuron. All {count} and the bias {bias} sum to"
                " {name}.",
            )
        else:
            told = translate(
                "CurveFit",
                "Starting from the bias {bias}, each thin line adds w·a of one more neuron. All"
                " {count} make {name}.",
            )
        linear = activation == "linear"
        said = [told.format(count=count, bias=bias, name=name if linear else "z")]
        if not linear:
            text = translate("CurveFit", "{name} is {activation} of z.")
            said.append(text.format(name=name, activation=activation))
        if count > MOST_PARTS:
            text = translate("CurveFit", "Only the {most} that vary most are drawn.")
            said.append(text.format(most=MOST_PARTS))
        return " ".join(said)

    def _choose_tool(self, name: str) -> None:
        self.view.tool.choose(name)
        self._show_tool()

    def _show_tool(self) -> None:
        self._buttons[self.view.tool.kind].setChecked(True)

    def _take_experiment(self) -> None:
        drawable = self.view.tool.is_drawable
        for name in ("draw", "erase"):
            self._buttons[name].setEnabled(drawable)
        self._clear.setEnabled(drawable)
        network = self._session.experiment.network
        names = self._session.experiment.task.output_names(network.sizes[-1])
        if names != tuple(self._output.itemText(at) for at in range(self._output.count())):
            self._output.clear()
            self._output.addItems(list(names))
        self._read()

    def _read(self) -> None:
        if not self.view.is_curve:
            return
        self._caption.setVisible(self.view.parts != "none")
        self._output.setVisible(self.view.parts != "none" and self._output.count() > 1)
        self._fit_reading()
        if self.isVisible():
            self._reading.setText(self.reading)
            self._caption.setText(self.caption)
            self.view.setAccessibleDescription(self._reading.text())

    def _fit_reading(self) -> None:
        """Keep room for all that may be read: the curve stands still."""
        outputs = self._session.experiment.network.sizes[-1]
        lines = 1 + (outputs > 1) + (outputs > 2) + (outputs == 1 and self.view.parts != "none")
        metrics = self._reading.fontMetrics()
        widest = metrics.horizontalAdvance(_WIDEST) + 2 * theme.space(2)
        lines = max(lines, 1 + (self.width() < widest))
        if self._reading.minimumHeight() != lines * metrics.lineSpacing():
            self._reading.setFixedHeight(lines * metrics.lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reading()

    def paint_theme(self) -> None:
        now = theme.current()
        show_icons((*self._buttons.values(), self._clear))
        for label in (self._reading, self._caption):
            label.setFont(theme.font("small"))
        self._caption.setFixedHeight(_CAPTION_LINES * self._caption.fontMetrics().lineSpacing())
        self._fit_reading()
        inked(self._caption, now.muted)
