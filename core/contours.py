"""Where a map crosses a height: the segments of its contour line, by marching squares.

Lorensen and Cline (1987), in two dimensions; a saddle is cut as the mean of its corners says.
"""

import numpy as np

# For each pattern of corners above (1 top left, 2 top right, 4 bottom right, 8 bottom left), the
# pairs of edges (0 top, 1 right, 2 bottom, 3 left) that a line joins.
_LINES: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
# A saddle with a low middle parts its high corners, with a high middle it joins them.
_SADDLES = {
    (5, False): ((3, 0), (1, 2)),
    (5, True): ((0, 1), (2, 3)),
    (10, False): ((0, 1), (2, 3)),
    (10, True): ((3, 0), (1, 2)),
}


def contour(values: np.ndarray, height: float = 0.0) -> np.ndarray:
    """Return where `values` [rows, columns] cross `height`: float64 [segments, 2, 2].

    A segment is two points (column, row), the middles of the outermost cells being 0 and n − 1.
    Where a value is not finite there is no line.
    """
    above = values.astype(float) - height
    corners = above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1]
    pattern = sum(bit * (corner > 0) for bit, corner in zip((1, 2, 4, 8), corners, strict=True))
    finite = np.logical_and.reduce([np.isfinite(corner) for corner in corners])
    pattern = np.where(finite, pattern, 0)
    found = [_segments(corners, pattern == code, lines) for code, lines in _LINES.items()]
    with np.errstate(invalid="ignore"):  # ∞ − ∞, where there is no line anyway
        middle = sum(corners) > 0
    for (code, high), lines in _SADDLES.items():
        found.append(_segments(corners, (pattern == code) & (middle == high), lines))
    return np.concatenate(found)


def _segments(
    corners: tuple[np.ndarray, ...], here: np.ndarray, lines: tuple[tuple[int, int], ...]
) -> np.ndarray:
    """Return the segments in the squares `here`, of the edges that `lines` join."""
    rows, columns = np.nonzero(here)
    top_left, top_right, bottom_right, bottom_left = (corner[here] for corner in corners)

    def crossing(edge: int) -> np.ndarray:
        if edge == 0:
            x, y = columns + _share(top_left, top_right), rows
        elif edge == 1:
            x, y = columns + 1, rows + _share(top_right, bottom_right)
        elif edge == 2:
            x, y = columns + _share(bottom_left, bottom_right), rows + 1
        else:
            x, y = columns, rows + _share(top_left, bottom_left)
        return np.stack([x, y], axis=-1).astype(float)

    return np.concatenate(
        [np.stack([crossing(one), crossing(other)], axis=1) for one, other in lines]
    )


def _share(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how far from `one` to `other`, 0 to 1, it is to where it is 0 between them."""
    difference = one - other
    share: np.ndarray = np.full(one.shape, 0.5)
    np.divide(one, difference, out=share, where=difference != 0)
    return share
