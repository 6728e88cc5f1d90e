"""Memory that was freed goes back to the system: glibc keeps nearly all of it for later.

Pictures of tens of MB are made and dropped in several threads. After ten minutes of use the window
held 900 MB, of which it used less than half.

All threads but the window's share one heap. Where nearly each has its own, as glibc has it, 20
minutes of use took 750 MB, and 600 so: what one thread has freed no other one uses.

In between it keeps what is freed, pictures too: else it gives the system some MB back at every
frame of a training, and has them again, page by page, for the next: a tenth of a frame's time.
Given back every 20 s only, what it held swung by 100 to 300 MB; every 5 s, turns took longer.
"""

import ctypes
import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY = 2_000  # ms
RISEN = 64 << 20  # bytes that the process holds more than at least since memory was given back
LOOKS = 10  # after so many it is given back even where nothing has risen; that takes 1 to 40 ms
# By the numbers of malloc.h: what is freed at a heap's end and yet kept (M_TRIM_THRESHOLD), and how
# large a block is that has pages of its own (M_MMAP_THRESHOLD; that is as large as may be); and how
# many heaps there are (M_ARENA_MAX).
_SET = ((-1, 64 << 20), (-3, 32 << 20), (-8, 2))


def give_back_in_event_loop(owner: QObject) -> None:
    """Give freed memory back now and then, as long as `owner` lives; only where glibc is."""
    library = _glibc()
    if library and not owner.findChild(_GiveBack):
        for what, size in _SET:
            library.mallopt(what, size)
        _GiveBack(owner, library)


class _GiveBack(QTimer):
    """Look now and then how much the process holds; give back where that has risen, or in time."""

    def __init__(self, owner: QObject, library: ctypes.CDLL) -> None:
        super().__init__(owner, interval=LOOK_EVERY)
        self._library = library
        self._looks = 0  # since memory was given back
        self._least = _held()  # since then, too
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        held = _held()
        self._looks += 1
        self._least = min(self._least, held)
        if held > self._least + RISEN or self._looks == LOOKS:
            self._library.malloc_trim(0)
            self._looks, self._least = 0, _held()


def _held() -> int:
    """Return how many bytes of memory the process holds; 0 where the system does not tell."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
        return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _glibc() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(None)
        library.malloc_trim, library.mallopt  # noqa: B018 - it is asked whether they are there
    except (AttributeError, TypeError):  # another C library; Windows has none without a name
        return None
    return library
