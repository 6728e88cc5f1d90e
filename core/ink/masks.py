"""Masks: their connected pieces, grown, shrunk and filled.

As scipy.ndimage has it, which would load half a second of SciPy and put 17 MB into the installers.
"""

from typing import TypeAlias

import numpy as np

Box: TypeAlias = tuple[slice, slice]


def pieces(mask: np.ndarray, diagonal: bool = True) -> np.ndarray:
    """Return the number of the connected piece each pixel is in, from 1 in reading order; else 0.

    `diagonal`: pixels that share but a corner are connected, too.
    """
    row, start, end = runs(mask)
    labels = np.zeros(mask.shape, int)
    # Runs of a row, one after the other, in one long line, with room between the rows.
    below = (row + 1) * (mask.shape[1] + 3)
    first = np.searchsorted(row * (mask.shape[1] + 3) + end, below + start - diagonal, "right")
    last = np.searchsorted(row * (mask.shape[1] + 3) + start, below + end + diagonal, "left")
    count = np.maximum(last - first, 0)
    one = np.repeat(np.arange(len(row)), count)
    other = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - first, count)
    joined = np.arange(len(row))
    while (joined[one] != joined[other]).any():
        least = np.minimum(joined[one], joined[other])
        for side in (joined[one], joined[other]):
            np.minimum.at(joined, side, least)
        while (joined != joined[joined]).any():
            joined = joined[joined]
    numbers = np.unique(joined, return_inverse=True)[1] + 1
    labels[mask] = np.repeat(numbers, end - start)
    return labels


def runs(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return row, first column and column past the last of each run of set pixels along a row."""
    changes = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(changes == 1)
    return row, start, np.nonzero(changes == -1)[1]


def boxes(labels: np.ndarray) -> list[Box]:
    """Return the box around each of the pieces in `labels`, the first one's first."""
    places = np.nonzero(labels)
    number = labels[places] - 1
    sides = []
    for place in places:
        first = np.full(labels.max(initial=0), max(labels.shape))
        last = np.zeros_like(first)
        np.minimum.at(first, number, place)
        np.maximum.at(last, number, place + 1)
        sides.append([slice(*ends) for ends in zip(first.tolist(), last.tolist(), strict=True)])
    return list(zip(*sides, strict=True))


def grown(mask: np.ndarray, times: int = 1) -> np.ndarray:
    """Return `mask` and what is beside, above or below it, so many times over."""
    for _ in range(times):
        more = mask.copy()
        more[1:] |= mask[:-1]
        more[:-1] |= mask[1:]
        more[:, 1:] |= mask[:, :-1]
        more[:, :-1] |= mask[:, 1:]
        mask = more
    return mask


def eaten(mask: np.ndarray, times: int = 1, around: bool = False) -> np.ndarray:
    """Return `mask` without its rim, so many times over; beyond the picture all is `around`."""
    padded = np.pad(mask, times, constant_values=around)
    return ~grown(~padded, times)[times:-times, times:-times]


def filled(mask: np.ndarray) -> np.ndarray:
    """Return `mask` and the holes that it closes around."""
    labels = pieces(~np.pad(mask, 1), diagonal=False)
    inside: np.ndarray = labels[1:-1, 1:-1] != labels[0, 0]
    return inside
