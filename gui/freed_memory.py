"""Memory that was freed goes back to the system: glibc keeps nearly all of it for later.

Pictures of tens of MB are made and dropped in several threads. After ten minutes of use the window
held 900 MB, of which it used less than half.
"""

import ctypes
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY = 20_000  # ms; giving it back takes 1 to 12 ms
_NAME = "freedMemory"


def give_back_in_event_loop(owner: QObject) -> None:
    """Give freed memory back now and then, as long as `owner` lives; only where glibc is."""
    trim = _trim()
    if trim and not owner.findChild(QTimer, _NAME):
        timer = QTimer(owner, interval=EVERY)
        timer.setObjectName(_NAME)  # mypy knows no word for it
        timer.timeout.connect(lambda: trim(0))
        timer.start()


def _trim() -> Callable[[int], int] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, TypeError):  # another C library; Windows has none without a name
        return None
