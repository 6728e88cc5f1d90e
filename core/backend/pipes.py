"""The backend's pipes and the threads at them: messages in, messages out.

Without one of these threads the process would be half alive: where one fails, it ends.
"""

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

from core.backend.frames import FrameReader, MessageError
from core.backend.messages import Quit, ToBackend

FAILED = 3  # exit code: a thread failed
_PATIENCE_S = 1.0  # for the main thread to end in good order, once nobody speaks any more


def vital(work: Callable[[], None]) -> threading.Thread:
    """Do `work` in a thread; where it fails, the process ends at once and its log says why."""

    def do() -> None:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(FAILED)

    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    return thread


def take_stdout() -> BinaryIO:
    """Keep the real standard output for messages; what libraries print goes to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (0, output.fileno()):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return output


def read(put: Callable[[ToBackend | MessageError], None], loaded: threading.Event) -> None:
    """Put every message of standard input, then Quit when it ends; MessageError: nonsense.

    Whatever the main thread does then, a single update of a minute perhaps, the process ends soon.
    """

    def put_or_end(message: ToBackend) -> None:
        if isinstance(message, Quit) and not loaded.is_set():
            # The main thread is importing TensorFlow and would hear of it seconds later.
            os._exit(0)
        put(message)

    reader = FrameReader[ToBackend](ToBackend)
    try:
        while data := os.read(0, 1 << 20):
            for message in reader.feed(data):
                put_or_end(message)
        reader.finish()
        put_or_end(Quit())
        time.sleep(_PATIENCE_S)
    except MessageError as error:
        put(error)
        time.sleep(_PATIENCE_S)
        print(f"backend: {error}", file=sys.stderr, flush=True)
        os._exit(2)
    os._exit(0)


def write(
    output: BinaryIO, get: Callable[[], tuple[bytes, ...]], put: Callable[[ToBackend], None]
) -> None:
    """Write the pieces of every message until there are none; Quit when nobody reads any more."""
    try:
        while message := get():
            for piece in message:
                output.write(piece)
            output.flush()
    except BrokenPipeError:
        put(Quit())
