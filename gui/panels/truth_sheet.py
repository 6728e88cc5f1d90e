"""Where the columns of a truth table stand: the middle scrolls between what stays at the sides."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

_STAY = 0.6  # of the room, that the columns at the sides may take; else all of them scroll


class Sheet(NamedTuple):
    """Columns side by side, `edges` [columns + 1] in px as if there were room for all.

    Those before `first` stay at the left and those from `last` on at the right of the `room`.
    """

    edges: tuple[float, ...]
    first: int
    last: int
    room: float

    @staticmethod
    def of(widths: list[float], left: int, right: int, room: float) -> "Sheet":
        """Return the sheet of columns so wide; `left` and `right` so many of them would stay."""
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        first, last = left, len(widths) - right
        if edges[first] + edges[-1] - edges[last] > _STAY * room:
            first, last = 0, len(widths)
        return Sheet(tuple(edges), first, last, room)

    @property
    def overhang(self) -> float:
        """How far the columns can scroll, in px: 0 where there is room for all."""
        return max(self.edges[-1] - self.room, 0.0)

    @property
    def middle(self) -> tuple[float, float]:
        """From where to where what scrolls is seen."""
        return self.edges[self.first], self.edges[self.last] - self.overhang

    def left(self, column: int, offset: float) -> float:
        """Return where a column begins when the middle is scrolled by `offset`."""
        if column < self.first:
            return self.edges[column]
        return self.edges[column] - (self.overhang if column >= self.last else offset)

    def width(self, column: int) -> float:
        """Return how wide a column is."""
        return self.edges[column + 1] - self.edges[column]

    def seen(self, offset: float) -> list[int]:
        """Return the columns that are seen, in part at least."""
        low, high = (end + offset for end in self.middle)
        start = max(bisect_right(self.edges, low) - 1, self.first)
        end = min(bisect_left(self.edges, high), self.last)
        count = len(self.edges) - 1
        return [*range(self.first), *range(start, end), *range(self.last, count)]
