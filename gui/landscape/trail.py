"""Where a network was: its parameters at the snapshots that were seen, as places on a landscape."""

import numpy as np

from core.parameters import Parameters
from core.slices import Slice, same_ways

_MOST, _LEAST = 400, 4  # snapshots that are kept
_BYTES = 16 << 20  # of all of them together


class Trail:
    """The last snapshots, thinned: of many every other goes, but for the newest."""

    def __init__(self) -> None:
        self._kept: list[Parameters] = []
        self._ways: Slice | None = None
        self._places: list[tuple[float, ...]] = []  # of those kept, along the ways

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget all."""
        self._kept, self._places = [], []

    def add(self, parameters: Parameters) -> None:
        """Keep another; one that is the newest already is no other."""
        if self._kept and self._kept[-1] is parameters:
            return
        self._kept.append(parameters)
        size = sum(part.nbytes for layer in parameters for part in layer)
        if len(self._kept) > min(max(_BYTES // max(size, 1), _LEAST), _MOST):
            self._kept = [*self._kept[:-1:2], self._kept[-1]]
            self._places = []

    def places(self, ways: Slice) -> np.ndarray:
        """Return where all were along `ways`, the newest last: float64 [snapshots, ways]."""
        if not same_ways(ways, self._ways):
            self._ways, self._places = ways, []
        self._places += [ways.place(one) for one in self._kept[len(self._places) :]]
        return np.array(self._places)
