"""Whose line is in front on the map: one owner, told by map, diagram and selection."""

from PySide6.QtCore import QObject, Signal

from gui.maps.model import MapModel
from gui.selection import Neuron, Selection, Target, neuron_in


class LinesSeen(QObject):
    """The layer whose lines are on screen, and of it the neuron that is meant, if one is.

    That is the one whose line the mouse is at, or else the neuron that is pointed at in another
    view, or else the selected one.
    """

    changed = Signal()
    pointed = Signal(object)  # at the line of a neuron (layer, neuron) on the map, or None

    def __init__(
        self, model: MapModel, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._selection = model, selection
        self._visible = False
        self._under: int | None = None  # the neuron whose line is under the mouse
        self._elsewhere: Target | None = None
        self._last = self._seen
        model.changed.connect(self._follow)
        selection.changed.connect(self._follow)

    @property
    def layer(self) -> int:
        """The layer whose lines are seen, from 1 on; 0: none."""
        return self._model.layer if self._visible and self._model.kind is not None else 0

    @property
    def by_mouse(self) -> bool:
        """Whether the mouse on the map says which neuron is meant."""
        return self._under is not None

    @property
    def forward(self) -> int | None:
        """The neuron of the layer that is meant; None: none, and all lines are alike."""
        if not self.layer:
            return None
        if self._under is not None:
            return self._under
        return neuron_in(self.layer, self._elsewhere, self._selection.neuron)

    def point_at(self, neuron: int | None) -> None:
        """The mouse on the map is at the line of `neuron`; None: at none."""
        if neuron != self._under:
            self._under = neuron
            target: Neuron | None = None if neuron is None else (self._model.layer, neuron)
            self.pointed.emit(target)
            self._follow()

    def show_pointed(self, target: Target | None) -> None:
        """Bring forward what is pointed at in another view: a neuron, an edge or None."""
        self._elsewhere = target
        self._follow()

    def set_visible(self, visible: bool) -> None:
        """Say whether the map is on screen."""
        self._visible = visible
        if not visible:
            self.point_at(None)
        self._follow()

    @property
    def _seen(self) -> tuple[int, int | None]:
        return self.layer, self.forward

    def _follow(self) -> None:
        """Tell of what has changed; lines are another layer's, and nothing points at them now."""
        if self._under is not None and self._last[0] != self.layer:
            self.point_at(None)
        if self._seen != self._last:
            self._last = self._seen
            self.changed.emit()
