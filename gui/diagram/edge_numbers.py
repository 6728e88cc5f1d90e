"""The numbers that edges are coloured by: the weights, how they changed, or their gradient."""

from typing import NamedTuple

import numpy as np

from core import vanishing
from core.parameters import LayerParameters, Parameters
from core.snapshot import no_slots
from gui.colouring import MODES
from gui.session import Session

MOST_NUMBERED = 36  # edges of a pair that have a number written on them


class Coloured(NamedTuple):
    """What edges are coloured by: `numbers` of a mode less those of `base`, if there is one.

    Pairs that are `pale` count for nothing (empty: none is); `steps` say by how much the largest
    number of a pair last changed (empty, or 0: not known).
    """

    mode: str
    numbers: tuple[np.ndarray, ...]
    base: tuple[np.ndarray, ...] | None = None
    pale: tuple[bool, ...] = ()
    steps: tuple[float, ...] = ()


class EdgeNumbers:
    """The numbers of each mode of gui.colouring; it holds the weights that changes count from."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._run, self._updates = "", -1
        self._newest: tuple[np.ndarray, ...] = ()
        self._previous: tuple[np.ndarray, ...] = ()
        self._start: tuple[np.ndarray, ...] | None = None

    def follow(self) -> None:
        """Take note of the session's newest snapshot."""
        session, weights = self._session, weights_of(self._session.snapshot.parameters)
        if session.run.id != self._run:
            self._run, self._start, self._newest = session.run.id, None, weights
            self._updates = -1
        # A complete snapshot may come after one to draw, of the same moment.
        if session.snapshot.updates != self._updates:
            self._previous, self._updates = self._newest, session.snapshot.updates
        self._newest = weights

    def coloured(self, mode: str) -> Coloured:
        """Return what edges are coloured by in `mode`."""
        return Coloured(mode, self.shown(mode), self.base(mode), self.pale(mode), self.steps(mode))

    def shown(self, mode: str) -> tuple[np.ndarray, ...]:
        """Return the numbers of `mode`, [inputs, outputs] a pair, before `base` is subtracted.

        The gradient of an example whose label is not known is zero: there is no loss.
        """
        parameters, passed = self._session.snapshot.parameters, None
        if mode == "gradient":
            passed = self._session.backward
            if passed is None:
                return tuple(map(np.zeros_like, weights_of(parameters)))
        return weights_of(passed.gradients if passed else parameters)

    def steps(self, mode: str) -> tuple[float, ...]:
        """Return by how much the largest number of every pair changed with the last snapshot.

        0 where that is not known, or not asked: of the gradient, and where there are many edges.
        """
        if mode == "gradient":
            return ()
        return tuple(map(largest_step, self._previous, self._newest))

    def pale(self, mode: str) -> tuple[bool, ...]:
        """Return which pairs' gradients count for nothing in an update; empty: all count."""
        session = self._session
        passed = session.backward if mode == "gradient" else None
        if passed is None or all(map(_seen, passed.gradients, session.snapshot.parameters)):
            return ()
        hyperparameters = session.experiment.hyperparameters
        parameters, slots = session.snapshot.parameters, session.snapshot.slots
        slots = slots or no_slots(parameters, hyperparameters.optimizer)
        return vanishing.layers(parameters, passed.gradients, hyperparameters, slots)

    def base(self, mode: str) -> tuple[np.ndarray, ...] | None:
        """Return the weights to subtract from the newest ones in `mode`; None: nothing."""
        if mode in ("weights", "gradient"):
            return None
        if mode == "update":
            return self._previous
        if self._start is None:
            self._start = weights_of(self._session.run.initial_parameters())
        return self._start

    def of(self, edge: tuple[int, int, int]) -> dict[str, float]:
        """Return the numbers of an edge (pair, from, to) by mode; no gradient without a target."""
        pair, *ends = edge
        found = {}
        for mode in MODES:
            if mode == "gradient" and self._session.backward is None:
                continue
            base, shown = self.base(mode), self.shown(mode)[pair]
            with np.errstate(all="ignore"):  # what is not finite is told as such
                number = shown[tuple(ends)] - (base[pair][tuple(ends)] if base else 0)
            found[mode] = float(number)
        return found


def _seen(gradient: LayerParameters, layer: LayerParameters) -> bool:
    """Whether a gradient is so large beside the weights that nothing else need be asked."""
    with np.errstate(all="ignore"):
        sizes = [float(np.abs(one.weights).max(initial=0)) for one in (gradient, layer)]
    return not sizes[0] < 1e-3 * sizes[1]


def largest_step(before: np.ndarray, after: np.ndarray) -> float:
    """Return the largest finite change of a pair whose edges may have numbers; 0 of others."""
    if before.size > MOST_NUMBERED:
        return 0.0
    with np.errstate(all="ignore"):
        return float(np.abs(np.nan_to_num(after - before, posinf=0, neginf=0)).max(initial=0))


def weights_of(parameters: Parameters) -> tuple[np.ndarray, ...]:
    """Return the weights of every pair of layers, [inputs, outputs]."""
    return tuple(layer.weights for layer in parameters)
