"""Small pictures that a painter paints again and again, kept in bounded memory."""

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPixmap

MOST = 1_000_000  # device-independent pixels, in each of two halves: more than a screen shows


class Stamps:
    """Keeps pictures by what they look like, and those that were used last the longest.

    Zooming and training leave many behind that never come again: thousands of them took 80 MB.
    """

    def __init__(self) -> None:
        self._newer: dict[Hashable, QPixmap] = {}
        self._older: dict[Hashable, QPixmap] = {}
        self._size = 0.0  # of the newer ones

    def of(self, key: Hashable, make: Callable[[], QPixmap]) -> QPixmap:
        """Return the picture that looks like `key`; `make` is asked where there is none."""
        found = self._newer.get(key)
        if found is None:
            found = self._older.pop(key, None)
            # Not what was painted on: Qt keeps the painter's own memory with that, 6 to 9 kB.
            found = make().copy() if found is None else found
            width, height = found.deviceIndependentSize().toTuple()
            if self._size + width * height > MOST:
                self._older, self._newer, self._size = self._newer, {}, 0.0
            self._newer[key] = found
            self._size += width * height
        return found
