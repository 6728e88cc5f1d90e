"""What is selected, a neuron or an edge: its one owner; views ask it and tell it what is chosen."""

from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from core.beginnings import same_choice
from gui.session import Session

Neuron: TypeAlias = tuple[int, int]  # (layer, neuron), the input being layer 0
Edge: TypeAlias = tuple[int, int, int]  # (pair, from, to)
Target: TypeAlias = Neuron | Edge


class Selection(QObject):
    """The selected neuron or edge; none once the network has no such one, or learns other data."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._target: Target | None = None
        self._source = session.experiment.source
        session.run_changed.connect(self._follow)
        session.experiment_changed.connect(self._follow_source)

    @property
    def target(self) -> Target | None:
        """The neuron or the edge that is selected; None: nothing is."""
        return self._target

    @property
    def neuron(self) -> Neuron | None:
        """The selected (layer, neuron), the input being layer 0; None: no neuron is selected."""
        return neuron_of(self._target)

    @property
    def edge(self) -> Edge | None:
        """The selected edge (pair, from, to); None: no edge is selected."""
        return self._target if self._target and len(self._target) == 3 else None

    def select(self, target: Target | None) -> None:
        """Select (layer, neuron) or an edge (pair, from, to), or nothing."""
        if target != self._target:
            self._target = target
            self.changed.emit()

    def _follow(self) -> None:
        if self._target and not all(map(self._exists, neurons_of(self._target))):
            self.select(None)

    def _follow_source(self) -> None:
        """What a neuron answered of other data is of no interest any more."""
        before, now = self._source, self._session.experiment.source
        self._source = now
        if before != now and not (before and now and same_choice(before, now)):
            self.select(None)

    def _exists(self, neuron: Neuron) -> bool:
        (layer, index), sizes = neuron, self._session.experiment.network.sizes
        return layer < len(sizes) and index < sizes[layer]


def neuron_in(layer: int, *targets: Target | None) -> int | None:
    """Return the neuron of the first target that is one of `layer`; None: none is."""
    for target in targets:
        if target and len(target) == 2 and target[0] == layer:
            return target[1]
    return None


def neuron_of(target: Target | None) -> Neuron | None:
    """Return `target` if it is a neuron."""
    return target if target and len(target) == 2 else None


def neurons_of(target: Target) -> tuple[Neuron, ...]:
    """Return the neuron itself, or those at both ends of an edge."""
    if len(target) == 2:
        return (target,)
    pair, source, end = target
    return (pair, source), (pair + 1, end)
