"""Large libraries: loaded without the garbage collector and without their chatter; and left."""

import contextlib
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import NoReturn


@contextlib.contextmanager
def heavy_imports() -> Iterator[None]:
    """Import inside it what stays until the process ends.

    There is no garbage to find yet, and the search for it takes a fifth of TensorFlow's time; what
    has been loaded is not searched later either.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def leave(code: int) -> NoReturn:
    """End the process with an exit code, once all it had to write is written.

    With TensorFlow loaded it ends at once: while Python puts its things away, threads of
    TensorFlow's go on, and now and then such a process has crashed instead of ending.
    """
    if "tensorflow" not in sys.modules:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):  # there is none; nobody reads
            stream.flush()
    os._exit(code)


@contextlib.contextmanager
def quiet_loading() -> Iterator[None]:
    """Keep back what TensorFlow says on standard error while it loads; if that fails, show it.

    What it says at every start, of its processor and of GPUs that are not there, helps nobody, and
    it says some of it before it has read how much it is to say. Who has set TF_CPP_MIN_LOG_LEVEL
    to less than 3 wants to read it all.
    """
    with contextlib.ExitStack() as stack:
        if os.environ.get("TF_CPP_MIN_LOG_LEVEL", "3") == "3":
            # Without a standard error, or room for a file, there is nothing to keep back.
            with contextlib.suppress(OSError):
                stack.enter_context(_kept_back(2))
        yield


@contextlib.contextmanager
def _kept_back(descriptor: int) -> Iterator[None]:
    """Keep what is written to the descriptor, by whatever library; write it if an error comes."""
    with tempfile.TemporaryFile() as kept:
        _flush()
        real = os.dup(descriptor)
        os.dup2(kept.fileno(), descriptor)
        try:
            yield
        except BaseException:
            _flush()
            kept.seek(0)
            os.write(real, kept.read())
            raise
        finally:
            _flush()
            os.dup2(real, descriptor)
            os.close(real)


def _flush() -> None:
    if sys.stderr is not None:
        sys.stderr.flush()
