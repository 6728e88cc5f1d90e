"""The backend process: reads messages from standard input, trains, answers on standard output.

TensorFlow is imported after the first bytes could be read, so the window never waits for it. The
process ends when it is told to, or when its standard input does: it never outlives the window.
What it does with the messages is in worker.py.
"""

import functools
import queue
import sys
import threading

from core.backend import pipes
from core.backend.frames import MessageError, pieces
from core.backend.messages import Ready, ToWindow
from core.backend.pulse import Doing, beat
from core.backend.worker import Inbox, Worker
from core.heavy_imports import heavy_imports, leave, quiet_loading
from core.signals import end_with_parent, leave_terminal_to_parent


def main() -> int:
    """Serve one window. Returns the exit code: 0 told to end, 2 nonsense was read."""
    # Ctrl+C in a terminal reaches this process, too; but the window says when to end.
    leave_terminal_to_parent()
    end_with_parent()
    output = pipes.take_stdout()
    inbox: Inbox = queue.SimpleQueue()
    loaded, ended = threading.Event(), threading.Event()
    pipes.vital(functools.partial(pipes.read, inbox.put, loaded))

    # A pipe holds less than a snapshot: training does not wait until the window has read it.
    outbox: queue.SimpleQueue[tuple[bytes, ...]] = queue.SimpleQueue()
    writer = pipes.vital(functools.partial(pipes.write, output, outbox.get, inbox.put))
    doing = Doing("loading")
    pipes.vital(functools.partial(beat, doing, outbox, ended))

    def send(message: ToWindow) -> None:
        outbox.put(pieces(message))

    with heavy_imports(), quiet_loading():
        from core.backend import devices

        devices.set_up()
        found = devices.list_devices()
    import tensorflow as tf

    loaded.set()
    named = tuple((device.name, device.title) for device in found)
    send(Ready(tf.__version__, named, devices.gpu_problem()))
    try:
        Worker(inbox, send, found, doing=doing).serve()
    except MessageError as error:
        print(f"backend: {error}", file=sys.stderr)
        return 2
    finally:
        ended.set()
        outbox.put(())
        writer.join()
    return 0


if __name__ == "__main__":
    leave(main())
