"""Loading many modules at once, without the garbage collector."""

import contextlib
import gc
from collections.abc import Iterator


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
