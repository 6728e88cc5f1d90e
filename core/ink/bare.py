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
    squares = np.lib.stride_tricks.sliding_window_view(sheet, (_MEAN, _MEAN)).all(axis=(2, 3))
    if not squares.any():
        return False
    sums = np.pad(flat, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    means = sums[_MEAN:, _MEAN:] - sums[:-_MEAN, _MEAN:] - sums[_MEAN:, :-_MEAN]
    means = (means + sums[:-_MEAN, :-_MEAN]) / _MEAN**2
    reach = max(2, min(paper.shape) // _REACH)
    edge = max(_steepest(means, squares, reach), _steepest(means.T, squares.T, reach))
    return bool(edge <= max(_SHADE * np.ptp(means[squares]), _GRAIN / _MEAN * grain))


def _steepest(means: np.ndarray, known: np.ndarray, reach: int) -> float:
    """Return by how much brightness changes at most within `reach` rows, where it is `known`."""
    both = known[reach:] & known[:-reach]
    return float(np.abs(means[reach:] - means[:-reach])[both].max(initial=0))
