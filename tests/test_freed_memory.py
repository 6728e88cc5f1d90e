"""Freed memory: what nothing uses any more is the system's again."""

import ctypes
import platform

import pytest
from PySide6.QtCore import QObject

from gui import freed_memory
from tests.processes import run_python

# 120 MB are made, in blocks below what has pages of its own, and every other one is dropped.
DROPPED = """
import ctypes, os, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from gui import freed_memory
from tests.memory import resident_mb
freed_memory.LOOK_EVERY, freed_memory.LOOKS = 1, int(sys.argv[1])
application, owner = QCoreApplication([]), QObject()

def hold(count, size):
    blocks = [ctypes.create_string_buffer(size) for _ in range(count)]
    for block in blocks:
        ctypes.memset(block, 1, size)
    return blocks

def let_look():
    beats = []
    def beat():  # it is looked as often, and oftener
        beats.append(1)
        if len(beats) == 10:
            application.quit()
    timer = QTimer(interval=3)
    timer.timeout.connect(beat)
    timer.start()
    application.exec()

large = hold(1, 200_000_000)  # it has pages of its own
blocks = hold(2000, 60_000) if sys.argv[2] == "before" else None
freed_memory.give_back_in_event_loop(owner)
if sys.argv[2] == "after a fall":
    large = None
    let_look()
blocks = blocks or hold(2000, 60_000)
if sys.argv[2] == "long before":
    let_look()
held = resident_mb(os.getpid())
del blocks[::2]
kept = resident_mb(os.getpid())
let_look()
assert blocks[-1].raw == b"\1" * len(blocks[-1])
print(held - kept, held - resident_mb(os.getpid()))
"""
ALWAYS, NEVER = "1", "1000000"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
@pytest.mark.parametrize(
    ("looks", "made", "given_back"),
    [
        pytest.param(ALWAYS, "before", True, id="in_time"),
        pytest.param(ALWAYS, "long before", True, id="in_time_again"),
        pytest.param(NEVER, "before", False, id="not_risen"),
        pytest.param(NEVER, "after", True, id="risen"),
        pytest.param(NEVER, "after a fall", True, id="risen_from_less"),
        pytest.param(NEVER, "long before", False, id="risen_and_seen"),
    ],
)
def test_memory_between_what_is_in_use_goes_back_to_the_system(looks, made, given_back):
    done = run_python("-c", DROPPED, looks, made)
    assert (done.returncode, done.stderr) == (0, "")
    at_once, later = map(float, done.stdout.split())
    assert at_once < 20  # glibc keeps what is not at its heap's end
    assert later > 40 if given_back else later < 20


# Some MB are made and dropped, as for each frame of a training.
FRAMES = """
import ctypes, resource
from PySide6.QtCore import QCoreApplication
from gui.freed_memory import give_back_in_event_loop
application = QCoreApplication([])
give_back_in_event_loop(application)

def frame():
    blocks = [ctypes.create_string_buffer(1_000_000) for _ in range(8)]

frame()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    frame()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_memory_of_one_frame_is_there_for_the_next():
    done = run_python("-c", FRAMES)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 2000  # pages; each frame has as many


# Six threads hold something at the same time; glibc says what heaps there are.
HEAPS = """
import ctypes, threading
from PySide6.QtCore import QCoreApplication
from gui.freed_memory import give_back_in_event_loop
application = QCoreApplication([])
give_back_in_event_loop(application)
held, together = [], threading.Barrier(6)

def hold():
    held.append(ctypes.create_string_buffer(60_000))
    together.wait()

threads = [threading.Thread(target=hold) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
told = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, told)
library.fflush(told)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have other heaps")
def test_threads_share_a_heap():
    done = run_python("-c", HEAPS)
    assert (done.returncode, done.stderr) == (0, "")
    assert 1 <= done.stdout.count("<heap nr=") <= 2


def test_where_the_c_library_is_another_nothing_is_done(monkeypatch):
    for library in (lambda _: object(), lambda _: (_ for _ in ()).throw(TypeError())):
        monkeypatch.setattr(ctypes, "CDLL", library)
        owner = QObject()
        freed_memory.give_back_in_event_loop(owner)
        assert not owner.children()
