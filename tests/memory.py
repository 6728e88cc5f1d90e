"""What memory a process has, as the system and the C library tell it."""

import ctypes
import os


def resident_mb(process: int) -> float:
    """Return how much memory a process has in use, in MB; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


class _Mallinfo2(ctypes.Structure):
    """As in glibc's malloc.h: there its ten numbers have names."""

    _fields_ = (("numbers", ctypes.c_size_t * 10),)


def used_mb() -> float:
    """Return how much of its memory this process uses, in MB; 0 where the C library does not tell.

    What was freed and is kept for later is not in it, nor are Python's small objects.
    """
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (AttributeError, TypeError):  # another C library; Windows has none without a name
        return 0.0
    ask.restype = _Mallinfo2
    _, _, _, _, mapped, _, _, handed_out, _, _ = ask().numbers  # hblkhd, uordblks
    return float(mapped + handed_out) / 1e6
