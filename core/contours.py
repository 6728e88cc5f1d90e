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
    with np.errstate(invalid="ignore"):
        above = values.astype(float) - height
    high = above > 0
    pattern = high[:-1, :-1] + 2 * high[:-1, 1:] + 4 * high[1:, 1:] + 8 * high[1:, :-1]
    finite = np.isfinite(above)
    whole = finite[:-1, :-1] & finite[:-1, 1:] & finite[1:, 1:] & finite[1:, :-1]
    rows, columns = np.nonzero(whole & (pattern > 0) & (pattern < 15))
    code = pattern[rows, columns]
    top_left, top_right = above[rows, columns], above[rows, columns + 1]
    bottom_left, bottom_right = above[rows + 1, columns], above[rows + 1, columns + 1]
    middle = top_left + top_right + bottom_left + bottom_right > 0
    kind = np.where(middle & (code == 5), 16, np.where(middle & (code == 10), 17, code))
    # The crossings of the four edges of each square: (column, row), float64 [squares, 4, 2].
    edges = np.empty((len(rows), 4, 2))
    edges[:, 0] = np.stack([columns + _share(top_left, top_right), rows], axis=1)
    edges[:, 1] = np.stack([columns + 1, rows + _share(top_right, bottom_right)], axis=1)
    edges[:, 2] = np.stack([columns + _share(bottom_left, bottom_right), rows + 1], axis=1)
    edges[:, 3] = np.stack([columns, rows + _share(top_left, bottom_left)], axis=1)
    found = [np.take_along_axis(edges, _TABLE[kind, line][:, :, None], axis=1) for line in (0, 1)]
    return np.concatenate([found[0], found[1][_TWO[kind]]])


def _share(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how far from `one` to `other`, 0 to 1, it is to where it is 0 between them."""
    difference = one - other
    share: np.ndarray = np.full(one.shape, 0.5)
    np.divide(one, difference, out=share, where=difference != 0)
    return share


def _table() -> tuple[np.ndarray, np.ndarray]:
    """Return the edges [kind, line, end] for 16 patterns and two saddles, and which have two."""
    table, two = np.zeros((18, 2, 2), int), np.zeros(18, bool)
    kinds: dict[int, tuple[tuple[int, int], ...]] = dict(_LINES)
    for (code, high), lines in _SADDLES.items():
        kinds[{5: 16, 10: 17}[code] if high else code] = lines
    for kind, pairs in kinds.items():
        table[kind, : len(pairs)] = pairs
        two[kind] = len(pairs) > 1
    return table, two


_TABLE, _TWO = _table()
