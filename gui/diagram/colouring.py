"""What the colours of edges mean: of which number, on which scale, in which two hues."""

from functools import cache

import numpy as np
from msgspec.structs import replace

from core.parameters import Parameters
from gui.session import Session
from gui.theme import Theme, current

# Of each weight: itself, its change since the start and in the last snapshot, and ∂C/∂w.
MODES = ("weights", "change", "update", "gradient")
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
        if session.run.id != self._run:
            self._run, self._start, self._newest = session.run.id, None, weights
        self._previous, self._newest = self._newest, weights

    def shown(self) -> tuple[np.ndarray, ...]:
        """Return the numbers that edges are coloured by, before `base` is subtracted.

        The gradient of an example whose label is not known is zero: there is no loss.
        """
        parameters, passed = self._session.snapshot.parameters, None
        if self.mode == "gradient":
            passed = self._session.backward
            if passed is None:
                return tuple(map(np.zeros_like, weights_of(parameters)))
        return weights_of(passed.gradients if passed else parameters)

    def base(self) -> tuple[np.ndarray, ...] | None:
        """Return the weights to subtract from the newest ones; None: nothing."""
        if self.mode in ("weights", "gradient"):
            return None
        if self.mode == "update":
            return self._previous
        if self._start is None:
            self._start = weights_of(self._session.run.initial_parameters())
        return self._start


def weights_of(parameters: Parameters) -> tuple[np.ndarray, ...]:
    """Return the weights of every pair of layers, [inputs, outputs]."""
    return tuple(layer.weights for layer in parameters)
