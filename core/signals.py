"""Being told to end, by Ctrl+C or by the system: the first time politely, the second at once.

At the end of a session the system may send two signals in a row, SIGTERM and SIGHUP: these count
as one.
"""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# What Python has for a signal; None: what it cannot know.
_Handler = Callable[[int, FrameType | None], object] | int | None

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG

# Ctrl+C, `kill` or shutting down, the terminal that closes; and what Windows has of them.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def told_to_end(then: Callable[[int], None]) -> Iterator[None]:
    """Call `then` with the signal's number at the first one that comes.

    The same again, or Ctrl+C after any, ends the process at once. What is ignored already, as with
    `nohup`, stays so. For the main thread.
    """
    before: dict[int, _Handler] = {}

    def take(number: int, _frame: object) -> None:
        for one in before:
            at_once = one in (number, signal.SIGINT)
            signal.signal(one, signal.SIG_DFL if at_once else _pass_over)
        then(number)

    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, take)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _pass_over(_number: int, _frame: object) -> None:
    # Not SIG_IGN: of a signal that came just before, Python would complain.
    pass


def leave_terminal_to_parent() -> None:
    """Pass over Ctrl+C and a closing terminal: the process that started this one hears them."""
    for name in ("SIGINT", "SIGHUP", "SIGBREAK"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, signal.SIG_IGN)


def end_with_parent() -> None:
    """Have the system end this process with the one that started it, even while it is stopped.

    It is ended too where it holds Python's lock for long. Only Linux can do that.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def exit_code(number: int) -> int:
    """Return the exit code of a program that a signal ended, as shells have it: 130 for Ctrl+C."""
    return 128 + number
