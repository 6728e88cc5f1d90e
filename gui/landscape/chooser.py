"""Fields that choose a parameter: its layer, the neuron it comes from (or bias), the neuron."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.network import Network
from gui import theme
from gui.landscape.words import parts_of, target_of
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import WholeBox
from gui.selection import Target
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

_FIELDS = ("Layer", "From", "To")


class SourceBox(WholeBox):
    """A neuron of the layer before, counted from 1; 0 is said to be the bias."""

    def number_in(self, text: str) -> float:
        """Return the number that was typed. Refused: it cannot be taken."""
        if text == self.specialValueText():
            return float(self.minimum())
        return super().number_in(text)


class Chooser(ThemedWidget):
    """Rows of fields, one for each of two parameters."""

    chosen = Signal(object)  # both targets

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = spaced(QGridLayout(self), spacing=0.5, across=1)
        heads = (
            translate("Landscape", "layer"),
            translate("Landscape", "from"),
            translate("Landscape", "to"),
        )
        self._labels = [QLabel(head) for head in heads]
        for column, label in enumerate(self._labels, 1):
            grid.addWidget(label, 0, column)
            grid.setColumnStretch(column, 4 if column == 2 else 3)  # the bias is a word
        self._rows = [self._make_row(number) for number in (1, 2)]
        self._ways = [
            QLabel(translate("Landscape", "across")),
            QLabel(translate("Landscape", "up")),
        ]
        for row, (fields, way) in enumerate(zip(self._rows, self._ways, strict=True), 1):
            grid.addWidget(way, row, 0)
            for column, field in enumerate(fields, 1):
                grid.addWidget(field, row, column)
        self.follow_theme()

    def _make_row(self, number: int) -> tuple[WholeBox, WholeBox, WholeBox]:
        fields = (WholeBox(1, 1), SourceBox(0, 1), WholeBox(1, 1))
        titles = (
            translate("Landscape", "Layer of parameter {number}"),
            translate("Landscape", "Where parameter {number} comes from"),
            translate("Landscape", "Neuron of parameter {number}"),
        )
        tips = (
            translate("Landscape", "The layer that the weight leads into; layer 1 is the first"),
            translate(
                "Landscape",
                "The neuron of the layer before, from 1 on, that the weight comes from. 0 stands"
                " for the bias.",
            ),
            translate("Landscape", "The neuron that the weight leads into, from 1 on"),
        )
        for field, name, title, tip in zip(fields, _FIELDS, titles, tips, strict=True):
            labelled(field, f"landscape{name}{number}", title.format(number=number), tip)
            field.setMinimumWidth(1)
            field.valueChanged.connect(self._choose)
        fields[1].setSpecialValueText(translate("Landscape", "bias"))
        guard_fields(*fields)
        return fields

    def show_targets(self, network: Network, targets: tuple[Target, Target], rows: int) -> None:
        """Show what is chosen of a network, in so many rows; none: nothing is."""
        sizes = network.sizes
        for row, (fields, target) in enumerate(zip(self._rows, targets, strict=True)):
            numbers = parts_of(target)
            layer = numbers[0]
            most = (len(network.layers), sizes[layer - 1], sizes[layer])
            for field, number, limit in zip(fields, numbers, most, strict=True):
                with QSignalBlocker(field):
                    field.setMaximum(limit)
                    field.setValue(number)
            for widget in (*fields, self._ways[row]):
                widget.setVisible(row < rows)
        self._ways[0].setVisible(rows == 2)
        self.setVisible(rows > 0)

    def _choose(self) -> None:
        found = []
        for fields in self._rows:
            layer, source, neuron = (field.value() for field in fields)
            found.append(target_of(layer, source, neuron))
        self.chosen.emit(tuple(found))

    def paint_theme(self) -> None:
        for label in (*self._labels, *self._ways):
            label.setFont(theme.font("small"))
            inked(label, theme.current().muted)
