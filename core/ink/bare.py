"""Paper without ink: light that falls unevenly and grain make no strokes."""

import numpy as np

from core.digit_image import against_paper

_REACH = 12  # to the picture's side: from one side of a stroke's edge to the other
_SHADE = 0.5  # of all there is from dark to light: so slowly light alone changes
_GRAIN = 16  # times the grain: less is not seen, either
_MEAN = 3  # px: squares in which grain is averaged away, to a third


def is_bare(paper: np.ndarray, sheet: np.ndarray) -> bool:
    """Whether a grey picture of `paper`, [height, width], shows no edge of a stroke.

    It is looked at where the mask `sheet` is: what is around a sheet that lies turned is not paper.

    An edge is there where brightness changes within a twelfth of the side by half of all that it
    changes at all, beside what slopes evenly, and by far more than grain does.
    """
    flat = against_paper(paper).astype(np.float64)
    steps = np.abs(np.diff(flat, axis=1))[sheet[:, 1:] & sheet[:, :-1]]
    grain = np.median(steps) if steps.size else 0.0
    means, within = _means(flat), _means(sheet) == 1
    if not within.any():
        return False
    reach = max(2, min(paper.shape) // _REACH)
    edge = max(_steepest(means, within, reach), _steepest(means.T, within.T, reach))
    return bool(edge <= max(_SHADE * np.ptp(means[within]), _GRAIN / _MEAN * grain))


def _means(values: np.ndarray) -> np.ndarray:
    """Return the means over all squares of _MEAN pixels."""
    sums = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    across = sums[:, _MEAN:] - sums[:, :-_MEAN]
    found: np.ndarray = (across[_MEAN:] - across[:-_MEAN]) / _MEAN**2
    return found


def _steepest(means: np.ndarray, known: np.ndarray, reach: int) -> float:
    """Return by how much brightness changes at most within `reach` rows, where it is `known`."""
    both = known[reach:] & known[:-reach]
    return float(np.abs(means[reach:] - means[:-reach])[both].max(initial=0))
