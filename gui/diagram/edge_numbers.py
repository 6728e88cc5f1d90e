"""The numbers that edges are coloured by: the weights, how they changed, or their gradient."""

import numpy as np

from core.parameters import Parameters
from core.snapshot import Snapshot
from gui.session import Session


class EdgeNumbers:
    """The numbers of each mode of gui.colouring; it holds the weights that changes count from."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._run = ""
        self._newest: tuple[np.ndarray, ...] = ()
        self._previous: tuple[np.ndarray, ...] = ()
        self._start: tuple[np.ndarray, ...] | None = None
        self._gradient_of = (0, 0)
        self._kept: tuple[object, ...] = ()
        self._gradient: tuple[np.ndarray, ...] = ()

    def follow(self) -> None:
        """Take note of the session's newest snapshot."""
        session, weights = self._session, weights_of(self._session.snapshot.parameters)
        if session.run.id != self._run:
            self._run, self._start, self._newest = session.run.id, None, weights
        self._previous, self._newest = self._newest, weights

    def of(self, snapshot: Snapshot, mode: str) -> tuple[np.ndarray, ...]:
        """Return the numbers of `mode`, [inputs, outputs] a pair, before `base` is subtracted.

        `snapshot` is the session's, or the one that it shows next. The gradient of an example whose
        label is not known is zero: there is no loss.
        """
        if mode != "gradient":
            return weights_of(snapshot.parameters)
        parameters, example = snapshot.parameters, self._session.example
        if self._gradient_of != (id(parameters), id(example)):
            passed = self._session.backward_through(parameters)
            nothing = tuple(map(np.zeros_like, weights_of(parameters)))
            self._gradient = weights_of(passed.gradients) if passed else nothing
            self._gradient_of = id(parameters), id(example)
            self._kept = parameters, example  # while they live nothing else has their ids
        return self._gradient

    def base(self, snapshot: Snapshot, mode: str) -> tuple[np.ndarray, ...] | None:
        """Return the weights to subtract from those of `snapshot` in `mode`; None: nothing."""
        if mode in ("weights", "gradient"):
            return None
        if mode == "update":
            shown = snapshot is self._session.snapshot
            return self._previous if shown else self._newest
        if self._start is None:
            self._start = weights_of(self._session.run.initial_parameters())
        return self._start


def weights_of(parameters: Parameters) -> tuple[np.ndarray, ...]:
    """Return the weights of every pair of layers, [inputs, outputs]."""
    return tuple(layer.weights for layer in parameters)
