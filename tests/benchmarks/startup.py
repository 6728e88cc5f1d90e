"""How long until the window can be used, and until its backend is ready, from the command.

The window, painted and usable, and the same with its network's edges, against an empty QMainWindow
shown by the same program; the backend against `import tensorflow` alone. They take turns. With
--bundle the same for an installed program, beside the one run from source.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import IO, TypeAlias

import common

Until: TypeAlias = Callable[[IO[bytes]], bool]  # reads what is told until it has come

ROUNDS = 7
BACKEND_ROUNDS = 3
SOURCE = [sys.executable, "-P", "-m", "gui"]


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument(
        "--bundle", type=Path, metavar="DIR", help="the folder of an installed program"
    )
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHONPATH"] = str(common.ROOT)
    result = _measure_window("", SOURCE)
    if arguments.bundle:
        result |= _measure_window("bundle_", [str(arguments.bundle.resolve() / "netglow")])
    backend, alone = _medians(
        BACKEND_ROUNDS,
        ([sys.executable, "-P", "-m", "core.backend.process"], _until_ready),
        ([sys.executable, "-c", "import tensorflow; print()"], _until_bytes(1)),
    )
    result |= {
        "backend_ms": 1000 * backend,
        "import_tensorflow_ms": 1000 * alone,
        "backend_ratio": backend / alone,
    }
    common.report(result, arguments.json)


def _measure_window(prefix: str, program: list[str]) -> dict[str, float]:
    past_painted = len("painted\r\ne")  # on Windows a line ends in two bytes
    window, edges, empty = _medians(
        ROUNDS,
        ([*program, "startup", "--until", "painted"], _until_bytes(1)),
        ([*program, "startup", "--until", "edges"], _until_bytes(past_painted)),
        ([*program, "startup", "--empty"], _until_bytes(1)),
    )
    return {
        f"{prefix}window_ms": 1000 * window,
        f"{prefix}window_with_edges_ms": 1000 * edges,
        f"{prefix}empty_window_ms": 1000 * empty,
        f"{prefix}window_ratio": window / empty,
    }


def _until_bytes(count: int) -> Until:
    return lambda output: len(output.read(count)) == count


def _until_ready(output: IO[bytes]) -> bool:
    """Read the backend's messages until it is ready: before that it tells that it is alive."""
    from core.backend.frames import FrameReader
    from core.backend.messages import Ready, ToWindow

    reader = FrameReader(ToWindow)
    while data := os.read(output.fileno(), 1 << 16):
        if any(isinstance(message, Ready) for message in reader.feed(data)):
            return True
    return False


def _medians(rounds: int, *runs: tuple[list[str], Until]) -> list[float]:
    """Return the median seconds of each; the first round only warms the disk's cache."""
    times = [[_seconds_to_output(*run) for run in runs] for _ in range(rounds + 1)][1:]
    return [median(one) for one in zip(*times, strict=True)]


def _seconds_to_output(command: list[str], come: Until) -> float:
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        assert process.stdout
        if not come(process.stdout):
            raise RuntimeError(f"{' '.join(command)} ended without output")
        seconds = time.perf_counter() - start
        process.stdin.close()
        process.stdout.read()
    return seconds


if __name__ == "__main__":
    main()
