"""The numbers of what is selected as fields: a weight, or a bias with weights, or an input."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gui.by_hand import ByHand
from gui.panels.field_grid import PAIRS, FieldGrid
from gui.panels.parameter_box import ParameterBox
from gui.selection import Selection, Target
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, spaced

MOST_WEIGHTS = 12  # into a neuron that each have a field


class HandFields(ThemedWidget):
    """Fields for the numbers of the selection; they follow the session, and change it."""

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "handFields", translate("HandFields", "Change by hand"))
        self._session, self._selection, self._by_hand = session, selection, ByHand(session)
        self._fields: dict[Target, ParameterBox] = {}
        self._shown: tuple[tuple[str, Target], ...] = ()
        self._grid = spaced(FieldGrid(self), spacing=1, across=2)
        self.follow_theme()

    @property
    def targets(self) -> tuple[Target, ...]:
        """What has a field, as they stand."""
        return tuple(self._fields)

    def follow(self) -> None:
        """Have the fields of what is selected now, with the numbers of now."""
        wanted = tuple((self._by_hand.symbol(target), target) for target in self._wanted())
        if wanted != self._shown:
            self._shown = wanted
            self._make()
        for target, box in self._fields.items():
            box.show_number(self._by_hand.value(target))

    def _wanted(self) -> list[Target]:
        match self._selection.target:
            case None:
                return []
            case (0, index):
                return [(0, index)] if self._by_hand.may_change((0, index)) else []
            case (layer, index):
                sources = self._session.experiment.network.sizes[layer - 1]
                weights = [(layer - 1, source, index) for source in range(sources)]
                return [(layer, index), *(weights if sources <= MOST_WEIGHTS else [])]
            case edge:
                return [edge]

    def _make(self) -> None:
        self._grid.clear()
        self._fields = {}
        alone = len(self._shown) <= PAIRS
        place = 0
        for symbol, target in self._shown:
            row, pair = divmod(place, 1 if alone else PAIRS)
            # The bias stands alone above the weights.
            place += PAIRS if len(target) == 2 and not alone else 1
            self._add(symbol, target, row, pair)
        self.paint_theme()
        self.updateGeometry()

    def _add(self, symbol: str, target: Target, row: int, pair: int) -> None:
        name, words = self._named(symbol, target)
        tip = translate(
            "HandFields", "Type a number. The arrows change it by 0.1, Page Up and Down by 1."
        )
        box = ParameterBox(translate("HandFields", "not finite"))
        labelled(box, name, self._by_hand.title(target), tip)
        box.valueChanged.connect(partial(self._by_hand.change, target))
        self._grid.add(words, box, row, pair)
        self._fields[target] = box

    def _named(self, symbol: str, target: Target) -> tuple[str, str]:
        """Return the objectName of a field, and what stands before it."""
        if len(target) == 3:
            words = translate("HandFields", "weight {symbol}")
            alone = len(self._shown) == 1
            name = "weightField" if alone else f"weightField{target[1] + 1}"
            return name, words.format(symbol=symbol) if alone else symbol
        if target[0] == 0:
            return "inputField", translate("HandFields", "input {symbol}").format(symbol=symbol)
        return "biasField", translate("HandFields", "bias {symbol}").format(symbol=symbol)

    def paint_theme(self) -> None:
        self._grid.paint_theme()
