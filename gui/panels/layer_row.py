"""A hidden layer in the network panel, and what its rows of fields are made of."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)

from core.activations import ACTIVATIONS
from core.network import MAX_LAYERS, MAX_NEURONS, Layer
from gui import theme
from gui.formulas import activation_tip
from gui.icons import icon
from gui.translation import translate
from gui.widgets import labelled

FIELD = 24  # px, the least height of a field


class LayerRow(QWidget):
    """One hidden layer: neurons, activation and a button that removes it."""

    def __init__(self, index: int) -> None:
        super().__init__()
        number = index + 1
        title = translate("NetworkPanel", "Neurons of layer {number}").format(number=number)
        self.neurons = labelled(
            QSpinBox(minimum=1, maximum=MAX_NEURONS), f"layer{number}Neurons", title, title
        )
        self.neurons.setKeyboardTracking(False)
        fit(self.neurons, "0000")
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
        label = name_label(_layer_name(number))
        line = row_of(label, self.neurons, (self.activation, 1), self.remove)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def show_layer(self, layer: Layer) -> None:
        """Show `layer`, telling nobody."""
        with QSignalBlocker(self.neurons):
            self.neurons.setValue(layer.neurons)
        self.activation.setCurrentText(layer.activation)


def fit(spin: QAbstractSpinBox, widest: str) -> None:
    """Give a field room for its widest number."""
    spin.setFont(theme.tabular(spin.font()))
    spin.setFixedWidth(room_for(spin, widest))
    spin.setMinimumHeight(FIELD)


def room_for(field: QWidget, widest: str) -> int:
    """Return the width of a spin box for the number `widest`, in px."""
    return field.fontMetrics().horizontalAdvance(widest) + 34


def small_button(name: str, title: str) -> QToolButton:
    """Return a square button for an icon; `title` says what it does."""
    button = labelled(QToolButton(autoRaise=True), name, title)
    button.setFixedSize(FIELD, FIELD)
    return button


def combo(name: str, title: str, tip: str) -> QComboBox:
    """Return a choice that may become narrower than its words."""
    combo = labelled(QComboBox(), name, title, tip)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setMinimumHeight(FIELD)
    return combo


def name_label(text: str) -> QLabel:
    """Return what stands before a field; all of them are of one width."""
    label = QLabel(text)
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(_layer_name(MAX_LAYERS)) + 2)
    return label


def row_of(*fields: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    """Return the widgets side by side; one in a pair comes with its stretch."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for field in fields:
        row.addWidget(*field) if isinstance(field, tuple) else row.addWidget(field)
    return row


def _layer_name(number: int) -> str:
    return translate("NetworkPanel", "Layer {number}").format(number=number)
