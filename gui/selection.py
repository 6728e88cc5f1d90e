"""Which neuron is selected: its one owner. Views ask it, and tell it what users choose."""

from PySide6.QtCore import QObject, Signal

from gui.session import Session


class Selection(QObject):
    """The selected neuron; none once the session's network has no such neuron."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._neuron: tuple[int, int] | None = None
        session.run_changed.connect(self._follow)

    @property
    def neuron(self) -> tuple[int, int] | None:
        """The selected (layer, neuron), the input being layer 0; None: nothing is selected."""
        return self._neuron

    def select(self, neuron: tuple[int, int] | None) -> None:
        """Select (layer, neuron), or nothing."""
        if neuron != self._neuron:
            self._neuron = neuron
            self.changed.emit()

    def _follow(self) -> None:
        if self._neuron:
            (layer, index), sizes = self._neuron, self._session.experiment.network.sizes
            if layer >= len(sizes) or index >= sizes[layer]:
                self.select(None)
