"""The backend ends soon after its window, whatever it does then; and where a part of it fails."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time

import pytest

from core.backend.frames import FrameReader, frame
from core.backend.messages import Alive, ToWindow, UpdateOnce
from tests.processes import ROOT

# The real program with stand-ins for TensorFlow and for the work.
BUSY = """
import ctypes, os, sys, time, types
for name in ("tensorflow", "tensorflow.errors", "core.backend.devices"):
    sys.modules[name] = module = types.ModuleType(name)
sys.modules["tensorflow.errors"].OpError = OSError
sys.modules["tensorflow"].__version__ = "2.0"
module.set_up, module.list_devices, module.gpu_problem = lambda: None, lambda: (), lambda: None
from core.backend import process, worker

{state}
sys.exit(process.main())
"""
# No other thread of Python's runs meanwhile. Its standard error is closed while it loads.
HOLDS_THE_LOCK = "(os.write(1, b'!'), ctypes.PyDLL(None).sleep(60))"
STATES = {
    "loading": "module.set_up = lambda: time.sleep(60)",
    "in a long update": "worker.Worker.serve = lambda self: time.sleep(60)",
    "between updates": "",
}


@pytest.mark.parametrize("nonsense", [False, True])
@pytest.mark.parametrize("state", list(STATES))
def test_it_ends_within_two_seconds(state, nonsense):
    child = subprocess.Popen(
        [sys.executable, "-c", BUSY.format(state=STATES[state])],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        child.stdin.write(frame(UpdateOnce()))
        child.stdin.flush()
        if state != "loading":
            assert b"Ready" in child.stdout.read(20)
        if nonsense:
            child.stdin.write(b"This is nonsense.")
            child.stdin.flush()  # and nobody closes the pipe
        else:
            child.stdin.close()
        began = time.monotonic()
        code = child.wait(10)
        took = time.monotonic() - began
        said = child.stderr.read()
    finally:
        child.kill()
        child.stdout.close()
        child.stderr.close()
        if nonsense:
            child.stdin.close()
    assert code == (2 if nonsense else 0)
    if state != "loading":  # Python's own start takes its time, and nothing is said meanwhile
        assert took < 5  # one second, as a rule; a busy machine takes its time
        assert (b"backend: A message of " in said) == nonsense
        assert said.count(b"\n") == int(nonsense)


# The window is killed: the system ends the child even where no thread of it can run.

WINDOW = """
import signal, subprocess, sys
child = subprocess.Popen(
    [sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE, stderr=subprocess.STDOUT
)
print(child.pid, flush=True)
signal.pause()
"""


@pytest.fixture
def window():
    """A function: the child's program -> a process that started it, and the child's id."""
    started = []

    def start(program):
        process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, program],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        started.append((process, int(process.stdout.readline())))
        return started[-1]

    yield start
    for process, child in started:
        process.kill()
        process.wait()
        process.stdout.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def ends_within(pipe, seconds):
    """Whether all who could write into `pipe` end in time."""
    last = time.monotonic() + seconds
    while select.select([pipe], [], [], max(0, last - time.monotonic()))[0]:
        if not os.read(pipe.fileno(), 1 << 16):
            return True
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
@pytest.mark.parametrize("state", ["loading", "compiling", "in a long update", "stopped"])
def test_it_ends_with_a_window_that_is_killed(window, state):
    updates = "worker.Worker.serve = lambda self: (os.write(1, b'!'), time.sleep(60))"
    work = {
        "loading": f"module.set_up = lambda: {HOLDS_THE_LOCK}",
        "compiling": f"worker.Worker.serve = lambda self: {HOLDS_THE_LOCK}",
    }.get(state, updates)
    process, child = window(BUSY.format(state=work))
    while (said := process.stdout.read(1)) != b"!":
        assert said  # it has not begun yet
    if state == "stopped":
        os.kill(child, signal.SIGSTOP)
    process.kill()
    assert ends_within(process.stdout, 10)  # at once, but on a busy machine


# The heartbeat


UPDATES = """
def serve(doing):
    doing.begin("updating")
    time.sleep(60)
process.Worker = lambda *_, doing: types.SimpleNamespace(serve=lambda: serve(doing))
"""


def child_of(state):
    """A child with stand-ins that beats twenty times a second."""
    beats = f"from core.backend import pulse\npulse.BEAT_S = 0.05\n{state}"
    return subprocess.Popen(
        [sys.executable, "-c", BUSY.format(state=beats)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(child):
    """End the child; return what it said on standard error."""
    child.kill()
    said = child.communicate()[1].decode()
    return child.returncode, said


def said_by(child, until):
    """The messages of the child up to the first one for which `until` is true."""
    reader, found = FrameReader(ToWindow), []
    while data := os.read(child.stdout.fileno(), 1 << 16):
        for message in reader.feed(data):
            found.append(message)
            if until(message):
                return found
    return found


@pytest.mark.parametrize(
    ("state", "doing"),
    [
        ("module.set_up = lambda: time.sleep(60)", "loading"),
        (
            "worker.Worker.serve = lambda self: (self._doing.begin('updating'), time.sleep(60))",
            "updating",
        ),
        ("", "waiting"),
    ],
)
def test_it_beats_whatever_it_does(state, doing):
    child = child_of(state)
    try:
        found = said_by(child, lambda message: message == Alive(doing, 1))
    finally:
        ended(child)
    beats = [message for message in found if isinstance(message, Alive)]
    assert beats[-1] == Alive(doing, 1)
    assert len(beats) > 5


@pytest.mark.parametrize(
    "broken",
    [
        "pulse.Doing.told = lambda self: 1 / 0",
        "process.pipes.FrameReader.feed = lambda self, data: 1 / 0",
        "process.pieces = lambda message: [1]",  # which cannot be written
    ],
    ids=["beat", "reader", "writer"],
)
def test_without_one_of_its_threads_it_ends_and_says_why(broken):
    child = child_of("worker.Worker.serve = lambda self: time.sleep(60)\n" + broken)
    try:
        child.stdin.write(frame(UpdateOnce()))
        child.stdin.flush()
        code = child.wait(20)
    finally:
        _, said = ended(child)
    assert code == 3
    assert said.startswith("Traceback")
    assert said.splitlines()[-1].startswith(("ZeroDivisionError", "TypeError"))
