"""A hidden layer in the network panel, and what its rows of fields are made of."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from core.activations import ACTIVATIONS
from core.network import MAX_LAYERS, MAX_NEURONS, Layer
from gui import theme
from gui.formulas import activation_tip
from gui.icons import icon
from gui.panels.number_box import WholeBox
from gui.translation import translate
from gui.widgets import WidestLabel, labelled, narrow, quiet, spaced


class LayerRow(QWidget):
    """One hidden layer: neurons, activation and a button that removes it."""

    def __init__(self, index: int) -> None:
        super().__init__()
        number = index + 1
        title = translate("NetworkPanel", "Neurons of layer {number}").format(number=number)
        self.neurons = labelled(layer_field(), f"layer{number}Neurons", title, title)
        self.activation = combo(
            f"layer{number}Activation",
            translate("NetworkPanel", "Activation of layer {number}").format(number=number),
            translate("NetworkPanel", "Activation of layer {number}").format(number=number),
        )
        for row, name in enumerate(ACTIVATIONS):
            self.activation.addItem(name)
            self.activation.setItemData(row, activation_tip(name), Qt.ItemDataRole.ToolTipRole)
        title = translate("NetworkPanel", "Remove layer {number}").format(number=number)
        self.remove = small_button(f"layer{number}Remove", title)
        self.remove.setToolTip(title)
        self.remove.setIcon(icon("remove"))
        self.remove.setIconSize(theme.icon_size())
        label = name_label(_layer_name(number))
        line = row_of(label, self.neurons, (self.activation, 1), self.remove)
        self.setLayout(line)

    def show_layer(self, layer: Layer) -> None:
        """Show `layer`, telling nobody."""
        with QSignalBlocker(self.neurons):
            self.neurons.setValue(layer.neurons)
        self.activation.setCurrentText(layer.activation)


def layer_field() -> WholeBox:
    """Return a field for how many neurons a layer has."""
    field = WholeBox(1, MAX_NEURONS)
    field.setFont(theme.font())
    # As high as the choice beside it.
    field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return field


def small_button(name: str, title: str) -> QToolButton:
    """Return a square button for an icon; `title` says what it does."""
    return labelled(QToolButton(autoRaise=True), name, title)


def combo(name: str, title: str, tip: str) -> QComboBox:
    """Return a choice that may become narrower than its words."""
    combo = labelled(QComboBox(), name, title, tip)
    narrow(combo, 4)
    return combo


def name_label(text: str) -> QLabel:
    """Return what stands before a field; all of them are of one width."""
    return quiet(WidestLabel(text, _layer_name(MAX_LAYERS)))


def row_of(*fields: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    """Return the widgets side by side; one in a pair comes with its stretch."""
    row = spaced(QHBoxLayout())
    for field in fields:
        row.addWidget(*field) if isinstance(field, tuple) else row.addWidget(field)
    return row


def _layer_name(number: int) -> str:
    return translate("NetworkPanel", "Layer {number}").format(number=number)
