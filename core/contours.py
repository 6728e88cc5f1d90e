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
# Where the edges of a square begin: (column, row).
_STARTS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
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
    height = np.float64(height)  # exact, whatever kind of number values are
    high = (values > height).view(np.uint8)
    pattern = high[:-1, :-1] | high[:-1, 1:] << 1 | high[1:, 1:] << 2 | high[1:, :-1] << 3
    # Few squares have a line; `nonzero` of rows and columns takes several times as long.
    found = np.flatnonzero((pattern > 0) & (pattern < 15))
    rows, columns = np.divmod(found, max(pattern.shape[1], 1))
    right, below = columns + 1, rows + 1
    corners = values[[rows, rows, below, below], [columns, right, right, columns]] - height
    if not (finite := np.isfinite(corners).all(axis=0)).all():
        rows, columns, corners = rows[finite], columns[finite], corners[:, finite]
    top_left, top_right, bottom_right, bottom_left = corners
    code, middle = pattern[rows, columns], corners.sum(axis=0) > 0
    kind = np.where(middle & (code == 5), 16, np.where(middle & (code == 10), 17, code))
    # The crossings of the four edges of each square: (column, row), float64 [squares, 4, 2].
    edges = np.stack([columns, rows], axis=1)[:, None] + np.array(_STARTS)
    edges[:, 0, 0] += _share(top_left, top_right)
    edges[:, 1, 1] += _share(top_right, bottom_right)
    edges[:, 2, 0] += _share(bottom_left, bottom_right)
    edges[:, 3, 1] += _share(top_left, bottom_left)
    both = np.flatnonzero(_TWO[kind])
    first = edges[np.arange(len(kind))[:, None], _TABLE[kind, 0]]
    return np.concatenate([first, edges[both[:, None], _TABLE[kind[both], 1]]])


def _share(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how far from `one` to `other`, 0 to 1, it is to where it is 0 between them.

    Where it is not between them that is any number.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        share: np.ndarray = one / (one - other)
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
