"""Real backends without the seconds that TensorFlow takes to load: forked from one that has.

    python tests/forked.py serve SOCKET backend    # loads TensorFlow, says so, then forks
    python tests/forked.py serve SOCKET window     # the same with what a window needs
    python tests/forked.py ask SOCKET              # is a backend, as core.backend.process is
    python tests/forked.py ask SOCKET -c CODE ...  # is Python with this code and these arguments

What asks gives its standard streams and its environment to a process that is forked for it, which
runs the backend's own `main`, or the code; it ends as that one ends, and the other way round.
"""

import contextlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SIZE = 8  # bytes that say how long what follows is
STREAMS = (0, 1, 2)


def possible() -> bool:
    """Whether processes can be forked and watched here, as on Linux."""
    return all(hasattr(module, name) for module, name in ((os, "fork"), (os, "pidfd_open")))


@contextlib.contextmanager
def backends(path: Path, loads: str = "backend") -> Iterator[list[str]]:
    """Yield a command that is a backend; what it is forked from listens at `path` until the end.

    With "-c" and code after it, it is Python. What is forked from has loaded a `backend`, or what
    a `window` needs.
    """
    command = [sys.executable, __file__, "serve", str(path), loads]
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as loaded:
        assert loaded.stdout
        assert loaded.stdout.readline() == b"loaded\n"
        try:
            # -I, -S: nothing is imported that it does without.
            yield [sys.executable, "-I", "-S", __file__, "ask", str(path)]
        finally:
            loaded.kill()


def itself(command: list[str], process_id: int) -> int:
    """The process id of the backend that `command` has begun, whose own process id is given.

    What asks is another one. A backend that has said something has noted which it is.
    """
    if command[-2:-1] != ["ask"]:
        return process_id
    return int(_noted(command[-1], process_id).read_text())


def _noted(path: str, asks: int) -> Path:
    """Where the backend of the process `asks` notes which one it is."""
    return Path(path).with_name(str(asks))


def serve(path: str, loads: str) -> None:
    """Load what is to be loaded, then fork a process for each that asks."""
    from core.signals import end_with_parent

    end_with_parent()
    if loads == "backend":
        _load_backend()
    else:
        from gui import app  # noqa: F401
    threads = os.listdir("/proc/self/task")
    assert len(threads) == 1, "what another thread holds would stay held in what is forked"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that are forked
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    print("loaded", flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork():
            connection.close()
        else:
            listener.close()
            end_with_parent()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.exit(_watch(connection, path))


def _load_backend() -> None:
    from core.heavy_imports import heavy_imports

    with heavy_imports():
        from core.backend import devices, process, trainer, watching  # noqa: F401
    devices.set_up()
    devices.list_devices()


def _watch(connection: socket.socket, path: str) -> int:
    """Fork the backend, tell how it ended, and end it when who asked is gone; the exit code."""
    size, streams, *_ = socket.recv_fds(connection, SIZE, len(STREAMS))
    with connection.makefile("rb") as file:
        told = json.loads(file.read(int.from_bytes(size)))
    child = os.fork()
    if not child:
        connection.close()
        _noted(path, told["asks"]).write_text(str(os.getpid()))
        _take(streams, told["environment"])
        return _run(path, *told["words"])
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(child)
    if connection in select.select([connection, ended], [], [])[0]:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        connection.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))
    return 0


def _take(streams: list[int], environment: dict[str, str]) -> None:
    import tempfile

    for stream, own in zip(streams, STREAMS, strict=True):
        os.dup2(stream, own)
        os.close(stream)
    os.environ.clear()
    os.environ |= environment
    tempfile.tempdir = None


def _run(path: str, *words: str) -> int:
    if not words:
        from core.backend import process

        return process.main()
    code = Path(path).with_name(f"{os.getpid()}.py")
    code.write_text(words[1], encoding="utf-8")
    sys.argv[1:] = words[2:]
    runpy.run_path(str(code), run_name="__main__")
    return 0


def ask(path: str, *words: str) -> None:
    """Be the backend, or the Python with these words, that is forked."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        about = {"environment": dict(os.environ), "asks": os.getpid(), "words": words}
        told = json.dumps(about).encode()
        socket.send_fds(connection, [len(told).to_bytes(SIZE)], STREAMS)
        connection.sendall(told)
        sys.stdin.close()  # the other one reads it now
        code = int.from_bytes(connection.recv(4), signed=True)
    if code < 0:
        os.kill(os.getpid(), -code)
    sys.exit(code)


if __name__ == "__main__":
    {"serve": serve, "ask": ask}[sys.argv[1]](*sys.argv[2:])
