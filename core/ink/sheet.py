"""The sheet in a picture: paper on a table, or what a thick frame leaves free."""

import numpy as np

from core.ink.masks import eaten, filled, grown, pieces

_LEAST = 0.15  # of the picture: what is smaller is a blot, and no sheet
_BARE = 0.75  # of the sheet at least is without ink; a fat 0 has a larger hole
_RECTANGULAR = 0.85  # of the rectangle around it; a fat round digit fills 0.79 of its own
_LINE = 2  # px to either side: lines across the sheet are so thin, and do not cut it up
_LONG = 2.2  # length to width: a longer block without a hole may be a printed 1
_ANGLES = np.radians(np.arange(0, 90, 3))


def sheet_in(ink: np.ndarray) -> np.ndarray | None:
    """Return where the sheet is that `ink`, found against the surroundings, makes out; or None.

    That is a mask [height, width] of a rectangle, upright or not, and what is written on it.
    """
    labels = pieces(eaten(grown(ink > 0.5, _LINE), _LINE, around=True), diagonal=False)
    if not labels.any():
        return None
    largest = labels == 1 + np.argmax(np.bincount(labels.ravel())[1:])
    sheet = filled(largest)
    bare, whole = np.count_nonzero(largest), np.count_nonzero(sheet)
    if whole < _LEAST * ink.size or bare < _BARE * whole:
        return None
    long, short = _sides(sheet)
    if whole < _RECTANGULAR * long * short or (bare == whole and long > _LONG * short):
        return None
    return sheet


def _sides(mask: np.ndarray) -> tuple[float, float]:
    """Return the sides of the smallest rectangle around `mask`, the longer one first."""
    y, x = np.nonzero(mask & ~eaten(mask))
    along = np.outer(np.cos(_ANGLES), x) + np.outer(np.sin(_ANGLES), y)
    across = np.outer(np.cos(_ANGLES), y) - np.outer(np.sin(_ANGLES), x)
    sides = np.stack([np.ptp(along, axis=1), np.ptp(across, axis=1)]) + 1
    best = sides[:, np.argmin(sides.prod(axis=0))]
    return float(best.max()), float(best.min())
