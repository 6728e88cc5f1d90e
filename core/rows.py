"""Tables that rows are added to, one by one: their room grows with them."""

import numpy as np

_LEAST = 16  # rows: hundreds of runs are kept, and sweeps hold thousands, most of them short


def roomier(table: np.ndarray, most: int) -> np.ndarray:
    """Return a table that begins with `table`, [rows, columns], with room for as many rows again.

    It has `most` rows at most. What stands in the rows that are new means nothing.
    """
    rows = min(max(2 * len(table), _LEAST), most)
    return np.resize(table, (rows, *table.shape[1:]))
