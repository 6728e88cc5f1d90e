"""Memory that was freed goes back to the system: glibc keeps nearly all of it for later.

Pictures of tens of MB are made and dropped in several threads. After ten minutes of use the window
held 900 MB, of which it used less than half.

All threads but the window's share one heap. Where nearly each has its own, as glibc has it, 20
minutes of use took 750 MB, and 600 so: what one thread has freed no other one uses.

In between it keeps what is freed, pictures too: else it gives the system some MB back at every
frame of a training, and has them again, page by page, for the next: a tenth of a frame's time.
"""

import ctypes

from PySide6.QtCore import QObject, QTimer

EVERY = 20_000  # ms; giving it back takes 1 to 40 ms
_NAME = "freedMemory"
# By the numbers of malloc.h: what is freed at a heap's end and yet kept (M_TRIM_THRESHOLD), and how
# large a block is that has pages of its own (M_MMAP_THRESHOLD; that is as large as may be); and how
# many heaps there are (M_ARENA_MAX).
_SET = ((-1, 64 << 20), (-3, 32 << 20), (-8, 2))


def give_back_in_event_loop(owner: QObject) -> None:
    """Give freed memory back now and then, as long as `owner` lives; only where glibc is."""
    library = _glibc()
    if library and not owner.findChild(QTimer, _NAME):
        for what, size in _SET:
            library.mallopt(what, size)
        timer = QTimer(owner, interval=EVERY)
        timer.setObjectName(_NAME)  # mypy knows no word for it
        timer.timeout.connect(lambda: library.malloc_trim(0))
        timer.start()


def _glibc() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(None)
        library.malloc_trim, library.mallopt  # noqa: B018 - it is asked whether they are there
    except (AttributeError, TypeError):  # another C library; Windows has none without a name
        return None
    return library
