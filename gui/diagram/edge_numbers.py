"""The numbers that edges are coloured by: the weights, how they changed, or their gradient."""

from typing import NamedTuple

import numpy as np

from core import vanishing
from core.example import Example
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, Parameters
from core.propagation import Backward
from core.snapshot import Snapshot, no_slots
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


class _Coming(NamedTuple):
    """What is kept of a snapshot that is to be shown."""

    updates: int
    weights: tuple[np.ndarray, ...]


class EdgeNumbers:
    """The numbers of each mode of gui.colouring; it holds the weights that changes count from.

    They are asked for the session's snapshot, or for the one that it shows next.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._run, self._updates = "", -1
        self._given: Parameters | None = None
        self._newest: tuple[np.ndarray, ...] = ()
        self._previous: tuple[np.ndarray, ...] = ()
        self._coming: tuple[_Coming, ...] = ()  # the last ones that are to be shown, two at most
        self._start: tuple[np.ndarray, ...] | None = None
        self._passed: Backward | None = None
        self._passed_of: tuple[Parameters, Example] | None = None

    def follow(self) -> None:
        """Take note of the session's newest snapshot; that of the past is passed over."""
        if self._session.past is not None and self._session.run.id == self._run:
            return
        session, weights = self._session, weights_of(self._session.snapshot.parameters)
        if session.run.id != self._run:
            self._run, self._start, self._newest = session.run.id, None, weights
            self._updates, self._coming = -1, ()
        if session.run.given is not self._given:  # changed by hand, before the first update
            self._given, self._start = session.run.given, None
        # A complete snapshot may come after one to draw, of the same moment.
        if session.snapshot.updates != self._updates:
            self._previous, self._updates = self._newest, session.snapshot.updates
            self._coming = tuple(one for one in self._coming if one.updates > self._updates)
        self._newest = weights

    def expect(self, snapshot: Snapshot) -> None:
        """Take note of one that is shown next: what comes after it counts from there."""
        coming = _Coming(snapshot.updates, weights_of(snapshot.parameters))
        self._coming = (*self._coming[-1:], coming)

    def coloured(self, snapshot: Snapshot, mode: str) -> Coloured:
        """Return what edges are coloured by in `mode`."""
        return Coloured(
            mode,
            self.shown(snapshot, mode),
            self.base(snapshot, mode),
            self.pale(snapshot, mode),
            self.steps(snapshot, mode),
        )

    def shown(self, snapshot: Snapshot, mode: str) -> tuple[np.ndarray, ...]:
        """Return the numbers of `mode`, [inputs, outputs] a pair, before `base` is subtracted.

        The gradient of an example whose label is not known is zero: there is no loss.
        """
        if mode != "gradient":
            return weights_of(snapshot.parameters)
        passed = self._through(snapshot.parameters)
        if passed is None:
            return tuple(map(np.zeros_like, weights_of(snapshot.parameters)))
        return weights_of(passed.gradients)

    def steps(self, snapshot: Snapshot, mode: str) -> tuple[float, ...]:
        """Return by how much the largest number of every pair changed with the last snapshot.

        0 where that is not known, or not asked: of the gradient, and where there are many edges.
        """
        if mode == "gradient":
            return ()
        before = self._before(snapshot)
        return tuple(map(largest_step, before, weights_of(snapshot.parameters)))

    def pale(self, snapshot: Snapshot, mode: str) -> tuple[bool, ...]:
        """Return which pairs' gradients count for nothing in an update; empty: all count."""
        passed = self._through(snapshot.parameters) if mode == "gradient" else None
        if passed is None or all(map(_seen, passed.gradients, snapshot.parameters)):
            return ()
        hyperparameters = self._session.experiment.hyperparameters.at(snapshot.updates)
        name, slots = hyperparameters.optimizer, snapshot.slots
        # None to draw; and what was on its way when another optimizer was chosen has that one's.
        if slots is None or len(slots.arrays) != OPTIMIZERS[name].slot_count:
            slots = no_slots(snapshot.parameters, name)
        return vanishing.layers(snapshot.parameters, passed.gradients, hyperparameters, slots)

    def base(self, snapshot: Snapshot, mode: str) -> tuple[np.ndarray, ...] | None:
        """Return the weights to subtract from those of `snapshot` in `mode`; None: nothing."""
        if mode in ("weights", "gradient"):
            return None
        if mode == "update":
            return self._before(snapshot)
        self._take_run()
        if self._start is None:
            self._start = weights_of(self._session.run.initial_parameters())
        return self._start

    def of(self, edge: tuple[int, int, int]) -> dict[str, float]:
        """Return the numbers of an edge (pair, from, to) by mode; no gradient without a target."""
        snapshot, (pair, *ends) = self._session.snapshot, edge
        found = {}
        for mode in MODES:
            if mode == "gradient" and self._through(snapshot.parameters) is None:
                continue
            base, shown = self.base(snapshot, mode), self.shown(snapshot, mode)[pair]
            with np.errstate(all="ignore"):  # what is not finite is told as such
                number = shown[tuple(ends)] - (base[pair][tuple(ends)] if base else 0)
            found[mode] = float(number)
        return found

    def _before(self, snapshot: Snapshot) -> tuple[np.ndarray, ...]:
        """The weights of the snapshot that was shown before `snapshot`, or in the past recorded."""
        if earlier := self._session.earlier(snapshot):
            return weights_of(earlier.parameters)
        self._take_run()
        if snapshot is self._session.snapshot:
            return self._previous
        # The next but one is asked for before the next is shown.
        for before in self._coming[::-1]:
            if self._updates < before.updates < snapshot.updates:
                return before.weights
        return self._newest

    def _take_run(self) -> None:
        """Follow to another run; whoever asks may have heard of it before the diagram has."""
        if self._session.run.id != self._run:
            self.follow()

    def _through(self, parameters: Parameters) -> Backward | None:
        """The pass back of the example through `parameters`, made once."""
        example, of = self._session.example, self._passed_of
        if of is None or of[0] is not parameters or of[1] is not example:
            self._passed = self._session.backward_through(parameters)
            self._passed_of = parameters, example
        return self._passed


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
