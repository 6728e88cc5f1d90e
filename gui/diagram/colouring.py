"""What the colours of edges mean: of which number, on which scale, in which two hues."""

from dataclasses import replace
from functools import cache

import numpy as np

from core.parameters import Parameters, initialise
from gui.session import Session
from gui.theme import Theme, current

MODES = ("weights", "change", "update")  # of each weight: itself, since the start, the last one
SCALES = ("automatic", "fixed")
PALETTES = ("orange-blue", "purple-green")

# (positive, negative) on dark and on light: apart for every kind of colour blindness, and from
# the colour of a selection.
_PURPLE_GREEN = {"dark": ("#c78bfa", "#9bd14b"), "light": ("#7b2fbe", "#4a7d08")}


@cache
def themed(theme: Theme, palette: str) -> Theme:
    """Return `theme` with the two hues of `palette`; always the same object for the same two."""
    if palette == "orange-blue":
        return theme
    positive, negative = _PURPLE_GREEN[theme.name]
    return replace(theme, positive=positive, negative=negative)


class Colouring:
    """The choice of MODES, SCALES and PALETTES, and the weights that changes are counted from."""

    def __init__(self, session: Session) -> None:
        self.mode, self.scale, self.palette = MODES[0], SCALES[0], PALETTES[0]
        self._session = session
        self._run: object = None
        self._newest: tuple[np.ndarray, ...] = ()
        self._previous: tuple[np.ndarray, ...] = ()
        self._start: tuple[np.ndarray, ...] | None = None

    def choose(self, **choice: str) -> bool:
        """Take a `mode`, `scale` or `palette`; return whether that is new. ValueError: unknown."""
        known = {"mode": MODES, "scale": SCALES, "palette": PALETTES}
        for name, value in choice.items():
            if value not in known[name]:
                raise ValueError(f"{name} is one of {', '.join(known[name])}, not {value!r}.")
        new = any(getattr(self, name) != value for name, value in choice.items())
        vars(self).update(choice)
        return new

    @property
    def theme(self) -> Theme:
        """The theme in force, in the hues chosen."""
        return themed(current(), self.palette)

    def follow(self) -> None:
        """Take note of the session's newest snapshot."""
        session, weights = self._session, weights_of(self._session.snapshot.parameters)
        if session.history is not self._run:
            self._run, self._start, self._newest = session.history, None, weights
        self._previous, self._newest = self._newest, weights

    def base(self) -> tuple[np.ndarray, ...] | None:
        """Return the weights to subtract from the newest ones; None: nothing."""
        if self.mode == "weights":
            return None
        if self.mode == "update":
            return self._previous
        if self._start is None:
            experiment = self._session.experiment
            self._start = weights_of(initialise(experiment.network, experiment.seed))
        return self._start


def weights_of(parameters: Parameters) -> tuple[np.ndarray, ...]:
    """Return the weights of every pair of layers, [inputs, outputs]."""
    return tuple(layer.weights for layer in parameters)
