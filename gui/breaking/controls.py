"""The sliders, boxes and buttons that break a network; each shows what is broken now."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from core.activations import ACTIVATIONS
from core.breaking import MOST_BITS
from core.network import MAX_LAYERS
from gui import theme
from gui.breaking.owner import Breaking
from gui.breaking.words import bits_text, share_text
from gui.panels.field_guard import guard_fields
from gui.selection import Selection
from gui.translation import translate
from gui.widgets import (
    ThemedWidget,
    WidestLabel,
    choice_style,
    inked,
    labelled,
    narrow,
    spaced,
)

_MOST_NOISE = 200  # %, of the deviation
_NOISE_STEP = 5
_IN_A_ROW = 5  # buttons of layers
_SLIDER = 12  # units of the grid, how wide one is at least


class _Dial(NamedTuple):
    """A slider with its value: what it puts into the damage, and how it shows what is there."""

    part: str
    slider: QSlider
    value: QLabel
    of_place: Callable[[int], float]
    place_of: Callable[[float], int]
    text: Callable[[float], str]


class BreakControls(ThemedWidget):
    """What can be broken: neurons, layers, biases, weights, inputs, activations."""

    def __init__(
        self, breaking: Breaking, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._breaking, self._selection = breaking, selection
        self._grid = spaced(QGridLayout(self), spacing=1, across=2)
        self._grid.setColumnStretch(1, 1)
        self._titles: list[QLabel] = []
        self._neuron = labelled(
            QPushButton(),
            "neuronOff",
            translate("Breaking", "Switch the selected neuron off"),
            translate("Breaking", "All weights into and out of it, and its bias, are 0"),
        )
        self._neuron.clicked.connect(self._toggle_neuron)
        narrow_button = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        self._neuron.setSizePolicy(*narrow_button)  # a long name makes the panel no wider
        self._layers = [self._layer_button(number) for number in range(1, MAX_LAYERS)]
        self._biases = labelled(
            QCheckBox(translate("Breaking", "all off")),
            "biasesOff",
            translate("Breaking", "Switch all biases off"),
            translate("Breaking", "All biases are 0"),
        )
        self._biases.clicked.connect(
            lambda off: breaking.change(
                translate("Breaking", "Switch all biases off")
                if off
                else translate("Breaking", "Switch all biases on"),
                biases=off,
            )
        )
        self._activation = labelled(
            QComboBox(),
            "otherActivation",
            translate("Breaking", "Another activation for the hidden layers"),
            translate("Breaking", "Have all hidden layers another activation; weights stay"),
        )
        self._activation.addItem(translate("Breaking", "its own"), "")
        for name in ACTIVATIONS:
            self._activation.addItem(name, name)
        narrow(self._activation, 4)
        guard_fields(self._activation)
        self._activation.currentIndexChanged.connect(
            lambda: breaking.change(
                translate("Breaking", "Change activation of the hidden layers"),
                activation=self._activation.currentData(),
            )
        )
        self._again = labelled(
            QToolButton(),
            "otherNoise",
            translate("Breaking", "Other noise"),
            translate("Breaking", "Draw other noise of the same size"),
        )
        self._again.setText(translate("Breaking", "Other noise"))
        self._again.clicked.connect(
            lambda: breaking.change(
                translate("Breaking", "Draw other noise"), seed=breaking.damage.seed + 1
            )
        )
        self._dials = self._make_dials()
        self._lay_out()
        breaking.changed.connect(self._show)
        selection.changed.connect(self._show)
        breaking.session.experiment_changed.connect(self._show)
        self.follow_theme()
        self._show()

    # How it is built.

    def _make_dials(self) -> list[_Dial]:
        percent = (lambda at: at / 100, lambda share: round(100 * share), share_text)
        noise = (
            lambda at: at * _NOISE_STEP / 100,
            lambda share: round(100 * share / _NOISE_STEP),
            share_text,
        )
        # To the right there is more damage: all bits, 16, … 1.
        bits = (
            lambda at: MOST_BITS + 1 - at if at else 0,
            lambda kept: MOST_BITS + 1 - round(kept) if kept else 0,
            lambda kept: bits_text(round(kept)),
        )
        return [
            self._dial(
                *("pruned", 100, percent),
                translate("Breaking", "Share of the weights that is pruned"),
                translate("Breaking", "The smallest weights of all layers become 0"),
                translate("Breaking", "Prune weights"),
            ),
            self._dial(
                *("bits", MOST_BITS, bits),
                translate("Breaking", "Bits kept of each weight"),
                translate(
                    "Breaking",
                    "Weights are rounded to evenly spaced levels, from minus the largest weight of"
                    " the layer to plus: 3 levels with two bits, 7 with three, 15 with four. One"
                    " bit keeps the sign alone.",
                ),
                translate("Breaking", "Round weights"),
            ),
            self._dial(
                *("weight_noise", _MOST_NOISE // _NOISE_STEP, noise),
                translate("Breaking", "Noise on weights"),
                translate(
                    "Breaking",
                    "Random numbers are added to the weights: 100 % are as large as the weights of"
                    " the layer are spread",
                ),
                translate("Breaking", "Put noise on weights"),
            ),
            self._dial(
                *("input_noise", _MOST_NOISE // _NOISE_STEP, noise),
                translate("Breaking", "Noise on inputs"),
                translate(
                    "Breaking",
                    "Random numbers are added to the inputs, of the example that is shown and of"
                    " those it is measured on: 100 % are as large as these are spread. Maps go"
                    " without.",
                ),
                translate("Breaking", "Put noise on inputs"),
            ),
        ]

    def _dial(
        self,
        part: str,
        most: int,
        ways: tuple[Callable[[int], float], Callable[[float], int], Callable[[float], str]],
        title: str,
        tip: str,
        change: str,
    ) -> _Dial:
        slider = labelled(QSlider(Qt.Orientation.Horizontal), f"{part}Slider", title, tip)
        slider.setRange(0, most)
        slider.setPageStep(max(most // 10, 1))
        slider.setMinimumWidth(theme.space(_SLIDER))
        guard_fields(slider)
        widest = translate("Breaking", "all 32") if part == "bits" else share_text(2)
        value = labelled(WidestLabel(widest=widest), f"{part}Value", title)
        slider.valueChanged.connect(lambda at: self._breaking.change(change, **{part: ways[0](at)}))
        return _Dial(part, slider, value, *ways)

    def _layer_button(self, number: int) -> QToolButton:
        title = translate("Breaking", "Switch layer {number} off").format(number=number)
        tip = translate("Breaking", "All neurons of hidden layer {number} are off")
        button = labelled(QToolButton(), f"layerOff{number}", title, tip.format(number=number))
        button.setCheckable(True)
        button.setText(str(number))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda off: self._toggle_layer(number, off))
        return button

    def _lay_out(self) -> None:
        layers = spaced(QGridLayout(), spacing=0.5)
        for at, button in enumerate(self._layers):
            layers.addWidget(button, at // _IN_A_ROW, at % _IN_A_ROW)
        layers.setColumnStretch(_IN_A_ROW, 1)
        self._grid.addWidget(self._neuron, 0, 0, 1, 3)
        self._layers_title = self._title(translate("Breaking", "Layers off"), 1)
        self._grid.addLayout(layers, 1, 1, 1, 2)
        self._title(translate("Breaking", "Biases"), 2)
        self._grid.addWidget(self._biases, 2, 1, 1, 2)
        short = [
            translate("Breaking", "Pruned"),
            translate("Breaking", "Bits"),
            translate("Breaking", "Weight noise"),
            translate("Breaking", "Input noise"),
        ]
        for row, (title, dial) in enumerate(zip(short, self._dials, strict=True), 3):
            self._title(title, row).setBuddy(dial.slider)
            self._grid.addWidget(dial.slider, row, 1)
            self._grid.addWidget(dial.value, row, 2)
        self._grid.addWidget(self._again, 7, 1, 1, 2)
        self._title(translate("Breaking", "Activation"), 8).setBuddy(self._activation)
        self._grid.addWidget(self._activation, 8, 1, 1, 2)
        self._grid.setRowStretch(9, 1)

    def _title(self, text: str, row: int) -> QLabel:
        label = QLabel(text)
        self._grid.addWidget(label, row, 0)
        self._titles.append(label)
        return label

    # What users do.

    def _toggle_neuron(self) -> None:
        if self._selection.neuron:
            self._breaking.toggle(self._selection.neuron)

    def _toggle_layer(self, number: int, off: bool) -> None:
        layers = self._breaking.damage.layers
        text = (
            translate("Breaking", "Switch layer {number} off")
            if off
            else translate("Breaking", "Switch layer {number} on")
        )
        self._breaking.change(
            text.format(number=number), layers=layers | {number} if off else layers - {number}
        )

    # What is broken.

    def _show(self) -> None:
        damage, session = self._breaking.damage, self._breaking.session
        hidden = len(session.experiment.network.layers) - 1
        neuron = self._selection.neuron
        self._neuron.setEnabled(neuron is not None)
        self._neuron.setText(
            self._breaking.toggle_words(neuron)
            if neuron
            else translate("Breaking", "Select a neuron")
        )
        for number, button in enumerate(self._layers, 1):
            button.setVisible(number <= hidden)
            button.setChecked(number in damage.layers)
        self._layers_title.setText(translate("Breaking", "Layers off") if hidden else "")
        self._biases.setChecked(damage.biases)
        self._activation.setEnabled(hidden > 0)
        with QSignalBlocker(self._activation):
            self._activation.setCurrentIndex(self._activation.findData(damage.activation))
        self._again.setEnabled(damage.weight_noise > 0 or damage.input_noise > 0)
        for dial in self._dials:
            now: float = getattr(damage, dial.part)
            with QSignalBlocker(dial.slider):
                dial.slider.setValue(dial.place_of(now))
            dial.value.setText(dial.text(now))

    def paint_theme(self) -> None:
        for label in self._titles:
            inked(label, theme.current().muted)
        for button in self._layers:
            button.setFont(theme.font())
            button.setStyleSheet(choice_style(2))
        for dial in self._dials:
            dial.value.setFont(theme.font())
