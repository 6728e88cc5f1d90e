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


WAYS_TO_END = [(state, nonsense) for state in STATES for nonsense in (False, True)]


def begun(program):
    """The process of a program whose standard streams are pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", BUSY.format(state=program)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextlib.contextmanager
def side_by_side(programs):
    """Begin all programs at once, for each takes a second to show what it does: name -> process."""
    children = {name: begun(program) for name, program in programs.items()}
    try:
        yield children
    finally:
        for child in children.values():
            child.kill()
            child.communicate()


@pytest.fixture(scope="module")
def told_to_end():
    """The children of all ways to end, and when they were told to."""
    with side_by_side({way: STATES[way[0]] for way in WAYS_TO_END}) as children:
        for (state, _), child in children.items():
            child.stdin.write(frame(UpdateOnce()))
            child.stdin.flush()
            if state != "loading":
                assert b"Ready" in child.stdout.read(20)
        for (_, nonsense), child in children.items():
            if nonsense:
                child.stdin.write(b"This is nonsense.")
                child.stdin.flush()  # and nobody closes the pipe
            else:
                child.stdin.close()
                child.stdin = None
        yield children, time.monotonic()


@pytest.mark.parametrize(("state", "nonsense"), WAYS_TO_END)
def test_it_ends_within_two_seconds(told_to_end, state, nonsense):
    children, began = told_to_end
    child = children[state, nonsense]
    code = child.wait(10)
    took = time.monotonic() - began
    said = child.stderr.read()
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

BEATS = "from core.backend import pulse\npulse.BEAT_S = 0.05\n"  # twenty times a second


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


DOINGS = {
    "loading": "module.set_up = lambda: time.sleep(60)",
    "updating": (
        "worker.Worker.serve = lambda self: (self._doing.begin('updating'), time.sleep(60))"
    ),
    "waiting": "",
}


@pytest.fixture(scope="module")
def beating():
    """The children that do each of these."""
    with side_by_side({doing: BEATS + state for doing, state in DOINGS.items()}) as children:
        yield children


@pytest.mark.parametrize("doing", list(DOINGS))
def test_it_beats_whatever_it_does(beating, doing):
    found = said_by(beating[doing], lambda message: message == Alive(doing, 1))
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
    child = begun(BEATS + "worker.Worker.serve = lambda self: time.sleep(60)\n" + broken)
    try:
        child.stdin.write(frame(UpdateOnce()))
        child.stdin.flush()
        code = child.wait(20)
    finally:
        _, said = ended(child)
    assert code == 3
    assert said.startswith("Traceback")
    assert said.splitlines()[-1].startswith(("ZeroDivisionError", "TypeError"))
